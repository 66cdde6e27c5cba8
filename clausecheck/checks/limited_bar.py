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

from collections.abc import Iterator

from clausecheck.checks.context import SEVERITY, Context, reading_confidence
from clausecheck.finding import Check, Finding, MatrixRow
from clausecheck.ruletree import Thing

META = Check(
    code="CC301", name="limited-bar", severity="error", summary="barred by the reference, barred only in part by the contract"
)


def check(context: Context) -> Iterator[Finding]:
    """One finding for each thing that the reference bars and the contract only limits, at the words that name it.

    What is reached by a group alone is told with the others of that group; what only a party's own status bars is told by
    status-only.
    """
    told: set[Thing] = set()
    rows = [row for row in context.rows("list", "territory", "territory_group", "end_use", "end_user") if _narrowed(row[0])]
    own = {thing for row, thing, _ in rows if row.through is None}
    for row, thing, level in rows:
        if row.through in told or row.through in own:
            continue
        told |= {row.through} if row.through else set()
        together = [other.label for other, _, _ in rows if row.through and other.through == row.through] or [row.label]
        named = ", ".join(together)
        index, effect = next(
            (one for one in context.effects() if one[1].effect == "limited" and one[1].thing == (row.through or thing)),
            (None, None),
        )
        limit = f" (\u201c{effect.limit}\u201d)" if effect and effect.limit else ""
        standing = context.knowledge.status(entry, context.as_of).sentence if (entry := context.entry(thing)) else ""
        law = f"; {standing}" if standing and len(together) == 1 else ""
        asked = context.asked(thing) if thing.kind in ("end_use", "end_user") and len(together) == 1 else None
        bars = f"bars it \u201c{asked.wording}\u201d" if asked is not None and asked.wording else "bars it outright"
        yield Finding(
            code=META.code,
            name=META.name,
            severity=SEVERITY[level],
            confidence=reading_confidence(effect) if effect else "medium",
            message=f"barred only in part{limit}: {named}; the reference {context.reference.name} {bars} ({context.as_of}){law}"
            if len(together) > 1
            else f"{named} is barred only in part{limit}; the reference {context.reference.name} {bars} ({context.as_of}){law}",
            place=context.place(index, effect.span) if index is not None and effect else context.nowhere(),
            quote=effect.quote if effect else "",
            thing=thing,
            advice=(f"strike the words that narrow it{limit}, or bar {named} in a limb of its own"),
            sources=context.laws(thing),
        )


def _narrowed(row: MatrixRow) -> bool:
    return row.reference == "barred" and row.contract == "limited" and not row.by_status_only
