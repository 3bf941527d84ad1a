"""What other pages say of a page: the words of their links to it describe it in other words than its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import unquote

from guildhouse.formats.search.analysis import terms

MOST = 6
"""Different words for a page that count, those that most links use."""
_LINK = re.compile(r'<a\b[^>]*? href="(/[^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")


def links(html: str, lang: str) -> Iterator[tuple[str, str]]:
    """List the links of a text to places of its site: the address as it is written, and the terms of the link's words."""
    for address, words in _LINK.findall(html):
        yield " ".join(unescape(address).split()), " ".join(terms(unescape(_MARKUP.sub("", words)), lang))


def said(pages: Iterable[tuple[str, Iterable[tuple[str, str]]]]) -> dict[str, Counter[str]]:
    """Count by place the terms that pages, given by address with their links, say of each other."""
    texts: dict[str, Counter[str]] = {}
    for url, found in pages:
        for address, words in found:
            target = place(address)
            if words and target != place(url):
                texts.setdefault(target, Counter())[words] += 1
    return {target: Counter(term for text in _most(each) for term in text.split()) for target, each in texts.items()}


def place(address: str) -> str:
    """Name a page by its address, as links and pages both may write it."""
    return unquote(address.partition("#")[0].partition("?")[0])


def _most(texts: Counter[str]) -> list[str]:
    return sorted(texts, key=lambda text: (-texts[text], text))[:MOST]
