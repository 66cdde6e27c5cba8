"""Which clause of the old text is which clause of the new one, and which words of them are."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

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


# ---------------------------------------------------------------- side by side


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A clause of either text, and the one that it is in the other, by index; None where there is none."""

    old: int | None
    new: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words that both texts have, or only the old one, or only the new one; `text` with the space behind them."""

    kind: Literal["same", "gone", "come"]
    text: str


def rows(old: tuple[Clause, ...], new: tuple[Clause, ...]) -> tuple[Row, ...]:
    """Every clause of both texts in the order of the new one, those that are gone behind the clause that they stood behind."""
    partner = {pair.old: pair.new for pair in aligned(old, new)}
    found = [Row(old=next((i for i, j in partner.items() if j == index), None), new=index) for index in range(len(new))]
    for index in range(len(old)):
        if index not in partner:
            at = next((k for k, row in enumerate(found) if row.old == index - 1), -1) if index else -1
            found.insert(at + 1, Row(old=index, new=None))
    return tuple(found)


def marked(old: str, new: str) -> tuple[Stretch, ...]:
    """Both texts as one: what is the same, what is gone, what has come, word by word."""
    before, after = (re.findall(r"\w+\s*|[^\w\s]\s*|\s+", text) for text in (old, new))
    found: list[Stretch] = []
    plain = [[piece.strip() for piece in side] for side in (before, after)]
    for tag, i, k, j, m in SequenceMatcher(None, plain[0], plain[1], autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Stretch(kind="same", text="".join(after[j:m])))
            continue
        if i < k:
            found.append(Stretch(kind="gone", text="".join(before[i:k])))
        if j < m:
            found.append(Stretch(kind="come", text="".join(after[j:m])))
    return tuple(found)
