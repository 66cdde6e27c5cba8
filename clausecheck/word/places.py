"""The characters of a block in the XML: which run shows them, whether that run may be written to, and how it is split."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from clausecheck.document import Block
from clausecheck.word.edits import Unwritable
from clausecheck.word.names import MC, Element, W
from clausecheck.word.package import element_at

SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_WRAPPERS: Final = frozenset(
    W + name for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "bdo", "dir", "sdt", "sdtContent")
)
"""What may stand between a run that is written to and its paragraph."""
_CONTROLS: Final = {
    "dataBinding": "bound to data",
    "showingPlcHdr": "that shows a placeholder",
    "text": "for plain text",
    "comboBox": "with a choice of values",
    "dropDownList": "with a choice of values",
    "date": "for a date",
    "checkbox": "with a box to tick",
    "picture": "for a picture",
    "equation": "for a formula",
    "citation": "for a citation",
    "bibliography": "for a bibliography",
    "docPartList": "filled from building blocks",
}
"""Kinds of content control whose words are not free text."""


@dataclass(slots=True)
class Letters:
    """The code points from `start` to `end` of a block, which `element` shows from its `offset` on."""

    start: int
    end: int
    element: Element
    offset: int


class Fields:
    """The runs of a part that belong to complex fields: their results are computed anew, so nothing is written there."""

    def __init__(self, root: Element) -> None:
        self._runs: set[Element] = set()
        depth = 0
        for element in root.iter(W + "r", W + "fldChar"):
            if element.tag == W + "r":
                if depth:
                    self._runs.add(element)
                continue
            run = run_of(element)
            if run is not None:
                self._runs.add(run)
            match element.get(W + "fldCharType"):
                case "begin":
                    depth += 1
                case "end":
                    depth = max(0, depth - 1)

    def __contains__(self, run: Element) -> bool:
        return run in self._runs

    def split(self, run: Element, new: Element) -> None:
        """Note that `new` was cut off `run`."""
        if run in self._runs:
            self._runs.add(new)


class Line:
    """The text of one block in the XML of its part."""

    def __init__(self, block: Block, root: Element, fields: Fields) -> None:
        self.fields = fields
        self.letters: list[Letters] = []
        for home in block.homes:
            element = element_at(root, home.element)
            self.letters.append(Letters(home.span.start, home.span.end, element, home.offset))

    def beside(self, at: int) -> tuple[Letters | None, Letters | None]:
        """What shows the code points before and behind offset `at`, once both stand in runs of their own.

        Raises Unwritable where no run can end there.
        """
        for index, one in enumerate(self.letters):
            if one.start < at < one.end:
                self.letters[index : index + 1] = _cut(one, at)
                break
        left = next((one for one in self.letters if one.end == at), None)
        right = next((one for one in self.letters if one.start == at), None)
        if left is not None and right is not None:
            run = run_of(left.element)
            if run is not None and run is run_of(right.element):
                self._part(run, right.element)
        return left, right

    def within(self, start: int, end: int) -> Iterator[Letters]:
        """What shows the code points from `start` to `end`."""
        return (one for one in self.letters if start <= one.start and one.end <= end)

    def over(self, start: int, end: int) -> list[Letters]:
        """What shows at least one code point from `start` to `end`."""
        return [one for one in self.letters if one.start < end and start < one.end]

    def _part(self, run: Element, element: Element) -> None:
        """Cut `run` in two before `element`, which it holds."""
        if element.getparent() is not run:
            raise Unwritable("its characters do not stand in a run of their own")
        new = etree.Element(W + "r", dict(run.attrib))
        properties = run.find(W + "rPr")
        if properties is not None:
            new.append(copy.deepcopy(properties))
        for moved in [element, *element.itersiblings()]:
            new.append(moved)
        new.tail, run.tail = run.tail, None
        run.addnext(new)
        self.fields.split(run, new)


def _cut(one: Letters, at: int) -> tuple[Letters, Letters]:
    element = one.element
    if element.tag != W + "t" or len(element):
        raise Unwritable("its characters cannot be parted")
    shown = (element.text or "")[one.offset : one.offset + one.end - one.start]
    tail = etree.Element(W + "t")
    element.text, tail.text = shown[: at - one.start], shown[at - one.start :]
    element.set(SPACE, "preserve")
    tail.set(SPACE, "preserve")
    tail.tail, element.tail = element.tail, None
    element.addnext(tail)
    return Letters(one.start, at, element, 0), Letters(at, one.end, tail, 0)


def run_of(element: Element) -> Element | None:
    """The run that `element` stands in, within its paragraph; None in a formula."""
    for above in element.iterancestors():
        if above.tag == W + "r":
            return above
        if above.tag == W + "p":
            return None
    return None


def paragraph_of(element: Element) -> Element:
    """The paragraph that `element` stands in. Raises Unwritable where there is none."""
    for above in element.iterancestors(W + "p"):
        return above
    raise Unwritable("it does not stand in a paragraph")


def refuse(run: Element | None, fields: Fields) -> Element:
    """`run`, if words may be written there; else raises Unwritable."""
    if run is None:
        raise Unwritable("it stands in a formula")
    if run in fields:
        raise Unwritable("it stands in a field, whose words Word computes anew")
    inside = True
    for above in run.iterancestors():
        tag = str(above.tag)
        if tag == W + "p":
            inside = False
        elif tag == W + "fldSimple":
            raise Unwritable("it stands in a field, whose words Word computes anew")
        elif tag == MC + "AlternateContent":
            raise Unwritable("it stands in a drawing that the file holds in two forms")
        elif tag == W + "sdt":
            _refuse_control(above.find(W + "sdtPr"))
        elif tag in (W + "del", W + "moveFrom"):
            raise Unwritable("somebody has struck it")
        elif inside and tag not in _WRAPPERS:
            raise Unwritable(f"it stands in an element that is not written to ({etree.QName(above).localname})")
    return run


def _refuse_control(properties: Element | None) -> None:
    for child in properties if properties is not None else ():
        if not isinstance(child.tag, str):
            continue
        name = etree.QName(child).localname
        if name == "lock" and child.get(W + "val") in ("contentLocked", "sdtContentLocked"):
            raise Unwritable("it stands in a locked content control")
        if name in _CONTROLS and child.get(W + "val") not in ("0", "false", "off"):
            raise Unwritable(f"it stands in a content control {_CONTROLS[name]}")
