/* From what stands in a field, and the filters beside it, to what is shown below: in the dialog and on the page alike.
   What was found before stays until there is something new, and what comes too late is not shown. */
(function (search) {
  "use strict";
  const make = search.make;
  const words = search.words;
  const FACETS = ["community", "kind", "topic", "person"];
  const PAUSE = 60;      /* milliseconds without a key, until one asks */
  const PATIENCE = 40;   /* so long titles without their texts wait for these, so that rows seldom grow */
  const QUIET = 700;     /* and so long the count, so that it is not read out at every key */
  const every = { community: words.everyCommunity, kind: words.everyKind, topic: words.everyTopic, person: words.everyPerson };

  /* Whether one letter more or less stands at the end. */
  function isLetter(one, other) { return Math.abs(one.length - other.length) < 2 && (one.startsWith(other) || other.startsWith(one)); }

  function chooser(name, changed) {
    return make("select", { name: name, "aria-label": words[name], hidden: true, change: changed }, make("option", { value: "" }, every[name]));
  }

  /* field, limit, isList: options with roles instead of lists; begin(place): what stands there before anything is asked; moved(how): what is asked has changed. */
  search.finder = options => {
    const field = options.field;
    const place = make("div", { class: "results-found" });
    const note = make("div", { class: "search-note" });
    const count = make("p", { class: "visually-hidden", role: "status" });
    const summary = make("summary", null, words.filter);
    const choosers = {};
    FACETS.forEach(name => { choosers[name] = chooser(name, () => asking.again("facet")); });
    const chips = make("div", { class: "chips" });
    const facets = make("div", { class: "search-facets", hidden: true }, make("details", { open: matchMedia("(width >= 40rem)").matches }, summary, make("div", null, ...Object.values(choosers))), chips);
    const foot = make("div");
    const body = make("div", { class: "search-body", "data-search-state": "ready", role: options.isList && "group", tabindex: options.isList && "0", "aria-label": options.isList && words.results }, note, place, foot);
    let limit = options.limit;
    let latest = 0;
    let timer = 0;
    let later = 0;
    let quiet = 0;
    let exact = false;
    let before = "";
    let isMissed = false;

    function state(name) { body.dataset.searchState = name; }
    function tell(text) { clearTimeout(quiet); quiet = setTimeout(() => { count.textContent = text; }, QUIET); }

    function filters() {
      const chosen = {};
      FACETS.forEach(name => { chosen[name] = choosers[name].value; });
      return chosen;
    }
    function isFiltered() { return Object.values(filters()).some(Boolean); }

    function choose(name, key, label) {
      const box = choosers[name];
      if (key && !Array.from(box.options).some(each => each.value === key)) box.append(make("option", { value: key }, label || key));
      box.value = key;
    }

    function offer(found) {
      FACETS.forEach(name => {
        const box = choosers[name];
        const chosen = box.value;
        const rows = (found[name] || []).map(each => make("option", { value: each[0] }, "\u2068" + each[1] + "\u2069 (" + search.amount(each[2]) + ")"));
        const kept = chosen && !rows.some(row => row.value === chosen) ? [box.options[box.selectedIndex]] : [];
        box.replaceChildren(box.options[0], ...rows, ...kept);
        box.value = chosen;
        if (box.options.length > 1) box.hidden = false;  /* and it stays, so that nothing moves when it has nothing to choose */
        box.disabled = !chosen && !rows.length;
      });
      const taken = FACETS.filter(name => choosers[name].value);
      summary.textContent = words.filter + (taken.length ? " (" + search.amount(taken.length) + ")" : "");
      facets.hidden = Object.values(choosers).every(box => box.hidden);
      chips.replaceChildren(...taken.map(removed), ...(taken.length ? [search.button(words.clear, () => unfilter(FACETS), "link-button")] : []));
    }

    /* A chosen filter, which goes away when it is pressed; narrow screens show them, where the lists are folded up. */
    function removed(name) {
      const label = choosers[name].selectedOptions[0].text.replace(/^\u2068|\u2069.*/g, "");
      return make("button", { type: "button", class: "chip", "aria-label": words.without.replace("%s", label), click: () => unfilter([name]) }, make("bdi", null, label), " ×");
    }

    function instead(query, isExact) { field.value = query; field.focus(); asking.now(false, isExact); options.moved("submit"); }

    function suggestions(message) {
      const list = (message.suggestions || []).map(each => { return search.button(each, () => instead(each), "button"); });
      return list.length ? make("p", { class: "buttons" }, make("span", null, words.mean), ...list) : null;
    }

    /* Who is shown pages without a word of the question should know that no page has it. */
    function missing(message) {
      const list = message.missing || [];
      return list.length ? make("p", null, ...search.phrase(words.missing, ...list)) : null;
    }

    function corrected(message) {
      if (!message.corrected) return null;
      const own = field.value.trim();
      return make("p", null, ...search.phrase(words.shown, message.corrected), " ", search.button(search.phrase(words.instead, own), () => instead(own, true), "link-button"));
    }

    /* Nothing found is where somebody may help, or begin to write. */
    function ways() {
      const known = search.known();
      const query = field.value.trim();
      const name = query.toLowerCase().replace(/[^\p{L}\p{N}\p{M}]+/gu, "-").replace(/^-|-$/g, "");
      const links = [
        known.ask ? make("li", null, search.link(words.ask, search.address(known.ask).href)) : null,
        known.write && name ? make("li", null, search.link(words.write, known.write.replace("{name}", encodeURIComponent(name)))) : null,
        make("li", null, search.link(words.index, search.page())),
      ];
      return [make("p", null, words.help), make("ul", { class: "search-ways" }, ...links)];
    }

    /* What only a filter hides is there: nobody is to write it again. */
    function nothing(message) {
      const query = field.value.trim();
      const clear = isFiltered() ? make("p", null, search.button([words.unfilter, message.everywhere ? " (" + search.amount(message.everywhere) + ")" : ""], () => unfilter(FACETS))) : null;
      const said = query ? search.phrase(message.everywhere ? words.noneHere : words.none, query) : [words.nothing];
      note.replaceChildren(make("div", { class: "search-none" }, make("p", { class: "search-head" }, ...said), ...[suggestions(message), clear].filter(Boolean), ...(message.everywhere ? [] : ways())));
      place.replaceChildren();
    }

    function unfilter(names) {
      names.forEach(name => { choosers[name].value = ""; });
      (summary.offsetParent ? summary : field).focus();  /* the field would call up the keyboard of a phone */
      asking.again("facet");
    }

    function failed(message) {
      const reason = ["offline", "outdated", "unsupported"].includes(message.reason) ? message.reason : "failed";
      const again = reason === "outdated" ? search.button(words.reload, () => { if (options.isList) location.href = search.page(field.value.trim(), filters()); else location.reload(); }) : search.button(words.again, () => { field.focus(); asking.now(false); });
      note.replaceChildren(make("div", { class: "search-none" }, make("p", null, words[reason]), make("p", { class: "buttons" }, reason === "unsupported" ? null : again, search.link(words.index, search.page()))));
      place.replaceChildren();
      tell(words[reason]);
      state("error");
    }

    function show(message) {
      clearTimeout(later);
      foot.replaceChildren();
      isMissed = !message.total && !message.partial;
      offer(message.facets || {});
      if (isMissed) nothing(message);
      else {
        note.replaceChildren(...[corrected(message), missing(message), suggestions(message)].filter(Boolean));
        place.replaceChildren(...search.results(message, options.isList));
      }
      options.shown(message, place);
      if (message.partial) return;
      tell(message.total ? search.count(message.total) : words.nothing);
      state(message.total ? "ready" : "empty");
    }

    function received(message) {
      if (message.id !== latest) return;
      clearTimeout(later);
      if (message.type === "error") failed(message);
      else if (message.partial) later = setTimeout(() => { if (message.id === latest) show(message); }, PATIENCE);
      else show(message);
    }

    const asking = {
      parts: [facets, body, count],
      filters: filters,
      query: () => field.value.trim(),
      shown: () => limit,
      restore: (kept, number) => {
        FACETS.forEach(name => choose(name, kept[name] || ""));
        limit = number || options.limit;
      },
      isEmpty: () => isMissed,
      isMissed: () => isMissed && !isFiltered(),  /* what a filter hides the site may hold */
      /* Asks at once; while one types, titles may do. */
      now: (typing, isExact) => {
        clearTimeout(timer);
        clearTimeout(later);
        exact = isExact === undefined ? exact : isExact;
        isMissed = false;
        const query = field.value.trim();
        if (!query && !isFiltered()) {
          latest = 0;
          facets.hidden = true;
          note.replaceChildren();
          clearTimeout(quiet);
          count.textContent = "";
          search.recents(place, foot, options.isList, () => { field.focus(); asking.now(); });
          options.begin(place);
          state("ready");
          return;
        }
        state("loading");
        latest = search.ask({ query: query, filters: filters(), limit: limit, typing: Boolean(typing), exact: exact }, received);
      },
      again: how => { limit = options.limit; asking.now(false); options.moved(how); },
      more: () => { limit += options.limit; asking.now(false); },
      /* Words that an input method still puts together are none yet. */
      typed: event => {
        if (event.isComposing) return;
        exact = isMissed = false;
        limit = options.limit;
        latest = 0;
        if (field.value.trim()) state("loading");
        clearTimeout(timer);
        /* Words that come at once are pasted, spoken or completed: no next letter is on its way. */
        timer = setTimeout(() => { asking.now(true); options.moved("typed"); }, isLetter(before, field.value) ? PAUSE : 0);
        before = field.value;
      },
    };
    field.addEventListener("input", asking.typed);
    field.addEventListener("compositionend", asking.typed);
    /* Crests come with what the site tells of itself, which may be later. */
    search.learn().then(() => {
      place.querySelectorAll("[data-of]").forEach(letter => letter.replaceWith(search.crest(letter.dataset.of) || letter));
    });
    return asking;
  };
})(window.guildhouse.search);
