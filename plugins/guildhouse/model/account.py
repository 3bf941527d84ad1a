"""The account of a build: no source is lost without a word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Account:
    """What became of the sources: read = published + excluded with a reason + errors."""

    read: int = 0
    published: int = 0
    excluded: Mapping[str, int] = field(default_factory=dict)
    errors: int = 0

    @property
    def is_balanced(self) -> bool:
        """Tell whether every source is accounted for."""
        return self.read == self.published + sum(self.excluded.values()) + self.errors

    @property
    def summary(self) -> str:
        """Say in one line what became of the sources."""
        reasons = ", ".join(f"{count} {reason}" for reason, count in sorted(self.excluded.items()))
        left_out = f"{sum(self.excluded.values())} excluded{f' ({reasons})' if reasons else ''}"
        errors = "1 error" if self.errors == 1 else f"{self.errors} errors"
        return f"Sources: {self.read} read = {self.published} published + {left_out} + {errors}."
