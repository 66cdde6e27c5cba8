"""How long and how much memory it takes to read a long Word file, against the floor: unzipping and parsing the same parts.

    python tests/benchmarks/word.py                  # a contract of 500 pages, made here
    python tests/benchmarks/word.py --pages 100      # a shorter one
    python tests/benchmarks/word.py contract.docx    # a file of your own

Fails nothing. Each reader runs in processes of its own: processor seconds (the best of several runs) and the peak memory that
reading adds to the process, each also as a multiple of the floor's. python-docx, docx2python and mammoth stand beside it where
they are installed. Milliseconds depend on the machine, ratios hardly do. Linux only.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import json
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import docx_builder as b

PARTS = ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml", "word/header1.xml")
WORDS_A_PAGE = 450
FONT = '<w:rFonts w:ascii="Garamond" w:hAnsi="Garamond" w:cs="Garamond"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
BOLD = FONT.replace("<w:sz ", "<w:b/><w:bCs/><w:sz ")
VOCABULARY = (
    "the Buyer Seller shall not export re-export transfer or divert any Products Technology to in a territory person end use "
    "list law of and under this Agreement as amended from time directly indirectly without prior written consent license "
    "required by government authority subject sanctions owned controlled percent more which that notice within ten days"
)


def contract(pages: int) -> bytes:
    """A contract of about `pages` pages as Word writes it: numbered clauses, formatted runs, changes, notes, tables, fields."""
    dice = random.Random(7)
    notes: list[str] = []
    blocks: list[str] = []
    vocabulary = VOCABULARY.split(" ")

    def words(count: int) -> str:
        return " ".join(dice.choice(vocabulary) for _ in range(count)) + " "

    def run(text: str, properties: str = FONT, tag: str = "t") -> str:
        return (
            f'<w:r w:rsidR="00{dice.randrange(10**6):06d}" w:rsidRPr="00A41B2C"><w:rPr>{properties}</w:rPr>'
            f'<w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'
        )

    def paragraph(depth: int | None, length: int) -> str:
        pieces = []
        for _ in range(max(1, length // 12)):
            pieces.append(run(words(12), BOLD if dice.random() < 0.1 else FONT))
            chance = dice.random()
            if chance < 0.04:
                pieces.append(b.change("ins", run(words(3)), dice.randrange(10**6)))
            elif chance < 0.08:
                pieces.append(b.change("del", run(words(3), tag="delText"), dice.randrange(10**6)))
            elif chance < 0.10:
                notes.append(words(15))
                pieces.append(
                    f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{len(notes)}"/></w:r>'
                )
            elif chance < 0.13:
                pieces.append(b.field(" REF _Ref1 \\r \\h ", run("7.3")))
            elif chance < 0.2:
                pieces.append(
                    '<w:bookmarkStart w:id="5" w:name="_Ref5"/><w:proofErr w:type="spellStart"/><w:bookmarkEnd w:id="5"/>'
                )
        spacing = '<w:spacing w:before="120" w:after="120" w:line="276" w:lineRule="auto"/><w:jc w:val="both"/>'
        return b.para("".join(pieces), (b.numbered(depth) if depth is not None else "") + spacing)

    left = pages * WORDS_A_PAGE
    while left > 0:
        blocks.append(b.para(run("Export Control", BOLD), b.styled("H")))
        for _ in range(dice.randrange(5, 12)):
            length = dice.randrange(20, 120)
            blocks.append(paragraph(dice.choice((1, 1, 2, 2, 3, None)), length))
            left -= length
        if dice.random() < 0.15:
            rows = "".join(b.row(*(b.cell(b.para(run(words(5)))) for _ in range(3))) for _ in range(8))
            blocks.append(f"<w:tbl>{rows}</w:tbl>")
            left -= 120
    held = "".join(f'<w:footnote w:id="{number}">{b.para(run(text))}</w:footnote>' for number, text in enumerate(notes, 1))
    styles = b.STYLES + "".join(
        f'<w:style w:type="paragraph" w:styleId="X{number}"><w:name w:val="x {number}"/><w:basedOn w:val="Normal"/></w:style>'
        for number in range(300)
    )
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    return b.package(
        "".join(blocks) + section, styles=styles, numbering=b.lists(b.LEGAL), footnotes=held, header1=b.para("Confidential")
    )


def floor(path: Path) -> int:
    """Unzip and parse the parts that a reader of all text needs."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        roots = [etree.fromstring(archive.read(name)) for name in PARTS if name in archive.namelist()]
    return len(roots)


def clausecheck(path: Path) -> int:
    from clausecheck.word import read_docx

    return len(read_docx(path.read_bytes(), str(path)).blocks)


def python_docx(path: Path) -> int:
    import docx

    document = docx.Document(str(path))
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return len(texts)


def docx2python(path: Path) -> int:
    from docx2python import docx2python as read

    with read(path) as content:
        return len(content.text)


def mammoth(path: Path) -> int:
    from mammoth import extract_raw_text

    with path.open("rb") as file:
        return len(extract_raw_text(file).value)


READERS: dict[str, tuple[str, Callable[[Path], int]]] = {
    "floor": ("lxml", floor),
    "clausecheck": ("clausecheck", clausecheck),
    "python-docx": ("docx", python_docx),
    "docx2python": ("docx2python", docx2python),
    "mammoth": ("mammoth", mammoth),
}


def _status(field: str) -> int:
    """A figure of this process in KiB, as the system tells it."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(field):
            return int(line.split()[1])
    return 0


def _once(name: str, path: Path) -> None:
    """In a process of its own: read once, print seconds and the memory that reading added at its peak."""
    tiny = path.with_name("tiny.docx")
    read = READERS[name][1]
    read(tiny)  # imports and tables of one time
    before = _status("VmRSS")
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak counts from here
    started = time.process_time()
    read(path)
    seconds = time.process_time() - started
    print(json.dumps([seconds, (_status("VmHWM") - before) / 1024]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--once", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.once:
        _once(arguments.once, arguments.file)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "contract.docx")
        path.write_bytes(arguments.file.read_bytes() if arguments.file else contract(arguments.pages))
        Path(folder, "tiny.docx").write_bytes(contract(1))
        with zipfile.ZipFile(path) as archive:
            size = sum(archive.getinfo(name).file_size for name in PARTS if name in archive.namelist())
        print(f"{path.stat().st_size / 2**20:.1f} MB zipped, {size / 2**20:.1f} MB of XML")
        base: list[float] = []
        for name, (module, _) in READERS.items():
            if importlib.util.find_spec(module) is None:
                print(f"{name:12} not installed")
                continue
            runs = []
            for _ in range(arguments.runs):
                command = [sys.executable, __file__, str(path), "--once", name]
                done = subprocess.run(command, capture_output=True, text=True, check=False)
                if done.returncode:
                    print(f"{name:12} failed: {done.stderr.strip().splitlines()[-1:]}")
                    break
                runs.append(json.loads(done.stdout))
            if runs:
                seconds, memory = min(run[0] for run in runs), min(run[1] for run in runs)
                base = base or [seconds, memory]
                print(f"{name:12} {seconds:6.2f} s {seconds / base[0]:6.1f} x {memory:7.0f} MB {memory / base[1]:6.2f} x")


if __name__ == "__main__":
    main()
