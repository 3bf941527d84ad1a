"""Tells a history by the people who made it: each commit as the parts that they had in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from guildhouse.model.history import Change, History
from guildhouse.sources.history.contacts import cleaned
from guildhouse.sources.history.identities import Directory, Identities
from guildhouse.sources.history.log import Log
from guildhouse.sources.history.trace import Step, spans, trails
from guildhouse.sources.history.withholding import Withheld
from guildhouse.sources.lookup import EMAIL


@dataclass(frozen=True)
class Teller:
    """Tells commits: `people` and `tools` are those of the log's contacts, None where nobody may be named."""

    people: Sequence[str | None]
    tools: Sequence[str | None]
    who: Identities
    directory: Directory

    @cached_property
    def has_tools(self) -> bool:
        """Tell whether any assistant ever had a part."""
        return any(self.tools)

    def changes(self, step: Step, paths: tuple[str, ...]) -> Iterator[Change]:
        """Tell the part of each person in a commit, once for each type; whoever wrote it reviews or thanks nobody but others."""
        row, date = step.row, step.moment.date()
        writers = (row.author, *(who for type_, who, _ in row.trailers if not type_))
        authors = dict.fromkeys(person for each in writers if (person := self.people[each]) is not None)
        for person in authors:
            for type_ in step.types:
                yield Change(person=person, type=type_, date=date, paths=paths if type_ == "content" else ())
        if not row.trailers:
            return
        others: dict[tuple[str, str], str | None] = {}
        for type_, who, reason in row.trailers:
            if type_ and (person := self.people[who]) is not None and person not in authors:
                others[person, type_] = others.get((person, type_)) or self.reason(reason)
        for (person, type_), because in others.items():
            yield Change(person=person, type=type_, date=date, paths=paths, reason=because)

    def programs(self, step: Step) -> set[str]:
        """Name the AI assistants that had a part in a commit."""
        signed = (step.row.author, *(who for _, who, _ in step.row.trailers)) if self.has_tools else ()
        return {name for who in signed if (name := self.tools[who])}

    def reason(self, said: str | None) -> str | None:
        """Give the reason of thanks without addresses; nothing when it names somebody who does not want that."""
        plain = " ".join(EMAIL.sub("", cleaned(said or "")).split())
        return plain if plain and not self._withheld.named_in(plain) else None

    @cached_property
    def _withheld(self) -> Withheld:
        names = self.directory.withheld.names | Withheld.of(self.who.withheld, self.directory.opt_out).names
        return Withheld(names, self.directory.opt_out)


def told(log: Log, found: Sequence[Step], paths: frozenset[str], who: Identities, directory: Directory) -> History:
    """Make the history of the files that a site has today."""
    teller = Teller([who.of.get(each) for each in log.contacts], [who.tools.get(each) for each in log.contacts], who, directory)
    changes: list[tuple[float, str, str, str, Change]] = []
    tools: dict[str, set[str]] = {}
    for step in found:
        shown = () if step.is_mass else tuple(path for path in step.paths if path in paths)
        changes += ((-step.at, step.row.name, each.person, each.type, each) for each in teller.changes(step, shown))
        if programs := teller.programs(step):
            for path in shown:
                tools.setdefault(path, set()).update(programs)
    return History(
        availability="complete",
        changes=tuple(each[-1] for each in sorted(changes, key=itemgetter(0, 1, 2, 3))),
        tools={path: tuple(sorted(names, key=lambda name: (name.casefold(), name))) for path, names in sorted(tools.items())},
        written={path: span for path, span in spans(found).items() if path in paths},
        trails=trails(log, found),
    )
