"""The page of all actions."""

from __future__ import annotations

SITE = """
== communities/a/community.yml
name: Ended
status: archived
== communities/a/meetings/2024-01-01-n.md
- [ ] @ada forgotten thing (due 2024-02-01)
== communities/b/community.yml
name: Busy
== communities/b/meetings/2026-11-01-n.md
- [ ] @ada soon (due 2026-11-16)
- [ ] @ada late (due 2026-11-15)
- [x] @ada early (done 2026-11-02)
- [x] @ada early too (done 2026-11-03)
== communities/b/meetings/2026-11-02-m.md
---
actions: [{task: somebody should}]
---
Text.
== content/people/ada.yml
name: Ada Quist
"""


def test_open_ones_stand_by_community_late_ones_first(pages):
    page = pages(SITE)["/actions/"]
    assert "3 open, 1 of them late on 16 November 2026." in page.text
    assert page.headings == ["Actions", "Busy", "Busy", "Ended"]
    rows = [row.text.split(" N AQ")[0] for row in page.all("//section[@aria-labelledby='gh-b']//tbody/tr")]
    assert rows == ["late", "soon", "somebody should M nobody yet no date"]
    assert "Late, 15 Nov" in page.text


def test_what_archived_communities_left_open_stands_folded_at_the_end_and_is_late_nowhere(pages):
    shown = pages(SITE)
    fold = shown["/actions/"].all("//details")[-1]
    assert fold.text == "Left open by archived communities 1 Ended Left open by Ended Action Who Due forgotten thing N AQ Ada Quist 1 Feb 2024"
    for url in ("/communities/a/", "/communities/a/meetings/2024-01-01-n/", "/people/ada/"):
        assert "1 Feb 2024" in shown[url].text
        assert "Late, 1 Feb" not in shown[url].text


def test_done_ones_are_folded_newest_first(pages):
    fold, _ = pages(SITE)["/actions/"].all("//details")
    assert fold.text.startswith("Done 2")
    assert [each.text for each in fold.all(".//li")] == ["early too Ada Quist, 3 November 2026, N", "early Ada Quist, 2 November 2026, N"]


def test_nothing_promised_shows_how_to_promise(pages):
    assert "- [ ] @ada" in pages("== communities/a/community.yml\nname: A\n")["/actions/"].text
