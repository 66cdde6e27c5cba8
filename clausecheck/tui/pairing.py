"""Two reviewed texts ready to be shown side by side; made off the screen's thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clausecheck.document import Block, Span
from clausecheck.finding import HARMLESS, Change, Place, Report
from clausecheck.ruletree import Thing
from clausecheck.tui.alignment import Row, Side, align, changed_words, marked
from clausecheck.tui.marks import EFFECT_MARKS, shortened
from clausecheck.tui.places import in_blocks
from clausecheck.tui.wrapping import printable

if TYPE_CHECKING:  # comparing loads half of the package, and the screen is up before there is anything to compare
    from clausecheck.comparison import TreeRow, Twig


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of the comparison: both sides as they are painted, None where a side has nothing."""

    row: Row
    old: Side | None
    new: Side | None
    in_clause: bool = False
    old_part: Span | None = None
    new_part: Span | None = None
    """What of its block a side shows; None: all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two reports, what changed between them, and their paragraphs beside each other."""

    old: Report
    new: Report
    changes: tuple[Change, ...]
    lines: tuple[Line, ...]
    trees: tuple[Line, ...] = ()
    """Both rule trees, a node a row, as `nodes` has them."""
    nodes: tuple[TreeRow, ...] = ()
    template: bool = False
    """Whether the old text is the reference's own."""

    def line_of(self, change: Change) -> int | None:
        """The row where a change stands: in the new text, else in the old one."""
        for report, place, side in ((self.new, change.new_place, "new"), (self.old, change.old_place, "old")):
            block = _block(report, place)
            if block is not None:
                held = [at for at, line in enumerate(self.lines) if getattr(line.row, side) == block and line.row.kind != ">"]
                inside = [at for at in held if _covers(self.lines[at], side, report, place)]
                return next(iter(inside or held), None)
        return None

    def node_of(self, change: Change) -> int | None:
        """The row of the rule trees where a change stands: in the new text, unless that has nothing of it."""
        places = ((change.new_place, True), (change.old_place, False))
        gone = change.new_place is None or not change.new_quote
        order = tuple(reversed(places)) if gone else places
        from clausecheck.comparison import row_of

        for place, new in order if change.thing is not None else ():
            at = self._node_on(change.thing, place, new=new)
            if at is not None:
                return at
        for place, new in order:
            if place is not None and place.clause is not None:
                at = row_of(self.nodes, place.clause, place.span, None, new=new)
                if at is not None:
                    return at
        return None

    def _node_on(self, thing: Thing | None, place: Place | None, *, new: bool) -> int | None:
        """The row of one side that names the thing: at the place, else in its clause, else anywhere."""
        found = [
            (at, twig) for at, row in enumerate(self.nodes) if (twig := row.new if new else row.old) and twig.thing == thing
        ]
        if place is not None and place.clause is not None:
            inside = [(at, twig) for at, twig in found if twig.clause == place.clause]
            there = [(at, twig) for at, twig in inside if place.span is not None and twig.span.overlaps(place.span)]
            found = there or inside or found
        return found[0][0] if found else None

    @property
    def told(self) -> tuple[Change, ...]:
        """The changes one by one; `changes` has the same one of several things as one."""
        from clausecheck.comparison import apart

        return apart(self.changes)

    @property
    def meaning(self) -> int:
        """How many of `changes` are of meaning: as many as the list of them has lines."""
        return sum(change.kind not in HARMLESS for change in self.changes)


def paired(old: Report, new: Report, changes: tuple[Change, ...], *, template: bool = False) -> Pair:
    """Lay two reports side by side; with `template` the old text is a reference, and provision stands beside provision."""
    from clausecheck.comparison import grouped, tree_rows

    if template:
        from clausecheck.tui.provisions import beside

        lines = beside(old, new)
    else:
        lines = _by_paragraph(old, new)
    order = grouped(sorted(changes, key=lambda change: change.kind in HARMLESS))
    nodes = tree_rows(old.clauses, new.clauses)
    return Pair(
        old=old, new=new, changes=tuple(order), lines=tuple(lines), trees=tuple(map(_of_tree, nodes)), nodes=nodes,
        template=template,
    )  # fmt: skip


