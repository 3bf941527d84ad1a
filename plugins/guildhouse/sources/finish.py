"""A draft and its resolved links made into what a page shows; sanitising comes last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from guildhouse.model.body import Body, Heading
from guildhouse.sources.assembly import Assembly, Resolved
from guildhouse.sources.draft import HEADING_WORDS, Draft, plain_text
from guildhouse.sources.forge.record import PLACEHOLDER
from guildhouse.sources.sanitize import policy
from guildhouse.sources.tree import CONTROL

__all__ = ["Resolved", "finish"]

_MENTION = re.compile(rf'(<a href="{PLACEHOLDER}(\d+)" class="mention">)([^<]*)(</a>)')
_TITLE = re.compile(rf'<h1 id="[^"]*"[^>]*>{HEADING_WORDS}</h1>\n?')
_EMPTY = re.compile(r"<p>\s*</p>\n?")
_LEVEL = re.compile(r"<(/?)h([1-5])(?=[ >])")


def finish(draft: Draft, resolved: Sequence[Resolved], title: str | None = None, allow_html: tuple[str, ...] = ()) -> Body:
    """Put the links in, take the heading out that repeats `title`, and sanitise; `resolved` has one entry for each of `draft.links`."""
    html = _MENTION.sub(lambda mention: _named(mention, resolved[int(mention[2])]), draft.html)
    html, headings = _levels(_EMPTY.sub("", Assembly(resolved).run(html)), draft.headings, title)
    html = CONTROL.sub("", policy(allow_html).clean(html)).strip()  # it decodes what `&#26;` stands for
    text = plain_text(html)
    return Body(html, headings, text, len(text.split()))


def _named(mention: re.Match[str], person: Resolved) -> str:
    """Write the person's name in place of the words of a mention."""
    return f"{mention[1]}{escape(person.text)}{mention[4]}" if person.text else mention[0]


def _levels(html: str, headings: tuple[Heading, ...], title: str | None) -> tuple[str, tuple[Heading, ...]]:
    """Leave no heading of level 1, for the page's own title is the only one; links to the one taken out still arrive."""
    first = next((heading for heading in headings if heading.level == 1), None)
    if first and title is not None and _same(first.text, title):
        headings = tuple(heading for heading in headings if heading is not first)
        html = _TITLE.sub("", html, count=1)
        html = f'<span id="{escape(first.anchor)}"></span>\n{html}' if html.strip() else ""
    if any(heading.level == 1 for heading in headings):
        html = _LEVEL.sub(lambda match: f"<{match[1]}h{int(match[2]) + 1}", html)
        headings = tuple(Heading(min(heading.level + 1, 6), heading.anchor, heading.text) for heading in headings)
    return html, headings


def _same(left: str, right: str) -> bool:
    return " ".join(left.split()).casefold() == " ".join(right.split()).casefold()
