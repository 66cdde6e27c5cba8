"""What the knowledge base holds, as values: entries, their measures, the phrases that name them, how they stand on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from clausecheck.ruletree import Thing, ThingKind

EntryKind = Literal["list", "territory", "territory_group", "end_use", "end_user", "instrument", "authority", "rule"]
"""The kinds of things that a clause names, and ``rule`` (ownership tests, mandatory clauses, controls), which it does not."""

NameAge = Literal["official", "alias", "obsolete", "wrong", "misspelt"]
Confidence = Literal["verified", "remembered"]
Tier = Literal["primary", "secondary", "third-party data", "memory"]
Status = Literal["in force", "changed", "ended", "not yet", "unknown"]
Interval = tuple[str | None, str | None]
"""First and last day, both inclusive, YYYY, YYYY-MM or YYYY-MM-DD; None is open."""


class KnowledgeError(Exception):
    """A knowledge file that cannot be used; `str()` is one line that names the file, the key, and what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A source: its title, where it stands, the day on which it was read, its rank, and the day it is of ("" unknown)."""

    title: str
    locator: str
    read: str
    tier: Tier
    dated: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One legal measure against or about a thing, with its own period.

    `since` and `until` are inclusive, YYYY, YYYY-MM or YYYY-MM-DD, None open; `gaps` when it was off meanwhile; `uncertain`
    when nobody here knows; `again` further periods. A `former` measure is an earlier form of the same thing: it is in force
    in its time, but its end is no end of the thing. An `amendment` changes the content of the thing (its reach, its parts, a
    wide licence): it has dates and is an event, but does not count for how the thing stands. `sources` are those that say so,
    which are not always those of the entry; none where it is from memory.
    """

    id: str
    name: str
    since: str | None = None
    until: str | None = None
    gaps: tuple[Interval, ...] = ()
    uncertain: tuple[Interval, ...] = ()
    again: tuple[Interval, ...] = ()
    jurisdiction: str = ""
    basis: str = ""
    ended_by: str = ""
    former: bool = False
    amendment: bool = False
    note: str = ""
    confidence: Confidence = "verified"
    sources: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Something that belongs to a group or a list of lists in a period; `uncertain` when nobody here knows whether it does.

    `former` as in `Measure`: it left for another group that takes its place. `sources` are those that say so.
    """

    id: str
    since: str | None = None
    until: str | None = None
    uncertain: tuple[Interval, ...] = ()
    former: bool = False
    sources: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A list, territory, end use, instrument, agency or rule.

    `citations` are names that are places in the law ("15 CFR 744"): `Knowledge.named` knows them, the vocabulary does not.
    `described` says that `name` is our description of what clauses only describe: it is no phrase to look for. `keeper` is the
    authority that keeps it; `lawmaker` the authority that a territory's name stands for where it makes law;
    `membership` is what it is to be a member ("place in Country Group E:1"), a measure of the member; without it, none.
    `topic` and `jurisdiction` tie a general thing to the ones that say the same of one state (see `Knowledge.specific`).
    `family` is of end uses that make whoever is engaged in one the end user of that family ("wmd").
    `regulations` is the instrument made under an act ("the regulations thereunder").
    Of a clause that the law asks for, `elements` are what it must say, `scope` the goods that it is about, `exempt` the cases
    and countries for which none is asked.
    """

    kind: EntryKind
    id: str
    name: str
    described: bool = False
    aliases: tuple[str, ...] = ()
    obsolete: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    misspelt: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    cased: tuple[str, ...] = ()
    joint: tuple[str, ...] = ()
    keeper: str = ""
    jurisdiction: str = ""
    topic: str = ""
    lawmaker: str = ""
    family: str = ""
    effect: str = ""
    basis: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    members: tuple[Member, ...] = ()
    membership: str = ""
    elements: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()
    renamed_from: tuple[str, ...] = ()
    merged_into: str = ""
    regulations: str = ""
    sources: tuple[Citation, ...] = ()
    confidence: Confidence = "remembered"
    remembered: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    note: str = ""

    @property
    def thing(self) -> Thing:
        """The thing that this entry is about; a ``rule`` is none and raises ValueError."""
        if self.kind == "rule":
            raise ValueError(f"{self.id} is a rule, not a thing that a clause names")
        return Thing(kind=self.kind, id=self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words that name one thing, or several at once ("Donbass"), of one kind.

    Possessives are dropped: "Denied Person List" is also "Denied Person's List". `weak` words need company to mean it
    ("nuclear", "Georgia"); `cased` ones mean it in exactly this case ("EAR", "US"); `adjective` ones are adjectival forms
    of a territory.
    """

    words: str
    kind: ThingKind
    ids: tuple[str, ...]
    age: NameAge
    weak: bool = False
    cased: bool = False
    adjective: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an entry stands on a day: its status, since and until when, each measure's own status, and one plain sentence."""

    status: Status
    since: str | None
    until: str | None
    measures: tuple[tuple[Measure, Status], ...]
    sentence: str
