"""Coordinated groups with a modifier beside them: "any distributor or any agent / named on the Entity List".

A group is joined in one phrase ("the SDN List or the Entity List") or phrase by phrase ("to Russia or to China"). Which of its
members the modifier limits is left to attachment.py; here is only found what stands beside what, in bounded windows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from clausecheck.document import Span
from clausecheck.parsing.chunks import Chunk
from clausecheck.parsing.rules import Target
from clausecheck.tokens import Term, folded

MOST_MEMBERS = 24
"""Members of a group that are read on their own; a longer group is told, and not read twice."""
_LONGEST_MODIFIER = 12
_LONGEST_LEAD = 4
_SORTS = {
    **dict.fromkeys(("PERSONWORD", "PARTY", "ENDUSER"), "person"),
    **dict.fromkeys(("PLACEWORD", "COUNTRY", "GROUP"), "place"),
    **dict.fromkeys(("USEWORD", "USE"), "use"),
    **dict.fromkeys(("LISTWORD", "LIST"), "list"),
}
"""What sort of noun a terminal is: only nouns of one sort form a group."""
_PLACE_TERMS = frozenset({"COUNTRY", "GROUP", "PLACEWORD"})
_CONDITIONS = frozenset({"LISTS", "LISTED", "LOCATED", "NATIONAL", "OWNERSHIP", "SUBJECT", "RESTRICTS", "WHO", "KEEPER"})
OWN_WORDS = frozenset({"DET", "SUCH", "NO", "COMPREHENSIVE"})
_LOOSE = frozenset({"JOIN", "STOP", "OTHER", "NOUNS", "DEFINED"})
"""What may stand between a group and its modifier: a comma, "in each case"."""

Side = Literal["behind", "before"]

KEEPING = frozenset({"KEEPER", "ADMINISTERED"})
_OF_PERSONS = frozenset(
    {"LISTED", "LOCATED", "NATIONAL", "OWNERSHIP", "SUBJECT", "RESTRICTS", "ENGAGED", "WHO", "PURPOSE", "KNOWING", "PLACES"}
)
_OF_USES = frozenset({"PLACES", "LOCATED", "RESTRICTS", "SUBJECT", "BY_PERSONS", "LISTED", "WHO"})
_TAKES = {
    "PERSONS": _OF_PERSONS,
    "BY_PERSONS": _OF_PERSONS,
    "PLACES": frozenset({"LISTED", "SUBJECT", "RESTRICTS", "WHO", "PURPOSE", "USES"}),
    "LISTS": KEEPING,
    "USES": _OF_USES,
    "PURPOSE": _OF_USES,
}
"""For each kind of head the chunks behind it that describe or limit it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordination:
    """A group with a modifier that may limit one member alone or all of them.

    `members` are the chunks of each member without the modifier; `bare` those that are named in words for people; `modifier`
    the chunks that may go with all. `own_words` is set where the member that stands nearest has a determiner or a preposition
    of its own, `comma` where a comma parts it from the modifier; `lead` counts the chunks that all members begin with;
    `detached` is set where the fold read the modifier as a target of its own.
    """

    members: tuple[tuple[Chunk, ...], ...]
    bare: tuple[tuple[Chunk, ...], ...]
    modifier: tuple[Chunk, ...]
    side: Side
    own_words: bool
    comma: bool
    lead: int = 0
    detached: bool = False

    @property
    def span(self) -> Span:
        last = next((one for one in reversed(self.modifier) if one.kind not in _LOOSE), self.modifier[0])
        return Span(start=self.modifier[0].start, end=last.end)

    @property
    def others(self) -> tuple[tuple[Chunk, ...], ...]:
        """The members that the modifier does not stand next to, without the words that all members begin with."""
        own = self.members[1:] if self.side == "before" else self.members[:-1]
        return tuple(member[self.lead :] for member in own)

    def whole(self, member: int) -> list[Chunk]:
        """A member together with the modifier, in the order of the words."""
        own = self.members[member]
        return [*self.modifier, *own] if self.side == "before" else [*own, *self.modifier]


