"""The catalogues: complete, with their placeholders, and the same bytes whoever makes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from guildhouse.tasks import catalogues
from guildhouse.tasks.program import run

HOME = Path(__file__).parents[2]


def test_every_language_has_every_phrase() -> None:
    assert list(catalogues.faults(HOME)) == []


def test_they_are_as_the_command_writes_them() -> None:
    stale = [path for path, text in catalogues.generated(HOME).items() if (HOME / path).read_text(encoding="utf-8") != text]
    assert stale == [], "run `python3 tasks.py words`"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "theme/templates").mkdir(parents=True)
    (tmp_path / catalogues.FOLDER).mkdir(parents=True)
    (tmp_path / "theme/templates/a.html").write_text(
        '{% trans who="x" %}\n  Kept\n  by {{ who }}\n{% endtrans %}{{ _("All") }}{{ counted("%(number)s day", "%(number)s days") }}{{ pgettext("page", "All") }}'
    )
    (tmp_path / "plugins/guildhouse/code.py").write_text(
        'say("Hello")\n"x".count(b"x")\nother.say("never")\nsay(text)\nsay("Two " "parts")\nsay("All", context="of them")\n'
    )
    return tmp_path


def translate(home: Path, texts: str) -> list[str]:
    (home / catalogues.FOLDER / "de.po").write_text(
        'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n' + texts, encoding="utf-8"
    )
    return list(catalogues.faults(home))


GOOD = """msgid "Kept by %(who)s"
msgstr "Von %(who)s"

msgid "All"
msgstr "Alle"

msgctxt "of them"
msgid "All"
msgstr "Allesamt"

msgctxt "page"
msgid "All"
msgstr "Ganze Seite"

msgid "Hello"
msgstr "Hallo"

msgid "Two parts"
msgstr "Zwei Teile"

msgid "%(number)s day"
msgid_plural "%(number)s days"
msgstr[0] "ein Tag"
msgstr[1] "%(number)s Tage"
"""


def test_phrases_come_from_templates_and_code(repository: Path) -> None:
    found = {(message.id, message.context) for message in catalogues.phrases(repository) if message.id}
    plain = {"Kept by %(who)s", "All", "Hello", "Two parts", ("%(number)s day", "%(number)s days")}
    assert found == {*((phrase, None) for phrase in plain), ("All", "page"), ("All", "of them")}
    assert translate(repository, GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('msgid "All"\nmsgstr "Alle"\n\n', "", "'All' is missing"),
        ('msgctxt "page"\nmsgid "All"\nmsgstr "Ganze Seite"\n\n', "", "'All' (page) is missing"),
        ('msgctxt "page"', 'msgctxt "book"', "'All' (page) is missing"),
        ('"Ganze Seite"', '""', "'All' (page) is not translated"),
        ('msgid "Hello"', 'msgid "Old"\nmsgstr "Alt"\n\nmsgid "Hello"', "'Old' is in no template and in no code"),
        ('"Alle"', '""', "'All' is not translated"),
        ('msgid "Hello"', '#, fuzzy\nmsgid "Hello"', "'Hello' is marked as fuzzy"),
        ("Von %(who)s", "Von %(wer)s", "has a wrong placeholder"),
        ("Von %(who)s", "Von", "%(who)s is missing"),
        ("Von %(who)s", "Von %(who)", "has a wrong placeholder"),
        ('msgstr[1] "%(number)s Tage"\n', "", "is not translated"),
        ("%(number)s Tage", "%(zahl)s Tage", "has a wrong placeholder"),
    ],
)
def test_faults_are_named(repository: Path, old: str, new: str, fault: str) -> None:
    assert old in GOOD
    found = translate(repository, GOOD.replace(old, new))
    assert found
    assert fault in found[0]


def test_what_is_written_is_stable_and_names_no_machine(repository: Path) -> None:
    translate(repository, GOOD)
    first = catalogues.generated(repository)
    for path, text in first.items():
        (repository / path).write_text(text, encoding="utf-8")
        assert "POT-Creation-Date" not in text
        assert "a.html" not in text
    assert catalogues.generated(repository) == first
    assert 'msgid "Two parts"\nmsgstr "Zwei Teile"\n' in first[f"{catalogues.FOLDER}/de.po"]


def test_the_command_writes_and_then_finds_nothing_wrong(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    translate(repository, GOOD)
    assert run(["guildhouse", "words", "--check"], repository) == 1
    assert "`python3 tasks.py words` writes it" in capsys.readouterr().err
    assert run(["guildhouse", "words"], repository) == 0
    assert run(["guildhouse", "words", "--check"], repository) == 0


def test_a_new_language_begins_with_an_empty_file(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = repository / catalogues.FOLDER / "ar.po"
    path.write_text("")
    assert run(["guildhouse", "words"], repository) == 0
    assert 'msgid "Hello"\nmsgstr ""' in path.read_text(encoding="utf-8")
    assert path.read_text(encoding="utf-8").count("msgstr[") == 6
    assert run(["guildhouse", "words", "--check"], repository) == 1
    assert "ar.po: 'Hello' is not translated" in capsys.readouterr().err
