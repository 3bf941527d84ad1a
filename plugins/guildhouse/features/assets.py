"""The theme's own files: one style sheet, one script, the small script of the head, fonts, icons, what browsers ask of a site.

What only the pages of one feature need stands apart, and they alone ask for it (`Context.apart`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

import guildhouse
from guildhouse.features import edge
from guildhouse.features.outputs import File
from guildhouse.features.own_styles import checked
from guildhouse.features.theme_files import STYLE_PAGE, hashed, plain, tight
from guildhouse.formats import manifest, pictures
from guildhouse.model.accent import Accent
from guildhouse.model.house import House
from guildhouse.setting_readers import SiteFile
from guildhouse.settings import Settings, SettingsError
from guildhouse.sources.attachments import is_inert

HEAD_SCRIPTS = ("theme.js", "times.js")
"""What has to be done before the page is painted; all others are joined into a script that waits for the page."""

APART = ("layers.css", STYLE_PAGE)
"""Style files that are not joined into the sheet of the site: the one that orders the others, and that of the style page."""

OF_FEATURES = MappingProxyType({
    "paths": ("paths", "path_graph", "progress_tools", "quiz", "step_check", "step_list"),
    "search": ("search", "search_dialog", "search_results"),
})  # fmt: skip
"""Features with a sheet of their own, and the names of the style files in it."""

COMPONENTS = "components"
"""The folder of the style files that are one component's own, each named as its macro."""

_LAYERS = re.compile(r"@layer ([\w ,-]+);")
_PART = re.compile(r"@layer ([\w-]+) \{\n(.*)\}\n", re.DOTALL)
_BRACE = re.compile(r";? ?([{}]) ?")
"""A brace with what readers of the file need beside it, and browsers do not."""

_FONT = re.compile(r'url\("\.\./fonts/([\w.-]+)"\)')
_FONTS = "fonts.css"
_OWN = "own"
"""The last layer, in which the organisation's own styles stand."""


class ThemeError(Exception):
    """A style file that is in no layer, or in one that is not declared."""


def outputs(house: House, settings: Settings) -> Iterator[File]:  # noqa: ARG001 - the theme's files depend on settings alone
    """Give every file of the theme that pages name, each with its hash in its name but the icon and the manifest."""
    static = Path(guildhouse.theme()) / "static"
    yield from files(static, settings)
    icons = tuple(_icons(static, settings.logo))
    yield from icons
    yield File("site.webmanifest", manifest.manifest(settings, tuple(icon.path for icon in icons)).encode())


def files(static: Path, settings: Settings) -> Iterator[File]:
    """Give the files made from a theme's `static` folder."""
    found = sorted((static / "fonts").glob("*.woff2")) if settings.fonts else []
    fonts = {path.name: hashed(f"theme/fonts/{path.stem}", ".woff2", path.read_bytes()) for path in found}
    yield from fonts.values()
    places = {name: font.path.removeprefix("theme/") for name, font in fonts.items()}
    sheet = style_sheet(static / "css", places, settings.styles) + (accent_rule(settings.accent) if settings.accent else "")
    yield hashed("theme/site", ".css", sheet.encode())
    yield from (hashed(f"theme/{name}", ".css", rules.encode()) for name, rules in sheets_apart(static / "css"))
    head, rest = scripts(static / "js")
    rest += registering(static, settings)
    yield hashed("theme/site", ".js", rest.encode())
    yield hashed("theme/theme", ".js", head.encode())
    yield from (hashed(f"theme/{name}", ".js", script.encode()) for name, script in scripts_apart(static / "js", rest))
    yield from (File(f"theme/licences/{path.name}", path.read_bytes()) for path in licences(static, fonts=settings.fonts))


def style_sheet(folder: Path, fonts: dict[str, str], own: tuple[SiteFile, ...] = ()) -> str:
    """Join the style files in the order of their layers, the organisation's `own` last.

    Within a layer what is shared stands before what is a component's own, each by name: a component can so change what it shares.
    `fonts` names where each font file went, seen from the sheet; without any, the sheet asks for none.
    """
    text, layers = _order(folder)
    left_out = {*APART, *(f"{name}.css" for names in OF_FEATURES.values() for name in names), *(() if fonts else (_FONTS,))}
    theme = text + _layered([path for path in _sheets(folder) if path.name not in left_out], layers)
    theme = _FONT.sub(lambda match: f'url("{fonts[match[1]]}")', theme)
    return plain("\n".join([tight(theme), *(f"@layer {_OWN} {{\n{checked(sheet)}\n}}" for sheet in own)]))


def sheets_apart(folder: Path) -> Iterator[tuple[str, str]]:
    """Join the style files of single features; the sheet of the site, which comes first, has said which layer wins."""
    for feature, names in OF_FEATURES.items():
        if found := [path for path in _sheets(folder) if path.stem in names]:
            yield feature, tight(_layered(found, _order(folder)[1]))


