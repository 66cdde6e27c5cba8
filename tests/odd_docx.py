"""Odd Word files, one feature a file, each with the lines that Word shows for it.

    python tests/odd_docx.py FOLDER    # writes NUMBER-NAME.docx, and NUMBER-NAME.expected.txt with the lines of the final view

`ODD` are the files: those of `docx_builder.CASES` and the ones that are made here. A line is a paragraph with its automatic
number before it; ``{1}`` stands where a note with that label is anchored.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import NamedTuple

import docx_builder as b


class Odd(NamedTuple):
    """A file, what Word shows in each view (`final` where the others are None), and how each warning about it begins."""

    name: str
    data: bytes
    final: list[str]
    original: list[str] | None = None
    all: list[str] | None = None
    said: tuple[str, ...] = ()


TWO = range(2)
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def counted(form: str, text: str = "%1", starts: tuple[int, ...] = (1, 2)) -> bytes:
    """A file with one numbered paragraph for each start, each the first of a list of its own in this number format."""
    kinds = f'<w:numFmt w:val="{form}"/>' if not form.startswith("<") else form
    definitions = "".join(
        f'<w:abstractNum w:abstractNumId="{start}"><w:lvl w:ilvl="0"><w:start w:val="{start}"/>{kinds}'
        f'<w:lvlText w:val="{text}"/>'
        "</w:lvl></w:abstractNum>"
        for start in starts
    )
    lists = "".join(f'<w:num w:numId="{start}"><w:abstractNumId w:val="{start}"/></w:num>' for start in starts)
    return b.package("".join(b.para("x", b.numbered(0, start)) for start in starts), numbering=definitions + lists)


def form_field(kind: str, data: str) -> str:
    """An old form field."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
        f"<w:r><w:instrText> {kind} </w:instrText></w:r>{b.char('separate')}{b.char('end')}"
    )


def math(content: str) -> str:
    return f"<m:oMath>{content}</m:oMath>"


