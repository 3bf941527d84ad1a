from __future__ import annotations

import pytest

from guildhouse.publish.places import UsageError, places


@pytest.mark.parametrize(
    ("output", "words"),
    [
        (".", "the site's own folder"),
        ("..", "the site's own folder"),
        ("/", "the site's own folder"),
        ("content", "in content/"),
        ("content/pages/x", "in content/"),
        ("communities", "in communities/"),
        ("theme/static", "in theme/"),
        (".git", "in .git/"),
        ("shortcut/inside", "in content/"),
        ("a-file", "not a folder"),
        ("foreign", "did not make"),
    ],
)
def test_an_output_that_would_destroy_something_is_refused(site, output, words) -> None:
    (site / "a-file").write_text("kept")
    (site / "foreign").mkdir()
    (site / "foreign" / "thesis.txt").write_text("kept")
    (site / "shortcut").symlink_to(site / "content")
    with pytest.raises(UsageError, match=words):
        places(site, site / output)


@pytest.mark.parametrize("name", ["empty", "new", "deep/er"])
def test_an_empty_or_new_folder_may_be_the_output(site, name) -> None:
    (site / "empty").mkdir()
    assert places(site, site / name).output == site / name


def test_our_own_output_is_replaced(site, run) -> None:
    assert run() == 0
    assert places(site).output == site / "output"


def test_litter_is_swept_whatever_the_output_is_called(site) -> None:
    found = places(site, site.parent / "out[1]*")
    aside, other = found.new_aside(), found.output.with_name(".out1x.building-abc")
    other.mkdir()
    found.sweep()
    assert (aside.exists(), other.exists()) == (False, True)


def test_a_folder_without_content_is_no_site(tmp_path) -> None:
    with pytest.raises(UsageError, match="neither content/ nor communities/"):
        places(tmp_path)


def test_a_missing_site_is_told(tmp_path) -> None:
    with pytest.raises(UsageError, match="is not a folder"):
        places(tmp_path / "nowhere")
