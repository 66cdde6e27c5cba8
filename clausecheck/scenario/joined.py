"""Where one person must be two things at once: "who is on the Entity List and located in Iran", "owned and controlled by".

The two may stand in limbs: "any firm that (i) is based in Iran and (ii) is listed".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from clausecheck.document import Span
from clausecheck.ruletree import Node

_WHO = re.compile(
    r"\b(?:persons?|(?:entit|part|compan)(?:y|ies)|anyone|anybody|individuals?|organi[sz]ations?|firms?|end[- ]?users?"
    r"|customers?|buyers?)\b"
    r"[^.;]{0,60}\b(?:that|who|which|is|are|listed|named|located|on)\b[^.;]{0,80}$",
    re.IGNORECASE,
)
_AND = re.compile(
    r"[\s”\"’)]*(?:list\b)?[^.;,:()]{0,60}?,?\s*\band\s+(?:(?:that|who|which)\s+)?(?:(?:is|are)\s+)?(?:also\s+)?"
    r"(?:located|situated|based|headquartered|organi[sz]ed|resident|incorporated|domiciled|established|listed|named|designated|on\s+the)\b",
    re.IGNORECASE,
)
_LIMBS_OF_ONE = re.compile(
    r"\b(?:person|individual|entity|party|company|anyone|anybody|organi[sz]ation|firm|end[- ]?user|customer|buyer)\b"
    r"(?:[^.;:]{0,60}\b(?:person|individual|entity|party|company|organi[sz]ation|firm)\b)?\s*"
    r"(?:that|who|which)(?:\s+(?:is|has\s+been))?\s*:?\s*$",
    re.IGNORECASE,
)
"""Before limbs that are all said of one person."""
_CONTROLLED = re.compile(r"[\s,]*\band\s+(?:(?:is|are)\s+)?(?:also\s+)?controlled\b", re.IGNORECASE)
_BEFORE = 200
"""Code points before the first of two things within which it is said whose they are."""


def beside(text: str, at: Span, others: Iterable[Span]) -> list[Span]:
    """Those of `others` that hold of the same person as the words at `at`: joined to them by "and" in one description."""
    found = []
    for other in others:
        first, second = sorted((at, other))
        if (
            first.end <= second.start
            and _AND.match(text, first.end, second.start)
            and _WHO.search(text, max(0, first.start - _BEFORE), first.start)
        ):
            found.append(other)
    return found


def limbs_beside(text: str, norms: Iterable[Node], at: Span) -> list[Node]:
    """The limbs that hold of the same person as the limb around `at`: joined to it by "and" behind "any person that"."""
    for node in norms:
        if not node.span.overlaps(at):
            continue
        limbs = [child for child in node.children if child.label]
        inner = next((child for child in limbs if child.span.overlaps(at)), None)
        if inner is None or len(limbs) < 2:
            return limbs_beside(text, node.children, at)
        if joint(text, limbs) == "and" and _LIMBS_OF_ONE.search(text, node.span.start, limbs[0].span.start):
            return [limb for limb in limbs if limb is not inner]
        return limbs_beside(text, (inner,), at) if inner.children else []
    return []


def joint(text: str, limbs: list[Node]) -> str:
    """The word before the last of several limbs: "and", "or", or nothing."""
    start = limbs[-2].span.start
    found = re.search(r"\b(and/or|and|or)\s*$", text[start : limbs[-1].span.start], re.IGNORECASE)
    return found[1].casefold() if found is not None else ""


def controlled_too(text: str, test: Span, other: Span | None) -> bool:
    """Whether the words of an ownership test ask for control beside the share: in them, or in the test behind them."""
    inside = re.search(r"\bowned\b[^.;]*?\band\s+(?:(?:is|are)\s+)?(?:also\s+)?controlled\b", test.of(text), re.IGNORECASE)
    if inside is not None:
        return True
    return other is not None and _CONTROLLED.search(text, test.end, other.end) is not None and other.start >= test.end
