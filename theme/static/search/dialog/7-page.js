/* The page of the search: what stands in its address is asked, and what is asked stands in its address. */
(function (search) {
  "use strict";
  const make = search.make;
  const words = search.words;
  const LIMIT = 20;

  search.fill = page => {
    const form = page.querySelector("form");
    const field = form.elements.q;
    const title = document.title;
    const more = search.button(words.more, () => { finder.more(); moved("more"); });
    const total = make("p", { class: "row-meta" });

    function begin() {
      page.classList.remove("is-asked");
      document.title = title;
      more.hidden = total.hidden = true;
    }

    /* Who comes back from a result stands where it was. */
    let top = 0;
    function leave() { history.replaceState({ shown: finder.shown(), top: scrollY }, ""); }

    function shown(message) {
      if (top && !message.partial) requestAnimationFrame(() => { scrollTo(0, top); top = 0; });
      page.classList.add("is-asked");
      more.hidden = message.results.length >= message.total;
      total.hidden = !message.total;
      total.textContent = search.count(message.total);
    }

    /* A search that somebody ends, or filters, is a step to come back to: the first letter that changes it makes the next step, further ones none. */
    let isEnded = false;
    function moved(how) {
      const address = search.page(finder.query(), finder.filters());
      document.title = finder.query() ? finder.query() + " · " + title : title;
      if (how === "more" || (how === "typed" && !isEnded)) history.replaceState({ shown: finder.shown() }, "", address);
      else if (address !== location.href) history.pushState(null, "", address);
      if (how !== "more") isEnded = how !== "typed" && address !== search.page();
    }

    function read() {
      const asked = new URLSearchParams(location.search);
      field.value = asked.get("q") || "";
      isEnded = location.search !== "";
      const kept = history.state || {};
      top = kept.top || 0;
      finder.restore(Object.fromEntries(asked), kept.shown);
      document.title = field.value ? field.value + " · " + title : title;
      finder.now(false);
    }

    const finder = search.finder({ field: field, limit: LIMIT, isList: false, begin: begin, shown: shown, moved: moved });
    more.hidden = total.hidden = true;
    form.after(finder.parts[0], total, ...finder.parts.slice(1), more);
    form.addEventListener("submit", event => {
      event.preventDefault();
      search.remember(finder.query());
      finder.now(false);
      moved("submit");
      asked = finder.query();
    });
    page.addEventListener("click", event => {
      if (!event.target.closest("[data-result]")) return;
      search.remember(finder.query());
      leave();
    });
    page.addEventListener("keydown", event => {
      if (event.key === "Escape" && event.target === field) event.preventDefault();  /* some browsers would empty it */
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const stops = [field, ...page.querySelectorAll(".found a")];
      const next = stops[stops.indexOf(event.target) + step];
      if (!next || !stops.includes(event.target) || event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      next.focus();
    });
    /* Who asked on purpose and found nothing has missed something; who is still typing has not. */
    let asked = "";
    new MutationObserver(() => {
      if (finder.isMissed() && finder.query() === asked) search.missed(asked);
    }).observe(finder.parts[1], { attributeFilter: ["data-search-state"] });
    addEventListener("popstate", read);
    read();
    asked = finder.query();
    if (location.search && !top) field.focus({ preventScroll: true });
  };
})(window.guildhouse.search);
