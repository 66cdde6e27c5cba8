"""Workflow commands of GitHub Actions: an annotation for each finding, the worst first."""

from __future__ import annotations

from clausecheck.finding import SEVERITIES, Finding, Report, Severity
from clausecheck.report import Look, Results, wording
from clausecheck.report.places import line, relative

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


def check(what: Results, look: Look) -> str:
    """One command a finding or unread contract, then the last line. GitHub shows ten errors and ten warnings of a step."""
    lines = [f"::error file={_property(relative(one.path))},title=unread::{_data(one.problem)}" for one in what.unread]
    found: list[tuple[Report | None, Finding]] = [(report, one) for report in what.reports for one in what.of(report, look)]
    found += [(None, one) for one in what.housekeeping]
    for report, finding in sorted(found, key=lambda held: SEVERITIES.index(held[1].severity)):
        if finding.accepted and not look.accepted:
            continue
        place = wording.where(finding.place)
        title = f"{finding.code} {finding.name}" + (f" ({place})" if finding.place.clause is not None else "")
        body = finding.message + (f"\nAdvice: {finding.advice}" if finding.advice else "")
        file = f"file={_property(relative(finding.place.document))},line={line(report, finding)}"
        lines.append(f"::{_COMMANDS[finding.severity]} {file},title={_property(title)}::{_data(body)}")
    return "".join(
        f"{one}\n" for one in [*lines, wording.ground(what.as_of, what.age, what.reference), wording.last_line(what)]
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
