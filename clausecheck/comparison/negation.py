"""A "not" that came or went, a "shall" that is a "should": what a case can show only where the words name something.

It is looked for in the words of both texts, sentence by sentence, whatever was read in them: the verb is the same on both
sides, the negation stands on one alone, and the sentence has no other in its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from clausecheck.document import Span

_SENTENCE = re.compile(r"[^\n]+?(?:(?<!\b\w)[.;:](?=\s)|\n|$)")
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_TURNS = frozenset({"not", "never", "cannot"})
_AGAINST = _TURNS | {
    "no", "none", "neither", "nobody", "nothing", "nor", "non", "unless", "without", "except", "prohibited", "prohibits",
    "forbidden", "refrain", "refrains", "barred", "prevent", "avoid",
}  # fmt: skip
"""Words that say no: where one makes way for another, nothing is turned round."""
_BINDING = frozenset({"shall", "must", "will"})
_PAIRS = {
    ("either", "neither"),
    ("any", "none"),
    ("all", "none"),
    ("one", "none"),
    ("any", "no"),
    ("each", "no"),
    ("every", "no"),
}
_VERBS = frozenset({
    "shall", "will", "may", "must", "can", "should", "does", "do", "is", "are", "was", "were", "has", "have", "be", "agrees",
    "agree", "undertakes", "covenants", "promises", "to", "it", "they", "you",
})  # fmt: skip
"""What a "not" stands behind, and what stays where it goes."""
_IDLE = re.compile(
    r"\b(?:but|and|including|are|is) not (?:necessarily )?limited to\b|\bwhether or not\b|\bnot only\b|\bif not\b",
    re.IGNORECASE,
)
_ALIKE = 0.8
_WHOLE = 0.9
"""The share of its words that a sentence must find in a longer one to be what was left of it."""
_PART, _FEWEST = 0.5, 5
"""The share of the words of a sentence that another must hold to be where it went, and the fewest words of one."""
_SHOWN = 12
"""Words shown of a sentence that was turned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A sentence that differs by a negation (``not``) or by a verb that only exhorts (``force``): its place in each text, and
    `old`, `new`, the words around the verb. `gain` where the "not", or the verb that binds, is the new text's."""

    kind: Literal["not", "force"]
    gain: bool
    old_span: Span
    new_span: Span
    old: str
    new: str


def turns(old: str, new: str) -> Iterator[Turn]:
    """The sentences of two clauses that differ by a negation."""
    for was, now in edited(old, new):
        yield from _turned(old, was, new, now)


def edited(old: str, new: str, *, cut: bool = False) -> Iterator[tuple[Span, Span]]:
    """The sentences of two clauses that are one, edited; with `cut` also those of which one holds all words of the other."""
    before, after = (_left(_sentences(text), _sentences(other)) for text, other in ((old, new), (new, old)))
    used: set[int] = set()
    for span in before:
        words = _words(old, span)
        scored = [(_alike(words, _words(new, one), cut=cut), n) for n, one in enumerate(after) if n not in used]
        score, at = max(scored, default=(0.0, -1))
        if score >= _ALIKE:
            used.add(at)
            yield span, after[at]


def alone(old: str, new: str) -> Iterator[tuple[bool, Span]]:
    """The sentences of two clauses of which the other has nothing: whether it is the new text's, and its place in it."""
    left = _left(_sentences(old), _sentences(new)), _left(_sentences(new), _sentences(old))
    for gain, text, mine, other, others in ((False, old, left[0], new, left[1]), (True, new, left[1], old, left[0])):
        bags = [Counter(word for word, *_ in _words(other, span)) for span in others]
        for span in mine:
            words = Counter(word for word, *_ in _words(text, span))
            if words.total() >= _FEWEST and all((words & bag).total() < _PART * words.total() for bag in bags):
                yield gain, span


def _sentences(text: str) -> list[tuple[Span, str]]:
    found = [Span(start=match.start(), end=match.end()) for match in _SENTENCE.finditer(text)]
    return [(span, " ".join(_folded(text, span))) for span in found]


def _left(mine: list[tuple[Span, str]], others: list[tuple[Span, str]]) -> list[Span]:
    """The sentences that do not stand, word for word, on the other side."""
    held = Counter(words for _, words in others)
    found = []
    for span, words in mine:
        if held[words]:
            held[words] -= 1
        elif words:
            found.append(span)
    return found


