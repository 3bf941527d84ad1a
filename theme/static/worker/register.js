/* Asks the browser to keep what is read for when there is no network; only where that is safe (https, or this computer), and never while `serve` shows drafts. */
(function (guildhouse) {
  "use strict";
  if (!navigator.serviceWorker || document.querySelector("script[src^='/__guildhouse/']")) return;
  addEventListener("load", function () {
    navigator.serviceWorker.register(guildhouse.trusted("service-worker.js"), { scope: new URL(guildhouse.root).pathname }).catch(function () { /* reading works without */ });
  });
})(window.guildhouse);
