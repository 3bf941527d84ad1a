"""The one generator that Pelican runs for all features."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from jinja2 import Template
from pelican.generators import Generator

from guildhouse.exit_codes import ExitCode
from guildhouse.features import disk, stock
from guildhouse.features.context import page_head
from guildhouse.features.document import Documents
from guildhouse.features.environment import environment
from guildhouse.features.filters import Filters
from guildhouse.features.outcome import refuse, tell, told
from guildhouse.features.outputs import Closing, Copy, File, Page
from guildhouse.features.plan import Plan, plan
from guildhouse.formats import reports


class Build:
    """One build, in the three steps that Pelican gives a generator: context, output, and a last one when all is done."""

    def __init__(self, context: dict[str, Any], settings: dict[str, Any], path: str, theme: str, output_path: str, **_: Any) -> None:
        """Take what Pelican hands every generator."""
        self.context, self.settings, self.theme = context, settings, theme
        self.site, self.output = Path(path), Path(output_path)
        self._expected: dict[str, str] = {}

    def generate_context(self) -> None:
        """Read the site, work out and claim all outputs."""
        features, settings = self.settings["GUILDHOUSE_RUN"]
        with self._told():
            self.plan: Plan = plan(self.site, features, settings)
            self.filters = Filters(settings)
            self.environment = environment(self.plan.site, self.filters, self._overrides())
            house = self.plan.house
            self.context["pages"] = Documents(house.pages, self.settings, self.context)
            self.context["articles"] = Documents(house.news, self.settings, self.context)

    def generate_output(self, writer: Any) -> None:
        """Write everything but what speaks of all files."""
        with self._told():
            disk.refuse_links(self.output, self.plan.paths)
            disk.drop(self.output, disk.recorded(self.output), self.plan.paths)  # `pelican -s` writes over an earlier build
            foreign = self._foreign()
            for output in self.plan.outputs:
                match output:
                    case Page() if output.path in foreign:
                        writer.write_file(output.path, context=self.context, relative_urls=True, **foreign[output.path])
                    case Page():
                        self._render(output, writer)
                    case File():
                        self._expected[output.path] = disk.write(self.output, output.path, output.content)
                    case Copy():
                        self._expected[output.path] = disk.write(self.output, output.path, disk.read(self.site, output.source))
            self.settings["GUILDHOUSE_BUILD"] = self

    def close(self) -> None:
        """Write what speaks of all files, when no plugin will write any more."""
        closing = [output for output in self.plan.outputs if isinstance(output, Closing)]
        written = disk.hashes(self.output)
        for output in closing:
            written.pop(output.path, None)
        for path, expected in self._expected.items():
            if written.get(path) != expected:
                raise refuse(ExitCode.PROBLEMS, f"another plugin has changed or removed {path}, which belongs to guildhouse")
        for output in closing:
            disk.write(self.output, output.path, output.content(written))
        if not self.settings.get("GUILDHOUSE_SETTINGS"):  # else `publish` tells what became of the sources
            tell(reports.summary(self.plan.house.problems, self.plan.house.account))
        if not self.plan.settings.site_url:
            tell("note: the site has no address (SITEURL, --url): canonical addresses, feeds and sitemap are left out")

    def _render(self, page: Page, writer: Any) -> None:
        template: Template = self.environment.get_template(page.template)
        with self.filters.at(page.path):
            writer.write_file(page.path, template, {}, page=page.page, head=page_head(page.page, self.plan.settings))

    def _foreign(self) -> dict[str, dict[str, Any]]:
        """With another theme: the pages that it renders, by path, with the template and the variable that it documents."""
        if not stock.is_foreign(self.theme):
            return {}
        pelican = Generator(self.context, self.settings, str(self.site), self.theme, str(self.output))
        return {
            document.save_as: {"template": pelican.get_template(document.template), document.template: document, "url": document.url}
            for documents in ("pages", "articles")
            for document in self.context[documents]
        }

    def _overrides(self) -> list[str]:
        return [str(self.site / folder) for folder in self.settings["THEME_TEMPLATES_OVERRIDES"]]

    def _told(self) -> AbstractContextManager[None]:
        return told(debug=self.settings.get("DEBUG", False))
