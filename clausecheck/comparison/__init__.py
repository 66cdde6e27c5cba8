"""Two rule trees held against each other: the coverage matrix of a contract, and the changes between two texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clausecheck.on_demand import names_of

if TYPE_CHECKING:
    from clausecheck.comparison.alignment import Row, Stretch, marked, rows
    from clausecheck.comparison.changes import compare
    from clausecheck.comparison.coverage import Coverage, label, matrix, meets
    from clausecheck.comparison.grouping import apart, grouped
    from clausecheck.comparison.revisions import attributed
    from clausecheck.comparison.trees import TreeRow, Twig, row_of, tree_rows

__all__ = [
    "Coverage",
    "Row",
    "Stretch",
    "TreeRow",
    "Twig",
    "apart",
    "attributed",
    "compare",
    "grouped",
    "label",
    "marked",
    "matrix",
    "meets",
    "row_of",
    "rows",
    "tree_rows",
]

_HOMES = {
    "Coverage": "coverage",
    "Row": "alignment",
    "Stretch": "alignment",
    "TreeRow": "trees",
    "Twig": "trees",
    "apart": "grouping",
    "attributed": "revisions",
    "compare": "changes",
    "grouped": "grouping",
    "label": "coverage",
    "marked": "alignment",
    "matrix": "coverage",
    "meets": "coverage",
    "row_of": "trees",
    "rows": "alignment",
    "tree_rows": "trees",
}
"""The module of each name, loaded when the name is first asked for: a check needs the matrix alone."""

__getattr__ = names_of(__name__, _HOMES)
