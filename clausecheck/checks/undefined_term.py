"""# CC403 undefined-term

The bar rests on a capitalised term that the contract does not define: "any Restricted Party", and nowhere who that is.

## Why

A defined term that was left behind, or lost its definition in an edit, bars nobody. Only terms that say who or what is off
limits (Restricted Party, Prohibited Country) are looked at, and only where the contract neither defines them nor says that its
terms are defined elsewhere. In a text that is no more than the clause it is a note: the definition may stand in the rest.

## Bad

```text bad
1. Supply
Seller sells the Products to Buyer.
2. Export
Buyer shall comply with the Export Administration Regulations and shall not export the Products to any Restricted Party.
3. Law
The laws of Delaware apply.
```

## Good

```text good
1. Supply
Seller sells the Products to Buyer.
2. Export
Buyer shall comply with the Export Administration Regulations and shall not export the Products to any Restricted Party.
"Restricted Party" means any person on the Entity List.
3. Law
The laws of Delaware apply.
```

## Sources

None: this is about drafting.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from clausecheck.checks.context import Context
from clausecheck.checks.norms import said
from clausecheck.document import Span
from clausecheck.finding import Check, Finding
from clausecheck.outline import defined_terms, term_key
from clausecheck.ruletree import Clause
from clausecheck.tokens import scan

META = Check(code="CC403", name="undefined-term", severity="warning", summary="a term that a bar rests on and nothing defines")
_TERM = re.compile(r"(?<![\w\u201c\"'(])(?:[A-Z][a-z]+(?:-[A-Za-z]+)?[ \t]+){1,3}[A-Z][a-z]+\b(?![\u201d\"])")
_HEADS = frozenset({"PERSONWORD", "PLACEWORD", "LISTWORD", "USEWORD"})
_HEADING_END = re.compile(r"[ \t]*(?:[.:\n]|$)")


def check(context: Context) -> Iterator[Finding]:
    """One finding for each such term of the document, where it is first used in a clause."""
    used = [(index, clause, span) for index, clause in enumerate(context.clauses) for span in _candidates(context, clause)]
    if not used:  # before the whole contract is searched for what it defines
        return
    whole = "\n".join(block.shown for block in context.document.blocks)
    if said(context, "defined_elsewhere").search(whole):
        return
    known = {term_key(one.term) for one in defined_terms(whole)}
    known |= {term_key(definition.term) for clause in context.clauses for definition in clause.tree.definitions}
    alone = len({piece.block for one in context.clauses for piece in one.located.pieces}) == len(context.document.blocks)
    for index, clause, span in used:
        term = " ".join(span.of(clause.text).split())
        if (key := term_key(term)) in known:
            continue
        known.add(key)
        yield Finding(
            code=META.code,
            name=META.name,
            severity="note" if alone else META.severity,
            confidence="low" if alone else "medium",
            message=f"\u201c{term}\u201d is used like a defined term, and this {'text' if alone else 'contract'} does not "
            "define it: whom or what it bars is open",
            place=context.place(index, span),
            quote=span.of(clause.text),
            key=term,
            advice=f"add: \u201c{term}\u201d means any person or place that is ..., with the lists and territories by name",
        )


def _candidates(context: Context, clause: Clause) -> Iterator[Span]:
    """Capitalised terms within sentences that say by their words that somebody or something is off limits."""
    text, off_limits = clause.text, said(context, "DESC")
    spans = [found.span() for found in _TERM.finditer(text) if off_limits.search(text, *found.span())]
    terms = scan(text, context.knowledge) if spans else []
    starts = [term.start for term in terms]  # no two terms overlap: their ends are in order too
    for start, end in spans:
        first = max(bisect_right(starts, start) - 1, 0)
        inside = [term for term in terms[first : bisect_left(starts, end)] if start < term.end]
        while inside and inside[0].type in ("DET", "SUCH", "NO", "WORD", "AND", "OR") and len(inside) > 1:
            inside.pop(0)
        if not inside or any(term.things for term in inside):
            continue
        start = max(inside[0].start, start)
        head = inside[-1]
        if head.end != end or not ({head.type, *head.senses} & _HEADS) or not off_limits.search(text, start, end):
            continue
        if " " not in text[start:end] or _heading(text, start, end):
            continue
        yield Span(start=start, end=end)


def _heading(text: str, start: int, end: int) -> bool:
    """Whether the words are the title of a section: at the start of a line, with a full stop, a colon or a line end behind."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return len(line.split()) <= 1 and not re.search(r"[a-z]", line) and _HEADING_END.match(text, end) is not None
