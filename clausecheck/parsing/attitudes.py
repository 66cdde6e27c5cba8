"""How a party stands to what a sentence says: it vouches, pledges, notes, ensures, defines, may refuse; neither, nor, either.

These heads bar and permit nothing themselves; they say how the heads behind them are meant.
"""

from __future__ import annotations

from dataclasses import dataclass

from clausecheck.document import Span
from clausecheck.parsing.chunks import Chunk
from clausecheck.parsing.drafts import Draft
from clausecheck.parsing.frames import At, Frame, Meaning
from clausecheck.parsing.opening import Opening
from clausecheck.parsing.rules import Part
from clausecheck.tokens import folded


@dataclass(slots=True)
class Attitudes(Opening):
    """The handlers of such heads; a method for each rule of grammars/rule.lark, named after it."""

    def _lists_ahead(self, at: At) -> bool:
        """Whether what is asserted is to stand on a list, which nobody asserts of either party."""
        chunks = [chunk for part in at.read[at.index + 1 :] for chunk in part.chunks]
        chunks += [c for chunk in chunks for limb in chunk.limbs for unit in limb.units for c in unit.chunks]
        return any(term.type in ("LIST", "LISTWORD") for chunk in chunks for term in chunk.terms)

    def _on_representation(self, at: At) -> None:
        at.frame.attitude = "vouch"
        if at.frame.draft is not None and at.frame.draft.kind == "representation" and at.frame.draft.empty():
            return
        self._open(at.frame, at.into, "representation", "about", at.part)
        at.frame.negated = False

    def _on_pledge(self, at: At) -> None:
        held = at.frame.draft
        if held is not None and at.frame.attitude == "vouch" and held.kind == "representation" and held.empty():
            return  # "represents, warrants and agrees that"
        at.frame.attitude = "pledge"
        self._open(at.frame, at.into, "obligation", "for", at.part)

    def _on_acknowledgement(self, at: At) -> None:
        if at.frame.conditional and at.frame.draft is not None and at.frame.draft.sense == "against":
            at.frame.draft.knowledge.append(at.part.chunks[0].span)  # "if it is aware that"
            at.frame.conditional, at.frame.known = False, True
            return
        if at.frame.conditional and at.frame.draft is None:
            start = next((p.start for p in reversed(at.read[: at.index]) if p.name == "condition"), at.part.start)
            at.frame.knowing.append(Span(start=start, end=at.part.end))  # "so far as the Seller is aware, ..."
            return
        at.frame.attitude = "note"
        self._open(at.frame, at.into, "acknowledgement", "about", at.part)

    def _on_assurance(self, at: At) -> None:
        held = at.frame.draft
        if held is not None and held.sense == "against" and not at.frame.pending and held.kind in ("prohibition", "limb"):
            return  # "shall not export, or cause to be exported"
        at.frame.attitude = "ensure"
        if at.frame.draft is None or not at.frame.draft.empty():
            self._open(at.frame, at.into, "obligation", "for", at.part)

    def _on_notice(self, at: At) -> None:
        held = at.frame.draft
        told = held is not None and held.kind == "acknowledgement" and held.sense == "about" and not at.frame.pending
        if not at.frame.conditional and not told:
            self._open(at.frame, at.into, "acknowledgement", "about", at.part)
        if at.frame.draft is not None:
            self._law(at.frame, at.part, at.frame.draft, "about")

    def _on_termination(self, at: At) -> None:
        if at.frame.negated or (at.frame.draft is not None and at.frame.draft.sense == "against" and not at.frame.pending):
            return
        if at.frame.draft is not None and at.frame.draft.kind == "termination" and at.frame.draft.empty():
            return
        if at.frame.draft is not None and at.frame.draft.empty() and at.frame.draft.kind in ("permission", "obligation"):
            at.frame.draft.kind, at.frame.draft.sense = "termination", "about"
            return
        self._open(at.frame, at.into, "termination", "about", at.part)

    def _on_neither(self, at: At) -> None:
        draft = at.frame.draft
        if (
            draft is not None
            and draft.kind in ("obligation", "acknowledgement", "representation")
            and draft.sense in ("for", "about")
            and draft.empty()
            and draft.modality
            and not at.frame.pending
        ):
            # "agrees to neither export nor transmit", "is on neither list"
            draft.kind, at.frame.negative = "prohibition" if draft.kind == "obligation" else "representation", True
            draft.turn("against")
            return
        following = at.read[at.index + 1].chunks[0] if at.index + 1 < len(at.read) else None
        if draft is not None and self._only_acted(draft) and following is not None and following.preposition:
            draft.kind, at.frame.negative = "prohibition", True  # "shall export the Resin neither to Iran nor to Cuba"
            draft.turn("against")
            return
        at.frame.negated = at.frame.negative = at.frame.neither = True

    @staticmethod
    def _only_acted(draft: Draft) -> bool:
        """Whether a duty or a permission has its act, and has named nothing yet."""
        acted = draft.kind in ("obligation", "permission") and bool(draft.acts)
        return acted and not (draft.exclusions or draft.uses or draft.children)

    def _only_then(self, at: At) -> bool:
        """ "Will ship only where the buyer is not": what a party does on a condition alone it does not do without."""
        draft = at.frame.draft
        since = next((p.start for p in reversed(at.read[: at.index]) if p.name == "condition"), None)
        if since is None or draft is None or draft.kind != "obligation" or not draft.acts:
            return False
        return folded(self.text[max(0, since - 16) : since])[-1:] == ["only"]

    @staticmethod
    def _vouched_since(at: At) -> bool:
        """ "If you download it, you represent that you are not": what is vouched for stands in no condition."""
        names = [part.name for part in at.read[: at.index]]
        return "condition" in names and "representation" in names[len(names) - names[::-1].index("condition") :]

    def _in_a_way(self, before: Chunk) -> bool:
        """Whether a verb behind `before` says in what way a thing is done: "in any way (that) will violate the laws"."""
        return before.kind == "WHO" or bool(
            set(folded(self.text[before.start : before.end])) & set(self.knowledge.cues["manner"])
        )

    def _on_either(self, at: At) -> None:
        said = at.index and at.read[at.index - 1].name in ("representation", "pledge")  # "represents that either A nor B is"
        at.frame.either = not at.frame.headed or bool(said)

    def _on_neither_nor(self, at: At) -> None:
        draft = at.frame.draft
        if at.frame.either and (draft is None or draft.empty()):
            return  # "either A nor B is": "neither" was meant
        done = next((p for p in at.frame.pending if p.name == "act" and p.chunks[0].terms[0].type == "BE"), None)
        if draft is None and done is not None and not at.frame.negated and not at.frame.conditional:
            draft = self._open(
                at.frame,
                at.into,
                "acknowledgement",
                "about",
                done,
                modality=self.text[done.start : done.chunks[0].terms[0].end],
            )  # "the Products are being shipped to Iran, nor be used": its verb stood with the act
        if at.frame.neither and draft is not None and draft.empty() and at.frame.pending:
            at.frame.negated = at.frame.negative = True  # "warrants that neither A nor B is": the subject goes on
            return
        if draft is None or (at.frame.negated and at.frame.pending):
            at.frame.negated = at.frame.negative = (
                True  # "none of the Products, nor any at.part of them, is": the subject goes on
            )
            return
        if (
            not at.frame.negative
            and draft.sense in ("for", "about", "allow")
            and (draft.exclusions or draft.uses or draft.acts)
            and (draft.kind != "acknowledgement" or (draft.modality and (draft.acts or _listed(draft))))
        ):
            # "is being or will be acquired for ... , nor be used": the "not" or "none of" that the "nor" answers is lost.
            draft.defect, draft.kind = "lost-not", "prohibition"
            draft.turn("against")
        if at.frame.negative and not draft.defect and len(at.part.chunks) == 1 and draft.sense == "against" and draft.headed:
            at.frame.negated = True  # "is not ..., nor is it": the same norm goes on
            at.frame.going = True
            return
        kind = "representation" if at.frame.attitude == "vouch" and len(at.part.chunks) == 1 else "prohibition"
        fresh = Draft(kind, at.part.start, at.part.end, "against", bearer=draft.bearer, modality="nor")
        at.into.append(fresh)
        at.frame.draft, at.frame.negative, at.frame.negated = fresh, True, True
        self._acts(at.part, fresh)

    def _on_definition(self, at: At) -> None:
        first = at.part.chunks[0]
        if first.kind != "DEFINES":
            if first.kind == "MEANS" and at.frame.draft is None and at.frame.pending:
                self._open(at.frame, at.into, "acknowledgement", "about", at.part)
            return
        following = at.read[at.index + 1].name if at.index + 1 < len(at.read) else ""
        if len(at.part.chunks) == 1 and following not in (
            "including",
            "assertion",
            "definition",
            "break",
            "limbs",
            "series",
            "stray",
        ):
            return
        at.frame.pending = []
        draft = Draft("definition", at.part.start, at.part.end, "about")
        at.into.append(draft)
        term = first.terms[0].name
        at.frame.draft, at.frame.headed, at.frame.defining = draft, True, term
        self.meanings.append(Meaning(term.split("|")[0], first.span, at.part.end, at.part.end))

    def _that_includes(self, at: At) -> bool:
        """ "We do not ship to embargoed jurisdictions. That includes Cuba": what the sentence before says is said of it."""
        own = folded(self.text[at.part.start : at.part.end])[:1]
        before = folded(self.text[at.read[at.index - 1].start : at.read[at.index - 1].end]) if at.index else []
        those = (["that"], ["this"], ["these"], ["those"])
        subject = any(part.name not in ("stray", "break") for part in at.frame.pending)
        if not self.drafts or (subject and before not in those) or not (own in those or before in those):
            return False
        following = at.read[at.index + 1].name if at.index + 1 < len(at.read) else ""
        start = at.part.start if own in those else at.read[at.index - 1].start
        things = {thing.kind for p in at.read[at.index + 1 :] for c in p.chunks for t in c.terms for thing in t.things}
        held = self.drafts[-1]
        obeyed = held.complying and held.sense == "for" and "instrument" in things and not things & {"territory", "list"}
        if following == "compliance" or obeyed:  # "all export laws. This includes, but is not limited to, the EAR"
            self._open(at.frame, at.into, "obligation", "for", at.part).start = start
            return True
        term = "such place" if "territory" in things else "such list" if "list" in things else ""
        if not term:
            return False
        draft = Draft("acknowledgement", start, at.part.end, "about")
        self.drafts.append(draft)
        self.meanings.append(Meaning(term, Span(start=start, end=at.part.end), at.part.end, at.part.end, implied=True))
        at.frame.draft, at.frame.headed, at.frame.pending, at.frame.defining = draft, True, [], term
        return True

    def _implied(self, part: Part, frame: Frame, read: list[Part], index: int) -> bool:
        """ "Embargoed countries (currently) include Cuba ...": says what a described group holds, and bars nothing itself."""
        if frame.headed or not frame.pending or frame.pending[-1].name != "series":
            return False
        if frame.conditional and any(later.name == "prohibition" for later in read[index + 1 :]):
            return False  # "if you are on a list, including the Entity List, you may not"
        subject = frame.pending[-1]
        if not any(chunk.kind in ("PLACES", "LISTS") for target in subject.targets for chunk in target.chunks):
            return False
        later = [p for p in read[index + 1 :] if p.name == "series"]
        if not any(term.things and term.type in ("COUNTRY", "LIST") for p in later for c in p.chunks for term in c.terms):
            return False
        span = Span(start=subject.start, end=subject.end)
        draft = Draft("acknowledgement", subject.start, part.end, "about")
        self.drafts.append(draft)
        head = self.reader.read(subject.chunks, "about", "series")
        self.meanings.append(
            Meaning(
                "such list" if subject.targets[0].chunks[0].kind == "LISTS" else "such place",
                span,
                part.end,
                part.end,
                implied=True,
            )
        )
        self._take(None, draft, head)
        frame.draft, frame.headed, frame.pending, frame.defining = draft, True, [], self.meanings[-1].term
        return True


def _listed(draft: Draft) -> bool:
    return any(item.thing.kind == "list" for item in draft.exclusions)