def accent_rule(accent: Accent) -> str:
    """Write the organisation's colours in place of the theme's, also where a community's would stand and there is none."""
    pairs = {"accent": (accent.light, accent.dark), "on-accent": (accent.on_light, accent.on_dark), "soft": accent.soft}
    colours = " ".join(f"--{name}: light-dark({light}, {dark});" for name, (light, dark) in pairs.items())
    hue = "--c: var(--accent); --c-soft: var(--soft); --c-mid: color-mix(in oklab, var(--accent) 38%, var(--soft));"
    return f"@layer tokens {{\n:root {{ {colours} {hue} }}\n}}\n"


def scripts(folder: Path) -> tuple[str, str]:
    """Join the scripts of every page, in the order of their names: those of the head, and all others."""
    heads = [path for path in sorted(folder.glob("*.js")) if path.name in HEAD_SCRIPTS]
    rest = [path for path in sorted(folder.glob("*.js")) if path.name not in HEAD_SCRIPTS]
    head, others = (plain("\n".join(path.read_text(encoding="utf-8") for path in paths)) for paths in (heads, rest))
    return head, others


def registering(static: Path, settings: Settings) -> str:
    """Give the scripts that ask browsers to keep pages, and name those that they have kept, where the site wants that."""
    wanted = settings.offline_reading and not settings.offline
    names = ("register", "at_hand") if wanted else ()
    return "".join(plain((static / f"worker/{name}.js").read_text(encoding="utf-8")) for name in names)


def scripts_apart(folder: Path, shared: str) -> Iterator[tuple[str, str]]:
    """Join the scripts of single features, each in a folder of its name, behind `shared`, those of every page, in whose place they are."""
    for name in sorted({path.parent.name for path in folder.glob("*/*.js")}):  # not an empty folder, which git does not keep either
        yield name, shared + plain("\n".join(path.read_text(encoding="utf-8") for path in sorted((folder / name).glob("*.js"))))


def licences(static: Path, *, fonts: bool = True) -> list[Path]:
    """List the licences that must travel with the fonts and icons."""
    return sorted([*((static / "fonts").glob("*.txt") if fonts else ()), *(static / "vendor").glob("*.txt")])


def _icons(static: Path, logo: SiteFile | None) -> Iterator[File]:
    """Give the icons of the site: the organisation's logo when it is drawn, else the theme's own; and a logo for the top bar."""
    if logo is not None:
        ending = _ending(logo)
        yield hashed("theme/logo", ending, logo.content)
        if ending == ".svg":
            yield File("favicon.svg", logo.content)
            return
    yield File("favicon.svg", (static / "favicon.svg").read_bytes())
    for path in sorted((static / "icons").glob("*.png")):
        yield hashed(path.stem, ".png", path.read_bytes())


def _ending(logo: SiteFile) -> str:
    """Tell what a logo is, and refuse one that is something else than its name says, or more than a picture."""
    if logo.path.lower().endswith(".svg"):
        if not is_inert(logo.content):
            raise SettingsError(f"logo names {logo.path!r}, which is no drawing, or could run scripts")
        return ".svg"
    if not logo.content.startswith(pictures.PNG):
        raise SettingsError(f"logo names {logo.path!r}, which is no PNG")
    return ".png"


def _sheets(folder: Path) -> list[Path]:
    """List the style files: the shared ones, then those of components."""
    return [*sorted(folder.glob("*.css")), *sorted((folder / COMPONENTS).glob("*.css"))]


def _order(folder: Path) -> tuple[str, list[str]]:
    """Read which layer wins over which: the line that says so, and their names."""
    order = _LAYERS.search(text := (folder / "layers.css").read_text(encoding="utf-8"))
    if order is None:
        message = f"{folder.name}/layers.css names no layers"
        raise ThemeError(message)
    return text, [name.strip() for name in order[1].split(",")]


def _layered(paths: list[Path], layers: list[str]) -> str:
    """Join style files layer by layer."""
    parts = [_part(path, layers) for path in paths]
    filled = {layer: "".join(rules for each, rules in parts if each == layer) for layer in layers}
    return "".join(f"@layer {layer} {{\n{rules}}}\n" for layer, rules in filled.items() if rules)


def _part(path: Path, layers: list[str]) -> tuple[str, str]:
    """Take a style file apart: the layer that it fills, and its rules."""
    found = _PART.fullmatch(plain(path.read_text(encoding="utf-8")))
    if found is None or found[1] not in layers:
        message = f"css/{path.name} must stand in one of the layers {', '.join(layers)}"
        raise ThemeError(message)
    return found[1], _BRACE.sub(r"\1", found[2])


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
