"""Writes a new file of any kind from its declaration, ready to fill in."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

from guildhouse.model.names import ID
from guildhouse.sources.fields import Field
from guildhouse.sources.kinds import KINDS
from guildhouse.sources.kinds.community import LISTS
from guildhouse.sources.kinds.kind import Kind
from guildhouse.sources.kinds.page import TERM
from guildhouse.sources.nodes import Mapping, compose
from guildhouse.sources.problems import Problems

NAMES: dict[str, Kind] = {kind.name: kind for kind in (*KINDS, TERM) if kind.name != "recognition"}
NUMBER = re.compile(r"(\d+)[-_. ].*\.md")
MORE = "# docs/kinds.md lists every other key."


class NotNew(Exception):
    """The file cannot be made; the message says why, in one line."""


def new(site: Path, kind: str, name: str, *, community: str | None = None, today: dt.date | None = None) -> Path:
    """Write a new file of a kind and return its path; `name` becomes its id, `community` the folder it is put in.

    A decision gets the number after the highest; without a community it is one of the organisation.
    NotNew is raised for an unknown kind, a name that gives no id, a missing community, a list that stands in community.yml,
    and a file that exists.
    """
    declared = NAMES.get(kind)
    if declared is None:
        raise NotNew(f"there is no kind {kind!r}; kinds are {', '.join(NAMES)}")
    id_ = "-".join(re.findall(r"[a-z0-9]+", name.lower()))
    if not id_:
        raise NotNew(f"{name!r} gives no file name; use letters and digits")
    place = declared.place if community or kind != "decision" else "content/decisions/{id}.md"
    if "{community}" in place:
        _check_community(site, kind, community)
    day = str(today or dt.datetime.now(tz=dt.UTC).date())
    path = site / place.format(id=id_, community=community or "", date=day)
    if kind == "decision":
        path = path.with_name(f"{_next_number(path.parent):04}-{path.name}")
    if path.exists():
        raise NotNew(f"{path.relative_to(site)} exists already")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content(declared, name, day), encoding="utf-8")
    return path


def _check_community(site: Path, kind: str, community: str | None) -> None:
    """See that a community has the folder, and that a list of its own does not stand in its community.yml already."""
    home = f"communities/{community}/community.yml"
    if not ID.fullmatch(community or "") or not (site / home).is_file():
        missing = f" (there is none called {community!r})" if community else ""
        what = f"a list of {kind}" if kind in LISTS else f"a {kind}"
        raise NotNew(f"{what} belongs to a community; add --community and the name of its folder in communities/{missing}")
    if kind in LISTS and (line := _line_of(kind, site / home)):
        raise NotNew(f"{home} has the list {kind!r} already, on line {line}; add to it there, for a list stands in one file")


def _line_of(key: str, path: Path) -> int | None:
    """Find the line of a key in a YAML file; a file that cannot be read has none."""
    try:
        node = compose(path.read_text(encoding="utf-8-sig"), path.name, Problems())
    except UnicodeDecodeError:
        return None
    entry = node.entries.get(key) if isinstance(node, Mapping) else None
    return entry[0].line if entry else None


def _next_number(folder: Path) -> int:
    """Find the number after the highest with which a file of a folder begins."""
    found = (NUMBER.fullmatch(path.name) for path in folder.glob("*.md"))
    return max((int(match[1]) for match in found if match), default=0) + 1


def content(kind: Kind, name: str, day: str) -> str:
    """Write what a new file holds: fields with an example filled in, others as comments with their help.

    Front matter offers but a few, for it stands in the way of the text; other files show all.
    """
    title = "term" if kind is TERM else "name" if any(field.name == "name" for field in kind.fields) else "title"
    filled = sorted(
        (field for field in kind.fields if field.required or field.example or field.name == title), key=lambda field: field.name != title
    )
    shown = [_line(field, _scalar(name) if field.name == title else field.example, day) for field in filled]
    others = {field.name: f"# {field.name}: {field.help}" for field in kind.fields if field not in filled}
    rest = [*(others[name] for name in kind.offered), MORE] if kind.markdown else list(others.values())
    if kind.listed:
        return "\n".join([f"- {shown[0]}", *(f"  {line}" for line in (*shown[1:], *rest)), ""])
    if kind.markdown:
        return "\n".join(["---", *shown, *rest, "---", kind.text.replace("{date}", day).lstrip("\n")])
    return "\n".join([*shown, *rest, ""])


def _scalar(text: str) -> str:
    """Write a text as YAML, with quotes where it needs them."""
    is_plain = re.fullmatch(r"[^\W\d_][\w ,.()&'-]*", text) and text.lower() not in ("null", "true", "false")
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def _line(field: Field, value: str, day: str) -> str:
    return f"{field.name}: {value.replace('{date}', day)}"
