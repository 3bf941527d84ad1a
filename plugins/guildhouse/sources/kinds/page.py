"""Pages, news and library documents: Markdown with whatever front matter its authors brought along."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from guildhouse.language import canonical, is_named
from guildhouse.sources.fields import Address, Day, Field, Flag, Length, ListOf, Local, Number, Pattern, Person, Ref, Schema, Text
from guildhouse.sources.kinds.kind import Kind
from guildhouse.sources.nodes import Mapping, Node, Scalar
from guildhouse.sources.problems import Problems

TAG = "[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*"
ADDRESS = Local(r"/?[^\s]*", "an address such as /old/path/")


class _Language(Pattern):
    """A tag of BCP 47, kept in the letters that it recommends."""

    def parse(self, node: Scalar) -> str:
        text = super().parse(node)
        if not is_named(text):
            raise ValueError
        return canonical(text)


class _Created(Day):
    """A date, or Material's mapping that holds it as `created`."""

    def read(self, node: Node, problems: Problems) -> Any:
        return super().read(_inside(node, "created"), problems)

    def schema(self) -> Schema:
        return _or_inside("created", super().schema())


class _Published(Flag):
    """Whether it is published, or Hugo's date since when it is."""

    def parse(self, node: Scalar) -> bool:
        try:
            Day().parse(node)
        except ValueError:
            return super().parse(node)
        return True

    def schema(self) -> Schema:
        return {"anyOf": [super().schema(), Day().schema()]}


class _Tag(Text):
    """A word, or Docusaurus's mapping that holds a label."""

    is_mapped = True

    def read(self, node: Node, problems: Problems) -> Any:
        return super().read(_inside(node, "label"), problems)

    def schema(self) -> Schema:
        return _or_inside("label", super().schema())


class _Author(Person):
    """A person, or Docusaurus's mapping that holds a name."""

    is_mapped = True

    def read(self, node: Node, problems: Problems) -> Any:
        return super().read(_inside(node, "name"), problems)

    def schema(self) -> Schema:
        return _or_inside("name", super().schema())


def _inside(node: Node, key: str) -> Node:
    """Take what a mapping holds under a key; everything else stays as it is."""
    return node.entries[key][1] if isinstance(node, Mapping) and key in node.entries else node


def _or_inside(key: str, schema: Schema) -> Schema:
    """Describe a value that may stand in a mapping under a key."""
    return {"anyOf": [schema, {"type": "object", "properties": {key: schema}, "required": [key]}]}


COMMON: tuple[Field, ...] = (
    Field("title", Text(), "The title, when it is not the first heading."),
    Field("description", Text(prose=True), "One plain sentence, used everywhere a sentence is needed.", also=("excerpt", "summary")),
    Field("authors", ListOf(_Author(prose=True, credit=True), split=True), "Who wrote it, by id.", also=("author",)),
    Field("tags", ListOf(_Tag(), split=True), "Words to find it by."),
    Field("topics", ListOf(Text()), "Topics it belongs to."),
    Field("categories", ListOf(Text()), "Categories."),
    Field("category", ListOf(Text()), "One of the categories."),
    Field("slug", Local(r"[^\s/]+(/[^\s/]+)*|/[^\s]*", "a word or words joined with hyphens"), "Replaces the last part of the address."),
    Field("permalink", ADDRESS, "The exact address.", also=("url",)),
    Field("aliases", ListOf(ADDRESS), "Addresses that it had before; each becomes a redirect.", also=("redirect_from",)),
    Field("owner", Person(), "Who keeps it true, by id."),
    Field("reviewed", Day(), "When somebody last read it critically."),
    Field("review_every", Length(), "How often it wants reading, such as P1Y."),
    Field("review_by", Day(), "When it should be read again."),
    Field("lang", _Language(TAG, "a language such as en, de or pt-BR"), "The language it is written in."),
    Field("translation_of", Address(local=True), "The page that this one translates."),
    Field("draft", Flag(), "`true` keeps it out of the site."),
    Field("published", _Published(), "`false` keeps it out of the site, as in Jekyll."),
    Field("offline", Flag(), "`true` when it should be readable without a network."),
    Field("lastmod", Day(), "When it was last changed.", also=("modified", "last_modified_at", "updated"), attribute="updated"),
    Field("nav_order", Number(), "Its place among its neighbours.", also=("sidebar_position", "weight"), attribute="order"),
)
"""What every text may say about itself."""

