"""Builds with a House made by hand: the House in, the folder of the site out."""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

import pytest
from blinker import Signal
from jinja2 import Environment
from lxml import html
from pelican import signals

from guildhouse.features import edge, plan, run, swallowed
from guildhouse.features.context import site
from guildhouse.features.environment import environment
from guildhouse.features.filters import Filters
from guildhouse.features.head import page_head, spoken
from guildhouse.features.outputs import Page
from guildhouse.model.account import Account
from guildhouse.model.community import Community, Contact, Membership
from guildhouse.model.decision import Decision
from guildhouse.model.document import Document
from guildhouse.model.duration import Duration
from guildhouse.model.house import House, Redirect
from guildhouse.model.learning import Kudos, LearningPath
from guildhouse.model.meeting import Action, Meeting, NoteDecision, Occurrence, Series
from guildhouse.model.person import Person
from guildhouse.model.problem import Severity
from guildhouse.model.source import Source
from guildhouse.settings import Settings
from guildhouse.sources import reading
from texts import body

FEATURES = ("notfound", "machine", "redirects", "attachments", "headers")
Build: TypeAlias = Callable[..., Path]

NOTE = Source("communities/signals/meetings/2026-11-11-points.md")
TODAY = dt.date(2026, 11, 16)
BERLIN = ZoneInfo("Europe/Berlin")


def _series(**fields: Any) -> Series:
    first = dt.datetime(2026, 11, 18, 14, tzinfo=BERLIN)
    given = {
        "id": "weekly",
        "title": "Weekly",
        "source": Source("communities/signals/community.yml", 5),
        "time": dt.time(14, 0),
        "duration": Duration(minutes=45),
        "timezone": "Europe/Berlin",
        "occurrences": tuple(Occurrence(start=first + dt.timedelta(weeks=week)) for week in range(8)),
    }
    return Series(**(given | fields))


def _house(**fields: Any) -> House:
    note = "signals/2026-11-11-points"
    given: dict[str, Any] = {
        "today": TODAY,
        "communities": (
            Community(
                id="depots",
                url="/communities/depots/",
                name="Depots",
                source=Source("communities/depots/community.yml"),
                meetings=(_series(id="whenever", time=None, occurrences=None, undated="No rule."), _series(id="over", occurrences=())),
            ),
            Community(
                id="signals",
                url="/communities/signals/",
                name="Signals & points",
                source=Source("communities/signals/community.yml"),
                hue="teal",
                contact=(Contact(type="chat", name="signals"),),
                members=(Membership(person="ada", roles=("liaison",), source_community="depots"),),
                meetings=(_series(),),
            ),
        ),
        "people": (Person(id="ada", url="/people/ada/", name="Ada Łoś", source=NOTE, recognition="initials", team="Track"),),
        "meetings": (
            Meeting(
                id=note,
                url="/communities/signals/meetings/2026-11-11-points/",
                title="Points",
                page_kind="meeting",
                source=NOTE,
                community="signals",
                date=dt.date(2026, 11, 11),
                order=3.0,
                attendees=("ada", "Priya from the vendor"),
                decisions=(
                    NoteDecision(source=NOTE, title="Recorded", record="signals/0001-form"),
                    NoteDecision(source=NOTE, title="Only said"),
                ),
                actions=(
                    Action(
                        source=NOTE,
                        id=f"{note}#1",
                        url="/x/",
                        task="Write it down",
                        owner="ada",
                        due=dt.date(2026, 11, 20),
                        community="signals",
                        note=note,
                    ),
                    Action(source=NOTE, id=f"{note}#2", url="/x/", task="Done some day", is_done=True),
                    Action(source=NOTE, id=f"{note}#3", url="/x/", task="Done", is_done=True, done=dt.date(2026, 11, 12)),
                ),
                contributions={"talk": ("ada",)},
            ),
        ),
        "decisions": (
            Decision(
                id="signals/0001-form",
                url="/communities/signals/decisions/0001-form/",
                title="Form the group",
                page_kind="decision",
                source=Source("communities/signals/decisions/0001-form.md"),
                community="signals",
                date=dt.date(2026, 11, 11),
                decision_makers=("ada",),
            ),
            Decision(id="/0002-later", url="/decisions/0002-later/", title="Undated", page_kind="decision", source=NOTE),
        ),
        "paths": (LearningPath(source=NOTE, id="start", url="/paths/start/", title="Start"),),
        "kudos": (Kudos(source=NOTE, id="2026#1", url=None, to=("ada",), reason="Notes", thanked_by="Bo"),),
        "news": (
            Document(
                id="opening",
                url="/news/opening/",
                title="We open",
                page_kind="news",
                source=Source("content/news/opening.md"),
                date=dt.date(2026, 11, 2),
                tags=("line one",),
                body=body('<p>See <a href="/about/">about</a>.</p>'),
            ),
        ),
        "pages": (
            Document(
                id="about",
                url="/about/",
                title="About",
                page_kind="page",
                source=Source("content/pages/about.md"),
                body=body('<p><a href="/news/opening/">x</a></p>'),
            ),
        ),
        "redirects": (Redirect(url="/old/", target="/communities/signals/", owner="communities/signals/community.yml"),),
        "account": Account(read=7, published=6, excluded={"draft": 1}),
    }
    return House(**(given | fields))


