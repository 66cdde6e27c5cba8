"""What a rule tree does with each thing it names, on a date: definitions chased, effects derived, each thing judged by the law.

A thing under a bar is barred, or limited where words narrow it; carved out it is permitted; under a duty to comply it is
required; else it is only mentioned. A defined term carries the bar to everything its definition names, however long the chain.
Of independent provisions the strongest stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from clausecheck.knowledge import Knowledge
from clausecheck.outline import same_term
from clausecheck.ruletree import (
    STRENGTH,
    Clause,
    Definition,
    Effect,
    EffectName,
    Exclusion,
    Limit,
    Located,
    Node,
    NormKind,
    RuleTree,
    Sense,
    Source,
    Thing,
    Use,
)

_PLACES = frozenset({"territory", "territory_group"})
_LONGEST_CHAIN = 12
_ANAPHORS = {
    "such place": _PLACES,
    "such list": frozenset({"list"}),
    "such person": frozenset({"list", "end_user"}),
    "such law": frozenset({"instrument"}),
}


@dataclass(frozen=True, slots=True)
class _Seen:
    """One statement about a thing: what it does, through which terms, under which limbs and norm."""

    item: Exclusion
    effect: EffectName
    limits: tuple[Limit, ...]
    via: tuple[str, ...]
    limb: tuple[str, ...]
    source: Source
    lifts: bool = False


def resolve(located: Located, tree: RuleTree, knowledge: Knowledge, as_of: str) -> Clause:
    """The clause with its effects, ownership tests and acts; `as_of` (YYYY-MM-DD) dates the standing of each thing."""
    seen: list[_Seen] = []
    for node in tree.norms:
        seen.extend(_node(node, tree, (), None))
    seen.extend(_implied(tree, seen))
    loose = [item for item in tree.loose if not any(one.item.thing == item.thing for one in seen)]
    effects = _strongest(located.text, seen, knowledge, as_of)
    for item in loose:
        if not any(effect.thing == item.thing for effect in effects):
            effects.append(_keyword(located.text, item, knowledge, as_of))
    effects.sort(key=lambda effect: (effect.span.start, effect.span.end, effect.thing))
    nodes = list(_walk(tree.norms))
    tests = tuple(test for node in nodes for test in node.ownership)
    against = [node for node in nodes if node.kind == "prohibition" or (node.kind == "limb" and node.acts)]
    acts = tuple(dict.fromkeys(act for node in against for act in node.acts))
    return Clause(located=located, tree=tree, effects=tuple(effects), ownership=tests, actions=acts, as_of=as_of)


def _walk(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _walk(node.children)


def _node(node: Node, tree: RuleTree, limbs: tuple[str, ...], norm: Node | None) -> Iterator[_Seen]:
    labels = (*limbs, node.label) if node.label else limbs
    owner = norm if node.kind == "limb" and norm is not None else node
    source = Source(
        norm=_norm_kind(owner), bearer=owner.bearer, acts=tuple(dict.fromkeys((*owner.acts, *node.acts))), span=owner.span
    )
    for item in node.exclusions:
        yield _Seen(
            item, _effect(item.thing, item.sense, item.limits, item.excepted, node.defect), item.limits, (), labels, source,
            lifts=node.lifts,
        )  # fmt: skip
    for use in node.uses:
        yield from _through(use, use.sense, use.limits, use.excepted, node.defect, tree, (), labels, source)
    for child in node.children:
        yield from _node(child, tree, labels, owner)


def _norm_kind(node: Node) -> NormKind:
    return "acknowledgement" if node.kind == "limb" else node.kind


def _effect(thing: Thing, sense: Sense, limits: tuple[Limit, ...], excepted: bool, defect: str) -> EffectName:
    if thing.kind == "authority":
        return "required" if sense == "for" else "mentioned"
    if thing.kind == "instrument":
        if defect and sense == "against":
            return "defective"
        return "required" if sense == "for" and not excepted else "mentioned"
    if excepted:
        return "permitted" if sense == "against" else "mentioned"
    if sense == "against":
        return "defective" if defect else "limited" if limits else "barred"
    if sense == "allow":
        return "permitted"
    return "required" if sense == "for" and thing.kind == "list" else "mentioned"


def _through(
    use: Use, sense: Sense, limits: tuple[Limit, ...], excepted: bool, defect: str, tree: RuleTree,
    via: tuple[str, ...], limb: tuple[str, ...], source: Source,
) -> Iterator[_Seen]:  # fmt: skip
    """What a use of a term does to everything that its definition names, terms within it included; circles end the chain."""
    if len(via) >= _LONGEST_CHAIN or any(same_term(use.term, earlier) for earlier in via):
        return
    path = (*via, use.term)
    if use.term == "such law":
        for node in _walk(tree.norms):
            for item in node.exclusions:
                if item.thing.kind == "instrument" and item.span.start < use.span.start:
                    yield _Seen(item, "required", (), path, limb, source)
        return
    definitions = _definitions(use, tree)
    if use.term in _ANAPHORS and not definitions:
        for item in _spoken_of(use, tree):
            yield _Seen(item, _effect(item.thing, sense, limits, excepted, defect), limits, path, limb, source)
        return
    for definition in definitions:
        for item in definition.things:
            if item.sense == "allow":
                continue
            joined = (*limits, *item.limits)
            yield _Seen(item, _effect(item.thing, sense, joined, excepted or item.excepted, defect), joined, path, limb, source)
        for inner in definition.terms:
            yield from _through(
                inner, sense, (*limits, *inner.limits), excepted or inner.excepted, defect, tree, path, limb, source
            )


def _spoken_of(use: Use, tree: RuleTree) -> list[Exclusion]:
    """What "the above lists", "any of the foregoing countries" point back to: the last statement before that names such things."""
    kinds = _ANAPHORS[use.term]
    for node in reversed([node for node in _walk(tree.norms) if node.span.start < use.span.start]):
        found = [i for i in node.exclusions if i.thing.kind in kinds and i.span.end <= use.span.start and not i.excepted]
        if found:
            return [item for item in found if item.sense == "about"]
    return [item for item in tree.loose if item.thing.kind in kinds and item.span.end <= use.span.start]


def _definitions(use: Use, tree: RuleTree) -> list[Definition]:
    if use.term in _ANAPHORS:
        return [d for d in tree.definitions if d.implied and d.term == use.term]
    return [d for d in tree.definitions if not d.implied and same_term(d.term, use.term)]


def _implied(tree: RuleTree, seen: list[_Seen]) -> Iterator[_Seen]:
    """A sentence that tells what a described group holds carries the group's bar to what it names."""
    for definition in tree.definitions:
        if not definition.implied:
            continue
        kinds = _ANAPHORS[definition.term]
        bars = [
            one
            for one in seen
            if one.item.thing.kind in kinds
            and one.effect in ("barred", "limited", "defective")
            and one.item.thing.kind != "territory"
            and one.item.span not in [item.span for item in definition.things]
        ]
        if not bars:
            continue
        best = min(bars, key=lambda one: STRENGTH.index(one.effect))
        for item in definition.things:
            if item.span.start >= definition.meaning.start:
                yield replace(best, item=item, via=(*best.via, definition.term))


