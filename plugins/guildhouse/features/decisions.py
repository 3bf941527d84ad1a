"""Decision records, one page each, and the page of all decisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from guildhouse.features import edge
from guildhouse.features.context import Context, Crumb, NewText
from guildhouse.features.document_views import LinkView, TrustView, link_view, trust_view
from guildhouse.features.listing_views import Choices, Part, opening, owner_of, year_anchor, year_part
from guildhouse.features.note_views import STATUS_WORDS, UNSTATED, DecisionView, decision_view, unrecorded
from guildhouse.features.outputs import Page, page_at
from guildhouse.features.reading_frame import framed, reading_frame, told
from guildhouse.features.views import CommunityView, PersonView, community_view, people_views
from guildhouse.model.body import Body, Heading
from guildhouse.model.decision import Decision
from guildhouse.model.house import House
from guildhouse.model.words import say
from guildhouse.settings import Settings

URL = "/decisions/"
ABOUT = say("What the organisation and its communities have decided, and what waits for an answer.")
TITLE = say("%(title)s, decision of %(where)s")
NUMBERED_TITLE = say("%(title)s, decision %(record)s of %(where)s")
UNNUMBERED = say("Decision of %(where)s, %(status)s: %(what)s")
NUMBERED = say("Decision %(record)s of %(where)s, %(status)s: %(what)s")
"""What the window and search engines say of a record."""


@dataclass(frozen=True, kw_only=True)
class DecisionPage(Context):
    """A decision: its state and who took part, then its reasons; what it replaced and what replaced it."""

    heading: str
    community: CommunityView | None
    status: str
    number: str | None
    date: dt.date | None
    deciders: tuple[PersonView, ...]
    consulted: tuple[PersonView, ...]
    informed: tuple[PersonView, ...]
    superseded_by: LinkView | None
    supersedes: tuple[LinkView, ...]
    notes: tuple[LinkView, ...]
    body: Body
    headings: tuple[Heading, ...]
    trust: TrustView | None
    previous: LinkView | None
    next: LinkView | None
    topics: tuple[str, ...]

    def rewritten(self, text: NewText) -> DecisionPage:
        """Show a new text; what is gathered from it elsewhere on the page follows with the next build."""
        return replace(self, **framed(text.title, text.body))


@dataclass(frozen=True, kw_only=True)
class YearOfDecisions:
    """The decisions of one year; those without a date have none."""

    year: int | None
    anchor: str
    decisions: tuple[DecisionView, ...]


@dataclass(frozen=True, kw_only=True)
class AllDecisions(Context):
    """All decisions: the organisation's own, those that wait for an answer, then all by year."""

    intro: Body
    parts: tuple[Part, ...]
    own: tuple[DecisionView, ...]
    waiting: tuple[DecisionView, ...]
    years: tuple[YearOfDecisions, ...]
    choices: tuple[Choices, ...]
    """What one can choose by among those of all years."""


def outputs(house: House, settings: Settings) -> Iterator[Page]:
    """Make a page for each record, and one for all decisions."""
    owners = dict.fromkeys(decision.community for decision in house.decisions)
    for owner in owners:
        ordered = sorted(house.decisions_of(owner), key=lambda decision: (decision.date or dt.date.max, decision.url))
        for decision, before, after in zip(ordered, [None, *ordered[:-1]], [*ordered[1:], None], strict=True):
            yield page_at("decision/record.html", decision_page(house, decision, before, after, settings), decision.source.path)
    if house.communities or house.decisions or URL in house.listings:
        yield page_at("decision/all.html", all_decisions(house), owner_of(house, URL))


def decision_page(house: House, decision: Decision, before: Decision | None, after: Decision | None, settings: Settings) -> DecisionPage:
    """Say what the page of a record shows; before and after it stand its neighbours in the log."""
    community = community_view(house, decision.community)
    where = community.name if community else settings.site_name
    status = STATUS_WORDS[decision.status or UNSTATED]
    known = {"where": where, "record": decision.number or ""}
    return DecisionPage(
        **reading_frame(house, decision, "decisions", settings),
        kind="decision",
        title=(NUMBERED_TITLE if decision.number else TITLE).given(title=decision.title, **known),
        description=(NUMBERED if decision.number else UNNUMBERED).given(status=status, what=_what(decision), **known),
        community=community,
        status=decision.status or UNSTATED,
        number=decision.number,
        date=decision.date,
        deciders=people_views(house, decision.decision_makers),
        consulted=people_views(house, decision.consulted),
        informed=people_views(house, decision.informed),
        superseded_by=_link(house, decision.superseded_by),
        supersedes=tuple(link for id_ in decision.supersedes if (link := _link(house, id_))),
        notes=tuple(link_view(note) for note in house.notes_about(decision.id)),
        trust=told(trust_view(house, decision)),
        previous=link_view(before) if before else None,
        next=link_view(after) if after else None,
        topics=decision.topics,
    )


def _what(decision: Decision) -> str:
    return decision.description or decision.title


def all_decisions(house: House) -> AllDecisions:
    """Say what the page of all decisions shows."""
    every = [decision_view(house, decision, community=True) for decision in house.decisions]
    entries = sorted(
        (*(view for view in every if view.status != "proposed"), *unrecorded(house, house.meetings, community=True)),
        key=lambda view: view.date or dt.date.min,
        reverse=True,
    )
    groups = groupby(entries, key=lambda view: view.date.year if view.date else None)
    years = tuple(YearOfDecisions(year=year, anchor=year_anchor(year), decisions=tuple(group)) for year, group in groups)
    own = tuple(decision_view(house, decision) for decision in house.decisions_of(None))
    waiting = tuple(view for view in every if view.status == "proposed")
    return AllDecisions(
        **opening(house, URL, say("Decisions"), ABOUT),
        kind="decisions",
        crumbs=(Crumb(label=say("Home"), url="/"),),
        parts=tuple(_parts(waiting, own, years)),
        own=own,
        waiting=waiting,
        years=years,
        choices=tuple(choices for choices in _choices(entries) if len(choices.options) > 1),
    )


def _parts(waiting: tuple[DecisionView, ...], own: tuple[DecisionView, ...], years: tuple[YearOfDecisions, ...]) -> Iterator[Part]:
    if waiting:
        yield Part(level=2, anchor="gh-waiting", text=say("Waiting for an answer"), number=len(waiting))
    if own:
        yield Part(level=2, anchor="gh-own", text=say("Of the whole organisation"), number=len(own))
    if years:
        yield Part(level=2, anchor="gh-all", text=say("All by year"), number=sum(len(year.decisions) for year in years))
        yield from (year_part(year.year, len(year.decisions), 3) for year in years)


def _choices(entries: Iterable[DecisionView]) -> Iterator[Choices]:
    every = tuple(entries)
    states = {view.status for view in every}
    shown = [(status, words) for status, words in STATUS_WORDS.items() if status in states]
    yield Choices(name="status", label=say("State"), options=(*shown, *([("note", say("In a note"))] if None in states else ())))
    owners = {view.community.id: view.community.name for view in every if view.community}
    ordered = sorted(owners.items(), key=lambda owner: (owner[1].casefold(), owner[0]))
    whole = [("-", say("Of the whole organisation"))] if any(not view.community for view in every) else []
    yield Choices(name="community", label=say("Community"), options=(*whole, *ordered))


def _link(house: House, id_: str | None) -> LinkView | None:
    decision = house.decision(id_)
    return link_view(decision) if decision else None


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
