"""# CC402 unused-definition

The clause defines a term that the contract does not use.

## Why

A definition that nothing uses bars nothing. Often the operative sentence was cut, or speaks of the thing by another name, and
the definition was left behind. What everybody calls a thing ("the Export Administration Regulations ("EAR")") is no such
definition.

## Bad

```text bad
Buyer shall not export the Products to any person on the Specially Designated Nationals and Blocked Persons List (a "Barred
Buyer").
```

## Good

```text good
Buyer shall not export the Products to any person on the Specially Designated Nationals and Blocked Persons List (a "Barred
Buyer"), or to any entity owned 50 percent or more by a Barred Buyer.
```

## Sources

None: this is about drafting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausecheck.checks.context import Context
from clausecheck.finding import Check, Finding
from clausecheck.ruletree import Clause, Definition

_SHORT = 5
"""Letters of the longest abbreviation."""
META = Check(code="CC402", name="unused-definition", severity="note", summary="a term that is defined and not used")


def check(context: Context) -> Iterator[Finding]:
    """One finding for each definition of a clause without a use."""
    pointing = {*context.knowledge.cues["SUCH"], *context.knowledge.cues["DET"]}  # "This means that ..." defines nothing
    for index, clause in enumerate(context.clauses):
        for definition in clause.tree.definitions:
            if (
                definition.implied
                or definition.uses
                or definition.term.casefold() in pointing
                or _used(definition.term, index, context)
                or _known_as(definition, clause, context)
            ):
                continue
            yield Finding(
                code=META.code,
                name=META.name,
                severity=META.severity,
                confidence="medium",
                message=f"\u201c{definition.term}\u201d is defined and used nowhere in this text",
                place=context.place(index, definition.span),
                quote=definition.span.of(clause.text),
                key=definition.term,
                advice="use the term, or strike its definition",
            )


def _known_as(definition: Definition, clause: Clause, context: Context) -> bool:
    """Whether a term is only what everybody calls the thing before it: "Export Administration Regulations (the "EAR")".

    Everybody means the knowledge base, or the initials of the words before it: "Bank Secrecy Act ("BSA")".
    """
    before = clause.text[: definition.span.start]
    if not definition.term.isupper() or len(definition.term) > _SHORT:
        return False
    named = (one.thing for one in clause.effects if before.rstrip(" (").endswith(tuple(one.quote.split()[-1:])))
    words = re.findall(r"[A-Z]\w*", before)[-len(definition.term) :]
    return "".join(word[0] for word in words) == definition.term or any(
        context.knowledge.called(thing, definition.term) is not None for thing in named
    )


def _used(term: str, index: int, context: Context) -> bool:
    """Whether a paragraph has the term, in either number, without the quotation marks of a definition.

    Within the clause a short term is none: the letters of "SDN" stand in the name that it is short for.
    """
    stem = re.escape(term.removesuffix("s").removesuffix("ie").removesuffix("y"))
    use = re.compile(rf"(?<![\w\u201c\u2018\"'])(?:{stem})(?:s|es|y|ies)?(?![\w\u201d\u2019\"])")
    inside = {piece.block for piece in context.clauses[index].located.pieces}
    others = (block.text for at, block in enumerate(context.document.blocks) if at not in inside)
    within = [context.clauses[index].text] if len(term) > _SHORT else []
    return any(use.search(text) for text in (*others, *within))
