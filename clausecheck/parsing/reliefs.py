"""What opens or narrows a bar: exceptions, licences, conditions, provisos that take something out, sentences that limit others.

"Except as authorised" and "in violation of law" leave a bar standing and are only kept with it. "Other than South Sudan", "the
foregoing shall not apply to Kazakhstan" take a thing out. "To the extent that the goods contain U.S. parts", "applies only to
machine tools" narrow it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from clausecheck.document import Span
from clausecheck.parsing.chunks import Chunk
from clausecheck.parsing.drafts import Draft
from clausecheck.parsing.frames import At
from clausecheck.parsing.heads import Heads
from clausecheck.parsing.rules import Part, Target
from clausecheck.ruletree import Limit, Thing
from clausecheck.tokens import folded

_PASSED = frozenset({"including", "act", "stray"})
_LEGAL = frozenset({"LAWS", "LICENCES", "VIOLATION", "COMPLY", "RESTRICTS", "UNLESS"})
_FARTHEST = 1_000
"""How many norms back a sentence reaches that limits the bars before it."""
_MOST_LIMITS = 8
_STOPS = frozenset({"break", "limbs", "prohibition", "obligation", "permission", "definition"})


@dataclass(slots=True)
class Reliefs(Heads):
    """The handlers of what stands beside a head; a method for each rule of grammars/rule.lark, named after it."""

    def _on_exception(self, at: At) -> None:
        words = folded(self.text[at.part.start : at.part.end])
        if at.frame.draft is not None and at.frame.draft.sense == "against" and words[1:2] in (["where"], ["if"], ["when"]):
            narrowing = self._narrows(at, ["extent"])
            if narrowing is not None:
                self._limit_all(at.frame.draft, narrowing, set())
                at.frame.conditional = True
                return
        at.frame.lifting = True
        if at.frame.draft is None:
            at.frame.pending.append(at.part)
            return
        if (served := self._others_served(at, at.frame.draft)) is not None:
            places = {i.thing for i in at.frame.draft.exclusions if i.thing.kind in ("territory", "territory_group")}
            if places:
                self._limit_all(at.frame.draft, served, places)
        at.frame.excepting = not self._carve(at.part, at.frame, at.frame.draft)

    def _still_excepting(self, at: At) -> bool:
        """Whether a series goes on with a carve-out: "except that shipments to South Sudan are permitted"."""
        if at.frame.resumed and not at.index:
            return True
        for part in reversed(at.read[max(0, at.index - 4) : at.index]):
            if part.name == "exception":
                return True
            if part.name not in _PASSED:
                return False
        return False

    def _on_release(self, at: At) -> None:
        """ "The foregoing shall not apply to": what follows is taken out of the bars before; nothing, where a law is meant."""
        if any(chunk.kind == "LAWS" for part in at.frame.pending for chunk in part.chunks):
            self._open(at.frame, at.into, "acknowledgement", "about", at.part)
            return
        granted = at.frame.draft is None and any(c.kind == "LICENCES" for part in at.read[: at.index] for c in part.chunks)
        if granted:  # "this licence does not extend to persons on the list"
            draft = self._open(at.frame, at.into, "prohibition", "against", at.part)
            draft.negation = at.frame.negative = True
        else:
            draft = self._open(at.frame, at.into, "permission", "allow", at.part)
            draft.lifts = True
        if at.part.targets:
            self._spread(Part("series", at.part.chunks[1:], at.part.targets), draft, draft.sense, at.frame)
        if granted:
            return
        later = at.read[at.index : at.index + 6]
        words = {word for part in later for word in folded(self.text[part.start : part.end])}
        legal = any(
            chunk.kind in ("LICENCES", "RESTRICTS") or "DESC" in chunk.types() for part in later for chunk in part.chunks
        )
        if legal or words & set(self.knowledge.cues["authorised"]):
            for earlier in self.drafts[-3:]:
                if earlier.sense == "against":
                    earlier.exceptions.append(Span(start=at.part.start, end=max(part.end for part in later)))

    def _on_prevention(self, at: At) -> None:
        """ "Nothing shall prevent" permits; "shall take steps to prevent", "shall prohibit its agents from" bars."""
        frame, draft = at.frame, at.frame.draft
        if frame.negated:
            frame.negated = frame.negative = False
            fresh = self._open(frame, at.into, "permission", "allow", at.part)
            fresh.lifts = True
            self._acts(at.part, fresh)
        elif draft is not None and draft.kind == "prohibition" and draft.sense == "against" and draft.empty():
            draft.kind, draft.lifts = "permission", True  # "shall not be construed so as to prohibit exports to"
            draft.turn("allow")
            frame.negative = frame.negated = False
            self._acts(at.part, draft)
        elif draft is not None and draft.kind in ("obligation", "limb") and draft.sense == "for" and not draft.exclusions:
            draft.kind = "prohibition" if draft.kind == "obligation" else draft.kind
            draft.turn("against")
            frame.negative = True
            self._acts(at.part, draft)

    def _on_narrowing(self, at: At) -> None:
        """ "The restriction as to Venezuela applies only to its government": limits the bars before, or those it names."""
        end = max((part.end for part in at.read[at.index : at.index + 6]), default=at.part.end)
        limit = Limit(kind="condition", span=Span(start=at.part.start, end=end))
        named = {
            thing
            for part in at.frame.pending
            for chunk in part.chunks
            for term in chunk.terms
            for thing in term.things
            if thing.kind in ("territory", "territory_group", "list", "end_use")
        }
        for draft in self.drafts[-_FARTHEST:]:
            self._limit_all(draft, limit, named)
        self._open(at.frame, at.into, "acknowledgement", "about", at.part)

    def _limit_all(self, draft: Draft, limit: Limit, named: set[Thing]) -> None:
        if draft.sense == "against":
            draft.exclusions = [
                replace(item, limits=(*item.limits, limit))
                if (not named or item.thing in named) and len(item.limits) < _MOST_LIMITS
                else item
                for item in draft.exclusions
            ]
            if not named:
                draft.uses = [
                    replace(use, limits=(*use.limits, limit)) if len(use.limits) < _MOST_LIMITS else use for use in draft.uses
                ]
        for child in draft.children:
            self._limit_all(child, limit, named)

    def _on_licence(self, at: At) -> None:
        draft = at.frame.draft
        if folded(self.text[at.part.start : at.part.end])[:1] == ["until"] and not self._licensed(at):
            return  # "until the Effective Date" opens nothing
        if draft is None:
            at.frame.exceptions.append(Span(start=at.part.start, end=self._whole(at)))
            at.frame.pending.append(at.part)
            return
        if self._unless_so(at, draft):
            return
        if draft.kind == "permission" and folded(self.text[at.part.start : at.part.end])[:1] == ["only"]:
            draft.kind, at.frame.negative = "prohibition", True  # "may be supplied only with a permit"
            draft.turn("against")
        draft.exceptions.append(Span(start=at.part.start, end=self._whole(at)))
        self._bare(at)
        self._take(at.frame, draft, self.reader.read(at.part.chunks[1:], "for", at.part.name))

    def _licensed(self, at: At) -> bool:
        """Whether a licence is spoken of before the next stop."""
        for part in at.read[at.index : at.index + 6]:
            if part.name == "break" and part.chunks[0].types() & {"SEMI", "COLON"}:
                return False
            if any(term.type == "LICENCE" for chunk in part.chunks for term in chunk.terms):
                return True
        return False

    def _unless_so(self, at: At, draft: Draft) -> bool:
        """ "Unless they are public knowledge": no licence, but a state of things that narrows the bar."""
        if folded(self.text[at.part.start : at.part.end]) != ["unless"] or draft.sense != "against":
            return False
        following = []
        for part in at.read[at.index + 1 : at.index + 7]:
            if part.name in _STOPS:
                break
            following.append(part)
        kinds = {chunk.kind for part in following for chunk in part.chunks}
        types = {t for part in following for chunk in part.chunks for t in chunk.types()}
        words = {word for part in following for word in folded(self.text[part.start : part.end])}
        if words & set(self.knowledge.cues["authorised"]):
            return False
        if (
            not any(part.name == "assertion" for part in following)
            or kinds & (_LEGAL | {"AGENCIES"})
            or types & {"LICENCE", "DESC"}
        ):
            return False
        self._limit_all(draft, Limit(kind="condition", span=Span(start=at.part.start, end=following[-1].end)), set())
        at.frame.conditional = True
        return True

    def _bare(self, at: At, law: Chunk | None = None) -> None:
        """ "To any country, except in accordance with U.S. law": off limits is what that law puts off limits."""
        draft = at.frame.draft
        law = law or next((c for c in at.part.chunks[1:] if c.kind == "LAWS" and any(t.things for t in c.terms)), None)
        if draft is None or draft.sense != "against" or law is None:
            return
        bare: list[tuple[Chunk, ...]] = []
        for part in reversed(at.read[max(0, at.index - 6) : at.index]):
            if part.name not in ("series", "break", "act", "stray"):
                break
            bare += [run for run in _runs(part.chunks) if _unqualified(run)]
        if any(chunk.types() & {"PLACEWORD"} for run in bare for chunk in run):
            for run in reversed(bare):
                target = Target("destination", run)
                found = self.reader.read([*run, law], draft.sense, target.name, restricted_by=target)
                draft.exclusions.extend(i for i in found.exclusions if i.thing.kind not in ("instrument", "authority"))

    def _whole(self, at: At) -> int:
        """Where a licence exception ends: with the words before the next stop or head."""
        end = at.part.end
        for part in at.read[at.index + 1 : at.index + 7]:
            if part.name in _STOPS:
                break
            end = part.end
        return end

    def _on_condition(self, at: At) -> None:
        frame, draft = at.frame, at.frame.draft
        words = folded(self.text[at.part.start : at.part.end])
        if words[:1] == ["provided"]:
            frame.lifting = True
        narrowing = self._narrows(at, words)
        if draft is not None and (carved := self._condition_of_a_carve_out(at, draft)) is not None:
            if carved.span.start < carved.span.end:
                self._limit_all(draft, carved, {item.thing for item in draft.exclusions if item.excepted})
            draft.exclusions = [replace(i, excepted=False, sense="about") if i.excepted else i for i in draft.exclusions]
            frame.conditional = True
            return
        if draft is None:
            if narrowing is not None:
                frame.narrowing = narrowing
        elif draft.sense == "against" and narrowing is not None and not self._where_restricted(at, draft):
            self._limit_all(draft, narrowing, set())
            draft.limit = draft.limit or narrowing
            draft.conditions.append(Span(start=at.part.start, end=at.part.end))
            frame.conditional = True
            return
        elif draft.sense == "against" and (self._where_restricted(at, draft) or self._where_law_forbids(at, words)):
            return
        frame.conditional = True
        if draft is not None:
            draft.conditions.append(Span(start=at.part.start, end=at.part.end))

    def _condition_of_a_carve_out(self, at: At, draft: Draft) -> Limit | None:
        """ "Except that sales in Kazakhstan are allowed where the buyer is a hospital": takes out some of what goes there.

        Of no length where a licence is the condition, which takes out nothing.
        """
        since = next((part for part in reversed(at.read[: at.index]) if part.name in ("exception", "break")), None)
        behind = at.read[at.index + 1 : at.index + 4]
        if draft.sense != "against" or since is None or since.name != "exception" or not behind:
            return None
        if not any(item.excepted and item.span.start > since.start for item in draft.exclusions):
            return None
        end = since.start if self._legal_words(behind) else behind[-1].end
        return Limit(kind="condition", span=Span(start=since.start, end=end))

    def _legal_words(self, behind: list[Part]) -> bool:
        """Whether the parts speak of a law, of a licence, or of somebody's consent."""
        words = {word for part in behind for word in folded(self.text[part.start : part.end])}
        cues = self.knowledge.cues
        legal = any(chunk.kind in _LEGAL | {"AGENCIES"} for part in behind for chunk in part.chunks)
        return legal or bool(words & {*cues["authorised"], *cues["permit"], *cues["allowed"], *cues["consenting"]})

    def _others_served(self, at: At, draft: Draft) -> Limit | None:
        """ "Shall not sell it in Venezuela except to private hospitals", "other than for medical use": some may be served."""
        behind: list[Part] = []
        for part in at.read[at.index + 1 : at.index + 7]:
            if part.name in _STOPS or part.name in ("condition", "licence"):
                break
            behind.append(part)
        words = folded(self.text[at.part.start : at.part.end])
        first = at.part.targets[0].chunks[0] if at.part.targets else None
        led = first is not None and (first.preposition == "TO" or first.kind == "PURPOSE")
        acting = bool(behind) and behind[0].name == "act"
        if draft.sense != "against" or not (led or acting or words[-1:] == ["to"]):
            return None
        told = [at.part, *behind]
        named = any(t.things or t.name for part in told for c in part.chunks for t in c.terms if t.type != "ACT")
        if named or len(told) + len(at.part.chunks) < 3 or self._legal_words(told):
            return None
        return Limit(kind="exception", span=Span(start=at.part.start, end=told[-1].end))

    def _where_restricted(self, at: At, draft: Draft) -> bool:
        """ "Military end uses where prohibited by an arms embargo": limits the thing before it."""
        before = at.read[at.index - 1] if at.index else None
        after = at.read[at.index + 1] if at.index + 1 < len(at.read) else None
        if before is None or after is None or before.name != "series" or not self._restricting(after):
            return False
        for place in range(len(draft.exclusions) - 1, -1, -1):
            item = draft.exclusions[place]
            if before.start <= item.span.start and item.thing.kind in ("end_use", "territory"):
                limit = Limit(kind="condition", span=Span(start=at.part.start, end=after.end))
                draft.exclusions[place] = replace(item, limits=(*item.limits, limit))
                for other, twin in enumerate(draft.exclusions[:place]):  # "military end users and military end uses where"
                    if twin.thing.id == item.thing.id and twin.span.start >= before.start:
                        draft.exclusions[other] = replace(twin, limits=(*twin.limits, limit))
                break
        return True

    def _where_law_forbids(self, at: At, words: list[str]) -> bool:
        """ "To persons or into countries where it is prohibited under U.S. law": whatever that law puts off limits."""
        after = at.read[at.index + 1] if at.index + 1 < len(at.read) else None
        if words != ["where"] or after is None or not any(chunk.kind == "RESTRICTS" for chunk in after.chunks):
            return False
        law = next((c for c in after.chunks if c.kind == "LAWS" and any(t.things for t in c.terms)), None)
        if law is not None and at.frame.draft is not None:
            self._bare(at, law)
            at.frame.draft.exceptions.append(Span(start=at.part.start, end=after.end))
        return law is not None

    def _narrows(self, at: At, words: list[str]) -> Limit | None:
        """The limit that a condition sets: an extent ("to the extent that"), or a state of the goods ("if a Unit contains").

        A condition of law or licence ("to the extent prohibited by law") limits nothing: the bar is the law's anyway.
        """
        following = []
        for part in at.read[at.index + 1 : at.index + 8]:
            if part.name in ("break", "limbs"):
                break
            following.append(part)
            if at.frame.draft is None and len(_up_to_its_subject([*part.chunks])) < len(part.chunks):
                break
        stated = _up_to_its_subject([chunk for part in following for chunk in part.chunks])
        kinds = {chunk.kind for chunk in stated}
        listed = bool(stated) and stated[0].kind in ("ITEMS", "NOUNS") and not stated[0].preposition and _classified(stated)
        if (
            not following
            or (kinds & _LEGAL and not listed)
            or any("DESC" in c.types() for part in following[:1] for c in part.chunks)
        ):
            return None
        if any(part.name in ("acknowledgement", "knowledge") for part in following):
            return None  # "so far as the Seller is aware" says what is known
        extent = any(word in self.knowledge.cues["extent"] for word in words)
        first = following[0].chunks[0]
        goods = (first.kind == "ITEMS" or listed) and not first.preposition and "ACTS" not in kinds and "PERSONS" not in kinds
        buyer = at.frame.draft is not None and self._of_another(at.frame.draft, following)
        states = any(part.name in ("assertion", "denial") for part in following)
        place = first.kind == "PLACES" and not first.preposition and states  # "where the destination is on a control list"
        if not extent and not ((goods or buyer or place) and words[:1] != ["provided"]):
            return None
        return Limit(kind="extent", span=Span(start=at.part.start, end=stated[-1].end))

    def _of_another(self, draft: Draft, following: list[Part]) -> bool:
        """ "Shall not ship to Venezuela if the consignee is owned by its government": a state of another than who is bound."""
        first = following[0].chunks[0]
        other = first.kind == "PERSONS" and not first.preposition and "PARTY" not in first.types()
        named = any(t.things for part in following for chunk in part.chunks for t in chunk.terms if t.type != "ENDUSER")
        states = any(part.name in ("assertion", "denial") for part in following)
        return other and states and not named and any(item.thing.kind == "territory" for item in draft.exclusions)


