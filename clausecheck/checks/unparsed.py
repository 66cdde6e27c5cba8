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
from clausecheck.document import Span
from clausecheck.finding import Check, Finding

META = Check(code="CC002", name="unparsed", severity="note", summary="words of the clause that the grammar could not read")


_SHOWN = 3
_HEADING = 14
"""Words of the longest heading."""
_LINKING = 4
"""Letters of the longest word that headings leave small ("with", "from")."""


def check(context: Context) -> Iterator[Finding]:
    """One finding for each clause with stretches that were not read, at the first of them."""
    for index, clause in enumerate(context.clauses):
        text = clause.text
        spans = [stretch.span for stretch in clause.tree.unparsed if not _heading(text, stretch.span)]
        if not spans:
            continue
        quotes = [span.of(text) for span in spans]
        shown = "; ".join(f"\u201c{_short(quote)}\u201d" for quote in quotes[:_SHOWN])
        more = f" and {len(quotes) - _SHOWN} more" if len(quotes) > _SHOWN else ""
        yield Finding(
            code=META.code,
            name=META.name,
            severity=META.severity,
            confidence="high",
            message=f"not understood: {shown}{more}; what is named there was found by name only",
            place=context.place(index, spans[0]),
            quote=quotes[0],
        )


def _heading(text: str, span: Span) -> bool:
    """Whether a stretch is a heading: it opens a line, then ends, and longer words have capitals."""
    words = span.of(text).split()
    opens = span.start == 0 or text[: span.start].rstrip(" \t").endswith("\n")
    ends = text[span.end : span.end + 1] in ("", ".", "\n") or text[span.end - 1] in ".:"
    named = [word.strip('(),;:\u201c\u201d"') for word in words]
    return opens and ends and len(words) <= _HEADING and all(not word[:1].islower() for word in named if len(word) > _LINKING)


def _short(quote: str) -> str:
    words = quote.split()
    return " ".join(words) if len(words) <= 12 else " ".join(words[:12]) + " \u2026"
