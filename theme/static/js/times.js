/* Meetings by the reader's clock: drops those past, marks the next, adds the time in the reader's own zone.
   It stands in the head and works as soon as the text is read, so that the page is seldom painted with dates that go again. */
document.addEventListener("readystatechange", function () {
  "use strict";
  if (document.readyState !== "interactive") return;
  var now = Date.now();
  var hour = 3600000;
  var language = document.documentElement.lang || undefined;

  document.querySelectorAll("[data-upcoming]").forEach(function (list) {
    var items = Array.from(list.querySelectorAll("[data-start]"));
    var coming = items.filter(function (item) { return Date.parse(item.dataset.end || item.dataset.start) + (item.dataset.end ? 0 : hour) > now; });
    var shown = coming.slice(0, Number(list.dataset.show) || coming.length);
    items.forEach(function (item) { item.hidden = shown.indexOf(item) < 0; });
    list.querySelectorAll("[data-group]").forEach(function (group) { group.hidden = !group.querySelector("[data-start]:not([hidden])"); });
    tear(list, items[0], coming[0]);
    if (coming.length && list.dataset.next) mark(list, coming[0]);
    if (items.length && !coming.length) end(list);
  });

  /* Where all dates are past the page says so; a date in a sentence just goes. */
  function end(list) {
    list.hidden = true;
    if (list.tagName === "SPAN") return;
    var words = document.createElement("p");
    words.className = "as-of";
    words.textContent = document.body.dataset.past;
    list.after(words);
  }

  /* The tear-off date above a list shows its first date; when that is past, the one that comes next. */
  function tear(list, first, next) {
    var tile = list.parentElement.querySelector(".next-head .date-tile");
    if (!tile || first === next) return;
    tile.hidden = !next;
    if (!next) return;
    var day = new Date(next.dataset.start.slice(0, 10) + "T00:00:00Z");
    tile.querySelector("b").textContent = day.getUTCDate();
    tile.querySelector("span").textContent = day.toLocaleString(language, { month: "short", timeZone: "UTC" });
  }

  function mark(list, item) {
    item.classList.add("is-next");
    var tag = document.createElement("span");
    tag.className = "tag tag-ok";
    tag.textContent = list.dataset.next;
    (item.querySelector("[data-mark]") || item).append(" ", tag);
  }

  document.querySelectorAll("time[data-own-time]").forEach(function (element) {
    var written = /([+-])(\d\d):(\d\d)$/.exec(element.dateTime);
    var moment = new Date(element.dateTime);
    if (!written || isNaN(moment)) return;
    var offset = (written[1] + "1") * (written[2] * 60 + Number(written[3]));
    if (-moment.getTimezoneOffset() === offset) return;
    var own = document.createElement("span");
    own.className = "own-time";
    own.textContent = " " + (document.body.dataset.ownTime || "%s").replace("%s", moment.toLocaleString(language, { weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }));
    var zone = element.nextElementSibling;
    (zone && zone.className === "zone" ? zone : element).after(own);
  });
});
