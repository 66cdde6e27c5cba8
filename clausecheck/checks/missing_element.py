"""# CC501 missing-element

The reference asks the clause to provide for something beside its bars, and it does not: remedies for a breach, a duty to
inform, a bar on use in a place and not only on delivery to it.

## Why

Art. 12g of Regulation (EU) No 833/2014 asks for a contract that bars re-export to Russia *and* re-export for use in Russia,
with adequate remedies for a breach; Art. 8g of Regulation (EC) No 765/2006 asks the same for Belarus. A clause that says "not
to Russia" and no more does not fulfil it. The template of the Commission adds a duty to inform, one to pass the clause on, and
one to find breaches by third parties. Of what is found only in general words outside the clause the finding says so: whether
it reaches the clause is for a reader to judge.

## Bad

```text bad reference=eu
Buyer shall not sell, export or re-export the Products to Russia or Belarus, or to any person on the EU consolidated list or
owned 50 percent or more, or controlled, by such persons.
```

## Good

```text good reference=eu
Buyer shall not sell, export or re-export the Products to, or for use in, Russia or Belarus. Any breach of this section is a
material breach of this Agreement, and Seller may terminate this Agreement and claim liquidated damages. Buyer shall inform
Seller without delay of any breach of this section. Buyer shall impose this section on its resellers, and shall maintain
procedures that detect any breach of it by third parties.
```

## Sources

- Regulation (EU) No 833/2014, Art. 12g (since 2024-03-20) and Art. 12ga (since 2024-12-26)
- Regulation (EC) No 765/2006, Art. 8g (since 2024-07-01)
- Template clause of the European Commission of 2024-02-22
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import MET, SEVERITY, Context
from clausecheck.finding import Check, Confidence, Finding, Law, MatrixRow, Severity
from clausecheck.references import ELEMENT, USE_IN, Element, elements, spoken
from clausecheck.references import Requirement as Asked
from clausecheck.ruletree import Thing

META = Check(
    code="CC501",
    name="missing-element",
    severity="error",
    summary="something that the clause must provide for, such as remedies, is not there",
)


def check(context: Context) -> Iterator[Finding]:
    """One finding for each such provision that no clause has, as severe as the reference asks for it.

    Where the place itself is not barred, that is the finding, and its use there none of its own.
    """
    if not context.clauses:
        return
    met = {row.key for row in context.matrix if row.contract in MET}
    for row in context.matrix:
        key = row.key
        if not isinstance(key, str) or row.required is None or row.contract is not None:
            continue
        asked = context.asked(key)
        if key.startswith(ELEMENT):
            yield _element(context, row, elements()[key.removeprefix(ELEMENT)], asked)
        elif key.startswith(USE_IN):
            place = Thing(kind="territory", id=key.removeprefix(USE_IN))
            if place in met or all(other.key != place for other in context.matrix):
                named = context.name(place)
                message = f"{row.label} is not barred: the clause bars what goes to {named}, and says nothing of use there"
                yield _finding(context, row, asked, message, "high", SEVERITY[row.required])


def _element(context: Context, row: MatrixRow, element: Element, asked: Asked | None) -> Finding:
    assert row.required is not None
    message, severity = f"{row.label}: no clause provides for it", SEVERITY[row.required]
    elsewhere = _elsewhere(context, element)
    if elsewhere is None:
        return _finding(context, row, asked, message, "high", severity)
    message += f"; {elsewhere} has words of this kind outside the clause: see whether they reach it"
    return _finding(context, row, asked, message, "low", "warning" if severity == "error" else severity)


def _elsewhere(context: Context, element: Element) -> str | None:
    """The paragraph outside all clauses that speaks of the element in general words, by its number or its first words."""
    inside = {piece.block for clause in context.clauses for piece in clause.located.pieces}
    for index, block in enumerate(context.document.blocks):
        if index not in inside and spoken(element, block.text) is not None:
            return f"paragraph {block.number}" if block.number else f"\u201c{block.text[:40].strip()}\u2026\u201d"
    return None


def _finding(
    context: Context, row: MatrixRow, asked: Asked | None, message: str, confidence: Confidence, severity: Severity
) -> Finding:
    assert isinstance(row.key, str)
    return Finding(
        code=META.code,
        name=META.name,
        severity=severity,
        confidence=confidence,
        message=f"{message} (reference {context.reference.name}, {context.as_of})",
        place=context.nowhere(),
        key=row.key,
        subject=row.label,
        advice=(asked.wording if asked else "") or None,
        sources=tuple(Law(title=one.title, locator=one.locator, read=one.read) for one in asked.sources) if asked else (),
    )
