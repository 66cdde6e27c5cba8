"""What a "not" does beside what stands before it: goes on, doubles, or says that somebody is not kept from having the goods."""

from __future__ import annotations

from dataclasses import dataclass

from clausecheck.parsing.attitudes import Attitudes
from clausecheck.parsing.chunks import Chunk
from clausecheck.parsing.drafts import Draft
from clausecheck.parsing.frames import At, Frame
from clausecheck.parsing.targets import GENERAL_PERSONS
from clausecheck.ruletree import Exclusion
from clausecheck.tokens import folded

_FROM = 60
"""Code points behind a bar within which it is said what it keeps somebody from: "barred under the law of the State from"."""
_VERB = 16
"""Code points behind a "does not" within which its verb stands."""


@dataclass(slots=True)
class Denials(Attitudes):
    """How a denial or a bar stands to the head before it."""

    def _may_not_take(self, at: At, held: Draft) -> bool:
        """ "You are not prohibited (by the EAR) from receiving the Software": whoever some rule puts off limits."""
        before = [part.name for part in at.read[max(0, at.index - 1) : at.index]]
        verb = at.part.chunks[0]
        if before != ["denial"] or held.kind != "representation" or held.sense != "against":
            return False
        if self._takes(verb):
            held.exclusions.append(self._off_limits(verb))
        return self._takes(verb)

    def _shares_no(self, at: At) -> bool:
        """ "No Product will be shipped to Iran or may be sold to": the "no" of the subject denies both verbs."""
        held = at.frame.draft
        joined = at.index and at.read[at.index - 1].name == "break" and "OR" in at.read[at.index - 1].chunks[-1].types()
        none = held is not None and held.kind == "prohibition" and held.sense == "against" and not held.negation
        return bool(joined) and none and at.frame.negative and not (at.frame.pending or at.frame.negated)

    def _tells(self, at: At) -> bool:
        """ "The warranty does not cover Products exported to": what something is not, and no bar."""
        behind = self.text[at.part.chunks[0].end : at.part.chunks[0].end + _VERB]
        return bool(set(folded(behind)[:1]) & set(self.knowledge.cues["no_bar_verb"]))

    def _takes(self, verb: Chunk) -> bool:
        """Whether what somebody is, or is not, kept from is to have or to handle goods."""
        words = folded(self.text[verb.start : verb.end + _FROM])
        return "from" in words and bool(set(words[words.index("from") + 1 :][:2]) & set(self.knowledge.cues["taking"]))

    def _off_limits(self, verb: Chunk) -> Exclusion:
        return Exclusion(thing=GENERAL_PERSONS, span=verb.span, sense="against", productions=("denial", "bar"))

    def _status_next(self, at: At) -> bool:
        """Whether what is denied is a state of the party: "not located in", "not on the list"."""
        following = next((part for part in at.read[at.index + 1 : at.index + 3] if part.name != "break"), None)
        return following is not None and (
            following.name == "assertion"
            or (at.part.name == "assertion" and bool(following.targets) and following.targets[0].name == "recipient")
            or (
                bool(following.targets)
                and following.targets[0].name in ("location", "listed", "listing", "nationality", "restriction")
            )
        )

    def _again(self, at: At) -> bool:
        """Whether one negation directly follows another under the same head, with only its subject between."""
        held = at.frame.draft
        if held is None or held.kind != "prohibition" or not held.empty():
            return False
        before = [part.name for part in at.read[max(0, at.index - 3) : at.index]]
        return before[-1:] == ["prohibition"] or (
            at.part.chunks[0].kind == "NEGATION" and before[-2:] == ["prohibition", "series"]
        )

    def _denied(self, frame: Frame) -> bool:
        """Whether the subject that waits for its verb is negative already: "neither A nor B", "no person"."""
        if not frame.pending:
            return False
        neither, frame.neither = frame.neither, False
        return neither or any(p.chunks[0].terms and p.chunks[0].terms[0].type == "NO" for p in frame.pending)

    def _either_denial(self, at: At, held: Draft) -> bool:
        """ "Is not located in A or is not listed on B": whoever is in A but on no list passes."""
        back = 1
        if at.frame.pending and at.read[at.index - 1].name == "series" and len(at.read[at.index - 1].chunks) == 1:
            back = 2  # "... or it is not listed on B"
        elif at.frame.pending:
            return False
        before = at.read[at.index - back].chunks[0] if at.index >= back else None
        return (
            held.sense == "against"
            and held.kind == "representation"
            and not held.empty()
            and before is not None
            and before.kind == "JOIN"
            and before.types() <= {"OR", "COMMA"}
            and "OR" in before.types()
        )
