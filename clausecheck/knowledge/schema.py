"""The files of the knowledge base: what a TOML file may hold. Unknown keys are errors that name file and key."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from clausecheck.knowledge.entries import Confidence, EntryKind, KnowledgeError, Tier

Date = str
Period = tuple[str, str]


class SourceFile(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """A source, named by its key in ``sources.toml``."""

    title: str
    locator: str
    read: str
    tier: Tier
    dated: str = ""


class MeasureFile(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """A measure: its periods are written [from, to], an empty string for open."""

    id: str
    name: str
    since: Date = ""
    until: Date = ""
    gaps: list[Period] = []
    uncertain: list[Period] = []
    again: list[Period] = []
    jurisdiction: str = ""
    basis: str = ""
    ended_by: str = ""
    former: bool = False
    note: str = ""
    confidence: Confidence = "verified"


class MemberFile(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """A member of a group, with its period; `former` where it only moved to another group."""

    id: str
    since: Date = ""
    until: Date = ""
    uncertain: list[Period] = []
    former: bool = False


class EntryFile(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """An entry as written: `since` and `until` stand for one measure of the same id where no measures are given."""

    id: str
    name: str
    kind: EntryKind | None = None
    described: bool = False
    aliases: list[str] = []
    obsolete: list[str] = []
    wrong: list[str] = []
    misspelt: list[str] = []
    citations: list[str] = []
    adjectives: list[str] = []
    weak: list[str] = []
    cased: list[str] = []
    joint: list[str] = []
    keeper: str | None = None
    jurisdiction: str | None = None
    topic: str = ""
    lawmaker: str = ""
    effect: str = ""
    basis: list[str] = []
    since: Date = ""
    until: Date = ""
    gaps: list[Period] = []
    uncertain: list[Period] = []
    again: list[Period] = []
    ended_by: str = ""
    measures: list[MeasureFile] = []
    members: list[MemberFile] = []
    membership: str = ""
    renamed_from: list[str] = []
    merged_into: str = ""
    sources: list[str] | None = None
    confidence: Confidence | None = None
    remembered: list[str] = []
    examples: list[str] = []
    note: str = ""


class KnowledgeFile(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """One file: what its entries share, and the entries."""

    kind: EntryKind
    keeper: str = ""
    jurisdiction: str = ""
    sources: list[str] = []
    confidence: Confidence = "remembered"
    entry: list[EntryFile] = []


class FormsFile(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """Words that stand for each other in every name, and the plurals of last words."""

    variants: dict[str, list[str]]
    plurals: dict[str, str]


class CueFile(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """One word class of ``cues.toml``."""

    phrases: list[str]


Shape = TypeVar("Shape")
_ENTRY_PATH = re.compile(r"\$\.entry\[(\d+)\](.*)")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def read_toml(path: Path, shape: type[Shape], name: str) -> Shape:
    """The file at `path` as a `shape`; `name` is what errors call it. Raises KnowledgeError for anything it should not hold."""
    raw: dict[str, Any] = {}
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        return msgspec.convert(raw, shape)
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{name}: cannot be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{name}: not TOML: {error}") from None
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"{name}: {_located(str(error), raw)}") from None


def check_dates(name: str, entry: EntryFile) -> None:
    """Raises KnowledgeError for a date that is no date, or a period that ends before it starts."""
    periods = [("since/until", (entry.since, entry.until)), *_periods("", entry)]
    for measure in entry.measures:
        periods.append((f"measure {measure.id}", (measure.since, measure.until)))
        periods.extend(_periods(f"measure {measure.id}: ", measure))
    for member in entry.members:
        periods.append((f"member {member.id}", (member.since, member.until)))
        periods.extend((f"member {member.id}: uncertain", period) for period in member.uncertain)
    for where, (since, until) in periods:
        for date in (since, until):
            if date and not _DATE.fullmatch(date):
                raise KnowledgeError(f"{name}: {entry.id}: {where}: {date!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
        if since and until and until[: len(since)] < since[: len(until)]:
            raise KnowledgeError(f"{name}: {entry.id}: {where}: ends ({until}) before it starts ({since})")


def _periods(where: str, holder: EntryFile | MeasureFile) -> list[tuple[str, Period]]:
    named = (("gaps", holder.gaps), ("uncertain", holder.uncertain), ("again", holder.again))
    return [(where + key, period) for key, periods in named for period in periods]


def _located(message: str, raw: dict[str, Any]) -> str:
    """The message of a validation error with the id of the entry in place of its number."""
    text, _, path = message.partition(" - at `")
    found = _ENTRY_PATH.match(path.rstrip("`"))
    if found is None:
        return f"{text} (at {path.rstrip('`').removeprefix('$.')})" if path else text
    entries = raw.get("entry")
    entry = entries[int(found[1])] if isinstance(entries, list) and int(found[1]) < len(entries) else {}
    label = entry.get("id", f"entry {int(found[1]) + 1}") if isinstance(entry, dict) else f"entry {int(found[1]) + 1}"
    return f"{label}: {text}" + (f" (at {found[2].lstrip('.')})" if found[2] else "")
