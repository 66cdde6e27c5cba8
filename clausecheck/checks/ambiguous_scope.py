"""# CC003 ambiguous-scope

A modifier can be read in two ways, and what the clause bars differs between them.

## Why

"To government buyers or any other buyers in Target Countries for use by such governments": does the last phrase limit both
groups of buyers or only the second? Whoever is sued will choose the reading that suits. clausecheck takes the likelier one and
says so; the words should leave only one.

## Bad

```text bad
The Products shall not be resold to buyers in Cuba or to buyers in Iran for use in surveillance.
```

## Good

```text good
The Products shall not be resold to any buyer in Cuba or Iran.
```

## Sources

None: this is about drafting, not about a particular law.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import Context
from clausecheck.finding import Check, Finding
from clausecheck.ruletree import Reading

META = Check(
    code="CC003", name="ambiguous-scope", severity="warning", summary="two readings of a modifier bar different things"
)


def check(context: Context) -> Iterator[Finding]:
    """One finding for each ambiguous modifier whose readings lead to different effects."""
    for index, clause in enumerate(context.clauses):
        for reading in clause.tree.readings:
            if len(set(reading.verdicts)) < 2:
                continue
            quote = reading.span.of(clause.text)
            choices = "; or it ".join(reading.choices)
            yield Finding(
                code=META.code,
                name=META.name,
                severity=META.severity,
                confidence="medium",
                message=f"\u201c{quote}\u201d can be read in {len(reading.choices)} ways: it {choices}"
                + _difference(context, reading),
                place=context.place(index, reading.span),
                quote=quote,
                advice="say which words it limits: repeat it after each of them, or put what it limits into a limb of its own",
            )


def _difference(context: Context, reading: Reading) -> str:
    """The things on which the readings differ, in words."""
    chosen = [dict(verdict) for verdict in reading.verdicts]
    things = sorted({thing for verdict in chosen for thing in verdict})
    differing = [thing for thing in things if len({verdict.get(thing) for verdict in chosen}) > 1]
    if not differing:
        return ""
    names = ", ".join(context.name(thing) for thing in differing)
    return f"; the verdict on {names} differs"
