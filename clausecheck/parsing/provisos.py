"""What closes a sentence of several verbs or limbs: a licence, a state of things, a breach of law, and what it qualifies.

"Shall not export the Goods to Cuba or use them for missiles unless licensed": both verbs, or the second alone? A licence leaves
a bar a bar, so the effects seldom differ; what may be done under the clause does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from clausecheck.document import Span
from clausecheck.parsing.chunks import Chunk, LimbUnit, Unit
from clausecheck.parsing.naming import Naming
from clausecheck.ruletree import Exclusion, Reading, Use

_BARS = frozenset({"BAR", "DENIAL", "NEGATION", "NEITHER"})
_HEADS = frozenset({"DUTY", "LEAVE", "STATUS", "VOUCH", "PLEDGE", "NOTE", "ENSURE", "DEFINES", "MEANS", "REFUSAL", "WHO"})
_CLOSING = frozenset({"UNLESS", "VIOLATION", "KNOWING"})
_LONGEST = 60
_MOST = 5
_LONGEST_PROVISO = 12
_FARTHEST = 24

_ONE_BAR = "series-qualifier canon: one bar covers them all, and the words close its sentence"
_ONE_BAR_COMMA = "series-qualifier canon: one bar covers them all, and a comma parts the words off"
_LIMB_COMMA = "series-qualifier canon: a comma parts the words off from the last limb"
_LIMB = "last-antecedent rule: the words stand inside the last limb, not behind all of them"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Proviso:
    """Words that close a row of predicates or limbs: the members (as spans), the words, and whether a comma parts them off."""

    members: tuple[Span, ...]
    span: Span
    comma: bool
    limbs: bool


def provisos(units: Iterable[Unit], naming: Naming) -> list[Reading]:
    """A `Reading` for every licence, condition or knowledge that closes several barred predicates or limbs."""
    narrowed = _narrowed(naming)
    return [_reading(one, narrowed, naming.text) for one in _provisos(units, naming.text, barred=False)]


def _reading(one: _Proviso, narrowed: list[Exclusion | Use], text: str) -> Reading:
    names = [_clipped(span, text) for span in one.members]
    listed = "; ".join(names) if len(names) <= _MOST else f"{len(names)}, from {names[0]} to {names[-1]}"
    only, every = f"qualifies only {names[-1]}", f"qualifies all of them: {listed}"
    if one.limbs:
        choices = (every, only) if one.comma else (only, every)
        return Reading(span=one.span, choices=choices, reason=_LIMB_COMMA if one.comma else _LIMB)
    freed = tuple(
        replace(item, limits=tuple(limit for limit in item.limits if not one.span.overlaps(limit.span)))
        for item in narrowed
        if one.members[0].start <= item.span.start < one.members[-1].start
        and any(one.span.overlaps(limit.span) for limit in item.limits)
    )
    reason = _ONE_BAR_COMMA if one.comma else _ONE_BAR
    return Reading(span=one.span, choices=(every, only), reason=reason, rivals=((), freed) if freed else ())


def _narrowed(naming: Naming) -> list[Exclusion | Use]:
    """What a state of things narrows ("unless they are in the public domain")."""
    items: list[Exclusion | Use] = []
    for draft in naming.every_draft():
        items += draft.exclusions
        items += draft.uses
    return [item for item in items if any(limit.kind in ("condition", "extent") for limit in item.limits)]


def _clipped(span: Span, text: str) -> str:
    words = " ".join(span.of(text).split())
    return f"\u201c{words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + '…'}\u201d"


# ---------------------------------------------------------------- what closes what


def _provisos(units: Iterable[Unit], text: str, *, barred: bool) -> Iterator[_Proviso]:
    for unit in units:
        yield from _in_sentence(unit.chunks, text, barred=barred)


def _in_sentence(chunks: list[Chunk], text: str, *, barred: bool) -> Iterator[_Proviso]:
    """One pass from left to right: a bar opens a row of predicates, each further verb goes on with it, other heads end it."""
    starts: list[int] = []
    targets: list[int] = []
    said = False
    for index, one in enumerate(chunks):
        if one.kind in _BARS:
            barred, starts, targets, said = True, [], [], False
        elif one.kind == "STOP" or (one.kind in _HEADS and one.kind != "WHO"):
            barred, starts, targets = barred and one.kind == "STOP", [], []
        elif one.kind == "ACTS" and barred and (not starts or (said and _joined(chunks, index))):
            starts.append(index)
            targets, said = [], False
        elif one.kind == "LIMBS":
            yield from _in_limbs(one, text, barred=barred)
            starts = []
        elif one.kind in _CLOSING:
            if len(starts) > 1 and said:
                yield _closing(chunks, starts, index, text)
            elif one.kind == "VIOLATION" and len(targets) > 1 and "," not in text[chunks[index - 1].end : one.start + 1]:
                yield _closing(chunks, targets, index, text)
            starts, targets = [], []
        elif one.kind not in ("JOIN", "OTHER", "NOR"):
            said = True
            if (
                barred
                and one.preposition == "TO"
                and one.kind in ("PERSONS", "PLACES")
                and (not targets or _joined(chunks, index))
            ):
                targets.append(index)


def _joined(chunks: list[Chunk], index: int) -> bool:
    before = chunks[index - 1]
    return before.kind == "NOR" or (before.kind == "JOIN" and bool(before.types() & {"OR", "AND"}))


def _closing(chunks: list[Chunk], starts: list[int], at: int, text: str) -> _Proviso:
    ends = [*(start - 1 for start in starts[1:]), at - 1]
    members = [
        Span(start=chunks[start].start, end=chunks[max(start, _last_word(chunks, end))].end)
        for start, end in zip(starts, ends, strict=True)
    ]
    span = _proviso(chunks, at)
    return _Proviso(members=tuple(members), span=span, comma="," in text[members[-1].end : span.start], limbs=False)


def _last_word(chunks: list[Chunk], at: int) -> int:
    while at > 0 and chunks[at].kind in ("JOIN", "NOR"):
        at -= 1
    return at


def _proviso(chunks: list[Chunk], at: int) -> Span:
    end = at
    while end + 1 < min(len(chunks), at + _LONGEST_PROVISO) and chunks[end + 1].kind not in ("JOIN", "STOP", "LIMBS", *_BARS):
        end += 1
    return Span(start=chunks[at].start, end=chunks[end].end)


def _in_limbs(row: Chunk, text: str, *, barred: bool) -> Iterator[_Proviso]:
    """What the last limb of a barred row ends with; and whatever closes a sentence inside the limbs."""
    for limb in row.limbs:
        yield from _provisos(limb.units, text, barred=barred)
    last = row.limbs[-1]
    if not barred or len(row.limbs) < 2 or not last.units:
        return
    chunks = last.units[0].chunks
    for at in range(len(chunks) - 1, max(0, len(chunks) - _FARTHEST), -1):
        if chunks[at].kind != "UNLESS" or any(_own_head(chunks, before) for before in range(at)):
            continue
        end = chunks[_last_word(chunks, at - 1)].end
        between = text[end : chunks[at].start]
        if "\n" not in between and not _each(chunks, at):
            members = [_words_of(limb) for limb in row.limbs[:-1]]
            members.append(Span(start=last.start, end=end))
            yield _Proviso(members=tuple(members), span=_proviso(chunks, at), comma="," in between, limbs=True)
        return


def _words_of(limb: LimbUnit) -> Span:
    """A limb without the joint that leads over to the next."""
    chunks = limb.units[-1].chunks if limb.units else []
    kept = [one for one in chunks if one.kind not in ("JOIN", "STOP")]
    return Span(start=limb.start, end=kept[-1].end if kept else limb.end)


def _own_head(chunks: list[Chunk], at: int) -> bool:
    """Whether a limb has a bar of its own there, or a stop: not where a relative clause has it ("that cannot be exported")."""
    if chunks[at].kind == "STOP":
        return True
    return chunks[at].kind in _BARS and not any(one.kind == "WHO" for one in chunks[max(0, at - 2) : at])


def _each(chunks: list[Chunk], at: int) -> bool:
    """Whether "in each case" leads over to the words."""
    before = chunks[at - 1]
    return before.kind == "NOUNS" and before.preposition == "IN" and "DET" in before.types()
