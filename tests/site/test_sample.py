"""What the sample site promises: it is large and varied enough, it uses every key, and nothing private gets out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from guildhouse.sources.entries import collect
from guildhouse.sources.fields import Block, Field, ListOf, Type
from guildhouse.sources.kinds import KINDS
from guildhouse.sources.kinds.community import LISTS
from guildhouse.sources.problems import Problems

REPOSITORY = Path(__file__).resolve().parents[2]
FOREIGN_ONLY = {"published", "status", "category"}
"""Keys that a page understands for the sake of other tools; how they are read is tested with the cases of front matter."""


def listed(sample: Path, name: str) -> list[dict[str, object]]:
    return json.loads((sample / f"{name}.json").read_text(encoding="utf-8"))


def test_it_is_a_real_place(sample: Path):
    communities = listed(sample, "communities")
    assert len(communities) >= 8
    assert len({c["kind"] for c in communities}) >= 6
    assert {c["status"] for c in communities} == {"proposed", "active", "dormant", "archived"}
    assert all(c["successor"] for c in communities if c["status"] == "archived")
    assert len(listed(sample, "people")) >= 40
    assert len(listed(sample, "meetings")) >= 80
    assert len(listed(sample, "decisions")) >= 30
    assert len(list(sample.glob("communities/*/resources/**/index.html"))) >= 60
    zones = {series["timezone"] for c in communities if c["id"] == "accessibility" for series in c["meetings"]}
    assert len(zones) >= 3


def test_every_source_is_accounted_for(sample: Path):
    sources = json.loads((sample / "build.json").read_text())["sources"]
    on_disk = [
        p for root in ("content", "communities") for p in (REPOSITORY / root).rglob("*") if p.is_file() and not p.name.startswith(".")
    ]
    assert sources["read"] == len(on_disk) == sources["published"] + sum(sources["excluded"].values()) + sources["errors"]


def test_it_uses_every_key_of_the_formats():
    entries = collect(REPOSITORY, Problems()).entries.values()
    used = {name: set() for name in (kind.name for kind in KINDS)}
    for entry in entries:
        for values in (entry.values, *entry.items):
            used[entry.kind.name] |= set(keys(values))
    texts = set().union(*(used[kind.name] for kind in KINDS if kind.markdown))
    missing = set()
    for kind in KINDS:
        shared = used[kind.name] | (texts if kind.markdown else set())
        shared |= set().union(*({f"{name}.{key}" for key in used[name]} for name in LISTS)) if kind.name == "community" else set()
        missing |= {f"{kind.name}: {path}" for path in paths(kind.fields) if path not in shared and kind.name not in LISTS}
    assert {m for m in missing if m.rpartition(" ")[2] not in FOREIGN_ONLY} == set()


def keys(values: object, above: str = "") -> Iterator[str]:
    if isinstance(values, dict):
        for key, value in values.items():
            yield f"{above}{key}"
            yield from keys(value, f"{above}{key}.")
    elif isinstance(values, list):
        for value in values:
            yield from keys(value, above)


def paths(fields: tuple[Field, ...], above: str = "") -> Iterator[str]:
    for field in fields:
        yield f"{above}{field.name}"
        inner: Type = field.type.item if isinstance(field.type, ListOf) else field.type
        if isinstance(inner, Block) and above.count(".") < 1:
            yield from paths(inner.fields, f"{above}{field.name}.")


@pytest.fixture(scope="session")
def everything(sample: Path) -> str:
    texts = (p.read_bytes().decode("utf-8", "replace") for p in sorted(sample.rglob("*")) if p.is_file())
    names = (p.relative_to(sample).as_posix() for p in sorted(sample.rglob("*")))
    return "\n".join((*texts, *names))


def test_nothing_private_is_in_any_byte(everything: str):
    people = [yaml.safe_load(path.read_text()) for path in (REPOSITORY / "content/people").glob("*.yml")]
    addresses = {address for person in people for address in person.get("emails", ())}
    kept = ("email", "pronouns", "title")
    hidden = {p[name] for p in people for name in p.get("private", ()) if name in kept and name in p}
    channels = set(re.findall(r"(?:url|email): \"?([^,}\"]+)\"?[^}\n]*visibility: (?:members|private)", sources()))
    secrets = addresses | hidden | channels | {"Heronsgate", "former-colleague-1"}
    assert len(addresses) > 3
    assert len(channels) > 1
    assert [secret for secret in sorted(secrets) if secret in everything] == []


def sources() -> str:
    return "\n".join(path.read_text() for path in sorted((REPOSITORY / "communities").glob("*/community.yml")))


def test_no_page_asks_anything_of_another_host(sample: Path):
    fetching = re.compile(r"<(?:script|img|iframe|source|video|audio|link)\b[^>]*?\b(?:src|href|srcset|poster)=\"((?:https?:)?//[^\"]+)\"")
    own = ("https://marrowby.example/",)
    for page in sample.rglob("*.html"):
        assert [found for found in fetching.findall(page.read_text()) if not found.startswith(own)] == [], page


def test_nothing_stands_inline(sample: Path):
    for page in sample.rglob("*.html"):
        html = re.sub(r"<(pre|code)\b.*?</\1>", "", page.read_text(), flags=re.DOTALL)
        assert not re.search(r"<style|<script(?![^>]*\bsrc=)(?![^>]*ld\+json)|<[^>]+\sstyle=|<[^>]+\son[a-z]+=", html), page
