"""Reads since when something is new: a date, or what git calls a tag, a branch or a commit."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
from pathlib import Path
from typing import Any

from guildhouse.model.since import Since

PATIENCE = 60
"""Seconds that git may take."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TAGGER = re.compile(rb"^tagger .*> (\d{1,11}) [-+]\d{4}$", re.MULTILINE)
_GIT = ("git", "--no-pager", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false")
_QUIET = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_NO_REPLACE_OBJECTS": "1", "LC_ALL": "C"}


def since(value: Any, site: Path) -> Since | None:
    """Read since when something is new in a site; None when nothing is written, ValueError when it is neither a day nor a commit."""
    words = value.isoformat() if isinstance(value, dt.date) else value
    if not isinstance(words, str):
        message = f"must be a date, or a tag, branch or commit of git, not {value!r}"
        raise ValueError(message)  # noqa: TRY004 - all wrong values are told alike
    if not words:
        return None
    if _DAY.fullmatch(words):
        return Since(dt.datetime.combine(dt.date.fromisoformat(words), dt.time(), tzinfo=dt.UTC))
    return _commit(words, site)


def _commit(words: str, site: Path) -> Since:
    """Find a commit: new is what the commits brought that lead to what is checked out and not to it."""
    commit = _ask(site, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{words}^{{commit}}").decode().strip()
    if not commit:
        message = f"names {words!r}, which is neither a date nor known to git here; a clone made with --depth knows few commits"
        raise ValueError(message)
    seconds = _told(words, site) or int(_ask(site, "show", "--no-patch", "--format=%ct", commit).decode().split()[-1])
    later = _ask(site, "rev-list", "HEAD", f"^{commit}").decode().split()
    return Since(dt.datetime.fromtimestamp(seconds + 1, dt.UTC), frozenset(later), _aside(commit, site))


def _aside(commit: str, site: Path) -> frozenset[str]:
    """Name the site's files that were brought by commits that lead to one and not to what is checked out: they were told."""
    words = ("log", "--format=", "--diff-filter=A", "--name-only", "-z", "--no-renames", "--relative", commit, "^HEAD", "--", ".")
    return frozenset(os.fsdecode(name.lstrip(b"\n")) for name in _ask(site, *words).split(b"\0") if name.strip())


def _told(words: str, site: Path) -> int:
    """Tell when an annotated tag was made, in seconds since 1970: what came out after its commit was told by it; else 0."""
    name = _ask(site, "rev-parse", "--verify", "--quiet", "--end-of-options", words).decode().strip()
    found = _TAGGER.search(_ask(site, "cat-file", "tag", name).partition(b"\n\n")[0]) if name else None
    return int(found[1]) if found else 0


def _ask(site: Path, *words: str) -> bytes:
    """Ask git in the site's folder; nothing when it cannot answer."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | _QUIET
    try:
        done = subprocess.run([*_GIT, *words], cwd=site, env=environment, capture_output=True, check=False, timeout=PATIENCE)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""
