"""Reads the reference templates and what people lay over them, and answers what one asks for on a day."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar, get_args

import msgspec

from clausecheck.finding import Law
from clausecheck.finding import Requirement as Level
from clausecheck.references.elements import ELEMENT, USE_IN, elements
from clausecheck.ruletree import Thing, ThingKind

DATA = Path(__file__).parent / "data"
LEVELS: tuple[Level, ...] = get_args(Level)
"""From the strictest to the mildest."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_SLOT = re.compile(r"\{([a-z_]+)\}")
_KEY = re.compile(rf"ownership|act:[a-z-]+|{ELEMENT}[a-z-]+|{USE_IN}[A-Za-z.-]+")


class UnknownReference(Exception):
    """There is no reference of that name; `suggestions` are the nearest ones, or all where none is near."""

    def __init__(self, name: str, suggestions: tuple[str, ...]) -> None:
        near = " or ".join(suggestions)
        super().__init__(f"no reference {name!r}: use {near}, or the path of a .docx, .txt or .md file")
        self.name = name
        self.suggestions = suggestions


class DamagedReference(Exception):
    """A reference file that cannot be used; `str()` is one line that names the file, the key, and what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One thing that a reference asks for, at a level, in a period.

    `key` is a thing, or what is none: ``ownership``, ``act:reexport``, ``element:remedies``, ``use-in:RU``. `since` and
    `until` are inclusive days (YYYY-MM-DD), None open. `wording` is what a contract may say; `sources` are empty where those
    of the knowledge base count; `rules` the ids of the rules in it that the item rests on (ownership tests).
    """

    key: Thing | str
    level: Level
    since: str | None = None
    until: str | None = None
    sources: tuple[Law, ...] = ()
    wording: str = ""
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A reference as it stands on a day: its clause in plain words, and what it asks for, by which law (none: by all)."""

    name: str
    title: str
    text: str
    requirements: tuple[Requirement, ...]
    jurisdictions: tuple[str, ...] = ()


class _Source(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    title: str
    locator: str
    read: str


class _Asked(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """`kind` and `id` of a thing, or `key` of what is none; `slot` and `words` put it into the text."""

    level: Level | Literal["none"]
    kind: ThingKind | Literal[""] = ""
    id: str = ""
    key: str = ""
    since: str = ""
    until: str = ""
    slot: str = ""
    words: str = ""
    wording: str = ""
    sources: list[_Source | str] = []
    rules: list[str] = []

    @property
    def about(self) -> Thing | str:
        return Thing(kind=self.kind, id=self.id) if self.kind else self.key

    @property
    def label(self) -> str:
        return self.key or f"{self.kind} {self.id}".strip()

    def held(self, as_of: str) -> bool:
        return (not self.since or as_of >= self.since) and (not self.until or as_of <= self.until)


class _File(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    title: str
    text: str
    jurisdictions: list[str] = []
    parts: list[str] = []
    source: dict[str, _Source] = {}
    requirement: list[_Asked] = []


class _OverlayFile(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    title: str = ""
    source: dict[str, _Source] = {}
    requirement: list[_Asked] = []


Shape = TypeVar("Shape", _File, _OverlayFile)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A requirement with the words that it puts into the text."""

    asked: Requirement
    slot: str = ""
    words: str = ""


@cache
def names() -> tuple[str, ...]:
    """The names of all references, sorted."""
    return tuple(sorted(path.stem for path in DATA.glob("*.toml")))


@cache
def load(name: str, as_of: str) -> Reference:
    """The reference `name` as it stands on the day `as_of` (YYYY-MM-DD). Raises UnknownReference and DamagedReference."""
    if name not in names():
        near = difflib.get_close_matches(name.casefold(), names(), n=3, cutoff=0.5)
        raise UnknownReference(name, tuple(near) or names())
    file, rows = _read(DATA / f"{name}.toml", _File), _rows(name, as_of)
    words: dict[str, list[str]] = {}
    for row in rows:
        if row.slot:
            words.setdefault(row.slot, []).append(row.words)
    text = _SLOT.sub(lambda slot: _series(words.get(slot[1], [])), file.text.strip())
    return Reference(
        name=name,
        title=file.title,
        text="\n".join(line for line in text.splitlines() if line.strip()),
        requirements=tuple(row.asked for row in rows),
        jurisdictions=tuple(file.jurisdictions),
    )


def overlaid(reference: Reference, path: Path, as_of: str) -> Reference:
    """`reference` with what the file at `path` raises, lowers, adds or (level ``none``) drops. Raises DamagedReference."""
    file = _read(path, _OverlayFile)
    asked = {one.key: one for one in reference.requirements}
    for one in file.requirement:
        if not one.held(as_of):
            continue
        if one.level == "none":
            asked.pop(one.about, None)
            continue
        row, before = _row(one, file.source).asked, asked.get(one.about)
        if before is not None:
            row = replace(row, wording=row.wording or before.wording, sources=row.sources or before.sources, rules=before.rules)
        asked[one.about] = row
    return replace(reference, title=file.title or reference.title, requirements=tuple(asked.values()))


