"""Every output path has one owner."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhouse.features import claims
from guildhouse.model.house import House, Redirect
from guildhouse.sources.problems import Problems


@dataclass(frozen=True)
class Wish:
    path: str
    owner: str = "guildhouse"


def settled(*wishes: Wish) -> list[str]:
    problems = Problems()
    claims.settle(wishes, problems)
    return [str(problem) for problem in problems.sorted]


def test_different_paths_are_no_problem() -> None:
    assert settled(Wish("a/index.html", "a.md"), Wish("ab/index.html", "b.md"), Wish("a/b.pdf", "c.pdf")) == []


def test_two_files_on_one_path_are_both_named() -> None:
    (message,) = settled(Wish("a/index.html", "x.md"), Wish("a/index.html", "y.md"))
    assert message == "y.md:1:1: /a/ is already the address of x.md [address-taken]"


def test_a_file_gives_way_to_the_site_itself() -> None:
    for wishes in ((Wish("zz.json"), Wish("zz.json", "a.md")), (Wish("zz.json"), Wish("zz.json", "zz.md"))):
        (message,) = settled(*wishes)
        assert message == f"{wishes[1].owner}:1:1: /zz.json is already the address of the site itself [address-taken]"


def test_case_alone_does_not_make_another_path() -> None:
    (message,) = settled(Wish("Straße/index.html", "x.md"), Wish("STRASSE/index.html", "y.md"))
    assert "x.md" in message
    assert "y.md" in message
    assert "(as /" in message


def test_the_form_of_an_accent_does_not_make_another_path() -> None:
    assert len(settled(Wish("caf\u00e9.pdf", "x"), Wish("cafe\u0301.pdf", "y"))) == 1


def test_a_name_that_no_disk_takes_is_the_authors_to_change() -> None:
    (message,) = settled(Wish("ü" * 128 + "/index.html", "x.md"), Wish("u" * 255 + "/index.html", "y.md"))
    assert message == "x.md:1:1: the address has a part of more than 255 bytes [bad-address]"


def test_a_file_and_a_folder_cannot_share_a_name() -> None:
    (message,) = settled(Wish("a", "x"), Wish("A/index.html", "y.md"))
    assert "y.md:1:1: /A/ is already the address of x (as /a)" in message


@pytest.mark.parametrize("path", ["../x", "a/../../x", "/etc/passwd", "a//b", "./a", "", "a\\b", "a\nb", "a\0"])
def test_a_path_that_leaves_the_output_is_refused(path: str) -> None:
    assert "[outside]" in settled(Wish(path, "x.md"))[0]


letters = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="/\\")
names = st.text(letters, min_size=1, max_size=8).filter(lambda name: name not in (".", ".."))


@given(st.lists(st.lists(names, min_size=1, max_size=3).map("/".join), max_size=12), st.randoms())
def test_the_verdict_does_not_depend_on_the_order(paths: list[str], chance: random.Random) -> None:
    wishes = [Wish(path, f"{number}.md") for number, path in enumerate(paths)]
    shuffled = list(wishes)
    chance.shuffle(shuffled)
    assert settled(*wishes) == settled(*shuffled)


@given(st.lists(st.lists(names, min_size=1, max_size=3).map("/".join), max_size=12, unique=True))
def test_without_a_problem_all_paths_can_live_on_any_disk(paths: list[str]) -> None:
    if not settled(*(Wish(path, f"{number}.md") for number, path in enumerate(paths))):
        keys = [unicodedata.normalize("NFC", path).casefold() for path in paths]
        assert len(set(keys)) == len(keys)
        assert not any(one.startswith(f"{other}/") for one in keys for other in keys)


def test_a_conflict_stops_the_build_before_the_first_byte(
    build: Callable[..., Path], house: Callable[..., House], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    thief = Redirect(url="/people.json", target="/about/", owner="content/pages/about.md")
    with pytest.raises(SystemExit, match="1"):
        build(house(redirects=(thief,)))
    assert "content/pages/about.md:1:1: /people.json is already the address of the site itself [address-taken]" in capsys.readouterr().err
    assert not (tmp_path / "output").exists()
