"""# CC301 limited-bar

The reference bars something outright; the contract bars it only under a further condition.

## Why

"Shall not be sold to government buyers in Iran" lets every other buyer in Iran through, though the embargo does not. Limits
slip in one word at a time: only governments, only one use, only nationals.

## Bad

```text bad
Buyer shall not resell the Products to government buyers in Cuba.
```

## Good

```text good
Buyer shall not resell the Products to any buyer in Cuba.
```

## Sources

The law of the thing itself, as the knowledge base has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clausecheck.checks.context import SEVERITY, Context, laws_asked, reading_confidence
from clausecheck.checks.norms import listed
from clausecheck.finding import Check, Finding, Law, MatrixRow, Requirement
from clausecheck.ruletree import Effect, Thing

META = Check(
    code="CC301", name="limited-bar", severity="error", summary="barred by the reference, barred only in part by the contract"
)
_FORBIDDEN = 80
"""Code points of what a provision forbids that are quoted."""
_SECTION = re.compile(r"\d+ CFR \d+\.\d+")
_STOP = re.compile(r"[.;(\n]")
_Narrowed = tuple[MatrixRow, Thing, Requirement]


def check(context: Context) -> Iterator[Finding]:
    """One finding for each limit: at the words that name what it narrows, or at its own where that is several things.

    What is reached by a group alone is told with the others of that group; what only a party's own status bars is told by
    status-only.
    """
    rows = [row for row in context.rows("list", "territory", "territory_group", "end_use", "end_user") if _narrowed(row[0])]
    own = {thing for row, thing, _ in rows if row.through is None}
    together: dict[object, list[_Narrowed]] = {}
    for row in rows:
        if row[0].through not in own:
            together.setdefault(_limit(context, row), []).append(row)
    for several in together.values():
        yield _finding(context, several)


def _finding(context: Context, rows: Sequence[_Narrowed]) -> Finding:
    """The finding on things that one limit narrows."""
    row, thing, _ = rows[0]
    index, effect = _effect(context, row.through or thing)
    entry, asked = context.entry(thing), context.asked(thing)
    span = effect.span if effect else None
    if effect and len(rows) > 1 and row.through is None and effect.limit_span is not None:
        span = effect.limit_span  # one limit of several things: the words that narrow them
    named, alone = listed([one.label for one, _, _ in rows], most=len(rows)), len(rows) == 1
    words = _limit_words(context, index, effect) if effect and index is not None else ""
    limit = f" (\u201c{words}\u201d)" if words else ""
    standing = context.law(entry) if entry and alone else ""
    law = f"; {standing}" if standing else ""
    it, worst = "it" if alone else "them", min((level for _, _, level in rows), key=list(SEVERITY).index)
    bars = f"bars {it} outright"
    if worst != "required":
        bars = f"would bar {it} without that limit, though the law bars {it} only in part, or asks for a licence"
    if alone and thing.kind in ("end_use", "end_user") and asked is not None and asked.wording:
        bars = f"bars it \u201c{asked.wording}\u201d"
    laws = (laws_asked(asked) or context.laws(thing)) if alone else _places(context, rows)
    return Finding(
        code=META.code,
        name=META.name,
        severity=SEVERITY[worst],
        confidence=reading_confidence(effect) if effect else "medium",
        message=f"barred only in part{limit}: {named}; the reference {context.reference.name} {bars} ({context.as_of}){law}",
        place=context.place(index, span) if index is not None and span else context.nowhere(),
        quote=span.of(context.clauses[index].text) if index is not None and span else "",
        thing=thing,
        advice=f"strike the words that narrow the bar{limit}, or bar {named} in a limb of {'its' if alone else 'their'} own",
        sources=laws,
    )


def _places(context: Context, rows: Sequence[_Narrowed]) -> tuple[Law, ...]:
    """Of the law of each of several things one place: the section of the regulations, or else the last, most particular one."""
    places = (laws[0].title.split("; ") for _, thing, _ in rows if (laws := context.laws(thing)))
    titles = (next(filter(_SECTION.fullmatch, parts), parts[-1]) for parts in places)
    return tuple(Law(title=title) for title in dict.fromkeys(titles))


def _limit(context: Context, row: _Narrowed) -> object:
    """What narrows a thing: the same for all that the same words narrow, and for all that one group reaches."""
    index, effect = _effect(context, row[0].through or row[1])
    if row[0].through is not None or effect is None or effect.limit_span is None or row[1].kind not in ("list", "territory"):
        return row[0].through or row[1]
    return index, effect.limit_span, row[1].kind


def _effect(context: Context, thing: Thing) -> tuple[int, Effect] | tuple[None, None]:
    """The effect that limits a thing, with the index of its clause."""
    found = (one for one in context.effects() if one[1].effect == "limited" and one[1].thing == thing)
    return next(found, (None, None))


def _limit_words(context: Context, index: int, effect: Effect) -> str:
    """The words that narrow a bar; a bare "may not" says nothing, so what it forbids, and it alone, stands behind it."""
    modal = all(
        word in context.knowledge.cues["MODAL"] or word in ("may", "not") for word in (effect.limit or "").casefold().split()
    )
    if not modal or effect.limit_span is None:
        return effect.limit or ""
    behind = _STOP.split(context.clauses[index].text[effect.limit_span.start :], maxsplit=1)[0]
    shown = behind if len(behind) <= _FORBIDDEN else behind[:_FORBIDDEN].rsplit(" ", 1)[0] + " \u2026"
    return " ".join(shown.split())


def _narrowed(row: MatrixRow) -> bool:
    return row.reference == "barred" and row.contract == "limited" and not row.by_status_only
