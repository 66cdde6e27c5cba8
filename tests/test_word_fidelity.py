"""Odd Word files, one feature a file: the text is what Word shows, each character has its place, what is left out is said."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import docx_builder as b
import odd_docx
import pytest

from clausecheck.document import Document, View
from clausecheck.word import read_docx, stream
from clausecheck.word.package import Package, element_at, parse_for_writing

VIEWS: tuple[View, ...] = ("final", "original", "all")
by_name = pytest.mark.parametrize("odd", odd_docx.ODD, ids=[odd.name for odd in odd_docx.ODD])


def shown(document: Document) -> list[str]:
    """The lines with note marks as {label}."""
    lines = []
    for block in document.blocks:
        text = block.text
        for mark in reversed(block.marks):
            text = f"{text[: mark.offset]}{{{mark.label}}}{text[mark.offset :]}"
        lines.append(f"{block.number} {text}" if block.number else text)
    return lines


def test_there_are_enough_odd_files_each_with_its_own_name() -> None:
    assert len(odd_docx.ODD) >= 120
    assert [name for name, count in Counter(odd.name for odd in odd_docx.ODD).items() if count > 1] == []


@by_name
def test_each_view_shows_what_word_shows(odd: odd_docx.Odd) -> None:
    expected = {"final": odd.final, "original": odd.original, "all": odd.all}
    for view in VIEWS:
        lines = expected[view]
        assert shown(read_docx(odd.data, "odd.docx", view)) == (odd.final if lines is None else lines), view


@pytest.mark.parametrize("odd", odd_docx.TEXT + odd_docx.FIELDS + odd_docx.HEADERS, ids=lambda odd: odd.name)
def test_what_is_left_out_is_said_and_nothing_else(odd: odd_docx.Odd) -> None:
    warnings = read_docx(odd.data, "odd.docx").warnings
    assert len(warnings) == len(odd.said), warnings
    assert all(warning.startswith(said) for warning, said in zip(warnings, odd.said, strict=True)), warnings


@by_name
def test_every_character_maps_to_its_element_and_offset(odd: odd_docx.Odd) -> None:
    package = Package(odd.data)
    for view in VIEWS:
        for block in read_docx(odd.data, "odd.docx", view).blocks:
            position = 0
            for home in block.homes:
                element = element_at(parse_for_writing(package.read(home.part), home.part), home.element)
                words = home.span.of(block.text)
                if home.span.start > position:  # what keeps a struck word and the one in its place apart
                    assert view == "all"
                    assert block.text[position : home.span.start] == " "
                    assert position not in {at for one in block.revisions for at in range(one.span.start, one.span.end)}
                    position += 1
                assert home.span.start == position
                if element.tag.rsplit("}", 1)[-1] in ("t", "delText", "instrText"):
                    held = (element.text or "") + "".join(inner.tail or "" for inner in element)
                    assert held.replace("\n", " ")[home.offset :].startswith(words)
                else:
                    assert len(words) == 1 or element.get(f"{{{b.NAMESPACES['w']}}}fldCharType")
                position = home.span.end
            assert position == len(block.text)


@pytest.mark.parametrize("chunk", [1, 7, 300])
def test_a_file_reads_alike_however_it_arrives(chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    odds = odd_docx.ODD[:: 1 if chunk > 1 else 9]
    whole = [read_docx(odd.data, "odd.docx", "all") for odd in odds]
    monkeypatch.setattr(stream, "_CHUNK", chunk)
    assert [read_docx(odd.data, "odd.docx", "all") for odd in odds] == whole


def test_a_long_file_is_read_to_its_end() -> None:
    table = f"<w:tbl>{b.row(b.cell(b.para('in a cell ' * 9000)), b.cell(b.para('b')))}</w:tbl>"
    data = b.package("".join(b.para(f"paragraph {number}") for number in range(3000)) + table + b.para("the end"))
    package, blocks = Package(data), read_docx(data, "long.docx").blocks
    assert [block.text for block in blocks[:3000]] == [f"paragraph {number}" for number in range(3000)]
    assert [block.text[-9:] for block in blocks[3000:]] == ["n a cell ", "b", "the end"]
    root = package.xml("word/document.xml")
    for block in (*blocks[::250], *blocks[-2:]):
        assert element_at(root, block.homes[0].element).text == block.text


# ---------------------------------------------------------------- nothing lost, nothing twice, whatever is put into what


def scattered(dice: random.Random) -> tuple[bytes, list[str]]:
    """A file with markers at places that nest at random, and the markers."""
    markers: list[str] = []
    notes: list[str] = []

    def marker() -> str:
        markers.append(f"m{len(markers)}x")
        return markers[-1]

    def inline(depth: int) -> str:
        kind = dice.randrange(12) if depth else 0
        inner = "".join(inline(depth - 1) for _ in range(dice.randrange(1, 3))) if kind else ""
        match kind:
            case 1:
                return b.change("ins", inner)
            case 2:
                return f'<w:hyperlink r:id="x">{inner}</w:hyperlink>'
            case 3:
                return b.control(inner)
            case 4:
                return b.field("REF x", inner)
            case 5:
                return f'<w:fldSimple w:instr="PAGE">{inner}</w:fldSimple>'
            case 6:
                return f"<w:smartTag>{inner}</w:smartTag>"
            case 7:
                return b.change("moveTo", inner)
            case 8:
                return odd_docx.vml(b.para(inner))
            case 9:
                return b.change("del", b.run(marker(), tag="delText"))
            case 10:
                notes.append(inner)
                return inner if depth < 2 else f"{b.run(marker())}{odd_docx.note('footnote', len(notes))}"
            case 11:
                chosen = f"<mc:Choice Requires='wps'>{inner}</mc:Choice><mc:Fallback>{b.run('twice')}</mc:Fallback>"
                return f"<mc:AlternateContent>{chosen}</mc:AlternateContent>"
        return b.run(marker())

    def block(depth: int) -> str:
        match dice.randrange(6) if depth else 0:
            case 1:
                return f"<w:tbl>{''.join(b.row(*(b.cell(block(depth - 1)) for _ in range(2))) for _ in range(2))}</w:tbl>"
            case 2:
                return b.control(block(depth - 1))
            case 3:
                return f"<w:customXml>{block(depth - 1)}</w:customXml>"
            case 4:
                return b.para(inline(3), b.mark(dice.choice(("ins", "del"))))
        return b.para(inline(3), b.numbered(dice.randrange(4)))

    body = "".join(block(3) for _ in range(4))
    held = "".join(f'<w:footnote w:id="{number}">{b.para(inner)}</w:footnote>' for number, inner in enumerate(notes, 1))
    return b.package(body, footnotes=held, numbering=b.lists(b.LEGAL)), markers


@pytest.mark.parametrize("seed", range(60))
def test_every_marker_is_read_once(seed: int) -> None:
    data, markers = scattered(random.Random(seed))
    text = "\n".join(block.text for block in read_docx(data, "x.docx", "all").blocks)
    found = Counter(re.findall(r"m\d+x", text))
    referred = set(markers) & set(found)
    assert set(found.values()) <= {1}
    assert "twice" not in text
    written = data_markers(data)
    assert set(markers) - referred == set(markers) - written


def data_markers(data: bytes) -> set[str]:
    """The markers that stand in the body or in a note that something refers to, however deep."""
    package = Package(data)
    body = parse_for_writing(package.read("word/document.xml"), "x")
    notes = parse_for_writing(package.read("word/footnotes.xml"), "x")
    w = f"{{{b.NAMESPACES['w']}}}"
    held = {note.get(w + "id"): note for note in notes}
    todo, done, found = [body], set(), set()
    while todo:
        root = todo.pop()
        found |= set(re.findall(r"m\d+x", "".join(root.itertext())))
        for reference in root.iter(w + "footnoteReference"):
            name = reference.get(w + "id")
            if name not in done:
                done.add(name)
                todo.append(held[name])
    return found


# ---------------------------------------------------------------- beside LibreOffice, when asked for

OTHERWISE = {
    "numbers: Japanese for deeds", "numbers: Japanese counting", "numbers: Taiwanese digits", "numbers: ideographs as digits",
    "numbers: the cycle of sixty", "numbers: hexadecimal digits", "numbers: dashes", "numbers: digits in brackets",
    "numbers: Thai digits", "numbers: Hindi digits", "numbers: Vietnamese words", "numbers: Russian letters",
    "numbers: digits in circles", "numbers: wide digits",
    "legal style keeps zeros and none", "a hidden number", "a deleted numbered paragraph counts in the original alone",
}  # fmt: skip
"""Formats that LibreOffice 7.4 has not or counts otherwise than ISO/IEC 29500, views that its plain text does not have."""


@pytest.mark.skipif(
    not os.environ.get("CLAUSECHECK_LIBREOFFICE") or not shutil.which("soffice"),
    reason="set CLAUSECHECK_LIBREOFFICE=1 where soffice is installed",
)
def test_numbers_are_those_of_libreoffice(tmp_path: Path) -> None:
    odds = [odd for odd in odd_docx.NUMBERS if odd.name not in OTHERWISE]
    for number, odd in enumerate(odds):
        (tmp_path / f"{number}.docx").write_bytes(odd.data)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += [
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        str(tmp_path),
        *map(str, sorted(tmp_path.glob("*.docx"))),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    wrong = {}
    for number, odd in enumerate(odds):
        lines = [" ".join(line.split()) for line in (tmp_path / f"{number}.txt").read_text("utf-8-sig").splitlines()]
        if lines != [" ".join(line.split()) for line in odd.final]:
            wrong[odd.name] = (lines, odd.final)
    assert wrong == {}
