"""What is done: acts, obedience to laws and breaches of them, and words at a semicolon that no verb of ours took."""

from __future__ import annotations

from dataclasses import dataclass

from clausecheck.document import Span
from clausecheck.parsing.chunks import Chunk
from clausecheck.parsing.drafts import Draft
from clausecheck.parsing.frames import At
from clausecheck.parsing.subjects import Subjects
from clausecheck.ruletree import Sense, Unparsed
from clausecheck.tokens import folded

HEADLESS = ("a norm: who shall, shall not, may, is or is not, represents, means",)


@dataclass(slots=True)
class Deeds(Subjects):
    """What the fold does at an act, a duty to comply, a breach and a stop."""

    def _on_break(self, at: At) -> None:
        """ "Exports to X require approval; exports to Y are forbidden": words without a verb of ours end at the semicolon."""
        frame, first = at.frame, at.part.chunks[0]
        following = at.read[at.index + 1] if at.index + 1 < len(at.read) else None
        if frame.draft is not None or frame.headed or not frame.pending or first.kind != "STOP" or following is None:
            return
        none = following.chunks[0].terms[0].type == "NO" if following.chunks[0].terms else False
        if frame.negated or frame.conditional or frame.attitude or not (following.name == "act" or none):
            return
        draft = Draft("acknowledgement", frame.pending[0].start, at.part.start, "about", headed=False)
        for part in frame.pending:
            self._spread(part, draft, "about")
        self.unparsed.append(Unparsed(span=Span(start=draft.start, end=draft.end), expected=HEADLESS))
        self.loose.extend(draft.exclusions)
        frame.pending = []

    def _on_act(self, at: At) -> None:
        if at.frame.draft is not None and (verb := self._predicate_ahead(at)):
            at.frame.awaiting = verb
            at.frame.pending.append(at.part)
            return
        if at.frame.negated and at.frame.pending and at.frame.draft is None and not self._head_follows(at):
            draft = self._open(at.frame, at.into, "representation", "against", at.part)  # "neither A nor B has sold"
            self._acts(at.part, draft)
            at.frame.negated = False
            return
        if at.frame.draft is None:
            at.frame.pending.append(at.part)
        elif at.index and at.read[at.index - 1].chunks[-1].kind == "WHO" and not at.frame.draft.acts:
            return  # "shall not acquire castings that were transported": what happened to the goods
        elif self._licence_first(at, at.frame.draft):
            return
        elif not at.frame.conditional or at.frame.draft.sense == "against":
            self._acts(at.part, at.frame.draft)
            ensured = at.frame.attitude == "ensure" and at.part.chunks[0].terms[0].type == "BE"
            at.frame.draft.doing = at.frame.draft.doing or ensured or self._parted_from_its_verb(at)

    def _parted_from_its_verb(self, at: At) -> bool:
        """ "Will, directly or indirectly, sell": an adverb between commas parts what is to be done from its verb."""
        for part in reversed(at.read[: at.index]):
            if part.name == "obligation":
                return True
            adverb = part.name == "stray" and part.chunks[0].types() <= {"DIRECTLY", "HEREBY"}
            if not adverb and not (part.name == "break" and part.chunks[0].types() == {"COMMA"}):
                return False
        return False

    def _licence_first(self, at: At, draft: Draft) -> bool:
        """ "Shall obtain a licence before exporting to Cuba": the act is barred without one, as if the bar had come first."""
        back = at.read[max(0, at.index - 3) : at.index]
        words = {word for part in back if part.name != "act" for word in folded(self.text[part.start : part.end])}
        if draft.kind != "obligation" or draft.sense != "for" or not words & set(self.knowledge.cues["beforehand"]):
            return False
        held = [part for part in at.read[: at.index] if part.start >= draft.start]
        named = any(
            term.type in ("COUNTRY", "LIST", "GROUP", "USE")
            for part in at.read[at.index + 1 : at.index + 5]
            if part.name == "series"
            for chunk in part.chunks
            for term in chunk.terms
        )
        if not named or not any(chunk.kind == "LICENCES" for part in held for chunk in part.chunks):
            return False
        bar = Draft("prohibition", at.part.start, at.part.end, "against", bearer=draft.bearer)
        bar.exceptions.append(Span(start=draft.start, end=at.part.start))
        at.into.append(bar)
        at.frame.draft, at.frame.negative = bar, True
        self._acts(at.part, bar)
        return True

    def _all_comply(self, at: At) -> bool:
        """ "Both parties comply with the export laws": a plural subject right before its verb."""
        before = at.read[at.index - 1] if at.index else None
        if before is None or before.name != "series" or not before.targets:
            return False
        subject = before.targets[-1].chunks[-1]
        verb = folded(self.text[at.part.start : at.part.chunks[0].end])[:1]
        return subject.kind == "PERSONS" and not subject.preposition and bool(set(verb) & set(self.knowledge.cues["obey"]))

    def _on_compliance(self, at: At) -> None:
        words = set(folded(self.text[at.part.start : at.part.chunks[0].end]))
        finite = bool(words & set(self.knowledge.cues["complying"])) or self._all_comply(at)
        if at.frame.draft is None and finite and at.frame.pending and not at.frame.conditional:
            self._open(at.frame, at.into, "representation", "for", at.part)  # "each party complies with"
        told = folded(self.text[at.part.start : at.part.chunks[0].end])[:1]
        if at.frame.draft is None and not (at.index or at.frame.conditional) and set(told) & set(self.knowledge.cues["obey"]):
            self._open(at.frame, at.into, "obligation", "for", at.part)  # "Comply with all export laws.", an item of a list
        if at.frame.draft is None:
            at.frame.pending.append(at.part)
            return
        at.frame.draft.complying = True
        sense: Sense = (
            "for" if at.frame.draft.kind in ("obligation", "representation", "prohibition", "acknowledgement") else "about"
        )
        if (
            at.frame.draft.kind == "acknowledgement"
            and at.frame.attitude != "note"
            and at.frame.draft.sense == "about"
            and not at.frame.draft.modality
        ):
            sense = "about"
        ahead = self.text[at.frame.draft.start : at.part.start]
        if at.frame.draft.kind == "permission" and "only" in folded(ahead):
            sense = "for"  # "may be exported only in compliance with", "may only be used in compliance with"
        if at.frame.draft.sense == "about" and sense == "for" and not any(c.kind == "LAWS" for c in at.part.chunks):
            at.frame.draft.sense = "for"  # "is in compliance, in all material respects, with": the laws follow
        self._law(at.frame, at.part, at.frame.draft, sense)

    def _on_breach(self, at: At) -> None:
        if at.frame.draft is None:
            if at.frame.either:
                draft = self._open(at.frame, at.into, "representation", "against", at.part)
                draft.defect = "either-for-neither"
                self._take(at.frame, draft, self.reader.read(at.part.chunks[1:], "against", at.part.name))
            elif at.frame.negated:
                draft = self._open(at.frame, at.into, "representation", "against", at.part)
                self._take(at.frame, draft, self.reader.read(at.part.chunks[1:], "for", at.part.name))
            else:
                at.frame.pending.append(at.part)
            return
        draft = at.frame.draft
        acts = any(part.name == "act" for part in at.read[at.index + 1 : at.index + 5])
        if draft.kind == "obligation" and draft.empty() and acts and at.read[at.index - 1].name in ("assertion", "stray"):
            draft.kind, at.frame.negative = "prohibition", True  # "it shall be a breach of this Licence to export"
            draft.turn("against")
            return
        duty = set(folded(self.text[at.read[at.index - 1].start : at.part.start])) if at.index else set()
        if draft.kind == "obligation" and draft.sense == "for" and duty & set(self.knowledge.cues["responsible"]):
            self._law(at.frame, at.part, draft, "for")  # "You are responsible for any violation of the EAR"
            return
        if draft.kind == "obligation" and draft.sense == "for" and draft.doing:
            draft.defect, draft.kind = "lost-not", "prohibition"  # nobody undertakes to export "in violation of U.S. law"
            draft.turn("against")
        if draft.sense == "against":
            draft.exceptions.append(Span(start=at.part.start, end=at.part.end))
            self._bare(at)
        sense: Sense = "about"
        if draft.sense == "against":
            sense = "against" if draft.defect == "lost-not" else "for"
        self._law(at.frame, at.part, at.frame.draft, sense)

    def _such_laws(self, at: At) -> bool:
        """ "These laws include the following": which laws are meant where somebody was obliged to comply with laws before."""
        subject = at.frame.pending[-1]
        if at.frame.conditional or subject.chunks[0].kind != "LAWS" or not self._meant_before(subject.chunks[0]):
            return False
        obliged = any(draft.complying and draft.sense == "for" for draft in self.drafts)
        draft = self._open(at.frame, at.into, "acknowledgement", "for" if obliged else "about", at.part)
        draft.start, draft.modality = subject.start, self.text[at.part.start : at.part.end]
        return True

    def _meant_before(self, laws: Chunk) -> bool:
        """ "Such laws", or by a name that was given to them: ("Export Laws"), "US Export Laws"."""
        own = self.text[laws.start : laws.end]
        return "SUCH" in laws.types() or any(len(one.term) > 1 and one.term in own for one in self.meanings)

    def _of_laws(self, at: At) -> bool:
        """Whether limbs go on with the laws of a breach: "not cause us to violate export laws, including (a) the EAR"."""
        before = [part.name for part in at.read[max(0, at.index - 4) : at.index - 1] if part.name not in ("break", "including")]
        return before[-1:] in (["breach"], ["licence"])
