/* Asks the worker, which does the finding; pages that are opened from disk may have none, there the same script works in the page. */
(function (guildhouse) {
  "use strict";
  const search = guildhouse.search;
  const waiting = new Map();
  let asked = 0;
  let helper = null;
  let worker = null;
  let patience = 0;
  const PATIENCE = 30000;

  function took(message) {
    clearTimeout(patience);
    const told = waiting.get(message.id);
    if (!told) return;
    if (!message.partial) waiting.delete(message.id);
    told(message);
  }

  /* What cannot work at all is told to everybody who waits, and begun anew by whoever asks next. */
  function broke(reason) {
    helper = null;
    if (worker) worker.terminate();
    worker = null;
    for (const id of Array.from(waiting.keys())) took({ id: id, type: "error", reason: navigator.onLine === false ? "offline" : reason });
  }

  function inWorker(address) {
    return new Promise(done => {
      const made = worker = guildhouse.ahead || new Worker(guildhouse.trusted(address));
      guildhouse.ahead = null;
      made.onmessage = event => took(event.data);
      made.onerror = event => { event.preventDefault(); broke("failed"); };
      done(message => made.postMessage(message));
    });
  }

  function inPage(address) {
    return guildhouse.load(address).then(() => {
      return message => window.guildhouseSearch.answer(message, took);
    });
  }

  function begun() {
    if (helper) return helper;
    const languages = {};
    for (const tag of Object.keys(search.languages)) languages[tag] = new URL(search.languages[tag], guildhouse.root).href;
    const start = { id: ++asked, type: "start", base: guildhouse.root + "search/data/", scripts: search.isDisk, languages: languages, lang: document.documentElement.lang };
    waiting.set(start.id, message => { if (message.type === "error") broke(message.reason); });
    patience = setTimeout(() => broke("failed"), PATIENCE);  /* a script that hangs tells nothing */
    helper = (search.isDisk ? inPage : inWorker)(guildhouse.root + search.worker).then(send => { send(start); return send; });
    helper.catch(() => broke(window.Worker ? "failed" : "unsupported"));
    return helper;
  }

  search.warm = () => { begun().catch(() => { /* whoever asks is told */ }); };

  /* Gives the number of the question, which its answers bear: whoever asks again does not listen to earlier ones any more. */
  search.ask = (question, told) => {
    const id = ++asked;
    waiting.set(id, told);
    begun().then(send => send(Object.assign({ id: id, type: "search" }, question)), () => { /* broke() has told */ });
    return id;
  };
})(window.guildhouse);
