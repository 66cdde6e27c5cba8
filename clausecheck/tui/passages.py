"""A report's document as passages to paint: each block with its number, marks put in, and ghost lines for what is missing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from clausecheck.document import Block, Span
from clausecheck.finding import Report
from clausecheck.ruletree import STRENGTH, Located
from clausecheck.tui.links import Links, named
from clausecheck.tui.marks import EFFECT_MARKS, SEVERITY_MARKS
from clausecheck.tui.selection import Selection
from clausecheck.tui.wrapping import printable


@dataclass(frozen=True, slots=True)
class Stretch:
    """Code points `start` to `end` of a passage's text that are painted in `style` and stand for `selection`."""

    start: int
    end: int
    style: str
    selection: Selection | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph on screen.

    `block` is the block's index, or -1 for a ghost line; `bar` is ``clause`` or ``depends`` inside a clause; `points` and
    `shifts` say how far the characters of the block moved by what was put in before them.
    """

    text: str
    block: int
    style: str = ""
    bar: str = ""
    stretches: tuple[Stretch, ...] = ()
    selection: Selection | None = None
    points: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()
    severity: tuple[tuple[int, str], ...] = ()

    def starts(self, offset: int) -> int:
        """Where the block's character `offset` stands in `text`."""
        at = bisect_right(self.points, offset)
        return offset + (self.shifts[at - 1] if at else 0)

    def ends(self, offset: int) -> int:
        """Where a stretch of the block that ends before `offset` ends in `text`."""
        at = bisect_left(self.points, offset)
        return offset + (self.shifts[at - 1] if at else 0)


@dataclass(slots=True)
class _Marked:
    span: Span
    style: str
    mark: str
    selection: Selection | None


def in_blocks(located: Located, span: Span) -> Iterator[tuple[int, Span]]:
    """The parts of a clause's `span`, each as a block index and a span in that block's text."""
    for piece in located.pieces:
        start, end = max(span.start, piece.span.start), min(span.end, piece.span.end)
        if start < end:
            shift = piece.offset - piece.span.start - piece.label
            first, last = max(piece.offset, start + shift), end + shift
            if first < last:
                yield piece.block, Span(start=first, end=last)


def passages(report: Report, links: Links) -> tuple[Passage, ...]:
    """Every block in reading order, what is missing as ghost lines under its clause."""
    blocks = report.document.blocks
    marked: dict[int, list[_Marked]] = defaultdict(list)
    severity: dict[int, list[tuple[int, str]]] = defaultdict(list)
    bars: dict[int, str] = {}
    ghosts: dict[int, list[Passage]] = defaultdict(list)
    for index, clause in enumerate(report.clauses):
        for at, held in _things(report, links, index):
            marked[at].append(held)
        for piece in clause.located.pieces:
            role = "clause" if piece.role == "body" else "depends"
            bars[piece.block] = "clause" if bars.get(piece.block) == "clause" else role
    for number, finding in enumerate(report.findings):
        chosen = links.of_finding(number)
        clause_at = finding.place.clause if finding.place.clause is not None else 0
        if clause_at >= len(report.clauses):
            ghosts[-1].append(_ghost(report, links, number, chosen, ""))
            continue
        located = report.clauses[clause_at].located
        if finding.place.span is None:
            ghosts[_last(located)].append(_ghost(report, links, number, chosen, "clause"))
            continue
        for at, span in in_blocks(located, finding.place.span):
            severity[at].append((span.start, finding.severity))
            marked[at].append(_Marked(span, f"finding-{finding.severity}", "", chosen))
    out = list(ghosts[-1])
    for at, block in enumerate(blocks):
        out.append(_passage(block, at, bars.get(at, ""), marked[at], severity[at]))
        out.extend(ghosts.get(at, ()))
    return tuple(out)


