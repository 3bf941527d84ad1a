"""People."""

from __future__ import annotations

import re

from guildhouse.model.person import Mentoring
from guildhouse.sources.fields import Block, Choice, Day, Field, Flag, ListOf, Local, Mail, MapOf, Number, Pattern, Text, Zone
from guildhouse.sources.kinds.kind import Kind

SHOWN = ("pronouns", "team", "title", "organization", "timezone", "languages", "accounts", "email", "skills", "mentoring", "left")
"""Fields that somebody may keep private."""

MENTORING = Block(
    (
        Field("offers", ListOf(Text()), "What you gladly teach."),
        Field("wants", ListOf(Text()), "What you want to learn."),
        Field("capacity", Number(whole=True, least=0), "How many people you can take on; 0 pauses the offer."),
        Field("until", Day(), "The last day of the offer."),
        Field("how", Text(prose=True), "How to ask you."),
    ),
    Mentoring,
)

PERSON = Kind(
    name="person",
    help="Somebody of the organisation.",
    where=re.compile(r"content/people/(?!README|index\.md)[^/]+\.(yml|md)"),
    place="content/people/{id}.yml",
    fields=(
        Field("name", Text(), "The name as it should be shown everywhere.", required=True, example="Jonas Berg"),
        Field("pronouns", Text(), "Such as he/him or they/them."),
        Field("team", Text(), "The team you work in.", example="Platform"),
        Field("title", Text(), "What you do, in two or three words.", example="Staff engineer"),
        Field("organization", Text(), "The organisation, when it is not this one."),
        Field("timezone", Zone(), "Your IANA time zone.", example="Europe/Oslo"),
        Field(
            "languages",
            ListOf(Pattern("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language such as en")),
            "Languages you can talk in, as codes.",
        ),
        Field("accounts", MapOf(Text()), "Names on the services you use, such as `github: jonasb`."),
        Field("email", Mail(), "An address that may be shown."),
        Field("emails", ListOf(Mail()), "Your addresses in git; never published in any form."),
        Field("private", ListOf(Choice(SHOWN)), "Fields of this file that are not shown."),
        Field("skills", ListOf(Text()), "What you can be asked about.", example="[facilitation]"),
        Field("mentoring", MENTORING, "What you teach and want to learn."),
        Field("recognition", Choice(("named", "initials", "no")), "How thanks and credits may name you."),
        Field("kind", Choice(("person", "bot", "assistant")), "A bot or an AI assistant is named as a tool, not as a person."),
        Field("left", Day(), "The last day in the organisation."),
        Field("aliases", ListOf(Local(r"/[^\s]*", "an address such as /people/old-id/")), "Addresses that this page had before."),
        Field("forgotten", Flag(), "`true`, alone in the file, erases the person everywhere."),
    ),
    markdown=False,
)
