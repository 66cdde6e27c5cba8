"""Odd Word files made by hand, one feature a file, each with the lines that Word shows for it.

`package` zips parts into a .docx; `CASES` are the files. A line is a paragraph with its automatic number before it;
``{1}`` stands where a note with that label is anchored.
"""

from __future__ import annotations

import io
import zipfile
from typing import NamedTuple

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "new": "http://example.com/not/understood",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
DECLARATIONS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = NAMESPACES["r"]
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def part(tag: str, content: str) -> str:
    """A part whose root is ``w:tag``."""
    return f"{HEAD}<w:{tag} {DECLARATIONS}>{content}</w:{tag}>"


def package(body: str, *, raw: dict[str, str | bytes] | None = None, **parts: str) -> bytes:
    """A .docx with this body; `parts` (styles="...", numbering="...", header1="...") are the contents of further parts.

    The relationship of a part has its name as id. `raw` adds or replaces members as they are.
    """
    links = ""
    members: dict[str, str | bytes] = {"word/document.xml": part("document", f"<w:body>{body}</w:body>")}
    for name, content in parts.items():
        kind = name.rstrip("0123456789")
        tag = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        members[f"word/{name}.xml"] = part(tag, content)
        links += f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{name}.xml"/>'
    members["word/_rels/document.xml.rels"] = f'{HEAD}<Relationships xmlns="{RELATIONSHIPS}">{links}</Relationships>'
    members["_rels/.rels"] = (
        f'{HEAD}<Relationships xmlns="{RELATIONSHIPS}">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    members["[Content_Types].xml"] = (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
    )
    return zipped({**members, **(raw or {})})


def zipped(members: dict[str, str | bytes]) -> bytes:
    """A zip of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def run(text: str, properties: str = "", tag: str = "t") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def para(content: str = "", properties: str = "") -> str:
    """A paragraph; plain text becomes a run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content if content.startswith('<') else run(content)}</w:p>"


def change(kind: str, content: str = "", number: int = 1) -> str:
    """A tracked change (ins, del, moveFrom, moveTo) around content; plain text becomes a run."""
    if not content.startswith("<") and content:
        content = run(content, tag="delText" if kind == "del" else "t")
    return f'<w:{kind} w:id="{number}" w:author="R. Vane" w:date="2026-03-02T10:00:00Z">{content}</w:{kind}>'


def mark(kind: str) -> str:
    """Paragraph properties that track the paragraph mark itself."""
    return f"<w:rPr>{change(kind)}</w:rPr>"


def numbered(level: int, list_id: int = 1) -> str:
    """Paragraph properties of a numbered paragraph."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def level(index: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(levels: str, more: str = "", override: str = "") -> str:
    """A numbering part: list 1, and list 2 of the same definition with `override`."""
    return (
        f'<w:abstractNum w:abstractNumId="7">{more}{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{override}</w:num>'
    )


def cell(content: str, properties: str = "") -> str:
    """A table cell with this content, at least one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A table row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def control(content: str, properties: str = "") -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def field(instruction: str, result: str) -> str:
    """A complex field."""
    return (
        f'{char("begin")}<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>{char("separate")}'
        f"{result}{char('end')}"
    )


