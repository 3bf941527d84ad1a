"""The tasks of a site: build, check, serve, headers, new, announce, diagrams, identities, contributors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from guildhouse.exit_codes import ExitCode
from guildhouse.tasks.ending import ended

SITE = "The site's folder: content/, communities/ or both (default: where tasks.py is, else the current folder)."
TODAY = "Day the pages are made for, as 2026-11-16 (default: that of SOURCE_DATE_EPOCH, else today in UTC)."
LENIENT = "Turn dead links and unknown people into warnings."


def site_folder(c: Context, site: str) -> Path:
    """Find the site that a command is about."""
    return Path(site) if site else Path(c.config.get("home", "."))


@task(
    auto_shortflags=False,
    help={
        "site": SITE,
        "output": "Where the published site is put (default: output/ in the site's folder).",
        "url": "Address that the site is published at; without it feeds and sitemap are left out.",
        "today": TODAY,
        "lenient": LENIENT,
        "offline": "Make a folder that works when it is opened from disk.",
        "jobs": "Processes that share the work (default: one for each processor).",
        "cache": "Reuse nothing of an earlier build.",
        "audit": "Build a second time without caches and compare every byte.",
        "profile": "Say which stage, feature, template and source costs how much of the processor's time, without --audit's second build; "
        "a build that fails says what is wrong instead.",
    },
)
def build(
    c: Context,
    site: str = "",
    output: str = "",
    url: str = "",
    today: str = "",
    lenient: bool = False,
    offline: bool = False,
    jobs: int = 0,
    cache: bool = True,
    audit: bool = False,
    profile: bool = False,
) -> None:
    """Build the site strictly, verify it, and exchange it with the published one in one step."""
    from guildhouse.publish.build import Order
    from guildhouse.publish.build import build as publish
    from guildhouse.publish.child import interruptible

    options = _given(site_url=url, today=today, lenient=lenient, offline=offline, jobs=jobs, audit=audit, cache=None if cache else False)
    with ended():
        order = Order(*_ordered(site_folder(c, site), output, options), profile=profile)
        with interruptible():
            code = publish(order)
    raise Exit(code=code)


@task(
    auto_shortflags=False,
    help={"site": SITE, "format": "How problems are written: text, json, github or sarif.", "today": TODAY, "lenient": LENIENT},
)
def check(c: Context, site: str = "", format: str = "text", today: str = "", lenient: bool = False) -> None:  # noqa: A002
    """Read and validate everything without building; the problems go to standard output."""
    from guildhouse.tasks import checking

    with ended():
        code = checking.check(site_folder(c, site), format, _given(today=today, lenient=lenient))
    raise Exit(code=code)


@task(
    auto_shortflags=False,
    help={"site": SITE, "port": "Port on 127.0.0.1; when it is taken, the next free one.", "today": TODAY, "lenient": LENIENT},
)
def serve(c: Context, site: str = "", port: int = 8000, today: str = "", lenient: bool = False) -> None:
    """Build, show the site on this computer, and build again whenever a file changes."""
    from guildhouse.formats.policy import headers as policy
    from guildhouse.publish import serve as serving
    from guildhouse.publish.server import LAST_PORT
    from guildhouse.publish.settle import settled

    if not 0 < port <= LAST_PORT:
        raise Exit(f"--port is a number from 1 to {LAST_PORT}, not {port}.", code=ExitCode.USAGE)
    folder, options = site_folder(c, site), _given(today=today, lenient=lenient, style_page=True)
    with ended():
        serving.serve(lambda: settled(folder, options), port, policy())


@task(auto_shortflags=False, help={"server": "nginx or caddy."})
def headers(_c: Context, server: str) -> None:
    """Print the lines that give a web server the site's security headers."""
    from guildhouse.formats import policy

    known = {"nginx": policy.nginx, "caddy": policy.caddy}
    if server not in known:
        raise Exit(f"There are lines for nginx and for caddy, not for {server!r}.", code=ExitCode.USAGE)
    print(known[server](), end="")