@pytest.fixture(autouse=True)
def _clean_process() -> Iterator[None]:
    """A build has a process of its own; here many share one."""
    edge._added.clear()
    swallowed.COLLECTOR.take()
    for signal in vars(signals).values():
        if isinstance(signal, Signal):
            signal._clear_state()
    levels = logging.getLogger().level, logging.getLogger("pelican").level
    yield
    edge._added.clear()
    swallowed.COLLECTOR.take()
    logging.getLogger().removeHandler(swallowed.COLLECTOR)
    logging.getLogger().setLevel(levels[0])
    logging.getLogger("pelican").setLevel(levels[1])


@pytest.fixture
def house() -> Callable[..., House]:
    """Make a small House: two communities, a note, decisions, a path, thanks, a page, news; fields that are given replace its own."""
    return _house


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Build a House into a folder, with the features that need no theme; `files` are written into the site's folder first."""

    def build_it(house: House, *options: str, files: dict[str, str] | None = None) -> Path:
        site, output = tmp_path / "site", tmp_path / "output"
        given = {"pelicanconf.py": ""} | (files or {})
        given["pelicanconf.py"] = _with_features(given["pelicanconf.py"])
        for path, text in given.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_text(text, encoding="utf-8")
        monkeypatch.setattr(plan.reading, "tied", _reader(house))
        assert run.main(["--site", str(site), "--output", str(output), "--today", "2026-11-16", *options]) == 0
        return output

    return build_it


def _with_features(configuration: str) -> str:
    configuration += "" if "PLUGINS =" in configuration else "PLUGINS = ['guildhouse']\n"
    return configuration.replace("'guildhouse'", ", ".join(f"'guildhouse.features.{name}'" for name in FEATURES))


def _reader(house: House) -> Callable[[Any, Any], tuple[House, None]]:
    def read(site: Any, settings: Any) -> tuple[House, None]:
        return house, None

    return read


class Shown:
    """A rendered page: its words and links, all of it or one section of it."""

    def __init__(self, node: Any) -> None:
        self.node = node

    @property
    def text(self) -> str:
        """Give the words as one reads them, whatever elements they stand in."""
        words = " ".join(" ".join(self.node.itertext()).split())
        return re.sub(r" (?=[.,:;)])", "", words)

    @property
    def links(self) -> dict[str, str]:
        return {Shown(link).text: link.get("href") for link in self.node.iter("a")}

    @property
    def headings(self) -> list[str]:
        return [Shown(each).text for each in self.node.iter("h1", "h2", "h3")]

    def part(self, heading: str) -> Shown:
        """Give the section below a heading; the heading must be there once."""
        (found,) = (each for each in self.node.iter("h2") if each.text_content().strip() == heading)
        return Shown(next(above for above in found.iterancestors("section")))

    def all(self, path: str) -> list[Shown]:
        return [Shown(each) for each in self.node.xpath(path)]


@cache
def _templates(settings: Settings) -> tuple[Filters, Environment]:
    """Compile templates once for all tests."""
    filters = Filters(settings)
    return filters, environment(site(settings, frozenset()), filters)


@pytest.fixture
def draw() -> Callable[[Page, Settings], Any]:
    """Draw a page with its template and give it as a tree."""

    def drawn(page: Page, settings: Settings) -> Any:
        filters, templates = _templates(settings)
        with filters.at(page.path, spoken(page.page, settings)):
            markup = templates.get_template(page.template).render(page=page.page, head=page_head(page.page, settings))
        return html.document_fromstring(markup)

    return drawn


PAGES = (
    "communities", "community", "community_tabs", "meetings", "decisions", "actions", "people", "person", "expertise", "paths", "path_steps",
    "path_prints",
)  # fmt: skip


@pytest.fixture
def pages(tree: Callable[[str], Path], draw: Callable[[Page, Settings], Any]) -> Callable[..., dict[str, Shown]]:
    """Read a site written as one string and render its communities, meetings, decisions, actions and people: address → page."""

    def render(text: str, today: str = "2026-11-16") -> dict[str, Shown]:
        settings = Settings(today=dt.date.fromisoformat(today))
        read = reading.read(tree(text), settings)
        assert not [problem for problem in read.problems if problem.severity is Severity.ERROR]
        outputs = (each for name in PAGES for each in import_module(f"guildhouse.features.{name}").outputs(read, settings))
        made = [each for each in outputs if isinstance(each, Page)]
        assert len({page.path for page in made}) == len(made)
        found = {}
        for page in made:
            document = draw(page, settings)
            assert document.find("body").get("data-kind") == page.page.kind
            assert len(list(document.iter("h1"))) == 1
            found[page.page.url] = Shown(document.find("body").find("main"))
        return found

    return render
