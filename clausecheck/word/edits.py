"""What is to be written into a Word file: tracked insertions, replacements and paragraphs, and comments. No XML here.

Blocks are indices into the `Document` of the view ``final``; offsets are code points in the text of the block.
"""

from __future__ import annotations

from dataclasses import dataclass

from clausecheck.document import Span


class Unwritable(Exception):
    """A place or a file that must not be written to; `str()` says why, as the end of a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Insertion:
    """`text` put in at `offset` of the block."""

    block: int
    offset: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """The words of `span` struck, and `text` put in behind them."""

    block: int
    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """A paragraph of its own behind the block, in its format and of its list."""

    block: int
    text: str


Edit = Insertion | Replacement | Addition


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """An offset in a block."""

    block: int
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A comment on the words from `first` to `last`, one paragraph a line.

    With `changes`, what was put in at its end, the paragraph added behind it too, belongs to the words.
    """

    first: Spot
    last: Spot
    lines: tuple[str, ...]
    changes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Who writes, and when: `date` is an instant of ISO 8601 with its zone ("2026-11-24T00:00:00Z")."""

    author: str
    initials: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What was not written, and why."""

    what: Edit | Remark
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The new file, what was left out of it, and the ids of the tracked changes that it has beyond the source.

    `warning` is a sentence about the source that whoever opens the file in Word must know, or "".
    """

    data: bytes
    warning: str = ""
    refused: tuple[Refusal, ...] = ()
    ids: frozenset[str] = frozenset()
