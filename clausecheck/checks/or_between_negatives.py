"""# CC406 or-between-negatives

"Or" stands between two negative statements, where each of them was meant to hold: "customers
that are not in Iran, or are not on the list".

## Why

Read literally, one of the two suffices: a customer in Iran passes by not being on the list. "Not in Iran or on the list",
under one "not", is right; with a "not" in each limb it takes "and" or "nor".

## Bad

```text bad
Distributor shall sell the Sensors only to customers that (a) are not located in Iran; or (b) are not on the Entity List.
```

## Good

```text good
Distributor shall sell the Sensors only to customers that (a) are not located in Iran; and (b) are not on the Entity List.
```

## Sources

None: this is about drafting.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import Context
from clausecheck.checks.faults import faulty
from clausecheck.finding import Check, Finding

META = Check(
    code="CC406",
    name="or-between-negatives",
    severity="error",
    summary="\u201cor\u201d between negative limbs that should all hold",
)


def check(context: Context) -> Iterator[Finding]:
    """One finding for each norm with that fault."""
    advice = "write \u201cand\u201d between the negative limbs, or one \u201cnot\u201d before all of them"
    yield from faulty(META, context, {"or-between-negatives"}, advice)
