"""What a rule tree does with each thing it names, on a date: definitions chased, effects derived, each thing judged by the law.

A thing under a bar is barred, or limited where words narrow it; carved out it is permitted; under a duty to comply it is
required; else it is only mentioned. A defined term carries the bar to everything its definition names, however long the chain.
Of independent provisions the strongest stands.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from clausecheck.document import Span
from clausecheck.knowledge import Knowledge
from clausecheck.outline import term_key
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
from clausecheck.tokens import folded

_PLACES = frozenset({"territory", "territory_group"})
_STANDING = frozenset({"on", "to", "in", "listed"})
_BARS = frozenset({"barred", "limited", "defective"})
_LONGEST_CHAIN = 12
_ANAPHORS = {
    "such place": _PLACES,
    "such list": frozenset({"list"}),
    "such person": frozenset({"list", "end_user"}),
    "such law": frozenset({"instrument"}),
}


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement about a thing: what it does, through which terms, under which limbs and norm.

    `chain` holds the nodes that it stands in, from the outermost norm to the limb that names the thing or the term; `at` is
    where the limb does so.
    """

    item: Exclusion
    effect: EffectName
    limits: tuple[Limit, ...]
    via: tuple[str, ...]
    limb: tuple[str, ...]
    source: Source
    chain: tuple[Node, ...]
    at: Span
    lifts: bool = False


def resolve(located: Located, tree: RuleTree, knowledge: Knowledge, as_of: str) -> Clause:
    """The clause with its effects, ownership tests and acts; `as_of` (YYYY-MM-DD) dates the standing of each thing."""
    graph = _Graph(tree)
    seen = _statements(tree, graph)
    effects = _strongest(located.text, seen, knowledge, as_of)
    named = {effect.thing for effect in effects}
    for item in tree.loose:
        if item.thing not in named:
            named.add(item.thing)
            effects.append(_keyword(located.text, item, knowledge, as_of))
    effects.sort(key=lambda effect: (effect.span.start, effect.span.end, effect.thing))
    nodes = graph.nodes
    tests = tuple(test for node in nodes for test in node.ownership)
    against = [node for node in nodes if _conditions(node, located.text, knowledge)]
    acts = tuple(dict.fromkeys(act for node in against for act in node.acts))
    return Clause(located=located, tree=tree, effects=tuple(effects), ownership=tests, actions=acts, as_of=as_of)


def statements(tree: RuleTree) -> tuple[Statement, ...]:
    """Everything that the norms of `tree` say about things, by name or through defined terms, before anything is ranked."""
    return tuple(_statements(tree, _Graph(tree)))


def _statements(tree: RuleTree, graph: _Graph) -> list[Statement]:
    seen: list[Statement] = []
    for node in tree.norms:
        seen.extend(_node(node, graph, (), None, ()))
    seen.extend(_implied(tree, seen))
    return seen


