"""Nouns that are described as off limits: "embargoed", "prohibited by", "subject to sanctions"; whose rules do so.

A country so described is a group of territories, a person a restricted party, a use a prohibited end use.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clausecheck.outline import states
from clausecheck.parsing.chunks import Chunk
from clausecheck.parsing.designations import Designations
from clausecheck.ruletree import Thing
from clausecheck.tokens import folded

_RESTRICTING = frozenset({"SUBJECT", "RESTRICTS"})


@dataclass(slots=True)
class Described(Designations):
    """What the reader of targets asks about such nouns."""

    def _restricted(self, chunks: list[Chunk]) -> bool:
        """Whether a rule is said to forbid it: "to which export is prohibited", "subject to sanctions"."""
        for index, chunk in enumerate(chunks):
            if chunk.kind == "RESTRICTS":
                words = set(folded(self.text[chunk.start : chunk.end]))
                licensed = bool(index) and chunks[index - 1].kind == "LICENCES"
                return not licensed and not words & set(self.knowledge.cues["permit"])  # "for which a licence is required"
            if chunk.kind == "SUBJECT" and any(self._forbids(later) for later in chunks[index + 1 : index + 5]):
                nouns = {before.kind for before in chunks[:index]} & {"ITEMS", "PERSONS", "PLACES", "BY_PERSONS", "USES"}
                return nouns != {"ITEMS"}  # "material subject to export restrictions, to any person": the material is
            if (
                chunk.kind == "LISTED"
                and chunk.terms[0].type == "LISTED"
                and any("DESC" in c.types() for c in chunks[index + 1 : index + 3])
            ):
                return True
            if index and (chunk.types() - {"GLUE"} == {"DESC"} or self.forbidden_by(chunks, index)):
                return True
            if chunk.kind == "LISTED" and (self._under_sanctions(chunks, index) or self._place_designated(chunks, index)):
                return True
        return False

    def forbidden_by(self, chunks: Sequence[Chunk], index: int) -> bool:
        """ "Any manner prohibited by the Act": the word behind its noun, and the law behind that."""
        chunk, following = chunks[index], chunks[index + 1] if index + 1 < len(chunks) else None
        return (
            following is not None
            and following.preposition == "BY"
            and following.kind in ("LAWS", "AGENCIES")
            and chunk.kind in ("USES", "NOUNS")
            and chunk.terms[-1].type == "DESC"
        )

    def _under_sanctions(self, chunks: list[Chunk], index: int) -> bool:
        """ "A person designated under sanctions imposed by": on no list that is named."""
        following = chunks[index + 1] if index + 1 < len(chunks) else None
        words = set(folded(self.text[chunks[index].start : chunks[index].end]))
        return (
            following is not None
            and following.kind == "LAWS"
            and bool(words & set(self.knowledge.cues["designated"]))
            and self._forbids(following)
            and not any(chunk.kind == "LISTS" for chunk in chunks)
        )

    def _forbids(self, chunk: Chunk) -> bool:
        return (
            any(term.type == "EMBARGO" or (term.type == "LAW" and "sanctions" in term.name.split("|")) for term in chunk.terms)
            or "DESC" in chunk.types()
            or (
                chunk.kind == "LAWS"
                and bool(
                    set(folded(self.text[chunk.start : chunk.end]))
                    & {*self.knowledge.cues["forbidding"], *self.knowledge.cues["sanctioning"]}
                )
            )
        )

    def _only_located(self, chunks: list[Chunk]) -> bool:
        """Whether the restriction belongs to the place where the person is, not to the person."""
        kinds = [chunk.kind for chunk in chunks]
        place = next((at for at, kind in enumerate(kinds) if kind == "PLACES"), None)
        return (
            place is not None
            and place > 0
            and not any("DESC" in chunk.types() for chunk in chunks[:place] if chunk.kind == "PERSONS")
            and not any(kind in _RESTRICTING for kind in kinds[:place])
        )

    def _described(self, general: Thing, makers: list[str]) -> list[Thing]:
        """The group that each state makes of the places it names: "a U.S. or EU embargo"; the general one where none is."""
        things = [self.knowledge.specific(general, code) if code else general for code in dict.fromkeys(makers)]
        known = [thing for thing in things if thing is not None]
        return list(dict.fromkeys(known)) if known and len(known) == len(things) else [general]

    def _own_makers(self, chunk: Chunk, position: int, makers: list[str]) -> list[str]:
        """ "A sanctioned jurisdiction or a person subject to OFAC sanctions": only the person is told by whose they are."""
        joints = [at for at, term in enumerate(chunk.terms) if term.type == "GLUE"]
        start = next((at + 1 for at in reversed(joints) if at < position), 0)
        end = next((at for at in joints if at > position), None)
        if end is None or chunk.terms[end + 1].type != "DET" or not any(t.type == "DESC" for t in chunk.terms[start:position]):
            return makers
        return [code for term in chunk.terms[start:end] for code in states(term, self.knowledge)]

    def _merely_unlawful(self, chunk: Chunk) -> bool:
        """ "Any unlawful activity": what any law forbids, and no end use that the law of export puts off limits."""
        words = {word for term in chunk.terms if term.type == "DESC" for word in folded(term.of(self.text))}
        return bool(words) and words <= set(self.knowledge.cues["unlawful"])

    def _named_use(self, chunk: Chunk, position: int) -> bool:
        """ "Sensitive nuclear end uses": the use has a name of its own, and needs none that is only described."""
        return any(t.type == "USE" for t in chunk.terms[:position]) and chunk.terms[position - 1].type != "DESC"
