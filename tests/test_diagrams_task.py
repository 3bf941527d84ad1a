"""`tasks.py diagrams`: which drawings are made and removed, what is missing when nothing can draw, and what a drawing holds."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from contextlib import contextmanager
from pathlib import Path

import pytest

from guildhouse.exit_codes import ExitCode
from guildhouse.sources.attachments import is_inert
from guildhouse.sources.diagrams import digest
from guildhouse.tasks import mermaid
from guildhouse.tasks.browser import NoBrowserError
from guildhouse.tasks.diagrams import NotDrawnError, refresh
from guildhouse.tasks.npm import NotFetchedError
from guildhouse.tasks.program import run
from site_building import chromium

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><!-- {} --></svg>'
PAGE = "# A\n\n```mermaid\n{}\n```\n"
FOLDER = "content/pages/diagrams"


def drawing(source, page="a"):
    return f"{FOLDER}/{page}-{digest(source)}.svg"


@pytest.fixture
def site(tmp_path):
    (tmp_path / "content/pages").mkdir(parents=True)
    return tmp_path


@contextmanager
def pen():
    def draw(source):
        if "broken" in source:
            raise NotDrawnError("Parse error\n on line 1")
        return "<svg onload='x'/>" if "evil" in source else SVG.format(source.strip())

    yield draw


def no_pen():
    raise AssertionError("nothing is to be drawn")


def write(site, **pages):
    for name, source in pages.items():
        (site / f"content/pages/{name}.md").write_text(PAGE.format(source))


def test_what_is_missing_is_drawn_and_nothing_twice(site):
    write(site, a="one", b="two")
    assert refresh(site, pen).drawn == [drawing("one"), drawing("two", "b")]
    assert (site / drawing("one")).read_text() == SVG.format("one")
    again = refresh(site, no_pen)
    assert (again.drawn, again.removed, again.failed) == ([], [], [])


def test_a_drawing_goes_with_its_text_and_no_other_file_does(site):
    write(site, a="one", b="two")
    refresh(site, pen)
    kept = [f"{FOLDER}/notes.svg", f"{FOLDER}/gone-12345678.svg", f"{FOLDER}/a-1234567.svg", "content/pages/a-12345678.svg"]
    for path in kept:
        (site / path).write_text("mine")
    write(site, a="three")
    outcome = refresh(site, pen)
    assert (outcome.drawn, outcome.removed) == ([drawing("three")], [drawing("one")])
    assert all((site / path).read_text() == "mine" for path in kept)
    assert sorted(path.name for path in (site / FOLDER).iterdir()) == sorted(
        Path(path).name for path in (*kept[:3], drawing("three"), drawing("two", "b"))
    )


def test_drafts_are_drawn_and_keep_their_drawings(site):
    (site / "content/pages/a.md").write_text("---\ndraft: true\n---\n" + PAGE.format("one"))
    assert refresh(site, pen).drawn == [drawing("one")]
    assert refresh(site, no_pen).removed == []


def test_a_text_that_cannot_be_read_loses_no_drawing(site):
    write(site, a="one")
    refresh(site, pen)
    (site / "content/pages/a.md").write_bytes(b"\xff")
    assert refresh(site, no_pen).removed == []
    (site / "content/pages/a.md").write_text("[" * 20_000)
    assert refresh(site, no_pen).removed == []


def test_what_cannot_be_drawn_is_told_with_its_place(site):
    write(site, a="broken", b="evil", c="good")
    outcome = refresh(site, pen)
    assert outcome.drawn == [drawing("good", "c")]
    assert outcome.failed == [
        "content/pages/a.md:3: Parse error on line 1",
        "content/pages/b.md:3: the drawing holds something that could run.",
    ]
    assert not (site / drawing("evil", "b")).exists()


def test_names_of_forgotten_people_are_not_drawn(site):
    (site / "content/people").mkdir()
    (site / "content/people/ada.yml").write_text("forgotten: true\n")
    write(site, a="one @ada")
    [path] = refresh(site, pen).drawn
    assert "ada" not in (site / path).read_text()


@pytest.mark.parametrize("place", [FOLDER, drawing("one")])
def test_nothing_is_written_through_a_link(site, tmp_path, place):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.svg").write_text("theirs")
    (site / place).parent.mkdir(exist_ok=True)
    (site / place).symlink_to(outside if place == FOLDER else outside / "x.svg")
    write(site, a="one")
    if place == FOLDER:
        with pytest.raises(NotADirectoryError):
            refresh(site, pen)
    else:
        refresh(site, pen)
    assert (outside / "x.svg").read_text() == "theirs"
    assert [path.name for path in outside.iterdir()] == ["x.svg"]


@pytest.mark.parametrize(
    "error", [NotFetchedError("npm could not fetch it:\nno network"), NoBrowserError("no browser: apt install chromium")]
)
def test_without_what_draws_the_command_ends_with_3_and_one_line(site, monkeypatch, capsys, error):
    def fail(*_):
        raise error

    monkeypatch.setattr(mermaid, "pen", fail)
    write(site, a="one")
    assert run(["guildhouse", "diagrams", "--site", str(site)], site) == ExitCode.MACHINE
    assert capsys.readouterr().err == f"{' '.join(str(error).split())}\n"
    assert not (site / FOLDER).exists()


def test_the_command_tells_what_it_did(site, monkeypatch, capsys):
    monkeypatch.setattr(mermaid, "pen", lambda *_: pen())
    write(site, a="one", b="broken")
    assert run(["guildhouse", "diagrams", "--site", str(site)], site) == ExitCode.PROBLEMS
    told = capsys.readouterr()
    assert (told.out, told.err) == (f"drawn {drawing('one')}\n", "content/pages/b.md:3: Parse error on line 1\n")
    write(site, a="two", b="three")
    assert run(["guildhouse", "diagrams", "--site", str(site)], site) == ExitCode.PUBLISHED
    assert capsys.readouterr().out == f"drawn {drawing('two')}\ndrawn {drawing('three', 'b')}\nremoved {drawing('one')}\n"


STAND_IN = """window.mermaid = {
  initialize(settings) { window.settings = settings; },
  async render(id, source) {
    if (source === "broken") throw new Error("Parse error on line 1");
    const title = source === "titled" ? "<title>Own</title>" : "";
    return {svg: `<svg id="${id}" style="max-width: 3px" viewBox="0 0 20.2 10" aria-roledescription="x">${title}
      <style>text { fill: #f00; stroke: #00f } tspan { fill: #0f0; stroke: none } .gone { display: none } g { fill: none }</style>
      <defs><marker id="used"><path d="M0 0"/></marker><marker id="unused"><path d="M0 0"/></marker></defs>
      <g class="a" fill="none" opacity="0.5"><path d="M1.23456 2" marker-end="url(#used)" onclick="x()" data-a="b"/></g>
      <rect class="gone"/><text>a<tspan>b</tspan></text><script>x()</` + `script></svg>`};
  }
};"""


def test_a_drawing_needs_nothing_but_itself(tmp_path, monkeypatch):
    monkeypatch.setattr(mermaid, "fetch", lambda *_: tmp_path)
    (tmp_path / "dist").mkdir()
    (tmp_path / mermaid.SCRIPT).write_text(STAND_IN)
    with chromium():
        pass  # or skip
    with mermaid.pen(tmp_path, "Diagram") as draw:
        text = draw("anything")
        assert draw("anything") == text
        assert "<title>Own</title>" in draw("titled")
        with pytest.raises(NotDrawnError, match="Parse error on line 1"):
            draw("broken")
    assert is_inert(text.encode())
    root = ET.fromstring(text)
    assert {key: root.get(key) for key in ("width", "height", "role", "style")} == {
        "width": "21",
        "height": "10",
        "role": "img",
        "style": None,
    }
    assert root[0].text == "Diagram"
    for gone in ("<style", "class=", "data-", "script", "unused", "<rect", "onclick", "roledescription"):
        assert gone not in text
    assert '<g opacity="0.5"><path d="M1.23 2" marker-end="url(#used)" fill="none"/></g>' in text
    assert 'fill="rgb(255, 0, 0)" stroke="rgb(0, 0, 255)"' in text
    assert '<tspan fill="rgb(0, 255, 0)" stroke="none">b</tspan>' in text
