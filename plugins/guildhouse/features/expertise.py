"""Who can be asked about what, and who teaches: everything on one page, by subject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from guildhouse.features import edge
from guildhouse.features.context import Context, Crumb
from guildhouse.features.listing_views import Part, anchor_of, letter_of, letter_order
from guildhouse.features.mentor_views import OfferView, open_offers
from guildhouse.features.outputs import Page, page_at
from guildhouse.features.subject_views import URL, SubjectLink, SubjectView, has_expertise, subject_link, subject_view
from guildhouse.model.house import House
from guildhouse.model.words import say
from guildhouse.settings import Settings

ABOUT = say("Pick a topic, then ask one of the people. Each name comes with the reason why it stands there.")


@dataclass(frozen=True, kw_only=True)
class Letter:
    """The subjects whose names begin with one letter."""

    letter: str
    anchor: str
    subjects: tuple[SubjectView, ...]


@dataclass(frozen=True, kw_only=True)
class ExpertisePage(Context):
    """What one can ask about, what only one person knows, and what is taught now."""

    parts: tuple[Part, ...]
    letters: tuple[Letter, ...]
    alone: tuple[SubjectLink, ...]
    offers: tuple[OfferView, ...]


def outputs(house: House, settings: Settings) -> Iterator[Page]:
    """Make the page when there is anything to ask or to learn."""
    del settings
    if has_expertise(house):
        yield page_at("people/expertise.html", expertise_page(house))


def expertise_page(house: House) -> ExpertisePage:
    """Say what the page shows."""
    subjects = tuple(subject_view(house, subject) for subject in house.subjects.values())
    alone = tuple(subject_link(house, subject.name) for subject in subjects if subject.is_alone)
    offers = open_offers(house)
    return ExpertisePage(
        kind="expertise",
        url=URL,
        title=say("Who can I ask about …"),
        description=ABOUT,
        crumbs=(Crumb(label=say("Home"), url="/"), Crumb(label=say("People"), url="/people/")),
        parts=tuple(_parts(subjects, alone, offers)),
        letters=tuple(_letters(subjects)),
        alone=alone,
        offers=offers,
    )


def _parts(subjects: tuple[SubjectView, ...], alone: tuple[SubjectLink, ...], offers: tuple[OfferView, ...]) -> Iterator[Part]:
    if subjects:
        yield Part(level=2, anchor="gh-subjects-all", text=say("Topics"), number=len(subjects))
    if alone:
        yield Part(level=2, anchor="gh-alone", text=say("Needs a second pair of hands"), number=len(alone))
    if offers:
        yield Part(level=2, anchor="gh-mentoring", text=say("Mentoring"), number=len(offers))


def _letters(subjects: Iterable[SubjectView]) -> Iterator[Letter]:
    ordered = sorted(subjects, key=lambda subject: (letter_order(subject.name), subject.anchor))
    for letter, group in groupby(ordered, key=lambda subject: letter_of(subject.name)):
        yield Letter(letter=letter, anchor=anchor_of(letter), subjects=tuple(group))


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
