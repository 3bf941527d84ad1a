"""Pages and feeds that an earlier build has drawn: taken over from the published site where everything that they show is the same."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path

from guildhouse.features.outputs import Made, Page
from guildhouse.features.plan import Plan
from guildhouse.marks import Published, umask
from guildhouse.sources.stamp import is_steady, is_young, stamp
from guildhouse.sources.store import Store, sealed

PAGES = "pages"
"""The name of the store that knows what each page came out as."""
PROGRAM = (("",), ("Babel", "Jinja2", "MarkupSafe", "feedgen", "icalendar", "lxml", "nh3", "pelican", "tzdata"))
"""What takes part in drawing a page: all of the package, and these libraries."""


class Drawn:
    """Knows pages by a digest of all that they are made from, and takes those over that the published site still holds.

    A page is a template with a frozen value (ADR 0009), so its digest is that of the templates, the value, the site, the settings and the
    program. The published file must have the very bytes that were drawn; it is not read when it has the mark that the last build noted.
    """

    def __init__(self, store: Store, earlier: Published, plan: Plan, templates: Iterable[str]) -> None:
        """Ask the store about all pages of a plan; `earlier` is the published site, `templates` are their folders."""
        self._store, self._earlier, self._plan, self._templates = store, earlier, plan, tuple(templates)
        self._begun, self._mode = time.time_ns(), 0o666 & ~umask()
        self._common = _common(plan, self._templates)
        digest = _Digest(self._common, plan.has_text)
        self._keys = {output.path: digest.of(output) for output in plan.outputs if isinstance(output, (Page, Made))}
        self._known = dict(store.get(self._keys.values()))
        self._new: dict[bytes, bytes] = {}

    def take(self, path: str, output: Path) -> str | None:
        """Bring a page over from the published site into `output` and tell its SHA-256; None when it has to be drawn."""
        known, place = self._known.get(self._keys[path]), f"{self._earlier.folder}/{path}"
        if known is None or (self._earlier.sha256(path) or _hash(place)) != known.hex():
            return None
        _link(place, f"{output}/{path}", self._mode)
        return known.hex()

    def note(self, path: str, drawn: str) -> None:
        """Keep in mind what a page came out as, its SHA-256."""
        key = self._keys[path]
        self._new[key] = sealed(key, bytes.fromhex(drawn))

    def close(self) -> None:
        """Keep it for the next build, unless somebody has been at the program or the templates while pages were drawn."""
        if (
            not self._new
            or not is_steady(*PROGRAM)
            or is_young((path for folder in self._templates for path in _files(folder)), self._begun)
        ):
            return
        if _common(self._plan, self._templates) == self._common:
            self._store.put(self._new, self._keys.values())


def _common(plan: Plan, templates: Iterable[str]) -> bytes:
    """Digest what is the same for all pages; settings that change how a build works, and not what it makes, are left out."""
    settings = replace(plan.settings, jobs=0, cache=True, audit=False, new_since=None)
    mark = blake2b(repr((plan.site, settings)).encode("utf-8", "surrogatepass"))
    mark.update(stamp(*PROGRAM))
    for number, folder in enumerate(templates):
        for path in _files(folder):
            content = path.read_bytes()
            mark.update(repr((number, path.relative_to(folder).as_posix(), len(content))).encode("utf-8", "surrogatepass") + content)
    return mark.digest()


def _files(folder: str) -> Iterator[Path]:
    """List the files of a folder of templates, through links too, as Jinja finds them."""
    seen = set()
    for parent, below, names in os.walk(folder, followlinks=True):
        seen.add(os.path.realpath(parent))
        below[:] = sorted(name for name in below if os.path.realpath(f"{parent}/{name}") not in seen)
        yield from (path for name in sorted(names) if (path := Path(parent, name)).is_file())


class _Digest:
    """Digests pages by the `repr` of their values; what many pages show, such as the tree of a section, is written once."""

    def __init__(self, common: bytes, has_text: Callable[[Page], bool] = lambda _: False) -> None:
        self._common, self._has_text = common, has_text
        self._lists: dict[int, tuple[object, bytes]] = {}
        self._parts: dict[type, Callable[[object], tuple[object, ...]]] = {}

    def of(self, output: Page | Made) -> bytes:
        """Digest what a page, or a file that takes a while, is made from."""
        value, way = (output.page, output.template) if isinstance(output, Page) else (output.made_from, "")
        kind = type(value)
        if kind not in self._parts:
            self._parts[kind] = attrgetter(*(field.name for field in fields(kind))) if is_dataclass(kind) else lambda whole: (whole,)
        values = [self._list(each) if type(each) is tuple and each else each for each in self._parts[kind](value)]
        has_text = isinstance(output, Page) and self._has_text(output)
        written = repr((output.path, way, has_text, kind.__qualname__, values))
        return blake2b(self._common + written.encode("utf-8", "surrogatepass"), digest_size=20).digest()

    def _list(self, value: tuple[object, ...]) -> bytes:
        if id(value) not in self._lists:
            digest = blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=20).digest()
            self._lists[id(value)] = (value, digest)  # the value too, so that no other gets its id
        return self._lists[id(value)][1]


def _link(place: str, target: str, mode: int) -> None:
    """Give a file a second name, in a folder that may have to be made; a copy where that cannot be, or would have other rights."""
    try:
        try:
            os.link(place, target, follow_symlinks=False)
        except FileNotFoundError:  # mostly the folder is there, for more than one file stands in it
            os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120 - thousands of paths, as text already
            os.link(place, target, follow_symlinks=False)
        if stat.S_IMODE(os.lstat(target).st_mode) == mode:
            return
    except OSError:  # another file system, or too many links
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
    with suppress(FileNotFoundError):
        os.unlink(target)  # noqa: PTH108
    shutil.copyfile(place, target, follow_symlinks=False)


def _hash(place: str) -> str | None:
    """Tell the SHA-256 of a plain file, None of anything else."""
    try:
        with os.fdopen(os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return None
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
