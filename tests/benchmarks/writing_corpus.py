"""Writes into every Word file of a folder and proves each: at random places, then by `fix`. Prints counts; fails nothing.

    python tests/benchmarks/writing_corpus.py FOLDER                # both, on every .docx, .docm, .dotx and .dotm in it
    python tests/benchmarks/writing_corpus.py FOLDER --only random  # words put in and struck, paragraphs, comments
    python tests/benchmarks/writing_corpus.py FOLDER --only fix     # as it is, and with a clause of our own put in
    python tests/benchmarks/writing_corpus.py FOLDER --kept DIR     # keeps source and result of each pair

What is proved: with all changes accepted the text is what was planned, with all rejected what it was; with ours alone taken
back it is what it was in every view; and the raw XML, read by a parser that knows nothing of the reader, has the same words
once our changes are rejected. A file that is not written to is counted with its reason, a difference and a crash by its name.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import random
import re
import sys
import time
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

from lxml import etree

from clausecheck.cli import main as command
from clausecheck.document import Document, Span, Unreadable
from clausecheck.mending.proof import disproved
from clausecheck.reading import WORD_SUFFIXES
from clausecheck.word import Addition, Edit, Hand, Insertion, Remark, Replacement, Spot, Unwritable, read_docx, write

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
HAND = Hand(author="clausecheck", initials="CC", date="2026-11-24T00:00:00Z")
PLACES = 30
"""The most places of one file that are written to."""
STORIES = ("document", "footnotes", "endnotes", "header", "footer")
CLAUSES = (
    "The Buyer shall not, directly or indirectly, sell, export or re-export the Products to Cuba, Iran or North Korea, or to "
    "any person on the Specially Designated Nationals and Blocked Persons List maintained by the Office of Foreign Assets "
    "Control or to any entity owned 50 percent or more by such a person.",
    "The Distributor shall not export the Goods to Crimea, or to any party on the Entity List or the Denied Persons List "
    "maintained by the Bureau of Industry and Security, or for any use in the development of nuclear or chemical weapons.",
    "Licensee must not transfer any Software to Syria and/or Cuba.",
)


# ---------------------------------------------------------------- the raw words of a file


def raw_words(data: bytes, *, ours: bool) -> list[str]:
    """All words of the story parts but for what others struck, with our changes accepted (`ours`) or rejected."""
    texts: list[str] = []

    def walk(element: ElementTree.Element, keeps: bool = False) -> None:
        keeps = element.get(SPACE, "preserve" if keeps else "") == "preserve"
        by_us = element.get(W + "author") == HAND.author and element.get(W + "date") == HAND.date
        if (element.tag == W + "ins" and by_us and not ours) or (element.tag == W + "del" and (not by_us or ours)):
            return
        if element.tag in (W + "t", W + "delText"):
            texts.append((element.text or "") if keeps else (element.text or "").strip(" \t\r\n"))  # as Word shows it
        for child in element:
            walk(child, keeps)
        mark = element.find(f"{W}pPr/{W}rPr/{W}ins") if element.tag == W + "p" else None
        if element.tag == W + "p" and (ours or mark is None or mark.get(W + "author") != HAND.author):
            texts.append("\n")

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if re.match(rf"(?i)/?word/(?:{'|'.join(STORIES)})\d*\.xml$", name)]
        for name in names:
            walk(ElementTree.fromstring(archive.read(name)))
    return "".join(texts).split()


def compared(source: bytes, written: bytes) -> str:
    """What is wrong with the zip or the raw words of a written file; "" where nothing is."""
    with zipfile.ZipFile(io.BytesIO(source)) as held, zipfile.ZipFile(io.BytesIO(written)) as archive:
        if broken := archive.testzip():
            return f"{broken} is damaged"
        if lost := set(held.namelist()) - set(archive.namelist()):
            return f"{lost} are missing"
        for name in archive.namelist():
            if name not in held.namelist() or archive.read(name) != held.read(name):
                etree.fromstring(archive.read(name), etree.XMLParser(huge_tree=True))
    before, after = raw_words(source, ours=False), raw_words(written, ours=False)
    return (
        ""
        if before == after
        else f"other words in the XML: {[*(Counter(before) - Counter(after))][:5]} {[*(Counter(after) - Counter(before))][:5]}"
    )


# ---------------------------------------------------------------- random places


def at_random(source: bytes, document: Document, chance: random.Random) -> tuple[str, str]:
    """("proved" | "refused" | "differs", what): edits and comments at random places of one file, and their proof."""
    edits, remarks = _drawn(document, chance)
    try:
        written = write(source, document, edits, remarks, HAND)
        refused = [one.what for one in written.refused]
        kept = tuple(edit for edit in edits if edit not in refused)
        if refused:  # what took no words is left out, and the rest is written again
            written = write(source, document, kept, tuple(one for one in remarks if one not in refused), HAND)
    except Unwritable as error:
        return "refused", str(error)
    if not kept:
        return "refused", "no place takes words" if edits else "it has no words"
    final = read_docx(written.data, document.path)
    problem = disproved(source, document, written, final, kept, HAND) or compared(source, written.data)
    KEPT.append((source, written.data))
    return ("differs", problem) if problem else ("proved", f"{len(kept)} edits")


KEPT: list[tuple[bytes, bytes]] = []


def _drawn(document: Document, chance: random.Random) -> tuple[list[Edit], list[Remark]]:
    shown = [index for index, block in enumerate(document.blocks) if block.homes]
    edits: list[Edit] = []
    remarks: list[Remark] = []
    for index in sorted(chance.sample(shown, min(PLACES, len(shown)))):
        text = document.blocks[index].text
        at = chance.randrange(len(text) + 1)
        start, end = sorted((chance.randrange(len(text)), chance.randrange(len(text) + 1)))
        struck = Span(start=start, end=max(end, start + 1))
        edits.append(
            chance.choice(
                (
                    Insertion(block=index, offset=at, text=" put in,"),
                    Insertion(block=index, offset=len(text), text=" at the end"),
                    Replacement(block=index, span=struck, text="in place"),
                    Addition(block=index, text="a paragraph of its own"),
                )
            )
        )
        if chance.random() < 0.7:
            first, last = Spot(block=index, offset=struck.start), Spot(block=index, offset=struck.end)
            remarks.append(Remark(first=first, last=last, lines=("CC101", "a comment"), changes=chance.random() < 0.5))
    return edits, remarks


# ---------------------------------------------------------------- fix


def injected(source: bytes, document: Document, chance: random.Random) -> bytes | None:
    """The file with a clause of our own at the end of the words of one of its paragraphs; None where none has words."""
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        parts = {home.part for block in document.blocks[:1] for home in block.homes} or {"word/document.xml"}
        main = next(iter(parts))
        if main not in archive.namelist():
            return None
        root = etree.fromstring(archive.read(main), etree.XMLParser(huge_tree=True, resolve_entities=False))
        gone = {W + "del", W + "moveFrom", W + "txbxContent"}
        shown = [one for one in root.iter(W + "t") if one.text and not any(above.tag in gone for above in one.iterancestors())]
        if not shown:
            return None
        chosen = chance.choice(shown)
        chosen.text = f"{chosen.text} {chance.choice(CLAUSES)}"
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for info in archive.infolist():
                held = archive.read(info)
                if info.filename == main:
                    held = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
                target.writestr(info.filename, held)
    return out.getvalue()


def fixed(source: bytes, folder: Path, suffix: str) -> tuple[str, str]:
    """("mended" | "comments" | "refused" | "differs", what): `fix` on one file by its command."""
    path, out = folder / f"source{suffix}", folder / f"result{suffix}"
    path.write_bytes(source)
    out.unlink(missing_ok=True)
    said, complaint = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complaint):
        code = command(["fix", str(path), "-o", str(out), "--as-of", "2026-11-24", "-q"])
    told = (complaint.getvalue() or said.getvalue()).strip().splitlines()
    last = told[-1].replace(str(path), "").replace(str(out), "").strip(" :") if told else ""
    if code == 2:
        return ("refused", last.removeprefix("clausecheck: ")) if not out.exists() else ("differs", "exit 2 with a file")
    if code not in (0, 1):
        return "differs", f"exit {code}"
    KEPT.append((source, out.read_bytes()))
    problem = compared(source, out.read_bytes())
    count = int((re.search(r"(\d+) mended", last) or ["", "0"])[1])
    return ("differs", problem) if problem else ("mended" if count else "comments", "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", choices=("random", "fix"))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--part", type=int, nargs=2, default=(0, 1), help="the files whose number is A modulo B")
    arguments = parser.parse_args()
    found = sorted(path for path in arguments.folder.rglob("*") if path.suffix.lower() in WORD_SUFFIXES and path.is_file())
    paths = list({hashlib.sha256(path.read_bytes()).digest(): path for path in found}.values())
    part, parts = arguments.part
    counts: dict[str, Counter[str]] = {"random places": Counter(), "fix as it is": Counter(), "fix, clause put in": Counter()}
    reasons: dict[str, Counter[str]] = {name: Counter() for name in counts}
    slowest: list[tuple[float, str]] = []
    scratch = Path(arguments.kept or ".").absolute()
    with contextlib.ExitStack() as stack:
        import tempfile

        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        for number, path in enumerate(paths):
            if number % parts != part:
                continue
            source, chance = path.read_bytes(), random.Random(f"{arguments.seed} {path.name}")
            try:
                document = read_docx(source, path.name)
            except Unreadable:
                for count in counts.values():
                    count["unreadable"] += 1
                continue
            jobs = []
            if arguments.only != "fix":
                jobs.append(("random places", lambda: at_random(source, document, chance)))  # noqa: B023
            if arguments.only != "random":
                jobs.append(("fix as it is", lambda: fixed(source, scratch, path.suffix)))  # noqa: B023
                more = injected(source, document, chance)
                if more is not None:
                    jobs.append(("fix, clause put in", lambda: fixed(more, scratch, path.suffix)))  # noqa: B023
            for name, job in jobs:
                begin = time.process_time()
                KEPT.clear()
                try:
                    outcome, what = job()
                except Exception as error:
                    outcome, what = "crashed", repr(error)[:160]
                slowest.append((time.process_time() - begin, f"{name} {path.name}"))
                counts[name][outcome] += 1
                if outcome in ("differs", "crashed"):
                    print(f"{name}: {path.name}: {outcome}: {what}", flush=True)
                elif outcome == "refused":
                    reasons[name][re.sub("'[^']*'", "'...'", what)] += 1
                if arguments.kept and KEPT:
                    arguments.kept.mkdir(exist_ok=True, parents=True)
                    stem = f"{number:05d}-{name.replace(' ', '-').replace(',', '')}"
                    for kind, data in zip(("before", "after"), KEPT[-1], strict=True):
                        (arguments.kept / f"{stem}.{kind}{path.suffix.lower()}").write_bytes(data)
    for name, count in counts.items():
        print(f"{name}: {dict(count)}")
        for reason, times in reasons[name].most_common(25):
            print(f"  {times} x {reason}")
    print("slowest:", *(f"{seconds:.1f} s {what};" for seconds, what in sorted(slowest, reverse=True)[:5]))


if __name__ == "__main__":
    sys.setrecursionlimit(10_000)
    main()
