"""Cases that two texts may answer differently: one for each bar of either, and one for each thing that opens or widens it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from clausecheck.ruletree import Thing
from clausecheck.scenario import Bar, Case, Condition, Predicate, Release
from clausecheck.scenario.binding import EVERY, OTHER

Facet = Literal["base", "named", "knowledge", "exception", "ownership", "release", "bearer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """A case made of `bar`, and what about the bar it tries; `words` are those of an exception."""

    bar: Bar
    facet: Facet
    case: Case
    words: str = ""
    release: Release | None = None


def base(bar: Bar, act: str) -> Case:
    """A plain case that `bar` bars: its thing, whatever limits it, somebody who knows and has no licence."""
    case = with_fact(Case(act=act, own=bar.sort == "own"), bar.thing, bar.sort == "duty")
    if bar.test is not None:
        case = _held(case, bar, _reaching(bar), control=bar.test.percent is None and bar.test.control)
    for condition in bar.conditions:
        case = _meeting(case, condition)
    return case


def acts_of(bar: Bar) -> tuple[str, ...]:
    """The acts to try a bar with: its own, or no act at all where its verb is none that is known."""
    if bar.sort == "dealing":
        return bar.acts or ("",)
    return (bar.acts if bar.sort == "duty" else ()) or ("",)


def variants(bar: Bar, case: Case, predicates: tuple[Predicate, Predicate]) -> Iterator[Probe]:
    """What may make a difference where the plain case makes none: the name, knowledge, licences, exceptions, carve-outs."""
    if bar.sort != "duty":
        yield Probe(bar=bar, facet="named", case=replace(case, named=True))
    bars = [one for predicate in predicates for one in predicate.bars if one.thing == bar.thing and one.sort == bar.sort]
    if any(one.knowledge for one in bars):
        yield Probe(bar=bar, facet="knowledge", case=replace(case, knowing=False))
    openings = dict.fromkeys(opening for one in bars for opening in one.openings)
    if any(opening.licence for opening in openings):
        yield Probe(bar=bar, facet="exception", case=replace(case, licence=True))
    sorts = [
        {opening.licence for one in predicate.bars if one.thing == bar.thing for opening in one.openings}
        for predicate in predicates
    ]
    for opening in openings:
        if not opening.licence or opening.licence in sorts[0] ^ sorts[1]:
            yield Probe(bar=bar, facet="exception", case=replace(case, given=(*case.given, opening.words)), words=opening.words)
    yield from _bearers(bar, case, predicates)
    for predicate in predicates:
        for release in predicate.releases:
            if release.lifts or any(one.norm == release.norm for one in bars):
                yield Probe(bar=bar, facet="release", case=_released(case, release), release=release)


def _bearers(bar: Bar, case: Case, predicates: tuple[Predicate, Predicate]) -> Iterator[Probe]:
    """Each party that only one of the texts binds; none where either binds whoever it may be."""
    held = [[one for one in side.bars if one.thing == bar.thing and one.sort == bar.sort] for side in predicates]
    if not all(side and all(one.who for one in side) for side in held):
        return
    old, new = (frozenset().union(*(one.who for one in side)) for side in held)
    for who in sorted(old ^ new):
        name = OTHER if who == EVERY else who
        yield Probe(bar=bar, facet="bearer", case=replace(case, by=name), words=name)


def holdings(bar: Bar, case: Case, tests: Iterable[float]) -> Iterator[Probe]:
    """The shares and kinds of holding around the figures of both texts, each as a case of its own."""
    shares = sorted({share for figure in tests for share in (figure, figure + 1) if share <= 100} or {100.0})
    for share in shares:
        yield Probe(bar=bar, facet="ownership", case=_held(case, bar, share))
    for indirect, aggregate in ((True, False), (False, True), (True, True)):
        held = replace(_held(case, bar, shares[-1]), indirect=indirect, aggregate=aggregate)
        yield Probe(bar=bar, facet="ownership", case=held)
    yield Probe(bar=bar, facet="ownership", case=_held(case, bar, 1.0, control=True))


def with_fact(case: Case, thing: Thing, law: bool = False) -> Case:
    """`case` with `thing` in the place where a case says such a thing; another of its kind there makes way."""
    if law:
        return replace(case, law=(thing,))
    match thing.kind:
        case "territory" | "territory_group":
            return replace(case, to=(thing,))
        case "list":
            return replace(case, party=(thing,))
        case "end_use":
            return replace(case, end_use=(thing,))
        case "end_user":
            return replace(case, end_user=(thing,))
        case "instrument":
            return replace(case, law=(thing,))
    return case


def _held(case: Case, bar: Bar, share: float, *, control: bool = False) -> Case:
    """`case` with a holding that runs the way the bar's test asks for."""
    if bar.test is not None and bar.test.direction == "owner-of":
        return replace(case, owned=None, owns=share, control=control)
    return replace(case, owned=share, owns=None, control=control)


def _reaching(bar: Bar) -> float:
    """A share that an ownership test reaches and no lower whole one does."""
    assert bar.test is not None
    percent = bar.test.percent
    if percent is None:
        return 100.0
    return percent if bar.test.at_least else min(percent + 1, 100.0)


def _meeting(case: Case, condition: Condition) -> Case:
    """`case` so that the condition holds."""
    if condition.things:
        thing = min(condition.things, key=lambda one: (one.kind == "territory_group", one.id.startswith("generic."), one))
        if condition.kind == "national":
            return replace(case, national=(thing,))
        return with_fact(case, thing)
    if condition.kind == "control":
        return replace(case, control=True)
    if condition.kind == "item":
        return replace(case, item=condition.words.strip())
    if condition.kind in ("national", "ownership"):
        return case
    return replace(case, given=(*case.given, condition.words.strip()))


def _released(case: Case, release: Release) -> Case:
    """`case` so that the carve-out takes it in."""
    case = with_fact(case, release.thing)
    for condition in release.conditions:
        case = _meeting(case, condition)
    return case
