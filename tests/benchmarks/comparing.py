"""How long two long contracts take to compare, and how much of that is reading: ``comparing.py [PAGES]`` (300). Fails nothing.

The second contract is the first with its export clauses edited. Prints milliseconds for reading, parsing and comparing, and the
ratio of the whole to reading alone; milliseconds depend on the machine, the ratio hardly does.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

from clause_maker import AS_OF, KNOWLEDGE
from long_contract import made

from clausecheck import comparison, reading, run
from clausecheck.document import Document

_EDITS = (("North Korea", "Belarus"), ("Denied Persons List", "Entity List"), ("50%", "75%"))


def edited(document: Document) -> Document:
    """The contract with its export clauses changed."""
    blocks = []
    for block in document.blocks:
        text = block.text
        for old, new in _EDITS:
            text = text.replace(old, new)
        blocks.append(replace(block, text=text))
    return replace(document, blocks=tuple(blocks), sha256="")


def main(pages: int) -> None:
    """Read, parse and compare once, with the grammars warm."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "old.docx"
        path.write_bytes(made(pages))
        run.parse(Document(path="x", sha256="", blocks=()), AS_OF)
        start = time.perf_counter()
        document = reading.read(path)
        read = time.perf_counter() - start
        other = edited(document)
        start = time.perf_counter()
        before, after = run.parse(document, AS_OF), run.parse(other, AS_OF)
        parsed = time.perf_counter() - start
        start = time.perf_counter()
        changes = comparison.compare(before, after, KNOWLEDGE)
        compared = time.perf_counter() - start
    whole = 2 * read + parsed + compared
    print(f"{pages} pages, {len(before)} and {len(after)} export clauses, {len(changes)} changes")
    print(f"reading 2 x {read * 1000:.0f} ms, clauses {parsed * 1000:.0f} ms, comparing {compared * 1000:.0f} ms")
    print(f"together {whole:.2f} s; {whole / (2 * read):.2f} times reading alone")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
