"""One page of HTML that needs nothing else: clauses with their words marked, and the findings, or the changes, beside them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from clausecheck.comparison import Stretch, marked, rows
from clausecheck.finding import Change, Finding, MatrixRow, Report, Severity
from clausecheck.report import Comparison, Look, Results, wording

_RANK: tuple[Severity, ...] = ("note", "warning", "error")
_STYLE = """
:root { color-scheme: light dark; --error: #b3261e; --warning: #8a5a00; --note: #00629d; --line: #8884; }
@media (prefers-color-scheme: dark) { :root { --error: #ff8a80; --warning: #ffcc80; --note: #80cbff; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: 1rem;
overflow-wrap: anywhere; } h3 { font-size: 1rem; }
.clause { white-space: pre-wrap; border-left: 3px solid var(--line); padding: .5rem 1rem; overflow-wrap: anywhere; }
mark { background: none; color: inherit; border-bottom: 2px solid; }
.error { color: var(--error); } .warning { color: var(--warning); } .note { color: var(--note); }
mark.error { border-bottom-style: double; border-bottom-width: 4px; } mark.note { border-bottom-style: dotted; }
li { margin: .6rem 0; } .law, .accepted { font-size: .875rem; opacity: .85; }
table { border-collapse: collapse; display: block; overflow-x: auto; font-size: .9rem; }
th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; } @media (max-width: 50rem) { .pair { display: block; } }
del { color: var(--error); } ins { color: var(--note); text-decoration: underline; }
@media print { body { max-width: none; } h2 { break-before: page; } h2:first-of-type { break-before: auto; } }
"""


def check(what: Results, look: Look) -> str:
    """The page."""
    parts = [
        *_top(wording.last_line(what)),
        f"<h1>clausecheck</h1><p>{escape(wording.last_line(what))}.</p>",
    ]
    if len(what.reports) > 1:
        parts.append("<ul>" + "".join(_line(number, report, what) for number, report in enumerate(what.reports)) + "</ul>")
    for number, report in enumerate(what.reports):
        parts += _contract(number, report, what, look)
    kept = [one for one in what.housekeeping if look.accepted or not one.accepted]
    if kept:
        parts += ["<h2>Settings</h2>", _findings(kept, len(what.reports))]
    for unread in what.unread:
        parts.append(f'<h2>{escape(unread.path)}</h2><p class="error">\u2717 unread: {escape(unread.problem)}</p>')
    parts.append(f"<footer><p>{escape(wording.ground(what.as_of, what.age, what.reference))}</p></footer></body></html>")
    return "\n".join(parts).encode("utf-8", "replace").decode("utf-8") + "\n"


def diff(what: Comparison, look: Look) -> str:  # noqa: ARG001
    """The page of a comparison: the change list, then the clauses side by side with the words that changed marked."""
    meaning, harmless, said = wording.told(what)
    title = f"{what.old} \u2192 {what.new}"
    parts = [*_top(f"{title}: {said}"), f"<h1>{escape(title)}</h1><p>{escape(said)}.</p>"]
    for held in (meaning, harmless):
        if held:
            parts.append("<ul>" + "".join(map(_change, held)) + "</ul>")
    for row in rows(what.old_clauses, what.new_clauses):
        old = what.old_clauses[row.old].text if row.old is not None else ""
        new = what.new_clauses[row.new].text if row.new is not None else ""
        was, now = wording.heads(row, what)
        words = marked(old, new)
        cells = (_side(was, words, "gone", "del"), _side(now, words, "come", "ins"))
        parts.append('<div class="pair">' + "".join(f'<div class="clause">{cell}</div>' for cell in cells) + "</div>")
    parts.append(f"<footer><p>{escape(wording.ground(what.as_of, what.age))}</p></footer></body></html>")
    return "\n".join(parts).encode("utf-8", "replace").decode("utf-8") + "\n"


def _side(head: str, words: tuple[Stretch, ...], kind: str, tag: str) -> str:
    """One text of a pair: its head and its words, those that the other has not marked with `tag`."""
    shown = (
        escape(one.text) if one.kind == "same" else f"<{tag}>{escape(one.text)}</{tag}>"
        for one in words if one.kind in ("same", kind)
    )  # fmt: skip
    return f"<h3>{escape(head) or '&mdash;'}</h3>" + "".join(shown)


def _change(change: Change) -> str:
    head = f"{wording.MARKS[change.severity]} {change.kind}"
    parts = [f'<li><strong class="{change.severity}">{escape(head)}</strong> {escape(change.message)}']
    quotes = (("old", change.old_quote, change.old_place), ("new", change.new_quote, change.new_place))
    for label, quote, place in quotes:
        if quote:
            number = f" {place.path[-1]}" if place and place.path else ""
            parts.append(f"<br>{label}{escape(number)}: \u201c{escape(quote)}\u201d")
    for label, words in (("case", wording.of_case(change)), ("by", wording.changed_by(change))):
        if words:
            parts.append(f'<br><span class="law">{label}: {escape(words)}</span>')
    return "".join([*parts, "</li>"])


def _top(title: str) -> list[str]:
    return [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>clausecheck: {escape(title)}</title><style>{_STYLE}</style></head><body>",
    ]


def _line(number: int, report: Report, what: Results) -> str:
    mark = '<span class="error">\u2717 stale</span>' if what.is_stale(report) else "\u2713 clean"
    mark = "\u25cb no such clause" if what.has_none(report) else mark
    return f'<li>{mark} <a href="#d{number}">{escape(report.document.path)}</a></li>'


def _contract(number: int, report: Report, what: Results, look: Look) -> list[str]:
    shown = what.of(report, look)
    parts = [f'<h2 id="d{number}">{escape(report.document.path)}</h2>']
    parts += [f"<p>Warning of the reader: {escape(one)}</p>" for one in report.document.warnings]
    for index, clause in enumerate(report.clauses):
        head = " ".join(filter(None, (clause.path[-1] if clause.path else "", clause.title))) or "Clause"
        inside = [(at, one) for at, one in enumerate(shown) if one.place.clause == index and one.place.span]
        parts.append(f'<h3>{escape(head)}</h3><div class="clause">{_marked(clause.text, inside, number)}</div>')
    parts += ["<h3>Findings</h3>", _findings(shown, number) if shown else "<p>\u2713 no findings</p>"]
    if report.matrix:
        parts.append(_matrix(report.matrix, report.reference))
    return parts


def _findings(findings: Sequence[Finding], number: int) -> str:
    return "<ul>" + "".join(_finding(at, one, number) for at, one in enumerate(findings)) + "</ul>"


def _finding(at: int, finding: Finding, number: int) -> str:
    head = f"{wording.MARKS[finding.severity]} {finding.severity} {finding.code} {finding.name}"
    place = escape(wording.where(finding.place))
    if finding.place.span:
        place = f'<a href="#m{number}-{at}">{place}</a>'
    parts = [f'<li id="f{number}-{at}"><strong class="{finding.severity}">{escape(head)}</strong> {place}<br>']
    parts.append(escape(finding.message).replace("\n", "<br>"))
    if finding.advice:
        parts.append(f"<br>{'Put in' if finding.place.span is None else 'Advice'}: {escape(finding.advice)}")
    if finding.sources:
        parts.append(f'<br><span class="law">Law: {escape(wording.laws(finding.sources))}</span>')
    if finding.accepted:
        until = f" until {finding.accepted.until}" if finding.accepted.until else ""
        said = f"Accepted{until}: {finding.accepted.reason} ({finding.accepted.where})"
        parts.append(f'<br><span class="accepted">{escape(said)}</span>')
    return "".join([*parts, "</li>"])


def _marked(text: str, findings: list[tuple[int, Finding]], number: int) -> str:
    """The text with the words of findings marked; where several overlap, the worst marks the words they share."""
    cuts = {0, len(text)} | {end for _, one in findings if (s := one.place.span) for end in (s.start, s.end)}
    edges, parts, anchored = sorted(cuts), [], set()
    for start, end in pairwise(edges):
        words = escape(text[start:end])
        over = [(at, one) for at, one in findings if (s := one.place.span) and s.start <= start and end <= s.end]
        if not over:
            parts.append(words)
            continue
        at, worst = max(over, key=lambda held: (_RANK.index(held[1].severity), -held[0]))
        anchors = "".join(f'<a id="m{number}-{held}"></a>' for held, _ in over if held not in anchored)
        anchored |= {held for held, _ in over}
        title = escape(f"{worst.code} {worst.name}: {worst.message}")
        parts.append(f'{anchors}<a href="#f{number}-{at}"><mark class="{worst.severity}" title="{title}">{words}</mark></a>')
    return "".join(parts)


def _matrix(rows: tuple[MatrixRow, ...], reference: str) -> str:
    head = ("", "thing", "asked", f"reference {reference}", "contract", "law")
    cells = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in wording.row_cells(row)) + "</tr>" for row in rows)
    return f"<h3>Coverage</h3><table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>"
