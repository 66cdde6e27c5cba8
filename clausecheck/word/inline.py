"""What stands inside a paragraph: runs, fields, tracked changes, notes, links, controls, symbols.

Every element is either known to hold text, known to hold none, or counted as unknown: nothing is skipped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal

from clausecheck.document import NoteMark, Unreadable, View
from clausecheck.word.binding import Bindings
from clausecheck.word.forms import form_value
from clausecheck.word.listfields import ListFields
from clausecheck.word.mathematics import signs
from clausecheck.word.names import DRAWING, GONE, MC, REVISED, SILENT, UNDERSTOOD, VML, WRAPPERS, Element, M, W, on
from clausecheck.word.names import child as child_of
from clausecheck.word.notes import Notes
from clausecheck.word.paragraph import AFTER, BEFORE, Draft, Tally
from clausecheck.word.styles import Styles
from clausecheck.word.symbols import UNKNOWN, symbol

_NESTED_FIELDS = 64
_COMPUTED = ("LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "EQ", "SYMBOL")
_NAMESPACES: Final = 500
_UNSHOWN = ("SET", "ASK")
"""Fields that keep a result but show none."""
_SHOWN: Final = (
    re.compile(r"\s*(?:MACRO|GOTO)BUTTON\s+\S+\s(.*)", re.I | re.S),
    re.compile(r"\s*EQ\s[^()]*\\o\s*(?:\\a[cdlr]\s*)?\(\s*\\s\s*\\up\s*\d*\s*\([^()]*\)\s*[,;]([^()]*)\)\s*", re.I),
)
"""Instructions of which Word shows a part in the line: what stands on a button, the words below a phonetic guide."""


@dataclass(slots=True)
class Field:
    """An open field: whether its instruction or its result is being read, or its instruction goes on behind its paragraph."""

    begin: Element
    path: str
    start: int
    """Where in the paragraph it begins."""
    phase: Literal["instruction", "result", "cut off"] = "instruction"
    pieces: list[tuple[str, str]] = field(default_factory=list)
    """The instruction as it is cut into elements, with the path of each."""

    @property
    def instruction(self) -> str:
        return "".join(text for text, _ in self.pieces)

    @property
    def name(self) -> str:
        """The first word of the instruction, in capitals."""
        return next(iter(self.instruction.split(maxsplit=1)), "").upper()


@dataclass(slots=True)
class Inline:
    """Reads the inside of paragraphs into `draft`, the one being gathered; `fields` are the fields open at this point."""

    view: View
    styles: Styles
    notes: Notes
    tally: Tally
    bindings: Bindings
    draft: Draft = field(default_factory=lambda: Draft(part=""))
    paragraph_style: str | None = None
    fields: list[Field] = field(default_factory=list)
    list_fields: ListFields = field(default_factory=ListFields)
    plain: bool = True
    """Whether the paragraph has no number, and no heading stands before or in it."""
    some_hidden: bool = True
    """Whether runs have to be asked if they are hidden: set for each story."""

    def read(self, parent: Element, path: str) -> None:
        """Read the children of `parent`, whose path in the part is `path`."""
        for index, child in enumerate(parent):
            if child.tag == _RUN:
                self._run(child, f"{path}/{index}")
            elif child.tag not in SILENT:
                self.read_one(child, f"{path}/{index}")

    def read_one(self, element: Element, path: str) -> None:
        """Read one element."""
        tag = str(element.tag)
        if tag == _RUN:
            self._run(element, path)
        elif tag in REVISED:
            self.revised(element, path, self.read)
        elif tag in WRAPPERS or tag in (W + "p", W + "rubyBase"):
            self.read(element, path)
        elif tag == W + "sdt":
            self._control(element, path)
        elif tag == MC + "AlternateContent":
            self.alternate(element, path, self.read)
        elif tag in (M + "oMath", M + "oMathPara"):
            self._math(element, path)
        elif tag == W + "subDoc":
            self.tally.count("subdocument")
        elif tag not in SILENT:
            self._unknown(element, path)

    def revised(self, change: Element, path: str, read: Callable[[Element, str], None]) -> None:
        """A tracked change around content: `read` what is inside if the view shows it, and note it either way."""
        start, around = self.draft.length, self.draft.shown_in
        if self.view == "all":
            self.draft.shown_in &= BEFORE if change.tag in GONE["final"] else AFTER
        if change.tag not in GONE[self.view]:
            read(change, path)
        self.draft.shown_in = around
        if self.draft.length > start or any(True for _ in change.iter(*_TEXT)):
            self.draft.revise(change, start)

    def chosen(self, element: Element, path: str) -> tuple[Element, str] | None:
        """Exactly one of the alternatives, with its path: the first choice that Word understands, else the fallback."""
        for index, child in enumerate(element):
            required = (child.get("Requires") or "").split()
            if required and len(child.nsmap) > _NAMESPACES:
                raise Unreadable(f"the file declares more than {_NAMESPACES} namespaces in one place", "do not trust this file")
            if child.tag == MC + "Fallback" or (
                child.tag == MC + "Choice" and all(child.nsmap.get(prefix) in UNDERSTOOD for prefix in required)
            ):
                return child, f"{path}/{index}"
        if words(element):
            self.tally.count("alternate", words(element))
        return None

    def alternate(self, element: Element, path: str, read: Callable[[Element, str], None]) -> None:
        """Read the chosen one of the alternatives, if there is one."""
        chosen = self.chosen(element, path)
        if chosen is not None:
            read(*chosen)

    def check_control(self, control: Element) -> None:
        """Tell of a content control that is not filled in, or that Word fills with other words when it opens the file."""
        properties = child_of(control, W + "sdtPr")
        if properties is None:
            return
        bound = self.bindings.value(properties)
        content = child_of(control, W + "sdtContent")
        unfilled = bool(on(child_of(properties, W + "showingPlcHdr")))
        held = "" if unfilled or content is None else "".join(words(content).split())
        if bound is not None and "".join(bound.split())[:_COMPARED] != held[:_COMPARED]:
            self.tally.count("bound", bound)
        elif unfilled:
            self.tally.count("placeholder", words(control))

    def _control(self, element: Element, path: str) -> None:
        self.check_control(element)
        for index, child in enumerate(element):
            if child.tag == W + "sdtContent":
                self.read(child, f"{path}/{index}")

    def _unknown(self, element: Element, path: str) -> None:
        found = words(element)
        if found:
            self.tally.count("unknown", found)
            self.read(element, path)

    # ------------------------------------------------------------ runs

    def _run(self, run: Element, path: str) -> None:
        if self.some_hidden and self._is_hidden(run):
            self._hidden(run)
        else:
            self._run_content(run, path)

    def _is_hidden(self, run: Element) -> bool:
        properties = child_of(run, W + "rPr")
        if self.view == "original" and properties is not None:
            before = properties.find(f"{W}rPrChange/{W}rPr")
            properties = properties if before is None else before
        return self.styles.hides_run(properties, self.paragraph_style)

    def _run_content(self, run: Element, path: str) -> None:
        for index, child in enumerate(run):
            tag = child.tag
            if tag == _PROPERTIES:
                continue
            if tag == _T or (tag == _DELETED and self.view != "final"):
                if not self.fields or not self._in_instruction():
                    self._text(child, f"{path}/{index}")
            elif tag in _CHARACTERS:
                self._show(_CHARACTERS[tag], f"{path}/{index}")
            elif tag in _IN_RUN:
                _IN_RUN[tag](self, child, f"{path}/{index}")
            elif tag == MC + "AlternateContent":
                self.alternate(child, f"{path}/{index}", self._run_content)
            elif tag not in SILENT:
                self.read_one(child, f"{path}/{index}")
            elif tag == W + "instrText" and self.fields:
                self._instruction(child, f"{path}/{index}")

    def _text(self, element: Element, path: str) -> None:
        """The text of a ``w:t``. Word cuts space off its ends unless ``xml:space`` says to keep it."""
        text = element.text
        if not text:
            return
        if "\n" in text:
            text = text.replace("\n", " ")
        offset = 0
        if (text[0] in _BLANK or text[-1] in _BLANK) and not keeps_space(element):
            offset = len(text) - len(text.lstrip(_BLANK))
            text = text.strip(_BLANK)
        self.draft.add(text, path, offset)

    def _instruction(self, element: Element, path: str) -> None:
        """A piece of the innermost field's instruction; in a result that no instruction holds it is text like any other."""
        if self.fields[-1].phase == "instruction":
            self.fields[-1].pieces.append((element.text or "", path))
        elif all(open_field.phase == "result" for open_field in self.fields):
            self._text(element, path)

    def _hidden(self, run: Element) -> None:
        """Hidden text is left out and counted; the fields that it opens or closes still are."""
        for child in run.iter(W + "fldChar"):
            self._field_mark(child, "")
        found = "" if self._in_instruction() else words(run)
        if found.strip() or any(True for _ in run.iter(W + "footnoteReference", W + "endnoteReference")):
            self.tally.count("hidden", found)

    def _show(self, characters: str, path: str) -> None:
        if not self.fields or not self._in_instruction():
            self.draft.add(characters, path)

    def _in_instruction(self) -> bool:
        return any(open_field.phase == "instruction" for open_field in self.fields)

    def _field_mark(self, mark: Element, path: str) -> None:
        match mark.get(W + "fldCharType"):
            case "begin" if len(self.fields) < _NESTED_FIELDS:
                self.fields.append(Field(mark, path, self.draft.length))
            case "separate" if self.fields:
                if self.fields[-1].name not in _UNSHOWN:
                    self.fields[-1].phase = "result"
            case "end" if self.fields:
                closed = self.fields.pop()
                if closed.path and closed.phase != "cut off" and self.draft.length == closed.start:
                    self._show(form_value(closed.begin), closed.path)
                    self._show_instruction(closed)
                if closed.phase == "instruction" and closed.name in _COMPUTED and self.draft.length == closed.start:
                    self._compute(closed)

    def _compute(self, closed: Field) -> None:
        """Show the number of a field that has none in the file, where it is certain; else tell of it."""
        number = self.list_fields.number(closed.instruction, self.draft, plain=self.plain) if closed.path else None
        if number is None:
            self.tally.count("field", closed.instruction)
        else:
            self._show(number, closed.path)

    def _show_instruction(self, closed: Field) -> None:
        """Show the part of the instruction that Word shows, if it is of such a field."""
        shown = [match for form in _SHOWN if (match := form.fullmatch(closed.instruction)) is not None]
        if not shown or self._in_instruction():
            return
        start, end = shown[0].span(1)
        for text, path in closed.pieces:
            self.draft.add(text[max(0, start) : max(0, end)], path, max(0, start))
            start, end = start - len(text), end - len(text)

    def end_paragraph(self) -> None:
        """An instruction that is still open at a paragraph's end must not swallow what follows."""
        for open_field in self.fields:
            if open_field.phase == "instruction":
                open_field.phase = "cut off"

    def _symbol(self, element: Element, path: str) -> None:
        shown = symbol(element.get(W + "font"), element.get(W + "char"))
        if shown == UNKNOWN:
            self.tally.count("symbol")
        self._show(shown, path)

    def _note_mark(self, element: Element, _: str) -> None:
        if self._in_instruction():
            return
        kind: Literal["footnote", "endnote"] = "footnote" if element.tag == W + "footnoteReference" else "endnote"
        custom = element.get(W + "customMarkFollows") in ("1", "true", "on")
        label = self.notes.refer(kind, element.get(W + "id") or "", custom)
        if label is None:
            self.tally.count("note")
            self.tally.unreadable = True
        else:
            story = f"{kind}:{element.get(W + 'id')}"
            self.draft.marks.append(NoteMark(offset=self.draft.length, note=story, label=label))

    def _ruby(self, element: Element, path: str) -> None:
        for index, child in enumerate(element):
            if child.tag == W + "rubyBase":
                self.read(child, f"{path}/{index}")

    # ------------------------------------------------------------ mathematics and drawings

    def _math(self, element: Element, path: str) -> None:
        before, between, after = signs(element)
        self._show(before, path)
        arguments = 0
        for index, child in enumerate(element):
            tag, place = str(child.tag), f"{path}/{index}"
            if tag.startswith(M) and tag.endswith("Pr"):
                continue
            if between and arguments:
                self._show(between, path)
            arguments += 1
            if tag == M + "t":
                self._show(child.text or "", place)
            elif tag in REVISED:
                self.revised(child, place, self._math)
            elif tag.startswith(M):
                self._math(child, place)
            else:
                self.read_one(child, place)
        self._show(after, path)

    def _drawing(self, element: Element, path: str) -> None:
        if self._in_instruction():
            return
        self.tally.drawings += 1
        self.draft.drawn = True
        if element.tag == W + "object":
            self.tally.count("object")
        self._find_boxes(element, path)

    def _find_boxes(self, element: Element, path: str) -> None:
        for index, child in enumerate(element):
            tag, place = str(child.tag), f"{path}/{index}"
            if tag == W + "txbxContent":
                self.draft.boxes.append((child, place))
            elif tag == MC + "AlternateContent":
                self.alternate(child, place, self._find_boxes)
            elif tag == VML + "textpath" and child.get("string"):
                self.tally.count("wordart", child.get("string") or "")
            elif tag == DRAWING + "t" and child.text:
                self.tally.count("graphic", child.text)
            elif tag == DRAWING + "graphicData" and (child.get("uri") or "").endswith(("/diagram", "/chart", "/chartex")):
                self.tally.count("graphic")
            else:
                self._find_boxes(child, place)


