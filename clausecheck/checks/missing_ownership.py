"""# CC105 missing-ownership

The reference asks for an ownership test, and no clause has one.

## Why

Whoever is owned 50 percent or more by blocked persons is blocked too, without standing on any list. A clause that speaks of
persons "on" a list alone does not reach their subsidiaries.

## Bad

```text bad
Buyer shall not resell the Products to any person on the Specially Designated Nationals and Blocked Persons List.
```

## Good

```text good
Buyer shall not resell the Products to any person on the Specially Designated Nationals and Blocked Persons List, or to any
entity that is owned, directly or indirectly, individually or in the aggregate, 50 percent or more by one or more such persons.
```

## Sources

- OFAC, Revised Guidance on Entities Owned by Persons Whose Property and Interests in Property Are Blocked (13 August 2014)
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import LESS, SEVERITY, Context
from clausecheck.checks.unspoken import persons_barred, speaks_of_exports
from clausecheck.finding import Check, Finding, Law

META = Check(
    code="CC105",
    name="missing-ownership",
    severity="error",
    summary="the reference asks for an ownership test and the contract has none",
)


_WORDING = (
    "or to any entity that is owned, directly or indirectly, individually or in the aggregate, 50 percent or more by one or "
    "more such persons"
)


def check(context: Context) -> Iterator[Finding]:
    """One finding where no clause states who counts as owned by a listed person.

    It is less severe where those who are barred have no name ("any person prohibited by law"), and a note where nobody is.
    """
    asked = context.asked("ownership")
    if asked is None or not context.clauses or any(True for _ in context.ownership()):
        return
    persons, severity = persons_barred(context), SEVERITY[asked.level]
    if persons or not speaks_of_exports(context):
        severity = LESS[severity]
    told = "persons that listed ones own are not reached"
    if persons is None:
        severity, told = "note", "put one in with the lists, of which none is barred"
    elif persons:
        told += f" by name, and only \u201c{' '.join(persons.split())}\u201d could reach them"
    yield Finding(
        code=META.code,
        name=META.name,
        severity=severity,
        confidence="medium" if persons else "high",
        message=f"no ownership test: {told} (reference {context.reference.name}, {context.as_of})",
        place=context.nowhere(),
        key="ownership",
        advice=asked.wording or _WORDING,
        sources=tuple(Law(title=one.title, locator=one.locator, read=one.read) for one in asked.sources),
    )
