"""The real pages, as a site of Guildhouse, and larger sites whose pages are mixed from the sections of the real ones."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath

from benchmarks.search import markdown
from benchmarks.search.packages import PACKAGES, texts

SMALLEST = 120
"""Characters that a page's text has at least; shorter ones only include others."""
SETTINGS = 'PATH = "."\nOUTPUT_PATH = "output"\nPLUGINS = ["guildhouse"]\nSITENAME = "Pages"\nDEFAULT_LANG = "en"\n'
SIZES = {"k1": 0, "k10": 10_000, "k50": 50_000}
"""Names of the corpora with their numbers of pages; of the real ones there are as many as there are."""
SECTION = re.compile(r"^(?=#{2,3} )", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """One page: its path below content/pages, and what it says."""

    path: str
    title: str
    description: str
    text: str


def real() -> Iterator[Page]:
    """Yield the real pages, package by package; raises NotFetched."""
    for package in PACKAGES:
        seen = set()
        for path, text in texts(package):
            matter, body = markdown.plain(text)
            place = f"{package.site}/{_place(path)}"
            if len(body) >= SMALLEST and place not in seen:
                seen.add(place)
                yield Page(place, matter.get("title") or _titled(place), matter.get("description", ""), body)


def mixed(pages: Sequence[Page], number: int, seed: int = 1) -> Iterator[Page]:
    """Yield so many pages: the real ones first, then mixtures of two to five sections, each under the title of one it is taken from."""
    yield from pages[:number]
    draw = random.Random(seed)
    sections = [(page, section) for page in pages for section in SECTION.split(page.text) if len(section) >= SMALLEST]
    for count in range(len(pages), number):
        taken = [draw.choice(sections) for _ in range(draw.randint(2, 5))]
        source, second = taken[0][0], taken[-1][0]
        title = f"{source.title} and {second.title}" if second.title != source.title else f"{source.title}, again"
        body = "\n\n".join(section.strip() for _, section in taken) + "\n"
        yield Page(f"{source.path.split('/')[0]}/mixed-{count // 500:03}/{count:05}-{_slug(source.title)[:40]}.md", title, "", body)


def write(folder: Path, name: str) -> Path:
    """Write a corpus as a site into a folder, which is made; raises NotFetched."""
    pages = tuple(real())
    chosen = mixed(pages, SIZES[name]) if SIZES[name] else iter(pages)
    (folder / "content/pages").mkdir(parents=True, exist_ok=True)
    (folder / "pelicanconf.py").write_text(SETTINGS)
    for page in islice(chosen, SIZES[name] or None):
        path = folder / "content/pages" / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        matter = [f"title: {json.dumps(page.title, ensure_ascii=False)}"]
        matter += [f"description: {json.dumps(page.description, ensure_ascii=False)}"] if page.description else []
        path.write_text("---\n" + "\n".join(matter) + f"\n---\n\n{page.text}", encoding="utf-8")
    return folder


def _place(path: str) -> str:
    """Name a page's file without the numbers that order its folder; the first page of a folder is its README."""
    parts = [re.sub(r"^\d+-", "", part) for part in PurePosixPath(path).with_suffix("").parts]
    slugs = [slug for part in parts if (slug := _slug(part))]
    slugs[-1] = "README" if slugs[-1] in {"index", "readme"} else slugs[-1]
    return "/".join(slugs) + ".md"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _titled(path: str) -> str:
    """Make a title from a path, for a page that has none."""
    name = PurePosixPath(path)
    return (name.parent.name if name.stem == "README" else name.stem).replace("-", " ").capitalize()
