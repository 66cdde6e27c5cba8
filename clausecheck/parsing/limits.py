"""What narrows an exclusion: the words of its own target that let it reach only some.

"To government buyers in Iran" limits Iran to its government; "for a military end use in China" limits both China and the
military end use; "not a national of Iran" reaches nationals only; "owned by anyone on the list" reaches only what they own.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from clausecheck.document import Span
from clausecheck.parsing.chunks import Chunk
from clausecheck.parsing.listings import Found
from clausecheck.parsing.targets import GENERAL_USES, NATIONALS
from clausecheck.ruletree import Exclusion, Limit, Use

_PLACES = frozenset({"territory", "territory_group"})
_PLACE_TERMS = frozenset({"COUNTRY", "PLACEWORD"})
_STANDING_THERE = frozenset({"LOCATED"})


def narrow(found: Found, chunks: list[Chunk], text: str) -> Found:
    """The same things, each with the limits that the other words of its target set. `chunks` are the target's."""
    places = [item for item in found.exclusions if item.thing.kind in _PLACES]
    place_uses = _place_uses(found.uses, chunks)
    special = [
        item
        for item in found.exclusions
        if item.thing.kind == "end_user" and item.thing not in (NATIONALS,) and item.thing.id != "generic.prohibited"
    ]
    ends = [item for item in found.exclusions if item.thing.kind == "end_use" and item.thing != GENERAL_USES]
    standing: list[Exclusion | Use] = [*places, *place_uses]
    limits: dict[int, list[Limit]] = {}
    use_limits: dict[int, list[Limit]] = {}

    def limit(item: Exclusion | Use, kind: str, span: Span) -> None:
        held = limits if isinstance(item, Exclusion) else use_limits
        held.setdefault(id(item), []).append(Limit(kind=kind, span=span))  # type: ignore[arg-type]

    theirs = [
        place
        for place in standing
        if special and (not _anyone(chunks) or _right_behind(place.span, chunks)) and not _apart(place.span, chunks)
    ]
    if theirs:
        for place in theirs:
            limit(place, "end-user", _cover(special))
        if any(isinstance(place, Use) or place.thing.kind == "territory" for place in theirs):
            for item in special:
                limit(item, "territory", theirs[0].span)
    ends = _last_only(ends, places, chunks)
    if (places or place_uses) and ends and not _from(chunks):
        for place in standing:
            limit(place, "end-use", _cover(ends))
        for item in ends:
            limit(item, "territory", _cover(places) if places else place_uses[0].span)
    nationals = [item for item in found.exclusions if item.thing == NATIONALS]
    themselves = [chunk.kind for chunk in chunks[:3]] == ["PLACES", "JOIN", "NATIONAL"]  # "to the countries and nationals of"
    if (
        nationals
        and not themselves
        and not any(
            chunk.kind in _STANDING_THERE or (chunk.kind == "OWNERSHIP" and "CONTROLLED" in chunk.types()) for chunk in chunks
        )
    ):
        destined = _destined(chunks)
        for place in standing:
            if place.span.start > nationals[0].span.start and place.span.start not in destined:
                limit(place, "national", nationals[0].span)
    for place in standing:
        if (theirs_only := _nationality(place.span, chunks)) is not None:
            limit(place, "national", theirs_only)
    items = listed_items(chunks, text)
    if items is not None:
        for place in standing:
            if place.span.start > items.end:
                limit(place, "item", items)
    for item in places:
        whole = "." not in item.thing.id  # a region is a part already
        if whole and (part := _part_of(item.span, chunks)) is not None:
            limit(item, "territory", part)
    owners = _only_owned(chunks)
    if owners is not None:
        for item in found.exclusions:
            if item.thing.kind in ("list", *_PLACES) and item.span.start >= owners.start and item.thing.kind == "list":
                limit(item, "ownership", owners)
    return Found(
        [replace(item, limits=(*item.limits, *limits[id(item)])) if id(item) in limits else item for item in found.exclusions],
        [replace(use, limits=(*use.limits, *use_limits[id(use)])) if id(use) in use_limits else use for use in found.uses],
    )


def _nationality(span: Span, chunks: list[Chunk]) -> Span | None:
    """The words "nationals" behind an adjective: "Iranian or Syrian nationals" are no destinations."""
    for chunk, following in pairwise(chunks):
        if following.kind == "NATIONAL" and chunk.kind == "PLACES" and chunk.start <= span.start < chunk.end:
            return following.span if chunk.terms[-1].adjective else None
    return None


def _cover(items: list[Exclusion]) -> Span:
    return Span(start=min(item.span.start for item in items), end=max(item.span.end for item in items))


def _place_uses(uses: list[Use], chunks: list[Chunk]) -> list[Use]:
    """Those of `uses` that stand for a place."""
    if not uses:
        return []
    starts = {term.start for chunk in chunks for term in chunk.terms if chunk.kind == "PLACES" or term.type in _PLACE_TERMS}
    return [use for use in uses if use.span.start in starts]


