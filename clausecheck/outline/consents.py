""" "Without Seller's prior written consent": who gives it stands between "without" and the consent, and the bar is opened."""

from __future__ import annotations

from dataclasses import replace

from clausecheck.knowledge import Knowledge
from clausecheck.tokens import Term, folded

_BETWEEN = frozenset({"PARTY", "PERSONWORD", "DET", "AGENCY", "STATE", "COMMA", "SUCH"})
_FARTHEST = 6


def consents(text: str, terms: list[Term], knowledge: Knowledge) -> list[Term]:
    """The terms of a clause with a "without" that leads to a consent or licence as the start of an exception."""
    sorts = frozenset(knowledge.cues["sort_of_consent"])
    out: list[Term] = []
    owner = 0
    for index, term in enumerate(terms):
        if index == owner and owner and term.type == "OWNED":
            term = replace(term, type="PARTY")  # "without Owner's consent": a party to the contract
        words = folded(term.of(text)) if term.type == "WORD" else []
        if words[-1:] != ["without"] or not _leads_to_one(text, terms[index + 1 : index + 1 + _FARTHEST], sorts):
            out.append(term)
            continue
        at = term.end - len("without")
        if len(words) > 1:
            before = text[term.start : at].rstrip()
            out.append(replace(term, end=term.start + len(before), size=term.size - 1))
        out.append(Term("UNLESS", at, term.end))
        owner = index + 1
    return out


def _leads_to_one(text: str, following: list[Term], sorts: frozenset[str]) -> bool:
    """Whether the terms name a consent, with nothing but whose and what sort of one before it."""
    for term in following:
        if term.type == "LICENCE":
            return True
        named = term.type in _BETWEEN or term.of(text).endswith(("'s", "’s", "s'", "s’"))
        if not named and not set(folded(term.of(text))) <= sorts:
            return False
    return False
