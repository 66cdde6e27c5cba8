"""# CC501 no-russia

The reference asks for a no-Russia clause, and the clause bars what goes to Russia but not what goes elsewhere for use there.

## Why

Art. 12g of Regulation (EU) No 833/2014 asks for a contract that bars re-export to Russia *and* re-export for use in Russia. A
clause that says "not to Russia" and no more does not fulfil it: goods sold to a third country and used in Russia pass. Where
Russia is not barred at all, missing-territory says so; what else the article asks for is under remedies-and-notice.

## Bad

```text bad reference=eu
Buyer shall not sell, export or re-export the Products to Russia or Belarus, or to any person on the EU consolidated list or
owned 50 percent or more, or controlled, by such persons.
```

## Good

```text good reference=eu
Buyer shall not sell, export or re-export the Products to, or for use in, Russia or Belarus. Any breach of this section is a
material breach of this Agreement, and Seller may terminate this Agreement and claim liquidated damages. Buyer shall inform
Seller without delay of any breach of this section. Buyer shall impose this section on its resellers, and shall maintain
procedures that detect any breach of it by third parties.
```

## Sources

- Regulation (EU) No 833/2014, Art. 12g (since 2024-03-20)
- Template clause of the European Commission of 2024-02-22
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import Context
from clausecheck.checks.provisions import mandated
from clausecheck.finding import Check, Finding

META = Check(
    code="CC501",
    name="no-russia",
    severity="error",
    summary="the no-Russia clause bars delivery to Russia and not use there",
)


def check(context: Context) -> Iterator[Finding]:
    """One finding for each such provision that the reference asks for and no clause has."""
    yield from mandated(META, context)
