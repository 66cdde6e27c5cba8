"""A contract beside the reference's own text: limb beside limb, by what they speak of: their words are seldom the same."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from clausecheck.document import Span
from clausecheck.finding import Report
from clausecheck.ruletree import Clause, Thing, strongest
from clausecheck.tui.alignment import Row, Side, changed_words, marked
from clausecheck.tui.links import walk
from clausecheck.tui.pairing import Line
from clausecheck.tui.places import in_blocks
from clausecheck.tui.wrapping import printable

_WORDED_ALIKE = 0.6
_ENOUGH = 1.0


@dataclass(slots=True)
class _Part:
    """A limb or a sentence: the stretch of a block, and the things that it names with where they stand in it."""

    block: int
    span: Span
    text: str
    number: str = ""
    things: dict[Thing, list[Span]] = field(default_factory=dict)

    def like(self, other: _Part) -> float:
        """How much both speak of the same: the same things count fully, things of the same kind a little, words a little."""
        same = len(self.things.keys() & other.things.keys())
        kinds, theirs = ({thing.kind for thing in one.things} - {"authority"} for one in (self, other))
        words = _alike(self.text, other.text)
        return 2 * same + 0.5 * len(kinds & theirs) + 2 * words if same or kinds & theirs or words > 0.4 else 0.0


def beside(old: Report, new: Report) -> list[Line]:
    """The clauses of the contract `new` in order, each limb beside the one of the reference `old` that it answers to."""
    left, right = list(_parts(old)), list(_parts(new))
    answers = _matched(left, right)
    has, asked = set(strongest(new.clauses)), set(strongest(old.clauses))
    lines: list[Line] = []
    shown: set[int] = set()
    block = -1
    for at, part in enumerate(right):
        if part.block > block + 1:
            lines.append(_skipped(part.block - block - 1))
        block = max(block, part.block)
        answer = answers.get(at)
        one = left[answer] if answer is not None else None
        lines.append(_line(one, part, has, asked))
        if answer is None:
            continue
        shown.add(answer)
        for behind in _after(answer, answers, left):
            if behind not in shown:
                shown.add(behind)
                lines.append(_line(left[behind], None, has, asked))
    lines += [_line(one, None, has, asked) for i, one in enumerate(left) if i not in shown]
    if (rest := len(new.document.blocks) - block - 1) > 0:
        lines.append(_skipped(rest))
    return lines


def _after(answer: int, answers: dict[int, int], left: list[_Part]) -> Iterator[int]:
    """The parts of the reference behind `answer` that nothing answers to, up to the next that something does."""
    for i in range(answer + 1, len(left)):
        if i in answers.values():
            return
        yield i


def _matched(left: list[_Part], right: list[_Part]) -> dict[int, int]:
    scores = [(one.like(other), i, j) for i, one in enumerate(left) for j, other in enumerate(right)]
    answers: dict[int, int] = {}
    for score, i, j in sorted(scores, key=lambda each: (-each[0], each[2], each[1])):
        if score >= _ENOUGH and j not in answers and i not in answers.values():
            answers[j] = i
    return answers


def _parts(report: Report) -> Iterator[_Part]:
    """The blocks of the clauses, cut where a limb or a norm begins in them."""
    done: set[int] = set()
    for clause in report.clauses:
        for piece in clause.located.pieces:
            if piece.block in done:
                continue
            done.add(piece.block)
            block = report.document.blocks[piece.block]
            cuts = sorted({0, len(block.text), *_cuts(clause, piece.block)})
            for first, (start, end) in enumerate(itertools.pairwise(cuts)):
                text = printable(block.text[start:end]).replace("\n", " ")
                if text.strip():
                    number = f"{block.number} " if block.number and not first else ""
                    part = _Part(piece.block, Span(start=start, end=end), text, number)
                    _fill(part, clause)
                    yield part


def _cuts(clause: Clause, block: int) -> Iterator[int]:
    for node in walk(clause.tree.norms):
        if node.kind in ("limb", "prohibition", "obligation"):
            held = next(in_blocks(clause.located, node.span), None)
            if held is not None and held[0] == block:
                yield held[1].start


def _fill(part: _Part, clause: Clause) -> None:
    """Note what a part names, itself or by a defined term."""
    uses = [use for node in walk(clause.tree.norms) for use in node.uses]
    for effect in clause.effects:
        spans = [use.span for use in uses if effect.via and use.term.casefold() == effect.via[0].casefold()]
        for block, span in (held for at in (effect.span, *spans) for held in in_blocks(clause.located, at)):
            if block == part.block and part.span.start <= span.start < part.span.end:
                shift = part.span.start
                inside = Span(start=span.start - shift, end=min(span.end, part.span.end) - shift)
                part.things.setdefault(effect.thing, []).append(inside)


def _line(one: _Part | None, other: _Part | None, has: set[Thing], asked: set[Thing]) -> Line:
    """Two limbs beside each other: word by word where they read alike, else what one names and the other text nowhere has."""
    if one is not None and other is not None and _alike(one.text, other.text) >= _WORDED_ALIKE:
        left, right = changed_words(one.text, other.text)
        kind: str = "=" if not left.changed and not right.changed else "~"
    else:
        left = _marked(one, has, "−") if one is not None else Side("")
        right = _marked(other, asked, "+") if other is not None else Side("")
        kind = "~" if one is not None and other is not None else "-" if one is not None else "+"
        if kind == "~" and not left.changed and not right.changed:
            kind = "="
        if kind == "-" and one is not None and one.things and one.things.keys() <= has:
            kind = "="
        if kind == "+" and other is not None and other.things.keys() <= asked:
            kind = "="
    return Line(
        row=Row(kind, one.block if one else None, other.block if other else None),  # type: ignore[arg-type]
        old=_numbered(left, one) if one else None,
        new=_numbered(right, other) if other else None,
        in_clause=True,
        old_part=one.span if one else None,
        new_part=other.span if other else None,
    )


def _marked(part: _Part, elsewhere: set[Thing], mark: str) -> Side:
    spans = sorted({(s.start, s.end) for thing, held in part.things.items() if thing not in elsewhere for s in held})
    apart: list[tuple[int, int]] = []
    for start, end in spans:
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return marked(part.text, apart, mark)


def _numbered(side: Side, part: _Part) -> Side:
    shift = len(part.number)
    return Side(part.number + side.text, tuple((start + shift, end + shift) for start, end in side.changed))


def _skipped(count: int) -> Line:
    words = f"… {count} paragraph{'s' if count != 1 else ''} outside of the export clauses"
    return Line(row=Row("…", None, None), old=None, new=Side(words))


def _alike(a: str, b: str) -> float:
    x, y = Counter(a.casefold().split()), Counter(b.casefold().split())
    return 2 * (x & y).total() / ((x.total() + y.total()) or 1)
