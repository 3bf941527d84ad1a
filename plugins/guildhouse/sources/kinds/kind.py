"""What a kind of file is: where it lives and what it may hold."""

from __future__ import annotations

import re
from dataclasses import dataclass

from guildhouse.sources.fields import Field, Schema, Type, object_schema


@dataclass(frozen=True)
class Kind:
    """One kind of file, declared; loader, JSON Schema, documentation and the template for a new one come from it.

    `where` is matched against the path in the site; a `listed` kind is a file that holds a list of such entries;
    a `markdown` kind has the fields as front matter above a text, and `foreign` keys of other tools are only noted in it.
    """

    name: str
    help: str
    where: re.Pattern[str]
    place: str
    """Where a new one is put; `{id}`, `{community}` and `{date}` are filled in."""
    fields: tuple[Field, ...]
    markdown: bool = False
    listed: bool = False
    item: Type | None = None
    """What an entry of the list is, when it may be less than a mapping."""
    foreign: frozenset[str] = frozenset()
    text: str = ""
    """The text below the front matter of a new one."""
    offered: tuple[str, ...] = ()
    """The optional keys that the front matter of a new one shows as comments, the most useful first: six at most, for nobody reads more."""

    def schema(self) -> Schema:
        """Describe the file (or its front matter) as JSON Schema 2020-12."""
        entry = self.item.schema() if self.item else object_schema(self.fields, self.foreign)
        body = {"type": "array", "items": entry} if self.listed else entry
        return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": self.name, "description": self.help, **body}
