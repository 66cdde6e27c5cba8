"""Two rule trees held against each other: the coverage matrix of a contract, and the changes between two texts."""

from __future__ import annotations

from clausecheck.comparison.changes import compare
from clausecheck.comparison.coverage import Coverage, label, matrix, meets

__all__ = ["Coverage", "compare", "label", "matrix", "meets"]
