"""Reads a directory of data files into entries, the words around them and the rules of their forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import msgspec

from clausecheck.knowledge.entries import Citation, Entry, EntryKind, Interval, KnowledgeError, Measure, Member
from clausecheck.knowledge.files import CUES, FORMS, SOURCES
from clausecheck.knowledge.forms import Forms, spellings
from clausecheck.knowledge.periods import turns
from clausecheck.knowledge.sanity import refuse_strangers
from clausecheck.knowledge.schema import (
    CueFile,
    EntryFile,
    FormsFile,
    KnowledgeFile,
    MeasureFile,
    Period,
    SourceFile,
    check_dates,
    read_toml,
)
from clausecheck.knowledge.standing import measure_status, membership

_Keyed = TypeVar("_Keyed", Measure, Member)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What a directory of data files holds."""

    entries: tuple[Entry, ...]
    forms: Forms
    cues: Mapping[str, tuple[str, ...]]
    citations: Mapping[str, Citation]
    origins: Mapping[tuple[EntryKind, str], str]
    """The file that an entry was last read from."""


def read_holdings(directory: Path, base: Holdings | None = None) -> Holdings:
    """What the files under `directory` hold, on top of `base`. Raises KnowledgeError naming the file and the key."""
    citations = dict(base.citations) if base else {}
    forms = base.forms if base else Forms(variants={}, numbers={})
    cues = dict(base.cues) if base else {}
    entries = {(entry.kind, entry.id): entry for entry in base.entries} if base else {}
    if (path := directory / SOURCES).exists():
        read = read_toml(path, dict[str, SourceFile], SOURCES)
        citations |= {
            key: Citation(title=source.title, locator=source.locator, read=source.read, tier=source.tier, dated=source.dated)
            for key, source in read.items()
        }
    if (path := directory / FORMS).exists():
        forms = _forms(forms, read_toml(path, FormsFile, FORMS))
    if (path := directory / CUES).exists():
        cues |= {name: tuple(cue.phrases) for name, cue in read_toml(path, dict[str, CueFile], CUES).items()}
    seen: dict[tuple[EntryKind, str], str] = {}
    files = sorted(directory.rglob("*.toml"))
    if not files:
        raise KnowledgeError(f"{directory}: holds no .toml file; see docs/knowledge.md for what an overlay holds")
    for path in files:
        name = path.relative_to(directory).as_posix()
        if name in (SOURCES, FORMS, CUES):
            continue
        file = read_toml(path, KnowledgeFile, name)
        for written in file.entry:
            check_dates(name, written)
            key = (written.kind or file.kind, written.id)
            entry = _entry(name, file, _named(name, written, entries.get(key)), citations, forms)
            entry = _sourced(entry) if base else entry
            if key in seen:
                raise KnowledgeError(f"{name}: {entry.id}: already stands in {seen[key]}; an id stands once for a kind")
            seen[key] = name
            entries[key] = _extended(entries[key], entry) if key in entries else entry
    for key in seen:
        _check_named_in_force(seen[key], entries[key])
        refuse_strangers(seen[key], entries[key], entries)
    cues = dict(sorted(cues.items()))  # of two senses of a phrase the first counts: the table and the files give one order
    return Holdings(entries=_with_memberships(entries), forms=forms, cues=cues, citations=citations, origins=seen)


def _sourced(entry: Entry) -> Entry:
    """An entry of an overlay, whose sources hold for its measures too: they were written together."""
    rows = ((one, one.sources or one.confidence == "remembered") for one in entry.measures)
    return replace(entry, measures=tuple(one if cited else replace(one, sources=entry.sources) for one, cited in rows))


def _named(name: str, written: EntryFile, held: Entry | None) -> EntryFile:
    """The entry with the name that is known where it gives none. Raises KnowledgeError where none is known."""
    if written.name:
        return written
    if held is None:
        raise KnowledgeError(f"{name}: {written.id}: name: is missing; only an entry that is known already may leave it out")
    return msgspec.structs.replace(written, name=held.name)


def _entry(name: str, file: KnowledgeFile, written: EntryFile, citations: Mapping[str, Citation], forms: Forms) -> Entry:
    keys = file.sources if written.sources is None else written.sources
    cited = [("", key) for key in keys]
    cited += [(f" measure {measure.id}:", key) for measure in written.measures for key in measure.sources]
    cited += [(f" member {member.id}:", key) for member in written.members for key in member.sources]
    for where, key in cited:
        if key not in citations:
            raise KnowledgeError(f"{name}: {written.id}:{where} sources: {key!r} is not in {SOURCES}; add it there")
    jurisdiction = file.jurisdiction if written.jurisdiction is None else written.jurisdiction
    measures = tuple(_measure(measure, jurisdiction, citations) for measure in written.measures)
    if written.since or written.until or written.uncertain:
        own = MeasureFile(
            id=written.id,
            name=written.name,
            since=written.since,
            until=written.until,
            gaps=written.gaps,
            uncertain=written.uncertain,
            again=written.again,
            ended_by=written.ended_by,
            sources=keys,
            confidence=written.confidence or file.confidence,
        )
        measures = (_measure(own, jurisdiction, citations), *measures)
    return Entry(
        kind=written.kind or file.kind,
        id=written.id,
        name=written.name,
        described=written.described,
        aliases=tuple(written.aliases),
        obsolete=tuple(written.obsolete),
        wrong=tuple(written.wrong),
        misspelt=tuple(written.misspelt),
        citations=tuple(dict.fromkeys(form for cite in written.citations for form in spellings(cite, forms))),
        adjectives=tuple(written.adjectives),
        weak=tuple(written.weak),
        cased=tuple(written.cased),
        joint=tuple(written.joint),
        keeper=file.keeper if written.keeper is None else written.keeper,
        jurisdiction=jurisdiction,
        topic=written.topic,
        lawmaker=written.lawmaker,
        family=written.family,
        effect=written.effect,
        basis=tuple(written.basis),
        measures=measures,
        members=tuple(
            Member(
                id=member.id,
                since=member.since or None,
                until=member.until or None,
                uncertain=_intervals(member.uncertain),
                former=member.former,
                sources=tuple(citations[key] for key in member.sources),
            )
            for member in written.members
        ),
        membership=written.membership,
        elements=tuple(written.elements),
        scope=tuple(written.scope),
        exempt=tuple(written.exempt),
        renamed_from=tuple(written.renamed_from),
        merged_into=written.merged_into,
        regulations=written.regulations,
        sources=tuple(citations[key] for key in keys),
        confidence=written.confidence or file.confidence,
        remembered=tuple(written.remembered),
        examples=tuple(written.examples),
        note=written.note,
    )


