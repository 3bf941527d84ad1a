"""What all pages of a community share: the band with its facts, the tabs, the word about a community that is not at work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guildhouse.features.community_views import KINDS, current_people
from guildhouse.features.contact_views import contact_url, contact_words
from guildhouse.features.context import Context, Crumb
from guildhouse.features.meeting_views import is_over, rhythm_of
from guildhouse.features.views import CommunityView, community_view, view_of
from guildhouse.model.body import Body
from guildhouse.model.community import Community, Contact
from guildhouse.model.house import House
from guildhouse.model.words import Words, count, say

TAB_LABELS: Mapping[str, Words] = {
    "meetings": say("Meetings"),
    "decisions": say("Decisions"),
    "resources": say("Resources"),
    "members": say("Members"),
    "charter": say("Charter"),
}
TAB_TITLES: Mapping[str, Words] = {
    "meetings": say("Meetings of %(community)s"),
    "decisions": say("Decisions of %(community)s"),
    "resources": say("Resources of %(community)s"),
    "members": say("Members of %(community)s"),
    "charter": say("Charter of %(community)s"),
}
ENDED = say("Its pages stay as they were, for what they hold is still worth reading.")
PROPOSED = say("It is being formed, and needs people who want it. See below how to join, or come to its first meeting.")
RESTING = say("It does not meet at present. Whoever wants to wake it is welcome: tell the people below, and set a date.")
"""What one must know of a community that is not at work."""
CHANNEL_ICONS = {"chat": "hash", "mailing-list": "mail", "forum": "message-square"}
"""Channels by which one reaches people, the handiest first."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One fact of the band."""

    icon: str
    text: str | Words
    strong: Words | None = None
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A page of the community; `count` says how much is in it."""

    label: Words
    url: str
    count: int | None = None


@dataclass(frozen=True, kw_only=True)
class Banner:
    """What one must know of a community before reading on."""

    tone: str
    title: Words
    words: Words
    link: CommunityView | None = None


@dataclass(frozen=True, kw_only=True)
class CommunityContext(Context):
    """The frame of every page of a community."""

    community: CommunityView
    summary: str
    facts: tuple[Fact, ...]
    tabs: tuple[Tab, ...]
    banner: Banner | None


@dataclass(frozen=True, kw_only=True)
class TabContext(CommunityContext):
    """A tab: its own heading, and the text with which its README opens it."""

    heading: Words
    intro: Body


def frame(house: House, community: Community) -> dict[str, Any]:
    """Give the fields of the frame; the page adds its own address, title and description."""
    view = view_of(house, community)
    return {
        "community": view,
        "summary": community.summary or "",
        "facts": tuple(facts(house, community)),
        "tabs": tabs(house, community),
        "banner": banner(house, community),
    }


def tab_frame(house: House, community: Community, tab: str) -> dict[str, Any]:
    """Give the fields of a tab's frame."""
    url = tab_url(community, tab)
    text = house.listings.get(url)
    title = TAB_TITLES[tab].given(community=community.name)
    return frame(house, community) | {
        "kind": tab,
        "url": url,
        "title": title,
        "heading": TAB_LABELS[tab],
        "description": (text.description if text else "") or say("%(title)s.", title=title),
        "crumbs": (*crumbs(), Crumb(label=community.name, url=community.url)),
        "source": text.source.path if text else community.source.path,
        "intro": text.body if text else Body(),
    }


def crumbs() -> tuple[Crumb, ...]:
    """Tell the way to the communities."""
    return (Crumb(label=say("Home"), url="/"), Crumb(label=say("Communities"), url="/communities/"))


def tabs(house: House, community: Community) -> tuple[Tab, ...]:
    """List the pages of a community that have something to show."""
    counts = {
        "meetings": len(house.meetings_of(community.id)) or None,
        "decisions": len(house.decisions_of(community.id)) or None,
        "resources": (len(community.resources) + len(house.library_of(community.id)) + len(house.resource_pages_of(community.id))) or None,
        "members": len(current_people(house, community)) or None,
    }
    own = (Tab(label=TAB_LABELS[tab], url=tab_url(community, tab), count=counts.get(tab)) for tab in house.tabs_of(community))
    return (Tab(label=say("Overview"), url=community.url), *own)


def tab_url(community: Community, tab: str) -> str:
    """Name the address of a tab; a charter may have chosen one of its own."""
    if tab == "charter" and community.charter:
        return community.charter.url
    return f"{community.url}{tab}/"


def facts(house: House, community: Community) -> Iterator[Fact]:
    """Say in a line what kind of community it is, how many take part, when they meet, where one finds them."""
    yield Fact(icon="landmark", text=_lifetime(community))
    if people := current_people(house, community):
        words = _members_in_teams(house, people)
        yield Fact(icon="users", strong=say("%(amount)s", amount=len(people)), text=words, url=tab_url(community, "members"))
    if rhythms := _rhythms(community):
        yield Fact(icon="calendar", text=rhythms[0], url=tab_url(community, "meetings"))
    if channel := _channel(community):
        yield Fact(icon=CHANNEL_ICONS[channel.type], text=contact_words(channel), url=contact_url(channel))
    if community.charter and community.charter.reviewed:
        yield Fact(icon="check", text=say("Charter reviewed %(date)s", date=community.charter.reviewed), url=community.charter.url)


def banner(house: House, community: Community) -> Banner | None:
    """Say what is special about a community that is not active."""
    match community.status:
        case "archived":
            successor = community_view(house, community.successor)
            return Banner(tone="warning", title=say("This community has ended"), words=ENDED, link=successor)
        case "proposed":
            return Banner(tone="tip", title=say("This community is proposed"), words=PROPOSED)
        case "dormant":
            return Banner(tone="note", title=say("This community is resting"), words=RESTING)
    return None


def _lifetime(community: Community) -> str | Words:
    """Say what kind of community it is, since when it is at work, and until when it was."""
    kind = KINDS.get(community.kind, community.kind)
    days = {entry.status: entry.date for entry in sorted(community.lifecycle, key=lambda entry: entry.date, reverse=True)}
    start, end = days.get("active"), days.get("archived") if community.status == "archived" else None
    if start and end:
        return say("%(kind)s from %(start)s until %(end)s", kind=kind, start=start, end=end)
    if start:
        return say("%(kind)s since %(date)s", kind=kind, date=start)
    return say("%(kind)s until %(date)s", kind=kind, date=end) if end else kind


def _members_in_teams(house: House, people: Sequence[str]) -> Words:
    records = (house.person(person) for person in people)
    teams = len({person.team for person in records if person and person.team})
    members = count("member", "members", len(people))
    if teams <= 1:
        return members
    return say("%(members)s in %(teams)s", members=members, teams=count("%(number)s team", "%(number)s teams", teams))


def _rhythms(community: Community) -> list[str | Words]:
    """Say when the series that still meet do so."""
    return [words for series in community.meetings if not is_over(series) and (words := rhythm_of(series))]


def _channel(community: Community) -> Contact | None:
    channels = {contact.type: contact for contact in reversed(community.contact)}
    return next((channels[type_] for type_ in CHANNEL_ICONS if type_ in channels), None)
