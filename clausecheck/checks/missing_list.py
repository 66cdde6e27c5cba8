"""# CC101 missing-list

The reference asks to bar dealings with the persons on a list, and no clause does.

## Why

A list that the clause does not name is a list that the customer need not screen against. Lists are added every few years
(Entity List 1997, Sectoral Sanctions Identifications 2014, Military End-User List 2020), so a clause that was complete once
falls behind. A list that is only named in a recital, or only in a definition that nothing uses, does not count. Where general
words could reach it ("any list of restricted parties"), the finding says so and is less severe by one step.

## Bad

```text bad
Buyer shall not export, re-export, transfer or resell the Products to any person on the Specially Designated Nationals and
Blocked Persons List or the Consolidated Sanctions List of the Office of Foreign Assets Control, the Denied Persons List, the
Unverified List, the Military End-User List, the AECA Debarred List or the Nonproliferation Sanctions lists.
```

## Good

```text good
Buyer shall not export, re-export, transfer or resell the Products to any person on the Specially Designated Nationals and
Blocked Persons List or the Consolidated Sanctions List of the Office of Foreign Assets Control, the Denied Persons List, the
Entity List, the Unverified List, the Military End-User List, the AECA Debarred List or the Nonproliferation Sanctions lists.
```

Short, and it holds the same lists:

```text good
Buyer shall not export, re-export, transfer or resell the Products to any person on the Consolidated Screening List.
```

## Sources

- 15 CFR part 744 (Entity List, Unverified List, Military End-User List), section 764.3 (denial orders)
- 31 CFR chapter V (Specially Designated Nationals)
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import Context
from clausecheck.checks.lacking import missing
from clausecheck.finding import Check, Finding

META = Check(code="CC101", name="missing-list", severity="error", summary="a list that the reference asks for is not barred")


def check(context: Context) -> Iterator[Finding]:
    """One finding for each such list, as severe as the reference asks for it."""
    advice = "or to any person on the {name} maintained by {keeper}, as amended from time to time"
    return missing(META, context, ("list",), advice)
