"""What calendars say of series and promises, in the language of the site: from the House to the values that `formats` writes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, unquote, urlsplit

from guildhouse.features.views import person_view
from guildhouse.formats.icalendar import COLOURS, Cover, Meetings, Promise, Written
from guildhouse.formats.urls import absolute
from guildhouse.language import Language, language
from guildhouse.model.community import Community
from guildhouse.model.house import House
from guildhouse.model.meeting import Action, Occurrence, Series
from guildhouse.model.publication_dates import whole
from guildhouse.model.tags import oldest, part
from guildhouse.model.words import Value, Words, say, strung
from guildhouse.settings import Settings
from guildhouse.sources import zones

NOWHERE = "guildhouse.invalid"
"""The authority of ids of a site that has neither an authority nor an address."""
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
TICK = dt.timedelta(seconds=10)
"""What numbers of changes count: the 31 bits that they have last until the year 2650."""
MOST_CHANGES = 2**31 - 1
_COMMUNITY = re.compile(r"/?(communities/[^/]+)(?:/.*)?")


class Texts:
    """Writes what calendars say of one site."""

    def __init__(self, house: House, settings: Settings) -> None:
        """Take the House and the language and address of its site."""
        self.house, self.settings = house, settings
        self.tongue: Language = language(settings.language)
        self.authority = settings.authority.partition(",")[0].rpartition("@")[2] or urlsplit(settings.site_url).hostname or NOWHERE
        self._notes = {note.id: note for note in house.meetings}

    def cover(self, title: Value, description: Words, page: str, url: str, hue: str | None = None) -> Cover:
        """Say what a calendar says of itself; `page` and `url` are site addresses."""
        return Cover(
            name=self.tongue.plain(title),
            description=self.tongue.plain(description),
            colour=COLOURS.get(hue or ""),
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
            title=series.title,
            recurrence=recurrence,
            time=series.time,
            zone=zone,
            written=self._written((community.url, *community.aliases), recurrence.first),
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
            written=self._written((place[0], *place[1], above[0], *above[1]), note.date if note else due),
            url=self.full(action.url) if action.url else None,
            description=self.tongue.plain(owner),
            category=community.name if community else None,
        )

    def full(self, url: str) -> str | None:
        """Write an address of the site in full, when the site has one."""
        return absolute(url, self.settings.site_url) if self.settings.site_url else None

    def _uid(self, name: str, place: str) -> str:
        return f"{quote(name)}.{quote(place.strip('/').replace('/', '.'))}@{self.authority}"

    def _lasting_owner(self, action: Action) -> str:
        """Name an owner by the oldest address of their page, which stays when theirs changes."""
        found = self.house.person(action.owner)
        return oldest(found.url, found.aliases) if found else action.owner or ""

    def _written(self, addresses: Iterable[str], fallback: dt.date) -> Written:
        """Ask history when anything last changed in the communities to which some addresses belong; else take the date that is given.

        What a calendar says of a series can come from any file of its community, and from one that is gone: a note that cancelled a date.
        """
        trail = self.house.history.trail(folder for address in addresses for folder in _folders(address))
        if trail is None:
            return Written(stamp=dt.datetime.combine(fallback, dt.time(), dt.UTC))
        ticks = max(0, (trail.last - EPOCH) // TICK)
        changes = min(ticks + trail.commits, MOST_CHANGES)  # a commit that came later counts, though its own date is an earlier one
        return Written(stamp=whole(trail.last), changes=changes, is_known=True)

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


def _folders(address: str) -> tuple[str, ...]:
    """Name the folders of a community in which its series and its notes stand, or stood when something had this address."""
    found = _COMMUNITY.fullmatch(unquote(address))
    return (found[1], f"{found[1]}/meetings") if found else ()
