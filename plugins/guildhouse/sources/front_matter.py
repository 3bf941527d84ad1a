"""Takes the front matter off a Markdown file."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from guildhouse.model.source import Source
from guildhouse.sources import codes
from guildhouse.sources.nodes import MAX_DEPTH, Mapping, Node, Scalar, Sequence, compose
from guildhouse.sources.problems import Problems
from guildhouse.sources.tree import CONTROL

HEADER_LINE = re.compile(r"(?P<key>[A-Za-z][\w-]*):(?:[ \t]++(?P<value>\S(?:.*\S)?)?)?\s*")
MORE_LINES = re.compile(r"[ \t].*|- .*|-|#.*")
"""Lines that go on with what the key above them says, and comments."""
JSON_START = re.compile(r'\{\s*(?:"|\}[ \t]*(?:\n|$))')
JSON_HINT = "Check quotes and commas here and on the line above, or put text before a bracket that is meant to be read."
ESCAPED_PAIR = re.compile(r"(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\/)|\\.")
"""A character beyond the first 65,536 in JSON, and an escaped slash; other escapes are passed over, two backslashes too."""
MAX_TOML = 20_000
"""Characters; the time of tomllib grows with the square of the length of a key."""
TOML_KEY = re.compile(r"""\s*[\["']*([\w-]+)""")


@dataclass(frozen=True, slots=True)
class Parts:
    """A Markdown file in two: what is said about it and its text, with the line on which the text begins.

    What `is_broken` was meant to say something, and its problem is noted.
    """

    meta: Mapping | None
    text: str
    first_line: int
    is_broken: bool = False


def split(text: str, path: str, problems: Problems) -> Parts:
    """Divide a file into front matter and text.

    Read are YAML between `---` (Jekyll, MkDocs, Docusaurus, Hugo), TOML between `+++` and a JSON object (Hugo), and lines of
    `Key: value` above the first empty line when one of them is the title (Pelican, MultiMarkdown). A file without any has no meta.
    """
    lines = text.split("\n")
    fence = lines[0].rstrip()
    if fence in ("---", "+++"):
        return _fenced(lines, fence, path, problems)
    if JSON_START.match(text):
        return _json(text, path, problems)
    return _header(lines, path) or Parts(None, text, 1)


def lost(parts: Parts, known: Container[str]) -> int | None:
    """Find the line on which front matter begins whose opening line is missing; None for every other text.

    Its first key is known, and so are at least half of all its keys, as they are written: `Note: see below` above a rule is a text.
    """
    if parts.meta is not None or parts.is_broken:
        return None
    lines = parts.text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    end = next((number for number, line in enumerate(lines) if line.rstrip() == "---"), first)
    inside = lines[first:end]
    keys = [match["key"] for line in inside if (match := HEADER_LINE.fullmatch(line))]
    if not keys or not all(HEADER_LINE.fullmatch(line) or MORE_LINES.fullmatch(line) for line in inside):
        return None
    is_first = inside[0].startswith(f"{keys[0]}:") and keys[0] in known
    return parts.first_line + first if is_first and 2 * sum(key in known for key in keys) >= len(keys) else None


def _fenced(lines: list[str], fence: str, path: str, problems: Problems) -> Parts:
    closing = ("---", "...") if fence == "---" else ("+++",)
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in closing), None)
    if end is None:
        if fence == "---" and not any(HEADER_LINE.fullmatch(line) for line in lines[1:3]):
            return Parts(None, "\n".join(lines), 1)  # a horizontal rule, not front matter
        problems.add(codes.BAD_FRONT_MATTER, Source(path, 1), f"the front matter that begins here with `{fence}` never ends")
        return Parts(None, "", len(lines), is_broken=True)
    inside, text = "\n".join(lines[1:end]), "\n".join(lines[end + 1 :])
    meta = compose(inside, path, problems, 2) if fence == "---" else _toml(inside, path, problems)
    if isinstance(meta, Scalar) and meta.is_null:
        meta = Mapping(meta.source)
    if isinstance(meta, Mapping):
        return Parts(meta, text, end + 2)
    if meta is not None:
        problems.add(codes.BAD_FRONT_MATTER, meta.source, "the front matter is not a list of `key: value` lines")
    return Parts(None, text, end + 2, is_broken=True)


