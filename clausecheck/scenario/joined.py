"""Where one person must be two things at once: "who is on the Entity List and located in Iran", "owned and controlled by".

The two may stand in limbs: "any firm that (i) is based in Iran and (ii) is listed".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from clausecheck.document import Span
from clausecheck.ruletree import Node, OwnershipTest

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
_MAJORITY = re.compile(r"\bmajority\b", re.IGNORECASE)
_OWNED_BY_SUBJECT = re.compile(
    r"\b(?:which|that|whom|whose)\s+(?:(?:shares?|stock|equity|interests?)\s+)?"
    r"(?:an?|any|one\s+or\s+more|such|those|these|the)\s+(?!of\b)[^.;:()]{0,80}$",
    re.IGNORECASE,
)
"""Before the verb of a test whose subject is who owns: "a company which a listed person owns"."""
_OWNED_THING = re.compile(
    r"\b(?<!on, or )(?:entit(?:y|ies)|compan(?:y|ies)|subsidiar(?:y|ies)|firms?|organi[sz]ations?|business(?:es)?"
    r"|bod(?:y|ies)|persons?)"
    r"\s+(?:(?:that|which|who)\s+)?(?:(?:is|are)\s+)?$",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"\s*(?:by\s+)?(?:an?|any|one\s+or\s+more|such)?\s*(?:persons?|part(?:y|ies)|entit(?:y|ies)|compan(?:y|ies))?"
    r"\s*(?:(?:that|who|which)\s+(?:is|are)\s+)?(?:listed|named|included|designated|identified)?\s*(?:on|in)?\s*(?:the\s+)?",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:located|situated|based|present|organi[sz]ed|incorporated|into|to\s+(?:any|an?)\s)\b", re.IGNORECASE
)
"""Between a word for belonging and a place that it is not about: "a national of Iran, or to a person located in Cuba"."""
_SHARED = re.compile(r"(?:\s+of)?\s*[,)]", re.IGNORECASE)
"""Behind a word for belonging whose place stands farther on: "nationals of, or persons located in, Cuba"."""
_THEREOF = re.compile(r"\s+(?:or\s+\w+\s+)?(?:thereof|of\s+(?:such|those|these|any|one\s+of)\b)", re.IGNORECASE)
_ADJACENT = 3
"""Code points between a place and the word for who belongs to it: "Iranian nationals"."""
_CLOSE = 10
"""Code points before a test within which "majority" belongs to it."""
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


def as_said(text: str, test: OwnershipTest) -> OwnershipTest:
    """An ownership test with what its words say without a figure, and without the order of words that is usual.

    "Majority-owned" is more than half; "a company which a listed person owns" is owned, though the verb is active.
    """
    if test.percent is None and _MAJORITY.search(text, max(0, test.span.start - _CLOSE), test.span.end):
        test = replace(test, percent=50.0, at_least=False)
    if test.direction == "owner-of" and _OWNED_BY_SUBJECT.search(text, max(0, test.span.start - _BEFORE), test.span.start):
        test = replace(test, direction="owned-by")
    return test


def owner_alone(text: str, test: OwnershipTest, at: Span) -> bool:
    """Whether the words at `at` only say by whom somebody is owned: "any entity that is half owned by a person on the list"."""
    return (
        test.direction == "owned-by"
        and _OWNED_THING.search(text, max(0, test.span.start - _BEFORE), test.span.start) is not None
        and _OWNER.fullmatch(text, test.span.end, at.start) is not None
    )


def belongs(text: str, at: Span, marks: Iterable[Span]) -> bool:
    """Whether one of `marks` ("national", "resident") says of the place at `at` that belonging to it is enough."""
    for mark in marks:
        if mark.overlaps(at):
            return True
        if mark.end <= at.start:
            if _SHARED.match(text, mark.end) or not _ELSEWHERE.search(text, mark.end, at.start):
                return True
        elif mark.start - at.end < _ADJACENT or _THEREOF.match(text, mark.end):
            return True
    return False


def controlled_too(text: str, test: Span, other: Span | None) -> bool:
    """Whether the words of an ownership test ask for control beside the share: in them, or in the test behind them."""
    inside = re.search(r"\bowned\b[^.;]*?\band\s+(?:(?:is|are)\s+)?(?:also\s+)?controlled\b", test.of(text), re.IGNORECASE)
    if inside is not None:
        return True
    return other is not None and _CONTROLLED.search(text, test.end, other.end) is not None and other.start >= test.end
