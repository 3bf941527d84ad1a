"""`identities` and `contributors`: what they print, what they write, and whom they never name."""

from __future__ import annotations

import hashlib
import json

import pytest

from guildhouse.exit_codes import ExitCode
from guildhouse.settings import Settings
from guildhouse.sources.lookup import OptOut
from guildhouse.sources.reading import read
from guildhouse.tasks.program import run
from repositories import ADA, BO, CY, PAGE, Repository

RECORDS = {
    "content/people/ada.yml": "name: Ada Quist\naccounts: {github: adaq}\nemails: [ada@quay.example]\n",
    "content/people/cy.yml": "name: Cy Moss\nrecognition: no\n",
    "content/people/ini.yml": "name: Ini Tial\nrecognition: initials\n",
    "content/people/priv.yml": "name: Priv Ate\naccounts: {github: hidden}\nprivate: [accounts]\n",
    "content/kudos/k.yml": "- {to: [ada, ini, Guest Host], date: 2026-01-01, for: X., types: [facilitation, bug]}\n- {to: [priv], for: Y., types: [talk]}\n",
    "communities/x/community.yml": "name: X\n",
    "communities/x/meetings/2026-01-07-a.md": "---\nfacilitator: ada\nnote_taker: ini\ncontributions: {talk: [Guest Host]}\n---\n# A\n",
}


@pytest.fixture
def repo(tmp_path):
    return Repository(tmp_path / "site")


@pytest.fixture
def said(repo, capsys):
    def say(*words, code=0):
        capsys.readouterr()
        assert run(["guildhouse", words[0], "--site", str(repo.folder), *words[1:]], repo.folder) == code
        found = capsys.readouterr()
        return found.out + (found.err if code else "")

    return say


def test_who_may_be_one_person_is_named_with_the_line_that_joins_them(repo, said):
    repo.commit(ADA, {PAGE: "1", **RECORDS})
    repo.commit("aquist <home@x.example>", {PAGE: "2"})
    repo.commit("Larsen, Bo <work@x.example>", {PAGE: "3"})
    repo.commit(BO, {PAGE: "4"})
    repo.commit("Nobody Else <else@x.example>", {PAGE: "5"})
    lines = said("identities").splitlines()
    assert lines[2] == "Ada Quist (ada) <ada@quay.example> and aquist <home@x.example> may be one person ('aquist')."
    assert lines[3].endswith("content/people/ada.yml:  home@x.example")
    assert lines[1].endswith(".mailmap:  Bo Larsen <bo@quay.example> Larsen, Bo <work@x.example>")
    assert len(lines) == 4
    repo.write({".mailmap": "Bo Larsen <bo@quay.example> <work@x.example>\nAda Quist <ada@quay.example> <home@x.example>\n"})
    assert said("identities") == "No two people in git look like one.\n", "the proposals hold"


def test_whoever_does_not_want_to_be_named_is_not_even_here(repo, said):
    repo.commit(CY, {PAGE: "1", **RECORDS})
    repo.commit("cmoss <other@x.example>", {PAGE: "2"})
    words = said("identities")
    assert "Cy Moss" not in words
    assert CY.partition(" <")[2] not in words
    assert words.startswith("cmoss <other@x.example> looks like somebody who does not want to be named")
    assert "identities --hash 'other@x.example'" in words
    repo.write({"content/recognition.yml": "salt: s\nopt_out: []\n"})
    line = said("identities").splitlines()[1].rpartition("- ")[2]
    repo.write({"content/recognition.yml": f"salt: s\nopt_out: [{line}]\n"})
    assert said("identities") == "No two people in git look like one.\n"


def test_a_hash_is_printed_as_it_is_read(repo, said):
    repo.commit(BO, {PAGE: "1"})
    assert "has no salt" in said("identities", "--hash", "X Y", code=ExitCode.USAGE)
    repo.write({"content/recognition.yml": "salt: s\nopt_out: []\n"})
    line = said("identities", "--hash", "  BO@quay.example ")
    assert line == f"  - {hashlib.sha256(b'sbo@quay.example').hexdigest()}\n"


def test_without_history_it_says_why(repo, said):
    repo.write({PAGE: "# 1\n"})
    assert "no commit yet" in said("identities")


@pytest.fixture
def file(repo):
    return repo.folder / ".all-contributorsrc"


