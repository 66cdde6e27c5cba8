"""Takes back the tracked changes that were written, as rejecting them in Word does: what is left must be the source."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from clausecheck.word.edits import Hand
from clausecheck.word.names import Element, W
from clausecheck.word.parts import Parts

_OURS: Final = (W + "ins", W + "del")


def undone(data: bytes, ids: Collection[str], hand: Hand) -> bytes:
    """The Word file `data` without the tracked changes of these ids by `hand`; comments stay."""
    parts = Parts(data)
    for part in parts.stories():
        root = parts.root(part)
        changes = [
            element
            for element in root.iter(*_OURS)
            if element.get(W + "id") in ids
            and element.get(W + "author") == hand.author
            and element.get(W + "date") == hand.date
        ]
        if changes:
            parts.change(part)
        for change in changes:
            _undo(change)
    return parts.save()


def _undo(change: Element) -> None:
    above = change.getparent()
    if above is None:
        return
    if above.tag == W + "rPr":
        above.remove(change)
        _merge(above)
    elif change.tag == W + "ins":
        above.remove(change)
    else:
        for struck in change.iter(W + "delText"):
            struck.tag = W + "t"
        for run in list(change):
            change.addprevious(run)
        above.remove(change)


def _merge(mark: Element) -> None:
    """Reject the inserted paragraph mark with these properties: its paragraph goes on in the next one, in that one's format."""
    paragraph = next(mark.iterancestors(W + "p"))
    following = paragraph.getnext()
    if following is None or following.tag != W + "p":
        return
    start = 1 if following.find(W + "pPr") is not None else 0
    moved = [child for child in paragraph if child.tag != W + "pPr"]
    for index, child in enumerate(moved):
        following.insert(start + index, child)
    above = paragraph.getparent()
    assert above is not None
    above.remove(paragraph)
