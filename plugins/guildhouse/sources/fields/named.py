"""Types that name something written elsewhere: people, things with an id, pages and files."""

from __future__ import annotations

from dataclasses import dataclass

from guildhouse.model.source import Source
from guildhouse.sources.fields.base import Schema, Type
from guildhouse.sources.fields.plain import Text
from guildhouse.sources.lookup import Lookup
from guildhouse.sources.nodes import Scalar
from guildhouse.sources.schemes import visible


@dataclass(frozen=True)
class Person(Type):
    """A person, by id or account; `prose` also takes names without a record, `credit` leaves out who does not want to be thanked."""

    prose: bool = False
    credit: bool = False
    words = "the id of a person"

    def parse(self, node: Scalar) -> str:
        name = visible(Text().parse(node)).removeprefix("@")
        if not name:
            raise ValueError
        return name

    def finish(self, value: str, place: Source, lookup: Lookup) -> str | None:
        return lookup.person(value, place, prose=self.prose, credit=self.credit)

    def identity(self, value: str, lookup: Lookup) -> str | None:
        return lookup.identity(value, prose=self.prose)

    def schema(self) -> Schema:
        return {"type": "string", "description": "A person's id or account" + (", or a name" if self.prose else "")}


@dataclass(frozen=True)
class Ref(Type):
    """The id of something of another kind, such as a community."""

    kind: str

    @property
    def words(self) -> str:  # type: ignore[override]
        return f"the id of a {self.kind}"

    def parse(self, node: Scalar) -> str:
        return Text().parse(node)

    def finish(self, value: str, place: Source, lookup: Lookup) -> str | None:
        return lookup.reference(self.kind, value, place)

    def schema(self) -> Schema:
        return {"type": "string", "description": self.words}


@dataclass(frozen=True)
class Address(Type):
    """A page or file of the site as links name it, or an address elsewhere; `local` ones must be pages of the site."""

    local: bool = False
    words = "a path to a page or file, or an address such as https://example.org/"

    def parse(self, node: Scalar) -> str:
        text = visible(node.text)
        if not text:
            raise ValueError
        return text

    def finish(self, value: str, place: Source, lookup: Lookup) -> str | None:
        return lookup.address(value, place, local=self.local)

    def schema(self) -> Schema:
        return {"type": "string", "description": self.words}
