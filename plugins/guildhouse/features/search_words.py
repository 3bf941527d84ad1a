"""What the search says. It speaks through its script, which is fetched when one searches, so its words are in no page."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from guildhouse.language import Language
from guildhouse.model.words import Words, count, say

GAP = "%s"
"""Stands where the script puts what was asked for, or a number."""

WORDS: Mapping[str, Words] = MappingProxyType({
    "title": say("Search this site"),
    "close": say("Close"),
    "results": say("Results"),
    "best": say("Best matches"),
    "all": say("All results"),
    "more": say("Show more"),
    "hint": say("Type what you look for: a word of a title, a name, a topic."),
    "syntax": say("+word must be there, -word must not, word* begins so."),
    "searching": say("Searching …"),
    "recent": say("Recent searches"),
    "kept": say("They are kept in this browser alone."),
    "forget": say("Forget them"),
    "none": say("Nothing holds “%(words)s”.", words=GAP),
    "noneHere": say("Nothing with these filters holds “%(words)s”.", words=GAP),
    "missing": say("No page holds: %(words)s", words=GAP),
    "nothing": say("Nothing found"),
    "mean": say("Did you mean:"),
    "shown": say("Showing results for “%(words)s”.", words=GAP),
    "instead": say("Search for “%(words)s” instead", words=GAP),
    "unfilter": say("Search without filters"),
    "clear": say("Clear filters"),
    "without": say("Remove %(filter)s", filter=GAP),
    "help": say("What else you can do:"),
    "ask": say("Find somebody who knows"),
    "write": say("Write this page"),
    "index": say("Look through everything from A to Z"),
    "filter": say("Filter"),
    "community": say("Community"),
    "kind": say("Kind"),
    "topic": say("Topic"),
    "person": say("Person"),
    "everyCommunity": say("All communities"),
    "everyKind": say("All kinds"),
    "everyTopic": say("All topics"),
    "everyPerson": say("All people"),
    "offline": say("There is no network, and the search needs one. What you typed stays here until there is."),
    "outdated": say("The site has just been published anew. Reload the page to search what it holds now."),
    "unsupported": say("This browser is too old for the search. A newer one can do it; so can the list of everything."),
    "failed": say("The search could not be read. Try again; if that does not help, tell who keeps this site."),
    "again": say("Try again"),
    "reload": say("Reload the page"),
    "choose": say("choose"),
    "open": say("open"),
    "toAll": say("all results"),
    "apart": say("in a new tab"),
    "keys": say("The keys / and Ctrl K open the search"),
    "unmark": say("Take the marks away"),
})  # fmt: skip
"""Every phrase, by the name that the script knows it by."""

COUNT = count("%(number)s result", "%(number)s results", 0)


def words(language: Language) -> dict[str, str | dict[str, str]]:
    """Write all phrases in a language; `count` has the forms of a number of results."""
    counted = language.counted(COUNT.text, COUNT.many)
    return {name: language.plain(phrase) for name, phrase in WORDS.items()} | {"count": counted}