def _walk(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _walk(node.children)


@dataclass(slots=True)
class _Graph:
    """The tree by what is asked of it for each use of a term: the definitions of the term, and what was named before it."""

    tree: RuleTree
    nodes: list[Node] = field(init=False)
    _meanings: dict[tuple[str, ...], list[Definition]] = field(default_factory=dict)
    _naming: dict[str, tuple[list[Node], list[int]]] = field(default_factory=dict)
    _laws: list[Exclusion] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.nodes = list(_walk(self.tree.norms))
        held: dict[tuple[str, ...], _Distinct] = {}
        keys = [(d.term,) if d.implied else ("", *term_key(d.term)) for d in self.tree.definitions]
        for key, definition in zip(keys, self.tree.definitions, strict=True):
            held.setdefault(key, _Distinct()).await_last(definition.things)
        for key, definition in zip(keys, self.tree.definitions, strict=True):
            distinct = held[key]
            things = distinct.things(definition.things)
            terms = distinct.terms(definition.terms)
            if things or terms or key not in self._meanings:
                self._meanings.setdefault(key, []).append(replace(definition, things=things, terms=terms))
        first: dict[Thing, int] = {}
        for node in self.nodes:
            for item in node.exclusions:
                if item.thing.kind == "instrument" and item.span.start < first.get(item.thing, item.span.start + 1):
                    first[item.thing] = item.span.start
                    self._laws.append(item)

    def definitions(self, use: Use) -> list[Definition]:
        """The definitions of a term, of things that several of them repeat each once; those implied, for an anaphor."""
        key = (use.term,) if use.term in _ANAPHORS else ("", *term_key(use.term))
        return self._meanings.get(key, [])

    def laws_before(self, use: Use) -> list[Exclusion]:
        """The instruments that norms name before a use, each where a norm first names it."""
        found: dict[Thing, Exclusion] = {}
        for item in self._laws:
            if item.span.start < use.span.start:
                found.setdefault(item.thing, item)
        return list(found.values())

    def named_before(self, use: Use) -> Iterator[Node]:
        """The nodes that begin before a use of an anaphor and name what it may point back to, the last first."""
        if use.term not in self._naming:
            kinds = _ANAPHORS[use.term]
            nodes = [n for n in self.nodes if any(i.thing.kind in kinds and not i.excepted for i in n.exclusions)]
            least = [node.span.start for node in nodes]
            for at in range(len(least) - 2, -1, -1):
                least[at] = min(least[at], least[at + 1])
            self._naming[use.term] = nodes, least
        nodes, least = self._naming[use.term]
        for at in range(bisect_left(least, use.span.start) - 1, -1, -1):
            if nodes[at].span.start < use.span.start:
                yield nodes[at]


@dataclass(slots=True)
class _Distinct:
    """Takes from definitions of one term what none before them said with the same effect, and where it is said last."""

    _seen: set[object] = field(default_factory=set)
    _last: dict[object, Exclusion] = field(default_factory=dict)

    def await_last(self, items: tuple[Exclusion, ...]) -> None:
        self._last.update((_said(item), item) for item in items)

    def things(self, items: tuple[Exclusion, ...]) -> tuple[Exclusion, ...]:
        found = []
        for item in items:
            key = _said(item)
            if key not in self._seen or item is self._last[key]:
                found.append(item)
            self._seen.add(key)
        return tuple(found)

    def terms(self, uses: tuple[Use, ...]) -> tuple[Use, ...]:
        found = []
        for use in uses:
            key = (use.term, bool(use.limits), use.excepted)
            if key not in self._seen:
                found.append(use)
            self._seen.add(key)
        return tuple(found)


def _said(item: Exclusion) -> object:
    return item.thing, item.sense == "allow", bool(item.limits), item.excepted, item.kept_by


def _node(node: Node, graph: _Graph, limbs: tuple[str, ...], norm: Node | None, above: tuple[Node, ...]) -> Iterator[Statement]:
    chain = (*above, node)
    labels = (*limbs, node.label) if node.label else limbs
    owner = norm if node.kind == "limb" and norm is not None else node
    source = Source(
        norm=_norm_kind(owner), bearer=owner.bearer, acts=tuple(dict.fromkeys((*owner.acts, *node.acts))), span=owner.span
    )
    for item in node.exclusions:
        effect = _effect(item.thing, item.sense, item.limits, item.excepted, node.defect or item.defect)
        if effect == "permitted" and item.thing.kind == "list" and not item.excepted and item.relation not in _STANDING:
            effect = "mentioned"  # "may screen them using the list": nobody on it is let in
        yield Statement(item, effect, item.limits, (), labels, source, chain, item.span, lifts=node.lifts)
    for use in node.uses:
        yield from _through(
            use, use.sense, use.limits, use.excepted, node.defect, graph, {}, (), labels, source, chain, use.span
        )
    for child in node.children:
        yield from _node(child, graph, labels, owner, chain)


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
    use: Use, sense: Sense, limits: tuple[Limit, ...], excepted: bool, defect: str, graph: _Graph,
    reached: dict[tuple[str, bool, bool], int], via: tuple[str, ...], limb: tuple[str, ...], source: Source,
    chain: tuple[Node, ...], at: Span,
) -> Iterator[Statement]:  # fmt: skip
    """What a use of a term does to everything that its definition names, terms within it included; circles end the chain.

    `reached` holds how early in a chain each term was come to, whether limited and whether carved out: by another way that is
    no shorter it tells nothing new.
    """
    state = (use.term, bool(limits), excepted)
    if len(via) >= min(_LONGEST_CHAIN, reached.get(state, _LONGEST_CHAIN)) or _among(use.term, via):
        return
    reached[state] = len(via)
    path = (*via, use.term)
    if use.term == "such law":
        for item in graph.laws_before(use):
            yield Statement(item, "required", (), path, limb, source, chain, at)
        return
    definitions = graph.definitions(use)
    if use.term in _ANAPHORS and not definitions:
        for item in _spoken_of(use, graph):
            yield Statement(item, _effect(item.thing, sense, limits, excepted, defect), limits, path, limb, source, chain, at)
        return
    for definition in definitions:
        for item in definition.things:
            if item.sense == "allow" or (use.outside and not item.excepted):
                continue
            if use.outside:
                item = replace(item, excepted=False)  # what is taken out of the Territory lies outside of it
            joined = (*limits, *item.limits)
            effect = _effect(item.thing, sense, joined, excepted or item.excepted, defect)
            yield Statement(item, effect, joined, path, limb, source, chain, at)
        for inner in definition.terms:
            yield from _through(
                inner,
                sense,
                (*limits, *inner.limits),
                excepted or inner.excepted,
                defect,
                graph,
                reached,
                path,
                limb,
                source,
                chain,
                at,
            )


