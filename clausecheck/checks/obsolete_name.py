"""# CC205 obsolete-name

The contract calls an authority, a statute or a territory by a name that it no longer has.

## Why

The Bureau of Export Administration became the Bureau of Industry and Security in 2002; the Export Administration Act lapsed
and was followed by the Export Control Reform Act in 2018. Such names date a clause, and a duty to comply with a statute that
is no more is open to argument.

## Bad

```text bad
Buyer shall comply with the regulations of the Bureau of Export Administration and shall not export the Products to Cuba.
```

## Good

```text good
Buyer shall comply with the regulations of the Bureau of Industry and Security and shall not export the Products to Cuba.
```

## Sources

The knowledge base holds the former names of each authority, statute and territory with their sources.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import Context, reading_confidence
from clausecheck.finding import Check, Finding

META = Check(
    code="CC205",
    name="obsolete-name",
    severity="note",
    summary="an authority, statute or territory under a name that it no longer has",
)


def check(context: Context) -> Iterator[Finding]:
    """One finding for each clause and thing other than a list under an outdated name, or that has ended itself."""
    for index, effect in context.effects("authority", "instrument", "territory"):
        entry = context.entry(effect.thing)
        if entry is None:
            continue
        standing = context.knowledge.status(entry, context.as_of)
        ended = standing.status == "ended" and effect.thing.kind != "territory"
        phrase = context.age_of_name(effect)
        if phrase is None and not ended:
            continue
        what = "is a former name of" if phrase is None or phrase.age == "obsolete" else "is not the name of"
        law = f" {what} {entry.name}" if phrase is not None else f": {standing.sentence}"
        yield Finding(
            code=META.code,
            name=META.name,
            severity=META.severity,
            confidence=reading_confidence(effect),
            message=f"\u201c{effect.quote}\u201d{law} (seen on {context.as_of})",
            place=context.place(index, effect.span),
            quote=effect.quote,
            thing=effect.thing,
            advice=f"write \u201c{entry.name}\u201d" if phrase is not None else "name what is in force in its place",
            sources=context.laws(effect.thing),
        )
