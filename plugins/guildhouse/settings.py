"""What a site's maintainer can set: each setting with its default, type and help beside each other."""

from __future__ import annotations

import datetime as dt
import os
import re
import runpy
import sys
import traceback
from collections.abc import Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

CONFIGURATION = "pelicanconf.py"
WEB_ADDRESS = re.compile(r"https?://[^\s/?#]+(?:/[^\s?#]*)?")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
NAMES: Mapping[type, str] = {
    str: "a text",
    bool: "True or False",
    int: "a whole number",
    tuple: "a list of texts",
    dt.date: "a date such as 2026-11-16",
}


class SettingsError(Exception):
    """A setting that cannot be used, told in one line; the command ends with exit code 2."""


def setting(default: Any, help_: str, pelican: str = "") -> Any:
    """Declare a setting; `pelican` is the name of Pelican's own setting that it is read from."""
    return field(default=default, metadata={"help": help_, "pelican": pelican})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of one build."""

    site_name: str = setting("Guildhouse", "Name of the site, in the head of every page.", "SITENAME")
    site_url: str = setting("", "Address of the published site; feeds, sitemap and canonical addresses need it. `--url` wins.", "SITEURL")
    language: str = setting("en", "Language of the site, as a BCP 47 tag.", "DEFAULT_LANG")
    today: dt.date = setting(dt.date(1970, 1, 1), "Day the pages are made for; by default that of `SOURCE_DATE_EPOCH`, else today in UTC.")
    lenient: bool = setting(default=False, help_="Turn dead links and unknown people into warnings.")
    offline: bool = setting(default=False, help_="Make a folder that works when it is opened from disk.")
    jobs: int = setting(0, "Processes that share the work; 0 takes one for each processor.")
    cache: bool = setting(default=True, help_="Reuse what an earlier build has worked out.")
    audit: bool = setting(default=False, help_="Build everything a second time without caches and compare.")
    allow_html: tuple[str, ...] = setting((), "HTML elements that texts may hold beyond the ones in the documented list.")


def load(site: Path, **options: Any) -> Settings:
    """Read the site's `pelicanconf.py` when there is one; `options` (of the command line) win, None ones are left out."""
    written = _configured(site)
    given = {key: value for key, value in options.items() if value is not None}
    _refuse_unknown(given, "the command line")
    values = {"today": _today()} | {key: _checked(key, value) for key, value in (written | given).items()}
    return Settings(**values)


def _configured(site: Path) -> dict[str, Any]:
    """Execute the site's configuration and pick what is ours from it."""
    path = site / CONFIGURATION
    if not path.is_file():
        return {}
    names = _execute(path)
    own = names.get("GUILDHOUSE", {})
    if not isinstance(own, Mapping):
        raise SettingsError(f"{CONFIGURATION}: GUILDHOUSE must be a mapping of settings, as in GUILDHOUSE = {{'lenient': True}}")
    _refuse_unknown(own, CONFIGURATION)
    pelican = {each.name: each.metadata["pelican"] for each in fields(Settings) if each.metadata["pelican"]}
    return {key: names[name] for key, name in pelican.items() if names.get(name) is not None} | dict(own)


def _execute(path: Path) -> dict[str, Any]:
    """Run a configuration file as Pelican would; whatever it raises is told with its line, and what it prints is no report of ours."""
    try:
        with redirect_stdout(sys.stderr):
            return runpy.run_path(str(path))
    except SyntaxError as error:
        raise SettingsError(f"{path.name}:{error.lineno or 1}: {error.msg}") from error
    except (Exception, SystemExit) as error:
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
        raise SettingsError(f"{path.name}:{lines[-1] if lines else 1}: {type(error).__name__}: {error}") from error


def _refuse_unknown(given: Mapping[str, Any], where: str) -> None:
    known = [each.name for each in fields(Settings)]
    for key in given:
        if key not in known:
            near = get_close_matches(str(key), known, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else f" Known are {', '.join(known)}."
            raise SettingsError(f"{where}: no setting is called {key!r}.{hint}")


def _checked(key: str, value: Any) -> Any:
    """Hold a value against the type of its default, and against what its meaning asks for."""
    wanted = {each.name: type(each.default) for each in fields(Settings)}[key]
    converted = _converted(value, wanted)
    if type(converted) is not wanted or not _makes_sense(key, converted):
        raise SettingsError(f"{key} must be {_wording(key, wanted)}, not {value!r}")
    return str(converted).rstrip("/") if key == "site_url" else converted


def _converted(value: Any, wanted: type) -> Any:
    if wanted is dt.date and isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return _date(value)
    if wanted is tuple and isinstance(value, (list, tuple, set, frozenset)):
        return tuple(sorted(value)) if all(isinstance(item, str) for item in value) else value
    return value


def _date(text: str) -> dt.date | str:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return text


def _makes_sense(key: str, value: Any) -> bool:
    match key:
        case "site_url":
            return not value or WEB_ADDRESS.fullmatch(value) is not None
        case "site_name":
            return bool(value.strip()) and value.isprintable()
        case "language":
            return LANGUAGE.fullmatch(value) is not None
        case "jobs":
            return bool(value >= 0)
        case "allow_html":
            return all(re.fullmatch(r"[a-z][a-z0-9-]*", item) for item in value)
    return True


def _wording(key: str, wanted: type) -> str:
    special = {
        "site_url": "a web address such as https://guild.example.org",
        "language": "a language tag such as en or pt-br",
        "jobs": "a whole number, 0 or more",
        "site_name": "one line of text",
        "allow_html": "a list of element names such as ['kbd']",
    }
    return special.get(key, NAMES[wanted])


def _today() -> dt.date:
    """Tell the day of the build: the only reading of a clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return dt.datetime.now(dt.UTC).date()
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise SettingsError(f"SOURCE_DATE_EPOCH must be a number of seconds since 1970, not {epoch!r}") from error
