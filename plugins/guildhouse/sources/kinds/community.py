"""Communities, and the lists that may stand in files of their own."""

from __future__ import annotations

import re

from guildhouse.model.community import Contact, Goal, Join, KeyResult, Lifecycle, Membership, Project, Resource, Term
from guildhouse.model.hue import HUES
from guildhouse.model.meeting import Series
from guildhouse.sources.fields import (
    ID,
    VISIBILITY,
    Address,
    Block,
    Choice,
    Clock,
    Day,
    Field,
    Flag,
    Length,
    ListOf,
    Local,
    Mail,
    Number,
    Pattern,
    Person,
    Ref,
    Text,
    Web,
    Zone,
)
from guildhouse.sources.kinds.kind import Kind

STATUS = Choice(("proposed", "active", "dormant", "archived"))
CHANNELS = ("chat", "mailing-list", "forum", "issue-tracker", "repository", "github-team", "video", "calendar", "other")
RESOURCES = ("guide", "template", "recording", "slides", "repository", "dataset", "tool", "book", "course", "standard", "other")
KINDS = ("community-of-practice", "special-interest-group", "working-group", "user-group", "committee", "guild", "chapter", "project")

CONTACT = Block(
    (
        Field("type", Choice(CHANNELS), "What it is.", required=True),
        Field("service", Text(), "The service, such as slack."),
        Field("name", Text(), "The channel's name."),
        Field("url", Web(), "Its address."),
        Field("email", Mail(), "Its e-mail address."),
        Field("visibility", VISIBILITY, "Only `organization` is published."),
    ),
    Contact,
    visible=True,
)
JOIN = Block(
    (
        Field("open", Flag(), "Whether everybody may join."),
        Field("how", Text(prose=True), "What to do."),
        Field("url", Web(), "Where to do it."),
        Field("first_steps", ListOf(Ref("first step")), "Paths (`paths/<id>`) or pages to begin with."),
    ),
    Join,
    from_text="how",
)
LIFECYCLE = Block(
    (
        Field("status", STATUS, "The state that began.", required=True),
        Field("date", Day(), "When.", required=True),
        Field("decision", Ref("decision"), "The decision record."),
    ),
    Lifecycle,
)
KEY_RESULT = Block(
    (
        Field("title", Text(), "What is measured.", required=True),
        Field("baseline", Number(), "Where it began."),
        Field("current", Number(), "Where it stands."),
        Field("target", Number(), "Where it should arrive."),
        Field("unit", Text(), "The unit."),
        Field("updated", Day(), "When it was last measured."),
    ),
    KeyResult,
    from_text="title",
)
GOAL = Block(
    (
        Field("id", ID, "A short name that stays.", required=True, example="fewer-repeats"),
        Field("title", Text(), "The goal in a sentence.", required=True, example="Fewer incidents happen twice"),
        Field("period", Text(), "Such as 2026-H2."),
        Field("owner", Person(), "Who looks after it, by id."),
        Field("status", Choice(("planned", "active", "achieved", "dropped")), "Where it stands."),
        Field("key_results", ListOf(KEY_RESULT), "How one sees that it is reached."),
    ),
    Goal,
)
TERM = Block((Field("start", Day(), "The first day."), Field("end", Day(), "The last day.")), Term)
MEMBER = Block(
    (
        Field("person", Person(), "Who, by id.", required=True, example="amal"),
        Field("roles", ListOf(Text()), "Such as chair, lead, mentor, liaison.", example="[member]"),
        Field("topics", ListOf(Text()), "What they know or care for."),
        Field("since", Day(), "The first day."),
        Field("until", Day(), "The last day; afterwards they are thanked as past members."),
        Field("term", TERM, "For how long the role is held."),
        Field("from", Ref("community"), "The community that a liaison comes from.", attribute="source_community"),
    ),
    Membership,
    from_text="person",
)
RULE = Pattern(r"(RRULE:)?[A-Za-z]+=[^\s]+", "a rule such as FREQ=WEEKLY;INTERVAL=2;BYDAY=WE")
SERIES = Block(
    (
        Field("id", ID, "A short name that stays.", required=True, example="fortnightly"),
        Field("title", Text(), "What it is called.", required=True, example="Fortnightly meeting"),
        Field("starts", Day(), "The first date; must be one of the rule."),
        Field("ends", Day(), "The last possible date."),
        Field("time", Clock(), "The time of day in the series' zone.", example='"14:00"'),
        Field("duration", Length(), "How long.", example="PT45M"),
        Field("timezone", Zone(), "The IANA time zone.", example="Europe/Berlin"),
        Field("rrule", RULE, "The rule, as RFC 5545 writes it.", example="FREQ=MONTHLY;BYDAY=1WE"),
        Field("skip", ListOf(Day()), "Dates of the rule that do not take place."),
        Field("also", ListOf(Day()), "Dates beside the rule."),
        Field("when", Text(), "Words, where no rule can say it."),
        Field("group", Text(), "Series of one group are shown together."),
        Field("location", Text(), "The room."),
        Field("join_url", Web(), "The video call."),
        Field("notes_url", Web(), "Notes kept elsewhere."),
        Field("recordings_url", Web(), "Recordings."),
        Field("calendar_url", Web(), "A calendar kept elsewhere."),
        Field("facilitators", ListOf(Person(), repeats=True), "Who leads, in turn."),
        Field("note_takers", ListOf(Person(), repeats=True), "Who writes, in turn."),
        Field("agenda", ListOf(Text()), "What is always on."),
        Field("note", Text(prose=True), "Anything else."),
        Field("visibility", VISIBILITY, "Only `organization` is published."),
    ),
    Series,
    visible=True,
    sourced=True,
)
RESOURCE = Block(
    (
        Field("title", Text(), "What it is called.", required=True, example="Postmortem template"),
        Field("url", Address(), "A page, a file beside this one, or an address.", example="https://example.org/"),
        Field("type", Choice(RESOURCES), "What it is."),
        Field("summary", Text(prose=True), "What it is good for."),
        Field("added", Day(), "When it was added."),
        Field("added_by", Person(credit=True), "Who added it, by id."),
        Field("review_by", Day(), "When somebody should look at it again."),
        Field("license", Text(), "An SPDX licence."),
        Field("tags", ListOf(Text()), "Words to find it by."),
    ),
    Resource,
)


