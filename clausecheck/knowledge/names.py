"""Every name of every entry in all its forms, indexed by how texts are looked through; a phrase is made when it is asked for.

There are thousands of names and a contract has a few dozen of them: to make a value of each takes longer than to read a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from clausecheck.knowledge.entries import Entry, NameAge, Phrase
from clausecheck.knowledge.forms import fold
from clausecheck.ruletree import ThingKind

Key = tuple[str, str]
"""Kind and id of an entry."""

_CITABLE = re.compile(r"\d|\bwww\.|://")
"""What stands in every name that a contract cites: a figure, or the address of a page."""


class Row(NamedTuple):
    """A phrase: its words, kind, ids and age, and its marks as letters (w weak, c cased, a adjective)."""

    words: str
    kind: ThingKind
    ids: tuple[str, ...]
    age: NameAge
    marks: str

    def phrase(self) -> Phrase:
        """The row as a phrase."""
        words, kind, ids, age, marks = self
        return Phrase(words=words, kind=kind, ids=ids, age=age, weak="w" in marks, cased="c" in marks, adjective="a" in marks)


class Names:
    """The rows of all names in their order, with the indexes that the table has ready or that are made of them.

    `first_words` holds for each first word, as it is written, the places of the rows that begin with it; `cited` the keys of
    the entries for each folded name with a figure or an address in it: few, and all that a contract cites are among them.
    """

    def __init__(
        self,
        rows: Sequence[Row],
        entries: Sequence[Entry],
        first_words: Mapping[str, tuple[int, ...]] | None = None,
        cited: Mapping[str, tuple[Key, ...]] | None = None,
    ) -> None:
        self._rows = rows
        self._entries = entries
        self._made: dict[int, Phrase] = {}
        self.first_words = _first_words(rows) if first_words is None else first_words
        self.cited = self._keys(citable=True) if cited is None else cited

    def words(self, at: int) -> str:
        """The words of the row in place `at`."""
        return self._rows[at].words

    def phrase(self, at: int) -> Phrase:
        """The phrase of the row in place `at`."""
        found = self._made.get(at)
        if found is None:
            found = self._made[at] = self._rows[at].phrase()
        return found

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """Every phrase, in the order of the rows."""
        return tuple(map(self.phrase, range(len(self._rows))))

    @cached_property
    def _of(self) -> Mapping[Key, list[int]]:
        places: dict[Key, list[int]] = {}
        for at, row in enumerate(self._rows):
            for id in row.ids:
                places.setdefault((row.kind, id), []).append(at)
        return places

    def of(self, key: Key) -> Iterator[Phrase]:
        """The phrases that name the entry of this key."""
        return map(self.phrase, self._of.get(key, ()))

    def of_kind(self, kind: ThingKind) -> Iterator[Phrase]:
        """The phrases of one kind of thing, in the order of the rows."""
        return (self.phrase(at) for at, row in enumerate(self._rows) if row.kind == kind)

    def keys(self, alias: str) -> tuple[Key, ...]:
        """The keys of the entries that `alias` names, whatever its case, its hyphens and its dots."""
        return (self.cited if _CITABLE.search(alias) else self._folded).get(fold(alias), ())

    @cached_property
    def _folded(self) -> Mapping[str, tuple[Key, ...]]:
        return self._keys(citable=False)

    def _keys(self, *, citable: bool) -> Mapping[str, tuple[Key, ...]]:
        names: dict[str, dict[Key, None]] = {}
        for row in self._rows:
            if not citable or _CITABLE.search(row.words):
                names.setdefault(fold(row.words), {}).update(dict.fromkeys((row.kind, id) for id in row.ids))
        for entry in self._entries:
            for words in (entry.name, *entry.citations) if entry.kind != "rule" else ():
                if not citable or _CITABLE.search(words):
                    names.setdefault(fold(words), {})[entry.kind, entry.id] = None
        return {name: tuple(keys) for name, keys in names.items()}


def row_of(phrase: Phrase) -> Row:
    """A phrase as a row."""
    marks = "w" * phrase.weak + "c" * phrase.cased + "a" * phrase.adjective
    return Row(phrase.words, phrase.kind, phrase.ids, phrase.age, marks)


def _first_words(rows: Sequence[Row]) -> Mapping[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        found.setdefault(row.words.partition(" ")[0], []).append(at)
    return {word: tuple(places) for word, places in found.items()}
