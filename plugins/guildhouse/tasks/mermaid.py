"""Mermaid in the machine's own Chromium: a text becomes a drawing that needs nothing but itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from guildhouse.tasks.browser import chromium
from guildhouse.tasks.diagrams import Draw, NotDrawnError
from guildhouse.tasks.npm import Package, fetch

MERMAID = Package(
    "mermaid", "11.12.0", "sha512-ZudVx73BwrMJfCFmSSJT84y6u5brEoV8DOItdHomNLz32uBjNrelm7mg95X7g+C6UoQH/W6mBLGDEDv73JdxBg=="
)  # fmt: skip
SCRIPT = "dist/mermaid.min.js"
DRAWING = 30_000
"""Milliseconds that starting and one drawing may take."""

_SETTINGS = """{
  startOnLoad: false, securityLevel: "strict", theme: "neutral", fontFamily: "sans-serif", htmlLabels: false, deterministicIds: true,
  deterministicIDSeed: "gh", flowchart: {htmlLabels: false, useMaxWidth: false}, class: {htmlLabels: false}, state: {htmlLabels: false},
  secure: ["secure", "securityLevel", "startOnLoad", "htmlLabels", "fontFamily", "maxTextSize", "maxEdges", "suppressErrorRendering"],
  suppressErrorRendering: true,
  themeCSS: ".edgeLabel rect { fill: #fff !important; opacity: 1 !important } .edgeLabel text { fill: #222 !important }"
}"""

_DRAW = """async ([source, words]) => {
  const NS = "http://www.w3.org/2000/svg";
  const initial = {
    "fill": "rgb(0, 0, 0)", "fill-opacity": "1", "stroke": "none", "stroke-width": "1px", "stroke-opacity": "1", "stroke-dasharray": "none",
    "stroke-linecap": "butt", "stroke-linejoin": "miter", "opacity": "1", "text-anchor": "start", "dominant-baseline": "auto",
    "font-family": "", "font-size": "", "font-weight": "400", "font-style": "normal", "text-decoration-line": "none"
  };
  const ofWords = new Set([
    "text-anchor", "dominant-baseline", "font-family", "font-size", "font-weight", "font-style", "text-decoration-line"
  ]);
  const shapes = new Set(["path", "rect", "circle", "ellipse", "line", "polygon", "polyline", "text", "tspan"]);
  const {svg} = await mermaid.render("gh-diagram", source);
  document.body.innerHTML = svg;
  const root = document.querySelector("svg");
  const all = [...root.querySelectorAll("*")];
  const styles = all.map((element) => {
    const style = getComputedStyle(element);
    const found = {};
    for (const name of Object.keys(initial)) found[name] = style.getPropertyValue(name);
    found.hidden = style.display === "none" && element.localName !== "marker" && !element.closest("defs, marker");
    return found;
  });
  all.forEach((element, index) => {
    const style = styles[index];
    const isText = element.localName === "text" || element.localName === "tspan";
    if (style.hidden || element.localName === "style" || element.localName === "script") { element.remove(); return; }
    for (const name of [...element.getAttributeNames()]) {
      const long = element.getAttribute(name);
      if (name === "class" || name === "style" || name.startsWith("data-") || name.startsWith("on")) element.removeAttribute(name);
      else if (name !== "id") element.setAttribute(name, long.replace(/-?\\d+\\.\\d{3,}/g, (number) => +(+number).toFixed(2)));
    }
    const isShape = shapes.has(element.localName);
    const around = shapes.has(element.parentNode.localName) ? styles[all.indexOf(element.parentNode)] : initial;
    for (const name of Object.keys(initial)) {
      const isKept = isShape ? isText || !ofWords.has(name) : name === "opacity";
      const usual = name === "opacity" ? "1" : around[name];
      const key = name === "text-decoration-line" ? "text-decoration" : name;
      if (isKept && style[name] !== usual) element.setAttribute(key, style[name]);
      else element.removeAttribute(key);
    }
  });
  const written = new XMLSerializer().serializeToString(root);
  root.querySelectorAll("marker, symbol, filter, linearGradient, clipPath").forEach((part) => {
    if (!written.includes(`#${part.id})`) && !written.includes(`"#${part.id}"`)) part.remove();
  });
  const box = root.viewBox.baseVal;
  for (const name of ["style", "class", "aria-roledescription"]) root.removeAttribute(name);
  root.setAttribute("role", "img");
  root.setAttribute("width", Math.ceil(box.width));
  root.setAttribute("height", Math.ceil(box.height));
  if (!root.querySelector(":scope > title")) {
    const title = document.createElementNS(NS, "title");
    title.textContent = words;
    root.prepend(title);
  }
  const text = new XMLSerializer().serializeToString(root);
  document.body.innerHTML = "";
  return text;
}"""


@contextmanager
def pen(cache: Path, words: str) -> Iterator[Draw]:
    """Start what draws; NotFetchedError and NoBrowserError say what is missing. `words` name a drawing whose source has no title."""
    code = (fetch(MERMAID, cache) / SCRIPT).read_text(encoding="utf-8")
    with chromium() as browser:
        from playwright.sync_api import Error

        page = browser.new_page()
        page.set_default_timeout(DRAWING)
        page.route("**/*", lambda route: route.abort())
        page.set_content("<!doctype html><html><body></body></html>")
        page.add_script_tag(content=code)
        page.evaluate(f"mermaid.initialize({_SETTINGS})")

        def draw(source: str) -> str:
            try:
                return f"{page.evaluate(_DRAW, [source, words])}\n"
            except Error as error:
                raise NotDrawnError(error.message.removeprefix("Page.evaluate: ").partition("\n    at ")[0]) from error

        yield draw
