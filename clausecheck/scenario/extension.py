"""Whether one thing takes in another: a group its members, a general list the specific ones, a use the uses within it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from clausecheck.knowledge import Knowledge, measure_status, members
from clausecheck.ruletree import Thing
from clausecheck.scenario.case import UNKNOWN
from clausecheck.scenario.lexicon import lexicon

_PLACES = frozenset({"territory", "territory_group"})


class Truth(IntEnum):
    """Whether something holds: of several that must all hold the least counts, of several ways the greatest."""

    NO = 0
    UNKNOWN = 1
    YES = 2


class Extension:
    """What each thing of the knowledge takes in on the day `as_of`; answers are kept, for the same few are asked for."""

    def __init__(self, knowledge: Knowledge, as_of: str) -> None:
        self._knowledge = knowledge
        self._as_of = as_of
        self._held: dict[tuple[Thing, Thing], Truth] = {}

    def any_of(self, things: Iterable[Thing], facts: Iterable[Thing]) -> Truth:
        """Whether any of `things`, as a clause names them, takes in any of `facts`, as a case names them."""
        facts = tuple(facts)
        return max((self.takes_in(thing, fact) for thing in things for fact in facts), default=Truth.NO)

    def takes_in(self, thing: Thing, fact: Thing) -> Truth:
        """Whether `thing` as a clause names it takes in `fact` as a case names it."""
        key = (thing, fact)
        if key not in self._held:
            self._held[key] = self._takes_in(thing, fact)
        return self._held[key]

    def _takes_in(self, thing: Thing, fact: Thing) -> Truth:
        if thing == fact:
            return Truth.YES
        if fact.id == UNKNOWN:
            return Truth.UNKNOWN if fact.kind == thing.kind or {fact.kind, thing.kind} <= _PLACES else Truth.NO
        if thing.kind in _PLACES and fact.kind in _PLACES:
            return self._place(thing, fact)
        if self._written(lexicon().takes_in, thing, fact):
            return Truth.YES
        if thing.kind != fact.kind:
            return Truth.NO
        if thing.kind == "instrument":
            return self._law(thing, fact)
        if self._member(thing, fact) is Truth.YES:
            return Truth.YES
        if self._written(lexicon().may_take_in, thing, fact) or self._written(lexicon().takes_in, fact, thing):
            return Truth.UNKNOWN
        if fact.id.startswith("generic.") and thing.kind in ("list", "end_use", "end_user"):
            return Truth.UNKNOWN
        if thing.id == "generic.prohibited":
            return Truth.UNKNOWN
        return max(self._member(thing, fact), Truth.UNKNOWN if self._member(fact, thing) else Truth.NO)

    def _member(self, group: Thing, thing: Thing) -> Truth:
        entry = self._knowledge.entry(group)
        certain = dict(members(entry, self._as_of)).get(thing.id) if entry is not None else None
        return Truth.NO if certain is None else Truth.YES if certain else Truth.UNKNOWN

    def _place(self, thing: Thing, fact: Thing) -> Truth:
        if thing.kind == "territory":
            if fact.id.startswith(f"{thing.id.casefold()}."):
                return Truth.YES  # a part of the country
            among = fact.kind == "territory_group" and self._member(fact, thing)
            inside = thing.id.startswith(f"{fact.id.casefold()}.") or among
            return Truth.UNKNOWN if inside or self._written(lexicon().may_take_in, thing, fact) else Truth.NO
        if fact.kind == "territory_group":
            if self._written(lexicon().takes_in, thing, fact):
                return Truth.YES
            return Truth.UNKNOWN if self._written(lexicon().takes_in, fact, thing) else Truth.NO
        entry = self._knowledge.entry(thing)
        if entry is not None and entry.members:
            return self._member(thing, fact)
        place = self._knowledge.entry(fact)
        wanted = entry.jurisdiction if entry is not None else ""
        in_force = place is not None and any(
            measure_status(measure, self._as_of) in ("in force", "unknown")
            for measure in place.measures
            if not wanted or not measure.jurisdiction or measure.jurisdiction == wanted
        )
        return Truth.UNKNOWN if in_force else Truth.NO

    def _law(self, thing: Thing, fact: Thing) -> Truth:
        """General words for laws take in those of one state on the same matter; what matter others are on is left open."""
        general, special = self._knowledge.entry(thing), self._knowledge.entry(fact)
        if general is None or special is None or not general.topic:
            return Truth.NO
        if general.jurisdiction and general.jurisdiction != special.jurisdiction:
            return Truth.NO
        if not special.topic:
            return Truth.UNKNOWN
        return Truth.YES if general.topic == special.topic else Truth.NO

    def _written(self, table: object, thing: Thing, fact: Thing) -> bool:
        """Whether ``cases.toml`` says so: by id, by jurisdiction ("US"), any of its kind ("*"), or of another ("list:*")."""
        ids = table.get(f"{thing.kind}:{thing.id}", ()) if isinstance(table, dict) else ()
        if f"{fact.kind}:*" in ids:
            return True
        if thing.kind != fact.kind:
            return False
        entry = self._knowledge.entry(fact)
        state = entry.jurisdiction if entry is not None else ""
        return fact.id in ids or (bool(state) and state in ids) or ("*" in ids)
