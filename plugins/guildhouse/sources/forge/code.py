"""Code blocks: coloured by Pygments when the author names the language, and boxed so that wide ones scroll."""

from __future__ import annotations

import re
from functools import cache
from html import escape

from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from guildhouse.sources.forge.limits import Meter

COMMON = frozenset(
    """
    bash c console cpp css diff docker elixir go graphql groovy haskell html http ini java javascript js json jsx kotlin less lua markdown
    md nginx perl php postgresql powershell protobuf py python r ruby rust scala scss sh shell sql swift toml ts tsx typescript xml yaml yml
    """.split()  # noqa: SIM905 - a list of words
)
"""Languages whose lexers were tried with hostile text of MAX_COLOURED characters; each stayed below a second."""

_FORMATTER: HtmlFormatter[str] = HtmlFormatter(nowrap=True)
_LANGUAGE = re.compile(r"\{?\s*\.?([A-Za-z0-9_+#.-]+)")


def language(info: str) -> str:
    """Tell the language that the line after a fence names, in small letters; empty when it names none."""
    match = _LANGUAGE.match(info)
    return match[1].lower() if match else ""


def code_block(code: str, name: str, number: int, meter: Meter) -> str:
    """Write a code block in its scroll box; `number` tells it from the others of its page."""
    label = escape(f"Code {number}, {name}" if name else f"Code {number}")
    data = f' data-language="{escape(name)}"' if name else ""
    words = _coloured(code, name, meter) or escape(code, quote=False)
    return f'<div class="code" tabindex="0" role="region" aria-label="{label}"{data}><pre><code>{words}</code></pre></div>\n'


def _coloured(code: str, name: str, meter: Meter) -> str:
    """Give code as HTML with the class names of Pygments; an unknown or unnamed language is never guessed."""
    lexer = _lexer(name) if name else None
    return highlight(code, lexer, _FORMATTER) if lexer and meter.may_colour(len(code), is_rare=name not in COMMON) else ""


@cache
def _lexer(name: str) -> Lexer | None:
    try:
        return get_lexer_by_name(name, stripnl=False)
    except ClassNotFound:
        return None
