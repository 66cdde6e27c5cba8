"""# CC106 missing-act

The reference asks to bar an act, and no clause speaks of it.

## Why

A bar on "exporting" leaves the shipment from one foreign country to another (re-export) and the hand-over within one
(in-country transfer) to argument, though the law treats all three alike. "Transfer" alone holds the hand-over within a country;
who must not deal with somebody at all must do none of them. Where a contract without the words of export bars a wide act
("provide"), the finding is less severe by one step.

## Bad

```text bad
Buyer shall not export or re-export the Products to any person on the Entity List.
```

## Good

```text good
Buyer shall not export, re-export or make any in-country transfer of the Products to any person on the Entity List.
```

## Sources

- 15 CFR sections 734.13 (export), 734.14 (reexport), 734.16 (transfer (in-country))
"""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import LESS, SEVERITY, Context, laws_asked
from clausecheck.checks.unspoken import lessened
from clausecheck.finding import Check, Finding, Lack
from clausecheck.ruletree import EffectName, acts_barred

META = Check(code="CC106", name="missing-act", severity="warning", summary="an act that the reference asks for is in no clause")
_WORDING = "export, re-export or transfer (in-country)"
_SAID: dict[EffectName | None, str] = {
    None: "no clause speaks of it",
    "mentioned": "a clause speaks of it, but no provision bars it",
    "permitted": "a clause permits it, and no provision bars it",
    "required": "a clause asks to comply with the law in it, but no provision bars it",
}


def check(context: Context) -> Iterator[Finding]:
    """One finding for each act that the reference asks for and no clause bars.

    It is less severe by one step where the contract has none of the words of export, and bars a wide act ("provide",
    "transfer") that could be understood to hold it, or names no act at all and leaves them to the law; a note where it speaks
    of no exports.
    """
    if not context.clauses:
        return
    acts = acts_barred(context.clauses)
    wide = next((act for act in context.knowledge.cues["wide_act"] if act in acts and "export" not in acts), "")
    for row in context.matrix:
        if not isinstance(row.key, str) or not row.key.startswith("act:") or not row.required:
            continue
        if row.contract in ("barred", row.reference):
            continue
        asked, severity = context.asked(row.key), SEVERITY[row.required]
        lower, why = lessened(context, None, severity)
        if wide:
            lower, why = LESS[severity], f"only the bar on \u201c{wide}\u201d could hold it"
        how = _SAID[row.contract] + (f", and {why}" if why else "")
        ground = f"reference {context.reference.name}, {context.as_of}"
        yield Finding(
            code=META.code,
            name=META.name,
            severity=lower,
            confidence="medium" if why else "high",
            message=f"{row.label}: {how} ({ground})",
            place=context.nowhere(),
            key=row.key,
            subject=row.label,
            lack=Lack(sort="act", name=row.label, asked=row.required, why=how, ground=ground),
            advice=(asked.wording if asked else "") or _WORDING,
            sources=laws_asked(asked),
        )