def char(kind: str) -> str:
    """A field character."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def box(text: str) -> str:
    """A drawing with a text box, and its VML twin as the fallback."""
    shown = f"<w:txbxContent>{para(text)}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{shown}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{shown}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


LEGAL = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2") + level(2, "lowerLetter", "(%3)")
LEGAL += level(3, "lowerRoman", "(%4)")
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="Article"/><w:pPr><w:outlineLvl w:val="0"/>'
    '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="S"><w:name w:val="Section"/><w:basedOn w:val="H"/><w:pPr>'
    '<w:numPr><w:ilvl w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="Linked"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="P3"><w:name w:val="heading 3"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="V"><w:name w:val="Hidden"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="VC"><w:name w:val="Hidden run"/><w:rPr><w:vanish/></w:rPr></w:style>'
)


def styled(name: str) -> str:
    """Paragraph properties that name a style."""
    return f'<w:pStyle w:val="{name}"/>'


def _computed(instruction: str) -> str:
    """A field whose number is not in the file."""
    return char("begin") + f"<w:r><w:instrText>{instruction}</w:instrText></w:r>" + char("end")


def _style(name: str, above: str, properties: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>{above}<w:pPr>{properties}</w:pPr></w:style>'
    )


class Case(NamedTuple):
    """A file and what Word shows: in the final view, and in the others where they differ."""

    name: str
    data: bytes
    final: list[str]
    original: list[str] | None = None
    all: list[str] | None = None


_NOTES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>never</w:t></w:r></w:p></w:footnote>'
    f'<w:footnote w:id="5">{para("first note")}</w:footnote>'
    f'<w:footnote w:id="2">{para("second note")}{para("goes on")}</w:footnote>'
    f'<w:footnote w:id="9">{para("not referred to")}</w:footnote>'
)
_GRID = row(cell(para("a")), cell(para("b"))) + row(cell(para("c"), '<w:gridSpan w:val="2"/>'))


def _reference(kind: str, name: int, more: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{name}"{more}/></w:r>'


CASES = [
    Case(
        "insertion and deletion in a paragraph",
        package(para(run("shall ") + change("del", "not ") + change("ins", "promptly ") + run("export"))),
        ["shall promptly export"],
        ["shall not export"],
        ["shall not promptly export"],
    ),
    Case(
        "deletion inside an insertion",
        package(para(run("a ") + change("ins", run("b ") + change("del", "c ")) + run("d"))),
        ["a b d"],
        ["a d"],
        ["a b c d"],
    ),
    Case(
        "moved text",
        package(para(run("one") + change("moveFrom", " two")) + para(run("three") + change("moveTo", " two"))),
        ["one", "three two"],
        ["one two", "three"],
        ["one two", "three two"],
    ),
    Case(
        "a deleted paragraph mark merges with the next paragraph",
        package(para("to Cuba", mark("del")) + para(" or Iran") + para("end")),
        ["to Cuba or Iran", "end"],
        ["to Cuba", " or Iran", "end"],
        ["to Cuba", " or Iran", "end"],
    ),
    Case(
        "an inserted paragraph mark merges in the original",
        package(para("to Cuba", mark("ins")) + para(" or Iran")),
        ["to Cuba", " or Iran"],
        ["to Cuba or Iran"],
    ),
    Case(
        "a paragraph deleted whole takes no number",
        package(
            para("one", numbered(0)) + para(change("del", "two"), numbered(0) + mark("del")) + para("three", numbered(0)),
            numbering=lists(LEGAL),
        ),
        ["1. one", "2. three"],
        ["1. one", "2. two", "3. three"],
        ["1. one", "2. two", "3. three"],
    ),
    Case(
        "a deleted mark before a table ends there",
        package(para("before", mark("del")) + f"<w:tbl>{_GRID}</w:tbl>" + para("after")),
        ["before", "a", "b", "c", "after"],
    ),
    Case(
        "inserted and deleted rows and cells",
        package(
            "<w:tbl>"
            + row(cell(para("kept")), cell(para("gone cell"), change("cellDel")))
            + row(cell(para("new row")), properties=change("ins"))
            + row(cell(para("old row")), properties=change("del"))
            + "</w:tbl>"
        ),
        ["kept", "new row"],
        ["kept", "gone cell", "old row"],
        ["kept", "gone cell", "new row", "old row"],
    ),
    Case(
        "paragraph properties before their change",
        package(
            para("one", numbered(0))
            + para("two", f'{numbered(1)}<w:pPrChange w:id="3" w:author="R. Vane"><w:pPr>{numbered(0)}</w:pPr></w:pPrChange>'),
            numbering=lists(LEGAL),
        ),
        ["1. one", "1.1 two"],
        ["1. one", "2. two"],
    ),
    Case(
        "numbering that was a tracked insertion",
        package(
            para("one", f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/>{change("ins")}</w:numPr>'), numbering=lists(LEGAL)
        ),
        ["1. one"],
        ["one"],
    ),
    Case(
        "footnotes are numbered by reference",
        package(
            para(run("Target Countries") + _reference("footnote", 5) + run(" and") + _reference("footnote", 2)),
            footnotes=_NOTES,
        ),
        ["Target Countries{1} and{2}", "1 first note", "2 second note", "goes on"],
    ),
    Case(
        "a deleted footnote reference takes its note along",
        package(
            para(run("a") + change("del", _reference("footnote", 5)) + run("b") + _reference("footnote", 2)), footnotes=_NOTES
        ),
        ["ab{1}", "1 second note", "goes on"],
        ["a{1}b{2}", "1 first note", "2 second note", "goes on"],
        ["a{1}b{2}", "1 first note", "2 second note", "goes on"],
    ),
    Case(
        "a footnote with a mark of its own",
        package(
            para(run("a") + _reference("footnote", 5, ' w:customMarkFollows="1"') + run("*") + _reference("footnote", 2)),
            footnotes=_NOTES,
        ),
        ["a{}*{1}", "first note", "1 second note", "goes on"],
    ),
    Case(
        "a note that refers to another note",
        package(
            para(run("a") + _reference("footnote", 1)),
            footnotes=f'<w:footnote w:id="1">{para(run("see") + _reference("footnote", 2))}</w:footnote>'
            f'<w:footnote w:id="2">{para("the other")}</w:footnote>',
        ),
        ["a{1}", "1 see{2}", "2 the other"],
    ),
    Case(
        "endnotes in Roman numerals, footnotes as the settings say",
        package(
            para(run("a") + _reference("endnote", 4) + run("b") + _reference("footnote", 5)),
            footnotes=_NOTES,
            endnotes=f'<w:endnote w:id="4">{para("the end")}</w:endnote>',
            settings='<w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numStart w:val="3"/></w:footnotePr>',
        ),
        ["a{i}b{c}", "c first note", "i the end"],
    ),
    Case(
        "a table, a nested table and a table after it",
        package(
            f"<w:tbl>{row(cell(para('x') + f'<w:tbl>{_GRID}</w:tbl>' + para('y')), cell(para('z')))}</w:tbl>"
            f"<w:tbl>{_GRID}</w:tbl>"
        ),
        ["x", "a", "b", "c", "y", "z", "a", "b", "c"],
    ),
    Case(
        "content controls around blocks, rows, cells and words",
        package(
            control(para("block"))
            + f"<w:tbl>{control(row(cell(para('row')), control(cell(para('cell')))))}</w:tbl>"
            + para(run("in") + control(run("line") + control(run("!"))))
        ),
        ["block", "row", "cell", "inline!"],
    ),
    Case(
        "links, smart tags and directions",
        package(
            para(
                f'<w:hyperlink r:id="x">{run("see ")}</w:hyperlink><w:smartTag w:element="place">{run("Cuba ")}</w:smartTag>'
                f'<w:bdo w:val="ltr">{run("and ")}</w:bdo><w:customXml w:element="c">{run("Iran")}</w:customXml>'
            )
            + f'<w:customXml w:element="d">{para("block")}</w:customXml>'
        ),
        ["see Cuba and Iran", "block"],
    ),
    Case(
        "a simple field shows its result",
        package(para(run("section ") + f'<w:fldSimple w:instr=" REF a ">{run("7.3")}</w:fldSimple>')),
        ["section 7.3"],
    ),
    Case(
        "nested complex fields show the outer result",
        package(para(run("a ") + field(f"IF </w:instrText></w:r>{field('REF', run('no'))}<w:r><w:instrText>", run("yes")))),
        ["a yes"],
    ),
    Case(
        "a field over several paragraphs",
        package(
            para(char("begin") + "<w:r><w:instrText>TOC</w:instrText></w:r>" + char("separate") + run("one 1"))
            + para("two 2")
            + para(char("end") + run("three"))
        ),
        ["one 1", "two 2", "three"],
    ),
    Case(
        "a field that is never closed swallows nothing",
        package(para(run("a") + char("begin") + "<w:r><w:instrText>REF</w:instrText></w:r>") + para("b")),
        ["a", "b"],
    ),
    Case(
        "one of two alternatives",
        package(
            para(
                f'<mc:AlternateContent><mc:Choice Requires="new">{run("future")}</mc:Choice>'
                f"<mc:Fallback>{run('now')}</mc:Fallback></mc:AlternateContent>"
            )
            + f'<mc:AlternateContent><mc:Choice Requires="wps">{para("block choice")}</mc:Choice>'
            f"<mc:Fallback>{para('block fallback')}</mc:Fallback></mc:AlternateContent>"
        ),
        ["now", "block choice"],
    ),
    Case("a text box once, behind its paragraph", package(para(run("host") + box("in the box")) + para("next")),
         ["host", "in the box", "next"]),
    Case(
        "characters that are elements",
        package(
            para(
                "<w:r><w:t>re</w:t><w:noBreakHyphen/><w:t>ex</w:t><w:softHyphen/><w:t>port</w:t><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t>"
                '<w:cr/><w:t>c</w:t><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
            )
        ),
        ["re-export\ta\nb\nc≥"],
    ),
    Case(
        "mathematics with a tracked change",
        package(
            para(f"{run('at least ')}<m:oMath><m:r><m:t>50</m:t></m:r>{change('del', '<m:r><m:t>+1</m:t></m:r>')}</m:oMath>")
        ),
        ["at least 50"],
        ["at least 50+1"],
        ["at least 50+1"],
    ),
    Case(
        "ruby shows its base",
        package(para(f"<w:r><w:ruby><w:rt>{run('reading')}</w:rt><w:rubyBase>{run('base')}</w:rubyBase></w:ruby></w:r>")),
        ["base"],
    ),
    Case(
        "an unknown wrapper is read in place",
        package(para(run("a ") + f"<w:novelty>{run('b')}</w:novelty>") + f"<w:novelty>{para('c')}</w:novelty>"),
        ["a b", "c"],
    ),
    Case(
        "hidden text is left out",
        package(
            para(run("seen") + run(" unseen", "<w:vanish/>") + run(" style", '<w:rStyle w:val="VC"/>'))
            + para("gone", styled("V"))
            + para(run("twice", '<w:rStyle w:val="VC"/>'), styled("V"))
            + para(run("back", '<w:vanish w:val="0"/>'), styled("V")),
            styles=STYLES,
        ),
        ["seen", "twice", "back"],
    ),
    Case(
        "header and footer once, behind the rest",
        package(
            para("one", '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>')
            + para("two")
            + '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:footerReference r:id="footer1"/></w:sectPr>',
            header1=para("top"),
            footer1=para("bottom"),
        ),
        ["one", "two", "top", "bottom"],
    ),
    Case("a comment is no text", package(para('<w:commentRangeStart w:id="1"/>' + run("text")),
                                         comments=f'<w:comment w:id="1">{para("aside")}</w:comment>'), ["text"]),
    Case(
        "levels restart under a higher one",
        package(
            "".join(para("x", numbered(depth)) for depth in (0, 1, 2, 2, 3, 1, 2, 0, 1)),
            numbering=lists(LEGAL),
        ),
        ["1. x", "1.1 x", "(a) x", "(b) x", "(i) x", "1.2 x", "(a) x", "2. x", "2.1 x"],
    ),
    Case(
        "a level that never restarts, and one that restarts only after the first",
        package(
            "".join(para("x", numbered(depth)) for depth in (0, 1, 2, 1, 2, 0, 1, 2)),
            numbering=lists(
                level(0, "decimal", "%1.")
                + level(1, "decimal", "%1.%2", '<w:lvlRestart w:val="0"/>')
                + level(2, "lowerLetter", "(%3)", '<w:lvlRestart w:val="1"/>')
            ),
        ),
        ["1. x", "1.1 x", "(a) x", "1.2 x", "(b) x", "2. x", "2.3 x", "(a) x"],
    ),
    Case(
        "number formats",
        package(
            "".join(para("x", numbered(depth)) for depth in range(8)) + para("x", numbered(7)),
            numbering=lists(
                level(0, "upperRoman", "%1", start=4)
                + level(1, "upperLetter", "%2", start=28)
                + level(2, "decimalZero", "%3")
                + level(3, "ordinal", "%4", start=22)
                + level(4, "cardinalText", "%5", start=21)
                + level(5, "ordinalText", "%6", start=30)
                + level(6, "none", "Note%7")
                + level(7, "bullet", "\uf0b7")
            ),
        ),
        ["IV x", "BB x", "01 x", "22nd x", "Twenty-one x", "Thirtieth x", "Note x", "• x", "• x"],
    ),
    Case(
        "legal numbering shows Roman articles in digits",
        package(
            para("x", numbered(0)) + para("x", numbered(1)),
            numbering=lists(level(0, "upperRoman", "Article %1") + level(1, "decimal", "%1.%2", "<w:isLgl/>")),
        ),
        ["Article I x", "1.1 x"],
    ),
    Case(
        "numId 0 takes the number away",
        package(para("x", styled("H")) + para("y", styled("H") + numbered(0, 0)), numbering=lists(LEGAL), styles=STYLES),
        ["1. x", "y"],
    ),
    Case(
        "a start override acts once, on the shared counter",
        package(
            "".join(para("x", numbered(0, which)) for which in (1, 1, 2, 2, 1)),
            numbering=lists(LEGAL, override='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'),
        ),
        ["1. x", "2. x", "5. x", "6. x", "7. x"],
    ),
    Case(
        "numbers by style: a level that no style states is the first, whatever level is linked to the style",
        package(
            "".join(para(f"style {name}", styled(name)) for name in "HSLS"),
            numbering=lists(LEGAL.replace('="lowerLetter"/>', '="lowerLetter"/><w:pStyle w:val="L"/>')),
            styles=STYLES,
        ),
        ["1. style H", "1.1 style S", "2. style L", "2.1 style S"],
    ),
    Case(
        "the list and the level of a style come from different styles above it",
        package(
            para("x", styled("H")) + para("y", styled("A")),
            numbering=lists(LEGAL),
            styles=STYLES + _style("A", '<w:basedOn w:val="S"/>', '<w:numPr><w:numId w:val="2"/></w:numPr>'),
        ),
        ["1. x", "1.1 y"],
    ),
    Case(
        "one style alone numbers by a level that it states: the one that is linked, else the first",
        package(
            "".join(para(f"style {name}", styled(name)) for name in ("H", "T1", "T2", "T3", "T4"))
            + para("own", styled("T3") + numbered(2)),
            numbering=lists(LEGAL.replace('="lowerLetter"/>', '="lowerLetter"/><w:pStyle w:val="T4"/>')),
            styles=STYLES + "".join(_style(f"T{n}", "", numbered(1 if n < 3 else 2)) for n in (1, 2, 3, 4)),
        ),
        ["1. style H", "1.1 style T1", "style T2", "style T3", "(a) style T4", "(b) own"],
    ),
    Case(
        "a level that is linked to no style of the file belongs to the style that states it",
        package(
            para("x", styled("H")) + para("y", styled("T")),
            numbering=lists(LEGAL.replace('"%1.%2"/>', '"%1.%2"/><w:pStyle w:val="Gone"/>')),
            styles=STYLES + _style("T", "", numbered(1)),
        ),
        ["1. x", "1.1 y"],
    ),
    Case(
        "a numbering style",
        package(
            para("x", numbered(0, 3)),
            numbering=lists(LEGAL, '<w:styleLink w:val="N"/>').replace(
                '<w:num w:numId="1">',
                '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="N"/></w:abstractNum><w:num w:numId="1">',
            )
            + '<w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num>',
            styles='<w:style w:type="numbering" w:styleId="N"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
        ),
        ["1. x"],
    ),
    Case(
        "an empty paragraph with a section break takes no number",
        package(
            para("x", numbered(0)) + f"<w:p><w:pPr>{numbered(0)}<w:sectPr/></w:pPr></w:p>" + para("y", numbered(0)),
            numbering=lists(LEGAL),
        ),
        ["1. x", "2. y"],
    ),
    Case(
        "a paragraph with a picture and a section break takes its number",
        package(
            para("x", numbered(0))
            + f"<w:p><w:pPr>{numbered(0)}<w:sectPr/></w:pPr><w:r><w:drawing/></w:r></w:p>"
            + para("y", numbered(0)),
            numbering=lists(LEGAL),
        ),
        ["1. x", "2. ", "3. y"],
    ),
    Case(
        "an empty numbered paragraph shows its number",
        package(
            para("x", numbered(0)) + f"<w:p><w:pPr>{numbered(0)}</w:pPr></w:p>" + para("y", numbered(0)),
            numbering=lists(LEGAL),
        ),
        ["1. x", "2. ", "3. y"],
    ),
    Case("level 9 means no number", package(para("x", numbered(9)), numbering=lists(LEGAL)), ["x"]),
    Case(
        "a style separator: the next paragraph goes on in the line of the heading",
        package(
            para(run("Exports. "), styled("H") + "<w:rPr><w:vanish/><w:specVanish/></w:rPr>")
            + para(run("No goods go to Cuba."), "<w:jc/>")
            + para("next", styled("H")),
            styles=STYLES,
            numbering=lists(LEGAL),
        ),
        ["1. Exports. No goods go to Cuba.", "2. next"],
    ),
    Case(
        "a hidden mark at the end of a cell hides nothing, and one before a table neither",
        package(
            para(run("a"), numbered(0) + "<w:rPr><w:vanish/></w:rPr>")
            + f"<w:tbl>{row(cell(para(run('b'), '<w:rPr><w:vanish/></w:rPr>')), cell(para('c')))}</w:tbl>",
            numbering=lists(LEGAL),
        ),
        ["1. a", "b", "c"],
    ),
    Case(
        "list numbers that are fields",
        package(
            para(_computed(' LISTNUM ') + run(" one ") + _computed(' LISTNUM "NumberDefault" \\l 2 ') + run(" below"))
            + para(_computed(" LISTNUM ") + run(" two ") + _computed(" LISTNUM \\l 2 \\s 3 ") + run(" below"))
            + para(_computed(" LISTNUM LegalDefault \\l 2 ") + run(" legal"))
            + para(_computed(" LISTNUM OutlineDefault ") + run(" outline"))
            + para(_computed(" AUTONUM ") + run(" x ") + _computed(" AUTONUM ") + run(" again"))
            + para(_computed(" AUTONUM \\s ) ") + run(" y"))
        ),
        ["1) one a) below", "2) two c) below", "1.1. legal", "I. outline", "1. x 1. again", "2) y"],
    ),
    Case(
        "a reference to a numbered paragraph shows what the file holds",
        package(para(run("see ") + field(" REF _Ref1 \\r \\h ", run("7.3")) + run(" below"))),
        ["see 7.3 below"],
    ),
    Case(
        "Thai numbers in words",
        package(para("x", numbered(0)), numbering=lists(level(0, "thaiCounting", "%1.", start=21))),
        ["ยี่สิบเอ็ด. x"],
    ),
]  # fmt: skip
