/* The first page: paths that were begun on this device and are not finished, the one that was worked on last first. */
(function (guildhouse) {
  "use strict";
  var kept = guildhouse.progress.kept;
  var section = document.querySelector("[data-resume]");
  if (!section) return;
  var start = document.querySelector(".start-here"); // whoever has begun is not new here
  var list = section.querySelector("ul");
  var row = section.querySelector("template").content.firstElementChild;

  var paths = section.dataset.resume.split(" ").filter(Boolean).map(function (each) { return each.split("="); });

  function last(entry) {
    return Object.keys(entry.steps).map(function (id) { return entry.steps[id] === "known" ? "" : entry.steps[id]; }).sort().pop();
  }

  function drawn(entry) {
    var made = row.cloneNode(true);
    var title = made.querySelector("[data-title]");
    var next = made.querySelector("[data-next]");
    title.textContent = entry.title;
    title.href = kept.address(entry.url);
    made.querySelector("[data-count]").textContent = guildhouse.progress.words(section, entry.done, entry.of);
    made.querySelector("progress").value = entry.done / entry.of;
    if (entry.next.title) {
      next.href = kept.address(entry.next.url);
      guildhouse.progress.name(next, next.dataset.next, entry.next.title);
    }
    next.hidden = !entry.next.title;
    return made;
  }

  function show() {
    var begun = paths.map(function (path) { return kept.get(path[0]); }).filter(function (entry) { return entry.title && entry.of && !entry.isFinished && Object.keys(entry.steps).length; });
    begun.sort(function (one, other) { return last(other).localeCompare(last(one)); });
    list.replaceChildren.apply(list, begun.slice(0, 5).map(drawn));
    section.hidden = !begun.length;
    if (start && kept.ids().length) start.hidden = true;
  }

  paths.forEach(function (path) { if (path[1]) kept.adopt(path[0], path[1].split(",")); });
  document.addEventListener("guildhouse:progress", show);
  show();
})(window.guildhouse);
