"""Meeting notes and the page of all meetings."""

from __future__ import annotations

import datetime as dt

SERIES = """
== communities/a/community.yml
name: Track
meetings:
  - {id: w, title: Weekly, starts: 2026-11-18, time: "14:00", timezone: Europe/Berlin, rrule: FREQ=WEEKLY;BYDAY=WE}
== content/people/ada.yml
name: Ada Quist
"""


def test_a_note_tells_who_came_and_what_came_out_before_the_text(pages):
    page = pages(
        SERIES
        + """
== communities/a/meetings/2026-11-11-points.md
---
series: w
title: Points
facilitator: ada
note_taker: ada
attendees: [ada, Priya from the vendor]
guests: 2
recording: https://video.example.org/1
decisions: [{title: Grease them, record: 0001-grease}]
---
Long talk.

- [ ] @ada buy grease (due 2026-11-12)
== communities/a/decisions/0001-grease.md
# Grease the points
"""
    )["/communities/a/meetings/2026-11-11-points/"]
    assert page.headings[:3] == ["Points", "Decision", "Actions"]
    assert "Wednesday, 11 November 2026, 14:00 (Europe/Berlin) Weekly" in page.text
    assert "Who came Ada Quist and Priya from the vendor and 2 guests" in page.text
    assert page.part("Decision").links == {"Grease the points": "../../decisions/0001-grease/"}
    assert "buy grease AQ Ada Quist Late, 12 Nov" in page.part("Actions").text
    assert page.text.index("buy grease") < page.text.index("Long talk.")
    assert page.links["Watch it again"] == "https://video.example.org/1"


def test_notes_lead_to_their_neighbours_in_the_series(pages):
    notes = "".join(f"== communities/a/meetings/2026-10-0{day}-n.md\n---\nseries: w\ntitle: Day {day}\n---\nText.\n" for day in (1, 2, 4))
    shown = pages(SERIES + notes + "== communities/a/meetings/2026-10-03-else.md\n---\ntitle: Apart\n---\nText.\n")
    middle = shown["/communities/a/meetings/2026-10-02-n/"]
    assert [(link.node.get("rel"), link.text) for link in middle.all("//a[@rel]")] == [
        ("prev", "Meeting before Day 1"),
        ("next", "Meeting after Day 4"),
    ]
    assert not shown["/communities/a/meetings/2026-10-03-else/"].all("//a[@rel]")


def test_a_cancelled_meeting_says_so(pages):
    shown = pages(SERIES + "== communities/a/meetings/2026-10-02-n.md\n---\nstatus: cancelled\n---\nStorm.\n")
    page = shown["/communities/a/meetings/2026-10-02-n/"]
    assert "This meeting was cancelled It did not take place on 2 October 2026." in page.text


def test_all_meetings_are_those_to_come_by_day_and_notes_by_month(pages):
    notes = "".join(f"== communities/a/meetings/{name}.md\nText.\n" for name in ("2026-10-02-n", "2025-03-02-o", "2026-11-20-p"))
    page = pages(SERIES + notes)["/meetings/"]
    days = [each.text for each in page.part("Coming").all(".//h3")]
    assert days[:2] == ["Wednesday, 18 November 2026", "Wednesday, 25 November 2026"]
    assert "Later dates Wednesday, 23 December 2026" in page.part("Coming").text
    assert [each.text for each in page.part("Notes").all(".//h3[contains(@class, 'day-head')]")] == ["October 2026", "March 2025"]
    assert page.part("Notes").all(".//details/summary")[0].text == "2025 1"


def test_beside_all_meetings_stand_their_parts_with_the_newest_year_by_month(pages):
    notes = "".join(
        f"== communities/a/meetings/{name}.md\nText.\n" for name in ("2026-10-02-n", "2026-10-09-n", "2026-03-02-o", "2025-03-02-o")
    )
    page = pages(SERIES + notes)["/meetings/"]
    parts = page.all(".//details[@class='contents']//a")
    assert [each.text for each in parts] == ["Coming", "Notes 4", "October 2026 2", "March 2026 1", "2025 1"]
    assert all(page.all(f".//*[@id='{each.node.get('href')[1:]}']") for each in parts)
    assert page.all(".//details[@id='gh-2025']/summary")


