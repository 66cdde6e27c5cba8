"""A contract as a predicate over cases: a case in, a verdict out, with the bars and words that decide it."""

from __future__ import annotations

from clausecheck.scenario.bars import Bar, Condition, Opening, Release
from clausecheck.scenario.case import UNKNOWN, Case
from clausecheck.scenario.extension import Extension, Truth
from clausecheck.scenario.predicate import Predicate
from clausecheck.scenario.verdict import Answer, Ground, OtherReading, Spared, Verdict

__all__ = [
    "UNKNOWN",
    "Answer",
    "Bar",
    "Case",
    "Condition",
    "Extension",
    "Ground",
    "Opening",
    "OtherReading",
    "Predicate",
    "Release",
    "Spared",
    "Truth",
    "Verdict",
]
