"""# CC203 ended-territory

The contract bars a territory against which no measure is in force any more.

## Why

Sudan left the comprehensive embargo in 2017. A contract that still bars it may break other laws (blocking statutes,
anti-discrimination rules), costs business, and shows that the clause is stale. Where some measures ended and others did not,
see `changed-territory`.

## Bad

```text bad as-of=2026-11-24
Buyer shall not export the Products to the Federal Republic of Yugoslavia, Cuba or Iran.
```

## Good

```text good
Buyer shall not export the Products to Cuba, Iran or North Korea.
```

## Sources

The knowledge base holds each measure with its last day and source; `clausecheck territories` shows them.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import Context, reading_confidence
from clausecheck.finding import Check, Finding

META = Check(
    code="CC203", name="ended-territory", severity="warning", summary="a territory against which no measure is in force"
)


def check(context: Context) -> Iterator[Finding]:
    """One finding for each clause and territory all of whose measures had ended by the day of the review."""
    for index, effect in context.bars("territory", "territory_group"):
        entry = context.entry(effect.thing)
        if entry is None or not entry.measures:
            continue
        standing = context.knowledge.status(entry, context.as_of)
        if standing.status != "ended":
            continue
        yield Finding(
            code=META.code,
            name=META.name,
            severity=META.severity,
            confidence=reading_confidence(effect),
            message=f"{entry.name} is still barred, but {standing.sentence} (seen on {context.as_of})",
            place=context.place(index, effect.span),
            quote=effect.quote,
            thing=effect.thing,
            advice=f"strike \u201c{effect.quote}\u201d, unless it is barred for reasons of your own: then say so",
            sources=context.laws(effect.thing),
        )
