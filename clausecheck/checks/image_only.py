"""# CC005 image-only

The contract holds pictures of pages instead of text.

## Why

A scanned contract in a .docx has no text to read. It must not pass as one without findings.

## Bad

A .docx whose only content is the picture of a page (no text can show it here; the tests build one).

## Good

```text good
Buyer shall not export the Products to any person on the Entity List.
```

## Sources

None: this is about the file, not about the law.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import Context
from clausecheck.finding import Check, Finding

META = Check(code="CC005", name="image-only", severity="error", summary="the contract holds pictures of pages instead of text")


def check(context: Context) -> Iterator[Finding]:
    """One finding where the reader says so."""
    if "image-only" in context.document.notes:
        yield Finding(
            code=META.code,
            name=META.name,
            severity=META.severity,
            confidence="high",
            message="the file holds pictures instead of text and was not read",
            place=context.nowhere(),
            advice="run the scan through text recognition, save it as .docx and check that",
        )
