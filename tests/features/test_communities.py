"""The directory, the page of a community and its tabs: a few files in, what readers see out."""

from __future__ import annotations

PEOPLE = """
== content/people/ada.yml
name: Ada Quist
team: Track
== content/people/ben.yml
name: Ben Okoro
team: Signals
== content/people/cleo.yml
name: Cleo Marsh
recognition: no
== content/people/dan.yml
name: Dan Ilves
recognition: initials
== content/people/gone.yml
forgotten: true
== content/people/bot.yml
name: Points Bot
kind: bot
== content/people/left.yml
name: Lea Frost
left: 2026-01-31
"""


def test_a_name_is_enough_for_a_page_that_tells_how_to_go_on(pages):
    shown = pages("== communities/tiny/community.yml\nname: Tiny\n")
    page = shown["/communities/tiny/"]
    assert page.headings[0] == "Tiny"
    for heading, file in (
        ("About", "communities/tiny/README.md"),
        ("Goals", "communities/tiny/goals.yml"),
        ("Next meetings", "communities/tiny/community.yml"),
        ("Latest notes", "communities/tiny/meetings/2026-11-16-topic.md"),
        ("Decisions", "communities/tiny/decisions/0001-title.md"),
        ("Resources we rely on", "communities/tiny/resources/"),
        ("People", "communities/tiny/members.yml"),
        ("How to join", "communities/tiny/community.yml"),
    ):
        assert file in page.part(heading).text
        assert "will stand here" in page.part(heading).text or "joins" in page.part(heading).text
    assert "No lead. Volunteer" in page.part("How it is going").text
    assert not [url for url in shown if url.startswith("/communities/tiny/") and url != "/communities/tiny/"]


def test_without_a_community_there_is_no_directory(pages):
    assert set(pages("== content/pages/a.md\n# A\n")) == set()


def test_the_directory_keeps_apart_who_needs_a_lead_and_who_has_ended(pages):
    page = pages(
        """
== communities/a/community.yml
name: At work
kind: guild
topics: [dns]
members: [{person: ada, roles: [Tech_Lead]}]
== communities/b/community.yml
name: Headless
members: [{person: ada}, {person: left, roles: [chair]}]
== communities/c/community.yml
name: Ended
status: archived
== communities/d/community.yml
name: Begun
status: proposed
== communities/e/community.yml
name: Asleep
status: dormant
members: [{person: ben, roles: [lead]}]
"""
        + PEOPLE
    )["/communities/"]
    groups = {heading: page.part(heading).text for heading in ("Resting", "Needs a lead", "Archived")}
    assert [each.text for each in page.all("//h2")] == ["At work", "Being formed", "Resting", "Needs a lead", "Archived"]
    assert "Headless 2 members No lead" in groups["Needs a lead"]
    assert "Ended" in groups["Archived"]
    assert "Asleep" in groups["Resting"]
    (card,) = page.all("//li[@data-topic-is='dns']")
    assert (card.node.get("data-kind-is"), card.node.get("data-status-is")) == ("guild", "active")
    assert [each.node.get("value") for each in page.all("//select[@name='kind']/option")] == ["", "community-of-practice", "guild"]
    assert "needs-script" in page.all("//form")[0].node.get("class")


def test_the_directory_opens_with_the_text_that_somebody_wrote(pages):
    page = pages("== communities/README.md\n# Our guilds\nFind your people.\n== communities/a/community.yml\nname: A\n")["/communities/"]
    assert page.headings[0] == "Our guilds"
    assert "Find your people." in page.text


def test_open_actions_show_late_ones_first(pages):
    page = pages(
        """
== communities/a/community.yml
name: A
== communities/a/meetings/2026-10-01-one.md
- [ ] @ada later (due 2026-12-01)
- [ ] @ben late (due 2026-10-20)
- [ ] @ben undated
- [x] @ada done already
"""
        + PEOPLE
    )["/communities/a/"]
    rows = [row.text for row in page.part("Open actions").all(".//tbody/tr")]
    assert rows == ["late One BO Ben Okoro Late, 20 Oct", "later One AQ Ada Quist 1 Dec", "undated One BO Ben Okoro no date"]
    assert "One action is late, since 20 October 2026" in page.part("How it is going").text


