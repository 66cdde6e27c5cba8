"""# CC902 expired-acceptance

The last day of an acceptance has passed, and the findings that it held back count again.

## Why

Whoever accepts a finding for a while promises to look at it again. The day has come.

## Bad

```toml bad
[[accept]]
check = "missing-list"
reason = "until the framework agreement is signed"
until = 2026-06-30
```

## Good

```toml good
[[accept]]
check = "missing-list"
reason = "until the framework agreement is signed"
until = 2027-06-30
```

## Sources

None: this is about the settings, not about the law.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import Context
from clausecheck.finding import Accepting, Check, Finding, Place

META = Check(code="CC902", name="expired-acceptance", severity="warning", summary="an acceptance whose last day has passed")


def check(context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Nothing: what acceptances do is known when all contracts of a run have been checked; see `expired`."""
    yield from ()


def expired(one: Accepting, document: str) -> Finding:
    """The finding on an acceptance that is over, in the file `document`."""
    return Finding(
        code=META.code,
        name=META.name,
        severity=META.severity,
        confidence="high",
        message=f"{one.where}: the acceptance of {one.check} (\u201c{one.reason}\u201d) ended on {one.until}; what it held "
        "back counts again",
        place=Place(document=document),
        key=f"{one.check}|{one.clause}|{one.path}|{one.reason}",
        advice="mend what it held back, or look at it again and give a new day",
    )
