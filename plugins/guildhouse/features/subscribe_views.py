"""What the page of all feeds and calendars shows: everything that one can follow, in groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guildhouse.features.calendar_views import calendars_of
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


@dataclass(frozen=True, kw_only=True)
class EntryView:
    """Something to follow: where it is, and its address in full for whoever copies it."""

    words: str | Words
    url: str
    address: str
    icon: str
    kind: Words


@dataclass(frozen=True, kw_only=True)
class GroupView:
    """What belongs to one community, or to one person, whose names stand above it."""

    name: str | Words
    url: str | None
    community: CommunityView | None
    entries: tuple[EntryView, ...]


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
    entries = [(each.group, each.owner, _feed(each, settings)) for each in listed] + list(_calendars(house, settings))
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
    for person in house.people:
        if found := by_owner.get(person.id):
            yield GroupView(name=person.name, url=person.url, community=None, entries=tuple(found))


def _of(group: str, entries: Entries, owner: str | None = None) -> tuple[EntryView, ...]:
    return tuple(entry for of_group, whose, entry in entries if of_group == group and owner in (None, whose))


def _feed(listed: Listed, settings: Settings) -> EntryView:
    url = listed.feed.address("atom")
    return EntryView(words=listed.words, url=url, address=absolute(url, settings.site_url), icon="rss", kind=say("feed"))


def _calendars(house: House, settings: Settings) -> Iterator[tuple[str, str | None, EntryView]]:
    for each in calendars_of(house):
        group, owner = ("community", each.community) if each.community else ("person", each.person) if each.person else ("", None)
        address = absolute(each.url, settings.site_url) if settings.site_url else ""
        words = say("Meetings and actions") if owner else each.title
        yield group, owner, EntryView(words=words, url=each.url, address=address, icon="calendar", kind=say("calendar"))
