"""The sample site, built once for all tests that look at it, from a repository of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from repositories import Repository
from site_building import REPOSITORY, URL, build, chromium

AMAL, JONAS = "Amal Haddad <amal@ops.marrowby.example>", "jonas <jonas@platform.marrowby.example>"
SANDER = "Sander Vos <sander@elsewhere.example>"
EDITS = (
    (JONAS, "communities/incident-response/resources/writing-a-good-postmortem.md", "2026-06-03", (f"Co-authored-by: {AMAL}",)),
    (AMAL, "content/pages/decision-records.md", "2026-10-20", ("Reviewed-by: Yusuf <yusuf@kiel.marrowby.example>",)),
    (SANDER, "content/pages/keeping-knowledge-alive.md", "2026-11-02", ("Co-authored-by: Copilot <copilot@github.com>",)),
)
"""Who changed which page when, and who helped: what git tells of the sample in these tests, whatever it tells of this repository."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Open a browser for the tests of one file."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def marrowby(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources of the sample with a history of a few commits; everything else came in with one that counts for nobody's page."""
    folder = tmp_path_factory.mktemp("marrowby") / "site"
    for name in ("content", "communities"):
        shutil.copytree(REPOSITORY / name, folder / name)
    shutil.copy(REPOSITORY / "pelicanconf.py", folder)
    repository = Repository(folder)
    texts = {path: (folder / path).read_text(encoding="utf-8") for _, path, _, _ in EDITS}
    repository.commit(AMAL, {path: f"# Draft\n\n{path}\n" for path in texts}, date="2026-01-05T09:00:00+0100")
    for who, path, day, trailers in EDITS:
        repository.commit(who, {path: texts[path]}, *trailers, date=f"{day}T10:00:00+0200")
    return folder


@pytest.fixture(scope="session")
def sample(marrowby: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("sample") / "site"
    done = build(output, "--url", URL, site=marrowby)
    assert done.returncode == 0, done.stderr
    return output
