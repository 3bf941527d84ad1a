"""Pages as the next build will show them, from one changed text and all that the last build has read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from guildhouse.features.build import Build
from guildhouse.features.context import Context
from guildhouse.features.document_views import TrustView, contents
from guildhouse.features.head import page_head, spoken
from guildhouse.features.outputs import Page
from guildhouse.language import language
from guildhouse.model.body import Body
from guildhouse.settings import all_ours
from guildhouse.sources import wording
from guildhouse.sources.documents import Reader, humanised, title_of
from guildhouse.sources.draft import draft
from guildhouse.sources.entries import Entry, read_entry
from guildhouse.sources.kinds import kind_of
from guildhouse.sources.problems import Problems


class Previews:
    """Shows texts with the House, the addresses and the templates of the last build; what else an edit changes the next build shows."""

    def __init__(self, built: Build) -> None:
        """Find the page of every text; there are none where others may take part in making pages."""
        self._built = built
        ours = built.plan.outputs if all_ours(built.settings, built.site) else ()
        self._pages = {page.page.source: page for page in ours if isinstance(page, Page) and _body(page.page)}

    def warm(self) -> None:
        """Draw one page of every template, as it was built; the files may have changed since."""
        for page in {page.template: page for page in self._pages.values()}.values():
            self._render(page)

    def of(self, paths: Sequence[str]) -> dict[str, str]:
        """Give the pages of changed texts, by path of the output; a text that has no page yet is left out."""
        found = {path: page for path in paths if (page := self._pages.get(path))}
        return {page.path: markup for path, page in found.items() if (markup := self._markup(path, page)) is not None}

    def _markup(self, path: str, page: Page) -> str | None:
        plan, reader, kind = self._built.plan, self._built.plan.reader, kind_of(path)
        if reader is None or kind is None:
            return None
        with wording.spoken(language(plan.settings.language)):
            entry = read_entry(self._built.site, path, kind, Problems())
            if entry.is_unread:
                return None
            entry.draft = draft(entry.text, entry.first_line, plan.settings.allow_html)
            return self._render(replace(page, page=_changed(page.page, entry, reader)))

    def _render(self, page: Page) -> str:
        built = self._built
        template = built.environment.get_template(page.template)
        with built.filters.at(page.path, spoken(page.page, built.plan.settings)):
            head = page_head(page.page, built.plan.settings, built.plan.site)
            return template.render(page=page.page, head=head)


def _body(page: Context) -> Body | None:
    body = getattr(page, "body", None)
    return body if page.source and isinstance(body, Body) else None


def _changed(page: Context, entry: Entry, reader: Reader) -> Context:
    """Put the text that stands in a file now into its page, with what the page says about the text."""
    named = {each.name for each in fields(page)}
    title = page.title if entry.kind.name == "person" else title_of(entry) or humanised(entry.stem)
    apart = replace(reader, problems=Problems(), attachments=set())  # problems and files to publish are the next build's
    body = apart.body(entry, str(title))
    given: dict[str, Any] = {"body": body} | _said(page, body, str(title))
    return replace(page, **{name: value for name, value in given.items() if name in named})


def _said(page: Context, body: Body, title: str) -> dict[str, Any]:
    said: dict[str, Any] = {"headings": contents(body), "heading": title}
    trust = getattr(page, "trust", None)
    if isinstance(trust, TrustView) and trust.minutes is not None:
        said["trust"] = replace(trust, minutes=body.minutes if body else None)
    return said
