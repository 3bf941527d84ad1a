"""A draft and its resolved links made into what a page shows; sanitising comes last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from html import escape, unescape

from guildhouse.model.body import Body, Facts, Heading
from guildhouse.sources.assembly import Assembly, Resolved, Track
from guildhouse.sources.draft import HEADING_WORDS, Draft, plain_text
from guildhouse.sources.forge.record import PLACEHOLDER
from guildhouse.sources.sanitize import policy
from guildhouse.sources.tree import CONTROL

__all__ = ["Resolved", "Track", "facts", "finish", "finished"]

_MENTION = re.compile(rf'(<a href="{PLACEHOLDER}(\d+)" class="mention">)([^<]*)(</a>)')
_TASK = re.compile(r"(?=<input )")
_LABEL = re.compile(r'(<input [^>]*?aria-label=")([^"]*)')
_TITLE = re.compile(rf'<h1 id="[^"]*"[^>]*>{HEADING_WORDS}</h1>\n?')
_EMPTY = re.compile(r"<p>\s*</p>\n?")
_HEADING = re.compile(r"<(/?)h([1-6])((?: [^>]*)?)>")
_ID = re.compile(r' id="([^"]*)"')
_IMAGE = re.compile(r'<img\b[^>]*? src="(/[^"]*)"')
_HIGHEST, _DEEPEST = 2, 6
RASTER = (".png", ".jpg", ".jpeg", ".webp", ".gif")
BEGIN, OPENING = 40, 600
"""Characters kept of the beginning of a text, and of its first line that is no heading."""


def finish(draft: Draft, resolved: Sequence[Resolved], title: str | None = None, allow_html: tuple[str, ...] = ()) -> Body:
    """Put the links in, take the heading out that repeats `title`, and sanitise; `resolved` has one entry for each of `draft.links`."""
    html, headings = finished(draft, resolved, title, allow_html)
    return Body(blake2b(html.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest(), facts(html, headings), lambda: html)


def finished(draft: Draft, resolved: Sequence[Resolved], title: str | None, allow_html: tuple[str, ...]) -> tuple[str, tuple[Heading, ...]]:
    """Give the HTML of a text and its headings, with the levels that they have in it."""
    html = "".join(_named(part, resolved) for part in _TASK.split(draft.html))
    html, headings = _levels(_EMPTY.sub("", Assembly(resolved).run(html)), draft.headings, title)
    return CONTROL.sub("", policy(allow_html).clean(html)).strip(), headings  # it decodes what `&#26;` stands for


def facts(html: str, headings: tuple[Heading, ...]) -> Facts:
    """Tell what is known of a finished text."""
    text = plain_text(html)
    named = {heading.text for heading in headings}
    opening = next((line[:OPENING] for line in text.split("\n") if line not in named), "")
    return Facts(headings, len(text.split()), text.lstrip()[:BEGIN], opening, _picture(html), not html)


def _picture(html: str) -> str | None:
    """Find the first picture that lies in the site and that programs can show which link a page; few of them draw an SVG."""
    addresses = (unescape(match[1]) for match in _IMAGE.finditer(html))
    return next((address for address in addresses if address.lower().endswith(RASTER)), None)


def _named(task: str, resolved: Sequence[Resolved]) -> str:
    """Write names in place of the words of mentions, and in the label of the box in front of them."""
    names: list[tuple[str, str]] = []

    def name(mention: re.Match[str]) -> str:
        names.append((mention[3], escape(resolved[int(mention[2])].text or mention[3])))
        return f"{mention[1]}{names[-1][1]}{mention[4]}"

    task = _MENTION.sub(name, task)
    label = _LABEL.match(task)
    return f"{label[1]}{_relabelled(label[2], names)}{task[label.end() :]}" if label else task


def _relabelled(label: str, names: Sequence[tuple[str, str]]) -> str:
    """Replace what stands for people, in the order in which it comes; a label may end before the last of them."""
    done = ""
    for written, name in names:
        before, found, after = label.partition(written)
        if found:
            done, label = f"{done}{before}{name}", after
    return done + label


def _levels(html: str, headings: tuple[Heading, ...], title: str | None) -> tuple[str, tuple[Heading, ...]]:
    """Take the page's own title out, to which links still arrive, and let the levels of the others begin below it and skip none.

    A reader who goes from heading to heading then meets none that seems to be missing (WCAG 2.2, 1.3.1); what stands below what stays.
    """
    first = next((heading for heading in headings if heading.level == 1), None)
    if first and title is not None and _same(first.text, title):
        headings = tuple(heading for heading in headings if heading is not first)
        html = _TITLE.sub("", html, count=1)
        html = f'<span id="{escape(first.anchor)}"></span>\n{html}' if html.strip() else ""
    outline = _Outline()
    html = _HEADING.sub(outline.tag, html)
    return html, tuple(Heading(outline.levels.get(heading.anchor, heading.level), heading.anchor, heading.text) for heading in headings)


@dataclass
class _Outline:
    """Headings around the place in the text: the level that each was written with, and the one that it gets."""

    around: list[tuple[int, int]] = field(default_factory=list)
    levels: dict[str, int] = field(default_factory=dict)

    def tag(self, tag: re.Match[str]) -> str:
        """Write the tag of a heading with its new level."""
        if tag[1]:
            return f"</h{self.around[-1][1]}>" if self.around else tag[0]
        written = int(tag[2])
        while self.around and self.around[-1][0] >= written:
            self.around.pop()
        level = min(self.around[-1][1] + 1, _DEEPEST) if self.around else _HIGHEST
        self.around.append((written, level))
        if named := _ID.search(tag[3]):
            self.levels[unescape(named[1])] = level
        return f"<h{level}{tag[3]}>"


def _same(left: str, right: str) -> bool:
    return " ".join(left.split()).casefold() == " ".join(right.split()).casefold()
