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


def test_open_ones_stand_by_community_late_ones_first_ended_ones_last(pages):
    page = pages(SITE)["/actions/"]
    assert "4 open, 2 of them late on 16 November 2026." in page.text
    assert page.headings == ["Actions", "Busy", "Ended", "Busy"]
    rows = [row.text.split(" N AQ")[0] for row in page.all("//section[@aria-labelledby='gh-b']//tbody/tr")]
    assert rows == ["late", "soon", "somebody should M nobody yet no date"]
    assert "Late, 1 Feb 2024" in page.text


def test_done_ones_are_folded_newest_first(pages):
    (fold,) = pages(SITE)["/actions/"].all("//details")
    assert fold.text.startswith("Done 2")
    assert [each.text for each in fold.all(".//li")] == ["early too Ada Quist, 3 November 2026, N", "early Ada Quist, 2 November 2026, N"]


def test_nothing_promised_shows_how_to_promise(pages):
    assert "- [ ] @ada" in pages("== communities/a/community.yml\nname: A\n")["/actions/"].text
