"""How whatever goes wrong in a command becomes one line and an exit code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from invoke.exceptions import Exit

from guildhouse.exit_codes import ExitCode


@contextmanager
def ended() -> Iterator[None]:
    """Run a command: wrong settings or usage are 2, the machine's faults 3, a signal 128 and its number."""
    from guildhouse.publish.child import Interrupted
    from guildhouse.publish.places import UsageError
    from guildhouse.settings import SettingsError

    try:
        yield
    except (UsageError, SettingsError) as error:
        raise Exit(str(error), code=ExitCode.USAGE) from error
    except OSError as error:
        raise Exit(_fault(error), code=ExitCode.MACHINE) from error
    except Interrupted as stop:
        raise Exit("Stopped; the published site is as it was.", code=128 + stop.signal) from stop


def _fault(error: OSError) -> str:
    """Say in one line what the machine could not do, and where."""
    where = f": {error.filename}" if error.filename else ""
    return f"{error.strerror or error}{where}"
