/* Draws what was found: the best as they come, then by kind; each leads to the section that holds the words, where the browser marks them. */
(function (search) {
  "use strict";
  const make = search.make;
  const words = search.words;
  const BEST = { list: 5, page: 10 };
  const PASSAGES = 3;
  const language = document.documentElement.lang || undefined;
  const day = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "long", timeZone: "UTC", numberingSystem: "latn" });

  /* A text fragment names the passage with the words beside it, so that the browser goes to this one and to no other of the same words;
     where it is not found after all, it goes to the section. Chromium, Firefox and Safari know them. Others get ?h=, which marks.js reads. */
  const knowsFragments = "fragmentDirective" in document;

  function whole(text) { return text.map(piece => piece[0]).join(""); }
  function encoded(text) { return encodeURIComponent(text.trim()).replace(/-/g, "%2D"); }

  /* Half a sign (U+D800 to U+DFFF) has no address, and nothing in a page is the same. Lines are blocks of the page, beyond which nothing is compared. */
  function directive(excerpt, i) {
    if (/\p{Cs}/u.test(whole(excerpt))) return "";
    let before = whole(excerpt.slice(0, i)).replace(/^[^]*[…\n]/, "");
    let after = whole(excerpt.slice(i + 1)).replace(/[…\n][^]*$/, "");
    const start = /[\p{L}\p{N}\p{M}_]*$/u.exec(before)[0];
    const end = /^[\p{L}\p{N}\p{M}_]*/u.exec(after)[0];
    before = encoded(/(?:\S+\s+)?\S*\s*$/.exec(before.slice(0, before.length - start.length))[0]);
    after = encoded(/^\s*\S*(?:\s+\S+)?/.exec(after.slice(end.length))[0]);
    return before || after ? "text=" + (before && before + "-,") + encoded(start + excerpt[i][0] + end) + (after && ",-" + after) : "";
  }

  function target(result) {
    const url = search.address(result.url);
    const excerpt = result.excerpt || [];
    if (knowsFragments) {
      const found = excerpt.map((piece, i) => piece[1] ? directive(excerpt, i) : "").filter(Boolean).slice(0, PASSAGES);
      return url.href + (found.length ? (url.hash ? "" : "#") + ":~:" + found.join("&") : "");
    }
    if (result.words && result.words.length) url.searchParams.set("h", result.words.slice(0, 8).join(" "));
    return url.href;
  }

  function marked(text) {
    return (text || []).map(piece => piece[1] ? make("mark", null, piece[0]) : piece[0]);
  }

  /* The crest of a community; nothing when it has none, or it is not known yet. */
  search.crest = id => {
    const community = search.community(id);
    return community ? search.drawing(40, "crest hue-" + community[1], community[2].map(tile => {
      return { d: tile[0], transform: "translate(" + tile[1] + " " + tile[2] + ")", class: tile[3] ? "strong" : "mid" };
    })) : null;
  };

  function letter(result) {
    const first = Array.from(whole(result.title).trim())[0] || "";
    return make("span", { class: "found-letter", "aria-hidden": "true", "data-of": result.community }, first.toLocaleUpperCase());
  }

  function label(message, facet, key) {
    const found = (message.facets[facet] || []).find(each => each[0] === key);
    const community = facet === "community" && search.community(key);
    return found ? found[1] : community ? community[0] : key;
  }

  function drawn(result, number, message, isBest, role) {
    const where = [isBest && label(message, "kind", result.kind), result.community && label(message, "community", result.community)].filter(Boolean);
    const tongue = { lang: result.lang === document.documentElement.lang ? null : result.lang };
    if (result.date) where.push(day.format(new Date(result.date.slice(0, 10) + "T00:00Z")));
    const heading = result.heading && result.heading.length ? make("span", { class: "found-part" }, make("bdi", tongue, ...marked(result.heading))) : null;
    const text = message.partial || (result.excerpt || []).length ? make("span", { class: "row-text" }, make("bdi", tongue, ...marked(result.excerpt))) : null;
    return make(
      "a", { href: target(result), "data-result": number, role: role, id: role && "gh-found-" + number, "aria-selected": role && "false", tabindex: role && "-1" },
      search.crest(result.community) || letter(result),
      make(
        "span", { class: "found-words" },
        make("span", { class: "found-title" }, make("bdi", tongue, ...marked(result.title)), heading, result.state ? make("span", { class: "tag" }, result.state) : null),
        where.length ? make("span", { class: "row-meta dots" }, ...where.map(each => make("span", null, each))) : null,
        text
      )
    );
  }

  /* What the reader most likely wants stands first in its order; what follows is easier to look through by kind. */
  function grouped(message, best) {
    const groups = new Map();
    const isOneKind = new Set(message.results.map(result => result.kind)).size === 1;
    message.results.forEach((result, i) => {
      const kind = !isOneKind && i < best ? "" : result.kind;
      if (!groups.has(kind)) groups.set(kind, []);
      groups.get(kind).push([result, i + 1]);
    });
    return Array.from(groups);
  }

  /* In the dialog they are the options of a list that the field leads through; on the page, lists of links. */
  search.group = (title, rows, isList) => {
    if (!isList) return make("section", null, make("h2", { class: "day-head" }, title), make("ul", { class: "found" }, ...rows.map(row => make("li", null, row))));
    return make("div", { role: "group", class: "found", "aria-label": title }, make("div", { class: "day-head", "aria-hidden": "true" }, title), ...rows);
  };

  search.results = (message, isList) => {
    return grouped(message, isList ? BEST.list : BEST.page).map(group => {
      const title = group[0] ? label(message, "kind", group[0]) : words.best;
      const rows = group[1].map(found => drawn(found[0], found[1], message, !group[0], isList ? "option" : null));
      return search.group(title, rows, isList);
    });
  };
})(window.guildhouse.search);
