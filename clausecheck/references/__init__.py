"""Reference templates: a clause in plain words, and what it asks for on a day, each item with its level and its dates.

The files stand in ``data/``, one a reference; `docs/knowledge.md` says how to change one.
"""

from __future__ import annotations

from clausecheck.references.templates import (
    DamagedReference,
    Reference,
    Requirement,
    UnknownReference,
    load,
    names,
)

__all__ = ["DamagedReference", "Reference", "Requirement", "UnknownReference", "load", "names"]
