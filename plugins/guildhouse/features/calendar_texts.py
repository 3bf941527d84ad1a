"""What calendars say of series and promises, in the language of the site: from the House to the values that `formats` writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote, urlsplit

from guildhouse.features.calendar_changes import changed, written
from guildhouse.features.views import person_view
from guildhouse.formats.crest import hue
from guildhouse.formats.icalendar import COLOURS, Cover, Meetings, Promise
from guildhouse.formats.urls import absolute
from guildhouse.language import Language, language
from guildhouse.model.community import Community
from guildhouse.model.house import House
from guildhouse.model.meeting import Action, Occurrence, Series
from guildhouse.model.tags import oldest, part
from guildhouse.model.words import Value, Words, say, strung
from guildhouse.settings import Settings
from guildhouse.sources import zones

NOWHERE = "guildhouse.invalid"
"""The authority of ids of a site that has neither an authority nor an address."""


class Texts:
    """Writes what calendars say of one site."""

    def __init__(self, house: House, settings: Settings) -> None:
        """Take the House and the language and address of its site."""
        self.house, self.settings = house, settings
        self.tongue: Language = language(settings.language)
        self.authority = settings.authority.partition(",")[0].rpartition("@")[2] or urlsplit(settings.site_url).hostname or NOWHERE
        self._notes = {note.id: note for note in house.meetings}

    def cover_of_all(self, url: str) -> Cover:
        """Say what the calendar of the whole site says of itself; those of parts have no picture of their own to show."""
        words = say("Meetings and open actions of all communities.")
        cover = self.cover(self.settings.site_name, words, "/meetings/", url)
        return replace(cover, changed=changed(self.house.history), image=self.full("/favicon.svg"))

    def cover_of(self, community: Community, title: str, description: Words, page: str, url: str) -> Cover:
        """Say what a calendar of a community, or of one of its series, says of itself."""
        cover = self.cover(title, description, page, url, (community.url, community.aliases))
        return replace(
            cover,
            changed=changed(self.house.history, (community.url, *community.aliases)),
            categories=(community.name, *community.topics),
            colour=COLOURS.get(hue(community.id, community.hue)),
        )

    def cover(self, title: Value, description: Words, page: str, url: str, above: tuple[str, tuple[str, ...]] = ("", ())) -> Cover:
        """Say what every calendar says of itself; `page` and `url` are site addresses, `above` that of whose it is, with its old ones.

        A person's does not say when it last changed: with a community that they left, its last change would leave as well.
        """
        return Cover(
            name=self.tongue.plain(title),
            uid=f"{self._dotted(oldest(url, (), above))}@{self.authority}",
            description=self.tongue.plain(description),
            url=self.full(page),
            source=self.full(url),
        )

    def meetings(self, community: Community, series: Series) -> Meetings:
        """Say what a calendar says of a series; its dates are known."""
        zone, recurrence = zones.zone(series.timezone or ""), series.recurrence
        if zone is None or recurrence is None or series.time is None:
            message = f"the dates of {series.id!r} are not known"
            raise ValueError(message)
        notes = [each.note for each in (*recurrence.changed, *recurrence.apart) if each.note]
        return Meetings(
            uid=self._uid(series.id, oldest(community.url, community.aliases)),
            title=self._title(community, series),
            recurrence=recurrence,
            time=series.time,
            zone=zone,
            written=written(self.house.history, (community.url, *community.aliases), recurrence.first),
            length=series.duration.fixed if series.duration else None,
            location=series.location,
            join_url=series.join_url,
            url=self.full(f"{community.url}meetings/"),
            description="\n".join(self._described(community, series)),
            category=community.name,
            cancelled=self.tongue.plain(say("Cancelled: %(title)s", title="%s")),
            notes=tuple((note, full) for note in notes if (full := self.full(note))),
        )

    def promise(self, action: Action, due: dt.date) -> Promise:
        """Say what a calendar says of a promise."""
        community = self.house.community(action.community)
        note = self._notes.get(action.note or "")
        place = (note.url, note.aliases) if note else (action.id.rpartition("#")[0], ())
        above = (community.url, community.aliases) if community else ("", ())
        owner = say("Promised by %(person)s", person=person_view(self.house, action.owner).name) if action.owner else ""
        return Promise(
            uid=self._uid(part("task", self._lasting_owner(action), action.task), oldest(*place, above)),
            task=action.task,
            due=due,
            written=written(self.house.history, (place[0], *place[1], above[0], *above[1]), note.date if note else due),
            url=self.full(action.url) if action.url else None,
            description=self.tongue.plain(owner),
            category=community.name if community else None,
        )

    def full(self, url: str) -> str | None:
        """Write an address of the site in full, when the site has one."""
        return absolute(url, self.settings.site_url) if self.settings.site_url else None

    def _title(self, community: Community, series: Series) -> str:
        """Name a series so that it is told apart among those of other communities; the same in every calendar, for its id is."""
        if community.name.casefold() in series.title.casefold():
            return series.title
        return self.tongue.plain(say("%(community)s: %(title)s", community=community.name, title=series.title))

    def _uid(self, name: str, place: str) -> str:
        return f"{quote(name)}.{self._dotted(place)}@{self.authority}"

    @staticmethod
    def _dotted(address: str) -> str:
        return quote(address.strip("/").replace("/", "."))

    def _lasting_owner(self, action: Action) -> str:
        """Name an owner by the oldest address of their page, which stays when theirs changes."""
        found = self.house.person(action.owner)
        return oldest(found.url, found.aliases) if found else action.owner or ""

    def _described(self, community: Community, series: Series) -> Iterator[str]:
        """Say what is on the agenda, whose turn it is, and where more stands."""
        if series.note:
            yield series.note
        if series.agenda:
            yield self.tongue.plain(say("Agenda:"))
            yield from (f"- {point}" for point in series.agenda)
        for each in series.occurrences or ():
            if turns := strung(self._turns(each)):
                yield self.tongue.plain(say("%(date)s: %(turns)s", date=each.start.date(), turns=turns))
        if series.join_url:
            yield self.tongue.plain(say("Join online: %(address)s", address=series.join_url))
        if notes := series.notes_url or self.full(f"{community.url}meetings/"):
            yield self.tongue.plain(say("Notes: %(address)s", address=notes))

    def _turns(self, each: Occurrence) -> Iterator[Words]:
        if each.facilitator:
            yield say("%(person)s facilitates", person=person_view(self.house, each.facilitator).name)
        if each.note_taker:
            yield say("%(person)s takes notes", person=person_view(self.house, each.note_taker).name)
