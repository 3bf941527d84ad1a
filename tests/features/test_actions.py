"""The page of all actions."""

from __future__ import annotations

from lxml import html

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
    assert (
        fold.text == "Left open by archived communities 1 Ended Left open by Ended Action Who Due forgotten thing N AQ Ada Quist 1 Feb 2024"
    )
    for url in ("/communities/a/", "/communities/a/meetings/2024-01-01-n/", "/people/ada/"):
        assert "1 Feb 2024" in shown[url].text
        assert "Late, 1 Feb" not in shown[url].text


def test_done_ones_are_folded_newest_first(pages):
    fold, _ = pages(SITE)["/actions/"].all("//details")
    assert fold.text.startswith("Done 2")
    assert [each.text for each in fold.all(".//li")] == ["early too Ada Quist, 3 November 2026, N", "early Ada Quist, 2 November 2026, N"]


def test_nothing_promised_shows_how_to_promise(pages):
    assert "- [ ] @ada" in pages("== communities/a/community.yml\nname: A\n")["/actions/"].text


def crowd(count: int, task: str) -> str:
    return "".join(f"- {task} number {number}, written out in a sentence as long as people write them\n" for number in range(count))


MANY = f"""
== communities/a/community.yml
name: Ended
status: archived
== communities/a/meetings/2024-01-01-n.md
{crowd(600, "[ ] @ada forgotten")}
== communities/b/community.yml
name: Busy
== communities/b/meetings/2026-11-01-n.md
{crowd(2500, "[ ] @ada open")}
- [ ] @ada urgent (due 2026-11-15)
== communities/c/community.yml
name: Calm
== communities/c/meetings/2026-11-02-n.md
{crowd(1900, "[x] @ada done")}
- [x] @ada latest (done 2026-11-14)
- [ ] @ada alone (due 2026-11-30)
== content/people/ada.yml
name: Ada Quist
"""


def test_a_page_of_thousands_stays_below_a_megabyte_and_says_where_the_others_are(pages):
    page = pages(MANY)["/actions/"]
    assert len(html.tostring(page.node)) < 1_000_000
    assert "2,502 open, 1 of them late" in page.text
    busy, calm = (page.all(f"//section[@aria-labelledby='gh-{name}']")[0] for name in "bc")
    assert [len(group.all(".//tbody/tr")) for group in (busy, calm)] == [500, 1]
    assert "urgent" in busy.all(".//tbody/tr")[0].text
    assert busy.text.endswith("And 2,001 more, in the notes of Busy and in actions.json.")
    assert busy.links["the notes of Busy"] == "../communities/b/meetings/"
    assert "more" not in calm.text
    done, left = page.all("//details")
    assert len(done.all(".//li")) == 200
    assert "latest" in done.all(".//li")[0].text
    assert done.text.endswith("And 1,701 older, in their notes and in actions.json.")
    assert done.links["actions.json"] == "../actions.json"
    assert len(left.all(".//tbody/tr")) == 200
    assert left.text.endswith("And 400 more, in the notes of Ended and in actions.json.")


def test_as_many_as_the_page_holds_are_all_shown(pages):
    notes = "".join(
        f"== communities/{name}/community.yml\nname: {name}\n== communities/{name}/meetings/2026-11-01-n.md\n{crowd(count, '[ ] @ada open')}"
        for name, count in (("b", 990), ("c", 10))
    )
    page = pages(f"{notes}== content/people/ada.yml\nname: Ada\n")["/actions/"]
    assert len(page.all("//tbody/tr")) == 1000
    assert "actions.json" not in page.text
