"""A report's document as passages to paint: each block with its number, marks put in, and ghost lines for what is missing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from clausecheck.document import Block, Document, Span
from clausecheck.finding import Report, Severity
from clausecheck.ruletree import STRENGTH
from clausecheck.tui.ghosts import Ghost, ghosts
from clausecheck.tui.links import Links, named
from clausecheck.tui.marks import EFFECT_MARKS
from clausecheck.tui.places import in_blocks
from clausecheck.tui.selection import Selection
from clausecheck.tui.wrapping import printable

NEVER, SPACED, ALWAYS = range(3)
"""When an empty line stands before a passage."""
_OURS = frozenset((*EFFECT_MARKS.values(), "+", "−"))


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
    severity: tuple[tuple[int, Severity], ...] = ()
    behind: int | None = None
    """Of a ghost line: the offset in the passage before it behind which it stands; None: under it."""

    def words(self, start: int = 0, end: int = -1) -> str:
        """The contract's own words between two offsets of `text` (-1: to its end): its numbers too, our marks not."""
        end = len(self.text) if end < 0 else end
        before = (0, *self.shifts)
        ours = {
            point + shift - 1
            for point, shift, had in zip(self.points, self.shifts, before, strict=False)
            if shift - had == 1 and self.text[point + had] in _OURS
        }
        return "".join(char for at, char in enumerate(self.text[start:end], start) if at not in ours)

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


def passages(report: Report, links: Links) -> tuple[Passage, ...]:
    """Every block in reading order, what is missing as ghost lines where it would stand."""
    blocks = report.document.blocks
    marked: dict[int, list[_Marked]] = defaultdict(list)
    severity: dict[int, list[tuple[int, Severity]]] = defaultdict(list)
    bars: dict[int, str] = {}
    under: dict[int, list[Ghost]] = defaultdict(list)
    for index, clause in enumerate(report.clauses):
        for at, held in _things(report, links, index):
            marked[at].append(held)
        for piece in clause.located.pieces:
            role = "clause" if piece.role == "body" else "depends"
            bars[piece.block] = "clause" if bars.get(piece.block) == "clause" else role
    for number, finding in enumerate(report.findings):
        clause_at = finding.place.clause if finding.place.clause is not None else 0
        if finding.place.span is not None and clause_at < len(report.clauses):
            for at, span in in_blocks(report.clauses[clause_at].located, finding.place.span):
                severity[at].append((span.start, finding.severity))
                marked[at].append(_Marked(span, f"finding-{finding.severity}", "", links.of_finding(number)))
    for ghost in ghosts(report, links):
        under[ghost.block].append(ghost)
    out = [_ghost(ghost, "", None) for ghost in under[-1]]
    for at, block in enumerate(blocks):
        shown = _passage(block, at, bars.get(at, ""), marked[at], severity[at])
        out.append(shown)
        for ghost in sorted(under.get(at, ()), key=lambda one: len(shown.text) if one.offset is None else one.offset):
            out.append(_ghost(ghost, bars.get(at, ""), None if ghost.offset is None else shown.ends(ghost.offset)))
    return tuple(out)


def plain(document: Document) -> tuple[Passage, ...]:
    """The text alone, for while it is being judged."""
    return tuple(_passage(block, at, "", [], []) for at, block in enumerate(document.blocks))


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


def _ghost(ghost: Ghost, bar: str, behind: int | None) -> Passage:
    style = f"ghost-{ghost.severity}"
    stretches = tuple(Stretch(start, end, "", chosen) for start, end, chosen in ghost.parts)
    first = ghost.parts[0][2]
    return Passage(ghost.text, -1, style=style, bar=bar, stretches=stretches, selection=first, behind=behind)


def _passage(block: Block, at: int, bar: str, marked: list[_Marked], severity: list[tuple[int, Severity]]) -> Passage:
    """One block with its number, note references and marks put in."""
    text, number = printable(block.text), _before(block)
    style = block.kind if block.kind != "paragraph" else ""
    if not (marked or severity or block.marks or block.revisions):  # nearly every paragraph of a long contract
        points, shifts = ((0,), (len(number),)) if number else ((), ())
        return Passage(number + text, at, style, bar, points=points, shifts=shifts)
    return _marked_passage(block, at, bar, marked, severity)


def _marked_passage(block: Block, at: int, bar: str, marked: list[_Marked], severity: list[tuple[int, Severity]]) -> Passage:
    text = printable(block.text)
    insertions: list[tuple[int, int, str, int]] = [(0, 0, before, -1) for before in (_before(block),) if before]
    insertions += [(mark.offset, 1, f"[{mark.label or mark.note.rpartition(':')[2]}]", -1) for mark in block.marks]
    for order, held in enumerate(marked):
        if held.mark:
            insertions.append((held.span.start, 2, held.mark, order))
    for number, change in enumerate(block.revisions):
        if change.span.start == change.span.end:
            continue  # what this view does not show
        sign = "+" if change.kind in {"insertion", "move-to"} else "−"
        style = "inserted" if sign == "+" else "deleted"
        marked.append(_Marked(change.span, style, sign, Selection(block=at, revision=number)))
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


def gap(before: Passage, passage: Passage) -> int:
    """When an empty line stands between two passages: before headings, and where there is height, between paragraphs."""
    if passage.block < 0 or not before.text.strip() or not passage.text.strip():
        return NEVER
    if passage.style == "heading":
        return ALWAYS
    return NEVER if before.style == passage.style == "cell" else SPACED
