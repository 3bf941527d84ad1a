"""What is new, for a message: as JSON for programs, as Markdown for a chat or a letter."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from guildhouse.formats.feed_content import clean
from guildhouse.model.publication import Publication

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")


def as_json(publications: Iterable[Publication], heading: str, full: Callable[[str], str]) -> str:
    """Write `{title, items}`, newest first; `full` completes a site address."""
    return json.dumps({"title": heading, "items": [_item(each, full) for each in publications]}, ensure_ascii=False, indent=1) + "\n"


def as_markdown(publications: Iterable[Publication], heading: str, nothing: str, full: Callable[[str], str], site: str) -> str:
    """Write a list, what is nobody's own under the `site`, then by community; `nothing` stands where the list is empty."""
    groups: dict[str, list[Publication]] = {}
    for each in publications:
        groups.setdefault(_community(each) or site, []).append(each)
    names = sorted(groups, key=lambda name: (name != site, name.casefold()))
    parts = [f"**{_plain(name)}**\n\n" + "".join(_line(each, full) for each in groups[name]) for name in names]
    return f"# {_plain(heading)}\n\n" + ("\n".join(parts) if parts else f"{nothing}\n")


def _item(publication: Publication, full: Callable[[str], str]) -> dict[str, Any]:
    return {
        "id": publication.id,
        "kind": publication.kind,
        "title": clean(publication.title),
        "url": full(publication.url),
        "summary": clean(publication.summary),
        "community": publication.community,
        "authors": [clean(author.name) for author in publication.authors],
        "published": publication.published.isoformat(),
    }


def _line(publication: Publication, full: Callable[[str], str]) -> str:
    kind = next((label.words for label in publication.labels if label.scheme == "kinds"), "")
    about = f" ({_plain(kind)})" if kind else ""
    summary = f" \N{EN DASH} {_plain(publication.summary)}" if publication.summary else ""
    return f"- [{_plain(publication.title)}]({full(publication.url)}){about}{summary}\n"


def _community(publication: Publication) -> str:
    return next((label.words for label in publication.labels if label.scheme == "communities"), "")


def _plain(words: str) -> str:
    """Write words so that no Markdown takes them for markup."""
    return _MARKUP.sub(r"\\\1", " ".join(clean(words).split()))
