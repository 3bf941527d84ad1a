"""Calendars to subscribe to: of the whole site, of each community and of each person, and each series as a file of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from guildhouse.features import edge
from guildhouse.features.calendar_texts import Texts
from guildhouse.features.calendar_views import (
    CalendarView,
    calendars_of,
    communities_of,
    dated,
    due,
    promised_by,
)
from guildhouse.features.meeting_views import coming_of, series_file
from guildhouse.features.outputs import File
from guildhouse.formats import icalendar
from guildhouse.formats.crest import hue
from guildhouse.formats.icalendar_zones import timezone
from guildhouse.formats.urls import output_path
from guildhouse.model.community import Community
from guildhouse.model.house import House
from guildhouse.model.meeting import Action, Series
from guildhouse.model.words import Words, say
from guildhouse.settings import Settings
from guildhouse.sources import zones

AHEAD = 10
"""So many years from now on the changes of clocks are told that follow no rule."""


def outputs(house: House, settings: Settings) -> Iterator[File]:
    """Write every calendar, and every series alone."""
    written = Calendars(house, settings)
    for view in calendars_of(house):
        yield File(output_path(view.url), written.calendar(view))
    for community in house.communities:
        for series in dated(house, community):
            if url := series_file(community, series):
                yield File(output_path(url), written.alone(community, series, url), series.source.path)


class Calendars:
    """Writes each series, promise and zone once, however many calendars hold it."""

    def __init__(self, house: House, settings: Settings) -> None:
        """Take what there is to write."""
        self.house, self.texts = house, Texts(house, settings)
        self._promised: dict[str, bytes] = {}

    def calendar(self, view: CalendarView) -> bytes:
        """Write one calendar."""
        if view.person is not None:
            return self._of_person(view)
        communities = [each for each in self.house.communities if view.community in (None, each.id)]
        one = communities[0] if view.community else None
        words = say("Meetings and open actions of %(community)s.", community=one.name) if one else self._everything
        title = one.name if one else self.texts.settings.site_name
        cover = self.texts.cover(title, words, one.url if one else "/meetings/", view.url, hue(one.id, one.hue) if one else None)
        promised = [action for each in communities for action in due(self.house, each)]
        return self._joined(cover, communities, promised)

    def alone(self, community: Community, series: Series, url: str) -> bytes:
        """Write a calendar that holds one series."""
        words = say("Meetings of %(community)s", community=community.name)
        cover = self.texts.cover(series.title, words, f"{community.url}meetings/", url, hue(community.id, community.hue))
        zone = series.timezone or ""
        return icalendar.calendar(cover, [self._zones[zone]] if zone in self._zones else [], [self._series[community.id][series.id]])

    @property
    def _everything(self) -> Words:
        return say("Meetings and open actions of all communities.")

    def _of_person(self, view: CalendarView) -> bytes:
        person = self.house.person(view.person)
        if person is None:
            message = f"{view.person!r} has no record"
            raise ValueError(message)
        words = say("Meetings of the communities of %(person)s, and what they have promised.", person=person.name)
        cover = self.texts.cover(person.name, words, person.url, view.url)
        return self._joined(cover, communities_of(self.house, person), promised_by(self.house, person))

    def _joined(self, cover: icalendar.Cover, communities: Iterable[Community], promised: Iterable[Action]) -> bytes:
        found = [(series.timezone or "", self._series[each.id][series.id]) for each in communities for series in dated(self.house, each)]
        used = sorted({zone for zone, _ in found} & self._zones.keys())
        tasks = [self._promise(action) for action in promised]
        return icalendar.calendar(cover, [self._zones[zone] for zone in used], [*(part for _, part in found), *tasks])

    def _promise(self, action: Action) -> bytes:
        if action.id not in self._promised and action.due:
            self._promised[action.id] = icalendar.promise(self.texts.promise(action, action.due))
        return self._promised[action.id]

    @cached_property
    def _series(self) -> dict[str, dict[str, bytes]]:
        """Every series as its part of a calendar, by the ids of its community and of its own."""
        return {
            community.id: {each.id: icalendar.meetings(self.texts.meetings(community, each)) for each in dated(self.house, community)}
            for community in self.house.communities
        }

    @cached_property
    def _zones(self) -> dict[str, bytes]:
        """Every zone that has to be described, from the year of the first date in it on."""
        first: dict[str, int] = {}
        for series in (series for community in self.house.communities for series in coming_of(community)):
            if series.recurrence and series.timezone and series.timezone not in icalendar.UTC_NAMES:
                first[series.timezone] = min(first.get(series.timezone, 9999), series.recurrence.earliest.year)
        last = self.house.today.year + AHEAD
        return {
            name: timezone(zone, zones.footer(name), min(year, last), last)
            for name, year in sorted(first.items())
            if (zone := zones.zone(name))
        }


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