PROJECT = Block(
    (
        Field("name", Text(), "What it is called.", required=True, example="Incident bot"),
        Field("description", Text(prose=True), "What it does."),
        Field("owners", ListOf(Person(prose=True)), "Repositories, files or people that own it."),
        Field("members", ListOf(MEMBER), "Who works on it."),
        Field("meetings", ListOf(SERIES, lone=False), "Its meetings."),
        Field("contact", ListOf(CONTACT, lone=False), "Its channels."),
    ),
    Project,
    from_text="name",
)

_LISTS = {
    "members": Field("members", ListOf(MEMBER), "Who takes part, with roles and dates."),
    "goals": Field("goals", ListOf(GOAL, lone=False), "What the community wants to reach."),
    "resources": Field("resources", ListOf(RESOURCE, lone=False), "What the community relies on."),
    "projects": Field("projects", ListOf(PROJECT), "What it keeps going together."),
    "meetings": Field("meetings", ListOf(SERIES, lone=False), "Series of meetings."),
}

COMMUNITY = Kind(
    name="community",
    help="A community of practice.",
    where=re.compile(r"communities/[^/]+/community\.yml"),
    place="communities/{id}/community.yml",
    fields=(
        Field("name", Text(), "The community's name.", required=True, example="Incident response"),
        Field("kind", Choice(KINDS), "What it is.", example="community-of-practice"),
        Field("status", STATUS, "Where it stands.", example="active"),
        Field("successor", Ref("community"), "The community that took over from an archived one."),
        Field("summary", Text(prose=True), "What it is for, in a sentence.", example="People who learn from incidents together."),
        Field("mission", Text(prose=True), "A longer text."),
        Field("hue", Choice(HUES), "Its colour."),
        Field("topics", ListOf(Text()), "Its topics."),
        Field("parent", Ref("community"), "The community it belongs to."),
        Field("sponsors", ListOf(Ref("community")), "Communities that stand behind it."),
        Field(
            "aliases",
            ListOf(Local(r"/[^\s]*", "an address such as /communities/old-id/")),
            "Addresses that it had before; everything below them too.",
        ),
        Field("join", JOIN, "How to join."),
        Field("contact", ListOf(CONTACT, lone=False), "How to reach it."),
        Field("lifecycle", ListOf(LIFECYCLE, lone=False), "What happened to it, and when."),
        Field("review_by", Day(), "When its charter should be read again."),
        *_LISTS.values(),
        Field("paths", ListOf(Ref("path")), "Learning paths that it recommends."),
    ),
)


def _list_kind(name: str, field: Field) -> Kind:
    assert isinstance(field.type, ListOf)  # noqa: S101 - a fact of the table above, told to the type checker
    assert isinstance(field.type.item, Block)  # noqa: S101
    return Kind(
        name=name,
        help=f"{field.help} The same list as `{name}` in community.yml.",
        where=re.compile(rf"communities/[^/]+/{name}\.yml"),
        place=f"communities/{{community}}/{name}.yml",
        fields=field.type.item.fields,
        listed=True,
        item=field.type.item,
    )


LISTS: dict[str, Kind] = {name: _list_kind(name, field) for name, field in _LISTS.items()}
