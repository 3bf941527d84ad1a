"""Old addresses: small pages that lead to the one that took their place."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from guildhouse.features import edge
from guildhouse.features.outputs import File
from guildhouse.formats.policy import POLICY
from guildhouse.formats.urls import absolute, output_path, relative
from guildhouse.language import language
from guildhouse.model.house import House, Redirect
from guildhouse.model.words import say
from guildhouse.settings import Settings


def outputs(house: House, settings: Settings) -> Iterator[File]:
    """Write a page at every alias."""
    kinds = dict(_kinds(house))
    for redirect in house.redirects:
        kind = kinds.get(redirect.target.partition("#")[0], "page")
        yield File(output_path(redirect.url), html(redirect, kind, settings).encode(), redirect.owner)


def _kinds(house: House) -> Iterator[tuple[str, str]]:
    """Tell the kinds of the pages that a redirect can lead to; it is of the same kind, for it is a former address of that page."""
    yield "/", "home"
    for document in (*house.pages, *house.news, *house.meetings, *house.decisions):
        yield document.url, document.page_kind
    for community in house.communities:
        yield community.url, "community"
        yield from ((f"{community.url}{tab}/", tab) for tab in house.tabs_of(community))
    yield from ((person.url, "person") for person in house.people)
    for path in house.paths:
        yield from ((path.url, "path"), (path.print_url, "path-print"))
        yield from ((path.url_of(step), "path-step") for step in path.steps)


def html(redirect: Redirect, kind: str, settings: Settings) -> str:
    """Make the page: it works without script and without a header of the server, at any sub-path and from disk."""
    target = escape(relative(redirect.target, "/" + output_path(redirect.url), offline=settings.offline))
    canonical = escape(absolute(redirect.target, settings.site_url)) if settings.site_url else target
    spoken = language(settings.language)
    title, words = escape(spoken.say(say("This page has moved"))), escape(spoken.say(say("Continue to its new address")))
    return f"""<!doctype html>
<html lang="{escape(settings.language)}" dir="{spoken.direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{escape(POLICY.meta)}">
<title>{title}</title>
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="canonical" href="{canonical}">
<meta http-equiv="refresh" content="0; url={target}">
</head>
<body data-kind="{kind}" data-redirect>
<main>
<h1>{title}</h1>
<p><a href="{target}">{words}</a></p>
</main>
</body>
</html>
"""


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