def letter(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def note(kind: str, number: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def sections(*references: str) -> str:
    """The last section's properties."""
    return f"<w:sectPr>{''.join(references)}</w:sectPr>"


def running(kind: str, page: str, name: str) -> str:
    return f'<w:{kind}Reference w:type="{page}" r:id="{name}"/>'


def vml(content: str) -> str:
    return f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"


STYLED = (
    b.STYLES
    + '<w:style w:type="paragraph" w:styleId="Child"><w:name w:val="Child"/><w:basedOn w:val="S"/></w:style>'
    + '<w:style w:type="paragraph" w:styleId="Off"><w:name w:val="Off"/><w:basedOn w:val="H"/><w:pPr><w:numPr>'
    '<w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
)
SYMBOLS = "".join(f'<w:sym w:font="Symbol" w:char="F0{code:02X}"/>' for code in (0x61, 0x57, 0xA3, 0xB7))
PADDED = '<w:numFmt w:val="custom" w:format="{}, 002, 003, ..."/>'
CHOICE = (
    f'<mc:AlternateContent><mc:Choice {W14} Requires="w14">{PADDED.format("001")}</mc:Choice>'
    '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
)
GRAPHIC = '<w:r><w:drawing><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/{}"/></a:graphic></w:drawing></w:r>'
STORE = f'{b.HEAD}<cp:coreProperties xmlns:cp="urn:core" xmlns:dc="urn:dc"><dc:title>True Title</dc:title></cp:coreProperties>'
BOUND = (
    "<w:dataBinding w:prefixMappings=\"xmlns:c='urn:core' xmlns:d='urn:dc'\" w:xpath=\"/c:coreProperties[1]/d:title[1]\" "
    'w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/>'
)
CORE = {
    "docProps/core.xml": STORE,
    "_rels/.rels": f'{b.HEAD}<Relationships xmlns="{b.RELATIONSHIPS}"><Relationship Id="a" Type="{b.OFFICE}/officeDocument" '
    f'Target="word/document.xml"/><Relationship Id="c" Type="{b.RELATIONSHIPS}/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>',
}
HIDDEN = "<w:vanish/>"
GUIDE = "EQ \\* jc0 \\* hps16 \\o\\ad(\\s\\up 19("
INSTRUCTION = "<w:r><w:instrText>X</w:instrText></w:r>"
RESTART = '<w:vMerge w:val="restart"/>'

TEXT = [
    Odd(
        "space at the ends is cut",
        b.package("<w:p><w:r><w:t>one </w:t></w:r><w:r><w:t> two  three</w:t></w:r></w:p>"),
        ["onetwo  three"],
    ),
    Odd(
        "space that an element around says to keep",
        b.package('<w:p xml:space="preserve"><w:r><w:t>one </w:t></w:r><w:r><w:t>two</w:t></w:r></w:p>'),
        ["one two"],
    ),
    Odd("a line end in the text is a space", b.package(b.para("<w:r><w:t>one\ntwo</w:t></w:r>")), ["one two"]),
    Odd(
        "a page break inside a paragraph",
        b.package(b.para('<w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r>')),
        ["a\nb"],
    ),
    Odd("a tab set by position", b.package(b.para("<w:r><w:t>a</w:t><w:ptab/><w:t>b</w:t></w:r>")), ["a\tb"]),
    Odd("a no-break hyphen", b.package(b.para("<w:r><w:t>re</w:t><w:noBreakHyphen/><w:t>export</w:t></w:r>")), ["re-export"]),
    Odd("an optional hyphen", b.package(b.para("<w:r><w:t>re</w:t><w:softHyphen/><w:t>export</w:t></w:r>")), ["reexport"]),
    Odd("letters of the Symbol font", b.package(b.para(f"<w:r>{SYMBOLS}</w:r>")), ["αΩ≤•"]),
    Odd(
        "a symbol of a font without a table",
        b.package(b.para('<w:r><w:sym w:font="Webdings" w:char="F061"/><w:t>a</w:t></w:r>')),
        ["\ufffca"],
        said=("1 symbol",),
    ),
    Odd(
        "a large first letter",
        b.package(b.para("W", '<w:framePr w:dropCap="drop" w:lines="3"/>') + b.para("HEREAS the Buyer")),
        ["WHEREAS the Buyer"],
    ),
    Odd(
        "text that runs from right to left",
        b.package(b.para(f'<w:dir w:val="rtl">{b.run("שלום")}</w:dir>', "<w:bidi/>")),
        ["שלום"],
    ),
    Odd("characters beyond the basic plane", b.package(b.para("a \U0001f6ab \U00020000 b")), ["a \U0001f6ab \U00020000 b"]),
    Odd(
        "comments and instructions of XML in between",
        b.package(
            "<!-- a -->" + b.para("<w:r><?x y?><w:t>not<!-- x --> to</w:t></w:r>") + "<?z?><!-- b -->" + b.para("export")
        ),
        ["not to", "export"],
    ),
    Odd("two bodies", b.package(f"{b.para('one')}</w:body><w:body>{b.para('two')}"), ["one", "two"]),
    Odd("a run that stands among paragraphs", b.package(b.run("stray") + b.para("text")), ["stray", "text"]),
    Odd("nested smart tags", b.package(b.para(f"<w:smartTag><w:smartTag>{b.run('Cuba')}</w:smartTag></w:smartTag>")), ["Cuba"]),
    Odd(
        "custom XML around a row and a cell",
        b.package(
            f"<w:tbl><w:customXml>{b.row('<w:customXml>' + b.cell(b.para('x')) + '</w:customXml>')}</w:customXml></w:tbl>"
        ),
        ["x"],
    ),
    Odd(
        "a hidden row",
        b.package(f"<w:tbl>{b.row(b.cell(b.para('a')))}{b.row(b.cell(b.para('b')), properties='<w:hidden/>')}</w:tbl>"),
        ["a"],
        said=("1 stretch of hidden",),
    ),
    Odd(
        "a hidden note mark",
        b.package(
            b.para(b.run("a") + '<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id="1"/></w:r>'),
            footnotes=f'<w:footnote w:id="1">{b.para("n")}</w:footnote>',
        ),
        ["a"],
        said=("1 stretch of hidden",),
    ),
    Odd(
        "words in a cell that is merged into the one above",
        b.package(
            f"<w:tbl>{b.row(b.cell(b.para('a'), RESTART), b.cell(b.para('b')))}"
            f"{b.row(b.cell(b.para('a'), '<w:vMerge/>'), b.cell(b.para('c')))}</w:tbl>"
        ),
        ["a", "b", "c"],
        said=("1 table cell that is merged",),
    ),
    Odd(
        "words in a cell with no cell above to be merged into",
        b.package(
            f"<w:tbl>{b.row(b.cell(b.para('a')), b.cell(b.para('b')))}"
            f"{b.row(b.cell(b.para('c'), '<w:vMerge/>'), b.cell(b.para('d')))}</w:tbl>"
        ),
        ["a", "b", "c", "d"],
    ),
    Odd(
        "a table cell that spans rows",
        b.package(f"<w:tbl>{b.row(b.cell(b.para('a'), RESTART))}{b.row(b.cell(b.para(), '<w:vMerge/>'))}</w:tbl>"),
        ["a"],
    ),
    Odd("a chart", b.package(b.para(b.run("a") + GRAPHIC.format("chart"))), ["a"], said=("the words inside 1 chart",)),
    Odd("SmartArt", b.package(b.para(b.run("a") + GRAPHIC.format("diagram"))), ["a"], said=("the words inside 1 chart",)),
    Odd(
        "WordArt",
        b.package(b.para(b.run("a") + '<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>')),
        ["a"],
        said=("1 piece of WordArt was not read: “DRAFT”",),
    ),
    Odd(
        "an embedded object",
        b.package(b.para(b.run("a") + "<w:r><w:object/></w:r>")),
        ["a"],
        said=("the words inside 1 embedded",),
    ),
    Odd("an embedded document", b.package(b.para("a") + '<w:altChunk r:id="x"/>'), ["a"], said=("1 embedded document",)),
    Odd("a subdocument", b.package(b.para("a") + '<w:p><w:subDoc r:id="x"/></w:p>'), ["a"], said=("1 linked subdocument",)),
    Odd(
        "a placeholder",
        b.package(b.para(b.control(b.run("Click here"), "<w:showingPlcHdr/>"))),
        ["Click here"],
        said=("1 content control is not filled in",),
    ),
    Odd(
        "a control that Word fills with other words",
        b.package(b.para(b.control(b.run("Old Title"), BOUND)), raw=CORE),
        ["Old Title"],
        said=("1 content control holds other words than the data that Word fills it with: “True Title”",),
    ),
    Odd(
        "a cell that Word fills with other words",
        b.package(f"<w:tbl>{b.row(b.control(b.cell(b.para('Old')), BOUND))}</w:tbl>", raw=CORE),
        ["Old"],
        said=("1 content control holds other",),
    ),
    Odd(
        "a control that holds the words of its data",
        b.package(b.para(b.control(b.run("True Title"), BOUND)), raw=CORE),
        ["True Title"],
    ),
    Odd(
        "a fraction, brackets and a root",
        b.package(
            b.para(
                math(
                    f"<m:f><m:num>{letter('a')}</m:num><m:den>{letter('b')}</m:den></m:f><m:d><m:e>{letter('c')}</m:e><m:e>{letter('d')}</m:e></m:d>"
                    f"<m:rad><m:deg/><m:e>{letter('x')}</m:e></m:rad>"
                )
            )
        ),
        ["a/b(c|d)√x"],
    ),
]

FIELDS = [
    Odd(
        "a check box",
        b.package(
            b.para(
                form_field("FORMCHECKBOX", '<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>')
                + form_field("FORMCHECKBOX", '<w:checkBox><w:default w:val="0"/></w:checkBox>')
            )
        ),
        ["☒☐"],
    ),
    Odd(
        "a drop-down list",
        b.package(
            b.para(
                form_field(
                    "FORMDROPDOWN",
                    '<w:ddList><w:result w:val="1"/><w:listEntry w:val="no"/><w:listEntry w:val="yes"/></w:ddList>',
                )
            )
        ),
        ["yes"],
    ),
    Odd("a bookmark that a field sets", b.package(b.para(b.run("a") + b.field("SET x", b.run("never")) + b.run("b"))), ["ab"]),
    Odd(
        "a button that says what to type",
        b.package(
            b.para(
                f"{b.char('begin')}<w:r><w:instrText>MACROBUTTON NoMacro [Type</w:instrText>"
                f"<w:instrText> a name]</w:instrText></w:r>{b.char('end')}"
            )
        ),
        ["[Type a name]"],
    ),
    Odd(
        "a number that Word computes",
        b.package(b.para(f"{b.char('begin')}<w:r><w:instrText>EQ \\f(1,2)</w:instrText></w:r>{b.char('end')}{b.run('a')}")),
        ["a"],
        said=("1 number or formula is a field",),
    ),
    Odd(
        "a phonetic guide made by a field",
        b.package(
            b.para(
                f"{b.run('a')}{b.char('begin')}{b.run(GUIDE, tag='instrText')}"
                f"{b.run('guide', tag='instrText')}{b.run('),base)', tag='instrText')}{b.char('end')}{b.run('b')}"
            )
        ),
        ["abaseb"],
    ),
    Odd(
        "a result that stands as an instruction does",
        b.package(b.para(b.field("DOCVARIABLE day", b.run("Sunday", tag="instrText")))),
        ["Sunday"],
    ),
    Odd(
        "an instruction over paragraphs, with a field in it",
        b.package(
            b.para(b.char("begin") + b.run('IF 1 = 1 "x', tag="instrText"))
            + b.para(b.field("DOCVARIABLE day", b.run("Sunday", tag="instrText")) + b.run('"', tag="instrText"))
            + b.para(b.char("separate") + b.run("x") + b.char("end") + b.run(" and on"))
        ),
        ["x and on"],
    ),
    Odd("a link made by a field", b.package(b.para(b.field('HYPERLINK "http://x.example"', b.run("the list")))), ["the list"]),
    Odd(
        "a field over table cells",
        b.package(
            f"<w:tbl>{b.row(b.cell(b.para(b.char('begin') + INSTRUCTION + b.char('separate') + b.run('a'))))}"
            f"{b.row(b.cell(b.para(b.run('b') + b.char('end'))))}</w:tbl>"
        ),
        ["a", "b"],
    ),
    Odd(
        "a table of contents in a control",
        b.package(b.control(b.para(b.field("TOC", b.run("1. Scope\t2"))), "<w:docPartObj/>")),
        ["1. Scope\t2"],
    ),
    Odd(
        "a field that is deleted whole",
        b.package(
            b.para(
                b.run("a")
                + b.change(
                    "del",
                    f"{b.char('begin')}<w:r><w:delInstrText>REF x</w:delInstrText></w:r>{b.char('separate')}"
                    f"{b.run('7', tag='delText')}{b.char('end')}",
                )
                + b.run("b")
            )
        ),
        ["ab"],
        ["a7b"],
        ["a7b"],
    ),
]

BOXES = [
    Odd("an old text box", b.package(b.para(b.run("host") + vml(b.para("in the box")))), ["host", "in the box"]),
    Odd(
        "a text box in a text box",
        b.package(b.para(b.run("host") + vml(b.para(b.run("outer") + vml(b.para("inner")))))),
        ["host", "outer", "inner"],
    ),
    Odd(
        "a text box in a header",
        b.package(
            b.para("a") + sections(running("header", "default", "header1")), header1=b.para(b.run("top") + vml(b.para("box")))
        ),
        ["a", "top", "box"],
    ),
    Odd(
        "a text box in a cell",
        b.package(f"<w:tbl>{b.row(b.cell(b.para(b.run('a') + vml(b.para('box')))))}</w:tbl>"),
        ["a", "box"],
    ),
    Odd(
        "a text box in a note",
        b.package(
            b.para(b.run("a") + note("footnote", 1)),
            footnotes=f'<w:footnote w:id="1">{b.para(b.run("n") + vml(b.para("box")))}</w:footnote>',
        ),
        ["a{1}", "1 n", "box"],
    ),
    Odd(
        "numbers in a text box",
        b.package(
            b.para("a", b.numbered(0)) + b.para(b.run("host") + vml(b.para("b", b.numbered(0)))) + b.para("c", b.numbered(0)),
            numbering=b.lists(b.LEGAL),
        ),
        ["1. a", "host", "2. b", "3. c"],
    ),
]

HEADERS = [
    Odd(
        "a first page that is not set apart",
        b.package(
            b.para("a") + sections(running("header", "first", "header1"), running("header", "default", "header2")),
            header1=b.para("first"),
            header2=b.para("other"),
        ),
        ["a", "other"],
        said=("1 header or footer that no page shows",),
    ),
    Odd(
        "a first page that is set apart",
        b.package(b.para("a") + sections(running("header", "first", "header1"), "<w:titlePg/>"), header1=b.para("first")),
        ["a", "first"],
    ),
    Odd(
        "even pages that are not set apart",
        b.package(b.para("a") + sections(running("footer", "even", "footer1")), footer1=b.para("even")),
        ["a"],
        said=("1 header or footer that no page shows",),
    ),
    Odd(
        "even pages that are set apart",
        b.package(
            b.para("a") + sections(running("footer", "even", "footer1")),
            footer1=b.para("even"),
            settings="<w:evenAndOddHeaders/>",
        ),
        ["a", "even"],
    ),
    Odd(
        "a first page that a later section sets apart",
        b.package(
            b.para("a", sections(running("header", "first", "header1"))) + b.para("b") + sections("<w:titlePg/>"),
            header1=b.para("first"),
        ),
        ["a", "b", "first"],
    ),
    Odd(
        "a table in a footer",
        b.package(
            b.para("a") + sections(running("footer", "default", "footer1")),
            footer1=f"<w:tbl>{b.row(b.cell(b.para('f')))}</w:tbl>",
        ),
        ["a", "f"],
    ),
]

NOTES = [
    Odd(
        "a note in a table cell",
        b.package(
            f"<w:tbl>{b.row(b.cell(b.para(b.run('a') + note('endnote', 1))))}</w:tbl>",
            endnotes=f'<w:endnote w:id="1">{b.para("n")}</w:endnote>',
        ),
        ["a{i}", "i n"],
    ),
    Odd(
        "a note with a table",
        b.package(
            b.para(b.run("a") + note("footnote", 1)),
            footnotes=f'<w:footnote w:id="1">{b.para("n")}<w:tbl>{b.row(b.cell(b.para("t")))}</w:tbl></w:footnote>',
        ),
        ["a{1}", "1 n", "t"],
    ),
    Odd(
        "a note with a tracked change",
        b.package(
            b.para(b.run("a") + note("footnote", 1)),
            footnotes=f'<w:footnote w:id="1">{b.para(b.change("del", "old") + b.change("ins", "new"))}</w:footnote>',
        ),
        ["a{1}", "1 new"],
        ["a{1}", "1 old"],
        ["a{1}", "1 old new"],
    ),
    Odd(
        "a numbered paragraph in a note",
        b.package(
            b.para(b.run("a") + note("footnote", 1)),
            numbering=b.lists(b.LEGAL),
            footnotes=f'<w:footnote w:id="1">{b.para("n")}{b.para("o", b.numbered(0))}</w:footnote>',
        ),
        ["a{1}", "1 n", "1. o"],
    ),
    Odd(
        "a note that the last section numbers",
        b.package(
            b.para(b.run("a") + note("footnote", 1))
            + '<w:sectPr><w:footnotePr><w:numFmt w:val="upperRoman"/></w:footnotePr></w:sectPr>',
            footnotes=f'<w:footnote w:id="1">{b.para("n")}</w:footnote>',
        ),
        ["a{I}", "I n"],
    ),
]

CHANGES = [
    Odd(
        "a paragraph moved whole",
        b.package(
            b.para(b.change("moveFrom", "one"), b.mark("moveFrom"))
            + b.para("two")
            + b.para(b.change("moveTo", "one"), b.mark("moveTo"))
            + b.para("end")
        ),
        ["two", "one", "end"],
        ["one", "two", "end"],
        ["one", "two", "one", "end"],
    ),
    Odd(
        "a link with a tracked change",
        b.package(b.para(f'<w:hyperlink r:id="x">{b.change("del", "old")}{b.change("ins", "new")}</w:hyperlink>')),
        ["new"],
        ["old"],
        ["old new"],
    ),
    Odd(
        "a field result with a tracked change",
        b.package(b.para(b.field("REF x", b.change("del", "1") + b.change("ins", "2")))),
        ["2"],
        ["1"],
        ["1 2"],
    ),
    Odd(
        "a control with a tracked change",
        b.package(b.para(b.control(b.change("del", "old") + b.change("ins", "new")))),
        ["new"],
        ["old"],
        ["old new"],
    ),
    Odd(
        "a tracked change of format is none of words",
        b.package(b.para(b.run("a", '<w:b/><w:rPrChange w:id="1"><w:rPr/></w:rPrChange>'))),
        ["a"],
    ),
    Odd(
        "a tracked change that hides",
        b.package(b.para(b.run("a") + b.run("b", f'{HIDDEN}<w:rPrChange w:id="1"><w:rPr/></w:rPrChange>'))),
        ["a"],
        ["ab"],
        ["a"],
        said=("1 stretch of hidden",),
    ),
    Odd(
        "an inserted table",
        b.package(f"<w:tbl>{b.row(b.cell(b.para(b.change('ins', 'a'))), properties=b.change('ins'))}</w:tbl>" + b.para("b")),
        ["a", "b"],
        ["b"],
        ["a", "b"],
    ),
    Odd(
        "an inserted content control around paragraphs",
        b.package(b.change("ins", b.control(b.para("a"))) + b.para("b")),
        ["a", "b"],
        ["b"],
        ["a", "b"],
    ),
    Odd(
        "a no-break hyphen in a deletion",
        b.package(b.para(b.run("a") + b.change("del", "<w:r><w:noBreakHyphen/></w:r>") + b.run("b"))),
        ["ab"],
        ["a-b"],
        ["a-b"],
    ),
    Odd(
        "three deleted marks in a row",
        b.package("".join(b.para(sign, b.mark("del")) for sign in "abc") + b.para("d") + b.para("e")),
        ["abcd", "e"],
        ["a", "b", "c", "d", "e"],
        ["a", "b", "c", "d", "e"],
    ),
    Odd(
        "numbering taken away as a tracked change",
        b.package(
            b.para("a", f'<w:pPrChange w:id="1"><w:pPr>{b.numbered(0)}</w:pPr></w:pPrChange>') + b.para("b", b.numbered(0)),
            numbering=b.lists(b.LEGAL),
        ),
        ["a", "1. b"],
        ["1. a", "2. b"],
    ),
    Odd("an inserted formula", b.package(b.para(b.run("a") + b.change("ins", math(letter("x"))))), ["ax"], ["a"]),
]

FORMATS = {
    "digits padded to two": ("decimalZero", (9, 10), ("09", "10")),
    "digits padded to three": (PADDED.format("001"), (9, 1000), ("009", "1000")),
    "digits padded to three, for a newer Word": (CHOICE, (9,), ("009",)),
    "Roman": ("lowerRoman", (4, 1999), ("iv", "mcmxcix")),
    "doubled letters": ("upperLetter", (26, 27, 53), ("Z", "AA", "AAA")),
    "ordinals": ("ordinal", (2, 12, 23), ("2nd", "12th", "23rd")),
    "cardinals in words": ("cardinalText", (21, 101), ("Twenty-one", "One hundred one")),
    "ordinals in words": ("ordinalText", (3, 40), ("Third", "Fortieth")),
    "hexadecimal digits": ("hex", (10, 255), ("A", "FF")),
    "note signs": ("chicago", (1, 4, 5), ("*", "§", "**")),
    "dashes": ("numberInDash", (3,), ("- 3 -",)),
    "Hebrew numerals": ("hebrew1", (1, 15, 16, 115, 999), ("א", "טו", "טז", "קטו", "תתקצט")),
    "the Hebrew alphabet": ("hebrew2", (11, 22, 23), ("כ", "ת", "אא")),
    "Chinese counting": ("chineseCounting", (10, 11, 25), ("十", "十一", "二十五")),
    "Chinese counting in thousands": ("chineseCountingThousand", (101, 110, 1001), ("一百零一", "一百一十", "一千零一")),
    "Chinese for deeds": ("chineseLegalSimplified", (10, 123), ("壹拾", "壹佰贰拾叁")),
    "Taiwanese for deeds": ("ideographLegalTraditional", (6, 20), ("陸", "貳拾")),
    "Taiwanese digits": ("taiwaneseDigital", (10, 12), ("一○", "一二")),
    "ideographs as digits": ("ideographDigital", (10, 21), ("一〇", "二一")),
    "heavenly stems": ("ideographTraditional", (1, 10, 11), ("甲", "癸", "11")),
    "earthly branches": ("ideographZodiac", (1, 12), ("子", "亥")),
    "the cycle of sixty": ("ideographZodiacTraditional", (1, 13, 60), ("甲子", "丙子", "癸亥")),
    "Japanese counting": ("japaneseCounting", (10, 11, 100), ("十", "十一", "百")),
    "Japanese for deeds": ("japaneseLegal", (1, 10, 23), ("壱", "壱拾", "弐拾参")),
    "katakana": ("aiueoFullWidth", (1, 46, 47), ("ア", "ン", "ア")),
    "narrow katakana": ("aiueo", (1, 5), ("ｱ", "ｵ")),
    "katakana of the poem": ("irohaFullWidth", (1, 3), ("イ", "ハ")),
    "wide digits": ("decimalFullWidth", (12,), ("１２",)),
    "digits in circles": ("decimalEnclosedCircle", (1, 20, 21), ("①", "⑳", "21")),
    "digits in brackets": ("decimalEnclosedParen", (3,), ("(3)",)),
    "Korean counting": ("koreanCounting", (10, 11, 20), ("십", "십일", "이십")),
    "Korean digits": ("koreanDigital", (10,), ("일영",)),
    "Korean words": ("koreanLegal", (1, 21), ("하나", "스물하나")),
    "Korean syllables": ("ganada", (1, 14, 15), ("가", "하", "가")),
    "Korean letters": ("chosung", (1, 3), ("ㄱ", "ㄷ")),
    "Russian letters": ("russianLower", (1, 10, 29, 30), ("а", "к", "я", "аа")),
    "Arabic letters": ("arabicAlpha", (1, 2), ("أ", "ب")),
    "Arabic letters in the old order": ("arabicAbjad", (2, 3), ("ب", "ج")),
    "Thai letters": ("thaiLetters", (1, 3), ("ก", "ค")),
    "Thai digits": ("thaiNumbers", (10,), ("๑๐",)),
    "Hindi digits": ("hindiNumbers", (12,), ("१२",)),
    "Vietnamese words": ("vietnameseCounting", (5, 15, 21), ("năm", "mười lăm", "hai mươi mốt")),
    "a format that nobody knows": ("klingon", (7,), ("7",)),
}
NUMBERS = [
    *(
        Odd(f"numbers: {name}", counted(form, "[%1]", starts), [f"[{number}] x" for number in shown])
        for name, (form, starts, shown) in FORMATS.items()
    ),
    Odd("a level text without a number", counted("decimal", "Note:", (1,)), ["Note: x"]),
    Odd(
        "words before and after the number",
        b.package(
            b.para("x", b.numbered(0)) + b.para("y", b.numbered(1)),
            numbering=b.lists(b.level(0, "upperRoman", "ARTICLE %1") + b.level(1, "decimal", "Section %1.%2)")),
        ),
        ["ARTICLE I x", "Section I.1) y"],
    ),
    Odd(
        "two lists of one definition count on",
        b.package("".join(b.para("x", b.numbered(0, which)) for which in (1, 2, 1)), numbering=b.lists(b.LEGAL)),
        ["1. x", "2. x", "3. x"],
    ),
    Odd(
        "a list with a level of its own",
        b.package(
            b.para("x", b.numbered(0, 2)),
            numbering=b.lists(
                b.LEGAL, override=f'<w:lvlOverride w:ilvl="0">{b.level(0, "upperLetter", "%1)")}</w:lvlOverride>'
            ),
        ),
        ["A) x"],
    ),
    Odd(
        "a number inherited over two styles",
        b.package(b.para("a", b.styled("H")) + b.para("b", b.styled("Child")), numbering=b.lists(b.LEGAL), styles=STYLED),
        ["1. a", "1.1 b"],
    ),
    Odd(
        "a style that takes the number away",
        b.package(b.para("a", b.styled("H")) + b.para("b", b.styled("Off")), numbering=b.lists(b.LEGAL), styles=STYLED),
        ["1. a", "b"],
    ),
    Odd(
        "numbers in table cells, row by row",
        b.package(
            "<w:tbl>" + "".join(b.row(*(b.cell(b.para("x", b.numbered(0))) for _ in TWO)) for _ in TWO) + "</w:tbl>",
            numbering=b.lists(b.LEGAL),
        ),
        ["1. x", "2. x", "3. x", "4. x"],
    ),
    Odd(
        "a level that is skipped",
        b.package(
            b.para("x", b.numbered(0)) + b.para("y", b.numbered(2)),
            numbering=b.lists(
                b.level(0, "decimal", "%1.") + b.level(1, "decimal", "%1.%2") + b.level(2, "decimal", "%1.%2.%3")
            ),
        ),
        ["1. x", "1.1.1 y"],
    ),
    Odd(
        "a hidden number",
        b.package(
            b.para("x", b.numbered(0)),
            numbering=b.lists(b.level(0, "decimal", "%1.").replace("</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>")),
        ),
        ["x"],
    ),
    Odd("a list that is not there", b.package(b.para("x", b.numbered(0, 99)), numbering=b.lists(b.LEGAL)), ["x"]),
    Odd("no numbering part at all", b.package(b.para("x", b.numbered(0))), ["x"]),
    Odd(
        "legal style keeps zeros and none",
        b.package(
            b.para("x", b.numbered(0)) + b.para("y", b.numbered(1)),
            numbering=b.lists(b.level(0, "decimalZero", "%1") + b.level(1, "lowerRoman", "%1.%2", "<w:isLgl/>")),
        ),
        ["01 x", "01.1 y"],
    ),
    Odd(
        "a start at zero",
        b.package(
            b.para("x", b.numbered(0)) + b.para("y", b.numbered(0)), numbering=b.lists(b.level(0, "decimal", "%1.", start=0))
        ),
        ["0. x", "1. y"],
    ),
    Odd(
        "a deleted numbered paragraph counts in the original alone",
        b.package(
            b.para(b.change("del", "a"), b.numbered(0) + b.mark("del")) + b.para("b", b.numbered(0)), numbering=b.lists(b.LEGAL)
        ),
        ["1. b"],
        ["1. a", "2. b"],
        ["1. a", "2. b"],
    ),
]

ODD: list[Odd] = [
    *(Odd(case.name, case.data, case.final, case.original, case.all) for case in b.CASES),
    *TEXT,
    *FIELDS,
    *BOXES,
    *HEADERS,
    *NOTES,
    *CHANGES,
    *NUMBERS,
]


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for number, odd in enumerate(ODD):
        stem = f"{number:03d}-{re.sub('[^a-z0-9]+', '-', odd.name.lower()).strip('-')}"
        (folder / f"{stem}.docx").write_bytes(odd.data)
        (folder / f"{stem}.expected.txt").write_text("\n".join(odd.final) + "\n", encoding="utf-8")
    print(f"{len(ODD)} files in {folder}")


if __name__ == "__main__":
    main()