def test_past_leads_are_thanked_for_their_time_even_when_they_stayed(pages):
    members = pages(
        """
== communities/a/community.yml
name: A
members:
  - {person: dan, roles: [lead], since: 2022-01-01, until: 2022-12-31}
  - {person: ben, roles: [lead], since: 2023-01-01, until: 2023-12-31}
  - {person: ada, roles: [lead], since: 2024-01-01, until: 2024-12-31}
  - {person: cleo, roles: [lead], until: 2021-12-31}
  - {person: gone, roles: [lead], until: 2021-12-31}
  - {person: ben}
  - {person: ada, roles: [chair], since: 2025-01-01}
"""
        + PEOPLE
    )["/communities/a/members/"]
    thanks = members.part("With thanks to those who led before").text
    assert "Ben Okoro Lead 1 January 2023 to 31 December 2023" in thanks
    assert "D.I. Lead 1 January 2022" in thanks
    assert not [name for name in ("Ada", "Cleo", "Dan", "colleague") if name in thanks]
    assert "With thanks to those who took part before" not in members.headings


def test_past_members_are_thanked_unless_they_do_not_want_to_be(pages):
    shown = pages(
        """
== communities/a/community.yml
name: A
members:
  - {person: ada, roles: [chair], since: 2025-01-01}
  - {person: ben, roles: [chair], since: 2024-01-01, until: 2025-01-01}
  - {person: cleo, until: 2025-01-01}
  - {person: dan, until: 2025-01-01}
  - {person: gone, until: 2025-01-01}
  - {person: gone}
  - {person: bot, roles: [clock]}
== communities/b/community.yml
name: B
members: [{person: ada}, {person: gone, until: 2025-01-01}]
"""
        + PEOPLE
    )
    assert "a former colleague" not in shown["/communities/b/members/"].text
    leads = shown["/communities/a/members/"].part("With thanks to those who led before")
    assert "Ben Okoro Chair 1 January 2024 to 1 January 2025" in leads.text
    thanks = shown["/communities/a/members/"].part("With thanks to those who took part before")
    assert "Ben" not in thanks.text
    assert "D.I." in thanks.text
    assert not [name for name in ("Dan Ilves", "Cleo Marsh", "a former colleague") if name in thanks.text]
    assert "With thanks to Ben Okoro and D.I., who took part before." in shown["/communities/a/"].text
    members = shown["/communities/a/members/"]
    assert [each for each in members.headings if each in {"Chair", "Clock", "Members", "Tools"}] == ["Chair", "Members", "Tools"]
    assert members.part("Tools").text == "Tools PB Points Bot A tool, clock"
    assert "a former colleague" in members.part("Members").text
    assert "a former colleague" not in members.links


def test_ties_are_told_on_both_sides(pages):
    shown = pages(
        """
== communities/a/community.yml
name: Above
members: [{person: ada, roles: [liaison], from: b}]
== communities/b/community.yml
name: Below
parent: a
sponsors: [a]
== communities/c/community.yml
name: Before
status: archived
successor: b
"""
        + PEOPLE
    )
    above = shown["/communities/a/"].part("Ties to other communities").text
    assert above == "Ties to other communities Its parts Below Sponsor of Below Liaisons from Below Ada Quist"
    below = shown["/communities/b/"].part("Ties to other communities").text
    assert below == "Ties to other communities Part of Above Sponsored by Above Took over from Before Liaisons to Above Ada Quist"
    assert "Followed by Below" in shown["/communities/c/"].part("Ties to other communities").text
    assert "This community has ended Below goes on with its work." in shown["/communities/c/"].text
    assert "/communities/c/" in shown


def test_a_proposed_community_and_a_resting_one_say_so(pages):
    names = "== communities/a/community.yml\nname: A\nstatus: proposed\n== communities/b/community.yml\nname: B\nstatus: dormant\n"
    shown = pages(names)
    assert "This community is proposed" in shown["/communities/a/"].text
    assert "This community is resting" in shown["/communities/b/"].text


