"""What a part names, put under a norm: acts, things target by target, ownership tests, inline definitions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from clausecheck.document import Span
from clausecheck.knowledge import Knowledge
from clausecheck.outline import LONGEST_SENTENCE, term_key
from clausecheck.parsing.chunks import Chunk, Unit
from clausecheck.parsing.drafts import Draft
from clausecheck.parsing.frames import Frame, Meaning
from clausecheck.parsing.limits import listed_items, narrow
from clausecheck.parsing.listings import Found
from clausecheck.parsing.ownership import ownership_at
from clausecheck.parsing.rules import Part, Target
from clausecheck.parsing.targets import GENERAL_PERSONS, GENERAL_PLACES, Reader, limited
from clausecheck.ruletree import Exclusion, Limit, Sense, Unparsed, Use
from clausecheck.tokens import folded, scan

_Named = TypeVar("_Named", Exclusion, Use)
_LIMITABLE = frozenset({"list", "territory", "territory_group", "end_use", "end_user"})

_BY_NAME = (("PERSONWORD", GENERAL_PERSONS), ("PARTY", GENERAL_PERSONS), ("PLACEWORD", GENERAL_PLACES))

_TOLD = frozenset({"LIST", "COUNTRY", "GROUP", "USE", "ENDUSER", "LAW"})
_WHOLE = (f"a sentence of at most {LONGEST_SENTENCE:,} words and marks: this one was read in pieces",)
_UNTAKEN = ("words that join this name to a norm",)


@dataclass(slots=True)
class Naming:
    """What reading a clause gathers: norms, meanings of terms, what was not read, and what was named outside any norm."""

    text: str
    knowledge: Knowledge
    drafts: list[Draft] = field(default_factory=list)
    meanings: list[Meaning] = field(default_factory=list)
    unparsed: list[Unparsed] = field(default_factory=list)
    loose: list[Exclusion] = field(default_factory=list)
    series: list[tuple[Part, Draft]] = field(default_factory=list)
    reader: Reader = field(init=False)
    owners: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.reader = Reader(self.text, self.knowledge)
        self.owners = frozenset(self.knowledge.cues["owner"])

    def every_draft(self) -> list[Draft]:
        """The norms and their limbs, however deep."""
        found = list(self.drafts)
        for draft in found:
            found.extend(draft.children)
        return found

    def gather(self, units: Iterable[Unit]) -> None:
        """Keep what the sentences name and no norm took up: as words only spoken of, in stretches that were not read."""
        for unit in units:
            for one in unit.chunks:
                lost = [t for t in one.terms if t.things and t.type in _TOLD and t.start not in self.reader.taken]
                if lost:
                    found = self.reader.read([replace(one, terms=lost)], "about", "untaken")
                    self.loose.extend(found.exclusions)
                    if any(term.type != "LAW" for term in lost):
                        self.unparsed.append(Unparsed(span=one.span, expected=_UNTAKEN))
                for limb in one.limbs:
                    self.gather(limb.units)

    def _resumed(self, unit: Unit, frame: Frame, into: list[Draft]) -> Frame:
        """The frame of a sentence too long to be read at once, for the piece that goes on with it under the same head."""
        self.unparsed.append(Unparsed(span=Span(start=unit.start, end=unit.end), expected=_WHOLE))
        frame.resumed = True
        if frame.draft is not None:
            limits = [limit for item in frame.draft.exclusions[-1:] for limit in item.limits]
            frame.draft = frame.draft.resumed(unit.start, unit.end)
            frame.draft.limit = frame.draft.limit or (limits[0] if limits else None)
            into.append(frame.draft)
        return frame

    def _acts(self, part: Part, draft: Draft | None) -> None:
        if draft is None:
            return
        for chunk in part.chunks:
            for term in chunk.terms:
                if term.type == "ACT":
                    draft.acts.extend(act for act in term.name.split("|") if act and act not in draft.acts)

    def _knowing(self, part: Part, draft: Draft) -> None:
        draft.knowledge.extend(
            Span(start=t.start, end=t.end) for chunk in part.chunks for t in chunk.terms if t.type == "KNOWING"
        )

    def _spread(self, part: Part, draft: Draft, sense: Sense, frame: Frame | None = None) -> None:
        """Put everything that a part names under a norm, target by target."""
        if part.name == "exception":
            self._carve(part, frame, draft)
            return
        if part.name == "act":
            self._acts(part, draft)
            return
        if part.name in ("compliance", "breach", "licence"):
            legal: Sense = "for" if draft.sense in ("for", "against") else "about"
            self._take(frame, draft, self.reader.read(part.chunks[1:], legal, part.name))
            return
        targets = places_with_their_persons(part.targets) or (Target(part.name, part.chunks),)
        if part.targets and (sense == "against" or (frame is not None and frame.defining)):
            self.series.append((part, draft))
        doing = False
        for target, later in zip(targets, self.reader.restricted_later(targets), strict=True):
            plain = (
                target.name in ("recipient", "destination")
                and later is not None
                and later.name in ("recipient", "destination", "end_use")
            )
            first = target.chunks[0]
            self.reader.doing = doing and first.kind == "USES" and not first.preposition
            found = self.reader.read(
                target.chunks, sense, target.name, restricted_by=later if plain and not self._named(target) else None
            )
            doing, self.reader.doing = self.reader.doing or self.reader.engaged_in(target.chunks), False
            if (items := listed_items(list(target.chunks), self.text)) is not None and sense == "against":
                draft.limit = draft.limit or Limit(
                    kind="item", span=items
                )  # only those products, wherever the sentence then goes
            found = narrow(found, list(target.chunks), self.text)
            self._take(frame, draft, found)
            if target.name in ("end_use", "destination") or any(
                chunk.preposition in ("TO", "WITH")
                or chunk.kind == "PURPOSE"
                or (chunk.kind == "USES" and chunk.preposition == "IN")
                for chunk in target.chunks
            ):
                draft.reached.extend(draft.exclusions[-len(found.exclusions) :] if found.exclusions else [])
            for index, chunk in enumerate(target.chunks):
                if (
                    chunk.kind == "OWNERSHIP"
                    and (test := ownership_at(list(target.chunks), index, self.text, self.owners)) is not None
                ):
                    draft.ownership.append(test)
                elif chunk.kind == "KNOWING":
                    draft.knowledge.append(chunk.span)
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
            term = frame.defining.split("|")[0]
            meaning = next((m for m in reversed(self.meanings) if m.term == term), self.meanings[-1])
            meaning.exclusions.extend(found.exclusions)
            meaning.uses.extend(found.uses)
            ends = [*(item.span.end for item in found.exclusions), *(use.span.end for use in found.uses)]
            meaning.end = max([meaning.end, *ends])

    def _law(self, at_frame: Frame, part: Part, draft: Draft, sense: Sense) -> None:
        """Put the laws that a compliance, a breach or a notice names under a norm, with the terms it defines on the way."""
        self._take(at_frame, draft, self.reader.read(part.chunks[1:], sense, part.name))
        for chunk in part.chunks:
            if chunk.kind == "DEFINED":
                self._inline(chunk, draft)

    def _carve(self, part: Part, frame: Frame | None, draft: Draft) -> bool:
        """Put what a part names under a norm as carved out of it; returns whether the norm goes on behind that in the part."""
        ends = _carved(part.targets)
        if ends < len(part.targets):
            rest = part.targets[ends:]
            whole = part
            part = Part(part.name, tuple(c for c in part.chunks if c.end <= rest[0].start), part.targets[:ends])
            self._carve(part, frame, draft)
            behind = tuple(chunk for chunk in whole.chunks if chunk.start >= rest[0].start)
            self._spread(Part("series", behind, rest), draft, draft.sense, frame)
            return True
        found = self.reader.read([chunk for target in part.targets for chunk in target.chunks], draft.sense, part.name)
        carve = self._less(found, draft, part) or Found(
            [replace(item, excepted=True) for item in found.exclusions], [replace(use, excepted=True) for use in found.uses]
        )
        draft.exceptions.append(Span(start=part.start, end=part.end))
        self._take(frame, draft, carve)
        return False

    def _less(self, found: Found, draft: Draft, part: Part) -> Found | None:
        """ "Nationals of Cuba other than nationals who are residents of other countries": fewer, and none carved out.

        What those words name besides is only told; None where they carve out something else than is barred.
        """
        barred = {item.thing for item in draft.exclusions if item.sense == "against" and item.thing.kind == "end_user"}
        same = [item for item in found.exclusions if item.thing in barred]
        if not same:
            return None
        limit = Limit(kind="condition", span=Span(start=part.start, end=part.end))
        fewer = {item.thing for item in same}
        draft.exclusions = [replace(i, limits=(*i.limits, limit)) if i.thing in fewer else i for i in draft.exclusions]
        return Found(
            [replace(i, sense="about") for i in found.exclusions if i.thing not in fewer],
            [replace(use, sense="about") for use in found.uses],
        )

    def _inline(self, chunk: Chunk, draft: Draft) -> None:
        """A term defined in brackets means what the norm has named before it: all where it gathers, else since the last."""
        term = chunk.terms[0]
        words = self.text[term.start : term.end].lower()
        gathers = any(word in words for word in ("collectively", "together", "all ", "each"))
        last = self.meanings[-1].span if self.meanings and not gathers else None
        since = last.end if last is not None and last.start >= draft.start else 0
        exclusions = _between(draft.exclusions, since, term.start)
        uses = _between(draft.uses, since, term.start)
        if gathers and len(self.drafts) > 1 and draft is self.drafts[-1]:
            before = self.drafts[
                -2
            ]  # "is subject to A and its use is subject to B (collectively, ...)": two norms of a sentence
            between = self.text[before.end - 1 : draft.start + 1]
            if before.kind == draft.kind and before.sense == draft.sense and not set(between) & set(".;\n"):
                exclusions = [*before.exclusions, *exclusions]
                uses = [*before.uses, *uses]
        start = min([*(item.span.start for item in exclusions), *(use.span.start for use in uses)], default=term.start)
        for name in term.name.split("|"):
            self.meanings.append(Meaning(name, chunk.span, start, term.start, list(exclusions), list(uses)))


def names_somebody(
    key: tuple[str, ...], held: Mapping[tuple[str, ...], list[Meaning]], seen: frozenset[tuple[str, ...]]
) -> bool:
    """Whether a term, or a term in its definition, names a list, a place, a person or a use; of one nobody defines, it may.

    `key` is what all spellings of the term share, `held` the meanings under such keys, `seen` the keys asked on the way.
    """
    own = held.get(key, [])
    if not own or key in seen:
        return not own
    return any(
        any(item.thing.kind in _LIMITABLE for item in meaning.exclusions)
        or any(names_somebody(term_key(use.term), held, seen | {key}) for use in meaning.uses)
        for meaning in own
    )


def by_its_name(meaning: Meaning, knowledge: Knowledge) -> Exclusion | None:
    """What a term says by its own words where its definition names nothing: a "Sanctioned Party", whoever that is."""
    words = folded(meaning.term)
    off_limits = {*knowledge.cues["off_limits"], *knowledge.cues["sanctioning"]}
    kinds = {term.type for term in scan(meaning.term, knowledge)[-1:]}
    thing = next((thing for kind, thing in _BY_NAME if kind in kinds), None)
    if thing is None or not off_limits & set(words):
        return None
    return Exclusion(thing=thing, span=meaning.span, sense="about", productions=("definition", "term"))


def _carved(targets: Sequence[Target]) -> int:
    """How many targets of a carve-out belong to it: "except Syria, or to any person on the list" carves out Syria alone."""
    opening = _opening(targets[0]) if targets else ""
    for index, target in enumerate(targets[1:], 1):
        if _opening(target) in ("TO", "PURPOSE") and opening != _opening(target):
            return index
    return len(targets)


def _opening(target: Target) -> str:
    first = target.chunks[0]
    return "PURPOSE" if first.kind == "PURPOSE" else first.preposition or ""


def _between(named: Sequence[_Named], start: int, end: int) -> list[_Named]:
    """Those of `named`, which are in order of place, that begin in the stretch."""
    found = []
    for item in reversed(named):
        if item.span.end <= start:
            break
        if start <= item.span.start < end:
            found.append(item)
    return found[::-1]


def places_with_their_persons(targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """A place behind "or in" goes on with a person who has one: "to any government end user in Cuba or in the Crimea".

    Not where nothing is said of the person yet: "with any person, or in any country, that is the subject of sanctions" are two.
    """
    out: list[Target] = []
    for target in targets:
        bare = bool(out) and [chunk.kind for chunk in out[-1].chunks] == ["PERSONS"]
        placed = target.name == "destination" and target.chunks[0].preposition == "IN"
        if out and placed and not bare and out[-1].name == "recipient":
            out[-1] = Target("recipient", (*out[-1].chunks, *target.chunks))
        else:
            out.append(target)
    return tuple(out)
