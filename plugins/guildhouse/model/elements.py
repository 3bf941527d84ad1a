"""HTML elements that no site can let its texts hold."""

from __future__ import annotations

from collections.abc import Mapping

RENAMED: Mapping[str, str] = {
    **dict.fromkeys(("article", "aside", "center", "footer", "header", "main", "nav", "section"), "div"),
    "strike": "s",
    "tt": "code",
}
"""Obsolete elements, and landmarks that only the page around a text may have, with what stands for them."""

NEVER = frozenset({
    "applet", "base", "bgsound", "body", "datalist", "embed", "fencedframe", "form", "frame", "frameset", "geolocation", "head", "html",
    "iframe", "image", "input", "isindex", "keygen", "link", "listing", "math", "meta", "model", "noembed", "noframes", "noscript",
    "object", "optgroup", "option", "param", "permission", "plaintext", "portal", "script", "select", "selectedcontent", "style", "svg",
    "template", "textarea", "title", "webview", "xmp",
})  # fmt: skip
"""Elements that no setting can allow: they run or load something, or change how the rest of the page is read."""
