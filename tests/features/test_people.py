"""The directory of people and the page of each."""

from __future__ import annotations

import datetime as dt
from importlib import import_module

from guildhouse.features.outputs import File
from guildhouse.settings import Settings
from guildhouse.sources import reading

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
    assert page.headings[:6] == ["People", "A", "E", "#", "Tools", "Have left"]
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


TEAMS = """
== content/people/ada.yml
name: Ada Quist
team: Track
timezone: Europe/Oslo
skills: [dns, on-call]
== content/people/ben.yml
name: Ben Okoro
team: track
timezone: America/New_York
skills: [On call]
== content/people/cleo.yml
name: Cleo Marsh
team: Signals
== content/people/lea.yml
name: Lea Frost
team: Steam
skills: [coal]
left: 2026-01-31
== content/people/bot.yml
name: Points Bot
kind: bot
team: Robots
skills: [dns]
== communities/a/community.yml
name: Tracks
members: [{person: ben}, {person: bot}, {person: cleo, until: 2025-01-01}]
== communities/b/community.yml
name: Ended
status: archived
members: [{person: ada}]
"""


def test_people_are_chosen_by_team_community_skill_and_time_zone(pages):
    page = pages(TEAMS)["/people/"]
    options = {each.node.get("name"): [option.text for option in each.all(".//option")] for each in page.all(".//select")}
    assert options == {
        "team": ["All", "Signals", "Track"],
        "skill": ["All", "dns", "On call"],
        "zone": ["All", "America/New York", "Europe/Oslo"],
    }
    rows = {each.all(".//a")[0].text: dict(each.node.attrib) for each in page.all(".//li[@data-item]")}
    assert rows["Ada Quist"] == {"data-item": "", "data-team-is": "2", "data-skill-is": "1|2", "data-zone-is": "2"}
    assert rows["Ben Okoro"]["data-community-is"] == "a"
    assert rows["Lea Frost"] == rows["Points Bot"] == {"data-item": ""}


def test_without_a_script_the_groups_are_lists_of_links(pages):
    page = pages(TEAMS)["/people/"]
    assert page.headings[-4:] == ["By team", "By community", "By skill", "By time zone"]
    assert "Signals 1 Cleo Marsh Track 2 Ada Quist and Ben Okoro" in page.part("By team").text
    assert "America/New York 1 Ben Okoro Europe/Oslo 1 Ada Quist" in page.part("By time zone").text
    assert page.part("By community").links == {"Tracks 1": "../communities/a/members/"}
    assert page.part("By skill").links == {"dns 1": "expertise/#gh-about-dns", "On call 2": "expertise/#gh-about-oncall"}
    assert {"By team", "By community", "By skill", "By time zone"} < page.links.keys()


def test_a_large_house_counts_its_groups_and_names_each_person_once(pages):
    many = "".join(f"== content/people/p{n}.yml\nname: Person {n}\nteam: Team {n % 3}\n" for n in range(401))
    page = pages(many)["/people/"]
    assert len(page.all(".//li[@data-item]")) == 401
    assert page.part("By team").text == "By team Team 0 134 Team 1 134 Team 2 133"
    assert not page.part("By team").links


def test_a_house_without_people_has_no_groups_and_nothing_to_ask(pages):
    shown = pages("== communities/a/community.yml\nname: A\n== content/people/ada.yml\nname: Ada\n")
    assert "/people/expertise/" not in shown
    assert "expertise" not in str(shown["/people/"].links)
    assert not shown["/people/"].all(".//select")


EXPERTS = """
== content/people/ada.yml
name: Ada Quist
skills: [dns, "c#"]
== content/people/ben.yml
name: Ben Okoro
== content/people/cleo.yml
name: Cleo Marsh
recognition: no
== content/people/lea.yml
name: Lea Frost
skills: [dns]
left: 2026-01-31
== content/people/bot.yml
name: Bot
kind: bot
skills: [dns]
== communities/a/community.yml
name: Tracks
members: [{person: ben, roles: [expert], topics: [DNS]}, {person: cleo, roles: [chair], topics: [steam]}]
== content/pages/names.md
---
topics: [dns]
owner: cleo
authors: [ben, cleo, lea]
---
# Names of machines
== content/pages/steam.md
---
topics: [steam]
authors: [cleo]
---
# Steam
"""


