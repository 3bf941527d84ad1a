"""Checks what learning paths say about each other and about the pages that they lead to."""

from __future__ import annotations

from collections.abc import Mapping

from guildhouse.model.house import House
from guildhouse.model.learning import LearningPath
from guildhouse.model.texts import community_at, text_at
from guildhouse.sources import codes
from guildhouse.sources.circles import check_circles
from guildhouse.sources.documents import Reader
from guildhouse.sources.entries import Entry
from guildhouse.sources.values import Values


def check_paths(house: House, entries: Mapping[str, Entry], reader: Reader) -> None:
    """Find circles, pages of archived communities, reviews that are past or older than a page; `entries` are the files by id."""
    graph = {path.id: [*path.prerequisites, *path.inner] for path in house.paths}
    check_circles(graph, {path.id: path.source for path in house.paths}, "learning paths", reader.problems)
    for path in house.paths:
        values = entries[path.id].values
        if path.review_by and path.review_by < reader.today:
            reader.problems.add(codes.STALE_REVIEW, values.at("review_by"), f"the review of this path was due on {path.review_by}")
        pages = {step.id: step.page for step in path.steps}
        for step in values.get("steps") or ():
            _check_page(house, path, step, pages.get(step.get("id")), reader)


def _check_page(house: House, path: LearningPath, step: Values, url: str | None, reader: Reader) -> None:
    """Look at the page of one step."""
    page, community = text_at(house, url), community_at(house, url)
    if house.is_archived(community):
        message = f"the page belongs to the archived community {community!r}"
        reader.problems.add(codes.BAD_PATH, step.at("page"), message, "Choose a page that is kept alive.")
    changed = house.changed(page) if page else None
    if changed and path.reviewed and changed > path.reviewed:
        message = f"the page changed on {changed}, after the path was reviewed on {path.reviewed}"
        reader.problems.add(codes.STALE_REVIEW, step.at("page"), message)
