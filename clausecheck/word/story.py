"""The one walk through a Word file: stories, paragraphs and tables, in reading order."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import replace

from clausecheck.document import Block, BlockKind, Revision, View
from clausecheck.word.binding import Bindings
from clausecheck.word.inline import Inline, words
from clausecheck.word.names import (
    CELLS_REVISED,
    GONE,
    MC,
    REVISED,
    SILENT,
    WRAPPERS,
    Element,
    M,
    Properties,
    R,
    W,
    by_tag,
    on,
    outline,
    properties_of,
    value,
    whole,
)
from clausecheck.word.names import child as child_of
from clausecheck.word.notes import Notes
from clausecheck.word.numbering import Numbering
from clausecheck.word.package import Package
from clausecheck.word.paragraph import NO_LEAD, Draft, Lead, Tally
from clausecheck.word.styles import Styles

Row = tuple[int, int, int]


_ROW_CHANGES = frozenset({*REVISED, *CELLS_REVISED})
_NESTED_CHANGES = 8
"""The most tracked changes around a paragraph that it tells of, the innermost ones."""


class StoryReader:
    """Reads stories into `blocks`; `tally` is what there is to tell, `headers` the header and footer parts met."""

    def __init__(self, package: Package, view: View, styles: Styles, numbering: Numbering, notes: Notes) -> None:
        self.blocks: list[Block] = []
        self.headers: dict[str, None] = {}
        self.unshown_headers: dict[str, None] = {}
        """Those of first or even pages where no page is set apart: some may be in `headers` for another section."""
        self.even_headers = False
        self.tally = Tally()
        self.notes = notes
        self._relationships = package.relationships(package.main)
        self._view: View = view
        self._styles = styles
        self._numbering = numbering
        self._inline = Inline(view, styles, notes, self.tally, Bindings(package))
        self._draft: Draft | None = None
        self._part = package.main
        self._story = "body"
        self._kind: BlockKind = "paragraph"
        self._row: Row | None = None
        self._around: list[Element] = []
        """Tracked changes around whole paragraphs or rows."""
        self._running: dict[tuple[str, str], str] = {}
        self._headed = False
        default = styles.paragraph_default
        self._empty_counts = numbering.place({}, default) is not None or styles.outline_level(default) is not None
        """Whether a paragraph without anything in it has a number or is a heading."""
        self._tables = 0
        self._boxes = 0

    def read(
        self,
        parts: Iterable[tuple[str, Element]],
        story: str,
        kind: BlockKind,
        part: str,
        label: str = "",
        *,
        some_hidden: bool,
    ) -> None:
        """Read the story whose paragraphs and tables are `parts`, each with its path in `part`, and free them.

        `label` is the number of a note; it is shown before the note's first paragraph. `some_hidden` says whether a run in
        it may be hidden.
        """
        first = len(self.blocks)
        self._story, self._kind, self._part, self._row = story, kind, part, None
        self._inline.fields = []
        self._inline.some_hidden = self._styles.some_hidden or some_hidden
        for path, child in parts:
            self._block(child, path)
            if self._draft is None:  # else a text box in it may still have to be read
                child.clear()
        self._finish_cut_off()
        if label and len(self.blocks) > first and not self.blocks[first].number:
            self.blocks[first] = replace(self.blocks[first], number=label)

    # ------------------------------------------------------------ blocks

    def _blocks(self, parent: Element, path: str) -> None:
        for place, child in children(parent, path):
            self._block(child, place)

    def _block(self, element: Element, path: str) -> None:
        tag = str(element.tag)
        if tag == W + "p":
            if len(element) or self._draft is not None or self._empty_counts:
                self._paragraph(element, path)
            else:
                self._inline.end_paragraph()
        elif tag == W + "tbl":
            self._finish_cut_off()
            self._table(element, path)
        elif tag == W + "sdt":
            self._control(element, path)
        elif tag in WRAPPERS:
            self._blocks(element, path)
        elif tag in REVISED:
            if tag not in GONE[self._view]:
                self._around.append(element)
                self._blocks(element, path)
                self._around.pop()
        elif tag == MC + "AlternateContent":
            self._inline.alternate(element, path, self._blocks)
        elif tag == W + "sectPr":
            self._section(element)
        elif tag == W + "altChunk":
            self._finish_cut_off()
            self.tally.count("chunk")
            self.tally.unreadable = True
        elif tag in (M + "oMath", M + "oMathPara", W + "r"):
            self._stray(element, path)
        elif tag not in SILENT and words(element):
            self.tally.count("unknown", words(element))
            self._blocks(element, path)

    def _stray(self, element: Element, path: str) -> None:
        """Text that stands where only paragraphs may: a block of its own."""
        if self._draft is None:
            self._inline.draft = self._draft = Draft(part=self._part)
        self._inline.read_one(element, path)
        self._finish_cut_off()

    def _control(self, element: Element, path: str) -> None:
        self._inline.check_control(element)
        for index, child in enumerate(element):
            if child.tag == W + "sdtContent":
                self._blocks(child, f"{path}/{index}")

    def _section(self, properties: Element) -> None:
        """Note which headers and footers this section shows; one that it does not name is that of the section before."""
        for child in properties:
            page = child.get(W + "type") or "default"
            if child.tag in (W + "headerReference", W + "footerReference") and page in ("default", "first", "even"):
                target = self._relationships.get(child.get(R + "id") or "")
                if target is not None and not target.external:
                    self._running[str(child.tag), page] = target.target
        first = on(child_of(properties, W + "titlePg"))
        for (_, page), part in self._running.items():
            shown = {"first": bool(first), "even": self.even_headers}.get(page, True)
            (self.headers if shown else self.unshown_headers)[part] = None

    # ------------------------------------------------------------ paragraphs

    def _paragraph(self, element: Element, path: str) -> None:
        properties = properties_of(element)
        mark = properties.get(W + "rPr")
        in_force = self._in_force(properties)
        style = self._styles.of_paragraph(in_force)
        if self._draft is None:
            self._draft = Draft(part=self._part)
        draft = self._inline.draft = self._draft
        draft.style = self._inline.paragraph_style = style
        section = properties.get(W + "sectPr")
        if section is not None:
            self._section(section)
        place = self._numbering.place(in_force, style)
        outline = self._outline(in_force, style)
        self._headed = self._headed or outline is not None
        self._inline.plain = place is None and not self._headed and not draft.lead
        self._inline.read(element, path)
        self._inline.end_paragraph()
        if self._mark(mark, draft):
            if not draft.length and not draft.marks and not draft.boxes and not draft.revisions:
                self._draft = None
            return  # the paragraph goes on in the next one, whose mark is the one that is left
        frame = properties.get(W + "framePr")
        if frame is not None and frame.get(W + "dropCap") in ("drop", "margin") and draft.length:
            return  # a large first letter: it stands before the next paragraph
        visible = bool(draft.text.strip()) or bool(draft.marks) or draft.drawn
        if not visible and section is not None:
            place = None  # Word numbers no empty paragraph that only carries a section break
        hidden = mark is not None and bool(on(mark.find(W + "vanish")))
        if not visible and hidden:
            place = None
        number = self._numbering.label(place) if place is not None else ""
        level = place.level + 1 if outline is None and place is not None and number else outline
        if draft.lead is None or not (draft.lead.number or draft.lead.heading):
            numbered = bool(number) or level is not None
            draft.lead = Lead(number=number, level=level, heading=outline is not None) if numbered else NO_LEAD
        if hidden and visible:
            return  # the next paragraph goes on in its line, as behind a style separator
        self._emit()

    def _in_force(self, properties: Properties) -> Properties:
        """The paragraph properties that the view shows: the original ones where their change is tracked."""
        change = properties.get(W + "pPrChange") if self._view == "original" else None
        before = child_of(change, W + "pPr") if change is not None else None
        return properties if before is None else by_tag(before)

    def _mark(self, mark: Element | None, draft: Draft) -> bool:
        """Note a tracked change of the paragraph mark; whether the view drops the mark."""
        dropped = False
        for change in mark if mark is not None else ():
            if change.tag in REVISED:
                draft.revise(change, draft.length)
                dropped = dropped or change.tag in GONE[self._view]
        return dropped

    def _outline(self, properties: Properties, style: str | None) -> int | None:
        stated = properties.get(W + "outlineLvl")
        if stated is not None:
            return outline(stated.get(W + "val") or "")
        return self._styles.outline_level(style)

    def _finish_cut_off(self) -> None:
        """End a paragraph whose mark is not shown and that nothing follows."""
        if self._draft is not None:
            self._emit()

    def _emit(self) -> None:
        draft, self._draft = self._draft, None
        if draft is None:
            return
        number, level, heading = draft.lead or NO_LEAD
        kind: BlockKind = self._kind
        if kind == "paragraph":
            kind = "cell" if self._row is not None else "heading" if heading else "paragraph"
        if draft.text.strip() or number or draft.marks:
            block = draft.block(kind, self._story, number, level, self._row)
            self.blocks.append(self._with_outer_revisions(block))
        for box, path in draft.boxes:
            self._text_box(box, path)

    def _with_outer_revisions(self, block: Block) -> Block:
        if not self._around:
            return block
        scratch = Draft(part=self._part, length=len(block.text))
        for change in self._around[-_NESTED_CHANGES:]:
            scratch.revise(change, 0)
        revisions: tuple[Revision, ...] = (*scratch.revisions, *block.revisions)
        return replace(block, revisions=revisions)

    def _text_box(self, content: Element, path: str) -> None:
        """A text box is a story of its own, read behind the paragraph that anchors it."""
        self._boxes += 1
        outer = self._story, self._kind, self._row, self._inline.fields
        self._story, self._kind, self._row, self._inline.fields = f"textbox:{self._boxes}", "textbox", None, []
        self._blocks(content, path)
        self._finish_cut_off()
        self._story, self._kind, self._row, self._inline.fields = outer

    # ------------------------------------------------------------ tables

    def _table(self, table: Element, path: str) -> None:
        self._tables += 1
        number, outer = self._tables, self._row
        above: set[tuple[int, int]] = set()
        """Column and width of the cells of the row above that may go on in this row."""
        for row_index, (row, row_path) in enumerate(self._children(table, path, W + "tr")):
            of_row = child_of(row, W + "trPr")
            row_changes = _changes(of_row)
            if self._gone(row_changes):
                continue
            if of_row is not None and on(child_of(of_row, W + "hidden")):
                self.tally.count("hidden", words(row))
                continue
            column = whole(value(of_row, "gridBefore"), 0)
            merged, above = above, set()
            for cell, cell_path in self._children(row, row_path, W + "tc"):
                of_cell = child_of(cell, W + "tcPr")
                changes = row_changes + _changes(of_cell)
                merge = child_of(of_cell, W + "vMerge") if of_cell is not None else None
                place = column, whole(value(of_cell, "gridSpan"), 1)
                if merge is not None:
                    above.add(place)
                if merge is not None and merge.get(W + "val") != "restart" and place in merged and words(cell).strip():
                    self.tally.count("merged", words(cell))  # the cell that it is one with shows its own words alone
                elif not self._gone(changes):
                    self._row = (number, row_index, column)
                    self._around.extend(changes)
                    self._blocks(cell, cell_path)
                    self._finish_cut_off()
                    del self._around[len(self._around) - len(changes) :]
                column += place[1]
        self._row = outer

    def _gone(self, changes: list[Element]) -> bool:
        return any(change.tag in GONE[self._view] for change in changes)

    def _children(self, parent: Element, path: str, wanted: str) -> Iterator[tuple[Element, str]]:
        """The rows of a table or the cells of a row, through content controls and other wrappers."""
        for index, child in enumerate(parent):
            tag, place = str(child.tag), f"{path}/{index}"
            if tag == wanted:
                yield child, place
            elif tag == W + "sdt" or tag in WRAPPERS or (tag in REVISED and tag not in GONE[self._view]):
                if tag == W + "sdt":
                    self._inline.check_control(child)
                yield from self._children(child, place, wanted)
            elif tag == MC + "AlternateContent":
                chosen = self._inline.chosen(child, place)
                if chosen is not None:
                    yield from self._children(*chosen, wanted)
            elif tag not in SILENT and tag not in REVISED and words(child):
                self.tally.count("unknown", words(child))
                yield from self._children(child, place, wanted)


def _changes(properties: Element | None) -> list[Element]:
    """The tracked insertion or deletion of a row or cell that its properties state."""
    return [child for child in properties if child.tag in _ROW_CHANGES] if properties is not None else []


def children(parent: Element, path: str = "") -> Iterator[tuple[str, Element]]:
    """The children of the element at `path` of its part, each with its own path."""
    for index, child in enumerate(parent):
        yield f"{path}/{index}" if path else str(index), child


def header_story(part: str) -> str:
    """The story name of a header or footer part: ``header:header1``, ``footer:footer2``."""
    name = posixpath.splitext(posixpath.basename(part))[0]
    return f"{'footer' if 'footer' in name.lower() else 'header'}:{name}"
