"""The two texts of a comparison, and a change between them with a case that both of them, read in full, answer differently."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clausecheck.comparison import sentences
from clausecheck.comparison.difference import Difference, Differences
from clausecheck.finding import Change, ChangeKind, Place, Severity
from clausecheck.knowledge import Knowledge
from clausecheck.ruletree import Clause, Effect, Thing, strongest
from clausecheck.scenario import Bar, Case, Predicate
from clausecheck.scenario.telling import asked

LOSSES: tuple[ChangeKind, ...] = ("removed", "narrowed", "inverted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One text: its clauses, the path of its document, its predicate, and what it does with each thing."""

    clauses: tuple[Clause, ...]
    path: str
    predicate: Predicate

    def effects(self) -> dict[Thing, tuple[int, Effect]]:
        return strongest(self.clauses)

    def place(self, bar: Bar) -> Place:
        clause = self.clauses[bar.clause]
        return Place(document=self.path, clause=bar.clause, path=clause.path, title=clause.title, span=bar.span)

    def live(self, thing: Thing, sort: str) -> list[Bar]:
        """The bars on a thing that as written bar something."""
        return [bar for bar in self.predicate.bars if bar.thing == thing and bar.sort == sort and not bar.defect]


class Witnessed:
    """What every finder of changes shares: both sides, what was found on asking them, and how a change is made of it."""

    def __init__(self, old: Side, new: Side, differences: Differences, knowledge: Knowledge) -> None:
        self.sides = (old, new)
        self.found = differences
        self.knowledge = knowledge

    def _change(
        self, kind: ChangeKind, what: str, message: str, differences: Iterable[Difference], *,
        thing: Thing | None = None, old: str | None = None, new: str | None = None,
        bars: tuple[Bar | None, Bar | None] = (None, None), quotes: tuple[str, str] | None = None,
        severity: Severity | None = None, name: str = "",
    ) -> Change:  # fmt: skip
        """A change with the first case among `differences` that both texts, read in full, answer differently."""
        old_side, new_side = self.sides
        was, now = bars
        shown, verdicts = self._witness(differences)
        return Change(
            kind=kind,
            thing=thing,
            what=what,
            old=old,
            new=new,
            severity=severity or _severity(kind, verdicts),
            message=message,
            old_quote=quotes[0] if quotes else was.quote if was else "",
            new_quote=quotes[1] if quotes else now.quote if now else "",
            old_place=old_side.place(was) if was else None,
            new_place=new_side.place(now) if now else None,
            case=shown.pairs() if shown else (),
            example=asked(shown, self.knowledge) if shown else "",
            old_verdict=verdicts[0],
            new_verdict=verdicts[1],
            name=name or (sentences.called(thing, self.knowledge) if thing is not None else ""),
        )

    def _witness(self, differences: Iterable[Difference]) -> tuple[Case | None, tuple[str, str]]:
        best = sorted(differences, key=lambda one: (-one.size, len(one.probe.case.pairs())))
        for one in best:
            old, new = (side.predicate.verdict(one.probe.case).answer for side in self.sides)
            if old != new:
                return one.probe.case, (old, new)
        return None, ("", "")

    def _bars(self, one: Difference) -> tuple[Bar | None, Bar | None]:
        """What decides the case in each text."""
        found = []
        for verdict in (one.old, one.new):
            grounds = [ground.bar for ground in verdict.grounds] or [spared.bar for spared in verdict.spared]
            found.append(next((bar for bar in grounds if bar.thing == one.probe.bar.thing), grounds[0] if grounds else None))
        return found[0], found[1]

    def _one_sided(self, thing: Thing, sort: str) -> bool:
        """Whether only one of the texts bars the thing at all."""
        return any(not side.live(thing, sort) for side in self.sides)


def _severity(kind: ChangeKind, verdicts: tuple[str, str]) -> Severity:
    """A bar lost, narrowed or turned round outranks one gained; one that now only may be lost stands between."""
    if kind in LOSSES:
        return "error" if "barred" in verdicts else "warning"
    return "note"
