"""Writes tracked changes and comments into a Word file: what others wrote stays, parts without changes byte for byte."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clausecheck.document import Document
from clausecheck.word.comments import Commenter
from clausecheck.word.edits import Addition, Edit, Hand, Insertion, Refusal, Remark, Replacement, Unwritable, Written
from clausecheck.word.names import Element, W
from clausecheck.word.parts import Parts
from clausecheck.word.places import Fields, Line
from clausecheck.word.tracking import Tracker


def write(data: bytes, document: Document, edits: Iterable[Edit], remarks: Iterable[Remark], hand: Hand) -> Written:
    """The Word file `data` with tracked changes and comments, and what could not be written and why.

    `document` is `data` read in the view ``final``: blocks and offsets are its. Raises Unwritable where the file as a whole is
    not to be written (Strict form, signed), and `document.Unreadable` as the reader does.
    """
    return _Writer(data, document, hand).write(edits, remarks)


class _Writer:
    def __init__(self, data: bytes, document: Document, hand: Hand) -> None:
        self._parts = Parts(data)
        self._document = document
        self._lines: dict[int, Line] = {}
        self._fields: dict[str, Fields] = {}
        self._next = max((_ids(self._parts.root(part)) for part in self._parts.stories()), default=0) + 1
        self._tracker = Tracker(hand=hand, next_id=self._id)
        self._hand = hand

    def write(self, edits: Iterable[Edit], remarks: Iterable[Remark]) -> Written:
        refused = []
        edits, remarks = tuple(edits), tuple(remarks)
        # all places are looked up before anything moves: they are paths from the root
        for edit in edits:
            self._look_up(edit.block)
        for remark in remarks:
            self._look_up(remark.first.block)
            self._look_up(remark.last.block)
        # paragraphs first, while the words before them are as they were, the last one first, as each goes behind its block;
        # then what is struck: words put in right behind it stand behind what replaces it
        added = [edit for edit in edits if isinstance(edit, Addition)]
        replaced = [edit for edit in edits if isinstance(edit, Replacement)]
        inserted = [edit for edit in edits if isinstance(edit, Insertion)]
        ordered: list[Edit] = [*reversed(added), *replaced, *inserted]
        for edit in ordered:
            try:
                self._edit(edit)
            except Unwritable as error:
                refused.append(Refusal(what=edit, why=str(error)))
        commenter: Commenter | None = None
        for remark in remarks:
            try:
                first, last = self._line(remark.first.block), self._line(remark.last.block)
                if not self._takes_comments(remark):
                    raise Unwritable("Word has no comments in headers and footers")
                if commenter is None:
                    root = self._parts.comments()
                    commenter = Commenter(self._hand, root, self._tracker.made, first_id=_ids(root) + 1 if len(root) else 0)
                commenter.remark(
                    first, remark.first.offset, last, remark.last.offset, remark.lines, changes=remark.changes
                )  # fmt: skip
                self._change(remark.first.block)
            except Unwritable as error:
                refused.append(Refusal(what=remark, why=str(error)))
        return Written(data=self._parts.save(), refused=tuple(refused), ids=self._tracker.ids, warning=self._parts.protection())

    def _edit(self, edit: Edit) -> None:
        line = self._line(edit.block)
        if isinstance(edit, Insertion):
            self._tracker.insert(line, edit.offset, edit.text)
        elif isinstance(edit, Addition):
            self._tracker.add(line, edit.text)
        else:
            self._tracker.replace(line, edit.span, edit.text)
        self._change(edit.block)

    def _id(self) -> str:
        self._next += 1
        return str(self._next)

    def _look_up(self, block: int) -> None:
        held = self._document.blocks[block]
        if block in self._lines or not held.homes:
            return
        part = held.homes[0].part
        if part not in self._fields:
            self._fields[part] = Fields(self._parts.root(part))
        self._lines[block] = Line(held, self._parts.root(part), self._fields[part])

    def _line(self, block: int) -> Line:
        if block not in self._lines:
            raise Unwritable("the paragraph has no words")
        return self._lines[block]

    def _change(self, block: int) -> None:
        self._parts.change(self._document.blocks[block].homes[0].part)

    def _takes_comments(self, remark: Remark) -> bool:
        parts = {self._document.blocks[spot.block].homes[0].part for spot in (remark.first, remark.last)}
        roots = {self._parts.root(part).tag for part in parts}
        return len(parts) == 1 and roots <= {W + "document", W + "footnotes", W + "endnotes"}


def _ids(root: Element) -> int:
    """The largest number that is the id of anything in a part."""
    return max((number for number in _numbers(root)), default=0)


def _numbers(root: Element) -> Iterator[int]:
    for element in root.iter():
        stated = element.get(W + "id") if isinstance(element.tag, str) else None
        if stated and stated.isdecimal() and len(stated) < 10:
            yield int(stated)