def _things(report: Report, links: Links, index: int) -> Iterator[tuple[int, _Marked]]:
    """Whatever a clause names, defines or leaves unread, in the blocks where it stands."""
    clause = report.clauses[index]
    seen: dict[Span, str] = {}
    spans: list[tuple[Span, str, str]] = []
    for effect in sorted(clause.effects, key=lambda e: STRENGTH.index(e.effect)):
        if effect.span not in seen:
            seen[effect.span] = effect.effect
            spans.append((effect.span, effect.effect, EFFECT_MARKS[effect.effect]))
        if effect.limit_span is not None:
            spans.append((effect.limit_span, "limit", ""))
    for exclusion in named(clause):
        effect_ = clause.effect(exclusion.thing)
        if effect_ is not None and not any(exclusion.span.overlaps(span) for span in seen):
            seen[exclusion.span] = effect_.effect
            spans.append((exclusion.span, effect_.effect, EFFECT_MARKS[effect_.effect]))
    for test in clause.ownership:
        spans.append((test.span, "ownership", ""))
    for definition in clause.tree.definitions:
        spans.append((definition.span, "definition", ""))
    for unread in clause.tree.unparsed:
        spans.append((unread.span, "unparsed", ""))
    for span, style, mark in spans:
        plain = style in {"limit", "unparsed"}
        chosen = None if plain else links.of_words(index, span, "ownership" if style == "ownership" else None)
        first = True
        for at, part in in_blocks(clause.located, span):
            yield at, _Marked(part, style, mark if first else "", chosen)
            first = False


def _last(located: Located) -> int:
    """The block under which a clause's missing things are shown: its last own one."""
    return max(
        (p.block for p in located.pieces if p.role == "body"), default=located.pieces[-1].block if located.pieces else -1
    )


def _ghost(report: Report, links: Links, number: int, chosen: Selection, bar: str) -> Passage:
    finding = report.findings[number]
    text = f"┄ {SEVERITY_MARKS[finding.severity]} {printable(links.brief(number))}".replace("\n", " ")
    return Passage(text, -1, style=f"ghost-{finding.severity}", bar=bar, selection=chosen, severity=((0, finding.severity),))


def _passage(block: Block, at: int, bar: str, marked: list[_Marked], severity: list[tuple[int, str]]) -> Passage:
    """One block with its number, note references and marks put in."""
    text = printable(block.text)
    insertions: list[tuple[int, int, str, int]] = [(0, 0, before, -1) for before in (_before(block),) if before]
    insertions += [(mark.offset, 1, f"[{mark.label or mark.note.rpartition(':')[2]}]", -1) for mark in block.marks]
    for order, held in enumerate(marked):
        if held.mark:
            insertions.append((held.span.start, 2, held.mark, order))
    for change in block.revisions:
        sign = "+" if change.kind in {"insertion", "move-to"} else "−"
        marked.append(_Marked(change.span, "inserted" if sign == "+" else "deleted", sign, None))
        insertions.append((change.span.start, 2, sign, len(marked) - 1))
    insertions.sort(key=lambda one: one[:2])
    parts: list[str] = []
    starts: dict[int, int] = {}
    points: list[int] = []
    shifts: list[int] = []
    done = shift = 0
    for offset, _, words, owner in insertions:
        offset = min(offset, len(text))
        parts += (text[done:offset], words)
        if owner >= 0:
            starts[owner] = offset + shift
        shift += len(words)
        done = offset
        points.append(offset)
        shifts.append(shift)
    parts.append(text[done:])
    body = Passage("", at, points=tuple(points), shifts=tuple(shifts))
    stretches = tuple(
        Stretch(starts.get(order, body.starts(held.span.start)), body.ends(held.span.end), held.style, held.selection)
        for order, held in enumerate(marked)
    )
    return Passage(
        "".join(parts),
        at,
        style=block.kind if block.kind != "paragraph" else "",
        bar=bar,
        stretches=stretches,
        points=body.points,
        shifts=body.shifts,
        severity=tuple((body.starts(o), s) for o, s in severity),
    )


def _before(block: Block) -> str:
    """What stands before a block's text: its number, the number of its note, the edge of its cell."""
    edge = "" if block.kind != "cell" else "│   " if block.row is not None and block.row[2] else "│ "
    note = f"[{block.story.rpartition(':')[2]}] " if block.kind == "note" and ":" in block.story else ""
    number = f"{printable(block.number)} " if block.number else ""
    return edge + note + number
