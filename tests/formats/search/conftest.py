"""analysis.js in V8, with lunr.js and the scripts of all languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from py_mini_racer import MiniRacer

from guildhouse.formats.search.languages import STEMMED, script

THEME = Path(__file__).resolve().parents[3] / "theme/static"
VENDOR = THEME / "vendor"
CALLS = """
const terms = cases => JSON.stringify(cases.map(([text, lang]) => guildhouseSearch.terms(text, lang)));
const places = (text, lang) => JSON.stringify(guildhouseSearch.words(text, lang));
const stems = words => JSON.stringify(words.map(word => lunr.stemmer({update: change => change(word)})));
const stops = words => JSON.stringify(words.filter(word => !lunr.stopWordFilter(word)));
"""


class Browser:
    """Answers in plain values what the scripts answer."""

    def __init__(self, racer):
        self._racer = racer

    def ask(self, function, *arguments):
        return json.loads(self._racer.eval(f"{function}({', '.join(map(json.dumps, arguments))})"))

    def terms(self, text, lang):
        return self.ask("terms", [[text, lang]])[0]


@pytest.fixture(scope="session")
def browser():
    racer = MiniRacer()
    racer.eval("var self = globalThis;")
    racer.eval((VENDOR / "lunr.min.js").read_text("utf-8"))
    racer.eval((THEME / "search/worker/analysis.js").read_text("utf-8"))
    for lang in STEMMED:
        racer.eval(script(lang, VENDOR) or "")
    racer.eval(CALLS)
    yield Browser(racer)
    racer.close()
