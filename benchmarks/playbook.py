"""Builds a real handbook and holds every broken link that Guildhouse names against a second, independent reading of the same files.

The second reading shares no code with the first: markdown-it-py (CommonMark with GitHub's tables) finds links, pictures and headings,
html.parser those of raw HTML, and GitHub's rule for anchors is written out here once more. Compared are (file, line, target) triples.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

LINK_CODES = {"dead-link", "dead-anchor", "dead-picture", "hidden-target", "outside"}
Found = tuple[str, int, str]


class Raw(HTMLParser):
    """Finds addresses and anchors in raw HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[tuple[int, str]] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        target = values.get({"a": "href", "img": "src"}.get(tag, ""))
        if target:
            self.targets.append((self.getpos()[0] - 1, target))
        self.anchors |= {value for name in ("id", "name") if (value := values.get(name))}


def slug(text: str, seen: Counter[str]) -> str:
    """Make a heading's anchor as GitHub does."""
    base = re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", "-")
    seen[base] += 1
    return base if seen[base] == 1 else f"{base}-{seen[base] - 1}"


def plain(token: Token) -> str:
    """Write what a heading says without its markup."""
    return "".join(child.content for child in token.children or () if child.type in ("text", "code_inline", "image"))


def scan(text: str) -> tuple[list[tuple[int, str]], set[str]]:
    """Find the links and pictures of a file, each with its line, and its anchors."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    targets: list[tuple[int, str]] = []
    anchors: set[str] = set()
    seen: Counter[str] = Counter()
    tokens = parser.parse(text)
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "heading_open" and after is not None:
            anchors.add(slug(plain(after), seen))
        if token.type == "inline" and token.map:
            targets += inline(token, token.map[0] + 1)
            for child in token.children or ():
                if child.type == "html_inline":
                    anchors |= raw(child.content).anchors
        if token.type == "html_block" and token.map:
            found = raw(token.content)
            anchors |= found.anchors
            targets += [(token.map[0] + 1 + offset, target) for offset, target in found.targets]
    return targets, anchors


def raw(html: str) -> Raw:
    """Read a piece of HTML."""
    found = Raw()
    found.feed(html)
    return found


def inline(token: Token, line: int) -> Iterator[tuple[int, str]]:
    """Yield the targets in a line of text."""
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        target = child.attrGet("href") if child.type == "link_open" else child.attrGet("src") if child.type == "image" else None
        if target is not None:
            yield line, str(target)
        if child.type == "image":
            yield from inline(child, line)
        if child.type == "html_inline":
            yield from ((line + offset, target) for offset, target in raw(child.content).targets)


def reference(root: Path) -> set[Found]:
    """List the broken links of a folder of Markdown, by the rules of the forges."""
    read = {path.relative_to(root).as_posix(): scan(path.read_text(encoding="utf-8-sig")) for path in sorted(root.rglob("*.md"))}
    files = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    folders = {str(parent) for file in files for parent in PurePosixPath(file).parents}
    broken = set()
    for file, (targets, _) in read.items():
        for line, target in targets:
            if is_broken(file, target, files, folders, {name: anchors for name, (_, anchors) in read.items()}):
                broken.add((file, line, target))
    return broken


def is_broken(file: str, target: str, files: set[str], folders: set[str], anchors: dict[str, set[str]]) -> bool:
    """Tell whether a link leads nowhere."""
    parts = urlsplit(target)
    if parts.scheme or target.startswith("//"):
        return False
    goal = resolve(file, unquote(parts.path))
    if goal in folders and goal not in files:
        readme = next((f"{goal}/{name}" for name in ("README.md", "index.md") if f"{goal}/{name}" in files), None)
        goal = readme or goal
    elif goal not in files:
        return True
    return bool(parts.fragment) and goal in anchors and unquote(parts.fragment) not in anchors[goal]


def resolve(file: str, path: str) -> str:
    """Name the file that a relative path means."""
    if not path:
        return file
    steps: list[str] = [] if path.startswith("/") else list(PurePosixPath(file).parent.parts)
    for step in path.split("/"):
        if step == "..":
            steps = steps[:-1] if steps else ["(outside)"]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps) or "."


def named(site: Path) -> list[dict[str, object]]:
    """Ask Guildhouse."""
    said = subprocess.run(
        [sys.executable, "-m", "guildhouse", "check", "--site", str(site), "--format", "json"], capture_output=True, text=True, check=False
    )
    problems = json.loads(said.stdout)
    return list(problems["problems"] if isinstance(problems, dict) else problems)


def main() -> None:
    """Compare and build: `python tasks.py bench --name playbook`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("handbook", type=Path, nargs="?", default=Path("../shared/corpus/engineering-playbook"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        shutil.copytree(given.handbook, site / "content", copy_function=shutil.copyfile)
        problems = named(site)
        ours = Counter((str(p["path"]), int(str(p["line"]))) for p in problems if p["code"] in LINK_CODES)
        other = Counter((f"content/{file}", line) for file, line, _ in reference(site / "content"))
        print(f"broken links: {other.total()} by the second reading, {ours.total()} named by check")
        for path, line in sorted(other - ours):
            print(f"  not named: {path}:{line}")
        for path, line in sorted(ours - other):
            print(f"  named only by check: {path}:{line}")
        rest = Counter(str(p["code"]) for p in problems if p["code"] not in LINK_CODES)
        print(f"other problems: {dict(sorted(rest.items()))}")
        code = subprocess.run(
            [sys.executable, "-m", "guildhouse", "build", "--site", str(site), "--lenient"], capture_output=True, check=False
        ).returncode
        print(f"build --lenient: exit {code}")
        sys.exit(1 if ours != other or code else 0)


if __name__ == "__main__":
    main()
