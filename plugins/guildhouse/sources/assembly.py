"""Addresses put into the tags of a draft, and tags taken out that would lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape, unescape

from guildhouse.sources import wording
from guildhouse.sources.forge.record import PLACEHOLDER

_TAG = re.compile(r"<(/?)(a|area|audio|diagram|figcaption|figure|img|picture|source|track|video)((?: [^>]*)?)>")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_NUMBER = re.compile(rf"{PLACEHOLDER}(\d+)")
_UNITS = frozenset({"audio", "picture", "video"})
_PAIRED = _UNITS | {"a", "diagram"}
COLUMN = 680
"""Width of the column of text in CSS pixels, which is --measure of the theme."""
WIDE = COLUMN * 4 // 3
"""A diagram that is wider keeps its size and scrolls, for shrunk into the column its words could not be read."""


@dataclass(frozen=True, slots=True)
class Track:
    """Captions of a recording: address and language, which may be empty."""

    url: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Where a link leads: `href` None leaves its words without a link.

    `text` replaces the words of a mention. `as_link` shows a picture as a link with its alt text. `missing` marks a page that is wanted.
    `width` and `height` of a picture are in CSS pixels; `tracks` are the captions of a recording.
    """

    href: str | None
    text: str | None = None
    as_link: bool = False
    missing: bool = False
    width: int | None = None
    height: int | None = None
    tracks: tuple[Track, ...] = ()


@dataclass(slots=True)
class _Open:
    """An element that is open: its tag, where its start stands in the output, what closes it, and whether it shows anything."""

    tag: str
    index: int
    close: str
    is_link: bool = False
    is_alive: bool = False


@dataclass(slots=True)
class Assembly:
    """Writes the tags that hold addresses once more, with the addresses in."""

    resolved: Sequence[Resolved]
    out: list[str] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    pictures: int = 0
    figure: list[Resolved] = field(default_factory=list)
    """Pictures of the figure that is being written, without those that lead elsewhere."""

    def run(self, html: str) -> str:
        """Give the HTML with its addresses."""
        tags = list(_TAG.finditer(html))
        pairs = _pairs(tags)
        at = 0
        for index, tag in enumerate(tags):
            self.out.append(html[at : tag.start()])
            self._tag(tag, is_paired=index in pairs)
            at = tag.end()
        return "".join([*self.out, html[at:]])

    def _tag(self, tag: re.Match[str], *, is_paired: bool) -> None:
        name = tag[2]
        given = {match[1]: unescape(match[2]) for match in _ATTRIBUTE.finditer(tag[3])}
        if name in {"figure", "figcaption"}:
            self._figure(tag)
        elif tag[1]:
            self._close(name, is_paired=is_paired)
        elif name == "diagram":
            self._diagram(given)
        elif name == "a":
            self._anchor(given, is_paired=is_paired)
        elif name in _UNITS:
            if is_paired:
                self._unit(name, given)
        elif name == "img":
            self._picture(given)
        else:
            self._part(name, given)

    def _close(self, name: str, *, is_paired: bool) -> None:
        if not is_paired:
            return
        element = self.open.pop()
        if name in _UNITS and not element.is_alive:
            self.out[element.index] = ""
            return
        self.out.append(element.close)

    def _begin(self, tag: str, start: str, close: str, *, is_link: bool = False) -> None:
        self.open.append(_Open(tag, len(self.out), close, is_link))
        self.out.append(start)

    def _anchor(self, given: dict[str, str], *, is_paired: bool) -> None:
        target = self._target(given.get("href", ""))
        if is_paired and target and target.href is not None and not target.missing and not self._is_in_link():
            self._begin("a", _start("a", {**given, **_address("href", target)}), "</a>", is_link=True)
            return
        start, close = _unlinked(given, target)
        if is_paired:
            self._begin("a", start, close)
        else:
            self.out.append(start + close)

    def _is_in_link(self) -> bool:
        return any(element.is_link for element in self.open)

    def _target(self, address: str) -> Resolved | None:
        """Give what stands for a placeholder; an address of our own, such as that of a footnote, is itself."""
        number = _NUMBER.fullmatch(address)
        if number:
            return self.resolved[int(number[1])]
        return Resolved(address) if address.startswith("#") else None

    def _picture(self, given: dict[str, str]) -> None:
        target = self._target(given.get("src", "")) or Resolved(None)
        words = given.get("alt", "")
        unnamed = wording.said(wording.PICTURE)
        if target.as_link and target.href and not self._is_in_link():
            self.out.append(f"{_start('a', _address('href', target))}{escape(words or unnamed)}</a>")
        elif target.as_link or not target.href:
            self.out.append(escape(words or (unnamed if self._is_in_link() else "")))
        else:
            self.out.append(_start("img", {**given, **_sizes(given, target), "src": target.href, **self._set(given), **self._manner()}))
            self._revive()
            if not self._is_in_link():
                self.figure.append(target)

    def _manner(self) -> dict[str, str]:
        """Load the first picture at once, for it may be seen first; the others when they come near the window."""
        self.pictures += 1
        return {"loading": "lazy", "decoding": "async"} if self.pictures > 1 else {}

    def _figure(self, tag: re.Match[str]) -> None:
        """Write the tag of a figure or its caption; a caption ends with a link to the picture when the column cannot show all of it."""
        if tag[2] == "figure":
            self.figure = []
        elif tag[1] and len(self.figure) == 1 and (self.figure[0].width or 0) > COLUMN:
            self.out.append(f" {_full_size(self.figure[0])}")
        self.out.append(tag[0])

    def _diagram(self, given: dict[str, str]) -> None:
        """Show the drawing of a diagram and its source, folded; or the source alone."""
        target = self._target(given.get("src", ""))
        if target is None or not target.href or target.as_link:
            title = escape(wording.said(wording.DIAGRAM_SOURCE))
            self._begin("diagram", f'<figure class="listing"><figcaption>{title}</figcaption>', "</figure>")
            return
        names = "drawing wide" if (target.width or 0) > WIDE else "drawing"
        box = f'<div class="{names}" tabindex="0" role="region" aria-label="{escape(given.get("title", ""))}">'
        picture = {"alt": given.get("alt", ""), **_sizes({}, target), "src": target.href, **self._manner()}
        source = f"<details><summary>{escape(wording.said(wording.DIAGRAM_AS_TEXT))}</summary>"
        self._begin("diagram", f'<figure class="diagram">{box}{_start("img", picture)}</div>{source}', "</details></figure>")

    def _set(self, given: dict[str, str]) -> dict[str, str]:
        """Keep the candidates of a `srcset` that lead to pictures of the site."""
        if "srcset" not in given:
            return {}
        candidates = [(self._local(word.split(" ")[0]), *word.split(" ")[1:]) for word in given["srcset"].split(", ")]
        return {"srcset": ", ".join(" ".join(filter(None, candidate)) for candidate in candidates if candidate[0])}

    def _local(self, address: str) -> str | None:
        target = self._target(address)
        return target.href if target and not target.as_link else None

    def _unit(self, name: str, given: dict[str, str]) -> None:
        """Open a video, sound or picture; it stays only when something of it can be shown."""
        kept = {key: value for key, value in given.items() if key not in {"src", "poster"}}
        urls = {key: given[key] for key in given.keys() & {"src", "poster"}}
        local = {key: address for key, url in sorted(urls.items()) if (address := self._local(url))}
        target = self._target(given.get("src", ""))
        label = given.get("aria-label", "")
        self._begin(name, _start(name, {**kept, **local}), f"</{name}>")
        self.open[-1].is_alive = "src" in local
        if target and target.as_link:
            self.out.append(self._foreign(name, target, label))
        elif target and target.href:
            self.out += [_start("track", _track(track)) for track in target.tracks]
        else:
            self.out.append(escape(label))

    def _part(self, name: str, given: dict[str, str]) -> None:
        """Write a source or track of the element around it, or an area of a map, unless it leads nowhere."""
        key = "href" if name == "area" else "src"
        target = self._target(given.get(key, ""))
        chosen = self._set(given)
        if target and target.as_link and key == "src" and name == "source":
            self.out.append(self._foreign(self.open[-1].tag if self.open else name, target))
        elif target and target.href and not target.as_link:
            self.out.append(_start(name, {**given, **_address(key, target)}))
            self._revive()
        elif chosen.get("srcset"):
            self.out.append(_start(name, {**given, **chosen}))

    def _foreign(self, name: str, target: Resolved, label: str = "") -> str:
        if self._is_in_link():
            return escape(label)
        return f"{_start('a', _address('href', target))}{escape(label or wording.said(wording.RECORDINGS[name]))}</a>"

    def _revive(self) -> None:
        for element in self.open:
            element.is_alive = True


