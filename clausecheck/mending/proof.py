"""The proof on the file: with all changes accepted it is what was planned, with all rejected what it was, word for word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from clausecheck.document import Document, View
from clausecheck.word import Addition, Edit, Hand, Insertion, Written, read_docx, undone

Texts = dict[str, list[str]]


def disproved(source: bytes, document: Document, written: Written, edits: Sequence[Edit], hand: Hand) -> str:
    """What is wrong with the written file, or "". `document` is `source` in the view ``final``. Raises `Unreadable`."""
    final = read_docx(written.data, document.path, "final")
    if _texts(final) != _planned(document, edits):
        return "with the changes accepted the text is not what was planned"
    before = {view: _texts(read_docx(source, document.path, view), numbers=True) for view in get_args(View)}
    if _texts(read_docx(written.data, document.path, "original"), numbers=True) != before["original"]:
        return "with the changes rejected the text is not what it was"
    taken_back = undone(written.data, written.ids, hand)
    for view in get_args(View):
        if _texts(read_docx(taken_back, document.path, view), numbers=True) != before[view]:
            return f"with these changes alone taken back the text is not what it was (view {view})"
    return ""


def _texts(document: Document, *, numbers: bool = False) -> Texts:
    found: Texts = {}
    for block in document.blocks:
        found.setdefault(block.story, []).append(block.shown if numbers else block.text)
    return found


def _planned(document: Document, edits: Sequence[Edit]) -> Texts:
    """The texts of all stories with the edits made."""
    found: Texts = {}
    for index, block in enumerate(document.blocks):
        here = [edit for edit in edits if edit.block == index]
        text = block.text
        changes = [
            (edit.offset, edit.offset, edit.text)
            if isinstance(edit, Insertion)
            else (edit.span.start, edit.span.end, edit.text)
            for edit in here
            if not isinstance(edit, Addition)
        ]
        for start, end, put_in in sorted(changes, reverse=True):
            text = text[:start] + put_in + text[end:]
        added = [edit.text for edit in here if isinstance(edit, Addition)]
        found.setdefault(block.story, []).extend([text, *added])
    return found
