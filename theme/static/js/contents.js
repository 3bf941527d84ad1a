/* Marks the section being read in the list of contents; opens what stands beside the text where there is room and styles alone cannot. */
(function () {
  "use strict";
  if (!CSS.supports("selector(::details-content)") && matchMedia("(width >= 60rem)").matches) document.querySelectorAll(".contents, .shelf").forEach(function (side) { side.open = true; });

  /* What stands beside the text scrolls by itself: where one is must be in sight. */
  function show(link) {
    var box = link.closest("details");
    var place = link.getBoundingClientRect().top - box.getBoundingClientRect().top;
    if (place < 0 || place > box.clientHeight * 0.9) box.scrollTop += place - box.clientHeight / 3;
  }

  var current = document.querySelector(".shelf [aria-current]");
  if (current) requestAnimationFrame(function () { show(current); });

  var links = Array.from(document.querySelectorAll("[data-contents] a"));
  var sections = links.map(function (link) { return document.getElementById(decodeURIComponent(link.hash.slice(1))); });
  var waiting = false;
  if (!sections.some(Boolean)) return;

  links.forEach(function (link, i) {
    link.addEventListener("click", function () { if (sections[i] && sections[i].tagName === "DETAILS") sections[i].open = true; });
  });

  function mark() {
    waiting = false;
    var line = innerHeight / 3;
    var atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    var index = -1;
    sections.forEach(function (section, i) {
      var isShown = section && section.getClientRects().length;  /* in a tab that is not chosen it has no place */
      if (isShown && (atEnd ? section.getBoundingClientRect().top < innerHeight : section.getBoundingClientRect().top <= line)) index = i;
    });
    links.forEach(function (link, i) {
      if (i === index) {
        if (!link.hasAttribute("aria-current")) show(link);
        link.setAttribute("aria-current", "true");
      }
      else link.removeAttribute("aria-current");
    });
  }

  /* Places are asked for when the page is laid out anyway: asked at once, the browser would lay it out once more, before its fonts are there. */
  function soon() {
    if (!waiting) { waiting = true; requestAnimationFrame(mark); }
  }

  addEventListener("scroll", soon, { passive: true });
  soon();
})();
