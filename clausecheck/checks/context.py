"""What a check gets to see, and the ways of making findings that several checks share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from clausecheck.document import Document, Span
from clausecheck.finding import Check, Confidence, Finding, Law, MatrixRow, Place, Requirement, Severity
from clausecheck.knowledge import Entry, Knowledge, Phrase, basis_of, pattern, sources_on, under
from clausecheck.ruletree import Clause, Effect, OwnershipTest, Thing, ThingKind

if TYPE_CHECKING:
    from clausecheck.references import Reference
    from clausecheck.references import Requirement as Asked

SEVERITY: dict[Requirement, Severity] = {"required": "error", "recommended": "warning", "optional": "note"}
"""How bad it is to lack what a reference asks for."""
MET = ("barred", "limited", "defective")
"""The effects that other checks than the missing ones speak of."""
_QUOTED = 12
"""Words of a quotation within a message."""
_BEFORE, _BEHIND, _NEAR = 3, 6, 80
"""Words before and behind a general name that are quoted with it: they say whose list, or what sort of country, is meant."""
_LOOSE = frozenset(
    {"and", "or", "and/or", "the", "a", "an", "any", "of", "to", "in", "by", "under", "that", "which", "is", "whose"}
)
"""Words that no quotation ends in."""
LESS: dict[Severity, Severity] = {"error": "warning", "warning": "note", "note": "note"}
"""How bad it is to lack the name of what general words may reach."""
_GENERAL: dict[ThingKind, tuple[ThingKind, ...]] = {
    "list": ("list", "end_user"),
    "territory": ("territory_group",),
    "end_use": ("end_use",),
}
"""The kinds of what is barred without a name, for each kind of thing that it could hold."""
_LAW_OF = {"US": "law_of_us", "EU": "law_of_eu"}
"""The words that citations of the law of a jurisdiction begin with, for those in which an entry may have a basis."""
_PROHIBITED = "generic.prohibited"
"""Persons and uses that a clause calls no more than prohibited."""
_STOP = re.compile(r"[,;:()\u201c\u201d\"\n]|(?<![A-Z])\.(?=\s|$)")
_END = re.compile(r"[;()\u201c\u201d\"\n]|(?<![A-Z])\.(?=\s|$)")
"""Marks between phrases, and those that a longer quotation does not go past."""
_ENOUGH = 4
"""Words from which a quotation says what it is about."""
_OWNER = 60
"""Code points behind an ownership test within which it says by whom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One contract under review: its clauses, the reference with the clauses of its own text, and the matrix of both."""

    document: Document
    clauses: tuple[Clause, ...]
    reference: Reference
    model: tuple[Clause, ...]
    knowledge: Knowledge
    as_of: str
    matrix: tuple[MatrixRow, ...]
    age_warning: str = ""
    """Why what is known is too old to judge by; empty where it is not."""

    def effects(self, *kinds: ThingKind) -> Iterator[tuple[int, Effect]]:
        """The effects on things of these kinds (none given: all), each with the index of its clause."""
        for index, clause in enumerate(self.clauses):
            for effect in clause.effects:
                if not kinds or effect.thing.kind in kinds:
                    yield index, effect

    def bars(self, *kinds: ThingKind) -> Iterator[tuple[int, Effect]]:
        """The effects that bar, or mean to bar, a thing of these kinds."""
        return ((index, effect) for index, effect in self.effects(*kinds) if effect.effect in MET)

    def entry(self, thing: Thing) -> Entry | None:
        """What the knowledge base says about a thing."""
        return self.knowledge.entry(thing)

    def name(self, thing: Thing) -> str:
        """The official name of a thing, or its id."""
        entry = self.knowledge.entry(thing)
        return entry.name if entry else thing.id

    def authority(self, id: str) -> str:
        """The name of an authority, with its article."""
        name = self.name(Thing(kind="authority", id=id))
        return name if name.casefold().startswith("the ") or name == id else f"the {name}"

    def authority_alone(self, effect: Effect) -> bool:
        """Whether the words that stand for a list name its authority and no list ("anyone sanctioned by OFSI")."""
        entry = self.knowledge.entry(effect.thing)
        chain = self.knowledge.keeper_chain(entry.keeper) if entry is not None else ()
        return any(self.knowledge.called(Thing(kind="authority", id=one), effect.quote) for one in chain)

    def general(self, thing: Thing, *, dealing: bool = False) -> Effect | None:
        """What is barred without a name and could hold `thing`: "any list of restricted parties", "a sanctioned country".

        With `dealing`, only what a prohibition bars; a party's word about itself bars no dealing with others.
        """
        found = self._general(thing, dealing=dealing)
        return found[1] if found else None

    def general_words(self, thing: Thing) -> str:
        """The words of `general` with those behind them that say whose list, or what sort of country, is meant; or ""."""
        found = self._general(thing)
        if found is None:
            return ""
        text, span = self.clauses[found[0]].text, found[1].span
        before, behind = text[max(span.start - _NEAR, 0) : span.start], text[span.end : span.end + _NEAR]
        for stop, most in ((_STOP, _BEHIND), (_END, 2 * _BEHIND)):
            words = _phrase(stop, behind, from_start=True)[: most + 1]
            while words and words[-1].casefold().strip(",") in _LOOSE:
                words.pop()
            head = _phrase(stop, before, from_start=False)[-_BEFORE:] if " " not in found[1].quote else []
            said = " ".join([*head, _cut(found[1].quote), *words]).replace(" ,", ",")
            if len(said.split()) >= _ENOUGH:
                break
        return said.rstrip(",")

    def _general(self, thing: Thing, *, dealing: bool = False) -> tuple[int, Effect] | None:
        entry = self.knowledge.entry(thing)
        if entry is None or thing.kind not in _GENERAL:
            return None
        bars = [one for kind in _GENERAL[thing.kind] for one in self.bars(kind)]
        for index, effect in bars:
            if dealing and not any(source.norm == "prohibition" for source in effect.by):
                continue
            held = self.knowledge.entry(effect.thing)
            if held is None or held.jurisdiction not in ("", entry.jurisdiction):
                continue
            if held.id != _PROHIBITED and (not held.topic or held.kind == "end_user"):
                continue
            if self._names_others(index, effect) or not self._kept_alike(index, effect, held, entry):
                continue
            return index, effect
        return None

    def _names_others(self, index: int, effect: Effect) -> bool:
        """Whether general words mean only some of their sort, or those of other states: "the countries listed above"."""
        within = pattern(self.knowledge.cues["some_of_them"])
        behind = pattern(self.knowledge.cues["of_other_states"])
        text, word = self.clauses[index].text, effect.span.start
        named = text[text.rfind(" ", 0, max(word - 1, 0)) + 1 : word] + effect.quote
        return within.search(named) is not None or behind.match(text[effect.span.end :].lstrip()) is not None

    def _kept_alike(self, index: int, effect: Effect, held: Entry, entry: Entry) -> bool:
        """Whether a thing could be among those of the authorities that the general words name, or that keep what they name."""
        chain = self.knowledge.keeper_chain(entry.keeper)
        kept = effect.kept_by or ((held.keeper,) if held.keeper else ())
        if kept and chain and not any(one in chain or entry.keeper in self.knowledge.keeper_chain(one) for one in kept):
            return False
        beside = range(effect.span.start, effect.span.end + _NEAR)
        states = {
            authority.jurisdiction
            for where, one in self.effects("authority")
            if where == index and one.span.start in beside and (authority := self.knowledge.entry(one.thing)) is not None
        } - {""}
        return held.id != _PROHIBITED or not states or entry.jurisdiction in {*states, ""}

    def laws(self, thing: Thing) -> tuple[Law, ...]:
        """The legal basis of a thing in the law that the reference is of, and the sources of the knowledge base about it."""
        entry = self.knowledge.entry(thing)
        if entry is None:
            return ()
        states = self.reference.jurisdictions
        others = (name for name in _LAW_OF if states and name not in states)
        begin = tuple(phrase for name in others for phrase in self.knowledge.cues[_LAW_OF[name]])
        basis = tuple(one for one in entry.basis if not one.startswith(begin)) if begin else entry.basis
        return laws_of(self.own(replace(entry, basis=basis or entry.basis)), self.as_of)

    def law(self, entry: Entry) -> str:
        """How a thing stands in the law that the reference is of, in one short sentence; empty where it has nothing on it.

        A territory's places in groups of countries are left out where it has measures of its own.
        """
        held = self.own(entry)
        standing = self.knowledge.status(held, self.as_of)
        if not held.measures or (held is not entry and standing.status == "not yet"):
            return ""
        if entry.kind != "territory" and standing.status == "in force":
            return f"in force since {standing.since}" if standing.since else "in force"
        return standing.sentence

    def own(self, entry: Entry) -> Entry:
        """A territory with the measures of the reference's law, without its places in groups where it has others."""
        held = under(entry, self.reference.jurisdictions)
        if entry.kind != "territory":
            return held
        groups = {one.id for one in self.knowledge.entries if one.kind == "territory_group"}
        measures = tuple(one for one in held.measures if one.id not in groups)
        return replace(held, measures=measures) if measures else held

    def age_of_name(self, effect: Effect) -> Phrase | None:
        """The outdated or wrong name that the contract uses for a thing, or None where its name is current."""
        entry = self.knowledge.entry(effect.thing)
        if entry is None or not (entry.obsolete or entry.wrong):
            return None
        phrase = self.knowledge.called(effect.thing, effect.quote)
        return phrase if phrase is not None and phrase.age in ("obsolete", "wrong") else None

    def ownership(self) -> Iterator[tuple[int, OwnershipTest]]:
        """The tests of who is owned or controlled by persons, each with the index of its clause.

        Who is under the control of a country ("located in, under the control of, or a national of any such country") is a
        question of its own, which no share answers.
        """
        places = pattern((*self.knowledge.cues["PLACEWORD"], *self.knowledge.cues["NATIONAL"]))
        persons = pattern(self.knowledge.cues["PERSONWORD"])
        for index, clause in enumerate(self.clauses):
            for test in clause.ownership:
                behind = clause.text[test.span.end : test.span.end + _OWNER]
                place, person = places.search(behind), persons.search(f"{test.span.of(clause.text)} {behind}")
                named = person is not None and (
                    place is None or person.start() - len(test.span.of(clause.text)) - 1 < place.start()
                )
                if test.percent is not None or place is None or named:
                    yield index, test

    # ------------------------------------------------------------ places

    def place(self, index: int, span: Span | None = None) -> Place:
        """A place in the clause of that index."""
        clause = self.clauses[index]
        return Place(document=self.document.path, clause=index, path=clause.path, title=clause.title, span=span)

    def nowhere(self) -> Place:
        """The place of something missing: the clause that names most, or the document where there is none."""
        if not self.clauses:
            return Place(document=self.document.path)
        index = max(range(len(self.clauses)), key=lambda i: (len(self.clauses[i].effects), -i))
        return self.place(index)

    # ------------------------------------------------------------ what the reference asks for

    def asked(self, key: Thing | str) -> Asked | None:
        """What the reference says of a key of the matrix."""
        return next((one for one in self.reference.requirements if one.key == key), None)

    def rows(self, *kinds: ThingKind) -> Iterator[tuple[MatrixRow, Thing, Requirement]]:
        """The rows of the matrix on things of these kinds that the reference asks for."""
        for row in self.matrix:
            if isinstance(row.key, Thing) and row.key.kind in kinds and row.required:
                yield row, row.key, row.required


