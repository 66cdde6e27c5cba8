"""Writes comments: the marks around the words, and the part that holds what is said about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from clausecheck.word.edits import Hand, Unwritable
from clausecheck.word.names import MC, Element, M, W
from clausecheck.word.places import SPACE, Line, paragraph_of

_WHOLE: Final = frozenset((W + "sdt", W + "fldSimple", W + "del", MC + "AlternateContent"))
"""What a mark does not stand in: controls may hold runs only, fields are computed anew, a drawing may be there twice."""


@dataclass(slots=True)
class Commenter:
    """Writes comments under the name and date of `hand` into `root`, a ``w:comments``; `made` are the hand's changes."""

    hand: Hand
    root: Element
    made: Sequence[Element] = ()
    first_id: int = 0
    written: int = field(default=0, init=False)

    def remark(self, first: Line, start: int, last: Line, end: int, lines: Sequence[str], *, changes: bool = False) -> None:
        """A comment of `lines` on what stands from offset `start` of one block to `end` of another (or the same) in its story.

        Words that cannot be parted are taken whole. With `changes`, what the hand put in behind them belongs to them. Raises
        Unwritable.
        """
        opening = _anchor(first, start, opens=True)
        closing = _anchor(last, end, opens=False)
        if opening is None or closing is None:
            raise Unwritable("there are no words to mark")
        paragraph_of(opening)
        paragraph_of(closing)
        while changes and (following := closing.getnext()) is not None and following in self.made:
            closing = following
        number = str(self.first_id + self.written)
        begin = etree.Element(W + "commentRangeStart", {W + "id": number})
        stop = etree.Element(W + "commentRangeEnd", {W + "id": number})
        reference = etree.Element(W + "r")
        etree.SubElement(reference, W + "commentReference", {W + "id": number})
        opening.addprevious(begin)
        _behind(closing, stop)
        _behind(_outermost(stop), reference)
        self.root.append(self._comment(number, lines))
        self.written += 1

    def _comment(self, number: str, lines: Sequence[str]) -> Element:
        comment = etree.Element(W + "comment", {W + "id": number, W + "author": self.hand.author, W + "date": self.hand.date})
        comment.set(W + "initials", self.hand.initials)
        for index, said in enumerate(lines or ("",)):
            paragraph = etree.SubElement(comment, W + "p")
            if not index:
                etree.SubElement(etree.SubElement(paragraph, W + "r"), W + "annotationRef")
            shown = etree.SubElement(etree.SubElement(paragraph, W + "r"), W + "t")
            shown.text = said
            shown.set(SPACE, "preserve")
        return comment


def _anchor(line: Line, at: int, *, opens: bool) -> Element | None:
    """The element before (`opens`) or behind which the mark at offset `at` stands."""
    try:
        left, right = line.beside(at)
    except Unwritable:
        held = line.over(at, at + 1) or line.over(at - 1, at)
        left = right = held[0] if held else None
    chosen = (right or left) if opens else (left or right)
    if chosen is None:
        return None
    return _lifted(chosen.element)


def _lifted(element: Element) -> Element:
    """What stands for `element` in its paragraph: its run, or the control, field, formula or drawing that must stay whole."""
    runs = list(element.iterancestors(W + "r"))
    lifted = runs[-1] if runs else element  # a text box is marked at the drawing that holds it
    for above in lifted.iterancestors():
        if above.tag == W + "p":
            break
        if above.tag in _WHOLE or str(above.tag).startswith(M):
            lifted = above
    return lifted


def _outermost(element: Element) -> Element:
    """The ancestor of `element`, or itself, that is a child of the paragraph."""
    while (above := element.getparent()) is not None and above.tag != W + "p":
        element = above
    return element


def _behind(anchor: Element, new: Element) -> None:
    new.tail, anchor.tail = anchor.tail, None
    anchor.addnext(new)
