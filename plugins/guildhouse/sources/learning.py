"""Assembles learning paths and thanks, and checks that the steps of a path can be followed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from guildhouse.model.learning import LONGEST, PRINT, TAKEN, Kudos, LearningPath
from guildhouse.model.source import Source
from guildhouse.sources import codes
from guildhouse.sources.circles import check_circles
from guildhouse.sources.documents import Reader, aliases
from guildhouse.sources.entries import Entry
from guildhouse.sources.fields import finish_fields
from guildhouse.sources.problems import Problems, did_you_mean
from guildhouse.sources.values import Values


def path(entry: Entry, reader: Reader) -> LearningPath:
    """Make a learning path."""
    given = finish_fields(entry.kind.fields, entry.values, reader.lookup(entry))
    given["aliases"] = aliases(entry, reader.problems)
    _check_steps(entry, reader)
    _check_repeats(entry, reader)
    return LearningPath(**{"title": entry.stem} | given, id=entry.stem, url=entry.url, source=entry.source)


def _check_repeats(entry: Entry, reader: Reader) -> None:
    """See that no page, address or path is a step twice, in whatever way it is written."""
    seen: dict[tuple[str, str], Source] = {}
    lookup = replace(reader.lookup(entry), problems=Problems())
    for step in entry.values.get("steps") or ():
        for key in [key for key in ("page", "url", "path") if key in step]:
            what = step[key] if key != "page" else lookup.address(step[key], step.at(key), local=True) or step[key]
            first = seen.setdefault((key, what), step.at(key))
            if first is not step.at(key):
                message = f"{step[key]!r} is a step here and on line {first.line}"
                reader.problems.add(codes.BAD_PATH, step.at(key), message, "Keep one of the two.")


def kudos(entry: Entry, reader: Reader) -> Iterator[Kudos]:
    """Make the thanks of one file; those whose receivers all opted out are left out."""
    for number, values in enumerate(entry.items, 1):
        given = finish_fields(entry.kind.fields, values, reader.lookup(entry))
        if (date := given.get("date")) and date > reader.today:
            said = f"the day {date.isoformat()} has not come, and until it has, nobody sees these thanks"
            reader.problems.add(codes.FUTURE_DATE, values.at("date"), said)
        if given.get("to") and "reason" in given:
            yield Kudos(**given, id=f"{entry.stem}#{number}", url=None, source=values.source)


def _check_steps(entry: Entry, reader: Reader) -> None:
    steps: list[Values] = entry.values.get("steps") or []
    seen: dict[str, Source] = {}
    for step in steps:
        id_ = step.get("id", "")
        if id_ and id_ in seen:
            reader.problems.add(
                codes.BAD_PATH,
                step.at("id"),
                f"the step {id_!r} stands here and on line {seen[id_].line}",
                "Give each step an id of its own.",
            )
        seen.setdefault(id_, step.at("id"))
        _check_step(step, reader)
    taught = _taught(steps)
    known = {*seen, *taught}
    for step in steps:
        for need, place in _written(step, "needs"):
            if need not in known:
                near = did_you_mean(need, known) if reader.problems.may_hint(entry.path) else ""
                hint = near or "Name a step of this path, or something that a step teaches."
                reader.problems.add(
                    codes.BAD_PATH, place, f"the step {step.get('id')!r} needs {need!r}, which is no step and is taught by none", hint
                )
    graph: dict[str, list[str]] = {id_: [] for id_ in seen}
    for step in steps:
        id_ = step.get("id", "")
        graph[id_] = [_comes_first(need, id_, seen, taught) for need in step.get("needs") or () if need in known]
    check_circles(graph, seen, f"steps of {entry.path}", reader.problems)


def _taught(steps: Iterable[Values]) -> dict[str, list[str]]:
    taught: dict[str, list[str]] = {}
    for step in steps:
        for word in step.get("teaches") or ():
            taught.setdefault(word, []).append(step.get("id", ""))
    return taught


def _comes_first(need: str, step: str, seen: dict[str, Source], taught: dict[str, list[str]]) -> str:
    """Name the step that a need waits for: itself, or the first other one that teaches it."""
    return need if need in seen else next((other for other in taught[need] if other != step), step)


def _written(step: Values, key: str) -> Iterator[tuple[str, Source]]:
    items = step.get(key)
    if items:
        yield from zip(items, items.places, strict=True)


def _check_id(step: Values, reader: Reader) -> None:
    id_ = step.get("id", "")
    if id_ in TAKEN:
        stands = "the path as one printable page" if id_ == PRINT else "something else"
        message = f"no step can have the id {id_!r}: {stands} stands at its address"
        reader.problems.add(codes.BAD_PATH, step.at("id"), message, "Give the step another id.")
    if len(id_) > LONGEST:
        message = f"the id of a step has at most {LONGEST} characters, this one has {len(id_)}"
        reader.problems.add(codes.BAD_PATH, step.at("id"), message, "Give the step a shorter id.")


def _check_step(step: Values, reader: Reader) -> None:
    _check_id(step, reader)
    what = [key for key in ("page", "url", "path") if key in step]
    if len(what) > 1:
        reader.problems.add(
            codes.BAD_PATH, step.at(what[1]), f"a step is one thing, this one has {' and '.join(what)}", "Make two steps of it."
        )
    if not what and "title" not in step and not step.get("quiz"):
        reader.problems.add(
            codes.BAD_PATH, step.source, f"the step {step.get('id', '')!r} has nothing to do", "Add a `page`, `url`, `path` or `title`."
        )
    for question in step.get("quiz") or ():
        answers = question.get("answers") or ()
        if not any(answer.get("correct") for answer in answers):
            reader.problems.add(
                codes.BAD_PATH, question.source, "the question has no right answer", "Add `correct: true` to one of its answers."
            )
