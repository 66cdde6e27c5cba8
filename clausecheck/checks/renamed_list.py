"""# CC202 renamed-list

The contract calls a list by a name that it no longer has.

## Why

The list is meant and found, but the name tells a reader, and a court, that the clause is older than the list: the "Table of
Denial Orders" has long been the Denied Persons List.

## Bad

```text bad
Buyer shall not export the Products to any person on the Table of Denial Orders.
```

## Good

```text good
Buyer shall not export the Products to any person on the Denied Persons List.
```

## Sources

The knowledge base holds the former names of each list; `clausecheck lists` shows them.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import Context, reading_confidence
from clausecheck.finding import Check, Finding

META = Check(code="CC202", name="renamed-list", severity="note", summary="a list under a name that it no longer has")


def check(context: Context) -> Iterator[Finding]:
    """One finding for each clause and list under an outdated or wrong name."""
    for index, effect in context.effects("list"):
        phrase = context.age_of_name(effect)
        if phrase is None:
            continue
        name = context.name(effect.thing)
        what = "is a former name of" if phrase.age == "obsolete" else "is not the name of"
        yield Finding(
            code=META.code,
            name=META.name,
            severity=META.severity,
            confidence=reading_confidence(effect),
            message=f"\u201c{effect.quote}\u201d {what} the {name} (seen on {context.as_of})",
            place=context.place(index, effect.span),
            quote=effect.quote,
            thing=effect.thing,
            advice=f"write \u201c{name}\u201d",
            sources=context.laws(effect.thing),
        )
