"""Footnotes and endnotes: which are referred to, in which order, and the label that Word shows for each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from clausecheck.word.names import Element, W, value, whole
from clausecheck.word.numerals import numeral

NoteKind = Literal["footnote", "endnote"]


@dataclass(slots=True)
class NoteList:
    """The notes of one kind by id, and the labels of those referred to so far, in order."""

    part: str = ""
    notes: dict[str, tuple[Element, str]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    style: str = "decimal"
    next: int = 1


class Notes:
    """All notes of a file. Word shows a note only where the text refers to it."""

    def __init__(self) -> None:
        self.lists: dict[NoteKind, NoteList] = {"footnote": NoteList(), "endnote": NoteList(style="lowerRoman")}

    def hold(self, kind: NoteKind, part: str, root: Element) -> None:
        """Take in the notes of a part; separators are none."""
        notes = self.lists[kind]
        notes.part = part
        for index, child in enumerate(root):
            if child.tag == W + kind and child.get(W + "type") in (None, "normal"):
                notes.notes.setdefault(child.get(W + "id") or "", (child, str(index)))

    def configure(self, properties: Element | None) -> None:
        """Take the number format and start that ``w:settings`` or a section states."""
        for kind, notes in self.lists.items():
            notes.style = value(properties, f"{kind}Pr/numFmt") or notes.style
            notes.next = whole(value(properties, f"{kind}Pr/numStart"), notes.next)

    def refer(self, kind: NoteKind, name: str, custom: bool) -> str | None:
        """The label of a reference to note `name` ("" where the text gives its own mark), or None if there is no such note.

        Each reference counts, so labels come out right only if references are met in reading order.
        """
        notes = self.lists[kind]
        if name not in notes.notes:
            return None
        label = ""
        if not custom:
            label = numeral(notes.next, notes.style)
            notes.next += 1
        if name not in notes.labels:
            notes.labels[name] = label
            notes.order.append(name)
        return label
