"""Where links lead."""

from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guildhouse.model.problem import Severity
from guildhouse.model.source import Source
from guildhouse.sources.anchors import Anchors, own_anchor, slug
from guildhouse.sources.attachments import Shelf
from guildhouse.sources.draft import Link
from guildhouse.sources.finish import Resolved
from guildhouse.sources.links import Place, resolve
from guildhouse.sources.nearest import nearest_path
from guildhouse.sources.problems import MOST_HINTS, Problems
from guildhouse.sources.schemes import SCHEMES, safe_url, scheme
from guildhouse.sources.targets import Index, Mention, Target

CASES = yaml.safe_load(Path(__file__).with_name("links.yml").read_text("utf-8"))
KINDS = ("link", "picture", "media", "mention", "wanted")
OPS = Target("/communities/ops/")
GUIDE = Target("/guide/", frozenset({"any"}), "A guide")
RESTART = Target("/sops/restart/", frozenset({"how"}))
INDEX = Index(
    documents={
        "content/pages/guide/README.md": GUIDE,
        "content/pages/guide/here.md": Target("/guide/here/", frozenset({"mine"})),
        "content/pages/guide/other.md": Target("/guide/other/", frozenset({"part-two", "h-gh-words", "schön"})),
        "content/pages/guide/notes:2026.md": Target("/guide/notes:2026/", frozenset()),
        "content/pages/top.md": Target("/top/", frozenset()),
        "content/pages/restart.md": RESTART,
        "content/pages/über.md": Target("/über/", frozenset()),
        "communities/ops/community.yml": OPS,
        "content/people/secret.yml": Target("/people/secret/"),
    },
    addresses={target.url: target for target in (GUIDE, RESTART, OPS, Target("/über/", frozenset()))},
    files=frozenset(
        {"content/images/line.svg", "content/pages/guide/plan.pdf", "content/pages/a b.txt", "content/pages/café.txt"}
        | {"communities/ops/seats.csv", "content/pages/guide/report.html"}
    ),
    shelf=Shelf(lambda path: BytesIO(b"<svg/>")),
    folders={
        "content/pages/guide": "/guide/",
        "content/pages": "/",
        "": "/",
        "communities/ops": "/communities/ops/",
        "communities": "/communities/",
    },
    hidden=frozenset({"content/pages/guide/secret.md", "content/people/secret.yml"}),
    mentions={"priya": Mention("Priya Nair", "/people/priya/"), "gone": Mention("a former colleague")},
)


def lead(case, **options):
    kind = next(kind for kind in KINDS if kind in case)
    problems, attachments = Problems(**options), set()
    link = Link(kind, case[kind], 12, "words")
    path = case.get("from", "content/pages/guide/here.md")
    found = resolve(link, Place(path, partial(Source, path, link.line)), INDEX, problems, attachments)
    return found, problems.sorted, attachments


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join(str(case.get(key, "")) for key in KINDS).strip() or "empty")
def test_resolve(case):
    found, problems, attachments = lead(case)
    assert found == Resolved(case.get("to"), case.get("text"), case.get("as_link", False), case.get("missing", False))
    assert [problem.code for problem in problems] == ([case["code"]] if "code" in case else [])
    assert attachments == ({case["attached"]} if "attached" in case else set())
    assert all(problem.source.line == 12 for problem in problems)
    assert all(problem.hint == case.get("hint", problem.hint) for problem in problems)


@pytest.mark.parametrize(
    ("link", "severity"),
    [
        ("nosuch.md", Severity.WARNING),
        ("other.md#x", Severity.WARNING),
        ("secret.md", Severity.WARNING),
        ("javascript:x", Severity.ERROR),
        ("../../../../x", Severity.ERROR),
    ],
)
def test_lenient_never_lets_through_what_is_unsafe(link, severity):
    assert [problem.severity for problem in lead({"link": link}, lenient=True)[1]] == [severity]


