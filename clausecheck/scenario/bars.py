"""The bars of a clause: what must be true of a case for a norm to bar it, read off the resolved rule tree.

A bar is one thing under one norm, by name or through defined terms, with all that must hold beside it: the limits on it, the
conditions and the knowledge that the norm asks for; and what opens it: licences, exceptions, things carved out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from clausecheck.document import Span
from clausecheck.knowledge import Knowledge
from clausecheck.outline import same_term
from clausecheck.resolve import Statement, statements
from clausecheck.ruletree import Clause, Definition, Node, OwnershipTest, Thing
from clausecheck.scenario import binding, joined
from clausecheck.scenario.words import (
    acts_of,
    alternatives,
    content,
    cue,
    exhorting,
    licence,
    listed_behind,
    scopes,
    spread,
    stretch,
)

_AGAINST = frozenset({"barred", "limited", "defective"})
_OWNERS = frozenset({"list", "end_user", "territory", "territory_group"})
_OF_ITSELF = re.compile(
    r"\b(?:of|in)\s+(?:the\s+|any\s+)?(?:it|itself|you|us|parties|party|(?!such|those|these|a\b|an\b)\w+)\s*$", re.IGNORECASE
)
"""Behind an ownership test that speaks of who owns the party itself: "owns half of Buyer"."""
_OF_OTHERS = re.compile(
    r"\b(?:other|such|any|all)\s+(?:\w+\s+)?(?:activit(?:y|ies)|acts?|actions?|things?|conduct|transactions?|use)\b[^.;,]{0,60}"
    r"\b(?:that|which)\s+(?:would\s+|could\s+|may\s+|might\s+)?$",
    re.IGNORECASE,
)
"""Before words that say of other doings that they break the law, and open nothing: "or any other activity that violates"."""
_NEAR = 40
"""Code points around the words of an ownership test within which its owners are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What must hold beside the thing: one of `things`, or, where the words name none, what the words at `span` say."""

    kind: str
    things: frozenset[Thing]
    words: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Words that open a bar: a licence by law, the consent of a party, or a circumstance in words."""

    words: str
    span: Span
    licence: Literal["", "public", "party"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One thing that a norm bars (``dealing``), that a party represents of itself (``own``), or a law to obey (``duty``).

    `span` holds the words that name the thing, `at` the words in the norm that lead there (a defined term, or the same), `norm`
    and `place` the whole norm and the limb of it that does so. `weak` is the word that only exhorts, if the norm does no more.
    `test` is the ownership through which alone the thing is reached, None where it is reached directly. `enough` is false
    where the group's members are spelt out, so that the group alone reaches nobody else. `national` says that belonging to a
    place is enough, `who` the roles that are bound, none where it is anybody.
    """

    clause: int
    sort: Literal["dealing", "own", "duty"]
    thing: Thing
    span: Span
    at: Span
    quote: str
    norm: Span
    place: Span
    limb: tuple[str, ...]
    via: tuple[str, ...]
    bearer: str
    modality: str
    acts: tuple[str, ...]
    conditions: tuple[Condition, ...] = ()
    openings: tuple[Opening, ...] = ()
    knowledge: tuple[Span, ...] = ()
    test: OwnershipTest | None = None
    keepers: tuple[str, ...] = ()
    defect: str = ""
    weak: str = ""
    national: bool = False
    who: frozenset[str] = frozenset()
    enough: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A thing taken out of bars: of those of its own norm, or, where it `lifts`, of all before it in the clause."""

    clause: int
    thing: Thing
    span: Span
    quote: str
    norm: Span
    lifts: bool
    conditions: tuple[Condition, ...] = ()


def bars_of(clause: Clause, index: int, knowledge: Knowledge) -> tuple[tuple[Bar, ...], tuple[Release, ...]]:
    """Everything that `clause`, the one at `index` of its document, bars and takes out of bars."""
    said = statements(clause.tree)
    named = _Named(clause, said, knowledge)
    bars, releases = [], []
    for one in said:
        kind = one.item.thing.kind
        against = one.effect in _AGAINST and kind not in ("instrument", "authority") and not _is_national(one)
        if against or (one.effect == "required" and kind == "instrument"):
            bars.append(_bar(one, clause, index, named, knowledge))
        elif one.effect == "permitted" and (one.lifts or one.item.sense != "allow"):
            releases.append(
                Release(
                    clause=index, thing=one.item.thing, span=one.item.span, quote=one.item.span.of(clause.text),
                    norm=one.chain[0].span, lifts=one.lifts, conditions=named.conditions(one),
                )
            )  # fmt: skip
    bars += list(_owned(said, bars, clause, index, named, knowledge))
    return tuple(dict.fromkeys(bars)), tuple(releases)


def _is_national(one: Statement) -> bool:
    """Whether the words only say how somebody belongs to the places beside them."""
    return one.item.thing.kind == "end_user" and one.item.thing.id == "national"


def _bar(one: Statement, clause: Clause, index: int, named: _Named, knowledge: Knowledge) -> Bar:
    text, item, chain = clause.text, one.item, one.chain
    acts = tuple(dict.fromkeys(act for node in chain for act in acts_of(text, node, one.at, knowledge)))
    own = not acts and one.source.norm == "representation" and all(node.kind != "prohibition" for node in chain)
    bars = [node for node in chain if node.kind == "prohibition"] or chain
    modality = next((node.modality for node in reversed(bars) if node.modality), "")
    return Bar(
        clause=index,
        sort="duty" if one.effect == "required" else "own" if own else "dealing",
        thing=item.thing,
        span=item.span,
        at=one.at,
        quote=item.span.of(text),
        norm=chain[0].span,
        place=chain[-1].span,
        limb=one.limb,
        via=one.via,
        bearer=one.source.bearer,
        modality=modality,
        acts=acts,
        conditions=named.conditions(one) + named.provisos(chain),
        openings=() if one.effect == "required" else named.openings(chain, knowledge),
        knowledge=tuple(span for node in chain for span in node.knowledge),
        keepers=item.kept_by,
        defect=next((node.defect for node in chain if node.defect), item.defect) if one.effect == "defective" else "",
        weak=exhorting(text, _sentence(text, chain[0].span.start), one.at.start, knowledge),
        who=_bound(text, one, knowledge),
        national=joined.belongs(text, one.at, (o.at for o in named.said if o.chain == chain and _is_national(o))),
        enough=not spelt_out(one, named.said, text, knowledge),
    )


def _bound(text: str, one: Statement, knowledge: Knowledge) -> frozenset[str]:
    """Who the norm binds: by the innermost of its nodes that has a verb of its own."""
    node = next((node for node in reversed(one.chain) if node.modality), one.chain[0])
    return binding.bound(text, node, node.bearer or one.source.bearer, cue("ITEM", knowledge))


def _sentence(text: str, start: int) -> int:
    """Where the sentence around `start` begins: the verb that governs a norm may stand before it."""
    return max(text.rfind(mark, 0, start) + len(mark) for mark in (". ", "\n", "; ")) if start else 0


def spelt_out(one: Statement, said: tuple[Statement, ...], text: str, knowledge: Knowledge) -> bool:
    """Whether the words behind a group's name go on to say which its members are."""
    entry = knowledge.entry(one.item.thing)
    if entry is None or not entry.members:
        return False
    ids = {member.id for member in entry.members}
    starts = [
        other.item.span.start
        for other in said
        if other.item.thing.id in ids and other.via == one.via and other.item.span.start >= one.item.span.end
    ]
    return listed_behind(text, one.item.span, starts, knowledge)


# ---------------------------------------------------------------- ownership


def _owned(
    said: tuple[Statement, ...], bars: list[Bar], clause: Clause, index: int, named: _Named, knowledge: Knowledge
) -> Iterator[Bar]:
    """The bars that reach a party through who owns it; what is reached in no other way is taken out of `bars`."""
    tests = list(_tests(clause.tree.norms, (), clause.text))
    for number, (chain, test) in enumerate(tests):
        behind = next((other for _, other in tests[number + 1 : number + 2] if other.percent is None and other.control), None)
        before = next((other for _, other in tests[max(0, number - 1) : number] if other.percent is not None), None)
        if before is not None and test.percent is None and joined.controlled_too(clause.text, before.span, test.span):
            continue  # asked for beside the share before it
        both = test.percent is not None and joined.controlled_too(clause.text, test.span, behind.span if behind else None)
        if chain[0].kind == "definition":
            yield from _defined(test, chain[0].span, bars, clause)
            continue
        inside = [one for one in said if one.chain[0] is chain[0] and one.item.thing.kind in _OWNERS and not _is_national(one)]
        only = [one for one in inside if _only_by(one, test)]
        by = [one for one in inside if test.span.start <= one.at.start <= test.span.end + _NEAR and one.chain == chain]
        lists = [one for one in inside if one.item.thing.kind == "list" or one.item.thing.id.startswith("generic.")]
        owners = only or by or [one for one in lists if one.chain == chain] or lists
        barring = chain if any(node.kind == "prohibition" for node in chain) else ()
        for one in owners:
            if one.effect not in _AGAINST and not barring:
                continue
            whole = _bar(one, clause, index, named, knowledge)
            if one in only or (one in by and joined.owner_alone(clause.text, test, one.at)):
                bars[:] = [bar for bar in bars if not (bar.span == whole.span and bar.at == whole.at)]
            beside = _beside(chain, one)
            acts = tuple(dict.fromkeys((*whole.acts, *beside)))
            rest = tuple(one for one in whole.conditions if one.kind != "ownership")
            if both:
                rest += (Condition(kind="control", things=frozenset(), words=test.span.of(clause.text), span=test.span),)
            sort = "dealing" if acts and whole.sort == "own" else whole.sort
            if test.direction == "owner-of" and sort == "own":
                if not _OF_ITSELF.search(test.span.of(clause.text)):
                    continue
                if one.at.start < test.span.start:  # "nobody on the list owns half of Buyer": the owners are on it
                    bars[:] = [bar for bar in bars if not (bar.span == whole.span and bar.at == whole.at)]
                test = replace(test, direction="owned-by")
            yield replace(
                whole,
                test=replace(test, control=test.control and not both),
                acts=acts,
                conditions=rest,
                sort=sort,
                limb=whole.limb or _label(chain, one),
            )


def _defined(test: OwnershipTest, within: Span, bars: list[Bar], clause: Clause) -> Iterator[Bar]:
    """The bars through a term whose definition holds the test: they reach owned companies with whoever it names."""
    held = [one for one in clause.tree.definitions if one.meaning.overlaps(test.span)] or [
        one for one in clause.tree.definitions if within.start <= one.meaning.start < test.span.start
    ][-1:]
    for bar in bars:
        if bar.test is None and bar.thing.kind in _OWNERS and any(_owners_of(bar, test, one, clause.text) for one in held):
            yield replace(bar, test=test)


def _owners_of(bar: Bar, test: OwnershipTest, definition: Definition, text: str) -> bool:
    """Whether the test in a definition asks for who the bar is on: named there, or by the term that it names as owners."""
    for used, inner in zip(bar.via, (*bar.via[1:], ""), strict=False):
        if same_term(used, definition.term):
            return not inner or inner.casefold() in text[test.span.start - _NEAR : test.span.end + _NEAR].casefold()
    return False


def _only_by(one: Statement, test: OwnershipTest) -> bool:
    """Whether the thing stands there as an owner alone."""
    return any(limit.kind == "ownership" and limit.span.overlaps(test.span) for limit in one.limits)


def _beside(chain: tuple[Node, ...], one: Statement) -> tuple[str, ...]:
    """The acts of the norm around a test that stands in a norm of its own, as if it spoke of the party itself."""
    return tuple(act for node in chain for act in node.acts) if chain != one.chain else ()


def _label(chain: tuple[Node, ...], one: Statement) -> tuple[str, ...]:
    """The limb before a norm that stands between limbs and goes on with the one before it."""
    before = [node.label for node in chain[0].children if node.label and node.span.start < one.at.start]
    return tuple(before[-1:])


def _tests(nodes: Iterable[Node], above: tuple[Node, ...], text: str) -> Iterator[tuple[tuple[Node, ...], OwnershipTest]]:
    for node in nodes:
        chain = (*above, node)
        for test in node.ownership:
            yield chain, joined.as_said(text, test)
        yield from _tests(node.children, chain, text)


# ---------------------------------------------------------------- what stands beside


class _Named:
    """What the words of limits, conditions and exceptions name."""

    def __init__(self, clause: Clause, said: tuple[Statement, ...], knowledge: Knowledge) -> None:
        self.said = said
        self._text = clause.text
        self._norms = clause.tree.norms
        self._scopes = scopes(clause.text)
        self._at: list[tuple[Span, Thing]] = []
        for one in said:
            if spelt_out(one, said, clause.text, knowledge):
                continue  # its members are named too, and alone count
            self._at.append((one.at, one.item.thing))
            self._at.append((one.item.span, one.item.thing))

    def things(self, span: Span) -> frozenset[Thing]:
        """What is named within `span`, by name or by a defined term; not who keeps a list, nor how somebody belongs."""
        return frozenset(
            thing for at, thing in self._at if at.overlaps(span) and thing.kind != "authority" and thing.id != "national"
        )

    def conditions(self, one: Statement) -> tuple[Condition, ...]:
        """What the limits on a thing ask for."""
        found = []
        for limit in one.limits:
            if limit.kind == "exception":
                continue  # what opens the norm is asked for as such
            words = limit.span.of(self._text)
            things = frozenset() if limit.kind in ("item", "ownership") else self.things(limit.span) - {one.item.thing}
            if things or limit.kind in ("national", "ownership") or content(words):  # a bare "if" asks for nothing
                found.append(Condition(kind=limit.kind, things=things, words=words, span=limit.span))
        return (*found, *self._joined(one))

    def _joined(self, one: Statement) -> list[Condition]:
        """What else must hold of whoever the thing is said of."""
        near = {
            other.at: other.item.thing for other in self.said
            if other.chain == one.chain and other.effect in _AGAINST and other.item.thing.kind in _OWNERS
            and other.item.thing != one.item.thing and not _is_national(other)
        }  # fmt: skip
        if one.item.thing.kind not in _OWNERS:
            return []
        spans = joined.beside(self._text, one.at, near)
        found = [Condition(kind="also", things=frozenset({near[at]}), words=at.of(self._text), span=at) for at in spans]
        for limb in joined.limbs_beside(self._text, self._norms, one.item.span):
            there = frozenset(
                other.item.thing for other in self.said
                if other.via == one.via and limb.span.overlaps(other.item.span) and other.effect in _AGAINST
                and other.item.thing.kind in _OWNERS and not _is_national(other)
            )  # fmt: skip
            if there:
                found.append(Condition(kind="also", things=there, words=limb.span.of(self._text), span=limb.span))
        return found

    def provisos(self, chain: tuple[Node, ...]) -> tuple[Condition, ...]:
        """What the conditions of a norm ask for, in its words."""
        spans = [span for node in chain for span in node.conditions]
        found = (Condition(kind="condition", things=frozenset(), words=span.of(self._text), span=span) for span in spans)
        return tuple(one for one in found if content(one.words))

    def openings(self, chain: tuple[Node, ...], knowledge: Knowledge) -> tuple[Opening, ...]:
        """What opens the bars of a norm, but for what its words carve out by name."""
        found: dict[Span, Opening] = {}
        carved = [one.item.span for one in self.said if one.effect == "permitted"]
        for node in chain:
            for span in node.exceptions:
                if _OF_OTHERS.search(self._text, node.span.start, span.start):
                    continue
                whole = stretch(self._text, span, node.span)
                if not content(whole.of(self._text)):
                    whole = spread(self._text, whole)
                if any(whole.overlaps(one) for one in carved) or any(whole.overlaps(held) for held in found):
                    continue
                for part in alternatives(self._text, whole):
                    words = part.of(self._text).strip(" ,;")
                    found[part] = Opening(words=words, span=part, licence=licence(words, knowledge))
        for span in self._scopes:
            if span.start >= chain[0].span.end and not any(span.overlaps(one) for one in carved):
                words = span.of(self._text).strip(" ,;")
                found[span] = Opening(words=words, span=span, licence=licence(words, knowledge))
        return tuple(found.values())
