"""Makes real git repositories, the same ones every time."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

ADA, BO, CY = "Ada Quist <ada@quay.example>", "Bo Larsen <bo@quay.example>", "Cy Moss <cy@quay.example>"
PAGE = "content/pages/lamp.md"
DAY = 86_400
BEGIN = 1_700_000_000


class Repository:
    """A repository in which every commit is made a day after the one before, unless its date is given."""

    def __init__(self, folder: Path, **environment: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.day = folder, 0
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "HOME": str(folder.parent),
            "LC_ALL": "C",
            **environment,
        }
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str, given: bytes | None = None, **environment: str) -> str:
        done = subprocess.run(
            ("git", "-c", "user.name=C", "-c", "user.email=c@x", "-c", "commit.gpgsign=false", *words),
            cwd=self.folder,
            env={**self.environment, **environment},
            input=given,
            capture_output=True,
            check=False,
        )
        assert not done.returncode, done.stderr
        return done.stdout.decode("utf-8", "replace").strip()

    def write(self, files: Mapping[str, str | None]) -> None:
        for path, text in files.items():
            place = self.folder / path
            if text is None:
                place.unlink()
            else:
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(text, encoding="utf-8")

    def commit(
        self, who: str = ADA, files: Mapping[str, str | None] | None = None, *trailers: str, date: str = "", amend: bool = False
    ) -> str:
        """Commit all that there is, in somebody's name; returns the name of the commit."""
        self.write(files or {})
        self.day += 1
        when = date or f"{BEGIN + self.day * DAY} +0100"
        name, _, mail = who.rpartition(" <")
        author = {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": mail.rstrip(">"), "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        self.git("add", "-A", ".")
        message = "\n".join(("Words", "", *trailers))
        self.git(
            "commit", "-q", "--allow-empty", "-F", "-", *(["--amend", "--reset-author"] if amend else []), given=message.encode(), **author
        )
        return self.git("rev-parse", "HEAD")
