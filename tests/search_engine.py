"""Small sites in a string, their real files of search, and the engine in a bare V8."""

import json
import re

from guildhouse.formats.search import languages
from guildhouse.formats.search.acronyms import explained, synonyms
from guildhouse.formats.search.lunr_index import build, digest
from guildhouse.formats.search.record import Record, Section
from guildhouse.formats.search.stemmer import stem
from guildhouse.formats.search.writing import Setting, written
from search_browser import THEME, Browser, inflated

WORKER = tuple(f"search/worker/{name}.js" for name in ("analysis", "query", "ranking", "passages", "engine"))
FORMS = {stem(word): word for word in ("authentication", "internationalization", "something", "copy", "ferries")}
START = """
var turns = 0, engine, told = [], setTimeout = (call, _, value) => Promise.resolve().then(() => call(value));
function begin() { engine = new guildhouseSearch.Engine(source, async () => {}); }
async function ask(message) {
  told = [];
  await engine.answer(Object.assign({ id: ++turns, type: "search" }, message), (answer) => told.push(JSON.parse(JSON.stringify(answer))));
  return told;
}
begin();
"""


def _records(text):
    for page in text.split("= ")[1:]:
        head, _, body = page.partition("\n")
        title, url, facts = (part.strip() for part in (*head.split("|"), "")[:3])
        known = dict(fact.split("=") for fact in facts.split())
        first, *rest = re.split(r"^## ", body, flags=re.MULTILINE)
        sections = [Section("", "", " ".join(first.split()))]
        for part in rest:
            heading, _, below = part.partition("\n")
            sections.append(Section(heading.lower().replace(" ", "-"), heading, " ".join(below.split())))
        yield Record(
            url=url,
            kind=known.get("kind", "page"),
            title=title,
            lang=known.get("lang", "en"),
            community=known.get("community"),
            topics=tuple(filter(None, (known.get("topics"),))),
            people=tuple(filter(None, (known.get("people"),))),
            path=url.replace("/", " ").strip(),
            sections=tuple(sections),
            weight=float(known.get("weight", 1)),
        )


def files_of(text, tongues=("en",)):
    records = sorted(_records(text), key=lambda each: each.community or "")
    names = synonyms((pair for each in records for pair in explained(each)), "en")
    setting = Setting(analysis="1", languages=tongues, forms=FORMS, synonyms=names)
    return written(build(map(digest, records), [each.weight for each in records]), records, setting)


def asked(browser, query, **message):
    return browser.run(f"ask({json.dumps({'query': query, **message})})")[-1]


def opened(pages, tongues=("en",), lang=None):
    browser = Browser(*WORKER)
    for tongue in tongues:
        if script := languages.script(tongue, THEME / "vendor"):
            browser.racer.eval(script)
    browser.serve(inflated(files_of(pages, tongues)))
    browser.racer.eval(START)
    if lang:
        browser.racer.eval(f"engine = new guildhouseSearch.Engine(source, async () => {{}}, '{lang}')")
    return browser
