"""The tasks of Guildhouse's own repository: test, lint, types, golden, bench, docs, tour, clean."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from guildhouse.exit_codes import ExitCode

SHARED = ("--numprocesses", "auto", "--maxprocesses", "4", "--dist", "loadfile")
"""How all tests are run: each file by one process, for its tests share what it builds, and every process opens a browser of its own."""
MADE = ("dist", ".cache", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", ".import_linter_cache", "htmlcov", ".coverage")
"""What tasks leave in the folder beside `output/`."""


def _run(c: Context, module: str, *words: str) -> None:
    """Run a module of the environment in the repository's folder, and end as it ends."""
    _start(c, sys.executable, "-m", module, *words)


def _start(c: Context, *command: str) -> None:
    code = subprocess.run(command, cwd=c.config["home"], check=False).returncode  # noqa: S603 - tools that constraints.txt pins
    if code:
        raise Exit(code=code if code > 0 else ExitCode.MACHINE)


def _words(text: str) -> Sequence[str]:
    return shlex.split(text)


@task(auto_shortflags=False, help={"options": "Words for pytest, such as 'tests/model -k rota'.", "coverage": "Measure branch coverage."})
def test(c: Context, options: str = "", coverage: bool = False) -> None:
    """Run the tests: all of them on several processors, a choice of them by one process."""
    measure = ("--cov", "--cov-report=term-missing:skip-covered") if coverage else ()
    _run(c, "pytest", *measure, *(_words(options) or SHARED))


@task(auto_shortflags=False, help={"fix": "Mend what can be mended without thought."})
def lint(c: Context, fix: bool = False) -> None:
    """Hold the code against the rules of style and the directions of imports."""
    _run(c, "ruff", "check", "--output-format", "concise", *(["--fix"] if fix else []))
    _start(c, str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--cache-dir", ".cache/imports")


@task(auto_shortflags=False)
def types(c: Context) -> None:
    """Check the types, strictly."""
    _run(c, "mypy")


@task(auto_shortflags=False, help={"update": "Accept what is built now as what is wanted."})
def golden(c: Context, update: bool = False) -> None:
    """Compare the sample site with its recorded pages."""
    _run(c, "pytest", "tests/site", *(["--update-golden"] if update else []))


_BENCH = {"name": "File in benchmarks/ without .py.", "options": "Words for it.", "edits": "So many random edits (--name edits)."}


@task(auto_shortflags=False, help=_BENCH)
def bench(c: Context, name: str = "compare", options: str = "", edits: int = 0) -> None:
    """Measure; `--name kill` and others name one measurement."""
    if edits:
        name, options = "edits", f"--edits {edits} {options}"
    known = sorted(path.stem for path in Path(c.config["home"], "benchmarks").glob("[a-z]*.py"))
    if name not in known:
        raise Exit(f"There is no measurement {name!r}, but {', '.join(known)}.", code=ExitCode.USAGE)
    _run(c, f"benchmarks.{name}", *_words(options))


@task(auto_shortflags=False, help={"check": "Write nothing; fail when a file is not as the code says."})
def docs(c: Context, check: bool = False) -> None:
    """Write docs/problems.md, docs/settings.md and the JSON Schemas from the code's own declarations."""
    from guildhouse.tasks.reference import generated

    if _written(Path(c.config["home"]), generated(), "docs", check=check):
        raise Exit(code=ExitCode.PROBLEMS)


@task(auto_shortflags=False, help={"check": "Write nothing; fail when a phrase is missing, untranslated or wrong in a catalogue."})
def words(c: Context, check: bool = False) -> None:
    """Gather the phrases of templates and code into the catalogues of all languages, and say which wait for a translation."""
    from guildhouse.tasks.catalogues import FOLDER, faults, generated

    home = Path(c.config["home"])
    stale = _written(home, generated(home), "words", check=check)
    found = list(faults(home))
    for fault in found:
        print(f"{FOLDER}/{fault}.", file=sys.stderr)
    if check and (stale or found):
        raise Exit(code=ExitCode.PROBLEMS)


def _written(home: Path, files: Mapping[str, str], command: str, *, check: bool) -> bool:
    """Write what is generated, or with `check` name what is not as it should be and tell whether there is any."""
    stale = [(path, text) for path, text in files.items() if _read(home / path) != text]
    for path, text in stale:
        if check:
            print(f"{path} is not as the code says; `python3 tasks.py {command}` writes it.", file=sys.stderr)
        else:
            (home / path).parent.mkdir(parents=True, exist_ok=True)
            (home / path).write_text(text, encoding="utf-8")
            print(path)
    return check and bool(stale)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


@task(auto_shortflags=False, help={"site": "A built site (default: the sample site, built for this)."})
def tour(c: Context, site: str = "") -> None:
    """Photograph every kind of page in every way that readers see it; the contact sheet is for looking at before a release."""
    from guildhouse.tasks.browser import NoBrowserError
    from guildhouse.tasks.tour import tour as photograph

    home = Path(c.config["home"])
    built = Path(site) if site else home / ".cache" / "tour-site"
    if not site:
        _run(c, "guildhouse", "build", "--today", "2026-11-16", "--output", str(built))
    try:
        print(photograph(built, home / ".cache" / "tour"))
    except NoBrowserError as error:
        raise Exit(str(error), code=ExitCode.MACHINE) from error


@task(auto_shortflags=False, help={"all": "Remove .venv too; the next command makes it again."})
def clean(c: Context, all: bool = False) -> None:  # noqa: A002
    """Remove what the commands have made."""
    from guildhouse.publish.manifest import read_manifest

    home = Path(c.config["home"])
    made = [home / name for name in (*MADE, *([".venv", ".venv.lock"] if all else []))]
    if read_manifest(home / "output"):
        made.append(home / "output")
    for path in (*made, *home.glob(".output.*")):
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


TASKS = (test, lint, types, golden, bench, docs, words, tour, clean)
