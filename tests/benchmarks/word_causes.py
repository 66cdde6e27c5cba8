"""Why another program counts other words in a Word file: facts of the file's XML, read without the reader that is measured.

`sorted_out` takes the words that two programs differ in and sorts them by the first cause that the XML bears out; what none
bears out is "unexplained" and has to be looked at. A cause never takes more of a word than the XML has of it there.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree

Element = ElementTree.Element
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": M[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": A[1:-1].encode(),
}
WORD = re.compile(r"[^\W\d_]{2,}")
STORY = re.compile(r"(?i)word/(?:document|footnotes|endnotes|header|footer)\d*\.xml$")
SPACES = {W + name: " " for name in ("tab", "br", "cr", "ptab")} | {W + "noBreakHyphen": "-", W + "softHyphen": ""}
CUT, RESULT, INSTRUCTION, FORMULA = "cut into words otherwise", "field results", "field instructions", "formulas"
STRUCK, BOUND, OTHER, PARTS = "tracked deletions", "bound controls", "one of two forms", "other parts"
UNSHOWN, FORM = "headers that no page shows", "form fields"
ABSENT, UNEXPLAINED = "not in the file", "unexplained"
LOST, INVENTED = 0, 1
SIDES = {
    RESULT: (INVENTED,), FORMULA: (INVENTED,), BOUND: (INVENTED,), FORM: (INVENTED,), INSTRUCTION: (LOST, INVENTED),
    STRUCK: (LOST,), UNSHOWN: (LOST,), OTHER: (LOST, INVENTED), PARTS: (LOST,),
}  # fmt: skip
"""Which differences a cause can be the reason of: what a reader leaves out of a field's result, nothing excuses."""
CAUSES = (CUT, *SIDES, ABSENT, UNEXPLAINED)
"""In the order in which they are asked. "Not in the file" are lost words that no part holds: the other program made them."""


def words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text.replace("\u00ad", "")))


class Facts:
    """The words of the stories of one file by what stands around them, and those of its other parts."""

    def __init__(self, data: bytes) -> None:
        self.texts: dict[str, list[str]] = {name: [] for name in (*SIDES, "all")}
        others = []
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unshown = unshown_headers(archive)
            for name in archive.namelist():
                if STORY.search(name):
                    self._field = 0
                    self._walk(parsed(archive.read(name)), frozenset({UNSHOWN} if name in unshown else ()))
                elif name.lower().endswith((".xml", ".docx", ".html", ".htm", ".mht", ".rtf", ".txt")):
                    others.append(readable(archive.read(name), posixpath.splitext(name)[1].lower()))
        self.words = {name: words("".join(texts)) for name, texts in self.texts.items()}
        self.others = words("\n".join(others))

    def of(self, cause: str, asked: Counter[str]) -> Counter[str]:
        """How often the file has the words that are asked for under this cause."""
        if cause == PARTS:
            return self.others
        if cause != FORMULA:
            return self.words[cause]
        text = "".join("".join(self.texts[FORMULA]).split())  # where a formula's words end, each program sees for itself
        return Counter({word: text.count(word) for word in asked})

    def _add(self, text: str, around: frozenset[str]) -> None:
        for name in around | {"all"} | ({RESULT} if self._field else frozenset()):
            self.texts[name].append(text)

    def _walk(self, element: Element, around: frozenset[str]) -> None:
        tag = element.tag
        if tag == W + "fldChar":
            self._field = max(0, self._field + {"begin": 1, "end": -1}.get(element.get(W + "fldCharType", ""), 0))
        if tag in (W + "t", W + "delText", M + "t", A + "t"):
            self._add(element.text or "", around)
        elif tag == W + "instrText":
            self.texts[INSTRUCTION].append(element.text or "")
        elif tag == W + "listEntry":
            self.texts[FORM].append(f"\n{element.get(W + 'val')}")
        elif tag in SPACES:
            self._add(SPACES[tag], around)
        more = {
            W + "fldSimple": RESULT, W + "del": STRUCK, W + "moveFrom": STRUCK, M + "oMath": FORMULA, MC + "Choice": OTHER,
            MC + "Fallback": OTHER,
        }.get(tag)  # fmt: skip
        if tag == W + "tr" and element.find(f"{W}trPr/{W}del") is not None:
            more = STRUCK
        if tag == W + "sdt" and any(element.find(f"{W}sdtPr/{W}{name}") is not None for name in ("dataBinding", "citation")):
            more = BOUND
        inner = around | {more} if more else around
        for child in element:
            self._walk(child, inner)
        if tag in (W + "p", M + "oMath"):
            for name in self.texts:
                self.texts[name].append("\n")


def unshown_headers(archive: zipfile.ZipFile) -> set[str]:
    """The header and footer parts for first or even pages in files that set no such pages apart."""
    try:
        root = parsed(archive.read("word/document.xml"))
        links = ElementTree.fromstring(archive.read("word/_rels/document.xml.rels"))
        settings = archive.read("word/settings.xml")
    except KeyError:
        return set()
    targets = {link.get("Id"): f"word/{link.get('Target')}" for link in links}
    shown = {"default": True, "even": b"<w:evenAndOddHeaders" in settings, "first": root.find(f".//{W}titlePg") is not None}
    found: dict[str, bool] = {}
    for reference in [*root.iter(W + "headerReference"), *root.iter(W + "footerReference")]:
        part = targets.get(reference.get(R + "id"), "")
        found[part] = found.get(part, False) or shown.get(reference.get(W + "type", "default"), True)
    return {part for part, is_shown in found.items() if not is_shown}


def parsed(data: bytes) -> Element:
    for strict, name in STRICT.items():
        data = data.replace(strict, name)
    return ElementTree.fromstring(data)


def readable(data: bytes, suffix: str) -> str:
    """The words of a part that is no story: of its text and its attributes."""
    if suffix == ".docx":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(readable(archive.read(name), ".xml") for name in archive.namelist() if STORY.search(name))
    return re.sub(r"</?[\w:]+", "\n", data.decode("utf-8", errors="replace"))


def sorted_out(data: bytes, lost: Counter[str], invented: Counter[str]) -> dict[str, tuple[Counter[str], Counter[str]]]:
    """The lost and the invented words by cause."""
    sides = lost.copy(), invented.copy()
    found = {name: (Counter[str](), Counter[str]()) for name in CAUSES}
    for side in (LOST, INVENTED):
        for word in [*sides[side]]:
            while sides[side][word] and (pieces := cut(word, sides[1 - side])):
                sides[side][word] -= 1
                sides[1 - side].subtract(pieces)
                found[CUT][side][word] += 1
                found[CUT][1 - side].update(pieces)
    facts = Facts(data)
    for cause, concerned in SIDES.items():
        for side in concerned:
            part = sides[side] & facts.of(cause, sides[side])
            found[cause][side].update(part)
            sides[side].subtract(part)
    found[ABSENT][LOST].update(sides[LOST] - facts.words["all"])
    found[UNEXPLAINED] = +(sides[LOST] - found[ABSENT][LOST]), +sides[INVENTED]
    return found


def cut(word: str, pieces: Counter[str]) -> list[str]:
    """`word` as a row of at least two of the `pieces`, or nothing."""

    def rest(at: int, used: Counter[str]) -> Iterator[list[str]]:
        if at == len(word):
            yield []
        for piece in [piece for piece in pieces if word.startswith(piece, at) and used[piece] < pieces[piece]]:
            for following in rest(at + len(piece), used + Counter([piece])):
                yield [piece, *following]

    return next((row for row in rest(0, Counter()) if len(row) > 1), [])
