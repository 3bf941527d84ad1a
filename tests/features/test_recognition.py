"""Thanks and credit: what the pages say, that they count nobody, and that they name nobody against their will."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from guildhouse.features import home, recognition
from guildhouse.features.contribution_views import KINDS
from guildhouse.features.outputs import Page
from guildhouse.model.community import Membership
from guildhouse.model.contribution import LABELS
from guildhouse.model.history import Change, History, Span
from guildhouse.model.house import House
from guildhouse.settings import Settings
from guildhouse.sources import reading
from site_building import REPOSITORY
from site_building import build as built

D = dt.date
TODAY = D(2026, 11, 16)
SETTINGS = Settings(today=TODAY)
PAGES = ("home", "community", "community_tabs", "meetings", "decisions", "person", "reading", "recognition")
SITE = """
== content/people/ada.yml
name: Ada Quist
== content/people/bo.yml
name: bo Alm
== content/people/cleo.yml
name: Cleo Lind
== content/people/eve.yml
name: Eve Holm
recognition: no
== content/people/ina.yml
name: Ina Lund
recognition: initials
== content/people/gone.yml
forgotten: true
== content/people/robot.yml
name: Points Bot
kind: bot
== content/recognition.yml
salt: s
opt_out: [81c94303fef673b629fd5495e2fd115704e73b498e44852e2ff738cad7ae7355]
== content/pages/a.md
---
authors: [ina, ada, eve, Pepper Pots]
owner: cleo
---
# A page
== content/pages/b.md
---
title: Bare
---
Text.
== communities/x/community.yml
name: Xylem
members: [{person: ada, roles: [chair], since: 2021-11-20}, {person: cleo, since: 2026-10-03}]
goals: [{id: g, title: Calm nights, status: achieved, owner: bo}, {id: h, title: More, owner: bo}]
== communities/x/meetings/2026-11-01-n.md
---
facilitator: ada
note_taker: ina
attendees: [ada, bo, cleo]
contributions: {talk: [bo, eve]}
actions: [{task: Mend it, owner: cleo, done: 2026-11-02}]
---
# Notes
== communities/x/decisions/0001-yes.md
---
decision-makers: [bo]
authors: [ina, eve, Pepper Pots]
date: 2026-11-01
status: accepted
---
# Yes
== content/kudos/a.yml
- {to: [cleo, eve], from: ada, date: 2026-11-03, for: Baked a cake., types: [hosting], community: x, impact: Nobody left early.}
- {to: [ina], from: eve, date: 2026-11-02, for: Listened., types: [mentoring]}
- {to: [eve], from: ada, date: 2026-11-04, for: Secret.}
"""
CHANGES = tuple(
    Change(person=person, type=type_, date=date, paths=paths)
    for person, type_, date, paths in (
        ("bo", "content", D(2026, 9, 1), ("content/pages/a.md", "content/pages/b.md")),
        ("Zoë Without", "review", D(2026, 9, 2), ("content/pages/a.md", "communities/x/meetings/2026-11-01-n.md")),
        ("cleo", "content", D(2026, 10, 5), ("content/pages/a.md", "communities/x/decisions/0001-yes.md")),
        ("eve", "content", D(2026, 9, 4), ("content/pages/a.md", "communities/x/community.yml")),
        ("ina", "content", D(2026, 9, 5), ("content/pages/b.md",)),
    )
)
CAME = {
    "content/pages/a.md": dt.datetime(2026, 9, 1, tzinfo=dt.UTC),
    "communities/x/decisions/0001-yes.md": dt.datetime(2026, 10, 5, tzinfo=dt.UTC),
}
WRITTEN = {path: Span(first=day, last=day) for path, day in CAME.items()}
WHOLE = History(availability="complete", changes=CHANGES, written=WRITTEN, tools={"content/pages/a.md": ("robot", "Claude")})
RANKING = re.compile(
    r"\b(top|most|more than|rank\w*|streak\w*|percent|scores?|points|leader ?board|commits?|contributions: \d)\b|%", re.IGNORECASE
)
Tree = Callable[[str], Path]


@pytest.fixture
def site(tree: Tree) -> House:
    """Read the site above, with its whole history."""
    return replace(reading.read(tree(SITE), SETTINGS), history=WHOLE)


def outputs(house: House, *names: str, settings: Settings = SETTINGS) -> Iterator[Page]:
    for name in names or PAGES:
        found = import_module(f"guildhouse.features.{name}").outputs(house, settings)
        yield from (each for each in found if isinstance(each, Page))


@pytest.fixture
def shown(draw: Callable[..., Any]) -> Callable[..., dict[str, str]]:
    """Draw pages: address → markup of what they show, without what is only for machines."""

    def show(house: House, *names: str, settings: Settings = SETTINGS) -> dict[str, str]:
        found = {}
        for page in outputs(house, *names, settings=settings):
            found[page.page.url] = etree.tostring(draw(page, settings), encoding="unicode", method="html")
        return found

    return show


def words(markup: str) -> str:
    """Give the words of a page's main part, as one reads them."""
    text = " ".join(" ".join(etree.HTML(markup).find(".//main").itertext()).split())
    return re.sub(r" (?=[.,:;)])", "", text)


