"""Texts that stand on a page that is not their own."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b

from guildhouse.formats.embedding import embedded
from guildhouse.model.body import Body


def embedded_body(body: Body, inside: Mapping[str, str], prefix: str = "", deeper: int = 0) -> Body:
    """Give a text as another page shows it (`formats.embedding`); what is known of it stays."""
    mark = blake2b(repr((body.mark, sorted(inside.items()), prefix, deeper)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return Body(mark, body.facts, lambda: embedded(body.html, prefix, deeper, inside))
