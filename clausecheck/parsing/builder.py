"""From the parts of each sentence to the rule tree: one fold from left to right, heads changing what the things after them are.

A head opens a norm and sets its sense: what follows a bar is excluded, what follows a duty to comply is required, what follows
a notice is only spoken of. Limbs inherit the head of their stem until they bring their own. Polarity faults (a "nor" with no
"not" before it, "Either" where "Neither" is meant) show in this fold, from the order of the parts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from clausecheck.document import Span
from clausecheck.margins import is_title, on_its_own_line, opens_its_line
from clausecheck.parsing.chunks import LimbUnit, Unit
from clausecheck.parsing.deeds import HEADLESS, Deeds
from clausecheck.parsing.drafts import Draft
from clausecheck.parsing.frames import At, Frame, Meaning
from clausecheck.parsing.polarity import either_of_denials, watched
from clausecheck.parsing.predicates import find_predicates
from clausecheck.parsing.relatives import antecedent, is_described, relative_before, run_on, with_relative_verbs
from clausecheck.parsing.restrictions import restrictions
from clausecheck.parsing.rules import Part, Target, parts
from clausecheck.parsing.targets import NATIONALS
from clausecheck.ruletree import Limit, Sense, Unparsed
from clausecheck.tokens import folded

__all__ = ["Builder", "Meaning"]

_NEAR_NATIONALS = 90
"""Code points within which a relative may go back to nationals."""
_LONGEST_HEADING = 8
"""Words of a line that may be a heading: "5. Restricted Destinations and Persons" names nobody."""
_PAST_AN_ACT = 9
"""Parts of a sentence within which a restriction may reach back over a further act."""

_BARRED = frozenset({"PLACES", "PERSONS", "LISTS", "USES", "PURPOSE"})


@dataclass(slots=True)
class Builder(Deeds):
    """Builds the norms of one clause; after `sentence` for each unit, `drafts`, `meanings` and `unparsed` hold the result."""

    held: Frame | None = None

    def sentence(self, unit: Unit) -> None:
        """Read one sentence of the clause."""
        frame = Frame(first=len(self.drafts)) if self.held is None else self._resumed(unit, self.held, self.drafts)
        self.held = None
        before = len(self.drafts)
        self._fold(unit, frame, self.drafts)
        if unit.cut:
            self.held = frame
        else:
            self._close(unit, frame, self.drafts)
        _cover(self.drafts[before:], unit.start, unit.end)

    def _close(self, unit: Unit, frame: Frame, into: list[Draft]) -> None:
        """End a statement whose negative subject met no verb of the vocabulary: it bars what it names."""
        draft = frame.draft
        for one in into[frame.first :]:
            if one.kind == "permission" and one.sense == "allow" and one.start >= unit.start:
                self._under_licence(unit, one)
            one.settle_subject(lambda item: item.thing.kind == "list" or watched(item, self.knowledge))
        if draft is not None and draft.kind != "limb":
            draft.exclusions.extend(restrictions(unit, draft, self.text, self.knowledge))
        if frame.negated and draft is not None and draft.sense in ("about", "for") and not draft.modality and frame.attitude:
            draft.turn("against")
        elif (
            frame.negated
            and not frame.headed
            and (any(part.name in ("act", "series") for part in frame.pending[1:]) or self._stands_nowhere(frame.pending))
        ):
            last = frame.pending[-1]
            vouched = "representation" if frame.attitude == "vouch" else "prohibition"
            self._open(frame, into, vouched, "about", Part("break", last.chunks)).turn("against")
        if not frame.headed and frame.pending:
            self._headless(unit, frame, into)

    def _under_licence(self, unit: Unit, draft: Draft) -> None:
        """A permission that needs a licence permits nothing yet: "may ship to Iran if licensed", "only with authorisation"."""
        end = draft.end if self.drafts and draft is not self.drafts[-1] else unit.end
        behind = [chunk for chunk in unit.chunks if draft.start <= chunk.start < end]
        words = [word for chunk in behind for word in folded(self.text[chunk.start : chunk.end])]
        opened = set(words) & set(self.knowledge.cues["authorised"]) and any(chunk.kind == "IF" for chunk in behind)
        licence = next((chunk for chunk in behind if chunk.kind in ("LICENCES", "UNLESS")), None)
        if licence is None and not opened:
            return
        named = {item.thing for item in draft.exclusions}
        barred = any(item.thing in named for one in self.drafts for item in one.exclusions if one.sense == "against")
        if "only" in words:
            draft.kind = "prohibition"
            draft.turn("against")
        elif barred:
            draft.lifts = False
            draft.turn("about")
        if licence is not None:
            draft.exceptions.append(licence.span)

    def _fold(self, unit: Unit, frame: Frame, into: list[Draft]) -> None:
        read = parts(find_predicates(run_on(unit.chunks), self.text, self.knowledge))
        for index, part in enumerate(read):
            handle = getattr(self, f"_on_{part.name}", None)
            if handle is not None:
                handle(At(part, frame, into, read, index))
            if frame.draft is not None and part.name not in ("break", "stray"):
                frame.draft.reach(part.end)

    def _on_series(self, at: At) -> None:
        if at.index < at.frame.awaiting:
            at.frame.pending.append(at.part)
            return
        draft = at.frame.draft
        if draft is not None and self._no_object(at):
            draft.kind = "prohibition" if draft.kind == "obligation" else draft.kind
            draft.turn("against")
            at.frame.negative = True
        elif self._no_subject(at.part) or self._nobody_first(at):
            at.frame.negated = at.frame.negative = True
        if at.frame.draft is None or self._new_subject(at.part, at.read, at.index):
            at.frame.pending.append(at.part)
            return
        before = at.read[at.index - 1].chunks[0].kind if at.index else ""
        if (
            (before == "KEEPER" or (at.frame.keeping and _only_agencies(at.part)))
            and at.part.targets
            and at.part.targets[0].name == "agency"
            and any(item.thing.kind == "list" and item.thing.id.startswith("generic.") for item in at.frame.draft.exclusions)
        ):
            self._take(
                at.frame,
                at.frame.draft,
                self.reader.kept_lists([c for c in at.part.chunks if c.kind != "LISTS"], at.frame.draft.sense),
            )
        kinds = {chunk.kind for chunk in at.part.chunks}
        at.frame.keeping = (at.frame.keeping and not kinds & {"PLACES", "USES"}) or {"KEEPER", "LISTS"} <= kinds
        if at.frame.draft.kind == "permission" and folded(self.text[max(0, at.part.start - 16) : at.part.start])[-1:] == [
            "only"
        ]:
            at.frame.draft.only = True  # "may be passed on only to persons who are"
        if at.frame.excepting and self._still_excepting(at):
            self._carve(at.part, at.frame, at.frame.draft)
            return
        at.frame.excepting = False
        held, owned = at.frame.draft.limit, at.frame.owned
        listed = any(part.chunks[0].kind == "LISTED" and not _lists(part) for part in at.read[max(0, at.index - 8) : at.index])
        if (
            at.index
            and at.read[at.index - 1].name == "ownership_test"
            and at.part.targets[0].name == "recipient"
            and not listed
        ):
            owned = Limit(kind="ownership", span=Span(start=at.read[at.index - 1].start, end=at.part.end))
        if self._describes_goods(at):
            self._spread(at.part, at.frame.draft, "about", at.frame)
            return
        at.frame.owned = None
        if owned is not None and at.part.targets[0].name in ("listed", "listing", "recipient") and _lists(at.part):
            at.frame.draft.limit = owned
        before = at.read[at.index - 1].chunks[-1].kind if at.index else ""
        self.reader.personal = at.frame.draft.kind != "prohibition" or not at.frame.draft.acts
        self.reader.leaving = bool(at.index) and at.read[at.index - 1].chunks[-1].preposition == "FROM"
        self.reader.outward = bool(at.frame.draft.acts) and set(at.frame.draft.acts) <= set(self.knowledge.cues["outward"])
        self.reader.engaged = before == "ENGAGED" and any(p.chunks[0].kind == "PERSONS" for p in at.read[: at.index])
        self.reader.behind = self._restricted_behind(at)
        self.reader.described = is_described(at)
        self.reader.antecedent = antecedent(at)
        self._spread(at.part, at.frame.draft, "for" if self._legal(at) else at.frame.draft.sense, at.frame)
        self.reader.behind = self.reader.antecedent = None
        at.frame.draft.limit = at.frame.draft.limit if at.frame.draft.limit is not owned else held
        at.frame.known = at.frame.known or next((c.kind for c in reversed(at.part.chunks) if c.kind != "JOIN"), "") == "KNOWING"

    def _restricted_behind(self, at: At) -> Target | None:
        """ "Into any country, or use them in any manner, prohibited by the Act": the manner, whose restriction is the country's
        too, past acts of the same bar."""
        acted = False
        for part in at.read[at.index + 1 : at.index + _PAST_AN_ACT]:
            acted = acted or part.name == "act"
            for target in part.targets if acted else ():
                if any(self.reader.forbidden_by(target.chunks, index) for index in range(len(target.chunks))):
                    return target
            if part.name not in ("break", "act", "stray", "series"):
                return None
        return None

    def _describes_goods(self, at: At) -> bool:
        """ "The items are not advanced computing items": says what the goods are, and bars no use of them."""
        draft, first = at.frame.draft, at.part.targets[0].chunks[0] if at.part.targets else None
        if draft is None or first is None or first.kind != "USES" or first.preposition or draft.kind != "representation":
            return False
        return bool(at.index) and at.read[at.index - 1].name == "denial" and len(at.read[at.index - 1].chunks) == 1

    def _on_ownership_test(self, at: At) -> None:
        none = at.read[at.index - 1].chunks[-1] if at.index else None
        if none is not None and none.kind == "NOUNS" and none.terms[0].type == "NO" and at.frame.negated:
            at.frame.owned = Limit(kind="ownership", span=Span(start=none.start, end=at.part.chunks[0].end))
            if at.frame.draft is not None and len(at.part.chunks) > 1:
                at.frame.draft.limit = at.frame.owned  # "none of its shareholders appears on the list"
        if at.frame.draft is None:
            at.frame.pending.append(at.part)
            return
        self._spread(at.part, at.frame.draft, at.frame.draft.sense, at.frame)

    def _on_including(self, at: At) -> None:
        words = folded(self.text[at.part.start : at.part.end])
        if at.frame.draft is not None and "necessarily" in words and "not" not in words:
            at.frame.draft.exclusions = [  # "including but necessarily limited to": the group shrinks to its examples
                replace(i, defect="lost-not") if i.thing.kind == "territory_group" and i.span.end <= at.part.start else i
                for i in at.frame.draft.exclusions
            ]
        if at.frame.draft is not None or self._that_includes(at):
            return
        if at.frame.pending and not self._such_laws(at):
            self._implied(at.part, at.frame, at.read, at.index)

    def _on_knowledge(self, at: At) -> None:
        if at.frame.draft is None:
            at.frame.knowing.append(at.part.chunks[0].span)
            return
        at.frame.draft.knowledge.append(at.part.chunks[0].span)
        self._nationals_who(at, at.frame.draft)
        if at.frame.draft.sense == "against":
            at.frame.conditional = False  # "may not resell if it knows that the goods are for Russia": what is known is barred
            at.frame.known = True

    def _nationals_who(self, at: At, draft: Draft) -> None:
        """ "Any national of such country who intends to carry it back": those of them alone."""
        before = at.read[at.index - 1].chunks[-1] if at.index else None
        verb = folded(self.text[at.part.start : at.part.end])[:1]
        if before is None or before.kind != "WHO" or not set(verb) & set(self.knowledge.cues["intending"]):
            return
        limit = Limit(kind="condition", span=Span(start=before.start, end=at.part.end))
        near = before.start - _NEAR_NATIONALS
        draft.exclusions = [
            replace(i, limits=(*i.limits, limit)) if i.thing == NATIONALS and i.span.start > near else i
            for i in draft.exclusions
        ]

    def _on_limbs(self, at: At) -> None:
        stem = at.frame.draft
        into = stem.children if stem is not None else at.into
        limbs = at.part.chunks[0].limbs
        if relative_before(at):
            limbs = [with_relative_verbs(limb) for limb in limbs]
        own: list[list[Draft]] = []
        ahead = [part.name for part in at.read[max(0, at.index - 2) : at.index]]
        legal = at.index > 1 and (ahead[-1:] == ["including"] or ahead == ["including", "break"]) and self._of_laws(at)
        for limb in limbs:
            before = len(into)
            self._limb(limb, at.frame, into, legal=legal)
            own.append(into[before:])
        if not at.frame.negative and len(limbs) == len(own) and either_of_denials(limbs, own):
            for draft in (draft for drafts in own for draft in drafts):
                draft.defect = "or-between-negatives"

    def _limb(self, limb: LimbUnit, stem: Frame, into: list[Draft], *, legal: bool = False) -> None:
        label = self.text[limb.label.start : limb.label.end].strip()
        cut: Frame | None = None
        title = limb.units[0].end if len(limb.units) > 1 else 0
        titled = bool(title) and is_title(self.text, limb.units[0].start, title) and "\n" not in self.text[title : title + 2]
        if titled:  # "(a) Sanctions. Use the proceeds": the heading stands before what goes on with the stem
            heading = Frame()
            self._fold(limb.units[0], heading, into)
            self._close(limb.units[0], heading, into)
        for number, unit in enumerate(limb.units[titled:]):
            held = stem.draft
            own: list[Draft] = []
            if cut is not None:
                cut = self._resumed(unit, cut, own)
                self._fold(unit, cut, own)
                if not unit.cut or unit is limb.units[-1]:
                    self._close(unit, cut, own)
                    cut = None
                _cover(own, unit.start if number else limb.start, unit.end)
                into.extend(own)
                continue
            frame = Frame(
                attitude=stem.attitude,
                negated=stem.negated,
                negative=stem.negative,
                conditional=stem.conditional and held is not None,
                bearer=stem.bearer,
                defining=stem.defining,
            )
            if number == 0 and held is not None:
                named = {chunk.kind for chunk in unit.chunks}
                sense: Sense = "for" if legal and "LAWS" in named and not named & _BARRED else held.sense
                frame.draft = Draft(
                    "limb", limb.start, unit.end, sense, label=label, bearer=held.bearer, headed=False, defect=held.defect,
                    limit=held.limit,
                )  # fmt: skip
                frame.headed = True
                own.append(frame.draft)
            elif number == 0:
                frame.pending = list(stem.pending)
                frame.conditional = stem.conditional
            before = len(own)
            self._fold(unit, frame, own)
            if unit.cut and unit is not limb.units[-1]:
                cut = frame
            else:
                self._close(unit, frame, own)
            if own and own[0].kind == "limb" and before:
                first = own[0]
                if first.empty() and len(own) > 1 and not first.conditions:
                    own.pop(0)
                    own[0].label = label
            elif own:
                own[0].label = own[0].label or label
            _cover(own, unit.start if number else limb.start, unit.end)
            into.extend(own)
            if number == 0 and held is not None:
                for draft in own:
                    if draft.kind == "limb" and draft.sense == "against" and draft.acts:
                        held.acts.extend(act for act in draft.acts if act not in held.acts)

    def _headless(self, unit: Unit, frame: Frame, into: list[Draft]) -> None:
        """A sentence with no head: what it names is kept, as words that no norm was read around."""
        words = sum(term.size for chunk in unit.chunks for term in chunk.terms)
        draft = Draft("acknowledgement", unit.start, unit.end, "about", headed=False)
        for part in frame.pending:
            self._spread(part, draft, "about")
        heading = self.text[unit.start : unit.end].isupper()
        titled = on_its_own_line(self.text, unit.start, unit.end) or opens_its_line(self.text, unit.start, unit.end)
        if words <= _LONGEST_HEADING and titled:
            draft.exclusions = [item for item in draft.exclusions if not item.thing.id.startswith("generic.")]
        named = any(item.thing.kind not in ("instrument", "authority") for item in draft.exclusions)
        if any(chunk.kind == "RESTRICTS" for chunk in unit.chunks) and draft.exclusions:
            draft.headed = frame.headed = True
            into.append(draft)  # "the United States maintains sanctions against": tells what the law does
            return
        if (
            not named
            and draft.exclusions
            and set(folded(self.text[unit.start : unit.end])) & set(self.knowledge.cues["applying"])
        ):
            draft.headed = frame.headed = True
            into.append(draft)  # "the export controls of Germany apply"
            return
        if named or (words > 6 and not heading and (draft.exclusions or draft.uses)):
            self.unparsed.append(Unparsed(span=Span(start=unit.start, end=unit.end), expected=HEADLESS))
        self.loose.extend(draft.exclusions)
        if draft.uses and not heading:
            into.append(draft)

    def _on_stray(self, at: At) -> None:
        first = at.part.chunks[0]
        if first.kind == "OTHER" and first.types() == {"LPAR"}:
            at.frame.set_aside()
            return
        if first.kind == "OTHER" and first.types() == {"RPAR"}:
            at.frame.take_up()
            return
        joined = at.index > 0 and at.read[at.index - 1].chunks[0].kind == "JOIN"
        if (
            first.kind == "BY_PERSONS"
            and first.preposition == "BY"
            and joined
            and at.frame.draft is not None
            and at.frame.draft.ownership
        ):
            test = at.frame.draft.ownership[-1].span
            at.frame.owned = Limit(kind="ownership", span=test)  # "owned by anyone in X; or by any person listed on Y"
        if first.kind == "NOUNS" and not first.preposition and first.terms[0].type == "NO":
            self._none(at)
            return
        if at.frame.draft is None:
            if first.kind in ("NOUNS", "BY_PERSONS"):
                at.frame.pending.append(at.part)
            return
        for chunk in at.part.chunks:
            if chunk.kind == "DEFINED":
                self._inline(chunk, at.frame.draft)
            elif chunk.kind in ("NOUNS", "BY_PERSONS", "LICENCES"):
                self._take(at.frame, at.frame.draft, self.reader.read([chunk], at.frame.draft.sense, at.part.name))


def _only_agencies(part: Part) -> bool:
    return bool(part.targets) and all(target.name == "agency" for target in part.targets)


def _lists(part: Part) -> bool:
    return any(chunk.kind == "LISTS" for chunk in part.chunks)


def _cover(drafts: list[Draft], start: int, end: int) -> None:
    """Let the norms of a sentence cover all its words: its subject and "neither" before the first, what trails behind each."""
    if not drafts:
        return
    drafts[0].start = min(drafts[0].start, start)
    for draft, following in pairwise(drafts):
        draft.reach(following.start)
    drafts[-1].reach(end)
