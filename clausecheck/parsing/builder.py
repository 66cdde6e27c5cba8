"""From the parts of each sentence to the rule tree: one fold from left to right, heads changing what the things after them are.

A head opens a norm and sets its sense: what follows a bar is excluded, what follows a duty to comply is required, what follows
a notice is only spoken of. Limbs inherit the head of their stem until they bring their own. Polarity faults (a "nor" with no
"not" before it, "Either" where "Neither" is meant) show in this fold, from the order of the parts.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from clausecheck.document import Span
from clausecheck.knowledge import Knowledge
from clausecheck.parsing.chunks import Chunk, LimbUnit, Unit
from clausecheck.parsing.drafts import Draft
from clausecheck.parsing.limits import narrow
from clausecheck.parsing.ownership import ownership_at
from clausecheck.parsing.predicates import find_predicates
from clausecheck.parsing.rules import Part, Target, parts
from clausecheck.parsing.targets import Found, Reader, limited
from clausecheck.ruletree import Exclusion, Limit, Sense, Unparsed, Use

_SUBJECTS = frozenset({"PERSONS", "ITEMS", "BY_PERSONS", "LAWS", "NOUNS", "PLACES", "USES"})
_LIMITABLE = frozenset({"list", "territory", "territory_group", "end_use", "end_user"})
_HEADLESS = ("a norm: who shall, shall not, may, is or is not, represents, means",)


@dataclass(slots=True)
class Frame:
    """What governs the words at a point of a sentence; limbs start from a copy of their stem's."""

    draft: Draft | None = None
    attitude: str = ""
    negated: bool = False
    negative: bool = False
    either: bool = False
    conditional: bool = False
    headed: bool = False
    pending: list[Part] = field(default_factory=list)
    bearer: str = ""
    defining: str = ""
    excepting: bool = False


@dataclass(slots=True)
class Meaning:
    """What a definition says its term means."""

    term: str
    span: Span
    start: int
    end: int
    exclusions: list[Exclusion] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    implied: bool = False