def coordinations(targets: Sequence[Target], text: str) -> Iterator[Coordination]:
    """Every group in a series of targets that has a modifier beside it, in order of place; `text` is the clause."""
    for target in targets:
        yield from _in_one_phrase(target, text)
    if len(targets) > 1:
        yield from _phrase_by_phrase(targets, text)
    if len(targets) > 2:
        yield from _parted_off(targets, text)


# ---------------------------------------------------------------- "the SDN List or the Entity List which is maintained by"


def _in_one_phrase(target: Target, text: str) -> Iterator[Coordination]:
    chunks = target.chunks
    for index, one in enumerate(chunks):
        if one.kind not in _TAKES:
            continue
        members = conjuncts(one)
        own = any(term.type in OWN_WORDS for term in members[-1].terms[:2])
        if len(members) < 2 or (one.kind in ("LISTS", "USES") and not own and _elliptic(members, text)):
            continue
        lead = chunks[max(0, index - _LONGEST_LEAD) : index]
        group = tuple((*lead, member) for member in members)
        modifier = _modifier(chunks, index + 1, _takes(one))
        if modifier:
            yield Coordination(
                members=group, bare=tuple((member,) for member in members), modifier=modifier, side="behind", own_words=own,
                comma=_comma(text, one.end, modifier[0].start), lead=len(lead),
            )  # fmt: skip
            return
        if one.kind == "PLACES" and one.preposition == "OF" and lead and _one_sort(lead[-1], text) and len(members) == 2:
            first, *rest = members
            yield Coordination(
                members=((first,), *((replace(member, preposition="TO"),) for member in rest)),
                bare=tuple((member,) for member in members), modifier=(lead[-1],), side="before", own_words=own, comma=False,
            )  # fmt: skip
            return


def _one_sort(chunk: Chunk, text: str) -> bool:
    """Whether a phrase names one end user of some sort ("the government"): the plural goes with all that follows."""
    return (
        chunk.kind in ("PERSONS", "BY_PERSONS")
        and any(term.type == "ENDUSER" for term in chunk.terms)
        and folded(text[chunk.start : chunk.end])[-1:] != []
        and not folded(text[chunk.start : chunk.end])[-1].endswith("s")
    )


def _elliptic(members: list[Chunk], text: str) -> bool:
    """Whether the members share a noun that only the last has: "nuclear or military end uses", "Entity or Unverified Lists"."""
    nouns = {tuple(folded(text[member.start : member.end])[-1:]) for member in members}
    return len(nouns) > 1


def conjuncts(chunk: Chunk) -> list[Chunk]:
    """The members of a group that one phrase holds, each with its preposition; the phrase itself where it has but one."""
    runs: list[list[Term]] = [[]]
    for term in chunk.terms:
        if term.type == "GLUE":
            runs.append([])
        else:
            runs[-1].append(term)
    runs = [run for run in runs if run]
    sorts = {next((_SORTS[term.type] for term in reversed(run) if term.type in _SORTS), "") for run in runs}
    if len(runs) < 2 or len(sorts) > 1 or "" in sorts:
        return [chunk]
    return [Chunk(chunk.kind, chunk.head, run, chunk.preposition) for run in runs]


# ---------------------------------------------------------------- "to Russia or to China for a military end use"


def _phrase_by_phrase(targets: Sequence[Target], text: str) -> Iterator[Coordination]:
    last = targets[-1]
    head = _head_of(last.chunks)
    for at in range(head + 1, min(len(last.chunks), head + _LONGEST_MODIFIER)):
        modifier = _modifier(last.chunks, at, _takes(last.chunks[0]))
        earlier = _suited(targets, modifier) if modifier else []
        if earlier:
            break
    else:
        return
    end = at
    while end > head + 1 and last.chunks[end - 1].kind in _LOOSE:
        end -= 1
    group = [*(target.chunks for target in earlier), last.chunks[:end]]
    yield Coordination(
        members=tuple(group),
        bare=tuple((*chunks[: _head_of(chunks) + 1], *_place_of(chunks)) for chunks in group),
        modifier=modifier,
        side="behind",
        own_words=True,
        comma=_comma(text, last.chunks[end - 1].end, modifier[0].start),
    )


