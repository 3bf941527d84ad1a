/* How far one is on a path, and what can be done with it: keep it as a file, take one over, share it in a link, start again. */
(function (guildhouse) {
  "use strict";
  var progress = guildhouse.progress;
  var kept = progress.kept;
  var page = progress.page;
  var tools = document.querySelector("[data-progress]");
  if (!page || !tools) return;

  var FORMAT = "guildhouse-progress";
  var LARGEST = 1000000;
  var MARK = "#progress=";
  var DAY = 86400000;

  function part(name) { return tools.querySelector("[data-" + name + "]"); }
  function say(words) { part("said").textContent = words || ""; }

  function show() {
    var here = page.far(kept.get(page.id).steps);
    var link = here.next && here.next.querySelector("a[href]");
    part("count").textContent = progress.words(tools, here.done, here.of);
    part("bar").value = here.of ? here.done / here.of : 0;
    part("left").textContent = here.minutes ? tools.dataset.left.replace("%s", progress.time(here.minutes)) : "";
    part("finished").hidden = !here.of || Boolean(here.next);
    part("refused").hidden = !kept.isRefused();
    part("kept").hidden = !part("refused").hidden;
    if (part("next")) goOn(part("next"), link, here.done);
  }

  function goOn(place, link, done) {
    var button = place.querySelector("a");
    place.hidden = !link;
    if (!link) return;
    button.href = link.href;
    progress.name(button, done ? tools.dataset.goOn : tools.dataset.begin, link.textContent);
  }

  /* Asks before anything of the reader's changes that was not ticked by hand. */
  function ask(question, yes, then) {
    var dialog = part("ask");
    dialog.setAttribute("aria-label", question);
    dialog.querySelector("[data-question]").textContent = question;
    dialog.querySelector("[data-yes]").textContent = yes;
    dialog.querySelector("[data-yes]").onclick = function () { dialog.close(); then(); };
    dialog.querySelector("[data-no]").onclick = function () { dialog.close(); };
    if (!dialog.open) dialog.showModal();
  }

  function all() {
    var paths = Object.create(null);
    kept.ids().forEach(function (id) { paths[id] = kept.get(id); });
    return paths;
  }

  function save() {
    var name = "progress-" + page.today() + ".json";
    var content = { format: FORMAT, version: 1, site: tools.dataset.site, saved: page.today(), paths: all() };
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(content, null, 1)], { type: "application/json" }));
    link.download = name;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
    say(tools.dataset.saved.replace("%s", name));
  }

  function take(paths) {
    Object.keys(paths).slice(0, 1000).forEach(function (id) {
      if (!kept.isId(id)) return;
      kept.add(id, kept.sound(paths[id]));
      if (id === page.id) kept.set(id, page.told(kept.get(id)));
    });
    say(tools.dataset.added);
  }

  function read(json) {
    var content = kept.parsed(json);
    var isOurs = kept.isRecord(content) && content.format === FORMAT && content.version === 1 && kept.isRecord(content.paths);
    if (!isOurs) say(tools.dataset.broken);
    else if (content.site === tools.dataset.site) take(content.paths);
    else ask(tools.dataset.foreign.replace("%s", function () { return String(content.site).slice(0, 100); }), tools.dataset.add, function () { take(content.paths); });
  }

  function open(file) {
    if (!file) return;
    if (file.size > LARGEST) say(tools.dataset.huge);
    else file.text().then(read, function () { say(tools.dataset.broken); });
  }

  /* A link holds the path and its steps, each with its day (counted from 1970, in 36 digits) or "k" where it was known. */
  function written(steps) {
    return [page.id].concat(Object.keys(steps).map(function (step) {
      return step + ":" + (steps[step] === "known" ? "k" : (Date.parse(steps[step]) / DAY).toString(36));
    })).join(",");
  }

  /* Programs that pass links on may write their signs in another way. */
  function decoded(text) {
    try { return decodeURIComponent(text); } catch (error) { return ""; }
  }

  function unwritten(parts) {
    var steps = {};
    parts.forEach(function (each) {
      var found = /^([a-z0-9][a-z0-9._-]*):(?:(k)|([0-9a-z]{1,4}))$/.exec(each);
      var day = found && found[3] ? new Date(parseInt(found[3], 36) * DAY).toISOString().slice(0, 10) : "known";
      if (found) steps[found[1]] = day;
    });
    return kept.sound({ steps: steps });
  }

  function share() {
    var address = location.href.split("#")[0] + MARK + written(kept.get(page.id).steps);
    var field = part("link");
    field.hidden = false;
    field.querySelector("input").value = address;
    field.querySelector("input").select();
    field.querySelector("input").focus();
    say(tools.dataset.link);
    if (navigator.clipboard) navigator.clipboard.writeText(address).then(function () { say(tools.dataset.copied); }, function () { /* the field is there to copy from */ });
  }

  function arrived() {
    if (location.hash.indexOf(MARK) !== 0) return;
    var parts = decoded(location.hash.slice(MARK.length, LARGEST)).split(",");
    var theirs = unwritten(parts.slice(1));
    history.replaceState(history.state, "", location.href.split("#")[0]);
    if (parts[0] !== page.id || !Object.keys(theirs.steps).length) return say(tools.dataset.brokenLink);
    var here = page.far(theirs.steps);
    ask(tools.dataset.fromLink.replace("%s", progress.words(tools, here.done, here.of)), tools.dataset.add, function () {
      var paths = Object.create(null);
      paths[page.id] = theirs;
      take(paths);
    });
  }

  function restart() {
    ask(tools.dataset.restart, tools.dataset.forget, function () {
      kept.set(page.id, kept.sound(null));
      say(tools.dataset.forgotten);
    });
  }

  var input = part("file");
  var deeds = { save: save, open: function () { input.click(); }, share: share, restart: restart };
  tools.addEventListener("click", function (event) {
    var button = event.target.closest("button[value]");
    if (button && deeds[button.value]) { say(""); deeds[button.value](); }
  });
  document.addEventListener("guildhouse:progress", show);
  show();
  if (!input) return;  /* beside a step: how far one is, and no more */
  input.addEventListener("change", function () { open(input.files[0]); input.value = ""; });
  addEventListener("hashchange", arrived);
  arrived();
})(window.guildhouse);
