"""Guildhouse and Pelican: what is written, what is refused, how a run ends."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import guildhouse
from guildhouse.features import disk, edge, run
from guildhouse.features.context import Context
from guildhouse.features.outputs import page_at
from guildhouse.model.account import Account
from guildhouse.model.house import Attachment, House
from guildhouse.model.problem import Problem, Severity
from guildhouse.model.source import Source
from guildhouse.publish.manifest import verify

PLUGINS = "PLUGINS = {}\n"
OVERRIDES = {"pelicanconf.py": "THEME_TEMPLATES_OVERRIDES = ['templates']\n"}
Houses = Callable[..., House]
Build = Callable[..., Path]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


LISTS = {f"{name}.json" for name in ("communities", "people", "paths", "kudos", "meetings", "decisions", "actions")}


def test_what_a_house_becomes(build: Build, house: Houses) -> None:
    assert files(build(house())).keys() == {"404.html", "_headers", "build.json", "old/index.html"} | LISTS


def test_single_features_in_any_order(build: Build, house: Houses) -> None:
    names = ["guildhouse.features.headers", "guildhouse.features.machine"]
    one = files(build(house(), files={"pelicanconf.py": PLUGINS.format(names)}))
    other = files(build(house(), files={"pelicanconf.py": PLUGINS.format(names[::-1])}))
    assert one == other
    assert one.keys() == {"build.json", "_headers"} | LISTS


@pytest.mark.parametrize("name", guildhouse.FEATURES)
def test_one_feature_alone_is_built_and_published(tmp_path: Path, name: str) -> None:
    (site_at(tmp_path) / "pelicanconf.py").write_text(PLUGINS.format([f"guildhouse.features.{name}"]))
    run.main(["--site", str(tmp_path), "--output", str(tmp_path / "output"), "--today", "2026-11-16"])
    assert verify(tmp_path / "output")


def test_what_the_stock_would_do_is_switched_off(build: Build, house: Houses) -> None:
    extra = {
        "pelicanconf.py": "PAGE_PATHS = ['pages']\nSTATIC_PATHS = ['images']\nFEED_ALL_ATOM = 'all.xml'\nDELETE_OUTPUT_DIRECTORY = True\n",
        "pages/x.md": "Title: X\n\n{filename}y.md",
        "images/x.svg": "<svg/>",
        "a.md": "Title: A\n\nA",
    }
    assert files(build(house())).keys() == files(build(house(), files=extra)).keys()


def test_pelicans_own_plugins_find_pages_and_articles(build: Build, house: Houses) -> None:
    plugin = (
        "from pelican import signals\nimport pathlib\n"
        "def look(generators):\n"
        "    context = generators[0].context\n"
        "    told = [(d.title, d.url, d.save_as, d.content, str(d.category), [str(t) for t in d.tags])"
        " for d in [*context['pages'], *context['articles']]]\n"
        "    pathlib.Path(__file__).with_suffix('.txt').write_text(repr((len(context['pages']), context['articles'][0].date.year, told)))\n"
        "def register():\n    signals.all_generators_finalized.connect(look)\n"
    )
    output = build(house(), files={"pelicanconf.py": "PLUGIN_PATHS = ['.']\nPLUGINS = ['guildhouse', 'looker']\n", "looker.py": plugin})
    assert (output.parent / "site" / "looker.txt").read_text() == repr((1, 2026, [
        ("About", "about/", "about/index.html", '<p><a href="/news/opening/">x</a></p>', "misc", []),
        ("We open", "news/opening/", "news/opening/index.html", '<p>See <a href="/about/">about</a>.</p>', "misc", ["line one"]),
    ]))  # fmt: skip


def test_attachments_are_copied_byte_for_byte(build: Build, house: Houses) -> None:
    attachment = Attachment(path="content/images/a b.svg", url="/images/a-b.svg")
    output = build(house(attachments=(attachment,)), files={"content/images/a b.svg": "<svg/>\r\n"})
    assert (output / "images" / "a-b.svg").read_bytes() == b"<svg/>\n" if os.linesep == "\r\n" else b"<svg/>\r\n"


def test_an_attachment_behind_a_link_is_not_read(build: Build, house: Houses, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key").write_text("secret")
    (tmp_path / "site" / "content").mkdir(parents=True)
    (tmp_path / "site" / "content" / "x").symlink_to(tmp_path / "secret")
    with pytest.raises(SystemExit, match="3"):
        build(house(attachments=(Attachment(path="content/x/key", url="/x/key.txt"),)))
    assert "a symbolic link or special file stands in the way" in capsys.readouterr().err


def test_nothing_is_written_through_a_link(build: Build, house: Houses, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "old").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SystemExit, match="3"):
        build(house())
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_problems_are_told_and_nothing_is_written(build: Build, house: Houses, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    problems = (
        Problem(Source("b.md", 2), "bad-value", "second", "Do this."),
        Problem(Source("a.md"), "wanted-page", "first", severity=Severity.NOTE),
    )
    with pytest.raises(SystemExit, match="1"):
        build(house(problems=problems))
    told = capsys.readouterr().err
    assert told.index("a.md:1:1: note: first [wanted-page]") < told.index("b.md:2:1: second [bad-value]") < told.index("Do this.")
    assert not (tmp_path / "output").exists()


def test_warnings_are_told_and_all_is_written(build: Build, house: Houses, capsys: pytest.CaptureFixture[str]) -> None:
    build(house(problems=(Problem(Source("a.md"), "wanted-page", "first", severity=Severity.WARNING),)))
    assert "a.md:1:1: warning: first [wanted-page]" in capsys.readouterr().err


def test_a_house_with_holes_is_told_by_its_own_problems(build: Build, house: Houses, capsys: pytest.CaptureFixture[str]) -> None:
    broken: Any = house(problems=(Problem(Source("a.md"), "bad-value", "broken"),), kudos=(None,))
    with pytest.raises(SystemExit, match="1"):
        build(broken)
    assert "internal error" not in capsys.readouterr().err


def test_a_fault_of_ours_is_one_line_with_its_place(build: Build, house: Houses, capsys: pytest.CaptureFixture[str]) -> None:
    broken: Any = house(kudos=(None,))
    with pytest.raises(SystemExit, match="1"):
        build(broken)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("guildhouse/formats/records.py:")
    assert ": internal error: " in line


def test_the_traceback_is_there_for_those_who_ask(build: Build, house: Houses, capsys: pytest.CaptureFixture[str]) -> None:
    broken: Any = house(kudos=(None,))
    with pytest.raises(SystemExit, match="1"):
        build(broken, "--debug")
    assert "Traceback" in capsys.readouterr().err


def test_sources_that_nobody_accounts_for_end_the_run(build: Build, house: Houses, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="1"):
        build(house(account=Account(read=2, published=1)))
    assert "sources are missing from the account" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("x\n{{ page.title }}\n{{ page.nonsense }}", "templates/notfound.html:3: "),
        ("{{ nonsense }}", "templates/notfound.html:1: 'nonsense' is undefined"),
        ("x\n{% if %}", "templates/notfound.html:2: "),
        ("{{ page.title|nonsense }}", "templates/notfound.html:1: "),
        ("{{ 5|href }}", "templates/notfound.html:1: AttributeError"),
        ("x\n{% include 'nowhere.html' %}", "templates/notfound.html:2: there is no template 'nowhere.html'"),
    ],
)
def test_a_template_that_fails_names_its_line(
    build: Build, house: Houses, capsys: pytest.CaptureFixture[str], template: str, words: str
) -> None:
    with pytest.raises(SystemExit, match="1"):
        build(house(), files=OVERRIDES | {"templates/notfound.html": template})
    assert words in capsys.readouterr().err


def test_a_template_is_named_in_whatever_folder_it_stands(build: Build, house: Houses, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="1"):
        build(house(), files={"pelicanconf.py": "THEME_TEMPLATES_OVERRIDES = ['own']\n", "own/notfound.html": "x\n{{ nonsense }}"})
    assert "own/notfound.html:2: 'nonsense' is undefined" in capsys.readouterr().err


def test_templates_of_the_site_come_first_and_everything_is_escaped(build: Build, house: Houses) -> None:
    template = "{{ page.title }}{{ site.name }}{{ head.title }}{{ '/x/'|href }}"
    configuration = "THEME_TEMPLATES_OVERRIDES = ['templates']\nSITENAME = '<b>'\n"
    output = build(house(), "--url", "https://h.example/sub", files={"pelicanconf.py": configuration, "templates/notfound.html": template})
    assert (output / "404.html").read_text() == "Page not found&lt;b&gt;Page not found · &lt;b&gt;/sub/x/"


def test_another_theme_renders_pages_and_news(build: Build, house: Houses) -> None:
    def pages(house: House, settings: object) -> Any:
        for document in (*house.pages, *house.news):
            yield page_at("none.html", Context(kind="page", url=document.url, title="", description=""), document.source.path)

    edge.add(pages)
    output = build(house(), files={"pelicanconf.py": "THEME = 'simple'\n"})
    about, opening = (output / "about" / "index.html").read_text(), (output / "news" / "opening" / "index.html").read_text()
    assert "<h2>About</h2>" in about
    assert 'href="../news/opening/"' in about
    assert '<a href="../../about/">about</a>' in opening
    assert "Published:" in opening


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("GUILDHOUSE = {'lenientt': True}", "Did you mean 'lenient'"),
        ("THEME = 'nowhere'", "pelicanconf.py: Could not find the theme nowhere"),
        ("PLUGINS = ['guildhouse', 'nowhere']", "Cannot load plugin `nowhere`"),
        ("PLUGINS = ['nowhere']", "Cannot load plugin `nowhere`"),
        ("PLUGINS = []", "PLUGINS names no part of Guildhouse; write PLUGINS = ['guildhouse'], or leave PLUGINS out"),
    ],
)
def test_a_setting_that_cannot_be_used(build: Build, house: Houses, capsys: pytest.CaptureFixture[str], text: str, words: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        build(house(), files={"pelicanconf.py": f"{text}\n"})
    assert words in capsys.readouterr().err


def test_an_output_that_cannot_be_written(build: Build, house: Houses, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "output").write_text("a file stands here")
    with pytest.raises(SystemExit, match="3"):
        build(house())
    assert len(capsys.readouterr().err.splitlines()) == 1


OTHER = """
import pathlib
from jinja2 import Template
from pelican import signals
from pelican.generators import Generator

