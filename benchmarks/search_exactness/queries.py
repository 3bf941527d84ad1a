"""Queries of every kind that lunr's syntax knows, over the words of an index."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

Draw = Callable[[], str]
HEAVY = ("*foo", "*", "a~2", "~2 b", "-a", "-a -b")
"""Kinds that look at all terms or give all documents: in a large index each takes seconds, in the whole index too."""

ODD = ("café", "naïve", "設計", "\N{FACE WITH TEARS OF JOY}x", "Ünder", "\uff21\uff22")


def kinds(draw: random.Random, terms: Sequence[str], frequent: Sequence[str], titles: Sequence[str]) -> dict[str, Draw]:
    """Say how a query of each kind is drawn; `terms` are all, `frequent` those that readers would rather ask for."""

    def rare() -> str:
        return draw.choice(terms)

    def word() -> str:
        return draw.choice(frequent) if draw.random() < 0.7 else rare()  # noqa: PLR2004 - most queries are of known words

    def start() -> str:
        return word()[: draw.randint(2, 4)]

    def odd() -> str:
        """Change a letter, as a hasty finger does."""
        chosen = word()
        at = draw.randrange(len(chosen))
        return chosen[:at] + draw.choice(("", "e", chosen[at] * 2)) + chosen[at + 1 :] or chosen

    return {
        "a": word,
        "a b": lambda: f"{word()} {word()}",
        "a b c": lambda: f"{word()} {word()} {word()}",
        "title": lambda: draw.choice(titles),
        "rare": rare,
        "foo*": lambda: f"{start()}*",
        "a foo*": lambda: f"{word()} {start()}*",
        "f*o": lambda: f"{(chosen := word())[:1]}*{chosen[-1]}",
        "*foo": lambda: f"*{word()[-3:]}",
        "*": lambda: "*",
        "+a b": lambda: f"+{word()} {word()}",
        "+a +b": lambda: f"+{word()} +{word()}",
        "+a -b": lambda: f"+{word()} -{word()}",
        "a -b": lambda: f"{word()} -{word()}",
        "-a": lambda: f"-{word()}",
        "-a -b": lambda: f"-{word()} -title:{word()}",
        "field": lambda: f"title:{word()} body:{word()}",
        "+field": lambda: f"+title:{word()} +body:{word()}",
        "a~1": lambda: f"{odd()}~1",
        "a~2": lambda: f"{odd()}~2",
        "~2 b": lambda: f"{odd()}~2 +{word()}",
        "boost": lambda: f"{word()}^10 {word()} title:{start()}*^3",
        "missing": lambda: f"{word()} {rare()}qqqz +{draw.choice(('qqzz', word()))}",
        "twice": lambda: f"{(chosen := word())} {chosen} {chosen}^2",
        "unicode": lambda: f"{draw.choice(ODD)} {word()}",
        "unreadable": lambda: draw.choice((f"http://{word()}", f"foo:{word()}", f"{word()} ^b", f"{word()}~x", "+", "")),
    }


def queries(amounts: dict[str, int], drawn: dict[str, Draw]) -> Iterator[tuple[str, str]]:
    """Draw so many queries of each kind."""
    for kind, make in drawn.items():
        for _ in range(amounts.get(kind, amounts[""])):
            yield kind, make()
