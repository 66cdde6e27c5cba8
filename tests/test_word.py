"""Word files: the text that Word shows, in three views, with a home for every character; hostile files refused."""

from __future__ import annotations

import importlib.util
import io
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from clausecheck.document import Block, Document, Span, Unreadable, View
from clausecheck.word import read_docx
from clausecheck.word.numerals import numeral
from clausecheck.word.package import Package, element_at, parse_xml

_spec = importlib.util.spec_from_file_location("docx_builder", Path(__file__).with_name("docx_builder.py"))
assert _spec is not None
assert _spec.loader is not None
b = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(b)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
RELS = (
    f'<Relationships xmlns="{b.RELATIONSHIPS}">'
    f'<Relationship Id="a" Type="{b.OFFICE}/officeDocument" Target="{{}}"/></Relationships>'
)
VIEWS: tuple[View, ...] = ("final", "original", "all")


def shown(document: Document) -> list[str]:
    """The lines with note marks as {label}."""
    lines = []
    for block in document.blocks:
        text = block.text
        for mark in reversed(block.marks):
            text = f"{text[: mark.offset]}{{{mark.label}}}{text[mark.offset :]}"
        lines.append(f"{block.number} {text}" if block.number else text)
    return lines


def read(data: bytes, view: View = "final") -> Document:
    return read_docx(data, "odd.docx", view)


def case(name: str) -> bytes:
    return next(case.data for case in b.CASES if case.name == name)


@pytest.mark.parametrize("case", b.CASES, ids=[case.name for case in b.CASES])
@pytest.mark.parametrize("view", VIEWS)
def test_the_text_is_what_word_shows(case, view: View) -> None:
    expected = {"final": case.final, "original": case.original, "all": case.all}[view]
    assert shown(read(case.data, view)) == (case.final if expected is None else expected)


@pytest.mark.parametrize("case", b.CASES, ids=[case.name for case in b.CASES])
def test_every_character_has_a_home_that_shows_it(case) -> None:
    package = Package(case.data)
    signs = {"noBreakHyphen": "-", "tab": "\t", "br": "\n", "cr": "\n", "sym": "≥"}
    for view in VIEWS:
        for block in read(case.data, view).blocks:
            position = 0
            for home in block.homes:
                element = element_at(package.xml(home.part), home.element)
                name = element.tag.rsplit("}", 1)[-1]
                if name == "fldChar":  # a number that Word computes
                    assert home.span.start == position
                    position = home.span.end
                    continue
                assert home.span.of(block.text) == (element.text if name in ("t", "delText") else signs[name])
                assert home.span.start == position
                position = home.span.end
            assert position == len(block.text)


def revisions(block: Block) -> list[tuple[str, str]]:
    return [(revision.kind, revision.span.of(block.text)) for revision in block.revisions]


def test_tracked_changes_are_told_with_author_and_date() -> None:
    data = case("insertion and deletion in a paragraph")
    (block,) = read(data, "all").blocks
    assert revisions(block) == [("deletion", "not "), ("insertion", "promptly ")]
    assert {(revision.author, revision.date) for revision in block.revisions} == {("R. Vane", "2026-03-02T10:00:00Z")}
    assert revisions(read(data, "final").blocks[0]) == [("deletion", ""), ("insertion", "promptly ")]
    assert revisions(read(data, "original").blocks[0]) == [("deletion", "not "), ("insertion", "")]


def test_a_change_cut_into_runs_is_one_revision() -> None:
    (block,) = read(b.package(b.para(b.change("ins", "one ", 1) + b.change("ins", "two", 2)))).blocks
    assert revisions(block) == [("insertion", "one two")]


def struck(text: str) -> str:
    return b.change("del", text)


def put_in(text: str) -> str:
    return b.change("ins", text)


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        ([struck("Iran"), put_in("Cuba")], "Iran Cuba"),
        ([put_in("Cuba"), struck("Iran")], "Cuba Iran"),
        ([struck("Iran"), put_in("Cuba"), struck("Syria")], "Iran Cuba Syria"),
        ([b.change("moveFrom", "Iran"), b.change("moveTo", "Cuba")], "Iran Cuba"),
        ([put_in("Cuba"), b.change("ins", b.change("del", "<w:r><w:delText>Iran</w:delText></w:r>"))], "Cuba Iran"),
        ([b.run("re"), struck("-"), b.run("export")], "re-export"),
        ([b.run("direct"), put_in("ly")], "directly"),
        ([struck("Iran, "), put_in("Cuba")], "Iran, Cuba"),
        ([struck("Iran"), struck("ian")], "Iranian"),
    ],
)
def test_words_that_no_version_shows_together_are_kept_apart(pieces: list[str], shown: str) -> None:
    data = b.package(b.para("".join(pieces)))
    (block,) = read(data, "all").blocks
    assert block.text == shown
    assert "".join(one.span.of(block.text) for one in block.revisions).count(" ") == shown.count(", ")
    for view in ("final", "original"):
        assert " " not in "".join(one.text for one in read(data, view).blocks).replace(", ", "")


