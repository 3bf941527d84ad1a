"""How subjects are shown: what one can ask about, whom, and why them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from guildhouse.features.member_views import role_word
from guildhouse.features.views import PersonView, person_view
from guildhouse.model.expertise import Expert, Ground, Role, Subject, Text
from guildhouse.model.house import House
from guildhouse.model.names import alike
from guildhouse.model.words import Words, say, strung

URL = "/people/expertise/"
TEXTS = 3
"""How many texts say why somebody can be asked; their page lists all."""
ALONE = 2
"""A subject that fewer people know needs somebody more."""


@dataclass(frozen=True, kw_only=True)
class SubjectLink:
    """The name of a subject, and where it stands among those one can ask about (None when it does not)."""

    words: str
    url: str | None


@dataclass(frozen=True, kw_only=True)
class GroundView:
    """Why somebody can be asked; the page puts a link where the words leave one open, as `%(what)s`."""

    words: Words
    url: str = ""
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class ExpertView:
    """Somebody whom one can ask, and why."""

    person: PersonView
    grounds: tuple[GroundView, ...]


@dataclass(frozen=True, kw_only=True)
class SubjectView:
    """A subject with those who can be asked, by name."""

    name: str
    anchor: str
    people: tuple[ExpertView, ...]

    @property
    def is_alone(self) -> bool:
        """Tell whether one person carries it alone."""
        return len(self.people) < ALONE


def subject_view(house: House, subject: Subject) -> SubjectView:
    """Show a subject."""
    return SubjectView(name=subject.name, anchor=anchor_of(subject.key), people=tuple(_expert(house, expert) for expert in subject.people))


def subject_link(house: House, words: str) -> SubjectLink:
    """Link a subject by one of its spellings, which is what readers see."""
    subject = house.subjects.get(alike(words))
    url = f"{URL}#{quote(anchor_of(subject.key))}" if subject else None
    return SubjectLink(words=" ".join(words.replace("-", " ").replace("_", " ").split()) or words, url=url)


def subject_links(house: House, words: Iterable[str]) -> tuple[SubjectLink, ...]:
    """Link several subjects."""
    return tuple(subject_link(house, each) for each in words)


def has_expertise(house: House) -> bool:
    """Tell whether there is a page of what one can ask about."""
    return bool(house.subjects or house.offers)


def anchor_of(key: str) -> str:
    """Name the place on the page where a subject stands."""
    return f"gh-about-{key}"


def _expert(house: House, expert: Expert) -> ExpertView:
    return ExpertView(person=person_view(house, expert.person.id), grounds=tuple(_grounds(expert.grounds)))


def _grounds(grounds: Iterable[Ground]) -> Iterator[GroundView]:
    texts = 0
    for ground in grounds:
        texts += isinstance(ground, Text)
        if texts <= TEXTS or not isinstance(ground, Text):
            yield _ground(ground)


def _ground(ground: Ground) -> GroundView:
    match ground:
        case Role(community=community, membership=membership):
            roles = strung(role_word(role) for role in membership.roles) or role_word("member")
            return GroundView(words=say("%(roles)s in %(what)s", roles=roles), url=community.url, link=community.name)
        case Text(document=text, is_kept=True):
            return GroundView(words=say("keeps %(what)s"), url=text.url, link=text.title)
        case Text(document=text):
            return GroundView(words=say("wrote %(what)s"), url=text.url, link=text.title)
    return GroundView(words=say("names it as a skill"))
