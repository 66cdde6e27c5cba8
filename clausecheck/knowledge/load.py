"""Reads the data files, joins what they share, and answers what a name or an id stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from clausecheck.knowledge.entries import Entry, KnowledgeError, Phrase, Standing
from clausecheck.knowledge.files import DATA
from clausecheck.knowledge.forms import fold
from clausecheck.knowledge.names import Names, row_of
from clausecheck.knowledge.standing import standing
from clausecheck.knowledge.table import read_table
from clausecheck.ruletree import Thing, ThingKind

if TYPE_CHECKING:
    from clausecheck.knowledge.reading import Holdings

VERSION = "2026-11-24"
"""The day as of which the data files were compiled."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Knowledge:
    """Everything that clausecheck knows about the law, its names and the words around them. Equal to itself only."""

    version: str
    entries: tuple[Entry, ...]
    rules: tuple[Entry, ...]
    cues: Mapping[str, tuple[str, ...]]
    _names: Names
    _things: Mapping[tuple[str, str], Entry]

    def entry(self, thing: Thing) -> Entry | None:
        """The entry of `thing`, or None where the knowledge base has none."""
        return self._things.get((thing.kind, thing.id))

    def rule(self, id: str) -> Entry | None:
        """The rule (ownership test, mandatory clause, control) with this id, or None."""
        return self._things.get(("rule", id))

    def named(self, alias: str) -> tuple[Entry, ...]:
        """The entries that `alias` names, whatever the age of the name, its case, its hyphens and its dots; () for none."""
        return tuple(self._things[key] for key in self._names.keys(alias))

    def called(self, thing: Thing, words: str) -> Phrase | None:
        """The name of `thing` that these words are, in any of its forms, or None."""
        said = fold(words)
        return next((one for one in self._names.of((thing.kind, thing.id)) if fold(one.words) == said), None)

    @property
    def first_words(self) -> Mapping[str, tuple[int, ...]]:
        """The first words of all names, as they are written, each with the places of the phrases that begin with it."""
        return self._names.first_words

    def phrase(self, at: int) -> Phrase:
        """The phrase in place `at` of the vocabulary."""
        return self._names.phrase(at)

    def words(self, at: int) -> str:
        """The words of the phrase in place `at` of the vocabulary."""
        return self._names.words(at)

    def names_of(self, kind: ThingKind) -> Iterator[Phrase]:
        """The names of the things of one kind, in the order of the vocabulary."""
        return self._names.of_kind(kind)

    def vocabulary(self) -> tuple[Phrase, ...]:
        """Every name in all its forms, each once for a kind."""
        return self._names.phrases

    def status(self, entry: Entry, as_of: str) -> Standing:
        """How `entry` stands on the day `as_of` (YYYY-MM-DD)."""
        return standing(entry, as_of)

    def specific(self, thing: Thing, jurisdiction: str) -> Thing | None:
        """What the general `thing` ("restricted party list", "export laws") is under one `jurisdiction` ("US"); None: nothing.

        Both entries carry the same topic.
        """
        entry = self.entry(thing)
        if entry is None or not entry.topic:
            return None
        return next(
            (
                other.thing
                for other in self.entries
                if other.kind == entry.kind and other.topic == entry.topic and other.jurisdiction == jurisdiction
            ),
            None,
        )

    @cached_property
    def embargoed(self) -> frozenset[str]:
        """The ids of the territories that are, or were, members of a group of embargoed ones."""
        groups = (e for e in self.entries if e.kind == "territory_group" and e.topic == "sanctioned-territories")
        return frozenset(member.id for group in groups for member in group.members)

    def keeper_chain(self, authority: str) -> tuple[str, ...]:
        """An authority id and those above it: us.ofac, us.treasury, us.gov."""
        chain: list[str] = []
        while authority and authority not in chain:
            chain.append(authority)
            entry = self._things.get(("authority", authority))
            authority = entry.keeper if entry is not None else ""
        return tuple(chain)


def load(overlay: Path | None = None) -> Knowledge:
    """The knowledge base, with the entries of the directory `overlay` added to it. Raises KnowledgeError, one line.

    An overlay holds the same files. An entry with a new id is added; one with a known id adds its names, measures, members
    and sources to what is there, and its other keys, where given, stand instead.
    """
    return _loaded(overlay)


@cache
def _loaded(overlay: Path | None) -> Knowledge:
    if overlay is None and (table := read_table()) is not None:
        return _knowledge(table.entries, table.names(), table.cues)
    # a start that finds the table in step does without the readers of the files
    from clausecheck.knowledge.reading import read_holdings

    holdings = read_holdings(DATA)
    if overlay is None:
        return _knowledge(holdings.entries, _named(holdings), holdings.cues)
    if not overlay.is_dir():
        raise KnowledgeError(f"{overlay}: is no directory; a knowledge overlay is a directory of .toml files")
    before = {(entry.kind, entry.id): entry for entry in holdings.entries}
    holdings = read_holdings(overlay, holdings)
    known = _knowledge(holdings.entries, _named(holdings), holdings.cues)
    for entry in holdings.entries:
        if file := holdings.origins.get((entry.kind, entry.id)):
            _refuse_wrong_names(file, entry, before.get((entry.kind, entry.id)), known)
    return known


def _refuse_wrong_names(file: str, entry: Entry, before: Entry | None, known: Knowledge) -> None:
    """Raises KnowledgeError for a name that is plain English, and for an example that means something else, or nothing."""
    from clausecheck.knowledge.sanity import refuse_plain_names

    if entry.kind == "rule":
        return
    if before is None:  # what is known already has been weighed
        refuse_plain_names(file, entry)
    for words in entry.examples:
        if {(one.kind, one.id) for one in known.named(words)} != {(entry.kind, entry.id)}:
            found = ", ".join(f"the {one.kind} {one.id}" for one in known.named(words)) or "nothing"
            raise KnowledgeError(f"{file}: {entry.id}: examples: {words!r} names {found}")


def _named(holdings: Holdings) -> Names:
    from clausecheck.knowledge.vocabulary import phrases

    return Names([row_of(phrase) for phrase in phrases(holdings.entries, holdings.forms)], holdings.entries)


def _knowledge(entries: tuple[Entry, ...], names: Names, cues: Mapping[str, tuple[str, ...]]) -> Knowledge:
    return Knowledge(
        version=VERSION,
        entries=tuple(entry for entry in entries if entry.kind != "rule"),
        rules=tuple(entry for entry in entries if entry.kind == "rule"),
        cues=cues,
        _names=names,
        _things={(entry.kind, entry.id): entry for entry in entries},
    )
