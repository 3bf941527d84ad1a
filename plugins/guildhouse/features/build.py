"""The one generator that Pelican runs for all features."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from operator import attrgetter
from pathlib import Path
from typing import Any

from jinja2 import Template
from pelican import signals
from pelican.generators import Generator
from pelican.writers import Writer

from guildhouse import pace
from guildhouse.exit_codes import ExitCode
from guildhouse.features import disk
from guildhouse.features.document import Documents
from guildhouse.features.drawn import PAGES, Drawn
from guildhouse.features.environment import compile_all, environment, folders
from guildhouse.features.filters import Filters
from guildhouse.features.head import page_head, spoken
from guildhouse.features.outcome import refuse, tell, told
from guildhouse.features.outputs import Closing, Copy, File, Folder, Made, Page
from guildhouse.features.plan import Plan, plan
from guildhouse.formats import reports
from guildhouse.marks import RECEIPT, Mark, hash_of
from guildhouse.pace import Stage
from guildhouse.settings import all_ours, is_foreign
from guildhouse.sources.store import Store, store


class Build:
    """One build, in the three steps that Pelican gives a generator: context, output, and a last one when all is done."""

    def __init__(self, context: dict[str, Any], settings: dict[str, Any], path: str, theme: str, output_path: str, **_: Any) -> None:
        """Take what Pelican hands every generator."""
        self.context, self.settings, self.theme = context, settings, theme
        self.site, self.output = Path(path), Path(output_path)
        self._expected: dict[str, str] = {}
        self._before: dict[str, Mark] = {}
        self._after: dict[str, Mark] = {}
        self.drawn = self.reused = 0

    def generate_context(self) -> None:
        """Read the site, work out and claim all outputs."""
        features, settings = self.settings["GUILDHOUSE_RUN"]
        with self._told():
            self.plan: Plan = plan(self.site, features, settings)
            self._before = disk.marks(self.output, self.plan.paths)
            self.filters = Filters(settings)
            self.environment = environment(self.plan.site, self.filters, folders(self.site, settings))
            if self.settings.get("GUILDHOUSE_PROFILE"):  # else the first page that shows a component pays for reading it
                pace.at(Stage.COMPILE)
                compile_all(self.environment)
                pace.at(Stage.CLAIM)
            house = self.plan.house
            self.context["pages"] = Documents(house.pages, self.settings, self.context)
            self.context["articles"] = Documents(house.news, self.settings, self.context)

    def generate_output(self, writer: Any) -> None:
        """Write everything but what speaks of all files."""
        with self._told():
            self._refuse_others()
            disk.refuse_links(self.output, self.plan.paths)
            disk.drop(self.output, disk.recorded(self.output), self.plan.paths)  # `pelican -s` writes over an earlier build
            foreign = self._foreign()
            drawn = self._drawn()
            for output in pace.through(Stage.DRAW, self.plan.outputs, len(self.plan.outputs), attrgetter("path")):
                match output:
                    case Page():
                        self._expected[output.path] = self._page(output, writer, foreign.get(output.path), drawn)
                    case File():
                        self._expected[output.path] = disk.write(self.output, output.path, output.content)
                    case Made():
                        self._expected[output.path] = self._made(output, drawn)
                    case Copy():
                        self._expected[output.path] = disk.copy(self.site, output.source, self.output, output.path)
                    case Folder():
                        self._expected |= self._folder(output)
            if drawn:
                drawn.close()
            if all_ours(self.settings, self.site):  # else a plugin may write what no stamp tells, within one tick of the clock
                self._after = disk.marks(self.output, self._expected)
            self.settings["GUILDHOUSE_BUILD"] = self

    def close(self) -> None:
        """Write what speaks of all files, when no plugin will write any more."""
        pace.at(Stage.CLOSE)
        closing = sorted(
            (output for output in self.plan.outputs if isinstance(output, Closing)),
            key=lambda output: (output.path == RECEIPT, output.path),
        )
        written = disk.hashes(self.output, {path: (mark, self._expected[path]) for path, mark in self._after.items()})
        for output in closing:
            written.pop(output.path, None)
        _refuse(path for path, expected in self._expected.items() if written.get(path) != expected)
        for output in closing:
            written[output.path] = disk.write(self.output, output.path, output.content(dict(written)))
        if not self.settings.get("GUILDHOUSE_SETTINGS"):  # else `publish` tells what became of the sources
            tell(reports.summary(self.plan.house.problems, self.plan.house.account))
        if not self.plan.settings.site_url:
            tell("note: the site has no address (SITEURL, --url): canonical addresses, feeds and sitemap are left out")
            return
        if not self.plan.settings.authority:
            tell("note: ids in feeds and calendars hold the site's address; set authority, or all is new to everybody when it moves")
        if self.plan.house.history.availability != "complete":
            tell("note: without the history of git, dates in feeds are those that files bear, and what bears none is in no feed")

    def _drawn(self) -> Drawn | None:
        """Ask what an earlier build has drawn; nothing of it is used where others may change our pages, or have a theme of their own."""
        earlier = self.settings.get("GUILDHOUSE_EARLIER")
        if earlier is None or not all_ours(self.settings, self.site):
            return None
        return Drawn(store(self.site, PAGES), earlier, self.plan, folders(self.site, self.plan.settings))

    def _made(self, output: Made, drawn: Drawn | None) -> str:
        """Take a file over or make it; returns its SHA-256."""
        if drawn and (taken := drawn.take(output.path, self.output)):
            return taken
        written = disk.write(self.output, output.path, output.make())
        if drawn:
            drawn.note(output.path, written)
        return written

    def _folder(self, folder: Folder) -> dict[str, str]:
        """Write the files of a folder; returns their SHA-256 by path, each of which has to be in the folder."""
        kept = store(self.site, folder.path.replace("/", "-")) if self.plan.settings.cache else Store(None)
        written: dict[str, str] = {}
        disk.refuse_links_below(self.output, folder.path)
        for file in folder.make(kept):
            if file.path in written or not file.path.startswith(f"{folder.path}/"):
                message = f"{file.path} is no new file of {folder.path}/"
                raise ValueError(message)
            written[file.path] = disk.write(self.output, file.path, file.content)
        return written

    def _page(self, page: Page, writer: Any, foreign: dict[str, Any] | None, drawn: Drawn | None) -> str:
        """Take a page over or draw it; returns its SHA-256."""
        if drawn and (taken := drawn.take(page.path, self.output)):
            self.reused += 1
            return taken
        self.drawn += 1
        made = self._render(page, writer, foreign)
        if drawn:
            drawn.note(page.path, made)
        return made

    def _render(self, page: Page, writer: Any, foreign: dict[str, Any] | None) -> str:
        """Write a page; returns its SHA-256. What a plugin makes of it when Pelican says that it is written belongs to it."""
        if foreign:
            writer.write_file(page.path, context=self.context, relative_urls=True, **foreign)
            return hash_of(self.output / page.path)
        template: Template = self.environment.get_template(page.template)
        settings = self.plan.settings
        given = {"page": page.page, "head": page_head(page.page, settings, self.plan.site, has_text=self.plan.has_text(page))}
        with self.filters.at(page.path, spoken(page.page, settings)):
            if type(writer) is Writer and not signals.content_written.receivers:
                return disk.write(self.output, page.path, template.render(given).encode())
            writer.write_file(page.path, template, {}, **given)
            return hash_of(self.output / page.path)

    def _refuse_others(self) -> None:
        """Refuse files that another plugin wrote, in this very build, where ours will stand."""
        now = disk.marks(self.output, self.plan.paths)
        _refuse(path for path, mark in now.items() if self._before.get(path) != mark)

    def _foreign(self) -> dict[str, dict[str, Any]]:
        """With another theme: the pages that it renders, by path, with the template and the variable that it documents."""
        if not is_foreign(self.theme):
            return {}
        pelican = Generator(self.context, self.settings, str(self.site), self.theme, str(self.output))
        return {
            document.save_as: {"template": pelican.get_template(document.template), document.template: document, "url": document.url}
            for documents in ("pages", "articles")
            for document in self.context[documents]
        }

    def _told(self) -> AbstractContextManager[None]:
        return told(debug=self.settings.get("DEBUG", False))


def _refuse(paths: Iterable[str]) -> None:
    """End the run when others have been at files of ours."""
    if found := sorted(paths):
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        raise refuse(ExitCode.PROBLEMS, f"another plugin has written, changed or removed {found[0]}{more}, which belongs to guildhouse")
