"""Reference templates: a clause in plain words, and what it asks for on a day, each item with its level and its dates.

The files stand in ``data/``, one a reference; `docs/references.md` says how to change one and how to lay one's own over it.
"""

from __future__ import annotations

from clausecheck.references.elements import ELEMENT, USE_IN, Element, Provision, check_of, elements, provision, spoken, used_in
from clausecheck.references.templates import (
    DATA,
    LEVELS,
    DamagedReference,
    Reference,
    Requirement,
    UnknownReference,
    load,
    names,
    overlaid,
)

__all__ = [
    "DATA",
    "ELEMENT",
    "LEVELS",
    "USE_IN",
    "DamagedReference",
    "Element",
    "Provision",
    "Reference",
    "Requirement",
    "UnknownReference",
    "check_of",
    "elements",
    "load",
    "names",
    "overlaid",
    "provision",
    "spoken",
    "used_in",
]
