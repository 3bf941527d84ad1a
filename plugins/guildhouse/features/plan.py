"""Everything that a build will write, worked out and checked before the first byte is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

import guildhouse
from guildhouse import pace
from guildhouse.exit_codes import ExitCode
from guildhouse.features import claims, receipt
from guildhouse.features.context import Site, check_addresses, site
from guildhouse.features.head import TEXT
from guildhouse.features.outcome import refuse, tell_problems
from guildhouse.features.outputs import PACKAGE, Later, Output, Page
from guildhouse.model.house import House
from guildhouse.model.problem import Problem, Severity
from guildhouse.pace import Stage
from guildhouse.settings import Settings
from guildhouse.sources import reading
from guildhouse.sources.codes import ADDRESS_TAKEN
from guildhouse.sources.documents import Reader
from guildhouse.sources.problems import Problems

Feature: TypeAlias = Callable[[House, Settings], Iterable[Output | Later]]
"""What a feature is: from the House and the settings to outputs."""


@dataclass(frozen=True)
class Plan:
    """What was read, and what will be written; outputs stand by path, so that the order of features never matters."""

    house: House
    settings: Settings
    site: Site
    outputs: tuple[Output, ...]
    reader: Reader | None = None
    """What tied the sources to one another: a single one that changed can be read again with it."""

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of all outputs."""
        return tuple(output.path for output in self.outputs)

    @cached_property
    def _texts(self) -> frozenset[str]:
        """The paths of texts that stand beside pages."""
        return frozenset(path for path in self.paths if path.endswith(TEXT))

    def has_text(self, page: Page) -> bool:
        """Tell whether the text of a page stands beside it."""
        return page.path.endswith("index.html") and page.path.removesuffix("index.html") + TEXT in self._texts


def plan(folder: Path, features: Iterable[Feature], settings: Settings) -> Plan:
    """Read the site in `folder` and ask every feature what it makes of it; problems are told, and errors end the run."""
    house, reader = reading.tied(folder, settings)
    outputs, problems = _claimed(house, features, settings)
    report((*house.problems, *problems))
    if not house.account.is_balanced:
        message = f"sources are missing from the account: {house.account}"
        raise ValueError(message)
    unlisted = frozenset() if house.meetings else frozenset({"/actions/"})  # where nobody has met, nobody has promised anything
    paths = frozenset(output.path for output in outputs)
    authored = frozenset(output.path for output in outputs if output.owner != PACKAGE)
    return Plan(house, settings, site(settings, paths, unlisted, authored), outputs, reader)


def check(folder: Path, settings: Settings) -> House:
    """Read the site in `folder` with every problem that would stop a build of it, those of addresses too, and render nothing."""
    house = reading.read(folder, settings)
    features = (*(import_module(f"guildhouse.features.{name}").outputs for name in guildhouse.FEATURES), receipt.outputs)
    taken = _claimed(house, features, settings)[1]
    late = len(_wrong(taken) - _wrong(house.problems))  # until now they counted as published
    account = replace(house.account, published=house.account.published - late, errors=house.account.errors + late)
    return replace(house, problems=tuple(sorted({*house.problems, *taken})), account=account)


def _wrong(problems: Iterable[Problem]) -> set[str]:
    return {problem.source.path for problem in problems if problem.severity is Severity.ERROR}


def report(problems: Iterable[Problem]) -> None:
    """Print problems on standard error; end the run when one of them is an error."""
    found = tuple(sorted(set(problems)))
    tell_problems(found)
    if has_errors(found):
        raise refuse(ExitCode.PROBLEMS)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether one of them stops a build."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def name_of(feature: Feature) -> str:
    """Name a feature as `PLUGINS` may."""
    return feature.__module__.rpartition(".")[2]


def _asked(house: House, features: Iterable[Feature], settings: Settings) -> Iterator[Output]:
    asked, later = tuple(features), list[Later]()
    pages: list[Page] = []
    for feature in pace.through(Stage.ASK, asked, len(asked), name_of):
        for output in feature(house, settings):
            if isinstance(output, Later):
                later.append(output)
                continue
            if isinstance(output, Page):
                pages.append(output)
            yield output
    known = tuple(sorted(pages, key=lambda page: page.path)) if later else ()
    yield from (file for each in later for file in each.make(known))


def _claimed(house: House, features: Iterable[Feature], settings: Settings) -> tuple[tuple[Output, ...], tuple[Problem, ...]]:
    """Ask the features; files whose address the House has found taken already are not told of twice."""
    problems = Problems(settings.lenient)
    try:
        outputs = sorted(_asked(house, features, settings), key=lambda output: output.path)
    except Exception:
        if has_errors(house.problems):  # a House with errors has holes that a feature may fall into; its own problems say enough
            return (), ()
        raise
    pace.at(Stage.CLAIM)
    claims.settle(outputs, problems)
    if not has_errors((*house.problems, *problems.sorted)):  # else a page may be missing for a better reason
        check_addresses(settings, frozenset(output.path for output in outputs))
    known = {problem.source.path for problem in house.problems if problem.code == ADDRESS_TAKEN.name}
    return tuple(outputs), tuple(problem for problem in problems.sorted if problem.source.path not in known)