def test_who_can_be_asked_stands_there_with_the_reason(pages):
    shown = pages(EXPERTS)
    page = shown["/people/expertise/"]
    (dns,) = page.all(".//li[@id='gh-about-dns']")
    assert dns.text == (
        "DNS Ada Quist names it as a skill Ben Okoro expert in Tracks, wrote Names of machines Cleo Marsh keeps Names of machines"
    )
    assert dns.links["Names of machines"] == "../../names/"
    assert page.part("Needs a second pair of hands").links == {"c#": "./#gh-about-c%23", "steam": "./#gh-about-steam"}
    assert [each.text for each in page.all(".//li[@id='gh-about-c#']//a")] == ["Ada Quist"]
    assert "Lea Frost" not in page.text
    assert "Bot" not in page.text
    assert "Mentoring" not in page.headings
    assert shown["/people/ada/"].part("Skills").links == {"dns": "../expertise/#gh-about-dns", "c#": "../expertise/#gh-about-c%23"}
    assert shown["/people/cleo/"].part("Communities").links["steam"] == "../expertise/#gh-about-steam"


def test_no_more_than_three_texts_say_why(pages):
    more = "".join(f"== content/pages/p{n}.md\n---\ntags: [dns]\nowner: ada\n---\n# Page {n}\n" for n in range(5))
    text = pages(EXPERTS + more)["/people/expertise/"].all(".//li[@id='gh-about-dns']")[0].text
    assert "Page 2" in text
    assert "Page 3" not in text


def test_a_page_lists_what_somebody_keeps_and_wrote_unless_they_want_no_credit(pages):
    shown = pages(EXPERTS)
    assert "Names of machines Page Wrote it" in shown["/people/ben/"].part("Keeps and wrote").text
    kept = shown["/people/cleo/"].part("Keeps and wrote").text
    assert "Names of machines Page Keeps it" in kept
    assert "Steam" not in kept


MENTORS = """
== content/people/ada.yml
name: Ada Quist
timezone: Europe/Oslo
languages: [en, nb]
mentoring: {wants: [Machine-learning, steam]}
== content/people/ben.yml
name: Ben Okoro
timezone: Europe/London
languages: [en-GB, yo]
email: ben@example.org
mentoring: {offers: [machine learning], capacity: 1, until: 2026-11-16}
== content/people/carl.yml
name: Carl Full
languages: [en]
mentoring: {offers: [machine learning], capacity: 0, how: Never}
== content/people/dora.yml
name: Dora Late
languages: [en]
mentoring: {offers: [machine learning], until: 2026-11-15, how: Late}
== content/people/ed.yml
name: Ed Gone
languages: [en]
left: 2026-11-15
mentoring: {offers: [machine learning], wants: [steam]}
== content/people/flo.yml
name: Flo French
languages: [fr]
mentoring: {offers: [machine learning], how: En français.}
== content/people/gus.yml
name: Gus Away
timezone: Pacific/Honolulu
languages: [en]
accounts: {slack: gus}
mentoring: {offers: [machine learning]}
== content/people/hal.yml
name: Hal Quiet
mentoring: {offers: [machine learning]}
== content/people/ivo.yml
name: Ivo Near
timezone: Europe/Oslo
languages: [nb]
mentoring: {offers: [Machine Learning], wants: [machine learning], how: Knock.}
== content/people/joe.yml
name: Joe Both
mentoring: {offers: [steam, points], wants: [points]}
private: [mentoring]
"""


