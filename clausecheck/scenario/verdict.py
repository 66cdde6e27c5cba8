"""What a contract says to a case: barred, not barred or depends, with what decides it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from clausecheck.scenario.bars import Bar, Condition, Opening, Release
from clausecheck.scenario.extension import Truth

Answer = Literal["barred", "not barred", "depends"]
ANSWERS: dict[Truth, Answer] = {Truth.YES: "barred", Truth.UNKNOWN: "depends", Truth.NO: "not barred"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A bar that the case meets, or may meet: `undecided` says what that depends on, each a clause of a sentence."""

    bar: Bar
    undecided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spared:
    """A bar that the case would meet, but for `why`: a limit, a licence, a carve-out, a drafting fault."""

    bar: Bar
    why: str
    opening: Opening | None = None
    release: Release | None = None
    condition: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherReading:
    """An ambiguous modifier under one of its readings, where the answer is then another."""

    clause: int
    words: str
    choice: str
    answer: Answer
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer to a case with the bars that decide it (for ``depends`` those that may), and those that do not, but nearly.

    `readings` are the readings of ambiguous words under which the answer is another; then it depends on them.
    """

    answer: Answer
    grounds: tuple[Ground, ...] = ()
    spared: tuple[Spared, ...] = ()
    readings: tuple[OtherReading, ...] = ()
    plain: Answer = "not barred"
    """The answer under the reading that is taken by default."""
