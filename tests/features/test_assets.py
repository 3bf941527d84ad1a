"""The theme's files: joined in the order of their layers, named by their hash."""

from __future__ import annotations

import datetime as dt
import gzip
import re
import struct
from pathlib import Path
from typing import Any

import pytest

from conftest import Tree
from guildhouse.features import assets
from guildhouse.features.assets import ThemeError
from guildhouse.features.own_styles import unescaped
from guildhouse.features.theme_files import plain, tight
from guildhouse.formats.pictures import PNG
from guildhouse.model.accent import accent
from guildhouse.model.house import House
from guildhouse.setting_readers import SiteFile
from guildhouse.settings import Settings, SettingsError

LAYERS = "== site/css/layers.css\n@layer base, part;\n"


def _static(tree: Tree, text: str) -> Path:
    return tree(text) / "site"


def test_layers_decide_the_order_not_names(tree: Tree) -> None:
    part = "== site/css/a.css\n@layer part {\n  .a { color: red; }\n}\n"
    base = "== site/css/z.css\n/* first */\n@layer base {\n  a { color: blue; }\n}\n"
    static = _static(tree, LAYERS + part + base)
    assert assets.style_sheet(static / "css", {}) == ("@layer base,part;@layer base{a{color:blue}}@layer part{.a{color:red}}\n")


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


def test_what_a_feature_alone_needs_is_no_part_of_the_sites_files(tree: Tree) -> None:
    static = _static(
        tree,
        LAYERS
        + "== site/css/components/quiz.css\n@layer part {\n.quiz { color: red; }\n}\n== site/css/a.css\n@layer part {\n.a { color: red; }\n}\n"
        + "== site/js/a.js\na();\n== site/js/quiz/b.js\nb();\n== site/js/quiz/a.js\n/* first */\nfirst();\n",
    )
    assert ".quiz" not in assets.style_sheet(static / "css", {})
    assert list(assets.sheets_apart(static / "css")) == [("paths", "@layer part{.quiz{color:red}}\n")]
    assert assets.scripts(static / "js") == ("\n", "a();\n")
    assert list(assets.scripts_apart(static / "js", assets.scripts(static / "js")[1])) == [("quiz", "a();\nfirst();\nb();\n")]


def test_the_scripts_of_the_head_stay_apart(tree: Tree) -> None:
    static = _static(
        tree,
        "== site/js/times.js\ntimes();\n== site/js/theme.js\nhead();\n== site/js/b.js\n/* two\nlines */\nb();\n\n== site/js/a.js\na();\n",
    )
    assert assets.scripts(static / "js") == ("head();\ntimes();\n", "a();\nb();\n")


def test_what_looks_like_a_comment_in_a_text_is_none() -> None:
    assert plain("""a("/*"); /* it's */ b('*/');\n""") == """a("/*");  b('*/');\n"""


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


OWN = "content/styles/ours.css"
BLUE = accent((("#1d4ed8", "#ffffff"), ("#93b4ff", "#0a1730")))
PICTURE = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>"
NOBODY = House(today=dt.date(2026, 11, 16))


def _made(**settings: Any) -> dict[str, bytes]:
    return {re.sub(r"\.[0-9a-f]{8}(?=\.)", "", file.path): file.content for file in assets.outputs(NOBODY, Settings(**settings))}


def test_without_fonts_none_is_published_or_asked_for() -> None:
    files = _made(fonts=False)
    assert not any(path.endswith((".woff2", "OFL.txt")) for path in files)
    assert b"@font-face" not in files["theme/site.css"]
    assert b"url(" not in files["theme/site.css"]


def test_the_colours_of_the_organisation_come_after_the_themes() -> None:
    sheet = _made(accent=BLUE)["theme/site.css"].decode()
    found = re.findall(r"--(accent|on-accent|soft): ?light-dark\((#\w+), ?(#\w+)\)", sheet)
    assert found[3:] == [("accent", "#1d4ed8", "#93b4ff"), ("on-accent", "#ffffff", "#0a1730"), ("soft", *BLUE.soft)]
    assert sheet.rindex("@layer tokens{") < sheet.rindex("--accent:")


