"""Notes of meetings."""

from __future__ import annotations

import re

from guildhouse.model.meeting import NoteDecision
from guildhouse.sources.fields import VISIBILITY, Address, Block, Choice, Clock, Day, Field, ListOf, MapOf, Number, Person, Ref, Text
from guildhouse.sources.kinds.kind import Kind
from guildhouse.sources.kinds.kudos import TYPE
from guildhouse.sources.kinds.page import COMMON, FOREIGN
from guildhouse.sources.promises import Promise

DECISION = Block(
    (
        Field("title", Text(prose=True), "The decision in a sentence.", required=True),
        Field("record", Ref("decision"), "The decision record, by its file's name."),
    ),
    NoteDecision,
    from_text="title",
    sourced=True,
)
ACTION = Block(
    (
        Field("task", Text(prose=True), "What is to be done.", required=True),
        Field("owner", Person(), "Who does it, by id."),
        Field("due", Day(), "By when."),
        Field("done", Day(), "Since when it is done."),
    ),
    Promise,
    from_text="task",
    sourced=True,
)

MEETING = Kind(
    name="meeting",
    help="The note of one meeting.",
    where=re.compile(r"communities/[^/]+/meetings/(?!(README|index)\.md$)[^/]+\.md"),
    place="communities/{community}/meetings/{date}-{id}.md",
    fields=(
        Field("series", Ref("series"), "The series it belongs to."),
        Field("date", Day(), "When it took place, when the file's name does not say it.", example="{date}"),
        Field("status", Choice(("planned", "held", "cancelled")), "Cancelled removes the date from its series."),
        Field("instead_of", Day(), "The date of the series that this meeting replaces."),
        Field("time", Clock(), "The time, when it differs from the series."),
        Field("facilitator", Person(), "Who led it, by id."),
        Field("note_taker", Person(), "Who wrote, by id."),
        Field("attendees", ListOf(Person(prose=True)), "Who came: ids, or names as they are.", example="[]"),
        Field("guests", Number(whole=True, least=0), "How many more came."),
        Field("recording", Address(), "Where the recording is."),
        Field("slides", ListOf(Address()), "Slides: files beside the note, or addresses."),
        Field("decisions", ListOf(DECISION), "Decisions, with their records."),
        Field("actions", ListOf(ACTION, lone=False), "Actions; task items with an @name in the text count as well."),
        Field("contributions", MapOf(ListOf(Person(credit=True)), keys=TYPE.options), "Who contributed what, by kind of contribution."),
        Field("visibility", VISIBILITY, "`members` and `private` notes are not published."),
        *COMMON,
    ),
    markdown=True,
    foreign=FOREIGN,
    offered=("series", "facilitator", "note_taker", "status", "time", "recording"),
    text="\nWhat was said, so that somebody who was not there understands it.\n\nDecision: …\n\n- [ ] @name does this (due {date})\n",
)
