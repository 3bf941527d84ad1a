"""How a community is, told in dated facts, each with a next step where there is something to do; never a score."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from guildhouse.features.community_views import has_left, is_tool, leads
from guildhouse.features.meeting_views import coming_of
from guildhouse.features.member_views import role_word
from guildhouse.features.views import person_view
from guildhouse.model.community import LEADING, Community, Membership, role_key
from guildhouse.model.house import House
from guildhouse.model.person import FORMER_COLLEAGUE
from guildhouse.model.words import Words, count, say

QUIET = dt.timedelta(days=90)
"""So long after its last note, somebody should ask whether a community still meets."""

SOON = dt.timedelta(days=30)
"""So long before a term ends, somebody should ask who comes next."""

VOLUNTEER = say(
    "Volunteer: say so at the next meeting or in the channel, then write yourself among the members with the role lead, in %(file)s"
)
WAKE = say("Wake it up: ask its people who would come, set a date, and write yourself among the members with the role lead, in %(file)s")
"""What to do where nobody leads: in a community that meets, and in one that rests."""

TERM_ENDED = say("The term of %(person)s as %(role)s ended %(date)s")
TERM_ENDS = say("The term of %(person)s as %(role)s ends %(date)s")
AFTER_TERM = say("Choose again, then write the new term or the last day among the members, in %(file)s")
BEFORE_TERM = say("Ask whether they go on and who else would, choose before that day, then write it among the members, in %(file)s")
"""What to do when the time for which somebody was chosen is over, and when it soon is."""

CHARTER_WAS_DUE = say("The charter was to be reviewed by %(date)s")
PURPOSE_WAS_DUE = say("What the community is for was to be reviewed by %(date)s")
CHARTER_IS_DUE = say("The charter is to be reviewed by %(date)s")
PURPOSE_IS_DUE = say("What the community is for is to be reviewed by %(date)s")
"""What is or was to be read again by a day: the charter, else what the community says of itself."""


@dataclass(frozen=True, kw_only=True)
class HealthFact:
    """One fact: its words, the day it speaks of, and what to do next and in which file (empty when nothing), with a page that helps.

    The page puts day and file where the words leave them open, as `%(date)s` and `%(file)s`.
    """

    words: Words
    date: dt.date | None = None
    step: Words | None = None
    file: str = ""
    url: str | None = None
    link: str | Words = ""


def health(house: House, community: Community) -> tuple[HealthFact, ...]:
    """Tell how a community is; nothing is asked of one that has ended."""
    if community.status == "archived":
        return ()
    said = (
        _note(house, community),
        _dates(community),
        _lead(house, community),
        _terms(house, community),
        _charter(house, community),
        _actions(house, community),
    )
    return tuple(fact for facts in said for fact in facts)


def _note(house: House, community: Community) -> Iterator[HealthFact]:
    held = next((note for note in house.meetings_of(community.id) if note.status == "held" and note.date <= house.today), None)
    if held is None:
        return
    is_quiet = house.today - held.date > QUIET and community.status == "active"
    step = say("Ask the members whether the community still meets.") if is_quiet else None
    yield HealthFact(words=say("Last note %(date)s"), date=held.date, step=step, url=held.url, link=held.title)


def _dates(community: Community) -> Iterator[HealthFact]:
    for series in coming_of(community):
        if series.occurrences is None:
            step = say("Write down what is missing of its dates, in %(file)s")
            yield HealthFact(words=say("%(series)s: next date not known", series=series.title), step=step, file=series.source.path)


def _lead(house: House, community: Community) -> Iterator[HealthFact]:
    file = f"{folder(community)}/" if community.members else f"{folder(community)}/members.yml"
    for each in community.current_members(house.today):
        person = house.person(each.person)
        if each.is_leading and person and has_left(house, person.id):
            step = say("Thank them: write their last day among the members, in %(file)s")
            yield HealthFact(words=say("%(person)s has left %(date)s", person=person.name), date=person.left, step=step, file=file)
    if not leads(house, community):
        yield HealthFact(words=say("No lead"), step=WAKE if community.status == "dormant" else VOLUNTEER, file=file)


def _terms(house: House, community: Community) -> Iterator[HealthFact]:
    """Tell of terms that have ended or soon will, whatever the role; of who leads, of any term."""
    leading = leads(house, community)
    for each in community.current_members(house.today):
        end = each.term.end if each.term else None
        if end and _stays(house, each):
            is_near = end <= house.today + SOON
            if is_near or each in leading:
                yield _term(house, community, each, end, is_near=is_near)


def _stays(house: House, membership: Membership) -> bool:
    """Tell whether somebody takes part without a last day: whoever has one needs no new term."""
    person = membership.person
    gone = person == FORMER_COLLEAGUE or has_left(house, person) or is_tool(house, person)
    return membership.until is None and not gone


def _term(house: House, community: Community, membership: Membership, end: dt.date, *, is_near: bool) -> HealthFact:
    words = TERM_ENDED if end < house.today else TERM_ENDS
    said = words.given(person=person_view(house, membership.person).name, role=_role(membership))
    if not is_near:
        return HealthFact(words=said, date=end)
    return HealthFact(words=said, date=end, step=AFTER_TERM if end < house.today else BEFORE_TERM, file=f"{folder(community)}/")


def _role(membership: Membership) -> str | Words:
    """Name the role that a term is for: the leading one, else the first."""
    roles = sorted(membership.roles, key=lambda role: role_key(role) not in LEADING)
    return role_word(roles[0] if roles else "member")


def _charter(house: House, community: Community) -> Iterator[HealthFact]:
    charter = community.charter
    due = community.review_by or (charter.review_by if charter else None)
    url = charter.url if charter else None
    if charter is None:
        step = say("Write down what you are for and how you decide, as %(file)s")
        yield HealthFact(words=say("No charter yet"), step=step, file=f"{folder(community)}/charter.md")
    if due and due <= house.today:
        step = say("Read it again, then write the new day.")
        yield HealthFact(words=CHARTER_WAS_DUE if charter else PURPOSE_WAS_DUE, date=due, step=step, url=url, link=say("Charter"))
    elif due:
        yield HealthFact(words=CHARTER_IS_DUE if charter else PURPOSE_IS_DUE, date=due, url=url, link=say("Charter"))
    elif charter and charter.reviewed:
        yield HealthFact(words=say("The charter was reviewed %(date)s"), date=charter.reviewed, url=url, link=say("Charter"))


def _actions(house: House, community: Community) -> Iterator[HealthFact]:
    late = [action for action in house.actions_of(community.id) if house.is_late(action)]
    if late:
        words = count("One action is late, since %(date)s", "%(number)s actions are late, the first since %(date)s", len(late))
        step = say("Do it, give it away, or say that it is not needed any more.")
        yield HealthFact(words=words, date=late[0].due, step=step, url="#gh-actions", link=say("Open actions"))


def folder(community: Community) -> str:
    """Name the folder of a community, as people see it in the repository."""
    return f"communities/{community.id}"
