"""# CC404 enumerator

A series of limbs leaves a label out or has it twice: "(a) ... (c)", "(ii) ... (ii)".

## Why

A missing "(b)" is often a limb that was struck by mistake, or pasted elsewhere; a doubled one makes every reference to it
ambiguous. Automatic numbers of Word cannot slip; typed ones do.

## Bad

```text bad
Buyer shall not export the Products to (a) Cuba; (c) Iran; or (d) any person on the Entity List.
```

## Good

```text good
Buyer shall not export the Products to (a) Cuba; (b) Iran; or (c) any person on the Entity List.
```

## Sources

None: this is about drafting.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import Context
from clausecheck.finding import Check, Finding
from clausecheck.outline import outline
from clausecheck.outline.series import slips

META = Check(code="CC404", name="enumerator", severity="warning", summary="a limb's label is left out or there twice")


def check(context: Context) -> Iterator[Finding]:
    """One finding for each label that does not follow the one before it."""
    for index, clause in enumerate(context.clauses):
        for slip in slips(clause.text, outline(clause.text, context.knowledge)):
            what = "stands twice" if slip.repeated else f"follows {slip.before}: a limb is missing between them, or misnumbered"
            yield Finding(
                code=META.code,
                name=META.name,
                severity=META.severity,
                confidence="medium",
                message=f"{slip.label} {what}",
                place=context.place(index, slip.span),
                quote=slip.span.of(clause.text),
                key=f"{slip.before} {slip.label}",
                advice="number the limbs anew, and see whether one was lost",
            )