def test_goals_are_told_in_words_and_as_native_progress(pages):
    page = pages("""
== communities/a/community.yml
name: A
goals:
  - id: x
    title: Fewer
    key_results:
      - {title: Repeats, baseline: 9, current: 6, target: 4, unit: per quarter}
      - {title: Unmeasured, target: 5}
  - {id: y, title: Reached, status: achieved}
""")["/communities/a/"].part("Goals")
    assert "6 per quarter, from 9, goal 4" in page.text
    assert "Not measured yet, goal 5" in page.text
    (bar,) = page.all(".//progress")
    assert bar.node.get("value") == "60"
    assert "Earlier goals 1 Reached Achieved" in page.text


def test_dates_stand_with_rota_and_zone_and_the_day_they_were_made(pages):
    shown = pages(
        """
== communities/a/community.yml
name: A
meetings:
  - id: w
    title: Weekly
    starts: 2026-11-18
    time: "14:00"
    duration: PT1H
    timezone: Europe/Berlin
    rrule: FREQ=WEEKLY;BYDAY=WE
    facilitators: [ada, ben]
    agenda: [Hello]
  - {id: u, title: Sometimes, when: Whenever the moon is full}
  - {id: o, title: Old, starts: 2025-01-01, ends: 2025-01-01, time: "14:00", timezone: Europe/Berlin, rrule: FREQ=WEEKLY;BYDAY=WE}
"""
        + PEOPLE
    )
    page = shown["/communities/a/meetings/"]
    weekly = page.part("Weekly")
    times = [each.node.get("datetime") for each in weekly.all(".//li/span/time")]
    assert times[:2] == ["2026-11-18T14:00:00+01:00", "2026-11-25T14:00:00+01:00"]
    assert weekly.all(".//ul[@data-upcoming]/li")[0].node.get("data-end") == "2026-11-18T15:00:00+01:00"
    assert "Wednesday, 18 November 2026, 14:00 (Europe/Berlin) Ada Quist facilitates" in weekly.text
    assert "25 November 2026, 14:00 (Europe/Berlin) Ben Okoro facilitates" in weekly.text
    assert "Dates from 16 November 2026 on." in weekly.text
    assert "Whenever the moon is full Next date not known." in page.part("Sometimes").text
    assert "Series that have ended 1 Old" in page.text
    overview = shown["/communities/a/"]
    assert "Every Wednesday, 14:00" in overview.text
    assert "Old" not in overview.text
    assert "Sometimes: next date not known" in overview.part("How it is going").text


def test_health_is_dated_facts_with_a_next_step(pages):
    text = (
        """
== communities/a/community.yml
name: A
review_by: 2026-11-01
members:
  - {person: ada, roles: [expert, chair], term: {end: 2026-10-01}}
  - {person: ben, roles: [lead], term: {end: 2027-10-01}}
  - {person: left, roles: [lead]}
== communities/a/charter.md
---
reviewed: 2025-10-01
---
# Charter
We meet.
== communities/a/meetings/2026-06-01-one.md
One.
"""
        + PEOPLE
    )
    health = pages(text)["/communities/a/"].part("How it is going").text
    assert "Last note 1 June 2026: One Ask the members whether the community still meets." in health
    assert "The term of Ada Quist as chair ended 1 October 2026. Choose again" in health
    assert "The term of Ben Okoro as lead ends 1 October 2027" in health
    assert "Lea Frost has left 31 January 2026" in health
    assert "The charter was to be reviewed by 1 November 2026: Charter Read it again" in health
    assert "No lead" not in health
    assert "Review was due 1 November 2026" in pages(text)["/communities/a/"].text


def test_terms_that_end_soon_or_ended_tell_what_to_do(pages):
    health = pages(
        """
== communities/a/community.yml
name: A
members:
  - {person: ada, roles: [lead], term: {end: 2026-12-16}}
  - {person: ben, roles: [note-taker, lead], term: {end: 2026-12-17}}
  - {person: cleo, roles: [liaison], term: {end: 2026-11-15}}
  - {person: dan, roles: [expert], term: {end: 2026-12-17}}
  - {person: dan, roles: [clock keeper], until: 2026-11-30, term: {end: 2026-11-30}}
  - {person: left, roles: [mentor], term: {end: 2026-11-30}}
  - {person: bot, roles: [archivist], term: {end: 2026-11-30}}
  - {person: gone, roles: [drummer], term: {end: 2026-11-30}}
  - {person: ada, term: {end: 2026-11-20}}
"""
        + PEOPLE
    )["/communities/a/"].part("How it is going")
    facts = [each.text for each in health.all(".//ul[@class='health']/li") if "term" in each.text]
    assert [fact.partition(". ")[0].rstrip(".") for fact in facts] == [
        "The term of Ada Quist as lead ends 16 December 2026",
        "The term of Ben Okoro as lead ends 17 December 2026",
        "The term of Cleo Marsh as liaison ended 15 November 2026",
        "The term of Ada Quist as member ends 20 November 2026",
    ]
    assert "Ask whether they go on" in facts[0]
    assert "communities/a/" in facts[0]
    assert facts[1].endswith("17 December 2026")
    assert "Choose again" in facts[2]