def finalized(pelican):
    pathlib.Path(pelican.output_path, "{path}").write_text("theirs")

def all_generators_finalized(generators):
    pathlib.Path(generators[0].output_path).mkdir()
    pathlib.Path(generators[0].output_path, "{path}").write_text("theirs")

class Other(Generator):
    def generate_output(self, writer):
        writer.write_file("{path}", Template("theirs"), dict(self.context), override_output=True)

def get_generators(pelican):
    return Other

def content_written(path, context):
    pathlib.Path(path).write_text("theirs")

def register():
    signals.{moment}.connect({moment})
"""
BOTH = {"pelicanconf.py": "PLUGIN_PATHS = ['.']\nPLUGINS = ['guildhouse', 'other']\n"}


@pytest.fixture
def _no_other() -> Iterator[None]:
    """Plugins called `other` are not the same in every test."""
    yield
    sys.modules.pop("other", None)


@pytest.mark.usefixtures("_no_other")
@pytest.mark.parametrize("path", ["people.json", "404.html"])
@pytest.mark.parametrize("moment", ["finalized", "all_generators_finalized", "get_generators"])
def test_a_plugin_that_writes_where_we_do_ends_the_build(
    build: Build, house: Houses, capsys: pytest.CaptureFixture[str], path: str, moment: str
) -> None:
    with pytest.raises(SystemExit, match="1"):
        build(house(), files=BOTH | {"other.py": OTHER.replace("{path}", path).replace("{moment}", moment)})
    assert f"another plugin has written, changed or removed {path}, which" in capsys.readouterr().err


@pytest.mark.usefixtures("_no_other")
def test_no_stamp_is_trusted_where_others_write(
    build: Build, house: Houses, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "mark_of", lambda _: (0, 0, 0, 0))  # as if all were written within one tick of the clock
    with pytest.raises(SystemExit, match="1"):
        build(house(), files=BOTH | {"other.py": OTHER.replace("{path}", "404.html").replace("{moment}", "finalized")})
    assert "another plugin has written, changed or removed 404.html" in capsys.readouterr().err


@pytest.mark.usefixtures("_no_other")
def test_a_plugin_may_finish_a_page_when_pelican_says_that_it_is_written(build: Build, house: Houses) -> None:
    output = build(house(), files=BOTH | {"other.py": OTHER.replace("{moment}", "content_written")})
    assert (output / "404.html").read_text() == "theirs"


def test_what_stood_in_the_output_before_the_build_is_written_over(build: Build, house: Houses, tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "404.html").write_text("an older page")
    assert "Page not found" in (build(house()) / "404.html").read_text()


def test_without_an_address_a_note_says_what_is_left_out(build: Build, house: Houses, capsys: pytest.CaptureFixture[str]) -> None:
    build(house())
    assert "canonical addresses, feeds and sitemap are left out" in capsys.readouterr().err


def test_a_run_without_features_is_none_of_our_business() -> None:
    stranger = SimpleNamespace(settings={})
    edge.start(stranger)
    assert edge.generators(stranger) is None
    edge.finish(stranger)
    assert stranger.settings == {}


def test_without_all_of_its_features_guildhouse_does_not_let_pelican_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guildhouse, "FEATURES", ("no_such_feature",))
    with pytest.raises(SystemExit, match="guildhouse cannot start: ModuleNotFoundError"):
        guildhouse.register()


def test_options_are_the_promised_ones(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        run.main(["--site", ".", "--output", "x", "--lenien"])
    assert "unrecognized arguments" in capsys.readouterr().err


TREE = {
    "content/README.md": "# Marrow\n\nSee [Signals](../communities/signals/README.md).\n",
    "content/pages/Größe und Maß.md": "# Größe\n\n[up](../README.md)\n",
    "content/people/ada.yml": "name: Ada\n",
    "content/people/bo.yml": "name: Bo\n",
    "content/news/one.md": "---\ntitle: One\ndate: 2026-10-01\ntags: [b, a, c]\n---\nText.\n",
    "content/news/two.md": "---\ntitle: Two\ndate: 2026-10-01\n---\nText.\n",
    "communities/signals/community.yml": (
        "name: Signals\ntopics: [b, a]\nmembers: [{person: ada}, {person: bo}]\n"
        'meetings: [{id: w, title: W, time: "14:00", timezone: Europe/Berlin, rrule: "FREQ=WEEKLY;BYDAY=WE", starts: 2026-11-04}]\n'
    ),
    "communities/signals/README.md": "# About\n\nHello.\n",
}


def site_at(folder: Path) -> Path:
    for path, text in TREE.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def test_every_run_gives_the_same_bytes(tmp_path: Path) -> None:
    built = []
    for seed, zone, language, name in (("1", "UTC", "C", "one"), ("2", "Pacific/Kiritimati", "C.UTF-8", "a much longer/name")):
        site = site_at(tmp_path / name)
        command = [sys.executable, "-m", "guildhouse.features.run", "--site", str(site), "--output", "out", "--today", "2026-11-16"]
        given = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language, "PYTHONPATH": os.pathsep.join(sys.path)}
        subprocess.run(command, cwd=tmp_path / name, env=given, check=True)
        built.append(files(tmp_path / name / "out"))
    assert built[0] == built[1]
    assert len(built[0]) > 10


def pelican(site: Path, *options: str) -> subprocess.CompletedProcess[str]:
    given = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "SOURCE_DATE_EPOCH": "1794787200"}
    command = [sys.executable, "-m", "pelican", "-s", str(site / "pelicanconf.py"), *options]
    return subprocess.run(command, env=given, check=False, capture_output=True, text=True)


CONFIGURED = "import guildhouse\nPATH = '.'\nOUTPUT_PATH = 'output'\nTHEME = guildhouse.theme()\nPLUGINS = ['guildhouse']\n"


def test_pelican_by_itself_builds_too(tmp_path: Path) -> None:
    site = site_at(tmp_path)
    (site / "pelicanconf.py").write_text(CONFIGURED + "SITENAME = 'Marrow'\nGUILDHOUSE = {'today': '2026-11-16'}\n")
    done = pelican(site)
    assert done.returncode == 0, done.stderr
    assert "Page not found · Marrow" in (site / "output" / "404.html").read_text()
    assert '"today": "2026-11-16"' in (site / "output" / "build.json").read_text()


@pytest.mark.parametrize("value", ["[1]", "{5: 1}", "{'today': 5}"])
def test_pelican_by_itself_says_what_is_wrong_with_a_setting(tmp_path: Path, value: str) -> None:
    site = site_at(tmp_path)
    (site / "pelicanconf.py").write_text(f"{CONFIGURED}GUILDHOUSE = {value}\n")
    done = pelican(site)
    told = done.stderr.splitlines()[-1]
    assert (done.returncode, told.startswith(("settings: ", "pelicanconf.py: "))) == (2, True), done.stderr


def test_pelican_by_itself_publishes_nothing_without_a_feature_that_was_asked_for(tmp_path: Path) -> None:
    site = site_at(tmp_path)
    (site / "pelicanconf.py").write_text(f"{CONFIGURED}PLUGINS.append('guildhouse.features.xyz')\n")
    done = pelican(site)
    assert done.returncode == 2, done.stderr
    told = "pelicanconf.py: PLUGINS names 'guildhouse.features.xyz', and there is no such feature. Known are assets, home, "
    assert told in done.stderr
    assert not (site / "output").exists()


def test_pelican_by_itself_publishes_no_empty_site(tmp_path: Path) -> None:
    site = site_at(tmp_path)
    (site / "pelicanconf.py").write_text(CONFIGURED)
    done = pelican(site, str(site / "content"))
    assert done.returncode == 2
    assert "has neither content/ nor communities/" in done.stderr
    assert not (site / "output").exists()


def test_pelican_by_itself_refuses_what_the_build_refuses(tmp_path: Path) -> None:
    site = site_at(tmp_path)
    (site / "pelicanconf.py").write_text(CONFIGURED + "DELETE_OUTPUT_DIRECTORY = True\n")
    (site / "output").mkdir()
    (site / "output" / "index.html").write_text("the last good site")
    (site / "content" / "people" / "ada.yml").write_text("name: Ada\nteem: Track\n")
    done = pelican(site)
    assert done.returncode == 1
    assert "content/people/ada.yml:2:1: " in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert (site / "output" / "index.html").read_text() == "the last good site"


def test_two_files_on_one_address_are_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("Foo", "foo"):
        (tmp_path / "content" / "pages").mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / "pages" / f"{name}.md").write_text("# Foo\n")
    with pytest.raises(SystemExit, match="1"):
        run.main(["--site", str(tmp_path), "--output", str(tmp_path / "output"), "--today", "2026-11-16"])
    assert capsys.readouterr().err.count("[address-taken]") == 1


def test_whoever_opted_out_gives_thanks_unnamed_in_every_file(tmp_path: Path) -> None:
    site = site_at(tmp_path)
    (site / "content" / "people" / "bo.yml").write_text("name: Bo\nrecognition: no\n")
    (site / "content" / "kudos").mkdir()
    (site / "content" / "kudos" / "k.yml").write_text("- {to: [ada], from: bo, for: Help.}\n")
    run.main(["--site", str(site), "--output", str(site / "output"), "--today", "2026-11-16"])
    assert '"from": null' in (site / "output" / "kudos.json").read_text()


ABOUT = "content/pages/about.md"


def test_a_lenient_build_publishes_in_spite_of_dead_links(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site_at(tmp_path) / ABOUT).write_text("# About\n\n[gone](gone.md)\n")
    words = ["--site", str(tmp_path), "--output", str(tmp_path / "output"), "--today", "2026-11-16"]
    with pytest.raises(SystemExit, match="1"):
        run.main(words)
    assert f"{ABOUT}:3:" in capsys.readouterr().err
    assert run.main([*words, "--lenient"]) == 0
    assert "warning" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("setting", "path", "words"),
    [
        ("GUILDHOUSE = {'allow_html': ['x-box']}", "about/index.html", "<x-box>inside</x-box>"),
        ("", "about/index.html", "<p>inside"),
        ("GUILDHOUSE = {'offline': True}", "about/index.html", 'href="../people/ada/index.html"'),
        ("DEFAULT_LANG = 'de'", "404.html", '<html lang="de"'),
        ("SITENAME = 'Marrow & Co'", "404.html", "Marrow &amp; Co"),
    ],
)
def test_a_setting_shows_in_the_pages(tmp_path: Path, setting: str, path: str, words: str) -> None:
    (site_at(tmp_path) / ABOUT).write_text("# About\n\n<x-box>inside</x-box> [Ada](../people/ada.yml)\n")
    (tmp_path / "pelicanconf.py").write_text(setting)
    run.main(["--site", str(tmp_path), "--output", str(tmp_path / "output"), "--today", "2026-11-16"])
    assert words in (tmp_path / "output" / path).read_text()
