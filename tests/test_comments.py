"""Comments in Word files: on the exact words, wherever these stand, and without a word of the contract changed."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from docx_builder import NAMESPACES, box, cell, change, control, field, package, para, part, row, run

from clausecheck.cli import main
from clausecheck.document import Document
from clausecheck.reading import read
from clausecheck.word import Hand, Remark, Spot, Unwritable, read_docx, write

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
W = f"{{{NAMESPACES['w']}}}"
HAND = Hand(author="M. Ostrander", initials="MO", date="2026-11-24T00:00:00Z")
NOTE = '<w:r><w:footnoteReference w:id="5"/></w:r>'
FOOTNOTE = {"footnotes": f'<w:footnote w:id="5">{para("means Cuba, Iran and Syria")}</w:footnote>'}


def member(data: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return ElementTree.fromstring(archive.read(name))


def marked(data: bytes, part_name: str = "word/document.xml") -> dict[str, str]:
    """The words that each comment's marks enclose, struck ones left out, by another parser and a plain walk."""
    found: dict[str, str] = {}
    open_: set[str] = set()

    def walk(element: ElementTree.Element) -> None:
        if element.tag == W + "commentRangeStart":
            open_.add(element.attrib[W + "id"])
            found[element.attrib[W + "id"]] = ""
        elif element.tag == W + "commentRangeEnd":
            open_.discard(element.attrib[W + "id"])
        elif element.tag == W + "t":
            for name in open_:
                found[name] += element.text or ""
        for child in element:
            walk(child)

    walk(member(data, part_name))
    assert not open_
    return found


def spots(document: Document, words: str) -> tuple[Spot, Spot]:
    for index, block in enumerate(document.blocks):
        if words in block.text:
            at = block.text.index(words)
            return Spot(block=index, offset=at), Spot(block=index, offset=at + len(words))
    raise AssertionError(words)


def commented(data: bytes, *words: str) -> bytes:
    """The file with a comment on each of these words, all of them written, and not a word of it changed."""
    document = read_docx(data, "x.docx")
    remarks = [
        Remark(first=first, last=last, lines=("CC102 missing-territory", "is missing"))
        for first, last in (spots(document, one) for one in words)
    ]
    written = write(data, document, (), remarks, HAND)
    assert written.refused == ()
    for view in ("final", "original", "all"):
        before, after = read_docx(data, "x.docx", view), read_docx(written.data, "x.docx", view)
        assert [(one.story, one.shown) for one in after.blocks] == [(one.story, one.shown) for one in before.blocks]
        assert [one.marks for one in after.blocks] == [one.marks for one in before.blocks]
    return written.data


