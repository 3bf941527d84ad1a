"""Follows a site to where it stood in its repository before all of it was moved into the folder in which it is now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from guildhouse.sources.history.git import Window
from guildhouse.sources.history.log import ELSEWHERE, EMPTY, LOG, RAW, Log, Row, parse, sorted_changes
from guildhouse.sources.tree import ROOTS

MISSING = b" missing"


def follow(window: Window, prefix: str, log: Log, head: str, begin: int = 0) -> bool:
    """Add to a log what commits did to the files of a site (below `prefix`) at the places from which one commit brought all of it there.

    Only rows from `begin` on may be that commit; the answer is whether one was. Lines that left before it and were merged into `head`
    afterwards count, too. Git is asked for more than these places of the very commits that brought the first files alone, so what else a
    large repository holds costs nothing. A site at the root of its repository cannot come from outside.
    """
    is_followed = False
    for number in _beginnings(window, prefix, log, begin):
        row = log.rows[number]
        former = _former(window, prefix, row)
        if former is None:
            continue
        is_followed = True
        log.rows[number] = _across(window, former, prefix, row, log)
        begun = len(log.rows)
        parse(
            window.ask(*LOG, head, "--full-history", "--sparse", "--", *(former + root for root in ROOTS)),
            former,
            log,
            limited=True,
        )
        before, after = _sides(window, row, head)
        _arrived(log, begun, after)
        log.rows[begun:] = [each for each in log.rows[begun:] if each.name in before]
        follow(window, former, log, head, begun)
        _replaced(log, begun)
    return is_followed


def _sides(window: Window, row: Row, head: str) -> tuple[set[str], set[str]]:
    """Name the commits before a move, also those that went on beside it, and those after it; other histories are neither."""
    lines = [line.split() for line in window.ask("rev-list", "--topo-order", "--parents", head).decode().splitlines()]
    before, after = {row.parents[0]}, {row.name}
    for name, *parents in lines:
        if name in before:
            before.update(parents)
    for name, *parents in reversed(lines):
        if not after.isdisjoint(parents):
            after.add(name)
        elif name not in after and not before.isdisjoint(parents):
            before.add(name)
    return before, after - {row.name}


def _arrived(log: Log, begun: int, after: set[str]) -> None:
    """See in commits after the move what they moved in still, to the same place below: they wrote what is not equal.

    Rows from `begun` on tell what the commits took away where the site stood.
    """
    gone: dict[str, dict[int, str]] = {
        row.name: {each[0]: each[1] for each in row.dropped} for row in log.rows[begun:] if row.dropped and row.name in after
    }
    for number, row in enumerate(log.rows[:begun] if gone else ()):
        if came := {place: blob for place, blob in row.added if place in gone.get(row.name, ())}:
            same = {place for place, blob in came.items() if gone[row.name][place] == blob}
            written = [place for place in row.written if place not in same]
            log.rows[number] = row._replace(written=written, added=[each for each in row.added if each[0] not in came])


def _beginnings(window: Window, prefix: str, log: Log, begin: int) -> Iterator[int]:
    """Give the numbers of commits before which there was none of the site's files below its folder."""
    if not prefix or "\n" in prefix:
        return
    is_content = [path.startswith(tuple(f"{root}/" for root in ROOTS)) for path in log.paths]
    found = [
        number
        for number, row in enumerate(log.rows[begin:], begin)
        if len(row.parents) == 1 and row.author != ELSEWHERE and any(is_content[place] for place, _ in row.added)
    ]
    asked = "".join(f"{log.rows[number].parents[0]}:{prefix}{root}\n" for number in found for root in ROOTS)
    answers = window.ask("cat-file", "--batch-check", given=asked.encode("utf-8", "surrogateescape")).splitlines() if found else []
    for place, number in enumerate(found):
        if all(each.endswith(MISSING) for each in answers[place * len(ROOTS) : (place + 1) * len(ROOTS)]):
            yield number


def _former(window: Window, prefix: str, row: Row) -> str | None:
    """Name the folder from which a commit moved most files of a site, byte for byte and with their names; None when it moved none."""
    below = prefix.encode("utf-8", "surrogateescape")
    gone: dict[bytes, list[bytes]] = {}
    come: list[tuple[bytes, bytes]] = []
    for mark, name in _raw(window, row.parents[0], row.name):
        _, _, old, new, _ = mark.split(b" ")
        if not new.strip(b"0"):
            gone.setdefault(old, []).append(name)
        elif not old.strip(b"0") and name.startswith(below) and new.decode() not in EMPTY:
            come.append((new, name.removeprefix(below)))
    tops = tuple(f"{root}/".encode() for root in ROOTS)
    come = [(blob, rest) for blob, rest in come if rest.startswith(tops)]
    folders = Counter(
        _text(old.removesuffix(rest)) for blob, rest in come for old in gone.get(blob, ()) if f"/{_text(old)}".endswith(f"/{_text(rest)}")
    )
    most = min(folders, key=lambda each: (-folders[each], each), default="")
    return most if folders[most] * 2 >= max(len(come), 1) else None


def _across(window: Window, former: str, prefix: str, row: Row, log: Log) -> Row:
    """Tell what a commit did to a site while it moved it: what changed from the one folder to the other."""
    trees = (f"{row.parents[0]}:{former.rstrip('/')}", f"{row.name}:{prefix.rstrip('/')}")
    changed = _raw(window, *trees, "--", *ROOTS)
    log.renamed()
    written, moved, added, dropped = sorted_changes([mark for mark, _ in changed], [name for _, name in changed], b"", log)
    return row._replace(written=written, moved=moved, added=added, dropped=dropped)


def _replaced(log: Log, begun: int) -> None:
    """Put rows from `begun` on in the places of those that told nothing of the same commits; else those stay."""
    places = {row.name: number for number, row in enumerate(log.rows[:begun])}
    later = log.rows[begun:]
    del log.rows[begun:]
    for row in later:
        if log.rows[places[row.name]].author == ELSEWHERE:
            log.rows[places[row.name]] = row


def _raw(window: Window, *words: str) -> Sequence[tuple[bytes, bytes]]:
    parts = window.ask("diff-tree", "-r", *RAW, *words).split(b"\0")
    return list(zip(parts[:-1:2], parts[1::2], strict=True))


def _text(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")
