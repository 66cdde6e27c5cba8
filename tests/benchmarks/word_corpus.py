"""How faithfully a folder of Word files is read, beside LibreOffice as the reference. Prints figures; fails nothing.

    python tests/benchmarks/word_corpus.py FOLDER            # every .docx, .docm, .dotx and .dotm beneath it
    python tests/benchmarks/word_corpus.py FOLDER --show 20  # and the files that differ most

Needs `soffice` on the path. Words are runs of two letters or more, counted in the whole file; a header that LibreOffice repeats
in each page style counts once. "Told" are words that the reader left out and said so (hidden text, headers that no page shows).
Numbers are compared on body paragraphs that both show with the same text, in files without tracked changes. The test documents
of other office programs and readers, which their source packages hold, make a good folder.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

from lxml import etree

from clausecheck.document import Document, Unreadable
from clausecheck.reading import WORD_SUFFIXES
from clausecheck.word import paragraph, read_docx

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
UNREAD = {TEXT + name for name in ("tracked-changes", "note-citation", "ruby-text", "sequence-decls", "bibliography-mark")} | {
    OFFICE + "annotation", OFFICE + "forms", SVG + "desc", SVG + "title",
}  # fmt: skip
WORD = re.compile(r"[^\W\d_]{2,}")
BATCH, PATIENCE = 25, 90


def convert(files: list[Path], form: str, folder: Path) -> None:
    """Convert files named by number; one that stops LibreOffice is left out."""

    def run(batch: list[Path]) -> None:
        command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", form]
        command += ["--outdir", str(folder), *map(str, batch)]
        try:
            subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
        except subprocess.TimeoutExpired:
            return

    suffix = form.split(":")[0]
    for start in range(0, len(files), BATCH):
        batch = files[start : start + BATCH]
        run(batch)
        for file in batch:
            if not (folder / f"{file.stem}.{suffix}").exists():
                run([file])


def reference(path: Path) -> str:
    """All text of an OpenDocument file, each header once."""
    pieces: list[str] = []

    def walk(element: etree._Element) -> None:
        if not isinstance(element.tag, str) or element.tag in UNREAD:
            return
        if element.tag in (TEXT + "s", TEXT + "tab", TEXT + "line-break"):
            pieces.append(" ")
        pieces.append(element.text or "")
        for inner in element:
            walk(inner)
            pieces.append(inner.tail or "")
        if element.tag in (TEXT + "p", TEXT + "h"):
            pieces.append("\n")

    parser = etree.XMLParser(huge_tree=True)
    with zipfile.ZipFile(path) as archive:
        walk(etree.fromstring(archive.read("content.xml"), parser).find(OFFICE + "body"))
        text, seen = "".join(pieces), set()
        for page in etree.fromstring(archive.read("styles.xml"), parser).iterfind(f"{OFFICE}master-styles/*"):
            for header in page:
                pieces.clear()
                walk(header)
                words = " ".join("".join(pieces).split())
                if words not in seen:
                    seen.add(words)
                    text += "\n" + words
    return text


def counted(text: str) -> Counter[str]:
    return Counter(WORD.findall(text.replace("\u00ad", "")))


def own(document: Document) -> str:
    stories: dict[str, str] = {}
    for block in document.blocks:
        stories[block.story] = f"{stories.get(block.story, '')}\n{block.text}"
    headers = {" ".join(text.split()) for story, text in stories.items() if story.startswith(("header", "footer"))}
    return "\n".join([text for story, text in stories.items() if not story.startswith(("header", "footer"))] + sorted(headers))


def numbers(document: Document, lines: list[str]) -> list[tuple[str, str, str]]:
    """(ours, theirs, text) of each paragraph that either of both numbers with a letter or digit."""
    found, position = [], 0
    for block in document.blocks:
        text = " ".join(block.text.split())
        if block.story != "body" or "\n" in block.text or not text:
            continue
        for index in range(position, min(len(lines), position + 60)):
            if lines[index] == text or lines[index].endswith(" " + text):
                theirs, ours = lines[index][: len(lines[index]) - len(text)].strip(), " ".join(block.number.split())
                position = index + 1
                if re.search(r"\w", ours + theirs) and ours != "o":  # "o" is a bullet that LibreOffice draws
                    found.append((ours, theirs, text[:30]))
                break
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=0)
    arguments = parser.parse_args()
    told: list[str] = []
    count = paragraph.Tally.count

    def telling(tally: paragraph.Tally, kind: str, sample: str = "", size: int = 1) -> None:
        told.append(sample)
        count(tally, kind, sample, size)

    paragraph.Tally.count = telling  # type: ignore[method-assign]
    paths = sorted(path for path in arguments.folder.rglob("*") if path.suffix.lower() in WORD_SUFFIXES and path.is_file())
    refused, crashed, totals, differing = Counter[str](), [], Counter[str](), []
    pairs: list[tuple[str, str, str]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [Path(shutil.copy(path, folder / f"{number:05d}{path.suffix.lower()}")) for number, path in enumerate(paths)]
        convert(files, "odt", folder)
        convert(files, "txt:Text (encoded):UTF8", folder)
        for path, file in zip(paths, files, strict=True):
            told.clear()
            try:
                document = read_docx(file.read_bytes(), path.name)
            except Unreadable as error:
                refused[re.sub("'[^']*'", "'...'", error.problem)] += 1
                continue
            except Exception as error:
                crashed.append((path.name, repr(error)))
                continue
            totals["read"] += 1
            odt, txt = file.with_suffix(".odt"), file.with_suffix(".txt")
            if odt.exists():
                theirs, ours = counted(reference(odt)), counted(own(document))
                said = (theirs - ours) & counted(" ".join(told))
                lost, invented = theirs - ours - said, ours - theirs
                totals.update(words=theirs.total(), told=said.total(), lost=lost.total(), invented=invented.total())
                if lost or invented:
                    differing.append((lost.total() + invented.total(), path.name, [*lost][:5], [*invented][:5]))
            if txt.exists() and not any(block.revisions for block in document.blocks):
                lines = [" ".join(line.split()) for line in txt.read_text("utf-8-sig", errors="replace").splitlines()]
                pairs += numbers(document, lines)
    print(f"{len(paths)} files, {totals['read']} read, {refused.total()} refused, {len(crashed)} crashed {crashed}")
    for problem, number in refused.most_common():
        print(f"  {number} x {problem}")
    share = 100 / max(1, totals["words"])
    figures = ", ".join(f"{kind} {totals[kind]} ({totals[kind] * share:.3f} %)" for kind in ("lost", "invented", "told"))
    print(f"{totals['words']} words: {figures}; {len(differing)} files differ")
    same = sum(ours == theirs for ours, theirs, _ in pairs)
    print(f"{len(pairs)} automatic numbers, {same} alike ({100 * same / max(1, len(pairs)):.2f} %)")
    for line in sorted(differing, key=lambda line: -line[0])[: arguments.show]:
        print(*line)
    for pair in [pair for pair in pairs if pair[0] != pair[1]][: arguments.show]:
        print(*pair)


if __name__ == "__main__":
    main()
