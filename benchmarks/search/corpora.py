"""The sites that are searched, built below .cache/, and the same documents as plain pages and as lines of JSON for the other engines."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cached_property
from html import escape
from pathlib import Path

from benchmarks.search import documents, pages
from benchmarks.search.documents import Document, Section
from benchmarks.search.packages import CACHE

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ("sample", *pages.SIZES)
TODAY = "2026-11-16"
URL = "https://pages.example/"


@dataclass(frozen=True)
class Corpus:
    """One built site with its documents: `site` is what Guildhouse made, `plain` holds the same documents without anything around them."""

    name: str
    site: Path
    plain: Path

    @property
    def lines(self) -> Path:
        """A file with url, title and text of each document, one a line."""
        return self.plain.with_suffix(".jsonl")

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The documents, without their HTML."""
        return tuple(_read(self.lines))


def corpus(name: str, *, site: Path | None = None) -> Corpus:
    """Build a corpus (or take a site that is built already), and lay its documents out; raises NotFetched."""
    built = site or build(name, source(name))
    found = Corpus(name, built, CACHE / "plain" / name)
    stamp = hashlib.sha256((built / "build.json").read_bytes() + Path(documents.__file__).read_bytes()).hexdigest()
    mark = found.plain.with_suffix(".stamp")
    if not mark.is_file() or mark.read_text() != stamp:
        mark.unlink(missing_ok=True)
        _lay(found)
        mark.write_text(stamp)
    return found


def source(name: str) -> Path:
    """Find the folder of a site, and write it where it is missing; the sample is this repository."""
    if name == "sample":
        return ROOT
    version = hashlib.sha256(b"".join(Path(each.__file__).read_bytes() for each in (pages, pages.markdown))).hexdigest()[:8]
    folder = CACHE / "sites" / f"{name}-{version}"
    if not (folder / "written").is_file():
        print(f"Writing the pages of {name} ...", file=sys.stderr, flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        pages.write(folder, name)
        (folder / "written").touch()
    return folder


def build(name: str, folder: Path, *words: str) -> Path:
    """Build a site with Guildhouse, and give its folder."""
    output = CACHE / "built" / name
    print(f"Building {name} ...", file=sys.stderr, flush=True)
    done = subprocess.run((*build_command(folder, output), *words), capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"The build of {name} failed: {done.stdout[-1000:]}{done.stderr[-1000:]}")
    return output


def build_command(folder: Path, output: Path) -> tuple[str, ...]:
    """Give the command that builds a site."""
    words = ("build", "--lenient", "--site", str(folder), "--output", str(output), "--today", TODAY, "--url", URL)
    return (sys.executable, "-m", "guildhouse", *words)


def _lay(found: Corpus) -> None:
    print(f"Laying {found.name} out for other engines ...", file=sys.stderr, flush=True)
    shutil.rmtree(found.plain, ignore_errors=True)
    found.plain.mkdir(parents=True)
    with found.lines.open("w", encoding="utf-8") as lines:
        for document in documents.documents(found.site):
            folder = found.plain / document.url.strip("/")
            folder.mkdir(parents=True, exist_ok=True)
            head = f'<meta charset="utf-8"><title>{escape(document.title)}</title>'
            (folder / "index.html").write_text(
                f'<!doctype html>\n<html lang="en"><head>{head}</head><body>{document.html}</body></html>\n', encoding="utf-8"
            )
            print(json.dumps({**asdict(document), "html": ""}, ensure_ascii=False), file=lines)


def _read(lines: Path) -> Iterator[Document]:
    with lines.open(encoding="utf-8") as file:
        for line in file:
            read = json.loads(line)
            yield Document(read["url"], read["title"], read["text"], tuple(Section(**each) for each in read["sections"]), "")
