"""The tabs of a community, each when it has something to show: meetings, decisions, resources, members, charter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias

from guildhouse.features import edge
from guildhouse.features.calendar_views import CalendarLinks, calendar_links
from guildhouse.features.community_frame import TabContext, tab_frame
from guildhouse.features.context import Context, NewText
from guildhouse.features.document_views import TrustView, article, headlined, retimed, translation_views, trust_view
from guildhouse.features.health import folder
from guildhouse.features.meeting_views import SeriesView, coming_of, is_over, series_view
from guildhouse.features.member_views import MemberView, RoleGroup, role_groups, thanked_leads, thanked_members
from guildhouse.features.note_views import (
    STATUS_WORDS,
    UNSTATED,
    DecisionView,
    NoteGroup,
    NoteView,
    by_year,
    decision_view,
    is_coming,
    note_view,
    unrecorded,
)
from guildhouse.features.outputs import Page, page_at
from guildhouse.features.relation_views import LIAISONS, TieGroup, tie_groups
from guildhouse.features.resource_views import ResourceView, Shelf, anchored, library, resource_view
from guildhouse.features.views import DocumentView, document_view
from guildhouse.model.body import Body, Heading
from guildhouse.model.community import Community
from guildhouse.model.house import House
from guildhouse.model.words import Words
from guildhouse.settings import Settings


@dataclass(frozen=True, kw_only=True)
class SeriesGroup:
    """Series that are shown together; a single one has no title of its own."""

    title: str
    series: tuple[SeriesView, ...]


@dataclass(frozen=True, kw_only=True)
class MeetingsTab(TabContext):
    """When a community meets, and the notes of its meetings."""

    folder: str
    calendar: CalendarLinks | None
    groups: tuple[SeriesGroup, ...]
    ended: tuple[SeriesView, ...]
    planned: tuple[NoteView, ...]
    years: tuple[NoteGroup, ...]


@dataclass(frozen=True, kw_only=True)
class StateGroup:
    """The decisions of one state."""

    title: Words
    decisions: tuple[DecisionView, ...]


@dataclass(frozen=True, kw_only=True)
class DecisionsTab(TabContext):
    """The log of a community's decisions."""

    folder: str
    states: tuple[StateGroup, ...]
    in_notes: tuple[DecisionView, ...]


@dataclass(frozen=True, kw_only=True)
class ResourcesTab(TabContext):
    """What a community relies on, and what it wrote."""

    folder: str
    curated: tuple[ResourceView, ...]
    shelves: tuple[Shelf, ...]
    elsewhere: tuple[DocumentView, ...]


@dataclass(frozen=True, kw_only=True)
class MembersTab(TabContext):
    """Who takes part, who did, and who goes between."""

    groups: tuple[RoleGroup, ...]
    past_leads: tuple[MemberView, ...]
    past: tuple[MemberView, ...]
    """Those who took part before and are not thanked for leading already."""
    liaisons: tuple[TieGroup, ...]


@dataclass(frozen=True, kw_only=True)
class CharterTab(TabContext):
    """What a community agreed on about itself."""

    body: Body
    headings: tuple[Heading, ...]
    trust: TrustView

    def rewritten(self, text: NewText) -> CharterTab:
        """Show a new text; the heading is that of the tab."""
        return replace(
            self,
            description=text.description or self.description,
            picture=text.body.facts.picture,
            subject=headlined(self.subject, text.title),
            body=text.body,
            headings=_sections(text.body),
            trust=retimed(self.trust, text.body),
        )


def outputs(house: House, settings: Settings) -> Iterator[Page]:
    """Make the tabs that have something to show."""
    asked = {"meetings": meetings_tab, "charter": charter_tab}
    tabs: dict[str, Tab] = {**TABS, **{name: partial(tab, settings=settings) for name, tab in asked.items()}}
    for community in house.communities:
        for tab in house.tabs_of(community):
            page = tabs[tab](house, community)
            yield page_at(f"community/{tab}.html", page, page.source or community.source.path)


