"""A good small site, and the single faults that its authors could make in it.

A fault replaces `old` by `new` in one file, adds a file, or removes one. `¶` in the new text marks where the error must be told;
it is taken out before the file is written. Without a mark the error is expected on the first line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

MARK = "¶"

COMMUNITY = "communities/incident-response/community.yml"
NOTE = "communities/incident-response/meetings/2026-10-14-outage.md"
DECISION = "communities/incident-response/decisions/0002-blameless.md"
OLD_DECISION = "communities/incident-response/decisions/0001-weekly.md"
GUIDE = "communities/incident-response/resources/severity.md"
JONAS = "content/people/jonas.yml"
PATH = "content/paths/on-call.yml"
KUDOS = "content/kudos/2026.yml"
PAGE = "content/pages/handbook/review.md"
NEWS = "content/news/2026-11-02-opening.md"
MEMBERS = "communities/data/members.yml"
GOALS = "communities/data/goals.yml"

SITE: dict[str, str] = {
    "content/README.md": "# Welcome\n\nThis is the house of everybody who works here.\n",
    "content/people/amal.yml": "name: Amal Haddad\n",
    JONAS: """\
name: Jonas Berg
pronouns: he/him
team: Platform
timezone: Europe/Oslo
languages: [en, nb]
accounts: {github: jonasb, slack: jonas.berg}
email: jonas@example.org
private: [email]
skills: [postmortems]
mentoring: {offers: [postmortems], capacity: 2, until: 2027-01-01}
recognition: named
kind: person
left: 2027-09-30
aliases: [/people/jonas-berg/]
""",
    "content/people/mei.md": "---\nname: Mei Lin\n---\nI like trains.\n",
    COMMUNITY: """\
name: Incident response
kind: community-of-practice
status: active
summary: People who learn from incidents.
hue: teal
topics: [postmortems, on-call]
parent: data
sponsors: [data]
aliases: [/communities/outages/]
join:
  open: true
  how: Come along.
  url: https://chat.example.org/x
  first_steps: [paths/on-call]
contact:
  - {type: chat, service: slack, name: x, url: "https://chat.example.org/x"}
  - {type: mailing-list, email: incidents@example.org}
lifecycle:
  - {status: active, date: 2025-03-10, decision: 0001-weekly}
review_by: 2027-03-01
goals:
  - id: fewer-repeats
    title: Fewer incidents happen twice
    owner: amal
    status: active
    key_results:
      - {title: Repeats, baseline: 9, current: 6, target: 4}
members:
  - {person: amal, roles: [chair], since: 2025-03-10, term: {start: 2026-03-10, end: 2027-03-10}}
  - {person: mei, roles: [chair], since: 2025-03-10, until: 2026-05-31}
  - {person: jonas, roles: [liaison], from: data}
meetings:
  - id: fortnightly
    title: Fortnightly meeting
    starts: 2026-01-07
    ends: 2027-12-31
    time: "14:00"
    duration: PT45M
    timezone: Europe/Berlin
    rrule: FREQ=WEEKLY;INTERVAL=2;BYDAY=WE
    skip: [2026-12-23]
    also: [2026-12-16]
    join_url: https://meet.example.org/incidents
    facilitators: [amal, jonas]
  - id: board
    title: Board
    when: On demand
    visibility: private
resources:
  - title: Severity levels
    url: resources/severity.md
    type: guide
    added: 2026-02-01
    added_by: amal
projects:
  - {name: Incident bot, members: [jonas]}
paths: [on-call]
""",
    "communities/incident-response/README.md": "# About\n\nSee [the levels](resources/severity.md#how-bad) and [data](../data/).\n",
    "communities/incident-response/charter.md": "# Charter\n\nWe learn.\n",
    GUIDE: "---\ntitle: Severity levels\nreviewed: 2026-07-01\nreview_every: P1Y\n---\n## How bad\n\n![The levels](levels.png)\n",
    "communities/incident-response/resources/levels.png": "not really a picture",
    NOTE: """\
---
series: fortnightly
title: What the outage taught us
status: held
facilitator: jonas
attendees: [amal, jonas, Priya from the vendor]
guests: 2
slides: [outage.pdf]
decisions:
  - {title: Every incident gets a review, record: 0002-blameless}
actions:
  - {task: Share the lessons, owner: amal, due: 2026-10-21, done: 2026-10-20}
contributions: {talk: [jonas]}
---
- [ ] @jonas add the reminder (due 2026-12-28)

