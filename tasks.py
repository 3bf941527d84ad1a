"""The commands of Guildhouse: `python3 tasks.py --list` names them.

The first run makes `.venv` beside this file with nothing but the standard library, and installs into it exactly what
constraints.txt pins by hash. Later runs find it by its stamp and go straight on.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - whoever clones may have an older Python, and deserves a sentence
    sys.exit("Guildhouse needs Python 3.11 or later; this is Python {}.{}.".format(*sys.version_info[:2]))

import signal

STOPPED = 128 + signal.SIGINT
if __name__ == "__main__":  # before all else, for Ctrl-C may come at any moment
    signal.signal(signal.SIGINT, lambda *_: sys.exit(STOPPED))

import contextlib
import hashlib
import importlib.util
import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "guildhouse.stamp"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
MACHINE_FAULT = 3
UNWANTED = ("PIP_PREFIX", "PIP_ROOT", "PIP_TARGET", "PIP_USER", "PYTHONHOME", "PYTHONPATH")
"""Variables that would send the packages elsewhere, or let others in."""
OWN = {
    "PIP_CACHE_DIR": str(ROOT / ".cache/pip"),
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "UV_CACHE_DIR": str(ROOT / ".cache/uv"),
    "UV_LINK_MODE": "copy",
}
"""Variables that keep the installers' caches in this folder, and their advice to themselves."""


def ensure_environment() -> None:
    """Go on inside a complete `.venv`: make it when there is none or its inputs changed, then start again in it."""
    wanted = digest()
    if not is_current(wanted):
        with lock():
            if not is_current(wanted):  # another first run may have made it meanwhile
                install()
                STAMP.write_text(wanted, encoding="ascii")
    if Path(sys.prefix).resolve() != VENV.resolve():
        start_again()


def digest() -> str:
    """Name everything that the environment is made from; its scripts hold the folder's own path too."""
    parts = [sys.version, str(ROOT), *((ROOT / name).read_text(encoding="utf-8") for name in ("pyproject.toml", "constraints.txt"))]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def is_current(wanted: str) -> bool:
    """Tell whether the environment was finished from the same inputs: the stamp is written last."""
    try:
        return STAMP.read_text(encoding="ascii") == wanted and PYTHON.exists()
    except OSError:
        return False


@contextlib.contextmanager
def lock() -> Iterator[None]:
    """Let one process install; the others wait and find the work done."""
    with (ROOT / ".venv.lock").open("w", encoding="ascii") as file:
        if not WINDOWS:
            import fcntl  # noqa: PLC0415 - not on Windows

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def install() -> None:
    """Make the environment from scratch, so that nothing of an older or interrupted one stays."""
    started = time.monotonic()
    tell("Preparing .venv, once; this takes about half a minute ...")
    uv = shutil.which("uv")
    if not uv and not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
        fail(missing_venv())
    shutil.rmtree(VENV, ignore_errors=True)
    base = getattr(sys, "_base_executable", sys.executable)
    run([uv, "venv", "--quiet", "--python", base, VENV] if uv else [base, "-m", "venv", VENV])
    pip: list[str | Path] = [uv, "pip", "install", "--python", PYTHON] if uv else [PYTHON, "-m", "pip", "install"]
    run([*pip, "--require-hashes", "-r", ROOT / "constraints.txt"])
    run([*pip, "--no-deps", "--no-build-isolation", "-e", ROOT])
    tell(f"Prepared .venv in {time.monotonic() - started:.0f} s.")


def missing_venv() -> str:
    """Say how to get the part of Python that Debian and Ubuntu package apart."""
    package = f"python3.{sys.version_info[1]}-venv"
    return f"This Python cannot make virtual environments. Install the missing part with\n    sudo apt install {package}\nand start again."


def run(command: Sequence[str | Path]) -> None:
    """Run one step of the installation; what it prints matters only when it fails. Its caches stay in this folder."""
    clean = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    result = subprocess.run(  # noqa: S603 - every word of the command is ours
        [str(word) for word in command],
        env=clean | OWN,
        cwd=ROOT,
        text=True,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if result.returncode:
        fail(f"{result.stdout.strip()}\nPreparing .venv failed; the next run begins again.")


def start_again() -> NoReturn:
    """Run this file once more, with the environment's Python."""
    command = [str(PYTHON), str(Path(__file__).resolve()), *sys.argv[1:]]
    if WINDOWS:  # execv there returns to the shell before the new process has ended
        sys.exit(subprocess.call(command))  # noqa: S603
    os.execv(command[0], command)  # noqa: S606


def tell(text: str) -> None:
    """Say what is going on where it mixes with no output."""
    print(text, file=sys.stderr, flush=True)


def fail(text: str) -> NoReturn:
    """End because of the machine, not of the site."""
    tell(text)
    sys.exit(MACHINE_FAULT)


if __name__ == "__main__":
    try:
        ensure_environment()
    except OSError as problem:
        fail(f"Preparing .venv failed: {problem.strerror or problem}: {problem.filename or ROOT}")
    from guildhouse.tasks import main

    main(__file__)
else:  # `inv`, `invoke` and editors import this file, from an environment that holds Guildhouse
    from guildhouse.tasks.collection import namespace

    ns = namespace(ROOT)
