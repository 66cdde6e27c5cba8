"""Persons whom somebody designated, on a list or under an order that is only told, or who are known by what they do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from clausecheck.document import Span
from clausecheck.parsing.chunks import Chunk
from clausecheck.parsing.listings import Listings
from clausecheck.ruletree import Exclusion, Sense, Thing
from clausecheck.tokens import Term, folded

_ENGAGED_IN = 5
"""Chunks behind "engaged in" within which what a person is engaged in is named: "in activities related to the design of"."""


@dataclass(slots=True)
class Designations(Listings):
    """Reads who is singled out, by whom or by what he does, in a target."""

    engaged: bool = False
    """Whether the words before the target say what a person does ("a person that supports")."""
    doing: bool = False
    """Whether the target before said so of a person, and this one goes on with it ("engaged in the design or use of")."""

    def _set_apart(self, chunks: list[Chunk], index: int) -> bool:
        """ "Anyone sanctioned", "a party designated": whoever does so keeps a list of them."""
        chunk = chunks[index]
        if chunk.kind == "LISTED":
            words = set(folded(self.text[chunk.start : chunk.end]))
            persons = any(c.kind in ("PERSONS", "BY_PERSONS") for c in chunks[:index])
            lists = any(c.kind == "LISTS" for c in chunks)
            return persons and not lists and bool(words & set(self.knowledge.cues["designated"]))
        return "DESC" in chunk.types() and chunk.kind in ("PERSONS", "NOUNS")

    def _singled_out(self, chunks: list[Chunk], sense: Sense, rule: str) -> Exclusion | None:
        """ "A person debarred by the Department of State": the list of that keeper whose name says the same of its members."""
        if any(chunk.kind == "LISTS" for chunk in chunks):
            return None
        for index, chunk in enumerate(chunks):
            words = [term for term in chunk.terms if term.type == "DESC"] if chunk.kind in ("PERSONS", "NOUNS") else []
            if not words or not any(c.kind == "PERSONS" for c in chunks[: index + 1]):
                continue
            behind = [term for c in chunks[index : index + 4] if c.kind in ("AGENCIES", "LAWS") for term in c.terms]
            keepers = {keeper for term in behind for keeper in (*self._authority(term), *self._lawgivers(term))}
            offices = {
                k for k in keepers if (e := self.knowledge.entry(Thing(kind="authority", id=k))) is not None and e.keeper
            }
            within = {e.id for e in self.knowledge.entries if e.kind == "authority" and e.keeper in offices}
            for entry in self.knowledge.entries:
                if entry.kind == "list" and entry.keeper in keepers | within and not entry.described:
                    named = set(folded(entry.name))
                    if named & {word for term in words for word in folded(term.of(self.text))}:
                        span = Span(start=words[0].start, end=words[-1].end)
                        return self._exclusion(entry.thing, span, chunk, sense, (rule, chunk.head))
        return None

    def _lawgivers(self, term: Term) -> list[str]:
        """Who administers an instrument."""
        entries = [self.knowledge.entry(thing) for thing in term.things if thing.kind == "instrument"]
        return [entry.keeper for entry in entries if entry is not None and entry.keeper and not entry.topic]

    def _under_order(self, chunks: list[Chunk], sense: Sense, rule: str) -> list[Exclusion]:
        """A person designated under an order against some sort of persons is of that sort ("under Executive Order 13224")."""
        if not any(chunk.kind in ("PERSONS", "BY_PERSONS", "LISTED") for chunk in chunks):
            return []
        found = []
        for chunk in chunks:
            for term in chunk.terms:
                for thing in term.things if term.type == "LAW" else ():
                    entry = self.knowledge.entry(thing)
                    sort = self._doer(Thing(kind="end_use", id=entry.topic)) if entry is not None and entry.topic else None
                    if sort is not None:
                        span = Span(start=term.start, end=term.end)
                        found.append(self._exclusion(sort, span, chunk, sense, (rule, chunk.head)))
        return found

    def _place_designated(self, chunks: list[Chunk], index: int) -> bool:
        """ "Any other jurisdiction designated by OFAC or the European Union": a place that they have singled out."""
        following = chunks[index + 1] if index + 1 < len(chunks) else None
        words = set(folded(self.text[chunks[index].start : chunks[index].end]))
        by = following is not None and following.kind == "AGENCIES" and following.preposition == "BY"
        described = any(chunk.kind == "PLACES" and "PLACEWORD" in chunk.types() for chunk in chunks[:index])
        return by and described and bool(words & set(self.knowledge.cues["designated"]))

    def _parents(self, items: list[Exclusion]) -> list[Exclusion]:
        """ "The Office of Foreign Assets Control of the Department of the Treasury": whose rules count is the office."""
        offices = [item for item in items if item.thing.kind == "authority" and item.sense == "for"]
        above = {chain for item in offices for chain in self.knowledge.keeper_chain(item.thing.id)[1:-1]}  # no whole state
        return [replace(i, sense="about") if i in offices and i.thing.id in above else i for i in items]

    def _those_who(self, term: Term, chunks: list[Chunk], index: int) -> tuple[Thing, ...]:
        """ "A person that commits or supports terrorism" is an end user of that sort, where there is one, not an end use; "a
        person involved in missile technology" is one beside the end use."""
        if term.type != "USE":
            return term.things
        before = chunks[:index] if any(c.kind in ("PERSONS", "BY_PERSONS") for c in chunks[:index]) else []
        engaged = self.engaged or self.doing or self.engaged_in(before)
        sorts = [self._sort_of(thing) for thing in term.things] if engaged else []
        told = self.engaged or any(c.kind in ("ENGAGED", "PLEDGE", "OTHER", "WHO") for c in before[-3:])
        doers = [self._doer(thing) or thing for thing in term.things] if told else [*term.things]
        return tuple(dict.fromkeys([*doers, *(sort for sort in sorts if sort is not None)]))

    def engaged_in(self, before: Sequence[Chunk]) -> bool:
        """Whether the last thing said of a person is what he does: no use "for activities involving" it."""
        doing = next((at for at in range(len(before) - 1, -1, -1) if before[at].kind == "ENGAGED"), None)
        if doing is None or len(before) - doing > _ENGAGED_IN:
            return False
        who = next((c.kind for c in reversed(before[:doing]) if c.kind in ("PERSONS", "BY_PERSONS", "USES", "PURPOSE")), "")
        return who in ("PERSONS", "BY_PERSONS")

    def _sort_of(self, use: Thing) -> Thing | None:
        """The sort of end user that is engaged in a use of some family ("nuclear, missile, chemical or biological")."""
        entry = self.knowledge.entry(use)
        family = entry.family if entry is not None else ""
        return next((e.thing for e in self.knowledge.entries if family and e.kind == "end_user" and e.family == family), None)

    def _doer(self, use: Thing) -> Thing | None:
        """The sort of end user whose name says no more than that he does this ("terrorist")."""
        return next((e.thing for e in self.knowledge.entries if e.kind == "end_user" and e.topic == use.id), None)
