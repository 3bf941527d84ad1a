"""Small files that programs look for at a site: how one searches it, whom one tells of a weakness, what there is to read."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

SHORT = 16
"""Characters that the short name of a search may have."""
BEACON = "Browsers fetch this file when somebody has searched here and found nothing, so that this server can tell what is missing.\n"
"""The file whose lines in a log tell what was searched for in vain."""


def opensearch(name: str, words: str, site_url: str, icon: str | None, language: str) -> str:
    """Describe the site's search for browsers (OpenSearch 1.1 draft 6); `icon` is a full address."""
    image = f'<Image width="48" height="48" type="image/png">{escape(icon)}</Image>\n' if icon else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(name[:SHORT].strip())}</ShortName>\n"
        f"<LongName>{escape(name[:48].strip())}</LongName>\n"
        f"<Description>{escape(words[:1024])}</Description>\n"
        f"{image}"
        f'<Url type="text/html" template={quoteattr(f"{site_url}/search/?q={{searchTerms}}")}/>\n'
        f"<Language>{escape(language)}</Language>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        "<OutputEncoding>UTF-8</OutputEncoding>\n"
        "</OpenSearchDescription>\n"
    )


def security(fields: Iterable[tuple[str, tuple[str, ...]]], canonical: str | None) -> str:
    """Tell whom to tell of a weakness (RFC 9116); the last day counts whole, in UTC."""
    lines = []
    for key, values in fields:
        name = "-".join(part.capitalize() for part in key.split("_"))
        if key == "expires":
            lines.append(f"{name}: {values[0]}T23:59:59Z")
        elif key == "preferred_languages":
            lines.append(f"{name}: {', '.join(values)}")
        else:
            lines += [f"{name}: {value}" for value in values]
    return "".join(f"{line}\n" for line in [*lines, *([f"Canonical: {canonical}"] if canonical else [])])


def llms(name: str, summary: str, sections: Iterable[tuple[str, Iterable[tuple[str, str, str]]]]) -> str:
    """List what there is to read (https://llmstxt.org/): sections of titles, full addresses and descriptions; empty ones are left out."""
    parts = [f"# {_line(name)}\n\n> {_line(summary)}\n"]
    for heading, entries in sections:
        lines = [f"- [{_words(title)}]({url}){f': {_line(words)}' if words else ''}\n" for title, url, words in entries]
        if lines:
            parts.append(f"\n## {_line(heading)}\n\n{''.join(lines)}")
    return "".join(parts)


def _words(text: str) -> str:
    """Write words so that no bracket in them ends the link."""
    return _line(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _line(text: str) -> str:
    return " ".join(text.split())
