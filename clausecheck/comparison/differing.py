"""A sentence that stands in both texts, and the runs of words in which the two differ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from clausecheck.comparison.alignment import Pair
from clausecheck.comparison.sides import Side
from clausecheck.document import Span
from clausecheck.finding import Change, ChangeKind, Place
from clausecheck.ruletree import Thing
from clausecheck.scenario import Bar

_WORD = re.compile(r"\w+(?:['’]\w+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words that stand in one sentence and not in the other: their place, `gain` where it is the new text's, and whether
    other words stand there in their stead."""

    gain: bool
    span: Span
    replaced: bool


class Sentence:
    """A sentence in both texts, and the words in which they differ."""

    def __init__(self, sides: tuple[Side, Side], at: Pair, spans: tuple[Span, Span]) -> None:
        self.sides = sides
        self.clauses = (at.old, at.new)
        self.texts = (sides[0].clauses[at.old].text, sides[1].clauses[at.new].text)
        self.spans = spans

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        pieces = [list(_WORD.finditer(text, s.start, s.end)) for text, s in zip(self.texts, self.spans, strict=True)]
        plain = [[piece.group().casefold() for piece in side] for side in pieces]
        found = []
        for tag, i, k, j, m in SequenceMatcher(None, plain[0], plain[1], autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            for gain, side, first, last in ((False, pieces[0], i, k), (True, pieces[1], j, m)):
                if first < last:
                    span = Span(start=side[first].start(), end=side[last - 1].end())
                    found.append(Run(gain=gain, span=span, replaced=tag == "replace"))
        return tuple(found)

    def of(self, run: Run) -> str:
        return run.span.of(self.texts[run.gain])

    def bars(self, gain: bool, *, reached: bool = False) -> list[Bar]:
        """The bars of one text that stand in the sentence; with `reached` those that a definition in it holds."""
        side, clause, span = self.sides[gain], self.clauses[gain], self.spans[gain]
        return [
            bar for bar in side.predicate.bars
            if bar.clause == clause and span.start <= (bar.span if reached else bar.at).start < span.end and not bar.defect
            and (bar.sort != "duty" or (not bar.via and bar.thing.kind == "instrument"))
        ]  # fmt: skip

    def change(
        self, kind: ChangeKind, run: Run, message: str, *, thing: Thing | None = None, what: str = "", name: str = ""
    ) -> Change:
        """A change without a case; its quote is the run, its place the sentence in both texts."""
        quote = " ".join(self.of(run).split()) if not run.replaced else self.of(run)
        old_place, new_place = (
            Place(document=side.path, clause=at, path=side.clauses[at].path, title=side.clauses[at].title, span=span)
            for side, at, span in zip(self.sides, self.clauses, self.spans, strict=True)
        )
        return Change(
            kind=kind, thing=thing, what=thing.kind if thing else what, old=None if run.gain else quote,
            new=quote if run.gain else None, severity="note" if kind in ("added", "widened") else "warning", message=message,
            old_quote="" if run.gain else self.of(run), new_quote=self.of(run) if run.gain else "",
            old_place=old_place, new_place=new_place, name=name,
        )  # fmt: skip
