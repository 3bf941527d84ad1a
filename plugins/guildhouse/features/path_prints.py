"""Learning paths for paper: every text of a path on one page, answers at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from guildhouse.features import edge
from guildhouse.features.context import Context, Crumb
from guildhouse.features.document_views import LinkView
from guildhouse.features.embedding_views import embedded_body
from guildhouse.features.outputs import Page, page_at
from guildhouse.features.path_views import KINDS, URL, PathCard, address_title, kind_of, mentors, page_of, path_card, step_title, time
from guildhouse.features.views import PersonView
from guildhouse.formats.urls import absolute, is_internal
from guildhouse.model.body import Body
from guildhouse.model.house import House
from guildhouse.model.learning import LearningPath, Question, Step
from guildhouse.model.words import Words, say
from guildhouse.settings import Settings

DEEPEST = 5
"""Titles of steps have no deeper level, so that the headings of their texts have one."""
INNERMOST = 4
"""Paths inside paths inside paths …: those that lie deeper are only linked."""
NO_TEXT = Body()


@dataclass(frozen=True, kw_only=True)
class PrintedStep:
    """A step on paper: `number` is `3`, inside the third step `3.1`; `level` is that of its heading.

    `begins` is the section that begins with it. `again` is the number of a step further up that has its text already.
    """

    number: str
    anchor: str
    level: int
    begins: str
    title: str | Words
    kind_word: Words
    time: str | Words
    is_optional: bool
    summary: str
    link: LinkView | None
    questions: tuple[Question, ...]
    again: str | None = None
    body: Body = NO_TEXT
    text_lang: str | None = None


@dataclass(frozen=True, kw_only=True)
class PrintPage(Context):
    """A path on one page."""

    path: PathCard
    outcomes: tuple[str, ...]
    before: tuple[str, ...]
    steps: tuple[PrintedStep, ...]
    mentors: tuple[PersonView, ...]
    license: str | None


def outputs(house: House, settings: Settings) -> Iterator[Page]:
    """Make a page for each path."""
    for path in house.paths:
        yield page_at("path/print.html", print_page(house, path, settings), path.source.path)


def print_page(house: House, path: LearningPath, settings: Settings) -> PrintPage:
    """Say what the printable page of a path shows."""
    return PrintPage(
        kind="path-print",
        apart=("paths",),
        url=path.print_url,
        title=say("%(path)s, on one page", path=path.title),
        description=say("All of it on one page: %(words)s", words=path.summary or path.title),
        crumbs=(Crumb(label=say("Home"), url="/"), Crumb(label=say("Learning paths"), url=URL), Crumb(label=path.title, url=path.url)),
        source=path.source.path,
        noindex=True,
        canonical=path.url,
        path=path_card(house, path),
        outcomes=path.outcomes,
        before=tuple(found.title for id_ in path.prerequisites if (found := house.path(id_))),
        steps=tuple(_printed(house, path, settings)),
        mentors=tuple(each.person for each in mentors(house, path)),
        license=path.license,
    )


@dataclass(frozen=True)
class _Place:
    """A step on its way to paper: where it stands among all, and the section that begins with it."""

    step: Step
    number: str
    depth: int
    begins: str

    @property
    def anchor(self) -> str:
        return f"gh-{self.number}"


def _printed(house: House, path: LearningPath, settings: Settings) -> Iterator[PrintedStep]:
    places = list(_places(house, path))
    first: dict[str, _Place] = {}
    for place in places:
        if what := _address(house, place.step):
            first.setdefault(what, place)
    inside = {url: f"{place.anchor}-" for url, place in first.items()}
    above = 2 if any(place.begins for place in places) else 1
    for place in places:
        earlier = first.get(_address(house, place.step) or "", place)
        made = _step(house, place, min(above + 1 + place.depth, DEEPEST), settings)
        yield replace(made, again=earlier.number) if earlier is not place else _with_text(house, place, made, inside, settings)


def _address(house: House, step: Step) -> str | None:
    """Tell the address of the text or the path that a step shows."""
    found = page_of(house, step) or house.path(step.path)
    return found.url if found else None


def _places(house: House, path: LearningPath) -> Iterator[_Place]:
    """List the steps of a path in order, those of a path inside it after its own step, the first time it comes."""
    shown = {path.id}
    waiting = [_row(path, "", 0)]
    while waiting:
        place = next(waiting[-1], None)
        if place is None:
            waiting.pop()
            continue
        yield place
        inner = house.path(place.step.path)
        if inner and inner.id not in shown and place.depth < INNERMOST:
            shown.add(inner.id)
            waiting.append(_row(inner, f"{place.number}.", place.depth + 1))


def _row(path: LearningPath, above: str, depth: int) -> Iterator[_Place]:
    section = None
    for number, step in enumerate(path.steps, 1):
        begins = step.section if step.section and step.section != section and not depth else ""
        section = step.section or section
        yield _Place(step, f"{above}{number}", depth, begins or "")


def _step(house: House, place: _Place, level: int, settings: Settings) -> PrintedStep:
    """Show a step without the text that it leads to."""
    step, inner = place.step, house.path(place.step.path)
    too_deep = inner.url if inner and place.depth == INNERMOST else None
    return PrintedStep(
        number=place.number,
        anchor=place.anchor,
        level=level,
        begins=place.begins,
        title=step_title(house, step),
        kind_word=KINDS[kind_of(step)][0],
        time=time(house, step),
        is_optional=step.optional,
        summary=(inner.summary if inner else None) or "",
        link=_link(house, step.url or (None if page_of(house, step) else step.page) or too_deep, settings),
        questions=step.quiz,
    )


def _link(house: House, address: str | None, settings: Settings) -> LinkView | None:
    """Link what is not printed: with its whole address, so that it can be typed; a site without one can only name it."""
    if address is None:
        return None
    if is_internal(address):
        words = absolute(address, settings.site_url) if settings.site_url else address_title(house, address)
        return LinkView(title=words, url=address)
    return LinkView(title=address, url=address)


def _with_text(house: House, place: _Place, made: PrintedStep, inside: Mapping[str, str], settings: Settings) -> PrintedStep:
    document = page_of(house, place.step)
    if document is None:
        return made
    body = embedded_body(document.body, inside, f"{place.anchor}-", made.level - 1)
    return replace(made, body=body, text_lang=document.lang if document.lang != settings.language else None)


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