def _strongest(text: str, seen: list[_Seen], knowledge: Knowledge, as_of: str) -> list[Effect]:
    by_thing: dict[Thing, list[_Seen]] = {}
    for one in seen:
        by_thing.setdefault(one.item.thing, []).append(one)
    return [_merge(text, thing, ones, knowledge, as_of) for thing, ones in by_thing.items()]


def _merge(text: str, thing: Thing, ones: list[_Seen], knowledge: Knowledge, as_of: str) -> Effect:
    best = min(ones, key=lambda one: STRENGTH.index(one.effect))
    lifted = [one for one in ones if one.lifts and one.effect == "permitted"]
    if lifted and not any(one.effect in ("barred", "limited") and one.item.span.start > lifted[-1].item.span.end for one in ones):
        best = lifted[-1]  # permissions are applied first
    same = [one for one in ones if one.effect == best.effect]
    limit = best.limits[0] if best.effect == "limited" and best.limits else None
    return Effect(
        thing=thing,
        effect=best.effect,
        quote=best.item.span.of(text),
        span=best.item.span,
        limit=limit.span.of(text) if limit is not None else None,
        limit_span=limit.span if limit is not None else None,
        via=best.via,
        kept_by=tuple(dict.fromkeys(keeper for one in ones for keeper in one.item.kept_by)),
        limb=best.limb,
        by=tuple(dict.fromkeys(one.source for one in same)),
        productions=best.item.productions,
        status=_status(thing, knowledge, as_of),
    )


def _keyword(text: str, item: Exclusion, knowledge: Knowledge, as_of: str) -> Effect:
    return Effect(
        thing=item.thing, effect="mentioned", quote=item.span.of(text), span=item.span, kept_by=item.kept_by, reading="keyword",
        productions=item.productions, status=_status(item.thing, knowledge, as_of),
    )  # fmt: skip


def _status(thing: Thing, knowledge: Knowledge, as_of: str) -> str:
    entry = knowledge.entry(thing)
    return knowledge.status(entry, as_of).status if entry is not None else ""
