"""The catalogues of the interface's words: every phrase of templates and code, and whether each language has all of them."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

FOLDER = "plugins/guildhouse/language/catalogues"
TEMPLATE = f"{FOLDER}/guildhouse.pot"
JINJA = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}
"""Templates are read as the site's environment reads them."""
IN_TEMPLATES = {"_": None, "gettext": None, "pgettext": ((1, "c"), 2), "ngettext": (1, 2), "counted": (1, 2)}
IN_CODE = {"say": 1, "count": 2}
"""What phrases are given to, and which of the arguments they are; in code, how many of the first."""
NOTE = "# Words of Guildhouse's interface. `python3 tasks.py words` writes this file; translate what stands empty."
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
COUNTED = {"number", "num"}
"""Placeholders that one form of a plural may leave out: `one member`."""


def phrases(home: Path) -> Catalog:
    """Gather every phrase of the repository in `home`."""
    found = Catalog(project="guildhouse", charset="utf-8")
    templates = home / "theme" / "templates"
    for _, _, phrase, _, context in extract_from_dir(templates, [("**.html", "jinja2")], {"**.html": JINJA}, IN_TEMPLATES):
        found.add(phrase, context=context)
    for path in sorted((home / "plugins" / "guildhouse").rglob("*.py")):
        for phrase, context in _in_code(path.read_text(encoding="utf-8")):
            found.add(phrase, context=context)
    return found


def _in_code(code: str) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """Find the phrases of a module; Babel's own reader stumbles over bytes and takes every method of these names for ours."""
    for call in ast.walk(ast.parse(code)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in IN_CODE:
            given = [each.value for each in call.args[: IN_CODE[call.func.id]] if isinstance(each, ast.Constant)]
            texts = [text for text in given if isinstance(text, str)]
            if len(texts) == IN_CODE[call.func.id]:
                yield texts[0] if len(texts) == 1 else tuple(texts), _context(call)


def _context(call: ast.Call) -> str | None:
    given = (each.value for each in call.keywords if each.arg == "context")
    return next((each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)), None)


def generated(home: Path) -> dict[str, str]:
    """Make the template and every catalogue anew, with the translations that are there: path in the repository and text."""
    template = phrases(home)
    texts = {TEMPLATE: _text(template)}
    for path in sorted((home / FOLDER).glob("*.po")):
        catalogue = _read(path)
        catalogue.update(template, no_fuzzy_matching=True)
        texts[f"{FOLDER}/{path.name}"] = _text(catalogue)
    return texts


def faults(home: Path) -> Iterator[str]:
    """Say what is wrong with the catalogues: phrases that are not there, not needed, not translated, or translated wrongly."""
    wanted = {_named(message) for message in phrases(home) if message.id}
    for path in sorted((home / FOLDER).glob("*.po")):
        catalogue = _read(path)
        known = {_named(message) for message in catalogue if message.id}
        yield from (f"{path.name}: {name} is missing; `python3 tasks.py words` adds it" for name in sorted(wanted - known))
        old = sorted(known - wanted)
        yield from (f"{path.name}: {name} is in no template and in no code; `python3 tasks.py words` drops it" for name in old)
        for message in (each for each in catalogue if each.id):
            yield from (f"{path.name}: {_named(message)} {fault}" for fault in _wrong(message, catalogue))


def _wrong(message: Message, catalogue: Catalog) -> Iterator[str]:
    forms = _texts(message.string or "")
    if not all(forms) or (message.pluralizable and len(forms) != catalogue.num_plurals):
        yield "is not translated; write its translation there"
    elif message.fuzzy:
        yield "is marked as fuzzy; read it again and delete the mark"
    else:
        for form in forms:
            yield from (f"has a wrong placeholder in {form!r}: {error}" for error in _misplaced(message, form))


def _misplaced(message: Message, form: str) -> Iterator[str]:
    """Hold the placeholders of one form against those of the English; Babel's own check knows but the first of several forms."""
    wanted = {name: name for text in _texts(message.id) for name in PLACEHOLDER.findall(text)}
    may_lack = COUNTED if message.pluralizable else set()
    try:
        form % wanted if message.python_format else None
    except (KeyError, ValueError, TypeError) as error:
        yield str(error)
    yield from (f"%({name})s is missing" for name in wanted if name not in may_lack and f"%({name})s" not in form)


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.stem, charset="utf-8")


def _texts(forms: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (forms,) if isinstance(forms, str) else tuple(forms)


def _named(message: Message) -> str:
    """Name a phrase as people find it in the file, with its meaning where it has several."""
    return repr(_texts(message.id)[0]) + (f" ({message.context})" if message.context else "")


def _text(catalogue: Catalog) -> str:
    """Write a catalogue in an order of its own, without places, dates and names of machines: equal phrases give equal bytes."""
    about = [
        *([f"Language: {catalogue.locale}", f"Plural-Forms: {catalogue.plural_forms}"] if catalogue.locale else []),
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
    ]
    head = "".join(f'"{line}\\n"\n' for line in about)
    body = io.BytesIO()
    write_po(body, catalogue, omit_header=True, no_location=True, sort_output=True, ignore_obsolete=True, width=0)
    return f'{NOTE}\nmsgid ""\nmsgstr ""\n{head}\n{body.getvalue().decode().rstrip()}\n'