def _check_named_in_force(name: str, entry: Entry) -> None:
    """Raises KnowledgeError for an entry whose measures are all in force on no day: its official name would never be right."""
    whole = [measure for measure in entry.measures if not measure.amendment]
    for measure in whole:
        days = turns(((measure.since, measure.until), *measure.gaps, *measure.uncertain, *measure.again))
        if any(measure_status(measure, day) == "in force" for day in ("0001-01-01", *days)):
            return
    if whole:
        raise KnowledgeError(f"{name}: {entry.id}: {entry.name!r} is in force on no day; an official name needs a period")


def _measure(written: MeasureFile, jurisdiction: str, citations: Mapping[str, Citation]) -> Measure:
    return Measure(
        id=written.id,
        name=written.name,
        since=written.since or None,
        until=written.until or None,
        gaps=_intervals(written.gaps),
        uncertain=_intervals(written.uncertain),
        again=_intervals(written.again),
        jurisdiction=written.jurisdiction or jurisdiction,
        basis=written.basis,
        ended_by=written.ended_by,
        former=written.former,
        amendment=written.amendment,
        note=written.note,
        confidence=written.confidence,
        sources=tuple(citations[key] for key in written.sources),
    )


def _intervals(periods: list[Period]) -> tuple[Interval, ...]:
    return tuple((since or None, until or None) for since, until in periods)


def _forms(held: Forms, written: FormsFile) -> Forms:
    numbers = dict(held.numbers)
    for one, many in written.plurals.items():
        numbers |= {one.casefold(): many, many.casefold(): one}
    variants = {key: tuple(words) for words in written.variants.values() for key in words}
    return Forms(variants={**held.variants, **variants}, numbers=numbers)


def _extended(held: Entry, entry: Entry) -> Entry:
    """`held` with what an overlay's `entry` adds."""
    return replace(
        held,
        name=entry.name,
        aliases=(*held.aliases, *(name for name in (held.name,) if name != entry.name), *entry.aliases),
        obsolete=(*held.obsolete, *entry.obsolete),
        wrong=(*held.wrong, *entry.wrong),
        misspelt=(*held.misspelt, *entry.misspelt),
        citations=(*held.citations, *entry.citations),
        adjectives=(*held.adjectives, *entry.adjectives),
        weak=(*held.weak, *entry.weak),
        cased=(*held.cased, *entry.cased),
        joint=(*held.joint, *entry.joint),
        keeper=entry.keeper or held.keeper,
        effect=entry.effect or held.effect,
        basis=entry.basis or held.basis,
        elements=entry.elements or held.elements,
        scope=entry.scope or held.scope,
        exempt=entry.exempt or held.exempt,
        renamed_from=(*held.renamed_from, *entry.renamed_from),
        merged_into=entry.merged_into or held.merged_into,
        regulations=entry.regulations or held.regulations,
        note=entry.note or held.note,
        measures=_replaced(held.measures, tuple(_over(held.measures, one) for one in entry.measures)),
        members=_replaced(held.members, entry.members),
        sources=(*held.sources, *entry.sources),
        examples=(*held.examples, *entry.examples),
    )


def _over(held: tuple[Measure, ...], new: Measure) -> Measure:
    """The measure as an overlay has it, with the start and the basis that are known where it gives none."""
    was = next((one for one in held if one.id == new.id), None)
    return replace(new, since=new.since or was.since, basis=new.basis or was.basis) if was else new


def _replaced(held: tuple[_Keyed, ...], added: tuple[_Keyed, ...]) -> tuple[_Keyed, ...]:
    new = {one.id for one in added}
    kept = tuple(one for one in held if one.id not in new)
    return kept + added


def _with_memberships(entries: Mapping[tuple[EntryKind, str], Entry]) -> tuple[Entry, ...]:
    """The entries, each territory with its memberships in groups as measures behind its own."""
    belongs: dict[str, list[Measure]] = {}
    for group in entries.values():
        if not group.membership:
            continue
        for id in dict.fromkeys(member.id for member in group.members):
            rows = [member for member in group.members if member.id == id]
            belongs.setdefault(id, []).append(membership(group, rows))
    return tuple(
        replace(entry, measures=_replaced(entry.measures, tuple(belongs[entry.id])))
        if entry.kind == "territory" and entry.id in belongs
        else entry
        for entry in entries.values()
    )
