"""Decision records."""

from __future__ import annotations

import re
from typing import Any

from guildhouse.model.decision import STATUSES
from guildhouse.model.source import Source
from guildhouse.sources.fields import Day, Field, ListOf, Person, Schema, Type
from guildhouse.sources.kinds.kind import Kind
from guildhouse.sources.kinds.page import COMMON, FOREIGN
from guildhouse.sources.lookup import Lookup
from guildhouse.sources.nodes import Scalar
from guildhouse.sources.stated import SUPERSEDED


class Status(Type):
    """A decision's state: a word, or `superseded by` and the record that took its place."""

    words = f"one of {', '.join(STATUSES)} by 0012"

    def parse(self, node: Scalar) -> tuple[str, str | None]:
        text = node.text.strip()
        if text.lower() in STATUSES[:-1]:
            return text.lower(), None
        match = SUPERSEDED.fullmatch(text)
        if match is None:
            raise ValueError
        return "superseded", match["link"] or match["word"]

    def finish(self, value: tuple[str, str | None], place: Source, lookup: Lookup) -> Any:
        status, by = value
        return status, lookup.decision(by, place) if by else None

    def schema(self) -> Schema:
        return {"type": "string", "pattern": r"^([Pp]roposed|[Aa]ccepted|[Rr]ejected|[Dd]eprecated|[Ss]uper[sc]eded by .+)$"}


DECISION = Kind(
    name="decision",
    help="A decision record, as MADR 4 writes it.",
    where=re.compile(r"(content|communities/[^/]+)/decisions/(?!(README|index)\.md$)[^/]+\.md"),
    place="communities/{community}/decisions/{id}.md",
    fields=(
        Field("status", Status(), "Where the decision stands.", example="proposed"),
        Field("date", Day(), "When it was last changed.", example="{date}"),
        Field("decision-makers", ListOf(Person(prose=True), split=True), "Who decided.", also=("deciders",), example="[]"),
        Field("consulted", ListOf(Person(prose=True), split=True), "Who was asked."),
        Field("informed", ListOf(Person(prose=True), split=True), "Who was told."),
        *COMMON,
    ),
    markdown=True,
    foreign=FOREIGN,
    offered=("consulted", "informed", "review_by", "topics", "aliases"),
    text="\n## Context and Problem Statement\n\n## Considered Options\n\n* …\n\n## Decision Outcome\n\nChosen option: …, because …\n"
    "\n### Consequences\n\n* Good, because …\n* Bad, because …\n",
)
