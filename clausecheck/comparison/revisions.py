"""Who made a change, and when, where tracked changes say so: for two views of one file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from clausecheck.document import Document, Revision, Span
from clausecheck.finding import HARMLESS, Change, Place
from clausecheck.ruletree import Clause

_FAR = 10_000


def attributed(
    changes: Iterable[Change], old: tuple[Document, tuple[Clause, ...]], new: tuple[Document, tuple[Clause, ...]]
) -> tuple[Change, ...]:
    """`changes` with author and date of the tracked change that stands nearest to their words, in the paragraph of those.

    Each side is the document of its view with its clauses. A change in whose paragraph nothing is tracked stays as it is.
    """
    return tuple(change if change.kind in HARMLESS else _attributed(change, old, new) for change in changes)


def _attributed(
    change: Change, old: tuple[Document, tuple[Clause, ...]], new: tuple[Document, tuple[Clause, ...]]
) -> Change:  # fmt: skip
    near = [*_near(change.old_place, *old), *_near(change.new_place, *new)]
    if not near:
        return change
    _, revision = min(near, key=lambda one: one[0])
    return replace(change, author=revision.author, date=revision.date)


def _near(place: Place | None, document: Document, clauses: tuple[Clause, ...]) -> list[tuple[int, Revision]]:
    """The tracked changes in the paragraph of a place, each with its distance from the words, in code points."""
    if place is None or place.clause is None or place.clause >= len(clauses):
        return []
    clause = clauses[place.clause]
    span = place.span or Span(start=0, end=len(clause.text))
    found = []
    for piece in clause.located.pieces:
        if not (piece.span.start <= span.start < piece.span.end or (place.span is None and piece.span.overlaps(span))):
            continue
        block = document.blocks[piece.block]
        shift = piece.offset - piece.span.start - piece.label
        start, end = span.start + shift, span.end + shift
        for revision in block.revisions:
            apart = max(revision.span.start - end, start - revision.span.end, 0) if place.span else _FAR
            found.append((apart, revision))
    return found
