"""What a contract does with each thing that a reference asks for, by name or through a group that holds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clausecheck.finding import MatrixRow
from clausecheck.knowledge import Entry, Knowledge, fold, members
from clausecheck.references import ELEMENT, USE_IN, elements, provision, used_in
from clausecheck.ruletree import (
    OFF_LIMITS,
    STRENGTH,
    THING_KINDS,
    Clause,
    Effect,
    EffectName,
    OwnershipTest,
    Thing,
    ThingKind,
    acts_barred,
    nodes_of,
    strongest,
)
from clausecheck.scenario.extension import Extension, Truth

if TYPE_CHECKING:
    from clausecheck.references import Reference

_BARS: tuple[EffectName, ...] = ("barred", "limited", "defective")
_MEMBER_KIND: dict[ThingKind, ThingKind] = {"territory_group": "territory"}
"""The kind of a group's members, where it is not the group's own."""
_WIDER = {"in-country-transfer": "transfer"}
"""Acts that a wider one holds: who may not "re-export or transfer" may not transfer within the country (15 CFR 734.16)."""
_EVERY = "deal"
"""The act that holds every other: who may not deal with a person or a place at all may not export to it either."""
_KINDS_OF_KINDS: tuple[ThingKind, ...] = ("end_use", "end_user")
"""Kinds of things of which a wider one holds a narrower."""
_NEAR = 80
"""Code points between a group and its first member within which the one may spell out the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a contract does with a thing: the effect, the clause's index, and the group through which it does, if any."""

    effect: Effect
    clause: int
    through: Thing | None = None


class Coverage:
    """The effects of all clauses of one contract on the day `as_of`, asked by thing."""

    def __init__(self, clauses: tuple[Clause, ...], knowledge: Knowledge, as_of: str) -> None:
        self._clauses = clauses
        self._knowledge = knowledge
        self._as_of = as_of
        self._extension = Extension(knowledge, as_of)
        self._best = strongest(clauses)
        self._groups = {
            thing: tuple(inside)
            for thing, (_, effect) in self._best.items()
            if effect.effect in _BARS and (inside := self._members(thing))
        }

    @property
    def things(self) -> tuple[Thing, ...]:
        """Every thing that the contract names, by kind, then id."""
        return in_order(self._best)

    def of(self, thing: Thing) -> Held | None:
        """The strongest effect on `thing`: its own, that of a group that holds it, or for a group that of all its members."""
        found = []
        if thing in self._best:
            index, effect = self._best[thing]
            found.append(Held(effect=effect, clause=index))
        for group, inside in self._groups.items():
            if thing in inside and not self.spelt_out(group):
                index, effect = self._best[group]
                found.append(Held(effect=effect, clause=index, through=group))
        if not found and thing.kind in _KINDS_OF_KINDS:
            found += self._wider(thing)
        every = [self.of(member) for member in self._members(thing)]
        if every and all(one is not None and one.effect.effect in _BARS for one in every):
            weakest = max((one for one in every if one), key=lambda one: STRENGTH.index(one.effect.effect))
            found.append(Held(effect=weakest.effect, clause=weakest.clause))
        return min(found, key=lambda held: STRENGTH.index(held.effect.effect), default=None)

    def _wider(self, thing: Thing) -> Iterator[Held]:
        """The bars on dealing with what takes `thing` in: a military end user may be one of military intelligence."""
        for other, (index, effect) in self._best.items():
            if other.kind != thing.kind or effect.effect not in ("barred", "defective") or by_status_only(effect):
                continue
            if self._extension.takes_in(other, thing) is Truth.YES:
                yield Held(effect=effect, clause=index, through=other)

    def reach(self, thing: Thing) -> frozenset[Thing]:
        """`thing` and the groups through which the contract bars it."""
        return frozenset({thing} | {group for group, inside in self._groups.items() if thing in inside})

    def spelt_out(self, group: Thing) -> bool:
        """Whether the words that name the group go on to say which its members are ("..., currently, Cuba and Iran").

        Such a group reaches no member that is not named; one that only gives examples ("including Cuba") does.
        """
        index, effect = self._best[group]
        text = self._clauses[index].text
        starts = [
            other.span.start
            for member in self._knowledge_members(group)
            if member in self._best
            and self._best[member][0] == index
            and (other := self._best[member][1]).span.start >= effect.span.end
        ]
        if not starts or min(starts) - effect.span.end > _NEAR:
            return False
        between = text[effect.span.end : min(starts)]
        said = f" {fold(between)} "
        if any(f" {fold(cue)} " in said for cue in self._knowledge.cues.get("INCLUDING", ())):
            return False
        if any(f" {fold(cue)} " in said for cue in self._knowledge.cues.get("CURRENTLY", ())):
            return True
        return any(mark in between for mark in ":(\u2013\u2014")

    def _members(self, thing: Thing) -> list[Thing]:
        """The certain members of a group on the day."""
        entry = self._knowledge.entry(thing)
        kind = _MEMBER_KIND.get(thing.kind, thing.kind)
        return [Thing(kind=kind, id=id) for id, certain in members(entry, self._as_of) if certain] if entry else []

    def _knowledge_members(self, group: Thing) -> set[Thing]:
        """Whatever ever was a member: a definition may spell out one that has since left."""
        entry = self._knowledge.entry(group)
        kind = _MEMBER_KIND.get(group.kind, group.kind)
        return {Thing(kind=kind, id=member.id) for member in entry.members} if entry else set()


def in_order(things: Iterable[Thing]) -> tuple[Thing, ...]:
    """Things by kind, as `THING_KINDS` has them, then by id."""
    return tuple(sorted(things, key=lambda thing: (THING_KINDS.index(thing.kind), thing.id)))


