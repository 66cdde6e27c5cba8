"""Words that all formats for people share: marks, names of places, the lines about age and law, the last line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clausecheck.document import Span
from clausecheck.finding import HARMLESS, SEVERITY_MARKS, Age, Change, Law, MatrixRow, Place
from clausecheck.report import Comparison, Results

if TYPE_CHECKING:
    from clausecheck.comparison import Row

MARKS = SEVERITY_MARKS
"""A shape beside each colour."""
_UNREAD = "not read"
_LOCATOR = 60
"""Code points past which a locator is no longer a section or a page."""
NO_ADVICE = "This report is no legal advice."


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """One line of a clause's text around a span: `line[start:end]` are the words of the span, as far as they fit."""

    line: str
    start: int
    end: int


def excerpt(text: str, span: Span, width: int) -> Excerpt:
    """The line around `span`, at most `width` characters, cut at words and marked with an ellipsis where it was cut."""
    quote = text[span.start : span.end]
    room = max(width - min(len(quote), width) - 2, 0)
    begin, end = max(span.start - room // 2, 0), min(span.end + (room - room // 2), len(text))
    if begin and (space := text.find(" ", begin, span.start)) >= 0:
        begin = space + 1
    if end < len(text) and (space := text.rfind(" ", span.end, end)) >= 0:
        end = space
    before, after = text[begin : span.start], text[span.end : end]
    if len(quote) > width - 2:
        before, after, quote = "", "", quote[: max(width - 3, 1)].rstrip() + "\u2026"
    head = "\u2026" if begin and before else ""
    tail = "\u2026" if end < len(text) and after else ""
    line = "".join(" " if char.isspace() else char for char in f"{head}{before}{quote}{after}{tail}")
    start = len(head) + len(before)
    return Excerpt(line=line, start=start, end=start + len(quote))


def where(place: Place) -> str:
    """The clause of a place, as people call it: its numbers and its title."""
    if place.clause is None:
        return "the whole document"
    return " ".join(filter(None, (place.path[-1] if place.path else "", place.title))) or "the clause"


def law(one: Law) -> str:
    """A source in one line, with the day on which somebody read it; an address is left to the formats for programs."""
    address = "/" in one.locator or len(one.locator) > _LOCATOR or one.locator == _UNREAD
    parts = ", ".join(filter(None, (one.title, "" if address else one.locator)))
    return f"{parts} (read {one.read})" if one.read else parts


def laws(sources: Sequence[Law], *, whole: bool = False) -> str:
    """What a finding rests on, in one line: the law itself and the day on which somebody last read about it.

    With `whole` every source is told; so it is where the law itself is not among them.
    """
    basis = [part for one in sources if not one.read and not one.locator for part in one.title.split("; ")]
    if whole or not basis:
        return "; ".join(law(one) for one in (sources if whole else sources[:1]))
    shown = "; ".join(dict.fromkeys(basis))
    read = min((one.read for one in sources if one.read), default="")
    return f"{shown} (read {read})" if read else shown


def row_mark(row: MatrixRow) -> str:
    """A mark for a row of the matrix: as asked, only in part, missing, or beyond what is asked."""
    if row.extra:
        return "="
    if _is_provision(row):
        return "+" if row.contract else "\u2212"
    if row.contract and row.contract == row.reference and not row.by_status_only:
        return "+"
    if row.contract in ("limited", "defective") and row.contract != row.reference:
        return "~"
    if row.contract in ("barred", "limited", "defective"):
        return "~" if row.by_status_only else "+"
    return "\u2212"


def row_words(row: MatrixRow) -> str:
    """What the contract does with a row's thing."""
    if _is_provision(row):
        return "provided for" if row.contract else "not there"
    said = row.contract or "not named"
    return f"{said} (own status only)" if row.by_status_only else said


def row_cells(row: MatrixRow) -> tuple[str, ...]:
    """A row as cells: mark, thing, how strongly it is asked for, effect in reference and contract, standing in law."""
    asked = row.required or "beyond"
    reference = "provided for" if _is_provision(row) else row.reference or ""
    return row_mark(row), row.label, asked, reference, row_words(row), row.status


def _is_provision(row: MatrixRow) -> bool:
    """Whether a row is about something that the clause provides for, such as remedies, and not about a bar."""
    return isinstance(row.key, str) and row.key.startswith("element:")


def ground(as_of: str, age: Age, reference: str = "") -> str:
    """What a report stands on: the day, the knowledge version, its oldest source, the reference; and whether that is old."""
    parts = [f"As of {as_of}", f"knowledge {age.knowledge}" + (f" with {age.overlay}" if age.overlay else "")]
    if age.oldest_source:
        parts.append(f"oldest source read {age.oldest_source}")
    if reference:
        parts.append(f"reference {reference}")
    warning = f" Warning: {age.warning}." if age.warning else ""
    doubts = "".join(f" Not known: {doubt}" for doubt in age.doubts)
    return "; ".join(parts) + f".{warning}{doubts} {NO_ADVICE}"


def last_line(what: Results) -> str:
    """n contracts, n clean, n stale, n unread, and n without such a clause where there are any: they add up.

    Clean ones may have notes, stale ones need not make a run fail; one without a clause makes it fail unless the settings say
    that it needs none.
    """
    stale, without, unread = what.stale, what.without, len(what.unread)
    clean = [report for report in what.reports if report not in stale and report not in without]
    noted = sum(any(not finding.accepted for finding in report.findings) for report in clean)
    failing = sum(any(map(what.fails, report.findings)) for report in stale)
    notes = f" ({noted} with notes)" if noted else ""
    fail = f" ({failing} at or above {what.fail_on})" if failing != len(stale) else ""
    total = many(len(what.reports) + unread, "contract")
    none = f", {len(without)} without such a clause" if without else ""
    return f"{total}, {len(clean)} clean{notes}, {len(stale)} stale{fail}, {unread} unread{none}"


def many(count: int, noun: str) -> str:
    """ "1 finding", "2 findings"."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def changed_by(change: Change) -> str:
    """Who made a change, and on which day, where a tracked change says so; "" where none does."""
    return " ".join(filter(None, (change.author, change.date[:10])))


def of_case(change: Change) -> str:
    """The case that shows a change, and what it was and is; "" where none does."""
    if not change.example:
        return ""
    more = f" (and {many(len(change.more) - 1, 'case')} more like it)" if change.more else ""
    return f"{change.example}: was {change.old_verdict}, is {change.new_verdict}{more}"


def told(what: Comparison) -> tuple[list[Change], list[Change], str]:
    """The changes of meaning, the same one of several things as one; those that change none; and how many there are."""
    from clausecheck.comparison import grouped  # here: the report of a check compares no texts

    meaning = [change for change in what.changes if change.kind not in HARMLESS]
    harmless = [change for change in what.changes if change.kind in HARMLESS]
    said = many(len(meaning), "change") + " of meaning" if meaning else "no change of meaning"
    return list(grouped(meaning)), harmless, said


def heads(row: Row, what: Comparison) -> tuple[str, str]:
    """What each text calls a clause: its number and title; "" where it has none such."""
    found = []
    for index, side in ((row.old, what.old_clauses), (row.new, what.new_clauses)):
        clause = side[index] if index is not None else None
        found.append(" ".join(filter(None, (clause.path[-1] if clause.path else "", clause.title))) if clause else "")
    return found[0], found[1]
