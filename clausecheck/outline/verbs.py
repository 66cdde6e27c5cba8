"""Acts that together are also the name of a field of law: "export and re-export" before "laws", or behind "shall not"."""

from __future__ import annotations

import re
from dataclasses import replace

from clausecheck.knowledge import Knowledge
from clausecheck.tokens import Term, scan

_VERBAL = frozenset({"MODAL", "MAY", "BAR", "NOT"})
_BETWEEN = frozenset({"COMMA", "AND", "OR", "SLASH", "NOR", "DIRECTLY", "HEREBY", "KNOWING"})
_OF_LAW = frozenset({"LAWWORD", "LAW", "TOPIC", "EMBARGO", "LICENCE", "CONTROLLED", "COMPLY", "DESC", "AGENCY"})
_LONGEST = 16
"""Terms of an insertion, with its commas, behind which verbs go on."""
_JOINT = re.compile(r"\s*(?:/|,|\b(?:and|or)\b)\s*", re.IGNORECASE)


def verbs(text: str, terms: list[Term], knowledge: Knowledge) -> list[Term]:
    """The terms of a clause with each name of a field of law that stands where verbs do taken apart into its verbs."""
    out: list[Term] = []
    for index, term in enumerate(terms):
        following = terms[index + 1].type if index + 1 < len(terms) else ""
        joint = _JOINT.search(text, term.start, term.end) if term.type == "TOPIC" else None
        if joint is None or following in _OF_LAW or not _behind_a_verb(out):
            out.append(term)
            continue
        at = term.start
        while joint is not None:
            out += _scanned(text, at, joint.start(), knowledge) + _scanned(text, joint.start(), joint.end(), knowledge)
            at = joint.end()
            joint = _JOINT.search(text, at, term.end)
        out += _scanned(text, at, term.end, knowledge)
    return out


def _behind_a_verb(terms: list[Term]) -> bool:
    """Whether a modal stands before the terms to come, with nothing but other acts, or one insertion in commas, between."""
    for end in (len(terms), _before_an_insertion(terms)):
        before = next((one for one in reversed(terms[:end]) if one.type not in _BETWEEN and not _acts(one)), None)
        if before is not None and before.type in _VERBAL:
            return True
    return False


def _before_an_insertion(terms: list[Term]) -> int:
    """Where the words between two commas begin, of which the second comes last; 0 where none do."""
    if not terms or terms[-1].type != "COMMA":
        return 0
    first = max(0, len(terms) - _LONGEST)
    return next((at for at in range(len(terms) - 2, first, -1) if terms[at].type == "COMMA"), 0)


def _acts(term: Term) -> bool:
    return term.type.startswith("ACT")


def _scanned(text: str, start: int, end: int, knowledge: Knowledge) -> list[Term]:
    return [replace(one, start=one.start + start, end=one.end + start) for one in scan(text[start:end], knowledge)]