def by_status_only(effect: Effect) -> bool:
    """Whether only a party's word about itself stands behind the effect, and no bar on dealing with others."""
    return bool(effect.by) and all(source.norm == "representation" and not source.acts for source in effect.by)


def meets(test: OwnershipTest, model: OwnershipTest) -> bool:
    """Whether an ownership test catches whatever the model's catches."""
    reaches = test.percent is not None and (model.percent is None or test.percent <= model.percent)
    strict = test.percent is not None and model.percent is not None and test.percent < model.percent
    return (
        test.direction == model.direction
        and reaches
        and (test.at_least or strict or not model.at_least)
        and (test.direct_or_indirect or not model.direct_or_indirect)
        and (test.aggregate or not model.aggregate)
    )


# ---------------------------------------------------------------- the matrix


def matrix(
    reference: Reference, clauses: tuple[Clause, ...], knowledge: Knowledge, as_of: str, *, model: tuple[Clause, ...] = ()
) -> tuple[MatrixRow, ...]:
    """One row for each thing that the reference asks for, in its order, then one for each that the contract bars beyond it.

    `model` are the clauses of the reference's own text: what it does with the thing itself.
    """
    held, asked = Coverage(clauses, knowledge, as_of), Coverage(model, knowledge, as_of)
    rows = []
    for requirement in reference.requirements:
        key = requirement.key
        if isinstance(key, Thing):
            found, expected = held.of(key), asked.of(key)
            rows.append(
                MatrixRow(
                    key=key,
                    label=label(key, knowledge),
                    required=requirement.level,
                    reference=expected.effect.effect if expected else "required" if key.kind == "instrument" else "barred",
                    contract=found.effect.effect if found else None,
                    by_status_only=bool(found) and by_status_only(found.effect) if found else False,
                    through=found.through if found else None,
                    status=_status(knowledge.entry(key), knowledge, as_of),
                )
            )
        else:
            rows.append(
                MatrixRow(
                    key=key,
                    label=label(key, knowledge),
                    required=requirement.level,
                    reference=_expected(key, model, asked),
                    contract=_provision(key, clauses, model, held),
                )
            )
    keys = {requirement.key for requirement in reference.requirements}
    for thing in held.things:
        found = held.of(thing)
        if thing not in keys and thing.kind in OFF_LIMITS and found and found.effect.effect in _BARS:
            rows.append(
                MatrixRow(
                    key=thing,
                    label=label(thing, knowledge),
                    required=None,
                    reference=None,
                    contract=found.effect.effect,
                    by_status_only=by_status_only(found.effect),
                    extra=True,
                    status=_status(knowledge.entry(thing), knowledge, as_of),
                )
            )
    return tuple(rows)


def label(key: Thing | str, knowledge: Knowledge) -> str:
    """How a row is called: the entry's name, "re-export", "ownership", "use in Russia", the name of an element."""
    if isinstance(key, Thing):
        entry = knowledge.entry(key)
        return entry.name if entry else key.id
    if key.startswith(ELEMENT):
        element = elements().get(key.removeprefix(ELEMENT))
        return element.name if element else key.removeprefix(ELEMENT)
    if key.startswith(USE_IN):
        return f"use in {label(place(key), knowledge)}"
    return key.removeprefix("act:").replace("reexport", "re-export").replace("in-country-transfer", "in-country transfer")


def place(key: str) -> Thing:
    """The territory of a key ``use-in:ID``."""
    return Thing(kind="territory", id=key.removeprefix(USE_IN))


def _expected(key: str, model: tuple[Clause, ...], asked: Coverage) -> EffectName:
    """What the reference does with what is no thing: a duty to comply in an act is all that some texts have of it."""
    if key.startswith(ELEMENT):
        return "required"
    return (_provision(key, model, model, asked) if key.startswith("act:") else None) or "barred"


def _act(act: str, clauses: tuple[Clause, ...]) -> EffectName | None:
    """What clauses do with an act: bar it, ask to comply with the law in it, permit it, only name it, or nothing."""
    wanted = {act, _WIDER.get(act)}
    if (wanted | {_EVERY}) & acts_barred(clauses):
        return "barred"
    kinds = {node.kind for clause in clauses for node in nodes_of(clause.tree.norms) if wanted.intersection(node.acts)}
    if kinds & {"obligation", "representation"}:
        return "required"
    return "permitted" if "permission" in kinds else "mentioned" if kinds else None


def _provision(key: str, clauses: tuple[Clause, ...], model: tuple[Clause, ...], held: Coverage) -> EffectName | None:
    """What the contract does with what is no thing; an ownership test weaker than the model's counts as limited."""
    if key.startswith("act:"):
        return _act(key.removeprefix("act:"), clauses)
    if key.startswith(ELEMENT):
        element = elements()[key.removeprefix(ELEMENT)]
        return "required" if any(provision(element, clause) for clause in clauses) else None
    if key.startswith(USE_IN):
        reach = held.reach(place(key))
        return "barred" if any(used_in(clause, reach) for clause in clauses) else None
    tests = [test for clause in clauses for test in clause.ownership]
    models = [test for clause in model for test in clause.ownership]
    if not tests:
        return None
    # a text can hold several tests, some of them no more than the word "controlled": the one with a figure is the model
    model_test = max(models, key=lambda test: (test.percent is not None, test.aggregate), default=None)
    return "barred" if model_test is None or any(meets(test, model_test) for test in tests) else "limited"


def _status(entry: Entry | None, knowledge: Knowledge, as_of: str) -> str:
    return knowledge.status(entry, as_of).status if entry else "unknown"
