"""Two texts laid side by side: which paragraph answers to which, and which words differ.

Equal paragraphs that occur once on either side anchor the rest (patience: with many blank ones, difflib alone takes
seconds); between them difflib, and where paragraphs were rewritten the most similar ones are paired. What then stands alone on
either side is paired over any distance: it was moved.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_ALIKE = 0.4
_MOST = 10_000
_MOVED = 0.6
_WORDS = 5
"""Shorter paragraphs are moved only together with a neighbour: "(a) to Cuba;" stands in many places."""
_MOST_MOVED = 60_000
Kind = Literal["=", "~", "-", "+", "m", ">", "…"]


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of the old text beside one of the new.

    ``=`` equal, ``~`` changed, ``-`` only old, ``+`` only new, ``m`` moved here (changed or not), ``>`` moved away from here,
    ``…`` left out.
    """

    kind: Kind
    old: int | None
    new: int | None


@dataclass(frozen=True, slots=True)
class Side:
    """A paragraph with a mark put in before every changed stretch, and those stretches (offsets into `text`)."""

    text: str
    changed: tuple[tuple[int, int], ...] = ()


def align(old: Sequence[str], new: Sequence[str]) -> tuple[Row, ...]:
    """Every paragraph of both texts once, in order; white space does not count."""
    a, b = [" ".join(text.split()) for text in old], [" ".join(text.split()) for text in new]
    rows: list[Row] = []
    i = j = 0
    for left, right in [*_anchors(a, b), (len(a), len(b))]:
        _between(a, b, (i, left), (j, right), rows)
        if left < len(a):
            rows.append(Row("=", left, right))
        i, j = left + 1, right + 1
    return _with_moves(rows, a, b)


def _with_moves(rows: list[Row], a: Sequence[str], b: Sequence[str]) -> tuple[Row, ...]:
    """The rows with paragraphs that stand alone on both sides brought together where the new text has them."""
    gone = [row.old for row in rows if row.kind == "-" and row.old is not None and a[row.old]]
    come = [row.new for row in rows if row.kind == "+" and row.new is not None and b[row.new]]
    if not gone or not come or len(gone) * len(come) > _MOST_MOVED:
        return tuple(rows)
    words_a = {i: Counter(a[i].casefold().split()) for i in gone}
    words_b = {j: Counter(b[j].casefold().split()) for j in come}
    alike = [
        (_alike(x, y), i, j) for i, x in words_a.items() for j, y in words_b.items() if min(x.total(), y.total()) >= _WORDS
    ]
    to: dict[int, int] = {}
    back: dict[int, int] = {}

    def pair(i: int, j: int) -> None:
        to[i], back[j] = j, i
        for step in (-1, 1):  # a limb goes with its neighbour
            x, y = i + step, j + step
            if x in words_a and y in words_b and x not in to and y not in back and _alike(words_a[x], words_b[y]) >= _ALIKE:
                pair(x, y)

    for likeness, i, j in sorted(alike, key=lambda one: (-one[0], one[1], one[2])):
        if likeness >= _MOVED and i not in to and j not in back:
            pair(i, j)
    out: list[Row] = []
    for row in rows:
        if row.kind == "-" and row.old in to:
            out.append(Row(">", row.old, None))
        elif row.kind == "+" and row.new is not None and row.new in back:
            out.append(Row("m", back[row.new], row.new))
        else:
            out.append(row)
    return tuple(out)


def _anchors(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of equal paragraphs that occur once on each side: the longest chain that rises on both."""
    in_a, in_b = Counter(a), Counter(b)
    where = {text: at for at, text in enumerate(b) if in_b[text] == 1}
    pairs = [(at, where[text]) for at, text in enumerate(a) if in_a[text] == 1 and text in where]
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = [None] * len(pairs)
    for index, (_, right) in enumerate(pairs):
        at = bisect_left(tails, right)
        if at == len(tails):
            tails.append(right)
            ends.append(index)
        else:
            tails[at], ends[at] = right, index
        before[index] = ends[at - 1] if at else None
    chain: list[tuple[int, int]] = []
    last = ends[-1] if ends else None
    while last is not None:
        chain.append(pairs[last])
        last = before[last]
    return chain[::-1]


def _between(a: Sequence[str], b: Sequence[str], left: tuple[int, int], right: tuple[int, int], rows: list[Row]) -> None:
    if left[0] == left[1] and right[0] == right[1]:
        return
    matcher = SequenceMatcher(None, a[left[0] : left[1]], b[right[0] : right[1]], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        i1, i2, j1, j2 = i1 + left[0], i2 + left[0], j1 + right[0], j2 + right[0]
        if tag == "equal":
            rows += [Row("=", i, j) for i, j in zip(range(i1, i2), range(j1, j2), strict=True)]
        else:
            rows += _paired(a, b, range(i1, i2), range(j1, j2))


def _paired(a: Sequence[str], b: Sequence[str], left: range, right: range) -> list[Row]:
    """Rewritten paragraphs beside the ones they are most like, in order."""
    n, m = len(left), len(right)
    if not n or not m or n * m > _MOST:
        return [Row("-", i, None) for i in left] + [Row("+", None, j) for j in right]
    words_a, words_b = [Counter(a[i].casefold().split()) for i in left], [Counter(b[j].casefold().split()) for j in right]
    alike = [[_alike(x, y) for y in words_b] for x in words_a]
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            pair = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= _ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], pair)
    rows: list[Row] = []
    i = j = 0
    while i < n or j < m:
        if i < n and j < m and alike[i][j] >= _ALIKE and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            rows.append(Row("~", left[i], right[j]))
            i, j = i + 1, j + 1
        elif i < n and (j == m or best[i][j] == best[i + 1][j]):
            rows.append(Row("-", left[i], None))
            i += 1
        else:
            rows.append(Row("+", None, right[j]))
            j += 1
    return rows


def _alike(a: Counter[str], b: Counter[str]) -> float:
    return 2 * (a & b).total() / ((a.total() + b.total()) or 1)


def changed_words(old: str, new: str) -> tuple[Side, Side]:
    """Both paragraphs with their differing words marked, ``−`` before what went and ``+`` before what came."""
    a, b = _WORD.findall(old), _WORD.findall(new)
    gone: list[tuple[int, int]] = []
    come: list[tuple[int, int]] = []
    at_a, at_b = _offsets(a), _offsets(b)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "equal":
            if i2 > i1:
                gone.append((at_a[i1], at_a[i2]))
            if j2 > j1:
                come.append((at_b[j1], at_b[j2]))
    return marked(old, _joined(old, gone), "−"), marked(new, _joined(new, come), "+")


def _offsets(tokens: list[str]) -> list[int]:
    offsets = [0]
    for token in tokens:
        offsets.append(offsets[-1] + len(token))
    return offsets


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches with only white space between them are one."""
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if out and not text[out[-1][1] : start].strip():
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def marked(text: str, spans: Sequence[tuple[int, int]], mark: str) -> Side:
    """`text` with `mark` before each stretch that holds more than white space."""
    parts: list[str] = []
    changed: list[tuple[int, int]] = []
    done = 0
    for start, end in spans:
        blank = len(text[start:end]) - len(text[start:end].lstrip())
        start += blank
        if start >= end:
            continue
        parts += (text[done:start], mark, text[start:end])
        shift = len(mark) * len(changed)
        changed.append((start + shift, end + shift + len(mark)))
        done = end
    parts.append(text[done:])
    return Side("".join(parts), tuple(changed))
