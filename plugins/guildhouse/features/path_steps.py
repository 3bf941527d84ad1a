"""The steps of learning paths: what to read or do, framed by where on the way one is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guildhouse.features import edge
from guildhouse.features.context import Context, Crumb
from guildhouse.features.document_views import LinkView, TrustView, contents, trust_view
from guildhouse.features.embedding_views import embedded_body
from guildhouse.features.outputs import Page, page_at
from guildhouse.features.path_views import (
    KINDS,
    URL,
    MentorView,
    Stage,
    StepView,
    address_title,
    here,
    kind_of,
    mentors,
    old_ids,
    page_of,
    stages,
    time,
)
from guildhouse.model.body import Body, Heading
from guildhouse.model.document import Document
from guildhouse.model.house import House
from guildhouse.model.learning import LearningPath, Question, Step
from guildhouse.model.words import Words, say, strung
from guildhouse.settings import Settings

ASKED = ("do", "discuss", "meet", "watch")
"""What one does together with others, or may have questions about: there mentors are named."""


@dataclass(frozen=True, kw_only=True)
class StepLink:
    """Another step of the path."""

    title: str | Words
    url: str


@dataclass(frozen=True, kw_only=True)
class StepPage(Context):
    """A step: its text, or what to do; where on the path one is, and which way it goes on.

    `outside` is the address that it leads to, `own` the page that it shows; `inner` is the path that it is, with its steps.
    """

    path: LinkView
    path_id: str
    old_ids: tuple[str, ...]
    step: StepView
    count: int
    heading: str | Words
    section: str
    lead: str
    kind_word: Words
    icon: str
    time: str | Words
    needs: tuple[StepLink, ...]
    body: Body
    text_lang: str | None
    headings: tuple[Heading, ...]
    trust: TrustView | None
    own: str | None
    outside: LinkView | None
    inner: LinkView | None
    inner_stages: tuple[Stage, ...]
    questions: tuple[Question, ...]
    mentors: tuple[MentorView, ...]
    stages: tuple[Stage, ...]
    print_url: str
    previous: StepLink | None
    next: StepLink | None


def outputs(house: House, settings: Settings) -> Iterator[Page]:
    """Make a page for each step of each path."""
    for path in house.paths:
        way = _Way(house, path, settings)
        for place in range(len(path.steps)):
            yield page_at("path/step.html", way.page(place), path.source.path)


class _Way:
    """A path with its steps as its pages show them."""

    def __init__(self, house: House, path: LearningPath, settings: Settings) -> None:
        self._house, self._path, self._settings = house, path, settings
        self._stages = stages(house, path)
        self._views = [step for stage in self._stages for step in stage.steps]
        self._mentors, self._old_ids = mentors(house, path), old_ids(house, path)
        self._taught = {word: step.id for step in reversed(path.steps) for word in step.teaches}
        self._links = {step.id: StepLink(title=step.title, url=step.url) for step in self._views}

    def page(self, place: int) -> StepPage:
        """Say what the page of a step shows."""
        house, path, step, view = self._house, self._path, self._path.steps[place], self._views[place]
        document = page_of(house, step)
        inner = house.path(step.path)
        described = document.description if document else ""
        stage = next(stage for stage in self._stages if view in stage.steps)
        return StepPage(
            kind="path-step",
            url=view.url,
            title=strung((view.title, path.title)),
            description=say("%(path)s, step %(number)s: %(words)s", path=path.title, number=place + 1, words=described or view.title),
            crumbs=(
                Crumb(label=say("Home"), url="/"),
                Crumb(label=say("Learning paths"), url=URL),
                Crumb(label=path.title, url=path.url),
            ),
            source=(document or path).source.path,
            noindex=True,
            canonical=document.url if document else None,
            picture=document.body.facts.picture if document else None,
            apart=("paths", "progress"),
            path=LinkView(title=path.title, url=path.url),
            path_id=path.id,
            old_ids=self._old_ids,
            step=view,
            count=len(self._views),
            heading=view.title,
            section=stage.title,
            lead=(inner.summary if inner else None) or "",
            kind_word=KINDS[kind_of(step)][0],
            icon=KINDS[kind_of(step)][1],
            time=time(house, step),
            needs=self._needs(step),
            body=embedded_body(document.body, {document.url: ""}) if document else Body(),
            text_lang=document.lang if document and document.lang != self._settings.language else None,
            headings=contents(document.body) if document else (),
            trust=trust_view(house, document) if document else None,
            own=document.url if document else None,
            outside=_outside(house, step, document),
            inner=LinkView(title=inner.title, url=inner.url) if inner else None,
            inner_stages=stages(house, inner) if inner else (),
            questions=step.quiz,
            mentors=self._mentors if kind_of(step) in ASKED else (),
            stages=tuple(here(each, step.id) if each is stage else each for each in self._stages),
            print_url=path.print_url,
            previous=self._neighbour(place - 1),
            next=self._neighbour(place + 1),
        )

    def _needs(self, step: Step) -> tuple[StepLink, ...]:
        """Link the steps that it helps to have done before, whether they are named or what they teach is."""
        ids = dict.fromkeys(need if need in self._links else self._taught.get(need, "") for need in step.needs)
        return tuple(self._links[id_] for id_ in ids if id_ in self._links and id_ != step.id)

    def _neighbour(self, place: int) -> StepLink | None:
        return self._links[self._views[place].id] if 0 <= place < len(self._views) else None


def _outside(house: House, step: Step, document: Document | None) -> LinkView | None:
    """Link what a step leads to and does not show: an address elsewhere, or a page that the site makes."""
    address = step.url or (step.page if document is None else None)
    if address is None:
        return None
    return LinkView(title=address_title(house, address), url=address)


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
