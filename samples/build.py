"""Builds the sample contracts from the sources beside this script: ``python samples/build.py [FOLDER]``.

Each ``source/NAME.markup`` becomes ``NAME.docx`` in FOLDER (this folder by default); ``supply.markup`` becomes
``supply-v1.docx``, its text before the changes marked in it, and ``supply-v2.docx``, where they are tracked changes. A source
with a line ``variants: A|B`` becomes ``NAME-A.docx`` and ``NAME-B.docx``; a line behind ``@A`` or ``@A,B`` stands only there.
The same sources give the same bytes: times, ids and the order of the zip's members are fixed.

A line of a source is one paragraph, and its first word says what it is:
``title`` ``text`` ``h1`` ``h2`` (numbered headings), ``p2`` ``p3`` ``p4`` (numbered paragraphs of the same list),
``row`` (table cells between bars), ``header`` ``footer``, ``note N`` (a footnote), ``numbers`` (the list's level texts),
``subject`` (for the file's properties). A ``+`` or ``-`` before that word marks the whole paragraph as inserted or deleted.
Inside a line: ``{+inserted+}`` ``{-deleted-}`` ``**bold**`` ``[^N]`` (the reference to note N).
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph
from lxml import etree

HERE = Path(__file__).resolve().parent
WRITTEN = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
AUTHOR = "R. Vane"
CHANGED = "2026-03-{day:02d}T10:00:00Z"
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"

View = Literal["original", "tracked"]
_LINE = re.compile(r"(?P<change>[+-]?)(?P<kind>[a-z]+\d?)(?: (?P<number>\d+))?: ?(?P<text>.*)")
_VARIANTS = re.compile(r"^variants: (.*)\n", re.MULTILINE)
_ONLY = re.compile(r"@(?P<names>[a-z,-]+) (?P<line>.*)")
_INLINE = re.compile(r"\{\+(?P<ins>.*?)\+\}|\{-(?P<del>.*?)-\}|\*\*(?P<bold>.*?)\*\*|\[\^(?P<note>\d+)\]")
_LEVELS = {"h1": 0, "h2": 1, "p2": 1, "p3": 2, "p4": 3}
_STYLES = {"h1": "Heading 1", "h2": "Heading 2", "p2": "Clause 2", "p3": "Clause 3", "p4": "Clause 4"}


@dataclass(slots=True)
class Builder:
    """One contract being built."""

    view: View
    document: Document = field(default_factory=docx.Document)
    notes: dict[str, str] = field(default_factory=dict)
    cells: list[list[str]] = field(default_factory=list)
    changes: int = 0

    def build(self, source: str) -> bytes:
        """The bytes of the .docx that the lines of `source` describe."""
        lines = [_LINE.fullmatch(line) for line in source.splitlines() if line.strip() and not line.startswith("#")]
        parsed = [line.groupdict("") for line in lines if line is not None]
        if len(parsed) != len(lines):
            raise SystemExit("a line of the source does not begin with the kind of its paragraph")
        self.notes = {line["number"]: line["text"] for line in parsed if line["kind"] == "note"}
        self._properties(next((line["text"] for line in parsed if line["kind"] == "subject"), ""))
        self._styles()
        self._numbers(next((line["text"] for line in parsed if line["kind"] == "numbers"), "%1|%1.%2|(%3)|(%4)"))
        if self.notes:
            self._footnotes()
        for line in parsed:
            self._line(line["kind"], line["text"], line["change"])
        self._table()
        return self._save()

    # ------------------------------------------------------------ paragraphs

    def _line(self, kind: str, text: str, change: str) -> None:
        if kind == "row":
            self.cells.append([cell.strip() for cell in text.strip("| ").split("|")])
            return
        self._table()
        if kind in ("note", "numbers", "subject") or (change == "+" and self.view == "original"):
            return
        section = self.document.sections[0]
        if kind in ("header", "footer"):
            holder = section.header if kind == "header" else section.footer
            self._fill(holder.paragraphs[0], text)
            return
        style = "Title" if kind == "title" else "Normal" if kind == "text" else _STYLES[kind]
        paragraph = self.document.add_paragraph(style=style)
        if style == "Clause 2":
            # a level numbers for one style alone, here the heading's: others that share it are numbered one by one
            number = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            number.get_or_add_ilvl().val = 1
            number.get_or_add_numId().val = 1
        if change and self.view == "tracked":
            mark: Any = OxmlElement("w:rPr")
            mark.append(self._change("ins" if change == "+" else "del"))
            paragraph._p.get_or_add_pPr().append(mark)
            text = f"{{{change}{text}{change}}}"
        self._fill(paragraph, text)

    def _table(self) -> None:
        rows, self.cells = self.cells, []
        if not rows:
            return
        table = self.document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                self._fill(cell.paragraphs[0], text)

    def _fill(self, paragraph: Paragraph, text: str) -> None:
        for kind, words in _pieces(text):
            if kind == "note":
                paragraph._p.append(_reference(words))
            elif kind in ("ins", "del") and self.view == "tracked":
                change = self._change(kind)
                change.append(_run(words, tag="w:t" if kind == "ins" else "w:delText"))
                paragraph._p.append(change)
            elif kind != "ins":
                paragraph._p.append(_run(words, bold=kind == "bold"))

    def _change(self, kind: str) -> Any:
        change = OxmlElement(f"w:{kind}")
        change.set(qn("w:id"), str(9000 + self.changes))
        change.set(qn("w:author"), AUTHOR)
        change.set(qn("w:date"), CHANGED.format(day=2 + self.changes // 4))
        self.changes += 1
        return change

    # ------------------------------------------------------------ parts

    def _properties(self, subject: str) -> None:
        core = self.document.core_properties
        core.author = core.last_modified_by = "clausecheck samples"
        core.created = core.modified = WRITTEN
        core.title, core.subject, core.comments, core.revision = subject, subject, "", 1
        package = self.document.part.package
        for name, link in list(package.rels.items()):
            if link.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
                del package.rels[name]

    def _styles(self) -> None:
        styles = self.document.styles
        normal = styles["Normal"]
        normal.font.name, normal.font.size = "Calibri", Pt(10.5)
        normal.paragraph_format.space_after = Pt(6)
        for name, size in (("Title", 18), ("Heading 1", 12), ("Heading 2", 10.5)):
            style = styles[name]
            style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), RGBColor(0x1F, 0x1F, 0x1F)
        for name in ("Clause 2", "Clause 3", "Clause 4"):
            styles.add_style(name, 1).base_style = normal
        if self.notes:
            styles.add_style("footnote text", 1).base_style = normal
            styles.add_style("footnote reference", 2).font.superscript = True

    def _numbers(self, texts: str) -> None:
        """A real multilevel list that the styles of headings and clauses are linked to."""
        formats = ("decimal", "decimal", "lowerLetter", "lowerRoman")
        styles = ("Heading1", "Heading2", "Clause3", "Clause4")
        levels = "".join(
            f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="{linked}"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{567 * max(1, index)}" w:hanging="567"/></w:pPr></w:lvl>'
            for index, (form, text, linked) in enumerate(zip(formats, texts.split("|"), styles, strict=True))
        )
        root = self.document.part.numbering_part.element
        for child in list(root):
            root.remove(child)
        kind = '<w:multiLevelType w:val="multilevel"/>'
        root.append(parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="1">{kind}{levels}</w:abstractNum>'))
        root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="1"><w:abstractNumId w:val="1"/></w:num>'))
        for style in self.document.styles.element.findall(qn("w:style")):
            for old in style.findall(f"{qn('w:pPr')}/{qn('w:numPr')}"):
                old.getparent().remove(old)
            for index, linked in enumerate(styles):
                if style.get(qn("w:styleId")) == linked:
                    properties = style.get_or_add_pPr()
                    number = properties._add_numPr()
                    number._add_ilvl().val = index
                    number._add_numId().val = 1

    def _footnotes(self) -> None:
        marks = (("separator", -1), ("continuationSeparator", 0))
        held = "".join(
            f'<w:footnote w:type="{kind}" w:id="{name}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>' for kind, name in marks
        )
        root = parse_xml(f"<w:footnotes {nsdecls('w')}>{held}</w:footnotes>")
        for name, text in self.notes.items():
            note = parse_xml(
                f'<w:footnote {nsdecls("w")} w:id="{name}"><w:p><w:pPr><w:pStyle w:val="footnotetext"/></w:pPr>'
                '<w:r><w:rPr><w:rStyle w:val="footnotereference"/></w:rPr><w:footnoteRef/></w:r></w:p></w:footnote>'
            )
            note[0].append(_run(" " + text))
            root.append(note)
        blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES, blob, self.document.part.package)
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        settings = self.document.settings.element
        known = parse_xml(f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>')
        settings.find(qn("w:compat")).addprevious(known)

    def _save(self) -> bytes:
        saved, out = io.BytesIO(), io.BytesIO()
        self.document.save(saved)
        with zipfile.ZipFile(saved) as old, zipfile.ZipFile(out, "w") as new:
            for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
                info = zipfile.ZipInfo(name, ZIP_TIME)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.create_system = 3
                info.external_attr = 0o644 << 16
                new.writestr(info, old.read(name), compresslevel=9)
        return out.getvalue()


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    position = 0
    for match in _INLINE.finditer(text):
        if match.start() > position:
            yield "text", text[position : match.start()]
        yield str(match.lastgroup), match[str(match.lastgroup)]
        position = match.end()
    if position < len(text):
        yield "text", text[position:]


def _run(words: str, *, bold: bool = False, tag: str = "w:t") -> Any:
    run: Any = OxmlElement("w:r")
    text = OxmlElement(tag)
    if bold:
        run.get_or_add_rPr().append(OxmlElement("w:b"))
    text.text = words
    text.set(qn("xml:space"), "preserve")
    run.append(text)
    return run


def _reference(name: str) -> Any:
    return parse_xml(
        f'<w:r {nsdecls("w")}><w:rPr><w:rStyle w:val="footnotereference"/></w:rPr><w:footnoteReference w:id="{name}"/></w:r>'
    )


def build() -> dict[str, bytes]:
    """All samples: file name to bytes."""
    built: dict[str, bytes] = {}
    for source in sorted((HERE / "source").glob("*.markup")):
        text = source.read_text(encoding="utf-8")
        if source.stem == "supply":
            built["supply-v1.docx"] = Builder("original").build(text)
            built["supply-v2.docx"] = Builder("tracked").build(text)
        elif variants := _VARIANTS.search(text):
            for name in variants[1].split("|"):
                built[f"{source.stem}-{name}.docx"] = Builder("tracked").build(_variant(_VARIANTS.sub("", text), name))
        else:
            built[f"{source.stem}.docx"] = Builder("tracked").build(text)
    return built


def _variant(text: str, name: str) -> str:
    """The lines of a source that stand in the variant `name`."""
    kept = []
    for line in text.splitlines():
        only = _ONLY.fullmatch(line)
        if only is None:
            kept.append(line)
        elif name in only["names"].split(","):
            kept.append(only["line"])
    return "\n".join(kept)


def main(arguments: list[str]) -> None:
    """Write the samples into the folder named, or beside this script."""
    folder = Path(arguments[0]) if arguments else HERE
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in build().items():
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    main(sys.argv[1:])