def test_moves_and_paragraph_marks_are_revisions() -> None:
    assert [revisions(block) for block in read(case("moved text"), "all").blocks] == [
        [("move-from", " two")],
        [("move-to", " two")],
    ]
    merged = read(case("a deleted paragraph mark merges with the next paragraph")).blocks[0]
    assert [(revision.kind, revision.span) for revision in merged.revisions] == [("deletion", Span(start=7, end=7))]


def test_a_tracked_row_covers_its_cells() -> None:
    by_text = {block.text: revisions(block) for block in read(case("inserted and deleted rows and cells"), "all").blocks}
    assert by_text == {
        "kept": [],
        "gone cell": [("deletion", "gone cell")],
        "new row": [("insertion", "new row")],
        "old row": [("deletion", "old row")],
    }


def test_notes_are_anchored_and_follow_the_body() -> None:
    document = read(case("footnotes are numbered by reference"))
    host, *notes = document.blocks
    assert [(mark.offset, mark.note, mark.label) for mark in host.marks] == [(16, "footnote:5", "1"), (20, "footnote:2", "2")]
    assert [(note.kind, note.story) for note in notes] == [
        ("note", "footnote:5"),
        ("note", "footnote:2"),
        ("note", "footnote:2"),
    ]
    assert [block.text for block in document.story("footnote:2")] == ["second note", "goes on"]


def test_a_reference_to_a_missing_note_is_told() -> None:
    document = read(b.package(b.para(b.run("a") + '<w:r><w:footnoteReference w:id="3"/></w:r>')))
    assert document.notes == ("unreadable-part",)
    assert document.warnings == ("1 note is referred to but not in the file",)


def test_cells_carry_table_row_and_column() -> None:
    rows = [block.row for block in read(case("a table, a nested table and a table after it")).blocks]
    assert rows == [(1, 0, 0), (2, 0, 0), (2, 0, 1), (2, 1, 0), (1, 0, 0), (1, 0, 1), (3, 0, 0), (3, 0, 1), (3, 1, 0)]
    spanned = b.row(b.cell(b.para("a"), '<w:gridSpan w:val="2"/>'), b.cell(b.para("b")))
    assert [block.row for block in read(b.package(f"<w:tbl>{spanned}</w:tbl>")).blocks] == [(1, 0, 0), (1, 0, 2)]


def test_headings_have_the_level_of_style_or_paragraph() -> None:
    data = b.package(
        b.para("article", b.styled("H"))
        + b.para("section", b.styled("S"))
        + b.para("built-in name", b.styled("P3"))
        + b.para("direct", '<w:outlineLvl w:val="4"/>')
        + b.para("body again", b.styled("H") + '<w:outlineLvl w:val="9"/>')
        + b.para("limb", b.numbered(2)),
        numbering=b.lists(b.LEGAL),
        styles=b.STYLES,
    )
    assert [(block.kind, block.level) for block in read(data).blocks] == [
        ("heading", 1), ("heading", 2), ("heading", 3), ("heading", 5), ("paragraph", 1), ("paragraph", 3),
    ]  # fmt: skip


def test_text_boxes_and_headers_are_stories_of_their_own() -> None:
    blocks = read(case("a text box once, behind its paragraph")).blocks
    assert [(block.kind, block.story) for block in blocks] == [
        ("paragraph", "body"),
        ("textbox", "textbox:1"),
        ("paragraph", "body"),
    ]
    blocks = read(case("header and footer once, behind the rest")).blocks
    assert [(block.kind, block.story) for block in blocks[2:]] == [("header", "header:header1"), ("header", "footer:footer1")]


@pytest.mark.parametrize(
    ("name", "warning"),
    [
        ("hidden text is left out", "3 stretches of hidden text were left out: “unseen”"),
        (
            "an unknown wrapper is read in place",
            "2 unknown elements with text in them were read in place; check them in Word: “b”",
        ),
        ("a comment is no text", "1 comment was not read as contract text"),
    ],
)
def test_what_is_left_out_is_told(name: str, warning: str) -> None:
    assert read(case(name)).warnings == (warning,)


