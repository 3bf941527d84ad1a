/* Elements as the search writes them, never from markup: nothing that was found can be more than words. */
(function (search) {
  "use strict";
  const language = document.documentElement.lang || undefined;
  const plural = new Intl.PluralRules(language);
  const digits = new Intl.NumberFormat(language, { numberingSystem: "latn" });
  const root = window.guildhouse.root;
  const words = search.words;
  search.isDisk = search.offline || location.protocol === "file:";  /* a site made for a disk has its files as scripts, wherever it stands */

  search.make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const key of Object.keys(attributes || {})) {
      const value = attributes[key];
      if (typeof value === "function") element.addEventListener(key, value);
      else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children.filter(child => child !== null && child !== undefined));
    return element;
  };
  const make = search.make;

  search.drawing = (box, name, paths) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    element.setAttribute("viewBox", "0 0 " + box + " " + box);
    element.setAttribute("class", name);
    element.setAttribute("aria-hidden", "true");
    for (const path of paths) {
      const drawn = document.createElementNS(element.namespaceURI, "path");
      Object.keys(path).forEach(key => drawn.setAttribute(key, path[key]));
      element.append(drawn);
    }
    return element;
  };

  /* A phrase with a gap, and what stands in it, which reads in its own direction. */
  search.phrase = (phrase, ...things) => {
    const parts = phrase.split("%s");
    const list = things.flatMap((thing, i) => i ? [", ", thing] : [thing]);
    return [parts[0], make("bdi", null, ...list), parts[1] || ""];
  };
  search.count = number => (words.count[plural.select(number)] || words.count.other).replace("%s", digits.format(number));
  search.amount = number => digits.format(number);
  search.button = (text, pressed, name) => make("button", { type: "button", class: name || "button", click: pressed }, ...[].concat(text));

  /* The address of something in the site, as it is to be opened from here: from disk nobody shows the index of a folder. */
  search.address = address => {
    const url = new URL(address.replace(/^\/+/, ""), root);
    if (search.isDisk && url.pathname.endsWith("/")) url.pathname += "index.html";
    return url;
  };

  search.link = (text, address) => make("a", { href: address }, ...[].concat(text));

  /* The page of the search, which is asked the same. */
  search.page = (query, filters) => {
    const url = search.address("/search/");
    if (query) url.searchParams.set("q", query);
    for (const name of Object.keys(filters || {})) if (filters[name]) url.searchParams.set(name, filters[name]);
    return url.href;
  };
})(window.guildhouse.search);