def test_styles_of_the_organisation_stand_in_the_last_layer() -> None:
    own = b"\xef\xbb\xbf/* url(x) */ .card { border-radius: 0; fill: url(#gh-x); }"
    sheet = _made(styles=(SiteFile(OWN, own),), accent=BLUE)["theme/site.css"].decode()
    assert "@layer own {\n.card { border-radius: 0; fill: url(#gh-x); }\n}\n" in sheet
    assert max(sheet.rindex(f"@layer {name}{{") for name in ("utility", "print")) < sheet.rindex("@layer own {")


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("@import 'x.css';", "holds @import"),
        ("@IMPORT url(x.css);", "holds @IMPORT"),
        ("@charset 'utf-8';", "holds @charset"),
        ("a { background: url(https://t.example/p.png) }", "asks for 'https://t.example/p.png'"),
        ("a { background: url( '//t.example/p' ) }", "asks for '//t.example/p'"),
        ("a { background: URL(p.png) }", "asks for 'p.png'"),
        ("a { background: image-set('https://t.example/p' 1x) }", "asks for 'https://t.example/p'"),
        ("a { background: url(data:image/png;base64,AA) }", "asks for 'data:"),
        (r"a { background: u\72l(//t.example/p) }", "asks for '//t.example/p'"),
        (r"a { background: \000075 \52l('p.png') }", "asks for 'p.png'"),
        ("a { background: \\75 \nrl(p.png) }", "asks for 'p.png'"),
        ("a { background: url/**/(url(p.png)) }", "asks for 'p.png'"),
        ("a { background: url(#a'); } b { --x: '; background: red) }", "asks for \"#a'"),
        ("a { --p: [ 'https://t.example/p' ] }", "asks for 'https://t.example/p'"),
        ("""a { content: "[a='" "https://t.example/p" "']" }""", "asks for 'https://t.example/p'"),
        ("a[b='x'] { background: image-set('https://t.example/p' 1x) }", "asks for 'https://t.example/p'"),
        ("a[b='x' { --p: 'https://t.example/p' ] }", "holds a block that does not end"),
        ("a { background: f(url(p.png)) }", "asks for 'p.png'"),
        ("a { background: \u00aaurl(p.png) }", "asks for 'p.png'"),
        ("a { background: src('p.png') }", "asks for 'p.png'"),
        ("a { background: src(var(--p)) }", "asks for 'var(--p'"),
        (r"a { --p: '\68ttps://t.example/p' }", "asks for 'https://t.example/p'"),
        ("a { background: image-set(url(#a) 1x, 'p.png' 2x) }", "holds image-set()"),
        ("a { background: -webkit-image-set('p.png' 1x) }", "holds -webkit-image-set()"),
        (r"a { background: im\61 ge('p.png') }", "holds image()"),
        (r"@\69mport 'x.css';", r"holds @\69mport"),
        (r"@\00006eamespace x 'y';", r"holds @\00006eamespace"),
        ("a { color: u/*", "holds a comment that does not end"),
        (".x {", "holds a block that does not end"),
        (".x { color: f(red; }", "holds a block that does not end"),
        ("} body { display: none", "holds a } too many"),
        ("a { } } b { }", "holds a } too many"),
        ("a { } )", "holds a ) too many"),
        ("a { content: '}' ", "holds a block that does not end"),
        (r"a { --x: \} ", "holds a block that does not end"),
        ("a { /* } */ ", "holds a block that does not end"),
        ("a { content: '\n} b { content: '; }", "holds a text that does not end on its line"),
    ],
)
def test_a_style_of_the_site_fetches_nothing(style: str, words: str) -> None:
    with pytest.raises(SettingsError, match=f"^settings: styles: {OWN} {re.escape(words)}"):
        _made(styles=(SiteFile(OWN, style.encode()),))


