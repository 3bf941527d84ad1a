"""What is wrong with a build, as pages show it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

SHOWN = 50
"""Problems that a page lists."""
_PLACED = re.compile(r"(?P<path>[^\s:][^:\n]*):(?P<line>\d+)(?::(?P<column>\d+))?: (?P<message>.+)", re.DOTALL)
_UNKNOWN = "The build ended without a reason that could be shown here. The terminal may say more."


@dataclass(frozen=True)
class Fault:
    """Something that stops a build: where it stands as `path:line:column`, what is wrong, and the remedy, as far as they are known."""

    place: str
    message: str
    remedy: str = ""

    @property
    def plain(self) -> dict[str, str]:
        """Give it as JSON holds it."""
        return {"place": self.place, "message": self.message, "remedy": self.remedy}


@dataclass(frozen=True)
class Report:
    """What stops a build, and how many warnings there are beside."""

    faults: tuple[Fault, ...] = ()
    warnings: int = 0

    @property
    def plain(self) -> dict[str, Any]:
        """Give it as JSON holds it, the first faults and how many there are in all."""
        return {"faults": [fault.plain for fault in self.faults[:SHOWN]], "count": len(self.faults), "warnings": self.warnings}


def report(code: int, told: Mapping[str, Any], refusals: Iterable[str] = ()) -> Report:
    """Judge a build by its exit code, by what the engine told of it as data, and by what was said outside of it."""
    problems = told.get("problems", ())
    warnings = sum(problem["severity"] == "warning" for problem in problems)
    if not code:
        return Report((), warnings)
    found = [_fault(problem) for problem in problems if problem["severity"] == "error"]
    found += [_placed(line) for line in (*told.get("refusals", ()), *refusals)]
    return Report(tuple(found or [Fault("", _UNKNOWN)]), warnings)


def _fault(problem: Mapping[str, Any]) -> Fault:
    return Fault(f"{problem['path']}:{problem['line']}:{problem['column']}", f"{problem['message']} [{problem['code']}]", problem["hint"])


def _placed(line: str) -> Fault:
    """Take the place off a line that begins with one, as those about templates and the configuration do."""
    match = _PLACED.fullmatch(line)
    if match is None:
        return Fault("", line)
    column = f":{match['column']}" if match["column"] else ""
    return Fault(f"{match['path']}:{match['line']}{column}", match["message"])