def test_embedded_documents_and_computed_numbers_are_told() -> None:
    data = b.package(
        b.para("a")
        + '<w:altChunk r:id="x"/>'
        + b.para(b.char("begin") + "<w:r><w:instrText>LISTNUM</w:instrText></w:r>" + b.char("end") + b.run("b"), b.numbered(0)),
        numbering=b.lists(b.LEGAL),
    )
    document = read(data)
    assert document.notes == ("unreadable-part",)
    assert [warning.split()[1] for warning in document.warnings] == ["embedded", "number"]
    data = b.package(
        b.para('<mc:AlternateContent><mc:Choice Requires="new"><w:r><w:t>x</w:t></w:r></mc:Choice></mc:AlternateContent>')
    )
    assert read(data).warnings == ("1 piece of content that this reader does not understand was left out: “x”",)


def test_a_format_of_numbers_that_is_not_known_is_told() -> None:
    data = b.package(b.para("x", b.numbered(0)), numbering=b.lists(b.level(0, "hindiVowels", "%1.")))
    assert read(data).warnings == ("1 format of automatic numbers is not known here; its numbers are in digits: “hindiVowels”",)


def test_a_scan_is_image_only() -> None:
    picture = b.para("<w:r><w:drawing><a:blip/></w:drawing></w:r>")
    assert read(b.package(picture)).notes == ("image-only",)
    assert read(b.package(picture + b.para("text"))).notes == ()
    assert read(b.package(b.para(""))).notes == ()


