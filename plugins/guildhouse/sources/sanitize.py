"""The one list of HTML that pages may hold, and the sanitiser (nh3) that enforces it as the last step.

`TAGS` is what authors may write. `OURS` is what only this program writes around it; authors are never granted it.
Both lists are closed: what is in neither is dropped. `settings.allow_html` can add bare elements, none of `NEVER`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import nh3
from pygments.token import STANDARD_TYPES

from guildhouse.model.elements import NEVER
from guildhouse.sources.schemes import SCHEMES


def _words(text: str) -> list[str]:
    return text.split()


TAGS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(
        _words(
            "abbr b bdi bdo blockquote br caption cite code dd dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i kbd mark p"
            " picture pre q rp rt ruby s samp small span strong sub summary sup tbody tfoot thead tr u ul var wbr"
        ),
        frozenset[str](),
    ),
    "a": frozenset({"href"}),
    "area": frozenset({"alt", "coords", "href", "shape"}),
    "audio": frozenset({"controls", "loop", "muted", "src"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "del": frozenset({"datetime"}),
    "details": frozenset({"open"}),
    "img": frozenset({"alt", "height", "src", "srcset", "sizes", "usemap", "width"}),
    "ins": frozenset({"datetime"}),
    "li": frozenset({"value"}),
    "map": frozenset({"name"}),
    "ol": frozenset({"reversed", "start", "type"}),
    "source": frozenset({"media", "sizes", "src", "srcset", "type"}),
    "table": frozenset(),
    "td": frozenset({"colspan", "headers", "rowspan"}),
    "th": frozenset({"abbr", "colspan", "headers", "rowspan", "scope"}),
    "time": frozenset({"datetime"}),
    "track": frozenset({"default", "kind", "label", "src", "srclang"}),
    "video": frozenset({"controls", "height", "loop", "muted", "poster", "src", "width"}),
}
"""Elements that authors may write, each with the attributes that it may have beside those of EVERYWHERE."""

EVERYWHERE = frozenset({"dir", "id", "lang", "title"})
"""Attributes that every element of an author may have."""

WITH_CONTENT = frozenset(_words("iframe math noembed noframes noscript script style svg template textarea title xmp"))
"""Elements that are dropped together with what they hold, for it is no text."""

VOID = frozenset({"area", "br", "col", "hr", "img", "input", "source", "track", "wbr"})
"""Elements without an end tag."""

OURS: Mapping[str, frozenset[str]] = {
    "a": frozenset({"aria-label"}),
    "audio": frozenset({"aria-label"}),
    "div": frozenset({"aria-label", "data-language"}),
    "input": frozenset({"aria-label", "checked", "disabled", "name"}),
    "label": frozenset({"for"}),
    "span": frozenset({"aria-label"}),
    "video": frozenset({"aria-label"}),
}
"""Attributes that only this program writes."""

OUR_VALUES: Mapping[str, Mapping[str, set[str]]] = {
    "a": {"rel": {"noopener noreferrer"}},
    "audio": {"preload": {"metadata"}},
    "div": {"role": {"radiogroup", "region"}, "tabindex": {"0"}},
    "img": {"decoding": {"async"}, "loading": {"lazy"}},
    "input": {"type": {"checkbox", "radio"}},
    "span": {"role": {"img"}},
    "video": {"preload": {"metadata"}},
}
"""Attributes that only this program writes, and the values that they may have."""

CALLOUTS = frozenset({"note", "tip", "important", "warning", "caution"})
"""The five kinds of callout, as the forges name them."""

_ALIGN = frozenset({"align-left", "align-center", "align-right"})
_CALLOUT = frozenset({"callout", *(f"callout-{kind}" for kind in CALLOUTS)})
CLASSES: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "img", "td", "th"), _ALIGN),
    "a": frozenset({"anchor", "footnote-backref", "footnote-ref", "full-size", "mention"}),
    "details": _CALLOUT,
    "div": _CALLOUT | _ALIGN | {"code", "drawing", "footnote", "tab-panel", "tab-set", "table", "wide"},
    "figure": frozenset({"diagram", "listing"}),
    "li": frozenset({"task"}),
    "p": _ALIGN | {"callout-title"},
    "span": frozenset({"callout-kind", "hll", "mention", "wanted"}) | frozenset(filter(None, STANDARD_TYPES.values())),
    "ul": frozenset({"tasks"}),
    "ol": frozenset({"tasks"}),
}
"""Class names by element: those of the theme's text styles and of Pygments."""


@dataclass(frozen=True)
class Policy:
    """What a page may hold when a site allows `extra` elements."""

    extra: frozenset[str] = frozenset()
    cleaner: nh3.Cleaner = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Prepare the sanitiser, which is used for every page."""
        object.__setattr__(self, "cleaner", _cleaner(self.extra))

    def allows(self, tag: str) -> bool:
        """Tell whether an author may write this element."""
        return tag in TAGS or tag in self.extra

    def attributes(self, tag: str) -> frozenset[str]:
        """Give the attributes that an author may write on this element."""
        return TAGS.get(tag, frozenset[str]()) | EVERYWHERE

    def clean(self, html: str) -> str:
        """Drop everything that the lists do not name, and balance the rest; what comes back is safe to show."""
        return self.cleaner.clean(html)


@cache
def policy(allow_html: tuple[str, ...] = ()) -> Policy:
    """Make the policy of a site; names in NEVER are not granted."""
    return Policy(frozenset(name.lower() for name in allow_html) - NEVER)


def _cleaner(extra: frozenset[str]) -> nh3.Cleaner:
    tags = {*TAGS, *extra, *OURS}
    attributes = {tag: set(TAGS.get(tag, frozenset[str]()) | OURS.get(tag, frozenset[str]())) for tag in tags}
    return nh3.Cleaner(
        tags=tags,
        clean_content_tags=set(WITH_CONTENT),
        attributes={**attributes, "*": set(EVERYWHERE)},
        tag_attribute_values={tag: dict(values) for tag, values in OUR_VALUES.items()},
        allowed_classes={tag: set(names) for tag, names in CLASSES.items()},
        url_schemes=set(SCHEMES),
        link_rel=None,
        strip_comments=True,
    )
