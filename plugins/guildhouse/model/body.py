"""The text of a document, ready to be shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a text: level 1 to 6, anchor without `#`, and its words."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a text without its markup, blocks on lines of their own; `anchor` is "" for what stands before the first heading."""

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a text without reading it.

    The first level-1 heading is taken out when it repeats the title. `words` counts them; `begin` is how the text without markup begins,
    `opening` its first line that is no heading, both cut. `picture` is the address of the first picture that can stand for the text.
    """

    headings: tuple[Heading, ...] = ()
    words: int = 0
    begin: str = ""
    opening: str = ""
    picture: str | None = None
    is_empty: bool = True


NOTHING = Facts()


@dataclass(frozen=True, slots=True)
class Body:
    """A text after links were resolved and the markup was sanitised; its HTML is made when somebody reads it.

    `html` holds site-absolute addresses (`/communities/x/`); the page that shows it makes them relative to itself. Two bodies with the
    same `mark` are the same, so that a page's digest (ADR 0009) needs no more of it.
    """

    mark: str = ""
    facts: Facts = field(default=NOTHING, repr=False)
    written: Callable[[], str] = field(default=str, repr=False, compare=False)

    @property
    def html(self) -> str:
        """The text as HTML."""
        return self.written()

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Its headings in the order of the text."""
        return self.facts.headings

    @property
    def minutes(self) -> int:
        """Reading time in whole minutes at 220 words a minute, at least one."""
        return max(1, round(self.facts.words / 220))

    def __bool__(self) -> bool:
        """Tell whether there is anything to read."""
        return not self.facts.is_empty
