"""Who a norm binds, by role or name: "Buyer and its Affiliates shall not", "may not be exported by Licensee"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from clausecheck.knowledge import fold
from clausecheck.ruletree import Node
from clausecheck.scenario.lexicon import lexicon

EVERY = "*"
"""Every party to the contract."""
OTHER = "the other party"
"""A party that the words do not name."""
_ALL = re.compile(
    r"\b(?:each|either|neither|no|both|the|any|all)\s+(?:of\s+(?:the\s+)?)?(?:part(?:y|ies)\b(?!\s+(?:to|on)\b))", re.IGNORECASE
)
_PASSIVE = re.compile(r"\s+(?:(?:ever|directly|indirectly|or|knowingly)\s+)*(?:be|been)\b", re.IGNORECASE)
_BY = re.compile(r"\bby\s+(?:the\s+|any\s+|an?\s+)?(?P<who>[\w’' ]{2,40})", re.IGNORECASE)
_BEHIND = re.compile(r"\s+(?:to|into|in|for|on|from|at|with|within|under|outside)\b", re.IGNORECASE)
"""Behind whoever does it: "may not be sold by you to any party listed"."""
_INTRO = re.compile(
    r"\s*(?:without|if|in|for|except|unless|subject|notwithstanding|where|when|to|as|during|upon|before|after|while)\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"(?<!each )(?<!none )(?<!either )(?<!neither )(?<!any )\b(?:to|from|with|of|by|for|against|than)\s+"
    r"(?:the\s+|any\s+|its\s+)?$",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?!The\b)(?:[A-Z][\w’'&.-]*\s*){1,4}")
_STOP = re.compile(r"(?<!\b[A-Z])\. |\n|; ")
"""The end of a sentence or of a part of one, an initial ("U.S. law") left aside."""
_AND_THEN = re.compile(r",\s+(?:and|but)\s+(?=\S)", re.IGNORECASE)
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|shall|will|may|must|agrees?|acknowledges?)\b", re.IGNORECASE)
_FAR = 2_000
_LONGEST = 240
"""Code points before a verb within which its subject is looked for."""


def bound(text: str, node: Node, bearer: str, items: re.Pattern[str]) -> frozenset[str]:
    """The roles and names of whom the norm `node` binds, folded; empty where its words bind whoever it may be.

    `items` matches words for goods, which bind nobody.
    """
    norm, modality = node.span, node.modality
    at = text.casefold().find(modality.casefold(), norm.start, norm.end) if modality else -1
    if at < 0:
        return roles(bearer)
    if _PASSIVE.match(text, at + len(modality)):
        found = _BY.search(text, at, norm.end)
        return roles(_BEHIND.split(found["who"])[0]) if found is not None else frozenset()
    start = _sentence(text, max(norm.start, at))
    if bearer and bearer in text[norm.start : at] and bearer not in text[start:at]:
        start = norm.start
    subject = text[max(start, at - _LONGEST) : at]
    if _INTRO.match(subject) and "," in subject:
        subject = subject.partition(", ")[2]
    joined = list(_AND_THEN.finditer(subject))
    if joined and _VERB.search(subject, 0, joined[-1].start()):
        subject = subject[joined[-1].end() :]  # another sentence stands before the "and"
    found_roles = roles(subject) | roles(bearer)
    if found_roles or items.search(subject):
        return found_roles
    name = _NAME.fullmatch((bearer or (subject if node.acts else "")).strip())
    return frozenset({fold(name.group()).replace("united states", "us").title()}) if name is not None else frozenset()


def _sentence(text: str, at: int) -> int:
    return max((found.end() for found in _STOP.finditer(text, max(0, at - _FAR), at)), default=max(0, at - _FAR))


def roles(words: str) -> frozenset[str]:
    """The roles that `words` name as doers; every party is `EVERY`."""
    if _ALL.search(words):
        return frozenset({EVERY})
    found = set()
    for match in _roles().finditer(words):
        if not _OBJECT.search(words, 0, match.start()):
            found.add(_one(match.group()))
    return frozenset(found)


@lru_cache(maxsize=1)
def _roles() -> re.Pattern[str]:
    names = sorted((name for side in lexicon().sides.values() for name in side), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(_plural, names))})(?=\b)", re.IGNORECASE)


def _plural(name: str) -> str:
    words = re.escape(name).replace(r"\ ", r"\s+")
    return f"{words[:-1]}(?:y|ies)" if name.endswith("y") else f"{words}s?"


@lru_cache(maxsize=1024)
def _one(name: str) -> str:
    """A role in the singular, as the lexicon has it."""
    folded = fold(name).removeprefix("the ")
    for side in lexicon().sides.values():
        for role in side:
            known = fold(role)
            if folded in (known, f"{known}s", f"{known[:-1]}ies"):
                return role
    return folded


def reaches(who: frozenset[str], by: str, spoken_of: frozenset[str]) -> bool:
    """Whether a norm that binds `who` binds `by`; `spoken_of` are the roles that the contract speaks of anywhere.

    A role of the same side that the contract does not speak of is another word for the one it binds.
    """
    if not by or not who or EVERY in who:
        return True
    asked = _one(by)
    if asked in who or asked.title() in who:
        return True
    if asked in spoken_of or by == OTHER:
        return False
    return any(_may_be(one, asked) for one in who)


def _may_be(one: str, other: str) -> bool:
    first, second = _side(one), _side(other)
    if "beside" in (first, second):
        return False
    return first == second if first and second else bool(first) != bool(second)


def _side(role: str) -> str:
    return next((side for side, names in lexicon().sides.items() if role in names), "")


def spoken_of(texts: Iterable[str]) -> frozenset[str]:
    """Every role that the texts name."""
    return frozenset(_one(match.group()) for text in texts for match in _roles().finditer(text))
