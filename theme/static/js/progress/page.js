/* The steps of a path on its page and on the pages of its steps: ticks, what is known already, what changed since. */
(function (guildhouse) {
  "use strict";
  var progress = guildhouse.progress;
  var kept = progress.kept;
  var page = document.querySelector("[data-path]");
  if (!page) return;

  var id = page.dataset.path;
  var items = Array.from((page.querySelector("li[data-step]") ? page : document).querySelectorAll("li[data-step]"));
  var tools = document.querySelector("[data-progress]");
  var notes = document.querySelector("template[data-notes]");

  function today() {
    var now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  }

  function change(step, state) {
    var entry = kept.get(id);
    if (state) entry.steps[step] = state;
    else delete entry.steps[step];
    kept.set(id, told(entry));
  }

  function isOpen(item, steps) { return !steps[item.dataset.step] && !("optional" in item.dataset); }

  /* How far one is, as this page sees the path: steps that are gone stay kept and are not counted. */
  function far(steps) {
    var open = items.filter(function (item) { return isOpen(item, steps); });
    return {
      of: items.length,
      done: items.filter(function (item) { return steps[item.dataset.step]; }).length,
      minutes: open.reduce(function (sum, item) { return sum + (Number(item.dataset.minutes) || 0); }, 0),
      next: open[0],
    };
  }

  /* An entry with the title and counts that the first page of the site shows. */
  function told(entry) {
    entry.title = page.dataset.pathTitle || entry.title;
    entry.url = page.dataset.pathUrl ? kept.away(new URL(page.dataset.pathUrl, document.baseURI).href) : entry.url;
    if (!items.length) return entry;
    var here = far(entry.steps);
    var link = here.next && here.next.querySelector("a[href]");
    entry.of = here.of;
    entry.done = here.done;
    entry.isFinished = !here.next;
    entry.next = { id: here.next ? here.next.dataset.step : "", title: link ? link.textContent : "", url: link ? kept.away(link.href) : "" };
    return kept.sound(entry);
  }

  /* What stands beside a box: cloned from the page, for its words are in the page's language. */
  function note(box, name, isWanted) {
    var place = box.closest("label");
    var shown = place.parentElement.querySelector("[data-note-" + name + "]");
    if (shown && !isWanted) shown.remove();
    if (shown || !isWanted || !notes) return isWanted && shown;
    place.after(notes.content.querySelector("[data-note-" + name + "]").cloneNode(true));
    return place.nextElementSibling;
  }

  function mark(box, steps) {
    var step = box.dataset.stepCheck;
    var state = steps[step];
    var place = box.closest("[data-changed]");
    var inner = box.closest("[data-inner-path]");
    var other = inner && kept.get(inner.dataset.innerPath);
    var isChanged = Boolean(place && state && state !== "known" && place.dataset.changed > state);
    var button = note(box, "changed", isChanged);
    box.checked = Boolean(state);
    note(box, "known", state === "known");
    if (button) button.querySelector("button").dataset.seen = step;
    var words = note(box, "inner", Boolean(other && other.of && tools));
    if (words) words.textContent = progress.words(tools, other.done, other.of);
  }

  function show() {
    var steps = kept.get(id).steps;
    document.querySelectorAll("[data-step-check]").forEach(function (box) { mark(box, steps); });
    document.querySelectorAll("[data-step-known]").forEach(function (button) { button.setAttribute("aria-pressed", steps[button.dataset.stepKnown] === "known"); });
    document.querySelectorAll("li[data-step]").forEach(function (item) { item.classList.toggle("is-done", Boolean(steps[item.dataset.step])); });
  }

  document.addEventListener("change", function (event) {
    var step = event.target.dataset.stepCheck;
    if (step) change(step, event.target.checked ? today() : null);
  });
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-step-known], [data-seen]");
    if (!button) return;
    var step = button.dataset.stepKnown;
    if (step) change(step, kept.get(id).steps[step] === "known" ? null : "known");
    else see(button);
  });

  /* The button goes with its note: the box it belongs to takes the focus. */
  function see(button) {
    var box = button.closest("[data-note-changed]").parentElement.querySelector("[data-step-check]");
    change(button.dataset.seen, today());
    box.focus();
  }

  document.addEventListener("guildhouse:progress", show);
  progress.page = { id: id, far: far, told: told, today: today };

  var entry = kept.get(id);
  if (Object.keys(entry.steps).length) kept.set(id, told(entry));
  show();
})(window.guildhouse);
