"""What many pages show alike is drawn once: menu and foot of a language, for all pages from which their addresses look the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from markupsafe import Markup

from guildhouse.features.filters import Filters
from guildhouse.formats.urls import View, folders_of

_Drawings: TypeAlias = dict[frozenset[str], dict[View, Markup]]
"""What came out: by the addresses' folders, then by how these lie as seen from the page."""


class Once:
    """Calls a macro, or gives what it came out as the last time with the same values, in the same language, and the same addresses.

    A macro sees nothing but its values and the site, so the page it stands on shows in it through language and addresses alone.
    """

    def __init__(self, filters: Filters) -> None:
        """Begin with nothing drawn; `filters` know the page."""
        self._filters = filters
        self._drawn: dict[tuple[Any, ...], _Drawings] = {}

    def __call__(self, macro: Callable[..., Markup], *values: Any) -> Markup:
        """Show what `macro` makes of values, which are frozen."""
        key = (macro, self._filters.language, values, tuple(map(type, values)))  # 1 and True are equal, a text and its markup too
        drawings = self._drawn.setdefault(key, {})
        view = self._filters.place.view
        for folders, seen in drawings.items():
            if (drawn := seen.get(view(folders))) is not None:
                self._filters.note(folders)
                return drawn
        with self._filters.noting() as noted:
            drawn = macro(*values)
        folders = folders_of(noted)
        drawings.setdefault(folders, {})[view(folders)] = drawn
        return drawn
