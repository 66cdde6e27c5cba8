"""# CC306 status-only

A party vouches that it is itself not on a list or in a territory, but no provision bars dealing with others who are.

## Why

"You represent that you are not on the SDN List" says nothing about whom you pass the goods to. Such a sentence is right beside
a bar; in its place it leaves resale open.

## Bad

```text bad
You represent and warrant that you are not on the Specially Designated Nationals and Blocked Persons List and that you are not
located in Cuba.
```

## Good

```text good
You represent and warrant that you are not on the Specially Designated Nationals and Blocked Persons List. You shall not export
or re-export the Software to any person on the Specially Designated Nationals and Blocked Persons List or to Cuba.
```

## Sources

None of its own: the law bars dealings with the listed, whoever they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausecheck.checks.context import Context, reading_confidence
from clausecheck.checks.norms import names
from clausecheck.checks.unspoken import speaks_of_exports
from clausecheck.finding import Check, Finding
from clausecheck.ruletree import Effect, ThingKind

META = Check(
    code="CC306",
    name="status-only",
    severity="warning",
    summary="a party vouches for itself, but no dealing with others is barred",
)


def check(context: Context) -> Iterator[Finding]:
    """One finding for each clause in which only a party's word about itself stands behind required things.

    A note where the contract speaks of no exports: whom a bank lends to is what its contract is about.
    """
    alone = {row.through or row.key for row in context.matrix if row.by_status_only and row.required}
    found: dict[int, list[Effect]] = {}
    for index, effect in context.bars("list", "territory", "territory_group", "end_user"):
        place_of_user = effect.thing.kind == "territory" and effect.effect == "limited"  # "users in it are no military ones"
        if effect.thing in alone and not place_of_user and context.general(effect.thing, dealing=True) is None:
            found.setdefault(index, []).append(effect)
    for index, effects in found.items():
        bearer = next((source.bearer for effect in effects for source in effect.by if source.bearer), "")
        who = f"\u201c{bearer}\u201d vouches" if bearer and not _NOBODY.match(bearer) else "a party vouches"
        yield Finding(
            code=META.code,
            name=META.name,
            severity=META.severity if speaks_of_exports(context) else "note",
            confidence=min((reading_confidence(effect) for effect in effects), key=("medium", "high").index),
            message=f"{names(context, effects)}: {who} for its own status alone, and no provision bars dealing with others "
            f"{_others(effects)} (reference {context.reference.name}, {context.as_of})",
            place=context.place(index, effects[0].span),
            quote=effects[0].quote,
            thing=effects[0].thing,
            advice="add: \u201cand shall not export, re-export, transfer or otherwise provide the items to any such person or "
            "place\u201d",
            sources=context.laws(effects[0].thing),
        )


_NOBODY = re.compile(r"(?:no|none|neither|nor|nobody)\b", re.IGNORECASE)
_OTHERS: dict[ThingKind, str] = {
    "list": "on such a list",
    "territory": "in such a place",
    "territory_group": "in such a place",
    "end_user": "of such a kind",
}


def _others(effects: list[Effect]) -> str:
    return " or ".join(dict.fromkeys(_OTHERS[effect.thing.kind] for effect in effects))
