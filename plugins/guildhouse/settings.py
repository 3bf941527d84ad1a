"""What a site's maintainer can set: each setting with its default, type and help beside each other."""

from __future__ import annotations

import datetime as dt
import os
import re
import runpy
import sys
import traceback
from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import guildhouse
from guildhouse import FEATURES
from guildhouse import setting_readers as readers
from guildhouse.language import UnknownLanguageError, canonical, language
from guildhouse.model.accent import Accent
from guildhouse.model.links import Link, line, links
from guildhouse.model.repository import Repository
from guildhouse.model.since import Since
from guildhouse.model.tags import authority as tag_authority
from guildhouse.setting_readers import Reader, SiteFile
from guildhouse.setting_since import since

CONFIGURATION = "pelicanconf.py"
COMMAND_LINE = "the command line"
FEATURE = "guildhouse.features."
"""How the name of a single feature begins in `PLUGINS`."""
WEB_ADDRESS = re.compile(r"""https?://[^\s/?#@"'<>\\]+(?:/[^\s?#"<>\\]*)?""")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
NAMES: Mapping[type, str] = {
    str: "a text",
    bool: "True or False",
    int: "a whole number",
    dt.date: "a date such as 2026-11-16",
}


class SettingsError(Exception):
    """A setting that cannot be used, told in one line; the command ends with exit code 2."""

    def __str__(self) -> str:
        """Say where to look: in the configuration, unless the message begins with a place."""
        told = super().__str__()
        return told if told.startswith((CONFIGURATION, COMMAND_LINE)) else f"settings: {told}"


