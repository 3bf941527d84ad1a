"""The directory of people and the page of each."""

from __future__ import annotations

SITE = """
== content/people/ada.md
---
name: Ada Quist
pronouns: she/her
title: Engineer
team: Track
email: ada@example.org
emails: [old@example.org]
accounts: {github: adaq}
private: [email]
languages: [en, nb, xx-unknown]
skills: [dns, http-caching]
mentoring: {offers: [dns], capacity: 1, how: Ask.}
---
I mend points.
== content/people/elan.yml
name: Élan Vidal
== content/people/bot.yml
name: Points Bot
kind: bot
== content/people/lea.yml
name: Lea Frost
left: 2026-01-31
== content/people/gone.yml
forgotten: true
== content/people/nine.yml
name: 9 Volt
== communities/a/community.yml
name: Tracks
members: [{person: ada, roles: [chair], since: 2025-01-01}]
== communities/b/community.yml
name: Ended
status: archived
members: [{person: ada}]
== communities/c/community.yml
name: Once
members: [{person: ada, until: 2025-01-01}]
== communities/a/meetings/2026-10-01-points.md
---
attendees: [ada, gone]
decisions: [{title: Yes, record: 0001-yes}]
---
- [ ] @ada grease them
- [x] @ada look at them
== communities/a/decisions/0001-yes.md
---
decision-makers: [ada]
date: 2026-10-01
---
# Say yes
"""


def test_the_directory_goes_by_letters_then_tools_then_those_who_left(pages):
    page = pages(SITE)["/people/"]
    assert page.headings == ["People", "A", "E", "#", "Tools", "Have left"]
    assert "Points Bot A tool, not a person" in page.part("Tools").text
    assert "Lea Frost" in page.part("Have left").text
    assert "colleague" not in page.text


def test_a_page_shows_what_is_published_and_nothing_else(pages):
    page = pages(SITE)["/people/ada/"]
    assert "I mend points." in page.text
    assert "GitHub adaq" in page.text
    assert "English, Norwegian Bokmål, xx-unknown" in page.text
    assert "http caching" in page.text
    assert "Room for 1 person" in page.part("Mentoring").text
    assert "example.org" not in page.text


def test_a_page_shows_roles_notes_decisions_and_what_is_open(pages):
    page = pages(SITE)["/people/ada/"]
    communities = page.part("Communities").text
    places = [communities.index(words) for words in ("Tracks Chair since 1 January 2025", "Before", "Ended Member", "Once")]
    assert places == sorted(places)
    assert "grease them" in page.part("Open actions").text
    assert "look at them" not in page.part("Open actions").text
    assert page.part("In meeting notes").links == {"Points": "../../communities/a/meetings/2026-10-01-points/"}
    assert list(page.part("Had a part in deciding").links) == ["Say yes"]


def test_who_left_and_what_is_a_tool_says_so(pages):
    shown = pages(SITE)
    assert "Left on 31 January 2026" in shown["/people/lea/"].text
    assert "A tool, not a person" in shown["/people/bot/"].text
    assert "is a member of no community so far" in shown["/people/elan/"].text


def test_the_forgotten_are_a_former_colleague_without_a_link(pages):
    shown = pages(SITE)
    note = shown["/communities/a/meetings/2026-10-01-points/"]
    assert "Who came Ada Quist and a former colleague" in note.text
    assert "a former colleague" not in note.links
    assert "/people/gone/" not in shown


def test_older_notes_are_folded(pages):
    notes = "".join(f"== communities/a/meetings/2026-09-{day:02}-n.md\n---\nattendees: [elan]\n---\nText.\n" for day in range(1, 11))
    page = pages(SITE + notes)["/people/elan/"]
    assert page.part("In meeting notes").all(".//summary")[0].text == "Older notes 2"
