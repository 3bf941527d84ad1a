"""The reference that is generated: every problem, every setting, and the JSON Schemas for editors."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from guildhouse.settings import Settings
from guildhouse.sources import codes
from guildhouse.sources.kinds import KINDS
from guildhouse.tasks.kinds_reference import NOTE, kinds_page


def generated() -> dict[str, str]:
    """Make every generated file: path in the repository and text."""
    schemas = {f"plugins/guildhouse/schemas/{kind.name.replace(' ', '-')}.schema.json": kind.schema() for kind in KINDS}
    texts = {path: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for path, schema in schemas.items()}
    return {"docs/problems.md": _problems(), "docs/settings.md": _settings(), "docs/kinds.md": kinds_page()} | texts


def _problems() -> str:
    known = sorted(codes.ALL, key=lambda code: code.name)
    rows = "".join(f"\n## {code.name}\n\n{code.meaning}\n\n{_weight(code)} What to do: {code.remedy}\n" for code in known)
    return (
        f"# Problems\n\n{NOTE}\n\nWhat `check` and `build` can say about a file, by the code in brackets at the end of each message. "
        "Codes never change their meaning. Errors stop the build; warnings and notes do not.\n" + rows
    )


def _weight(code: codes.Code) -> str:
    return f"**{str(code.severity).capitalize()}**{', a warning with `--lenient`' if code.lenient else ''}."


def _settings() -> str:
    rows = "".join(_row(each.name, each.default, each.metadata) for each in fields(Settings))
    return (
        f"# Settings\n\n{NOTE}\n\nA site needs no settings. Those it wants stand in its `pelicanconf.py`, in a mapping "
        "`GUILDHOUSE = {...}` or under Pelican's own name where one is given; options of the command line win. "
        "[Making it look like yours](theming.md) shows those of the theme by example.\n\n"
        f"| setting | is | default | meaning |\n|---|---|---|---|\n{rows}"
    )


def _row(name: str, default: object, about: Mapping[str, Any]) -> str:
    shown = "the day of the build" if isinstance(default, dt.date) else f"`{default!r}`"
    pelican = f"`{about['pelican']}`. " if about["pelican"] else ""
    return f"| `{name}` | {about['is']} | {shown} | {pelican}{about['help']} |\n"
