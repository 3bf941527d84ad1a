"""The one list of schemes that a link may have, and the one function that asks it."""

from __future__ import annotations

import re
from urllib.parse import quote

SCHEMES = frozenset(
    {"ftp", "geo", "http", "https", "irc", "ircs", "mailto", "matrix", "sftp", "sip", "sips", "sms", "tel", "webcal", "xmpp"}
)
"""What pages may link to; nothing here runs code or opens a local file."""

WEB = frozenset({"http", "https"})
"""What pictures and recordings on other hosts may have."""
WITH_HOST = frozenset({"ftp", "http", "https", "irc", "ircs", "sftp", "webcal"})
"""Schemes whose addresses name a host behind `//`."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HOST = re.compile(r"[^:]*://(?:([^/?#]*)@)?[^/?#@]+")
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]")
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_UNWRITTEN = re.compile(r"""[^!#$%&'()*+,\-./:;=?@\[\]_~0-9A-Za-z]""")
_INVISIBLE_END = re.compile(r"(?:%C2%A0|%C2%AD|%E2%80%8[B-F]|%EF%BB%BF)+$", re.IGNORECASE)
_LOOSE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def visible(address: str) -> str:
    """Take away what nobody meant to write into an address, id or date: control and zero-width characters, white space around it."""
    return _INVISIBLE.sub("", address).strip(" \u00a0\u2000-\u200a\u202f\u205f\u3000")


def scheme(address: str) -> str:
    """Tell the scheme of an address as a browser would see it, in lower case; empty when it has none."""
    match = _SCHEME.match(_IGNORED.sub("", address))
    return match[1].lower() if match else ""


def safe_url(address: str) -> str | None:
    """Give an address with a scheme in the form in which a page may hold it, or None when it has a `fault`.

    Characters that RFC 3986 does not allow are percent-encoded; what is encoded already stays as it is.
    """
    address = _INVISIBLE_END.sub("", visible(address))
    return None if fault(address, address) else encode(address)


def fault(address: str, shown: str, schemes: frozenset[str] = SCHEMES) -> tuple[str, str] | None:
    """Tell why no page may hold an address with a scheme, and what to do about it, in words for its author; None when it may.

    The words name the address as it is `shown`, a password never.
    """
    named = scheme(address)
    host = _HOST.match(address)
    if named not in schemes or not _SCHEME.match(address):
        return f"`{shown}` is no address that pages may use.", ""
    if named in WITH_HOST and host is None:
        return f"`{shown}` names no host.", f"Write it as `{named}://example.org/`."
    if host is not None and ":" in (host[1] or ""):
        return "The address holds a password, which would be published.", "Take the name and the password before `@` out of it."
    return None


def encode(address: str) -> str:
    """Percent-encode what an address may not hold (RFC 3986); `%41` stays as it is."""
    address = _LOOSE_PERCENT.sub("%25", address)
    return _UNWRITTEN.sub(lambda match: quote(match[0], safe=""), address)
