"""Edits of what surrounds the texts: templates, settings, plugins, the program, the day, git, and the published site itself."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping

from benchmarks.editing.editor import Editor, Kind
from benchmarks.editing.site import original, put, sources

SETTINGS = (
    'SITENAME = "{word}"',
    'SITEURL = "https://{name}.example"',
    'SITEURL = ""',
    'DEFAULT_LANG = "de"',
    'DEFAULT_LANG = "en"',
    'GUILDHOUSE["footer"] = ["{word}"]',
    'GUILDHOUSE["navigation"] = [("{word}", "/about/")]',
    'GUILDHOUSE["repository"] = "https://github.com/quay/{name}"',
    'GUILDHOUSE["style_page"] = True',
    'GUILDHOUSE["fonts"] = False',
    'GUILDHOUSE["allow_html"] = ["kbd"]',
    'GUILDHOUSE["today"] = "2026-11-20"',
)
PLUGIN = """from pelican import signals

def mark(path, context):
    if path.endswith(".html"):
        with open(path, "a", encoding="utf-8") as file:
            file.write("<!-- {word} -->")

def register():
    signals.content_written.connect(mark)
"""
OPTIONS = ("--lenient", "--offline")
PEOPLE = ("Ada Quist <ada@quay.example>", "Bo Larsen <bo@quay.example>", "Zed Young <zed@quay.example>", "Old Zed <zed@quay.example>")
IDENTITY = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main")


def _setting(editor: Editor) -> None:
    line = editor.draw.choice(SETTINGS)
    editor.append("pelicanconf.py", line.format(word=editor.word(), name=editor.name()) + "\n")


def _plugin(editor: Editor) -> None:
    editor.put("plugins/marks.py", PLUGIN.format(word=editor.word()))
    editor.append("pelicanconf.py", 'PLUGIN_PATHS = ["plugins"]\nPLUGINS = ["guildhouse", "marks"]\n')


def _plugin_off(editor: Editor) -> None:
    editor.append("pelicanconf.py", 'PLUGINS = ["guildhouse"]\n')


def _template(editor: Editor) -> None:
    words = editor.word()
    editor.put("own/components/file.html", "{%- macro file(path) -%}<code>" + words + "{{ path }}</code>{%- endmacro -%}\n")


def _footer(editor: Editor) -> None:
    """Add a template that stands on every page, or take it away again: then the theme's own comes back."""
    macro = '{%- macro footer(site, source=None, title="") -%}<footer class="foot">' + editor.word() + "</footer>{%- endmacro -%}\n"
    editor.toggle("own/components/footer.html", macro)


def _commit(editor: Editor, *more: str) -> None:
    """Commit everything, or nothing but words, in the name of somebody: no file of the site changes."""
    environment = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who, other = editor.draw.sample(PEOPLE, 2)
    message = f"{editor.word()}\n\nCo-authored-by: {other}\nThanks-to: {editor.draw.choice(PEOPLE)} for {editor.word()}"
    commit = ("commit", "-q", "--allow-empty", f"--author={who}", "-m", message, *more)
    for words in (("init", "-q"), ("add", "content", "communities"), commit):
        subprocess.run(("git", *IDENTITY, *words), cwd=editor.site, env=environment, check=True, capture_output=True)


def _amend(editor: Editor) -> None:
    """Make the last commit another one."""
    if not (editor.site / ".git").is_dir():
        _commit(editor)
    _commit(editor, "--amend")


def _option(editor: Editor) -> None:
    word = editor.draw.choice(OPTIONS)
    if word in editor.options:
        editor.options.remove(word)
    else:
        editor.options.append(word)


def _spoil(editor: Editor) -> None:
    if path := editor.pick("output/**/*.*"):
        path.write_text("spoilt", encoding="utf-8")


