/* Asks the browser to keep what is read for when there is no network; only where that is safe (https, or this computer), and never while `serve` shows drafts. */
(function () {
  "use strict";
  var root = new URL("../", document.currentScript.src);
  var address = new URL("service-worker.js", root).href;
  if (!navigator.serviceWorker || document.querySelector("script[src^='/__guildhouse/']")) return;

  /* The one policy that pages may have gives the address of this one script. */
  var policy = window.trustedTypes && trustedTypes.createPolicy("guildhouse", {
    createScriptURL: function (url) {
      if (url === address) return url;
      throw new TypeError("not the service worker of this site: " + url);
    },
  });

  addEventListener("load", function () {
    var url = policy ? policy.createScriptURL(address) : address;
    navigator.serviceWorker.register(url, { scope: root.pathname }).catch(function () { /* reading works without */ });
  });
})();
