"""# CC903 old-knowledge

What clausecheck knows of the law, or the reference, is older than the settings allow on the day that is asked about.

## Why

Lists and territories change every month. A report that rests on last year's law is not clean because it finds nothing. The
limit is 180 days unless `max-age` says otherwise. In a run over many contracts it is said once.

## Bad

```text bad as-of=2028-01-01
Buyer shall not export the Products to Cuba or to any person on the Entity List.
```

## Good

```text good
Buyer shall not export the Products to Cuba or to any person on the Entity List.
```

## Sources

None: this is about the knowledge base, not about the law.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import Context
from clausecheck.finding import Check, Finding, Place

META = Check(code="CC903", name="old-knowledge", severity="warning", summary="what is known of the law is too old to judge by")


def check(context: Context) -> Iterator[Finding]:
    """One finding where the ground of the report is too old."""
    if context.age_warning:
        yield Finding(
            code=META.code,
            name=META.name,
            severity=META.severity,
            confidence="high",
            message=context.age_warning,
            place=Place(document=context.document.path),
            key="age",
            advice="update clausecheck, or lay newer entries over its knowledge (--knowledge)",
        )
