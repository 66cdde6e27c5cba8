"""Opening a norm: what stood before its head is taken over, with the limits, licences and knowledge that it brings."""

from __future__ import annotations

from dataclasses import dataclass

from clausecheck.document import Span
from clausecheck.parsing.drafts import Draft
from clausecheck.parsing.frames import Frame
from clausecheck.parsing.limits import listed_items
from clausecheck.parsing.naming import Naming
from clausecheck.parsing.rules import Part
from clausecheck.ruletree import Limit, Sense
from clausecheck.tokens import folded

_VOUCHING = frozenset({"pledge", "representation", "acknowledgement", "assurance"})

_DESCRIBING = frozenset({"LOCATED", "NATIONAL", "LISTED", "LISTS", "SUBJECT", "PLACES"})
_ENGAGING = 30
"""Code points behind a bar within which its verb stands."""


@dataclass(slots=True)
class Opening(Naming):
    """How a head opens its norm."""

    def _open(self, frame: Frame, into: list[Draft], kind: str, sense: Sense, part: Part, *, modality: str = "") -> Draft:
        """Open a norm, taking over a fresh one that only vouched or took note, and what stood before the head."""
        held = frame.draft
        if (
            held is not None
            and held.empty()
            and held.headed
            and held.kind in ("representation", "acknowledgement", "obligation")
            and frame.attitude in ("vouch", "note", "ensure", "pledge")
            and any(held is draft for draft in reversed(into))
        ):
            if not (held.kind == "representation" and frame.attitude == "vouch" and kind in ("prohibition", "obligation")):
                ensured = frame.attitude == "ensure" and kind == "representation"
                held.kind = kind if frame.attitude != "vouch" and not ensured else held.kind
            else:
                held.kind = kind
            held.sense, held.modality = sense, modality or held.modality
            draft = held
        else:
            draft = Draft(kind, frame.pending[0].start if frame.pending else part.start, part.end, sense, modality=modality)
            into.append(draft)
        frame.draft, frame.headed = draft, True
        draft.bearer = draft.bearer or self._bearer(frame)
        if frame.conditional and part.name in _VOUCHING:
            return (
                draft  # "if you are on the list, you agree that you will not": what stands in the condition waits for the bar
            )
        pending, frame.pending = frame.pending, []
        if part.name in _VOUCHING or (pending and pending[0].chunks[0].preposition == "BY"):
            pending = [p for p in pending if p.name != "act"]  # "by using the Service, you represent"
        conditional = frame.conditional
        vouched = frame.attitude == "vouch" and held is not None and held.limit is not None and held.limit.kind == "extent"
        shared = held.limit if held is not None and held is not draft and (vouched or not pending) else None
        if sense == "against" and (there := self._stands(pending) or shared) is not None:
            draft.limit = there  # "end users located in X are not military end users": a bar for those there only
        draft.exceptions.extend(frame.exceptions)
        frame.exceptions = []
        if sense == "against":
            draft.exceptions.extend(Span(start=p.start, end=p.end) for p in pending if p.name == "breach")
        draft.knowledge.extend(frame.knowing)
        frame.knowing = []
        if sense == "against":
            draft.limit = draft.limit or self._some_items(pending) or self._leading_limit(frame)
        vague = self._vague(conditional, sense, part)
        held_limit, draft.limit = draft.limit, draft.limit or vague
        for earlier in [p for p in pending if p.name == "exception"]:
            self._carve(earlier, frame, draft)
        subjects: Sense = "against" if sense == "against" and frame.negated else "about"
        if sense == "allow" and any(p.name == "act" for p in pending):
            subjects = "allow"  # "sales to Sudan may be made"
        if part.name == "prohibition" and not conditional and not frame.negated and self._described_subject(pending):
            held_limit, draft.limit = draft.limit, None
            subjects, draft.subject_until = "against", part.start
        for earlier in [p for p in pending if p.name != "exception"]:
            self._spread(earlier, draft, sense if conditional or (draft.limit is not None and sense == "against") else subjects)
        draft.limit = held_limit
        if conditional and sense == "against" and part.name == "prohibition":
            draft.subject_until, draft.supposed = part.start, pending[0].start if pending else 0
        frame.conditional = False
        return draft

    def _vague(self, conditional: bool, sense: Sense, part: Part) -> Limit | None:
        """ "If you are on the list, you may not engage in commercial activities": barred from that only, not from the goods."""
        if not conditional or sense != "against" or part.name != "prohibition" or len(part.chunks) > 1:
            return None
        engaging = " ".join(folded(self.text[part.end : part.end + _ENGAGING])[:2]) in self.knowledge.cues["ENGAGED"]
        if not engaging:
            return None  # "you may not purchase it"
        return Limit(kind="condition", span=Span(start=part.start, end=part.end))

    def _stands(self, pending: list[Part]) -> Limit | None:
        """The limit that a subject sets which is only those who stand in some place."""
        for part in pending:
            for target in part.targets:
                kinds = [chunk.kind for chunk in target.chunks]
                if (
                    target.name == "recipient"
                    and "LOCATED" in kinds
                    and any(t.things and t.type == "COUNTRY" for c in target.chunks for t in c.terms)
                ):
                    return Limit(kind="condition", span=Span(start=target.start, end=target.end))
        return None

    def _described_subject(self, pending: list[Part]) -> bool:
        """Whether a bar is on persons described by where they are or what list they are on."""
        return any(
            target.name in ("nationality", "location", "listed", "destination")
            or (target.name == "recipient" and {chunk.kind for chunk in target.chunks} & _DESCRIBING)
            or (target.name == "recipient" and any(t.things and t.type == "COUNTRY" for t in target.chunks[0].terms))
            for part in pending
            for target in part.targets
        )

    def _some_items(self, pending: list[Part]) -> Limit | None:
        """The limit that a subject sets which is only the products of some classification or list."""
        for part in pending:
            for target in part.targets:
                if (items := listed_items(list(target.chunks), self.text)) is not None:
                    return Limit(kind="item", span=items)
                words = set(folded(self.text[target.start : target.end + 12]))
                if target.chunks[0].kind == "ITEMS" and words & set(self.knowledge.cues["origin"]):
                    return Limit(kind="item", span=Span(start=target.start, end=target.end))
        return None

    def _bearer(self, frame: Frame) -> str:
        for part in reversed(frame.pending):
            for target in reversed(part.targets):
                if target.chunks[0].kind in ("PERSONS", "ITEMS"):
                    words = [t for t in target.chunks[0].terms if t.type not in ("DET", "TO")]
                    if words:
                        frame.bearer = self.text[words[0].start : words[-1].end]
                        return frame.bearer
        return frame.bearer

    def _owners(self, frame: Frame) -> Limit | None:
        """The limit that a subject sets which is only those who own or control a party ("no person who controls Borrower")."""
        if frame.owned is not None:
            owned, frame.owned = frame.owned, None
            return owned
        for part in frame.pending:
            for target in part.targets:
                for chunk in target.chunks[1:]:
                    if chunk.kind == "OWNERSHIP" and target.chunks[0].terms[0].type == "NO":
                        return Limit(kind="ownership", span=Span(start=target.start, end=target.end))
            first = part.chunks[0].terms[0]
            if part.name == "ownership_test" and first.type == "NO":
                return Limit(kind="ownership", span=Span(start=part.start, end=part.end))
        return None

    def _leading_limit(self, frame: Frame) -> Limit | None:
        """The limit of a condition that stands before its bar, taken once."""
        narrowing, frame.narrowing = frame.narrowing, None
        return narrowing