@pytest.mark.parametrize(
    "style",
    [
        r".w\:1\/2 { content: '\201C \a'; }",
        r".\31 0 { --x: '\110000\0'; }",
        "a { fill: url( '#gh-x' ); mask: url(#gh-y); background: linear-gradient(red, blue); }",
        "@media (width > 1rem) { .curl, .image, .src { color: red; } }",
        """a[href^="https://"]::after, [xlink\\:href = '//t.example' i] { content: "x"; }""",
        """a{content:"/*"}b{color:red}c{content:"*/"}""",
        "a { content: '/*'; }",
        r"""a { content: "}" '{' '\'' "\"("; } .\{\} { --x: [a] (b); }""",
    ],
)
def test_what_fetches_nothing_stands_as_it_was_written(style: str) -> None:
    assert f"@layer own {{\n{style}\n}}\n" in _made(styles=(SiteFile(OWN, style.encode()),))["theme/site.css"].decode()


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a { margin: 1px/**/2px; }", "a { margin: 1px 2px; }"),
        ("a { margin: 1/* x *//* y */.5; }", "a { margin: 1 .5; }"),
        ("a { background: u//*x*/* y */rl(p.png) }", "a { background: u/ * y */rl(p.png) }"),
        ("a { --x: url/**/('p.png'); }", "a { --x: url ('p.png'); }"),
        (".a1/* x */.b/**/:hover { --x: 'y' /**/ ; }", ".a1.b:hover { --x: 'y'  ; }"),
    ],
)
def test_a_comment_leaves_a_space_where_two_words_would_become_one(written: str, kept: str) -> None:
    assert f"@layer own {{\n{kept}\n}}\n" in _made(styles=(SiteFile(OWN, written.encode()),))["theme/site.css"].decode()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"\75rl", "url"),
        ("\\75\r\nrl", "url"),
        (r"\000075rl", "url"),
        (r"\0000751", "u1"),
        (r"\u\\", "u\\"),
        (r"\0 \d800 \110000", "\ufffd" * 3),
        ("\\\n", "\\\n"),
    ],
)
def test_escapes_are_read_as_css_has_them(written: str, read: str) -> None:
    assert unescaped(written) == read


def test_a_style_in_another_encoding_is_told() -> None:
    with pytest.raises(SettingsError, match="is not written in UTF-8"):
        _made(styles=(SiteFile(OWN, b"/* \xe4 */"),))


def test_the_icons_are_those_of_the_theme() -> None:
    files = _made()
    assert {"favicon.svg", "apple-touch-icon.png", "icon-512.png", "site.webmanifest"} <= set(files)
    assert struct.unpack(">II", files["apple-touch-icon.png"][16:24]) == (180, 180)
    assert struct.unpack(">II", files["icon-512.png"][16:24]) == (512, 512)
    assert all(f'"src": "{path}"'.encode() for path in files if path.startswith("icon-"))


def test_a_drawn_logo_is_the_icon_too() -> None:
    files = _made(logo=SiteFile("content/images/logo.svg", PICTURE))
    assert files["favicon.svg"] == files["theme/logo.svg"] == PICTURE
    assert not any(path.endswith(".png") for path in files)
    assert b"icon-512" not in files["site.webmanifest"]


def test_a_painted_logo_stands_beside_the_themes_icons() -> None:
    files = _made(logo=SiteFile("content/images/logo.PNG", PNG))
    assert files["theme/logo.png"] == PNG
    assert files["favicon.svg"] == _made()["favicon.svg"]


@pytest.mark.parametrize(
    ("path", "content", "words"),
    [
        ("content/logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "is no drawing, or could run scripts"),
        ("content/logo.svg", b"GIF89a", "is no drawing"),
        ("content/logo.png", PICTURE, "is no PNG"),
    ],
)
def test_a_logo_is_a_picture_and_nothing_more(path: str, content: bytes, words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        _made(logo=SiteFile(path, content))


def test_scripts_write_no_markup() -> None:
    for path in (
        path
        for name in ("js", "search")
        for path in (Path(__file__).parents[2] / "theme/static" / name).rglob("*.js")
        if "vendor" not in path.parts
    ):
        text = path.read_text(encoding="utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|\.style\b|setAttribute\(\"on", text
        ), path.name
        assert '"use strict"' in text


def test_style_sheets_lose_the_space_that_says_nothing() -> None:
    sheet = """a :hover , b > c { content: "x ; { y"; margin: 0 calc(1px + 2px) ; }\n@media (width >= 60rem) {\n  --gap: ;\n  .a\\: b { color: red }\n}\n"""
    assert (
        tight(sheet)
        == """a :hover ,b > c{content:"x ; { y";margin:0 calc(1px + 2px) ;}@media (width >= 60rem){--gap:;.a\\: b{color:red}}\n"""
    )
