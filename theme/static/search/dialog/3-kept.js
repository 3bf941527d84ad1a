/* What was searched for, kept in this browser alone; and what the site tells of itself. */
(function (guildhouse) {
  "use strict";
  const search = guildhouse.search;
  const name = "searches" + new URL(guildhouse.root).pathname;  /* several sites may share a host, and so what its pages keep */
  const MOST = 6;
  const LONGEST = 200;
  let known = { communities: {} };
  let knowing = null;

  search.recent = () => {
    let kept = null;
    try { kept = JSON.parse(guildhouse.memory.get(name)); } catch (error) { /* somebody else wrote there */ }
    return Array.isArray(kept) ? kept.filter(each => typeof each === "string" && each.length <= LONGEST).slice(0, MOST) : [];
  };
  search.remember = query => {
    if (!query || query.length > LONGEST) return;
    const others = search.recent().filter(each => each !== query);
    guildhouse.memory.set(name, JSON.stringify([query].concat(others).slice(0, MOST)));
  };
  /* What one searched for lately, in a list of the dialog or of the page; below it, that it can be forgotten. */
  search.recents = (place, foot, isList, forgotten) => {
    const make = search.make;
    const words = search.words;
    const rows = search.recent().map((query, i) => {
      return make("a", { role: isList && "option", id: isList && "gh-recent-" + i, tabindex: isList && "-1", "aria-selected": isList && "false", href: search.page(query), "data-query": query }, make("bdi", null, query));
    });
    place.replaceChildren(...(rows.length ? [search.group(words.recent, rows, isList)] : []));
    foot.replaceChildren(...(rows.length ? [make("p", { class: "row-meta" }, words.kept, " ", search.button(words.forget, () => { search.forget(); forgotten(); }, "link-button"))] : []));
  };
  search.forget = () => guildhouse.memory.set(name, null);

  search.know = told => { known = told; };
  search.known = () => known;
  search.community = id => Object.hasOwn(known.communities, id) ? known.communities[id] : null;  /* one may be called `constructor` */
  search.learn = () => {
    knowing = knowing || guildhouse.load(guildhouse.root + "search/site.js").catch(() => { knowing = null; /* it is decoration */ });
    return knowing;
  };

  /* Where words of a site are counted that it does not hold: its servers' log then has a line for each. */
  const told = new Set();
  search.missed = query => {
    const form = document.querySelector("form[data-beacon]");
    if (!form || search.isDisk || !query || told.has(query)) return;
    told.add(query);
    const url = new URL(form.dataset.beacon, document.baseURI);
    url.searchParams.set("e", "search0");
    url.searchParams.set("q", query.slice(0, LONGEST));
    fetch(url.href, { cache: "no-store", credentials: "omit", keepalive: true }).catch(() => { /* nobody waits for it */ });
  };
})(window.guildhouse);
