"""Which clause of the old text is which clause of the new one."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from clausecheck.ruletree import Clause

_ALIKE = 0.3
"""The share of words in common below which two clauses are two, not one rewritten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A clause in both texts, by its index in each."""

    old: int
    new: int


def aligned(old: tuple[Clause, ...], new: tuple[Clause, ...]) -> tuple[Pair, ...]:
    """The clauses that belong together, most alike first come first served; each clause is in one pair at most."""
    bags = [[Counter(words(clause.text)) for clause in side] for side in (old, new)]
    scored = sorted(
        (
            (-_alike(before, after, old[i].title, new[j].title), abs(i - j), i, j)
            for i, before in enumerate(bags[0])
            for j, after in enumerate(bags[1])
        )
    )
    pairs: list[Pair] = []
    for score, _, i, j in scored:
        if -score < _ALIKE:
            break
        if all(pair.old != i and pair.new != j for pair in pairs):
            pairs.append(Pair(old=i, new=j))
    return tuple(sorted(pairs, key=lambda pair: pair.old))


def words(text: str) -> list[str]:
    """The words of `text`, casefolded: what stays the same when only the layout changes."""
    return re.findall(r"\w+", text.casefold())


def _alike(old: Counter[str], new: Counter[str], old_title: str, new_title: str) -> float:
    """Dice coefficient of two bags of words, with a bonus for the same title."""
    total = old.total() + new.total()
    score = 2 * (old & new).total() / total if total else 1.0
    return score + (0.1 if old_title and old_title.casefold() == new_title.casefold() else 0.0)