def test_a_note_of_today_still_prepares_its_meeting(pages):
    note = "== communities/a/meetings/2026-11-16-n.md\nA.\n"
    assert "In preparation" in pages(SERIES + note)["/communities/a/meetings/"].headings
    assert "In preparation" not in pages(SERIES + note, today=str(dt.date(2026, 11, 17)))["/communities/a/meetings/"].headings


def test_a_community_without_meetings_shows_how_they_are_made(pages):
    page = pages("== communities/a/community.yml\nname: Track\n")["/meetings/"]
    assert "communities/my-community/meetings/2026-11-16-topic.md" in page.text


def test_a_planned_note_tells_when_where_and_how_to_join(pages):
    shown = pages("""
== communities/a/community.yml
name: Track
meetings:
  - {id: w, title: Weekly, starts: 2026-11-18, time: "14:00", timezone: Europe/Berlin, rrule: FREQ=WEEKLY;BYDAY=WE, location: Room 4, join_url: "https://meet.example.org/t"}
  - {id: words, title: Walk, when: when it is dry}
== communities/a/meetings/2026-11-18-next.md
---
series: w
---
== communities/a/meetings/2026-11-25-later.md
---
series: w
time: "15:30"
---
== communities/a/meetings/2026-11-04-held.md
---
series: w
---
== communities/a/meetings/2026-12-02-off.md
---
series: w
status: cancelled
---
== communities/a/meetings/2026-12-03-walk.md
---
series: words
time: "10:00"
---
== communities/a/meetings/2026-12-04-alone.md
Text.
== communities/old/community.yml
name: Ended
status: archived
meetings: [{id: w, title: Weekly, time: "14:00", timezone: Europe/Berlin, rrule: FREQ=WEEKLY;BYDAY=WE, join_url: "https://meet.example.org/o"}]
== communities/old/meetings/2026-11-18-next.md
---
series: w
---
""")
    page = shown["/communities/a/meetings/2026-11-18-next/"]
    assert "Wednesday, 18 November 2026, 14:00 (Europe/Berlin) Weekly Planned" in page.text
    assert [each.node.get("datetime") for each in page.all("//time[@data-own-time]")] == ["2026-11-18T14:00:00+01:00"]
    assert "Where Room 4 and online" in page.text
    assert "https://meet.example.org/t" in page.links.values()
    assert "25 November 2026, 15:30 (Europe/Berlin)" in shown["/communities/a/meetings/2026-11-25-later/"].text
    for name in ("2026-11-04-held", "2026-12-02-off"):
        past = shown[f"/communities/a/meetings/{name}/"]
        assert "2026, 14:00 (Europe/Berlin)" in past.text
        assert "Room 4" not in past.text
        assert "https://meet.example.org/t" not in past.links.values()
    assert "Thursday, 3 December 2026, 10:00 Walk" in shown["/communities/a/meetings/2026-12-03-walk/"].text
    assert "Friday, 4 December 2026 Planned" in shown["/communities/a/meetings/2026-12-04-alone/"].text
    assert "https://meet.example.org/o" not in shown["/communities/old/meetings/2026-11-18-next/"].links.values()


def test_a_date_is_told_once(pages):
    shown = pages(SERIES.replace("title: Weekly,", "title: Weekly, facilitators: [ada],"))
    page = shown["/meetings/"]
    (first, *_) = page.all("//li[@data-start]")
    assert first.text == "Weekly 14:00 (Berlin) Track"
    assert first.all(".//time[@data-own-time]")[0].node.get("datetime") == "2026-11-18T14:00:00+01:00"
    tab = shown["/communities/a/meetings/"]
    assert not tab.all("//*[@class='date-tile']")
    (date, *_) = tab.all("//ul[@class='dates']/li")
    assert date.text == "Wednesday, 18 November 2026, 14:00 (Europe/Berlin) Ada Quist facilitates"
    assert shown["/communities/a/"].all("//*[@class='date-tile']")
