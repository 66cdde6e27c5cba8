"""Which reader a contract gets, by its name and by what is in it; plain text and Markdown are read here."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Final

from clausecheck.document import Block, BlockKind, Document, Home, Span, Unreadable, View
from clausecheck.word import read_docx

WORD_SUFFIXES: Final = (".docx", ".docm", ".dotx", ".dotm")
TEXT_SUFFIXES: Final = (".txt", ".md")
SUFFIXES: Final = WORD_SUFFIXES + TEXT_SUFFIXES
SIZE_LIMIT: Final = 256 * 2**20
"""The largest file that is opened, in bytes."""

TEXT_LIMIT: Final = 16 * 2**20
"""The longest text that is read, in code points: six times a contract of five hundred pages is a fault, or an attack."""

_SAVE_AS_DOCX: Final = {
    ".doc": ("a legacy .doc of Word 97-2003 is not read", "open it in Word and save it as .docx"),
    ".pdf": ("a PDF is not read", "save the contract it was made from as .docx"),
    ".odt": ("an OpenDocument text is not read", "save it as .docx"),
    ".rtf": ("an RTF file is not read", "open it in Word and save it as .docx"),
}
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_MD_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")

_STOP_WORDS: Final = frozenset(
    (
        "the", "and", "to", "or", "shall", "any", "by", "for", "be", "this", "that", "with", "not", "are", "from", "such",
        "other", "which", "have", "will", "its", "if", "under", "your", "you", "may", "their", "it",
    )
)  # fmt: skip
"""Frequent words of English that are none of its neighbours ("of", "in", "is", "as" are)."""
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_WORDS: Final = 8
_ENOUGH_WORDS: Final = 20
_ENGLISH_SHARE: Final = 0.06
_LETTERS_A_WORD: Final = 3


def read(path: str | Path, revisions: View = "final") -> Document:
    """The contract in the file at `path`, tracked changes as the view `revisions` shows them.

    Raises `Unreadable` for a file that is not there, that may not be opened or that no reader takes.
    """
    place = Path(path)
    _refuse_suffix(str(path))
    try:
        with place.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except FileNotFoundError as error:
        raise Unreadable("no such file", "check the path") from error
    except IsADirectoryError as error:
        raise Unreadable("this is a folder, not a contract", "name a file in it") from error
    except OSError as error:
        raise Unreadable(f"the file cannot be opened ({error.strerror or error})", "check that you may read it") from error
    except ValueError as error:
        raise Unreadable("this is no possible path", "check the path") from error
    return read_bytes(data, str(path), revisions)


def read_bytes(data: bytes, path: str, revisions: View = "final") -> Document:
    """The contract in `data`, which bears the name `path`; its suffix says what it should be. Raises `Unreadable`."""
    _refuse_suffix(path)
    if len(data) > SIZE_LIMIT:
        raise Unreadable(f"the file is larger than {SIZE_LIMIT >> 20} MB", "do not trust this file")
    suffix = PurePath(path).suffix.lower()
    if suffix in TEXT_SUFFIXES and len(data) > 4 * TEXT_LIMIT:
        raise _too_long()
    document = _read_text(data, path, revisions) if suffix in TEXT_SUFFIXES else read_docx(data, path, revisions)
    if sum(len(block.text) for block in document.blocks) > TEXT_LIMIT:
        raise _too_long()
    if not is_english(document):
        document = replace(document, notes=(*document.notes, "not-english"))
    return document


def _too_long() -> Unreadable:
    return Unreadable(
        f"the text is longer than {TEXT_LIMIT >> 20} million characters", "no contract is: do not trust this file"
    )


def is_english(document: Document) -> bool:
    """Whether the running text of a document is English, at least in good part; True where there is too little to tell.

    The share of English stop words among the words of all blocks that are long enough to be sentences; in scripts
    without word breaks three letters count as a word. English clauses have 0.1 at least and mostly 0.3, others below 0.03.
    """
    total = found = 0.0
    for block in document.blocks:
        words = _WORD.findall(block.text)
        latin = [word.lower() for word in words if word[0] < "\u0370"]
        other = sum(len(word) for word in words if word[0] >= "\u0370") / _LETTERS_A_WORD
        if len(latin) + other >= _SENTENCE_WORDS:
            total += len(latin) + other
            found += sum(word in _STOP_WORDS for word in latin)
    return total < _ENOUGH_WORDS or found / total >= _ENGLISH_SHARE


def _refuse_suffix(path: str) -> None:
    suffix = PurePath(path).suffix.lower()
    if suffix in _SAVE_AS_DOCX:
        raise Unreadable(*_SAVE_AS_DOCX[suffix])
    if suffix not in SUFFIXES:
        shown = f"files of the kind {suffix!r} are" if suffix else "a file without a suffix is"
        raise Unreadable(f"{shown} not read", f"give one of {', '.join(SUFFIXES)}")


def _read_text(data: bytes, path: str, revisions: View) -> Document:
    text, warnings = _decode(data)
    blocks = []
    markdown, fenced = PurePath(path).suffix.lower() == ".md", False
    for line in _LINE.finditer(text):
        shown, start, level = line[0], line.start(), None
        if not shown.strip():
            continue
        if markdown and shown.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        heading = _MD_HEADING.fullmatch(shown) if markdown and not fenced else None
        if heading and heading[2]:
            shown, start, level = heading[2], line.start() + heading.start(2), len(heading[1])
        kind: BlockKind = "heading" if level is not None else "paragraph"
        home = Home(span=Span(start=0, end=len(shown)), part=path, element="", offset=start)
        blocks.append(Block(text=shown, kind=kind, level=level, homes=(home,)))
    return Document(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        blocks=tuple(blocks),
        revisions=revisions,
        warnings=tuple(warnings),
    )


def _decode(data: bytes) -> tuple[str, list[str]]:
    """The text of `data`: by its byte order mark, else UTF-8, else Windows-1252 with a warning."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), []
            except UnicodeDecodeError as error:
                raise Unreadable(f"the text is not the {encoding} that its first bytes say", "save it as UTF-8") from error
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise Unreadable("the file is no plain text, whatever its name says", "give it its true suffix")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        if "\x00" not in text:
            return text, ["the text is not UTF-8; it was read as Windows-1252, so check its quotes and accents"]
    if "\x00" in text:
        raise Unreadable("the file is no plain text: it holds zero bytes", "save it as UTF-8")
    return text, []
