"""How people are named where they are credited in texts for other programs: as they chose, with their page, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from guildhouse.features.views import credit_view, person_view
from guildhouse.language import Language
from guildhouse.model.house import House
from guildhouse.model.publication import Byline


@dataclass(frozen=True)
class Names:
    """Names people of a House in a language; each is asked for once."""

    house: House
    tongue: Language
    _found: dict[str, Byline | None] = field(default_factory=dict)

    def bylines(self, refs: Iterable[str]) -> tuple[Byline, ...]:
        """Credit people by id or written name, each once; those who want no credit, and who were forgotten, are left out."""
        found = (self._byline(ref) for ref in dict.fromkeys(refs))
        return tuple(each for each in found if each)

    def known(self, refs: Iterable[str]) -> tuple[str, ...]:
        """List the ids of those who are credited by their name and have a page, to which what they wrote belongs."""
        return tuple(ref for ref in dict.fromkeys(refs) if (byline := self._byline(ref)) and byline.url)

    def shown(self, ref: str) -> str:
        """Name somebody by what they do, such as a promise: no credit, so it is told whatever they chose about those."""
        return self.tongue.plain(person_view(self.house, ref).name)

    def linked(self, bylines: Iterable[Byline]) -> str:
        """Write names as a list, each with its page."""
        return self.tongue.plain(tuple(_link(each) for each in bylines))

    def _byline(self, ref: str) -> Byline | None:
        if ref not in self._found:
            view = credit_view(self.house, ref)
            self._found[ref] = Byline(view.name, view.url) if view and isinstance(view.name, str) else None
        return self._found[ref]


def _link(byline: Byline) -> str:
    name = escape(byline.name)
    return f'<a href="{escape(byline.url)}">{name}</a>' if byline.url else name
