/* Names the pages that were read here before, on the page that stands in place of one that was not: the last one first. */
(function () {
  "use strict";
  var box = document.querySelector("[data-at-hand]");
  if (!box) return;
  var root = new URL("../", document.currentScript.src).href;
  if (navigator.onLine && /^offline(?:\.html)?$/.test(location.href.slice(root.length))) {
    location.replace(root);  /* somebody came to the page itself, and misses nothing */
    return;
  }
  document.querySelector("[data-again]").addEventListener("click", function () { location.reload(); });
  if (!window.caches) return;
  var list = box.querySelector("ul");
  var end = " · " + box.dataset.atHand;
  var named = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&#34;": '"', "&#39;": "'" };
  var shown = Array.from(document.querySelectorAll("main a"), function (link) { return link.href; });
  var MOST = 50;

  function isPage(address) { return /(?:\/|\.html)$/.test(address) && address !== root + "offline.html" && !shown.includes(address); }

  /* What a page is called; nothing when it only leads to another. */
  function title(text) {
    var found = /<title>([^<]*)<\/title>/.exec(text);
    if (!found || /<meta http-equiv="?refresh/i.test(text)) return "";
    var words = found[1].replace(/&(?:amp|lt|gt|#34|#39);/g, function (sign) { return named[sign]; });
    return words.endsWith(end) ? words.slice(0, -end.length) : words;
  }

  async function add(cache, address) {
    var answer = await cache.match(address, { ignoreVary: true });
    var words = answer ? title(await answer.text()) : "";
    if (!words) return;
    var item = document.createElement("li");
    var link = document.createElement("a");
    link.className = "chip";
    link.href = address;
    link.textContent = address === root ? box.dataset.home : words;
    item.append(link);
    if (address === root) list.prepend(item);
    else list.append(item);
    box.hidden = false;
  }

  (async function () {
    for (var name of await caches.keys()) {
      if (!name.startsWith("guildhouse " + root + " ")) continue;
      var cache = await caches.open(name);
      var read = (await cache.keys()).map(function (request) { return request.url; }).filter(isPage).reverse();
      for (var address of read.slice(0, MOST)) await add(cache, address);
    }
  })().catch(function () { /* the words above say that they are here */ });
})();