class Page(Protocol):
    """A check: a module with `META`, `check` and a docstring that is its page."""

    META: Check

    def check(self, context: Context) -> Iterator[Finding]:
        """What is wrong."""


def laws_of(entry: Entry, as_of: str) -> tuple[Law, ...]:
    """The legal basis and the sources of an entry as they stand in a report."""
    basis = "; ".join(basis_of(entry, as_of))
    sources = (Law(title=one.title, locator=one.locator, read=one.read) for one in sources_on(entry, as_of))
    return (*((Law(title=basis),) if basis else ()), *sources)


def reading_confidence(effect: Effect) -> Confidence:
    """How sure a verdict about an effect is: what only the vocabulary matched is medium."""
    return "high" if effect.reading == "parsed" else "medium"


def _cut(quote: str) -> str:
    words = quote.split()
    return " ".join(words) if len(words) <= _QUOTED else " ".join(words[:_QUOTED]) + " \u2026"


def _phrase(stop: re.Pattern[str], text: str, *, from_start: bool) -> list[str]:
    """The whole words of `text` up to the first mark that `stop` finds, or behind the last one."""
    parts = stop.split(text)
    words = (parts[0] if from_start else parts[-1]).split(" ")
    if from_start and len(parts) == 1:
        words = words[:-1]  # cut in its middle
    return [word for word in words if word]


def laws_asked(asked: Asked | None) -> tuple[Law, ...]:
    """The sources that the reference itself gives."""
    return tuple(Law(title=one.title, locator=one.locator, read=one.read) for one in asked.sources) if asked else ()