def setting(default: Any, help_: str, pelican: str = "", *, is_: str = "", read: Reader | None = None) -> Any:
    """Declare a setting; `pelican` is the name of Pelican's own setting that it is read from.

    A setting that is neither text, number, yes or no nor date says what it `is_` and how it is `read`.
    """
    return field(default=default, metadata={"help": help_, "pelican": pelican, "is": is_ or NAMES.get(type(default), ""), "read": read})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of one build."""

    site_name: str = setting("Guildhouse", "Name of the site, in the head of every page.", "SITENAME")
    site_url: str = setting("", "Address of the published site; feeds, sitemap and canonical addresses need it. `--url` wins.", "SITEURL")
    language: str = setting("en", "Language of the site, as a BCP 47 tag.", "DEFAULT_LANG")
    today: dt.date = setting(dt.date(1970, 1, 1), "Day the pages are made for; by default that of `SOURCE_DATE_EPOCH`, else today in UTC.")
    search_engines: bool = setting(
        default=True,
        help_="Let search engines list the site; otherwise every page and `robots.txt` ask them not to, and no sitemap is written.",
    )
    search_beacon: bool = setting(
        default=False,
        help_="Tell the server's own log what was searched for in vain: who searches on purpose and finds nothing fetches "
        "`/search/beacon.txt?e=search0&q=…` once, without cookies; nobody else learns of it. docs/search.md says how to read that log, "
        "and what to tell your readers.",
    )
    security: tuple[tuple[str, tuple[str, ...]], ...] = setting(
        (),
        "Whom to tell of a weakness, for `/.well-known/security.txt` (RFC 9116): `contact` (addresses beginning with https:, mailto: or "
        "tel:) and `expires` (a date, the last day on which it holds); also `encryption`, `acknowledgments`, `policy`, `hiring`, "
        "`preferred_languages`.",
        is_="a mapping of texts or lists of texts",
        read=readers.lone(readers.security),
    )
    lenient: bool = setting(default=False, help_="Turn dead links and unknown people into warnings.")
    offline: bool = setting(default=False, help_="Make a folder that works when it is opened from disk.")
    offline_reading: bool = setting(
        default=False,
        help_="Let browsers keep pages that were read, and those with `offline: true`, for when there is no network (a service worker).",
    )
    jobs: int = setting(0, "Processes that share the work; 0 takes one for each processor.")
    cache: bool = setting(default=True, help_="Reuse what an earlier build has worked out.")
    audit: bool = setting(default=False, help_="Build everything a second time without caches and compare.")
    history: bool = setting(
        default=True, help_="Read what git knows of the site: who is to be credited for pages, and when these changed. Without, nobody is."
    )
    allow_html: tuple[str, ...] = setting(
        (),
        "HTML elements that texts may hold beyond the ones in the documented list; none that runs or loads something, "
        "or changes how the rest of a page is read.",
        is_="a list of texts",
        read=readers.elements,
    )
    repository: Repository | None = setting(
        None,
        "Where the sources are, as `[forge+]https://host/owner/name[@branch][#subdirectory=folder]`; pages then link their history, "
        "their editor and a report. Forges: github, gitlab, gitea, forgejo, bitbucket, azure; the branch is `main` unless named.",
        is_="an address",
        read=readers.address,
    )
    navigation: tuple[Link, ...] = setting(
        (),
        "The main menu; without it, every list that the site has.",
        is_="a list of labels and addresses",
        read=readers.lone(links),
    )
    footer: tuple[str | Link, ...] = setting(
        (), "A line at the foot of every page.", is_="a list of texts, and of labels with addresses", read=readers.lone(line)
    )
    accent: Accent | None = setting(
        None,
        "The colour of links and buttons, and of the text on it: for light and for dark. Pairs below a contrast of 4.5 are refused.",
        is_="two pairs of colours",
        read=readers.accent,
    )
    fonts: bool = setting(
        default=True, help_="Bring the fonts of the theme; without them the reader's own are used, and nothing is fetched."
    )
    logo: SiteFile | None = setting(
        None,
        "A picture (SVG or PNG) below content/ for the top bar; an SVG is the icon of the site too.",
        is_="a path",
        read=readers.logo,
    )
    styles: tuple[SiteFile, ...] = setting(
        (),
        "Style sheets below content/, or a folder of them, that come after those of the theme.",
        is_="a list of paths",
        read=readers.styles,
    )
    templates: tuple[str, ...] = setting(
        (),
        "Folders of templates of your own, searched before those of the theme.",
        "THEME_TEMPLATES_OVERRIDES",
        is_="a list of folders",
        read=readers.templates,
    )
    authority: str = setting(
        "",
        "Who made the ids in feeds and calendars: a host or mailbox of yours and a year in which it was, as `example.org,2026`. "
        "Set it once and never change it: readers take an entry whose id has changed for a new one. "
        "Without it the host of the site's address stands in, and everything is new to everybody on the day the site moves.",
        is_="a host, a comma and a year",
        read=readers.lone(tag_authority),
    )
    new_since: Since | None = setting(
        None,
        "What `/new.json` and `/new.md` tell of: what was published since this date, or since this tag, branch or commit of git; "
        "by default in the seven days before the day of the build.",
        "NEW_SINCE",
        is_="a date, or a name that git knows",
        read=since,
    )
    style_page: bool = setting(default=False, help_="Publish the style page /style/ with every component.")


def load(site: Path, **options: Any) -> Settings:
    """Read the site's `pelicanconf.py` when there is one; `options` (of the command line) win, None ones are left out."""
    with redirect_stdout(sys.stderr):  # what the configuration prints is no report of ours
        written = configured(site)
    given = {key: value for key, value in options.items() if value is not None}
    _refuse_unknown(given, COMMAND_LINE)
    values = {"today": _today()} | {key: _checked(key, value, site) for key, value in (written | given).items()}
    settings = Settings(**values)
    try:
        language(settings.language)
    except UnknownLanguageError as error:
        raise SettingsError(str(error)) from error
    return settings


def configured(site: Path) -> dict[str, Any]:
    """Execute the site's configuration, in any thread, and pick what is ours from it."""
    path = site / CONFIGURATION
    if not path.is_file():
        return {}
    names = execute(path)
    own = mapping(names)
    _refuse_unknown_features(names.get("PLUGINS"))
    pelican = {each.name: each.metadata["pelican"] for each in fields(Settings) if each.metadata["pelican"]}
    return {key: names[name] for key, name in pelican.items() if names.get(name) is not None} | own


