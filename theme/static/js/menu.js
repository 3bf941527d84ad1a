/* Closes the main menu when the window grows past it or the focus leaves it. */
(function () {
  "use strict";
  var menu = document.getElementById("gh-menu");
  if (!menu || !menu.hidePopover) return;

  function close() { if (menu.matches(":popover-open")) menu.hidePopover(); }
  matchMedia("(width >= 60rem)").addEventListener("change", close);
  menu.addEventListener("focusout", function (event) {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) close();
  });
})();
