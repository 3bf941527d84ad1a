"""Learning paths: all of them with what comes before what, and a page for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guildhouse.features import edge
from guildhouse.features.context import Context, Crumb
from guildhouse.features.document_views import CONTENTS_FROM, LinkView
from guildhouse.features.listing_views import Choices, opening, owner_of
from guildhouse.features.outputs import Page, page_at
from guildhouse.features.path_views import LEVELS, URL, MentorView, PathCard, Stage, keepers, mentors, old_ids, path_card, stages, total
from guildhouse.features.views import CommunityView, PersonView, community_view
from guildhouse.formats.json_ld import Course, Lesson
from guildhouse.formats.layers import Drawing, layered
from guildhouse.model.body import Body, Heading
from guildhouse.model.house import House
from guildhouse.model.learning import LearningPath
from guildhouse.model.words import Words, say, strung
from guildhouse.settings import Settings

MOST_DRAWN = 60
"""So many paths are drawn at most: a picture of more shows nothing, and the list beside it shows all."""
FILTERED_FROM = 9
"""So many paths are chosen from more quickly with a filter."""


@dataclass(frozen=True, kw_only=True)
class ListedPath:
    """A path among all: its card, and what one can choose it by."""

    card: PathCard
    level: str
    community: str


@dataclass(frozen=True, kw_only=True)
class Order:
    """A path and those that it helps to have followed before."""

    path: LinkView
    before: tuple[LinkView, ...]


@dataclass(frozen=True, kw_only=True)
class PathsPage(Context):
    """All paths; `orders` says in words what `drawing` shows, `links` leads from the drawing's boxes, by id."""

    intro: Body
    paths: tuple[ListedPath, ...]
    choices: tuple[Choices, ...]
    orders: tuple[Order, ...]
    drawing: Drawing | None
    links: tuple[tuple[str, LinkView], ...]


@dataclass(frozen=True, kw_only=True)
class PathPage(Context):
    """A path: for whom it is, what one can do afterwards, its steps, who helps and who keeps it."""

    id: str
    old_ids: tuple[str, ...]
    lead: str
    card: PathCard
    time: str | Words
    optional_time: str | Words
    level: Words | None
    outcomes: tuple[str, ...]
    teaches: tuple[str, ...]
    before: tuple[LinkView, ...]
    after: tuple[LinkView, ...]
    is_free: bool
    stages: tuple[Stage, ...]
    contents: tuple[Heading, ...]
    mentors: tuple[MentorView, ...]
    maintainers: tuple[PersonView, ...]
    community: CommunityView | None
    reviewed: dt.date | None
    review_by: dt.date | None
    is_due: bool
    license: str | None
    print_url: str


def outputs(house: House, settings: Settings) -> Iterator[Page]:
    """Make the list and a page for each path."""
    del settings
    if house.paths or URL in house.listings:
        yield page_at("path/all.html", paths_page(house), owner_of(house, URL))
    follow = followers(house)
    for path in house.paths:
        yield page_at("path/path.html", path_page(house, path, follow.get(path.id, ())), path.source.path)


def paths_page(house: House) -> PathsPage:
    """Say what the list of all paths shows."""
    ordered = sorted(house.paths, key=lambda path: list(LEVELS).index(path.level) if path.level else len(LEVELS))
    return PathsPage(
        **opening(house, URL, say("Learning paths"), say("What to read, try and talk about, in an order that works.")),
        kind="paths",
        apart=("paths",),
        crumbs=(Crumb(label=say("Home"), url="/"),),
        paths=tuple(ListedPath(card=path_card(house, path), level=path.level or "", community=path.community or "") for path in ordered),
        choices=tuple(_choices(house)) if len(ordered) >= FILTERED_FROM else (),
        orders=tuple(Order(path=_link(path), before=_links(house, path.prerequisites)) for path in ordered if path.prerequisites),
        drawing=_drawing(house),
        links=tuple((path.id, _link(path)) for path in house.paths),
    )


def _choices(house: House) -> Iterator[Choices]:
    levels = {path.level for path in house.paths}
    yield Choices(name="level", label=say("Level"), options=tuple((each, words) for each, words in LEVELS.items() if each in levels))
    kept = {path.community for path in house.paths}
    names = tuple((each.id, each.name) for each in house.communities if each.id in kept)
    yield Choices(name="community", label=say("Community"), options=names)


def _drawing(house: House) -> Drawing | None:
    """Draw the paths that come before or after others; None where there are none, or too many to be seen at a glance."""
    tied = {id_ for path in house.paths if path.prerequisites for id_ in (path.id, *path.prerequisites)}
    return layered(tied, {path.id: path.prerequisites for path in house.paths}) if 0 < len(tied) <= MOST_DRAWN else None


def followers(house: House) -> dict[str, tuple[LinkView, ...]]:
    """Tell for each path, by id, which others it helps to have followed it for."""
    found: dict[str, list[LinkView]] = {}
    for path in house.paths:
        for id_ in dict.fromkeys(path.prerequisites):
            found.setdefault(id_, []).append(_link(path))
    return {id_: tuple(links) for id_, links in found.items()}


def path_page(house: House, path: LearningPath, after: tuple[LinkView, ...]) -> PathPage:
    """Say what the page of a path shows."""
    shown = stages(house, path)
    effort = house.efforts[path.id]
    return PathPage(
        kind="path",
        url=path.url,
        title=strung((path.title, say("Learning path"))),
        description=path.summary or path.title,
        crumbs=(Crumb(label=say("Home"), url="/"), Crumb(label=say("Learning paths"), url=URL)),
        source=path.source.path,
        subject=course(house, path, shown),
        apart=("paths", "progress"),
        id=path.id,
        old_ids=old_ids(house, path),
        lead=path.summary or "",
        card=path_card(house, path),
        time=total(effort.needed),
        optional_time=total(effort.optional),
        level=LEVELS.get(path.level or ""),
        outcomes=path.outcomes,
        teaches=tuple(dict.fromkeys(word for step in path.steps for word in step.teaches)),
        before=_links(house, path.prerequisites),
        after=after,
        is_free=path.order == "free",
        stages=shown,
        contents=_contents(shown),
        mentors=mentors(house, path),
        maintainers=keepers(house, path),
        community=community_view(house, path.community),
        reviewed=path.reviewed,
        review_by=path.review_by,
        is_due=path.review_by is not None and path.review_by <= house.today,
        license=path.license,
        print_url=path.print_url,
    )


def course(house: House, path: LearningPath, shown: Iterable[Stage]) -> Course:
    """Describe a path for machines."""
    return Course(
        name=path.title,
        description=path.summary or "",
        teaches=path.outcomes,
        requires=tuple(link.title for link in _links(house, path.prerequisites)),
        audience=path.audience,
        level=path.level,
        minutes=house.efforts[path.id].needed,
        license=path.license,
        parts=tuple(Lesson(name=step.title, url=step.url) for stage in shown for step in stage.steps if isinstance(step.title, str)),
    )


def _contents(shown: tuple[Stage, ...]) -> tuple[Heading, ...]:
    return tuple(Heading(2, stage.anchor, stage.title) for stage in shown if stage.title) if len(shown) >= CONTENTS_FROM else ()


def _link(path: LearningPath) -> LinkView:
    return LinkView(title=path.title, url=path.url)


def _links(house: House, ids: Iterable[str]) -> tuple[LinkView, ...]:
    return tuple(_link(path) for id_ in dict.fromkeys(ids) if (path := house.path(id_)))


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
