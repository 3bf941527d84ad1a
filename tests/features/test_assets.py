"""The theme's files: joined in the order of their layers, named by their hash."""

from __future__ import annotations

import datetime as dt
import gzip
import re
from pathlib import Path

import pytest

from conftest import Tree
from guildhouse.features import assets
from guildhouse.features.assets import ThemeError
from guildhouse.model.house import House
from guildhouse.settings import Settings

LAYERS = "== site/css/layers.css\n@layer base, part;\n"


def _static(tree: Tree, text: str) -> Path:
    return tree(text) / "site"


def test_layers_decide_the_order_not_names(tree: Tree) -> None:
    part = "== site/css/a.css\n@layer part {\n  .a { color: red; }\n}\n"
    base = "== site/css/z.css\n/* first */\n@layer base {\n  a { color: blue; }\n}\n"
    static = _static(tree, LAYERS + part + base)
    assert assets.style_sheet(static / "css", {}) == (
        "@layer base, part;\n@layer base {\na { color: blue; }\n}\n@layer part {\n.a { color: red; }\n}\n"
    )


def test_fonts_are_named_as_they_are_published(tree: Tree) -> None:
    static = _static(tree, LAYERS + '== site/css/f.css\n@layer base {\n@font-face { src: url("../fonts/x.woff2"); }\n}\n')
    assert 'url("fonts/x.1234.woff2")' in assets.style_sheet(static / "css", {"x.woff2": "fonts/x.1234.woff2"})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("== site/css/layers.css\n\n", "names no layers"),
        (LAYERS + "== site/css/a.css\n.a { color: red; }\n", "css/a.css must stand in one of the layers base, part"),
        (LAYERS + "== site/css/a.css\n@layer other { }\n", "css/a.css must stand in one of the layers"),
    ],
)
def test_a_style_without_a_place_is_refused(tree: Tree, text: str, words: str) -> None:
    with pytest.raises(ThemeError, match=words):
        assets.style_sheet(_static(tree, text) / "css", {})


def test_the_head_script_stays_apart(tree: Tree) -> None:
    static = _static(tree, "== site/js/theme.js\nhead();\n== site/js/b.js\n/* two\nlines */\nb();\n\n== site/js/a.js\na();\n")
    assert assets.script(static / "js") == "a();\nb();\n"


def test_every_file_is_named_by_its_content_and_small() -> None:
    files = {file.path: file.content for file in assets.outputs(House(today=dt.date(2026, 11, 16)), Settings())}
    sheet = next(content for path, content in files.items() if re.fullmatch(r"theme/site\.[0-9a-f]{8}\.css", path))
    script = next(content for path, content in files.items() if re.fullmatch(r"theme/site\.[0-9a-f]{8}\.js", path))
    head = next(content for path, content in files.items() if re.fullmatch(r"theme/theme\.[0-9a-f]{8}\.js", path))
    assert len(gzip.compress(sheet)) <= 12 * 1024
    assert len(gzip.compress(script + head)) <= 5 * 1024
    named = set(re.findall(r'url\("([^"]+)"\)', sheet.decode()))
    assert {f"theme/{name}" for name in named} == {path for path in files if path.endswith(".woff2")}
    assert files["favicon.svg"].startswith(b"<svg")
    assert {"theme/licences/figtree-OFL.txt", "theme/licences/fraunces-OFL.txt", "theme/licences/lucide-LICENSE.txt"} <= set(files)


def test_scripts_write_no_markup() -> None:
    for path in (Path(__file__).parents[2] / "theme/static/js").glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|\.style\b|setAttribute\(\"on", text
        ), path.name
        assert '"use strict"' in text
