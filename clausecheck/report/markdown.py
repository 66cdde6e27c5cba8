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
        parts += _contract(report, what, look)
    kept = [finding for finding in what.housekeeping if look.accepted or not finding.accepted]
    if kept:
        parts += ["## Settings", "", *(line for finding in kept for line in _finding(finding))]
    for unread in what.unread:
        parts += [f"## {_plain(unread.path)}", "", f"Unread: {_plain(unread.problem)}", ""]
    return "\n".join([*parts, wording.ground(what.as_of, what.age, what.reference), ""])


def _contract(report: Report, what: Results, look: Look) -> list[str]:
    shown = what.of(report, look)
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
        f"{_plain(finding.message)}".replace("\n", "  \n  ")
    ]
    if finding.quote:
        lines.append(f"  > {_plain(' '.join(finding.quote.split()))}")
        lines.append("")
    if finding.advice:
        lines.append(f"  Advice: {_plain(finding.advice)}")
    if finding.sources:
        lines.append(f"  Law: {_plain(wording.laws(finding.sources))}")
    if finding.accepted:
        lines.append(f"  Accepted: {_plain(finding.accepted.reason)}")
    return [*lines, ""]


def diff(what: Comparison, look: Look) -> str:  # noqa: ARG001
    """The changes of meaning as a table, each with its words; what changed no meaning in one line each."""
    meaning, harmless, said = wording.told(what)
    parts = [f"# {_plain(what.old)} \u2192 {_plain(what.new)}", "", f"{said[:1].upper()}{said[1:]}.", ""]
    if meaning:
        parts += ["| | change | case | by |", "| --- | --- | --- | --- |"]
        for change in meaning:
            cells = (change.message, wording.of_case(change), wording.changed_by(change))
            parts.append(f"| {wording.MARKS[change.severity]} {change.kind} | " + " | ".join(map(_cell, cells)) + " |")
        parts.append("")
        parts += [line for change in meaning for line in _quotes(change)]
    parts += [f"- {change.kind}: {_plain(change.message)}" for change in harmless]
    return "\n".join([*parts, "", wording.ground(what.as_of, what.age), ""])


def _cell(text: str) -> str:
    return _plain(" ".join(text.split()))


def _quotes(change: Change) -> list[str]:
    if not change.old_quote and not change.new_quote:
        return []
    old, new = (f"\u201c{_cell(quote)}\u201d" if quote else "\u2014" for quote in (change.old_quote, change.new_quote))
    return [f"- {_plain(change.message)}", f"  - old: {old}", f"  - new: {new}", ""]


def _plain(text: str) -> str:
    """`text` with everything escaped that Markdown would read as its own."""
    return _SPECIAL.sub(r"\\\1", text)
