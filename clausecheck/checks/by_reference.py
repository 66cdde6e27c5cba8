"""# CC006 by-reference

The export clause only points elsewhere: to an exhibit, a policy, a web page, another agreement.

## Why

What the other text bars was not read, so nothing here is clean. A page on the web can change, or vanish, without the other
party's signature; an exhibit may never have been attached.

## Bad

```text bad
Export control. The export control provisions set forth in Exhibit D are incorporated into this Agreement by reference.
```

## Good

```text good
Export control. Buyer shall not export or re-export the Products to any person on the Entity List; the Export Compliance Policy
in Exhibit D applies beside this section.
```

## Sources

None: this is about the text, not about the law.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import Context
from clausecheck.finding import Check, Finding
from clausecheck.pointing import pointer

META = Check(
    code="CC006",
    name="by-reference",
    severity="error",
    summary="the export clause only points to another text, which was not read",
)


def check(context: Context) -> Iterator[Finding]:
    """One finding where the clause says nothing itself and points elsewhere."""
    found = pointer(context.document, context.clauses, context.knowledge)
    if found is None:
        return
    quote = found.span.of(context.document.blocks[found.block].text)
    number = context.document.blocks[found.block].number
    where = f" (paragraph {number})" if number else ""
    yield Finding(
        code=META.code,
        name=META.name,
        severity=META.severity,
        confidence="medium",
        message=f"\u201c{' '.join(quote.split())}\u201d{where} points to another text, which was not read: check that text too",
        place=context.nowhere(),
        quote=quote,
        key="by-reference",
        advice="check the other text, or put its clause here: " + context.reference.text
        if context.reference.text
        else "check the other text, or put its clause here",
    )
