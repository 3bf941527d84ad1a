"""The addresses that forges document, by what each is."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhouse.formats.forge import new_file, source_links
from guildhouse.model.repository import FORGES, Repository, repository

SOURCE = "content/pages/näh & so.md"
PATH = "content/pages/n%C3%A4h%20%26%20so.md"
G, L, T, B = "https://github.com/a/b", "https://gitlab.com/a/b", "https://git.example/a/b", "https://bitbucket.org/a/b"
A = "https://dev.azure.com/o/p/_git/r"


@pytest.mark.parametrize(
    ("written", "history", "edit", "report"),
    [
        (G, f"{G}/commits/main/{PATH}", f"{G}/edit/main/{PATH}", f"{G}/issues/new?title=T%20%26&body=B%0A"),
        (
            f"{L}@docs/next",
            f"{L}/-/commits/docs/next/{PATH}",
            f"{L}/-/edit/docs/next/{PATH}",
            f"{L}/-/issues/new?issue%5Btitle%5D=T%20%26&issue%5Bdescription%5D=B%0A",
        ),
        (
            f"gitea+{T}#subdirectory=my site",
            f"{T}/commits/branch/main/my%20site/{PATH}",
            f"{T}/_edit/main/my%20site/{PATH}",
            f"{T}/issues/new?title=T%20%26&body=B%0A",
        ),
        (f"forgejo+{T}", f"{T}/commits/branch/main/{PATH}", f"{T}/_edit/main/{PATH}", f"{T}/issues/new?title=T%20%26&body=B%0A"),
        (B, f"{B}/history-node/main/{PATH}", f"{B}/src/main/{PATH}?mode=edit&at=main", None),
        (
            A,
            f"{A}?path=/{PATH}&version=GBmain&_a=history",
            f"{A}?path=/{PATH}&version=GBmain&_a=contents",
            "https://dev.azure.com/o/p/_workitems/create/Task?%5BSystem.Title%5D=T%20%26&%5BSystem.Description%5D=B%0A",
        ),
    ],
)
def test_each_forge_is_spoken_to_in_its_own_way(written: str, history: str, edit: str, report: str | None) -> None:
    found = source_links(repository(written), SOURCE, "T &", "B\n")
    assert (found.history, found.edit, found.report) == (history, edit, report)


@pytest.mark.parametrize("forge", FORGES)
@given(text=st.text(), branch=st.text(min_size=1))
def test_nothing_that_is_filled_in_can_leave_its_place(forge: str, text: str, branch: str) -> None:
    text, branch = (each.encode(errors="replace").decode() for each in (text, branch))
    found = source_links(Repository(forge, "https://h.example/p/_git/r", branch), "x.md", text, text)
    for address in (found.history, found.edit, found.report or found.edit):
        parts = urlsplit(address)
        assert (parts.netloc, parts.fragment) == ("h.example", "")
        assert address.isascii()
        assert not set(address) & set(" \"'<>\n\r\\")
    if found.report:
        asked = parse_qs(urlsplit(found.report).query, keep_blank_values=True, max_num_fields=2)
        assert set(map(tuple, asked.values())) == {(text,)}


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://github.com/o/r@x/y#subdirectory=my site", "https://github.com/o/r/new/x/y?filename=my%20site/content/pages/{name}.md"),
        ("https://gitlab.com/o/r", "https://gitlab.com/o/r/-/new/main?file_name=content/pages/{name}.md"),
        ("forgejo+https://git.example.org/o/r", "https://git.example.org/o/r/_new/main/content/pages"),
        ("https://bitbucket.org/o/r", None),
    ],
)
def test_a_file_is_begun_where_the_forge_has_a_page_for_it(written: str, address: str | None) -> None:
    assert new_file(repository(written), "content/pages/{name}.md") == address
