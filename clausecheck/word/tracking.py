"""Writes tracked changes: words put in and struck, paragraphs added. What others have tracked stays theirs."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from clausecheck.document import Span
from clausecheck.word.edits import Hand, Unwritable
from clausecheck.word.names import Element, W, on
from clausecheck.word.places import SPACE, Letters, Line, paragraph_of, refuse, run_of

_REVISED: Final = frozenset(W + name for name in ("ins", "del", "moveFrom", "moveTo"))
_CHANGED: Final = ("rPrChange", "ins", "del", "moveFrom", "moveTo")
_LINKED: Final = frozenset(
    ("Hyperlink", "FollowedHyperlink", "FootnoteReference", "EndnoteReference", "CommentReference", "PlaceholderText")
)
_STRIKABLE: Final = frozenset(
    W + name for name in ("rPr", "t", "tab", "ptab", "br", "cr", "noBreakHyphen", "softHyphen", "sym", "lastRenderedPageBreak")
)
_ABOVE: Final = frozenset(
    W + name for name in ("hyperlink", "smartTag", "customXml", "bdo", "dir", "sdt", "sdtContent", "fldSimple")
)


@dataclass(slots=True)
class Tracker:
    """Writes changes under the name and date of `hand`; `made` are the elements that it wrote, `next_id` gives unused ids."""

    hand: Hand
    next_id: Callable[[], str]
    made: list[Element] = field(default_factory=list)

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all that was written."""
        return frozenset(element.get(W + "id") or "" for element in self.made)

    def insert(self, line: Line, at: int, text: str) -> None:
        """Put `text` in at offset `at`, in the format of the words before it. Raises Unwritable."""
        left, right = line.beside(at)
        anchor, after = _beside(left, right, line)
        source = left or right
        new = self._inserted(text, run_of(source.element) if source is not None else None)
        self._place(new, anchor, after=after)

    def replace(self, line: Line, span: Span, text: str) -> None:
        """Strike the words of `span` and put `text` in behind them, in their format. Raises Unwritable."""
        line.beside(span.start)
        line.beside(span.end)
        runs: list[Element] = []
        for one in line.within(span.start, span.end):
            run = refuse(run_of(one.element), line.fields)
            if run not in runs:
                runs.append(run)
        if not runs:
            raise Unwritable("there are no words")
        for run in runs:
            held = [child for child in run if isinstance(child.tag, str) and child.tag not in _STRIKABLE]
            if held:
                raise Unwritable(f"something stands in it that is not struck ({etree.QName(held[0]).localname})")
        new = self._inserted(text, runs[0])
        struck = [self._strike(run) for run in runs]
        # at the end of a paragraph before what is struck: LibreOffice takes new words there and a new paragraph behind
        # them for one insertion, and would reject the old paragraph's mark with them
        at_end = span.end == line.letters[-1].end
        self._place(new, struck[0] if at_end else struck[-1], after=not at_end)

    def add(self, line: Line, text: str) -> Element:
        """A paragraph of `text` behind that of `line`, in its format and list; returns it. Raises Unwritable."""
        if not line.letters:
            raise Unwritable("the paragraph before has no words")
        last = line.letters[-1]
        run = run_of(last.element)
        paragraph = paragraph_of(last.element)
        refuse(run, line.fields)
        properties = paragraph.find(W + "pPr")
        mark = properties.find(W + "rPr") if properties is not None else None
        if mark is not None and any(change not in self.made for tag in _REVISED for change in mark.findall(tag)):
            raise Unwritable("the end of the paragraph before is itself a tracked change")
        if mark is not None and on(mark.find(W + "vanish")):
            raise Unwritable("the end of the paragraph before is hidden, and the next one goes on in its line")
        if properties is not None and properties.find(W + "sectPr") is not None:
            raise Unwritable("a section of the document ends there")
        following = paragraph.getnext()
        while following is not None and not isinstance(following.tag, str):
            following = following.getnext()
        new = etree.Element(W + "p")
        # a tracked mark merges its paragraph with the next one when it is rejected: the new paragraph's own where a paragraph
        # follows, else (end of a cell, before a table) the mark of the one before, whose format the new one shares
        if following is not None and following.tag == W + "p":
            new.append(_paragraph_format(properties))
            self._track_mark(new[0])
        elif mark is not None and mark.find(W + "ins") is not None:
            raise Unwritable("the end of the paragraph before is itself a tracked change")
        else:
            new.append(copy.deepcopy(properties) if properties is not None else etree.Element(W + "pPr"))
            if properties is None:
                properties = etree.Element(W + "pPr")
                paragraph.insert(0, properties)
            self._track_mark(properties)
        new.append(self._inserted(text, run))
        new.tail, paragraph.tail = paragraph.tail, None
        paragraph.addnext(new)
        return new

    # ------------------------------------------------------------ elements

    def _change(self, kind: str) -> Element:
        attributes = {W + "id": self.next_id(), W + "author": self.hand.author, W + "date": self.hand.date}
        element = etree.Element(W + kind, attributes)
        self.made.append(element)
        return element

    def _inserted(self, text: str, like: Element | None) -> Element:
        change = self._change("ins")
        run = etree.SubElement(change, W + "r")
        properties = like.find(W + "rPr") if like is not None else None
        if properties is not None:
            kept = _run_format(properties)
            if len(kept):
                run.append(kept)
        shown = etree.SubElement(run, W + "t")
        shown.text = text
        shown.set(SPACE, "preserve")
        return change

    def _strike(self, run: Element) -> Element:
        for shown in run.findall(W + "t"):
            shown.tag = W + "delText"  # whether its outer spaces count stays as it is
        before = run.getprevious()
        if before is not None and before in self.made and before.tag == W + "del":
            before.append(run)
            return before
        change = self._change("del")
        change.tail, run.tail = run.tail, None
        run.addprevious(change)
        change.append(run)
        return change

    def _track_mark(self, properties: Element) -> None:
        mark = properties.find(W + "rPr")
        if mark is None:
            mark = etree.Element(W + "rPr")
            later = [child for child in properties if child.tag in (W + "sectPr", W + "pPrChange")]
            if later:
                later[0].addprevious(mark)
            else:
                properties.append(mark)
        mark.insert(0, self._change("ins"))

    def _place(self, new: Element, anchor: Element, *, after: bool) -> None:
        """Put `new` beside `anchor`, outside of the changes that others have tracked: theirs are parted if need be."""
        while (above := anchor.getparent()) is not None and above.tag in _REVISED:
            index = above.index(anchor) + (1 if after else 0)
            rest = list(above)[index:]
            if not rest:
                after = True
            elif index == 0:
                after = False
            else:
                attributes = {**dict(above.attrib), W + "id": self.next_id()}
                second = etree.Element(above.tag, attributes)
                for moved in rest:
                    second.append(moved)
                second.tail, above.tail = above.tail, None
                above.addnext(second)
                if above in self.made:
                    self.made.append(second)
                after = True
            anchor = above
        if after:
            new.tail, anchor.tail = anchor.tail, None
            anchor.addnext(new)
        else:
            anchor.addprevious(new)