@dataclass(slots=True)
class Builder:
    """Builds the norms of one clause; after `sentence` for each unit, `drafts`, `meanings` and `unparsed` hold the result."""

    text: str
    knowledge: Knowledge
    drafts: list[Draft] = field(default_factory=list)
    meanings: list[Meaning] = field(default_factory=list)
    unparsed: list[Unparsed] = field(default_factory=list)
    loose: list[Exclusion] = field(default_factory=list)
    series: list[tuple[Part, Draft]] = field(default_factory=list)
    reader: Reader = field(init=False)

    def __post_init__(self) -> None:
        self.reader = Reader(self.text, self.knowledge)

    def sentence(self, unit: Unit) -> None:
        """Read one sentence of the clause."""
        frame = Frame()
        self._fold(unit, frame, self.drafts)
        if not frame.headed and frame.pending:
            self._headless(unit, frame, self.drafts)

    # ---- the fold

    def _fold(self, unit: Unit, frame: Frame, into: list[Draft]) -> None:
        read = parts(find_predicates(unit.chunks, self.text))
        for index, part in enumerate(read):
            handle = getattr(self, f"_on_{part.name}", None)
            if handle is not None:
                handle(part, frame, into, read, index)
            if frame.draft is not None and part.name not in ("break", "stray"):
                frame.draft.reach(part.end)

    def _open(self, frame: Frame, into: list[Draft], kind: str, sense: Sense, part: Part, *, modality: str = "") -> Draft:
        """Open a norm, taking over a fresh one that only vouched or took note, and what stood before the head."""
        held = frame.draft
        if held is not None and held.empty() and held.headed and held.kind in ("representation", "acknowledgement", "obligation") and frame.attitude in ("vouch", "note", "ensure", "pledge") and held in into:
            if not (held.kind == "representation" and frame.attitude == "vouch" and kind in ("prohibition", "obligation")):
                held.kind = kind if frame.attitude != "vouch" else held.kind
            else:
                held.kind = kind
            held.sense, held.modality = sense, modality or held.modality
            draft = held
        else:
            draft = Draft(kind, frame.pending[0].start if frame.pending else part.start, part.end, sense, modality=modality)
            into.append(draft)
        frame.draft, frame.headed = draft, True
        draft.bearer = draft.bearer or self._bearer(frame)
        pending, frame.pending = frame.pending, []
        conditional = frame.conditional
        if sense == "against" and (there := self._stands(pending)) is not None:
            draft.limit = there  # "end users located in X are not military end users": a bar for those there only
        for earlier in pending:
            self._spread(earlier, draft, sense if conditional or draft.limit is not None and sense == "against" else "about")
        frame.conditional = False
        return draft

    def _stands(self, pending: list[Part]) -> Limit | None:
        """The limit that a subject sets which is only those who stand in some place."""
        for part in pending:
            for target in part.targets:
                kinds = [chunk.kind for chunk in target.chunks]
                if target.name == "recipient" and "LOCATED" in kinds and any(t.things and t.type == "COUNTRY" for c in target.chunks for t in c.terms):
                    return Limit(kind="condition", span=Span(start=target.start, end=target.end))
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

    # ---- heads

    def _on_prohibition(self, part: Part, frame: Frame, into: list[Draft], read: list[Part], index: int) -> None:
        verb = part.chunks[0]
        predicate = verb.head == "predicate"
        pending = list(frame.pending) if predicate else []
        if predicate:
            frame.pending = []
        if predicate and frame.draft is not None and frame.draft.headed and not frame.draft.children and frame.draft in into and frame.draft.sense == "about":
            frame.draft.kind, frame.draft.modality = "prohibition", self.text[verb.start : verb.end]
            frame.draft.turn("against")  # "acknowledges that transfer to any such country requires authorization"
            draft = frame.draft
        else:
            draft = self._open(frame, into, "prohibition", "against", part, modality=self.text[verb.start : verb.end])
        frame.negative, frame.negated = True, False
        if predicate:
            draft.start = min([draft.start, *(p.start for p in pending)])
            for earlier in pending:
                self._spread(earlier, draft, "against")
        self._acts(part, draft)
        self._knowing(part, draft)

    def _on_obligation(self, part: Part, frame: Frame, into: list[Draft], read: list[Part], index: int) -> None:
        if frame.negated:
            return self._on_prohibition(part, frame, into, read, index)
        verb = part.chunks[0]
        if self._continues(frame):
            self._acts(part, frame.draft)
            return None
        draft = self._open(frame, into, "obligation", "for", part, modality=self.text[verb.start : verb.end])
        frame.attitude = "" if frame.attitude != "ensure" else frame.attitude
        self._acts(part, draft)
        return None

    def _on_permission(self, part: Part, frame: Frame, into: list[Draft], read: list[Part], index: int) -> None:
        if frame.negated:
            return self._on_prohibition(part, frame, into, read, index)
        verb = part.chunks[0]
        if frame.conditional:
            return None
        draft = self._open(frame, into, "permission", "allow", part, modality=self.text[verb.start : verb.end])
        self._acts(part, draft)
        return None

    def _on_denial(self, part: Part, frame: Frame, into: list[Draft], read: list[Part], index: int) -> None:
        verb = part.chunks[0]
        if frame.conditional and frame.headed:
            return
        draft = self._open(frame, into, "representation", "against", part, modality=self.text[verb.start : verb.end])
        frame.negative = True
        self._acts(part, draft)

    def _on_assertion(self, part: Part, frame: Frame, into: list[Draft], read: list[Part], index: int) -> None:
        if frame.conditional and not frame.negated:
            return
        verb = part.chunks[0]
        if frame.negated and frame.draft is not None and frame.draft.sense == "against" and frame.draft.empty() and not frame.pending:
            return
        if frame.negated:
            owners = self._owners(frame)
            draft = self._open(frame, into, "representation", "against", part, modality=self.text[verb.start : verb.end])
            draft.limit = owners
            frame.negative = True
            return
        if frame.draft is not None and frame.draft.headed and not frame.pending and frame.draft.kind not in ("representation", "acknowledgement"):
            return
        if frame.draft is not None and frame.headed and self._dependent(read, index):
            return
        if self._implied(part, frame, read, index):
            return
        kind = "representation" if frame.attitude == "vouch" else "acknowledgement"
        self._open(frame, into, kind, "about", part, modality=self.text[verb.start : verb.end])

    def _on_representation(self, part: Part, frame: Frame, into: list[Draft], read: list[Part], index: int) -> None:
        frame.attitude = "vouch"
        if frame.draft is not None and frame.draft.kind == "representation" and frame.draft.empty():
            return
        self._open(frame, into, "representation", "about", part)
        frame.negated = False

    def _on_pledge(self, part: Part, frame: Frame, into: list[Draft], read: list[Part], index: int) -> None:
        frame.attitude = "pledge"
        self._open(frame, into, "obligation", "for", part)

    def _on_acknowledgement(self, part: Part, frame: Frame, into: list[Draft], read: list[Part], index: int) -> None:
        frame.attitude = "note"
        self._open(frame, into, "acknowledgement", "about", part)

    def _on_assurance(self, part: Part, frame: Frame, into: list[Draft], read: list[Part], index: int) -> None:
        frame.attitude = "ensure"
        if frame.draft is None or not frame.draft.empty():
            self._open(frame, into, "obligation", "for", part)

    def _on_notice(self, part: Part, frame: Frame, into: list[Draft], read: list[Part], index: int) -> None:
        if not frame.conditional:
            self._open(frame, into, "acknowledgement", "about", part)
        if frame.draft is not None:
            self._take(frame, frame.draft, self.reader.read(part.chunks[1:], "about", part.name))

    def _on_termination(self, part: Part, frame: Frame, into: list[Draft], read: list[Part], index: int) -> None:
        if frame.negated or (frame.draft is not None and frame.draft.sense == "against" and not frame.pending):
            return
        if frame.draft is not None and frame.draft.empty() and frame.draft.kind in ("permission", "obligation"):
            frame.draft.kind, frame.draft.sense = "termination", "about"
            return
        self._open(frame, into, "termination", "about", part)

    def _on_neither(self, part: Part, frame: Frame, into: list[Draft], read: list[Part], index: int) -> None:
        frame.negated = frame.negative = True

    def _on_either(self, part: Part, frame: Frame, into: list[Draft], read: list[Part], index: int) -> None:
        frame.either = not frame.headed

    def _on_neither_nor(self, part: Part, frame: Frame, into: list[Draft], read: list[Part], index: int) -> None:
        draft = frame.draft
        if draft is None or (frame.negated and frame.pending):
            frame.negated = frame.negative = True  # "none of the Products, nor any part of them, is": the subject goes on
            return
        if not frame.negative and draft.sense in ("for", "about", "allow") and (draft.exclusions or draft.uses or draft.acts) and (draft.kind != "acknowledgement" or (draft.acts and draft.modality)):
            # "is being or will be acquired for ... , nor be used": the "not" or "none of" that the "nor" answers is lost.
            draft.defect, draft.kind = "lost-not", "prohibition"
            draft.turn("against")
        fresh = Draft("prohibition", part.start, part.end, "against", bearer=draft.bearer, modality="nor")
        into.append(fresh)
        frame.draft, frame.negative, frame.negated = fresh, True, True
        self._acts(part, fresh)

    def _on_definition(self, part: Part, frame: Frame, into: list[Draft], read: list[Part], index: int) -> None:
        first = part.chunks[0]
        if first.kind != "DEFINES":
            if first.kind == "MEANS" and frame.draft is None and frame.pending:
                self._open(frame, into, "acknowledgement", "about", part)
            return
        following = read[index + 1].name if index + 1 < len(read) else ""
        if len(part.chunks) == 1 and following not in ("including", "assertion", "definition", "break", "limbs", "series", "stray"):
            return
        frame.pending = []
        draft = Draft("definition", part.start, part.end, "about")
        into.append(draft)
        term = first.terms[0].name
        frame.draft, frame.headed, frame.defining = draft, True, term
        self.meanings.append(Meaning(term.split("|")[0], first.span, part.end, part.end))

    def _owners(self, frame: Frame) -> Limit | None:
        """The limit that a subject sets which is only those who own or control a party ("no person who controls Borrower")."""
        for part in frame.pending:
            for target in part.targets:
                for chunk in target.chunks[1:]:
                    if chunk.kind == "OWNERSHIP" and target.chunks[0].terms[0].type == "NO":
                        return Limit(kind="ownership", span=Span(start=target.start, end=target.end))
        return None

    # ---- what the heads govern

    def _on_act(self, part: Part, frame: Frame, into: list[Draft], read: list[Part], index: int) -> None:
        if frame.draft is None:
            frame.pending.append(part)
        elif not frame.conditional or frame.draft.sense == "against":
            self._acts(part, frame.draft)

    def _on_compliance(self, part: Part, frame: Frame, into: list[Draft], read: list[Part], index: int) -> None:
        if frame.draft is None:
            frame.pending.append(part)
            return
        sense: Sense = "for" if frame.draft.kind in ("obligation", "representation", "prohibition", "acknowledgement") else "about"
        if frame.draft.kind == "acknowledgement" and frame.attitude != "note" and frame.draft.sense == "about" and not frame.draft.modality:
            sense = "about"
        self._take(frame, frame.draft, self.reader.read(part.chunks[1:], sense, part.name))

    def _on_breach(self, part: Part, frame: Frame, into: list[Draft], read: list[Part], index: int) -> None:
        if frame.draft is None:
            if frame.either:
                draft = self._open(frame, into, "representation", "against", part)
                draft.defect = "either-for-neither"
                self._take(frame, draft, self.reader.read(part.chunks[1:], "against", part.name))
            elif frame.negated:
                draft = self._open(frame, into, "representation", "against", part)
                self._take(frame, draft, self.reader.read(part.chunks[1:], "for", part.name))
            else:
                frame.pending.append(part)
            return
        sense: Sense = "for" if frame.draft.sense == "against" else "about"
        self._take(frame, frame.draft, self.reader.read(part.chunks[1:], sense, part.name))

    def _on_series(self, part: Part, frame: Frame, into: list[Draft], read: list[Part], index: int) -> None:
        if self._no_subject(part, frame):
            frame.negated = frame.negative = True
        if frame.draft is None or self._new_subject(part, frame, read, index):
            frame.pending.append(part)
            return
        before = read[index - 1].chunks[0].kind if index else ""
        if before == "KEEPER" and part.targets and part.targets[0].name == "agency" and any(item.thing.kind == "list" and item.thing.id.startswith("generic.") for item in frame.draft.exclusions):
            self._take(frame, frame.draft, self.reader.kept_lists(part.chunks, frame.draft.sense))
        if frame.excepting and index and read[index - 1].name == "including":
            self._carve(part, frame, frame.draft)
            return
        frame.excepting = False
        self._spread(part, frame.draft, frame.draft.sense, frame)

    def _on_ownership_test(self, part: Part, frame: Frame, into: list[Draft], read: list[Part], index: int) -> None:
        if frame.draft is None:
            frame.pending.append(part)
            return
        self._spread(part, frame.draft, frame.draft.sense, frame)

    def _on_exception(self, part: Part, frame: Frame, into: list[Draft], read: list[Part], index: int) -> None:
        if frame.draft is None:
            return
        self._carve(part, frame, frame.draft)
        frame.excepting = True

    def _carve(self, part: Part, frame: Frame, draft: Draft) -> None:
        """Put what a part names under a norm as carved out of it."""
        found = self.reader.read([chunk for target in part.targets for chunk in target.chunks], draft.sense, part.name)
        carve = Found([replace(item, excepted=True) for item in found.exclusions], [replace(use, excepted=True) for use in found.uses])
        draft.exceptions.append(Span(start=part.start, end=part.end))
        self._take(frame, draft, carve)

    def _on_licence(self, part: Part, frame: Frame, into: list[Draft], read: list[Part], index: int) -> None:
        if frame.draft is None:
            frame.pending.append(part)
            return
        frame.draft.exceptions.append(Span(start=part.start, end=part.end))
        self._take(frame, frame.draft, self.reader.read(part.chunks[1:], "for", part.name))

    def _on_condition(self, part: Part, frame: Frame, into: list[Draft], read: list[Part], index: int) -> None:
        before = read[index - 1] if index else None
        after = read[index + 1] if index + 1 < len(read) else None
        if frame.draft is not None and frame.draft.sense == "against" and before is not None and after is not None and before.name == "series" and self._restricting(after):
            for at in range(len(frame.draft.exclusions) - 1, -1, -1):
                item = frame.draft.exclusions[at]
                if before.start <= item.span.start and item.thing.kind in ("end_use", "territory"):
                    limit = Limit(kind="condition", span=Span(start=part.start, end=after.end))
                    frame.draft.exclusions[at] = replace(item, limits=(*item.limits, limit))
                    break
            return
        frame.conditional = True
        if frame.draft is not None:
            frame.draft.conditions.append(Span(start=part.start, end=part.end))

    def _restricting(self, part: Part) -> bool:
        """"where prohibited by an arms embargo": a condition that bars only what some other rule bars."""
        first = part.chunks[0]
        return first.types() <= {"DESC", "DET"} and "DESC" in first.types() or first.kind == "RESTRICTS"

    def _on_including(self, part: Part, frame: Frame, into: list[Draft], read: list[Part], index: int) -> None:
        if frame.draft is None and frame.pending:
            self._implied(part, frame, read, index)

    def _on_knowledge(self, part: Part, frame: Frame, into: list[Draft], read: list[Part], index: int) -> None:
        if frame.draft is not None:
            frame.draft.knowledge.append(part.chunks[0].span)

    def _on_limbs(self, part: Part, frame: Frame, into: list[Draft], read: list[Part], index: int) -> None:
        if frame.pending and frame.draft is None and index + 1 < len(read) and not frame.conditional:
            pass
        stem = frame.draft
        for limb in part.chunks[0].limbs:
            self._limb(limb, frame, stem.children if stem is not None else into)

    def _limb(self, limb: LimbUnit, stem: Frame, into: list[Draft]) -> None:
        label = self.text[limb.label.start : limb.label.end].strip()
        for number, unit in enumerate(limb.units):
            held = stem.draft
            own: list[Draft] = []
            frame = Frame(attitude=stem.attitude, negated=stem.negated, negative=stem.negative, conditional=stem.conditional and held is not None, bearer=stem.bearer, defining=stem.defining)
            if number == 0 and held is not None:
                frame.draft = Draft("limb", limb.start, unit.end, held.sense, label=label, bearer=held.bearer, headed=False, defect=held.defect)
                frame.draft.acts = []
                frame.headed = True
                own.append(frame.draft)
            elif number == 0:
                frame.pending = list(stem.pending)
                frame.conditional = stem.conditional
            before = len(own)
            self._fold(unit, frame, own)
            if not frame.headed and frame.pending:
                self._headless(unit, frame, own)
            if own and own[0].kind == "limb" and before:
                first = own[0]
                if first.empty() and len(own) > 1 and not first.conditions:
                    own.pop(0)
                    own[0].label = label
            elif own:
                own[0].label = own[0].label or label
            into.extend(own)
            if number == 0 and held is not None:
                for draft in own:
                    if draft.kind == "limb" and draft.sense == "against" and draft.acts:
                        held.acts.extend(act for act in draft.acts if act not in held.acts)

    # ---- small judgements about where in the sentence we are

    def _continues(self, frame: Frame) -> bool:
        """Whether a modal only goes on under a bar ("shall not and will not"), or stands in a condition or a relative clause."""
        return frame.draft is not None and (frame.conditional and frame.headed)

    def _dependent(self, read: list[Part], index: int) -> bool:
        return index > 0 and read[index - 1].name in ("prohibition", "obligation", "denial", "stray")

    def _no_subject(self, part: Part, frame: Frame) -> bool:
        """"No person may", "none of the Products is": a negative determiner on what looks like a subject."""
        first = part.targets[0].chunks[0] if part.targets else None
        return first is not None and not first.preposition and first.kind in _SUBJECTS and first.terms[0].type == "NO"

    def _new_subject(self, part: Part, frame: Frame, read: list[Part], index: int) -> bool:
        """Whether a series is the subject of a head that follows, not an object of the one before."""
        if not part.targets or part.targets[-1].chunks[0].preposition or part.targets[-1].chunks[0].kind not in _SUBJECTS:
            return False
        following = next((later for later in read[index + 1 : index + 4] if later.name not in ("break", "currency", "stray", "knowledge")), None)
        if following is None or following.name not in ("prohibition", "obligation", "permission", "denial", "representation", "pledge", "acknowledgement", "assertion", "notice"):
            return False
        before = read[index - 1].name if index else "break"
        return before in ("break", "representation", "pledge", "acknowledgement", "assurance", "neither", "neither_nor", "either", "condition", "licence", "including", "limbs", "exception", "stray", "currency")

    def _implied(self, part: Part, frame: Frame, read: list[Part], index: int) -> bool:
        """"Embargoed countries (currently) include Cuba ...": says what a described group holds, and bars nothing itself."""
        if frame.headed or not frame.pending or frame.pending[-1].name != "series":
            return False
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
        self.meanings.append(Meaning("such list" if subject.targets[0].chunks[0].kind == "LISTS" else "such place", span, part.end, part.end, implied=True))
        self._take(None, draft, head)
        frame.draft, frame.headed, frame.pending, frame.defining = draft, True, [], self.meanings[-1].term
        return True

    def _headless(self, unit: Unit, frame: Frame, into: list[Draft]) -> None:
        """A sentence with no head: what it names is kept, as words that no norm was read around."""
        words = sum(term.size for chunk in unit.chunks for term in chunk.terms)
        draft = Draft("acknowledgement", unit.start, unit.end, "about", headed=False)
        for part in frame.pending:
            self._spread(part, draft, "about")
        if words > 6 and (draft.exclusions or draft.uses):
            self.unparsed.append(Unparsed(span=Span(start=unit.start, end=unit.end), expected=_HEADLESS))
        self.loose.extend(draft.exclusions)
        if draft.uses:
            into.append(draft)

    # ---- things

    def _acts(self, part: Part, draft: Draft | None) -> None:
        if draft is None:
            return
        for chunk in part.chunks:
            for term in chunk.terms:
                if term.type == "ACT":
                    draft.acts.extend(act for act in term.name.split("|") if act and act not in draft.acts)

    def _knowing(self, part: Part, draft: Draft) -> None:
        draft.knowledge.extend(Span(start=t.start, end=t.end) for chunk in part.chunks for t in chunk.terms if t.type == "KNOWING")

    def _spread(self, part: Part, draft: Draft, sense: Sense, frame: Frame | None = None) -> None:
        """Put everything that a part names under a norm, target by target."""
        if part.name == "act":
            self._acts(part, draft)
            return
        if part.name in ("compliance", "breach", "licence"):
            legal: Sense = "for" if draft.sense in ("for", "against") else "about"
            self._take(frame, draft, self.reader.read(part.chunks[1:], legal, part.name))
            return
        targets = part.targets or (Target(part.name, part.chunks),)
        if part.targets and sense == "against":
            self.series.append((part, draft))
        for position, target in enumerate(targets):
            later = next((t for t in targets[position + 1 :] if self.reader._restricted(list(t.chunks))), None)
            plain = target.name in ("recipient", "destination") and later is not None and later.name in ("recipient", "destination", "end_use")
            found = self.reader.read(target.chunks, sense, target.name, restricted_by=later if plain and not self._named(target) else None)
            found = narrow(found, list(target.chunks))
            self._take(frame, draft, found)
            for index, chunk in enumerate(target.chunks):
                if chunk.kind == "OWNERSHIP" and (test := ownership_at(list(target.chunks), index, self.text)) is not None:
                    draft.ownership.append(test)
                elif chunk.kind == "KNOWING":
                    draft.knowledge.append(chunk.span)
                elif chunk.kind == "ACTS" and sense == "against":
                    pass
                elif chunk.kind == "DEFINED":
                    self._inline(chunk, draft)
        draft.reach(part.end)

    def _named(self, target: Target) -> bool:
        return any(term.things or term.name for chunk in target.chunks for term in chunk.terms if term.type != "STATE")

    def _take(self, frame: Frame | None, draft: Draft, found: Found) -> None:
        if draft.limit is not None:
            found = limited(found, draft.limit, _LIMITABLE)
        draft.exclusions.extend(found.exclusions)
        draft.uses.extend(found.uses)
        if frame is not None and frame.defining and self.meanings:
            meaning = self.meanings[-1]
            meaning.exclusions.extend(found.exclusions)
            meaning.uses.extend(found.uses)
            meaning.end = max([meaning.end, *(item.span.end for item in (*found.exclusions, *found.uses))])

    def _on_stray(self, part: Part, frame: Frame, into: list[Draft], read: list[Part], index: int) -> None:
        if frame.draft is None:
            if part.chunks[0].kind in ("NOUNS", "BY_PERSONS"):
                frame.pending.append(part)
            return
        for chunk in part.chunks:
            if chunk.kind == "DEFINED":
                self._inline(chunk, frame.draft)
            elif chunk.kind in ("NOUNS", "BY_PERSONS", "LICENCES"):
                self._take(frame, frame.draft, self.reader.read([chunk], frame.draft.sense, part.name))

    def _inline(self, chunk: Chunk, draft: Draft) -> None:
        """A term defined in brackets means what the norm has named before it: all of it where it gathers, else since the last."""
        term = chunk.terms[0]
        words = self.text[term.start : term.end].lower()
        gathers = any(word in words for word in ("collectively", "together", "all ", "each"))
        since = 0 if gathers else max((m.span.end for m in self.meanings if m.span.start >= draft.start), default=0)
        exclusions = [item for item in draft.exclusions if since <= item.span.start < term.start]
        uses = [use for use in draft.uses if since <= use.span.start < term.start]
        start = min((item.span.start for item in (*exclusions, *uses)), default=term.start)
        for name in term.name.split("|"):
            self.meanings.append(Meaning(name, chunk.span, start, term.start, list(exclusions), list(uses)))
