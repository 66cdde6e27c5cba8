"""What a contract is once it has been read: blocks of text in reading order.

Offsets everywhere are half-open and count Unicode code points.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

View = Literal["final", "original", "all"]
"""Which state of tracked changes the text shows."""

BlockKind = Literal["paragraph", "heading", "cell", "note", "header", "textbox"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A half-open stretch of code points in some text."""

    start: int
    end: int

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end

    def overlaps(self, other: Span) -> bool:
        """Whether both stretches share at least one code point."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The words that the span covers in `text`."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A tracked change that touches a block; `span` is in the block's text."""

    kind: Literal["insertion", "deletion", "move-from", "move-to"]
    span: Span
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteMark:
    """A reference to a note at `offset` of its host block; `note` is the note's story, e.g. ``footnote:2``."""

    offset: int
    note: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where the characters `span` of a block live: package part, element path within it, offset in that element."""

    span: Span
    part: str
    element: str
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph (heading, table cell, note, header) of a contract.

    `number` is the automatic number as Word shows it ("7.3", "(a)"); it is not part of `text`.
    `level` is the outline level of a heading (1 the highest), or the list level of a numbered paragraph, or None.
    `story` is ``body`` or the note, header, footer or text box that holds the block.
    `row` tells the cells of one table row apart from the next: (table, row, column), or None.
    """

    text: str
    kind: BlockKind = "paragraph"
    story: str = "body"
    number: str = ""
    level: int | None = None
    row: tuple[int, int, int] | None = None
    marks: tuple[NoteMark, ...] = ()
    revisions: tuple[Revision, ...] = ()
    homes: tuple[Home, ...] = field(default=(), repr=False)

    @property
    def shown(self) -> str:
        """The text with its automatic number before it, as a reader sees it."""
        return f"{self.number} {self.text}" if self.number else self.text


ADDRESS = "clausecheck:"
"""How a comment begins that speaks to clausecheck."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment that speaks to clausecheck: its text, who wrote it when, and the indices of the blocks it stands on."""

    text: str
    author: str = ""
    date: str = ""
    blocks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A contract in reading order; notes follow the body as blocks of their own story.

    `notes` says what kept it from being judged (``not-english``, ``image-only``, ``unreadable-part``);
    `warnings` are sentences for people about what was left out (hidden text, altChunk); `comments` are those that speak to
    clausecheck.
    """

    path: str
    sha256: str
    blocks: tuple[Block, ...]
    revisions: View = "final"
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()

    def story(self, name: str) -> tuple[Block, ...]:
        """The blocks of one story, in order."""
        return tuple(block for block in self.blocks if block.story == name)


class Unreadable(Exception):
    """A file that cannot be read as a contract.

    `problem` says what is wrong, `remedy` what to do; `str()` gives both in one line, without the path.
    """

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(f"{problem}: {remedy}" if remedy else problem)
        self.problem = problem
        self.remedy = remedy
