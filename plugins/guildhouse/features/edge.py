"""Where Guildhouse meets Pelican: features in, one generator out.

Everything is read and claimed in `generate_context`, everything written in `generate_output`, the last word spoken when Pelican is
done; so neither the order of plugins nor that of features matters. Pelican's signals hold their receivers weakly: connect functions
of a module only.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican import signals
from pelican.settings import DEFAULT_CONFIG

from guildhouse import settings as guildhouse_settings
from guildhouse.exit_codes import ExitCode
from guildhouse.features import receipt, stock, swallowed
from guildhouse.features.build import Build
from guildhouse.features.outcome import refuse, told
from guildhouse.features.plan import Feature
from guildhouse.settings import Settings, SettingsError
from guildhouse.sources.tree import ROOTS

_SHARED = {"site_name": "SITENAME", "site_url": "SITEURL", "language": "DEFAULT_LANG"}
_added: dict[Feature, None] = {}


def add(feature: Feature) -> None:
    """Take a feature into the site that Pelican is about to build."""
    swallowed.watch()
    _added[feature] = None
    signals.initialized.connect(start)


def start(pelican: Any) -> None:
    """Give the features to this run, switch off what Pelican would do by itself, and be the last to hear that it is done."""
    if not _added:
        return
    features = tuple(_added | {receipt.outputs: None})  # `publish` takes no build that keeps no account of itself
    _added.clear()
    with told(debug=pelican.settings.get("DEBUG", False)):
        check_swallowed(ExitCode.USAGE)
        pelican.delete_outputdir = False
        settings = pelican.settings.get("GUILDHOUSE_SETTINGS") or settings_of(pelican.settings)
        stock.switch_off(pelican.settings)
        pelican.settings["GUILDHOUSE_RUN"] = (features, settings)
    signals.get_generators.connect(generators)
    signals.finalized.disconnect(finish)
    signals.finalized.connect(finish)


def generators(pelican: Any) -> type[Build] | None:
    """Answer Pelican's question for generators."""
    return Build if "GUILDHOUSE_RUN" in pelican.settings else None


def finish(pelican: Any) -> None:
    """Write what speaks of all files, and end the run when Pelican has swallowed an error."""
    with told(debug=pelican.settings.get("DEBUG", False)):
        check_swallowed()
        if build := pelican.settings.pop("GUILDHOUSE_BUILD", None):
            build.close()
            pelican.settings["GUILDHOUSE_BUILT"] = build


def check_swallowed(code: ExitCode = ExitCode.PROBLEMS) -> None:
    """End the run when an error was only logged; before anything is read it can only be a fault of the settings."""
    if messages := swallowed.COLLECTOR.take():
        raise refuse(code, *(f"Pelican went on after an error: {message}" for message in messages))


def check_started(pelican: Any) -> None:
    """Refuse (SettingsError) plugins that bring none of our features: what Pelican makes by itself is another site."""
    if "GUILDHOUSE_RUN" not in pelican.settings:
        remedy = "write PLUGINS = ['guildhouse'], or leave PLUGINS out"
        raise SettingsError(f"{guildhouse_settings.CONFIGURATION}: PLUGINS names no part of Guildhouse; {remedy}")


def settings_of(pelican: dict[str, Any]) -> Settings:
    """Read our settings when Pelican was started by itself: its own configuration, with what its command line changed."""
    path = Path(pelican["PATH"])
    if not any((path / root).is_dir() for root in ROOTS):  # `pelican content` would publish an empty site
        raise SettingsError(f"{path} has neither content/ nor communities/; run `pelican` without naming a folder")
    given = {name: pelican[key] for name, key in _SHARED.items() if pelican.get(key) not in (None, DEFAULT_CONFIG.get(key))}
    return guildhouse_settings.load(path, **(given | guildhouse_settings.mapping(pelican)))
