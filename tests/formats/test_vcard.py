"""Cards for address books, as an independent program reads them."""

from __future__ import annotations

import vobject
from hypothesis import given
from hypothesis import strategies as st

from guildhouse.formats.vcard import OCTETS, Card, card

ADA = Card(
    name="Ada Łoś",
    title="Engineer; points, signals",
    organization="Harbour, Rail",
    team="Track; North",
    email="ada@example.org",
    timezone="Europe/Oslo",
    skills=("dns", "a, b; c\\d"),
    accounts=(("github", "adaq"), ("my chat", "a;b,c")),
    url="https://r.example/people/ada/",
)
PRINTABLE = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")))


def read(text: str) -> vobject.base.Component:
    return vobject.readOne(text)


def test_everything_that_is_published_can_be_read_back() -> None:
    found = read(card(ADA))
    assert (found.version.value, found.fn.value, found.n.value.given) == ("3.0", "Ada Łoś", "Ada Łoś")
    assert found.org.value == ["Harbour, Rail", "Track; North"]
    assert (found.title.value, found.email.value) == ("Engineer; points, signals", "ada@example.org")
    assert (found.tz.value, found.tz.params) == ("Europe/Oslo", {"VALUE": ["text"]})
    assert found.categories.value == ["dns", "a, b; c\\d"]
    assert [(each.params["TYPE"], each.value) for each in found.contents["x-socialprofile"]] == [
        (["github"], "adaq"),
        (["my-chat"], "a;b,c"),
    ]
    assert found.url.value == found.uid.value == "https://r.example/people/ada/"


def test_a_name_is_enough() -> None:
    assert card(Card(name="Ada")) == "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nN:;Ada;;;\r\nEND:VCARD\r\n"


def test_a_team_alone_stands_in_the_second_place() -> None:
    assert "ORG:;Track\r\n" in card(Card(name="Ada", team="Track"))
    assert "ORG:Harbour\r\n" in card(Card(name="Ada", organization="Harbour"))


def test_nothing_in_a_value_can_begin_a_line_of_its_own() -> None:
    for breaks in ("\n", "\r", "\r\n", "\x85", "\u2028", "\x0b", "\x0c"):
        evil = f"Ada{breaks}EMAIL:evil@example.org"
        text = card(Card(name=evil, title=evil, accounts=((evil, evil),), url=f"https://r.example/{breaks}EMAIL:x"))
        found = read(text)
        assert "email" not in found.contents
        assert not [line for line in text.splitlines() if line.startswith("EMAIL")]


def test_a_service_without_a_letter_is_another() -> None:
    assert "X-SOCIALPROFILE;TYPE=other:x" in card(Card(name="Ada", accounts=(("电报", "x"),)))


@given(PRINTABLE, PRINTABLE, st.lists(PRINTABLE, max_size=3), PRINTABLE)
def test_any_words_survive_and_lines_are_short(name: str, title: str, skills: list[str], team: str) -> None:
    text = card(Card(name=name, title=title, skills=tuple(skills), team=team))
    lines = text.encode().split(b"\r\n")
    assert lines.pop() == b""
    assert max(len(line) for line in lines) <= OCTETS
    assert all(line.decode() for line in lines)
    unfolded = text.replace("\r\n ", "")
    assert read(text).fn.value == name
    assert unfolded.count("\r\n") == unfolded.count("\n")
