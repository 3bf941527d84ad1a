"""Pages as the next build will show them, from one changed text and all that the last build has read."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from guildhouse.features.build import Build
from guildhouse.features.context import Context, NewText
from guildhouse.features.head import page_head, spoken
from guildhouse.features.outputs import Page
from guildhouse.language import language
from guildhouse.settings import all_ours
from guildhouse.sources import wording
from guildhouse.sources.documents import Reader, description_of, humanised, title_of
from guildhouse.sources.draft import draft
from guildhouse.sources.entries import Entry, Files, read_entry
from guildhouse.sources.exclusion import exclude
from guildhouse.sources.kinds import kind_of
from guildhouse.sources.places import place
from guildhouse.sources.problems import Problems
from guildhouse.sources.targets import Index, Target

SHARED = ("paths", "media", "captions", "drawings")
"""What an index has worked out of all paths, in which one text changes nothing."""


class Previews:
    """Shows texts with the House, the addresses and the templates of the last build; what else an edit changes the next build shows."""

    def __init__(self, built: Build) -> None:
        """Find the page of every text; there are none where others may take part in making pages."""
        self._built = built
        ours = built.plan.outputs if all_ours(built.settings, built.site) else ()
        self._pages = {page.page.source: page for page in ours if isinstance(page, Page) and _is_text(page.page)}

    def warm(self) -> None:
        """Draw one page of every template, as it was built; the files may have changed since."""
        if reader := self._built.plan.reader:
            _overlaid(reader.index, "", Target(""))
        for page in {page.template: page for page in self._pages.values()}.values():
            self._render(page)

    def of(self, paths: Sequence[str]) -> dict[str, str]:
        """Give the pages of changed texts, by path of the output; a text that has no page yet is left out."""
        found = {path: page for path in paths if (page := self._pages.get(path))}
        return {page.path: markup for path, page in found.items() if (markup := self._markup(path, page)) is not None}

    def _markup(self, path: str, page: Page) -> str | None:
        plan, reader = self._built.plan, self._built.plan.reader
        entry = self._entry(path)
        if reader is None or entry is None or entry.url != page.page.url:
            return None
        with wording.spoken(language(plan.settings.language)):
            entry.draft = draft(entry.text, entry.first_line, plan.settings.allow_html)
            context = page.page.rewritten(_text(entry, reader))
            return self._render(replace(page, page=context)) if context else None

    def _entry(self, path: str) -> Entry | None:
        """Read a file, and say where its page is to be; None when it is to have none."""
        kind = kind_of(path)
        entry = read_entry(self._built.site, path, kind, Problems()) if kind else None
        if entry is None or entry.is_unread:
            return None
        alone, unheard = Files({path: entry}), Problems()
        exclude(alone, unheard)
        place(alone, unheard)
        return entry

    def _render(self, page: Page) -> str:
        built = self._built
        template = built.environment.get_template(page.template)
        with built.filters.at(page.path, spoken(page.page, built.plan.settings)):
            head = page_head(page.page, built.plan.settings, built.plan.site, has_text=built.plan.has_text(page))
            return template.render(page=page.page, head=head)


def _is_text(page: Context) -> bool:
    return type(page).rewritten is not Context.rewritten


def _text(entry: Entry, reader: Reader) -> NewText:
    """Put together what stands in a file now."""
    is_person = entry.kind.name == "person"
    title = str(entry.values.get("name", entry.stem)) if is_person else title_of(entry) or humanised(entry.stem)
    index = _overlaid(reader.index, entry.path, Target(entry.url, entry.draft.anchors if entry.draft else None, title))
    apart = replace(reader, index=index, problems=_Unheard(), attachments=set())  # problems and files to publish are the next build's
    body = apart.body(entry, title)
    return NewText(title=title, description=description_of(entry.values.get("description"), body), body=body)


def _overlaid(index: Index, path: str, page: Target) -> Index:
    """Lay one page over all the others: its old anchors and its old title lead nowhere any more."""
    documents, addresses = (cast("dict[str, Target]", known) for known in (index.documents, index.addresses))  # nobody writes to them
    found = replace(index, documents=ChainMap({path: page}, documents), addresses=ChainMap({page.url: page}, addresses))
    vars(found).update((name, getattr(index, name)) for name in SHARED)
    return found


class _Unheard(Problems):
    """Takes in problems that nobody reads, and looks for no hints."""

    def may_hint(self, path: str) -> bool:  # noqa: ARG002 - the base class names it
        """Never."""
        return False
