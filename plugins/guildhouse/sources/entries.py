"""The files of a site after the door: parsed, judged by their kind, not yet linked to one another."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from guildhouse.model.names import ID
from guildhouse.model.source import Source
from guildhouse.sources import codes
from guildhouse.sources.draft import Draft
from guildhouse.sources.fields import Field, ListOf, read_fields
from guildhouse.sources.front_matter import Parts, lost, split
from guildhouse.sources.kinds import kind_of
from guildhouse.sources.kinds.kind import Kind
from guildhouse.sources.minutes import Minutes
from guildhouse.sources.nodes import Mapping, Node, Scalar, Sequence, compose
from guildhouse.sources.problems import Problems, did_you_mean
from guildhouse.sources.tree import read_text, walk
from guildhouse.sources.values import MISSING, Items, Values

WITH_ID = frozenset({"community", "person", "path", "meeting", "decision"})
"""Kinds whose file or folder name is an id that others write."""


@dataclass
class Entry:
    """One source file on its way into the House; `excluded` says why it is left out of the build."""

    path: str
    kind: Kind
    values: Values
    items: list[Values] = field(default_factory=list)
    """Of kinds that list: the entries of the list."""
    text: str = ""
    first_line: int = 1
    is_broken: bool = False
    """Whether its YAML or TOML could not be read, so that what is missing may stand there."""
    is_unread: bool = False
    """Whether nothing of it could be read: it stands for itself alone, so that what refers to it is not told to be wrong as well."""
    excluded: str | None = None
    draft: Draft | None = None
    url: str = ""

    @property
    def minutes(self) -> Minutes:
        """What the text of a note says that people do or have decided."""
        return self.draft.minutes if self.draft else Minutes()

    @property
    def source(self) -> Source:
        """The file's first line."""
        return Source(self.path)

    @cached_property
    def stem(self) -> str:
        """The file's name without its ending."""
        return posixpath.splitext(posixpath.basename(self.path))[0]

    @cached_property
    def folder(self) -> str:
        """The folder that the file stands in."""
        return posixpath.dirname(self.path)

    @cached_property
    def community(self) -> str:
        """The community whose folder holds the file; empty for all others."""
        parts = self.path.split("/")
        return parts[1] if parts[0] == "communities" and len(parts) > 2 else ""  # noqa: PLR2004 - communities/<id>/<file>

    @property
    def is_index(self) -> bool:
        """Tell whether the file is the page of its folder."""
        return self.stem in ("README", "index") and self.kind.markdown


@dataclass
class Files:
    """All that a site's folders hold: entries by path, and the other files, which are published when something links to them."""

    entries: dict[str, Entry] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)

    def of(self, *kinds: str) -> list[Entry]:
        """List the entries of some kinds that are not left out, by path."""
        return [entry for entry in self.entries.values() if entry.kind.name in kinds and entry.excluded is None]


def collect(site: Path, problems: Problems) -> Files:
    """Read every file of a site at the door."""
    files = Files()
    for path in walk(site, problems):
        kind = kind_of(path)
        if kind is None:
            _other(path, files, problems)
        else:
            files.entries[path] = read_entry(site, path, kind, problems)
    _check_folders(files, problems)
    return files


def _other(path: str, files: Files, problems: Problems) -> None:
    """Keep an attachment, unless it stands where only files of a kind are read."""
    files.others.append(path)
    expected = re.fullmatch(r"communities/[^/]+/[^/]+\.ya?ml|content/(people|paths|kudos)/[^/]+\.(yaml|json)|content/[^/]+\.yml", path)
    if not expected:
        return
    name = PurePosixPath(path).name
    known = ("community.yml", "members.yml", "goals.yml", "resources.yml", "projects.yml", "meetings.yml", "recognition.yml")
    hint = f"Rename it to end in `.yml`: {PurePosixPath(name).stem}.yml." if name.endswith(".yaml") else did_you_mean(name, known)
    problems.add(codes.UNEXPECTED_FILE, Source(path), f"{name} is not a file that is read here", hint)


def read_entry(site: Path, path: str, kind: Kind, problems: Problems) -> Entry:
    """Read one file at the door."""
    text = read_text(site, path, problems)
    if text is None:
        return Entry(path, kind, Values(Source(path)), is_broken=True, is_unread=True)
    if path.endswith(".md"):
        return _markdown(text, path, kind, problems)
    node = compose(text, path, problems)
    if kind.listed:
        return Entry(path, kind, Values(Source(path)), items=_list(node, kind, problems), is_broken=node is None)
    return Entry(path, kind, _fields(node, path, kind, problems), is_broken=node is None)