FOREIGN: frozenset[str] = frozenset(
    {
        # Jekyll and its themes
        "layout",
        "excerpt_separator",
        "collection",
        "redirect_to",
        "canonical_url",
        "locale",
        "twitter",
        "seo",
        "toc",
        "sidebar",
        "nav",
        "author_profile",
        "header",
        "classes",
        "defaults",
        "parent",
        "grand_parent",
        "ancestor",
        "has_children",
        "nav_exclude",
        "has_toc",
        "search_exclude",
        "last_modified_date",
        "comments",
        "mermaid",
        "math",
        "pin",
        "image",
        "render_with_liquid",
        # MkDocs and Material
        "template",
        "hide",
        "icon",
        "search",
        "social",
        "subtitle",
        "render_macros",
        "revision_date",
        "readtime",
        "links",
        "status",
        "boost",
        "not_in_nav",
        # Docusaurus
        "id",
        "hide_title",
        "hide_table_of_contents",
        "toc_min_heading_level",
        "toc_max_heading_level",
        "sidebar_label",
        "sidebar_class_name",
        "sidebar_custom_props",
        "sidebar_key",
        "displayed_sidebar",
        "pagination_label",
        "pagination_next",
        "pagination_prev",
        "parse_number_prefixes",
        "custom_edit_url",
        "keywords",
        "unlisted",
        "last_update",
        "wrapperclassname",
        "author_title",
        "author_url",
        "author_image_url",
        "title_meta",
        # Hugo
        "type",
        "linktitle",
        "markup",
        "menu",
        "menus",
        "outputs",
        "cascade",
        "build",
        "_build",
        "headless",
        "iscjklanguage",
        "publishdate",
        "pubdate",
        "expirydate",
        "unpublishdate",
        "resources",
        "series",
        "translationkey",
        "videos",
        "images",
        "audio",
        "params",
        "sitemap",
        # Pelican
        "save_as",
        "translation",
        "gallery",
    }
)
"""Keys that other site generators document; they are noted, never refused."""

_OWN: tuple[Field, ...] = (
    Field("date", _Created(), "The date it stands for."),
    Field("community", Ref("community"), "The community that keeps it."),
    Field("resource", Flag(), "`true` lists it with the resources."),
    Field("term", Text(), "The term that it explains, for the glossary."),
    Field("status", Text(), "`draft` or `hidden` keeps it out of the site, as in Pelican."),
)
_START = "\nWrite here. The first paragraph should say what this page is good for.\n"

PAGE = Kind(
    name="page",
    help="A page.",
    where=re.compile(r"(content|communities)/.+\.md"),
    place="content/pages/{id}.md",
    fields=tuple(
        replace(f, example={"title": "A short title", "description": "One plain sentence."}.get(f.name, "")) for f in (*COMMON, *_OWN)
    ),
    markdown=True,
    foreign=FOREIGN,
    text=_START,
    offered=("owner", "community", "topics", "review_by", "nav_order", "aliases"),
)
TERM = replace(
    PAGE,
    name="term",
    help="An entry of the glossary: a page that explains a term.",
    place="content/glossary/{id}.md",
    fields=tuple(replace(f, example="") if f.name == "title" else f for f in PAGE.fields),
    text="\nWhat the term means, in a sentence or two, and where one meets it.\n",
)
"""No kind of its own: a page that has a term, for whoever begins one."""
NEWS = replace(
    PAGE,
    name="news",
    help="A piece of news.",
    where=re.compile(r"content/news/(?!(README|index)\.md$).+\.md"),
    place="content/news/{date}-{id}.md",
    fields=tuple(replace(f, example="{date}") if f.name == "date" else f for f in PAGE.fields),
    offered=("authors", "community", "topics", "aliases"),
)
RESOURCE = replace(
    PAGE,
    name="resource",
    help="A document of a community's library.",
    where=re.compile(r"communities/[^/]+/resources/(?!(README|index)\.md$).+\.md"),
    place="communities/{community}/resources/{id}.md",
    offered=("owner", "authors", "topics", "reviewed", "review_by", "nav_order"),
)
CHARTER = replace(
    PAGE,
    name="charter",
    help="The charter of a community.",
    where=re.compile(r"communities/[^/]+/charter\.md"),
    place="communities/{community}/charter.md",
    offered=("owner", "reviewed", "review_by"),
    text="\n## Purpose\n\n## How we work\n\n## Who decides what\n",
)
