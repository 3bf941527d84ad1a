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

MAX_COLOURED = 50_000
"""Longer code, in characters, is shown without colours: some lexers of Pygments are slow on hostile input."""

_FORMATTER: HtmlFormatter[str] = HtmlFormatter(nowrap=True)
_LANGUAGE = re.compile(r"\{?\s*\.?([A-Za-z0-9_+#.-]+)")


def language(info: str) -> str:
    """Tell the language that the line after a fence names, in small letters; empty when it names none."""
    match = _LANGUAGE.match(info)
    return match[1].lower() if match else ""


def code_block(code: str, name: str, number: int) -> str:
    """Write a code block in its scroll box; `number` tells it from the others of its page."""
    label = escape(f"Code {number}, {name}" if name else f"Code {number}")
    data = f' data-language="{escape(name)}"' if name else ""
    return f'<div class="code" tabindex="0" role="region" aria-label="{label}"{data}><pre><code>{coloured(code, name)}</code></pre></div>\n'


def coloured(code: str, name: str) -> str:
    """Give code as HTML with the class names of Pygments; an unknown or unnamed language is never guessed."""
    lexer = _lexer(name) if name and len(code) <= MAX_COLOURED else None
    return highlight(code, lexer, _FORMATTER) if lexer else escape(code, quote=False)


@cache
def _lexer(name: str) -> Lexer | None:
    try:
        return get_lexer_by_name(name, stripnl=False)
    except ClassNotFound:
        return None
