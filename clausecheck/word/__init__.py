"""Word files: .docx, .docm, .dotx and .dotm, read without losing text and written without harming them.

Nothing else here knows their XML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from clausecheck.on_demand import names_of

if TYPE_CHECKING:
    from clausecheck.word.contract import read_docx
    from clausecheck.word.edits import Addition, Edit, Hand, Insertion, Refusal, Remark, Replacement, Spot, Unwritable, Written
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

_HOMES = {
    "Addition": "edits",
    "Edit": "edits",
    "Hand": "edits",
    "Insertion": "edits",
    "Refusal": "edits",
    "Remark": "edits",
    "Replacement": "edits",
    "Spot": "edits",
    "Unwritable": "edits",
    "Written": "edits",
    "read_docx": "contract",
    "undone": "undoing",
    "write": "writing",
}
"""The module of each name, loaded when the name is first asked for: most commands only read."""

__getattr__ = names_of(__name__, _HOMES)
