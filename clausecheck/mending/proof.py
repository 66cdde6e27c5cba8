"""The proof on the file: with all changes accepted it is what was planned, with all rejected what it was, word for word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clausecheck.document import Block, Document, Span
from clausecheck.mending.drafted import drafted
from clausecheck.word import Edit, Hand, Written, read_docx, undone

Changes = dict[tuple[str, str, str], list[Span]]
"""Stretches of a block by kind, author and date."""


def disproved(source: bytes, document: Document, written: Written, final: Document, edits: Sequence[Edit], hand: Hand) -> str:
    """What is wrong with the written file, or "". Raises `Unreadable`.

    `document` is `source`, and `final` the written file, in the view ``final``.
    """
    if _words(final) != _words(drafted(document, edits)):
        return "with the changes accepted the text is not what was planned"
    if _texts(read_docx(written.data, document.path, "original")) != _texts(read_docx(source, document.path, "original")):
        return "with the changes rejected the text is not what it was"
    # all text and every change in it: what the other views show follows from that
    taken_back = read_docx(undone(written.data, written.ids, hand), document.path, "all")
    if _texts(taken_back) != _texts(read_docx(source, document.path, "all")):
        return "with these changes alone taken back the text, or what others changed in it, is not what it was"
    return ""


def _texts(document: Document) -> dict[str, list[tuple[str, Changes]]]:
    """The texts of each story with their numbers, and the changes in them where the view shows all."""
    found: dict[str, list[tuple[str, Changes]]] = {}
    for block in document.blocks:
        changes = revised(block) if document.revisions == "all" else {}
        found.setdefault(block.story, []).append((block.shown, changes))
    return found


def revised(block: Block) -> Changes:
    """The stretches that each person changed at one time in one way; a change that is cut in two is still one."""
    found: Changes = {}
    for one in block.revisions:
        spans = found.setdefault((one.kind, one.author, one.date), [])
        if spans and spans[-1].end >= one.span.start:
            spans[-1] = replace(spans[-1], end=max(spans[-1].end, one.span.end))
        else:
            spans.append(one.span)
    return found


def _words(document: Document) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for block in document.blocks:
        found.setdefault(block.story, []).append(block.text)
    return found