Decision: Every incident gets a review.
""",
    "communities/incident-response/meetings/outage.pdf": "not really a PDF",
    "communities/incident-response/meetings/2026-12-03-moved.md": "---\nseries: fortnightly\ninstead_of: 2026-12-09\n---\n# Moved\n",
    DECISION: "---\nstatus: accepted\ndate: 2026-02-01\ndecision-makers: [amal]\n---\n# Blameless reviews\n\nWe blame nobody.\n",
    OLD_DECISION: "---\nstatus: superseded by [0002](0002-blameless.md)\n---\n# Weekly reviews\n",
    "communities/data/community.yml": "name: Data\n",
    MEMBERS: "- {person: amal, roles: [lead]}\n- jonas\n",
    GOALS: "- id: clean\n  title: Clean data\n",
    PATH: """\
title: Ready for on-call
summary: From zero to calm.
level: beginner
community: incident-response
prerequisites: [git]
mentors: [jonas]
reviewed: 2026-07-01
review_by: 2027-07-01
order: recommended
steps:
  - {id: levels, page: communities/incident-response/resources/severity.md, duration: PT10M, teaches: [severity]}
  - {id: guide, title: Guide, url: "https://response.example.com/", type: read, optional: true}
  - {id: shadow, type: meet, title: Shadow a shift, needs: [severity]}
  - {id: basics, path: git, needs: [shadow]}
  - id: check
    type: check
    quiz:
      - question: Customers cannot log in. Which severity?
        answers:
          - {text: Severity 1, correct: true, because: All are affected.}
          - {text: Severity 3}
""",
    "content/paths/git.yml": "title: Git\nsteps:\n  - {id: hello, title: Say hello}\n",
    KUDOS: """\
- to: [jonas]
  from: amal
  date: 2026-10-15
  for: Took notes all year.
  types: [notes]
  community: incident-response
""",
    PAGE: """\