def _parted_off(targets: Sequence[Target], text: str) -> Iterator[Coordination]:
    """ "To buyers in Iran, or to buyers in Syria, for use in missile projects": a purpose that nothing but a comma joins."""
    purpose, last = targets[-1], targets[-2]
    if purpose.chunks[0].kind != "PURPOSE" or text[last.end : purpose.start].strip() != ",":
        return
    earlier = _suited(targets[:-1], purpose.chunks)
    if earlier and last.chunks[0].kind in ("PERSONS", "PLACES"):
        group = [*(target.chunks for target in earlier), last.chunks]
        yield Coordination(
            members=tuple(group),
            bare=tuple((*chunks[: _head_of(chunks) + 1], *_place_of(chunks)) for chunks in group),
            modifier=purpose.chunks[:_LONGEST_MODIFIER],
            side="behind",
            own_words=True,
            comma=True,
            detached=True,
        )


def _suited(targets: Sequence[Target], modifier: tuple[Chunk, ...]) -> list[Target]:
    """The targets before the last, back to the first that the modifier does not suit or that has one of its own.

    Only what the goods are for may come on top of another condition ("buyers on the Entity List or buyers in Iran for use in").
    """
    kind = modifier[0].kind
    found: list[Target] = []
    for target in reversed(targets[:-1]):
        behind = target.chunks[_head_of(target.chunks) + 1 :]
        placed = kind == "PLACES" and any(term.type in _PLACE_TERMS for chunk in target.chunks for term in chunk.terms)
        own = kind not in ("PURPOSE", *KEEPING) and any(chunk.kind in _CONDITIONS for chunk in behind)
        if not _alike(target, targets[-1], kind) or placed or own or any(chunk.kind == kind for chunk in behind):
            break
        found.append(target)
    return found[::-1]


def _head_of(chunks: Sequence[Chunk]) -> int:
    """Where the noun of a target stands: behind "located in", "for", where it opens with such words."""
    return 1 if len(chunks) > 1 and chunks[0].kind in ("LOCATED", "PURPOSE", "NATIONAL") else 0


def _place_of(chunks: Sequence[Chunk]) -> tuple[Chunk, ...]:
    """The place behind a person, which belongs to the name that people would give to the member."""
    behind = chunks[_head_of(chunks) + 1 : _head_of(chunks) + 2]
    return tuple(one for one in behind if one.kind == "PLACES" and one.preposition in ("IN", "OF"))


def _alike(target: Target, last: Target, kind: str) -> bool:
    """Whether the modifier, which suits the last target, suits this one too."""
    heads = {target.chunks[0].kind, last.chunks[0].kind}
    if kind == "PURPOSE":
        return heads <= {"PERSONS", "PLACES"}
    if kind in KEEPING:
        return any(chunk.kind == "LISTS" for chunk in target.chunks) and last.chunks[0].kind == "LISTS"
    return len(heads) == 1 and bool(heads & _TAKES.keys())


def _takes(chunk: Chunk) -> frozenset[str]:
    return _TAKES.get(chunk.kind, frozenset())


def _modifier(chunks: Sequence[Chunk], at: int, kinds: frozenset[str]) -> tuple[Chunk, ...]:
    """The modifier that begins with the chunk `at`, up to the next joint that ends it; none where that chunk begins none."""
    if at >= len(chunks) or chunks[at].kind not in kinds:
        return ()
    first = chunks[at]
    if first.kind == "PLACES" and first.preposition != "IN":
        return ()
    if first.kind == "USES" and first.preposition not in ("IN", "WITH"):
        return ()
    return tuple(chunks[at : at + _LONGEST_MODIFIER])


def _comma(text: str, end: int, start: int) -> bool:
    return "," in text[end:start]
