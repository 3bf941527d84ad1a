"""Weighs and times the pages of the sample site in Chromium, and a reading page beside the same text in other documentation themes.

Weights are those of a first visit, compressed with gzip level 6 as a plain server does. Main-thread time is Chromium's own sum of task
durations (CDP `Performance.getMetrics`, `TaskDuration`) from opening the page until half a second after its load event, each visit with
an empty cache; the themes take turns, and the median of the visits counts. `--peers` installs the other themes into `.cache/peers`.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from guildhouse.tasks.browser import chromium, served
from guildhouse.tasks.tour import kinds

ROOT = Path(__file__).resolve().parents[1]
TEXT = ROOT / "content/pages/facilitation-techniques.md"
PAGE = "facilitation-techniques/"
PEERS = ("mkdocs==1.6.1", "mkdocs-material==9.8.1", "sphinx==9.0.4", "furo==2025.12.19", "myst-parser==5.2.0")
SHIFT = """new Promise(done => {
  let sum = 0;
  const add = list => { for (const each of list.getEntries()) sum += each.value; };
  new PerformanceObserver(add).observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 500);
})"""


def build(output: Path) -> Path:
    """Build the sample site."""
    command = [sys.executable, "-m", "guildhouse", "build", "--site", str(ROOT), "--output", str(output), "--today", "2026-11-16"]
    subprocess.run([*command, "--url", "https://marrowby.example/"], check=True, capture_output=True)
    return output


def weigh(site: Path) -> None:
    """Print what a first visit of each kind of page fetches, and how much its layout shifts."""
    print(f"{'kind':12} {'HTML':>6} {'CSS':>6} {'JS':>6} {'sum':>6} {'fonts':>6} requests  shift   (KiB gzip; fonts as they are)")
    sums = []
    with served(site) as base, chromium() as browser:
        for kind, page in kinds(site).items():
            context = browser.new_context(viewport={"width": 390, "height": 844})
            opened = context.new_page()
            seen: list[tuple[str, str]] = []
            opened.on("request", lambda request, seen=seen: seen.append((request.resource_type, request.url)))
            opened.goto(f"{base}/{page.relative_to(site).as_posix()}")
            shift = opened.evaluate(SHIFT)
            context.close()
            sizes = dict.fromkeys(("document", "stylesheet", "script", "font"), 0.0)
            for type_, url in seen:
                if type_ in sizes:
                    sizes[type_] += _size(site, base, url)
            total = sizes["document"] + sizes["stylesheet"] + sizes["script"]
            sums.append(total)
            outside = sum(1 for _, url in seen if not url.startswith((base, "data:")))
            print(
                f"{kind:12} {sizes['document']:6.1f} {sizes['stylesheet']:6.1f} {sizes['script']:6.1f} {total:6.1f} {sizes['font']:6.1f} "
                f"{len(seen):8} {shift:6.3f}{'   OTHER HOSTS ' + str(outside) if outside else ''}"
            )
    print(f"without fonts: median {statistics.median(sums):.1f} KiB, largest {max(sums):.1f} KiB")


def _size(site: Path, base: str, url: str) -> float:
    path = site / urlsplit(url.removeprefix(base)).path.lstrip("/")
    data = path.read_bytes()
    return len(data if path.suffix == ".woff2" else gzip.compress(data, 6)) / 1024


def others(folder: Path) -> Mapping[str, tuple[Path, str]]:
    """Build the same text with other themes; each gives its folder and the page's address in it."""
    tools = ROOT / ".cache" / "peers"
    if not tools.is_dir():
        venv.create(tools, with_pip=True)
        subprocess.run([tools / "bin/pip", "install", "--quiet", *PEERS], check=True)
    text = TEXT.read_text(encoding="utf-8").partition("\n---\n")[2]
    docs = folder / "docs"
    docs.mkdir()
    (docs / "index.md").write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text("site_name: Peer\ndocs_dir: docs\n")
    (docs / "conf.py").write_text("project = 'Peer'\nextensions = ['myst_parser']\nhtml_theme = 'furo'\n")
    for theme in ("material", "readthedocs"):
        command = [tools / "bin/mkdocs", "build", "-q", "-f", folder / "mkdocs.yml", "-t", theme, "-d", folder / theme]
        subprocess.run(command, check=True, capture_output=True)
    subprocess.run([tools / "bin/sphinx-build", "-q", docs, folder / "furo"], check=True, capture_output=True)
    names = {"MkDocs Material": "material", "MkDocs readthedocs": "readthedocs", "Sphinx Furo": "furo"}
    return {name: (folder / theme, "index.html") for name, theme in names.items()}


def race(site: Path, visits: int) -> None:
    """Open the reading page of every theme in turn, and print the median main-thread time of each."""
    with tempfile.TemporaryDirectory() as aside:
        racers = {"Guildhouse": (site, PAGE + "index.html"), **others(Path(aside))}
        times: dict[str, list[float]] = {name: [] for name in racers}
        with chromium() as browser:
            for _ in range(visits + 1):
                for name, (folder, path) in racers.items():
                    times[name].append(_busy(browser, folder, path))
    medians = {name: statistics.median(found[1:]) for name, found in times.items()}  # the first visit warms the browser up
    print(f"\nmain-thread time of one reading page, median of {visits} visits in turn")
    for name, median in medians.items():
        print(f"{name:20} {median * 1000:7.1f} ms   Guildhouse / it = {medians['Guildhouse'] / median:.2f}")


def _busy(browser: Browser, folder: Path, path: str) -> float:
    with served(folder) as base:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Performance.enable")
        page.goto(f"{base}/{path}", wait_until="load")
        page.wait_for_timeout(500)
        metrics = session.send("Performance.getMetrics")["metrics"]
        context.close()
        return float(next(each["value"] for each in metrics if each["name"] == "TaskDuration"))


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--peers", action="store_true", help="time a reading page beside other themes, too")
    parser.add_argument("--visits", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as aside:
        site = build(Path(aside) / "site")
        weigh(site)
        if given.peers:
            race(site, given.visits)


if __name__ == "__main__":
    main()