def test_strict_namespaces_read_alike() -> None:
    transitional = b.package(b.para("x", b.numbered(0)), numbering=b.lists(b.LEGAL))
    with zipfile.ZipFile(io.BytesIO(transitional)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    pairs = {
        b.NAMESPACES["w"]: "http://purl.oclc.org/ooxml/wordprocessingml/main",
        b.NAMESPACES["r"]: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    for name, content in members.items():
        for old, new in pairs.items():
            content = content.replace(old.encode(), new.encode())
        members[name] = content
    assert b"purl.oclc.org" in members["word/document.xml"]
    assert shown(read(b.zipped(members))) == ["1. x"]


def test_the_main_part_is_the_one_that_the_package_names() -> None:
    rels = RELS.format("/other/main.xml")
    main = b.part("document", f"<w:body>{b.para('true')}</w:body>")
    assert shown(read(b.package(b.para("decoy"), raw={"_rels/.rels": rels, "other/main.xml": main}))) == ["true"]


def test_utf_16_parts_are_read() -> None:
    main = b.part("document", f"<w:body>{b.para('wide')}</w:body>").replace("UTF-8", "UTF-16").encode("utf-16")
    assert shown(read(b.package("", raw={"word/document.xml": main}))) == ["wide"]


def test_deep_nesting_is_refused_not_crashed() -> None:
    inner = b.para("deep")
    for _ in range(40):
        inner = f"<w:tbl>{b.row(b.cell(inner + b.para('x')))}</w:tbl>"
    assert "deep" in shown(read(b.package(inner)))
    with pytest.raises(Unreadable, match=r"deeply|well-formed"):
        read(b.package("<w:customXml>" * 1900 + b.para("deep") + "</w:customXml>" * 1900))


# ---------------------------------------------------------------- files that are refused


def duplicate() -> bytes:
    out = io.BytesIO(b.package(b.para("one")))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("Word\\Document.xml", b.part("document", f"<w:body>{b.para('two')}</w:body>"))
    return out.getvalue()


def encrypted_member() -> bytes:
    data = bytearray(b.package(b.para("secret")))
    start = data.find(b"PK\x01\x02")
    while start >= 0:
        (flags,) = struct.unpack_from("<H", data, start + 8)
        struct.pack_into("<H", data, start + 8, flags | 1)
        start = data.find(b"PK\x01\x02", start + 4)
    return bytes(data)


def bad_checksum() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(b.package(b.para("text")))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return out.getvalue().replace(b">text<", b">tent<")


def lying_size() -> bytes:
    """A member that unpacks to far more than the directory says."""
    data = bytearray(b.package(b.para("x"), raw={"word/document.xml": b.part("document", " " * 1_000_000)}))
    start = data.find(b"PK\x01\x02")
    while start >= 0:
        struct.pack_into("<I", data, start + 24, 100)
        start = data.find(b"PK\x01\x02", start + 4)
    return bytes(data)


def entity() -> str:
    main = b.part("document", f"<w:body>{b.para('pre &x; post')}</w:body>")
    return main.replace("<w:document", '<!DOCTYPE d [<!ENTITY x "lost">]><w:document', 1)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "empty"),
    "no zip": (lambda: b"This is a contract.", "not a zip"),
    "cut off": (lambda: b.package(b.para("text"))[:400], "cut off"),
    "encrypted": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "legacy": (lambda: OLE + "WordDocument".encode("utf-16-le"), "legacy .doc"),
    "other OLE": (lambda: OLE, "legacy .doc"),
    "PDF": (lambda: b"%PDF-1.7\n", "a PDF"),
    "RTF": (lambda: b"{\\rtf1 text}", "RTF"),
    "HTML": (lambda: b"\n<!DOCTYPE html><html>", "HTML"),
    "ODF": (lambda: b.zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "OpenDocument"),
    "workbook": (lambda: b.zipped({"xl/workbook.xml": "<workbook/>"}), "Excel"),
    "some zip": (lambda: b.zipped({"readme.txt": "hello"}), "no Word document"),
    "wrong root": (lambda: b.package("", raw={"word/document.xml": b.part("styles", "")}), "<styles>"),
    "no body": (lambda: b.package("", raw={"word/document.xml": b.part("document", "")}), "no body"),
    "missing main": (
        lambda: b.package("", raw={"_rels/.rels": RELS.format("gone.xml")}),
        "missing",
    ),
    "malformed": (lambda: b.package("", raw={"word/document.xml": "<w:document"}), "well-formed"),
    "malformed notes": (lambda: b.package(b.para("x"), footnotes="", raw={"word/footnotes.xml": "<a><b></a>"}), "well-formed"),
    "not UTF-8": (lambda: b.package("", raw={"word/document.xml": HEAD_LATIN}), "well-formed"),
    "DTD": (lambda: b.package("", raw={"word/document.xml": entity()}), "DTD"),
    "DTD in UTF-16": (
        lambda: b.package("", raw={"word/document.xml": entity().replace("UTF-8", "UTF-16").encode("utf-16")}), "DTD",
    ),
    "duplicate": (duplicate, "two members"),
    "encrypted member": (encrypted_member, "encrypted"),
    "checksum": (bad_checksum, "damaged"),
    "lying size": (lying_size, "damaged"),
}  # fmt: skip
HEAD_LATIN = b'<?xml version="1.0" encoding="UTF-8"?><a>\xe9</a>'


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_file_is_refused_in_one_line(name: str) -> None:
    make, words = REFUSED[name]
    with pytest.raises(Unreadable) as caught:
        read(make())
    assert words in caught.value.problem
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("member", ["word/document.xml", "word/media/image1.png"])
def test_a_bomb_is_refused_at_once(member: str) -> None:
    out = io.BytesIO(b.package(b.para("x")))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive, archive.open(member + ".big", "w") as bomb:
        for _ in range(65):
            bomb.write(bytes(2**20))
    started = time.perf_counter()
    with pytest.raises(Unreadable, match="64 MB"):
        read(out.getvalue())
    assert time.perf_counter() - started < 1


def test_many_large_members_are_refused_together() -> None:
    out = io.BytesIO(b.package(b.para("x")))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number in range(5):
            with archive.open(f"word/{number}.xml", "w") as part:
                for _ in range(60):
                    part.write(bytes(2**20))
    with pytest.raises(Unreadable, match="256 MB"):
        read(out.getvalue())


def test_xml_comments_do_not_cut_text() -> None:
    root = parse_xml(b"<t>not<!-- x --> to export</t>", "t.xml")
    assert root.text == "not to export"


@pytest.mark.parametrize(
    ("number", "style", "text"),
    [
        (1999, "lowerRoman", "mcmxcix"), (0, "upperRoman", "0"), (27, "lowerLetter", "aa"), (0, "lowerLetter", ""),
        (11, "ordinal", "11th"), (103, "ordinal", "103rd"), (45, "ordinalText", "Forty-fifth"),
        (120, "ordinalText", "One hundred twentieth"),
        (1204, "cardinalText", "One thousand two hundred four"), (6, "chicago", "††"), (3, "decimalEnclosedCircle", "③"),
        (12, "decimalFullWidth", "１２"), (12, "somethingElse", "12"), (10**9, "upperRoman", "1000000000"),
        (10**9, "upperLetter", "1000000000"),
    ],
)  # fmt: skip
def test_numerals(number: int, style: str, text: str) -> None:
    assert numeral(number, style) == text