def _right_behind(span: Span, chunks: list[Chunk]) -> bool:
    """ "A sanctioned person or the government of Syria": the place belongs to the end user right before it."""
    for chunk, following in pairwise(chunks):
        if following.start <= span.start < following.end:
            return following.preposition == "OF" and chunk.terms[-1].type == "ENDUSER"
    return False


def _anyone(chunks: list[Chunk]) -> bool:
    """Whether a plain person stands beside the special one: "any person or military end user in Iran" reaches everybody."""
    for chunk in chunks:
        if chunk.kind in ("PERSONS", "BY_PERSONS"):
            types = [term.type for term in chunk.terms]
            if "ENDUSER" in types and "PERSONWORD" in types and "GLUE" in types:
                return True
    return False


def _apart(span: Span, chunks: list[Chunk]) -> bool:
    """Whether the special person stands in a condition of its own ("located in X or owned by its government")."""
    place = next((at for at, chunk in enumerate(chunks) if chunk.start <= span.start < chunk.end), None)
    person = next((at for at, chunk in enumerate(chunks) if any(term.type == "ENDUSER" for term in chunk.terms)), None)
    if place is None or person is None:
        return place is None
    low, high = sorted((place, person))
    return any(chunk.kind == "JOIN" and chunk.types() & {"OR", "AND"} for chunk in chunks[low:high])


def _from(chunks: list[Chunk]) -> bool:
    return all(chunk.preposition == "FROM" for chunk in chunks if chunk.kind == "PLACES")


def _destined(chunks: list[Chunk]) -> set[int]:
    """Where the terms of places begin that goods go to or that somebody is in, before any word for nationality."""
    end = min((chunk.start for chunk in chunks if chunk.kind == "NATIONAL"), default=chunks[-1].end)
    there = [chunk for chunk in chunks if chunk.kind == "PLACES" and chunk.preposition in ("TO", "IN")]
    return {term.start for chunk in there for term in chunk.terms if term.start <= end}


def listed_items(chunks: list[Chunk], text: str) -> Span | None:
    """Products named by a list ("Products listed in Supplement 2"), which alone are barred from the place that follows.

    What is "included in" something else is no list.
    """
    if len(chunks) < 2 or chunks[0].kind != "ITEMS":
        return None
    verb = text[chunks[1].start : chunks[1].end].lower()  # "any customer to whom it sells the goods appears on the list"
    listed = chunks[1].kind == "LISTED" and not verb.startswith(("includ", "appears", "appear "))
    classed = [chunk.kind for chunk in chunks[1:]] == ["SUBJECT"] and chunks[1].terms[0].size == 1  # "goods under HS code 8471"
    return Span(start=chunks[0].start, end=chunks[1].end) if listed or classed else None


def _only_owned(chunks: list[Chunk]) -> Span | None:
    """An ownership condition with no listing before it: only those whom a listed person owns, or who own the party."""
    for index, chunk in enumerate(chunks):
        if chunk.kind == "OWNERSHIP" and chunk.types() & {"OWNED", "CONTROLLED"}:
            plain = max((at for at, c in enumerate(chunks[:index]) if c.kind == "PERSONS"), default=-1)
            listed = any(c.kind in ("LISTED", "LISTS") for c in chunks[:index]) or (
                plain >= 0 and any(c.kind == "JOIN" for c in chunks[plain:index])
            )
            owners = next((c for c in chunks[index + 1 : index + 6] if c.kind in ("BY_PERSONS", "PERSONS")), None)
            return None if listed or owners is None else Span(start=chunk.start, end=owners.end)
    return None


def _last_only(ends: list[Exclusion], places: list[Exclusion], chunks: list[Chunk]) -> list[Exclusion]:
    """The end uses that a place behind them limits: "a nuclear end use or a military end use in China" is the last alone."""
    if len(ends) < 2 or not places or any(place.span.start < ends[-1].span.start for place in places):
        return ends
    for chunk in chunks:
        for position in range(len(chunk.terms) - 1, 0, -1):
            term = chunk.terms[position]
            if (
                term.type == "DET"
                and chunk.terms[position - 1].type == "GLUE"
                and term.size == 1
                and term.start > ends[0].span.start
            ):
                later = [item for item in ends if item.span.start > term.start]
                return later or ends
    return ends


def _part_of(span: Span, chunks: list[Chunk]) -> Span | None:
    """The words that leave only a part of a place off limits: "certain sanctioned areas of Russia"."""
    for index, chunk in enumerate(chunks):
        if index and chunk.preposition == "OF" and chunk.start <= span.start < chunk.end and chunk.kind == "PLACES":
            before = chunks[index - 1]
            if before.kind == "PLACES" and before.terms[-1].type == "PLACEWORD" and before.terms[-1].size == 1:
                words = [term for term in before.terms[-4:-1] if term.type in ("DESC", "DET", "WORD")]
                if any(term.type in ("DESC", "WORD") for term in words):
                    return Span(start=words[0].start, end=chunk.terms[0].end)
    return None
