"""Word files: .docx, .docm, .dotx and .dotm, read without losing text and written without harming them.

Nothing else here knows their XML.
"""

from __future__ import annotations

from clausecheck.word.contract import read_docx
from clausecheck.word.edits import (
    Addition,
    Edit,
    Hand,
    Insertion,
    Refusal,
    Remark,
    Replacement,
    Spot,
    Unwritable,
    Written,
)
from clausecheck.word.undoing import undone
from clausecheck.word.writing import write

__all__ = [
    "Addition",
    "Edit",
    "Hand",
    "Insertion",
    "Refusal",
    "Remark",
    "Replacement",
    "Spot",
    "Unwritable",
    "Written",
    "read_docx",
    "undone",
    "write",
]
