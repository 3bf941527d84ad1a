"""The theme's own files: one style sheet, one script, the small script of the head, fonts, the icon of the site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

import guildhouse
from guildhouse.features import edge
from guildhouse.features.outputs import File
from guildhouse.model.house import House
from guildhouse.settings import Settings

HEAD_SCRIPT = "theme.js"
"""The script that runs before the page is painted; all others are joined into one that waits for the page."""

_LAYERS = re.compile(r"@layer ([\w ,-]+);")
_LAYER = re.compile(r"@layer ([\w-]+) \{")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FONT = re.compile(r'url\("\.\./fonts/([\w.-]+)"\)')


class ThemeError(Exception):
    """A style file that is in no layer, or in one that is not declared."""


def outputs(house: House, settings: Settings) -> Iterable[File]:  # noqa: ARG001 - the theme's files depend on neither
    """Give every file of the theme that pages name, each with its hash in its name but the icon."""
    return files(Path(guildhouse.theme()) / "static")


def files(static: Path) -> Iterator[File]:
    """Give the files made from a theme's `static` folder."""
    fonts = {
        path.name: _hashed(f"theme/fonts/{path.stem}", ".woff2", path.read_bytes()) for path in sorted((static / "fonts").glob("*.woff2"))
    }
    yield from fonts.values()
    places = {name: font.path.removeprefix("theme/") for name, font in fonts.items()}
    yield _hashed("theme/site", ".css", style_sheet(static / "css", places).encode())
    yield _hashed("theme/site", ".js", script(static / "js").encode())
    yield _hashed("theme/theme", ".js", _plain((static / "js" / HEAD_SCRIPT).read_text(encoding="utf-8")).encode())
    yield File("favicon.svg", (static / "favicon.svg").read_bytes())
    yield from (File(f"theme/licences/{path.name}", path.read_bytes()) for path in licences(static))


def style_sheet(folder: Path, fonts: dict[str, str]) -> str:
    """Join the style files in the order of their layers; `fonts` names where each font file went, seen from the sheet."""
    order = _LAYERS.search(text := (folder / "layers.css").read_text(encoding="utf-8"))
    if order is None:
        message = f"{folder.name}/layers.css names no layers"
        raise ThemeError(message)
    layers = [name.strip() for name in order[1].split(",")]
    sheets = [(path.name, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.css")) if path.name != "layers.css"]
    ordered = sorted(sheets, key=lambda sheet: layers.index(_layer(sheet[0], sheet[1], layers)))
    joined = _plain("\n".join([text, *(sheet for _, sheet in ordered)]))
    return _FONT.sub(lambda match: f'url("{fonts[match[1]]}")', joined)


def script(folder: Path) -> str:
    """Join the scripts of every page, in the order of their names."""
    paths = sorted(path for path in folder.glob("*.js") if path.name != HEAD_SCRIPT)
    return _plain("\n".join(path.read_text(encoding="utf-8") for path in paths))


def licences(static: Path) -> list[Path]:
    """List the licences that must travel with the fonts and icons."""
    return sorted([*(static / "fonts").glob("*.txt"), *(static / "vendor").glob("*.txt")])


def _layer(name: str, sheet: str, layers: list[str]) -> str:
    """Name the layer that a style file fills."""
    found = _LAYER.search(sheet)
    if found is None or found[1] not in layers:
        message = f"css/{name} must stand in one of the layers {', '.join(layers)}"
        raise ThemeError(message)
    return found[1]


def _plain(text: str) -> str:
    """Leave out comments, indentation and empty lines, which readers need not fetch."""
    lines = (line.strip() for line in _COMMENT.sub("", text).splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def _hashed(stem: str, suffix: str, content: bytes) -> File:
    return File(f"{stem}.{sha256(content).hexdigest()[:8]}{suffix}", content)


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
