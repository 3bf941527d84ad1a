"""A small site that holds one of everything whose change may reach other pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

RAIL = "communities/rail"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><title>A lamp</title><circle cx="12" cy="12" r="9"/></svg>\n'
SITE: Mapping[str, str] = {
    "pelicanconf.py": """GUILDHOUSE = {"templates": ["own"], "styles": ["content/own.css"]}
SITENAME = "Quay"
SITEURL = "https://quay.example"
PLUGINS = ["guildhouse"]
""",
    "own/components/file.html": "{%- macro file(path) -%}<code>{{ path }}</code>{%- endmacro -%}\n",
    "content/own.css": ".mine { color: teal }\n",
    "plugins/marks.py": "MARK = 'a'\n",
    f"{RAIL}/community.yml": """name: Rail
mission: Trains that run.
hue: teal
topics: [signals]
aliases: [/communities/railway/]
members:
  - {person: ada, roles: [lead], since: 2025-01-01}
  - {person: bo}
goals:
  - {id: late, title: Fewer late trains, owner: ada, status: active}
meetings:
  - {id: weekly, title: Weekly, rrule: "FREQ=WEEKLY;BYDAY=WE", starts: 2026-11-04, time: "10:00",
     timezone: Europe/London, facilitators: [ada, bo]}
resources:
  - {title: The lamp book, url: "https://books.example/lamps", type: book}
paths: [lamps]
""",
    f"{RAIL}/README.md": "# About\n\nWe keep trains running; see [lamps](resources/lamp.md).\n",
    f"{RAIL}/charter.md": "# Charter\n\nWe meet on Wednesdays.\n",
    f"{RAIL}/meetings/2026-11-04-signals.md": """---
series: weekly
attendees: [ada, bo]
visibility: organization
---
# Signals

- [ ] @bo mends the lamp (due 2026-12-01)

Decision: Lamps are green.
""",
    f"{RAIL}/resources/lamp.md": """---
title: Lamps
tags: [light]
draft: false
---
Text about @ada and [how](how.md).

![A lamp](lamp.svg)

## A part

```python
x = 1
```
""",
    f"{RAIL}/resources/lamp.svg": PICTURE,
    f"{RAIL}/resources/how.md": "# How to\n\nOne | two\n--- | ---\na | b\n",
    f"{RAIL}/decisions/0001-lamps.md": "---\nstatus: accepted\ndate: 2026-10-01\n---\n# Use lamps\n\nThey shine.\n",
    "communities/sea/community.yml": "name: Sea\nmission: Ships.\nmembers: [bo]\nsponsors: [rail]\n",
    "content/people/ada.yml": "name: Ada Quist\nskills: [lamps]\nmentoring: {offers: [lamps]}\n",
    "content/people/bo.yml": "name: Bo Larsen\n",
    "content/paths/lamps.yml": f"""title: Ready for lamps
summary: From dark to light.
community: rail
mentors: [ada]
steps:
  - {{id: what, page: {RAIL}/resources/lamp.md, duration: PT10M}}
  - {{id: how, page: {RAIL}/resources/how.md, needs: [what]}}
""",
    "content/kudos/2026.yml": "- {to: [bo], from: ada, date: 2026-10-15, for: Took the notes., types: [notes], community: rail}\n",
    "content/pages/about.md": """---
title: About
permalink: /about/
aliases: [/old-about/]
date: 2026-10-10
---
See [lamps](../../communities/rail/resources/lamp.md) and [how](../../communities/rail/resources/how.md).
""",
    "content/pages/ueber.md": "---\ntitle: Über uns\nlang: de\ntranslation_of: content/pages/about.md\n---\nWir sind hier.\n",
    "content/pages/guide/start.md": "# Start\n\nWhere to begin.\n",
    "content/pages/lantern.md": "---\nterm: Lantern\n---\nA lamp that is carried.\n",
    "content/news/2026-11-01-open.md": "# Open\n\nWe are open.\n",
}
BUILT = frozenset({"output", ".cache", ".git"})
"""Folders of a site that hold no sources."""


def sources(site: Path) -> dict[str, bytes]:
    """Read all sources of a site."""
    found = (path for path in sorted(site.rglob("*")) if path.is_file() and not BUILT & {*path.relative_to(site).parts})
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found if not path.name.endswith((".lock", ".pyc"))}


def put(site: Path, wanted: Mapping[str, bytes]) -> None:
    """Make the sources of a site what is wanted; files that are so already are not touched."""
    there = sources(site)
    for path in there.keys() - wanted.keys():
        (site / path).unlink()
    for path, content in wanted.items():
        if there.get(path) != content:
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(content)


def original() -> dict[str, bytes]:
    """Give the sources as they are at first."""
    return {path: text.encode() for path, text in SITE.items()}
