// Keeps a page of the development server up to date, and lists what stops a build. Only `serve` adds it; no published page has it.
"use strict";

(() => {
  const { path, mark } = document.currentScript.dataset;
  const FIELD = "input, textarea, select, [contenteditable]";
  const KEY = "guildhouse-live";
  const kept = () => JSON.parse(sessionStorage.getItem(KEY) || "{}");
  const keep = (values) => sessionStorage.setItem(KEY, JSON.stringify({ ...kept(), ...values }));

  let source = null;
  let isWaiting = false;

  const isTyping = () => document.activeElement?.matches(FIELD);

  const reload = () => {
    keep({ place: { path, x: scrollX, y: scrollY } });
    location.reload();
  };

  // Whoever is typing is not interrupted: the page follows when the field is left.
  const refresh = () => {
    if (!isTyping()) return reload();
    if (isWaiting) return;
    isWaiting = true;
    document.addEventListener("focusout", () => setTimeout(() => { isWaiting = false; refresh(); }), { once: true });
  };

  const shows = (changed) => {
    const loaded = performance.getEntriesByType("resource").map((each) => decodeURI(new URL(each.name).pathname).slice(1));
    return [path, ...loaded].some((each) => changed.has(each));
  };

  const connect = () => {
    source?.close();
    source = new EventSource(`/__guildhouse/events?path=${encodeURIComponent(path)}`);
    const on = (name, act) => source.addEventListener(name, (event) => act(JSON.parse(event.data)));
    on("hello", (now) => {
      // A page that cannot become what it should be is loaded once for it, not for ever.
      if (now.mark !== mark && kept().tried !== path + now.mark) {
        keep({ tried: path + now.mark });
        refresh();
      }
      overlay.show(now.report);
    });
    on("changed", ({ paths }) => paths === null ? connect() : shows(new Set(paths)) && refresh());
    on("report", (report) => overlay.show(report));
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) setTimeout(() => document.hidden || connect(), 3000);
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

    show(report) {
      const told = JSON.stringify(report.faults);
      if (!report.faults.length) {
        keep({ closed: null });
        return this.remove();
      }
      if (kept().closed === told) return this.remove();
      if (this.host?.dataset.told === told) return;
      const hadFocus = this.host && document.activeElement === this.host;
      this.remove();
      this.build(report, told);
      if (hadFocus) this.toggle.focus();
    },

    build(report, told) {
      this.host = element("div", { lang: "en", dir: "ltr", "data-told": told, id: "guildhouse-live" });
      const root = this.host.attachShadow({ mode: "open" });
      const sheet = element("link", { rel: "stylesheet", href: "/__guildhouse/live.css" });
      const words = element("p", { role: "status" });
      this.list = element("div", { id: "list", role: "group", tabindex: "0", "aria-label": "Problems" }, this.items(report));
      this.toggle = element("button", { type: "button", "aria-controls": "list" });
      const close = element("button", { type: "button" }, "Close");
      const head = element("header", {}, element("h2", { id: "title" }, "The last edit is not published"), words, this.toggle, close);
      this.panel = element("section", { "aria-labelledby": "title" }, head, this.list);
      this.toggle.addEventListener("click", () => { keep({ folded: !kept().folded }); this.fold(); });
      close.addEventListener("click", () => this.close());
      this.host.addEventListener("focusin", (event) => { this.before = event.relatedTarget || this.before; });
      // Nothing of it is painted before it is dressed, and words that come into a status are spoken.
      this.panel.hidden = true;
      sheet.addEventListener("load", () => {
        this.panel.hidden = false;
        this.fold();
        words.textContent = `${counted(report.count, "problem")}${report.warnings ? `, ${counted(report.warnings, "warning")}` : ""}`;
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

    close() {
      keep({ closed: this.host.dataset.told });
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

  const { place } = kept();
  if (place) {
    keep({ place: null });
    if (place.path === path) window.scrollTo({ left: place.x, top: place.y, behavior: "instant" });
  }
  attend();
})();
