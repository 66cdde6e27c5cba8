"""# CC104 missing-end-user

The reference asks to bar dealings with a kind of user, and no clause does.

## Why

Some users need a licence whatever they do with the goods: military and military-intelligence end users of certain countries,
wherever they sit. Most of them stand on no list. Who bars every military end user bars those of military intelligence too.

## Bad

```text bad
The Products shall not be exported or re-exported to any military-intelligence end user.
```

## Good

```text good
The Products shall not be exported or re-exported to any military end user or military-intelligence end user.
```

## Sources

- 15 CFR sections 744.21, 744.22
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import Context
from clausecheck.checks.lacking import missing
from clausecheck.finding import Check, Finding

META = Check(
    code="CC104", name="missing-end-user", severity="error", summary="an end user that the reference asks for is not barred"
)


def check(context: Context) -> Iterator[Finding]:
    """One finding for each such end user, as severe as the reference asks for it."""
    return missing(META, context, ("end_user",), "or to any {name}")
