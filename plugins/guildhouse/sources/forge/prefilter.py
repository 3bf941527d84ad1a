"""Python-Markdown's inline step, without the patterns that cannot match: those whose signs a text does not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import markdown
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import InlineProcessor as InlineStep
from markdown.util import AtomicString

KNOWN = frozenset({"3.11.3"})
"""Versions of Python-Markdown whose inline step was compared with this one; under another one, theirs is used as it is."""
Signs = Mapping[InlineProcessor, tuple[str, ...]]
"""By pattern, strings of which at least one stands in every text that it matches; a pattern that is missing is always asked."""
_ALWAYS: tuple[str, ...] = ("",)


def inline_step(md: Markdown, signs: Signs, notice: Callable[[str], object]) -> InlineStep:
    """Give the step that asks the registered patterns, with the short cut where it is known to change nothing."""
    return PrefilteredStep(md, signs, notice) if markdown.__version__ in KNOWN else InlineStep(md)


class PrefilteredStep(InlineStep):
    """Tells `notice` of every text, then asks the patterns that may match it; those without any sign never do.

    It overrides what is private to Python-Markdown, which is why it is bound to versions.
    """

    def __init__(self, md: Markdown, signs: Signs, notice: Callable[[str], object]) -> None:
        """Take the patterns as they are registered now."""
        super().__init__(md)
        self.signs, self.notice = signs, notice
        patterns: Iterable[InlineProcessor] = md.inlinePatterns  # type: ignore[assignment] # typed for the oldest kind of pattern
        steps = [(index, pattern, signs.get(pattern, _ALWAYS)) for index, pattern in enumerate(patterns)]
        self._steps = tuple(tuple(step for step in steps[first:] if step[2]) for first in range(len(steps) + 1))

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 - the names are Python-Markdown's
        if isinstance(data, AtomicString):
            return data
        if not patternIndex:
            self.notice(data)
        for index, pattern, signs in self._steps[patternIndex]:
            for sign in signs:
                if sign in data:
                    data = self._replaced(pattern, data, index)
                    break
        return data

    def _replaced(self, pattern: InlineProcessor, data: str, index: int) -> str:
        """Replace all that a pattern matches."""
        matched, start = True, 0
        while matched:
            data, matched, start = self._InlineProcessor__applyPattern(pattern, data, index, start)  # type: ignore[attr-defined]
        return data
