"""Calendars to subscribe to: of the whole site, of each community and of each person, and each series as a file of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, cached_property, partial

from guildhouse.features import edge
from guildhouse.features.calendar_texts import Texts
from guildhouse.features.calendar_views import CalendarView, calendars_of, communities_of, dated, due, promised_by
from guildhouse.features.meeting_views import series_file
from guildhouse.features.outputs import Made
from guildhouse.formats import icalendar
from guildhouse.formats.icalendar_zones import timezone
from guildhouse.formats.urls import output_path
from guildhouse.model.community import Community
from guildhouse.model.house import House
from guildhouse.model.meeting import Action, Series
from guildhouse.model.words import say
from guildhouse.settings import Settings
from guildhouse.sources import zones

AHEAD = 10
"""So many years from now on the changes of clocks are told that follow no rule."""


def outputs(house: House, settings: Settings) -> Iterator[Made]:
    """Write every calendar, and every series alone."""
    written = Calendars(house, settings)
    for view in calendars_of(house):
        yield written.calendar(view)
    for community in house.communities:
        for series in dated(house, community):
            if url := series_file(community, series):
                yield written.alone(community, series, url)


class Calendars:
    """Says of each series and promise what it is once, however many calendars hold it, and writes those that are asked for."""

    def __init__(self, house: House, settings: Settings) -> None:
        """Take what there is to write."""
        self.house, self.texts = house, Texts(house, settings)
        self._promised: dict[str, icalendar.Promise] = {}
        self._part = cache(icalendar.meetings_or_promise)

    def calendar(self, view: CalendarView) -> Made:
        """Write one calendar."""
        if view.person is not None:
            return self._of_person(view)
        communities = [each for each in self.house.communities if view.community in (None, each.id)]
        one = communities[0] if view.community else None
        promised = [action for each in communities for action in due(self.house, each)]
        cover = self._of_community(one, view.url) if one else self.texts.cover_of_all(view.url)
        return self._joined(view.url, cover, communities, promised)

    def _of_community(self, community: Community, url: str) -> icalendar.Cover:
        words = say("Meetings and open actions of %(community)s.", community=community.name)
        return self.texts.cover_of(community, community.name, words, community.url, url)

    def alone(self, community: Community, series: Series, url: str) -> Made:
        """Write a calendar that holds one series."""
        words = say("Meetings of %(community)s", community=community.name)
        cover = self.texts.cover_of(community, series.title, words, f"{community.url}meetings/", url)
        return self._made(url, cover, (self._series[community.id][series.id],), series.source.path)

    def _of_person(self, view: CalendarView) -> Made:
        person = self.house.person(view.person)
        if person is None:
            message = f"{view.person!r} has no record"
            raise ValueError(message)
        words = say("Meetings of the communities of %(person)s, and what they have promised.", person=person.name)
        cover = self.texts.cover(person.name, words, person.url, view.url, (person.url, person.aliases))
        return self._joined(view.url, cover, communities_of(self.house, person), promised_by(self.house, person))

    def _joined(self, url: str, cover: icalendar.Cover, communities: Iterable[Community], promised: Iterable[Action]) -> Made:
        found = [self._series[each.id][series.id] for each in communities for series in dated(self.house, each)]
        return self._made(url, cover, (*found, *map(self._promise, promised)))

    def _made(self, url: str, cover: icalendar.Cover, parts: tuple[icalendar.Part, ...], owner: str | None = None) -> Made:
        """Ask for a calendar; the zones that it describes follow from its series and the years that all series span."""
        used = tuple(sorted({name for part in parts if isinstance(part, icalendar.Meetings) and (name := part.zone_name)}))
        spans = tuple((name, self._first[name], self.house.today.year + AHEAD) for name in used)
        make = partial(self._written, cover, spans, parts)
        made_from = (cover, spans, parts)
        return Made(output_path(url), made_from, make, owner) if owner else Made(output_path(url), made_from, make)

    def _written(self, cover: icalendar.Cover, spans: tuple[tuple[str, int, int], ...], parts: tuple[icalendar.Part, ...]) -> bytes:
        return icalendar.calendar(cover, [_zone(*span) for span in spans], map(self._part, parts))

    def _promise(self, action: Action) -> icalendar.Promise:
        if action.id not in self._promised and action.due:
            self._promised[action.id] = self.texts.promise(action, action.due)
        return self._promised[action.id]

    @cached_property
    def _series(self) -> dict[str, dict[str, icalendar.Meetings]]:
        """What calendars say of every series, by the ids of its community and of its own."""
        return {
            community.id: {each.id: self.texts.meetings(community, each) for each in dated(self.house, community)}
            for community in self.house.communities
        }

    @cached_property
    def _first(self) -> dict[str, int]:
        """The year of the first date in every zone that has to be described."""
        found: dict[str, int] = {}
        for series in (series for community in self._series.values() for series in community.values()):
            if name := series.zone_name:
                found[name] = min(found.get(name, self.house.today.year), series.recurrence.earliest.year)
        return found


@cache
def _zone(name: str, first: int, last: int) -> bytes:
    zone = zones.zone(name)
    return timezone(zone, zones.footer(name), first, last) if zone else b""


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
