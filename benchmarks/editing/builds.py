"""Builds of an edited site as a person starts them, and what came of them."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import guildhouse
from guildhouse.settings import SettingsError

PROBLEM = re.compile(r"^\S+?:\d+:\d+: .*\[[a-z-]+\]$")
"""A line that tells of a problem in the sources; the other lines tell of the build, which may differ."""

PATIENCE, HUNG = 120, 124
"""Seconds that a build of the small site may take on a busy machine, and the exit code that stands for more."""


@dataclass(frozen=True)
class Outcome:
    """The exit code of a build, the problems it told, and all its words."""

    code: int
    problems: tuple[str, ...]
    words: str


@dataclass(frozen=True)
class Order:
    """How a site is built at one moment: its day, and more options of the command such as `--lenient`."""

    site: Path
    today: str
    options: tuple[str, ...] = ()


Build = Callable[[Order, Path, Sequence[str]], Outcome]
"""Builds into a folder with more options (`--no-cache`, `--audit`)."""


def outcome(code: int, words: str) -> Outcome:
    """Take apart what a build said."""
    return Outcome(code, tuple(sorted(line for line in words.splitlines() if PROBLEM.match(line))), words)


def environment(program: Path | None = None) -> dict[str, str]:
    """Give the environment in which a copy of the program is run instead of the installed one."""
    return os.environ | {"CI": "true"} | ({"PYTHONPATH": str(program / "plugins")} if program else {})


def copied_program(folder: Path) -> Path:
    """Copy the program and its theme, so that they can be edited; returns the folder of the copy."""
    ignore = shutil.ignore_patterns("__pycache__")
    package = Path(guildhouse.__file__).parent
    shutil.copytree(package, folder / "plugins/guildhouse", ignore=ignore)
    if not (package / "theme").is_dir():
        shutil.copytree(guildhouse.theme(), folder / "theme", ignore=ignore)
    return folder


def by_command(program: Path | None = None) -> Build:
    """Build with the command itself, of a copy of the program where one is given."""

    def build(order: Order, output: Path, more: Sequence[str]) -> Outcome:
        words = ["build", "--site", str(order.site), "--output", str(output), "--today", order.today, *order.options, *more]
        command = [sys.executable, "-m", "guildhouse", *words]
        try:
            done = subprocess.run(command, env=environment(program), check=False, capture_output=True, text=True, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            return outcome(HUNG, f"still at work after {PATIENCE} s")
        return outcome(done.returncode, done.stderr)

    return build


def by_fork(order: Order, output: Path, more: Sequence[str]) -> Outcome:
    """Build in a fork of this process."""
    from benchmarks.editing.forks import forked  # noqa: PLC0415 - brings the whole engine, which the command does not need

    options: dict[str, Any] = {"today": order.today, "jobs": 1}
    words = [*order.options, *more]
    options |= {word.removeprefix("--"): True for word in words if word in ("--lenient", "--offline", "--audit")}
    if "--no-cache" in words:
        options["cache"] = False
    try:
        return outcome(*forked(order.site, output, **options))
    except SettingsError as error:
        return outcome(2, str(error))


def hashes(folder: Path) -> dict[str, str]:
    """List the files of a folder with what is in them."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}
