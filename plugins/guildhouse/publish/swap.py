"""Puts a finished folder in the place of the published one, in one step where the system can."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2
UNSUPPORTED = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})
"""What kernels and file systems answer that cannot exchange: old ones, other systems', some network and container ones."""

FIXED = frozenset({errno.EBUSY, errno.EXDEV})
"""What kernels answer of a folder that cannot take another's name: a mount point, or a layer of a container's image."""
REMEDY = "{0} cannot be replaced, for something is mounted there; choose a folder below it, as in --output {0}/site"


def swap(aside: Path, output: Path, previous: Path) -> None:
    """Publish `aside` as `output`; the tree that was there ends at `aside` or `previous`, for the caller to remove."""
    if not output.exists():
        aside.rename(output)
        return
    shutil.copymode(output, aside)
    try:
        _exchange(aside, output, previous)
    except OSError as error:
        if error.errno in FIXED:
            raise OSError(error.errno, REMEDY.format(output)) from error
        raise


def _exchange(aside: Path, output: Path, previous: Path) -> None:
    try:
        exchange(aside, output)
    except OSError as error:
        if error.errno not in UNSUPPORTED:
            raise
        _rename_pair(aside, output, previous)


def exchange(one: Path, other: Path) -> None:
    """Swap two paths atomically with Linux's renameat2(2); OSError with ENOSYS where that does not exist."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(one))
    if rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE):
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(one), None, str(other))


def recover(output: Path, previous: Path) -> None:
    """Bring back a site that a build was killed in the middle of replacing by two renames."""
    if previous.exists() and not output.exists():
        previous.rename(output)
    shutil.rmtree(previous, ignore_errors=True)


def _rename_pair(aside: Path, output: Path, previous: Path) -> None:
    """Swap by two renames; between them, for microseconds, there is no site."""
    output.rename(previous)
    try:
        aside.rename(output)
    except OSError:
        previous.rename(output)
        raise
