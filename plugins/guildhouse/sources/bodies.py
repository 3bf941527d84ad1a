"""Finished texts of a site: what an earlier build knew of one is fetched, and its HTML is made when a page is drawn from it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b

from guildhouse.language import Language
from guildhouse.model.body import Body, Facts, Heading
from guildhouse.sources.draft import Draft
from guildhouse.sources.finish import Resolved, facts, finish, finished
from guildhouse.sources.stamp import is_steady
from guildhouse.sources.store import Every, Store, sealed
from guildhouse.sources.wording import spoken


@dataclass
class Bodies:
    """Finishes drafts, and remembers between builds what is known of the texts that come out.

    A text depends on its draft, on where its links lead, and on the title that its page has; a draft's mark holds the program, the
    language and the elements that are allowed.
    """

    tongue: Language
    allow_html: tuple[str, ...] = ()
    kept: Store = field(default_factory=lambda: Store(None))
    _used: list[bytes] = field(default_factory=list)
    _new: dict[bytes, bytes] = field(default_factory=dict)

    def body(self, draft: Draft, resolved: Sequence[Resolved], title: str | None) -> Body:
        """Finish a draft; `resolved` has one entry for each of its links, `title` is what its first heading may repeat."""
        if not draft.mark:
            return finish(draft, resolved, title, self.allow_html)
        key = _key(draft.mark, resolved, title)
        self._used.append(key)
        kept = self._every.one(key)
        if kept is not None:
            return Body(key.hex(), _decoded(kept), lambda: self._finished(draft, resolved, title)[0])
        html, headings = self._finished(draft, resolved, title)
        known = facts(html, headings)
        self._new[key] = sealed(key, _encoded(known))
        return Body(key.hex(), known, lambda: html)

    def _finished(self, draft: Draft, resolved: Sequence[Resolved], title: str | None) -> tuple[str, tuple[Heading, ...]]:
        """Finish a text in the site's language, also when a page is drawn and nobody says any more which one that is."""
        with spoken(self.tongue):
            return finished(draft, resolved, title, self.allow_html)

    @cached_property
    def _every(self) -> Every:
        return self.kept.every()

    def close(self) -> None:
        """Keep for the next build what was found out in this one."""
        if self._new and is_steady():
            self.kept.put(self._new, self._used)
        self._new, self._used = {}, []


def _key(mark: bytes, resolved: Sequence[Resolved], title: str | None) -> bytes:
    targets = [(r.href, r.text, r.as_link, r.missing, r.width, r.height, r.tracks) for r in resolved]
    return blake2b(mark + repr((targets, title)).encode("utf-8", "surrogatepass"), digest_size=20).digest()


def _encoded(known: Facts) -> bytes:
    headings = [(heading.level, heading.anchor, heading.text) for heading in known.headings]
    value = (headings, known.words, known.begin, known.opening, known.picture, known.is_empty)
    return json.dumps(value, separators=(",", ":")).encode()


def _decoded(value: bytes) -> Facts:
    headings, *rest = json.loads(value)
    return Facts(tuple(Heading(*heading) for heading in headings), *rest)