def test_a_message_stays_short():
    assert len(lead({"link": "x" * 5000})[1][0].message) < 200


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Getting started", "getting-started"),
        ("What's new, in 2.0?", "whats-new-in-20"),
        ("a_b - c/d & e", "a_b---cd--e"),
        ("  Spaces   inside ", "spaces---inside"),
        ("Über Straßen", "über-straßen"),
        ("数据 库", "数据-库"),
        ("हिन्दी", "हिन्दी"),
        ("🚀 Launch ❤️", "-launch-"),
        ("²½ Ⅷ", "-ⅷ"),
        ("GH-123", "h-gh-123"),
        ("!!!", ""),
    ],
)
def test_slugs_are_those_of_github(heading, anchor):
    assert slug(heading) == anchor


def test_repeated_anchors_are_numbered():
    anchors = Anchors(["own"])
    assert [anchors.of(words) for words in ("A", "A 1", "A", "A", "own", "!", "?")] == [
        "a",
        "a-1",
        "a-2",
        "a-3",
        "own-1",
        "section",
        "section-1",
    ]
    assert own_anchor(" a  b ") == "a-b"


def test_the_nearest_path_is_in_the_nearest_folder():
    names = {"x.md": ("a/b/x.md", "a/c/x.md", "d/x.md"), "y.txt": ("y.txt",)}
    assert nearest_path("a/c/e/x.md", names) == "a/c/x.md"
    assert nearest_path("d/z/x.md", names) == "d/x.md"
    assert nearest_path("x.md", names) == "d/x.md"
    assert nearest_path("q/y/", names) == "y.txt"
    assert nearest_path("nothing", names) is None


@pytest.mark.usefixtures("ends")
def test_many_dead_links_in_a_large_site_take_no_longer_than_the_site():
    names = {f"2026-{number:05}-notes.md": (f"a/2026-{number:05}-notes.md",) for number in range(5_000)}
    assert nearest_path("a/2026-04321-note.md", names) == "a/2026-04321-notes.md"
    for number in range(200):
        nearest_path(f"a/2026-{number}-x.md", names)


@pytest.mark.usefixtures("ends")
def test_many_dead_anchors_of_a_long_page_take_no_longer_than_the_page():
    page = Target("/long/", frozenset(f"section-number-{number:05}" for number in range(9_000)))
    index = replace(INDEX, documents={"a.md": page})
    problems = Problems()
    for number in range(3_000):
        resolve(
            Link("link", f"#section-number-{number:05}x", number, ""),
            Place("a.md", partial(Source, "a.md", number)),
            index,
            problems,
            set(),
        )
    hints = [problem.hint for problem in problems.sorted]
    assert hints[7] == "Did you mean '#section-number-00007'?"
    assert sum(hint.startswith("Did you mean") for hint in hints) == MOST_HINTS
    resolve(
        Link("link", "#section-number-00007x", 1, ""),
        Place("b.md", partial(Source, "b.md")),
        replace(INDEX, documents={"b.md": page}),
        problems,
        set(),
    )
    assert sum(problem.hint.startswith("Did you mean") for problem in problems.found) == MOST_HINTS + 1


@given(st.text(alphabet=st.sampled_from("javscriptJAV:/#?&;%0aAx\t\n\r \x00\x01\u200b\u00ad\ufeff{}indx.\\"), max_size=30))
def test_nothing_but_known_schemes_leads_out(address):
    found, _, _ = lead({"link": address})
    assert found.href is None or found.href.startswith(("/", "#")) or scheme(found.href) in SCHEMES
    assert safe_url(address) is None or scheme(safe_url(address)) in SCHEMES
    assert not (found.href or "").startswith("//")


@pytest.mark.parametrize("address", ["ht tp://example.org", "ht\u2003tps://example.org"])
def test_a_scheme_with_a_hole_in_it_is_none(address):
    assert safe_url(address) is None
