"""# CC502 no-belarus

The reference asks for a no-Belarus clause, and the clause bars what goes to Belarus but not what goes elsewhere for use in
Belarus.

## Why

Art. 8g of Regulation (EC) No 765/2006 asks for the same as the no-Russia clause, word for word, since 1 July 2024. Many
templates took in Russia in time and left Belarus at "not to Belarus".

## Bad

```text bad reference=eu
Buyer shall not sell, export or re-export the Products to, or for use in, Russia. Buyer shall not sell, export or re-export the
Products to Belarus.
```

## Good

```text good reference=eu
Buyer shall not sell, export or re-export the Products to, or for use in, Russia or Belarus. Any breach of this section is a
material breach of this Agreement, and Seller may terminate this Agreement and claim liquidated damages. Buyer shall inform
Seller without delay of any breach of this section. Buyer shall impose this section on its resellers, and shall maintain
procedures that detect any breach of it by third parties.
```

## Sources

- Regulation (EC) No 765/2006, Art. 8g, inserted by Regulation (EU) 2024/1865 (since 2024-07-01)
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import Context
from clausecheck.checks.provisions import mandated
from clausecheck.finding import Check, Finding

META = Check(
    code="CC502",
    name="no-belarus",
    severity="error",
    summary="the no-Belarus clause bars delivery to Belarus and not use there",
)


def check(context: Context) -> Iterator[Finding]:
    """One finding for each such provision that the reference asks for and no clause has."""
    yield from mandated(META, context)
