"""How a community is, told in dated facts, each with a next step where there is something to do; never a score."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from guildhouse.features.community_views import has_left, leads
from guildhouse.features.meeting_views import coming_of
from guildhouse.features.member_views import role_word
from guildhouse.features.views import person_view
from guildhouse.model.community import LEADING, Community, Membership, role_key
from guildhouse.model.house import House
from guildhouse.model.words import Words, count, say

QUIET = dt.timedelta(days=90)
"""So long after its last note, somebody should ask whether a community still meets."""

VOLUNTEER = say(
    "Volunteer: say so at the next meeting or in the channel, then write yourself among the members with the role lead, in %(file)s"
)
WAKE = say("Wake it up: ask its people who would come, set a date, and write yourself among the members with the role lead, in %(file)s")
"""What to do where nobody leads: in a community that meets, and in one that rests."""

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
    said = (_note(house, community), _dates(community), _lead(house, community), _charter(house, community), _actions(house, community))
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
    for each in leads(house, community):
        yield from _term(house, each)


def _term(house: House, membership: Membership) -> Iterator[HealthFact]:
    end = membership.term.end if membership.term else None
    name = person_view(house, membership.person).name
    role = role_word(next(role for role in membership.roles if role_key(role) in LEADING))
    if end and end < house.today:
        words, step = say("The term of %(person)s as %(role)s ended %(date)s"), say("Choose again, or write down the new term.")
        yield HealthFact(words=words.given(person=name, role=role), date=end, step=step)
    elif end:
        yield HealthFact(words=say("The term of %(person)s as %(role)s ends %(date)s", person=name, role=role), date=end)


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