BODY, NOTES = "word/document.xml", "word/footnotes.xml"
LINK = f'<w:hyperlink w:anchor="a">{run("Iran or Syria")}</w:hyperlink>'
PLACES = {
    "in one run": (package(para("to Cuba, Iran or Syria")), "Iran", BODY),
    "over runs": (package(para(run("to Cu") + run("ba, Ir", "<w:b/>") + run("an"))), "Cuba, Iran", BODY),
    "in a table": (package(f"<w:tbl>{row(cell(para('x')), cell(para('to Iran or Syria')))}</w:tbl>"), "Iran", BODY),
    "in a footnote": (package(para(run("Target Countries") + NOTE), **FOOTNOTE), "Iran", NOTES),
    "in words put in": (package(para(run("to ") + change("ins", "Cuba or Iran"))), "Iran", BODY),
    "around struck words": (package(para(run("a Cuba ") + change("del", "and ") + run("or Iran"))), "Cuba or Iran", BODY),
    "in a link": (package(para(run("see ") + LINK)), "Iran", BODY),
    "in the result of a field": (package(para(run("section ") + field("REF a", run("7.3 or 7.4")))), "7.3", BODY),
    "in a control around paragraphs": (package(control(para("to Iran or Syria"))), "Iran", BODY),
    "beside a tab": (package(para("<w:r><w:t>a</w:t><w:tab/><w:t>Iran</w:t><w:br/><w:t>b</w:t></w:r>")), "Iran", BODY),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_comment_stands_on_the_exact_words(name: str) -> None:
    data, words, part_name = PLACES[name]
    assert list(marked(commented(data, words), part_name).values()) == [words]


@pytest.mark.parametrize(
    ("body", "words", "whole"),
    [
        (para(run("to ") + control(run("Iran or Syria"), "<w:text/>") + run(".")), "Iran", "Iran or Syria"),
        (para(run("to ") + f'<w:fldSimple w:instr=" REF a ">{run("Iran or Syria")}</w:fldSimple>'), "Iran", "Iran or Syria"),
    ],
    ids=["a control for plain text", "a simple field"],
)
def test_what_must_stay_whole_is_marked_whole(body: str, words: str, whole: str) -> None:
    assert list(marked(commented(package(body), words)).values()) == [whole]


def test_a_text_box_is_marked_at_its_drawing() -> None:
    data = commented(package(para(run("host") + box("to Iran"))), "Iran")
    root = member(data, "word/document.xml")
    paragraph = root.find(f"{W}body/{W}p")
    assert paragraph is not None
    assert [child.tag.removeprefix(W) for child in paragraph][1:] == ["r", "commentRangeStart", "r", "commentRangeEnd", "r"]


def test_comments_are_refused_in_headers() -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    data = package(para("a") + section, header1=para("about Iran"))
    document = read_docx(data, "x.docx")
    first, last = spots(document, "Iran")
    written = write(data, document, (), [Remark(first=first, last=last, lines=("x",))], HAND)
    assert [refusal.why for refusal in written.refused] == ["Word has no comments in headers and footers"]
    assert written.data == write(data, document, (), (), HAND).data


def test_comments_are_refused_on_words_in_no_paragraph() -> None:
    source = package(run("astray") + para("b"))
    document = read_docx(source, "c.docx")
    remark = Remark(first=Spot(block=0, offset=0), last=Spot(block=0, offset=6), lines=("x",))
    written = write(source, document, (), [remark], HAND)
    assert [refusal.why for refusal in written.refused] == ["it does not stand in a paragraph"]


def test_a_comment_may_go_over_paragraphs() -> None:
    data = package(para("to Cuba") + para("or to Iran"))
    remark = Remark(first=Spot(block=0, offset=3), last=Spot(block=1, offset=5), lines=("x",))
    written = write(data, read_docx(data, "x.docx"), (), [remark], HAND)
    assert list(marked(written.data).values()) == ["Cubaor to"]


def test_the_parts_that_comments_need_are_made() -> None:
    data = commented(package(para("to Iran or Syria")), "Iran", "Syria")
    held = docx.Document(io.BytesIO(data)).comments
    assert [(one.author, one.initials, one.text) for one in held] == [
        ("M. Ostrander", "MO", "CC102 missing-territory\nis missing")
    ] * 2
    types = member(data, "[Content_Types].xml")
    assert [one.attrib["PartName"] for one in types if "comments" in one.attrib.get("ContentType", "")] == [
        "/word/comments.xml"
    ]


def test_comments_that_are_there_stay() -> None:
    old = f'<w:comment w:id="7" w:author="R. Vane" w:initials="RV">{para("see me")}</w:comment>'
    marks = '<w:commentRangeStart w:id="7"/>{}<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
    data = package(para(marks.format(run("to Iran")) + run(" or Syria")), comments=old)
    types = {"[Content_Types].xml": types_with_comments(data)}
    new = commented(with_members(data, types), "Iran", "Syria")
    held = member(new, "word/comments.xml")
    assert [(one.attrib[W + "id"], one.attrib[W + "author"]) for one in held] == [
        ("7", "R. Vane"), ("8", "M. Ostrander"), ("9", "M. Ostrander"),
    ]  # fmt: skip
    assert marked(new) == {"7": "to Iran", "8": "Iran", "9": "Syria"}
    assert len(member(new, "word/_rels/document.xml.rels")) == 1
    assert len(member(new, "[Content_Types].xml")) == len(ElementTree.fromstring(types["[Content_Types].xml"]))


def types_with_comments(data: bytes) -> bytes:
    root = member(data, "[Content_Types].xml")
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    ElementTree.SubElement(root, root[0].tag.replace("Default", "Override"), PartName="/word/comments.xml", ContentType=kind)
    return ElementTree.tostring(root)


def with_members(data: bytes, members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            target.writestr(info, members.get(info.filename, source.read(info)))
    return out.getvalue()


def test_what_is_not_written_to_stays_byte_for_byte() -> None:
    data = (SAMPLES / "hikvision-2019.docx").read_bytes()
    new = commented(data, "Crimea region")
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(io.BytesIO(new)) as target:
        names = source.namelist()
        changed = {name for name in names if source.read(name) != target.read(name)}
        assert target.namelist()[: len(names)] == names
    assert changed <= {"word/footnotes.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert "word/footnotes.xml" in changed


def test_a_strict_file_is_not_written_to() -> None:
    strict = part("document", f"<w:body>{para('to Iran')}</w:body>").replace(
        NAMESPACES["w"], "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    data = package("", raw={"word/document.xml": strict})
    document = read_docx(data, "x.docx")
    with pytest.raises(Unwritable, match="Strict"):
        write(data, document, (), [Remark(first=Spot(block=0, offset=0), last=Spot(block=0, offset=2), lines=("x",))], HAND)


def test_xml_comments_and_processing_instructions_do_not_shift_places() -> None:
    body = f"<!-- one -->{para('first')}<?two three?><w:p><!-- four -->{run('to Iran')}</w:p>"
    data = package(body)
    new = commented(data, "Iran")
    assert list(marked(new).values()) == ["Iran"]
    with zipfile.ZipFile(io.BytesIO(new)) as archive:
        text = archive.read("word/document.xml")
    assert b"<!-- one -->" in text
    assert b"<?two three?>" in text


# ---------------------------------------------------------------- from findings


def test_every_finding_becomes_a_comment_with_code_message_and_law(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = tmp_path / "c.docx", tmp_path / "out.docx"
    shutil.copy(SAMPLES / "hikvision-2019.docx", source)
    by = ["--author", "A. Reader", "--initials", "AR", "--as-of", "2026-11-24"]
    code = main(["fix", str(source), "-o", str(out), "--comments-only", *by])
    shown = capsys.readouterr().out
    assert code == 1
    assert "0 mended" in shown
    held = list(docx.Document(str(out)).comments)
    assert len(held) == shown.count("comment only") > 20
    assert {(one.author, one.initials) for one in held} == {("A. Reader", "AR")}
    crimea = next(one.text for one in held if one.text.startswith("CC301") and "Crimea" in one.text)
    assert crimea.splitlines()[0] == "CC301 limited-bar (error, confidence high)"
    assert "barred only in part (“government buyers”)" in crimea
    assert "Law: " in crimea
    words = set(marked(out.read_bytes(), "word/footnotes.xml").values())
    assert {"currently", "Syria"} <= words
    assert {"government buyers", "surveillance"} <= set(marked(out.read_bytes()).values())
    for view in ("final", "original", "all"):
        assert [one.shown for one in read(out, view).blocks] == [one.shown for one in read(source, view).blocks]