def test_health_tells_when_the_charter_was_and_is_to_be_read(pages):
    shown = pages("""
== communities/a/community.yml
name: A
review_by: 2027-01-01
== communities/b/community.yml
name: B
== communities/b/charter.md
---
reviewed: 2026-10-01
---
# Charter
Text.
""")
    assert "What the community is for is to be reviewed by 1 January 2027" in shown["/communities/a/"].part("How it is going").text
    assert "The charter was reviewed 1 October 2026: Charter" in shown["/communities/b/"].part("How it is going").text


def test_each_tab_stands_only_where_it_has_content(pages):
    shown = pages("""
== communities/a/community.yml
name: A
== communities/a/resources/README.md
# Our shelf
== communities/a/meetings/2026-06-01-one.md
Decision: Say it.
""")
    tabs = [link.text for link in shown["/communities/a/"].all("//nav[@class='tabs']//a")]
    assert tabs == ["Overview", "Meetings 1", "Decisions", "Resources"]
    assert "Say it." in shown["/communities/a/decisions/"].part("Decided in meetings").text
    assert "Our shelf" not in shown["/communities/a/"].text
    assert "/communities/a/members/" not in shown
    assert shown["/communities/a/resources/"].headings == ["Resources of A"]


def test_resources_are_the_chosen_the_library_by_folder_and_pages_elsewhere(pages):
    page = pages(
        """
== communities/a/community.yml
name: A
resources:
  - {title: Book, url: "https://example.org/b", type: book, added: 2026-01-02, added_by: dan, review_by: 2026-10-01}
== communities/a/resources/root.md
# Root
== communities/a/resources/run_books/restart.md
# Restart
== content/pages/wide.md
---
community: a
resource: true
---
# Wide
"""
        + PEOPLE
    )["/communities/a/resources/"]
    assert "Book Book added 2 January 2026 by D.I. Review due" in page.part("What we rely on").text
    assert page.part("Library").headings == ["Library", "Root", "Run books"]
    assert page.part("Elsewhere on this site").links == {"Wide": "../../../wide/"}


def test_the_charter_is_a_tab(pages):
    page = pages("== communities/a/community.yml\nname: A\n== communities/a/charter.md\n# Charter\nWe decide together.\n")[
        "/communities/a/charter/"
    ]
    assert "We decide together." in page.text
    assert page.headings == ["Charter of A"]


def test_joining_contacts_projects_and_history(pages):
    page = pages(
        """
== communities/a/community.yml
name: A
join: {open: true, how: Come., url: "https://chat.example.org/a", first_steps: [paths/first, /content/pages/start.md]}
contact:
  - {type: chat, service: slack, name: a-team, url: "https://chat.example.org/a"}
  - {type: mailing-list, email: secret@example.org, visibility: members}
lifecycle: [{status: active, date: 2025-03-10, decision: 0001-form}, {status: proposed, date: 2025-02-03}]
projects: [{name: Bot, description: It helps., owners: ["https://git.example.org/bot", ada, "javascript:alert(1)"], members: [{person: ben}]}]
paths: [first]
== communities/a/decisions/0001-form.md
# Form it
== content/pages/start.md
# Start here
== content/paths/first.yml
title: First steps
steps: [{id: x, page: content/pages/start.md}]
"""
        + PEOPLE
    )["/communities/a/"]
    assert page.part("How to join").links["Start here"] == "../../start/"
    assert "First steps" in page.part("How to join").text
    assert page.part("Where to find us").text == "Where to find us a-team Slack"
    assert page.part("Projects").text == "Projects Bot It helps. Ben Okoro git.example.org/bot Ada Quist javascript:alert(1)"
    assert "javascript:alert(1)" not in page.part("Projects").links
    assert page.part("History").text == "History Proposed 3 February 2025 Active 10 March 2025 Form it"
    assert "secret@example.org" not in page.text


