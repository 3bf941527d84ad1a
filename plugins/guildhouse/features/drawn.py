"""Pages that an earlier build has drawn: taken over from the published site where everything that they show is the same."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import fields, replace
from hashlib import blake2b
from pathlib import Path

from guildhouse.features.outputs import Page
from guildhouse.features.plan import Plan
from guildhouse.sources.stamp import stamp
from guildhouse.sources.store import Store, sealed

PAGES = "pages"
"""The name of the store that knows what each page came out as."""
LIBRARIES = ("Babel", "Jinja2", "MarkupSafe", "pelican")
"""Libraries that take part in drawing a page."""


class Drawn:
    """Knows pages by a digest of all that they are made from, and takes those over that the published site still holds.

    A page is a template with a frozen value (ADR 0009), so its digest is that of the templates, the value, the site, the settings and the
    program. Nothing is taken on trust: the published file must have the very bytes that were drawn.
    """

    def __init__(self, store: Store, earlier: Path, plan: Plan, templates: Iterable[str]) -> None:
        """Ask the store about all pages of a plan; `earlier` is the folder of the published site, `templates` their folders."""
        self._store, self._earlier = store, earlier
        digest = _Digest(_common(plan, templates))
        self._keys = {output.path: digest.of(output) for output in plan.outputs if isinstance(output, Page)}
        self._known = dict(store.get(self._keys.values()))
        self._new: dict[bytes, bytes] = {}

    def take(self, path: str, output: Path) -> str | None:
        """Bring a page over from the published site into `output` and tell its SHA-256; None when it has to be drawn."""
        known = self._known.get(self._keys[path])
        if known is None or _hash(self._earlier / path) != known:
            return None
        target = output / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(self._earlier / path, target, follow_symlinks=False)
        except OSError:  # another file system, or too many links
            with suppress(FileNotFoundError):
                target.unlink()
            shutil.copyfile(self._earlier / path, target, follow_symlinks=False)
        return known.hex()

    def note(self, path: str, drawn: str) -> None:
        """Keep in mind what a page came out as, its SHA-256."""
        key = self._keys[path]
        self._new[key] = sealed(key, bytes.fromhex(drawn))

    def close(self) -> None:
        """Keep it for the next build."""
        if self._new:
            self._store.put(self._new, self._keys.values())


def _common(plan: Plan, templates: Iterable[str]) -> bytes:
    """Digest what is the same for all pages; settings that change how a build works, and not what it makes, are left out."""
    settings = replace(plan.settings, jobs=0, cache=True, audit=False)
    mark = blake2b(repr((plan.site, settings)).encode("utf-8", "surrogatepass"))
    mark.update(stamp(("",), LIBRARIES))
    for number, folder in enumerate(templates):
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file():
                content = path.read_bytes()
                mark.update(repr((number, path.relative_to(folder).as_posix(), len(content))).encode() + content)
    return mark.digest()


class _Digest:
    """Digests pages by the `repr` of their values; a list that many pages show, such as the tree of a section, is written out once."""

    def __init__(self, common: bytes) -> None:
        self._common = common
        self._lists: dict[int, tuple[object, str]] = {}

    def of(self, page: Page) -> bytes:
        """Digest a page."""
        parts = [(field.name, self._written(getattr(page.page, field.name))) for field in fields(page.page)]
        value = repr((page.path, page.template, type(page.page).__qualname__, parts))
        return blake2b(self._common + value.encode("utf-8", "surrogatepass"), digest_size=20).digest()

    def _written(self, value: object) -> str:
        if not isinstance(value, tuple) or not value:
            return repr(value)
        if id(value) not in self._lists:
            self._lists[id(value)] = (
                value,
                blake2b(repr(value).encode("utf-8", "surrogatepass")).hexdigest(),
            )  # held, so that its id stays
        return self._lists[id(value)][1]


def _hash(path: Path) -> bytes | None:
    """Tell the SHA-256 of a plain file, None of anything else."""
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return None
            return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return None
