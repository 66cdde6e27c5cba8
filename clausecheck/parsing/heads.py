"""The heads of a sentence: each opens a norm, turns the sense of what follows, or shows that a word is lost."""

from __future__ import annotations

from dataclasses import dataclass

from clausecheck.document import Span
from clausecheck.parsing.chunks import Chunk
from clausecheck.parsing.denials import Denials
from clausecheck.parsing.frames import At, Frame
from clausecheck.parsing.rules import Part
from clausecheck.parsing.targets import GENERAL_PERSONS
from clausecheck.ruletree import Exclusion
from clausecheck.tokens import folded

_VERB = 16
"""Code points behind a permission within which its verb stands."""


@dataclass(slots=True)
class Heads(Denials):
    """What each head of grammars/rule.lark does; a method for each rule, named after it."""

    def _goes_on(self, frame: Frame) -> bool:
        """Whether a second verb shares the subject that made the first negative: "no person is or shall be"."""
        draft = frame.draft
        going, frame.going = frame.going, False
        if going and draft is not None and draft.sense == "against":
            frame.pending = []
            return True
        return (
            draft is not None
            and draft.sense == "against"
            and not (draft.exclusions or draft.uses or draft.acts or frame.pending)
        )

    def _continues(self, frame: Frame) -> bool:
        """Whether a modal only goes on under a bar ("shall not and will not"), or stands in a condition."""
        return frame.draft is not None and (frame.conditional and frame.headed)

    def _dependent(self, read: list[Part], index: int) -> bool:
        return index > 0 and read[index - 1].name in ("prohibition", "obligation", "denial", "stray")

    def _restricting(self, part: Part) -> bool:
        """ "where prohibited by an arms embargo": a condition that bars only what some other rule bars."""
        first = part.chunks[0]
        return (first.types() <= {"DESC", "DET"} and "DESC" in first.types()) or first.kind == "RESTRICTS"

    def _on_prohibition(self, at: At) -> None:
        verb = at.part.chunks[0]
        predicate = verb.head == "predicate"
        held = at.frame.draft
        barring = "not" not in folded(self.text[verb.start : verb.end])
        if at.frame.conditional and held is not None and held.sense == "against" and barring and not verb.types() & {"MODAL"}:
            # "you may not use it if you are prohibited from receiving it": whoever some rule puts off limits
            held.exclusions.append(
                Exclusion(thing=GENERAL_PERSONS, span=verb.span, sense="against", productions=("condition", "bar"))
            )
            return
        if "DONT" in verb.types() and self._tells(at):
            self._open(at.frame, at.into, "acknowledgement", "about", at.part)
            return
        if held is not None and barring and self._may_not_take(at, held):
            return
        again = self._again(at)
        if verb.kind == "NEGATION" and len(at.part.chunks) == 1 and held is not None and self._status_next(at) and not again:
            if held.kind == "representation" and held.sense == "against" and not at.frame.pending and not held.children:
                return  # "you are not in Cuba and not on the Entity List": one representation goes on
            described = held.kind in ("obligation", "acknowledgement") and not held.acts and held.modality
            if at.frame.attitude == "vouch" or held.kind == "representation" or described:
                draft = self._open(
                    at.frame, at.into, "representation", "against", at.part, modality=self.text[verb.start : verb.end]
                )
                draft.negation = at.frame.negative = True
                return
        pending = list(at.frame.pending) if predicate else []
        doubled = self._denied(at.frame)
        if (
            doubled
            and verb.kind == "BAR"
            and set(folded(self.text[verb.start : verb.end])) <= set(self.knowledge.cues["PREVENT"])
        ):
            at.frame.pending, at.frame.negated, at.frame.negative = [], False, False
            permission = self._open(at.frame, at.into, "permission", "allow", at.part)
            permission.lifts = True  # "nothing in this clause prohibits sales to"
            self._acts(at.part, permission)
            return
        if self._law_forbids(at, verb):
            self._open(at.frame, at.into, "acknowledgement", "about", at.part)
            self._acts(at.part, at.into[-1])
            return
        if predicate:
            at.frame.pending = []
        if (
            predicate
            and at.frame.draft is not None
            and at.frame.draft.headed
            and not at.frame.draft.children
            and any(at.frame.draft is draft for draft in reversed(at.into))
            and (at.frame.draft.sense == "about" or (at.frame.draft.sense == "for" and not at.frame.draft.modality))
        ):
            at.frame.draft.kind, at.frame.draft.modality = "prohibition", self.text[verb.start : verb.end]
            at.frame.draft.turn("against")  # "acknowledges that transfer to any such country requires authorization"
            draft = at.frame.draft
            for earlier in at.read[: at.index]:
                if earlier.name == "act" and earlier.start >= draft.start:
                    self._acts(earlier, draft)
        else:
            draft = self._open(at.frame, at.into, "prohibition", "against", at.part, modality=self.text[verb.start : verb.end])
        if verb.kind == "BAR" and doubled and not predicate:
            draft.defect = "double-negative"
        if again:
            draft.defect = "double-negative"  # "refrain from not", "shall not fail to"
        draft.negation = verb.kind in ("BAR", "NEGATION")
        at.frame.negative, at.frame.negated = True, False
        if predicate:
            draft.start = min([draft.start, *(p.start for p in pending)])
            draft.exceptions.extend(Span(start=p.start, end=p.end) for p in pending if p.name == "breach")
            for earlier in pending:
                self._spread(earlier, draft, "against")
        self._acts(at.part, draft)
        self._knowing(at.part, draft)

    def _law_forbids(self, at: At, verb: Chunk) -> bool:
        """ "U.S. law prohibits dealings with": tells what a law does. An agreement that prohibits is no law."""
        words = folded(self.text[verb.start : verb.end])
        if at.frame.negated or set(words) - set(self.knowledge.cues["PREVENT"]) or not at.frame.pending:
            return False
        chunks = at.frame.pending[-1].chunks
        return chunks[0].kind == "LAWS" and not chunks[0].preposition

    def _on_obligation(self, at: At) -> None:
        if at.frame.negated and self._goes_on(at.frame):
            self._acts(at.part, at.frame.draft)
            return None
        if at.frame.negated and at.index + 1 < len(at.read) and at.read[at.index + 1].name == "prevention":
            return None  # "nothing shall prevent"
        if self._relative(at) and not at.frame.negated:
            return None
        if self._in_no_event(at):
            self._acts(at.part, at.frame.draft)
            return None
        if self._shares_no(at):
            self._acts(at.part, at.frame.draft)
            return None
        if at.frame.negated and self._deeds_breach_nothing(at):
            at.frame.pending = [part for part in at.frame.pending if part.name != "act"]
            draft = self._open(
                at.frame, at.into, "representation", "against", at.part, modality=self.text[at.part.start : at.part.end]
            )
            draft.negation = at.frame.negative = True
            return None
        if at.frame.negated:
            return self._on_prohibition(at)
        verb = at.part.chunks[0]
        if self._of_what_is_known(at):
            self._acts(at.part, at.frame.draft)
            return None
        following = at.read[at.index + 1].name if at.index + 1 < len(at.read) else ""
        against = at.frame.draft is not None and at.frame.draft.sense == "against"
        if against and following in ("breach", "assurance") and self._in_a_way(at.read[at.index - 1].chunks[-1]):
            return None  # "shall not transfer it in any way (that) will violate the laws", "act so as will cause a breach"
        if self._continues(at.frame):
            self._acts(at.part, at.frame.draft)
            return None
        held = at.frame.draft
        if held is not None and held.kind == "acknowledgement" and held.empty() and held.modality and not at.frame.pending:
            held.kind, held.sense, held.modality = (
                "obligation",
                "for",
                self.text[verb.start : verb.end],
            )  # "are responsible for"
            draft = held
        else:
            draft = self._open(at.frame, at.into, "obligation", "for", at.part, modality=self.text[verb.start : verb.end])
        at.frame.attitude = "" if at.frame.attitude != "ensure" else at.frame.attitude
        self._acts(at.part, draft)
        draft.doing = len(at.part.chunks) > 1
        return None

    def _in_no_event(self, at: At) -> bool:
        """ "In no event, and irrespective of any licence, shall Recipient transfer": the verb of a "not" far before it."""
        held = at.frame.draft
        since = next((n for n in range(at.index - 1, -1, -1) if at.read[n].name == "prohibition"), None)
        if held is None or since is None or held.kind != "prohibition" or not held.empty():
            return False
        first = at.read[since].chunks[0]
        between = {part.name for part in at.read[since + 1 : at.index]}
        fresh = first.kind == "NEGATION" and len(at.read[since].chunks) == 1 and held.start <= first.start
        return fresh and between <= {"break", "stray", "licence", "condition"}

    def _deeds_breach_nothing(self, at: At) -> bool:
        """ "Neither the signing of this Agreement nor the use of the proceeds will violate": deeds that are vouched for."""
        following = at.read[at.index + 1].name if at.index + 1 < len(at.read) else ""
        acting = any(part.name == "act" for part in at.frame.pending)
        return following == "breach" and acting and len(at.part.chunks) == 1

    def _relative(self, at: At) -> bool:
        """Whether a verb belongs to a relative clause that hangs on no target: "rules about who can use the Products"."""
        before = at.read[at.index - 1].chunks[-1] if at.index else None
        if before is not None and before.kind in ("PERSONS", "ITEMS") and not before.preposition:
            return self._reached_by_a_relative(at)
        if before is None or before.kind != "WHO":
            return False
        return self.text[before.start : before.end].lower() in ("who", "which", "that")

    def _reached_by_a_relative(self, at: At) -> bool:
        """ "Anyone to whom the customer may sell them", "from which the Data could be made": the subject of a relative."""
        subject = at.read[at.index - 1]
        stray = at.read[at.index - 2].chunks[-1] if at.index > 1 and len(subject.chunks) == 1 else None
        relative = subject.chunks[-2] if len(subject.chunks) > 1 else stray
        if relative is None or relative.kind != "WHO":
            return False
        words = folded(self.text[relative.start : relative.end])
        return words[0] in self.knowledge.cues["reaching"] or words in (["which"], ["whom"])

    def _on_permission(self, at: At) -> None:
        if self._relative(at):
            return None
        if self._shares_no(at):
            self._acts(at.part, at.frame.draft)
            return None
        if at.frame.negated:
            return self._on_prohibition(at)
        verb = at.part.chunks[0]
        held = at.frame.draft
        if at.frame.attitude == "vouch" and held is not None and held.empty() and self._takes(verb):
            held.turn("against")  # "represents that it is not barred from receiving the Software"
            held.exclusions.append(self._off_limits(verb))
            return None
        if at.frame.conditional and not at.frame.lifting:
            return None
        before = at.read[at.index - 1].chunks[-1] if at.index else None
        if before is not None and before.types() == {"AS"} and at.frame.draft is not None:
            return None  # "obtain such licences as may be required"
        if at.frame.attitude == "note" and len(at.part.chunks) == 1 and not at.frame.lifting:
            self._open(at.frame, at.into, "acknowledgement", "about", at.part)  # "acknowledges that it may be placed on a list"
            return None
        lifting = at.frame.lifting or self._notwithstanding(at)
        draft = self._open(at.frame, at.into, "permission", "allow", at.part, modality=self.text[verb.start : verb.end])
        draft.lifts = lifting
        self._acts(at.part, draft)
        if set(folded(self.text[at.part.end : at.part.end + _VERB])[:1]) & set(self.knowledge.cues["withholding"]):
            draft.kind = "termination"  # "has the right to restrict your access if"
            draft.turn("about")
        return None

    def _notwithstanding(self, at: At) -> bool:
        """ "Notwithstanding the preceding sentence, the Products may be sold to": takes out what it permits."""
        start = at.read[0].start
        return folded(self.text[start : start + 40])[:1] == ["notwithstanding"]

    def _on_denial(self, at: At) -> None:
        verb = at.part.chunks[0]
        if (
            at.frame.conditional
            and at.frame.headed
            and not (at.frame.draft is not None and (at.frame.draft.kind == "permission" or at.frame.draft.sense == "allow"))
            and not self._only_then(at)
            and not self._vouched_since(at)
        ):
            return  # "you may use it only if you are not" bars
        doubled = self._denied(at.frame)
        held = at.frame.draft
        alternative = held is not None and self._either_denial(at, held)
        if (
            held is not None
            and held.kind == "representation"
            and held.sense == "against"
            and not (at.frame.pending or doubled or alternative or held.children or held.limit or held.ownership)
            and any(held is one for one in at.into)
        ):
            draft = held  # "is not located in A and is not listed on B": one representation
        else:
            draft = self._open(
                at.frame, at.into, "representation", "against", at.part, modality=self.text[verb.start : verb.end]
            )
        if doubled:
            draft.defect = "double-negative"  # "neither A nor B is not"
        elif alternative and held is not None:
            held.defect = draft.defect = "or-between-negatives"
        draft.negation = at.frame.negative = True
        self._acts(at.part, draft)

    def _on_assertion(self, at: At) -> None:
        if (at.frame.conditional or at.frame.defining) and not at.frame.negated:
            return
        before = at.read[at.index - 1].chunks[-1] if at.index else None
        if (
            before is not None
            and before.preposition == "TO"
            and at.frame.draft is not None
            and at.frame.draft.sense == "against"
        ):
            return  # "are not considered to be a specially designated national"
        if self._of_what_is_known(at):
            return
        verb = at.part.chunks[0]
        if not at.index and at.frame.draft is not None and at.frame.draft.kind == "limb" and not at.frame.draft.acts:
            infinitive = folded(self.text[verb.start : verb.end])[0] in self.knowledge.cues["infinitive"]
            if infinitive and at.frame.draft.sense == "against":
                return  # "you will not (a) be in Cuba"
        if self._bars_nothing(at):
            if at.frame.negated or at.frame.draft is None:
                at.frame.negated = at.frame.negative = False
                self._open(at.frame, at.into, "acknowledgement", "about", at.part)
            elif at.frame.draft.sense == "against" and at.frame.draft.empty():
                at.frame.draft.kind = "acknowledgement"  # "shall not be liable for loss caused by"
                at.frame.draft.turn("about")
                at.frame.negative = False
            return
        if at.frame.negated and self._goes_on(at.frame):
            return
        if at.frame.negated:
            held = at.frame.draft
            shared = held is not None and held.negation and held.empty() and not at.frame.conditional
            owners = None if shared else self._owners(at.frame)  # "is not, and no owner of it is, on the list"
            goods = any(target.chunks[0].kind == "ITEMS" for part in at.frame.pending for target in part.targets)
            kind = "prohibition" if at.frame.attitude == "ensure" and goods else "representation"  # "ensure that no Product is"
            draft = self._open(at.frame, at.into, kind, "against", at.part, modality=self.text[verb.start : verb.end])
            draft.limit = owners
            at.frame.negative = True
            return
        if (
            at.frame.draft is not None
            and at.frame.draft.headed
            and not at.frame.pending
            and at.frame.draft.kind not in ("representation", "acknowledgement")
        ):
            if at.frame.draft.kind == "prohibition" and at.frame.draft.empty() and self._status_next(at):
                at.frame.draft.kind = "representation"  # "will not become a Designated Person"
            return
        if at.frame.draft is not None and at.frame.headed and self._dependent(at.read, at.index):
            return
        if self._implied(at.part, at.frame, at.read, at.index):
            return
        if self._demands(at):
            return
        later = at.read[at.index + 1 : at.index + 3]
        complying = bool(later) and (
            later[0].name == "compliance" or (later[-1].name == "compliance" and later[0].chunks[0].types() == {"IN"})
        )
        complies = complying and at.frame.attitude != "note"
        agreed = at.frame.draft is not None and at.frame.draft.kind == "obligation" and at.frame.draft.empty()
        oneself = (at.frame.attitude == "pledge" or agreed) and any(
            t.chunks[0].kind == "PERSONS" for p in at.frame.pending for t in p.targets
        )
        kind = "representation" if at.frame.attitude == "vouch" or complies or oneself else "acknowledgement"
        if at.frame.either and at.frame.pending and not at.frame.conditional and self._lists_ahead(at):
            draft = self._open(at.frame, at.into, "representation", "against", at.part)
            draft.defect = "either-for-neither"
            return
        self._open(at.frame, at.into, kind, "about", at.part, modality=self.text[verb.start : verb.end])

    def _demands(self, at: At) -> bool:
        """ "Compliance with the laws is your responsibility", "this Agreement is subject to the laws": they must be obeyed."""
        pending = at.frame.pending
        after = at.read[at.index + 1 : at.index + 4]
        words = {word for part in after for word in folded(self.text[part.start : part.end])}
        if any(part.name == "compliance" for part in pending) and words & set(self.knowledge.cues["responsible"]):
            self._open(at.frame, at.into, "obligation", "for", at.part)
            return True
        subject = [word for part in at.read[: at.index] for word in folded(self.text[part.start : part.end])]
        laws = any(chunk.kind == "SUBJECT" for part in after[:2] for chunk in part.chunks[:1]) and any(
            chunk.kind == "LAWS" for part in after for chunk in part.chunks
        )
        if at.frame.draft is None and laws and set(subject[-6:]) & set(self.knowledge.cues["bargain"]):
            self._open(at.frame, at.into, "acknowledgement", "for", at.part, modality=self.text[at.part.start : at.part.end])
            return True
        return False

    def _bars_nothing(self, at: At) -> bool:
        """ "Neither party is liable for", "shall not be responsible for": nobody is barred from anything."""
        held = at.frame.draft
        denied = at.frame.negated or (held is not None and held.sense == "against" and held.empty())
        following = at.read[at.index + 1] if at.index + 1 < len(at.read) else None
        if not denied or following is None or following.name != "stray":
            return False
        return folded(self.text[following.start : following.end])[:1][0:1] != [] and (
            folded(self.text[following.start : following.end])[0] in self.knowledge.cues["no_bar"]
        )

    def _of_what_is_known(self, at: At) -> bool:
        """Whether a verb tells what is known: "knowing that the buyer will use it", "anyone you know is on the list"."""
        frame = at.frame
        if not frame.known or frame.draft is None or frame.draft.sense != "against":
            return False
        pending, frame.pending, frame.known = frame.pending, [], False
        for part in pending:
            self._spread(part, frame.draft, "against", frame)
        return True