_SAMPLE: Final = 500
_COMPARED: Final = 200
_RUN: Final = W + "r"
_PROPERTIES: Final = W + "rPr"
_T: Final = W + "t"
_DELETED: Final = W + "delText"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_BLANK: Final = " \t\r\n"
_TEXT: Final = (
    W + "t", W + "delText", M + "t", W + "tab", W + "br", W + "sym", W + "noBreakHyphen", W + "footnoteReference",
    W + "endnoteReference", W + "drawing", W + "pict",
)  # fmt: skip

_CHARACTERS: Final = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}

_IN_RUN: Final[dict[str, Callable[[Inline, Element, str], None]]] = {
    W + "fldChar": Inline._field_mark,
    W + "sym": Inline._symbol,
    W + "footnoteReference": Inline._note_mark,
    W + "endnoteReference": Inline._note_mark,
    W + "drawing": Inline._drawing,
    W + "pict": Inline._drawing,
    W + "object": Inline._drawing,
    W + "ruby": Inline._ruby,
}


def keeps_space(element: Element) -> bool:
    """Whether ``xml:space`` of the element, or of the nearest element around it that has one, keeps its space."""
    around: Element | None = element
    while around is not None:
        stated = around.get(_SPACE)
        if stated is not None:
            return stated == "preserve"
        around = around.getparent()
    return False


def words(element: Element) -> str:
    """The text beneath an element, whatever wraps it, or its first some hundred characters."""
    found: list[str] = []
    left = _SAMPLE
    for child in element.iter(W + "t", W + "delText", M + "t"):
        if child.text:
            found.append(child.text)
            left -= len(child.text)
            if left < 0:
                break
    return "".join(found)
