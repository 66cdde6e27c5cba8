"""Limbs that go on with a relative of their stem: "anyone who (i) is located in Iran, or (ii) is designated on it"."""

from __future__ import annotations

from dataclasses import replace

from clausecheck.parsing.chunks import Chunk, LimbUnit
from clausecheck.parsing.frames import At

_VERBS = frozenset({"STATUS", "DUTY", "LEAVE"})
_KNOWN = frozenset({"PERSONS", "KNOWING", "WHO"})


def with_relative_verbs(limb: LimbUnit) -> LimbUnit:
    """The same limb with its first verb as part of the relative: it says what a person is, and opens no norm.

    So too behind what is known: "who (i) you have reason to believe is located in Iran".
    """
    if not limb.units:
        return limb
    first = limb.units[0]
    verb = next((at for at, chunk in enumerate(first.chunks) if chunk.kind not in _KNOWN and not _adverb(chunk)), None)
    if verb is None or first.chunks[verb].kind not in _VERBS or not _said_of_it(first.chunks[:verb]):
        return limb
    relative = replace(first.chunks[verb], kind="WHO", head="who")
    chunks = [*first.chunks[:verb], relative, *first.chunks[verb + 1 :]]
    return replace(limb, units=[replace(first, chunks=chunks), *limb.units[1:]])


def run_on(chunks: list[Chunk]) -> list[Chunk]:
    """ "A person who: is in Cuba; is on the list; or wants them for missiles": items without labels under one relative."""
    out = list(chunks)
    opened = False
    if not any(chunk.kind == "STOP" for chunk in chunks):
        return out
    for index, chunk in enumerate(chunks):
        before = [c.kind for c in chunks[max(0, index - 2) : index] if c.kind != "OTHER"]
        opened = (opened or before == ["WHO", "STOP"]) and chunk.kind not in ("BAR", "DUTY", "VOUCH", "PLEDGE", "NOTE")
        if opened and chunk.kind == "STATUS" and before[-1:] in (["STOP"], ["JOIN"]):
            out[index] = replace(chunk, kind="WHO", head="who")
    return out


def _adverb(chunk: Chunk) -> bool:
    return chunk.types() == {"HEREBY"}


def _said_of_it(before: list[Chunk]) -> bool:
    """Whether the words before a verb leave it to the relative: none, or what somebody knows."""
    kinds = {chunk.kind for chunk in before}
    return "PERSONS" not in kinds or "KNOWING" in kinds


def relative_before(at: At) -> bool:
    """Whether the words before limbs end in a relative: "any person who: (i) is"."""
    before = [chunk for part in at.read[max(0, at.index - 2) : at.index] for chunk in part.chunks if chunk.kind != "STOP"]
    known = [chunk.kind for chunk in before if chunk.kind not in ("DUTY", "JOIN", "OTHER")][-1:] == ["KNOWING"]
    return bool(before) and (before[-1].kind == "WHO" or (known and any(chunk.kind == "WHO" for chunk in before)))


def is_described(at: At) -> bool:
    """Whether what a party is not stands right before: "is not otherwise blocked under any sanctions program"."""
    before = at.read[max(0, at.index - 2) : at.index]
    return [part.name for part in before] == ["denial", "stray"] and before[1].chunks[0].types() - {"GLUE"} == {"DESC"}


def antecedent(at: At) -> Chunk | None:
    """The place that a relative with a "not" speaks of: "only in countries which are not subject to an embargo"."""
    if at.index < 2 or at.read[at.index - 1].chunks[0].kind != "NEGATION":
        return None
    before = at.read[at.index - 2].chunks
    return before[-2] if len(before) > 1 and before[-1].kind == "WHO" and before[-2].kind == "PLACES" else None
