"""The proof on the file: with all changes accepted it is what was planned, with all rejected what it was, word for word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from clausecheck.document import Document, View
from clausecheck.mending.drafted import drafted
from clausecheck.word import Edit, Hand, Written, read_docx, undone

Texts = dict[str, list[str]]
_OTHERS: Final[tuple[View, ...]] = ("original", "all")


def disproved(
    source: bytes, document: Document, written: Written, final: Document, edits: Sequence[Edit], hand: Hand
) -> str:
    """What is wrong with the written file, or "". Raises `Unreadable`.

    `document` is `source`, and `final` the written file, in the view ``final``.
    """
    if _texts(final) != _texts(drafted(document, edits)):
        return "with the changes accepted the text is not what was planned"
    before = {view: _texts(read_docx(source, document.path, view), numbers=True) for view in _OTHERS}
    if _texts(read_docx(written.data, document.path, "original"), numbers=True) != before["original"]:
        return "with the changes rejected the text is not what it was"
    before["final"] = _texts(document, numbers=True)
    taken_back = undone(written.data, written.ids, hand)
    for view in before:
        if _texts(read_docx(taken_back, document.path, view), numbers=True) != before[view]:
            return f"with these changes alone taken back the text is not what it was (view {view})"
    return ""


def _texts(document: Document, *, numbers: bool = False) -> Texts:
    found: Texts = {}
    for block in document.blocks:
        found.setdefault(block.story, []).append(block.shown if numbers else block.text)
    return found
