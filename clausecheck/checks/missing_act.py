"""# CC106 missing-act

The reference asks to bar an act, and no clause speaks of it.

## Why

A bar on "exporting" leaves the shipment from one foreign country to another (re-export) and the hand-over within one
(in-country transfer) to argument, though the law treats all three alike.

## Bad

```text bad
Buyer shall not export the Products to any person on the Entity List.
```

## Good

```text good
Buyer shall not export, re-export or make any in-country transfer of the Products to any person on the Entity List.
```

## Sources

- 15 CFR sections 734.13 (export), 734.14 (reexport), 734.16 (transfer (in-country))
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import SEVERITY, Context
from clausecheck.finding import Check, Finding, Law
from clausecheck.ruletree import EffectName

META = Check(code="CC106", name="missing-act", severity="warning", summary="an act that the reference asks for is in no clause")
_WORDING = "name it beside the other acts: \u201cexport, re-export or transfer (in-country)\u201d"

_SAID: dict[EffectName | None, str] = {
    None: "no clause speaks of it",
    "mentioned": "a clause speaks of it, but no provision bars it",
    "permitted": "a clause permits it, and no provision bars it",
    "required": "a clause asks to comply with the law in it, but no provision bars it",
}


def check(context: Context) -> Iterator[Finding]:
    """One finding for each act that the reference asks for and no clause bars."""
    if not context.clauses:
        return
    for row in context.matrix:
        if not isinstance(row.key, str) or not row.key.startswith("act:") or not row.required:
            continue
        if row.contract in ("barred", row.reference):
            continue
        asked = context.asked(row.key)
        yield Finding(
            code=META.code,
            name=META.name,
            severity=SEVERITY[row.required],
            confidence="high",
            message=f"{row.label} is not barred: {_SAID[row.contract]} (reference {context.reference.name}, {context.as_of})",
            place=context.nowhere(),
            key=row.key,
            advice=(asked.wording if asked else "") or _WORDING,
            sources=tuple(Law(title=one.title, locator=one.locator, read=one.read) for one in asked.sources) if asked else (),
        )
