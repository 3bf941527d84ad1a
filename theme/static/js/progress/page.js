/* The steps of a path on its page and on the pages of its steps: ticks, what is known already, what changed since. */
(function (guildhouse) {
  "use strict";
  var progress = guildhouse.progress;
  var kept = progress.kept;
  var page = document.querySelector("[data-path]");
  if (!page) return;

  var id = page.dataset.path;
  var items = Array.from(document.querySelectorAll("li[data-step]")).filter(isFirst);
  var tools = document.querySelector("[data-progress]");
  var states = Object.create(null);  /* what is kept, read once for all that is shown */
  var notes = document.querySelector("template[data-notes]");

  /* A step that is a whole path shows that path's steps too: each belongs to the path of the element around it. */
  function pathOf(element) {
    var own = element.closest("[data-path]");
    return own ? own.dataset.path : id;
  }

  /* Beside the text and in it the same steps may be listed. */
  function isFirst(item, i, all) {
    return pathOf(item) === id && !all.slice(0, i).some(function (other) { return other.dataset.step === item.dataset.step && pathOf(other) === id; });
  }

  function change(path, step, state) {
    var entry = kept.get(path);
    if (state) entry.steps[step] = state;
    else delete entry.steps[step];
    kept.set(path, path === id ? told(entry) : entry);
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
    var item = box.closest("[data-step]");
    var place = item.querySelector(".step-words");  /* in a list; on the page of a step it is the box itself that they follow */
    var shown = item.querySelector("[data-note-" + name + "]");
    if (shown && !isWanted) shown.remove();
    if (shown || !isWanted || !notes) return isWanted ? shown : null;
    shown = notes.content.querySelector("[data-note-" + name + "]").cloneNode(true);
    if (place) place.append(shown);
    else box.closest("label").parentElement.append(shown);
    return shown;
  }

  function stateOf(element, step) {
    var path = pathOf(element);
    states[path] = states[path] || kept.get(path).steps;
    return states[path][step];
  }

  function mark(box) {
    var state = stateOf(box, box.dataset.stepCheck);
    var place = box.closest("[data-changed]");
    var inner = box.closest("[data-inner-path]");
    var other = inner && kept.get(inner.dataset.innerPath);
    var words = note(box, "inner", Boolean(other && other.of && tools));
    box.autocomplete = "off";  /* else some browsers tick it again as it was before the page was left */
    box.checked = Boolean(state);
    note(box, "known", state === "known");
    note(box, "changed", Boolean(place && state && state !== "known" && place.dataset.changed > state));
    if (words) words.textContent = tools.dataset.inner.replace("%s", progress.words(tools, other.done, other.of));
  }

  function show() {
    states = Object.create(null);
    document.querySelectorAll("[data-step-check]").forEach(mark);
    document.querySelectorAll("[data-step-known]").forEach(function (button) { button.setAttribute("aria-pressed", stateOf(button, button.dataset.stepKnown) === "known"); });
    document.querySelectorAll("li[data-step]").forEach(function (item) { item.classList.toggle("is-done", Boolean(stateOf(item, item.dataset.step))); });
  }

  document.addEventListener("change", function (event) {
    var step = event.target.dataset.stepCheck;
    if (step) change(pathOf(event.target), step, event.target.checked ? kept.today() : null);
  });
  document.addEventListener("click", function (event) {
    var known = event.target.closest("[data-step-known]");
    var seen = event.target.closest("[data-note-changed] button");
    if (known) change(pathOf(known), known.dataset.stepKnown, stateOf(known, known.dataset.stepKnown) === "known" ? null : "known");
    if (seen) see(seen.closest("[data-step]").querySelector("[data-step-check]"));
  });

  /* The button goes with its note: the box it belongs to takes the focus. */
  function see(box) {
    change(pathOf(box), box.dataset.stepCheck, kept.today());
    box.focus();
  }

  document.addEventListener("guildhouse:progress", show);
  progress.page = { id: id, far: far, told: told, today: kept.today };

  if (page.dataset.pathWas) kept.adopt(id, page.dataset.pathWas.split(" "));
  var entry = kept.get(id);
  if (Object.keys(entry.steps).length) kept.set(id, told(entry));
  show();
})(window.guildhouse);
