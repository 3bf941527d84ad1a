/* A link to a place inside a tab opens that tab. */
(function () {
  "use strict";
  var sets = document.querySelectorAll(".tab-set");
  if (!sets.length) return;

  function open() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var panel = target && target.closest(".tab-panel");
    if (!panel) return;
    for (; panel; panel = panel.parentElement.closest(".tab-panel")) {
      document.getElementById(panel.previousElementSibling.htmlFor).checked = true;
    }
    target.scrollIntoView();
  }

  sets.forEach(function (set) { set.classList.add("is-live"); });
  addEventListener("hashchange", open);
  open();
})();
