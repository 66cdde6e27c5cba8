"""Where in a contract words may go in: series of things in the rule tree, ends of limbs, and what is out of bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clausecheck.document import Span
from clausecheck.ruletree import Clause, Exclusion, Node, Thing, ThingKind
from clausecheck.word import Spot

_JOINT = re.compile(
    r"(?P<comma>\s*[,;])?\s*(?:(?P<word>and/or|and|or|nor|as well as)\s+)?(?:(?:on|to|in|the|any|either|both|so-called)\s+)*",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\s*\([^()]{0,80}\)")
_OR_BEHIND = re.compile(r"\s+(?:or|nor)\s", re.IGNORECASE)
_TAIL = re.compile(r"[\s,;.:]*(?:[,;]\s*(?:and/or|and|or)\s*)?$", re.IGNORECASE)
_KEEPER = re.compile(
    r"(?:\s*\([^()]*\))?\s*,?\s*(?:(?:both|each|all|as)\s+)*(?:maintained|kept|administered|published|issued|compiled)?\s*"
    r"(?:by|of|from)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\s*,?\s*(both)\s+(?:maintained|kept|administered|published|issued|compiled)\s+by\b", re.IGNORECASE)
_ABOVE = re.compile(r"\s*(?:,|of|within|at|/)?\s*(?:the\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Things of one kind that stand in a row: their spans in the text of the clause, in order, and what they are.

    `defines` is set where a defined term is what they are the meaning of.
    """

    clause: int
    spans: tuple[Span, ...]
    things: frozenset[Thing]
    kept_by: frozenset[str] = frozenset()
    defines: bool = False

    @property
    def end(self) -> int:
        return self.spans[-1].end


def spot(clause: Clause, at: int) -> Spot | None:
    """The block and the offset in it of offset `at` in the clause's text; None in an automatic number or between blocks."""
    for piece in clause.located.pieces:
        first = piece.span.start + piece.label
        if first <= at <= piece.span.end:
            return Spot(block=piece.block, offset=piece.offset + at - first)
    return None


def nodes(clause: Clause) -> Iterator[Node]:
    """All norms and limbs of a clause, a norm before what it holds."""
    pending = list(reversed(clause.tree.norms))
    while pending:
        node = pending.pop()
        yield node
        pending.extend(reversed(node.children))


def unclear(clause: Clause, at: int) -> str:
    """Why nothing is written at offset `at`, in or at a stretch that was not understood or is ambiguous; "" where it may be."""
    for stretch in clause.tree.unparsed:
        if stretch.span.start <= at <= stretch.span.end:
            return "the stretch where it would stand was not understood"
    for reading in clause.tree.readings:
        things = [one.span.start for rival in reading.rivals for one in rival]
        if min([reading.span.start, *things]) <= at <= reading.span.end:
            words = reading.span.of(clause.text)
            return f"the stretch where it would stand can be read in more than one way (\u201c{words}\u201d)"
    return ""


# ---------------------------------------------------------------- series


def all_series(clauses: tuple[Clause, ...], kind: ThingKind) -> list[Series]:
    """The series of things of a kind that the clauses bar without narrowing them, the longest first."""
    found: list[Series] = []
    for index, clause in enumerate(clauses):
        barred = [
            one
            for node in nodes(clause)
            for one in node.exclusions
            if one.sense == "against" and not one.excepted and not one.limits
        ]
        found += _grouped(index, clause, [one for one in barred if one.thing.kind == kind], defines=False)
        for definition in clause.tree.definitions:
            if definition.uses or definition.implied:
                held = [one for one in definition.things if one.thing.kind == kind and not one.limits and not one.excepted]
                found += _grouped(index, clause, held, defines=True)
    return sorted(found, key=lambda one: (-len(one.spans), one.clause, one.spans[0]))


def _grouped(index: int, clause: Clause, things: list[Exclusion], *, defines: bool) -> list[Series]:
    at: dict[Span, list[Exclusion]] = {}
    for one in things:
        at.setdefault(one.span, []).append(one)
    groups: list[list[Span]] = []
    for span in sorted(at):
        if groups and span.start >= groups[-1][-1].end and _joint(clause.text, groups[-1][-1], span):
            groups[-1].append(span)
        else:
            groups.append([span])
    return [
        Series(
            clause=index,
            spans=tuple(group),
            things=frozenset(one.thing for span in group for one in at[span]),
            kept_by=frozenset(keeper for span in group for one in at[span] for keeper in one.kept_by),
            defines=defines,
        )
        for group in groups
    ]


