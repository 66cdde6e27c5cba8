"""Contracts that are judged by the default reference though they name other law alone: whoever runs the check is told.

The reference is not chosen by what a contract names: a contract that lost the lists of one country would then pass by the
reference of another.
"""

from __future__ import annotations

from collections.abc import Iterable

from clausecheck import knowledge, references
from clausecheck.finding import Report

_LAW = ("list", "instrument")
"""The kinds of things that tell by whose law a clause goes; every law has its embargoes on the same countries."""


def told(reports: Iterable[Report], as_of: str) -> list[str]:
    """One sentence for each other reference that would fit contracts, of those that nobody chose a reference for."""
    fitting: dict[tuple[str, str], list[str]] = {}
    for report in reports:
        if (better := _better(report, as_of)) is not None:
            fitting.setdefault((report.reference, better), []).append(report.document.path)
    return [_sentence(paths, used, better) for (used, better), paths in fitting.items()]


def _better(report: Report, as_of: str) -> str | None:
    """The reference whose law a contract names where it names none of the law of the one that was used."""
    known = knowledge.load()
    entries = [known.entry(effect.thing) for clause in report.clauses for effect in clause.effects if effect.thing.kind in _LAW]
    named = {entry.jurisdiction for entry in entries if entry is not None and entry.jurisdiction}
    if not named or named & set(references.load(report.reference, as_of).jurisdictions):
        return None
    others = ((name, set(references.load(name, as_of).jurisdictions)) for name in references.names())
    fit = [(len(law), name) for name, law in others if law and law <= named]
    return max(fit)[1] if fit else None


def _sentence(paths: list[str], used: str, better: str) -> str:
    first = paths[0] if len(paths) == 1 else f"{len(paths)} contracts ({paths[0]} first)"
    verb = "names" if len(paths) == 1 else "name"
    return (
        f"{first} {verb} law of the reference {better} and none of {used}, the default that judged: "
        f"give --reference {better}, or `reference` in the [[per-path]] of a clausecheck.toml"
    )
