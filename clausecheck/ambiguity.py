"""What follows from each reading of an ambiguous modifier: the clause is resolved once more with what that reading limits.

Nothing is derived here: the tree that a reading would have goes through `resolve`, and the effects are compared.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from clausecheck.knowledge import Knowledge
from clausecheck.resolve import resolve
from clausecheck.ruletree import Clause, Effect, EffectName, Exclusion, Node, Reading, RuleTree, Thing, Use

MOST_JUDGED = 16
"""Readings of one clause that are resolved on their own; the later ones are told without verdicts."""
_TOO_MANY = "; its effects were not compared: the clause has too many such modifiers"

_Named = TypeVar("_Named", Exclusion, Use)
_Rivals = dict[tuple[object, int], Exclusion | Use]
_UNNAMED: EffectName = "mentioned"


def judged(clause: Clause, knowledge: Knowledge) -> Clause:
    """The clause with `verdicts` and `keepers` in each reading whose choices lead to different effects.

    Offsets, effects and everything else stay as they are; at most `MOST_JUDGED` readings are compared.
    """
    if not any(any(choice) for reading in clause.tree.readings for choice in reading.rivals):
        return clause
    found: list[Reading] = []
    left = MOST_JUDGED
    for reading in clause.tree.readings:
        if not any(reading.rivals):
            found.append(reading)
        elif left:
            left -= 1
            found.append(_judged(reading, clause, knowledge))
        else:
            found.append(replace(reading, reason=reading.reason + _TOO_MANY))
    return replace(clause, tree=replace(clause.tree, readings=tuple(found)))


def _judged(reading: Reading, clause: Clause, knowledge: Knowledge) -> Reading:
    effects = [_effects(rivals, clause, knowledge) for rivals in reading.rivals]
    things = sorted(set().union(*effects))
    judged_apart = [thing for thing in things if len({_name(each.get(thing)) for each in effects}) > 1]
    kept_apart = [thing for thing in things if len({each[thing].kept_by if thing in each else () for each in effects}) > 1]
    verdicts = tuple(tuple((thing, _name(each.get(thing))) for thing in judged_apart) for each in effects)
    keepers = tuple(tuple((thing, each[thing].kept_by) for thing in kept_apart if thing in each) for each in effects)
    return replace(reading, verdicts=verdicts if judged_apart else (), keepers=keepers if kept_apart else ())


def _name(effect: Effect | None) -> EffectName:
    return effect.effect if effect is not None else _UNNAMED


def _effects(rivals: tuple[Exclusion | Use, ...], clause: Clause, knowledge: Knowledge) -> dict[Thing, Effect]:
    effects = clause.effects
    if rivals:
        effects = resolve(clause.located, instead(clause.tree, rivals), knowledge, clause.as_of).effects
    return {effect.thing: effect for effect in effects}


def _key(item: Exclusion | Use) -> tuple[object, int]:
    return (item.thing if isinstance(item, Exclusion) else item.term), item.span.start


# ---------------------------------------------------------------- the tree that a reading would have


def instead(tree: RuleTree, choice: tuple[Exclusion | Use, ...]) -> RuleTree:
    """The tree with each rival of one choice of a reading in the place of what the norms and definitions have there."""
    rivals = {_key(item): item for item in choice}
    return replace(
        tree,
        norms=tuple(_node(node, rivals) for node in tree.norms),
        definitions=tuple(
            replace(one, things=_items(one.things, rivals), terms=_items(one.terms, rivals)) for one in tree.definitions
        ),
    )


def _node(node: Node, rivals: _Rivals) -> Node:
    return replace(
        node,
        exclusions=_items(node.exclusions, rivals),
        uses=_items(node.uses, rivals),
        children=tuple(_node(child, rivals) for child in node.children),
    )


def _items(items: tuple[_Named, ...], rivals: _Rivals) -> tuple[_Named, ...]:
    found: list[_Named] = []
    for item in items:
        rival = rivals.get(_key(item))
        found.append(replace(item, limits=rival.limits) if rival is not None else item)
        if rival is not None and isinstance(rival, Exclusion) and isinstance(found[-1], Exclusion):
            found[-1] = replace(found[-1], kept_by=rival.kept_by)
    return tuple(found)