def test_the_page_tells_who_is_thanked_for_what_and_what_came_of_it(site: House, shown: Any) -> None:
    text = words(shown(site, "recognition")["/recognition/"])
    assert "Cleo Lind: Baked a cake. Nobody left early. from Ada Quist, Xylem" in text
    assert "I.L.: Listened." in text
    assert "Secret" not in text  # nobody whom it thanks wants to be thanked here
    assert "Reached: Calm nights Xylem, kept by bo Alm" in text
    assert "More" not in text


def test_it_tells_first_times_years_and_newcomers_by_name(site: House, shown: Any) -> None:
    page = recognition.recognition_page(site, SETTINGS)
    assert [(str(each.person.name), [m.words.text for m in each.milestones]) for each in page.firsts] == [
        ("bo Alm", ["First page", "First talk"]),
        ("Cleo Lind", ["First page"]),
        ("I.L.", ["First notes", "First mentee"]),
    ]
    text = words(shown(site, "recognition")["/recognition/"])
    assert "Ada Quist 5 years in Xylem 20 November 2026" in text
    (new,) = page.newcomers
    assert (new.person.name, [deed.title for deed in new.deeds], [host.name for host in new.hosts]) == (
        "Cleo Lind",
        ["Yes", "A page", "Mend it"],
        ["Ada Quist"],
    )


def test_who_only_came_has_taken_part_and_years_are_told_of_contributions_too(site: House) -> None:
    (community,) = site.communities
    note, *_ = site.meetings
    once = replace(note, facilitator=None, note_taker=None, contributions={}, actions=(), attendees=("ada",))
    old = replace(CHANGES[0], date=D(2023, 11, 10))
    house = replace(
        site,
        communities=(replace(community, members=()),),
        meetings=(once,),
        history=replace(WHOLE, changes=(old,)),
        pages=(site.pages[-1],),
    )
    page = recognition.recognition_page(house, SETTINGS)
    assert [[(deed.kind.text, deed.title) for deed in each.deeds] for each in page.newcomers if each.person.id == "ada"] == [
        [("Took part", "Notes")]
    ]
    ((bo,),) = ([each for each in page.anniversaries if each.person.id == "bo"],)
    assert [(each.words.text, each.words.number) for each in bo.milestones] == [("%(number)s year since the first contribution", 3)]


def test_it_says_when_the_history_is_not_there(site: House, shown: Any) -> None:
    sentence = "git history is not available in this build"
    assert sentence not in shown(site, "recognition")["/recognition/"]
    for availability in ("shallow", "none"):
        cut = replace(site, history=replace(WHOLE, availability=availability))
        pages = shown(cut)
        assert sentence in pages["/recognition/"]
        assert "By I.L. and Ada Quist" in words(pages["/a/"])
        assert "Its history is not available in this build" in words(pages["/a/"])
        assert not [url for url, page in pages.items() if "Zoë" in page or "improved" in page or "Claude" in page]


def test_a_page_names_who_wrote_and_improved_it_and_the_tools(site: House, shown: Any) -> None:
    pages = {url: words(page) for url, page in shown(site, "reading", "meetings", "decisions").items()}
    people = "Written and improved by Ada Quist, bo Alm, Cleo Lind and I.L."
    assert f"{people}, with the help of the tools Claude and Points Bot" in pages["/a/"]
    assert "Written and improved by bo Alm and I.L." in pages["/b/"]
    assert not [url for url, text in pages.items() if "Zoë" in text]  # a reviewer wrote nothing
    assert "Written and improved by Cleo Lind and I.L." in pages["/communities/x/decisions/0001-yes/"]


