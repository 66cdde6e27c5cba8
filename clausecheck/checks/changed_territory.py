"""# CC207 changed-territory

Some measures against a territory that the contract bars have ended, others have not.

## Why

The OFAC programme on Syria ended on 30 June 2025; the licence requirements of the Export Administration Regulations did not.
Neither "strike it" nor "all as before" is right: whoever drafts has to know which measures the clause stands on.

## Bad

```text bad as-of=2026-11-24
Buyer shall not export the Products to Cuba, Iran, North Korea or Syria.
```

## Good

```text good as-of=2026-11-24
Buyer shall not export the Products to Cuba, Iran or North Korea.
```

## Sources

The knowledge base holds each measure with its period and source; `clausecheck territories` shows them.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import Context, reading_confidence
from clausecheck.finding import Check, Finding

META = Check(
    code="CC207", name="changed-territory", severity="warning", summary="a territory against which some measures have ended"
)


def check(context: Context) -> Iterator[Finding]:
    """One finding for each clause and territory that some measures left and others hold."""
    for index, effect in context.bars("territory"):
        entry = context.entry(effect.thing)
        if entry is None:
            continue
        standing = context.knowledge.status(entry, context.as_of)
        if standing.status != "changed":
            continue
        yield Finding(
            code=META.code,
            name=META.name,
            severity=META.severity,
            confidence=reading_confidence(effect),
            message=f"{entry.name}: {standing.sentence} (seen on {context.as_of})",
            place=context.place(index, effect.span),
            quote=effect.quote,
            thing=effect.thing,
            advice="keep it only for the measures that remain, and name them: "
            + "; ".join(measure.name for measure, status in standing.measures if status in ("in force", "unknown")),
            sources=context.laws(effect.thing),
        )