def test_contributions_are_written_in_the_words_of_all_contributors(repo, said, file):
    repo.commit(ADA, {PAGE: "1", **RECORDS}, f"Co-authored-by: {BO}", f"Reviewed-by: {CY}")
    words = said("contributors")
    assert "Ada Quist: bug, content, eventOrganizing" in words
    assert not file.exists()
    assert "Wrote" in said("contributors", "--write")
    people = json.loads(file.read_text())["contributors"]
    assert [(each["name"], each.get("login"), each["contributions"]) for each in people] == [
        ("Ada Quist", "adaq", ["bug", "content", "eventOrganizing"]),
        ("Bo Larsen", None, ["content"]),
        ("Guest Host", None, ["bug", "eventOrganizing", "talk"]),
        ("Priv Ate", None, ["talk"]),
    ]
    assert people[0]["avatar_url"] == "https://github.com/adaq.png"
    assert not {"Cy Moss", "Ini Tial", "I.T.", "hidden", "@"} & set(file.read_text().split('"'))
    assert "Nothing is new" in said("contributors", "--write")


def test_what_stands_there_stays(repo, said, file):
    repo.commit(ADA, {PAGE: "1", **RECORDS})
    there = {
        "projectName": "mine",
        "x-own": [1],
        "contributors": [
            {"login": "zed", "name": "Zed Young", "contributions": ["odd", "code"], "own": 1},
            {"login": "ADAQ", "name": "A.", "contributions": ["design"]},
            {"login": "x[bot]", "name": "x[bot]", "contributions": ["infra"]},
            {"login": "cym", "name": "Cy Moss", "contributions": ["code"]},
            {"login": "ini", "name": "Ini Tial", "contributions": ["code"]},
            {"name": "Empty"},
        ],
    }
    file.write_text(json.dumps(there, indent=4))
    file.chmod(0o640)
    words = said("contributors", "--write")
    assert "2 of 6 entries left out, as those people wish" in words
    assert "Cy Moss" not in words
    found = json.loads(file.read_text())
    assert list(found) == ["projectName", "x-own", "contributors"]
    assert found["contributors"][:2] == [
        there["contributors"][0],
        {"login": "ADAQ", "name": "A.", "contributions": ["design", "bug", "content", "eventOrganizing"]},
    ]
    assert [each["name"] for each in found["contributors"]] == ["Zed Young", "A.", "x[bot]", "Empty", "Guest Host", "Priv Ate"]
    assert file.stat().st_mode & 0o777 == 0o640
    assert file.read_text().startswith('{\n    "projectName"')
    assert not file.with_name(".all-contributorsrc.aside").exists()


@pytest.mark.parametrize("text", ["{", "[]", '{"contributors": [1]}', "[" * 100_000])
def test_a_file_that_cannot_be_read_is_not_written_over(repo, said, file, text):
    repo.commit(ADA, {PAGE: "1", **RECORDS})
    file.write_text(text)
    assert "nothing is written" in said("contributors", "--write", code=ExitCode.USAGE)
    assert file.read_text() == text


WRONG = {
    "types that are lists": (b'{"contributors": [\n{"login": "a", "contributions": [["code"]]}]}', 2),
    "half a character in an account": (b'{"contributors": [\n{"login": "\\ud800x", "contributions": ["code"]}]}', 2),
    "half a character elsewhere": (b'{"x":\n "\\ud83d\\ude00",\n "y": "\\uDC00"}', 3),
    "bytes of another encoding": (b'{"contributors": [\n{"login": "\xe9", "contributions": ["code"]}]}', 2),
}


@pytest.mark.parametrize(("data", "line"), WRONG.values(), ids=WRONG)
def test_what_no_file_can_hold_is_told_with_its_line(repo, said, file, data, line):
    hashed = "0" * 64
    repo.commit(ADA, {PAGE: "1", **RECORDS, "content/recognition.yml": f"salt: s\nopt_out: ['{hashed}']\n"})
    file.write_bytes(data)
    assert f".all-contributorsrc:{line}: " in (words := said("contributors", "--write", code=ExitCode.USAGE))
    assert "nothing is written" in words
    assert file.read_bytes() == data
    assert [problem.source.line for problem in read(repo.folder, Settings()).problems if problem.source.path == file.name] == [line]


def test_a_hash_of_half_a_character_is_one():
    assert not OptOut("s", frozenset({"x"})).covers("\ud800")


def test_a_link_is_not_followed(repo, said, file, tmp_path):
    repo.commit(ADA, {PAGE: "1", **RECORDS})
    file.symlink_to(tmp_path / "elsewhere")
    assert "symbolic link" in said("contributors", "--write", code=ExitCode.USAGE)
    assert not (tmp_path / "elsewhere").exists()
