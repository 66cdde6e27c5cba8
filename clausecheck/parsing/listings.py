"""Lists that have no name of their own: "any restricted party list maintained by the European Union", "those lists"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from clausecheck.document import Span
from clausecheck.outline import states
from clausecheck.outline.listmakers import GENERAL_LIST
from clausecheck.parsing.chunks import Chunk
from clausecheck.parsing.keepers import Keepers
from clausecheck.ruletree import Exclusion, Sense, Thing, Use
from clausecheck.tokens import Term, folded


@dataclass(slots=True)
class Found:
    """What one target named."""

    exclusions: list[Exclusion] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)


_OTHERS = 60
"""Code points behind those who keep a list within which others are said to keep it too."""


@dataclass(slots=True)
class Listings(Keepers):
    """Reads the words for lists in a target."""

    def _listword(
        self,
        found: Found,
        chunk: Chunk,
        term: Term,
        sense: Sense,
        path: tuple[str, ...],
        kept_by: tuple[str, ...],
        such: bool,
        chunks: list[Chunk],
        index: int,
    ) -> None:
        if such:
            found.uses.append(
                Use(term="such list", span=Span(start=term.start, end=term.end), relation=relation(chunk), sense=sense)
            )
            return
        kept_by = self._own_keepers(chunk, term, kept_by, chunks[index + 1 : index + 5])
        following = chunks[index + 1] if index + 1 < len(chunks) else None
        if following is not None and following.preposition == "OF" and following.kind in ("PLACES", "ITEMS") and term.size == 1:
            return
        of = folded(self.text[term.end : term.end + _OTHERS])[:4]
        if term.size == 1 and of[:1] == ["of"] and set(of) & set(self.knowledge.cues["exported"]):
            return  # "the list of restricted exports": of goods
        if chunk.preposition == "ON" and any(
            t.things and t.type == "LIST" for c in chunks[max(0, index - 2) : index] for t in c.terms
        ):
            return  # "named as a specially designated national on the list published by": the list of those
        if any(
            c.kind == "LISTS" and c.preposition in ("OF", "IN") and any(t.things for t in c.terms)
            for c in chunks[index + 1 : index + 5]
        ):
            return  # "the list maintained by the Treasury of Specially Designated Nationals" names one list
        if chunks[0].kind == "PLACES" and not any(c.kind in ("PERSONS", "BY_PERSONS") for c in chunks):
            return  # "a country identified on the list maintained by OFAC": a list of places
        if term.size == 1 and "GROUP" in chunk.types():
            return  # "the Country Group E:1 or E:2 lists"
        listed = any(other.kind == "LISTED" for other in chunks)
        another = any(t.type == "DET" and "other" in folded(t.of(self.text)) for t in chunk.terms)
        if term.size == 1 and not (
            kept_by
            or listed
            or chunk.types() & {"DESC", "AGENCY", "STATE"}
            or any(set(folded(t.of(self.text))) & set(self.knowledge.cues["likewise"]) for t in chunk.terms)
            or (following is not None and following.kind in ("BY_PERSONS", "PERSONS", "AGENCIES"))
            or (following is not None and following.kind == "KEEPER" and another)
            or (following is not None and following.preposition == "OF" and "DESC" in following.types())
            or any(
                t.type == "DET" and set(folded(t.of(self.text))) & {"foreign", "government", "governmental"}
                for t in chunk.terms
            )
        ):
            return
        for thing in self.lists_of(kept_by, chunk, chunks, term):
            found.exclusions.append(
                replace(self._exclusion(thing, self._noun(chunk, chunk.terms.index(term)), chunk, sense, path), kept_by=kept_by)
            )

    def _own_keepers(self, chunk: Chunk, term: Term, kept_by: tuple[str, ...], beyond: list[Chunk]) -> tuple[str, ...]:
        """Those who keep "any list" in "the OFAC SDN List, or any list maintained by": not whoever keeps the one before."""
        at = chunk.terms.index(term)
        joints = [n for n, other in enumerate(chunk.terms[:at]) if other.type == "GLUE"]
        if not joints or chunk.terms[joints[-1] + 1].type != "DET":
            return kept_by
        before = {k for other in chunk.terms[: joints[-1]] if other.type == "AGENCY" for k in self._authority(other)}
        before -= {k for c in beyond for other in c.terms if other.type == "AGENCY" for k in self._authority(other)}
        return tuple(keeper for keeper in kept_by if keeper not in before)

    def lists_of(self, kept_by: tuple[str, ...], chunk: Chunk, chunks: list[Chunk], before: Term | None = None) -> list[Thing]:
        """The lists that a description means: those of the keepers it names, or any; `before` is the word for them."""
        kept: list[Thing] = []
        plain: list[str] = []
        last = max(
            (
                n
                for n, term in enumerate(chunk.terms)
                if term.type == "GLUE" and before is not None and term.end <= before.start
            ),
            default=-1,
        )
        own_words = chunk.terms[last + 1 :]
        place = chunks.index(chunk) if chunk in chunks else 0
        if place > 1 and chunks[place - 1].kind == "JOIN" and chunks[place - 2].kind == "NOUNS":
            own_words = [*chunks[place - 2].terms, *own_words]  # "any U.S. or other applicable sanctions list"
        for keeper in kept_by:
            authority = self.knowledge.entry(Thing(kind="authority", id=keeper))
            within = authority is not None and bool(authority.keeper)  # a whole government keeps all its lists, not one
            below = {e.id for e in self.knowledge.entries if e.kind == "authority" and e.keeper == keeper} if within else set()
            own = [e for e in self.knowledge.entries if e.kind == "list" and e.keeper in below | {keeper}]
            general = [e for e in own if e.topic]
            if general or (within and len(own) == 1):
                kept.append((general or own)[0].thing)
            else:
                plain.append(keeper)
        codes = [] if kept_by and not chunks else [code for term in own_words for code in states(term, self.knowledge)]
        codes += [code for keeper in kept_by for code in self._code(keeper)]
        if not codes and not kept_by and chunk in chunks:
            at = chunks.index(chunk)
            behind = next((n for n, c in enumerate(chunks[at + 1 : at + 4]) if c.kind in ("JOIN", "LISTS")), 3)
            codes = self._makers(chunks[at + 1 : at + 1 + behind])
        at = chunks.index(chunk) if chunk in chunks else len(chunks)
        beyond = [term for c in chunks[at + 1 : at + 5] if c.kind not in ("LISTS", "JOIN") for term in c.terms]
        others = bool(codes or kept) and (
            any(
                (term.type == "DET" or (term.type == "AGENCY" and not term.things)) and self._foreign(term)
                for term in chunk.terms
            )
            or any(
                (term.type == "DET" and self._foreign(term, "other"))
                or (term.type == "AGENCY" and not term.things and self._foreign(term, "other"))
                for term in beyond
            )
        )
        others = others or (bool(codes or kept) and self._and_other_keepers(chunks[at + 1 : at + 5]))
        things = [thing for code in dict.fromkeys(codes) if (thing := self.knowledge.specific(GENERAL_LIST, code)) is not None]
        if kept:
            beside = [self.knowledge.specific(GENERAL_LIST, code) for keeper in plain for code in self._code(keeper)]
            things = list(dict.fromkeys([*kept, *(thing for thing in beside if thing is not None)]))
        return [*things, *([GENERAL_LIST] if others else [])] or [GENERAL_LIST]

    def _and_other_keepers(self, beyond: list[Chunk]) -> bool:
        """ "Lists promulgated by OFAC, BIS, or other agencies": whose they are is left open."""
        named = [chunk for chunk in beyond if chunk.kind in ("AGENCIES", "NOUNS") and chunk.types() & {"AGENCY", "STATE"}]
        if not named:
            return False
        words = folded(self.text[named[-1].end : named[-1].end + _OTHERS])[:4]
        rest = words[words.index("other") + 1 :] if "other" in words else []
        return words[:1] in (["or"], ["and"]) and bool(set(rest[:2]) & set(self.knowledge.cues["authorities"]))

    def _foreign(self, term: Term, *more: str) -> bool:
        """Whether a determiner speaks of further states: "non-U.S.", "any other country"."""
        return bool(set(folded(term.of(self.text))) & {"non", "foreign", *more})

    def kept_lists(self, chunks: Iterable[Chunk], sense: Sense) -> Found:
        """ "Those maintained by the United States and the European Union": the lists of each authority named."""
        found = Found()
        for chunk in chunks:
            for term in chunk.terms:
                for keeper in self._authority(term) if term.type in ("AGENCY", "STATE") else ():
                    for thing in self.lists_of((keeper,), chunk, []):
                        item = self._exclusion(
                            thing, Span(start=term.start, end=term.end), chunk, sense, ("listing", chunk.head)
                        )
                        found.exclusions.append(replace(item, kept_by=(keeper,)))
        return found

    def _exclusion(self, thing: Thing, span: Span, chunk: Chunk, sense: Sense, path: tuple[str, ...]) -> Exclusion:
        return Exclusion(thing=thing, span=span, relation=relation(chunk), sense=sense, productions=path)

    def _noun(self, chunk: Chunk, position: int) -> Span:
        """The noun with the words before it in its chunk that describe it."""
        start = position
        while start > 0 and chunk.terms[start - 1].type in (
            "DESC",
            "STATE",
            "DET",
            "SUCH",
            "COMPREHENSIVE",
            "AGENCY",
            "EMBARGO",
        ):
            start -= 1
        return Span(start=chunk.terms[start].start, end=chunk.terms[position].end)

    def _makers(self, chunks: list[Chunk]) -> list[str]:
        """The jurisdictions that the words of a target name; "" where they also speak of the laws of any state."""
        found = [
            code
            for chunk in chunks
            for term in chunk.terms
            if term.type in ("STATE", "AGENCY")
            for code in states(term, self.knowledge)
        ]
        for index, chunk in enumerate(chunks):
            if index > 1 and chunks[index - 1].kind == "RESTRICTS" and chunks[index - 2].types() & {"AGENCY", "STATE"}:
                continue  # "against which the United States maintains sanctions": its own
            for term in chunk.terms:
                for thing in term.things:
                    entry = self.knowledge.entry(thing) if thing.kind == "instrument" else None
                    if entry is not None and (entry.jurisdiction or (entry.described and entry.topic)):
                        found.append(entry.jurisdiction)  # "" for the laws of whatever state
        return list(dict.fromkeys(found))


def relation(chunk: Chunk) -> str:
    return chunk.preposition.lower() or chunk.head
