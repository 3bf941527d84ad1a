"""Learning paths: the list, the page of a path, each of its steps, and all of it on one page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from guildhouse.features import path_prints, path_steps, paths
from guildhouse.features.context import NewText
from guildhouse.features.document_views import LinkView
from guildhouse.features.path_views import KINDS, first_path, lasting, minutes, stages, total
from guildhouse.language import language
from guildhouse.model.body import Body
from guildhouse.model.duration import Duration
from guildhouse.model.history import History, Span
from guildhouse.model.house import House
from guildhouse.settings import Settings
from guildhouse.sources import reading
from repositories import Repository

Pages = Callable[..., dict[str, Any]]
SETTINGS = Settings(today=dt.date(2026, 11, 16))
SITE = """
== communities/crew/community.yml
name: Crew
== communities/crew/resources/lamps.md
---
lastmod: 2026-06-01
owner: ada
---
# Lamps

Two colours.

## Colours

Green and red. See [the winch](winch.md#rope) and [colours](#colours).

## Bulbs

Spare ones.

## Wires

None.
== communities/crew/resources/winch.md
# Winch

## Rope

Back to [lamps](lamps.md), or [away](https://winch.example/).
== content/people/ada.yml
name: Ada Lovell
mentoring: {how: Come by.}
== content/people/bo.yml
name: Bo Strand
mentoring: {capacity: 0}
== content/people/cy.yml
name: Cy Tern
mentoring: {until: 2026-11-15}
== content/people/di.yml
name: Di Vane
left: 2026-10-01
== content/people/ed.yml
forgotten: true
== content/paths/first.yml
title: First week
level: beginner
steps: [{id: hello, title: Say hello, type: meet, duration: PT15M}]
== content/paths/winches.yml
title: Winches
summary: How to winch.
steps:
  - {id: winch, page: communities/crew/resources/winch.md, duration: PT20M}
  - {id: lamps, page: communities/crew/resources/lamps.md, duration: PT5M, optional: true}
== content/paths/deck.yml
title: On deck
summary: From the pier to the bridge.
audience: [new crew, old crew]
level: intermediate
community: crew
outcomes: [Set the lamps]
prerequisites: [first]
mentors: [ada, bo, cy, di, ed]
maintainers: [bo]
reviewed: 2026-07-01
review_by: 2026-11-16
license: CC-BY-4.0
steps:
  - {id: lamps, page: communities/crew/resources/lamps.md, duration: PT10M, section: Basics, teaches: [lamp-colours]}
  - {id: film, url: "https://film.example/lamps", type: watch, duration: PT25M, optional: true}
  - id: check
    section: Alone
    needs: [lamp-colours, film]
    quiz:
      - question: Which lamp counts?
        answers: [{text: The green one, correct: true, because: It is the last to change.}, {text: The red one}]
  - {id: shift, type: do, title: Take a shift, duration: P2D, section: Alone, needs: [check]}
  - {id: winches, path: winches}
"""


@pytest.fixture
def deck(pages: Pages) -> dict[str, Any]:
    return pages(SITE)


def test_all_paths_are_listed_with_what_helps_before_what(deck):
    page = deck["/paths/"]
    assert page.headings == ["Learning paths", "First week", "On deck", "Winches", "What helps before what"]
    card = page.all("//li[h2 or div/h2]")[1].text
    assert "For new crew, old crew" in card
    assert "Intermediate Crew" in card
    assert "5 steps about 16 hours" in card
    assert "On deck: it helps to have followed First week." in page.text
    boxes = {box.text: box.node.get("href") for box in page.all("//a[@class='graph-box']")}
    assert boxes == {"First week": "first/", "On deck": "deck/"}
    assert len(page.all("//path[@class='graph-edge']")) == 1


def test_a_list_without_paths_says_how_to_write_the_first(pages):
    page = pages("== content/paths/README.md\n# Ways in\n\nBegin anywhere.\n")["/paths/"]
    assert "Begin anywhere." in page.text
    assert "content/paths/first-two-weeks.yml" in page.text


def test_without_paths_there_is_no_list_of_them(pages):
    assert "/paths/" not in pages("== content/people/ada.yml\nname: Ada\n")


def test_many_paths_are_chosen_from_and_not_drawn(pages):
    many = "".join(f"== content/paths/p{n}.yml\ntitle: P{n}\nprerequisites: [p0]\nsteps: [{{id: a, title: A}}]\n" for n in range(1, 62))
    page = pages(f"== content/paths/p0.yml\ntitle: P0\nlevel: beginner\nsteps: [{{id: a, title: A}}]\n{many}")["/paths/"]
    assert page.all("//form[@data-filter='gh-paths']")
    assert not page.all("//svg[@role='group']")
    assert len(page.all("//ul[@class='orders']/li")) == 61


def test_a_path_says_for_whom_it_is_and_what_it_takes(deck):
    page = deck["/paths/deck/"]
    for words in ("new crew, old crew", "Intermediate", "about 16 hours", "and 30 minutes for optional steps", "Kept by Bo Strand"):
        assert words in page.text, words
    assert "Review was due 16 November 2026" in page.text
    assert "Licence: CC-BY-4.0" in page.text
    assert "First week Advice only: nothing is locked." in page.text
    assert page.links["All of it on one page, to print"] == "print/"
    assert "Goes on with On deck" in deck["/paths/first/"].text
    assert page.part("Afterwards you can").text.endswith("Set the lamps")


def test_only_those_who_have_room_are_named_as_mentors(deck):
    mentors = deck["/paths/deck/"].part("Whom you can ask").text
    assert "Ada Lovell Come by." in mentors
    for name in ("Bo", "Cy", "Di", "former"):
        assert name not in mentors


def test_steps_stand_in_sections_and_carry_what_the_script_counts(deck):
    page = deck["/paths/deck/"]
    (around,) = page.all("//section[@data-path]")
    assert dict(around.node.attrib) | {"class": ""} == {
        "class": "",
        "aria-label": "Steps",
        "data-path": "deck",
        "data-path-title": "On deck",
        "data-path-url": "./",
    }
    assert [head.text for head in around.all(".//h2")] == ["Basics", "Alone"]
    steps = {step.node.get("data-step"): dict(step.node.attrib) for step in around.all(".//li[@data-step]")}
    assert list(steps) == ["lamps", "film", "check", "shift", "winches"]
    assert steps["lamps"] == {"data-step": "lamps", "data-minutes": "10", "data-changed": "2026-06-01"}
    assert steps["film"] == {"data-step": "film", "data-minutes": "25", "data-optional": ""}
    assert steps["shift"]["data-minutes"] == "960"
    assert steps["winches"] == {"data-step": "winches", "data-minutes": "20", "data-inner-path": "winches"}
    assert len(around.all(".//li//input[@type='checkbox'][@data-step-check]")) == 5
    assert [each.text for each in around.all(".//span[@class='step-words']/a")] == [
        "Lamps",
        "film.example/lamps",
        "Questions",
        "Take a shift",
        "Winches",
    ]


def test_a_step_shows_the_page_with_where_one_is(deck):
    page = deck["/paths/deck/lamps/"]
    assert page.headings == ["Lamps", "Colours", "Bulbs", "Wires"]
    assert "Step 1 of 5 Basics Read 10 minutes" in page.text
    (article,) = page.all("//div[@data-step]")
    assert article.node.get("data-step") == "lamps"
    assert article.node.get("data-changed") == "2026-06-01"
    assert "Green and red." in article.text
    assert article.links["colours"] == "#colours"
    assert article.links["the winch"] == "../../../communities/crew/resources/winch/#rope"
    assert article.links["Lamps"] == "../../../communities/crew/resources/lamps/"
    assert page.links["Next step film.example/lamps"] == "../film/"
    assert not [link for link in page.links if link.startswith("Previous")]
    assert [each.text for each in page.all("//details//details[@open]/summary")] == ["Basics"]
    assert [each.text for each in page.all("//details//a[@aria-current='step']")] == ["Lamps"]


def test_a_step_elsewhere_leads_there_and_names_whom_to_ask(deck):
    page = deck["/paths/deck/film/"]
    assert page.links["film.example/lamps"] == "https://film.example/lamps"
    assert "Whom you can ask" in page.headings


def test_a_quiz_stands_in_its_step(deck):
    page = deck["/paths/deck/check/"]
    assert page.headings == ["Questions"]
    assert "Check yourself" in page.text
    assert page.all("//fieldset/legend")[0].text == "Which lamp counts?"
    assert "It helps to have done Lamps and film.example/lamps before." in page.text


def test_what_is_done_elsewhere_says_so(deck):
    page = deck["/paths/deck/shift/"]
    assert "away from the screen" in page.text
    assert "2 days" in page.text
    assert "Ada Lovell" in page.text


def test_a_path_inside_a_path_is_shown_with_its_steps(deck):
    page = deck["/paths/deck/winches/"]
    assert "How to winch." in page.text
    assert page.links["Winch"] == "../../winches/winch/"
    assert page.links["Begin Winches"] == "../../winches/"


def test_the_steps_leave_search_to_the_page(tree, pages):
    house = reading.read(tree(SITE), SETTINGS)
    made = {page.page.url: page.page for page in path_steps.outputs(house, SETTINGS)}
    assert all(page.noindex for page in made.values())
    assert made["/paths/deck/lamps/"].canonical == "/communities/crew/resources/lamps/"
    assert made["/paths/deck/film/"].canonical is None
    assert made["/paths/deck/lamps/"].source == "communities/crew/resources/lamps.md"
    assert made["/paths/deck/lamps/"].rewritten(NewText(title="", description="", body=Body())) is None
    again = {page.page.url: page.page for page in path_steps.outputs(reading.read(tree(SITE), SETTINGS), SETTINGS)}
    assert {url: repr(page) for url, page in made.items()} == {url: repr(page) for url, page in again.items()}
    assert made == again


def test_paper_holds_every_text_once_with_answers_at_the_end(deck):
    page = deck["/paths/deck/print/"]
    order = page.text
    for words in (
        "Two colours.",
        "Which lamp counts?",
        "Take a shift",
        "Back to lamps",
        "Answers",
        "Right: The green one",
        "It is the last to change.",
    ):
        assert words in order
        order = order[order.index(words) :]
    assert page.text.count("Two colours.") == 1
    assert "Its text stands further up, in step 1." in page.text
    assert page.headings[:3] == ["On deck", "Afterwards you can", "Basics"]
    assert [each.text for each in page.all("//h3")] == [
        "1 Lamps",
        "2 film.example/lamps",
        "3 Questions",
        "4 Take a shift",
        "5 Winches",
        "3 Questions",
    ]
    assert [each.text for each in page.all("//h4")] == ["Colours", "Bulbs", "Wires", "5.1 Winch", "5.2 Lamps"]
    assert [each.text for each in page.all("//h5")] == ["Rope"]


def test_on_paper_anchors_are_unique_and_links_stay_inside(deck):
    page = deck["/paths/deck/print/"]
    ids = page.node.xpath("//@id")
    assert len(ids) == len(set(ids))
    inside = [link[1:] for link in page.node.xpath("//@href") if link.startswith("#")]
    assert {"gh-1-colours", "gh-5.1-rope", "gh-1"} <= set(inside)
    assert not set(inside) - {*ids}
    assert not [link for link in page.node.xpath("//main//@href") if "/resources/" in link]
    assert page.links["away"] == "https://winch.example/"


def test_paths_deep_inside_paths_are_only_linked(tree, draw):
    files = "".join(
        f"== content/paths/p{n}.yml\ntitle: Path {n}\nsteps: [{{id: a, title: Task {n}}}, {{id: b, path: p{n + 1}}}]\n" for n in range(1000)
    )
    house = reading.read(tree(f"{files}== content/paths/p1000.yml\ntitle: Last\nsteps: [{{id: a, title: A}}]\n"), SETTINGS)
    page = path_prints.print_page(house, house.path("p0"), SETTINGS)
    assert [step.number for step in page.steps][-1] == "2.2.2.2.2"
    assert page.steps[-1].link == LinkView(title="Path 5", url="/paths/p5/")
    assert max(step.level for step in page.steps) == 5


def test_the_day_of_a_change_comes_from_the_page_or_from_git(tree):
    house = reading.read(tree(SITE), SETTINGS)
    when = dt.datetime(2026, 9, 3, 23, tzinfo=dt.UTC)
    names = ("communities/crew/resources/lamps.md", "communities/crew/resources/winch.md")
    written = {name: Span(first=when - dt.timedelta(days=9), last=when) for name in names}
    house = replace(house, history=History(written=written))
    found = {step.id: step.changed for stage in stages(house, house.path("winches")) for step in stage.steps}
    assert found == {"winch": dt.date(2026, 9, 3), "lamps": dt.date(2026, 6, 1)}


def test_a_page_that_git_saw_change_after_the_review_is_told(tree):
    site = tree(SITE.replace("summary: How to winch.", "reviewed: 2026-09-02"))
    page = site / "communities/crew/resources/winch.md"
    text, repository = page.read_text(), Repository(site)
    repository.commit(files={page.relative_to(site).as_posix(): "# Draft\n"}, date="2026-08-25T12:00:00+0000")
    repository.commit(files={page.relative_to(site).as_posix(): text}, date="2026-09-03T12:00:00+0000")
    told = [problem.message for problem in reading.read(site, SETTINGS).problems if problem.code == "stale-review"]
    assert "the page changed on 2026-09-03, after the path was reviewed on 2026-09-02" in told


def test_newcomers_begin_with_what_others_build_on(tree):
    house = reading.read(tree(SITE), SETTINGS)
    assert first_path(house).url == "/paths/first/"
    other = "== content/paths/a.yml\ntitle: A\nlevel: beginner\nsteps: [{id: a, title: A}]\n"
    assert first_path(reading.read(tree(SITE + other), SETTINGS)).url == "/paths/first/"
    assert first_path(House(today=SETTINGS.today)) is None


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (minutes(0), ""),
        (minutes(45), "45 minutes"),
        (minutes(61), "1 hour, 1 minute"),
        (total(599), "9 hours, 59 minutes"),
        (total(631), "about 11 hours"),
        (lasting(Duration(years=1, months=2, weeks=1, days=3, hours=1)), "1 year, 2 months, 1 week, 3 days, 1 hour"),
        (lasting(Duration(minutes=90)), "1 hour, 30 minutes"),
    ],
)
def test_time_is_said_as_people_do(said, words):
    assert language("en").say(said) == words


def test_a_page_of_the_site_that_is_no_text_is_linked(pages):
    site = "== communities/crew/community.yml\nname: Crew\n== content/paths/p.yml\ntitle: P\nsteps: [{id: a, page: /communities/crew/}, {id: b, page: /people/}]\n"
    made = pages(site)
    assert made["/paths/p/a/"].links["Crew"] == "../../../communities/crew/"
    assert made["/paths/p/b/"].headings == ["B"]
    assert made["/paths/p/print/"].links["Crew"] == "../../../communities/crew/"
    assert made["/paths/p/print/"].links["People"] == "../../../people/"


def test_a_text_in_another_language_says_so(pages):
    site = "== content/pages/a.md\n---\nlang: de\n---\n# Lampen\n\nZwei.\n== content/paths/p.yml\ntitle: P\nsteps: [{id: a, page: content/pages/a.md}]\n"
    made = pages(site)
    assert made["/paths/p/a/"].all("//div[@lang='de']")
    assert made["/paths/p/print/"].all("//div[@lang='de']")
    assert "Step 1 of 1" in made["/paths/p/a/"].text


def test_machines_are_told_of_a_course(tree):
    house = reading.read(tree(SITE), SETTINGS)
    found = paths.path_page(house, house.path("deck"), ()).subject
    assert (found.name, found.minutes, found.requires, found.level) == ("On deck", 990, ("First week",), "intermediate")
    assert [part.name for part in found.parts] == ["Lamps", "film.example/lamps", "Take a shift", "Winches"]


def test_a_curriculum_of_161_steps_has_a_light_page_and_light_steps(tree, draw: Any, tmp_path: Path):
    steps = "".join(f"  - {{id: step-{n}, title: Step number {n}, duration: PT30M, section: Part {n // 12}}}\n" for n in range(161))
    house = reading.read(tree(f"== content/paths/long.yml\ntitle: Long\nsteps:\n{steps}"), SETTINGS)
    made = {page.page.url: page for feature in (paths, path_steps) for page in feature.outputs(house, SETTINGS)}
    assert len(made) == 163
    assert len(made["/paths/long/"].page.contents) == 14
    document = draw(made["/paths/long/step-80/"], SETTINGS)
    assert len(document.xpath("//details/details")) == 14 or len(document.xpath("//details//details")) == 14
    assert len(document.xpath("//details//details[@open]//li")) == 12


TEXTS = """
== communities/ops/community.yml
name: Operations
== communities/ops/README.md
We keep the *engines* running.
== communities/ops/charter.md
# Charter

Whoever comes may speak.
== communities/ops/decisions/README.md
# How we decide

By consent.
== communities/ops/data.txt
1 2 3
== content/people/ada.md
---
name: Ada Lovell
---
Ada repairs winches.
== content/paths/p.yml
title: P
steps:
  - {id: a, page: communities/ops/README.md}
  - {id: b, page: communities/ops/decisions/README.md}
  - {id: c, page: communities/ops/charter.md}
  - {id: d, page: content/people/ada.md}
  - {id: e, page: communities/ops/data.txt}
  - {id: f, page: /people/}
"""


def test_every_text_of_the_site_can_be_a_step(pages):
    made = pages(TEXTS)
    shown = {
        "a": ("Operations", "We keep the engines running."),
        "b": ("How we decide", "By consent."),
        "c": ("Charter · Operations", "Whoever comes may speak."),
        "d": ("Ada Lovell", "Ada repairs winches."),
        "e": ("data.txt", "This step leads to data.txt."),
    }
    for id_, (title, words) in shown.items():
        assert made[f"/paths/p/{id_}/"].headings[0] == title
        assert words in made[f"/paths/p/{id_}/"].text
    for title, words in list(shown.values())[:4]:
        assert title in made["/paths/p/print/"].text
        assert words in made["/paths/p/print/"].text
    assert made["/paths/p/print/"].links["data.txt"] == "../../../communities/ops/data.txt"


def test_on_paper_addresses_can_be_typed(tree):
    house = reading.read(tree(TEXTS), SETTINGS)
    path = house.path("p")
    found = path_prints.print_page(house, path, replace(SETTINGS, site_url="https://o.example/guild")).steps
    assert found[5].link == LinkView(title="https://o.example/guild/people/", url="/people/")
    assert path_prints.print_page(house, path, SETTINGS).steps[4].link == LinkView(title="data.txt", url="/communities/ops/data.txt")


def test_nobody_is_asked_to_read_nothing(tree, pages):
    site = "== content/paths/p.yml\ntitle: P\nsteps: [{id: a, title: Say hello}, {id: b, title: Lost, page: content/pages/none.md}]\n"
    house = reading.read(tree(site), replace(SETTINGS, lenient=True))
    said = [page.page.kind_word for page in path_steps.outputs(house, SETTINGS)]
    assert said == [KINDS["do"][0]] * 2
    page = pages("== content/paths/p.yml\ntitle: P\nsteps: [{id: a, title: Say hello}]\n")["/paths/p/a/"]
    assert "Try it" in page.text
    assert "Read" not in page.text


def test_tools_and_whoever_has_left_are_not_asked(pages):
    people = {
        "ada": "name: Ada",
        "bot": "name: Robot\nkind: bot",
        "aid": "name: Helper\nkind: assistant",
        "di": "name: Di\nleft: 2026-10-01",
    }
    files = "".join(f"== content/people/{id_}.yml\n{text}\n" for id_, text in people.items())
    path = "title: P\nmentors: [ada, bot, aid, di]\nmaintainers: [di, ada, bot]\nsteps: [{id: a, title: A}]\n"
    made = pages(f"{files}== content/paths/p.yml\n{path}")
    for words in (made["/paths/p/"].part("Whom you can ask").text, made["/paths/p/a/"].part("Whom you can ask").text):
        assert "Ada" in words
        for name in ("Robot", "Helper", "Di"):
            assert name not in words
    assert "Kept by Ada and Robot" in made["/paths/p/"].text


def test_whoever_has_done_it_all_finds_the_way_on(deck):
    (done,) = deck["/paths/first/"].all("//p[@data-finished]")
    assert done.links == {"On deck": "../deck/"}
    (done,) = deck["/paths/deck/"].all("//p[@data-finished]")
    assert list(done.links.values()) == ["../"]
    assert deck["/paths/deck/winches/"].links["Back to the path On deck"] == "../"
    assert not [link for link in deck["/paths/deck/lamps/"].links if link.startswith("Back to")]


def test_progress_stands_before_what_is_known_at_a_glance(deck):
    text = deck["/paths/deck/"].text
    assert text.index("Your progress") < text.index("At a glance")


def test_words_of_authors_read_in_their_own_direction(deck):
    path, step, paper = deck["/paths/deck/"], deck["/paths/deck/check/"], deck["/paths/deck/print/"]
    for page in (path, paper, deck["/paths/"]):
        assert [each.text for each in page.all("//bdi") if each.text.endswith("crew")] == ["new crew", "old crew"]
    assert "Lamps" in [each.text for each in path.all("//li[@data-step]//a/bdi")]
    assert "Lamps" in [each.text for each in paper.all("//h3/bdi")]
    assert step.all("//legend")[0].node.get("dir") == "auto"