# ---------------------------------------------------------------- rows


def _rows(name: str, as_of: str) -> tuple[_Row, ...]:
    """What a reference asks for on the day: the strictest of its parts, then what it says itself in their place."""
    file = _read(DATA / f"{name}.toml", _File)
    found: dict[Thing | str, _Row] = {}
    for part in file.parts:
        for row in _rows(part, as_of):
            held = found.get(row.asked.key)
            found[row.asked.key] = row if held is None else _stricter(held, row)
    for one in file.requirement:
        if one.held(as_of):
            found[one.about] = _row(one, file.source)
    return tuple(found.values())


def _stricter(held: _Row, other: _Row) -> _Row:
    """The stricter of two rows on the same key, the first where they are alike, with the sources of both."""
    first, second = (other, held) if LEVELS.index(other.asked.level) < LEVELS.index(held.asked.level) else (held, other)
    sources = tuple(dict.fromkeys((*first.asked.sources, *second.asked.sources)))
    return replace(first, asked=replace(first.asked, sources=sources))


def _row(one: _Asked, sources: Mapping[str, _Source]) -> _Row:
    assert one.level != "none"
    laws = (sources[source] if isinstance(source, str) else source for source in one.sources)
    return _Row(
        asked=Requirement(
            key=one.about,
            level=one.level,
            since=one.since or None,
            until=one.until or None,
            sources=tuple(Law(title=law.title, locator=law.locator, read=law.read) for law in laws),
            rules=tuple(one.rules),
            wording=one.wording or (elements()[one.key.removeprefix(ELEMENT)].wording if one.key.startswith(ELEMENT) else ""),
        ),
        slot=one.slot,
        words=one.words or one.wording,
    )


# ---------------------------------------------------------------- files


@cache
def _read(path: Path, shape: type[Shape]) -> Shape:
    ours = path.parent == DATA
    name = f"references/data/{path.name}" if ours else str(path)
    raw: dict[str, object] = {}
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        file = msgspec.convert(raw, shape)
    except OSError as error:
        raise DamagedReference(f"{name}: cannot be read: {error.strerror}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DamagedReference(f"{name}: not TOML: {error}") from None
    except msgspec.ValidationError as error:
        raise DamagedReference(f"{name}: {_located(str(error), raw)}") from None
    for key, law in file.source.items():
        if law.read and not _DATE.fullmatch(law.read):
            raise DamagedReference(f"{name}: source {key}: read: {law.read!r} is not YYYY-MM-DD")
    for one in file.requirement:
        if (problem := _problem(one, file.source, ours=ours)) is not None:
            raise DamagedReference(f"{name}: {one.label or 'a requirement'}: {problem}")
    return file


def _problem(one: _Asked, sources: Iterable[str], *, ours: bool) -> str | None:
    """What is wrong with a requirement as written, or None."""
    if bool(one.kind) != bool(one.id) or bool(one.kind) == bool(one.key):
        return "give kind and id, or key"
    if one.key and not _KEY.fullmatch(one.key):
        return "key: is none; there are ownership, act:NAME, element:NAME and use-in:TERRITORY"
    if one.key.startswith(ELEMENT) and one.key.removeprefix(ELEMENT) not in elements():
        return f"key: there is no such element; there are {', '.join(elements())}"
    for key, date in (("since", one.since), ("until", one.until)):
        if date and not _DATE.fullmatch(date):
            return f"{key}: {date!r} is not YYYY-MM-DD"
    for law in one.sources:
        if isinstance(law, _Source) and law.read and not _DATE.fullmatch(law.read):
            return f"sources: read: {law.read!r} is not YYYY-MM-DD"
    if one.since and one.until and one.until < one.since:
        return f"until: ends ({one.until}) before it starts ({one.since})"
    if ours and one.level == "none":
        return "level: none is for what lies over a reference"
    if not ours and (one.slot or one.words or one.rules):
        return "rules, slot and words: only the references that come with clausecheck have them"
    unknown = [key for key in one.sources if isinstance(key, str) and key not in sources]
    return f"sources: {unknown[0]!r} is not among [source.*]" if unknown else None


def _located(message: str, raw: Mapping[str, object]) -> str:
    """The message of a validation error with the key of the requirement in place of its number."""
    text, _, path = message.partition(" - at `")
    place = path.rstrip("`").removeprefix("$.")
    found = re.match(r"requirement\[(\d+)\]\.?(.*)", place)
    rows = raw.get("requirement")
    if found is None or not isinstance(rows, list) or not isinstance(row := rows[int(found[1])], dict):
        return f"{text} (at {place})" if place else text
    if found[2] == "level":
        text += f"; the levels are {', '.join(LEVELS)}, and none for what lies over a reference"
    label = row.get("key") or f"{row.get('kind', '')} {row.get('id', '')}".strip() or f"requirement {int(found[1]) + 1}"
    return f"{label}: {text}" + (f" (at {found[2]})" if found[2] else "")


def _series(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}" if words else ""