def _pairs(tags: Sequence[re.Match[str]]) -> set[int]:
    """Tell which tags belong together, by their numbers: a link or video that is never closed would swallow the rest of the page."""
    stack: list[int] = []
    pairs: set[int] = set()
    for index, tag in enumerate(tags):
        name = tag[2]
        if name not in _PAIRED:
            continue
        if not tag[1]:
            stack.append(index)
        elif any(tags[begun][2] == name for begun in stack):
            while tags[begun := stack.pop()][2] != name:
                pass
            pairs |= {begun, index}
    return pairs


def _unlinked(given: dict[str, str], target: Resolved | None) -> tuple[str, str]:
    """Write the words of a link without the link; an id stays, for others may point to it."""
    kept = {key: value for key, value in given.items() if key in {"id", "lang", "dir"}}
    if target and (target.missing or target.text):
        kept["class"] = "wanted" if target.missing else "mention"
    return (_start("span", kept), "</span>") if kept else ("", "")


def _sizes(given: dict[str, str], target: Resolved) -> dict[str, str]:
    """Give the size of a picture; when its author gave one side, the other in proportion."""
    if not target.width or not target.height or ("width" in given and "height" in given):
        return {}
    if "width" in given:
        return {"height": str(max(1, round(int(given["width"]) * target.height / target.width)))}
    if "height" in given:
        return {"width": str(max(1, round(int(given["height"]) * target.width / target.height)))}
    return {"width": str(target.width), "height": str(target.height)}


def _full_size(target: Resolved) -> str:
    link = _start("a", {"class": "full-size", **_address("href", target)})
    return f"{link}{escape(wording.said(wording.FULL_SIZE))} ({target.width} \u00d7 {target.height})</a>"


def _track(track: Track) -> dict[str, str]:
    name = wording.said(wording.CAPTIONS)
    if not track.language:
        return {"kind": "captions", "label": name, "src": track.url}
    return {"kind": "captions", "label": f"{name} ({track.language})", "srclang": track.language, "src": track.url}


def _address(key: str, target: Resolved) -> dict[str, str]:
    href = target.href or ""
    return {key: href, "rel": "noopener noreferrer"} if href.startswith(("http:", "https:")) else {key: href}


def _start(name: str, attributes: dict[str, str]) -> str:
    written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>"