def test_many_people_are_folded_and_not_counted(site: House, shown: Any) -> None:
    crowd = tuple(Change(person=f"Guest {letter}", type="content", date=TODAY, paths=("content/pages/b.md",)) for letter in "GFEDCBA")
    page = etree.HTML(shown(replace(site, history=History(availability="complete", changes=crowd)), "reading")["/b/"])
    (fold,) = page.iterfind(".//details[@class='fold contributors']")
    assert " ".join("".join(fold.find("summary").itertext()).split()).endswith("Written and improved by many people")
    assert "".join(fold.find("p").itertext()).strip() == "Guest A, Guest B, Guest C, Guest D, Guest E, Guest F and Guest G"
    assert not re.search(r"\d", "".join(fold.itertext()))


def test_a_tool_alone_wrote_with_the_help_of_nobody(site: House, shown: Any) -> None:
    history = History(availability="complete", tools={"content/pages/b.md": ("Claude",)})
    assert "With the help of the tool Claude" in words(shown(replace(site, history=history), "reading")["/b/"])


def test_a_person_s_page_tells_what_they_did_kind_by_kind(site: House, shown: Any) -> None:
    pages = {url: words(page) for url, page in shown(site, "person").items()}
    part = pages["/people/cleo/"].partition("What they did for others")[2]
    assert "Writing A page 5 October 2026 Yes 5 October 2026 Hosting Baked a cake. 3 November 2026 Promised and done Mend it" in part
    for none in ("ina", "eve", "robot"):
        assert "What they did for others" not in pages[f"/people/{none}/"]


def test_older_things_of_a_kind_are_folded_without_their_number(site: House, shown: Any) -> None:
    note = site.meetings[0]
    notes = tuple(
        replace(note, id=f"x/{day}", url=f"/n/{day}/", title=f"Note {chr(64 + day)}", date=D(2026, 10, day)) for day in range(1, 6)
    )
    page = etree.HTML(shown(replace(site, meetings=notes), "person")["/people/ada/"])
    fold = page.find(".//dl[@class='deed-kinds']//details")
    assert " ".join(fold.find("summary").itertext()).strip() == "Earlier"
    assert [link.text for link in fold.iterfind(".//a")] == ["Note B", "Note A"]


def test_a_community_names_its_thanks_firsts_and_contributors(site: House, shown: Any) -> None:
    text = words(shown(site, "community")["/communities/x/"]).partition("Thanks All thanks")[2]
    assert "Cleo Lind: Baked a cake." in text
    assert "bo Alm First talk 1 November 2026 Notes" in text
    assert "Who did something here Ada Quist, bo Alm, Cleo Lind, I.L. and Zoë Without" in text


def test_thanks_are_written_where_the_newest_ones_stand(site: House) -> None:
    known = Settings.__dataclass_fields__["repository"].metadata["read"]("https://github.com/o/r", Path())
    assert recognition.recognition_page(site, SETTINGS).edit is None
    assert (
        recognition.recognition_page(site, replace(SETTINGS, repository=known)).edit
        == "https://github.com/o/r/edit/main/content/kudos/a.yml"
    )
    assert recognition.recognition_page(replace(site, kudos=()), replace(SETTINGS, repository=known)).edit is None


def test_goals_and_thanks_beyond_those_that_are_shown_are_folded(site: House, shown: Any) -> None:
    (thanks,) = (each for each in site.kudos if each.impact)
    kudos = tuple(
        replace(thanks, id=f"a#{n}", reason=f"Deed {n}.", date=D(2026, 10, n), impact=None if n < 3 else "So.") for n in range(1, 19)
    )
    (community,) = site.communities
    goals = tuple(replace(community.goals[0], id=f"g{n}") for n in range(8))
    page = recognition.recognition_page(replace(site, kudos=kudos, communities=(replace(community, goals=goals),)), SETTINGS)
    assert [each.reason for each in page.thanks] == [f"Deed {n}." for n in range(18, 10, -1)]
    assert [each.reason for each in page.stories] == [f"Deed {n}." for n in range(10, 4, -1)]
    assert [each.reason for each in page.older] == [f"Deed {n}." for n in range(4, 0, -1)]
    assert (len(page.goals), len(page.other_goals)) == (6, 2)


