"""# CC103 missing-end-use

The reference asks to bar a use of the goods, and no clause does.

## Why

Some uses need a licence whoever the buyer is and wherever he sits: nuclear, missile, chemical and biological weapons uses
since the 1990s, military-intelligence uses since 2021. A clause that bars persons and places alone lets them through.

## Bad

```text bad reference=hikvision-2019
The Products shall not be exported for use in surveillance or censorship, nor be used for the development or production of
nuclear weapons, chemical weapons, biological weapons or any other weapons of mass destruction.
```

## Good

```text good reference=hikvision-2019
The Products shall not be exported for use in surveillance, censorship or network disruption, nor be used for the development or
production of nuclear weapons, chemical weapons, biological weapons or any other weapons of mass destruction.
```

## Sources

- 15 CFR sections 744.2 to 744.4, 744.21, 744.22
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import Context
from clausecheck.checks.lacking import missing
from clausecheck.finding import Check, Finding

META = Check(
    code="CC103", name="missing-end-use", severity="error", summary="an end use that the reference asks for is not barred"
)


def check(context: Context) -> Iterator[Finding]:
    """One finding for each such end use, as severe as the reference asks for it."""
    return missing(META, context, ("end_use",), "or for {name}")
