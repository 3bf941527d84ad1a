"""Finished texts for tests that have no source to finish."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from guildhouse.model.body import Body, Heading
from guildhouse.sources.finish import facts


def body(html: str, headings: tuple[Heading, ...] = (), **known: Any) -> Body:
    """Make the body of HTML; `known` replaces what would be found out about it."""
    return Body(html, replace(facts(html, headings), **known), lambda: html)
