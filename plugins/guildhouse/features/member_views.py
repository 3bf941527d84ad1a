"""How members are shown: by role, with what they know, where they come from and since when; past ones with thanks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from guildhouse.features.community_views import has_left, is_tool
from guildhouse.features.views import CommunityView, PersonView, community_view, credit_view, person_view
from guildhouse.model.community import LEADING, Community, Membership, role_key
from guildhouse.model.house import House
from guildhouse.model.person import FORMER_COLLEAGUE
from guildhouse.model.words import Words, say, strung

PLURALS: Mapping[str, Words] = {
    "lead": say("Leads"),
    "chair": say("Chairs"),
    "co-chair": say("Co-chairs"),
    "tech-lead": say("Tech leads"),
    "co-lead": say("Co-leads"),
    "organizer": say("Organizers"),
    "expert": say("Experts"),
    "mentor": say("Mentors"),
    "facilitator": say("Facilitators"),
    "note-taker": say("Note-takers"),
    "liaison": say("Liaisons"),
    "representative": say("Representatives"),
    "champion": say("Champions"),
    "advisor": say("Advisors"),
    "developer": say("Developers"),
    "designer": say("Designers"),
    "maintainer": say("Maintainers"),
    "reviewer": say("Reviewers"),
    "owner": say("Owners"),
    "editor": say("Editors"),
    "sponsor": say("Sponsors"),
}
"""Headings for several people of one role; other roles keep the word that was written."""

ROLES: Mapping[str, Words] = {
    "member": say("member"),
    "lead": say("lead"),
    "chair": say("chair"),
    "co-chair": say("co-chair"),
    "tech-lead": say("tech-lead"),
    "co-lead": say("co-lead"),
    "organizer": say("organizer"),
    "expert": say("expert"),
    "mentor": say("mentor"),
    "facilitator": say("facilitator"),
    "note-taker": say("note-taker"),
    "liaison": say("liaison"),
    "representative": say("representative"),
    "champion": say("champion"),
    "advisor": say("advisor"),
    "developer": say("developer"),
    "designer": say("designer"),
    "maintainer": say("maintainer"),
    "reviewer": say("reviewer"),
    "owner": say("owner"),
    "editor": say("editor"),
    "sponsor": say("sponsor"),
}
"""Words for roles that their authors wrote in the usual way; whoever writes one in another way wants that word."""

PLAIN = frozenset({"", "member"})
"""Roles that every member has."""


@dataclass(frozen=True, kw_only=True)
class MemberView:
    """A person's part in a community; `words` are roles that the heading above does not say, and topics."""

    person: PersonView
    words: str | Words
    since: dt.date | None
    until: dt.date | None
    term_end: dt.date | None
    sent_by: CommunityView | None
    has_left: bool


@dataclass(frozen=True, kw_only=True)
class RoleGroup:
    """The members of one role."""

    title: str | Words
    members: tuple[MemberView, ...]


def member_view(house: House, membership: Membership, *, heading: str = "") -> MemberView:
    """Show a membership below a heading that names one of its roles."""
    return MemberView(
        person=person_view(house, membership.person),
        words=_words(house, membership, heading),
        since=membership.since,
        until=membership.until,
        term_end=membership.term.end if membership.term else None,
        sent_by=community_view(house, membership.source_community),
        has_left=has_left(house, membership.person),
    )


def role_groups(house: House, community: Community) -> tuple[RoleGroup, ...]:
    """Group those who take part now by their first role: who leads first, those without a special role by name, tools last."""
    groups: dict[str, list[Membership]] = {}
    now = community.current_members(house.today)
    for membership in sorted((each for each in now if not is_tool(house, each.person)), key=lambda each: not each.is_leading):
        groups.setdefault(_first_role(membership), []).append(membership)
    plain = sorted(groups.pop("", ()), key=lambda each: _name_key(house, each))
    found = [RoleGroup(title=_heading(role, members), members=_views(house, members, role)) for role, members in groups.items()]
    tools = [each for each in now if is_tool(house, each.person)]
    named = ((say("Members"), plain), (say("Tools"), tools))
    return (*found, *(RoleGroup(title=title, members=_views(house, members, "")) for title, members in named if members))


def thanked(house: House, community: Community) -> tuple[MemberView, ...]:
    """List past members who may be thanked, by name, as they chose to be named."""
    return _credited(house, community.past_members(house.today))


def thanked_members(house: House, community: Community) -> tuple[MemberView, ...]:
    """List the past members who are not thanked for leading already."""
    leads = {each.person for each in community.past_leads(house.today)}
    return _credited(house, (each for each in community.past_members(house.today) if each.person not in leads))


def thanked_leads(house: House, community: Community) -> tuple[MemberView, ...]:
    """List those who led before and do not now, by name and each with their time, as they chose to be named."""
    return _credited(house, community.past_leads(house.today))


def _credited(house: House, past: Iterable[Membership]) -> tuple[MemberView, ...]:
    known = sorted((each for each in past if each.person != FORMER_COLLEAGUE), key=lambda each: _name_key(house, each))
    found = ((member_view(house, each), credit_view(house, each.person)) for each in known)
    return tuple(_named(member, person) for member, person in found if person)


def _words(house: House, membership: Membership, heading: str) -> str | Words:
    """Say what a member does and knows; a bot is called a tool."""
    tool = (say("a tool"),) if is_tool(house, membership.person) else ()
    roles = (role_word(role) for role in membership.roles if role_key(role) not in {heading, *PLAIN})
    return strung((*tool, *roles, *(topic.replace("-", " ") for topic in membership.topics)))


def role_word(role: str) -> str | Words:
    """Write a role as a word of a sentence: in the reader's language when it is one of the usual, else as its author did."""
    return ROLES.get(role) or role.replace("_", " ")


def _named(member: MemberView, person: PersonView) -> MemberView:
    return replace(member, person=person)


def _first_role(membership: Membership) -> str:
    """Name the role under which a member stands: the leading one, else the first that is not everybody's."""
    keys = [key for role in membership.roles if (key := role_key(role)) not in PLAIN]
    return next((key for key in keys if key in LEADING), keys[0] if keys else "")


def _heading(role: str, members: list[Membership]) -> str | Words:
    if len(members) > 1 and role in PLURALS:
        return PLURALS[role]
    written = next((word for each in members for word in each.roles if role_key(word) == role), role)
    return role_word(written)


def _name_key(house: House, membership: Membership) -> tuple[bool, str, str]:
    person = house.person(membership.person)
    name = person.name if person else membership.person
    return membership.person == FORMER_COLLEAGUE, name.casefold(), membership.person


def _views(house: House, members: Iterable[Membership], role: str) -> tuple[MemberView, ...]:
    return tuple(member_view(house, each, heading=role) for each in members)
