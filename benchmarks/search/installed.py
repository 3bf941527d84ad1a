"""The other engines: npm installs what peers/package-lock.json pins by hash, below .cache/."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import sys
from pathlib import Path

from benchmarks.search.packages import CACHE, run

PINNED = Path(__file__).with_name("peers")
PEERS = CACHE / "peers"


def install() -> None:
    """Install the engines where they are missing or others; raises NotFetched."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = (PINNED / "package-lock.json").read_bytes()
        mark = PEERS / "installed"
        if mark.is_file() and mark.read_bytes() == wanted:
            return
        print("Installing Pagefind, lunr.js and MiniSearch ...", file=sys.stderr, flush=True)
        shutil.copytree(PINNED, PEERS, dirs_exist_ok=True)
        run(("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"), PEERS)
        mark.write_bytes(wanted)


def versions() -> dict[str, str]:
    """Tell the versions that are installed."""
    read = json.loads((PINNED / "package.json").read_text(encoding="utf-8"))
    return dict(read["dependencies"])


def pagefind(folder: Path) -> None:
    """Let Pagefind index a folder of pages, with its defaults, where it has not done it yet."""
    if not (folder / "pagefind/pagefind-entry.json").is_file():
        run(command(folder))


def command(folder: Path) -> tuple[str, ...]:
    """Give the command that indexes a folder with Pagefind: its own program, without npm around it."""
    suffix = ".exe" if os.name == "nt" else ""
    program = next(PEERS.glob(f"node_modules/@pagefind/*/bin/pagefind_extended{suffix}"))
    return (str(program), "--site", str(folder))
