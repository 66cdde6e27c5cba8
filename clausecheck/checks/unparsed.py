"""# CC002 unparsed

A stretch of the clause was not understood by the grammar.

## Why

Things named in such a stretch are still found by their names, but what the words do with them is a guess. The clause must not
pass as fully read. Shorter sentences, one duty each, are read better, by people too.

## Bad

```text bad
Buyer shall not export the Products to Cuba. Whereas without of heretofore the to by which upon such as if Iran notwithstanding.
```

## Good

```text good
Buyer shall not export or re-export the Products to Cuba or Iran.
```

## Sources

None: this is about the reading, not about the law.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import Context
from clausecheck.finding import Check, Finding

META = Check(code="CC002", name="unparsed", severity="note", summary="words of the clause that the grammar could not read")


_SHOWN = 3


def check(context: Context) -> Iterator[Finding]:
    """One finding for each clause with stretches that were not read, at the first of them."""
    for index, clause in enumerate(context.clauses):
        if not clause.tree.unparsed:
            continue
        text = clause.text
        quotes = [stretch.span.of(text) for stretch in clause.tree.unparsed]
        shown = "; ".join(f"\u201c{_short(quote)}\u201d" for quote in quotes[:_SHOWN])
        more = f" and {len(quotes) - _SHOWN} more" if len(quotes) > _SHOWN else ""
        yield Finding(
            code=META.code,
            name=META.name,
            severity=META.severity,
            confidence="high",
            message=f"not understood: {shown}{more}; what is named there was found by name only",
            place=context.place(index, clause.tree.unparsed[0].span),
            quote=quotes[0],
        )


def _short(quote: str) -> str:
    words = quote.split()
    return " ".join(words) if len(words) <= 12 else " ".join(words[:12]) + " \u2026"
