"""The text of a document, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a text: level 1 to 6, anchor without `#`, and its words."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Body:
    """A text after links were resolved and the markup was sanitised.

    `html` holds site-absolute addresses (`/communities/x/`); the page that shows it makes them relative to itself.
    The first level-1 heading is taken out when it repeats the title. `text` is the same without markup, `words` counts it.
    """

    html: str = ""
    headings: tuple[Heading, ...] = ()
    text: str = ""
    words: int = 0

    @property
    def minutes(self) -> int:
        """Reading time in whole minutes at 220 words a minute, at least one."""
        return max(1, round(self.words / 220))

    def __bool__(self) -> bool:
        """Tell whether there is anything to read."""
        return bool(self.html.strip())
