// Keeps a page of the development server up to date, and lists what stops a build. Only `serve` adds it; no published page has it.
"use strict";

(() => {
  const { path, mark, edition } = document.currentScript.dataset;
  const FIELDS = "input:not([type=hidden]), textarea, select";
  const KEY = "guildhouse-live";
  const CALM = 300; // milliseconds without a key or a click, after which nobody is in the middle of something
  const RETRY = 1000;
  const GLANCE = 4000; // milliseconds for a short word
  const own = (name) => new URL(`/__guildhouse/${name}`, location.origin).href; // a <base> leads elsewhere
  const kept = () => JSON.parse(sessionStorage.getItem(KEY) || "{}");
  const keep = (values) => sessionStorage.setItem(KEY, JSON.stringify({ ...kept(), ...values }));

  let source = null;
  let since = edition;
  let isWanted = false;
  let isPressed = false;
  let lastAct = -CALM;
  let timer = 0;

  const isTyping = () => Boolean(document.activeElement?.matches(`${FIELDS}, [contenteditable]`));

  const isSelected = (option, at, all) => all.some((each) => each.defaultSelected) ? option.defaultSelected : at === 0;
  const isChanged = (field) => {
    if (field.matches("select")) {
      const options = [...field.options];
      return options.some((each, at) => each.selected !== (field.multiple ? each.defaultSelected : isSelected(each, at, options)));
    }
    return field.matches("[type=checkbox], [type=radio]") ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
  };
  // What was typed into a dialog that has been closed is not kept for anything.
  const isBusy = () => isPressed || isTyping()
    || [...document.querySelectorAll(FIELDS)].some((field) => field.checkVisibility() && isChanged(field));

  // Names an element so that it can be found again in the next state of a page: by its place, and by what it says.
  const named = (element) => {
    const steps = [];
    for (let each = element; each && each !== document.documentElement; each = each.parentElement) {
      const place = each.parentElement ? [...each.parentElement.children].indexOf(each) + 1 : 1;
      steps.unshift(each.id ? `#${CSS.escape(each.id)}` : `${each.localName}:nth-child(${place})`);
      if (each.id) break;
    }
    return { path: steps.join(" > "), name: element.localName, words: wordsOf(element) };
  };
  const wordsOf = (element) => {
    const said = element.matches("details") ? element.querySelector("summary") : element;
    return `${element.getAttribute("href") ?? ""} ${said?.textContent.slice(0, 200) ?? ""}`;
  };
  const found = ({ path: place, name, words }) =>
    [...document.querySelectorAll(place), ...(words.trim() ? document.querySelectorAll(name) : [])].find((each) => wordsOf(each) === words);

  const reload = () => {
    const focus = document.activeElement;
    const isInPage = focus && focus !== document.body && focus !== overlay.host;
    keep({
      place: {
        path, x: scrollX, y: scrollY, isInPanel: Boolean(overlay.host) && focus === overlay.host,
        focus: isInPage ? named(focus) : null,
        details: [...document.querySelectorAll("details")].map((each) => ({ ...named(each), isOpen: each.open })),
      },
    });
    location.reload();
  };

  // Whoever types, clicks or has filled in a field is not interrupted: the page follows when that is over.
  const refresh = () => {
    isWanted = true;
    settle();
  };
  const settle = () => {
    clearTimeout(timer);
    const wait = lastAct + CALM - performance.now();
    if (!isWanted) return;
    if (wait > 0 || isBusy()) timer = setTimeout(settle, Math.max(wait, CALM));
    else reload();
  };
  const note = (event) => {
    if (event.type.startsWith("pointer")) isPressed = event.type !== "pointercancel" && event.buttons > 0;
    if (event.type !== "pointermove") lastAct = performance.now();
  };

  const loaded = () => performance.getEntriesByType("resource").map((each) => {
    const { pathname } = new URL(each.name);
    try {
      return decodeURIComponent(pathname).slice(1);
    } catch { // a `%` that encodes nothing
      return pathname.slice(1);
    }
  });
  const shows = (paths) => paths === null || [path, ...loaded()].some((each) => paths.includes(each));

  const connect = () => {
    source?.close();
    source = new EventSource(`${own("events")}?path=${encodeURIComponent(path)}&since=${encodeURIComponent(since)}`);
    const on = (name, act) => source.addEventListener(name, (event) => act(JSON.parse(event.data)));
    on("hello", (now) => {
      since = now.edition;
      // A page that cannot become what it should be is loaded once for it, not for ever.
      if (now.mark !== mark && kept().tried !== path + now.mark) {
        keep({ tried: path + now.mark });
        refresh();
      } else if (now.mark === mark && shows(now.paths)) {
        refresh();
      }
      overlay.show(now.report);
    });
    on("changed", (now) => {
      since = now.edition;
      if (shows(now.paths)) refresh();
    });
    on("report", (report) => overlay.show(report));
    source.onerror = () => {
      // By itself it would ask for the edition that it began with.
      source.close();
      setTimeout(() => document.hidden || connect(), RETRY);
    };
  };

  // Browsers open six connections to a host and no more: tabs in the background give theirs back.
  const attend = () => document.hidden ? source?.close() : connect();

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  const counted = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

  const overlay = {
    host: null,
    before: null,
    isAwaited: false,

    show(report) {
      const told = JSON.stringify(report);
      if (this.host?.dataset.told === told) return;
      const hadFocus = (this.host && document.activeElement === this.host) || this.isAwaited;
      this.isAwaited = false;
      this.remove();
      if (!report.faults.length) {
        const { isWrong } = kept();
        keep({ closed: null, isWrong: false });
        if (isWrong) this.build(report, told);
        if (isWrong) setTimeout(() => this.host?.dataset.told === told && this.leave(), GLANCE);
        return;
      }
      if (kept().closed === told) return;
      keep({ isWrong: true });
      this.build(report, told, hadFocus);
    },

    build(report, told, takesFocus = false) {
      const isWrong = report.faults.length > 0;
      this.host = element("div", { lang: "en", dir: "ltr", "data-told": told, id: "guildhouse-live" });
      const root = this.host.attachShadow({ mode: "open" });
      const sheet = element("link", { rel: "stylesheet", href: own("live.css") });
      const title = element("h2", { id: "title" });
      const words = element("p");
      const status = element("div", { role: "status", "aria-atomic": "true" }, title, words);
      this.list = element("div", { id: "list", role: "group", tabindex: "0", "aria-label": "Problems" }, this.items(report));
      this.toggle = element("button", { type: "button", "aria-controls": "list" });
      const close = element("button", { type: "button" }, "Close");
      const head = element("header", {}, status, ...(isWrong ? [this.toggle] : []), close);
      this.panel = element("section", { "aria-labelledby": "title", class: isWrong ? "wrong" : "good" }, head, ...(isWrong ? [this.list] : []));
      this.toggle.addEventListener("click", () => { keep({ folded: !kept().folded }); this.fold(); });
      close.addEventListener("click", () => this.close());
      this.host.addEventListener("focusin", (event) => { this.before = event.relatedTarget || this.before; });
      // Nothing of it is painted before it is dressed, and words that come into a status are spoken.
      this.panel.hidden = true;
      sheet.addEventListener("load", () => {
        this.panel.hidden = false;
        this.fold();
        title.textContent = isWrong ? "The last edit is not published" : "Published again";
        words.textContent = [[report.count, "problem"], [report.warnings, "warning"]]
          .filter(([number]) => number).map(([number, word]) => counted(number, word)).join(", ");
        this.makeRoom(this.panel.offsetHeight);
        if (takesFocus) this.toggle.focus();
      });
      root.append(sheet, this.panel);
      document.body.append(this.host);
    },

    items(report) {
      const list = element("ol");
      for (const { place, message, remedy } of report.faults) {
        const item = element("li");
        if (place) item.append(element("code", {}, place));
        item.append(element("p", {}, message));
        if (remedy) item.append(element("p", { class: "remedy" }, remedy));
        list.append(item);
      }
      if (report.count > report.faults.length) list.append(element("li", {}, `and ${report.count - report.faults.length} more`));
      return list;
    },

    fold() {
      const isFolded = Boolean(kept().folded);
      this.list.hidden = isFolded;
      this.toggle.textContent = isFolded ? "Show" : "Fold";
      this.toggle.setAttribute("aria-expanded", String(!isFolded));
      this.makeRoom(this.panel.offsetHeight);
    },

    leave() {
      if (document.activeElement === this.host) this.close();
      else this.remove();
    },

    close() {
      keep({ closed: this.host.dataset.told, isWrong: false });
      const before = this.before;
      this.remove();
      if (before?.isConnected) before.focus();
    },

    remove() {
      this.host?.remove();
      this.host = null;
      this.makeRoom(0);
    },

    // The end of the page, and whatever has the focus, can be scrolled out from under the panel.
    makeRoom(height) {
      document.body.style.paddingBlockEnd = height ? `${height}px` : "";
      document.documentElement.style.scrollPaddingBlockEnd = height ? `${height}px` : "";
    },
  };

  document.addEventListener("keydown", (event) => {
    const isElsewhere = document.querySelector("dialog[open], [popover]:popover-open") || isTyping();
    if (event.key === "Escape" && overlay.host && !event.defaultPrevented && !isElsewhere) overlay.close();
  });
  document.addEventListener("visibilitychange", attend);
  window.addEventListener("pagehide", () => source?.close());
  window.addEventListener("pageshow", (event) => event.persisted && attend());

  for (const name of ["pointerdown", "pointermove", "pointerup", "pointercancel", "click", "keydown", "keyup", "input", "change"]) {
    document.addEventListener(name, note, { capture: true, passive: true });
  }

  const { place } = kept();
  if (place) {
    keep({ place: null });
    if (place.path === path) {
      for (const each of place.details) {
        const details = found(each);
        if (details) details.open = each.isOpen;
      }
      if (place.focus) found(place.focus)?.focus({ preventScroll: true });
      overlay.isAwaited = place.isInPanel;
      window.scrollTo({ left: place.x, top: place.y, behavior: "instant" });
    }
  }
  attend();
})();
