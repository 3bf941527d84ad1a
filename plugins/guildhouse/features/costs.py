"""What a build costs, and which stage, feature, template or source file costs it (`build --profile`)."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TypeAlias

from guildhouse.features.outputs import PACKAGE, Later, Output, Page
from guildhouse.features.plan import Feature, Plan, name_of
from guildhouse.formats.reports import visible
from guildhouse.pace import Stage

SHOWN = 10
"""Lines of a list: what costs more than all others."""
STAGES = {
    Stage.START: "starting, settings, plugins",
    Stage.COLLECT: "reading files",
    Stage.PLACE: "leaving out, giving addresses",
    Stage.DRAFT: "reading texts",
    Stage.TIE: "finding what links may lead to",
    Stage.HISTORY: "asking git who changed what",
    Stage.ASSEMBLE: "resolving links, sanitising, putting together",
    Stage.ACCOUNT: "accounting for every file",
    Stage.ASK: "asking features",
    Stage.CLAIM: "checking addresses, asking what is drawn already",
    Stage.COMPILE: "reading templates",
    Stage.DRAW: "drawing and writing",
    Stage.CLOSE: "hashing, writing build.json",
}
"""What each stage is, for the table."""
Spent: TypeAlias = Mapping[tuple[Stage, str], float]
"""Seconds of processor time by stage and what was worked on in it."""


class Costs:
    """Counts the processor's time from one word about the build's pace to the next."""

    def __init__(self) -> None:
        """Begin with what it took to start this process."""
        self.spent: dict[tuple[Stage, str], float] = defaultdict(float)
        self._now, self._since = (Stage.START, ""), 0.0

    def __call__(self, stage: Stage, name: str, _done: int, _total: int) -> None:
        """Take down what the last thing cost, and begin with another."""
        moment = time.process_time()
        self.spent[self._now] += moment - self._since
        self._now, self._since = (stage, name), moment

    def table(self, plan: Plan, features: Iterable[Feature]) -> Iterator[str]:
        """Stop counting and write the table."""
        self(Stage.CLOSE, "", 0, 0)
        return table(self.spent, plan, features)


def table(spent: Spent, plan: Plan, features: Iterable[Feature]) -> Iterator[str]:
    """Write lines that say what cost what; the features are asked once more, to learn which of them wanted which page."""
    total = sum(spent.values())
    yield f"What this build cost in one process: {total:.2f} s of processor time."
    stages = {words: sum(cost for (stage, _), cost in spent.items() if stage is each) for each, words in STAGES.items()}
    yield from _list("Stages", stages, total, len(STAGES))
    drawn = {path: cost for (stage, path), cost in spent.items() if stage is Stage.DRAW}
    yield from _list("Features, with the drawing of their pages", _by_feature(spent, drawn, plan, features), total)
    pages = {output.path: output.template for output in plan.outputs if isinstance(output, Page)}
    yield from _list("Templates", _added(_gathered(drawn, pages)), total)
    yield from _list("Sources, with the drawing of their pages", _by_source(spent, drawn, plan.outputs), total)


def _by_feature(spent: Spent, drawn: Mapping[str, float], plan: Plan, features: Iterable[Feature]) -> Mapping[str, float]:
    makers = {output.path: name_of(feature) for feature in features for output in _made(feature, plan)}
    asked = ((name, cost) for (stage, name), cost in spent.items() if stage is Stage.ASK and name)
    return _added(asked, _gathered(drawn, makers))


def _made(feature: Feature, plan: Plan) -> Iterator[Output]:
    pages = tuple(output for output in plan.outputs if isinstance(output, Page))
    for output in feature(plan.house, plan.settings):
        if isinstance(output, Later):
            yield from output.make(pages)
        else:
            yield output


def _by_source(spent: Spent, drawn: Mapping[str, float], outputs: Iterable[Output]) -> Mapping[str, float]:
    read = ((name, cost) for (stage, name), cost in spent.items() if stage in (Stage.DRAFT, Stage.ASSEMBLE) and name)
    return _added(read, _gathered(drawn, {output.path: output.owner for output in outputs if output.owner != PACKAGE}))


def _gathered(costs: Mapping[str, float], groups: Mapping[str, str]) -> Iterator[tuple[str, float]]:
    return ((groups[path], cost) for path, cost in costs.items() if path in groups)


def _added(*costs: Iterable[tuple[str, float]]) -> Mapping[str, float]:
    found: dict[str, float] = defaultdict(float)
    for name, cost in chain(*costs):
        found[name] += cost
    return found


def _list(title: str, costs: Mapping[str, float], total: float, shown: int = SHOWN) -> Iterator[str]:
    yield f"\n{title}"
    for name, cost in sorted(costs.items(), key=lambda item: (-item[1], item[0]))[:shown]:
        yield f"{cost:9.3f} s {100 * cost / total:4.0f} %  {visible(name)}"
    if len(costs) > shown:
        yield f"{'':19}and {len(costs) - shown} more"
