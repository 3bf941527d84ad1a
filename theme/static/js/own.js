/* Fetches scripts and style sheets of this site when they are wanted: the one policy that pages may have gives no other addresses. */
(function (guildhouse) {
  "use strict";
  var root = guildhouse.root = new URL("../", document.currentScript.src).href;

  function own(url) {
    if (url.startsWith(root + "theme/") || url.startsWith(root + "search/") || url === root + "service-worker.js") return url;
    throw new TypeError(url);
  }
  var policy = window.trustedTypes ? trustedTypes.createPolicy("guildhouse", { createScriptURL: own }) : { createScriptURL: own };
  guildhouse.trusted = function (address) { return policy.createScriptURL(new URL(address, root).href); };

  guildhouse.load = function (address) {
    return new Promise(function (done, failed) {
      var isSheet = address.endsWith(".css");
      var element = document.createElement(isSheet ? "link" : "script");
      if (isSheet) { element.rel = "stylesheet"; element.href = root + address; }
      else element.src = guildhouse.trusted(address);
      element.onload = done;
      element.onerror = failed;
      document.head.append(element);
    });
  };
})(window.guildhouse);
