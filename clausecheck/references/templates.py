"""Reads the reference templates and answers what one asks for on a day."""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from clausecheck.finding import Law
from clausecheck.finding import Requirement as Level
from clausecheck.ruletree import Thing, ThingKind

DATA = Path(__file__).parent / "data"
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_SLOT = re.compile(r"\{([a-z_]+)\}")


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
    """One thing that a reference asks for: a thing, ``ownership`` or ``act:reexport``, at a level, in a period.

    `since` and `until` are inclusive days (YYYY-MM-DD), None open. `wording` is what a contract may say; `sources` are empty
    where those of the knowledge base count.
    """

    key: Thing | str
    level: Level
    since: str | None = None
    until: str | None = None
    sources: tuple[Law, ...] = ()
    wording: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A reference as it stands on a day: its clause in plain words, and what it asks for."""

    name: str
    title: str
    text: str
    requirements: tuple[Requirement, ...]


class _Source(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    title: str
    locator: str
    read: str


class _Asked(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """`kind` and `id` of a thing, or `key` of what is none; `slot` and `words` put it into the text."""

    level: Level
    kind: ThingKind | Literal[""] = ""
    id: str = ""
    key: str = ""
    since: str = ""
    until: str = ""
    slot: str = ""
    words: str = ""
    wording: str = ""
    sources: list[_Source] = []


class _File(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    title: str
    text: str
    requirement: list[_Asked]


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
    file = _read(DATA / f"{name}.toml")
    asked = [one for one in file.requirement if (not one.since or as_of >= one.since) and (not one.until or as_of <= one.until)]
    return Reference(
        name=name,
        title=file.title,
        text=_SLOT.sub(lambda slot: _series([one.words for one in asked if one.slot == slot[1]]), file.text.strip()),
        requirements=tuple(
            Requirement(
                key=Thing(kind=one.kind, id=one.id) if one.kind else one.key,
                level=one.level,
                since=one.since or None,
                until=one.until or None,
                sources=tuple(Law(title=source.title, locator=source.locator, read=source.read) for source in one.sources),
                wording=one.wording,
            )
            for one in asked
        ),
    )


@cache
def _read(path: Path) -> _File:
    try:
        file = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DamagedReference(f"references/data/{path.name}: {error}") from None
    for one in file.requirement:
        label = one.key or f"{one.kind} {one.id}"
        if bool(one.kind) != bool(one.id) or bool(one.kind) == bool(one.key):
            raise DamagedReference(f"references/data/{path.name}: {label}: give kind and id, or key")
        for date in filter(None, (one.since, one.until)):
            if not _DATE.fullmatch(date):
                raise DamagedReference(f"references/data/{path.name}: {label}: {date!r} is not YYYY-MM-DD")
        if one.since and one.until and one.until < one.since:
            raise DamagedReference(f"references/data/{path.name}: {label}: ends before it starts")
    return file


def _series(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}" if words else ""
