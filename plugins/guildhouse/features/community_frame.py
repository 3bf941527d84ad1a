"""What all pages of a community share: the band with its facts, the tabs, the word about a community that is not at work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from guildhouse.features.community_views import KINDS, current_people
from guildhouse.features.contact_views import contact_url, contact_words
from guildhouse.features.context import Context, Crumb
from guildhouse.features.filters import Filters
from guildhouse.features.meeting_views import is_over, rhythm_of
from guildhouse.features.views import CommunityView, community_view, view_of
from guildhouse.model.body import Body
from guildhouse.model.community import Community, Contact
from guildhouse.model.house import House
from guildhouse.settings import Settings

TAB_LABELS = {"meetings": "Meetings", "decisions": "Decisions", "resources": "Resources", "members": "Members", "charter": "Charter"}
CHANNEL_ICONS = {"chat": "hash", "mailing-list": "mail", "forum": "message-square"}
"""Channels by which one reaches people, the handiest first."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One fact of the band."""

    icon: str
    text: str
    strong: str | None = None
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A page of the community; `count` says how much is in it."""

    label: str
    url: str
    count: int | None = None


@dataclass(frozen=True, kw_only=True)
class Banner:
    """What one must know of a community before reading on."""

    tone: str
    title: str
    words: str
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

    heading: str
    intro: Body


def frame(house: House, community: Community, settings: Settings) -> dict[str, Any]:
    """Give the fields of the frame; the page adds its own address, title and description."""
    view = view_of(house, community)
    return {
        "community": view,
        "summary": community.summary or "",
        "facts": tuple(facts(house, community, Filters(settings))),
        "tabs": tabs(house, community),
        "banner": banner(house, community),
    }


def tab_frame(house: House, community: Community, tab: str, settings: Settings) -> dict[str, Any]:
    """Give the fields of a tab's frame."""
    url = tab_url(community, tab)
    text = house.listings.get(url)
    title = f"{TAB_LABELS[tab]} of {community.name}"
    return frame(house, community, settings) | {
        "kind": tab,
        "url": url,
        "title": title,
        "heading": TAB_LABELS[tab],
        "description": (text.description if text else "") or f"{title}.",
        "crumbs": (*crumbs(), Crumb(label=community.name, url=community.url)),
        "source": text.source.path if text else community.source.path,
        "intro": text.body if text else Body(),
    }


def crumbs() -> tuple[Crumb, ...]:
    """Tell the way to the communities."""
    return (Crumb(label="Home", url="/"), Crumb(label="Communities", url="/communities/"))


def tabs(house: House, community: Community) -> tuple[Tab, ...]:
    """List the pages of a community that have something to show."""
    counts = {
        "meetings": len(house.meetings_of(community.id)) or None,
        "decisions": len(house.decisions_of(community.id)) or None,
        "resources": (len(community.resources) + len(house.library_of(community.id)) + len(house.resource_pages_of(community.id))) or None,
        "members": len(current_people(house, community)) or None,
    }
    own = (Tab(label=TAB_LABELS[tab], url=tab_url(community, tab), count=counts.get(tab)) for tab in house.tabs_of(community))
    return (Tab(label="Overview", url=community.url), *own)


def tab_url(community: Community, tab: str) -> str:
    """Name the address of a tab; a charter may have chosen one of its own."""
    if tab == "charter" and community.charter:
        return community.charter.url
    return f"{community.url}{tab}/"


def facts(house: House, community: Community, say: Filters) -> Iterator[Fact]:
    """Say in a line what kind of community it is, how many take part, when they meet, where one finds them."""
    yield Fact(icon="landmark", text=" ".join((KINDS.get(community.kind, community.kind), *_lifetime(community, say))))
    if people := current_people(house, community):
        words = _members_in_teams(house, people)
        yield Fact(icon="users", strong=say.amount(len(people)), text=words, url=tab_url(community, "members"))
    if rhythms := _rhythms(community):
        yield Fact(icon="calendar", text=rhythms[0], url=tab_url(community, "meetings"))
    if channel := _channel(community):
        yield Fact(icon=CHANNEL_ICONS[channel.type], text=contact_words(channel), url=contact_url(channel))
    if community.charter and community.charter.reviewed:
        yield Fact(icon="check", text=f"Charter reviewed {say.day(community.charter.reviewed)}", url=community.charter.url)


def banner(house: House, community: Community) -> Banner | None:
    """Say what is special about a community that is not active."""
    match community.status:
        case "archived":
            successor = community_view(house, community.successor)
            words = "Its pages stay as they were, for what they hold is still worth reading."
            return Banner(tone="warning", title="This community has ended", words=words, link=successor)
        case "proposed":
            words = "It is being formed, and needs people who want it. See below how to join, or come to its first meeting."
            return Banner(tone="tip", title="This community is proposed", words=words)
        case "dormant":
            words = "It does not meet at present. Whoever wants to wake it is welcome: tell the people below, and set a date."
            return Banner(tone="note", title="This community is resting", words=words)
    return None


def _lifetime(community: Community, say: Filters) -> Iterator[str]:
    """Say since when a community is at work, and until when it was."""
    days = {entry.status: entry.date for entry in sorted(community.lifecycle, key=lambda entry: entry.date, reverse=True)}
    ended = days.get("archived") if community.status == "archived" else None
    if start := days.get("active"):
        yield f"from {say.day(start)}" if ended else f"since {say.day(start)}"
    if ended:
        yield f"until {say.day(ended)}"


def _members_in_teams(house: House, people: Sequence[str]) -> str:
    records = (house.person(person) for person in people)
    teams = len({person.team for person in records if person and person.team})
    words = "member" if len(people) == 1 else "members"
    return f"{words} in {teams} teams" if teams > 1 else words


def _rhythms(community: Community) -> list[str]:
    """Say when the series that still meet do so."""
    return [words for series in community.meetings if not is_over(series) and (words := rhythm_of(series))]


def _channel(community: Community) -> Contact | None:
    channels = {contact.type: contact for contact in reversed(community.contact)}
    return next((channels[type_] for type_ in CHANNEL_ICONS if type_ in channels), None)
