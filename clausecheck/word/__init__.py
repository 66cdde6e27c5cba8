"""Word files: .docx, .docm, .dotx and .dotm, read without losing text and written without harming them.

Nothing else here knows their XML.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

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


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return found
