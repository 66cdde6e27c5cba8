"""One paragraph while it is being gathered, and what the whole reading has to tell afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, cast

from clausecheck.document import Block, BlockKind, Home, NoteMark, Revision, Span
from clausecheck.word.names import CELLS_REVISED, REVISED, Element, W

RevisionKind = Literal["insertion", "deletion", "move-from", "move-to"]
_KINDS = cast("dict[str, RevisionKind]", {**REVISED, **CELLS_REVISED})


class Lead(NamedTuple):
    """The number of a paragraph, the level of its number or heading, and whether it is one."""

    number: str
    level: int | None
    heading: bool


BEFORE, AFTER = 1, 2
"""The two versions of a contract: before its tracked changes and with them."""

NO_LEAD = Lead(number="", level=None, heading=False)


@dataclass(slots=True, kw_only=True)
class Draft:
    """The text of a paragraph so far, with its homes, marks and tracked changes; `boxes` are the text boxes met in it.

    `drawn` says that a picture or another drawing stands in it; `lead` is there once a paragraph of it has ended, the first of
    those that follow each other in one line.

    `shown_in` is set to the versions of the contract that show what is added next, `BEFORE` or `AFTER` its tracked changes.
    Where no version shows two words together, as one struck and the one put in its place, a space keeps them apart: it belongs
    to no element and to no change.
    """

    part: str
    style: str | None = None
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    homes: list[Home] = field(default_factory=list)
    marks: list[NoteMark] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    boxes: list[tuple[Element, str]] = field(default_factory=list)
    drawn: bool = False
    lead: Lead | None = None
    shown_in: int = BEFORE | AFTER
    _last_shown_in: int = BEFORE | AFTER
    _spaces: frozenset[int] = frozenset()
    """The offsets of the spaces that belong to no element."""

    def add(self, characters: str, element: str, offset: int = 0) -> None:
        """Append characters that the element at path `element` of the part shows from `offset` of its text on."""
        if characters:
            if self.shown_in != self._last_shown_in:
                self._keep_apart(characters)
            end = self.length + len(characters)
            self.homes.append(Home(span=Span(start=self.length, end=end), part=self.part, element=element, offset=offset))
            self.pieces.append(characters)
            self.length = end

    def _keep_apart(self, characters: str) -> None:
        never_together = not self.shown_in & self._last_shown_in
        if never_together and self.pieces and self.pieces[-1][-1].isalnum() and characters[0].isalnum():
            self._spaces |= {self.length}
            self.pieces.append(" ")
            self.length += 1
        self._last_shown_in = self.shown_in

    def revise(self, change: Element, start: int) -> None:
        """Note a tracked change from `start` to here; an empty span where the view does not show its words.

        Word cuts one change into many at every change of format: neighbours of one kind, author and date are joined.
        """
        if start in self._spaces:
            start += 1
        revision = Revision(
            kind=_KINDS[str(change.tag)],
            span=Span(start=start, end=self.length),
            author=change.get(W + "author") or "",
            date=change.get(W + "date") or "",
        )
        last = self.revisions[-1] if self.revisions else None
        if last is not None and last.span.end == start and replace(last, span=revision.span) == revision:
            self.revisions[-1] = replace(last, span=Span(start=last.span.start, end=self.length))
        else:
            self.revisions.append(revision)

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def block(self, kind: BlockKind, story: str, number: str, level: int | None, row: tuple[int, int, int] | None) -> Block:
        """The finished block."""
        return Block(
            text=self.text,
            kind=kind,
            story=story,
            number=number,
            level=level,
            row=row,
            marks=tuple(self.marks),
            revisions=tuple(sorted(self.revisions, key=lambda revision: revision.span)),
            homes=tuple(self.homes),
        )


@dataclass(slots=True)
class Tally:
    """What was left out or read with doubt, counted by kind: number and first words of each."""

    counts: dict[str, int] = field(default_factory=dict)
    samples: dict[str, str] = field(default_factory=dict)
    unreadable: bool = False
    drawings: int = 0

    def count(self, kind: str, sample: str = "", size: int = 1) -> None:
        """Count `size` more of `kind`; the first sample is kept."""
        self.counts[kind] = self.counts.get(kind, 0) + size
        words = " ".join(sample.split())
        if words:
            self.samples.setdefault(kind, words if len(words) <= 60 else words[:59] + "…")

    def warnings(self) -> tuple[str, ...]:
        """The sentences for people, in a fixed order."""
        sentences = []
        for kind, (one, many) in _SENTENCES.items():
            number = self.counts.get(kind, 0)
            if number:
                sample = f": “{self.samples[kind]}”" if kind in self.samples else ""
                sentences.append((one if number == 1 else many).format(n=number) + sample)
        return tuple(sentences)


_SENTENCES = {
    "hidden": ("1 stretch of hidden text was left out", "{n} stretches of hidden text were left out"),
    "merged": (
        "1 table cell that is merged into the one above holds words that Word does not show; they were left out",
        "{n} table cells that are merged into those above hold words that Word does not show; they were left out",
    ),
    "unknown": (
        "1 unknown element with text in it was read in place; check it in Word",
        "{n} unknown elements with text in them were read in place; check them in Word",
    ),
    "alternate": (
        "1 piece of content that this reader does not understand was left out",
        "{n} pieces of content that this reader does not understand were left out",
    ),
    "chunk": (
        "1 embedded document (altChunk) was not read; open the file in Word and save it, so that it becomes text",
        "{n} embedded documents (altChunk) were not read; open the file in Word and save it, so that they become text",
    ),
    "subdocument": ("1 linked subdocument was not read", "{n} linked subdocuments were not read"),
    "object": (
        "the words inside 1 embedded object were not read",
        "the words inside {n} embedded objects were not read",
    ),
    "graphic": (
        "the words inside 1 chart or SmartArt graphic were not read",
        "the words inside {n} charts or SmartArt graphics were not read",
    ),
    "wordart": ("1 piece of WordArt was not read", "{n} pieces of WordArt were not read"),
    "header": (
        "1 header or footer that no page shows was left out",
        "{n} headers and footers that no page shows were left out",
    ),
    "note": ("1 note is referred to but not in the file", "{n} notes are referred to but not in the file"),
    "part": ("1 part of the file is missing", "{n} parts of the file are missing"),
    "field": (
        "1 number or formula is a field that Word computes itself; it is not shown here",
        "{n} numbers or formulas are fields that Word computes itself; they are not shown here",
    ),
    "format": (
        "1 format of automatic numbers is not known here; its numbers are in digits",
        "{n} formats of automatic numbers are not known here; their numbers are in digits",
    ),
    "symbol": ("1 symbol has no known character", "{n} symbols have no known character"),
    "bound": (
        "1 content control holds other words than the data that Word fills it with",
        "{n} content controls hold other words than the data that Word fills them with",
    ),
    "placeholder": ("1 content control is not filled in", "{n} content controls are not filled in"),
    "comment": ("1 comment was not read as contract text", "{n} comments were not read as contract text"),
}
