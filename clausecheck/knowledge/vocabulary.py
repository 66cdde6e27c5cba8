"""Every name of every entry, in all its forms, as the phrases that the scanner looks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clausecheck.knowledge.entries import Entry, KnowledgeError, NameAge, Phrase
from clausecheck.knowledge.forms import Forms, fold, spellings, without_possessives


def phrases(entries: Iterable[Entry], forms: Forms) -> tuple[Phrase, ...]:
    """The phrases of all entries but rules; one that several entries of a kind share (`joint`) is one phrase with all ids.

    Raises KnowledgeError for a name of two entries that is not `joint` in both.
    """
    found: dict[tuple[str, bool], Phrase] = {}
    shared: dict[tuple[str, bool], bool] = {}
    for entry in entries:
        if entry.kind == "rule":
            continue
        joint = {fold(words) for name in entry.joint for words in spellings(name, forms)}
        for phrase in _of(entry, forms):
            key = (phrase.words if phrase.cased else fold(phrase.words), phrase.cased)
            held = found.get(key)
            if held is None:
                found[key], shared[key] = phrase, fold(phrase.words) in joint
            elif entry.kind == held.kind and entry.id in held.ids:
                continue
            elif entry.kind == held.kind and shared[key] and fold(phrase.words) in joint:
                found[key] = _joined(held, phrase)
            else:
                raise KnowledgeError(
                    f"{entry.kind} {entry.id}: {phrase.words!r} also names the {held.kind} {held.ids[0]};"
                    " leave it to one of them, or put it into `joint` of both"
                )
    return tuple(found.values())


def _of(entry: Entry, forms: Forms) -> Iterator[Phrase]:
    """The phrases of one entry; of two marks on the same words the narrower one holds (weak, adjective)."""
    kind = entry.thing.kind
    cased = set(entry.cased)
    weak = {fold(words) for name in entry.weak for words in spellings(name, forms)}
    adjectives = {fold(words) for name in entry.adjectives for words in spellings(name, forms)}
    named: dict[str, NameAge] = {} if entry.described or "(" in entry.name else {entry.name: "official"}
    for names, age in _by_age(entry):
        for name in names:
            named.setdefault(name, age)
    for name, age in named.items():
        for words in spellings(name, forms, inflect=name not in cased):
            yield Phrase(
                words=without_possessives(words),
                kind=kind,
                ids=(entry.id,),
                age=age,
                weak=fold(words) in weak,
                cased=name in cased,
                adjective=fold(words) in adjectives,
            )


def _by_age(entry: Entry) -> tuple[tuple[tuple[str, ...], NameAge], ...]:
    return (
        (entry.obsolete, "obsolete"),
        (entry.wrong, "wrong"),
        (entry.misspelt, "misspelt"),
        ((*entry.aliases, *entry.cased, *entry.joint, *entry.adjectives, *entry.weak), "alias"),
    )


def _joined(one: Phrase, other: Phrase) -> Phrase:
    return Phrase(
        words=one.words,
        kind=one.kind,
        ids=(*one.ids, *other.ids),
        age=one.age,
        weak=one.weak and other.weak,
        cased=one.cased,
        adjective=one.adjective and other.adjective,
    )
