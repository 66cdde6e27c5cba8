"""What is missing, where it would stand: one line for each sort of thing, behind the words that it belongs with."""

from __future__ import annotations

from dataclasses import dataclass

from clausecheck.document import Span
from clausecheck.finding import Finding, Report
from clausecheck.ruletree import Clause, Thing
from clausecheck.tui.links import Links, walk
from clausecheck.tui.marks import SEVERITY_MARKS
from clausecheck.tui.places import in_blocks, last_block
from clausecheck.tui.selection import Selection
from clausecheck.tui.wrapping import printable

FAMILIES = {
    "list": ("list",),
    "territory": ("territory", "territory_group"),
    "territory_group": ("territory", "territory_group"),
    "end_use": ("end_use", "end_user"),
    "end_user": ("end_user", "end_use"),
}
"""Beside which things one of a kind would be named, the likeliest first."""
_NAMES = {
    "list": "lists",
    "territory": "territories",
    "territory_group": "territories",
    "end_use": "end uses",
    "end_user": "end users",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ghost:
    """A line to be shown behind the character `offset` of block `block` (-1: before the text; offset None: under the block).

    `parts` are the stretches of `text` that stand for a finding each, with its selection; `severity` is the worst of them.
    """

    block: int
    offset: int | None
    text: str
    severity: str
    parts: tuple[tuple[int, int, Selection], ...]


def ghosts(report: Report, links: Links) -> tuple[Ghost, ...]:
    """The lines for all findings that have no words of the contract to stand on, those of a sort at one place together."""
    groups: dict[tuple[int, int | None, str], list[int]] = {}
    for number, finding in enumerate(report.findings):
        index = finding.place.clause if finding.place.clause is not None else 0
        if finding.place.span is not None and index < len(report.clauses):
            continue
        if finding.severity == "note" and links.lacks(number):
            continue  # what matters for some trades only is in the list and the matrix: it is not missing
        block, offset = _place(report.clauses[index], finding) if index < len(report.clauses) else (-1, None)
        groups.setdefault((block, offset, _title(links, number, finding)), []).append(number)
    return tuple(_ghost(report, links, key, numbers) for key, numbers in groups.items())


def _title(links: Links, number: int, finding: Finding) -> str:
    """How the line begins; a finding that is about no missing thing has a line of its own."""
    if finding.key.startswith("act:"):
        return "not barred"
    if not links.lacks(number) or not isinstance(finding.thing, Thing):
        return f"#{number}"
    return f"missing {_NAMES.get(finding.thing.kind, '')}".rstrip()


def _ghost(report: Report, links: Links, key: tuple[int, int | None, str], numbers: list[int]) -> Ghost:
    block, offset, title = key
    worst = min((report.findings[number].severity for number in numbers), key=("error", "warning", "note").index)
    text = "┄ " if title.startswith("#") else f"┄ {title}: "
    parts: list[tuple[int, int, Selection]] = []
    for number in numbers:
        finding = report.findings[number]
        if title == "not barred":
            name = links.label(finding.key)
        else:
            name = links.label(finding.thing) if links.lacks(number) and finding.thing is not None else links.brief(number)
        start = len(text) + (2 if parts else 0)
        mark = f"{SEVERITY_MARKS[finding.severity]}\N{NO-BREAK SPACE}"  # no line ends between the mark and the name
        text += f"{', ' if parts else ''}{mark}{printable(name)}".replace("\n", " ")
        parts.append((start, len(text), links.of_finding(number)))
    return Ghost(block=block, offset=offset, text=text, severity=worst, parts=tuple(parts))


def _place(clause: Clause, finding: Finding) -> tuple[int, int | None]:
    """Block and offset behind which the missing thing would be named."""
    span = _beside(clause, finding)
    if span is not None:
        held = list(in_blocks(clause.located, span))
        if held:
            return held[-1][0], held[-1][1].end
    return last_block(clause.located), None


def _beside(clause: Clause, finding: Finding) -> Span | None:
    if isinstance(finding.thing, Thing):
        for kind in FAMILIES.get(finding.thing.kind, ()):
            spans = [e.span for e in clause.effects if e.thing.kind == kind and e.effect in ("barred", "limited", "defective")]
            if spans:
                return max(spans, key=lambda span: span.end)
        return None
    if finding.key == "ownership":
        spans = [e.span for e in clause.effects if e.thing.kind == "list" and e.effect in ("barred", "limited")]
        return max(spans, key=lambda span: span.end, default=None)
    if finding.key.startswith("act:"):
        first = next((node for node in walk(clause.tree.norms) if node.kind == "prohibition"), None)
        return Span(start=first.span.start, end=first.span.start + 1) if first is not None else None
    return None
