"""One policy, four ways to say it."""

from __future__ import annotations

from guildhouse.formats.policy import LASTING, POLICY, Policy, caddy, headers, headers_file, nginx

META = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
    "require-trusted-types-for 'script'; trusted-types guildhouse"
)
HEADER = META + "; frame-ancestors 'none'"


def test_the_policy() -> None:
    assert POLICY.meta == META
    assert POLICY.header == HEADER


def test_nothing_inline_and_nothing_from_elsewhere() -> None:
    assert "unsafe" not in POLICY.header
    assert not any(mark in POLICY.header for mark in ("*", "http", "data:", "blob:"))


def test_headers_file() -> None:
    first, *rest = headers_file().splitlines()
    assert first == "/*"
    assert f"  Content-Security-Policy: {HEADER}" in rest
    kept = "  Cache-Control: public, max-age=31536000, immutable"
    assert rest[-5:] == ["/theme/*", kept, "", "/search/data/files/*", kept]


def test_nginx_says_it_in_every_block_that_adds_a_header() -> None:
    assert nginx().count(f'add_header Content-Security-Policy "{HEADER}" always;') == 1 + len(LASTING)
    assert nginx().count("{") == nginx().count("}") == len(LASTING) + 2 * 3


def test_caddy() -> None:
    assert f'    Content-Security-Policy "{HEADER}"\n' in caddy()
    assert caddy().count("{") == caddy().count("}") == 2


def test_every_server_is_told_what_feeds_and_calendars_are() -> None:
    for ending, type_ in (("atom", "application/xml"), ("rss", "application/xml"), ("ics", "text/calendar")):
        assert f"/*.{ending}\n  Content-Type: {type_}; charset=utf-8\n" in headers_file()
        assert f'location ~ \\.{ending}$ {{\n    types {{}}\n    default_type "{type_}; charset=utf-8";\n}}\n' in nginx()
        assert f'header *.{ending} Content-Type "{type_}; charset=utf-8"\n' in caddy()


def test_another_policy_changes_all_of_them() -> None:
    policy = Policy((("default-src", "'self'"),))
    assert dict(headers(policy))["Content-Security-Policy"] == "default-src 'self'"
    assert all("default-src 'self'" in text(policy) and "frame-ancestors" not in text(policy) for text in (headers_file, nginx, caddy))


def test_a_data_block_is_named_by_its_hash() -> None:
    assert POLICY.meta_for(None) == META
    assert "script-src 'self' 'sha256-RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o='; style-src" in POLICY.meta_for("{}")
