/* What was searched for, kept in this browser alone; and what the site tells of itself. */
(function (guildhouse) {
  "use strict";
  const search = guildhouse.search;
  const name = "searches" + new URL(guildhouse.root).pathname;  /* several sites may share a host, and so what its pages keep */
  const MOST = 6;
  const LONGEST = 200;
  let known = { communities: {} };
  let knowing = null;

  search.recent = function () {
    let kept = null;
    try { kept = JSON.parse(guildhouse.memory.get(name)); } catch (error) { /* somebody else wrote there */ }
    return Array.isArray(kept) ? kept.filter(function (each) { return typeof each === "string" && each.length <= LONGEST; }).slice(0, MOST) : [];
  };
  search.remember = function (query) {
    if (!query || query.length > LONGEST) return;
    const others = search.recent().filter(function (each) { return each !== query; });
    guildhouse.memory.set(name, JSON.stringify([query].concat(others).slice(0, MOST)));
  };
  search.forget = function () { guildhouse.memory.set(name, null); };

  search.know = function (told) { known = told; };
  search.known = function () { return known; };
  search.learn = function () {
    knowing = knowing || guildhouse.load(guildhouse.root + "search/site.js").catch(function () { knowing = null; /* it is decoration */ });
    return knowing;
  };

  /* Where words of a site are counted that it does not hold: its servers' log then has a line for each. */
  const told = new Set();
  search.missed = function (query) {
    const form = document.querySelector("form[data-beacon]");
    if (!form || search.isDisk || !query || told.has(query)) return;
    told.add(query);
    const url = new URL(form.dataset.beacon, document.baseURI);
    url.searchParams.set("e", "search0");
    url.searchParams.set("q", query.slice(0, LONGEST));
    fetch(url.href, { cache: "no-store", credentials: "omit", keepalive: true }).catch(function () { /* nobody waits for it */ });
  };
})(window.guildhouse);
