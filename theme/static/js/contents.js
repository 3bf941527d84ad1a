/* Marks the section being read in the list of contents. */
(function () {
  "use strict";
  var links = Array.from(document.querySelectorAll("[data-contents] a"));
  var sections = links.map(function (link) { return document.getElementById(decodeURIComponent(link.hash.slice(1))); });
  var waiting = false;
  if (!sections.some(Boolean)) return;

  function mark() {
    waiting = false;
    var line = innerHeight / 3;
    var atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    var index = -1;
    sections.forEach(function (section, i) {
      if (section && (atEnd ? section.getBoundingClientRect().top < innerHeight : section.getBoundingClientRect().top <= line)) index = i;
    });
    links.forEach(function (link, i) {
      if (i === index) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }

  addEventListener("scroll", function () {
    if (!waiting) { waiting = true; requestAnimationFrame(mark); }
  }, { passive: true });
  mark();
})();
