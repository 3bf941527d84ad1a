"""The sample site compared with what it was: a digest of every file, and in full one page of each kind and each list for machines."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

GOLDEN = Path(__file__).with_name("golden")
KIND = re.compile(r'<body[^>]* data-kind="([^"]+)"')
MACHINES = ("communities.json", "people.json", "paths.json", "kudos.json", "meetings.json", "decisions.json", "actions.json", "_headers")
HASHED = re.compile(r"\.[0-9a-f]{8}(?=\.(css|js)\b)")


def kept(sample: Path) -> dict[str, str]:
    """Choose what is kept in full: the richest page of every kind, the lists, and the digests; names of assets without their hash."""
    pages = sorted(path for path in sample.rglob("*.html"))
    by_kind: dict[str, tuple[int, Path]] = {}
    for path in pages:
        text = path.read_text(encoding="utf-8")
        kind = KIND.search(text)
        if kind:
            by_kind[kind[1]] = max(by_kind.get(kind[1], (0, path)), (len(text), path))
    found = {f"{kind}.html": HASHED.sub("", path.read_text(encoding="utf-8")) for kind, (_, path) in by_kind.items()}
    found |= {name: (sample / name).read_text(encoding="utf-8") for name in MACHINES}
    files = sorted(path for path in sample.rglob("*") if path.is_file() and path.name != "build.json")
    digests = (f"{digest(path)}  {HASHED.sub('', path.relative_to(sample).as_posix())}" for path in files)
    return found | {"files.txt": "\n".join(digests) + "\n"}


def digest(path: Path) -> str:
    data = path.read_bytes()
    if path.suffix == ".html":
        data = HASHED.sub("", data.decode()).encode()
    return hashlib.sha256(data).hexdigest()[:16]


def test_the_sample_site_is_as_recorded(sample: Path, update_golden: bool):
    now = kept(sample)
    if update_golden:
        GOLDEN.mkdir(exist_ok=True)
        for stale in GOLDEN.iterdir():
            stale.unlink()
        for name, text in now.items():
            (GOLDEN / name).write_text(text, encoding="utf-8")
    recorded = {path.name: path.read_text(encoding="utf-8") for path in GOLDEN.iterdir()}
    changed = sorted(name for name in {*now, *recorded} if now.get(name) != recorded.get(name))
    assert not changed, f"changed: {', '.join(changed)}; look at them, then `python3 tasks.py golden --update`"


@pytest.mark.parametrize("kind", ["home", "communities", "community", "meeting", "decision", "resource", "page", "not-found"])
def test_the_record_holds_every_kind(kind: str):
    assert (GOLDEN / f"{kind}.html").is_file()