def meetings_tab(house: House, community: Community, settings: Settings) -> MeetingsTab:
    """Say what the tab of meetings shows: dates to come, then notes by year."""
    series = tuple(coming_of(community))
    notes = house.meetings_of(community.id)
    planned = tuple(note for note in notes if is_coming(note, house.today))
    return MeetingsTab(
        **tab_frame(house, community, "meetings"),
        folder=folder(community),
        calendar=calendar_links(house, settings, community),
        groups=tuple(_grouped(house, community)),
        ended=tuple(series_view(house, community, each) for each in series if is_over(each)),
        planned=tuple(note_view(house, note) for note in reversed(planned)),
        years=by_year(house, (note for note in notes if not is_coming(note, house.today))),
    )


def decisions_tab(house: House, community: Community) -> DecisionsTab:
    """Say what the log of decisions shows: records by state, then what notes decided without a record."""
    records = house.decisions_of(community.id)
    groups = (
        StateGroup(title=title, decisions=tuple(decision_view(house, each) for each in records if (each.status or UNSTATED) == status))
        for status, title in STATUS_WORDS.items()
    )
    return DecisionsTab(
        **tab_frame(house, community, "decisions"),
        folder=folder(community),
        states=tuple(group for group in groups if group.decisions),
        in_notes=unrecorded(house, house.meetings_of(community.id)),
    )


def resources_tab(house: House, community: Community) -> ResourcesTab:
    """Say what the tab of resources shows: what was chosen, the library, pages elsewhere."""
    return ResourcesTab(
        **tab_frame(house, community, "resources"),
        folder=folder(community),
        curated=tuple(resource_view(house, each, anchor) for each, anchor in anchored(community)),
        shelves=library(house, community),
        elsewhere=tuple(document_view(house, each) for each in house.resource_pages_of(community.id)),
    )


def members_tab(house: House, community: Community) -> MembersTab:
    """Say what the tab of members shows."""
    return MembersTab(
        **tab_frame(house, community, "members"),
        groups=role_groups(house, community),
        past_leads=thanked_leads(house, community),
        past=thanked_members(house, community),
        liaisons=tuple(group for group in tie_groups(house, community) if group.kind == LIAISONS),
    )


def charter_tab(house: House, community: Community, settings: Settings) -> CharterTab:
    """Say what the charter shows."""
    text = community.charter or house.listings[f"{community.url}charter/"]
    page = CharterTab(
        **tab_frame(house, community, "charter") | {"intro": Body()},
        body=text.body,
        headings=_sections(text.body),
        trust=trust_view(house, text),
    )
    lang = text.lang if text.lang != settings.language else None
    return replace(
        page,
        source=text.source.path,
        description=text.description or page.description,
        lang=lang,
        translations=translation_views(house, text, settings),
        picture=text.body.facts.picture,
        subject=article(house, text),
    )


def _sections(body: Body) -> tuple[Heading, ...]:
    return tuple(heading for heading in body.headings if heading.level == 2)  # noqa: PLR2004 - the sections


Tab: TypeAlias = Callable[[House, Community], Context]
"""What makes a tab."""
TABS: dict[str, Tab] = {
    "decisions": decisions_tab,
    "resources": resources_tab,
    "members": members_tab,
}
"""The tabs that need no settings, as the charter does, which names its languages, and the meetings with the address of their calendar."""


def _grouped(house: House, community: Community) -> Iterator[SeriesGroup]:
    """Group the series that still meet; those without a group stand for themselves."""
    groups: dict[str, list[SeriesView]] = {}
    for series in coming_of(community):
        if not is_over(series):
            view = series_view(house, community, series)
            groups.setdefault(view.group or f"#{view.id}", []).append(view)
    for name, views in groups.items():
        yield SeriesGroup(title="" if name.startswith("#") else name, series=tuple(views))


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
