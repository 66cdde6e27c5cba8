"""From cases that two texts answer differently to changes of meaning: one for each thing, verb, act or term that changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from clausecheck.comparison import sentences
from clausecheck.comparison.beside import Beside
from clausecheck.comparison.difference import Difference, Differences, Subject
from clausecheck.comparison.sides import LOSSES, Side, Witnessed
from clausecheck.finding import Change, ChangeKind, Severity
from clausecheck.knowledge import Knowledge
from clausecheck.outline import same_term
from clausecheck.ruletree import THING_KINDS, Node, Thing
from clausecheck.scenario import Bar


class Meaning(Witnessed):
    """The changes of meaning between two sides, by what was found on asking both."""

    def __init__(self, old: Side, new: Side, differences: Differences, knowledge: Knowledge) -> None:
        super().__init__(old, new, differences, knowledge)
        self._effects = (old.effects(), new.effects())

    def changes(self) -> tuple[Change, ...]:
        """Bars lost, narrowed or turned round first, then what was won; within each, things before what stands beside them."""
        subjects = sorted(
            self.found.subjects.values(), key=lambda one: (THING_KINDS.index(one.thing.kind), one.thing.id, one.sort)
        )
        found = [*self._modality(subjects), *self._acts()]
        self._attribute(subjects)
        terms = list(self._definitions(subjects))
        for subject in subjects:
            found += self._thing(subject)
        found += [*terms, *Beside(*self.sides, self.found, self.knowledge).changes(subjects)]
        return ranked(found)

    # ------------------------------------------------------------ verbs and acts

    def _modality(self, subjects: list[Subject]) -> Iterator[Change]:
        """Bars that now only exhort, or now bind: the verb changed, and nothing else."""
        for gain in (False, True):
            found = [d for subject in subjects for d in subject.differ if d.gain == gain and _only_exhorted(d)]
            if not found:
                continue
            for subject in subjects:
                kept = [d for d in subject.differ if d not in found]
                if len(kept) < len(subject.differ):
                    subject.agree += [d.probe for d in subject.differ if d in found]
                subject.differ = kept
                for facet, several in subject.beside.items():
                    subject.beside[facet] = [d for d in several if not _only_exhorted(d)]
            bars = self._bars(found[0])
            was, now = (bar.weak or bar.modality if bar else "" for bar in bars)
            yield self._change(
                "widened" if gain else "narrowed", f"modality:{now}", sentences.of_modality(gain, was, now), found,
                old=was, new=now, bars=bars, quotes=(was, now),
            )  # fmt: skip

    def _acts(self) -> Iterator[Change]:
        for act, gain, found in self.found.of_acts():
            bars = self._bars(found[0])
            message = sentences.of_act(act, gain, (one.probe.bar for one in found), self.knowledge)
            yield self._change(
                "added" if gain else "removed", f"action:{act}", message, found,
                old=None if gain else "barred", new="barred" if gain else None, bars=bars,
                name=sentences.of_noun(act),
            )  # fmt: skip

    # ------------------------------------------------------------ things

    def _attribute(self, subjects: list[Subject]) -> None:
        """A case that names two things is told of the one that changed wholly, not also of the other."""
        gone = {(one.thing, gain) for one in subjects if not one.agree for gain in (False, True) if one.acts(gain)}
        for subject in subjects:
            if subject.agree:
                subject.differ = [
                    d for d in subject.differ
                    if not any((thing, d.gain) in gone for thing in _things(d) if thing != subject.thing)
                ]  # fmt: skip

    def _thing(self, subject: Subject) -> Iterator[Change]:
        differ = subject.differ
        if not differ and not subject.agree:  # reached through ownership alone
            differ = [d for d in subject.beside.get("ownership", []) if self._one_sided(subject.thing, subject.sort)]
        if subject.sort == "own" and self._dealings_changed(subject.thing):
            return
        for gain in (False, True):
            found = [one for one in differ if one.gain == gain]
            if found:
                yield self._of_thing(subject, found, gain)
            elif found := [one for one in subject.beside.get("named", []) if one.gain == gain and not differ]:
                yield self._of_name(subject, found, gain)

    def _of_name(self, subject: Subject, found: list[Difference], gain: bool) -> Change:
        """A name that came or went beside a group or general words that take it in: barred either way, while law has it so."""
        thing = subject.thing
        bars = self._bars(found[0])
        held = next((one.bar for one in found[0].weak.grounds if one.bar.thing == thing and one.undecided), None)
        if held is not None:  # still named, but for something about the name itself: a keeper that keeps no such list
            kind: ChangeKind = "widened" if gain else "narrowed"
            message = sentences.of_thing(kind, held, self.knowledge, why=self._limited(found[0], gain))
            return self._change(kind, thing.kind, message, found, thing=thing, bars=self._places(thing, bars))
        plain = self.found.answers(replace(found[0].probe.case, named=False))[0 if gain else 1]
        through = next((ground.bar for ground in plain.grounds if ground.bar.thing != thing), None)
        words = sentences.through(through, self.knowledge) if through is not None else ""
        name = sentences.called(thing, self.knowledge)
        old, new = (held[thing][1].effect if thing in held else None for held in self._effects)
        return self._change(
            "added" if gain else "removed", thing.kind, sentences.of_name(gain, name, words), found,
            thing=thing, old=old, new=new, bars=self._places(thing, bars), severity="note" if gain else "warning",
        )  # fmt: skip

    def _of_thing(self, subject: Subject, found: list[Difference], gain: bool) -> Change:
        thing = subject.thing
        old, new = (held[thing][1].effect if thing in held else None for held in self._effects)
        best = max(found, key=lambda one: one.size)
        bars = self._bars(best)
        live = tuple(side.live(thing, subject.sort) for side in self.sides)
        weaker, stronger = (live[0], live[1]) if gain else (live[1], live[0])
        own = subject.sort == "dealing" and not weaker and any(
            side.live(thing, "own") for side in self.sides
        )  # fmt: skip
        kind: ChangeKind
        why, defect = "", ""
        weak_side = self.sides[0 if gain else 1]
        turned = self._turned(weak_side, thing, old if gain else new, stronger)
        if (weaker or own) and turned not in ("permitted", "void as written"):
            kind = "widened" if gain else "narrowed"
            why = (
                self._limited(best, gain) or self._unnamed(found, gain)
                if not own
                else f"{'before' if gain else 'now'} the party only speaks of itself"
            )
        elif turned:
            kind, why = "inverted", f"was {turned}, and is barred" if gain else f"was barred, and is now {turned}"
            defect = next((bar.defect for bar in weak_side.predicate.bars if bar.thing == thing and bar.defect), "")
            if gain and defect:
                defect, why = "", "was meant to be barred but was not, and is barred now"
        else:
            kind = "added" if gain else "removed"
            why = self._limited(best, gain) if best.weak.answer == "depends" else ""
        about = best.probe.bar
        if any(bar is not None and bar.thing == thing for bar in bars):
            about = next(bar for bar in ((bars[1], bars[0]) if gain else bars) if bar is not None and bar.thing == thing)
        message = sentences.of_thing(kind, about, self.knowledge, why=why, defect=defect)
        severity: Severity | None = None
        if subject.sort != "dealing":
            severity = "note" if gain else "warning"
        elif kind == "inverted" and gain:
            severity = "warning"
        return self._change(
            kind, thing.kind, message, found, thing=thing, old=old, new=new,
            bars=self._places(thing, bars), severity=severity,
        )  # fmt: skip

    def _places(self, thing: Thing, bars: tuple[Bar | None, Bar | None]) -> tuple[Bar | None, Bar | None]:
        """The words of each text about the thing: of what decides, if that is about it, else of any bar on it."""
        found: list[Bar | None] = []
        for side, bar in zip(self.sides, bars, strict=True):
            own = [one for one in side.predicate.bars if one.thing == thing]
            found.append(bar if bar is not None and bar.thing == thing else own[0] if own else bar)
        return found[0], found[1]

    def _limited(self, one: Difference, gain: bool) -> str:
        """What keeps the weaker text from the case, in its own words."""
        when = "it was" if gain else "only"
        for spared in one.weak.spared:
            if spared.condition is not None and spared.condition.kind == "also":
                words = _JOINED.sub("", _LABEL.sub("", _flat(spared.condition.words)))
                return f"{'it was only' if gain else 'only'} together with “{words}”"
            if spared.condition is not None and spared.condition.kind == "national":
                return f"{'it was only' if gain else 'only'} for who belongs there (“{_flat(spared.condition.words)}”)"
            if spared.condition is not None:
                return f"{'it was only' if gain else 'only'} for “{_flat(spared.condition.words)}”"
            if spared.opening is not None:
                return f"{'without' if gain else 'except'} “{_flat(spared.opening.words)}”"
            if spared.release is not None:
                return f"“{_flat(spared.release.quote)}” {'was' if gain else 'is'} carved out"
        for ground in one.weak.grounds:
            if ground.undecided:
                return f"{when if gain else 'it'} depends on {ground.undecided[0]}".replace("it was depends", "it depended")
        return ""

    def _unnamed(self, found: list[Difference], gain: bool) -> str:
        """The acts that the weaker text does not bar at all, where that is what keeps it from the case."""
        acts = sorted({one.probe.case.act for one in found} - {""})
        if not acts:
            return ""
        return f"{sentences.joined_acts(acts)} {'was not' if gain else 'is not'} among what is barred"

    def _turned(self, side: Side, thing: Thing, effect: str | None, stronger: list[Bar]) -> str:
        """How the weaker text has turned the bar round, if it has: permitted, demanded, or void by a fault."""
        if effect in ("permitted", "defective"):
            return "permitted" if effect == "permitted" else "void as written"
        acts = {act for bar in stronger for act in bar.acts}
        for clause in side.clauses:
            for node in _nodes(clause.tree.norms):
                about = any(item.thing == thing and item.sense != "against" for item in node.exclusions)
                if about and node.kind in ("obligation", "permission") and (acts & set(node.acts) or not acts):
                    return "permitted" if node.kind == "permission" else "demanded"
        return ""

    def _dealings_changed(self, thing: Thing) -> bool:
        other = self.found.subjects.get(("dealing", thing))
        return other is not None and bool(other.differ or other.beside.get("named"))

    # ------------------------------------------------------------ definitions

    def _definitions(self, subjects: list[Subject]) -> Iterator[Change]:
        """Terms that one text still defines, but that carry no bar there any more."""
        for gain in (False, True):
            weak, strong = (0, 1) if gain else (1, 0)
            found: dict[str, list[Difference]] = {}
            for subject in subjects:
                for one in subject.differ:
                    for ground in one.strong.grounds if one.gain == gain else ():
                        if ground.bar.via and ground.bar.thing == subject.thing:
                            found.setdefault(ground.bar.via[0], []).append(one)
            for term, several in found.items():
                if not self._orphaned(term, self.sides[weak]):
                    continue
                names = list(dict.fromkeys(sentences.called(one.probe.bar.thing, self.knowledge) for one in several))
                bars = self._bars(several[0])
                used = bars[strong]
                yield self._change(
                    "added" if gain else "removed", f"definition:{term}", sentences.of_definition(term, gain, names), several,
                    old=None if gain else "used", new="used" if gain else None,
                    bars=(None, used) if gain else (used, None), quotes=("", term) if gain else (term, ""),
                )  # fmt: skip

    def _orphaned(self, term: str, side: Side) -> bool:
        defined = any(same_term(one.term, term) for clause in side.clauses for one in clause.tree.definitions)
        return defined and not any(same_term(used, term) for bar in side.predicate.bars for used in bar.via)


def ranked(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Changes with what is lost first; otherwise as they come."""
    rank = {"error": 0, "warning": 1, "note": 2}
    begun = (replace(change, message=sentences.begun(change.message)) for change in changes)
    return tuple(sorted(begun, key=lambda change: (rank[change.severity], change.kind not in LOSSES)))


_LABEL = re.compile(r"^\(\w{1,4}\)\s*")
_JOINED = re.compile(r"[\s,;]*\b(?:and|or)?[\s,;]*$")
"""The label of a limb, and the word that leads on to the next."""


def _only_exhorted(one: Difference) -> bool:
    grounds = one.weak.grounds
    return one.weak.answer == "depends" and all(ground.bar.weak and len(ground.undecided) == 1 for ground in grounds)


def _things(one: Difference) -> Iterator[Thing]:
    case = one.probe.case
    for several in (case.to, case.party, case.end_use, case.end_user, case.national, case.law):
        yield from several


def _nodes(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _nodes(node.children)


def _flat(words: str) -> str:
    return " ".join(words.split())