def test_nobody_is_asked_to_join_what_has_ended(pages):
    text = "== communities/a/community.yml\nname: A\nstatus: archived\njoin: {how: Come.}\nmembers: [{person: ada}]\n" + PEOPLE
    assert "How to join" not in pages(text)["/communities/a/"].headings


def test_the_last_day_is_still_a_day_at_work(pages):
    for day, left in (("2026-11-16", False), ("2026-11-15", True)):
        text = f"== communities/a/community.yml\nname: A\nmembers: [{{person: left}}]\n{PEOPLE}".replace("2026-01-31", day)
        assert ("Has left the organisation" in pages(text)["/communities/a/members/"].text) is left


def test_counts_of_members_leave_out_bots(pages):
    shown = pages(
        """
== communities/a/community.yml
name: A
members: [{person: ada, roles: [chair]}, {person: ben}, {person: bot, roles: [lead]}]
== communities/b/community.yml
name: B
members: [{person: bot, roles: [lead]}]
"""
        + PEOPLE
    )
    assert "A 2 members" in shown["/communities/"].text
    assert "2 members in 2 teams" in shown["/communities/a/"].text
    assert "Members 2" in shown["/communities/a/"].text
    assert "Points Bot" not in shown["/communities/a/"].part("People").text
    assert "B 0 members No lead" in shown["/communities/"].text
    assert [each for each in shown["/communities/b/members/"].headings if each != "Members of B"] == ["Tools"]


def test_a_folder_of_the_library_begins_with_its_index(pages):
    page = pages("""
== communities/a/community.yml
name: A
== communities/a/resources/kit/README.md
# Zero
== communities/a/resources/kit/apply.md
# Apply
== communities/a/resources/kit/begin.md
---
nav_order: 1
---
# Begin
== communities/a/resources/kit/deep/index.md
# Under
== communities/a/resources/kit/deep/all.md
# Part 10
== communities/a/resources/kit/deep/new.md
# Part 9
""")["/communities/a/resources/"]
    assert [each.text for each in page.part("Library").all(".//li//h4")] == ["Zero", "Begin", "Apply", "Under", "Part 9", "Part 10"]


def test_a_resting_community_is_told_how_to_wake_up(pages):
    shown = pages("== communities/a/community.yml\nname: A\nstatus: dormant\n== communities/b/community.yml\nname: B\n")
    assert "No lead. Wake it up: ask its people" in shown["/communities/a/"].text
    assert "next meeting" not in shown["/communities/a/"].part("How it is going").text
    assert "No lead. Volunteer: say so at the next meeting" in shown["/communities/b/"].text


def test_one_person_alone_stands_with_the_name(pages):
    shown = pages(
        """
== communities/a/community.yml
name: A
members: [{person: ada, roles: [chair]}, {person: ben}]
== communities/b/community.yml
name: B
members: [{person: ada, roles: [chair]}, {person: ben}, {person: dan}]
"""
        + PEOPLE
    )
    (alone,) = [each.text for each in shown["/communities/a/"].all("//p[@class='person-name'][a='Ben Okoro']")]
    assert alone == "Ben Okoro"
    assert not shown["/communities/a/"].all("//ul[@class='pile']")
    assert len(shown["/communities/b/"].all("//ul[@class='pile']/li")) == 2


def test_many_series_and_facts_do_not_push_people_out_of_sight(pages):
    series = "".join(f"  - {{id: s{each}, title: Series {each}, when: Now and then}}\n" for each in range(40))
    page = pages(f"== communities/a/community.yml\nname: Track\nmeetings:\n{series}")["/communities/a/"]
    assert len(page.part("Other meetings").all(".//h3")) == 5
    assert page.part("Other meetings").links["34 more (Other meetings)"] == "meetings/"
    assert len(page.all(".//ul[@class='health']")[0].all("./li")) == 8
    assert page.part("How it is going").all(".//details/summary")
