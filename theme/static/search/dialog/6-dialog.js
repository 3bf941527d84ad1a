/* The dialog over any page: a field that leads through a list of what was found (combobox of ARIA 1.2). */
(function (guildhouse) {
  "use strict";
  const search = guildhouse.search;
  const make = search.make;
  const words = search.words;
  const LIMIT = 10;
  let box = null;
  let field = null;
  let list = null;
  let finder = null;
  let all = null;
  let back = null;
  let enters = null;
  let chosen = -1;

  function options() { return Array.from(list.querySelectorAll("[role=option]")); }

  /* Titles come before the passages that they lead to. */
  function address(option) { return option.href.replace(/#?:~:.*/, ""); }

  function choose(index) {
    const every = options();
    chosen = index;
    enters.textContent = index < 0 ? words.toAll : words.open;
    every.forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    if (every[index]) {
      field.setAttribute("aria-activedescendant", every[index].id);
      every[index].scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  }

  function shown(message) {
    const has = Boolean(list.childElementCount);
    list.setAttribute("role", "listbox");
    field.setAttribute("aria-expanded", String(has));
    list.hidden = !has;
    const kept = has && chosen >= 0 ? options().findIndex(option => address(option) === box.dataset.at) : -1;
    choose(kept);
    if (kept < 0 && !message.partial) list.parentElement.scrollTop = 0;
    all.hidden = !(message.total > message.results.length);
    all.href = search.page(finder.query(), finder.filters());
    all.textContent = words.all + " (" + search.amount(message.total) + ")";
  }

  /* Before anything is asked: what one searched for lately. */
  function begin(place) {
    const has = place.childElementCount > 0;
    all.hidden = true;
    field.setAttribute("aria-expanded", String(has));
    place.hidden = !has;
    choose(-1);
    if (!has) place.previousElementSibling.replaceChildren(make("p", null, words.hint), make("p", { class: "row-meta" }, words.syntax));
  }

  /* Where the focus was before; nothing moves behind the dialog. */
  function close() {
    document.activeElement.blur();  /* or keys go to what is hidden, until the next frame */
    box.close();
    back.focus({ preventScroll: true });
  }

  /* A result is opened as the link that it is; what was asked is then worth keeping. */
  function opened(event) {
    const option = event.target.closest("a[href]");
    if (!option) return;
    if (option.dataset.query) {
      event.preventDefault();
      field.value = option.dataset.query;
      field.focus();
      return finder.now(false);
    }
    if (option.dataset.result || option === all) search.remember(finder.query());
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (option.dataset.result) history.replaceState({ search: { query: finder.query(), filters: finder.filters() } }, "");
    close();
  }

  function enter(event) {
    const option = options()[chosen];
    event.preventDefault();
    if (option && !option.dataset.query && (event.ctrlKey || event.metaKey)) {
      search.remember(finder.query());
      return window.open(option.href, "_blank", "noopener");
    }
    if (option) return option.click();
    if (!finder.query()) return;
    search.remember(finder.query());
    if (finder.isMissed()) search.missed(finder.query());
    if (finder.isEmpty()) return;
    location.href = search.page(finder.query(), finder.filters());
  }

  /* Home and End are the text's, until one is in the list or they have nothing to do there. */
  function step(event) {
    const number = options().length;
    const isAt = place => chosen >= 0 || (field.selectionStart === place && field.selectionEnd === place);
    if (event.key === "ArrowDown") return chosen + 1 < number ? chosen + 1 : -1;
    if (event.key === "ArrowUp") return chosen >= 0 ? chosen - 1 : number - 1;
    if (event.key === "Home" && isAt(0)) return 0;
    return event.key === "End" && isAt(field.value.length) ? number - 1 : null;
  }

  function pressed(event) {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") { event.preventDefault(); return close(); }
    if (event.target !== field) return;
    if (event.key === "Enter") return enter(event);
    const next = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !options().length ? null : step(event);
    if (next === null) return;
    event.preventDefault();
    choose(next);
    box.dataset.at = next >= 0 ? address(options()[next]) : "";
  }

  function shortcuts() {
    const isOn = guildhouse.memory.get("shortcuts") !== "off";
    const hint = document.querySelector("form[data-search] > kbd");
    if (hint) hint.hidden = !isOn;
    return isOn;
  }

  function key(name) { return make("kbd", null, name); }

  function made() {
    field = make("input", {
      id: "gh-search-dialog-field", type: "search", name: "q", placeholder: words.title, autocomplete: "off", autocapitalize: "none", enterkeyhint: "search", spellcheck: "false",
      role: "combobox", "aria-label": words.title, "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-expanded": "false", "aria-controls": "gh-search-list",
    });
    all = make("a", { class: "search-all", hidden: true });
    enters = make("span");
    finder = search.finder({ field: field, limit: LIMIT, isList: true, begin: begin, shown: shown, moved: () => {} });
    field.addEventListener("input", () => choose(-1));  /* what was chosen was found for other words */
    list = finder.parts[1].querySelector(".results-found");
    Object.entries({ id: "gh-search-list", role: "listbox", "aria-label": words.results }).forEach(each => list.setAttribute(each[0], each[1]));
    const keys = make("input", { type: "checkbox", change: () => { guildhouse.memory.set("shortcuts", keys.checked ? null : "off"); shortcuts(); } });
    keys.checked = shortcuts();
    const sign = document.querySelector("[data-search] .search-sign svg").cloneNode(true);
    const cross = search.drawing(24, "icon", [{ d: "M18 6 6 18M6 6l12 12", stroke: "currentColor", "stroke-width": 1.75, "stroke-linecap": "round" }]);
    finder.parts[1].append(all);
    box = make(
      "dialog", { class: "search-dialog", id: "gh-search-dialog", "aria-label": words.title, keydown: pressed },
      make("div", { class: "search-top" },
        make("div", { class: "search", role: "search" }, make("span", { class: "search-sign" }, sign), field),
        make("button", { type: "button", class: "icon-button", "aria-label": words.close, click: close }, cross)),
      ...finder.parts,
      make("div", { class: "search-keys" },
        make("span", { class: "search-hints" }, make("span", null, key("↑"), " ", key("↓"), " ", words.choose), make("span", null, key("Enter"), " ", enters), make("span", null, key("Ctrl"), " ", key("Enter"), " ", words.apart), make("span", null, key("Esc"), " ", words.close)),
        make("label", null, keys, " ", words.keys))
    );
    box.addEventListener("cancel", event => { event.preventDefault(); close(); });
    box.addEventListener("click", event => { if (event.target === box) close(); else opened(event); });
    document.body.append(box);
  }

  /* `from`: the field whose words go on here; `last`: what had the focus before it; `asked`: what is asked again, of whoever comes back. */
  search.open = (from, last, asked) => {
    if (!box) made();
    if (box.open) return;
    search.warm();
    const words = from.value;
    from.value = "";
    if (words) field.value = words;
    if (asked) {
      field.value = asked.query;
      finder.restore(asked.filters);
      history.replaceState(null, "");
    }
    back = last || document.activeElement;
    document.activeElement.blur();  /* or the browser gives it the focus again, and scrolls there */
    box.showModal();
    field.focus({ preventScroll: true });
    field.setSelectionRange(words ? words.length : 0, field.value.length);
    finder.now(true);
  };
})(window.guildhouse);
