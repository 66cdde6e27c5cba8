"""From the text of a clause to the blocks of the document that it was put together from."""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.document import Span
from clausecheck.finding import Report
from clausecheck.ruletree import Located
from clausecheck.tui.selection import Selection


def in_blocks(located: Located, span: Span) -> Iterator[tuple[int, Span]]:
    """The parts of a clause's `span`, each as a block index and a span in that block's text."""
    for piece in located.pieces:
        start, end = max(span.start, piece.span.start), min(span.end, piece.span.end)
        if start < end:
            shift = piece.offset - piece.span.start - piece.label
            first, last = max(piece.offset, start + shift), end + shift
            if first < last:
                yield piece.block, Span(start=first, end=last)


def last_block(located: Located) -> int:
    """The clause's last own block; -1 where it has none."""
    return max(
        (p.block for p in located.pieces if p.role == "body"), default=located.pieces[-1].block if located.pieces else -1
    )


def block_of(selection: Selection, report: Report) -> int | None:
    """The block in which a selection stands; that of its clause for what is missing; None for what has no place."""
    if selection.block is not None:
        return selection.block
    if selection.clause is None or selection.clause >= len(report.clauses):
        return None
    located = report.clauses[selection.clause].located
    if selection.span is not None and (held := next(in_blocks(located, selection.span), None)) is not None:
        return held[0]
    return min((piece.block for piece in located.pieces if piece.role == "body"), default=None)
