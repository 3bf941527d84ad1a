"""What the page of all feeds and calendars shows: everything that one can follow, in groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guildhouse.features.calendar_views import calendars_of, webcal
from guildhouse.features.context import SUBSCRIBE, Context, Crumb
from guildhouse.features.feed_views import Listed
from guildhouse.features.listing_views import opening
from guildhouse.features.views import CommunityView, community_view
from guildhouse.formats.urls import absolute
from guildhouse.model.body import Body
from guildhouse.model.house import House
from guildhouse.model.words import Words, say
from guildhouse.settings import Settings

ABOUT = say("Hear of what is new without coming back to look: feeds, and calendars with the meetings.")
_GROUPS = {"path": say("Learning paths"), "topic": say("Topics")}
"""What stands above those that name themselves."""


@dataclass(frozen=True, kw_only=True)
class EntryView:
    """Something to follow: where it is, and its address in full for whoever copies it.

    `whose` completes the words for those who hear them alone; `webcal` opens calendar programs, as far as it is a calendar.
    """

    words: str | Words
    whose: str | Words
    url: str
    address: str
    icon: str
    kind: Words
    webcal: str | None = None


@dataclass(frozen=True, kw_only=True)
class GroupView:
    """What belongs to one community, or to one person, whose names stand above it."""

    name: str | Words
    url: str | None
    community: CommunityView | None
    entries: tuple[EntryView, ...]

    @property
    def feeds(self) -> int:
        """Tell how many feeds these are; the rest is a calendar."""
        return sum(entry.icon == "rss" for entry in self.entries)


@dataclass(frozen=True, kw_only=True)
class SubscribePage(Context):
    """All feeds and calendars; without a site address there are no feeds."""

    intro: Body
    has_feeds: bool
    organisation: tuple[EntryView, ...]
    communities: tuple[GroupView, ...]
    people: tuple[GroupView, ...]
    paths: tuple[EntryView, ...]
    topics: tuple[EntryView, ...]


def subscribe_page(house: House, settings: Settings, listed: tuple[Listed, ...]) -> SubscribePage:
    """Say what the page shows."""
    entries = [*_feeds(house, settings, listed), *_calendars(house, settings)]
    return SubscribePage(
        **opening(house, SUBSCRIBE, say("Subscribe"), ABOUT),
        kind="subscribe",
        crumbs=(Crumb(label=say("Home"), url="/"),),
        has_feeds=bool(listed),
        organisation=_of("", entries),
        communities=tuple(_communities(house, entries)),
        people=tuple(_people(house, entries)),
        paths=_of("path", entries),
        topics=_of("topic", entries),
    )


Entries = Iterable[tuple[str, str | None, EntryView]]


def _communities(house: House, entries: Entries) -> Iterator[GroupView]:
    for community in house.communities:
        if found := _of("community", entries, community.id):
            yield GroupView(name=community.name, url=community.url, community=community_view(house, community.id), entries=found)


def _people(house: House, entries: Entries) -> Iterator[GroupView]:
    by_owner: dict[str | None, list[EntryView]] = {}
    for group, owner, entry in entries:
        if group == "person":
            by_owner.setdefault(owner, []).append(entry)
    for person in (each for each in house.people if each.is_there(house.today)):
        if found := by_owner.get(person.id):
            yield GroupView(name=person.name, url=person.url, community=None, entries=tuple(found))


def _of(group: str, entries: Entries, owner: str | None = None) -> tuple[EntryView, ...]:
    return tuple(entry for of_group, whose, entry in entries if of_group == group and owner in (None, whose))


def _feeds(house: House, settings: Settings, listed: Iterable[Listed]) -> Iterator[tuple[str, str | None, EntryView]]:
    for each in listed:
        url = each.feed.address("atom")
        address, whose = absolute(url, settings.site_url), _whose(house, settings, each.group, each.owner)
        yield each.group, each.owner, EntryView(words=each.words, whose=whose, url=url, address=address, icon="rss", kind=say("feed"))


def _calendars(house: House, settings: Settings) -> Iterator[tuple[str, str | None, EntryView]]:
    for each in calendars_of(house):
        group, owner = ("community", each.community) if each.community else ("person", each.person) if each.person else ("", None)
        entry = EntryView(
            words=each.words,
            whose=_whose(house, settings, group, owner),
            url=each.url,
            address=absolute(each.url, settings.site_url) if settings.site_url else "",
            icon="calendar",
            kind=say("calendar"),
            webcal=webcal(each.url, settings),
        )
        yield group, owner, entry


def _whose(house: House, settings: Settings, group: str, owner: str | None) -> str | Words:
    """Name whose feed or calendar it is, for many have the same words."""
    found = house.community(owner) if group == "community" else house.person(owner) if group == "person" else None
    return found.name if found else _GROUPS.get(group, settings.site_name)
