"""Code blocks: coloured by Pygments when the author names the language, and boxed so that wide ones scroll."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import islice

from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from guildhouse.sources import wording
from guildhouse.sources.forge.limits import MAX_MARKED, Meter

COMMON = frozenset(
    """
    bash c console cpp css diff docker elixir go graphql groovy haskell html http ini java javascript js json jsx kotlin less lua markdown
    md nginx perl php postgresql powershell protobuf py python r ruby rust scala scss sh shell sql swift toml ts tsx typescript xml yaml yml
    """.split()  # noqa: SIM905 - a list of words
)
"""Languages whose lexers were tried with hostile text of MAX_COLOURED characters; each stayed below a second."""

_FORMATTER: HtmlFormatter[str] = HtmlFormatter(nowrap=True)
_LANGUAGE = re.compile(r"\{?\s*\.?([A-Za-z0-9_+#.-]++)(?!\s*=)")
_OPTION = re.compile(r"""(?<![\w-])(title|hl_lines)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_LINE_END = re.compile(r"(?<=\n)(?!\Z)")
_LINES = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")


@dataclass(frozen=True, slots=True)
class Info:
    """What the line after a fence says: the language in small letters, a title, the marked lines counted from 1; each may be missing."""

    language: str = ""
    title: str = ""
    marked: tuple[range, ...] = ()


def read_info(info: str) -> Info:
    """Read the line after a fence, as Material for MkDocs writes it: ```` ```python title="app.py" hl_lines="2 4-5" ````."""
    match = _LANGUAGE.match(info)
    options = {option[1]: option[2] or option[3] or "" for option in _OPTION.finditer(info)}
    found = islice(_LINES.finditer(options.get("hl_lines", "")), MAX_MARKED)
    marked = tuple(range(int(lines[1]), int(lines[2] or lines[1]) + 1) for lines in found)
    return Info(match[1].lower() if match else "", options.get("title", "").strip(), marked)


def code_block(code: str, info: Info, number: int, meter: Meter) -> str:
    """Write a code block in its scroll box, under its title; `number` tells it from the others of its page."""
    name = info.title or info.language
    label = wording.said(wording.CODE, number=number)
    box = code_box(code, info, f"{label}, {name}" if name else label, meter)
    return titled(info.title, box) if info.title else box


def titled(title: str, box: str) -> str:
    """Put a title above a code block."""
    return f'<figure class="listing"><figcaption>{escape(title)}</figcaption>{box}</figure>\n'


def code_box(code: str, info: Info, label: str, meter: Meter) -> str:
    """Write code in a scroll box with that name."""
    data = f' data-language="{escape(info.language)}"' if info.language else ""
    words = _marked(_coloured(code, info.language, meter) or escape(code, quote=False), info.marked)
    return f'<div class="code" tabindex="0" role="region" aria-label="{escape(label)}"{data}><pre><code>{words}</code></pre></div>\n'


def _coloured(code: str, name: str, meter: Meter) -> str:
    """Give code as HTML with the class names of Pygments; an unknown or unnamed language is never guessed."""
    lexer = _lexer(name) if name else None
    return highlight(code, lexer, _FORMATTER) if lexer and meter.may_colour(len(code), is_rare=name not in COMMON) else ""


def _marked(html: str, marked: tuple[range, ...]) -> str:
    """Mark lines; Pygments closes its elements at the end of each line."""
    if not marked:
        return html
    lines = enumerate(_LINE_END.split(html), 1)
    return "".join(_mark(line) if any(number in each for each in marked) else line for number, line in lines)


def _mark(line: str) -> str:
    return f'<span class="hll">{line}</span>'


@cache
def _lexer(name: str) -> Lexer | None:
    try:
        return get_lexer_by_name(name, stripnl=False)
    except ClassNotFound:
        return None
