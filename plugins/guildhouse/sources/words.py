"""A piece of Markdown as plain words."""

from __future__ import annotations

import re
from html import unescape

HIDDEN = re.compile(r"(?<!`)(`+)(?!`)[^`]+\1(?!`)|(?<=\])\((?:[^()\\]|\\.|\([^()]*\))*\)")
LINK = re.compile(r"(?<!\\)!?\[((?:[^\[\]\\]|\\.)*)\](?:\((?:[^()\\]|\\.|\([^()]*\))*\)|\[[^\[\]]*\])")
FOOTNOTE = re.compile(r"\[\^[^\[\]]+\]")
AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
TAG = re.compile(r"</?[A-Za-z][^<>]*>")
STARS = re.compile(r"(?<!\\)(\*{1,3}|~~)(?=\S)([^*~]+)(?<=\S)\1")
UNDERSCORES = re.compile(r"(?<![\w\\])(_{1,3})(?=\S)([^_]+)(?<=\S)\1(?!\w)")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
NESTING = 3


def plain(text: str) -> str:
    """Reduce Markdown to its words: the text of links, no emphasis, code without its backticks, no tags, single spaces."""
    text = FOOTNOTE.sub("", AUTOLINK.sub(r"\1", text))
    for _ in range(NESTING):
        text = LINK.sub(r"\1", text)
        text = UNDERSCORES.sub(r"\2", STARS.sub(r"\2", text))
    return collapse(unescape(ESCAPE.sub(r"\1", TAG.sub(" ", text.replace("`", "")))))


def collapse(text: str) -> str:
    """Write every run of white space as one space, without what nobody sees: zero-width spaces, soft hyphens, byte order marks."""
    return " ".join(INVISIBLE.sub("", text).split())


def masked(text: str) -> str:
    """Blank out code and the targets of links, which are no words; every other character keeps its place."""
    return HIDDEN.sub(lambda match: " " * len(match[0]), text)
