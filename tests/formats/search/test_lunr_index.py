"""The fast builder against stock lunr.py, byte for byte."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lunr.builder import Builder

from guildhouse.formats.search.analysis import analyser, terms
from guildhouse.formats.search.digest import digest_of, texts
from guildhouse.formats.search.lunr_index import FIELDS, Digest, Postings, build, digest, loadable, serialised
from guildhouse.formats.search.record import Record, Section

NAMES = [name for name, _ in FIELDS]


def stock(documents, weights):
    """What lunr.py itself says of documents whose fields are lists of terms."""
    builder = Builder()
    builder.ref("id")
    for name, boost in FIELDS:
        builder.field(name, boost)
    for number, (fields, weight) in enumerate(zip(documents, weights, strict=True)):
        builder.add({"id": number, **dict(zip(NAMES, fields, strict=True))}, {"boost": weight})
    return json.dumps(builder.build().serialize())


def counted(words):
    found = {}
    for word in words:
        found[word] = found.get(word, 0) + 1
    return found


def ours(documents, weights):
    return build([digest_of([counted(field) for field in fields]) for fields in documents], weights)


WORDS = st.lists(st.sampled_from(["a", "b", "kube", "proxi", "日本", "\U0001f600", "\uff08", "\ufb1e", "é", "z" * 64, "1.2.3", "c++"]) | st.text("abc\u00e9\U00010428", min_size=1, max_size=3), max_size=12)
DOCUMENT = st.tuples(WORDS, WORDS, WORDS, WORDS, WORDS)


@settings(max_examples=150, deadline=None)
@given(st.lists(DOCUMENT, min_size=1, max_size=8), st.data())
def test_any_documents_give_the_bytes_of_lunr(documents, data):
    weights = data.draw(st.lists(st.sampled_from([1.0, 1, 0.5, 0.3, 0.7, 2.5]), min_size=len(documents), max_size=len(documents)))
    assert serialised(ours(documents, weights)) == stock(documents, weights)


@settings(max_examples=60, deadline=None)
@given(DOCUMENT, st.integers(2, 9))
def test_equal_documents(document, times):
    assert serialised(ours([document] * times, [1.0] * times)) == stock([document] * times, [1.0] * times)
