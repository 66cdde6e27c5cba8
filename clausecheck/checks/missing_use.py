"""# CC505 missing-use

The reference bars use in a place, and the contract bars only what is delivered there.

## Why

A template of your own that says "to, or for use in, Iran" means both halves. A contract that keeps "to Iran" and drops the rest
lets goods through that are sold next door and used there. For Russia and Belarus, no-russia and no-belarus say the same.

## Bad

The template:

```text template own-template.txt
Buyer shall not export the Products to, or for use in, Iran.
```

The contract:

```text bad reference=own-template.txt
Buyer shall not export the Products to Iran.
```

## Good

```text good reference=own-template.txt
Buyer shall not export the Products to, or for use in, Iran.
```

## Sources

None of its own: the reference asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import Context
from clausecheck.checks.provisions import mandated
from clausecheck.finding import Check, Finding

META = Check(
    code="CC505",
    name="missing-use",
    severity="error",
    summary="a place is barred as a destination, and not as a place of use",
)


def check(context: Context) -> Iterator[Finding]:
    """One finding for each such provision that the reference asks for and no clause has."""
    yield from mandated(META, context)
