"""Texts that stand in several languages, each with the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from guildhouse.model.document import Document


def translations(documents: Iterable[Document]) -> Mapping[str, tuple[Document, ...]]:
    """Group texts that translate one another, the original first, by the address of each; those in one language only are left out."""
    known = {document.url: document for document in documents}
    groups: dict[str, list[Document]] = {}
    for document in known.values():
        original = _original(document, known)
        if original is not document:
            groups.setdefault(original.url, [original]).append(document)
    return {document.url: tuple(group) for group in groups.values() for document in group}


def _original(document: Document, known: Mapping[str, Document]) -> Document:
    """Find what a document translates, also through other translations; of those that go round in a circle, the one it began with."""
    found, seen = document, {document.url}
    while (before := known.get(found.translation_of or "")) and before.url not in seen:
        found = before
        seen.add(found.url)
    return document if before and before.url in seen else found
