"""# CC407 placeholder

Words that somebody was to fill in stand in the clause: "[insert name]", "[\u25cf]", "________", "TBD".

## Why

A clause that is signed with a blank in it bars what the blank says: nothing. In a template they are in their place, so this is
a note; raise it for the folder of contracts (`severity = { placeholder = "error" }`). Marks of omission in published contracts
("[***]") and numbers of notes are none.

## Bad

```text bad
[Insert name of Buyer] shall not export the Products to Cuba or to any person on the Entity List.
```

## Good

```text good
Buyer shall not export the Products to Cuba or to any person on the Entity List.
```

## Sources

None: this is about drafting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausecheck.checks.context import Context
from clausecheck.checks.norms import said
from clausecheck.document import Span
from clausecheck.finding import Check, Finding

META = Check(code="CC407", name="placeholder", severity="note", summary="words that somebody was to fill in")
_BLANK = re.compile(
    r"_{3,}|\[[\s\u25cf\u2022\u25aa\u2026._\u2013\u2014-]*\]|\u25cf|\{\{[^{}\n]{1,60}\}\}|\u00ab[A-Za-z_][^\u00ab\u00bb\n]{0,40}\u00bb"
)
_BRACKETS = re.compile(r"\[([^\[\]\n]{2,80})\]|<([A-Za-z][^<>\n]{1,60})>")


def check(context: Context) -> Iterator[Finding]:
    """One finding for each blank of a clause."""
    words = said(context, "placeholder")
    bare = said(context, "placeholder_alone")
    for index, clause in enumerate(context.clauses):
        spans = {found.span() for found in _BLANK.finditer(clause.text)}
        for found in _BRACKETS.finditer(clause.text):
            if words.match((found[1] or found[2]).strip()) or (
                found[1] and found[1].isupper() and any(map(str.isalpha, found[1]))
            ):
                spans.add(found.span())
        spans |= {found.span() for found in bare.finditer(clause.text) if found[0].isupper() or " " in found[0]}
        for start, end in sorted(spans):
            if any(a <= start and end <= b and (a, b) != (start, end) for a, b in spans):
                continue
            quote = clause.text[start:end]
            yield Finding(
                code=META.code,
                name=META.name,
                severity=META.severity,
                confidence="high",
                message=f"\u201c{quote.strip()}\u201d was never filled in",
                place=context.place(index, Span(start=start, end=end)),
                quote=quote,
                key=quote.strip(),
                advice="fill it in, or strike it",
            )
