"""The rule trees of two texts beside each other, node by node, with what differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from clausecheck.comparison.alignment import rows, words
from clausecheck.comparison.sentences import described
from clausecheck.document import Span
from clausecheck.ruletree import Clause, Exclusion, Node, Thing

RowKind = Literal["=", "~", "-", "+", "…"]
_ALIKE = 0.4
_LONGEST = 60
_SHORT = 44


@dataclass(frozen=True, slots=True, kw_only=True)
class Twig:
    """A node of a tree as a line: how deep it stands, what sort it is, its words, and where it stands in its clause.

    `effect` is what the clause does with the thing that the line names.
    """

    depth: int
    sort: str
    text: str
    clause: int
    span: Span
    thing: Thing | None = None
    effect: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeRow:
    """A node of either tree beside the one that it is in the other.

    ``=`` the same, ``~`` changed, ``-`` only in the old tree, ``+`` only in the new one, ``…`` the nodes of a clause that are
    the same in both, left out.
    """

    kind: RowKind
    old: Twig | None
    new: Twig | None


def tree_rows(old: tuple[Clause, ...], new: tuple[Clause, ...]) -> tuple[TreeRow, ...]:
    """Both trees in the order of the new text; of a clause whose tree is the same on both sides only the head."""
    found: list[TreeRow] = []
    for pair in rows(old, new):
        left = list(_twigs(old[pair.old], pair.old)) if pair.old is not None else []
        right = list(_twigs(new[pair.new], pair.new)) if pair.new is not None else []
        beside = list(_beside(left, right))
        if left and right and len(beside) > 2 and all(row.kind == "=" for row in beside):
            head, first = beside[0], beside[1]
            beside = [head, TreeRow(kind="…", old=_count(first.old, len(left) - 1), new=_count(first.new, len(right) - 1))]
        found += beside
    return tuple(found)


def row_of(found: tuple[TreeRow, ...], clause: int, span: Span | None, thing: Thing | None, *, new: bool) -> int | None:
    """The row of the narrowest node of one side that holds the words, those of the thing first; None where there is none."""
    best: tuple[tuple[bool, bool, int], int] | None = None
    for at, row in enumerate(found):
        twig = row.new if new else row.old
        if twig is None or twig.clause != clause or (span is not None and not twig.span.overlaps(span)):
            continue
        holds = span is None or (twig.span.start <= span.start and span.end <= twig.span.end)
        rank = (thing is not None and twig.thing != thing, not holds, twig.span.end - twig.span.start)
        if best is None or rank < best[0]:
            best = rank, at
    return best[1] if best is not None else None


def _count(twig: Twig | None, nodes: int) -> Twig | None:
    if twig is None:
        return None
    return Twig(depth=1, sort="…", text=f"{nodes} nodes, the same", clause=twig.clause, span=twig.span)


# ---------------------------------------------------------------- one tree as lines


def _twigs(clause: Clause, index: int) -> Iterator[Twig]:
    number = clause.path[-1] if clause.path else ""
    head = f"{number} {_flat(clause.title) or 'clause'}".strip()
    yield Twig(depth=0, sort="clause", text=head, clause=index, span=Span(start=0, end=len(clause.text)))
    for norm in clause.tree.norms:
        yield from _norm(norm, clause, index, 1)
    for definition in clause.tree.definitions:
        used = f"used {definition.uses}×" if definition.uses else "never used"
        meaning = _shown(definition.meaning.of(clause.text))
        words_of = f"“{_flat(definition.term)}” ({used}): {meaning}"
        yield Twig(depth=1, sort="definition", text=words_of, clause=index, span=definition.meaning)
    for reading in clause.tree.readings:
        text = f"? {reading.choices[0] if reading.choices else ''}: {_shown(reading.span.of(clause.text))}"
        yield Twig(depth=1, sort="reading", text=text, clause=index, span=reading.span)
    for loose in clause.tree.loose:
        yield _excluded(loose, clause, index, 1, sort="named, not read")
    for unread in clause.tree.unparsed:
        yield Twig(
            depth=1, sort="not read", text=f"not read: {_shown(unread.span.of(clause.text))}", clause=index, span=unread.span
        )


def _norm(node: Node, clause: Clause, index: int, depth: int) -> Iterator[Twig]:
    text = clause.text
    if node.kind == "limb":
        said = f"{node.label or 'limb'} {_shown(node.span.of(text).strip().removeprefix(node.label))}"
    else:
        who = " ".join(filter(None, (node.bearer, node.modality, node.deed)))
        said = f"{node.label} {node.kind}: {_flat(who) or _shown(node.span.of(text))}".strip()
    if node.defect:
        said += f" ! {node.defect}"
    yield Twig(depth=depth, sort=node.kind, text=said, clause=index, span=node.span)
    for exclusion in node.exclusions:
        yield _excluded(exclusion, clause, index, depth + 1)
    for use in node.uses:
        limit = f", only {_shown(use.limits[0].span.of(text))}" if use.limits else ""
        yield Twig(depth=depth + 1, sort="use", text=f"→ “{_flat(use.term)}”{limit}", clause=index, span=use.span)
    for test in node.ownership:
        yield Twig(depth=depth + 1, sort="ownership", text=f"% {described(test)}", clause=index, span=test.span)
    for word, spans in (("if", node.conditions), ("except", node.exceptions), ("knowing", node.knowledge)):
        for span in spans:
            yield Twig(depth=depth + 1, sort=word, text=f"{word}: {_shown(span.of(text))}", clause=index, span=span)
    for child in node.children:
        yield from _norm(child, clause, index, depth + 1)


def _excluded(one: Exclusion, clause: Clause, index: int, depth: int, sort: str = "thing") -> Twig:
    held = clause.effect(one.thing)
    effect = "permitted" if one.excepted else held.effect if held is not None else "mentioned"
    limit = f", only {_shown(one.limits[0].span.of(clause.text))}" if one.limits else ""
    text = f"{effect} {_shown(one.span.of(clause.text), _SHORT)}{limit}  {one.thing.kind} {one.thing.id}"
    return Twig(depth=depth, sort=sort, text=text, clause=index, span=one.span, thing=one.thing, effect=effect)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _shown(text: str, longest: int = _LONGEST) -> str:
    flat = _flat(text)
    return flat if len(flat) <= longest else flat[: longest - 1].rstrip() + "…"


# ---------------------------------------------------------------- two of them


def _beside(old: list[Twig], new: list[Twig]) -> Iterator[TreeRow]:
    """The lines of two trees, the same ones beside each other, and between them those that are one, edited."""
    if not old or not new:
        yield from (TreeRow(kind="-", old=twig, new=None) for twig in old)
        yield from (TreeRow(kind="+", old=None, new=twig) for twig in new)
        return
    keys = [[(twig.sort, twig.text.casefold()) for twig in side] for side in (old, new)]
    for tag, i, k, j, m in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (TreeRow(kind="=", old=a, new=b) for a, b in zip(old[i:k], new[j:m], strict=True))
        else:
            yield from _edited(old[i:k], new[j:m])


def _edited(old: list[Twig], new: list[Twig]) -> Iterator[TreeRow]:
    done = 0
    for twig in old:
        scored = [(_alike(twig, other), -at) for at, other in enumerate(new[done:], done)]
        score, at = max(scored, default=(0.0, 0))
        if score < _ALIKE:
            yield TreeRow(kind="-", old=twig, new=None)
            continue
        yield from (TreeRow(kind="+", old=None, new=other) for other in new[done:-at])
        yield TreeRow(kind="~", old=twig, new=new[-at])
        done = -at + 1
    yield from (TreeRow(kind="+", old=None, new=other) for other in new[done:])


def _alike(old: Twig, new: Twig) -> float:
    if old.sort != new.sort and not (old.depth == new.depth and old.thing is None and new.thing is None):
        return 0.0
    if old.thing is not None:
        return 1.0 if old.thing == new.thing else 0.0
    one, other = Counter(words(old.text)), Counter(words(new.text))
    return 2 * (one & other).total() / max((one + other).total(), 1)
