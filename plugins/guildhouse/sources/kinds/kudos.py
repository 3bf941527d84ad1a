"""Thanks."""

from __future__ import annotations

import re

from guildhouse.model.contribution import LABELS
from guildhouse.sources.fields import Choice, Day, Field, ListOf, Person, Ref, Text
from guildhouse.sources.kinds.kind import Kind

TYPE = Choice(tuple(sorted(LABELS)))

KUDOS = Kind(
    name="kudos",
    help="A list of thanks, each with its reason.",
    where=re.compile(r"content/kudos/[^/]+\.yml"),
    place="content/kudos/{id}.yml",
    fields=(
        Field("to", ListOf(Person(credit=True)), "Whom you thank, by id.", required=True, example="[olu]"),
        Field("from", Person(credit=True), "Who says thanks.", example="amal", attribute="thanked_by"),
        Field("date", Day(), "When.", example="2026-10-15"),
        Field(
            "for",
            Text(prose=True),
            "What for, in a sentence.",
            required=True,
            example="Took notes at every meeting this quarter.",
            attribute="reason",
        ),
        Field("types", ListOf(TYPE), "Kinds of contribution, by the ids of all-contributors and ours.", example="[notes]"),
        Field("community", Ref("community"), "The community it happened in."),
        Field("impact", Text(prose=True), "What came of it."),
    ),
    listed=True,
)
