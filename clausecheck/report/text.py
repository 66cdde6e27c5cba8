"""Text for people: each finding with the words underlined, the clause's path, the law and the advice."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from clausecheck.finding import Change, Finding, Report, Severity
from clausecheck.report import Asking, Comparison, Fixing, Look, Results, wording
from clausecheck.report.table import drawn

if TYPE_CHECKING:
    from clausecheck.comparison import Row

_STYLES: dict[Severity, str] = {"error": "bold red", "warning": "yellow", "note": "cyan"}
_CHANGE_MARKS = {"added": "+", "removed": "\u2212", "narrowed": "~", "widened": "~", "inverted": "!"}
_INDENT = 4
_AROUND = 240
"""Code points of words that did not change that are shown on either side of a change."""


def check(what: Results, look: Look) -> str:
    """Findings contract by contract, the matrix where there is one contract, and one line about all."""
    console = _console(look)
    if not look.quiet:
        for report in what.reports:
            _contract(console, report, what, look)
        for unread in what.unread:
            console.print(Text(unread.path, style="bold"))
            console.print(Padding(Text(f"unread: {unread.problem}"), (0, 0, 1, _INDENT)))
        kept = [finding for finding in what.housekeeping if look.accepted or not finding.accepted]
        if kept:
            console.print(Text("settings", style="bold"))
        for finding in kept:
            _finding(console, finding, None, look)
        if len(what.reports) == 1 and what.reports[0].clauses:
            _matrix(console, what.reports[0])
        console.print(Text(wording.ground(what.as_of, what.age, what.reference), style="dim"))
    console.print(Text(wording.last_line(what)))
    return _drawn(console)


def _contract(console: Console, report: Report, what: Results, look: Look) -> None:
    shown = what.of(report, look)
    console.print(Text(report.document.path, style="bold"))
    for warning in report.document.warnings:
        console.print(Padding(Text(f"warning of the reader: {warning}"), (0, 0, 0, _INDENT)))
    if not shown:
        clauses = ", ".join(filter(None, (clause.path[-1] if clause.path else clause.title for clause in report.clauses)))
        place = f" in {wording.many(len(report.clauses), 'clause')}" + (f" ({clauses})" if clauses else "")
        console.print(Padding(Text(f"no findings{place}"), (0, 0, 1, _INDENT)))
        return
    for finding in shown:
        _finding(console, finding, report, look)
    failing = sum(what.fails(finding) for finding in shown)
    console.print(
        Padding(Text(f"{wording.many(len(shown), 'finding')}, {failing} at or above {what.fail_on}"), (0, 0, 1, _INDENT))
    )


def _finding(console: Console, finding: Finding, report: Report | None, look: Look) -> None:
    style = _STYLES[finding.severity]
    head = Text(f"  {wording.MARKS[finding.severity]} {finding.severity} ", style=style)
    head.append(f"{finding.code} {finding.name}", style="bold")
    head.append(f"  {wording.where(finding.place)}", style="dim")
    if finding.confidence != "high":
        head.append(f"  confidence {finding.confidence}", style="dim")
    if finding.accepted:
        until = f" (until {finding.accepted.until})" if finding.accepted.until else ""
        head.append(f"  accepted: {finding.accepted.reason}{until}", style="dim")
    console.print(head)
    parts: list[RenderableType] = [Text(finding.message)]
    place = finding.place
    if report is not None and place.span is not None and place.clause is not None:
        parts += _underlined(report.clauses[place.clause].text, finding, look.width - _INDENT - 2, style)
    if finding.advice:
        parts.append(
            _labelled(console, "put in:" if place.span is None and place.clause is not None else "advice:", finding.advice)
        )
    if finding.sources:
        parts.append(_labelled(console, "law:", wording.laws(finding.sources, whole=look.times)))
    for part in parts:
        console.print(Padding(part, (0, 0, 0, _INDENT)))
    console.print()


def _underlined(text: str, finding: Finding, width: int, style: str) -> list[RenderableType]:
    assert finding.place.span is not None
    cut = wording.excerpt(text, finding.place.span, max(width, 20))
    line = Text("| " + cut.line, no_wrap=True)
    line.stylize(style, 2 + cut.start, 2 + cut.end)
    gap, size = cell_len(cut.line[: cut.start]), cell_len(cut.line[cut.start : cut.end])
    return [line, Text("| " + " " * gap + "~" * max(size, 1), style=style, no_wrap=True)]


def _labelled(console: Console, label: str, text: str) -> Text:
    """A text behind its label, its further lines under the first. (Tables of the library do the same ten times as slowly.)"""
    lines = Text(text).wrap(console, max(console.width - _INDENT - cell_len(label) - 1, 10), overflow="fold")
    heads = [(label, "dim"), *[(" " * cell_len(label), "dim")] * (len(lines) - 1)]
    return Text("\n").join(Text.assemble(head, " ", line) for head, line in zip(heads, lines, strict=True))


def _matrix(console: Console, report: Report) -> None:
    heads = ("", "thing", "asked", f"reference {report.reference}", "contract", "law")
    lines = drawn(heads, [wording.row_cells(row) for row in report.matrix], console.width).splitlines()
    for number, line in enumerate(lines):
        console.print(Text(line, style="" if number else "bold", no_wrap=True))
    console.print()


# ---------------------------------------------------------------- diff


def diff(what: Comparison, look: Look) -> str:
    """The changes of meaning, then those that change none, and one line about all."""
    from clausecheck.comparison import rows  # here and below: the report of a check compares no texts

    console = _console(look)
    meaning, harmless, said = wording.told(what)
    if not look.quiet:
        console.print(Text(f"{what.old} \u2192 {what.new}", style="bold"))
        _changes(console, meaning, look)
        _changes(console, harmless, look)
        for row in rows(what.old_clauses, what.new_clauses):
            _aligned(console, row, what)
        if look.trees:
            _trees(console, what)
        console.print(Text(wording.ground(what.as_of, what.age), style="dim"))
    console.print(Text(f"{said}, {len(harmless)} of wording or place"))
    return _drawn(console)


def _changes(console: Console, changes: Iterable[Change], look: Look) -> None:
    for change in changes:
        head = Text(f"  {_CHANGE_MARKS.get(change.kind, '=')} {change.kind} ", style=_STYLES[change.severity])
        head.append(change.severity, style="dim")
        console.print(head)
        console.print(Padding(Text(change.message), (0, 0, 0, _INDENT)))
        for label, quote, place in (("old", change.old_quote, change.old_place), ("new", change.new_quote, change.new_place)):
            if quote:
                path = " > ".join(place.path) if place else ""
                shown = quote if len(quote) <= 4 * look.width else quote[: 4 * look.width] + "\u2026"
                console.print(
                    Padding(_labelled(console, f"{label} {path}".strip() + ":", f"\u201c{shown}\u201d"), (0, 0, 0, _INDENT))
                )
        for label, words in (("case:", wording.of_case(change)), ("by:", wording.changed_by(change))):
            if words:
                console.print(Padding(_labelled(console, label, words), (0, 0, 0, _INDENT)))
        console.print()


def _aligned(console: Console, row: Row, what: Comparison) -> None:
    """A clause of both texts as one, [-what is gone-] and {+what has come+}; nothing where its words are the same."""
    from clausecheck.comparison import marked

    old = what.old_clauses[row.old].text if row.old is not None else ""
    new = what.new_clauses[row.new].text if row.new is not None else ""
    if old == new:
        return
    was, now = wording.heads(row, what)
    head = f"{was} \u2192 {now}" if was and now and was != now else now or was or "the clause"
    console.print(Text(f"  {head}", style="bold"))
    shown = Text()
    for stretch in marked(old, new):
        text, space = stretch.text.rstrip(), stretch.text[len(stretch.text.rstrip()) :]
        if stretch.kind == "same":
            shown.append(_middle(stretch.text))
        elif stretch.kind == "gone":
            shown.append(f"[-{text}-]{space}", style="red strike")
        else:
            shown.append(f"{{+{text}+}}{space}", style="green underline")
    console.print(Padding(shown, (0, 0, 1, _INDENT)))


def _trees(console: Console, what: Comparison) -> None:
    """Both rule trees as one: a node that only the old text has with "-" before it, one that only the new one has with "+"."""
    from clausecheck.comparison import tree_rows

    console.print(Text("  rule trees", style="bold"))
    for row in tree_rows(what.old_clauses, what.new_clauses):
        sides = ((row.new or row.old, " ", ""),) if row.kind in "=…" else ((row.old, "-", "red"), (row.new, "+", "green"))
        for twig, mark, style in sides:
            if twig is not None:
                console.print(Text(f"  {mark} {'  ' * twig.depth}{' '.join(twig.text.split())}", style=style))
    console.print()


def _middle(text: str) -> str:
    """Words that both texts have, without the middle of a long stretch."""
    if len(text) <= 2 * _AROUND:
        return text
    start, end = text.rfind(" ", 0, _AROUND), text.find(" ", len(text) - _AROUND)
    return f"{text[:start]} \u2026{text[end:]}" if 0 < start < end else text


_ANSWER_STYLES = {"barred": "bold red", "depends": "yellow", "not barred": "bold green"}
_ANSWER_MARKS = {"barred": "\u2716", "depends": "?", "not barred": "\u2713"}


def ask(what: Asking, look: Look) -> str:
    """The answer, the case as it was understood, and what decides it."""
    from clausecheck.knowledge import load
    from clausecheck.scenario import telling

    console, verdict = _console(look), what.verdict
    known = load(Path(what.age.overlay) if what.age.overlay else None)
    head = Text(f"{_ANSWER_MARKS[verdict.answer]} {verdict.answer}", style=_ANSWER_STYLES[verdict.answer])
    console.print(head.append(f"  {telling.asked(what.case, known)}", style="default"))
    if look.quiet:
        return _drawn(console)
    lines = list(telling.reasons(verdict, what.clauses))
    if not what.clauses:
        lines.append(telling.Said(name="clause", words="no export clause was found in this contract"))
    if granted := telling.taken_for_granted(what.case):
        lines.append(telling.Said(name="taken as", words=granted))
    if not what.case.law and (laws := telling.laws(what.duties, known)):
        lines.append(telling.Said(name="beside", words=f"to be obeyed, and not decided here what they forbid: {laws}"))
    for line in lines:
        console.print(Padding(_labelled(console, f"{line.name}:", line.words), (0, 0, 0, _INDENT)))
    console.print(Text(wording.ground(what.as_of, what.age), style="dim"))
    return _drawn(console)


def fix(what: Fixing, look: Look) -> str:  # noqa: ARG001
    """What was put in, what is left and why, where the copy is: one line each, never wrapped."""
    plan, lines = what.mended.plan, []
    for mend in plan.mends:
        lines += [_headed(finding) for finding in mend.findings]
        lines += [f"  put in: {edit.text.strip()}" for edit in mend.edits]
    for finding, why in plan.left:
        lines.append(_headed(finding))
        lines.append(f"  comment only{f': {why}' if why else ''}")
    if what.mended.warning:
        lines.append(f"warning: {what.mended.warning}")
    fixed = sum(len(mend.findings) for mend in plan.mends)
    counts = f"{fixed} mended, {len(plan.left)} left, {len(what.mended.remarks)} comments"
    ground = f"As of {what.as_of}; knowledge {what.age.knowledge}; reference {what.report.reference}. This is no legal advice."
    return "".join(f"{line}\n" for line in [*lines, f"{what.output}: {counts}. {ground}"])


def _headed(finding: Finding) -> str:
    about = finding.subject or finding.quote or finding.key
    return f"{finding.severity}  {finding.code} {finding.name}: {about}"


# ---------------------------------------------------------------- the console


def _console(look: Look) -> Console:
    return Console(
        file=StringIO(),
        width=max(look.width, 40),
        force_terminal=look.colour,
        color_system="standard" if look.colour else None,
        no_color=not look.colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )


def _drawn(console: Console) -> str:
    assert isinstance(console.file, StringIO)
    lines = console.file.getvalue().splitlines()
    return "".join(line.rstrip() + "\n" for line in lines)
