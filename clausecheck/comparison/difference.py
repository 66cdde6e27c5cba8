"""Where two contracts answer differently: every case that the bars of either suggest, asked on both."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from clausecheck.comparison.probes import Facet, Probe, acts_of, base, holdings, variants
from clausecheck.ruletree import Thing
from clausecheck.scenario import Answer, Bar, Case, Predicate, Verdict

STRENGTH: dict[Answer, int] = {"not barred": 0, "depends": 1, "barred": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A case that two texts answer differently, with both answers; `gain` where the new one bars more."""

    probe: Probe
    old: Verdict
    new: Verdict

    @property
    def gain(self) -> bool:
        return STRENGTH[self.new.answer] > STRENGTH[self.old.answer]

    @property
    def size(self) -> int:
        """How far the answers are apart: 2 for barred and not barred."""
        return abs(STRENGTH[self.new.answer] - STRENGTH[self.old.answer])

    @property
    def strong(self) -> Verdict:
        """The answer of the text that bars more."""
        return self.new if self.gain else self.old

    @property
    def weak(self) -> Verdict:
        """The answer of the text that bars less."""
        return self.old if self.gain else self.new


@dataclass(slots=True)
class Subject:
    """One thing under bars of one sort, and what the cases about it came to: where the answers differ, and where not."""

    thing: Thing
    sort: str
    differ: list[Difference] = field(default_factory=list)
    agree: list[Probe] = field(default_factory=list)
    beside: dict[Facet, list[Difference]] = field(default_factory=dict)

    def acts(self, gain: bool) -> set[str]:
        """The acts in which the new text bars more, or less."""
        return {one.probe.case.act for one in self.differ if one.gain == gain}


class Differences:
    """Both texts asked, thing by thing. `changed` are the clauses of each side whose text is not also the other side's."""

    def __init__(self, old: Predicate, new: Predicate, changed: tuple[Collection[int], Collection[int]]) -> None:
        self.predicates = (old, new)
        self._answers: dict[Case, tuple[Verdict, Verdict]] = {}
        sides = [[bar for bar in one.bars if bar.clause in held] for one, held in zip((old, new), changed, strict=True)]
        self.subjects: dict[tuple[str, Thing], Subject] = {}
        bars = list(dict.fromkeys((*sides[0], *sides[1])))
        for bar in bars:
            if bar.test is None:
                self._plain(bar)
        self._owned(bars)

    def answers(self, case: Case) -> tuple[Verdict, Verdict]:
        """What each text says to `case`, ambiguous words taken by default."""
        if case not in self._answers:
            old, new = self.predicates
            self._answers[case] = old.plain(case), new.plain(case)
        return self._answers[case]

    # ------------------------------------------------------------ asking

    def _subject(self, bar: Bar) -> Subject:
        return self.subjects.setdefault((bar.sort, bar.thing), Subject(bar.thing, bar.sort))

    def _plain(self, bar: Bar) -> None:
        """The plain cases of a bar act by act; where they agree, what may open it."""
        subject = self._subject(bar)
        same = None
        for act in acts_of(bar):
            probe = Probe(bar=bar, facet="base", case=base(bar, act))
            old, new = self.answers(probe.case)
            if old.answer != new.answer:
                subject.differ.append(Difference(probe=probe, old=old, new=new))
            elif old.answer != "not barred":
                subject.agree.append(probe)
                same = same or probe
        if same is not None:
            for variant in variants(bar, same.case, self.predicates):
                self._beside(subject, variant)

    def _owned(self, bars: list[Bar]) -> None:
        """The cases about holdings, for each thing whose owners are reached in either text."""
        figures = {one.test.percent for one in bars if one.test is not None and one.test.percent is not None}
        for bar in bars:
            if bar.test is None:
                continue
            subject = self._subject(bar)
            act = (bar.acts or ("",))[0]
            for probe in holdings(bar, base(bar, act), figures):
                self._beside(subject, probe)

    def _beside(self, subject: Subject, probe: Probe) -> None:
        old, new = self.answers(probe.case)
        if old.answer != new.answer:
            subject.beside.setdefault(probe.facet, []).append(Difference(probe=probe, old=old, new=new))

    # ------------------------------------------------------------ what is one change

    def of_acts(self) -> Iterator[tuple[str, bool, list[Difference]]]:
        """Acts that came or went for everything that had them, and not with the things: (act, gain, its differences).

        What is told so is taken out of the subjects.
        """
        told: dict[tuple[str, bool], list[Difference]] = {}
        for sort in ("dealing", "duty"):
            kept = [one for one in self.subjects.values() if one.sort == sort and one.agree]
            for act in sorted({one.probe.case.act for subject in kept for one in subject.differ} - {""}):
                for gain in (False, True):
                    having = [one for one in kept if act in one.acts(gain)]
                    still = [one for one in kept if any(probe.case.act == act for probe in one.agree)]
                    if not having or still:
                        continue
                    found = [d for one in having for d in one.differ if d.probe.case.act == act and d.gain == gain]
                    for one in having:
                        one.differ = [d for d in one.differ if d not in found]
                    told.setdefault((act, gain), []).extend(found)
        for (act, gain), found in sorted(told.items(), key=lambda one: one[0]):
            yield act, gain, found
