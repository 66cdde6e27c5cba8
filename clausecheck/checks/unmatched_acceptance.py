"""# CC901 unmatched-acceptance

An acceptance in the settings, or in a comment of the Word file, accepts nothing, or cannot be understood.

## Why

The finding is gone, or the check or the clause is misspelt. Left behind, the acceptance would one day hide a new finding that
nobody has looked at. One without a path is judged only where a folder was checked: a single file need not have its finding.

## Bad

```toml bad
[[accept]]
check = "polarity"
reason = "reviewed by the trade team"
```

## Good

```toml good
[[accept]]
check = "missing-list"
reason = "no listed persons in this trade: reviewed by the trade team"
```

## Sources

None: this is about the settings, not about the law.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import Context
from clausecheck.finding import Accepting, Check, Finding, Place

META = Check(
    code="CC901",
    name="unmatched-acceptance",
    severity="warning",
    summary="an acceptance that accepts nothing, or cannot be understood",
)


def check(context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Nothing: what acceptances do is known when all contracts of a run have been checked; see `unmatched`."""
    yield from ()


def unmatched(one: Accepting, document: str) -> Finding:
    """The finding on an acceptance that accepts nothing, in the file `document`."""
    clause = f" in clause {one.clause}" if one.clause else ""
    path = f" in {one.path}" if one.path else ""
    return _finding(
        f"{one.where}: no finding of {one.check}{clause}{path} is there to be accepted: strike the acceptance, or mend it",
        document,
        f"{one.check}|{one.clause}|{one.path}|{one.reason}",
        "strike it, or mend the name of the check or the clause",
    )


def misunderstood(document: str, problem: str) -> Finding:
    """The finding on a comment that means to accept and cannot."""
    return _finding(f"{document}: {problem}", document, problem, "write \u201cclausecheck: accept[NAME] reason\u201d")


def _finding(message: str, document: str, key: str, advice: str) -> Finding:
    return Finding(
        code=META.code,
        name=META.name,
        severity=META.severity,
        confidence="high",
        message=message,
        place=Place(document=document),
        key=key,
        advice=advice,
    )
