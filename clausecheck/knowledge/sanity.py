"""What no file of entries may say, whatever its shape: ids and keepers that are none, names that are plain words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from clausecheck.knowledge.entries import Entry, EntryKind, KnowledgeError

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_PLAIN = frozenset({
    "a", "an", "and", "any", "of", "on", "or", "such", "that", "the", "this", "list", "lists", "listed", "restricted",
    "sanctioned", "party", "parties", "person", "persons", "entity", "entities", "country", "countries", "territory",
    "territories", "use", "uses", "user", "users", "end", "government",
})  # fmt: skip
"""Words of which alone no name is made: every contract has them, meaning something else."""


def refuse_strangers(file: str, entry: Entry, known: Collection[tuple[EntryKind, str]]) -> None:
    """Raises KnowledgeError for an id that is none, and for a keeper, a lawmaker or a successor that nobody knows."""
    if not _ID.fullmatch(entry.id):
        raise KnowledgeError(f"{file}: {entry.id!r}: id: letters, digits, dots, hyphens and underscores only")
    wanted: tuple[tuple[str, EntryKind, str], ...] = (
        ("keeper", "authority", entry.keeper),
        ("lawmaker", "authority", entry.lawmaker),
        ("merged_into", entry.kind, entry.merged_into),
    )
    for key, kind, id in wanted:
        if id and (kind, id) not in known:
            raise KnowledgeError(f"{file}: {entry.id}: {key}: no {kind} {id!r} is known; correct it, or add an entry for it")


def refuse_plain_names(file: str, entry: Entry) -> None:
    """Raises KnowledgeError for a name that would be found in every contract ("the list")."""
    for name in _searched(entry):
        words = re.findall(r"\w+", name.casefold())
        if not words or all(word in _PLAIN for word in words):
            raise KnowledgeError(
                f"{file}: {entry.id}: the name {name!r} is plain English and would be found everywhere; put it into weak or "
                "citations, or leave it out"
            )


def _searched(entry: Entry) -> Iterator[str]:
    if not entry.described:
        yield entry.name
    for names in (entry.aliases, entry.obsolete, entry.wrong, entry.misspelt):
        yield from names
