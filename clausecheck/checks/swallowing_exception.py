"""# CC305 swallowing-exception

An exception that lets everything through: the bar falls away when a party to the contract, and no authority, says so.

## Why

"Not to Iran unless authorised by the U.S. Government" is a licence exception, and right. "Not to Iran without Seller's prior
written consent" is none: no seller can license what the law forbids, and in a dispute the consent is the first thing that is
argued about. The same goes for "except in the ordinary course of business" and "unless otherwise agreed".

## Bad

```text bad
Buyer shall not export or re-export the Products to Iran or to any person on the Entity List without the prior written consent
of Seller.
```

## Good

```text good
Buyer shall not export or re-export the Products to Iran or to any person on the Entity List without the prior written consent
of Seller and a license of the U.S. Government.
```

## Sources

None of its own: only the authority that the law names can license an export.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausecheck.checks.context import Context
from clausecheck.checks.norms import Governing, hedged, names, said
from clausecheck.document import Span
from clausecheck.finding import Check, Finding
from clausecheck.ruletree import Clause, Effect

META = Check(
    code="CC305", name="swallowing-exception", severity="error", summary="an exception that a party can open without a licence"
)
_STOP = re.compile(r"[.;\n](?=\s|$)")
_REACH = 160
"""Code points behind the start of an exception in which it says who may open it."""


def check(context: Context) -> Iterator[Finding]:
    """One finding for each such exception behind which things stand that no other norm bars without it."""
    opening, party = said(context, "swallowing"), said(context, "party_consent")
    public = said(context, "public_consent")

    def swallows(clause: Clause, effect: Effect, held: Governing) -> Span | None:  # noqa: ARG001
        for node in reversed(held.chain):
            for exception in node.exceptions:
                end = min(exception.start + _REACH, len(clause.text))
                stop = _STOP.search(clause.text, exception.end - 1, end)
                words = clause.text[exception.start : stop.start() if stop else end]
                found = opening.search(words) or party.search(words)
                if found and not public.search(words):
                    return Span(start=exception.start, end=max(exception.end, exception.start + found.end()))
        return None

    for index, span, effects in hedged(context, swallows):
        quote = span.of(context.clauses[index].text)
        yield Finding(
            code=META.code,
            name=META.name,
            severity=META.severity,
            confidence="medium",
            message=f"\u201c{' '.join(quote.split())}\u201d opens the bar on {names(context, effects)} without a licence: only "
            "the authority that the law names can",
            place=context.place(index, span),
            quote=quote,
            thing=effects[0].thing,
            advice="strike the exception, or write \u201cunless authorized by the competent government authority\u201d",
            sources=context.laws(effects[0].thing),
        )
