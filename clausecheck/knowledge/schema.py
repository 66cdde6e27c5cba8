"""The files of the knowledge base: what a TOML file may hold. Unknown keys are errors that name file and key.

The order of the fields is the order in which the files have them (see `formatting`); the descriptions go into the JSON Schema.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args

import msgspec
from msgspec import Meta

from clausecheck.knowledge.entries import Confidence, EntryKind, KnowledgeError, Tier

_DATE = re.compile(r"(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?")
_DATED = {"pattern": f"^{_DATE.pattern}$"}

Date = Annotated[str, Meta(description="YYYY, YYYY-MM or YYYY-MM-DD, inclusive; empty for open", extra_json_schema=_DATED)]
Period = tuple[Date, Date]
Names = list[str]
Text = list[str]


class SourceFile(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """A source, named by its key in ``sources.toml``."""

    title: str
    locator: Annotated[str, Meta(description="address, citation or repository")]
    read: Annotated[str, Meta(description="the day on which somebody read it, YYYY-MM-DD")]
    tier: Annotated[Tier, Meta(description="primary: the law or the agency itself; secondary: law firms, trade press")]
    dated: Annotated[str, Meta(description="the day that the source is of")] = ""


class MeasureFile(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """A measure: its periods are written [from, to], an empty string for open."""

    id: str
    name: Annotated[str, Meta(description="reads behind 'the': 'US embargo on Cuba'")]
    since: Date = ""
    until: Annotated[Date, Meta(description="the last day")] = ""
    gaps: Annotated[list[Period], Meta(description="when it was off meanwhile")] = []
    uncertain: Annotated[list[Period], Meta(description="when nobody here knows")] = []
    again: Annotated[list[Period], Meta(description="further periods")] = []
    jurisdiction: str = ""
    basis: str = ""
    ended_by: str = ""
    former: Annotated[bool, Meta(description="an earlier form of the thing, whose end is no end of it")] = False
    amendment: Annotated[bool, Meta(description="changes the content of the thing; does not count for how it stands")] = False
    note: str = ""
    confidence: Confidence = "verified"
    sources: Annotated[list[str], Meta(description="keys of sources.toml that say that it is, and when")] = []


class MemberFile(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """A member of a group, with its period; `former` where it only moved to another group."""

    id: str
    since: Date = ""
    until: Date = ""
    uncertain: Annotated[list[Period], Meta(description="when nobody here knows whether it belongs")] = []
    former: bool = False
    sources: Annotated[list[str], Meta(description="keys of sources.toml that say so; none: it is from memory")] = []


class EntryFile(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """An entry as written: `since` and `until` stand for one measure of the same id where no measures are given."""

    id: str
    kind: Annotated[EntryKind | None, Meta(description="where it is not that of the file")] = None
    name: Annotated[str, Meta(description="the official name; an overlay may leave it out for an entry that is known")] = ""
    described: Annotated[bool, Meta(description="the name is our description and is not searched for")] = False
    membership: Annotated[str, Meta(description="what it is to be a member; makes it a measure of each member")] = ""
    aliases: Annotated[Names, Meta(description="names in use; (words) may be left out, {a|b} is one of them")] = []
    obsolete: Annotated[Names, Meta(description="names that the law has left behind: understood, and reported")] = []
    wrong: Annotated[Names, Meta(description="names that never were right, but are used: understood, and reported")] = []
    misspelt: Annotated[Names, Meta(description="understood without a word")] = []
    citations: Annotated[
        Names, Meta(description="places in the law and names that are only looked up, never searched for")
    ] = []
    adjectives: Annotated[Names, Meta(description="of a territory: 'Iranian'")] = []
    weak: Annotated[Names, Meta(description="names only in company: 'Georgia', 'nuclear'")] = []
    cased: Annotated[Names, Meta(description="names only in exactly this case: 'EAR'")] = []
    joint: Annotated[Names, Meta(description="names of several entries at once, written in each of them")] = []
    keeper: Annotated[str | None, Meta(description="id of the authority that keeps it")] = None
    jurisdiction: Annotated[str | None, Meta(description="US, EU, UK, UN or an ISO code")] = None
    topic: Annotated[str, Meta(description="ties a general thing to those that say the same of one jurisdiction")] = ""
    lawmaker: Annotated[str, Meta(description="the authority that a territory's name stands for where it makes law")] = ""
    family: Annotated[str, Meta(description="of end uses: whoever is engaged in one is the end user of that family")] = ""
    effect: Annotated[str, Meta(description="what it does, in a few words")] = ""
    basis: Annotated[Text, Meta(description="legal basis")] = []
    since: Date = ""
    until: Annotated[Date, Meta(description="the last day")] = ""
    gaps: Annotated[list[Period], Meta(description="when it was off meanwhile")] = []
    uncertain: Annotated[list[Period], Meta(description="when nobody here knows")] = []
    again: Annotated[list[Period], Meta(description="further periods")] = []
    ended_by: str = ""
    renamed_from: Names = []
    merged_into: Annotated[str, Meta(description="id of what took its place")] = ""
    regulations: Annotated[str, Meta(description="of an act: id of the regulations made under it")] = ""
    measures: list[MeasureFile] = []
    members: list[MemberFile] = []
    elements: Annotated[Text, Meta(description="what a clause must say")] = []
    scope: Annotated[Text, Meta(description="the goods or cases it is about")] = []
    exempt: Annotated[Text, Meta(description="the cases and countries for which it does not hold")] = []
    confidence: Confidence | None = None
    remembered: Annotated[Text, Meta(description="what of a verified entry is from memory")] = []
    sources: Annotated[list[str] | None, Meta(description="keys of sources.toml")] = None
    examples: Annotated[Text, Meta(description="must resolve to this entry and to nothing else; a test says so")] = []
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


SHAPES: dict[str, Any] = {"entries": KnowledgeFile, "sources": dict[str, SourceFile], "forms": FormsFile}
"""The shapes of the files that people write, by the name of their JSON Schema."""

Shape = TypeVar("Shape")
_ALLOWED: dict[str, tuple[str, ...]] = {
    "kind": get_args(EntryKind), "tier": get_args(Tier), "confidence": get_args(Confidence)
}  # fmt: skip
_ENTRY_PATH = re.compile(r"\$\.entry\[(\d+)\](.*)")


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
        raise KnowledgeError(f"{name}: {_table_of(raw, shape)}{_located(str(error), raw)}") from None


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


def published() -> dict[str, bytes]:
    """The JSON Schema of each shape by its file name, for editors."""
    return {
        f"{name}.json": msgspec.json.format(msgspec.json.encode(msgspec.json.schema(shape)), indent=2) + b"\n"
        for name, shape in SHAPES.items()
    }


def _table_of(raw: dict[str, Any], shape: Any) -> str:
    """Of a file of tables (sources.toml), the key of the first table that is wrong; otherwise nothing."""
    if shape != dict[str, SourceFile]:
        return ""
    for key, table in raw.items():
        try:
            msgspec.convert({key: table}, shape)
        except msgspec.ValidationError:
            return f"{key}: "
    return ""


def _located(message: str, raw: dict[str, Any]) -> str:
    """The message of a validation error with the id of the entry in place of its number."""
    text, _, path = message.partition(" - at `")
    path = path.removeprefix("$[...]")
    if text.startswith("Invalid enum value") and (allowed := _ALLOWED.get(path.rstrip("`").rpartition(".")[2])):
        text += f"; it is one of {', '.join(allowed)}"
    found = _ENTRY_PATH.match(path.rstrip("`"))
    if found is None:
        return f"{text} (at {path.rstrip('`').removeprefix('$').lstrip('.')})" if path.strip("`") else text
    entries = raw.get("entry")
    entry = entries[int(found[1])] if isinstance(entries, list) and int(found[1]) < len(entries) else {}
    label = entry.get("id", f"entry {int(found[1]) + 1}") if isinstance(entry, dict) else f"entry {int(found[1]) + 1}"
    return f"{label}: {text}" + (f" (at {found[2].lstrip('.')})" if found[2] else "")
