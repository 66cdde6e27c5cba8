"""The XML names of WordprocessingML that the reader speaks of, in the form that lxml gives to tags."""

from __future__ import annotations

from typing import Final

from lxml import etree

from clausecheck.document import View

Element = etree._Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VML: Final = "{urn:schemas-microsoft-com:vml}"
DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

STRICT: Final = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
}
"""The namespaces of ISO/IEC 29500 Strict, and the transitional ones that say the same."""

_MICROSOFT = "http://schemas.microsoft.com/office/"
UNDERSTOOD: Final = frozenset(
    {W[1:-1], R[1:-1], M[1:-1], DRAWING[1:-1], VML[1:-1], "urn:schemas-microsoft-com:office:office"}
    | {
        _MICROSOFT + tail
        for tail in (
            "word/2006/wordml",
            "word/2010/wordml",
            "word/2012/wordml",
            "word/2010/wordprocessingShape",
            "word/2010/wordprocessingGroup",
            "word/2010/wordprocessingCanvas",
            "word/2010/wordprocessingDrawing",
            "word/2012/wordprocessingDrawing",
            "word/2010/wordprocessingInk",
            "word/2015/wordml/symex",
            "drawing/2010/main",
            "drawing/2012/chart",
            "drawing/2014/chartex",
            "drawing/2016/ink",
            "drawing/2008/diagram",
        )
    }
)
"""What a current Word understands: an mc:Choice that requires only these is the one that it shows."""

REVISED: Final = {W + "ins": "insertion", W + "del": "deletion", W + "moveFrom": "move-from", W + "moveTo": "move-to"}
"""Tracked-change wrappers, and what `Revision.kind` calls them."""

CELLS_REVISED: Final = {W + "cellIns": "insertion", W + "cellDel": "deletion"}
"""The same for the marks in the properties of a table cell."""

GONE: Final[dict[View, frozenset[str]]] = {
    "final": frozenset({W + "del", W + "moveFrom", W + "cellDel"}),
    "original": frozenset({W + "ins", W + "moveTo", W + "cellIns"}),
    "all": frozenset(),
}
"""Which tracked changes a view does not show."""

WRAPPERS: Final = frozenset(
    W + name for name in ("smartTag", "customXml", "hyperlink", "bdo", "dir", "fldSimple", "sdtContent")
)
"""Elements that only wrap the text they hold."""

SILENT: Final = frozenset(
    W + name
    for name in (
        "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx", "smartTagPr", "customXmlPr",
        "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "lastRenderedPageBreak", "instrText",
        "delInstrText", "commentRangeStart", "commentRangeEnd", "annotationRef", "footnoteRef", "endnoteRef", "separator",
        "continuationSeparator", "softHyphen", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
        "pgNum", "dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong", "fldData",
    )
)  # fmt: skip
"""Elements that show no words of the contract. An optional hyphen shows only at a line's end, so it is left out."""


def child(parent: Element, tag: str) -> Element | None:
    """The first child of `parent` of that tag; much faster than `find`."""
    for found in parent.iterchildren(tag):
        return found
    return None


Properties = dict[str, Element]
"""The children of a ``w:pPr`` by their tags: looked up often, so gone through once."""

EMPTY: Final[Properties] = {}


def properties_of(paragraph: Element) -> Properties:
    """The paragraph properties of a ``w:p``; none where it has no ``w:pPr``."""
    found = child(paragraph, W + "pPr")
    return EMPTY if found is None else by_tag(found)


def by_tag(element: Element) -> Properties:
    """The children of an element by their tags."""
    return {str(part.tag): part for part in element}


def on(element: Element | None) -> bool | None:
    """The value of a switch such as ``w:vanish``: True, False, or None where it is not there."""
    if element is None:
        return None
    return element.get(W + "val") not in ("0", "false", "off", "none")


def value(parent: Element | None, path: str) -> str | None:
    """The ``w:val`` of the child of `parent` at `path` ("a/b", names without prefix), or None."""
    for name in path.split("/"):
        if parent is None:
            return None
        parent = child(parent, W + name)
    return None if parent is None else parent.get(W + "val")


def outline(stated: str) -> int | None:
    """The heading level, 1 to 9, that a ``w:outlineLvl`` states; None for body text."""
    level = whole(stated, 9)
    return level + 1 if 0 <= level < 9 else None


def whole(text: str | None, default: int) -> int:
    """`text` as a whole number, or `default` where it is none."""
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default