def mapping(names: Mapping[str, Any]) -> dict[str, Any]:
    """Take our own settings out of a configuration's names; SettingsError when they are no mapping, or one of them is not known."""
    own = names.get("GUILDHOUSE", {})
    if not isinstance(own, Mapping):
        raise SettingsError(f"{CONFIGURATION}: GUILDHOUSE must be a mapping of settings, as in GUILDHOUSE = {{'lenient': True}}")
    _refuse_unknown(own, CONFIGURATION)
    return dict(own)


def _refuse_unknown_features(plugins: Any) -> None:
    """Refuse a part of ours that there is not: Pelican would only log it, and publish a site without."""
    for plugin in plugins if isinstance(plugins, (list, tuple)) else ():
        name = str(plugin).removeprefix(FEATURE)
        if str(plugin).startswith(FEATURE) and name not in FEATURES:
            raise SettingsError(f"{CONFIGURATION}: PLUGINS names {plugin!r}, and there is no such feature.{_hint(name, FEATURES)}")


def all_ours(names: Mapping[str, Any], site: Path) -> bool:
    """Tell whether a configuration brings no plugin and no theme but ours, so that everything which makes a page is known."""
    plugins, theme = names.get("PLUGINS") or (), names.get("THEME")
    is_ours = isinstance(plugins, (list, tuple)) and all(str(name).partition(".")[0] == "guildhouse" for name in plugins)
    return is_ours and (theme is None or not is_foreign(site / str(theme)))


def is_foreign(theme: str | Path) -> bool:
    """Tell whether a theme is not ours: then pages and news are rendered with its `page.html` and `article.html`."""
    return Path(theme).resolve() != Path(guildhouse.theme()).resolve()


def execute(path: Path) -> dict[str, Any]:
    """Run a configuration file as Pelican would, in any thread; whatever it raises is told with its line, but what stops the program."""
    try:
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
            raise SettingsError(f"{where}: no setting is called {key!r}.{_hint(str(key), known)}")


def _hint(name: str, known: Sequence[str]) -> str:
    """Name what was meant, or everything that is known."""
    near = get_close_matches(name, known, n=1)
    return f" Did you mean {near[0]!r}?" if near else f" Known are {', '.join(known)}."


def _checked(key: str, value: Any, site: Path) -> Any:
    """Read a value in its setting's own way, or hold it against the type of its default and what its meaning asks for."""
    declared = {each.name: each for each in fields(Settings)}[key]
    if read := declared.metadata["read"]:
        return _read(key, value, site, read)
    wanted = type(declared.default)
    converted = _converted(value, wanted)
    if type(converted) is not wanted or not _makes_sense(key, converted):
        raise SettingsError(f"{key} must be {_wording(key, wanted)}, not {value!r}")
    if key == "language":
        return canonical(value)
    return str(converted).rstrip("/") if key == "site_url" else converted


def _read(key: str, value: Any, site: Path, read: Reader) -> Any:
    try:
        return read(value, site)
    except ValueError as error:
        raise SettingsError(f"{key} {error}") from error


def _converted(value: Any, wanted: type) -> Any:
    if wanted is dt.date and isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return _date(value)
    return value


def _date(text: str) -> dt.date | str:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return text


def _makes_sense(key: str, value: Any) -> bool:
    match key:
        case "site_url":
            return not value or (WEB_ADDRESS.fullmatch(value) is not None and value.isprintable() and _is_sound(value))
        case "site_name":
            return bool(value.strip()) and value.isprintable()
        case "language":
            return LANGUAGE.fullmatch(value) is not None
        case "jobs":
            return bool(value >= 0)
    return True


def _is_sound(address: str) -> bool:
    """Tell whether an address can be taken apart: brackets in pairs, a port that there is."""
    try:
        return urlsplit(address).port != 0
    except ValueError:
        return False


def _wording(key: str, wanted: type) -> str:
    special = {
        "site_url": "a web address such as https://guild.example.org",
        "language": "a language tag such as en or pt-br",
        "jobs": "a whole number, 0 or more",
        "site_name": "one line of text",
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
