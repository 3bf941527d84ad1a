"""The full text of a publication for readers elsewhere: addresses in full, plain markup, no ids, classes, scripts or boxes to tick."""

from __future__ import annotations

import re
from html import escape, unescape

import nh3

from guildhouse.formats.urls import absolute, rewrite
from guildhouse.model.publication import Publication

_ATTRIBUTES = {
    "a": {"href", "hreflang"},
    "abbr": {"title"},
    "audio": {"controls", "src"},
    "blockquote": {"cite"},
    "bdi": {"dir"},
    "bdo": {"dir"},
    "img": {"alt", "height", "src", "width"},
    "ol": {"start", "reversed"},
    "q": {"cite"},
    "source": {"src", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "video": {"controls", "height", "src", "width"},
}
_TAGS = {
    *_ATTRIBUTES, "b", "br", "caption", "cite", "code", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure",
    "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "mark", "p", "pre", "s", "samp", "small", "strong", "sub", "summary",
    "sup", "table", "tbody", "tfoot", "thead", "tr", "u", "ul", "var",
}  # fmt: skip
_SCHEMES = {"http", "https", "mailto", "tel"}
_CLEANER = nh3.Cleaner(tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)

_ANCHOR = re.compile(r'<a class="anchor"[^>]*></a>')
_BOX = re.compile(r'<input (?=[^>]*type="checkbox")([^>]*)>')
_WITHIN = re.compile(r'(<a href=")(#[^"]*")')
_EMPTY = re.compile(r"<(div|p)>\s*</\1>\n?")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML document may hold, and the rest of those that control devices."""


def content(publication: Publication, site_url: str) -> str:
    """Write the whole text of a publication; reading its sources happens here."""
    html = "".join(each if isinstance(each, str) else each.html for each in publication.parts)
    plain = _CLEANER.clean(_BOX.sub(_ticked, _ANCHOR.sub("", html)))
    return clean(in_full(_EMPTY.sub("", plain), publication.url, site_url)).strip()


def in_full(html: str, page: str, site_url: str) -> str:
    """Write every address in full; those within the page lead to the page."""
    here = escape(absolute(page, site_url).partition("#")[0])
    return rewrite(_WITHIN.sub(lambda found: found[1] + here + found[2], html), lambda address: absolute(unescape(address), site_url))


def clean(text: str) -> str:
    """Leave out characters that no feed may hold."""
    return CONTROL.sub("", text)


def _ticked(box: re.Match[str]) -> str:
    """Write a box to tick as a character, for readers drop forms."""
    return "☑ " if " checked" in f" {box[1]}" else "☐ "
