"""One Python-Markdown instance, set up to read as the forges do and used for every text."""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension

from guildhouse.sources.forge.build import ForgeParser
from guildhouse.sources.forge.desk import Desk
from guildhouse.sources.forge.patterns import register
from guildhouse.sources.forge.raw import RawHtml
from guildhouse.sources.forge.record import Record
from guildhouse.sources.forge.serializer import serialize
from guildhouse.sources.forge.trees import Abbreviations, Figures, Labels, Lines, Unstash, UsedFootnotes
from guildhouse.sources.sanitize import Policy


class Reader:
    """Turns Markdown into HTML with placeholders for links; not to be shared between threads."""

    def __init__(self, policy: Policy) -> None:
        """Set up Python-Markdown once; `policy` tells which HTML of authors is kept."""
        self._policy = policy
        self._desk = self._new_desk()
        self._footnotes = FootnoteExtension(USE_DEFINITION_ORDER=False)
        self._md = Markdown(extensions=[self._footnotes], output_format="html")
        self._parser = ForgeParser(self._md, self._desk, self._footnotes)
        self._footnotes.parser = self._md.parser = self._parser
        self._set_up()

    def read(self, text: str, first_line: int) -> tuple[str, Record]:
        """Read a text whose first line is line `first_line` of its file; raises TooMuchError and RecursionError."""
        fresh = self._new_desk()
        self._desk.record, self._desk.raw = fresh.record, fresh.raw
        self._parser.first_line = first_line
        return self._md.reset().convert(text), self._desk.record

    def _new_desk(self) -> Desk:
        record = Record()
        return Desk(record, RawHtml(record, self._policy))

    def _set_up(self) -> None:
        md = self._md
        register(md, self._desk, self._footnotes)
        for name in ("normalize_whitespace", "html_block"):
            md.preprocessors.deregister(name)
        for name in ("prettify", "unescape"):  # the serializer restores what was set aside
            md.treeprocessors.deregister(name)
        md.treeprocessors.register(UsedFootnotes(self._footnotes), "used-footnotes", 13)
        md.treeprocessors.register(Figures(md), "figures", 12.5)
        md.treeprocessors.register(Labels(md), "labels", 12)
        md.treeprocessors.register(Lines(), "lines", 11)
        md.treeprocessors.register(Abbreviations(md, self._desk), "abbreviations", 7)
        md.postprocessors.deregister("raw_html")
        md.postprocessors.register(Unstash(md), "unstash", 30)
        md.serializer = serialize
