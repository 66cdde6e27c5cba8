"""Who is said to keep the lists that a target names: an authority before a list in its phrase, or behind "maintained by"."""

from __future__ import annotations

from dataclasses import dataclass

from clausecheck.knowledge import Knowledge
from clausecheck.parsing.chunks import Chunk
from clausecheck.ruletree import Thing
from clausecheck.tokens import Term, folded, scan


@dataclass(slots=True)
class Keepers:
    """Reads keepers in one clause. `text` is the clause, `knowledge` what it is read with."""

    text: str
    knowledge: Knowledge

    def _keepers(self, chunks: list[Chunk]) -> dict[int, tuple[str, ...]]:
        """For each list term (by identity) the authorities that the words around it name as its keeper.

        An authority before the list in its own phrase keeps it and those that follow in the series; one behind "maintained
        by" keeps every list before it that has none yet.
        """
        kept: dict[int, tuple[str, ...]] = {}
        waiting: list[Term] = []
        before: tuple[str, ...] = ()
        behind = False
        for chunk in chunks:
            if (
                chunk.kind in ("KEEPER", "ADMINISTERED")
                or (chunk.kind in ("NOUNS", "AGENCIES") and chunk.preposition in ("BY", "OF"))
                or chunk.kind == "LISTED"
            ):
                behind = chunk.kind != "LISTED"
            for term in chunk.terms:
                if term.type in ("LIST", "LISTWORD"):
                    if waiting and chunk.preposition == "OF" and id(waiting[-1]) in kept:
                        kept[id(term)] = kept[id(waiting[-1])]
                    if behind and chunk.kind == "LISTS" and not self._authorities(chunk):
                        behind, before = False, ()
                    waiting.append(term)
                    if before and not (term.type == "LISTWORD" and self._any_other(chunk, term)):
                        kept[id(term)] = before
                elif term.type in ("AGENCY", "STATE"):
                    authorities = self._authority(term)
                    if not authorities:
                        continue
                    prenominal = chunk.kind == "LISTS" and chunk.preposition not in ("BY", "OF")
                    if (behind and not prenominal) or (
                        chunk.kind in ("AGENCIES", "NOUNS") and waiting and chunk.kind != "LISTS"
                    ):
                        for earlier in waiting:
                            kept[id(earlier)] = tuple(dict.fromkeys((*kept.get(id(earlier), ()), *authorities)))
                    else:
                        before = authorities if not before or waiting else tuple(dict.fromkeys((*before, *authorities)))
                        waiting = []
            if chunk.kind == "LISTS" and behind and self._authorities(chunk):
                behind = False
        return kept

    def _any_other(self, chunk: Chunk, listed: Term) -> bool:
        """ "Any other restricted party list", "any similar list": not of the keeper named before, unless said so behind."""
        end = chunk.terms.index(listed)
        start = next((at for at in range(end, 0, -1) if chunk.terms[at].type == "GLUE"), 0)
        own = chunk.terms[start:end]
        words = {word for term in own if term.type in ("DET", "WORD") for word in folded(term.of(self.text))}
        return "other" in words or bool(words & set(self.knowledge.cues["likewise"]))

    def _authorities(self, chunk: Chunk) -> bool:
        return any(term.type == "AGENCY" for term in chunk.terms)

    def _authority(self, term: Term) -> tuple[str, ...]:
        found = []
        for thing in term.things:
            entry = self.knowledge.entry(thing)
            if thing.kind == "authority":
                found.append(thing.id)
            elif entry is not None and entry.lawmaker:
                found.append(entry.lawmaker)
        return tuple(found)

    def _named_keepers(self, listed: Thing, term: Term) -> tuple[str, ...]:
        """The keeper that the name of a list itself holds: "HM Treasury consolidated list"."""
        entry = self.knowledge.entry(listed)
        words = term.of(self.text).rsplit(None, 1)[0]
        named = {thing.id for one in scan(words, self.knowledge) for thing in one.things if one.type == "AGENCY"}
        named |= {keeper for one in scan(words, self.knowledge) for keeper in self._authority(one) if one.size > 1}
        keeper = entry.keeper if entry is not None else ""
        while keeper and keeper not in named:
            authority = self.knowledge.entry(Thing(kind="authority", id=keeper))
            keeper = authority.keeper if authority is not None else ""
        return (keeper,) if keeper else ()

    def _code(self, authority: str) -> list[str]:
        entry = self.knowledge.entry(Thing(kind="authority", id=authority))
        return [entry.jurisdiction] if entry is not None and entry.jurisdiction else []
