"""A contract with edits made in its text alone: what a proposal would come to, before anything is written into the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from clausecheck.document import Block, Document
from clausecheck.word import Addition, Edit, Insertion

_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_LAST: Final = re.compile(r"(\d+|[ivx]+|[a-z])(?=\W*$)", re.IGNORECASE)
"""The last part of a number: the 3 of "7.3", the c of "(c)"."""


def drafted(document: Document, edits: Iterable[Edit]) -> Document:
    """`document`, of the view ``final``, as it would be with these edits accepted.

    A paragraph that is added gets the number after that of the one before it; those behind it keep theirs, and what a block
    knows of its place in the file is of no use afterwards. The proof reads the file itself.
    """
    at: dict[int, list[Edit]] = {}
    for edit in edits:
        at.setdefault(edit.block, []).append(edit)
    blocks: list[Block] = []
    for index, block in enumerate(document.blocks):
        here = at.get(index, ())
        blocks.append(_edited(block, here) if here else block)
        for edit in here:
            if isinstance(edit, Addition):
                number = _LAST.sub(lambda last: following(last[1]), block.number)
                blocks.append(replace(block, text=edit.text, number=number, marks=(), revisions=(), homes=()))
    return replace(document, blocks=tuple(blocks))


def _edited(block: Block, edits: Sequence[Edit]) -> Block:
    text, marks = block.text, block.marks
    changes = [
        (edit.offset, edit.offset, edit.text) if isinstance(edit, Insertion) else (edit.span.start, edit.span.end, edit.text)
        for edit in edits
        if not isinstance(edit, Addition)
    ]
    for start, end, put_in in sorted(changes, reverse=True):
        text = text[:start] + put_in + text[end:]
        grown = len(put_in) - (end - start)
        marks = tuple(replace(mark, offset=mark.offset + grown) if mark.offset >= end else mark for mark in marks)
    return replace(block, text=text, marks=marks)


def following(label: str) -> str:
    """The label after "c", "3" or "iv", in its case; "" where there is none."""
    if label.isdigit():
        return str(int(label) + 1)
    if len(label) > 1 or label in ("i", "I"):
        small = label.lower()
        found = _ROMAN[_ROMAN.index(small) + 1] if small in _ROMAN[:-1] else ""
        return found.upper() if label.isupper() else found
    return chr(ord(label) + 1) if label.casefold() < "z" else ""
