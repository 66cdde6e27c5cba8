"""# CC401 polarity

Read literally, the words bar nothing, or the opposite of what was plainly meant.

## Why

A lost "not", "Either ... have violated" for "Neither", "or" between negative limbs: one word turns a bar into its opposite, and
nobody reads the sentence again. A court may repair it; the party that relied on it pays for that.

## Bad

```text bad
Either Buyer or any of its affiliates have violated the Export Administration Regulations or is on the Entity List.
```

## Good

```text good
Neither Buyer nor any of its affiliates has violated the Export Administration Regulations or is on the Entity List.
```

## Sources

None: this is about drafting.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import Context
from clausecheck.finding import Check, Finding
from clausecheck.ruletree import FAULTS, Clause, Effect, Node

META = Check(code="CC401", name="polarity", severity="error", summary="a drafting fault turns the bar round or empties it")


def check(context: Context) -> Iterator[Finding]:
    """One finding for each norm with such a fault, and one for each clause whose faults have no norm of their own."""
    for index, clause in enumerate(context.clauses):
        left = [effect for effect in clause.effects if effect.effect == "defective"]
        for node in _faulty(clause.tree.norms):
            inside = [effect for effect in left if node.span.start <= effect.span.start < node.span.end]
            left = [effect for effect in left if effect not in inside]
            yield _finding(context, index, clause, node, inside)
        if left:
            yield _finding(context, index, clause, None, left)


def _faulty(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        if node.defect:
            yield node
        else:
            yield from _faulty(node.children)


def _finding(context: Context, index: int, clause: Clause, node: Node | None, effects: list[Effect]) -> Finding:
    span = node.span if node else effects[0].span
    fault = FAULTS.get(node.defect, node.defect) if node else "the words do not bar what they name"
    names = ", ".join(context.name(effect.thing) for effect in effects)
    what = f"{names} {'is' if len(effects) == 1 else 'are'} not barred as written" if names else "nothing is barred as written"
    quote = span.of(clause.text)
    return Finding(
        code=META.code,
        name=META.name,
        severity=META.severity,
        confidence="medium",
        message=f"{fault}: {what}",
        place=context.place(index, span),
        quote=quote,
        thing=effects[0].thing if effects else None,
        key=node.defect if node else "",
        advice="write the sentence anew with \u201cshall not\u201d before the verb, and \u201cor\u201d between what is barred",
    )
