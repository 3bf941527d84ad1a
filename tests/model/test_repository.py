"""Where the sources are, as a setting names it."""

from __future__ import annotations

import re

import pytest

from guildhouse.model.repository import Repository, repository


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://github.com/guild/handbook", Repository("github", "https://github.com/guild/handbook")),
        ("https://github.com/guild/handbook.git", Repository("github", "https://github.com/guild/handbook")),
        ("https://github.com/guild/handbook/", Repository("github", "https://github.com/guild/handbook")),
        ("https://gitlab.example.org/a/b/c@docs/next", Repository("gitlab", "https://gitlab.example.org/a/b/c", "docs/next")),
        ("https://bitbucket.org/a/b#subdirectory=site/", Repository("bitbucket", "https://bitbucket.org/a/b", "main", "site")),
        ("https://codeberg.org/a/b@v1#subdirectory=a/b c", Repository("forgejo", "https://codeberg.org/a/b", "v1", "a/b c")),
        ("https://dev.azure.com/o/my%20p/_git/r", Repository("azure", "https://dev.azure.com/o/my%20p/_git/r")),
        ("gitea+http://git.lan:3000/a/b", Repository("gitea", "http://git.lan:3000/a/b")),
        ("gitlab+https://code.example/x/y", Repository("gitlab", "https://code.example/x/y")),
    ],
)
def test_it_is_read_as_pip_reads_one(text: str, expected: Repository) -> None:
    assert repository(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("https://git.example.org/a/b", "does not tell which forge it is on: begin it with one of github+, gitlab+"),
        ("git+https://github.com/a/b", "does not tell which forge"),
        ("https://github.com/a", "must be an address such as"),
        ("github.com/a/b", "must be an address such as"),
        ("ssh://git@github.com/a/b", "must be an address such as"),
        ("https://name:secret@github.com/a/b", "must be an address such as"),
        ("https://github.com/a/b?x=1", "must be an address such as"),
        ("https://github.com/a/../b", "must be an address such as"),
        ('https://github.com/a/"b', "must be an address such as"),
        ("https://github.com/a/b@", "names the branch ''"),
        ("https://github.com/a/b@a..b", "names the branch 'a..b'"),
        ("https://github.com/a/b@-x", "names the branch"),
        ("https://github.com/a/b@\ud800", "names the branch"),
        ("https://github.com/a/b#subdirectory=\ud800", "may end in #subdirectory="),
        ("https://github.com/a/b#site", "may end in #subdirectory="),
        ("https://github.com/a/b#subdirectory=", "may end in #subdirectory="),
        ("https://github.com/a/b#subdirectory=../x", "may end in #subdirectory="),
        ("https://dev.azure.com/o/p/r", "must name the repository as Azure DevOps does"),
    ],
)
def test_what_is_none_is_told(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        repository(text)


def test_a_file_is_named_from_the_root_of_the_repository() -> None:
    assert repository("https://github.com/a/b#subdirectory=site").path_of("content/x.md") == "site/content/x.md"
    assert repository("https://github.com/a/b").path_of("content/x.md") == "content/x.md"