def _folded(text: str, span: Span) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text[span.start : span.end])]


def _words(text: str, span: Span) -> list[tuple[str, int, int]]:
    idle = [match.span() for match in _IDLE.finditer(text, span.start, span.end)]
    return [
        (match.group().casefold(), match.start(), match.end())
        for match in _WORD.finditer(text, span.start, span.end)
        if not any(start <= match.start() < end for start, end in idle)
    ]


def _alike(old: list[tuple[str, int, int]], new: list[tuple[str, int, int]], *, cut: bool = False) -> float:
    one, other = (Counter(word for word, *_ in side) for side in (old, new))
    fewest = min(one.total(), other.total())
    if cut and fewest >= _FEWEST and (one & other).total() >= _WHOLE * fewest:
        return max(_ALIKE, 2 * fewest / (one + other).total())
    return 2 * (one & other).total() / max((one + other).total(), 1)


def _turned(old: str, old_span: Span, new: str, new_span: Span) -> Iterator[Turn]:
    before, after = _words(old, old_span), _words(new, new_span)
    folded = [[word for word, *_ in side] for side in (before, after)]
    if _against(folded[0]) == _against(folded[1]):
        yield from _forced(old, old_span, before, new, new_span, after)
        return
    for tag, i, k, j, m in SequenceMatcher(None, folded[0], folded[1], autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        gone, come = folded[0][i:k], folded[1][j:m]
        if all(map(_against, folded)) and (len(gone) + len(come) > 1):
            continue  # one more "not" in a sentence that was told otherwise
        lost = _turning(gone, come, folded[0], i, folded[1][m : m + 1])
        gained = _turning(come, gone, folded[1], j, folded[0][k : k + 1])
        if lost == gained:
            continue
        yield Turn(
            kind="not",
            gain=gained,
            old_span=old_span,
            new_span=new_span,
            old=_shown(old, before, i),
            new=_shown(new, after, j),
        )
        return


def _forced(
    old: str, old_span: Span, before: list[tuple[str, int, int]], new: str, new_span: Span, after: list[tuple[str, int, int]]
) -> Iterator[Turn]:
    """A verb that binds for one that only exhorts, or the other way round; nothing else of the sentence may differ there."""
    folded = [[word for word, *_ in side] for side in (before, after)]
    for tag, i, k, j, m in SequenceMatcher(None, folded[0], folded[1], autojunk=False).get_opcodes():
        gone, come = folded[0][i:k], folded[1][j:m]
        if tag != "replace" or len(gone) != 1 or len(come) != 1:
            continue
        gain = come[0] in _BINDING and _exhorts(gone[0], folded[0][k : k + 1])
        if gain or (gone[0] in _BINDING and _exhorts(come[0], folded[1][m : m + 1])):
            yield Turn(
                kind="force", gain=gain, old_span=old_span, new_span=new_span,
                old=_shown(old, before, i), new=_shown(new, after, j),
            )  # fmt: skip
            return


def _exhorts(verb: str, behind: list[str]) -> bool:
    """Whether a verb leaves it to somebody: "should", "may"; "may not" binds."""
    return verb == "should" or (verb == "may" and behind != ["not"])


def _against(words: list[str]) -> int:
    return sum(word in _AGAINST for word in words)


def _turning(mine: list[str], other: list[str], words: list[str], at: int, behind: list[str]) -> bool:
    """Whether `mine`, at `at` of its sentence, has a negation that `other` in its place has not."""
    if any(word in _AGAINST for word in other) or any(word.startswith("un") for word in other + behind[:1]):
        return False
    if any((one, word) in _PAIRS for one in other for word in mine):
        return True
    place = next((n for n, word in enumerate(mine) if word in _TURNS), None)
    if place is None:
        return False
    return "cannot" in mine or bool(set(words[max(0, at + place - 3) : at + place]) & _VERBS)


def _shown(text: str, words: list[tuple[str, int, int]], at: int) -> str:
    first, last = max(0, at - 2), min(len(words), at + _SHOWN)
    return text[words[first][1] : words[last - 1][2]] if words else ""
