"""# CC001 no-clause

The contract has no export-compliance clause that clausecheck can find.

## Why

A file without such a clause must never count as clean: either the clause is missing, or it was not recognised, and somebody
has to look.

## Bad

```text bad
This Agreement is governed by the laws of the State of Delaware. The courts of Wilmington have jurisdiction.
```

## Good

```text good
Buyer shall not export or re-export the Products to any person on the Specially Designated Nationals and Blocked Persons List.
```

## Sources

No law obliges every contract to have such a clause; whoever exports relies on one.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import Context
from clausecheck.finding import Check, Finding

META = Check(code="CC001", name="no-clause", severity="error", summary="the contract has no export-compliance clause")


def check(context: Context) -> Iterator[Finding]:
    """One finding where nothing was located, unless the document itself says why it could not be judged."""
    if context.clauses or {"not-english", "image-only", "by-reference"} & set(context.document.notes):
        return
    yield Finding(
        code=META.code,
        name=META.name,
        severity=META.severity,
        confidence="medium",
        message="no export-compliance clause was found: put one in, check whether it was missed, or ignore no-clause for this "
        "file ([[per-path]] in the settings) where it needs none",
        place=context.nowhere(),
        advice=context.reference.text or None,
    )
