"""What is reported: findings, changes between two contracts, and the report of one contract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from clausecheck.document import Document, Span
from clausecheck.ruletree import Clause, EffectName, Thing

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
SEVERITY_MARKS: dict[Severity, str] = {"error": "\u2717", "warning": "\u25b2", "note": "\u00b7"}
"""The mark of each, the same on the screen and in every report: ✗, ▲, ·. No colour says what no mark does."""
Confidence = Literal["high", "medium", "low"]
Requirement = Literal["required", "recommended", "optional"]

ChangeKind = Literal["added", "removed", "narrowed", "widened", "inverted", "reworded", "moved", "renumbered"]
HARMLESS: frozenset[str] = frozenset({"reworded", "moved", "renumbered"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A source behind a verdict: what it is, where it stands, and the day on which somebody read it (YYYY-MM-DD)."""

    title: str
    locator: str = ""
    read: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a finding stands: document, clause (index, path, title) and span in the clause's text.

    `span` is None for something that is missing; `clause` is None where the document has no such clause.
    """

    document: str
    clause: int | None = None
    path: tuple[str, ...] = ()
    title: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What a check is: its code (for ever), its name (for people), its default severity, and one line on what it finds."""

    code: str
    name: str
    severity: Severity
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """A finding that somebody accepted: why, until when (YYYY-MM-DD or empty), and where that is written."""

    reason: str
    until: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepting:
    """An acceptance as somebody wrote it: of which checks (as written, and their codes), why, until when, and where it stands.

    It holds for the findings of the clause `clause` (number or title; "" for any), in the files that `path` fits (a pattern
    from the folder of the settings; "" for any), with `fingerprint` for that one alone, or, from a comment, on the blocks
    `blocks` of `document`.
    """

    check: str
    codes: frozenset[str]
    reason: str
    until: str = ""
    clause: str = ""
    path: str = ""
    fingerprint: str = ""
    document: str = ""
    blocks: frozenset[int] = frozenset()
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """What a finding on something missing is made of, for those who tell several of them as one.

    `sort` is a kind of thing, or ``act``; `why` says how it is missing, `law` how it stands in the law (or nothing), and
    `ground` what asked for it, and when.
    """

    sort: str
    name: str
    asked: Requirement
    why: str
    ground: str
    law: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong or missing, in words, with the law behind it and wording to put in."""

    code: str
    name: str
    severity: Severity
    confidence: Confidence
    message: str
    place: Place
    quote: str = ""
    thing: Thing | None = None
    advice: str | None = None
    sources: tuple[Law, ...] = ()
    key: str = ""
    """What it is about where that is no thing: ``ownership``, ``act:reexport``, a defined term."""
    subject: str = ""
    """The name of what is missing, for people."""
    lack: Lack | None = None
    """Where several things of one sort can be missing: what is, in parts."""
    fingerprint: str = ""
    accepted: Acceptance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One row of the coverage matrix: what the reference asks for, and what reference and contract do with it.

    `key` is a thing, or ``ownership`` or ``act:reexport`` for what is no thing. `by_status_only` is true where the
    contract bars it only by a party's word about itself. `through` is the group by which the contract reaches a thing that it
    does not name. `extra` marks what the contract has beyond the reference.
    """

    key: Thing | str
    label: str
    required: Requirement | None
    reference: EffectName | None
    contract: EffectName | None
    by_status_only: bool = False
    through: Thing | None = None
    extra: bool = False
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A difference in meaning (or none: reworded, moved, renumbered) between two texts.

    `case` is a witness as the options of `ask` say it, () where no single case shows the difference; `old_verdict` and
    `new_verdict` are what `ask` answers to it on each text. `author` and `date` are those of the tracked change that made it.
    """

    kind: ChangeKind
    thing: Thing | None
    what: str
    old: str | None
    new: str | None
    severity: Severity
    message: str
    old_quote: str = ""
    new_quote: str = ""
    old_place: Place | None = None
    new_place: Place | None = None
    case: tuple[tuple[str, str], ...] = ()
    example: str = ""
    """The case in words."""
    old_verdict: str = ""
    new_verdict: str = ""
    author: str = ""
    date: str = ""
    name: str = ""
    """What the message calls the thing."""
    more: tuple[Change, ...] = ()
    """Where this one stands for the same change of several things: each of them."""


MAX_AGE = 180
"""Days between the knowledge and the day that is asked about past which every report warns, unless told otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """What every report says about its ground: the knowledge version and the day its oldest used source was read.

    `overlay` is the directory of entries laid over the knowledge, if any; `warning` says that the ground is too old, and why;
    `doubts` are what the reference rests on and nobody here knows to be in force.
    """

    knowledge: str
    oldest_source: str
    overlay: str = ""
    warning: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One contract from file to verdicts: what `clausecheck.review` returns."""

    document: Document
    clauses: tuple[Clause, ...]
    reference: str
    as_of: str
    age: Age
    findings: tuple[Finding, ...] = ()
    matrix: tuple[MatrixRow, ...] = ()
    notes: tuple[str, ...] = ()
    milliseconds: float = 0.0
