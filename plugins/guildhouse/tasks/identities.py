"""Says which ways of signing in git may be one person's, and how to join them; whoever does not want to be named is never printed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from guildhouse.publish.places import UsageError, places
from guildhouse.settings import load
from guildhouse.sources.history.contacts import cleaned
from guildhouse.sources.history.identities import Identity, Signature
from guildhouse.sources.history.likeness import Pair, pairs
from guildhouse.sources.lookup import OptOut
from guildhouse.sources.reading import tied

OPT_OUTS = "content/recognition.yml"


def listed(site: Path) -> Iterator[str]:
    """Give the lines to print about a site."""
    folder = places(site).site
    house, reader = tied(folder, load(folder))
    yield from (f"{problem}\n    {problem.hint}" for problem in house.problems if problem.code == "no-history")
    found = list(pairs(reader.remembered.identities.people))
    for pair in found:
        yield from _lines(pair, reader.remembered.directory.opt_out)
    if not found and house.history.availability == "complete":
        yield "No two people in git look like one."


def hashed(site: Path, word: str) -> str:
    """Give the line that goes into the list of those who do not want to be named; UsageError when the site has no salt yet."""
    folder = places(site).site
    salt = tied(folder, load(folder))[1].remembered.directory.opt_out.salt
    if not salt:
        raise UsageError(f"{OPT_OUTS} has no salt yet. Begin it with a line `salt: words of your own` and a line `opt_out:`.")
    return f"  - {_hash(salt, word)}"


def _hash(salt: str, word: str) -> str:
    return hashlib.sha256(f"{salt}{cleaned(word).lower()}".encode()).hexdigest()


def _lines(pair: Pair, opt_out: OptOut) -> Iterator[str]:
    one, other = pair.one, pair.other
    if other.is_out:
        yield f"{_named(one)} looks like somebody who does not want to be named ({pair.word!r})."
        latest = _latest(one).mapped
        word = latest.mail or latest.name
        if opt_out.salt:
            yield f"    If so, add to opt_out: in {OPT_OUTS}:  - {_hash(opt_out.salt, word)}"
        else:
            yield f"    If so, see what `identities --hash {word!r}` prints."
        return
    yield f"{_named(one)} and {_named(other)} may be one person ({pair.word!r})."
    mails = sorted({each.mapped.mail for each in other.signatures if each.mapped.mail})
    if one.known and mails:
        yield f"    If so, add to emails: in content/people/{one.known.id}.yml:  {', '.join(mails)}"
        return
    new, old = sorted((_latest(one), _latest(other)), key=lambda each: each.latest, reverse=True)
    yield f"    If so, add to .mailmap:  {new.mapped.name} <{new.mapped.mail}> {old.mapped.name} <{old.mapped.mail}>"


def _latest(each: Identity) -> Signature:
    return max(each.signatures, key=lambda signature: (bool(signature.mapped.mail), signature.latest, signature.mapped))


def _named(each: Identity) -> str:
    """Name somebody with the addresses under which they sign now."""
    mails = sorted({signature.mapped.mail for signature in each.signatures if signature.mapped.mail})
    name = f"{each.known.name} ({each.known.id})" if each.known else each.person or "Somebody without a name"
    return f"{name} <{'>, <'.join(mails)}>" if mails else name
