"""Where a build may write: beside the output, and over nothing that Guildhouse did not make."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from glob import escape
from hashlib import blake2b
from pathlib import Path

from guildhouse.marks import RECEIPT, read_notes
from guildhouse.publish.manifest import UnsoundBuild, files_in, read_manifest
from guildhouse.sources import store

SOURCES = ("content", "communities")
READ = (*SOURCES, "theme", "plugins")
"""Folders of a site whose files a build may read; the folders of templates that its settings name come to these."""
GUARDED = (*READ, ".git", ".venv")
"""Folders of a site that no output may be, or lie in."""


class UsageError(Exception):
    """A command that cannot be carried out as it was given, told in one line; exit code 2."""


@dataclass(frozen=True)
class Places:
    """The site, its output, and what a build needs beside the output while it works."""

    site: Path
    output: Path

    @property
    def lock(self) -> Path:
        """The file that one build at a time holds."""
        return self.output.with_name(f".{self.output.name}.lock")

    @property
    def previous(self) -> Path:
        """Where the published site is for a moment when the system cannot exchange two folders."""
        return self.output.with_name(f".{self.output.name}.previous")

    def new_aside(self) -> Path:
        """Make a folder to build in, on the same file system as the output."""
        aside = self.output.with_name(f".{self.output.name}.building-{uuid.uuid4().hex[:12]}")
        aside.mkdir()
        return aside

    @property
    def is_unsettled(self) -> bool:
        """Tell whether a build is running, or one that was killed has left something to put in order."""
        return self.lock.exists() or self.previous.exists() or any(self._litter)

    @property
    def _litter(self) -> Iterator[Path]:
        return self.output.parent.glob(f".{escape(self.output.name)}.building-*")

    def sweep(self) -> None:
        """Remove what killed builds left behind; only the holder of the lock may."""
        for litter in self._litter:
            shutil.rmtree(litter, ignore_errors=True)


def places(site: Path, output: Path | None = None) -> Places:
    """Settle site and output as absolute paths without links; refuse (UsageError) what would destroy something."""
    if not site.is_dir():
        raise UsageError(f"{site} is not a folder.")
    if not any((site / name).is_dir() for name in SOURCES):
        raise UsageError(f"{site} has neither content/ nor communities/, so it is not a site.")
    found = Places(site.resolve(), (output or site / "output").resolve())
    _refuse_sources(found)
    _refuse_foreign(found)
    return found


def notes_of(found: Places) -> Path | None:
    """Name the file in which a build of this output notes what it published; None where nothing can be noted."""
    folder = store.folder(found.site)
    return folder and folder / f"published-{blake2b(os.fsencode(found.output), digest_size=8).hexdigest()}.json"


def _refuse_sources(found: Places) -> None:
    site, output = found.site, found.output
    if output == site or output in site.parents:
        raise UsageError(f"The output {output} would replace the site's own folder.")
    for name in GUARDED:
        if output.is_relative_to((site / name).resolve()):
            raise UsageError(f"The output {output} would lie in {name}/ of the site.")


def _refuse_foreign(found: Places) -> None:
    output = found.output
    if not output.exists():
        return
    if not output.is_dir():
        raise UsageError(f"The output {output} is not a folder.")
    if any(output.iterdir()) and read_manifest(output) is None and not _is_noted(found):
        raise UsageError(
            f"{output} has no {RECEIPT} that can be read, so it may hold something that Guildhouse did not make. "
            "Name another --output, or empty it."
        )


def _is_noted(found: Places) -> bool:
    """Tell whether the last build has noted every file that is there, though its own account is gone."""
    try:
        notes = notes_of(found)
        published = read_notes(notes)["outputs"] if notes else {}
        return all(path in published for path in files_in(found.output))
    except (OSError, ValueError, KeyError, TypeError, RecursionError, UnsoundBuild):
        return False