def _beside(left: Letters | None, right: Letters | None, line: Line) -> tuple[Element, bool]:
    """The run beside which words go in between `left` and `right`, and whether behind it: where the least wraps them."""
    found: list[tuple[int, Element, bool]] = []
    reason = Unwritable("the paragraph has no words")
    for one, after in ((left, True), (right, False)):
        if one is None:
            continue
        run = run_of(one.element)
        try:
            refuse(run, line.fields)
        except Unwritable as error:
            reason = error
            continue
        assert run is not None
        wrapped = sum(1 for above in run.iterancestors() if above.tag in _ABOVE)
        found.append((wrapped, run, after))
    if found:
        _, run, after = min(found, key=lambda one: one[0])
        return run, after
    raise reason


def _run_format(properties: Element) -> Element:
    """The format of a run for new words beside it."""
    kept = copy.deepcopy(properties)
    kept.tail = None
    for name in (*_CHANGED, "vertAlign"):
        for child in kept.findall(W + name):
            kept.remove(child)
    style = kept.find(W + "rStyle")
    if style is not None and style.get(W + "val") in _LINKED:
        kept.remove(style)
    return kept


def _paragraph_format(properties: Element | None) -> Element:
    """The format of a paragraph for a new one behind it."""
    if properties is None:
        return etree.Element(W + "pPr")
    kept = copy.deepcopy(properties)
    kept.tail = None
    for name in ("sectPr", "pPrChange", "pageBreakBefore"):
        for child in kept.findall(W + name):
            kept.remove(child)
    for path in ("numPr", "rPr"):
        found = kept.find(W + path)
        for name in _CHANGED:
            for child in found.findall(W + name) if found is not None else ():
                assert found is not None
                found.remove(child)
    return kept
