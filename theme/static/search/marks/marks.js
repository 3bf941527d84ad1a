/* Marks the words of `?h=` on the page: for browsers without text fragments, which the results prefer, since these need no script and no second address.
   The text stays as it is where highlights can be drawn over it (CSS Custom Highlight API). */
(function (search) {
  "use strict";
  const NAME = "gh-search";
  const MOST = 500;

  function pattern(words) {
    const any = words.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
    return new RegExp("(?<![\\p{L}\\p{N}])(?:" + any + ")(?![\\p{L}\\p{N}])", "giu");
  }

  function found(within, wanted) {
    const ranges = [];
    const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    while (walker.nextNode() && ranges.length < MOST) {
      for (const match of walker.currentNode.data.matchAll(wanted)) {
        const range = document.createRange();
        range.setStart(walker.currentNode, match.index);
        range.setEnd(walker.currentNode, match.index + match[0].length);
        ranges.push(range);
      }
    }
    return ranges;
  }

  /* Not in a style sheet: checkers of style sheets, and some browsers that have no highlights, stumble over the name. */
  function coloured() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("::highlight(" + NAME + ") { background-color: var(--gold-ground); color: var(--ink); }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }

  function draw(ranges) {
    if (window.CSS && CSS.highlights) {
      coloured();
      CSS.highlights.set(NAME, new Highlight(...ranges));
      return () => CSS.highlights.delete(NAME);
    }
    const marks = ranges.reverse().map(range => {  /* from the end, so that what comes before stays where it was */
      const mark = document.createElement("mark");
      range.surroundContents(mark);
      return mark;
    });
    return () => { marks.forEach(mark => mark.replaceWith(...mark.childNodes)); };
  }

  function mark() {
    const address = new URL(location.href);
    const words = (address.searchParams.get("h") || "").split(/\s+/).filter(Boolean).slice(0, 10);
    const main = document.querySelector("main");
    const ranges = main && words.length ? found(main, pattern(words)) : [];
    if (!ranges.length) return;
    if (!location.hash) ranges[0].startContainer.parentElement.scrollIntoView({ block: "center" });
    const clear = draw(ranges);
    const button = search.button(search.words.unmark, unmark, "button search-unmark");

    function unmark() {
      clear();
      button.remove();
      removeEventListener("keydown", escape);
      address.searchParams.delete("h");
      history.replaceState(history.state, "", address.href);
    }
    function escape(event) { if (event.key === "Escape" && !document.querySelector(":modal")) unmark(); }
    addEventListener("keydown", escape);
    document.body.append(button);
  }

  mark();
})(window.guildhouse.search);