def _json(text: str, path: str, problems: Problems) -> Parts:
    """Take an object of JSON off the beginning; one with more words behind it on its line is a text that begins with a bracket."""
    try:
        _, end = json.JSONDecoder(parse_int=str).raw_decode(text)
    except json.JSONDecodeError as error:
        problems.add(codes.BAD_FRONT_MATTER, Source(path, error.lineno, error.colno), f"the JSON cannot be read: {error.msg}", JSON_HINT)
        return Parts(None, text, 1, is_broken=True)
    except RecursionError:
        problems.add(codes.YAML_LIMIT, Source(path), f"the JSON nests deeper than {MAX_DEPTH} levels")
        return Parts(None, text, 1, is_broken=True)
    rest, _, body = text[end:].partition("\n")
    if rest.strip():
        return Parts(None, text, 1)
    meta = compose(ESCAPED_PAIR.sub(_unescaped, text[:end]), path, problems)
    line = 2 + text.count("\n", 0, end)
    return Parts(meta, body, line) if isinstance(meta, Mapping) else Parts(None, body, line, is_broken=True)


def _unescaped(pair: re.Match[str]) -> str:
    """Write out what JSON escapes and YAML does not know; every other escape means the same in both."""
    return str(json.loads(f'"{pair[0]}"')) if pair[1] else pair[0]


def _header(lines: list[str], path: str) -> Parts | None:
    entries: dict[str, tuple[Source, Node]] = {}
    end = next((number for number, line in enumerate(lines) if not line.strip()), len(lines))
    for number, line in enumerate(lines[:end], 1):
        match = HEADER_LINE.fullmatch(line)
        if match is None:
            return None
        at = Source(path, number)
        value = match["value"] or ""
        node: Node = Scalar(Source(path, number, match.start("value") + 1 if value else 1), value)
        if match["key"].lower() in ("tags", "authors", "category", "keywords"):
            node = Sequence(at, [Scalar(at, part.strip()) for part in re.split(r"[,;]", value) if part.strip()])
        entries[match["key"].lower()] = (at, node)
    if "title" not in entries:
        return None
    return Parts(Mapping(Source(path), entries), "\n".join(lines[end:]), end + 1)


def _toml(text: str, path: str, problems: Problems) -> Mapping | None:
    top = Source(path, 2)
    if len(text) > MAX_TOML:
        problems.add(codes.TOO_LARGE, top, f"the TOML has more than {MAX_TOML:,} characters")
        return None
    try:
        return _mapping(tomllib.loads(text), top, _lines(text), MAX_DEPTH)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        problems.add(codes.YAML_SYNTAX, Source(path, int(line[1]) + 1 if line else 2), f"the TOML cannot be read: {error}")
    except RecursionError:
        problems.add(codes.YAML_LIMIT, top, f"the TOML nests deeper than {MAX_DEPTH} levels")
    except ValueError as error:
        problems.add(codes.BAD_VALUE, top, f"the TOML holds a value that cannot be used: {error}")
    return None


def _lines(text: str) -> dict[str, int]:
    """Find the line in the file on which each key first begins a line, for tomllib keeps no positions."""
    found: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 2):
        match = TOML_KEY.match(line)
        if match:
            found.setdefault(match[1], number)
    return found


def _mapping(values: dict[str, Any], at: Source, lines: dict[str, int], depth: int) -> Mapping:
    entries: dict[str, tuple[Source, Node]] = {}
    for key, value in values.items():
        place = Source(at.path, lines.get(key, at.line))
        entries[key] = (place, _node(value, place, lines, depth - 1))
    return Mapping(at, entries)


def _node(value: Any, at: Source, lines: dict[str, int], depth: int) -> Node:
    """Turn a TOML value into a node; RecursionError when it nests too deeply, ValueError for control characters."""
    if depth == 0:
        raise RecursionError
    if isinstance(value, dict):
        return _mapping(value, at, lines, depth)
    if isinstance(value, list):
        return Sequence(at, [_node(item, at, lines, depth - 1) for item in value])
    if isinstance(value, str) and CONTROL.search(value):
        raise ValueError("a control character")
    return Scalar(at, str(value).lower() if isinstance(value, bool) else str(value), plain=not isinstance(value, str))
