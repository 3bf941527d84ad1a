"""How a community is, told in dated facts, each with a next step where there is something to do; never a score."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from guildhouse.features.community_views import has_left, leads
from guildhouse.features.meeting_views import coming_of
from guildhouse.features.views import person_view
from guildhouse.model.community import LEADING, Community, Membership, role_key
from guildhouse.model.house import House

QUIET = dt.timedelta(days=90)
"""So long after its last note, somebody should ask whether a community still meets."""

VOLUNTEER = "Volunteer: say so at the next meeting or in the channel, then write yourself among the members with the role lead, in"
WAKE = "Wake it up: ask its people who would come, set a date, and write yourself among the members with the role lead, in"
"""What to do where nobody leads: in a community that meets, and in one that rests."""


@dataclass(frozen=True, kw_only=True)
class HealthFact:
    """One fact: its words, the day it speaks of, and what to do next and in which file (empty when nothing), with a page that helps."""

    words: str
    date: dt.date | None = None
    step: str = ""
    file: str = ""
    url: str | None = None
    link: str = ""


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
    step = "Ask the members whether the community still meets." if is_quiet else ""
    yield HealthFact(words="Last note", date=held.date, step=step, url=held.url, link=held.title)


def _dates(community: Community) -> Iterator[HealthFact]:
    for series in coming_of(community):
        if series.occurrences is None:
            step = "Write down what is missing of its dates, in"
            yield HealthFact(words=f"{series.title}: next date not known", step=step, file=series.source.path)


def _lead(house: House, community: Community) -> Iterator[HealthFact]:
    file = f"{folder(community)}/" if community.members else f"{folder(community)}/members.yml"
    for each in community.current_members(house.today):
        person = house.person(each.person)
        if each.is_leading and person and has_left(house, person.id):
            step = "Thank them: write their last day among the members, in"
            yield HealthFact(words=f"{person.name} has left", date=person.left, step=step, file=file)
    if not leads(house, community):
        yield HealthFact(words="No lead", step=WAKE if community.status == "dormant" else VOLUNTEER, file=file)
    for each in leads(house, community):
        yield from _term(house, each)


def _term(house: House, membership: Membership) -> Iterator[HealthFact]:
    end = membership.term.end if membership.term else None
    name = person_view(house, membership.person).name
    role = next(role for role in membership.roles if role_key(role) in LEADING)
    if end and end < house.today:
        yield HealthFact(words=f"The term of {name} as {role} ended", date=end, step="Choose again, or write down the new term.")
    elif end:
        yield HealthFact(words=f"The term of {name} as {role} ends", date=end)


def _charter(house: House, community: Community) -> Iterator[HealthFact]:
    charter = community.charter
    due = community.review_by or (charter.review_by if charter else None)
    url = charter.url if charter else None
    what = "The charter" if charter else "What the community is for"
    if charter is None:
        step = "Write down what you are for and how you decide, as"
        yield HealthFact(words="No charter yet", step=step, file=f"{folder(community)}/charter.md")
    if due and due <= house.today:
        step = "Read it again, then write the new day."
        yield HealthFact(words=f"{what} was to be reviewed by", date=due, step=step, url=url, link="Charter")
    elif due:
        yield HealthFact(words=f"{what} is to be reviewed by", date=due, url=url, link="Charter")
    elif charter and charter.reviewed:
        yield HealthFact(words="The charter was reviewed", date=charter.reviewed, url=url, link="Charter")


def _actions(house: House, community: Community) -> Iterator[HealthFact]:
    late = [action for action in house.actions_of(community.id) if house.is_late(action)]
    if late:
        words = "One action is late, since" if len(late) == 1 else f"{len(late)} actions are late, the first since"
        step = "Do it, give it away, or say that it is not needed any more."
        yield HealthFact(words=words, date=late[0].due, step=step, url="#gh-actions", link="Open actions")


def folder(community: Community) -> str:
    """Name the folder of a community, as people see it in the repository."""
    return f"communities/{community.id}"
