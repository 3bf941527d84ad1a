"""Asks git about what was committed, through a window on the objects alone: no configuration, hook, attribute or alias of anybody counts.

Commands see a passing folder in place of the repository's own. It holds our configuration and nothing else; the objects stay where they are
(`GIT_OBJECT_DIRECTORY`). So the same commit gives the same answer in every clone, for every user, and nothing of a repository can run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from guildhouse.sources.history.place import COMMIT, Repository, Unavailable

PATIENCE = 120
"""Seconds that one command may take."""
CONFIGURATION = """[core]
\trepositoryformatversion = {version}
\tbare = true
\tcommitGraph = false
\tquotePath = false
[log]
\tshowSignature = false
\tshowRoot = true
[diff]
\trenames = false
\tignoreSubmodules = none
[extensions]
\tobjectFormat = {format}
"""
KEPT = ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP")
"""Variables of the environment that git needs to run at all."""
OURS = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
    "TZ": "UTC",
}


@dataclass(frozen=True)
class Window:
    """A way to ask about the commits of a repository."""

    program: str
    folder: Path
    objects: Path

    def ask(self, *words: str, given: bytes = b"") -> bytes:
        """Run a command of git and give what it prints; Unavailable when it does not end well."""
        environment = {"GIT_DIR": str(self.folder), "GIT_OBJECT_DIRECTORY": str(self.objects), "HOME": str(self.folder)}
        return _run([self.program, "--no-pager", *words], self.folder, environment, given)

    def holds(self, old: str, new: str) -> bool:
        """Tell whether one commit is an ancestor of another."""
        try:
            self.ask("merge-base", "--is-ancestor", old, new)
        except Unavailable:
            return False
        return True


@contextmanager
def window(repository: Repository) -> Iterator[Window]:
    """Open a window on a repository's objects; Unavailable where git is not installed."""
    with tempfile.TemporaryDirectory(prefix="guildhouse-") as made:
        folder = Path(made)
        (folder / "refs").mkdir()
        head = head_of(repository) or ""
        (folder / "HEAD").write_text(head or "ref: refs/heads/main", encoding="ascii")
        form = ("1", "sha256") if len(head) > len("sha1") * 10 else ("0", "sha1")
        text = CONFIGURATION.format(version=form[0], format=form[1])
        (folder / "config").write_text(text if form[0] == "1" else text.partition("[extensions]")[0], encoding="ascii")
        yield Window(_program(), folder, repository.objects)


def head_of(repository: Repository) -> str | None:
    """Name the commit that is checked out; None before the first one. Git itself is asked only where references stand in tables."""
    if not repository.is_table:
        return repository.head
    try:
        environment = {"GIT_DIR": str(repository.folder), "HOME": os.devnull}
        answer = _run([_program(), "--no-pager", "rev-parse", "--verify", "--quiet", "HEAD^{commit}"], repository.top, environment, b"")
    except Unavailable:
        return None
    name = answer.decode("ascii", "replace").strip()
    return name if COMMIT.fullmatch(name) else None


def _program() -> str:
    found = shutil.which("git")
    if found is None:
        raise Unavailable("git is not installed", "Install git where the site is built.")
    return found


def _run(command: Sequence[str], folder: Path, environment: dict[str, str], given: bytes) -> bytes:
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - git itself, with words of ours
            command, cwd=folder, env={**kept, **OURS, **environment}, input=given, capture_output=True, check=False, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired as error:
        raise Unavailable(f"git did not answer within {PATIENCE} s") from error
    except OSError as error:
        raise Unavailable("git cannot be run", "Install git where the site is built.") from error
    if done.returncode:
        raise Unavailable("git cannot read all of the history", "Clone the repository anew, with all of its history.")
    return done.stdout
