"""Edits of what is written in YAML: communities, people, paths, thanks."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.editing.editor import Editor, Kind
from benchmarks.editing.site import RAIL

COMMUNITY = f"{RAIL}/community.yml"
PATH = "content/paths/lamps.yml"
KUDOS = "content/kudos/2026.yml"


def _kudos(editor: Editor) -> None:
    editor.append(KUDOS, f"- {{to: [ada], from: bo, date: 2026-10-{editor.draw.randrange(1, 29):02}, for: {editor.word()}}}\n")


def _person(editor: Editor) -> None:
    editor.toggle("content/people/cy.yml", f"name: Cy {editor.word().title()}\nskills: [lamps]\n")


KINDS: Mapping[str, Kind] = {
    "person's name": lambda editor: editor.change("content/people/*.yml", r"^name: .*", f"name: {editor.word().title()}"),
    "person's skill": lambda editor: editor.swap("content/people/ada.yml", "skills: [lamps]", "skills: [lamps, rails]"),
    "person left": lambda editor: editor.swap("content/people/bo.yml", "\nleft: 2026-10-01\n", "\n"),
    "person added or gone": _person,
    "recognition": lambda editor: editor.swap("content/people/*.yml", "name: ", "recognition: initials\nname: "),
    "mentoring": lambda editor: editor.swap("content/people/ada.yml", "mentoring: {offers: [lamps]}", "mentoring: {wants: [rails]}"),
    "community's name": lambda editor: editor.change("communities/*/community.yml", r"^name: .*", f"name: {editor.word().title()}"),
    "community's mission": lambda editor: editor.change("communities/*/community.yml", r"^mission: .*", f"mission: {editor.word()}."),
    "community's hue": lambda editor: editor.swap(COMMUNITY, "hue: teal", "hue: rose", "hue: amber"),
    "community's status": lambda editor: editor.swap("communities/sea/community.yml", "mission: ", "status: archived\nmission: "),
    "community's topic": lambda editor: editor.swap(COMMUNITY, "topics: [signals]", "topics: [signals, lamps]"),
    "community's alias": lambda editor: editor.change(COMMUNITY, r"^aliases: .*", f"aliases: [/communities/{editor.name()}/]"),
    "sponsor": lambda editor: editor.swap("communities/sea/community.yml", "sponsors: [rail]\n", "parent: rail\n"),
    "member's role": lambda editor: editor.swap(COMMUNITY, "roles: [lead]", "roles: [co-lead]", "roles: [chair, lead]"),
    "member": lambda editor: editor.swap("communities/sea/community.yml", "members: [bo]", "members: [bo, ada]"),
    "member until": lambda editor: editor.swap(COMMUNITY, "{person: bo}", "{person: bo, until: 2026-11-10}"),
    "goal": lambda editor: editor.change(COMMUNITY, r"title: .*, owner", f"title: {editor.word().capitalize()}, owner"),
    "goal's status": lambda editor: editor.swap(COMMUNITY, "owner: ada, status: active", "owner: ada, status: achieved"),
    "series' time": lambda editor: editor.swap(COMMUNITY, '"10:00"', '"11:30"'),
    "series' rule": lambda editor: editor.swap(COMMUNITY, "BYDAY=WE,TH", "BYDAY=WE"),
    "series' title": lambda editor: editor.swap(COMMUNITY, "title: Weekly", "title: Every week"),
    "series' rota": lambda editor: editor.swap(COMMUNITY, "facilitators: [ada, bo]", "facilitators: [bo, ada]"),
    "series skips": lambda editor: editor.swap(COMMUNITY, 'time: "', 'skip: [2026-11-25], time: "'),
    "series' visibility": lambda editor: editor.swap(COMMUNITY, "visibility: members, id: weekly", "id: weekly"),
    "listed resource": lambda editor: editor.swap(COMMUNITY, "The lamp book", "The book of lamps"),
    "path's title": lambda editor: editor.change(PATH, r"^title: .*", f"title: Ready for {editor.word()}"),
    "path's step": lambda editor: editor.swap(PATH, "duration: PT10M", "duration: PT25M"),
    "path's order": lambda editor: editor.swap(PATH, "mentors: [ada]", "order: free\nmentors: [bo]"),
    "path added or gone": lambda editor: editor.toggle(
        "content/paths/more.yml", f"title: More\nsteps:\n  - {{id: a, page: {RAIL}/resources/how.md}}\n"
    ),
    "kudos": _kudos,
    "kudos' words": lambda editor: editor.change(KUDOS, r"for: [^,}]*", f"for: {editor.word()}"),
}