def test_thanks_for_tomorrow_wait(site: House) -> None:
    later = replace(site, today=D(2026, 11, 2))
    assert [each.reason for each in recognition.recognition_page(later, SETTINGS).thanks] == ["Listened."]


def test_a_house_without_people_has_no_such_page() -> None:
    empty = House(today=TODAY)
    assert list(recognition.outputs(empty, SETTINGS)) == []


def test_the_first_page_leads_there(site: House, draw: Any) -> None:
    (page,) = home.outputs(site, SETTINGS)
    assert draw(page, SETTINGS).xpath("//a[contains(., 'All thanks')]/@href") == ["recognition/"]


def test_counts_of_commits_change_no_byte(site: House, shown: Any) -> None:
    """Nothing changes but sets: with the same people on the same pages, every page is the same, however much each of them did."""
    chance = random.Random(5)
    many = [
        replace(each, date=each.date + dt.timedelta(days=chance.randrange(40))) for each in CHANGES for _ in range(chance.randrange(40))
    ]
    every = [*many, *CHANGES]
    chance.shuffle(every)
    assert shown(replace(site, history=replace(WHOLE, changes=tuple(every)))) == shown(site)
    fewer = shown(replace(site, history=replace(WHOLE, changes=CHANGES[1:])))
    assert fewer != shown(site)  # the comparison sees what does change


def test_nothing_ranks_or_counts(site: House, shown: Any) -> None:
    often = tuple(replace(CHANGES[0], date=D(2026, 9, 1) + dt.timedelta(days=each)) for each in range(37))
    pages = shown(replace(site, history=replace(WHOLE, changes=often + CHANGES)))
    told = {url: words(page) for url, page in pages.items()}
    assert {url: found[0] for url, text in told.items() if (found := RANKING.search(text.replace("Points Bot", "")))} == {}
    assert not [url for url, text in told.items() if re.search(r"\b3[67]\b", text)]


NAMES = {"Eve Holm": "no", "Ina Lund": "initials", "Pepper Pots": "hashed"}


