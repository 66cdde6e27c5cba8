"""# CC004 not-english

The contract is not in English, so its clauses were not read.

## Why

The grammars and the vocabulary are English. A contract in another language must not pass as one without findings.

## Bad

```text bad
Der Käufer darf die Produkte weder ausführen noch an Personen weitergeben, die auf einer Sanktionsliste stehen. Er sichert zu,
dass er die Vorschriften über die Ausfuhr einhält und die Ware nicht in ein Land liefert, gegen das ein Embargo besteht.
```

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

META = Check(
    code="CC004", name="not-english", severity="error", summary="the contract is not in English, so its clauses were not read"
)


def check(context: Context) -> Iterator[Finding]:
    """One finding where the reader says so."""
    if "not-english" in context.document.notes:
        yield Finding(
            code=META.code,
            name=META.name,
            severity=META.severity,
            confidence="high",
            message="the text is not English and was not read",
            place=context.nowhere(),
            advice="have the English version checked, or have the clause read by somebody",
        )