def _of_tree(row: TreeRow) -> Line:
    """Both nodes of a row as they are painted, as deep as they stand."""
    left, right = (_of_twig(twig) for twig in (row.old, row.new))
    if row.kind == "~":
        one, other = changed_words(left, right)
    elif row.kind in "=…":
        one, other = Side(left), Side(right)
    else:
        one, other = (
            marked(text, [(0, len(text))] if text.strip() else [], mark) for text, mark in ((left, "−"), (right, "+"))
        )
    sides = (one if row.old is not None else None), (other if row.new is not None else None)
    at = Row(row.kind, 0 if row.old is not None else None, 0 if row.new is not None else None)
    return Line(row=at, old=sides[0], new=sides[1], in_clause=(row.old or row.new) is not None and _depth(row) == 0)


def _depth(row: TreeRow) -> int:
    twig = row.new or row.old
    return twig.depth if twig is not None else 0


def _of_twig(twig: Twig | None) -> str:
    if twig is None:
        return ""
    mark = f"{EFFECT_MARKS[twig.effect]} " if twig.effect in EFFECT_MARKS else ""
    return f"{'  ' * twig.depth}{mark}{printable(twig.text)}"


def _by_paragraph(old: Report, new: Report) -> list[Line]:
    a, b = old.document.blocks, new.document.blocks
    ours, theirs = _in_clauses(old), _in_clauses(new)
    lines = []
    for row in align([block.text for block in a], [block.text for block in b]):
        left = a[row.old] if row.old is not None else None
        right = b[row.new] if row.new is not None else None
        one, other = _sides(row, left, right)
        lines.append(Line(row=row, old=one, new=other, in_clause=row.old in ours or row.new in theirs))
    return lines


def _covers(line: Line, side: str, report: Report, place: Place | None) -> bool:
    """Whether the part of a block that a line shows holds the words of `place`."""
    span = line.old_part if side == "old" else line.new_part
    if span is None or place is None or place.clause is None or place.span is None:
        return True
    return any(span.overlaps(part) for _, part in in_blocks(report.clauses[place.clause].located, place.span))


def _sides(row: Row, old: Block | None, new: Block | None) -> tuple[Side | None, Side | None]:
    """The paragraphs of a row with their changed words; another number alone is no change of words."""
    left = printable(old.text) if old is not None else ""
    right = printable(new.text) if new is not None else ""
    if row.kind == ">" and old is not None:
        return Side(f"↕ moved: {shortened(f'{old.number} {left}'.strip(), 60)}"), None
    if row.kind in "~m":
        one, other = changed_words(left, right)
    elif row.kind == "=":
        one, other = Side(left), Side(right)
    else:
        one, other = (
            marked(text, [(0, len(text))] if text.strip() else [], mark) for text, mark in ((left, "−"), (right, "+"))
        )
    return (_numbered(one, old) if old is not None else None), (_numbered(other, new) if new is not None else None)


def _numbered(side: Side, block: Block) -> Side:
    if not block.number:
        return side
    number = f"{printable(block.number)} "
    return Side(number + side.text, tuple((start + len(number), end + len(number)) for start, end in side.changed))


def _in_clauses(report: Report) -> set[int]:
    return {piece.block for clause in report.clauses for piece in clause.located.pieces}


def _block(report: Report, place: Place | None) -> int | None:
    if place is None or place.clause is None or place.clause >= len(report.clauses):
        return None
    located = report.clauses[place.clause].located
    if place.span is not None:
        first = next(in_blocks(located, place.span), None)
        if first is not None:
            return first[0]
    return located.pieces[0].block if located.pieces else None