def _up_to_its_subject(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks of a condition without the subject that waits for its verb behind a comma: "if it is listed, the Buyer"."""
    subject = chunks[-1].kind in ("PERSONS", "ITEMS") and not chunks[-1].preposition if chunks else False
    joined = len(chunks) > 2 and chunks[-2].kind == "JOIN" and chunks[-2].types() == {"COMMA"}
    return chunks[:-2] if subject and joined else chunks


def _classified(stated: list[Chunk]) -> bool:
    """Whether goods are said to be of some list or class: "in so far as the Goods are listed in", "is controlled under".

    A law that only bars them ("where the export is prohibited by") makes no class.
    """
    kinds = {chunk.kind for chunk in stated}
    return (
        bool(kinds & {"LISTED", "OWNERSHIP", "SUBJECT"})
        and "STATUS" in kinds
        and not kinds & {"RESTRICTS", "VIOLATION", "LICENCES"}
    )


def _runs(chunks: tuple[Chunk, ...]) -> list[tuple[Chunk, ...]]:
    """The chunks between joints, from the first that has a preposition or a purpose on."""
    runs: list[list[Chunk]] = [[]]
    for chunk in chunks:
        if chunk.kind == "JOIN" or (chunk.preposition and runs[-1] and runs[-1][-1].kind != "PURPOSE"):
            runs.append([])
        if chunk.kind != "JOIN":
            runs[-1].append(chunk)
    return [tuple(run) for run in runs if run and (run[0].preposition == "TO" or run[0].kind == "PURPOSE")]


def _unqualified(run: tuple[Chunk, ...]) -> bool:
    """Whether nothing says which: "to any country", "for any use"."""
    told = next((at for at, chunk in enumerate(run) if chunk.kind == "WHO"), len(run))
    if {chunk.kind for chunk in run[told:]} <= {"WHO", "ACTS", "NOUNS", "STATUS"}:
        run = run[:told]  # "into any country where such export"
    named = any(t.things or t.name for chunk in run for t in chunk.terms)
    described = any("DESC" in chunk.types() for chunk in run)
    return not named and not described and {chunk.kind for chunk in run} <= {"PLACES", "PERSONS", "PURPOSE", "USES"}
