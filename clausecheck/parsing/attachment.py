"""Stage 3: the readings of a modifier beside a coordinated group, from grammars/attach.lark, bounded.

Two canons of construction compete. By the last-antecedent rule a modifier goes with the words next to it alone; by the
series-qualifier canon it goes with the whole group where the members are parallel, and a comma before it is the usual sign of
that. (Scalia and Garner, Reading Law, 2012, canons 18 and 19; Lockhart v. United States, 577 U.S. 347 (2016).)

What a member of a group names with the modifier and without it is read by the same functions that read the clause.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Literal

from clausecheck.parsing.chunks import Chunk
from clausecheck.parsing.coordination import KEEPING, MOST_MEMBERS, OWN_WORDS, Coordination, coordinations
from clausecheck.parsing.drafts import Draft
from clausecheck.parsing.frames import Meaning
from clausecheck.parsing.limits import narrow
from clausecheck.parsing.listings import Found
from clausecheck.parsing.naming import Naming, places_with_their_persons
from clausecheck.parsing.tables import worked_out
from clausecheck.ruletree import Exclusion, Limit, Reading, Use
from clausecheck.tokens import folded

_MOST_DERIVED = 8
_MOST_NAMES = 5
_MAKERS = frozenset({"AGENCY", "STATE"})
_Way = Literal["nearest", "group"]
_Key = tuple[object, int]

_NEAREST = (
    "last-antecedent rule: the words next to it have a determiner or a preposition of their own, and no comma parts it off"
)
_NEAREST_PLAIN = "last-antecedent rule: no comma parts it from the words next to it"
_GROUP = "series-qualifier canon: the members are parallel and share the words before them"
_GROUP_COMMA = "series-qualifier canon: a comma before it is the sign that it goes with the whole group"


class _Mended:
    """Things and terms as a reading has them, by where they stand."""

    def __init__(self, items: list[Exclusion | Use]) -> None:
        self.things = {_key(item): item for item in items if isinstance(item, Exclusion)}
        self.terms = {_key(item): item for item in items if isinstance(item, Use)}


@cache
def ways(members: int, side: Literal["behind", "before"] = "behind") -> frozenset[str]:
    """The names of the constituents that can take one modifier beside a group of so many members, over all derivations."""
    known = worked_out("attach.table", dict[str, dict[int, tuple[str, ...]]], _every_way, "attach")
    return frozenset(known[side][members])


def _every_way() -> dict[str, dict[int, tuple[str, ...]]]:
    from clausecheck.parsing.lexer import derived

    found: dict[str, dict[int, tuple[str, ...]]] = {"behind": {}, "before": {}}
    for members in range(2, _MOST_DERIVED + 1):
        group = ["MEMBER", *["JOINT", "MEMBER"] * (members - 1)]
        found["behind"][members] = derived(["VERB", *group, "MODIFIER"])
        found["before"][members] = derived(["VERB", "MODIFIER", *group])
    return found


def readings(naming: Naming) -> tuple[Reading, ...]:
    """A `Reading` for each modifier beside a group that a norm bars, in the order of the text.

    The choice that the norms of `naming` follow comes first. Where the fold took the nearest member and a comma is the sign for
    the whole group, the norms are changed to follow that; words such as "in each case" settle it, and leave nothing to choose.
    """
    found: list[Reading] = []
    mended: list[Exclusion | Use] = []
    for part, draft in naming.series:
        targets = places_with_their_persons(part.targets)
        for one in coordinations(targets, naming.text):
            reading = _reading(one, draft, naming, mended)
            if reading is not None:
                found.append(reading)
    held = _Mended(mended)
    for meaning in naming.meanings if mended else ():
        _mend(meaning, held)
    return tuple(dict.fromkeys(sorted(found, key=lambda reading: (reading.span.start, reading.span.end))))


def _reading(one: Coordination, draft: Draft, naming: Naming, mended: list[Exclusion | Use]) -> Reading | None:
    names = [words(chunks, naming.text) for chunks in one.bare]
    nearest = names[0] if one.side == "before" else names[-1]
    verb = "goes with" if one.side == "before" else "limits"
    listed = "; ".join(names) if len(names) <= _MOST_NAMES else f"{len(names)}, from {names[0]} to {names[-1]}"
    only, every = f"{verb} only {nearest}", f"{verb} all of them: {listed}"
    if len(names) > MOST_MEMBERS:
        return Reading(span=one.span, choices=(every, only), reason="the group is too long to be read twice")
    taken = ways(min(len(names), _MOST_DERIVED), one.side)
    prefix = "leads" if one.side == "before" else "limits"
    assert {f"{prefix}_the_nearest", f"{prefix}_the_group"} <= taken
    narrowly, widely = _named(one, "nearest", draft, naming), _named(one, "group", draft, naming)
    changed = _changed(narrowly, widely, draft, detached=one.detached)
    apart, joined = changed["nearest"], changed["group"]
    if _settled(one, naming):
        _mend(draft, _Mended(joined))
        mended.extend(joined)
        return None
    if not (apart or joined) and not _worth_telling(one, naming):
        return None
    if one.modifier[0].kind in KEEPING and all(_kept_in_law(widely[_key(item)], naming) for item in (*apart, *joined)):
        return None  # "the Denied Persons List or the Entity List maintained by BIS", which keeps both
    default: _Way = "group" if apart and not joined else "nearest" if joined and not apart else _canon(one)
    if one.comma and joined:
        _mend(draft, _Mended(joined))
        mended.extend(joined)
        default, apart = "group", _changed(narrowly, widely, draft, detached=one.detached)["nearest"]
    if default == "nearest":
        reason = _NEAREST if one.own_words else _NEAREST_PLAIN
        return Reading(span=one.span, choices=(only, every), reason=reason, rivals=((), tuple(joined)))
    reason = _GROUP_COMMA if one.comma else _GROUP
    return Reading(span=one.span, choices=(every, only), reason=reason, rivals=((), tuple(apart)))


def _canon(one: Coordination) -> _Way:
    return "group" if one.comma or not one.own_words else "nearest"


def _worth_telling(one: Coordination, naming: Naming) -> bool:
    """Whether two readings are told that lead to the same: only of members that stand side by side on an equal footing.

    Not of "any person or entity on", whose members share their words; nor where the other members would then be anybody ("any
    person or any company owned by"), are parties, or have a modifier of their own; nor of "any other country subject to", which
    sums up what was named before. Nobody reads those apart.
    """
    named = any(term.name or term.things for chunk in one.modifier for term in chunk.terms if term.type not in _MAKERS)
    if not one.own_words or not named:
        return False
    if one.modifier[0].kind == "PURPOSE":
        return True
    if not all(len(member) == 1 and _some(member[0], naming) for member in one.others):
        return False
    nearest = set(folded(words(one.bare[0 if one.side == "before" else -1], naming.text)))
    return not nearest & {"other", *naming.knowledge.cues["likewise"]}


def _kept_in_law(item: Exclusion | Use, naming: Naming) -> bool:
    """Whether the authorities that the words name as keepers of a list are its keeper in law, or stand above it."""
    entry = naming.knowledge.entry(item.thing) if isinstance(item, Exclusion) else None
    return entry is not None and bool(entry.keeper) and set(_keepers(item)) <= set(naming.knowledge.keeper_chain(entry.keeper))


def _some(member: Chunk, naming: Naming) -> bool:
    """Whether a member is of some sort: not anybody, and no party of the contract."""
    types = member.types()
    if any(term.things or term.name for term in member.terms):
        return True
    return bool(types & OWN_WORDS) and not set(folded(words((member,), naming.text))) & set(naming.knowledge.cues["anybody"])


def _settled(one: Coordination, naming: Naming) -> bool:
    """Whether words between the group and its modifier give it to each member: "in each case for", "both maintained by"."""
    if one.side == "before":
        return False
    between = naming.text[one.members[-1][-1].end : one.modifier[0].end]
    return bool(set(folded(between)) & set(naming.knowledge.cues["each"]))


# ---------------------------------------------------------------- what each reading names


def _named(one: Coordination, way: _Way, draft: Draft, naming: Naming) -> dict[_Key, Exclusion | Use]:
    """What the members name when the modifier goes with the nearest alone or with every one; of repeated things the widest."""
    held: dict[_Key, Exclusion | Use] = {}
    nearest = 0 if one.side == "before" else len(one.members) - 1
    for at, member in enumerate(one.members):
        chunks = one.whole(at) if way == "group" or at == nearest else list(member)
        found = _read(chunks, draft, naming)
        items: list[Exclusion | Use] = [*found.exclusions, *found.uses]
        for item in items:
            key = _key(item)
            if key not in held or len(held[key].limits) > len(item.limits):
                held[key] = item
    return held


def _read(chunks: list[Chunk], draft: Draft, naming: Naming) -> Found:
    return narrow(naming.reader.read(chunks, draft.sense, "series"), chunks, naming.text)


def _key(item: Exclusion | Use) -> _Key:
    return (item.thing if isinstance(item, Exclusion) else item.term), item.span.start


def _changed(
    narrowly: dict[_Key, Exclusion | Use], widely: dict[_Key, Exclusion | Use], draft: Draft, *, detached: bool
) -> dict[_Way, list[Exclusion | Use]]:
    """The things of a norm that each reading has otherwise than the norm has them, as that reading has them."""
    changed: dict[_Way, list[Exclusion | Use]] = {"nearest": [], "group": []}
    said: list[Exclusion | Use] = [*draft.exclusions, *draft.uses]
    for item in said:
        key = _key(item)
        if key not in narrowly or key not in widely:
            continue
        own, other = narrowly[key], widely[key]
        late = () if _keepers(own) else _keepers(other)  # a list whose keeper stands before it needs none behind it
        if _kinds(own) == _kinds(other) and not late and not detached:
            continue
        beyond = tuple(limit for limit in item.limits if limit not in own.limits and limit not in other.limits)
        kept = tuple(keeper for keeper in _keepers(item) if keeper not in late)
        nearest = _with(item, (*beyond, *own.limits), kept)
        group = _with(item, (*beyond, *other.limits), (*kept, *late))
        if _differs(nearest, item):
            changed["nearest"].append(nearest)
        if _differs(group, item):
            changed["group"].append(group)
    return changed


def _differs(one: Exclusion | Use, other: Exclusion | Use) -> bool:
    return _kinds(one) != _kinds(other) or set(_keepers(one)) != set(_keepers(other))


def _kinds(item: Exclusion | Use) -> set[str]:
    return {limit.kind for limit in item.limits}


def _keepers(item: Exclusion | Use) -> tuple[str, ...]:
    return item.kept_by if isinstance(item, Exclusion) else ()


def _with(item: Exclusion | Use, limits: tuple[Limit, ...], kept_by: tuple[str, ...]) -> Exclusion | Use:
    if isinstance(item, Exclusion):
        return replace(item, limits=limits, kept_by=kept_by)
    return replace(item, limits=limits)


def _mend(holder: Draft | Meaning, mended: _Mended) -> None:
    """Let a norm, or a definition that gathered from it, say what a reading says."""
    holder.exclusions = [mended.things.get(_key(item), item) for item in holder.exclusions]
    holder.uses = [mended.terms.get(_key(use), use) for use in holder.uses]


def words(chunks: tuple[Chunk, ...], text: str) -> str:
    """The words of some chunks on one line, without the preposition that they open with."""
    first = chunks[0]
    opened = first.preposition and first.terms[0].type == first.preposition and len(first.terms) > 1
    start = first.terms[1].start if opened else first.start
    return " ".join(text[start : chunks[-1].end].split())