def test_who_wants_to_learn_sees_whom_they_could_ask_and_how(pages):
    wants = pages(MENTORS)["/people/ada/"].part("Wants to learn")
    assert [each.text for each in wants.all(".//p[@class='person-name']")] == ["Ben Okoro", "Hal Quiet", "Ivo Near"]
    assert "In English Both work from 10:00 to 17:00, Europe/Oslo time. Write to ben@example.org Until 16 November 2026" in wants.text
    assert "When both work is not known. Ask when you meet." in wants.text
    assert "In Norwegian Bokmål Both work at the same hours. Knock." in wants.text
    assert "steam Nobody who could be asked offers this at the moment." in wants.text
    assert wants.links["ben@example.org"] == "mailto:ben@example.org"


def test_nobody_could_ask_themselves(pages):
    assert "Ivo" not in pages(MENTORS)["/people/ivo/"].part("Wants to learn").text


def test_offers_stand_while_they_are_open_and_by_name(pages):
    shown = pages(MENTORS)
    offers = shown["/people/expertise/"].part("Mentoring")
    names = [each.text for each in offers.all(".//p[@class='person-name']")]
    assert names == ["Ben Okoro", "Flo French", "Gus Away", "Hal Quiet", "Ivo Near"]
    assert "Write to gus on Slack" in offers.text
    assert shown["/people/expertise/"].headings == ["Who can I ask about …", "Mentoring", "Machine learning"]
    assert "Mentoring" in shown["/people/ben/"].headings
    for closed in ("carl", "dora", "ed", "joe"):
        assert "Mentoring" not in shown[f"/people/{closed}/"].headings
        assert "Wants to learn" not in shown[f"/people/{closed}/"].headings


TALKS = """
== content/people/ada.yml
name: Ada Quist
== content/people/ben.yml
name: Ben Okoro
recognition: initials
== communities/a/community.yml
name: Tracks
members:
  - {person: ada, since: 2024-02-29}
  - {person: ada, roles: [chair], since: 2025-11-16}
  - {person: ben, since: 2024-01-01}
== communities/b/community.yml
name: Sheds
members: [{person: ada, since: 2026-01-01}, {person: ada, since: 2020-01-01, until: 2021-01-01}]
== communities/a/meetings/2026-10-01-points.md
---
recording: https://video.example.org/w/1
contributions: {talk: [ada, ben]}
---
# Points in winter
== communities/a/meetings/2026-12-01-coming.md
---
status: planned
contributions: {talk: [ada]}
---
# To come
== content/kudos/2026.yml
- {to: [ada, ben], from: ben, date: 2026-10-02, for: The talk.}
- {to: [ada], date: 2026-11-02, for: The lamp.}
"""


def test_a_page_shows_talks_with_their_recordings_and_thanks(pages):
    page = pages(TALKS)["/people/ada/"]
    talks = page.part("Talks")
    assert talks.links["Points in winter"] == "../../communities/a/meetings/2026-10-01-points/"
    assert talks.links["Recording (Points in winter)"] == "https://video.example.org/w/1"
    assert "To come" not in talks.text
    thanks = page.part("Thanks").text
    assert thanks.index("The lamp.") < thanks.index("The talk.")
    assert "Ada Quist and B.O.: The talk. from B.O." in thanks


def test_milestones_are_firsts_and_anniversaries(pages):
    page = pages(TALKS)["/people/ada/"]
    assert [each.text for each in page.part("Milestones").all(".//li")] == [
        "2 years in Tracks 1 March 2026",
        "First community: Sheds 1 January 2020",
    ]


def test_who_wants_no_name_in_thanks_has_none_on_their_page(pages):
    headings = pages(TALKS)["/people/ben/"].headings
    assert not {"Talks", "Thanks", "Milestones"} & set(headings)


