"""A small site in German and in Arabic, by the real command: no English word of ours is left on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from guildhouse.language import language
from guildhouse.tasks import catalogues
from site_building import REPOSITORY, URL, build

SITE = """
== communities/brava/community.yml
name: Brava
kind: guild
mission: Misio.
summary: Resumo.
topics: [ponto]
members:
  - {person: ada, roles: [lead], since: 2025-01-01, term: {end: 2026-05-01}}
  - {person: beno, roles: [note-taker], topics: [ponto], from: kvieta}
  - {person: robo}
  - {person: iris, until: 2026-01-01, since: 2025-01-01}
  - {person: for}
contact: [{type: chat, name: kanalo}]
join: {open: true, how: Venu.}
lifecycle: [{status: active, date: 2024-05-01}]
meetings:
  - {id: semajna, title: Semajna, rrule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", starts: 2026-11-03, time: "14:00", timezone: Europe/Berlin, join_url: "https://meet.example/x", facilitators: [ada, beno]}
  - {id: monata, title: Monata, rrule: "FREQ=MONTHLY;BYDAY=1MO,-1FR", time: "09:00", timezone: Europe/Berlin, location: Halo}
  - {id: iam, title: Iam}
resources: [{title: Rimedo, url: "https://r.example/", type: guide, added: 2026-02-01, added_by: ada, review_by: 2026-03-01}]
== communities/brava/goals.yml
- {id: celo, title: Celo, status: active, key_results: [{title: Rezulto, baseline: 9, target: 4, current: 6, unit: horoj}, {title: Dua, target: 4}]}
== communities/brava/charter.md
---
reviewed: 2025-01-01
review_by: 2026-01-01
---
# Regularo
Teksto.
== communities/brava/meetings/2026-11-03-unu.md
---
facilitator: ada
note_taker: beno
attendees: [ada, beno, for]
guests: 2
---
# Unu
Decision: Ni decidis.

> [!WARNING]
> Atentu.

- [ ] @ada skribi (due 2026-11-10)
- [x] @beno fari (done 2026-11-05)
- [ ] iu
== communities/brava/meetings/2026-12-01-du.md
---
status: planned
---
# Du
Teksto[^1].

[^1]: Piednoto.
== communities/brava/meetings/2026-10-01-tri.md
---
status: cancelled
---
# Tri
== communities/brava/decisions/0001-jes.md
---
status: accepted
date: 2026-10-01
deciders: [ada, beno]
---
# Jes
Teksto.
== communities/brava/decisions/0002-ne.md
---
status: proposed
---
# Ne
Teksto.
== communities/kvieta/community.yml
name: Kvieta
status: dormant
parent: brava
== communities/finita/community.yml
name: Finita
status: archived
successor: brava
== communities/nova/community.yml
name: Nova
status: proposed
== content/people/ada.yml
name: Ada Kvist
title: Estro
team: Reloj
languages: [de, ar]
mentoring: {offers: [ponto], wants: [arto], capacity: 2, until: 2027-01-01}
== content/people/beno.yml
name: Beno Oro
left: 2026-06-01
== content/people/robo.yml
name: Robo
kind: bot
== content/people/iris.yml
name: Iris Lin
== content/people/for.yml
forgotten: true
== content/news/2026-11-01-novajo.md
# Novajo
Teksto.

## Alfa
## Beta
## Gama
== content/glossary/ponto.md
---
term: Ponto
---
Io.
== content/pages/pri.md
---
owner: ada
review_by: 2026-01-01
aliases: [/malnova/]
---
# Pri ni
Teksto de @for.
== content/kudos/2026.yml
- {to: [ada], for: Helpo, from: beno, date: 2026-11-02}
"""
SHOWN = re.compile(
    r"aria-label|title|alt|placeholder|content|data-(?:next|past|one|two|few|many|other|zero|copy|copied|own-time|system|light|dark)"
)


def phrases(tag: str) -> Iterator[str]:
    """List the English that must not be seen: phrases, and the parts between their placeholders, that the language says differently."""
    spoken = language(tag)
    for message in catalogues.phrases(REPOSITORY):
        for english in (message.id,) if isinstance(message.id, str) else message.id:
            parts = [part.strip(" .,:;") for part in re.split(r"%\(\w+\)s|%%", english)]
            others = {each for text in translations(spoken, message.id) for each in [text]}
            yield from (part for part in parts if len(part) > 3 and not any(part in text for text in others))


def translations(spoken, id_) -> list[str]:
    if isinstance(id_, str):
        return [spoken.gettext(id_)]
    return [spoken.ngettext(*id_, number) for number in (0, 1, 2, 3, 11, 100)]


def words_of(page: Path) -> list[str]:
    """Give every text and every attribute that is read out, one by one."""
    document = html.document_fromstring(page.read_bytes())
    for element in document.xpath("//script | //style | //code"):
        element.drop_tree()
    texts = [" ".join(text.split()) for text in document.itertext()]
    attributes = [value for each in document.iter() if isinstance(each.tag, str) for name, value in each.items() if SHOWN.fullmatch(name)]
    return [text for text in (*texts, *attributes) if text]


def english_in(page: Path, unwanted: list[str]) -> list[str]:
    found = []
    for text in words_of(page):
        found += [f"{phrase!r} in {text!r}" for phrase in unwanted if phrase == text or (" " in phrase and phrase in text)]
    return found


@pytest.mark.parametrize(("tag", "direction", "heading"), [("de", "ltr", "Nächste Treffen"), ("ar", "rtl", "الاجتماعات القادمة")])
def test_no_english_is_left(tree, tmp_path: Path, tag: str, direction: str, heading: str) -> None:
    site = tree(SITE + f"== pelicanconf.py\nDEFAULT_LANG = '{tag}'\nSITENAME = 'Domo'\n")
    done = build(tmp_path / "out", "--url", URL, site=site)
    assert done.returncode == 0, done.stderr
    pages = sorted((tmp_path / "out").rglob("*.html"))
    unwanted = sorted(set(phrases(tag)))
    assert heading in (tmp_path / "out/index.html").read_text(encoding="utf-8")
    for page in pages:
        root = html.document_fromstring(page.read_bytes())
        assert (root.get("lang"), root.get("dir")) == (tag, direction), page
    assert {page.relative_to(tmp_path / "out").as_posix(): found for page in pages if (found := english_in(page, unwanted))} == {}
