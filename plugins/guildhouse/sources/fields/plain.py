"""Types of single values: text, numbers, dates, zones, addresses elsewhere, words to choose from."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from guildhouse.model import names
from guildhouse.model.duration import PATTERN, Duration
from guildhouse.sources import codes, zones
from guildhouse.sources.fields.base import Schema, Type
from guildhouse.sources.nodes import Node, Scalar, Sequence
from guildhouse.sources.problems import Problems, did_you_mean
from guildhouse.sources.schemes import fault, visible
from guildhouse.sources.values import MISSING

MAX_LINE = 500
MAX_TEXT = 20_000
MOST = 10**15
"""Up to here every whole number is exact in JSON, and none is infinite."""
TAKEN = re.compile(
    r"(?:^|/)(?:(index\.(?:md|html?))(?=/|$)|(index\.(?!(?:php|aspx?)$)[^/]*)/?$|(feed\.(?:atom|rss|json)|calendar\.ics)/.)", re.IGNORECASE
)
"""Names of files that the site writes beside its pages; `index.php` at the end is the file of another system."""


@dataclass(frozen=True)
class Text(Type):
    """Words, on one line unless `prose`."""

    prose: bool = False

    def parse(self, node: Scalar) -> str:
        text = node.text.strip() if self.prose else " ".join(node.text.split())
        if not text or len(text) > (MAX_TEXT if self.prose else MAX_LINE):
            raise ValueError
        return text

    @property
    def words(self) -> str:  # type: ignore[override]
        return "text" if self.prose else f"a line of text of at most {MAX_LINE} characters"


@dataclass(frozen=True)
class Pattern(Type):
    """Text of a certain form."""

    pattern: str
    words: str

    def parse(self, node: Scalar) -> str:
        text = visible(node.text)
        if not re.fullmatch(self.pattern, text):
            raise ValueError
        return text

    def schema(self) -> Schema:
        return {"type": ["string", "number"], "pattern": f"^({self.pattern})$"}


ID = Pattern(names.ID.pattern, "an id of small letters, digits and hyphens")


@dataclass(frozen=True)
class Local(Pattern):
    """An address inside the site; none may be that of a file which the site writes beside a page, such as `/a/index.md`."""

    def read(self, node: Node, problems: Problems) -> Any:
        value = super().read(node, problems)
        found = None if value is MISSING else TAKEN.search(re.sub(r"/index\.html?$", "/", unquote(value)))
        if found is None:
            return value
        name = found[1] or found[2] or found[3]
        hint = "Write the address of the page alone, such as `/old/path/`."
        problems.add(codes.BAD_ADDRESS, node.source, f"{value!r} holds {name!r}, the name of a file that the site writes itself", hint)
        return MISSING


@dataclass(frozen=True)
class Flag(Type):
    """True or false."""

    words = "`true` or `false`"

    def parse(self, node: Scalar) -> bool:
        if node.text.lower() not in ("true", "false"):
            raise ValueError
        return node.text.lower() == "true"

    def schema(self) -> Schema:
        return {"type": "boolean"}


@dataclass(frozen=True)
class Number(Type):
    """A number, whole if `whole`, not below `least`."""

    whole: bool = False
    least: float | None = None

    @property
    def words(self) -> str:  # type: ignore[override]
        return "a whole number" if self.whole else "a number"

    def parse(self, node: Scalar) -> float:
        value = Scalar(node.source, node.text).value()
        if isinstance(value, bool) or not isinstance(value, int if self.whole else (int, float)) or not abs(value) <= MOST:
            raise ValueError
        if self.least is not None and value < self.least:
            raise ValueError
        return value

    def schema(self) -> Schema:
        return {"type": "integer" if self.whole else "number"} | ({} if self.least is None else {"minimum": self.least})


@dataclass(frozen=True)
class Day(Type):
    """An ISO 8601 date; a time of day after it, as other tools write, is passed over."""

    words = "a date such as 2026-10-14"

    def parse(self, node: Scalar) -> dt.date:
        match = re.fullmatch(r"(\d{4}-\d{2}-\d{2})([T ]\d{1,2}:\d{2}.*)?", visible(node.text))
        if match is None:
            raise ValueError
        day = dt.date.fromisoformat(match[1])
        if not 1900 <= day.year <= 2200:  # noqa: PLR2004 - a bound for typing slips, so that no calendar runs to year 9999
            raise ValueError
        return day

    def schema(self) -> Schema:
        return {"type": "string", "format": "date"}


@dataclass(frozen=True)
class Clock(Type):
    """A time of day, `HH:MM`."""

    words = 'a time such as "14:00"'

    def parse(self, node: Scalar) -> dt.time:
        match = re.fullmatch(r"(\d{1,2}):(\d{2})(:00)?", visible(node.text))
        if match is None:
            raise ValueError
        return dt.time(int(match[1]), int(match[2]))

    def schema(self) -> Schema:
        return {"type": "string", "pattern": r"^\d{1,2}:\d{2}$"}


@dataclass(frozen=True)
class Length(Type):
    """An ISO 8601 duration."""

    words = "a duration such as PT45M or P1Y, of a hundred years at most"

    def parse(self, node: Scalar) -> Duration:
        duration = Duration.parse(visible(node.text))
        if duration is None or duration.calendar_months > 1200 or duration.fixed.days > 36525:  # noqa: PLR2004 - a date plus it stays a date
            raise ValueError
        return duration

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{re.sub('[?]P<[a-z]+>', '?:', PATTERN.pattern)}$"}


@dataclass(frozen=True)
class Zone(Type):
    """An IANA time zone."""

    words = "a time zone such as Europe/Berlin"

    def parse(self, node: Scalar) -> str:
        name = visible(node.text)
        if name not in zones.names():
            raise ValueError
        return name


@dataclass(frozen=True)
class Web(Type):
    """An address on the web."""

    words = "an address such as https://example.org/"

    def parse(self, node: Scalar) -> str:
        url = visible(node.text)
        if not re.fullmatch(r"https?://[^\s<>\"'\\^`{|}]+", url, re.IGNORECASE):
            raise ValueError
        return url

    def read(self, node: Node, problems: Problems) -> Any:
        url = super().read(node, problems)
        wrong = None if url is MISSING else fault(url, url)
        if wrong is None:
            return url
        problems.add(codes.UNSAFE_LINK, node.source, *wrong)
        return MISSING

    def schema(self) -> Schema:
        return {"type": "string", "format": "uri", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://"}


@dataclass(frozen=True)
class Mail(Type):
    """An e-mail address."""

    words = "an e-mail address"

    def parse(self, node: Scalar) -> str:
        address = visible(node.text).removeprefix("mailto:")
        if not re.fullmatch(r"[^\s@<>\"'(),:;\[\\\]]+@[^\s@<>\"'(),:;\[\\\]]+", address):
            raise ValueError
        return address

    def schema(self) -> Schema:
        return {"type": "string", "format": "email"}


@dataclass(frozen=True)
class Choice(Type):
    """One of a few words."""

    options: tuple[str, ...]

    @property
    def words(self) -> str:  # type: ignore[override]
        return "one of " + ", ".join(self.options)

    def read(self, node: Node, problems: Problems) -> Any:
        if isinstance(node, Scalar) and visible(node.text) in self.options:
            return visible(node.text)
        found = node.text if isinstance(node, Scalar) else "a list" if isinstance(node, Sequence) else "keys with values"
        problems.add(
            codes.BAD_VALUE, node.source, f"expected {self.words}, found {found[:60]!r}", did_you_mean(found.lower(), self.options)
        )
        return MISSING

    def schema(self) -> Schema:
        return {"enum": list(self.options)}


VISIBILITY = Choice(names.VISIBILITIES)
