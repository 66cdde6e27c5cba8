"""What governs the words at a point of a sentence, and what a definition gathers, while a clause is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from clausecheck.document import Span
from clausecheck.parsing.drafts import Draft
from clausecheck.parsing.rules import Part
from clausecheck.ruletree import Exclusion, Limit, Use


@dataclass(slots=True)
class Frame:
    """What governs the words at a point of a sentence; limbs start from a copy of their stem's.

    `aside` holds what governed before each bracket that is open: a statement in brackets changes nothing behind them.
    `awaiting` is the index of the part with the verb that the words up to it wait for, 0 where they wait for none; `first` is
    where the norms of the statement begin among those around it.
    """

    draft: Draft | None = None
    attitude: str = ""
    negated: bool = False
    negative: bool = False
    neither: bool = False
    either: bool = False
    conditional: bool = False
    headed: bool = False
    pending: list[Part] = field(default_factory=list)
    bearer: str = ""
    defining: str = ""
    excepting: bool = False
    resumed: bool = False
    lifting: bool = False
    known: bool = False
    exceptions: list[Span] = field(default_factory=list)
    going: bool = False
    keeping: bool = False
    owned: Limit | None = None
    narrowing: Limit | None = None
    knowing: list[Span] = field(default_factory=list)
    awaiting: int = 0
    first: int = 0
    aside: list[tuple[Draft | None, str, bool, bool, bool, str]] = field(default_factory=list)

    def set_aside(self) -> None:
        """Remember what governs, at an opening bracket."""
        self.aside.append((self.draft, self.attitude, self.negated, self.negative, self.conditional, self.bearer))

    def take_up(self) -> None:
        """At a closing bracket, let what governed before it go on, where a statement stood in between."""
        held = self.aside.pop() if self.aside else None
        if held is not None and held[0] is not None and held[0] is not self.draft:
            self.draft, self.attitude, self.negated, self.negative, self.conditional, self.bearer = held


@dataclass(slots=True)
class Meaning:
    """What a definition says its term means."""

    term: str
    span: Span
    start: int
    end: int
    exclusions: list[Exclusion] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    implied: bool = False


@dataclass(frozen=True, slots=True)
class At:
    """Where the fold stands: a part of a sentence, the frame that governs it, where norms go, and the parts around it."""

    part: Part
    frame: Frame
    into: list[Draft]
    read: list[Part]
    index: int
