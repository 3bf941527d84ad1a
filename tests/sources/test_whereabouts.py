"""Where links stand in their line."""

import pytest

from guildhouse.model.source import Source
from guildhouse.sources.draft import Link
from guildhouse.sources.whereabouts import MAX_LINE, Whereabouts


@pytest.mark.parametrize(
    ("line", "link", "column"),
    [
        ("see [b.md](b.md)", Link("link", "b.md", 5, ""), 12),
        ("see [b](<b c.md>)", Link("link", "b c.md", 5, ""), 10),
        ("<https://x.example>", Link("link", "https://x.example", 5, ""), 2),
        ("- [ ] ada, @ada", Link("mention", "ada", 5, ""), 12),
        ("[b](b&amp;.md)", Link("link", "b&.md", 5, ""), 1),
        ("[b]()", Link("link", "", 5, ""), 1),
        ("[b](b.md)", Link("link", "b.md", 9, ""), 1),
        ("[b](b.md)", Link("link", "b.md", 4, ""), 1),
        (f"{'x' * MAX_LINE}[b](b.md)", Link("link", "b.md", 5, ""), 1),
    ],
)
def test_column(line, link, column):
    assert Whereabouts("a.md", line, 5, [link]).of(0) == Source("a.md", link.line, column)


def test_each_link_of_a_line_has_its_own_column():
    links = [Link("link", target, line, "") for target, line in (("b.md", 1), ("c.md", 1), ("b.md", 1), ("c.md", 1), ("b.md", 2))]
    places = Whereabouts("a.md", "[b](b.md) [c](c.md) [b](b.md)\n[b](b.md)", 1, links)
    assert [places.of(number).column for number in (4, 2, 0, 3, 1)] == [5, 25, 5, 15, 15], "in whatever order they are asked"


@pytest.mark.usefixtures("ends")
def test_a_line_of_many_links_takes_no_longer_than_the_line():
    places = Whereabouts("a.md", "[b](b.md) " * 50_000, 1, [Link("link", "none.md", 1, "")] * 50_000)
    for number in range(50_000):
        places.of(number)
