"""How settings that are more than a text, number or date are read: what was written in, the value out, ValueError says what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from guildhouse.model.accent import Accent
from guildhouse.model.accent import accent as pairs
from guildhouse.model.elements import NEVER, RENAMED
from guildhouse.model.repository import Repository, repository

_SAFE, _CONTACT = re.compile(r"https://[^\s<>\"]+"), re.compile(r"(?:https://|mailto:|tel:)[^\s<>\"]+")
SECURITY: Mapping[str, re.Pattern[str]] = {
    "contact": _CONTACT,
    "expires": re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"),
    "encryption": re.compile(r"(?:https://|dns:|openpgp4fpr:)[^\s<>\"]+"),
    "acknowledgments": _SAFE,
    "policy": _SAFE,
    "hiring": _SAFE,
    "preferred_languages": re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"),
}
"""The fields of RFC 9116 that a site can set, in the order in which they are written, with what each may hold."""
SINGLE = ("expires",)
EXAMPLES = {
    "contact": "mailto:security@example.org",
    "expires": "2027-12-31",
    "encryption": "https://example.org/key.asc",
    "acknowledgments": "https://example.org/thanks",
    "policy": "https://example.org/policy",
    "hiring": "https://example.org/jobs",
    "preferred_languages": "en",
}


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file that a setting names: its path in the site's folder, and what is in it."""

    path: str
    content: bytes


Reader = Callable[[Any, Path], Any]
"""Makes a setting's value of what was written, in a site's folder."""


def lone(read: Callable[[Any], Any]) -> Reader:
    """Take a reader that needs no folder."""
    return lambda value, _site: read(value)


def address(value: Any, _site: Path) -> Repository | None:
    """Read the address of the repository."""
    if not isinstance(value, str):
        message = f"must be an address, not {value!r}"
        raise ValueError(message)  # noqa: TRY004 - all wrong values are told alike
    return repository(value) if value else None


def elements(value: Any, _site: Path) -> tuple[str, ...]:
    """Read names of elements; one that no text can hold, whatever a site allows, is refused."""
    given = value if isinstance(value, (list, tuple, set, frozenset)) else (None,)
    if not all(isinstance(name, str) and re.fullmatch(r"[a-z][a-z0-9-]*", name) for name in given):
        message = f"must be a list of element names such as ['kbd'], not {value!r}"
        raise ValueError(message)
    if never := sorted(NEVER.intersection(given)):
        message = f"cannot allow <{never[0]}>: it runs or loads something, or changes how the rest of a page is read"
        raise ValueError(message)
    if renamed := sorted(RENAMED.keys() & set(given)):
        message = f"cannot allow <{renamed[0]}>: every text may write it, and the page has <{RENAMED[renamed[0]]}> in its place"
        raise ValueError(message)
    return tuple(sorted(given))


def security(value: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Read whom to tell of a weakness: every field as a list, in the order of RFC 9116."""
    if not isinstance(value, Mapping) or not set(value) <= set(SECURITY):
        message = f"must be a mapping of {', '.join(SECURITY)}, not {value!r}"
        raise ValueError(message)
    given = {key: tuple(map(str, each)) if isinstance(each, (list, tuple)) else (str(each),) for key, each in value.items()}
    for key, wanted in SECURITY.items() if given else ():
        wrong = [each for each in given.get(key, ()) if not wanted.fullmatch(each)]
        if wrong or (key in ("contact", "expires") and len(given.get(key, ())) < 1) or (key in SINGLE and len(given.get(key, ())) > 1):
            message = (
                f"needs {'one' if key in SINGLE else 'at least one'} `{key}` such as {EXAMPLES[key]!r}, not {wrong or given.get(key, ())!r}"
            )
            raise ValueError(message)
    return tuple((key, given[key]) for key in SECURITY if key in given)


def accent(value: Any, _site: Path) -> Accent | None:
    """Read the colours of links and buttons."""
    return pairs(value) if value else None


def logo(value: Any, site: Path) -> SiteFile | None:
    """Read the picture for the top bar."""
    return _file(value, site, (".svg", ".png")) if value else None


def styles(value: Any, site: Path) -> tuple[SiteFile, ...]:
    """Read style sheets; a folder stands for those in it, by name."""
    paths = [value] if isinstance(value, str) else value
    if isinstance(paths, Mapping) or not isinstance(paths, Iterable):
        message = "must be a list of paths such as ['content/styles/ours.css']"
        raise ValueError(message)  # noqa: TRY004 - all wrong values are told alike
    return tuple(_file(path, site, (".css",)) for each in paths for path in _in_folder(each, site))


def templates(value: Any, site: Path) -> tuple[str, ...]:
    """Take folders of templates in the order that they are searched in; one that is not there is a slip of the pen."""
    if not isinstance(value, (list, tuple)) or not all(isinstance(folder, str) for folder in value):
        message = f"must be a list of folders such as ['templates'], not {value!r}"
        raise ValueError(message)
    for folder in value:
        if not (site / folder).is_dir():
            message = f"names the folder {folder!r}, and there is none"
            raise ValueError(message)
    return tuple(value)


def _in_folder(path: Any, site: Path) -> Iterable[Any]:
    if not isinstance(path, str) or not (site / path).is_dir():
        return (path,)
    return sorted((PurePosixPath(path) / each.name).as_posix() for each in (site / path).glob("*.css"))


def _file(path: Any, site: Path, endings: tuple[str, ...]) -> SiteFile:
    """Read a file below content/; a link, or a way around content/, is no file of the site."""
    wanted = f"must be the path of a file below content/ that ends in {' or '.join(endings)}, not {path!r}"
    if not isinstance(path, str) or not path.startswith("content/") or not path.lower().endswith(endings):
        raise ValueError(wanted)
    if not (place := site.resolve() / path).is_file() or place.resolve() != place:
        message = f"names {path!r}, and there is no such file"
        raise ValueError(message)
    return SiteFile(path, place.read_bytes())
