"""What is drawn once for many pages is, on each of them, what it would be if it were drawn again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from markupsafe import Markup

from guildhouse.features.context import site
from guildhouse.features.environment import environment
from guildhouse.features.filters import Filters
from guildhouse.features.once import Once
from guildhouse.language import language
from guildhouse.settings import Settings

PLACES = st.lists(st.sampled_from(["a", "b", "c", "x:y", "q?", "h#"]), max_size=4).map("/".join)
ADDRESSES = st.builds("/{}{}{}".format, PLACES, st.sampled_from(["", "/"]), st.sampled_from(["", "?q=/a/", "#b/"]))


class Counted:
    """A macro that counts how often it is drawn."""

    def __init__(self, filters: Filters) -> None:
        self.filters, self.count = filters, 0

    def __call__(self, *addresses: str) -> Markup:
        self.count += 1
        words = Markup(self.filters.language.amount(1.5))
        return Markup(" ").join([words, *(self.filters.href(address) for address in addresses)])


@pytest.fixture
def filters() -> Filters:
    return Filters(Settings(site_url="https://h.example/sub"))


@pytest.mark.parametrize(
    ("pages", "drawings"),
    [
        (("a/x/index.html", "a/y/index.html", "b/z/index.html"), 1),  # three pages from which /c/ is two steps up
        (("a/index.html", "a/x/index.html"), 2),
        (("c/x/index.html", "a/x/index.html"), 2),  # one of them lies in /c/
        (("404.html", "index.html"), 2),
    ],
)
def test_it_is_drawn_again_where_its_addresses_look_different(filters: Filters, pages: tuple[str, ...], drawings: int) -> None:
    once, macro = Once(filters), Counted(filters)
    for page in (*pages, *pages):
        with filters.at(page):
            once(macro, "/c/", "/")
    assert macro.count == drawings


def test_it_is_drawn_for_each_language(filters: Filters) -> None:
    once, macro, shown = Once(filters), Counted(filters), []
    for tag in ("en", "de", "en", "de"):
        with filters.at("a/index.html", language(tag)):
            shown.append(once(macro))
    assert (len({*shown}), shown[:2] == shown[2:], macro.count) == (2, True, 2)


def test_values_that_are_only_equal_are_not_the_same() -> None:
    once = Once(Filters(Settings()))
    assert [once(repr, value) for value in (1, True, 1.0, "b", Markup("b"))] == ["1", "True", "1.0", "'b'", "Markup('b')"]


def test_what_is_drawn_within_another_brings_its_addresses(filters: Filters) -> None:
    once, inner = Once(filters), Counted(filters)

    def outer() -> Markup:
        return once(inner, "/c/")

    shown = []
    for page in ("a/index.html", "a/x/index.html", "c/x/index.html", "b/x/index.html"):
        with filters.at(page):
            once(inner, "/c/")  # known already when the outer one is drawn
            shown.append(once(outer))
    assert [words.split()[-1] for words in shown] == ["../c/", "../../c/", "../", "../../c/"]


@given(st.lists(PLACES, min_size=1, max_size=6), st.lists(ADDRESSES, max_size=5), st.booleans())
def test_it_is_what_it_would_be(pages: list[str], addresses: list[str], offline: bool) -> None:
    filters = Filters(Settings(offline=offline))
    once, macro = Once(filters), Counted(filters)
    for page in pages:
        with filters.at(f"{page}/index.html".removeprefix("/")):
            assert once(macro, *addresses) == macro(*addresses)


MENU = (("Home", "/"), ("All", "/a/"), ("Some", "/a/b/"), ("File", "/a/c"), ("Elsewhere", "https://h.example/"))


@pytest.mark.parametrize("url", ["/", "/a/", "/a/x/", "/a/b/", "/a/b/c/d/", "/a/c", "/a/c/", "/z/", "/a", ""])
def test_the_menu_is_marked_as_for_the_page_itself(url: str) -> None:
    settings = Settings(navigation=MENU)
    templates: Environment = environment(site(settings, frozenset()), Filters(settings))
    written = templates.from_string('{% from "components/top_bar.html" import top_bar %}{{ top_bar(site, url) }}')
    assert written.render(url=site(settings, frozenset()).menu_url(url)) == written.render(url=url)


def test_a_drawing_stands_in_a_page_as_it_is() -> None:
    templates = environment(site(Settings(), frozenset()), Filters(Settings()))
    assert templates.from_string('{{ drawing("icons/menu.svg") }}').render().startswith("<svg")
