"""People and what they chose to publish of themselves."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Literal

from guildhouse.model.body import Body
from guildhouse.model.document import internal
from guildhouse.model.source import Source
from guildhouse.model.words import say

Recognition = Literal["named", "initials", "no"]

FORMER = say("a former colleague")
"""What readers see wherever a forgotten person was named."""
FORMER_COLLEAGUE = FORMER.text
"""What stands for a forgotten person in the data, in every language."""
_INITIALS = re.compile(r"(?:\w\.)+")


@dataclass(frozen=True, kw_only=True)
class Mentoring:
    """What a person offers to teach and wants to learn; `capacity` counts mentees."""

    offers: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
    capacity: int | None = None
    until: dt.date | None = None
    how: str | None = None


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody with a record; fields they named in `private` are None or empty here already, addresses in git never arrive."""

    id: str
    url: str
    name: str
    source: Source = internal()
    body: Body = internal(default=Body())
    pronouns: str | None = None
    team: str | None = None
    title: str | None = None
    organization: str | None = None
    timezone: str | None = None
    languages: tuple[str, ...] = ()
    accounts: dict[str, str] = field(default_factory=dict)
    email: str | None = None
    skills: tuple[str, ...] = ()
    mentoring: Mentoring | None = None
    recognition: Recognition = internal(default="named")
    kind: Literal["person", "bot", "assistant"] = "person"
    left: dt.date | None = None
    is_gone: bool = internal(default=False)
    """Whether somebody has left on a day that they keep private."""
    aliases: tuple[str, ...] = internal(default=())
    """Addresses that the page had before, which may hold a former name."""

    def is_there(self, today: dt.date) -> bool:
        """Tell whether this is a person, not a tool, who has not left the organisation."""
        return self.kind == "person" and not self.has_left(today)

    def has_left(self, today: dt.date) -> bool:
        """Tell whether the last day of the person is over."""
        return self.is_gone or (self.left is not None and self.left < today)

    @property
    def initials(self) -> str:
        """First letters of the first and last word of the name, in capitals."""
        words = [word for word in self.name.split() if word[0].isalnum()] or [self.name]
        return "".join(word[0] for word in dict.fromkeys((words[0], words[-1]))).upper()

    @property
    def credited_name(self) -> str:
        """What thanks and credits call the person: the name, or its initials."""
        return initialled(self.name) if self.recognition == "initials" else self.name


def initialled(name: str) -> str:
    """Shorten a name as those want it who are credited by initials."""
    return "".join(f"{word[0].upper()}." for word in name.split())


def is_initials(name: str) -> bool:
    """Tell whether a name is nothing but initials, behind which may be more than one person."""
    return _INITIALS.fullmatch(name) is not None
