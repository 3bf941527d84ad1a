/* The way to the search: its field in the bar, and the keys / and Ctrl or Cmd with K. What searches is fetched when somebody begins to, never before. */
(function (guildhouse) {
  "use strict";
  var root = guildhouse.root = new URL("../", document.currentScript.src).href;
  var form = document.querySelector("form[data-search]");
  var page = document.querySelector("[data-search-page]");
  var loading;

  /* The one policy that pages may have: it gives addresses of scripts of this site. */
  function own(url) {
    if (url.startsWith(root + "theme/") || url.startsWith(root + "search/") || url === root + "service-worker.js") return url;
    throw new TypeError("no script of this site: " + url);
  }
  var policy = window.trustedTypes ? trustedTypes.createPolicy("guildhouse", { createScriptURL: own }) : { createScriptURL: own };
  guildhouse.trusted = function (address) { return policy.createScriptURL(new URL(address, root).href); };

  guildhouse.load = function (address) {
    return new Promise(function (done, failed) {
      var isSheet = address.endsWith(".css");
      var element = document.createElement(isSheet ? "link" : "script");
      if (isSheet) { element.rel = "stylesheet"; element.href = address; }
      else element.src = guildhouse.trusted(address);
      element.onload = done;
      element.onerror = failed;
      document.head.append(element);
    });
  };
  if (!form) return;
  var field = form.elements.q;

  function ready() {
    loading = loading || Promise.all(form.dataset.search.split(" ").map(function (file) { return guildhouse.load(new URL(file, document.baseURI).href); })).catch(function (error) { loading = null; throw error; });
    return loading;
  }

  /* Where it cannot be fetched the field stays what it is without scripts: a form that leads to the page of the search. */
  function open(event) {
    if (!event.isComposing) ready().then(function () { guildhouse.search.open(field); }, function () {});
  }

  /* To come by with Tab opens nothing (WCAG 3.2.1), it only fetches; to press or to write does. */
  field.addEventListener("focus", ready);
  ["click", "input", "compositionend"].forEach(function (name) { field.addEventListener(name, open); });
  document.querySelector("[data-search-link]").addEventListener("click", function (event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    var link = this;
    ready().then(function () { guildhouse.search.open(field); }, function () { location.href = link.href; });
  });

  addEventListener("keydown", function (event) {
    var hasControl = event.ctrlKey || event.metaKey;
    var isOurs = hasControl ? event.keyCode === 75 && !event.shiftKey : event.key === "/";  /* the code is that of K on keyboards of every script */
    if (!isOurs || event.altKey || event.isComposing || event.defaultPrevented || guildhouse.memory.get("shortcuts") === "off") return;
    if (event.target.isContentEditable || event.target.closest("input, textarea, select, [role=textbox]") || document.querySelector(":modal")) return;
    event.preventDefault();
    (page ? page.querySelector("input") : field).focus();  /* what is typed meanwhile stands in the field */
    if (!page) open(event);
  });

  if (page) {
    page.classList.toggle("is-asked", /[?&]q=[^&]/.test(location.search));
    ready().then(function () { guildhouse.search.fill(page); }, function () { page.classList.remove("is-asked"); });
  }
  if (/[?&]h=./.test(location.search)) ready().then(function () { guildhouse.search.mark(); }, function () {});
})(window.guildhouse);
