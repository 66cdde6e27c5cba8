"""A contract as a predicate over cases: a case in, a verdict out, with the bars and words that decide it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clausecheck.on_demand import names_of

if TYPE_CHECKING:
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

_HOMES = {
    "Answer": "verdict",
    "Bar": "bars",
    "Case": "case",
    "Condition": "bars",
    "Extension": "extension",
    "Ground": "verdict",
    "Opening": "bars",
    "OtherReading": "verdict",
    "Predicate": "predicate",
    "Release": "bars",
    "Spared": "verdict",
    "Truth": "extension",
    "UNKNOWN": "case",
    "Verdict": "verdict",
}
"""The module of each name, loaded when the name is first asked for: the matrix needs the extensions of things alone."""

__getattr__ = names_of(__name__, _HOMES)
