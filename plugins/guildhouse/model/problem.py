"""What an author should know about a file: the message, where, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from guildhouse.model.source import Source


class Severity(StrEnum):
    """How much a problem weighs: only errors stop a build."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding in one place; sorts by file, line and column."""

    source: Source
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """Write the problem on one line, `path:line:col: message [code]`."""
        weight = "" if self.severity is Severity.ERROR else f"{self.severity}: "
        return f"{self.source}: {weight}{self.message} [{self.code}]"
