"""What a run came to, and the formats that say it: one module a format, loaded when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from clausecheck.finding import HARMLESS, SEVERITIES, Age, Change, Finding, Report, Severity
from clausecheck.gathering import gathered

if TYPE_CHECKING:
    from clausecheck.mending import Mended
    from clausecheck.ruletree import Clause
    from clausecheck.scenario import Bar, Case, Verdict

FORMATS: dict[str, tuple[str, ...]] = {
    "check": ("text", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown", "html"),
    "parse": ("tree", "json", "jsonl"),
    "diff": ("text", "json", "markdown", "html"),
    "ask": ("text", "json"),
    "fix": ("text", "json"),
}
"""The formats of each command, the default first. A format is a module here with a function of the command's name."""
NO_CLAUSE = "CC001"
"""The check that finds no export clause in a contract."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A contract that could not be read, and why, in one line."""

    path: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What `check` or `parse` found in all contracts of a run, in the order of the inputs."""

    version: str
    as_of: str
    age: Age
    reports: tuple[Report, ...]
    unread: tuple[Unread, ...] = ()
    reference: str = ""
    fail_on: Severity = "error"
    housekeeping: tuple[Finding, ...] = ()
    """What is wrong with the settings of the run, and with no contract."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, contract by contract, then those on the settings."""
        return (*(finding for report in self.reports for finding in report.findings), *self.housekeeping)

    def of(self, report: Report, look: Look) -> tuple[Finding, ...]:
        """What a format shows of one contract: missing things of one sort as one finding, unless each is asked for."""
        shown = (finding for finding in report.findings if look.accepted or not finding.accepted)
        return gathered(shown, apart=look.times)

    def shown(self, look: Look) -> tuple[Finding, ...]:
        """The findings that a format shows: accepted ones only where they are asked for."""
        return tuple(finding for finding in self.findings if look.accepted or not finding.accepted)

    @property
    def failing(self) -> bool:
        """Whether any finding makes the run fail."""
        return any(self.fails(finding) for finding in self.findings)

    @property
    def stale(self) -> tuple[Report, ...]:
        """The contracts with a finding that nobody accepted and that is more than a note, or makes the run fail."""
        return tuple(report for report in self.reports if self.is_stale(report))

    @property
    def without(self) -> tuple[Report, ...]:
        """The contracts that have no such clause at all, which nobody accepted: a lease, or a template that lost it."""
        return tuple(report for report in self.reports if self.has_none(report))

    def has_none(self, report: Report) -> bool:
        """Whether all that is found is that a contract has no such clause: it can be neither stale nor clean."""
        told = [one for one in report.findings if not one.accepted]
        return bool(told) and not report.clauses and all(one.code == NO_CLAUSE for one in told)

    def is_stale(self, report: Report) -> bool:
        """Whether a contract is one of the stale ones; the others are clean, or without such a clause."""
        found = any(self.fails(one) or not (one.accepted or one.severity == "note") for one in report.findings)
        return found and not self.has_none(report)

    def fails(self, finding: Finding) -> bool:
        """Whether the finding makes the run fail."""
        return not finding.accepted and SEVERITIES.index(finding.severity) <= SEVERITIES.index(self.fail_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What changed from one text to another, with the clauses of both."""

    version: str
    old: str
    new: str
    as_of: str
    age: Age
    changes: tuple[Change, ...]
    old_clauses: tuple[Clause, ...] = ()
    new_clauses: tuple[Clause, ...] = ()

    @property
    def meaning_changed(self) -> bool:
        """Whether any change is one of meaning."""
        return any(change.kind not in HARMLESS for change in self.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What one contract says to one case; `duties` are the bars that ask to obey a law, which no reading of it decides."""

    version: str
    document: str
    as_of: str
    age: Age
    clauses: tuple[Clause, ...]
    case: Case
    verdict: Verdict
    duties: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixing:
    """What `fix` did to one contract: the report that it went by, where the copy is, and what stands in it."""

    version: str
    report: Report
    output: str
    mended: Mended

    @property
    def as_of(self) -> str:
        return self.report.as_of

    @property
    def age(self) -> Age:
        return self.report.age


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a report is drawn: width in columns, colour, and how much is said."""

    width: int = 100
    colour: bool = False
    explain: bool = False
    times: bool = False
    accepted: bool = False
    quiet: bool = False
    trees: bool = False


def rendered(command: str, form: str, what: Results | Comparison | Fixing | Asking, look: Look) -> str:
    """The report of `command` in format `form` (a key of `FORMATS[command]`), ending in a newline. KeyError for no format."""
    if form not in FORMATS[command]:
        raise KeyError(form)
    module = import_module(f"{__name__}.{form}")
    text: str = getattr(module, command)(what, look)
    return text
