"""Edits of what is written in Markdown, and of the files beside it."""

from __future__ import annotations

import os
from collections.abc import Mapping

from benchmarks.editing.editor import TEXTS, Editor, Kind
from benchmarks.editing.site import PICTURE, RAIL

PAGE = "content/pages/about.md"
NOTES = f"{RAIL}/meetings/*.md"
DECISIONS = f"{RAIL}/decisions/*.md"
LAMP = f"{RAIL}/resources/lamp.md"


def _dates_kept(editor: Editor) -> None:
    """Change a letter and nothing that a look at size and dates of change would show."""
    if path := editor.pick(TEXTS):
        before, text = path.stat(), path.read_bytes()
        path.write_bytes(text[:-2] + editor.draw.choice(b"abcdefgh").to_bytes() + text[-1:])
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _add(editor: Editor) -> None:
    folder = editor.draw.choice(["content/pages", f"{RAIL}/resources", "communities/sea/resources", "content/pages/guide", "content/news"])
    name = editor.name()
    editor.put(f"{folder}/{name}.md", f"# {name}\n\n@bo writes about [[Lamps]].\n" if "news" not in folder else f"# {name}\n\nNew.\n")


def _add_note(editor: Editor) -> None:
    day = f"2026-{editor.draw.choice(('10', '11', '12'))}-{editor.draw.randrange(1, 29):02}"
    editor.put(f"{RAIL}/meetings/{day}-{editor.name()}.md", f"# Notes of {editor.word()}\n\n- [ ] @ada looks (due 2026-12-24)\n")


def _add_decision(editor: Editor) -> None:
    number = editor.draw.randrange(2, 100)
    editor.put(f"{RAIL}/decisions/{number:04}-more.md", "---\nstatus: proposed\ndate: 2026-11-01\n---\n# More lamps\n\nYes.\n")


def _delete(editor: Editor) -> None:
    if path := editor.pick(TEXTS):
        path.unlink()


def _rename(editor: Editor) -> None:
    if path := editor.pick("c*/**/*.md"):
        path.rename(path.with_name(f"{path.name[: 11 if path.parent.name in ('meetings', 'news') else 0]}{editor.name()}.md"))


def _capitals(editor: Editor) -> None:
    if path := editor.pick("content/pages/**/*.md"):
        path.rename(path.with_name(path.name.swapcase().replace(".MD", ".md")))


def _move(editor: Editor) -> None:
    if path := editor.pick("content/pages/**/*.md"):
        target = editor.site / editor.draw.choice(["content/pages", "content/pages/guide", "content/pages/guide/deep"]) / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        path.rename(target)


def _attach(editor: Editor) -> None:
    name = editor.name()
    editor.put(f"content/pages/{name}.txt", f"{name}\n")
    editor.append(PAGE, f"\n[A file]({name}.txt)\n")


KINDS: Mapping[str, Kind] = {
    "body": lambda editor: editor.append(TEXTS, f"\nMore about {editor.word()}.\n"),
    "body, dates kept": _dates_kept,
    "heading": lambda editor: editor.append(TEXTS, f"\n## {editor.word()}\n\n```python\ny = {editor.draw.randrange(9)}\n```\n"),
    "title": lambda editor: editor.change(TEXTS, r"^# ", f"# {editor.word()} "),
    "stated title": lambda editor: editor.change("c*/**/lamp.md", r"^title: .*", f"title: {editor.word().capitalize()}"),
    "tag": lambda editor: editor.change("c*/**/lamp.md", r"^tags: \[", f"tags: [{editor.name()}, "),
    "author": lambda editor: editor.swap(PAGE, "title: About", "authors: [ada]\ntitle: About", "authors: [bo]\ntitle: About"),
    "review": lambda editor: editor.swap(PAGE, "title: About", "owner: ada\nreviewed: 2026-01-01\nreview_every: P9M\ntitle: About"),
    "alias": lambda editor: editor.change(PAGE, r"^aliases: .*", f"aliases: [/{editor.name()}/]"),
    "permalink": lambda editor: editor.change(PAGE, r"^permalink: .*", f"permalink: /{editor.name()}/"),
    "slug": lambda editor: editor.change("content/pages/guide/*.md", r"\A(---\nslug: .*\n---\n)?", f"---\nslug: {editor.name()}\n---\n"),
    "date": lambda editor: editor.change(PAGE, r"^date: .*", f"date: 2026-10-{editor.draw.randrange(1, 29):02}"),
    "term": lambda editor: editor.change("content/pages/lantern.md", r"^term: .*", f"term: {editor.word().capitalize()}"),
    "draft": lambda editor: editor.swap("c*/**/*.md", "draft: false", "draft: true"),
    "page becomes a draft": lambda editor: editor.swap("content/pages/ueber.md", "lang: de", "draft: true\nlang: de"),
    "visibility": lambda editor: editor.swap(NOTES, "visibility: organization", "visibility: members", "visibility: private"),
    "translation": lambda editor: editor.swap(
        "content/pages/ueber.md", "translation_of: content/pages/about.md\n", "", "translation_of: content/pages/about.md\n"
    ),
    "translation's text": lambda editor: editor.append("content/pages/ueber.md", f"\nMehr von {editor.word()}.\n"),
    "attendees": lambda editor: editor.swap(NOTES, "attendees: [ada, bo]", "attendees: [bo]"),
    "action": lambda editor: editor.append(NOTES, f"\n- [ ] @ada paints the {editor.word()} (due 2026-12-24)\n"),
    "action done": lambda editor: editor.swap(NOTES, "- [ ] @bo mends", "- [x] @bo mends"),
    "decision in a note": lambda editor: editor.change(NOTES, r"^Decision: .*", f"Decision: We take the {editor.word()}."),
    "decision's status": lambda editor: editor.swap(DECISIONS, "status: accepted", "status: proposed", "status: rejected"),
    "decision superseded": lambda editor: editor.swap(
        f"{RAIL}/decisions/0001-lamps.md", "status: accepted", "status: superseded by 0002", "status: accepted"
    ),
    "decision added": _add_decision,
    "note added": _add_note,
    "charter": lambda editor: editor.toggle(f"{RAIL}/charter.md", "# Charter\n\nWe meet.\n"),
    "README of a folder": lambda editor: editor.toggle("content/pages/guide/README.md", f"# Guide\n\nAll about {editor.word()}.\n"),
    "home": lambda editor: editor.toggle("content/README.md", f"# Home\n\nWelcome to {editor.word()}.\n"),
    "add": _add,
    "delete": _delete,
    "rename": _rename,
    "capitals": _capitals,
    "move": _move,
    "attachment changed": lambda editor: editor.put(f"{RAIL}/resources/lamp.svg", PICTURE.replace("12", str(editor.draw.randrange(15)))),
    "attachment added": _attach,
    "attachment's use": lambda editor: editor.swap(LAMP, "![A lamp](lamp.svg)", "No lamp."),
    "front matter broken": lambda editor: editor.change("c*/**/*.md", r"\A---\n", "---\n[ {\n"),
    "unknown key": lambda editor: editor.swap("c*/**/*.yml", "name: ", "nmae: x\nname: "),
    "dead link": lambda editor: editor.append(TEXTS, "\n[nowhere](nowhere.md)\n"),
    "warning": lambda editor: editor.append(NOTES, f"\n- [ ] @{editor.name()} is not known (due 2026-12-24)\n"),
}
