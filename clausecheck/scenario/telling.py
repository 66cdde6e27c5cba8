"""A case and its verdict in words: what is asked, what was taken for granted, and what decides it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clausecheck.document import Span
from clausecheck.knowledge import Knowledge
from clausecheck.ruletree import FAULTS, Clause, Thing
from clausecheck.scenario.bars import Bar
from clausecheck.scenario.case import UNKNOWN, Case
from clausecheck.scenario.lexicon import lexicon
from clausecheck.scenario.verdict import Ground, Spared, Verdict

_LONGEST = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One line: what it is about (one or two words) and what it says."""

    name: str
    words: str


def asked(case: Case, knowledge: Knowledge) -> str:
    """The case as a phrase: "resale to Iran, to a government end user, for surveillance"."""
    parts = [_act(case.act) if case.act else "any dealing"] if not case.own else [f"{case.by or 'the party'} itself"]
    if case.item:
        parts[0] += f" of {case.item}"
    if case.by and not case.own:
        parts[0] += f" by {'us' if case.by == 'we' else case.by}"
    if case.to:
        near = "in" if case.own or case.act in ("use", "access", "download") else "with" if case.act in ("", "deal") else "to"
        parts[0] += f" {near} {_names(case.to, knowledge)}"
    holders = (*case.party, *(case.end_user if case.holding is not None else ()))
    if case.owns is not None:
        parts.append(f"to a company that owns {case.owns:g} % of a person on: {_names(holders, knowledge)}")
    elif case.owned is not None:
        how = " in all" if case.aggregate else ""
        how += ", held through others" if case.indirect else ""
        how += ", and controlled" if case.control else ""
        whom = "several persons" if case.aggregate else "a person"
        owned = "" if case.own else "to a company "
        parts.append(f"{owned}{case.owned:g} % owned{how} by {whom} on: {_names(holders, knowledge)}")
    else:
        if case.party:
            parts.append(f"{'on' if case.own else 'to a person on'}: {_names(case.party, knowledge)}")
        if case.end_user:
            parts.append(f"to: {_names(case.end_user, knowledge)}")
    if case.national:
        parts.append(f"a national of {_names(case.national, knowledge)}")
    if case.end_use:
        parts.append(f"for: {_names(case.end_use, knowledge)}")
    if case.law:
        parts.append(f"against: {_names(case.law, knowledge)}")
    parts += [f"given: {one}" for one in case.given]
    parts += ["under a licence"] * case.licence + ["without knowing it"] * (not case.knowing)
    parts += ["by its name, whatever law makes of groups"] * case.named
    return ", ".join(parts)


def taken_for_granted(case: Case) -> str:
    """What the case does not say and was taken as ordinary, in one line."""
    if case.own:
        return ""
    left = []
    if not case.to:
        left.append("a place that no bar is about")
    if not case.party and case.holding is None:
        left.append("a recipient on no list")
    if not case.end_user:
        left.append("a private recipient")
    if not case.end_use:
        left.append("a civil use")
    if not case.licence:
        left.append("no licence")
    if case.knowing:
        left.append("whoever acts knows it")
    return ", ".join(left)


def reasons(verdict: Verdict, clauses: tuple[Clause, ...]) -> Iterator[Said]:
    """Why the verdict is what it is, the strongest first."""
    if not verdict.readings or verdict.plain != "not barred":
        yield from _grounds(verdict.grounds, clauses)
    for one in _merged(verdict.spared):
        yield Said(name="but", words=f"{_place(one.bar, clauses)}, {_quoted(one.bar.quote)}: {_why(one)}")
    for reading in verdict.readings:
        yield Said(
            name="reading",
            words=f"{_quoted(reading.words)} can be read otherwise ({reading.choice}): then {reading.answer}; "
            f"as it is taken here, {verdict.plain}",
        )
        yield from _grounds(reading.grounds, clauses)


def laws(bars: Iterable[Bar], knowledge: Knowledge) -> str:
    """The laws that the contract asks to obey: what they forbid, no reading of the contract decides."""
    things = dict.fromkeys(bar.thing for bar in bars if bar.sort == "duty" and bar.thing.kind == "instrument")
    return _names(tuple(things), knowledge)


def place(bar: Bar, clauses: tuple[Clause, ...]) -> str:
    """Where a bar stands: "7.3 (ii)", and the defined terms that lead from there to the words."""
    return _place(bar, clauses)


def _grounds(grounds: tuple[Ground, ...], clauses: tuple[Clause, ...]) -> Iterator[Said]:
    held: dict[tuple[object, ...], list[Ground]] = {}
    shown: set[Span] = set()
    for ground in grounds:
        bar = ground.bar
        words = tuple(condition.span for condition in bar.conditions)
        held.setdefault((bar.clause, bar.place, bar.limb, bar.via, bar.test, words, ground.undecided), []).append(ground)
    for several in held.values():
        bar = several[0].bar
        text = clauses[bar.clause].text
        quotes = ", ".join(dict.fromkeys(_quoted(one.bar.quote) for one in several))
        yield Said(name="by", words=f"{_place(bar, clauses)}: {quotes}")
        if bar.place not in shown:
            shown.add(bar.place)
            who = " ".join(filter(None, (bar.bearer, _quoted(bar.modality) if bar.modality else "", ", ".join(bar.acts))))
            said = _short(bar.place.of(text))
            yield Said(name="norm", words=f"{who}: {said}" if who else said)
        if bar.test is not None:
            yield Said(name="owned", words=_quoted(bar.test.span.of(text)))
        for condition in bar.conditions:
            yield Said(name="only for", words=_quoted(condition.words))
        for opening in bar.openings:
            yield Said(name="unless", words=_quoted(opening.words))
        if bar.knowledge:
            yield Said(name="knowing", words=", ".join(_quoted(span.of(text)) for span in bar.knowledge))
        for undecided in several[0].undecided:
            yield Said(name="depends on", words=undecided)


def _merged(spared: tuple[Spared, ...]) -> list[Spared]:
    held: dict[tuple[object, ...], Spared] = {}
    for one in spared:
        held.setdefault((one.bar.clause, one.bar.span, one.why, one.opening, one.condition), one)
    return list(held.values())


def _why(one: Spared) -> str:
    if one.condition is not None:
        return f"only for {_quoted(one.condition.words)}"
    if one.opening is not None:
        return f"opened by {_quoted(one.opening.words)}"
    if one.release is not None:
        return f"carved out by {_quoted(one.release.quote)}"
    if not one.bar.defect:
        return one.why
    return f"as written it bars nothing: {FAULTS.get(one.bar.defect, one.bar.defect)}"


def _place(bar: Bar, clauses: tuple[Clause, ...]) -> str:
    clause = clauses[bar.clause]
    number = (clause.path[-1] if clause.path else clause.title) or "the clause"
    steps = [" ".join((number, *bar.limb)), *(f"“{term}”" for term in bar.via)]
    return " → ".join(steps)


def _act(act: str) -> str:
    return lexicon().nouns.get(act, act)


def _names(things: tuple[Thing, ...], knowledge: Knowledge) -> str:
    return ", ".join(_name(thing, knowledge) for thing in things)


def _name(thing: Thing, knowledge: Knowledge) -> str:
    if thing.id == UNKNOWN:
        return "not known"
    entry = knowledge.entry(thing)
    return entry.name if entry is not None else thing.id


def _quoted(words: str) -> str:
    return f"“{_short(words)}”"


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1].rstrip() + "…"
