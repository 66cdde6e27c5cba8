"""# CC302 knowledge-qualifier

A bar on a list or a territory holds only for what the party knows ("shall not knowingly", "to its knowledge").

## Why

Sanctions are strict: whoever ships to a listed person is liable whether it knew or not. "Knowingly" leaves the risk with the
party that relies on the clause, and invites the other not to ask. For end uses it is otherwise: there the law itself turns on
knowledge ("knows or has reason to know"), and nothing is said about them here. Where another provision bars the same without
such words there is no finding either.

## Bad

```text bad
Buyer shall not knowingly export or re-export the Products to Cuba or to any person on the Entity List.
```

## Good

```text good
Buyer shall not export or re-export the Products to Cuba or to any person on the Entity List, and shall not sell them to anyone
who it knows or has reason to know will use them in the design of nuclear weapons.
```

## Sources

- 31 CFR chapter V: civil liability under OFAC programmes does not depend on knowledge
- 15 CFR 744.2 to 744.6: end uses that depend on it
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import Context
from clausecheck.checks.norms import Governing, hedged, names
from clausecheck.document import Span
from clausecheck.finding import Check, Finding
from clausecheck.ruletree import Clause, Effect

META = Check(
    code="CC302",
    name="knowledge-qualifier",
    severity="warning",
    summary="a bar on a list or a territory that holds only for what the party knows",
)


def check(context: Context) -> Iterator[Finding]:
    """One finding for each qualifier behind which things stand that no other norm bars outright."""
    for index, span, effects in hedged(context, _known, ("list", "territory", "territory_group")):
        quote = span.of(context.clauses[index].text)
        yield Finding(
            code=META.code,
            name=META.name,
            severity=META.severity,
            confidence="medium",
            message=f"\u201c{quote}\u201d: {names(context, effects)} {'is' if len(effects) == 1 else 'are'} barred only as "
            f"far as the party knows; liability for dealings with listed persons and embargoed places does not depend on it "
            f"({context.as_of})",
            place=context.place(index, span),
            quote=quote,
            thing=effects[0].thing,
            advice=f"strike \u201c{quote}\u201d",
            sources=context.laws(effects[0].thing),
        )


def _known(clause: Clause, effect: Effect, held: Governing) -> Span | None:  # noqa: ARG001
    return next((span for node in reversed(held.chain) for span in node.knowledge), None)
