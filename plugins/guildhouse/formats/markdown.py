"""Texts for programs that read Markdown (https://llmstxt.org/): written from what the page shows, so that nothing else can be in them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from guildhouse.formats.mail import scrub, without_mail
from guildhouse.formats.markdown_blocks import Blocks, heading
from guildhouse.formats.markdown_inline import Inline, escaped
from guildhouse.formats.markdown_tree import tree


def document(about: Iterable[tuple[str, str | tuple[str, ...] | None]], title: str, text: str) -> str:
    """Write Markdown below what is known of it, as front matter, and below its title; what is empty is left out."""
    lines = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in about if value)
    return f"---\n{lines}---\n\n{heading('#', escaped(title).strip())}\n\n{text}".rstrip() + "\n"


def shown(html: str, full: Callable[[str], str], left_out: str) -> str:
    """Write the finished HTML of a text as Markdown (CommonMark with the tables, tasks and footnotes of the forges).

    `full` gives addresses as they hold elsewhere, also those that begin with `#`; `left_out` stands where an e-mail address stood.
    """
    root = tree(html)
    scrub(root, left_out)
    return Blocks(Inline(full, lambda words: without_mail(words, left_out)), root).text(root)
