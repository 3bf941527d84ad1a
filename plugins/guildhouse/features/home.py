"""The first page: what the house is for, what is new in it, when people meet next, who is there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from guildhouse.features import edge
from guildhouse.features.community_views import CommunityCard, community_card
from guildhouse.features.context import Context
from guildhouse.features.document_views import UpdateView, update_view
from guildhouse.features.meeting_views import MeetingView, upcoming
from guildhouse.features.outputs import PACKAGE, Page, page_at
from guildhouse.features.path_views import PathCard, first_path, kept_ids
from guildhouse.features.shelves import front
from guildhouse.features.thanks_views import ThanksView, recent_thanks
from guildhouse.model.body import Body
from guildhouse.model.document import Document
from guildhouse.model.house import House
from guildhouse.model.meeting import Meeting
from guildhouse.model.words import Words, say
from guildhouse.settings import Settings

ABOUT = say("What the communities of %(site)s know, decide and learn.")
UPDATES, MEETINGS, MOST_MEETINGS, THANKS, PAGES = 8, 20, 80, 3, 8
"""How many of each the page holds; of the meetings it shows a few, and the script more of them when those are past."""
AHEAD = dt.timedelta(days=15)
"""So far ahead it holds every meeting, up to `MOST_MEETINGS`: a house of many must not run out of them a day after its build."""


@dataclass(frozen=True, kw_only=True)
class Day:
    """What is new of one day."""

    date: dt.date
    updates: tuple[UpdateView, ...]


@dataclass(frozen=True, kw_only=True)
class PageLink:
    """A page or folder that everybody should know of."""

    title: str
    url: str
    description: str | Words


@dataclass(frozen=True, kw_only=True)
class HomePage(Context):
    """What the first page shows; archived communities stand in the directory only."""

    intro: Body
    days: tuple[Day, ...]
    meetings: tuple[MeetingView, ...]
    communities: tuple[CommunityCard, ...]
    pages: tuple[PageLink, ...]
    thanks: tuple[ThanksView, ...]
    start: PathCard | None
    """The learning path that newcomers begin with."""
    paths: str
    """The ids of all paths (`kept_ids`)."""
    has_directory: bool
    has_meetings: bool


def outputs(house: House, settings: Settings) -> Iterator[Page]:
    """Make the page."""
    text = house.home
    yield page_at("home/home.html", home_page(house, settings), text.source.path if text else PACKAGE)


def home_page(house: House, settings: Settings) -> HomePage:
    """Say what the first page shows."""
    text = house.home
    meetings = upcoming(house)
    return HomePage(
        kind="home",
        url="/",
        title=text.title if text else settings.site_name,
        description=(text.description if text else "") or ABOUT.given(site=settings.site_name),
        source=text.source.path if text else None,
        lang=text.lang if text else None,
        intro=text.body if text else Body(),
        days=tuple(days(house, newest(house))),
        meetings=soonest(meetings, house.today + AHEAD),
        communities=tuple(community_card(house, each) for each in house.communities if each.status != "archived"),
        pages=tuple(PageLink(title=each.title, url=each.url, description=each.description) for each in front(house)[:PAGES]),
        thanks=tuple(islice(recent_thanks(house), THANKS)),
        start=first_path(house),
        paths=kept_ids(house),
        has_directory=bool(house.communities),
        has_meetings=bool(meetings or house.meetings),
        apart=("progress",) if house.paths else (),
    )


def soonest(meetings: tuple[MeetingView, ...], end: dt.date) -> tuple[MeetingView, ...]:
    """Take the meetings before a day; some more where those are few, and not too many."""
    near = sum(1 for meeting in meetings if meeting.start.date() < end)
    return meetings[: min(max(near, MEETINGS), MOST_MEETINGS)]


def newest(house: House) -> list[Document]:
    """List the newest dated documents: notes of meetings that took place, decisions, news; nothing from after the build's day."""
    dated = (document for document in (*house.meetings, *house.decisions, *house.news) if document.date and document.date <= house.today)
    told = (document for document in dated if not (isinstance(document, Meeting) and document.status != "held"))
    return sorted(sorted(told, key=lambda document: document.url), key=_date, reverse=True)[:UPDATES]


def days(house: House, documents: Iterable[Document]) -> Iterator[Day]:
    """Group documents by their day."""
    for date, group in groupby(documents, key=_date):
        yield Day(date=date, updates=tuple(update_view(house, document) for document in group))


def _date(document: Document) -> dt.date:
    return document.date or dt.date.min


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
