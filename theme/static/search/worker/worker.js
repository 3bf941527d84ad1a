/* The way in: what a page asks comes as messages; a page that was opened from disk calls `answer` itself. */
(function (search) {
  "use strict";
  const inWorker = typeof WorkerGlobalScope !== "undefined";
  const policy = inWorker && self.trustedTypes && self.trustedTypes.createPolicy("guildhouse", { createScriptURL: (text) => text });
  /* Who begins early has the manifest on its way when the first question comes; where that fails it is asked for again. */
  const LATE = 3000, place = inWorker && new URL("../search/data/", self.location).href;
  const early = inWorker && search.fetched(place, LATE).get("manifest.json").catch(() => null);
  let engine = null;

  /* Scripts of the site's own theme only, whatever a message says. */
  function script(address) {
    const url = new URL(address, self.location);
    if (url.origin !== self.location.origin || !/\/theme\/[^/]+\.js$/.test(url.pathname)) throw search.failure("failed", address);
    return policy ? policy.createScriptURL(url.href) : url.href;
  }

  /* Loads the stemmers of a site's languages; English has its own in lunr.js. */
  const speak = (scripts) => (languages) => {
    const wanted = languages.map((lang) => scripts[lang] || scripts[lang.split("-")[0]]).filter(Boolean);
    return inWorker ? wanted.forEach((each) => self.importScripts(script(each))) : Promise.all(wanted.map(self.guildhouse.load));
  };

  search.answer = async function (message, reply) {
    try {
      if (message.type === "start") {
        const { base, languages, lang, scripts } = message;
        engine = new search.Engine(scripts ? search.scripted(base, self.guildhouse.trusted) : search.fetched(base), speak(languages || {}), lang, base === place && early);
        await engine.library();
        reply({ id: message.id, type: "ready" });
      } else await engine.answer(message, reply);
    } catch (error) {
      reply({ id: message.id, type: "error", reason: error.reason || "failed", message: String(error) });
    }
  };

  if (inWorker) self.onmessage = (event) => search.answer(event.data, (message) => self.postMessage(message));
})(self.guildhouseSearch = self.guildhouseSearch || {});
