"""What files beside a repository say of its history: `.mailmap` of names and addresses, asked of git itself, and commits to pass over."""

from __future__ import annotations

from collections.abc import Sequence

from guildhouse.sources.history.contacts import Contact, contact
from guildhouse.sources.history.git import Window
from guildhouse.sources.history.place import COMMIT, Unavailable


def mapped(window: Window, mailmap: bytes, found: Sequence[Contact]) -> list[Contact]:
    """Give each contact as the map has it; without a map, or where git does not answer line for line, as it is."""
    if not mailmap.strip() or not found:
        return list(found)
    (window.folder / "mailmap").write_bytes(mailmap)
    lines = "".join(f"{f'{who.name} ' if who.name else ''}<{who.mail}>\n" for who in found)
    try:
        place = f"mailmap.file={window.folder / 'mailmap'}"
        said = window.ask("-c", place, "check-mailmap", "--stdin", given=lines.replace("<>", "<->").encode("utf-8", "replace"))
    except Unavailable:
        return list(found)
    *answers, _ = said.decode("utf-8", "replace").split("\n")  # names in a map may hold any other end of a line
    if len(answers) != len(found):
        return list(found)
    return [_read(line, who) for line, who in zip(answers, found, strict=True)]


def _read(line: str, who: Contact) -> Contact:
    name, _, mail = line.rstrip().removesuffix(">").rpartition("<")
    return contact(name, mail if mail != "-" else who.mail)


def ignored(listed: bytes) -> frozenset[str]:
    """Read `.git-blame-ignore-revs`: names of commits in full, one a line, and comments."""
    lines = (line.partition(b"#")[0].strip().decode("utf-8", "replace").lower() for line in listed.splitlines())
    return frozenset(line for line in lines if COMMIT.fullmatch(line))
