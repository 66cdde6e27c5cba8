"""Changes beside what is barred: whom ownership reaches, what somebody must know, what opens a bar or is carved out of it."""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.comparison import sentences
from clausecheck.comparison.difference import Difference, Subject
from clausecheck.comparison.sides import Side, Witnessed
from clausecheck.finding import Change, ChangeKind
from clausecheck.ruletree import Clause, OwnershipTest, Thing
from clausecheck.scenario import Bar, Opening
from clausecheck.scenario.joined import as_said


class Beside(Witnessed):
    """What stands beside the bars of both sides, compared where the plain case is answered alike."""

    def changes(self, subjects: list[Subject]) -> Iterator[Change]:
        """Ownership first, then knowledge, exceptions and carve-outs."""
        yield from self._ownership(subjects)
        yield from self._beside(subjects)
        yield from self._bearers(subjects)

    def _ownership(self, subjects: list[Subject]) -> Iterator[Change]:
        tests = tuple(_tests(side.clauses) for side in self.sides)
        ways = [self._ways(side) for side in self.sides]
        if all(ways) and not ways[0] & ways[1]:
            message = sentences.of_ownership("inverted", tests[0][0], tests[1][0])
            quotes = tuple(self._words(side, held[0]) for side, held in zip(self.sides, tests, strict=True))
            found = [d for one in subjects for d in one.beside.get("ownership", [])]
            lost = [d for d in found if not d.gain and d.probe.case.holding] or found
            held = (self._test(self.sides[0], found), self._test(self.sides[1], found))
            yield self._change("inverted", "ownership", message, lost, bars=held, quotes=(quotes[0], quotes[1]),
                               old=sentences.described(tests[0][0]), new=sentences.described(tests[1][0]))  # fmt: skip
            return
        shown = False
        for gain in (False, True):
            kept = (one for one in subjects if one.agree or not one.differ)
            reached = [one for one in kept if not self._one_sided(one.thing, one.sort)]
            found = [d for one in reached for d in one.beside.get("ownership", []) if d.gain == gain]
            if not found:
                continue
            shown = True
            was, now = (self._test(side, found) for side in self.sides)
            kind: ChangeKind = "widened" if gain else "narrowed"
            if was is None or now is None:
                kind = "added" if was is None else "removed"
            quotes = tuple(
                self._words(side, bar.test) if bar and bar.test else ""
                for side, bar in zip(self.sides, (was, now), strict=True)
            )
            yield self._change(
                kind, "ownership", sentences.of_ownership(kind, was.test if was else None, now.test if now else None), found,
                old=sentences.described(was.test) if was and was.test else None,
                new=sentences.described(now.test) if now and now.test else None,
                bars=(was, now), quotes=(quotes[0], quotes[1]),
            )  # fmt: skip

        if not shown and not any(subject.differ for subject in subjects):
            yield from self._unattached(*tests)

    def _unattached(self, old: list[OwnershipTest], new: list[OwnershipTest]) -> Iterator[Change]:
        """Tests of ownership that no bar hangs on as far as was read: compared by how far they reach, without a case."""
        was, now = ({_reach(one): one for one in side} for side in (old, new))
        gone, come = ([side[key] for key in side if key not in other] for side, other in ((was, now), (now, was)))
        if not gone and not come:
            return
        kind: ChangeKind
        if not old or not new:
            kind = "removed" if old else "added"
        elif not gone or not come:
            return  # another test of the same sort stands beside it
        else:
            kind = "narrowed" if max(map(_reach, gone)) > max(map(_reach, come)) else "widened"
        first, second = gone[0] if gone else None, come[0] if come else None
        yield self._change(
            kind, "ownership", sentences.of_ownership(kind, first, second), (),
            old=sentences.described(first) if first else None, new=sentences.described(second) if second else None,
            quotes=(self._words(self.sides[0], first), self._words(self.sides[1], second)),
        )  # fmt: skip

    def _ways(self, side: Side) -> set[str]:
        """Which ways ownership runs that a side asks for: in its bars, or else as far as its tests say."""
        barred: set[str] = {bar.test.direction for bar in side.predicate.bars if bar.test is not None}
        return barred or {test.direction for test in _tests(side.clauses)}

    def _test(self, side: Side, found: list[Difference]) -> Bar | None:
        """The bar through ownership that a side has on what the differences are about."""
        things = {one.probe.bar.thing for one in found}
        return next((bar for bar in side.predicate.bars if bar.test is not None and bar.thing in things), None)

    def _words(self, side: Side, test: OwnershipTest | None) -> str:
        for clause in side.clauses:
            if test is not None and any(one.span == test.span for one in clause.ownership):
                return test.span.of(clause.text)
        return ""

    def _beside(self, subjects: list[Subject]) -> Iterator[Change]:
        """Knowledge, exceptions and carve-outs that came or went where the plain case is answered as before."""
        for gain in (False, True):
            kind: ChangeKind = "widened" if gain else "narrowed"
            knowing = [d for one in subjects for d in one.beside.get("knowledge", []) if d.gain == gain]
            struck = [d for d in knowing if self._other_place(d)]
            yield from self._left(struck, gain, kind)
            knowing = [d for d in knowing if d not in struck]
            if knowing:
                bars = self._bars(knowing[0])
                quotes = tuple(self._knowing(side, knowing) for side in self.sides)
                words = quotes[0 if gain else 1]
                yield self._change(kind, "knowledge", sentences.of_knowledge(gain, words), knowing, bars=bars,
                                   old=quotes[0] or None, new=quotes[1] or None, quotes=(quotes[0], quotes[1]))  # fmt: skip
            yield from self._exceptions(subjects, gain, kind)
            yield from self._carvings(subjects, gain, kind)

    def _other_place(self, one: Difference) -> bool:
        """Whether the bar that asked for no knowledge is gone, and not only asks for it: the one that is left did so before."""
        sides = self.sides if one.gain else self.sides[::-1]
        weak, strong = ([bar for bar in side.predicate.bars if bar.thing == one.probe.bar.thing] for side in sides)
        return len(strong) > len(weak) and any(bar.knowledge for bar in strong)

    def _left(self, struck: list[Difference], gain: bool, kind: ChangeKind) -> Iterator[Change]:
        """Things of which one bar came or went, and another that asks for knowledge stands in both texts."""
        for thing in dict.fromkeys(one.probe.bar.thing for one in struck):
            several = [one for one in struck if one.probe.bar.thing == thing]
            words = self._knowing(self.sides[0 if gain else 1], several)
            why = f"{'it was only' if gain else 'only'} where somebody knows (“{words}”)"
            message = sentences.of_thing(kind, several[0].probe.bar, self.knowledge, why=why)
            yield self._change(kind, thing.kind, message, several, thing=thing, bars=self._bars(several[0]))

    def _bearers(self, subjects: list[Subject]) -> Iterator[Change]:
        """Parties that are bound no more, or now are, each with all that it is about."""
        found: dict[tuple[bool, str], list[Difference]] = {}
        for subject in subjects:
            for one in subject.beside.get("bearer", []):
                found.setdefault((one.gain, one.probe.words), []).append(one)
        for (gain, who), several in sorted(found.items()):
            bars = self._bars(several[0])
            sides = [self._who(side, several) for side in self.sides]
            yield self._change(
                "widened" if gain else "narrowed", f"bearer:{who}",
                sentences.of_bearer(gain, who, sides, (one.probe.bar for one in several), self.knowledge), several,
                old=sides[0], new=sides[1], bars=bars, quotes=self._verbs(several),
            )  # fmt: skip

    def _who(self, side: Side, found: list[Difference]) -> str:
        """Whom a side binds in what the differences are about, in words."""
        things = {one.probe.bar.thing for one in found}
        return sentences.parties(who for bar in side.predicate.bars if bar.thing in things for who in bar.who)

    def _verbs(self, found: list[Difference]) -> tuple[str, str]:
        """The start of the norm that binds, in each text."""
        words = []
        for side in self.sides:
            bar = next(bar for bar in side.predicate.bars if bar.thing == found[0].probe.bar.thing)
            text = side.clauses[bar.clause].text
            words.append(text[bar.norm.start : max(bar.norm.start, bar.at.start)].strip() or bar.norm.of(text))
        return words[0], words[1]

    def _knowing(self, side: Side, found: list[Difference]) -> str:
        things = {one.probe.bar.thing for one in found}
        for bar in side.predicate.bars:
            if bar.thing in things and bar.knowledge:
                return bar.knowledge[0].of(side.clauses[bar.clause].text)
        return ""

    def _exceptions(self, subjects: list[Subject], gain: bool, kind: ChangeKind) -> Iterator[Change]:
        found: dict[str, list[Difference]] = {}
        for subject in subjects:
            for one in subject.beside.get("exception", []):
                if one.gain == gain:
                    opening = _opening(one)
                    found.setdefault(opening.words if opening else one.probe.words, []).append(one)
        for words, several in found.items():
            bars = self._bars(several[0])
            yield self._change(
                kind, "exception", sentences.of_exception(gain, words), several, bars=bars,
                old=words if gain else None, new=None if gain else words, quotes=(words, "") if gain else ("", words),
            )  # fmt: skip

    def _carvings(self, subjects: list[Subject], gain: bool, kind: ChangeKind) -> Iterator[Change]:
        told = {one.thing for one in subjects if one.differ}
        found: dict[Thing, list[Difference]] = {}
        for subject in subjects:
            for one in subject.beside.get("release", []):
                release = one.probe.release
                if one.gain == gain and release is not None and release.thing not in told:
                    found.setdefault(release.thing, []).append(one)
        for thing, several in found.items():
            release = several[0].probe.release
            assert release is not None
            bars, name = self._bars(several[0]), sentences.called(thing, self.knowledge)
            yield self._change(
                kind, thing.kind, sentences.of_carving(gain, name, release.quote), several, thing=thing,
                old="permitted" if gain else "barred", new="barred" if gain else "permitted", bars=bars,
                quotes=(release.quote, "") if gain else ("", release.quote),
            )  # fmt: skip


def _opening(one: Difference) -> Opening | None:
    return next((spared.opening for spared in one.weak.spared if spared.opening is not None), None)


def _tests(clauses: tuple[Clause, ...]) -> list[OwnershipTest]:
    return [as_said(clause.text, test) for clause in clauses for test in clause.ownership]


def _reach(test: OwnershipTest) -> tuple[float, bool, bool, bool, bool]:
    """How far a test reaches, whichever way it runs, each part the greater the farther."""
    threshold = -test.percent if test.percent is not None else -100.0
    return threshold, test.at_least, test.direct_or_indirect, test.aggregate, test.control
