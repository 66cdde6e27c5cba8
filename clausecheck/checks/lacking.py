"""The finding on a thing that the reference asks for and the contract does not bar."""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.checks.context import LESS, MET, SEVERITY, Context, laws_asked
from clausecheck.checks.unspoken import lessened
from clausecheck.finding import Check, Finding, Lack
from clausecheck.ruletree import ThingKind

_UNMET = {
    None: "no clause names it",
    "mentioned": "a clause names it, but no provision bars it",
    "permitted": "the contract carves it out",
    "required": "the contract asks to comply with it, but does not bar it",
}


def missing(meta: Check, context: Context, kinds: tuple[ThingKind, ...], advice: str) -> Iterator[Finding]:
    """A finding for each thing of these kinds that the reference asks for and the contract does not bar.

    It is less severe where general words of the contract ("any restricted party list") could reach the thing, where the
    contract names nothing of its sort and leaves it to the law, and where it speaks of no exports (`unspoken`).
    `advice` is wording with ``{name}`` and ``{keeper}`` for where the reference has none. Nothing where the contract has no
    such clause at all: that is a finding of its own.
    """
    if not context.clauses:
        return
    for row, thing, level in context.rows(*kinds):
        if row.contract in MET:
            continue
        entry, asked = context.entry(thing), context.asked(thing)
        keeper = context.authority(entry.keeper) if entry and entry.keeper else ""
        named = row.label + (f" of {keeper}" if keeper and thing.kind == "list" else "")
        law = context.law(entry) if entry else ""
        severity, why = SEVERITY[level], ""
        if row.contract is None:
            general = context.general_words(thing)
            severity, why = lessened(context, thing, severity)
            if general:
                severity, why = LESS[SEVERITY[level]], f"only \u201c{general}\u201d could reach it"
        how = _UNMET[row.contract] + (f", and {why}" if why else "")
        ground = f"reference {context.reference.name}, {context.as_of}"
        yield Finding(
            code=meta.code,
            name=meta.name,
            severity=severity,
            confidence="high" if entry and entry.confidence == "verified" and not why else "medium",
            message=f"{named}: {how}{f'; {law}' if law else ''} ({ground})",
            place=context.nowhere(),
            thing=thing,
            subject=row.label,
            lack=Lack(sort=thing.kind, name=row.label, asked=level, why=how, ground=ground, law=law),
            advice=(asked.wording if asked else "") or advice.format(name=row.label, keeper=keeper or "its authority"),
            sources=laws_asked(asked) or context.laws(thing),
        )
