"""The clauses of a contract as one three-valued predicate over cases."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from clausecheck.ambiguity import instead
from clausecheck.knowledge import Knowledge
from clausecheck.ruletree import Clause, OwnershipTest, Reading, Thing
from clausecheck.scenario import binding
from clausecheck.scenario.bars import Bar, Condition, Release, bars_of
from clausecheck.scenario.case import Case
from clausecheck.scenario.extension import Extension, Truth
from clausecheck.scenario.lexicon import lexicon
from clausecheck.scenario.verdict import ANSWERS, Ground, OtherReading, Spared, Verdict
from clausecheck.scenario.words import content

_MOST_READINGS = 16
"""Ambiguous modifiers of a document that are tried in each reading."""
_OWNING = re.compile(r"\b(?:own|shar|hold|held|interest|equity)", re.IGNORECASE)
"""In the words of a test that asks for a holding, not for control alone."""
_SAME_KIND = {"territory_group": "territory"}


class Predicate:
    """All bars of a contract, asked by case. Nothing is derived here that the rule tree does not say."""

    def __init__(
        self, clauses: tuple[Clause, ...], knowledge: Knowledge, as_of: str, extension: Extension | None = None
    ) -> None:
        self.clauses = clauses
        self.knowledge = knowledge
        self.extension = extension or Extension(knowledge, as_of)
        self._as_of = as_of
        found = [bars_of(clause, index, knowledge) for index, clause in enumerate(clauses)]
        self.bars: tuple[Bar, ...] = tuple(bar for bars, _ in found for bar in bars)
        self.releases: tuple[Release, ...] = tuple(release for _, releases in found for release in releases)
        self._spoken_of = binding.spoken_of(clause.text for clause in clauses)
        self._by_kind: dict[str, list[Bar]] = {}
        for bar in self.bars:
            self._by_kind.setdefault(_kind(bar.thing), []).append(bar)

    # ------------------------------------------------------------ the answer

    def verdict(self, case: Case) -> Verdict:
        """What the contract says to `case`, under every reading of its ambiguous words."""
        plain = self.plain(case)
        others = tuple(
            OtherReading(
                clause=at, words=reading.span.of(self.clauses[at].text), choice=reading.choices[number],
                answer=found.answer, grounds=found.grounds,
            )
            for at, reading, number, other in self._readings
            if (found := other.plain(case)).answer != plain.answer
        )  # fmt: skip
        return replace(plain, answer="depends", readings=others) if others else plain

    def plain(self, case: Case) -> Verdict:
        """What the contract says to `case` under the readings that are taken by default."""
        met: list[Ground] = []
        open_: list[Ground] = []
        spared: list[Spared] = []
        for bar in self._near(case):
            truth, undecided, missed = self._meets(bar, case)
            if missed is not None:
                spared.append(Spared(bar=bar, why="it reaches no further", condition=missed))
            if truth is Truth.NO:
                continue
            if not binding.reaches(bar.who, case.by, self._spoken_of):
                spared.append(Spared(bar=bar, why=f"it binds {', '.join(sorted(bar.who))} only"))
                continue
            reason = self._spared(bar, case)
            if reason is not None:
                spared.append(reason)
            elif truth is Truth.YES:
                met.append(Ground(bar=bar))
            else:
                open_.append(Ground(bar=bar, undecided=undecided))
        truth = Truth.YES if met else Truth.UNKNOWN if open_ else Truth.NO
        answer = ANSWERS[truth]
        return Verdict(answer=answer, grounds=tuple(met or open_), spared=tuple(spared), plain=answer)

    @cached_property
    def _readings(self) -> tuple[tuple[int, Reading, int, Predicate], ...]:
        """Each reading that is not taken by default: its clause, its number among the choices, the predicate it would make."""
        found: list[tuple[int, Reading, int, Predicate]] = []
        for at, clause in enumerate(self.clauses):
            for reading in clause.tree.readings:
                for number, choice in enumerate(reading.rivals):
                    if number and any(reading.rivals) and number < len(reading.choices) and len(found) < _MOST_READINGS:
                        tree = replace(instead(clause.tree, choice), readings=())
                        read = (*self.clauses[:at], replace(clause, tree=tree), *self.clauses[at + 1 :])
                        found.append((at, reading, number, Predicate(read, self.knowledge, self._as_of, self.extension)))
        return tuple(found)

    # ------------------------------------------------------------ one bar

    def _near(self, case: Case) -> Iterable[Bar]:
        """The bars on things of the kinds that the case names, each once."""
        kinds = {_kind(thing) for things in (case.to, case.party, case.end_use, case.end_user, case.national, case.law)
                 for thing in things}  # fmt: skip
        if "list" in kinds:
            kinds.add("end_user")  # "a sanctioned person" takes in who is on a list
        return [bar for kind in sorted(kinds) for bar in self._by_kind.get(kind, ())]

    def _meets(self, bar: Bar, case: Case) -> tuple[Truth, tuple[str, ...], Condition | None]:
        """Whether the case is what the bar is about, what that depends on, and the limit that keeps it from it.

        Openings and carve-outs are left aside.
        """
        undecided: list[str] = []
        if (bar.sort == "own") != case.own or (act := self._act(bar, case, undecided)) is Truth.NO:
            return Truth.NO, (), None
        truth = min(act, self._thing(bar, case, undecided))
        for condition in bar.conditions:
            if truth is Truth.NO:
                break
            truth = min(truth, self._condition(condition, case, undecided))
            if truth is Truth.NO:
                return Truth.NO, (), condition
        if truth is Truth.NO or (bar.knowledge and not case.knowing):
            return Truth.NO, (), None
        if bar.weak:
            truth = Truth.UNKNOWN
            undecided.append(f"whether “{bar.weak}” binds or only exhorts")
        return truth, tuple(dict.fromkeys(undecided)), None

    def _act(self, bar: Bar, case: Case, undecided: list[str]) -> Truth:
        """Whether what is done is what the bar is about: any act where either names none."""
        if not bar.acts or not case.act or case.act in bar.acts:
            return Truth.YES
        words = lexicon()
        if any(case.act in taken or "*" in taken for act in bar.acts if (taken := words.acts.get(act, ()))):
            return Truth.YES
        near = next((act for act in bar.acts if case.act in words.acts_may.get(act, ())), "")
        if not near:
            return Truth.NO
        undecided.append(f"whether {words.nouns.get(case.act, case.act)} counts as {words.nouns.get(near, near)} here")
        return Truth.UNKNOWN

    def _thing(self, bar: Bar, case: Case, undecided: list[str]) -> Truth:
        facts = facts_for(bar.thing, case, national=bar.national)
        if bar.sort == "duty" and bar.thing.kind == "instrument":
            facts = case.law
        if bar.thing.kind in ("list", "end_user"):
            if _way(bar) != (case.holding and case.holding[0]):
                return Truth.NO
        elif bar.test is not None and _way(bar) != (case.holding and case.holding[0]):
            return Truth.NO
        best, which = Truth.NO, None
        for fact in facts:
            if (not bar.enough or case.named) and bar.thing != fact:
                continue
            truth = self.extension.takes_in(bar.thing, fact)
            if truth > best:
                best, which = truth, fact
        if best is Truth.UNKNOWN and which is not None:
            undecided.append(f"whether “{bar.quote}” takes in {self._name(which)}")
        if best and bar.test is not None:
            best = min(best, self._owned(bar.test, case, undecided, self.clauses[bar.clause].text))
        if best and self._misplaced(bar):
            undecided.append(f"which list is meant: the {self._name(bar.thing)} is not kept by the {self._keeper_names(bar)}")
            best = min(best, Truth.UNKNOWN)
        return best

    def _owned(self, test: OwnershipTest, case: Case, undecided: list[str], text: str) -> Truth:
        assert case.holding is not None
        _, share = case.holding
        if test.percent is None and not _OWNING.search(text, test.span.start, test.span.end):
            reached = _said(share > 50)  # control alone is asked for: a majority brings it, less does not of itself
        elif test.percent is None:
            reached = Truth.YES if share > 50 else Truth.UNKNOWN if share else Truth.NO
            if reached is Truth.UNKNOWN:
                undecided.append("from what share on somebody counts as owned: the words give no figure")
        else:
            reached = Truth.YES if share > test.percent or (test.at_least and share == test.percent) else Truth.NO
        if reached and case.indirect and not test.direct_or_indirect:
            reached = min(reached, Truth.UNKNOWN)
            undecided.append("whether a share held through others counts")
        if reached and case.aggregate and not test.aggregate:
            reached = min(reached, Truth.UNKNOWN)
            undecided.append("whether the shares of several listed persons are added up")
        return Truth.YES if test.control and case.control else reached

    def _condition(self, condition: Condition, case: Case, undecided: list[str]) -> Truth:
        if condition.kind == "ownership":
            return _said(case.holding is not None)
        if condition.kind == "control":
            return _said(case.control)
        if condition.kind == "national":
            return self.extension.any_of(condition.things, case.national) if condition.things else _said(bool(case.national))
        if condition.things:
            facts = [fact for thing in condition.things for fact in facts_for(thing, case, national=False)]
            truth = self.extension.any_of(condition.things, facts)
        else:
            wanted = content(condition.words)
            given = content(" ".join((case.item, *case.given)))
            truth = Truth.YES if wanted <= given else Truth.UNKNOWN
        if truth is Truth.UNKNOWN:
            undecided.append(f"whether it is a case of “{condition.words.strip()}”")
        return truth

    def _spared(self, bar: Bar, case: Case) -> Spared | None:
        """Why a bar that the case meets does not hold, if it does not."""
        if bar.defect:
            return Spared(bar=bar, why="as written it bars nothing")
        for opening in bar.openings:
            if (opening.licence and case.licence) or _is_case_of(opening.words, case):
                return Spared(bar=bar, why="it is opened", opening=opening)
        for release in self.releases:
            if release.clause == bar.clause and self._released(bar, release, case):
                return Spared(bar=bar, why="it is carved out", release=release)
        return None

    def _released(self, bar: Bar, release: Release, case: Case) -> bool:
        """Whether the case is one that a carve-out of the bar's norm, or a permission behind it, takes out of the bar."""
        if release.lifts:
            if release.span.start < bar.at.start:
                return False
        elif release.norm != bar.norm:
            return False
        kind = _kind(release.thing)
        if kind != _kind(bar.thing) and kind in self._kinds_under(release, bar):
            return False  # "to Iran other than Crimea, or to a listed person": the one leaves the other alone
        facts = facts_for(release.thing, case, national=bar.national)
        if self.extension.any_of((release.thing,), facts) is not Truth.YES:
            return False
        return all(self._condition(condition, case, []) is Truth.YES for condition in release.conditions)

    def _kinds_under(self, release: Release, bar: Bar) -> set[str]:
        """The kinds of the things that the release can be about: those that its norm bars, or that stand before it."""
        return {
            _kind(other.thing)
            for other in self._by_kind.get(_kind(release.thing), ())
            if other.clause == bar.clause and (release.lifts or other.norm == bar.norm)
        }

    # ------------------------------------------------------------ keepers

    def _misplaced(self, bar: Bar) -> bool:
        """Whether the words say that somebody else keeps the list than its keeper, or whoever stands over that."""
        if bar.thing.kind != "list" or not bar.keepers:
            return False
        entry = self.knowledge.entry(bar.thing)
        if entry is None or not entry.keeper:
            return False
        others = (
            keepers
            for reading in self.clauses[bar.clause].tree.readings
            for choice in reading.keepers
            for thing, keepers in choice
            if thing == bar.thing
        )
        return not any(self._may_keep(entry.keeper, keepers) for keepers in (bar.keepers, *others))

    def _may_keep(self, keeper: str, named: tuple[str, ...]) -> bool:
        """Whether the authorities that a reading names, if any, are the keeper of a list, over it or under it."""
        below = {one for other in named for one in self.knowledge.keeper_chain(other)}
        return not named or bool(set(self.knowledge.keeper_chain(keeper)) & set(named)) or keeper in below

    def _keeper_names(self, bar: Bar) -> str:
        return ", ".join(self._name(Thing(kind="authority", id=keeper)) for keeper in bar.keepers)

    def _name(self, thing: Thing) -> str:
        entry = self.knowledge.entry(thing)
        return entry.name if entry is not None else thing.id


def facts_for(thing: Thing, case: Case, *, national: bool) -> tuple[Thing, ...]:
    """What a case says that a thing of this kind can be about."""
    match thing.kind:
        case "territory" | "territory_group":
            return (*case.to, *case.national) if national else case.to
        case "list":
            return case.party
        case "end_use":
            return case.end_use
        case "end_user":
            return (*case.end_user, *case.party)
        case "instrument":
            return case.law
    return ()


def _way(bar: Bar) -> str | None:
    """Which way the ownership runs through which alone a bar reaches its thing; None where it reaches it directly."""
    return bar.test.direction if bar.test is not None else None


def _kind(thing: Thing) -> str:
    return _SAME_KIND.get(thing.kind, thing.kind)


def _said(held: bool) -> Truth:
    return Truth.YES if held else Truth.NO


def _is_case_of(words: str, case: Case) -> bool:
    """Whether the item, or a circumstance that the case gives, is one that `words` speak of."""
    held = content(words)
    return any(said and said <= held for said in (content(one) for one in (case.item, *case.given)))