@task(
    auto_shortflags=False,
    help={
        "kind": "community, meeting, decision, person, path, kudos, page, news, term ..., or site for the first files of a new one.",
        "name": "The title, or the name of the person or community.",
        "community": "Id of the community that it belongs to.",
        "site": SITE,
        "today": "Day for kinds that carry a date (default: today in UTC).",
    },
)
def new(c: Context, kind: str, name: str, community: str = "", site: str = "", today: str = "") -> None:
    """Write a file of any kind, ready to fill in."""
    from guildhouse.settings import load
    from guildhouse.sources import starter, templates

    folder = site_folder(c, site)
    if kind == "site":
        print(*(tuple(starter.start(folder, name)) or ("All of its first files are there already.",)), sep="\n")
        return
    with ended():
        settings = load(folder, **_given(today=today))
        try:
            print(templates.new(folder, kind, name, community=community, today=settings.today))
        except templates.NotNew as error:
            raise Exit(str(error), code=ExitCode.USAGE) from error


@task(
    auto_shortflags=False,
    help={
        "since": "A date, or a tag, branch or commit of git (default: the setting new_since, else the seven days before today).",
        "format": "markdown or json.",
        "site": SITE,
        "url": "Address that the site is published at, for complete links.",
        "today": TODAY,
    },
)
def announce(c: Context, since: str = "", format: str = "markdown", site: str = "", url: str = "", today: str = "") -> None:  # noqa: A002
    """Print what was published since a moment, for a message to a chat or a letter."""
    from guildhouse.tasks import announcing

    if format not in announcing.FORMATS:
        raise Exit(f"--format is {' or '.join(announcing.FORMATS)}, not {format!r}.", code=ExitCode.USAGE)
    with ended():
        code = announcing.announce(site_folder(c, site), format, _given(new_since=since, site_url=url, today=today))
    raise Exit(code=code)


@task(auto_shortflags=False, help={"site": SITE})
def diagrams(c: Context, site: str = "") -> None:
    """Draw the diagrams of all texts into files beside them, which belong into the repository; needs Chromium and npm."""
    from guildhouse.publish.places import places
    from guildhouse.sources.wording import DIAGRAM, said
    from guildhouse.tasks import mermaid
    from guildhouse.tasks.browser import NoBrowserError
    from guildhouse.tasks.diagrams import refresh
    from guildhouse.tasks.npm import NotFetchedError

    with ended():
        folder = places(site_folder(c, site)).site
        try:
            outcome = refresh(folder, lambda: mermaid.pen(folder / ".cache", said(DIAGRAM)))
        except (NoBrowserError, NotFetchedError) as error:
            raise Exit(" ".join(str(error).split()), code=ExitCode.MACHINE) from error
    for word, paths in (("drawn", outcome.drawn), ("removed", outcome.removed)):
        print(*(f"{word} {path}" for path in paths), sep="\n", end="\n" if paths else "")
    if outcome.failed:
        raise Exit("\n".join(outcome.failed), code=ExitCode.PROBLEMS)


@task(
    auto_shortflags=False,
    help={
        "site": SITE,
        "hash": "A name or address of somebody who does not want to be credited: prints the line for content/recognition.yml instead.",
    },
)
def identities(c: Context, site: str = "", hash: str = "") -> None:  # noqa: A002
    """List names and addresses in git that look like one person, with the line that joins them; joins nothing by itself."""
    from guildhouse.tasks.identities import hashed, listed

    with ended():
        for line in [hashed(site_folder(c, site), hash)] if hash else listed(site_folder(c, site)):
            print(line)


@task(auto_shortflags=False, help={"site": SITE, "write": "Write the file; without it, say what would be new in it."})
def contributors(c: Context, site: str = "", write: bool = False) -> None:
    """Bring `.all-contributorsrc` up to date with the contributions that the site knows of."""
    from guildhouse.tasks.contributors import plan, relative

    with ended():
        found = plan(site_folder(c, site))
        print(*found.lines, sep="\n", end="\n" if found.lines else "")
        if not found.lines:
            print(f"Nothing is new for {relative(found.path)}.")
        elif write:
            found.write()
            print(f"Wrote {relative(found.path)}.")
        else:
            print(f"With --write, {relative(found.path)} says so.")


def _given(**options: Any) -> dict[str, Any]:
    """Keep the options that were given, so that the site's own settings hold for the others."""
    return {name: value for name, value in options.items() if value not in ("", None) and (value or name == "cache")}


def _ordered(site: Path, output: str, options: dict[str, Any]) -> tuple[Any, Any]:
    from guildhouse.publish.places import places
    from guildhouse.settings import load

    found = places(site, Path(output) if output else None)
    return found, load(found.site, **options)


TASKS = (build, check, serve, headers, new, announce, diagrams, identities, contributors)