def _joint(text: str, before: Span, behind: Span) -> re.Match[str] | None:
    """What joins two things of a series, behind the term that the first of them is given ("(an \u201cSDN\u201d)")."""
    return _JOINT.fullmatch(text, _behind_name(text, before.end), behind.start)


def _behind_name(text: str, at: int) -> int:
    named = _NAMED.match(text, at)
    return named.end() if named else at


def joined(series: Series, clause: Clause, items: list[str]) -> list[tuple[int, str]]:
    """The ways of putting `items` into a series: offsets in the clause's text with the words to put in, the best first."""
    text, ways = clause.text, []
    word, between = "and" if series.defines else "or", ", "
    if len(series.spans) > 1:
        before, last = series.spans[-2:]
        between = _between(text, *series.spans[:2])
        joint = _joint(text, before, last)
        if joint is not None and joint["word"]:
            word = joint["word"]
            ways.append((joint.start(), "".join(f"{between}{item}" for item in items)))
        elif between != ", ":
            # "to Cuba; to Iran; or to any person": the row of places is part of a longer one, which has the "or"
            ways.append((_behind_name(text, series.end), "".join(f"{between}{item}" for item in items)))
    end = _behind_name(text, series.end)
    # "to Iran or Cuba, or to any person": what goes on behind is no item of the row
    closed = "," if _OR_BEHIND.match(text, end) else ""
    ways.append((end, _continued(items, word, single=len(series.spans) == 1) + closed))
    start = series.spans[0].start
    article = re.search(r"(?:\bthe\s+)?(?:\bso-called\s+)?$", text[:start], re.IGNORECASE)
    start = article.start() if article else start
    # in front only where the series goes on with commas: "Iran, Cuba or Syria", never "Iran, Cuba"
    if len(series.spans) > 1:
        ways.append((start, "".join(f"{item}, " for item in items)))
    return ways


def _between(text: str, first: Span, second: Span) -> str:
    """What parts the items of a series, with the preposition that each of them repeats: ", ", "; ", "; to "."""
    joint = _joint(text, first, second)
    if joint is None or joint["word"] or not joint["comma"]:
        return ", "
    repeated = re.match(r"\s*((?:on|to|in)\s)?", text[joint.end("comma") : second.start], re.IGNORECASE)
    return f"{joint['comma'].strip()} {repeated[1] or '' if repeated else ''}"


def _continued(items: list[str], word: str, *, single: bool) -> str:
    last = f" {word} {items[-1]}"
    if single:
        return "".join(f", {item}" for item in items[:-1]) + last
    # "A or B, or C, D or E": the series before has its last item already
    return f", {word} {', '.join(items[:-1])}{last}" if len(items) > 1 else f",{last}"


def behind_keeper(series: Series, clause: Clause) -> int:
    """The offset behind the authorities that keep the last list of a series ("... maintained by the ..."), or its end."""
    authorities = sorted(
        one.span
        for node in nodes(clause)
        for one in node.exclusions
        if one.thing.kind == "authority" and one.span.start >= series.end
    )
    at, joint = series.end, _KEEPER
    for span in authorities:
        if not joint.fullmatch(clause.text, at, span.start):
            break
        at, joint = span.end, _ABOVE
    return at


def both(series: Series, clause: Clause) -> Span | None:
    """The "both" of "A and B, both maintained by", which is wrong once there are three."""
    at = _behind_name(clause.text, series.end)
    word = _BOTH.match(clause.text, at)
    return Span(start=word.start(1), end=word.end(1)) if word and len(series.spans) == 2 else None


def limb_end(clause: Clause, span: Span) -> int:
    """The offset behind the last word of a limb or norm: before its full stop, its semicolon, its "; or"."""
    tail = _TAIL.search(clause.text[span.start : span.end])
    return span.start + tail.start() if tail else span.end


def limb_of(clause: Clause, span: Span) -> Node | None:
    """The innermost limb or norm around a span."""
    found = [node for node in nodes(clause) if node.span.start <= span.start and span.end <= node.span.end]
    return min(found, key=lambda node: node.span.end - node.span.start, default=None)
