"""# CC401 polarity

Read literally, the words bar nothing, or the opposite of what was plainly meant.

## Why

A lost "not", "Either ... have violated" for "Neither": one word turns a bar into its opposite, and nobody reads the sentence
again. A court may repair it; the party that relied on it pays for that.

## Bad

```text bad
Either Buyer or any of its affiliates have violated the Export Administration Regulations or is on the Entity List.
```

## Good

```text good
Neither Buyer nor any of its affiliates has violated the Export Administration Regulations or is on the Entity List.
```

## Sources

None: this is about drafting.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import Context
from clausecheck.checks.faults import faulty
from clausecheck.finding import Check, Finding
from clausecheck.ruletree import FAULTS

META = Check(code="CC401", name="polarity", severity="error", summary="a drafting fault turns the bar round or empties it")
_ADVICE = "write the sentence anew with \u201cshall not\u201d before the verb, and \u201cor\u201d between what is barred"
_OTHERS = "or-between-negatives"


def check(context: Context) -> Iterator[Finding]:
    """One finding for each norm with such a fault, and one for each clause whose faults have no norm of their own."""
    yield from faulty(META, context, FAULTS.keys() - {_OTHERS}, _ADVICE, rest=True)
