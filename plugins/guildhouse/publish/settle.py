"""Settles what to build in a process of its own: a configuration is a program, and whatever it does ends with that process."""

from __future__ import annotations

import base64
import json
import os
import pickle
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from guildhouse import leash
from guildhouse.publish import ENGINE, unchanged
from guildhouse.publish.child import PATIENCE
from guildhouse.publish.places import Places, UsageError, places
from guildhouse.settings import CONFIGURATION, Settings, SettingsError, load

LIMIT = 10.0
"""Seconds that a configuration may take."""
READ_SIZE = 1 << 16


class Settled(NamedTuple):
    """What to build: where, with which settings, and all that it depends on where that can be known."""

    places: Places
    settings: Settings
    look: unchanged.Look | None


def settled(site: Path, options: Mapping[str, Any]) -> Settled:
    """Settle a site; faults are those of `places` and `load`, and a configuration that comes to no end is one too (SettingsError)."""
    answer, told = os.pipe()
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [*leash.command(__name__), str(told), str(site), json.dumps(options)],
        stdin=subprocess.DEVNULL,
        stdout=2,  # what the configuration prints is no report of ours
        pass_fds=(told,),
        start_new_session=True,  # Ctrl-C reaches us alone, and one signal ends what the configuration has started
    )
    os.close(told)
    try:
        outcome = _outcome(answer, process)
    finally:
        os.close(answer)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    if isinstance(outcome, Exception):
        raise outcome
    return Settled(*outcome)


def _outcome(answer: int, process: subprocess.Popen[bytes]) -> Any:
    """Wait for the answer, of which a line is whole; something that the configuration has started may keep the pipe open."""
    told, deadline = b"", time.monotonic() + LIMIT
    with selectors.DefaultSelector() as selector:
        selector.register(answer, selectors.EVENT_READ)
        while not told.endswith(b"\n"):
            if selector.select(PATIENCE):
                told += (piece := os.read(answer, READ_SIZE))
                if not piece:
                    break
            elif process.poll() is not None:
                break
            elif time.monotonic() > deadline:
                raise SettingsError(f"{CONFIGURATION}: it has not come to its end within {LIMIT:g} seconds.")
    if not told.endswith(b"\n"):
        raise SettingsError(f"{CONFIGURATION}: it ended the process that reads it.")
    return pickle.loads(base64.b64decode(told))  # noqa: S301 - our own process wrote it, and runs what the site may run anyway


def _settle(site: Path, options: Mapping[str, Any]) -> Exception | tuple[Places, Settings, unchanged.Look | None]:
    try:
        found = places(site)
        settings = load(found.site, **options)
        return found, settings, unchanged.look(found, settings, ENGINE)
    except (OSError, UsageError, SettingsError) as error:
        return error
    except BaseException as error:  # noqa: BLE001 - there is no Ctrl-C here: what is raised is the configuration's own
        return SettingsError(f"{CONFIGURATION}: {type(error).__name__}: {error}".rstrip(": "))


def main(told: int, site: str, options: str) -> None:
    """Settle once, answer with one line, and leave no time to threads of the configuration."""
    words = base64.b64encode(pickle.dumps(_settle(Path(site), json.loads(options)))) + b"\n"
    sys.stdout.flush()
    sys.stderr.flush()
    while words:
        words = words[os.write(told, words) :]
    os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3])