---
title: Reviews
description: How we review.
authors: [amal]
tags: [reviews]
community: incident-response
aliases: [/old/review/]
owner: amal
reviewed: 2026-07-01
review_every: P1Y
lang: en
draft: false
---
Read [the next page](next.md#part-two), [the levels](/communities/incident-response/resources/severity.md) and [home](/).

![Plan](plan.png)
""",
    "content/pages/handbook/next.md": "# Next\n\n## Part two\n",
    "content/pages/handbook/plan.png": "not really a picture",
    "content/pages/handbook/draft.md": "---\ndraft: true\n---\n# Draft\n",
    "content/pages/dns.md": "---\nterm: DNS\n---\nNames to numbers.\n",
    NEWS: "Title: We open\nDate: 2026-11-02\nAuthors: amal\n\nThe house is open.\n",
    "content/recognition.yml": "salt: a few words\nopt_out: []\n",
}


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One mistake: `old` in the file at `path` becomes `new`. Without `old` the file is new, without `new` it is gone.

    The error must be told at `place`, which is `path:line:`.
    """

    name: str
    path: str
    code: str
    place: str
    old: str | None = None
    new: str | None = None

    def change(self, site: dict[str, str]) -> dict[str, str]:
        """Give the site with the mistake in it."""
        if self.new is None:
            return {path: text for path, text in site.items() if path != self.path}
        text = self.new if self.old is None else site[self.path].replace(self.old, self.new, 1)
        return {**site, self.path: text.replace(MARK, "")}


def faults() -> Iterator[Fault]:
    """Go through all faults, each with a name of its own."""
    for number, (path, code, old, new) in enumerate(_changes(), 1):
        if old not in SITE[path]:
            message = f"{path} does not hold {old!r}"
            raise ValueError(message)
        place = _place(path, SITE[path].replace(old, new, 1), MARK)
        yield Fault(name=f"change {number}", path=path, code=code, place=place, old=old, new=new)
    for number, (code, (path, text)) in enumerate(((code, file) for code, files in ADDED.items() for file in files), 1):
        yield Fault(name=f"add {number}", path=path, code=code, place=_place(TOLD_IN.get(path, path), text, MARK), new=text)
    for number, (path, code, told_in, words) in enumerate(REMOVED, 1):
        yield Fault(name=f"remove {number}", path=path, code=code, place=_place(told_in, SITE[told_in] if words else "", words))


def _changes() -> Iterator[tuple[str, str, str, str]]:
    for path, rows in SWAPS.items():
        for code, pairs in rows.items():
            yield from ((path, code, old, new) for old, new in pairs)


def _place(path: str, text: str, words: str) -> str:
    """Name the line on which some words begin; the first line when they are nowhere."""
    return f"{path}:{1 + text.count(chr(10), 0, max(text.find(words), 0))}:"


Pairs = list[tuple[str, str]]

SWAPS: dict[str, dict[str, Pairs]] = {
    COMMUNITY: {
        "yaml-syntax": [
            ("name: Incident response", "name: Incident: response¶"),
            ("topics: [postmortems, on-call]\n", "topics: [postmortems, on-call\n¶"),
            ("  open: true", "¶\topen: true"),
            ("person: amal, roles", "person: ¶@amal, roles"),
            ("hue: teal", "hue: teal\n¶---"),
            ("{type: chat, service", "{type: chat¶ {service"),
            ("  how: Come along.", "¶ how: Come along."),
        ],
        "yaml-tag": [
            ("kind: community", "kind: ¶!guild community"),
        ],
        "yaml-limit": [
            ("topics: [postmortems, on-call]", "topics: &t [¶*t]"),
            ("sponsors: [data]", "sponsors: ¶*nobody"),
            ("sponsors: [data]", "sponsors: ¶[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[data]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"),
        ],
        "duplicate-key": [
            ("hue: teal", "hue: teal\n¶name: Again"),
            ("  open: true", "  open: true\n  ¶open: false"),
        ],
        "unknown-key": [
            ("summary: People", "¶sumary: People"),
            ("hue: teal", "¶colour: teal"),
            ("  how: Come", "  ¶hwo: Come"),
            ("roles: [chair], since: 2025-03-10, term", "¶role: [chair], since: 2025-03-10, term"),
            ("    time: ", "    ¶tme: "),
            ("    added_by: amal", "    ¶author: amal"),
            ("baseline: 9", "¶base: 9"),
            ("type: chat, service", "type: chat, ¶servise"),
            ("start: 2026-03-10", "¶begin: 2026-03-10"),
            ("hue: teal", "¶source: wiki"),
            ("hue: teal", "¶<<: {hue: teal}"),
        ],
        "access-key": [
            ("hue: teal", "¶access: [staff]"),
            ("    type: guide", "    ¶access: staff"),
        ],
        "missing-key": [
            ("name: Incident response", "¶mission: A text."),
            ("name: Incident response", "¶name:"),
            ("name: Incident response", "¶name: null"),
            ("  - {type: chat, service", "  - ¶{service"),
            ("  - {status: active, date: 2025-03-10, decision", "  - ¶{status: active, decision"),
            ("  - id: fewer-repeats\n    title", "  - ¶title"),
            ("  - id: board\n    title: Board", "  - ¶id: board"),
            ("  - title: Severity levels\n    url", "  - ¶url"),
            ("{name: Incident bot, members", "¶{members"),
            ("{person: mei, ", "¶{"),
        ],
        "bad-value": [
            ("name: Incident response", "name: ¶[Incident, response]"),
            ("kind: community-of-practice", "kind: ¶community of practice"),
            ("status: active\nsummary", "status: ¶alive\nsummary"),
            ("hue: teal", "hue: ¶green"),
            ("  open: true", "  open: ¶maybe"),
            ("  url: https://chat", "  url: ¶chat"),
            ("incidents@example.org", "¶incidents at example.org"),
            ("date: 2025-03-10, decision", "date: ¶10.03.2025, decision"),
            ("review_by: 2027-03-01", "review_by: ¶2027-02-30"),
            ("review_by: 2027-03-01", "review_by: ¶spring"),
            ("id: fewer-repeats", "id: ¶Fewer repeats"),
            ("    status: active", "    status: ¶running"),
            ("target: 4", "target: ¶four"),
            ("since: 2025-03-10, term", "since: ¶2025, term"),
            ("starts: 2026-01-07", "starts: ¶0026-01-07"),
            ('time: "14:00"', "time: ¶2pm"),
            ('time: "14:00"', 'time: ¶"24:30"'),
            ("duration: PT45M", "duration: ¶45 min"),
            ("duration: PT45M", "duration: ¶PT800H"),
            ("timezone: Europe/Berlin", "timezone: ¶Europe/Berlim"),
            ("timezone: Europe/Berlin", "timezone: ¶CEST"),
            ("rrule: FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "rrule: ¶every second Wednesday"),
            ("skip: [2026-12-23]", "skip: [¶Christmas]"),
            ("    visibility: private", "    visibility: ¶secret"),
            ("    type: guide", "    type: ¶guidebook"),
            ("email: incidents@example.org", "email: incidents@example.org, visibility: ¶all"),
            ("aliases: [/communities/outages/]", "aliases: [¶outages]"),
            (
                (
                    "contact:\n"
                    '  - {type: chat, service: slack, name: x, url: "https://chat.example.org/x"}\n'
                    "  - {type: mailing-list, email: incidents@example.org}"
                ),
                "contact: ¶chat",
            ),
            ("summary: People", 'summary: ¶""\nmission: People'),
        ],
        "control-character": [
            ("People who learn", "People¶\x07 who learn"),
            ("summary: People who", 'summary: ¶"People\\x1b who"\nmission: who'),
        ],
        "unknown-person": [
            ("owner: amal", "owner: ¶amel"),
            ("person: amal", "person: ¶Amal Haddad"),
            ("facilitators: [amal, jonas]", "facilitators: [amal, ¶jon]"),
            ("added_by: amal", "added_by: ¶nobody"),
            ("members: [jonas]", "members: [¶jona]"),
        ],
        "unknown-reference": [
            ("parent: data", "parent: ¶date"),
            ("sponsors: [data]", "sponsors: [¶date]"),
            ("from: data", "from: ¶platform"),
            ("paths: [on-call]", "paths: [¶oncall]"),
            ("first_steps: [paths/on-call]", "first_steps: [¶paths/of-call]"),
            ("decision: 0001-weekly", "decision: ¶0009-weekly"),
        ],
        "inconsistent": [
            ("hue: teal", "successor: ¶data"),
            (
                "{person: mei, roles: [chair], since: 2025-03-10, until: 2026-05-31}",
                "¶{person: mei, since: 2025-03-10, until: 2024-05-31}",
            ),
            (
                "{person: amal, roles: [chair], since: 2025-03-10, term: {start: 2026-03-10, end: 2027-03-10}}",
                "¶{person: amal, term: {start: 2028-03-10, end: 2027-03-10}}",
            ),
            ("ends: 2027-12-31", "ends: ¶2025-12-31"),
            ("skip: [2026-12-23]\n    also: [2026-12-16]", "skip: [¶2026-12-23]\n    also: [2026-12-23]"),
        ],
        "circle": [
            ("parent: data", "parent: incident-response"),
        ],
        "duplicate-id": [
            ("  - id: board", "  - id: ¶fortnightly"),
            (
                "key_results:\n      - {title: Repeats, baseline: 9, current: 6, target: 4}",
                "summary: S\n  - {id: ¶fewer-repeats, title: Again}",
            ),
        ],
        "off-rule": [
            ("starts: 2026-01-07", "starts: ¶2026-01-08"),
        ],
        "bad-rule": [
            ("rrule: FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "rrule: ¶FREQ=FORTNIGHTLY"),
            ("rrule: FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "rrule: ¶FREQ=WEEKLY;BYDAY=WED"),
            ("rrule: FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "rrule: ¶FREQ=WEEKLY;INTERVAL=0;BYDAY=WE"),
        ],
        "dst-gap": [
            (
                (
                    'time: "14:00"\n'
                    "    duration: PT45M\n"
                    "    timezone: Europe/Berlin\n"
                    "    rrule: FREQ=WEEKLY;INTERVAL=2;BYDAY=WE\n"
                    "    skip: [2026-12-23]\n"
                    "    also: [2026-12-16]"
                ),
                'time: ¶"02:30"\n    timezone: Europe/Berlin\n    rrule: FREQ=DAILY',
            ),
        ],
        "leap-day": [
            (
                (
                    "starts: 2026-01-07\n"
                    "    ends: 2027-12-31\n"
                    '    time: "14:00"\n'
                    "    duration: PT45M\n"
                    "    timezone: Europe/Berlin\n"
                    "    rrule: FREQ=WEEKLY;INTERVAL=2;BYDAY=WE\n"
                    "    skip: [2026-12-23]"
                ),
                'starts: 2024-02-29\n    time: "14:00"\n    timezone: Europe/Berlin\n    rrule: ¶FREQ=YEARLY',
            ),
        ],
        "dead-link": [
            ("url: resources/severity.md", "url: ¶resources/severities.md"),
        ],
        "unsafe-link": [
            ("url: resources/severity.md", "url: ¶javascript:alert(1)"),
        ],
        "outside": [
            ("url: resources/severity.md", "url: ¶../../../secret.md"),
        ],
        "address-taken": [
            ("aliases: [/communities/outages/]", "aliases: [¶/communities/data/]"),
            ("aliases: [/communities/outages/]", "aliases: [¶/search/]"),
        ],
        "bad-address": [
            ("aliases: [/communities/outages/]", "¶aliases: [/communities/../outages/]"),
        ],
    },
    JONAS: {
        "bad-value": [
            ("timezone: Europe/Oslo", "timezone: ¶Oslo"),
            ("languages: [en, nb]", "languages: [¶english]"),
            ("accounts: {github: jonasb, slack: jonas.berg}", "accounts: ¶jonasb"),
            ("email: jonas@example.org", "email: ¶jonas"),
            ("private: [email]", "private: [¶name]"),
            ("capacity: 2", "capacity: ¶-1"),
            ("until: 2027-01-01", "until: ¶forever"),
            ("recognition: named", "recognition: ¶yes"),
            ("kind: person", "kind: ¶human"),
            ("left: 2027-09-30", "left: ¶true"),
            ("aliases: [/people/jonas-berg/]", "aliases: [¶jonas-berg]"),
            ("team: Platform", "team: ¶{name: Platform}"),
        ],
        "unknown-key": [
            ("pronouns", "¶pronoun"),
            ("skills", "¶abilities"),
            ("offers", "¶offer"),
            ("team: Platform", "¶teem: Platform"),
        ],
        "missing-key": [
            ("name: Jonas Berg", "¶title: Engineer"),
            ("name: Jonas Berg", "¶name: ~"),
        ],
        "access-key": [
            ("team: Platform", "¶access: staff"),
        ],
        "yaml-syntax": [
            ("languages: [en, nb]\n", "languages: [en, nb\n¶"),
            ("team: Platform", "team: ¶`Platform`"),
        ],
        "duplicate-key": [
            ("team: Platform", "team: Platform\n¶team: Data"),
        ],
        "address-taken": [
            ("aliases: [/people/jonas-berg/]", "aliases: [¶/people/mei/]"),
        ],
    },
    NOTE: {
        "unknown-reference": [
            ("series: fortnightly", "series: ¶weekly"),
            ("record: 0002-blameless", "record: ¶0003-blameless"),
        ],
        "bad-value": [
            ("status: held", "status: ¶done"),
            ("guests: 2", "guests: ¶two"),
            ("guests: 2", "guests: ¶-2"),
            ("contributions: {talk", "contributions: {¶speech"),
            ("due: 2026-10-21", "due: ¶soon"),
            ("guests: 2", "date: ¶14 October"),
            ("guests: 2", "time: ¶half past two"),
            ("guests: 2", "visibility: ¶public"),
            ("guests: 2", "instead_of: ¶yesterday"),
        ],
        "unknown-person": [
            ("facilitator: jonas", "facilitator: ¶jonass"),
            ("owner: amal", "owner: ¶amall"),
            ("talk: [jonas]", "talk: [¶jonasz]"),
            ("guests: 2", "note_taker: ¶the intern"),
        ],
        "unknown-key": [
            ("attendees", "¶attendes"),
            ("task: Share", "¶todo: Share"),
            ("record: 0002", "¶records: 0002"),
        ],
        "missing-key": [
            ("{task: Share the lessons, ", "¶{"),
            ("{title: Every incident gets a review, record: 0002-blameless}", "¶{record: 0002-blameless}"),
        ],
        "dead-link": [
            ("slides: [outage.pdf]", "slides: [¶outages.pdf]"),
            ("Decision: Every", "¶[x](nowhere.md) Every"),
        ],
        "yaml-syntax": [
            ("title: What", "title: Oh¶: What"),
        ],
        "bad-front-matter": [
            ("contributions: {talk: [jonas]}\n---\n", "contributions: {talk: [jonas]}\n"),
        ],
        "inconsistent": [
            ("series: fortnightly", "instead_of: ¶2026-10-01"),
        ],
        "dst-gap": [
            ("title: What the outage taught us\nstatus: held", "title: Early\nstatus: held\ndate: 2027-03-28\ntime: '02:30'"),
        ],
        "off-rule": [
            ("title: What the outage taught us", "title: T\ninstead_of: 2026-10-15"),
        ],
        "unsafe-link": [
            ("guests: 2", "recording: ¶file:///tmp/x"),
        ],
    },
    DECISION: {
        "bad-value": [
            ("status: accepted", "status: ¶approved"),
            ("status: accepted", "status: ¶superseded"),
            ("date: 2026-02-01", "date: ¶2026-2-1"),
        ],
        "unknown-reference": [
            ("status: accepted", "status: ¶superseded by 0007"),
        ],
        "circle": [
            ("status: accepted", "status: superseded by 0002"),
        ],
        "unknown-key": [
            ("decision-makers", "¶decision-maker"),
        ],
        "dead-link": [
            ("We blame nobody.", "¶We blame [nobody](nobody.md)."),
        ],
    },
    MEMBERS: {
        "unknown-person": [
            ("- jonas", "- ¶jonsa"),
            ("person: amal", "person: ¶amal.h"),
        ],
        "unknown-key": [
            ("roles: [lead]", "¶rolls: [lead]"),
        ],
        "bad-value": [
            ("- jonas", "- ¶[jonas]"),
            ("- {person: amal, roles: [lead]}\n- jonas\n", "¶person: amal\n"),
            ("roles: [lead]", "since: ¶May"),
        ],
        "inconsistent": [
            ("{person: amal, roles: [lead]}", "¶{person: amal, since: 2026-02-01, until: 2026-01-01}"),
        ],
        "yaml-syntax": [
            ("- jonas\n", "jonas\n¶"),
        ],
    },
    GOALS: {
        "missing-key": [
            ("- id: clean\n  title", "- ¶title"),
        ],
        "bad-value": [
            ("id: clean", "id: ¶Clean Data"),
        ],
        "duplicate-id": [
            ("title: Clean data\n", "title: Clean data\n- {id: ¶clean, title: Again}\n"),
        ],
    },
    PATH: {
        "bad-value": [
            ("level: beginner", "level: ¶novice"),
            ("order: recommended", "order: ¶strict"),
            ("duration: PT10M", "duration: ¶10 minutes"),
            ("type: meet", "type: ¶meeting"),
            ("id: shadow", "id: ¶Shadow shift"),
            ("correct: true", "correct: ¶right"),
            ('url: "https://response.example.com/"', "url: ¶response.example.com"),
            ("optional: true", "optional: ¶perhaps"),
        ],
        "missing-key": [
            ("title: Ready for on-call", "¶audience: [all]"),
            ("{id: shadow, ", "¶{"),
            ("question: Customers cannot log in. Which severity?\n        ", "¶"),
            ("{text: Severity 3}", "¶{because: No.}"),
        ],
        "unknown-key": [
            ("summary: From", "¶sumary: From"),
            ("needs: [severity]", "¶need: [severity]"),
            ("because: All", "¶why: All"),
        ],
        "bad-path": [
            ("needs: [severity]", "needs: [¶severities]"),
            (
                "- question: Customers cannot log in. Which severity?\n        answers:\n          - {text: Severity 1, correct: true,",
                "- ¶question: Q\n        answers:\n          - {text: Severity 1,",
            ),
            ("{id: guide, title", "{id: ¶levels, title"),
            ("path: git, needs", "url: 'https://example.org/', path: ¶git, needs"),
            ("{id: shadow, type: meet, title: Shadow a shift, needs: [severity]}", "¶{id: shadow, type: meet}"),
        ],
        "circle": [
            (
                (
                    "{id: levels, page: communities/incident-response/resources/severity.md, duration: PT10M, teaches: [severity]}\n"
                    '  - {id: guide, title: Guide, url: "https://response.example.com/", type: read, optional: true}\n'
                    "  - {id: shadow"
                ),
                "{id: zlevels, title: L, needs: [shadow], teaches: [severity]}\n  - {id: ¶shadow",
            ),
            (
                (
                    "title: Ready for on-call\n"
                    "summary: From zero to calm.\n"
                    "level: beginner\n"
                    "community: incident-response\n"
                    "prerequisites: [git]"
                ),
                "¶title: Ready\nprerequisites: [on-call]",
            ),
        ],
        "unknown-person": [
            ("mentors: [jonas]", "mentors: [¶jonas berg]"),
        ],
        "unknown-reference": [
            ("community: incident-response", "community: ¶incidents"),
            ("prerequisites: [git]", "prerequisites: [¶gti]"),
            ("path: git", "path: ¶got"),
            ("page: communities/incident-response/resources/severity.md", "page: ¶https://example.org/"),
        ],
        "dead-link": [
            ("page: communities/incident-response/resources/severity.md", "page: ¶communities/incident-response/resources/severety.md"),
        ],
        "hidden-target": [
            ("page: communities/incident-response/resources/severity.md", "page: ¶content/pages/handbook/draft.md"),
        ],
    },
    KUDOS: {
        "unknown-person": [
            ("to: [jonas]", "to: [¶jonasss]"),
            ("from: amal", "from: ¶amla"),
        ],
        "missing-key": [
            ("- to: [jonas]\n  from: amal\n  date: 2026-10-15\n  for: Took notes all year.", "- ¶to: [jonas]"),
            ("- to: [jonas]\n  from", "- ¶from"),
        ],
        "bad-value": [
            ("types: [notes]", "types: [¶note-taking]"),
            ("date: 2026-10-15", "date: ¶last week"),
            ("- to: [jonas]", "- ¶jonas\n- to: [jonas]"),
        ],
        "unknown-reference": [
            ("community: incident-response", "community: ¶incident"),
        ],
        "unknown-key": [
            ("for: Took", "for: Took\n  ¶because: Took"),
        ],
        "yaml-syntax": [
            ("for: Took notes", "for: Took¶: notes"),
        ],
    },
    PAGE: {
        "dead-link": [
            ("Read [the next page](next.md#part-two)", "¶Read [the next page](nxt.md)"),
            (
                "Read [the next page](next.md#part-two), [the levels](/communities",
                "¶Read [the next page](next.md#part-two), [the levels](/community",
            ),
        ],
        "dead-anchor": [
            ("Read [the next page](next.md#part-two)", "¶Read [the next page](next.md#part-three)"),
        ],
        "dead-picture": [
            ("![Plan](plan.png)", "¶![Plan](plans.png)"),
        ],
        "hidden-target": [
            ("Read [the next page](next.md#part-two)", "¶Read [the next page](draft.md)"),
        ],
        "outside": [
            ("Read [the next page](next.md#part-two)", "¶Read [it](../../../../etc/passwd)"),
        ],
        "unsafe-link": [
            ("Read [the next page](next.md#part-two)", "¶Read [it](javascript:alert(1))"),
            ("![Plan](plan.png)", "¶![Plan](data:image/png;base64,AAAA)"),
        ],
        "bad-value": [
            ("reviewed: 2026-07-01", "reviewed: ¶July"),
            ("review_every: P1Y", "review_every: ¶yearly"),
            ("lang: en", "lang: ¶English (UK)"),
            ("draft: false", "draft: ¶no"),
            ("tags: [reviews]", "tags: ¶{reviews: yes}"),
            ("draft: false", "slug: ¶two words"),
            ("draft: false", "nav_order: ¶first"),
        ],
        "unknown-person": [
            ("owner: amal", "owner: ¶anal"),
        ],
        "unknown-reference": [
            ("community: incident-response", "community: ¶incidents"),
        ],
        "unknown-key": [
            ("description:", "¶descripton:"),
            ("tags: [reviews]", "¶tag: [reviews]"),
        ],
        "access-key": [
            ("draft: false", "¶access: [staff]"),
        ],
        "bad-address": [
            ("draft: false", "permalink: ¶//evil.example/"),
            ("draft: false", "permalink: ¶/a/../b/"),
            ("draft: false", "permalink: ¶/a?b"),
            ("aliases: [/old/review/]", "¶aliases: [//old/]"),
            ("draft: false", "slug: ¶.."),
        ],
        "address-taken": [
            ("draft: false", "permalink: ¶/search/"),
            ("draft: false", "permalink: ¶/Build.json"),
            ("draft: false", "slug: ¶next"),
            ("aliases: [/old/review/]", "aliases: [¶/handbook/next/]"),
            ("draft: false", "permalink: ¶/"),
        ],
        "missing-title": [
            (
                (
                    "title: Reviews\n"
                    "description: How we review.\n"
                    "authors: [amal]\n"
                    "tags: [reviews]\n"
                    "community: incident-response\n"
                    "aliases: [/old/review/]\n"
                    "owner: amal\n"
                    "reviewed: 2026-07-01\n"
                    "review_every: P1Y\n"
                    "lang: en\n"
                    "draft: false\n"
                    "---\n"
                ),
                "tags: [reviews]\n---\n¶",
            ),
        ],
        "bad-front-matter": [
            ("draft: false\n---\n", "draft: false\n"),
            (
                (
                    "title: Reviews\n"
                    "description: How we review.\n"
                    "authors: [amal]\n"
                    "tags: [reviews]\n"
                    "community: incident-response\n"
                    "aliases: [/old/review/]\n"
                    "owner: amal\n"
                    "reviewed: 2026-07-01\n"
                    "review_every: P1Y\n"
                    "lang: en\n"
                    "draft: false\n"
                ),
                "¶- title\n- text\n",
            ),
        ],
        "yaml-syntax": [
            ("title: Reviews", "title: Reviews¶: how"),
            ("tags: [reviews]\n", "tags: [reviews\n¶"),
        ],
        "duplicate-key": [
            ("lang: en", "lang: en\n¶title: Again"),
        ],
        "control-character": [
            ("Read [the", "¶Read\x00 [the"),
        ],
    },
    NEWS: {
        "bad-value": [
            ("Date: 2026-11-02", "Date: ¶yesterday"),
        ],
        "unknown-key": [
            ("Date: 2026", "¶Dated: 2026"),
        ],
        "access-key": [
            ("Authors: amal", "¶Access: staff"),
        ],
    },
    "content/recognition.yml": {
        "bad-value": [
            ("opt_out: []", "opt_out: [¶jonas@example.org]"),
        ],
        "missing-key": [
            ("salt: a few words\n", "¶"),
        ],
        "unknown-key": [
            ("opt_out", "¶optout"),
        ],
    },
    "content/people/mei.md": {
        "unknown-key": [
            ("name: Mei Lin", "name: Mei Lin\n¶rank: 1"),
        ],
        "missing-key": [
            ("name: Mei Lin", "¶team: T"),
        ],
        "dead-link": [
            ("I like trains.", "¶I like [trains](trains.md)."),
        ],
    },
    "communities/incident-response/README.md": {
        "dead-link": [
            ("See [the levels](resources/severity.md#how-bad) and [data](../data/)", "¶See [data](../date/)"),
        ],
        "dead-anchor": [
            ("See [the levels](resources/severity.md#how-bad)", "¶See [the levels](resources/severity.md#how-good)"),
        ],
    },
    GUIDE: {
        "dead-picture": [
            ("![The levels](levels.png)", "¶![The levels](level.png)"),
        ],
        "bad-value": [
            ("review_every: P1Y", "review_every: ¶P1X"),
        ],
    },
}
"""For each file, by the code that must be told: what is changed into what."""

ADDED: dict[str, Pairs] = {
    "missing-community": [
        ("communities/lost/community.txt", "Lost\n"),
    ],
    "unexpected-file": [
        ("communities/data/member.yml", "[]\n"),
        ("communities/data/goals.yaml", "[]\n"),
        ("content/people/eve.yaml", "name: Eve\n"),
        ("content/kudos/a.json", "[]\n"),
        ("content/people.yml", "[]\n"),
    ],
    "bad-name": [
        ("content/people/Eve Moneypenny.yml", "name: Eve\n"),
        ("communities/Data_Team/community.yml", "name: D\n"),
        ("communities/data/meetings/2026-11-01 a.md", "# A\n"),
        ("content/paths/a__b.yml", "title: A\nsteps: [{id: a, title: A}]\n"),
        ("communities/data/decisions/0001_-a.md", "# A\n"),
    ],
    "missing-key": [
        ("communities/data/meetings/hello.md", "# Hello\n"),
        ("communities/new/community.yml", ""),
        ("content/people/eve.yml", "# nothing yet\n"),
        ("content/people/gone.yml", "¶forgotten:\n"),
    ],
    "unknown-key": [
        ("content/people/gone.yml", "forgotten: true\n¶name: Eve\n"),
    ],
    "bad-value": [
        ("content/people/gone.yml", "forgotten: ¶false\n"),
        ("communities/new/community.yml", "- name: New\n"),
    ],
    "duplicate-id": [
        ("content/people/mei.yml", "name: Mei\n"),
    ],
    "address-taken": [
        ("content/pages/README.md", "# Home again\n"),
        ("content/pages/search.md", "# Search\n"),
        ("content/pages/people/eve.md", "# Eve\n"),
        ("content/paths/notes.md", "# Notes\n"),
        ("communities/incident-response/index.md", "# About\n"),
        ("communities/data/members.md", "# Members\n"),
    ],
    "missing-title": [
        ("content/pages/empty.md", ""),
        ("content/pages/words.md", "Only words.\n"),
    ],
    "yaml-syntax": [
        ("content/pages/hugo.md", "+++\n¶title = 'A\n+++\n"),
    ],
    "too-large": [
        ("content/pages/huge.md", "a" * 1_000_001),
    ],
    "circle": [
        ("communities/new/community.yml", "name: New\nparent: new\n"),
    ],
}
"""For each code: files that would be added."""

TOLD_IN = {
    "communities/lost/community.txt": "communities/lost/community.yml",
}
"""Where the error stands when it is not in the added file."""

REMOVED: list[tuple[str, str, str, str]] = [
    ("communities/data/community.yml", "missing-community", "communities/data/community.yml", ""),
    ("content/people/amal.yml", "unknown-person", KUDOS, "from: amal"),
    ("content/paths/git.yml", "unknown-reference", PATH, "prerequisites"),
    ("content/pages/handbook/next.md", "dead-link", PAGE, "next.md"),
    ("content/pages/handbook/plan.png", "dead-picture", PAGE, "plan.png"),
    (GUIDE, "dead-link", COMMUNITY, "severity.md"),
    (DECISION, "unknown-reference", NOTE, "0002-blameless"),
    (OLD_DECISION, "unknown-reference", COMMUNITY, "0001-weekly"),
    ("communities/incident-response/meetings/outage.pdf", "dead-link", NOTE, "outage.pdf"),
    ("communities/incident-response/resources/levels.png", "dead-picture", GUIDE, "levels.png"),
]
"""Files whose loss must be told, with the code, the file that misses it, and what stands on the line that is named."""
