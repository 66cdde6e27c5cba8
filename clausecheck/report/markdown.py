"""Markdown: for a pull request, a ticket or a wiki page."""

from __future__ import annotations

import re

from clausecheck.finding import Change, Finding, Report
from clausecheck.report import Comparison, Look, Results, wording

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


def check(what: Results, look: Look) -> str:
    """A section for each contract: its findings and its matrix."""
    parts = ["# clausecheck", "", wording.last_line(what), ""]
    for report in what.reports:
        parts += _contract(report, look)
    kept = [finding for finding in what.housekeeping if look.accepted or not finding.accepted]
    if kept:
        parts += ["## Settings", "", *(line for finding in kept for line in _finding(finding))]
    for unread in what.unread:
        parts += [f"## {_plain(unread.path)}", "", f"Unread: {_plain(unread.problem)}", ""]
    return "\n".join([*parts, wording.ground(what.as_of, what.age, what.reference), ""])


def _contract(report: Report, look: Look) -> list[str]:
    shown = [finding for finding in report.findings if look.accepted or not finding.accepted]
    parts = [f"## {_plain(report.document.path)}", ""]
    parts += [line for finding in shown for line in _finding(finding)] or ["No findings.", ""]
    if report.matrix:
        parts += ["| | thing | asked | reference | contract | law |", "| --- | --- | --- | --- | --- | --- |"]
        for row in report.matrix:
            parts.append("| " + " | ".join(_plain(cell) for cell in wording.row_cells(row)) + " |")
        parts.append("")
    return parts


def _finding(finding: Finding) -> list[str]:
    mark = wording.MARKS[finding.severity]
    lines = [
        f"- {mark} **{finding.severity} {finding.code} {finding.name}** ({_plain(wording.where(finding.place))}): "
        f"{_plain(finding.message)}"
    ]
    if finding.quote:
        lines.append(f"  > {_plain(' '.join(finding.quote.split()))}")
        lines.append("")
    if finding.advice:
        lines.append(f"  Advice: {_plain(finding.advice)}")
    if finding.sources:
        lines.append(f"  Law: {_plain('; '.join(wording.law(one) for one in finding.sources))}")
    if finding.accepted:
        lines.append(f"  Accepted: {_plain(finding.accepted.reason)}")
    return [*lines, ""]


def diff(what: Comparison, look: Look) -> str:  # noqa: ARG001
    """The changes as a list."""
    parts = [f"# {_plain(what.old)} \u2192 {_plain(what.new)}", ""]
    parts += [line for change in what.changes for line in _change(change)] or ["No change.", ""]
    return "\n".join([*parts, wording.ground(what.as_of, what.age), ""])


def _change(change: Change) -> list[str]:
    lines = [f"- **{change.kind}** ({change.severity}): {_plain(change.message)}"]
    for label, quote in (("old", change.old_quote), ("new", change.new_quote)):
        if quote:
            lines.append(f"  - {label}: \u201c{_plain(' '.join(quote.split()))}\u201d")
    if change.example:
        lines.append(f"  - case: {_plain(change.example)}: was {change.old_verdict}, is {change.new_verdict}")
    return [*lines, ""]


def _plain(text: str) -> str:
    """`text` with everything escaped that Markdown would read as its own."""
    return _SPECIAL.sub(r"\\\1", text)
