"""# CC204 wrong-keeper

The contract says that an authority keeps a list which another one keeps.

## Why

"The Entity List maintained by the Office of Foreign Assets Control": no such list exists. Either the list or the authority is
wrong, and a court may find that the clause bars nothing. An authority above the right one is accepted: the Department of the
Treasury for a list of its Office of Foreign Assets Control.

## Bad

```text bad
Buyer shall not export the Products to any person on the Entity List maintained by the U.S. Department of the Treasury.
```

## Good

```text good
Buyer shall not export the Products to any person on the Entity List maintained by the U.S. Department of Commerce.
```

## Sources

The knowledge base holds who keeps each list; `clausecheck lists` shows it.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import Context, reading_confidence
from clausecheck.finding import Check, Finding

META = Check(
    code="CC204", name="wrong-keeper", severity="error", summary="an authority that does not keep the list it is named with"
)


def check(context: Context) -> Iterator[Finding]:
    """One finding for each clause and list whose stated keepers are neither the right one nor above it."""
    for index, effect in context.effects("list"):
        entry = context.entry(effect.thing)
        if entry is None or not entry.keeper:
            continue
        chain = context.knowledge.keeper_chain(entry.keeper)
        wrong = [keeper for keeper in effect.kept_by if keeper not in chain]
        if not wrong or context.authority_alone(effect) or _of_several(wrong, context):
            continue
        said = " and ".join(context.authority(keeper) for keeper in wrong)
        right = context.authority(entry.keeper)
        yield Finding(
            code=META.code,
            name=META.name,
            severity=META.severity,
            confidence=reading_confidence(effect),
            message=f"the {entry.name} is kept by {right}, not by {said} (seen on {context.as_of})",
            place=context.place(index, effect.span),
            quote=effect.quote,
            thing=effect.thing,
            advice=f"write \u201cthe {entry.name} maintained by {right}\u201d",
            sources=context.laws(effect.thing),
        )


def _of_several(keepers: list[str], context: Context) -> bool:
    """Whether keepers stand in no one line of authority: then the words go through several, each with lists of its own."""
    chains = [set(context.knowledge.keeper_chain(keeper)) for keeper in keepers]
    return not any(set(keepers) <= chain for chain in chains)
