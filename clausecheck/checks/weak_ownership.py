"""# CC303 weak-ownership

The ownership test of the contract lets through what the reference's catches.

## Why

"More than 50 percent" misses a company owned exactly half; "owned by a listed person" without "directly or indirectly" misses
the second tier; without "in the aggregate" two blocked persons with 25 percent each go free, or may argue that they do where
the owners are "one or more" such persons; and a test of who owns the customer says nothing of whom the customer owns.

## Bad

```text bad
Buyer shall not resell the Products to any person on the Specially Designated Nationals and Blocked Persons List or to any
entity more than 50 percent owned by such a person.
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

import re
from collections.abc import Iterator

from clausecheck.checks.context import Context
from clausecheck.checks.unspoken import speaks_of_exports
from clausecheck.finding import Check, Finding, Law, Severity
from clausecheck.knowledge import pattern
from clausecheck.ruletree import OwnershipTest

META = Check(
    code="CC303",
    name="weak-ownership",
    severity="warning",
    summary="an ownership test that catches less than the reference asks for",
)


def check(context: Context) -> Iterator[Finding]:
    """One finding at the strongest test of the contract where not even that catches what the model's does.

    A note where it is arguable: who asks for control without a figure catches more than half of the shares, and perhaps less;
    and a contract that speaks of no exports may be about who owns the party.
    """
    asked = context.asked("ownership")
    models = [test for clause in context.model for test in clause.ownership]
    tests = list(context.ownership())
    several = pattern(context.knowledge.cues["several_owners"])
    if asked is None or not models or not tests:
        return
    model = max(models, key=lambda test: (test.percent is not None, test.aggregate))
    judged = sorted(
        ((_gaps(test, model, _by_several(test, context.clauses[index].text, several)), index, test) for index, test in tests),
        key=lambda one: (one[2].direction != model.direction, len(one[0]), one[1]),
    )
    gaps, index, test = judged[0]
    if not gaps:
        return
    alike = test.direction == model.direction
    arguable = set(gaps) <= {_AGGREGATE, _ARGUABLE} or (alike and test.control and test.percent is None)
    arguable = arguable or (not alike and not speaks_of_exports(context))
    severity: Severity = "note" if arguable else META.severity
    quote = test.span.of(context.clauses[index].text)
    yield Finding(
        code=META.code,
        name=META.name,
        severity=severity,
        confidence="medium" if gaps == [_ARGUABLE] else "high",
        message=f"\u201c{quote}\u201d {'; it '.join(gaps)} (reference {context.reference.name}, {context.as_of})",
        place=context.place(index, test.span),
        quote=quote,
        key="ownership",
        advice=asked.wording or None,
        sources=tuple(Law(title=one.title, locator=one.locator, read=one.read) for one in asked.sources),
    )


_AGGREGATE = "does not add up the shares of several listed persons (\u201cin the aggregate\u201d)"
_ARGUABLE = (
    "may be read to add up the shares of several listed persons (\u201cone or more\u201d), and does not say so "
    "(\u201cin the aggregate\u201d)"
)
_NEAR = 30
"""Code points behind a test within which its owners are named."""


def _by_several(test: OwnershipTest, text: str, several: re.Pattern[str]) -> bool:
    """Whether the owners of a test are "one or more" persons, which some read as all of them together."""
    return several.search(text, test.span.start, test.span.end + _NEAR) is not None


def _gaps(test: OwnershipTest, model: OwnershipTest, by_several: bool) -> list[str]:
    """What `test` lets through and `model` does not, as predicates."""
    gaps = []
    if test.direction != model.direction:
        return ["asks who owns the party, not whom a listed person owns"]
    if model.percent is not None:
        if test.percent is None:
            gaps.append(f"states no figure ({model.percent:g} percent)")
        elif test.percent > model.percent:
            gaps.append(f"starts at {test.percent:g} percent, not at {model.percent:g}")
        elif test.percent == model.percent and model.at_least and not test.at_least:
            gaps.append(f"misses exactly {model.percent:g} percent (\u201cor more\u201d)")
    if model.direct_or_indirect and not test.direct_or_indirect:
        gaps.append("does not say \u201cdirectly or indirectly\u201d")
    if model.aggregate and not test.aggregate:
        gaps.append(_ARGUABLE if by_several else _AGGREGATE)
    return gaps
