"""Hostile Word files: one clear line or a document, in bounded time and memory, and nothing fetched from outside."""

from __future__ import annotations

import io
import os
import random
import re
import socket
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import docx_builder as b
import hostile_docx
import odd_docx
import pytest

from clausecheck.document import Document, Unreadable
from clausecheck.word import read_docx

SCALE = 0.02
SECONDS = 5
SLOW = os.environ.get("CLAUSECHECK_SLOW")
MEGABYTES = 1200


def outcome(data: bytes) -> Document | Unreadable:
    try:
        return read_docx(data, "hostile.docx")
    except Unreadable as error:
        return error


@pytest.mark.parametrize("name", hostile_docx.HOSTILE)
def test_a_hostile_file_is_refused_in_one_line_or_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make, words = hostile_docx.HOSTILE[name]
    data = make(SCALE)

    def no_network(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket, "socket", no_network)
    started = time.process_time()
    found = outcome(data)
    assert time.process_time() - started < SECONDS
    if isinstance(found, Unreadable):
        assert words
        assert re.search(words, found.problem)
        assert found.remedy
        assert "\n" not in str(found)
    else:
        assert words == hostile_docx.READ or words.endswith("|")
        assert "root:" not in "".join(block.text for block in found.blocks)


def test_labels_notes_and_changes_are_kept_small() -> None:
    grown = outcome(hostile_docx.labels(20))
    assert isinstance(grown, Document)
    assert {len(block.number) for block in grown.blocks} == {255}
    changed = outcome(hostile_docx.main_part(hostile_docx.authors(200, 3)))
    assert isinstance(changed, Document)
    assert {len(block.revisions) for block in changed.blocks} == {8}


def test_every_cut_of_a_file_is_refused() -> None:
    data = b.package(b.para("text") * 20, styles=b.STYLES, numbering=b.lists(b.LEGAL))
    for end in range(0, len(data) - 1, max(1, len(data) // 60)):
        assert isinstance(outcome(data[:end]), Unreadable), end


@pytest.mark.parametrize("seed", range(20))
def test_flipped_bytes_end_in_a_document_or_a_refusal(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(15):
        data = bytearray(dice.choice(odd_docx.ODD).data)
        for _ in range(dice.randrange(1, 6)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        assert isinstance(outcome(bytes(data)), Document | Unreadable)


@pytest.mark.parametrize("seed", range(20))
def test_xml_with_parts_moved_about_ends_in_a_document_or_a_refusal(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(15):
        with zipfile.ZipFile(io.BytesIO(dice.choice(odd_docx.ODD).data)) as archive:
            members: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
        name = dice.choice([name for name in members if name.startswith("word/") and name.endswith(".xml")])
        text = bytes(members[name]).decode()
        tags = re.findall(r"<(/?)(w:\w+)([^<>]*?)(/?)>", text)
        for _ in range(dice.randrange(1, 5)):
            wanted, other = dice.choice(tags)[1], dice.choice(tags)[1]
            text = re.sub(rf"(</?){wanted}\b", rf"\1{other}", text)
        if dice.random() < 0.3:
            text = re.sub(r'w:val="[^"]*"', lambda _: f'w:val="{dice.choice(("", "-1", "99999999999", "x", "0"))}"', text)
        members[name] = text
        assert isinstance(outcome(b.zipped(members)), Document | Unreadable)


@pytest.mark.skipif(not SLOW or sys.platform != "linux", reason="set CLAUSECHECK_SLOW=1 (takes minutes)")
def test_the_largest_hostile_files_stay_within_bounds() -> None:
    script = Path(hostile_docx.__file__)
    done = subprocess.run([sys.executable, str(script), "--scale", "1"], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert len(lines) == len(hostile_docx.HOSTILE)
    for line in lines:
        measured = re.match(r"\s*[\d.]+ s\s+([\d.]+) x\s+(\d+) MB", line)
        assert measured is not None, line
        yards, memory = measured.groups()
        assert float(yards) < hostile_docx.TIME_LIMIT, line
        assert int(memory) < MEGABYTES, line