def _markdown(text: str, path: str, kind: Kind, problems: Problems) -> Entry:
    parts: Parts = split(text, path, problems)
    if line := lost(parts, {name for each in kind.fields for name in (each.name, *each.also)} | kind.foreign):
        problems.add(codes.LOST_FRONT_MATTER, Source(path, line), "the line `---` that opens the front matter is missing above this one")
    meta = parts.meta or Mapping(Source(path))
    values = Values(meta.source) if parts.is_broken else read_fields(_expected(kind, meta), meta, problems, kind.foreign)
    return Entry(path, kind, values, text=parts.text, first_line=parts.first_line, is_broken=parts.is_broken)


def _fields(node: Node | None, path: str, kind: Kind, problems: Problems) -> Values:
    if isinstance(node, Scalar) and node.is_null:
        node = Mapping(Source(path))
    if isinstance(node, Mapping):
        return read_fields(_expected(kind, node), node, problems)
    if node is not None:
        problems.add(codes.BAD_VALUE, node.source, "expected lines of `key: value`")
    return Values(Source(path))


def _expected(kind: Kind, node: Mapping) -> tuple[Field, ...]:
    """List the fields that a file may hold: whoever is to be forgotten keeps no other."""
    if kind.name == "person" and "forgotten" in node.entries:
        return tuple(replace(each, required=True) for each in kind.fields if each.name == "forgotten")
    return kind.fields


def _list(node: Node | None, kind: Kind, problems: Problems) -> list[Values]:
    if node is None or (isinstance(node, Scalar) and node.is_null):
        return []
    if not isinstance(node, Sequence):
        problems.add(codes.BAD_VALUE, node.source, f"expected a list: each {kind.name} entry begins with `- `")
        return []
    if kind.item:
        read = ListOf(kind.item).read(node, problems)
        return [] if read is MISSING else list(read)
    found = []
    for item in node.items:
        if isinstance(item, Mapping):
            found.append(read_fields(kind.fields, item, problems))
        else:
            problems.add(codes.BAD_VALUE, item.source, "expected an entry of `key: value` lines")
    return found


def _check_folders(files: Files, problems: Problems) -> None:
    """Hold names against the rule for ids, and folders of communities against the file that makes them one."""
    folders: dict[str, list[str]] = {}
    for path in (*files.entries, *files.others):
        parts = path.split("/")
        if parts[0] == "communities" and len(parts) > 2:  # noqa: PLR2004 - communities/<id>/<file>
            folders.setdefault(parts[1], []).append(path)
    for id_, paths in folders.items():
        home = f"communities/{id_}/community.yml"
        if home not in paths:
            problems.add(
                codes.MISSING_COMMUNITY,
                Source(home),
                f"communities/{id_}/ has no community.yml",
                f"Create {home} with one line: `name: …`.",
            )
    for entry in files.entries.values():
        id_ = entry.community if entry.kind.name == "community" else entry.stem
        if entry.kind.name in WITH_ID and not ID.fullmatch(id_):
            problems.add(codes.BAD_NAME, entry.source, f"{id_!r} cannot be an id", f"Rename it to {_proposal(id_)!r}.")


def _proposal(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", name.lower())) or "a-name"


def merged(entry: Entry, name: str, files: Files, problems: Problems) -> Items:
    """Find a community's list, in community.yml or in its own file; both at once is a problem that names both lines."""
    own = files.entries.get(f"{entry.folder}/{name}.yml")
    inline: Items = entry.values.get(name) or Items(entry.source)
    if own is None or own.is_unread:
        return inline
    if name in entry.values:
        place = entry.values.at(name)
        problems.add(codes.TWO_PLACES, place, f"{name!r} stands on line {place.line} here and in {own.path} from line 1")
    items = Items(own.source)
    for values in own.items:
        items.put(values, values.source)
    return items


def all_series(community: Entry, files: Files) -> list[Values]:
    """List the series of a community that have an id, those of its projects included, from whichever file holds them."""
    own, projects = (listed(community, name, files) for name in ("meetings", "projects"))
    series = [*own, *(each for project in projects for each in project.get("meetings") or ())]
    return [each for each in series if "id" in each]


def listed(entry: Entry, name: str, files: Files) -> list[Values]:
    """List what a community says under a name, from whichever file holds it."""
    beside = files.entries.get(f"{entry.folder}/{name}.yml")
    return [*(entry.values.get(name) or ()), *(beside.items if beside else ())]