def _among(term: str, via: tuple[str, ...]) -> bool:
    key = term_key(term) if via else ()
    return any(term_key(earlier) == key for earlier in via)


def _spoken_of(use: Use, graph: _Graph) -> list[Exclusion]:
    """What "the above lists", "any of the foregoing countries" point back to: the last statement before that names such."""
    kinds = _ANAPHORS[use.term]
    for node in graph.named_before(use):
        found = [i for i in node.exclusions if i.thing.kind in kinds and i.span.end <= use.span.start and not i.excepted]
        if found:
            return found
    return [item for item in graph.tree.loose if item.thing.kind in kinds and item.span.end <= use.span.start]


def _implied(tree: RuleTree, seen: list[Statement]) -> Iterator[Statement]:
    """A sentence that tells what a described group holds carries the group's bar to what it names."""
    implied = [definition for definition in tree.definitions if definition.implied]
    if not implied:
        return
    bars = [one for one in seen if one.effect in _BARS and one.item.thing.kind != "territory"]
    bars.sort(key=lambda one: STRENGTH.index(one.effect))
    for definition in implied:
        kinds = _ANAPHORS[definition.term]
        own = {item.span for item in definition.things}
        best = next((one for one in bars if one.item.thing.kind in kinds and one.item.span not in own), None)
        if best is None:
            continue
        for item in definition.things:
            if item.span.start >= definition.meaning.start and item.thing.kind not in ("authority", "instrument"):
                yield replace(best, item=item, via=(*best.via, definition.term))


def _strongest(text: str, seen: list[Statement], knowledge: Knowledge, as_of: str) -> list[Effect]:
    by_thing: dict[Thing, list[Statement]] = {}
    for one in seen:
        by_thing.setdefault(one.item.thing, []).append(one)
    return [_merge(text, thing, ones, knowledge, as_of) for thing, ones in by_thing.items()]


def _merge(text: str, thing: Thing, ones: list[Statement], knowledge: Knowledge, as_of: str) -> Effect:
    best = min(ones, key=lambda one: STRENGTH.index(one.effect))
    carved = next((one for one in ones if one.item.excepted and one.effect == "permitted"), None)
    if (
        carved is not None
        and best.source.span == carved.source.span
        and all(
            one.source.span == carved.source.span and one.item.span.start < carved.item.span.start
            for one in ones
            if one.effect != "permitted"
        )
    ):
        best = carved  # "to Sudan or South Sudan, except that shipments to South Sudan are permitted"
    lifted = [one for one in ones if one.lifts and one.effect == "permitted"]
    if lifted and not any(
        one.effect in ("barred", "limited") and one.item.span.start > lifted[-1].item.span.end for one in ones
    ):
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
        opens=limit is not None and limit.kind == "exception",
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


@lru_cache(maxsize=1024)  # of a contract, and of each reading of a clause, the same few things are asked
def _status(thing: Thing, knowledge: Knowledge, as_of: str) -> str:
    entry = knowledge.entry(thing)
    return knowledge.status(entry, as_of).status if entry is not None else ""


def _conditions(node: Node, text: str, knowledge: Knowledge) -> bool:
    """Whether a norm bars the acts that it names, or puts a condition on them: a licence to be obtained, a law to be kept."""
    if node.kind in ("prohibition", "limb"):
        return True
    if node.kind == "representation":
        return bool(node.exclusions or node.uses or node.exceptions)
    if node.kind != "obligation":
        return False
    licence = set(folded(text[node.span.start : node.span.end])) & set(knowledge.cues["permit"])
    required = [item.sense == "for" for item in node.exclusions] + [use.sense == "for" for use in node.uses]
    return bool(licence) or any(required)
