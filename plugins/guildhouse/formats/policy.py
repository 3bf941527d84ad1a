"""The content security policy and its sister headers, from one value: as meta, and for the servers that people use."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

FEED_TYPE = "application/xml; charset=utf-8"
"""What feeds are sent as: every reader takes it, and browsers show the style sheet of nothing that calls itself a feed."""
TYPES = (("atom", FEED_TYPE), ("rss", FEED_TYPE), ("ics", "text/calendar; charset=utf-8"))
"""What servers say of files by the ends of their names, where their own lists say nothing, or something that helps nobody."""
IMMUTABLE = "public, max-age=31536000, immutable"
"""For files whose name holds their hash."""
LASTING = ("/theme/", "/search/data/files/")
"""The folders of such files."""


@dataclass(frozen=True)
class Policy:
    """What the browser may do on a page (CSP level 3): directives in order; `header_only` ones are ignored in a meta element."""

    directives: tuple[tuple[str, str], ...]
    header_only: tuple[tuple[str, str], ...] = ()

    @property
    def meta(self) -> str:
        """Content of `<meta http-equiv="Content-Security-Policy">`."""
        return _joined(self.directives)

    def meta_for(self, block: str | None) -> str:
        """Give the meta element of a page with a data block: no browser runs one, but validators ask for its hash (CSP 3, hash-source)."""
        if block is None:
            return self.meta
        digest = base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()
        allowed = {"script-src": f" 'sha256-{digest}'"}
        return _joined(tuple((name, value + allowed.get(name, "")) for name, value in self.directives))

    @property
    def header(self) -> str:
        """Value of the header `Content-Security-Policy`."""
        return _joined(self.directives + self.header_only)


POLICY = Policy(
    directives=(
        ("default-src", "'none'"),
        ("script-src", "'self'"),
        ("style-src", "'self'"),
        ("img-src", "'self'"),
        ("font-src", "'self'"),
        ("media-src", "'self'"),
        ("connect-src", "'self'"),
        ("manifest-src", "'self'"),
        ("worker-src", "'self'"),
        ("form-action", "'self'"),
        ("base-uri", "'none'"),
        ("object-src", "'none'"),
        ("require-trusted-types-for", "'script'"),
        ("trusted-types", "guildhouse"),
    ),
    header_only=(("frame-ancestors", "'none'"),),
)


def headers(policy: Policy = POLICY) -> tuple[tuple[str, str], ...]:
    """List the headers that every answer should carry."""
    return (
        ("Content-Security-Policy", policy.header),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    )


def headers_file(policy: Policy = POLICY) -> str:
    """Write `/_headers`, which several static hosts read."""
    every = "".join(f"  {name}: {value}\n" for name, value in headers(policy))
    types = "".join(f"\n/*.{ending}\n  Content-Type: {type_}\n" for ending, type_ in TYPES)
    lasting = "".join(f"\n{folder}*\n  Cache-Control: {IMMUTABLE}\n" for folder in LASTING)
    return f"/*\n{every}{types}{lasting}"


def nginx(policy: Policy = POLICY) -> str:
    """Write the lines for a `server` block of nginx; a block that adds a header inherits none, hence the repetition."""
    every = "".join(f'add_header {name} "{value}" always;\n' for name, value in headers(policy))
    within = "".join(f"    {line}\n" for line in every.splitlines())
    types = "".join(f'location ~ \\.{ending}$ {{\n    types {{}}\n    default_type "{type_}";\n}}\n' for ending, type_ in TYPES)
    kept = "".join(f'location {folder} {{\n{within}    add_header Cache-Control "{IMMUTABLE}" always;\n}}\n' for folder in LASTING)
    return f"{every}error_page 404 /404.html;\n{types}{kept}"


def caddy(policy: Policy = POLICY) -> str:
    """Write the lines for a site block of a Caddyfile."""
    every = "".join(f'    {name} "{value}"\n' for name, value in headers(policy))
    types = "".join(f'header *.{ending} Content-Type "{type_}"\n' for ending, type_ in TYPES)
    kept = "".join(f'header {folder}* Cache-Control "{IMMUTABLE}"\n' for folder in LASTING)
    return f"header {{\n{every}}}\n{types}{kept}handle_errors {{\n    rewrite * /404.html\n    file_server\n}}\n"


def _joined(directives: tuple[tuple[str, str], ...]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives)
