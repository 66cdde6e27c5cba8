"""The sample contracts: nothing of them is lost, and the kept script builds the committed files."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from clausecheck.document import View
from clausecheck.reading import read

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
FILES = sorted(SAMPLES.glob("*.docx"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STORIES = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml", "word/header", "word/footer")


def raw_words(path: Path, view: View) -> Counter[str]:
    """All words in the raw XML, paragraph by paragraph, read by another parser and with no knowledge of Word but w:t."""
    gone: set[str] = {"final": {W + "del"}, "original": {W + "ins"}, "all": set()}[view]
    texts: list[str] = []

    def walk(element: ElementTree.Element) -> None:
        if element.tag in (W + "t", W + "delText"):
            texts.append(element.text or "")
        before = ""
        for child in element:
            if child.tag not in gone:
                if (before, child.tag) == (W + "del", W + "ins"):
                    texts.append(" ")  # no version shows both
                walk(child)
            before = child.tag
        if element.tag == W + "p":
            texts.append("\n")

    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith(STORIES):
                walk(ElementTree.fromstring(archive.read(name)))
    return Counter("".join(texts).split())


@pytest.mark.parametrize("view", ["final", "original", "all"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_word_of_a_sample_is_lost(path: Path, view: View) -> None:
    document = read(path, view)
    assert Counter("\n".join(block.text for block in document.blocks).split()) == raw_words(path, view)
    assert (document.notes, document.warnings) == ((), ())


def members(data: bytes) -> dict[str, tuple[tuple[int, ...], str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: (info.date_time, hashlib.sha256(archive.read(info)).hexdigest()) for info in archive.infolist()}


def test_the_script_builds_the_committed_samples(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        subprocess.run([sys.executable, str(SAMPLES / "build.py"), str(tmp_path / folder)], check=True, cwd=tmp_path)
    built = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert built == [path.name for path in FILES]
    for path in FILES:
        first, second = ((tmp_path / folder / path.name).read_bytes() for folder in ("one", "two"))
        assert first == second, f"{path.name} is not built alike twice"
        assert members(first) == members(path.read_bytes()), f"{path.name} is not what samples/build.py builds; run it again"


def test_the_hikvision_clause_stands_as_it_was_quoted() -> None:
    document = read(SAMPLES / "hikvision-2019.docx")
    position = next(index for index, block in enumerate(document.blocks) if block.number == "7.3")
    heading, clause = document.blocks[position : position + 2]
    assert (heading.kind, heading.text) == ("heading", "COMPLIANCE WITH IMPORT AND EXPORT REGULATIONS")
    (mark,) = clause.marks
    assert clause.text[: mark.offset].endswith("(i) be resold to Target Countries’")
    (note,) = document.story(mark.note)
    assert (mark.label, note.number) == ("1", "1")
    quoted = f"{heading.text} {clause.text} [1]{note.text}"
    # the digest of the clause as quoted by its source, without its last line end
    assert hashlib.sha256(quoted.encode()).hexdigest() == "784b5db2379cbc054929d37ee3f863f977b384bc7a5023f6d0526ec487ddd111"
    source = "Quoted from Hikvision's terms and conditions as reported by IPVM on 2019-09-09"
    assert any(source in block.text for block in document.blocks)


def test_limbs_of_the_distributor_are_numbered_by_word() -> None:
    document = read(SAMPLES / "distributor-behind.docx")
    numbers = [block.number for block in document.blocks]
    start = numbers.index("11.2")
    assert numbers[start : start + 5] == ["11.2", "(a)", "(b)", "(c)", "11.3"]
    assert all(not block.text.startswith("(") for block in document.blocks)
    assert [block.number for block in document.blocks if "“Restricted Territories”" in block.text] == ["1.3"]
    assert any(block.kind == "cell" for block in document.blocks)


def test_the_second_version_holds_the_first_as_its_original() -> None:
    first, second = SAMPLES / "supply-v1.docx", SAMPLES / "supply-v2.docx"
    assert [block.shown for block in read(second, "original").blocks] == [block.shown for block in read(first).blocks]
    assert not any(block.revisions for block in read(first).blocks)
    final = read(second)
    changed = [block for block in final.blocks if block.revisions]
    assert {revision.author for block in changed for revision in block.revisions} == {"R. Vane"}
    assert all(revision.date.startswith("2026-03-") for block in changed for revision in block.revisions)
    text = "\n".join(block.shown for block in final.blocks)
    assert "7.3 Customer shall use the Goods for military end uses" in text
    assert "Entity List" not in text
    assert "any government end user in Cuba" in text
