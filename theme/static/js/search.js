/* The way to the search: its fields in the bar and on the first page, and the keys / and Ctrl or Cmd with K. What searches is fetched when somebody begins to, never before. */
(function (guildhouse) {
  "use strict";
  var form = document.querySelector("form[data-search]");
  var page = document.querySelector("[data-search-page]");
  var loading;
  var ahead;
  if (!form) return;
  var field = form.elements.q;
  var files = form.dataset.search.split(" ");  /* how it looks, what shows it, what finds */
  var fields = [field].concat(Array.from(document.querySelectorAll("#gh-search-home")));

  /* What finds begins beside what shows: files that waited for each other would each cost a turn to the server. */
  function ready(then, otherwise) {
    try {
      if (!ahead) (ahead = guildhouse.ahead = new Worker(guildhouse.trusted(files[2]))).onerror = function () { guildhouse.ahead = null; };
    } catch (error) { /* told where somebody asks */ }
    loading = loading || Promise.all(files.slice(0, 2).map(guildhouse.load));
    loading.then(then, function () { loading = null; if (otherwise) otherwise(); });
  }

  /* Where it cannot be fetched the field stays what it is without scripts: a form that leads to the page of the search. */
  function open(event) {
    if (!event.isComposing) ready(function () { guildhouse.search.open(event.target); });
  }

  /* To come by with Tab opens nothing (WCAG 3.2.1), it only fetches; to press or to write does. */
  fields.forEach(function (each) {
    each.addEventListener("focus", function () { ready(); });
    ["click", "input", "compositionend"].forEach(function (name) { each.addEventListener(name, open); });
  });
  form.nextElementSibling.addEventListener("click", function (event) {
    var link = this;
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    ready(function () { guildhouse.search.open(field, link); }, function () { location.href = link.href; });
  });

  addEventListener("keydown", function (event) {
    var isOurs = event.ctrlKey || event.metaKey ? event.keyCode === 75 && !event.shiftKey : event.key === "/";  /* the code is that of K on keyboards of every script */
    if (!isOurs || event.altKey || event.isComposing || guildhouse.memory.get("shortcuts") === "off") return;
    var from = document.activeElement;
    var isField = fields.includes(from) && (event.key !== "/" || !from.value);  /* a slash may be part of what is asked */
    if (event.target.isContentEditable || event.target.closest("input, textarea, select") && !isField || document.querySelector(":modal")) return;
    event.preventDefault();
    (page ? page.querySelector("input") : field).focus({ preventScroll: !page });  /* what is typed meanwhile stands in the field */
    if (!page) ready(function () { guildhouse.search.open(field, from); });
  });

  /* Who comes back from a result of the dialog finds it as it was. */
  ["pageshow", "popstate"].forEach(function (name) {
    addEventListener(name, function () {
      var asked = history.state && history.state.search;
      if (asked) ready(function () { guildhouse.search.open(field, null, asked); });
    });
  });

  if (page) {
    page.classList.toggle("is-asked", /[?&]q=[^&]/.test(location.search));
    ready(function () { guildhouse.search.fill(page); }, function () { page.classList.remove("is-asked"); });
  }
  if (/[?&]h=./.test(location.search)) ready(function () { guildhouse.load(guildhouse.search.marks); });
})(window.guildhouse);