def test_what_is_much_is_folded(pages):
    notes = "".join(
        f"== communities/a/meetings/2026-09-{day:02}-n.md\n---\ncontributions: {{talk: [ada]}}\n---\n# N{day}\n" for day in range(1, 11)
    )
    texts = "".join(f"== content/pages/p{n}.md\n---\nowner: ada\n---\n# Page {n}\n" for n in range(10))
    kudos = "== content/kudos/more.yml\n" + "".join(f"- {{to: [ada], for: Lamp {n}.}}\n" for n in range(4))
    page = pages(TALKS + notes + texts + kudos)["/people/ada/"]
    folds = [each.text for each in page.all(".//summary")]
    assert folds == ["More pages 2", "Older talks 3", "Older thanks 1", "Earlier"]


def test_an_address_book_and_a_reader_of_microformats_learn_what_is_published(pages):
    shown = pages(SITE)
    (card,) = (each.node for each in shown["/people/ada/"].all(".//*[contains(concat(' ', @class, ' '), ' h-card ')]"))
    assert properties(card) == {
        "p-name": ["Ada Quist"],
        "p-job-title": ["Engineer"],
        "e-note": ["I mend points."],
        "p-category": ["dns", "http caching"],
        "u-url": ["./"],
        "u-uid": ["./"],
    }
    assert not shown["/people/bot/"].all(".//*[contains(@class, 'h-card')]")
    assert not shown["/people/bot/"].all(".//a[@type='text/vcard']")
    assert [each.node.get("href") for each in shown["/people/ada/"].all(".//a[@type='text/vcard']")] == ["ada.vcf"]


def properties(card):
    """Read a card as microformats2 parsing does (https://microformats.org/wiki/microformats2-parsing), as far as our properties need it."""
    found = {}
    for node in card.iter():
        for name in (node.get("class") or "").split():
            if name.startswith(("p-", "u-", "e-")):
                value = node.get("href") or node.get("value") if name.startswith("u-") else " ".join(node.text_content().split())
                found.setdefault(name, []).append(value)
    return found


SECRETS = """
== content/people/ada.yml
name: Ada Quist
pronouns: SECRET-they
team: SECRET-team
title: SECRET-title
organization: SECRET-org
timezone: Pacific/Honolulu
languages: [haw]
accounts: {github: SECRET-account}
email: secret@example.org
emails: [secret-old@example.org]
skills: [SECRET-skill]
mentoring: {offers: [SECRET-offer], wants: [dns], how: SECRET-how}
private: [pronouns, team, title, organization, timezone, languages, accounts, email, skills, mentoring]
== content/people/ben.yml
name: Ben Okoro
timezone: Europe/Oslo
mentoring: {offers: [dns], wants: [SECRET-offer]}
"""


def test_what_is_private_stands_in_no_byte(tree):
    settings = Settings(today=dt.date(2026, 11, 16), site_url="https://r.example/")
    house = reading.read(tree(SECRETS.replace("wants: [SECRET-offer]", "wants: [secrets]")), settings)
    made = [
        each
        for name in ("people", "person", "expertise", "machine")
        for each in import_module(f"guildhouse.features.{name}").outputs(house, settings)
    ]
    everything = "".join(each.content.decode() if isinstance(each, File) else repr(each.page) for each in made)
    assert "Ada Quist" in everything
    assert not [word for word in ("SECRET", "secret@", "secret-old", "Honolulu", "'haw'", '"haw"') if word in everything]
    (card,) = (each for each in made if each.path == "people/ada/ada.vcf")
    assert card.content.decode().splitlines() == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "FN:Ada Quist",
        "N:;Ada Quist;;;",
        "URL:https://r.example/people/ada/",
        "UID:https://r.example/people/ada/",
        "END:VCARD",
    ]


def test_whose_last_day_is_private_is_gone_and_no_page_tells_the_day(pages):
    shown = pages(
        SITE.replace("left: 2026-01-31", "left: 2026-01-31\nprivate: [left]\nskills: [dns]\nmentoring: {offers: [dns], how: Ask.}")
    )
    assert "Lea Frost" in shown["/people/"].part("Have left").text
    assert "Lea" not in shown["/people/expertise/"].text
    assert "January" not in shown["/people/lea/"].text
