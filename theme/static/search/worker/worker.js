/* The way in: what a page asks comes as messages; a page that was opened from disk calls `answer` itself. */
(function (search) {
  "use strict";
  const inWorker = typeof WorkerGlobalScope !== "undefined";
  let engine = null;

  /* Scripts of the site's own theme only, whatever a message says. */
  function trusted(address) {
    const url = new URL(address, self.location.href);
    if (url.origin !== self.location.origin || !/\/theme\/[^/]+\.js$/.test(url.pathname)) throw search.failure("failed", address);
    policy = policy || (self.trustedTypes ? self.trustedTypes.createPolicy("guildhouse", { createScriptURL: (text) => text }) : { createScriptURL: (text) => text });
    return policy.createScriptURL(url.href);
  }
  let policy = null;

  /* Loads the stemmers of a site's languages; English has its own in lunr.js. */
  const speaker = (scripts) => async (languages) => {
    const wanted = languages.map((lang) => scripts[lang] || scripts[lang.split("-")[0]]).filter(Boolean);
    if (inWorker) wanted.forEach((script) => self.importScripts(trusted(script)));
    else await Promise.all(wanted.map((script) => self.guildhouse.load(script)));
  };

  function source(base) {
    return self.location.protocol === "file:" ? search.scripted(base, self.guildhouse.trusted) : search.fetched(base);
  }

  search.answer = async function (message, reply) {
    try {
      if (message.type === "start") {
        engine = new search.Engine(source(message.base), speaker(message.languages || {}));
        await engine.library();
        reply({ id: message.id, type: "ready" });
      } else await engine.answer(message, reply);
    } catch (error) {
      reply({ id: message.id, type: "error", reason: error.reason || "failed", message: String(error) });
    }
  };

  if (inWorker) self.onmessage = (event) => search.answer(event.data, (message) => self.postMessage(message));
})(self.guildhouseSearch = self.guildhouseSearch || {});