def _spoil_quietly(editor: Editor) -> None:
    """Change a letter of a page; its size and its date of change stay."""
    if path := editor.pick("output/**/*.html"):
        before, text = path.stat(), path.read_bytes()
        path.write_bytes(text[:-3] + b"!" + text[-2:])
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _lose(editor: Editor) -> None:
    if path := editor.pick("output/**/*.*"):
        path.unlink()


def _touch(editor: Editor) -> None:
    if path := editor.pick("c*/**/*.*"):
        path.touch()


def _undo(editor: Editor) -> None:
    put(editor.site, original())
    editor.options.clear()


def _checkout(editor: Editor) -> None:
    """Check the site out anew, as CI does: other files with the same bytes, no output, and what was kept brought back."""
    there = sources(editor.site)
    put(editor.site, {})
    put(editor.site, there)
    shutil.rmtree(editor.site / "output", ignore_errors=True)


def _older(name: str) -> Kind:
    """Make an edit that brings back what a folder was some builds ago, as a CI's cache does; the first time it is put away."""

    def edit(editor: Editor) -> None:
        now, before = editor.site / name, editor.site.with_name(f"older-{name.strip('.')}")
        if before.is_dir():
            shutil.rmtree(now, ignore_errors=True)
            before.rename(now)
        elif now.is_dir():
            shutil.copytree(now, before, symlinks=True)

    return edit


def _program(path: str, pattern: str, words: str) -> Kind:
    """Make an edit of the program itself: a pattern in one of its files, and words that hold a `{word}`."""

    def edit(editor: Editor) -> None:
        if editor.program:
            editor.rewrite(editor.program / path, pattern, words.replace("{word}", editor.word()))

    return edit


PACKAGE = "plugins/guildhouse"
PROGRAM: Mapping[str, Kind] = {
    "program: a feature": _program(f"{PACKAGE}/features/notfound.py", r'title=say\("[^"]*"\)', 'title=say("Not here: {word}")'),
    "program: a reader": _program(f"{PACKAGE}/sources/wording.py", r'^LINK_TO = say\("[^"]*"\)', 'LINK_TO = say("{word} to %(words)s")'),
    "program: catalogue": _program(f"{PACKAGE}/language/catalogues/de.po", r'(?<=msgid "Footer"\n)msgstr ".*"', 'msgstr "{word}"'),
    "program: template": _program("theme/templates/components/footer.html", r"<footer[^>]*>", '<footer class="foot" title="{word}">'),
    "program: style": _program("theme/static/css/card.css", r"\A(/\*.*\*/\n)?", "/* {word} */\n"),
}
"""Edits that need a copy of the program."""
KINDS: Mapping[str, Kind] = {
    "template": _template,
    "template of every page": _footer,
    "template broken": lambda editor: editor.append("own/components/file.html", "{% macro %}\n"),
    "style": lambda editor: editor.put("content/own.css", f".mine {{ width: {editor.draw.randrange(100)}px }}\n"),
    "setting": _setting,
    "settings broken": lambda editor: editor.append("pelicanconf.py", "GUILDHOUSE['footr'] = []\n"),
    "plugin of the site": _plugin,
    "plugin switched off": _plugin_off,
    "option": _option,
    "day": lambda editor: setattr(editor, "day", editor.draw.randrange(1, 29)),
    "commit": _commit,
    "commit amended": _amend,
    "map of names": lambda editor: editor.put(".mailmap", f"{editor.word()} <zed@quay.example>\n"),
    "contributors": lambda editor: editor.put(".all-contributorsrc", json.dumps({"contributors": [{"name": editor.word()}]})),
    "touch": _touch,
    "undo everything": _undo,
    "page spoilt by hand": _spoil,
    "page spoilt quietly": _spoil_quietly,
    "page lost": _lose,
    "file left in the output": lambda editor: editor.put(f"output/{editor.name()}.html", "left"),
    "fresh checkout": _checkout,
    "older cache": _older(".cache"),
    "older output": _older("output"),
    "nothing": lambda _: None,
}
