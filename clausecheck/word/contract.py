"""A Word file as a `Document`: which parts are read, in which order, and what is said about the rest."""

from __future__ import annotations

import hashlib

from clausecheck.document import Document, Unreadable, View
from clausecheck.word.directions import directions
from clausecheck.word.inline import words
from clausecheck.word.names import Element, W, child, on
from clausecheck.word.notes import NoteKind, Notes
from clausecheck.word.numbering import Numbering
from clausecheck.word.package import SAVE_AGAIN, Package, Relationship
from clausecheck.word.story import StoryReader, children, header_story
from clausecheck.word.stream import mentions, stream_body
from clausecheck.word.styles import Styles, has_hidden

_NOTE_PARTS: tuple[tuple[NoteKind, str], ...] = (("footnote", "footnotes"), ("endnote", "endnotes"))


def read_docx(data: bytes, path: str, revisions: View = "final") -> Document:
    """The contract in the bytes of a .docx, .docm, .dotx or .dotm, tracked changes as the view `revisions` shows them.

    Body first, each text box behind the paragraph that anchors it; then the notes that are referred to, then headers and
    footers, each once. Comments and hidden text are left out and said in `Document.warnings`. `path` is only carried along.
    Raises `Unreadable` where the bytes are no Word file or not safe to read.
    """
    package = Package(data)
    try:
        return _read(package, hashlib.sha256(data).hexdigest(), path, revisions)
    except RecursionError as error:
        raise Unreadable("the file nests its content too deeply", SAVE_AGAIN) from error


def _read(package: Package, sha256: str, path: str, view: View) -> Document:
    data = package.read(package.main)
    related = package.relationships(package.main)
    styles = Styles(_related(package, related, "styles"))
    notes = Notes()
    settings = _related(package, related, "settings")
    notes.configure(settings)
    numbering = Numbering(_related(package, related, "numbering"), styles, view)
    reader = StoryReader(package, view, styles, numbering, notes)
    reader.even_headers = settings is not None and bool(on(child(settings, W + "evenAndOddHeaders")))
    for kind, name in _NOTE_PARTS:
        part = _target(related, name)
        held = package.xml(part) if part is not None else None
        if part is not None and held is not None:
            notes.hold(kind, part, held)
    if mentions(data, "footnotePr") or mentions(data, "endnotePr"):
        for _, element in stream_body(data, package.main):
            if element.tag == W + "sectPr":
                notes.configure(element)
            element.clear()
    hidden = mentions(data, "vanish")
    reader.read(stream_body(data, package.main), "body", "paragraph", package.main, some_hidden=hidden)
    del data
    for kind, _ in _NOTE_PARTS:
        _read_notes(reader, kind)
    for part in reader.headers:
        held = package.xml(part)
        if held is None:
            reader.tally.count("part", part)
            reader.tally.unreadable = True
        else:
            reader.read(children(held), header_story(part), "header", part, some_hidden=has_hidden(held))
    for part in reader.unshown_headers:
        held = package.xml(part) if part not in reader.headers else None
        if held is not None and words(held).strip():
            reader.tally.count("header", words(held))
    for style in sorted(numbering.in_digits):
        reader.tally.count("format", style)
    comments = _related(package, related, "comments")
    spoken = directions(package, comments, reader.blocks) if comments is not None else ()
    if comments is not None and len(comments) > len(spoken):
        reader.tally.count("comment", size=len(comments) - len(spoken))
    told = []
    if reader.tally.drawings and not any(block.text.strip() for block in reader.blocks if block.kind != "header"):
        told.append("image-only")
    if reader.tally.unreadable:
        told.append("unreadable-part")
    return Document(
        path=path,
        sha256=sha256,
        blocks=tuple(reader.blocks),
        revisions=view,
        notes=tuple(told),
        warnings=reader.tally.warnings(),
        comments=spoken,
    )


def _read_notes(reader: StoryReader, kind: NoteKind) -> None:
    held = reader.notes.lists[kind]
    for name in held.order:  # it grows meanwhile: a note may refer to another note
        element, path = held.notes[name]
        story = f"{kind}:{name}"
        reader.read(children(element, path), story, "note", held.part, held.labels[name], some_hidden=has_hidden(element))


def _target(related: dict[str, Relationship], kind: str) -> str | None:
    return next((link.target for link in related.values() if link.kind == kind and not link.external), None)


def _related(package: Package, related: dict[str, Relationship], kind: str) -> Element | None:
    part = _target(related, kind)
    return package.xml(part) if part is not None else None
