"""What makes a text an export clause: classes of words, weighed, each in its sentence (`weighing.py`)."""

from __future__ import annotations

from itertools import pairwise

from clausecheck.knowledge import Knowledge
from clausecheck.outline import outline
from clausecheck.tokens import folded, scan
from clausecheck.weighing import ENOUGH, Weighing, watched

_NORMATIVE = frozenset(
    {"MODAL", "MAY", "BAR", "NOT", "ISNT", "DONT", "COMPLY", "VOUCH", "PLEDGE", "NOTE", "ENSURE", "SUBJECT", "MIGHT_BAR", "NO"}
    | {"ALLOW_TERMINATION", "NEITHER", "NOR"}
)
_WEIGHABLE = frozenset({"LIST", "LISTWORD", "GROUP", "LAW", "AGENCY", "USE", "ENDUSER", "COUNTRY", "EMBARGO", "DESC"})
"""The terminals that weigh anything, beside the acts of exporting."""


def evidence_of(text: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The words that make a text an export clause, heaviest first; () where they do not suffice."""
    if not _possible(text, knowledge):
        return ()
    terms = outline(text, knowledge)
    countries = [term for term in terms if term.type == "COUNTRY" and term.things]
    trading = (
        len(countries) > 3 and sum(watched(term, knowledge) for term in countries) < len(countries) / 2
    )  # a sales territory
    weighing = Weighing(text, terms, knowledge)
    weights: dict[str, int] = {}
    anchored = False
    for sentence in weighing.sentences:
        for index in range(sentence.start, sentence.end):
            term = terms[index]
            weight = 0 if trading and term.type == "COUNTRY" and term.things else weighing.weight(index, sentence)
            if not weight:
                continue
            words = " ".join(term.of(text).split())
            held = next((other for other in weights if other.casefold() == words.casefold()), words)
            if weight > weights.get(held, 0):  # the same words count once, where they say most
                weights[held] = weight
                anchored = anchored or weighing.anchors(index, weight)
    if sum(weights.values()) < ENOUGH or not anchored:
        return ()
    forbids = (weighing.forbids(term) for term, behind in pairwise(terms) if behind.type == "EOS")
    binding = bool({term.type for term in terms} & _NORMATIVE) or any(forbids)
    if not binding and not any(watched(term, knowledge) for term in terms):
        return ()  # a definition of a territory by the law of export is no export clause
    return tuple(sorted(weights, key=lambda words: -weights[words])[:8])


def _possible(text: str, knowledge: Knowledge) -> bool:
    """Whether a text has any word that can weigh something, before it is outlined: most sections of a contract have none."""
    if "export" in text.casefold():
        return True
    scanned = scan(text, knowledge)
    if any(term.type in _WEIGHABLE or term.senses & _WEIGHABLE for term in scanned):
        return True
    sanctioning = set(knowledge.cues["sanctioning"])
    return any(term.type == "PROHIBITS" and set(folded(term.of(text))) & sanctioning for term in scanned)
