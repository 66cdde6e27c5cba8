"""How faithfully a folder of Word files is read, beside LibreOffice and pandoc as references. Prints figures; fails nothing.

    python tests/benchmarks/word_corpus.py FOLDER                  # every .docx, .docm, .dotx and .dotm beneath it
    python tests/benchmarks/word_corpus.py FOLDER --show 20        # and the files that differ most
    python tests/benchmarks/word_corpus.py FOLDER --beside         # python-docx, docx2python and mammoth, feature by feature
    python tests/benchmarks/word_corpus.py FOLDER --converted DIR  # keeps what the references made of the files

Needs `soffice` and `pandoc` on the path. Words are runs of two letters or more, counted in the whole file; a header that
LibreOffice repeats in each page style counts once, whatever its page numbers. "Told" are words that the reader left out and
said so (hidden text, headers that no page shows). A word is lost where LibreOffice has it more often than the reader, invented
where the reader has it more often; these are sorted by what the file's XML says (`word_causes.py`). "Agreed" counts only what
pandoc bears out: it has the lost word more often than the reader too, the invented one not.
Numbers are compared on body paragraphs that both show with the same text, in files without tracked changes. The test documents
of other office programs and readers, which their source packages hold, make a good folder.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.util
import io
import posixpath
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from lxml import etree
from word_causes import CAUSES, sorted_out, words

from clausecheck.document import Document, Unreadable
from clausecheck.reading import WORD_SUFFIXES
from clausecheck.word import paragraph, read_docx

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
UNREAD = {TEXT + name for name in ("tracked-changes", "note-citation", "ruby-text", "sequence-decls")} | {
    OFFICE + "annotation", OFFICE + "forms", SVG + "desc", SVG + "title",
}  # fmt: skip
PATTERN = "-source"
"""How the names of elements end that hold no text but the pattern of an index."""
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
BATCH, PATIENCE = 25, 90
FORMS = ("odt", "txt:Text (encoded):UTF8")
FEATURES = {
    "tables": b"<w:tbl>", "lists": b"<w:numPr>", "insertions": b"<w:ins ", "deletions": b"<w:del ", "moves": b"<w:moveTo ",
    "footnotes": b"<w:footnoteReference", "endnotes": b"<w:endnoteReference", "headers": b"<w:headerReference",
    "text boxes": b"<w:txbxContent", "content controls": b"<w:sdt>", "links": b"<w:hyperlink", "fields": b"<w:fldChar",
    "simple fields": b"<w:fldSimple", "smart tags": b"<w:smartTag", "custom XML": b"<w:customXml", "symbols": b"<w:sym ",
    "formulas": b"<m:oMath", "alternatives": b"<mc:AlternateContent", "hidden text": b"<w:vanish", "ruby": b"<w:ruby>",
}  # fmt: skip
"""What a main part has that mentions these bytes."""


def convert(files: list[Path], form: str, folder: Path) -> None:
    """Convert files, each named by its content; one that stops LibreOffice is left out."""
    profile = (folder / "profile").as_uri()

    def run(batch: list[Path]) -> None:
        command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", form]
        command += ["--outdir", str(folder), *map(str, batch)]
        try:
            subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
        except subprocess.TimeoutExpired:
            return

    suffix = form.split(":")[0]
    missing = [file for file in files if not (folder / f"{file.stem}.{suffix}").exists()]
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        run(batch)
        for file in batch:
            if not (folder / f"{file.stem}.{suffix}").exists():
                run([file])
            (folder / f"{file.stem}.{suffix}").touch()  # an empty one is not tried again


def by_pandoc(files: list[Path], folder: Path) -> None:
    """The plain text of each file with its changes accepted, as pandoc reads it."""
    for file in files:
        out = folder / f"{file.stem}.plain"
        if out.exists():
            continue
        command = ["pandoc", "-f", "docx", "-t", "plain", "--wrap=none", "--track-changes=accept", str(file), "-o", str(out)]
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
        if not out.exists():
            out.touch()


def reference(path: Path) -> str:
    """All text of an OpenDocument file, each header once."""
    pieces: list[str] = []
    frames: list[etree._Element] = []
    """What stands beside the text: it may be anchored in the middle of a word."""

    def walk(element: etree._Element, depth: int = 0) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in UNREAD or tag.endswith(PATTERN):
            return
        if depth and (tag == TEXT + "note" or (tag.startswith(DRAW) and tag != DRAW + "a")):
            frames.append(element)
            return
        if tag in (TEXT + "s", TEXT + "tab", TEXT + "line-break"):
            pieces.append(" ")
        is_paragraph = tag in (TEXT + "p", TEXT + "h")
        pieces.append(element.text or "")
        for inner in element:
            walk(inner, depth + is_paragraph)
            pieces.append(inner.tail or "")
        if is_paragraph:
            pieces.append("\n")
            while not depth and frames:
                walk(frames.pop(0))

    parser = etree.XMLParser(huge_tree=True, recover=True)  # LibreOffice writes some ids twice
    with zipfile.ZipFile(path) as archive:
        walk(etree.fromstring(archive.read("content.xml"), parser).find(OFFICE + "body"))
        text = "".join(pieces)
        pieces.clear()
        for page in etree.fromstring(archive.read("styles.xml"), parser).iterfind(f"{OFFICE}master-styles/*"):
            for header in page:
                walk(header)
    return text + running("".join(pieces))


def running(headers: str) -> str:
    """Each line of the headers once, whatever its page numbers: LibreOffice repeats them in each of its page styles."""
    lines = (" ".join(line.split()) for line in headers.splitlines())
    return "\n".join({re.sub(r"\d+", "0", line): line for line in lines}.values())


def own(document: Document) -> str:
    repeated, once = [], []
    for block in document.blocks:
        parts = {posixpath.basename(home.part) for home in block.homes}
        (repeated if any(part.startswith(("header", "footer")) for part in parts) else once).append(block.text)
    return "\n".join(once) + "\n" + running("\n".join(repeated))


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


# ---------------------------------------------------------------- other readers


def python_docx(data: bytes) -> str:
    import docx

    document = docx.Document(io.BytesIO(data))
    rows = [row for table in document.tables for row in table.rows]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + [cell.text for row in rows for cell in row.cells])


def docx2python(data: bytes) -> str:
    from docx2python import docx2python as read

    with read(io.BytesIO(data), html=False) as content:
        return str(content.text)


def mammoth(data: bytes) -> str:
    from mammoth import extract_raw_text

    return str(extract_raw_text(io.BytesIO(data)).value)


BESIDE: dict[str, tuple[str, Callable[[bytes], str]]] = {
    "python-docx": ("docx", python_docx),
    "docx2python": ("docx2python", docx2python),
    "mammoth": ("mammoth", mammoth),
}


def features(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        main = next((name for name in archive.namelist() if re.search(r"word/document\d*\.xml$", name)), None)
        held = archive.read(main) if main else b""
    return ["all files", *(name for name, sign in FEATURES.items() if sign in held)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--beside", action="store_true")
    parser.add_argument("--converted", type=Path)
    arguments = parser.parse_args()
    told: list[str] = []
    count = paragraph.Tally.count

    def telling(tally: paragraph.Tally, kind: str, sample: str = "", size: int = 1) -> None:
        told.append(sample)
        count(tally, kind, sample, size)

    paragraph.Tally.count = telling  # type: ignore[method-assign]
    found = sorted(path for path in arguments.folder.rglob("*") if path.suffix.lower() in WORD_SUFFIXES and path.is_file())
    paths = list({hashlib.sha256(path.read_bytes()).hexdigest()[:32]: path for path in found}.items())
    readers = {name: read for name, (module, read) in BESIDE.items() if importlib.util.find_spec(module)}
    refused, crashed, totals = Counter[str](), [], Counter[str]()
    causes = {cause: Counter[str]() for cause in CAUSES}
    differing: list[tuple[str, int, str, list[str], list[str]]] = []
    pairs: list[tuple[str, str, str, str]] = []
    table: dict[tuple[str, str], Counter[str]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = arguments.converted or Path(name)
        folder.mkdir(exist_ok=True)
        files = [Path(shutil.copy(path, Path(name, f"{digest}{path.suffix.lower()}"))) for digest, path in paths]
        for form in FORMS:
            convert(files, form, folder)
        by_pandoc(files, folder)
        for (digest, path), file in zip(paths, files, strict=True):
            told.clear()
            data = file.read_bytes()
            try:
                document = read_docx(data, path.name)
            except Unreadable as error:
                refused[re.sub("'[^']*'", "'...'", error.problem)] += 1
                continue
            except Exception as error:
                crashed.append((path.name, repr(error)))
                continue
            totals["read"] += 1
            odt, txt, plain = (folder / f"{digest}.{suffix}" for suffix in ("odt", "txt", "plain"))
            if odt.exists() and odt.stat().st_size:
                theirs, ours = words(reference(odt)), words(own(document))
                said = (theirs - ours) & words(" ".join(told))
                lost, invented = theirs - ours - said, ours - theirs
                totals.update(words=theirs.total(), told=said.total(), lost=lost.total(), invented=invented.total())
                for cause, (less, more) in (sorted_out(data, lost, invented) if lost or invented else {}).items():
                    causes[cause].update(lost=less.total(), invented=more.total())
                    if less or more:
                        differing.append((cause, less.total() + more.total(), path.name, [*less][:9], [*more][:9]))
                if plain.stat().st_size:
                    second = words(plain.read_text("utf-8", errors="replace"))
                    lost, invented = lost & (second - ours), invented & (ours - second)
                totals.update({"agreed lost": lost.total(), "agreed invented": invented.total()})
                if arguments.beside:
                    beside(table, features(data), theirs, {"clausecheck": ours + said}, readers, data)
            if txt.exists() and txt.stat().st_size and not any(block.revisions for block in document.blocks):
                lines = [" ".join(line.split()) for line in txt.read_text("utf-8-sig", errors="replace").splitlines()]
                pairs += [(*pair, path.name) for pair in numbers(document, lines)]
    print(f"{len(paths)} files, {totals['read']} read, {refused.total()} refused, {len(crashed)} crashed {crashed}")
    for problem, number in refused.most_common():
        print(f"  {number} x {problem}")
    share = 100 / max(1, totals["words"])
    kinds = ("lost", "invented", "told", "agreed lost", "agreed invented")
    figures = ", ".join(f"{kind} {totals[kind]} ({totals[kind] * share:.3f} %)" for kind in kinds)
    print(f"{totals['words']} words: {figures}")
    for cause, row in causes.items():
        print(f"  {cause:28} {row['lost']:5} lost {row['invented']:5} invented")
    same = sum(ours == theirs for ours, theirs, *_ in pairs)
    print(f"{len(pairs)} automatic numbers, {same} alike ({100 * same / max(1, len(pairs)):.2f} %)")
    for line in sorted(differing, key=lambda line: (-CAUSES.index(line[0]), -line[1]))[: arguments.show]:
        print(*line)
    for pair in [pair for pair in pairs if pair[0] != pair[1]][: arguments.show]:
        print(*pair)
    if table:
        show(table, ["clausecheck", *readers])


def beside(
    table: dict[tuple[str, str], Counter[str]],
    held: list[str],
    theirs: Counter[str],
    texts: dict[str, Counter[str]],
    readers: dict[str, Callable[[bytes], str]],
    data: bytes,
) -> None:
    """Add what each reader loses and invents in a file to the rows of all that the file has."""
    for name, read in readers.items():
        try:
            texts[name] = words(read(data))
        except Exception:
            texts[name] = Counter()
            for feature in held:
                table.setdefault((feature, name), Counter())["crashed"] += 1
    for feature in held:
        for name, counts in texts.items():
            row = table.setdefault((feature, name), Counter())
            lost, invented = theirs - counts, counts - theirs
            row.update(files=1, words=theirs.total(), lost=lost.total(), invented=invented.total())


def show(table: dict[tuple[str, str], Counter[str]], names: list[str]) -> None:
    """Print the share of words lost and invented beside LibreOffice, and the files that a reader could not read."""
    print(f"{'lost / invented %, (crashed)':20} {'files':>5} " + " ".join(f"{name:>20}" for name in names))
    for feature in ("all files", *FEATURES):
        if (feature, names[0]) in table:
            cells = []
            for name in names:
                row = table[feature, name]
                share = 100 / max(1, row["words"])
                crashes = f" ({row['crashed']})" if row["crashed"] else ""
                cells.append(f"{row['lost'] * share:.2f} / {row['invented'] * share:.2f}{crashes}")
            print(f"{feature:28} {table[feature, names[0]]['files']:5} " + " ".join(f"{cell:>20}" for cell in cells))


if __name__ == "__main__":
    main()