def test_nobody_stands_in_a_byte_against_their_will(tree: Tree, tmp_path: Path) -> None:
    folder = tree(SITE)
    done = built(tmp_path / "out", "--url", "https://x.example/", site=folder)
    assert done.returncode == 0, done.stderr
    files = {path.relative_to(tmp_path / "out").as_posix(): path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert len(files) > 20
    found = {name: sorted(path for path, content in files.items() if name.encode() in content) for name in NAMES}
    listed = ["people.json", "people/index.html", "search/index.html"]  # a page of their own, the directory, and the list of all pages
    note = ["communities/x/meetings/2026-11-01-n/index.html"]  # what one did at a meeting is told there
    assert found == {
        "Eve Holm": [*listed[:1], "people/eve/eve.vcf", "people/eve/index.html", *listed[1:]],
        "Ina Lund": [*note, *listed[:1], "people/ina/ina.vcf", "people/ina/index.html", *listed[1:]],
        "Pepper Pots": [],
    }
    hall = files["recognition/index.html"].decode()
    assert "Cleo Lind" in hall
    assert not [name for name in ("gone", "former colleague", "/people/ina", "/people/eve", "Points Bot") if name in hall]


def test_nor_with_a_history(site: House, shown: Any) -> None:
    gone = Change(person="a former colleague", type="content", date=TODAY, paths=("content/pages/b.md",))
    pages = shown(replace(site, history=replace(WHOLE, changes=(*CHANGES, gone))))
    assert {url for url, page in pages.items() if "Eve Holm" in page} == {"/people/eve/"}
    assert {url for url, page in pages.items() if "Ina Lund" in page} == {"/people/ina/", "/communities/x/meetings/2026-11-01-n/"}
    assert not [url for url, page in pages.items() if "Pepper" in page or "former colleague" in page]


def test_every_kind_has_words_for_readers() -> None:
    assert {name: word.text for name, word in KINDS.items()} == LABELS


def test_the_thanks_of_the_writers_page_are_as_one_writes_them(tree: Tree) -> None:
    path, example = re.findall(r"^````yaml (\S+)\n(.*?)^````$", (REPOSITORY / "docs/writing.md").read_text(), re.MULTILINE | re.DOTALL)[0]
    people = "== content/people/ada.yml\nname: Ada\n== content/people/bo.yml\nname: Bo\n== communities/boats/community.yml\nname: Boats\n"
    house = reading.read(tree(f"{people}== {path}\n{example}"), SETTINGS)
    assert [problem.code for problem in house.problems] == ["no-history"]
    (thanks,) = recognition.recognition_page(house, SETTINGS).thanks
    assert thanks.impact == "We found the worn tooth because of it."


def test_initials_are_written_in_one_way_and_are_a_person_s_own(site: House, shown: Any) -> None:
    ina = next(each for each in site.people if each.id == "ina")
    house = replace(site, people=tuple(replace(each, name="Ina Nora Lund") if each is ina else each for each in site.people))
    talk = replace(house.kudos[1], id="z", to=("I.N.L.",), reason="Spoke.")
    text = words(shown(replace(house, kudos=(talk,)), "recognition")["/recognition/"])
    assert "I.N.L. First notes" in text
    assert "I.N.L.: Spoke." in text
    assert "IL" not in text
    text = words(shown(house, "reading")["/b/"])
    assert "Written and improved by bo Alm and I.N.L." in text


def test_thanks_in_commits_stand_among_the_others(site: House, shown: Any) -> None:
    def thanks(person: str, reason: str, day: dt.date, *paths: str) -> Change:
        return Change(person=person, type="ideas", date=day, paths=paths, reason=reason)

    said = (
        thanks("Cy Moss", "lending us the lamp", D(2026, 11, 4), "communities/x/README.md"),
        thanks("bo", "lending us the lamp", D(2026, 11, 4), "communities/x/README.md"),
        thanks("ina", "a chair", D(2026, 10, 4)),
        thanks("eve", "a secret", D(2026, 10, 4)),
        thanks("bo", "tomorrow", D(2026, 12, 4)),
    )
    house = replace(site, history=replace(WHOLE, changes=(*CHANGES, *said)))
    told = [([each.name for each in view.people], view.reason, view.date) for view in recognition.recognition_page(house, SETTINGS).thanks]
    assert (told[0], told[-1]) == ((["bo Alm", "Cy Moss"], "lending us the lamp", D(2026, 11, 4)), (["I.L."], "a chair", D(2026, 10, 4)))
    assert not [each for each in told if each[1] in ("a secret", "tomorrow")]
    text = words(shown(house, "community")["/communities/x/"])
    assert "bo Alm and Cy Moss: lending us the lamp" in text
    assert "a chair" not in text
    cut = replace(house, history=replace(house.history, availability="shallow"))
    assert "lamp" not in words(shown(cut, "recognition")["/recognition/"])


def test_of_very_many_the_nearest_are_shown_and_the_others_folded(site: House, shown: Any) -> None:
    (community,) = site.communities
    crowd = tuple(replace(site.people[0], id=f"p{n:02}", name=f"Guest {chr(65 + n)}") for n in range(15))
    members = tuple(Membership(person=each.id, since=D(2020, 11, 16) + dt.timedelta(days=abs(n - 7))) for n, each in enumerate(crowd))
    new = tuple(replace(each, since=D(2026, 10, 1)) for each in members)
    house = replace(site, people=crowd, communities=(replace(community, members=members),), history=replace(WHOLE, changes=()))
    page = recognition.recognition_page(house, SETTINGS)
    assert [each.person.name for each in page.anniversaries] == [f"Guest {chr(65 + n)}" for n in range(1, 13)]
    assert [each.person.name for each in page.other_anniversaries] == ["Guest A", "Guest N", "Guest O"]
    page = recognition.recognition_page(replace(house, communities=(replace(community, members=new),)), SETTINGS)
    assert len(page.newcomers) == 12
    assert {"Guest N", "Guest O"} <= {each.person.name for each in page.other_newcomers}
    text = words(shown(house, "recognition")["/recognition/"])
    assert text.index("Guest N") > text.index("The others") > text.index("Guest M")
    assert text.index("Say thank you") < text.index("Recent thanks")
    assert text.index("If you do not want to be named") < text.index("Recent thanks")
