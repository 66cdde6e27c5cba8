"""# CC102 missing-territory

The reference asks to bar dealings with a territory, or a group of them, and no clause does.

## Why

Territories come under embargo and leave it: Crimea in December 2014, the so-called Donetsk and Luhansk People's Republics in
February 2022. A clause that spells out its territories ("currently, ...") is frozen on the day it was written; one that names
the group in general words is not, and then its members count as barred.

## Bad

```text bad
The Products shall not be exported or re-exported to Cuba, Iran, North Korea, Syria, Russia, Belarus, the so-called Donetsk
People's Republic or so-called Luhansk People's Republic regions of Ukraine, or to the Government of Venezuela.
```

## Good

```text good
The Products shall not be exported or re-exported to Cuba, Iran, North Korea, Syria, Russia, Belarus, the Crimea, so-called
Donetsk People's Republic or so-called Luhansk People's Republic regions of Ukraine, or to the Government of Venezuela.
```

## Sources

- 31 CFR parts 510, 515, 560 (North Korea, Cuba, Iran); E.O. 13685 (Crimea); E.O. 14065 (Donetsk, Luhansk)
- 15 CFR part 746
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import Context
from clausecheck.checks.lacking import missing
from clausecheck.finding import Check, Finding

META = Check(
    code="CC102", name="missing-territory", severity="error", summary="a territory that the reference asks for is not barred"
)


def check(context: Context) -> Iterator[Finding]:
    """One finding for each such territory or group, as severe as the reference asks for it."""
    return missing(META, context, ("territory", "territory_group"), "or to, or for use in, {name}")
