"""Writes a new file of any kind from its declaration, ready to fill in."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

from guildhouse.sources.entries import ID
from guildhouse.sources.fields import Field
from guildhouse.sources.kinds import KINDS
from guildhouse.sources.kinds.kind import Kind

NAMES: dict[str, Kind] = {kind.name: kind for kind in KINDS if kind.name != "recognition"}


class NotNew(Exception):
    """The file cannot be made; the message says why, in one line."""


def new(site: Path, kind: str, name: str, *, community: str | None = None, today: dt.date | None = None) -> Path:
    """Write a new file of a kind and return its path; `name` becomes its id, `community` the folder it is put in.

    NotNew is raised for an unknown kind, a name that gives no id, a missing community, and a file that exists.
    """
    declared = NAMES.get(kind)
    if declared is None:
        raise NotNew(f"there is no kind {kind!r}; kinds are {', '.join(NAMES)}")
    id_ = "-".join(re.findall(r"[a-z0-9]+", name.lower()))
    if not id_:
        raise NotNew(f"{name!r} gives no file name; use letters and digits")
    is_known = ID.fullmatch(community or "") and (site / "communities" / str(community) / "community.yml").is_file()
    if "{community}" in declared.place and not is_known:
        missing = f" (there is none called {community!r})" if community else ""
        raise NotNew(f"a {kind} belongs to a community; add --community and the name of its folder in communities/{missing}")
    day = str(today or dt.datetime.now(tz=dt.UTC).date())
    path = site / declared.place.format(id=id_, community=community or "", date=day)
    if path.exists():
        raise NotNew(f"{path.relative_to(site)} exists already")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content(declared, name, day), encoding="utf-8")
    return path


def content(kind: Kind, name: str, day: str) -> str:
    """Write what a new file holds: fields with an example filled in, the others as comments with their help."""
    title = "name" if any(field.name == "name" for field in kind.fields) else "title"
    filled = sorted(
        (field for field in kind.fields if field.required or field.example or field.name == title), key=lambda field: field.name != title
    )
    shown = [_line(field, _scalar(name) if field.name == title else field.example, day) for field in filled]
    rest = [f"# {field.name}: {field.help}" for field in kind.fields if field not in filled]
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
