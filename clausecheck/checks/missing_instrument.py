"""# CC107 missing-instrument

The reference asks the contract to name a body of law, and no clause obliges anybody to comply with it.

## Why

A list of countries is never complete; the duty to comply with the law behind it is what remains when the list has gone stale.
General words for it ("all applicable export control laws") suffice; so does an act or a regulation of the same authority.

## Bad

```text bad
Buyer shall not export or re-export the Products to Cuba, Iran or North Korea.
```

## Good

```text good
Buyer shall comply with all applicable export control and sanctions laws and shall not export or re-export the Products to Cuba,
Iran or North Korea.
```

## Sources

The law itself, as the knowledge base has it.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import SEVERITY, Context, laws_asked
from clausecheck.checks.unspoken import left_to, speaks_of_exports
from clausecheck.finding import Check, Finding
from clausecheck.ruletree import Thing

META = Check(
    code="CC107", name="missing-instrument", severity="warning", summary="a body of law that nobody is obliged to comply with"
)
_MET = ("required", "barred", "limited")


def check(context: Context) -> Iterator[Finding]:
    """One finding for each instrument that the reference asks for and no clause demands, itself or by a more general name.

    A contract that speaks of no exports has done enough where it asks to comply with the sanctions law of the same state.
    """
    if not context.clauses:
        return
    held = [effect.thing for _, effect in context.effects("instrument") if effect.effect in _MET]
    exports_nothing = not speaks_of_exports(context)
    for row, thing, level in context.rows("instrument"):
        if any(_covers(context, other, thing) for other in held) or (exports_nothing and left_to(context, thing)):
            continue
        asked, named = context.asked(thing), row.contract == "mentioned"
        yield Finding(
            code=META.code,
            name=META.name,
            severity=SEVERITY[level],
            confidence="high",
            message=f"{row.label}: {'a clause names it, but nobody' if named else 'nobody'} is obliged to comply with it "
            f"(reference {context.reference.name}, {context.as_of})",
            place=context.nowhere(),
            thing=thing,
            subject=row.label,
            advice=(asked.wording if asked else "") or f"Buyer shall comply with the {row.label}.",
            sources=laws_asked(asked) or context.laws(thing),
        )


def _covers(context: Context, other: Thing, asked: Thing) -> bool:
    """Whether a duty to comply with `other` reaches `asked`: the same, general words of its topic, or its jurisdiction's."""
    if other == asked:
        return True
    wide, narrow = context.entry(other), context.entry(asked)
    if wide is None or narrow is None:
        return False
    if wide.topic:
        return wide.topic == narrow.topic and wide.jurisdiction in ("", narrow.jurisdiction)
    return wide.jurisdiction == narrow.jurisdiction and narrow.keeper in context.knowledge.keeper_chain(wide.keeper)
