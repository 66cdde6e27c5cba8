"""# CC304 weak-modality

What should bind only exhorts: "should not", "shall use reasonable efforts not to", "will try to".

## Why

"Should" is advice. "Reasonable efforts" turns a bar into a question of how hard somebody tried, with the burden of proof on
the party that relies on it. The law that stands behind the bar knows no such excuse. Best efforts towards third parties, whom a
party does not control, are another matter: the European Commission's own template has them.

## Bad

```text bad
Buyer shall use reasonable efforts not to export or re-export the Products to Cuba or Iran.
```

## Good

```text good
Buyer shall not export or re-export the Products to Cuba or Iran, and shall use its best efforts to prevent that third parties
frustrate the purpose of this section.
```

## Sources

None: this is about drafting.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import Context
from clausecheck.checks.norms import Governing, hedged, names, said, sentence
from clausecheck.document import Span
from clausecheck.finding import Check, Finding
from clausecheck.ruletree import Clause, Effect

META = Check(code="CC304", name="weak-modality", severity="warning", summary="a bar or a duty that only exhorts")


def check(context: Context) -> Iterator[Finding]:
    """One finding for each weak word that governs things which no norm elsewhere bars or demands firmly."""
    weak, firm, others = said(context, "weak_modal"), said(context, "MODAL", "BAR"), said(context, "third_parties")

    def governs(clause: Clause, effect: Effect, held: Governing) -> Span | None:
        node = held.chain[0]
        start = sentence(clause.text, Span(start=node.span.start, end=node.span.start)).start
        end = effect.span.start if effect.span.start > node.span.start else held.node.span.end
        window = clause.text[start:end]
        found = list(weak.finditer(window))
        if not found or others.search(window, found[-1].end()):
            return None
        between = window[found[-1].end() :]
        if any(not weak.search(one.group()) and one.group().casefold() != "not to" for one in firm.finditer(between)):
            return None
        return Span(start=start + found[-1].start(), end=start + found[-1].end())

    for kinds, effects, what in (
        (("list", "territory", "territory_group", "end_use", "end_user"), ("barred", "limited"), "barred"),
        (("instrument",), ("required",), "to be complied with"),
    ):
        for index, span, hit in hedged(context, governs, kinds, effects):  # type: ignore[arg-type]
            quote = span.of(context.clauses[index].text)
            yield Finding(
                code=META.code,
                name=META.name,
                severity=META.severity,
                confidence="medium",
                message=f"\u201c{quote}\u201d binds nobody: {names(context, hit)} {'is' if len(hit) == 1 else 'are'} {what} "
                "only as far as somebody tries",
                place=context.place(index, span),
                quote=quote,
                thing=hit[0].thing,
                advice="write \u201cshall not\u201d" if what == "barred" else "write \u201cshall comply with\u201d",
            )
