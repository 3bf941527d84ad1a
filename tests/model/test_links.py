"""Menus and lines that a maintainer writes."""

from __future__ import annotations

import pytest

from guildhouse.model.links import addresses, line, links


@pytest.mark.parametrize(
    "value",
    [
        {"News": "/news/", "Chat": "https://chat.example/"},
        [("News", "/news/"), ["Chat", "https://chat.example/"]],
        ["News = /news/", " Chat=https://chat.example/ "],
    ],
)
def test_a_menu_is_written_in_three_ways(value: object) -> None:
    assert links(value) == (("News", "/news/"), ("Chat", "https://chat.example/"))


def test_a_line_mixes_texts_and_links() -> None:
    found = line(["Marrowby", ("Imprint", "/imprint/"), ("Write", "mailto:desk@marrowby.example")])
    assert found == ("Marrowby", ("Imprint", "/imprint/"), ("Write", "mailto:desk@marrowby.example"))
    assert line("Marrowby") == ("Marrowby",)
    assert list(addresses(found)) == ["/imprint/"]


@pytest.mark.parametrize("value", ["News", 7, None])
def test_a_menu_is_a_list(value: object) -> None:
    with pytest.raises(ValueError, match="must be a list of labels and addresses"):
        links(value)


@pytest.mark.parametrize("value", [7, {"a": "/b/"}])
def test_a_line_is_a_list(value: object) -> None:
    with pytest.raises(ValueError, match="must be a list of texts and links"):
        line(value)


@pytest.mark.parametrize(
    "address", ["news/", "//evil.example/", "javascript:alert(1)", "data:text/html,x", "/a b/", "/\\evil.example", "", 7]
)
def test_an_address_is_one_of_the_site_the_web_or_a_mailbox(address: object) -> None:
    with pytest.raises(ValueError, match="needs a label and an address such as"):
        links([("News", address)])


@pytest.mark.parametrize("label", ["", " ", "two\nlines"])
def test_a_label_is_one_line(label: str) -> None:
    with pytest.raises(ValueError, match="needs one line of text"):
        links([(label, "/news/")])
