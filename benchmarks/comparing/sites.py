"""The sites that are compared: one corpus, laid out as each tool wants it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import guildhouse
from benchmarks.corpus import FIRST_DAY, write

TODAY = FIRST_DAY.isoformat()
OWN = Path("own/components/footer.html")
"""A template of the site's own: the theme's footer, which stands on every page."""
ADDRESS = "https://guild.example.org"
PLUGINS = [f"guildhouse.features.{name}" for name in guildhouse.FEATURES if name != "search"]
OURS = f"SITEURL = {ADDRESS!r}\nPLUGINS = {PLUGINS!r}\n"
"""All of ours but search: none of the others writes an index, and what one costs is measured apart (search_build)."""

STOCK = """
PATH = "content"
ARTICLE_PATHS = ["news"]
SITENAME = "Stock"
SITEURL = "https://guild.example.org"
TIMEZONE = "UTC"
DEFAULT_DATE = (2026, 1, 1)
DEFAULT_LANG = "en"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
LOAD_CONTENT_CACHE = False
"""
MKDOCS = """site_name: Compared
theme: {name: material, font: false, features: [navigation.prune]}
docs_dir: content
site_dir: output
use_directory_urls: true
plugins: []
markdown_extensions: [tables, fenced_code, codehilite, toc]
"""
HUGO = """baseURL = "https://guild.example.org/"
title = "Compared"
publishDir = "output"
[taxonomies]
tag = "tags"
[markup.goldmark.renderer]
unsafe = true
"""
FRAME = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }} - {{ site.Title }}</title></head>
<body><header><a href="/">{{ site.Title }}</a></header><main>{{ block "main" . }}{{ end }}</main></body></html>
"""
SINGLE = """{{ define "main" }}<article><h1>{{ .Title }}</h1><nav>{{ .TableOfContents }}</nav>{{ .Content }}
<ul>{{ range .GetTerms "tags" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></article>{{ end }}
"""
LIST = """{{ define "main" }}<h1>{{ .Title }}</h1>{{ range (.Paginate .Pages 50).Pages }}
<article><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2><p>{{ .Summary }}</p></article>{{ end }}{{ end }}
"""


def house(folder: Path, documents: int) -> None:
    """Lay out the reader's site: communities, people, notes, decisions and documents, with one template of its own."""
    write(folder, documents)
    theme = (Path(guildhouse.theme()) / "templates/components/footer.html").read_text(encoding="utf-8")
    _put(folder / OWN, theme)
    _put(folder / "pelicanconf.py", f"{OURS}GUILDHOUSE = {{'templates': ['own']}}\n")


def articles(folder: Path, documents: int) -> None:
    """Lay out the same documents as news, whose links both Pelican and we know: for comparing engines under one theme."""
    write(folder / "whole", documents)
    for number, path in enumerate(_documents(folder / "whole")):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"\]\(\.\./resources/doc-(\d+)\.md\)", rf"]({{filename}}{path.parts[-3]}-doc-\1.md)", text)
        text = re.sub(r"^(?:tags|status|date|attendees): .*\n", "", text, flags=re.MULTILINE)
        text = text.replace("---\n", f"---\ndate: 2026-{number % 10 + 1:02}-{number % 28 + 1:02}\n", 1)
        _put(folder / "content/news" / f"{path.parts[-3]}-{path.name}", text)
    shutil.rmtree(folder / "whole")


def engine(folder: Path, documents: int) -> None:
    """Lay out the articles, for our plugins under Pelican's `simple` theme."""
    articles(folder, documents)
    _put(folder / "pelicanconf.py", f"{OURS}THEME = 'simple'\n")


def simple(folder: Path, documents: int) -> None:
    """Lay out the articles, for stock Pelican under the same theme."""
    articles(folder, documents)
    _put(folder / "pelicanconf.py", STOCK + "THEME = 'simple'\n")


def stock(folder: Path, documents: int) -> None:
    """Lay out the articles, for Pelican as it comes, with the theme that it brings."""
    articles(folder, documents)
    _put(folder / "pelicanconf.py", STOCK)


def mkdocs(folder: Path, documents: int) -> None:
    """Lay out the documents in their folders, for MkDocs-Material and Zensical.

    Without the search that we are measured without, and with the pruned menu that both advise large sites to use: the whole one on every
    page takes three times as long at 1,000 documents, and grows with their square.
    """
    _tree(folder, documents)
    _put(folder / "content/index.md", "# Compared\n")
    _put(folder / "mkdocs.yml", MKDOCS)


def hugo(folder: Path, documents: int) -> None:
    """Lay out the documents in their folders, for Hugo, which brings no theme: three small templates."""
    _tree(folder, documents)
    _put(folder / "hugo.toml", HUGO)
    for name, text in (("baseof", FRAME), ("single", SINGLE), ("list", LIST)):
        _put(folder / f"layouts/_default/{name}.html", text)


def _tree(folder: Path, documents: int) -> None:
    write(folder / "whole", documents)
    for path in _documents(folder / "whole"):
        target = folder / "content" / path.relative_to(folder / "whole/communities")
        target.parent.mkdir(parents=True, exist_ok=True)
        path.rename(target)
    shutil.rmtree(folder / "whole")


def _documents(folder: Path) -> list[Path]:
    return sorted(folder.glob("communities/*/*/*.md"))


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
