"""The tools that are compared: ourselves, and others, which are installed into a cache of this repository."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.comparing import sites

CACHE = Path(__file__).resolve().parents[2] / ".cache/peers"
OURS, ENGINE = "guildhouse", "engine"


class NotInstalled(Exception):
    """A peer cannot be had on this machine."""


@dataclass(frozen=True)
class Tool:
    """One tool: how its site is laid out, its command (run in that site's folder), and what it is called."""

    name: str
    title: str
    lay: Callable[[Path, int], None]
    command: tuple[str, ...]
    version: str
    is_incremental: bool = False


@dataclass(frozen=True)
class Package:
    """A peer that pip brings: the versions to try in turn (the newest may not be complete everywhere), and where its program is."""

    name: str
    title: str
    versions: tuple[str, ...]
    program: str
    words: tuple[str, ...]
    lay: Callable[[Path, int], None]
    is_incremental: bool = False


PACKAGES = (
    Package("mkdocs-material", "MkDocs-Material", ("9.8.1",), "bin/mkdocs", ("build", "--quiet"), sites.mkdocs),
    Package("zensical", "Zensical", ("0.1.1", "0.0.73"), "bin/zensical", ("build",), sites.mkdocs, is_incremental=True),
    Package("hugo", "Hugo", ("0.168.0",), "lib/python*/site-packages/hugo/binaries/hugo", ("build", "--quiet"), sites.hugo),
)
PEERS = ("pelican", "pelican-simple", *(package.name for package in PACKAGES))
"""The names of all peers, as `--peers` takes them."""


def ours(jobs: int) -> Tool:
    """Ourselves with everything, as readers see it."""
    return Tool(OURS, f"Guildhouse, {_processes(jobs)}", sites.house, _guildhouse(jobs), version("guildhouse"))


def engine() -> Tool:
    """Our plugins under Pelican's own `simple` theme."""
    return Tool(ENGINE, "Guildhouse's plugins, `simple` theme", sites.engine, _guildhouse(1), version("guildhouse"))


def peer(name: str) -> Tool:
    """Find a peer, and install it where it is missing; raises NotInstalled."""
    own = {
        "pelican": ("Pelican", sites.stock),
        "pelican-simple": ("Pelican, `simple` theme", sites.simple),
    }
    if name in own:
        title, lay = own[name]
        return Tool(name, title, lay, (sys.executable, "-m", "pelican", "-q", "-s", "pelicanconf.py", "-o", "output"), version("pelican"))
    return _installed(next(package for package in PACKAGES if package.name == name))


def _processes(jobs: int) -> str:
    return "1 process" if jobs == 1 else f"{jobs} processes"


def _guildhouse(jobs: int) -> tuple[str, ...]:
    return (sys.executable, "-m", "guildhouse", "build", "--site", ".", "--today", sites.TODAY, "--jobs", str(jobs))


def _installed(package: Package) -> Tool:
    for number in package.versions:
        home = CACHE / f"{package.name}-{number}"
        if _is_there(home) or _install(home, f"{package.name}=={number}"):
            program = next(iter(sorted(home.glob(package.program))), None)
            if program:
                command = (str(program), *package.words)
                return Tool(package.name, package.title, package.lay, command, number, package.is_incremental)
    raise NotInstalled(f"{package.title} ({', '.join(package.versions)}): pip does not bring it here")


def _is_there(home: Path) -> bool:
    return (home / "installed").exists()


def _install(home: Path, requirement: str) -> bool:
    """Make an environment for one peer, one at a time; the mark is written last, so that an interrupted one is made again."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _is_there(home):  # another measurement has made it meanwhile
            return True
        print(f"Installing {requirement} ...", file=sys.stderr, flush=True)
        made = (sys.executable, "-m", "venv", "--clear", str(home))
        filled = (str(home / "bin/python"), "-m", "pip", "install", "--quiet", requirement)
        if _succeeds(made) and _succeeds(filled):
            (home / "installed").touch()
        return _is_there(home)


def _succeeds(command: Sequence[str]) -> bool:
    """Run a command out of this environment's reach; what it says matters only when it fails."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr.strip()[-400:], file=sys.stderr)
    return not done.returncode
