/* What a reader has done on the learning paths, kept in this browser alone: an entry for each path of this site. */
(function (guildhouse) {
  "use strict";
  var root = new URL("../", document.currentScript.src);
  var start = "progress" + root.pathname + "#";  /* several sites may share a host, and so what its pages keep */
  var held = Object.create(null);  /* what the browser refused to keep: it holds for this page */
  var ID = /^[a-z0-9][a-z0-9._-]{0,254}$/;
  var DAY = /^\d{4}-\d\d-\d\d$/;
  var FURTHEST = 14 * 3600000;  /* somewhere on earth it is later than in UTC by so many milliseconds, nowhere by more */
  var MOST = 2000;

  function text(value) { return typeof value === "string" ? value.slice(0, 300) : ""; }
  function amount(value) { return Number.isSafeInteger(value) && value > 0 ? value : 0; }
  function isRecord(value) { return typeof value === "object" && value !== null && !Array.isArray(value); }
  function parsed(json) { try { return JSON.parse(json); } catch (error) { return null; } }

  function today() {
    var now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  }

  /* A day that there is, and that has begun somewhere: readers who travel west carry days that have not begun for them. */
  function isDay(text) {
    var day = DAY.test(text) ? new Date(text + "T00:00:00Z") : null;
    return Boolean(day) && !isNaN(day) && day.toISOString().slice(0, 10) === text && day <= Date.now() + FURTHEST;
  }

  /* Takes from what was kept, opened or linked only what belongs there, each as what it should be. */
  function sound(raw) {
    var given = isRecord(raw) ? raw : {};
    var next = isRecord(given.next) ? given.next : {};
    var steps = Object.create(null);
    if (isRecord(given.steps)) Object.keys(given.steps).slice(0, MOST).forEach(function (id) {
      var state = given.steps[id];
      if (ID.test(id) && (state === "known" || typeof state === "string" && isDay(state))) steps[id] = state;
    });
    return {
      title: text(given.title), url: text(given.url), done: amount(given.done), of: amount(given.of), isFinished: given.isFinished === true,
      next: { id: text(next.id), title: text(next.title), url: text(next.url) }, steps: steps,
    };
  }

  /* Of two states the later day stands, and a day rather than "known": so merging in any order comes to the same. */
  function later(one, other) {
    if (!one || !other) return one || other;
    if (one === "known" || other === "known") return one === "known" ? other : one;
    return one > other ? one : other;
  }

  function merged(mine, theirs) {
    var known = mine.of ? mine : theirs;  /* titles and counts as this browser saw them last */
    var result = sound(known);
    Object.keys(theirs.steps).concat(Object.keys(mine.steps)).forEach(function (id) { result.steps[id] = later(mine.steps[id], theirs.steps[id]); });
    result.done = Math.max(mine.done, theirs.done);
    if (result.of) result.done = Math.min(result.done, result.of);
    result.isFinished = mine.isFinished || theirs.isFinished;
    if (result.steps[result.next.id]) result.next = theirs.steps[theirs.next.id] ? sound(null).next : theirs.next;
    return result;
  }

  function names() {
    try { return Object.keys(localStorage); } catch (error) { return []; }
  }

  function tell() { document.dispatchEvent(new Event("guildhouse:progress")); }

  var kept = {
    get: function (id) { return sound(held[id] || parsed(guildhouse.memory.get(start + id))); },

    /* Keeps an entry, or takes it away when nothing is done any more. */
    set: function (id, entry) {
      var json = Object.keys(entry.steps).length ? JSON.stringify(entry) : null;
      var before = JSON.stringify(kept.get(id));
      guildhouse.memory.set(start + id, json);
      if (guildhouse.memory.get(start + id) === json) delete held[id];
      else held[id] = sound(entry);
      if (JSON.stringify(kept.get(id)) !== before) tell();
    },

    add: function (id, theirs) { kept.set(id, merged(kept.get(id), theirs)); },

    /* Takes over what was done while the path had other ids. */
    adopt: function (id, old) {
      old.forEach(function (other) {
        var entry = kept.get(other);
        if (!Object.keys(entry.steps).length) return;
        kept.add(id, entry);
        kept.set(other, sound(null));
      });
    },

    ids: function () {
      var found = names().filter(function (name) { return name.indexOf("guildhouse." + start) === 0; });
      found = found.map(function (name) { return name.slice(("guildhouse." + start).length); }).concat(Object.keys(held));
      return found.filter(function (id, i) { return ID.test(id) && found.indexOf(id) === i; }).sort();
    },

    isRefused: function () {
      guildhouse.memory.set("trial", "1");
      var works = guildhouse.memory.get("trial") === "1";
      guildhouse.memory.set("trial", null);
      return !works || Object.keys(held).length > 0;
    },

    today: today,
    isId: function (id) { return ID.test(id); },
    isRecord: isRecord,
    parsed: parsed,
    sound: sound,

    /* An address as it is kept, seen from the root of the site; and back, if it lies in the site. */
    away: function (address) { return address.indexOf(root.href) === 0 ? address.slice(root.href.length) : ""; },
    address: function (url) {
      var found = parsedUrl(url);
      return found && found.href.indexOf(root.href) === 0 ? found.href : root.href;
    },
  };

  function parsedUrl(url) { try { return new URL(url, root); } catch (error) { return null; } }

  /* Other tabs change what is kept; a page that the browser comes back to has missed it. */
  addEventListener("storage", function (event) {
    if (event.key === null || event.key.indexOf("guildhouse." + start) === 0) tell();
  });
  addEventListener("pageshow", function (event) { if (event.persisted) tell(); });

  guildhouse.progress.kept = kept;
})(window.guildhouse);
