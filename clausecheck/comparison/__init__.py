"""Two rule trees held against each other: the coverage matrix of a contract, and the changes between two texts."""

from __future__ import annotations

from clausecheck.comparison.alignment import Row, Stretch, marked, rows
from clausecheck.comparison.changes import compare
from clausecheck.comparison.coverage import Coverage, label, matrix, meets
from clausecheck.comparison.revisions import attributed

__all__ = ["Coverage", "Row", "Stretch", "attributed", "compare", "label", "marked", "matrix", "meets", "rows"]
