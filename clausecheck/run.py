"""One contract from file to verdicts: the way that the command line, the terminal UI and the Python functions share."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from clausecheck import __version__, knowledge, reading
from clausecheck.document import Block, Document, View
from clausecheck.finding import Age, Report
from clausecheck.knowledge import Knowledge
from clausecheck.report import Comparison
from clausecheck.ruletree import Clause, Thing, strongest

if TYPE_CHECKING:
    from clausecheck.baseline import Baseline
    from clausecheck.references import Reference, Requirement

_TEXT_OR_WORD = frozenset({".docx", ".docm", ".dotx", ".dotm", ".txt", ".md"})
_REQUIRED_ACTS = ("reexport", "in-country-transfer")
"""The acts that a reference made of a file asks for where its clauses have them; every clause speaks of the others."""


def opened(source: Document | str | Path, revisions: View = "final") -> Document:
    """`source` as it is where it is a contract already, else the contract at that path. Raises `document.Unreadable`."""
    return source if isinstance(source, Document) else reading.read(source, revisions)


def parse(document: Document, as_of: str) -> tuple[Clause, ...]:
    """The export clauses of a contract, read and resolved at the day `as_of` (YYYY-MM-DD)."""
    # imported here: the commands that only show knowledge load no grammar
    from clausecheck.clauses import locate
    from clausecheck.parsing import parse_clause
    from clausecheck.resolve import resolve

    known = knowledge.load()
    return tuple(
        resolve(located, parse_clause(located, known), known, as_of)
        for located in locate(document, known)
    )


def parsed(document: Document, *, as_of: str, timer: Callable[[], float] | None = None) -> Report:
    """A contract with its clauses alone, judged against nothing; `timer` as in `review`."""
    begin = timer() if timer else 0.0
    found = parse(document, as_of)
    return Report(
        document=document,
        clauses=found,
        reference="",
        as_of=as_of,
        age=age(knowledge.load(), found),
        notes=document.notes,
        milliseconds=(timer() - begin) * 1000 if timer else 0.0,
    )


def review(
    source: Document | str | Path,
    *,
    as_of: str,
    reference: str | Reference = "us",
    revisions: View = "final",
    codes: frozenset[str] | None = None,
    timer: Callable[[], float] | None = None,
) -> Report:
    """One contract with its clauses, its coverage matrix and its findings on the day `as_of`.

    `codes` are the checks whose findings count (None: all); `timer`, seconds, fills `Report.milliseconds` with the time
    from blocks to effects. Raises `document.Unreadable`, `references.UnknownReference`, `knowledge.KnowledgeError`.
    """
    from clausecheck import baseline, checks, comparison  # here: `parse` judges nothing and loads none of them

    known = knowledge.load()
    document = opened(source, revisions)
    begin = timer() if timer else 0.0
    found = parse(document, as_of)
    milliseconds = (timer() - begin) * 1000 if timer else 0.0
    asked = reference_for(reference, as_of) if isinstance(reference, str) else reference
    model = reference_clauses(asked, as_of)
    matrix = comparison.matrix(asked, found, known, as_of, model=model)
    context = checks.Context(
        document=document, clauses=found, reference=asked, model=model, knowledge=known, as_of=as_of, matrix=matrix
    )
    findings = tuple(one for one in checks.run_checks(context) if codes is None or one.code in codes)
    return Report(
        document=document,
        clauses=found,
        reference=asked.name,
        as_of=as_of,
        age=age(known, found, asked),
        findings=baseline.fingerprinted(findings, found),
        matrix=matrix,
        notes=document.notes,
        milliseconds=milliseconds,
    )


def compare(old: Document, new: Document, *, as_of: str) -> Comparison:
    """What changed in meaning from `old` to `new`, both seen on the day `as_of`."""
    from clausecheck import comparison

    known = knowledge.load()
    before, after = parse(old, as_of), parse(new, as_of)
    return Comparison(
        version=__version__,
        old=old.path,
        new=new.path,
        as_of=as_of,
        age=age(known, before + after),
        changes=comparison.compare(before, after, known, old_path=old.path, new_path=new.path),
    )


# ---------------------------------------------------------------- references


def reference_for(name_or_path: str, as_of: str) -> Reference:
    """The reference of that name, or the contract at that path as one: every thing that it bars or limits is required.

    Raises `references.UnknownReference` and `document.Unreadable`.
    """
    from clausecheck import references

    is_file = Path(name_or_path).suffix.casefold() in _TEXT_OR_WORD and name_or_path not in references.names()
    return _from_file(name_or_path, as_of) if is_file else references.load(name_or_path, as_of)


def reference_clauses(reference: Reference, as_of: str) -> tuple[Clause, ...]:
    """The clauses of the reference's own text, read like any contract's."""
    return _clauses_of(reference.name, reference.text, as_of)


@cache
def _clauses_of(name: str, text: str, as_of: str) -> tuple[Clause, ...]:
    blocks = tuple(Block(text=line) for line in text.splitlines() if line.strip())
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return parse(Document(path=name, sha256=digest, blocks=blocks), as_of)


@cache
def _from_file(path: str, as_of: str) -> Reference:
    from clausecheck.references import Reference

    document = reading.read(path)
    found = parse(document, as_of)
    requirements = [
        _asked(thing, _sentence(found[index], effect.span.start))
        for thing, (index, effect) in strongest(found).items()
        if effect.effect in ("barred", "limited")
    ]
    if any(clause.ownership for clause in found):
        requirements.append(_asked("ownership"))
    acts = {act for clause in found for act in clause.actions}
    requirements += [_asked(f"act:{act}") for act in _REQUIRED_ACTS if act in acts]
    return Reference(
        name=path,
        title=Path(path).stem,
        text="\n".join(clause.text for clause in found),
        requirements=tuple(requirements),
    )


def _asked(key: Thing | str, wording: str = "") -> Requirement:
    from clausecheck.references import Requirement

    return Requirement(key=key, level="required", since=None, until=None, sources=(), wording=wording)


def _sentence(clause: Clause, offset: int) -> str:
    """The sentence around `offset`, as wording to put in."""
    text = clause.text
    begin = max(text.rfind(". ", 0, offset) + 2, text.rfind("\n", 0, offset) + 1, 0) if offset else 0
    ends = [end for mark in (". ", "\n") if (end := text.find(mark, offset)) >= 0]
    return text[begin : min(ends, default=len(text)) + 1].strip()


# ---------------------------------------------------------------- age


def age(known: Knowledge, clauses: Iterable[Clause], reference: Reference | None = None) -> Age:
    """The knowledge version, and the day on which the oldest source behind these clauses was read."""
    things = {effect.thing for clause in clauses for effect in clause.effects}
    if reference is not None:
        things |= {requirement.key for requirement in reference.requirements if isinstance(requirement.key, Thing)}
    return Age(knowledge=known.version, oldest_source=_oldest(known, sorted(things)))


def _oldest(known: Knowledge, things: Sequence[Thing]) -> str:
    entries = (known.entry(thing) for thing in things)
    return min((source.read for entry in entries if entry for source in entry.sources if source.read), default="")


def with_baseline(report: Report, accepted: Baseline) -> Report:
    """The report with the findings that `accepted` holds marked as accepted."""
    from clausecheck import baseline

    return replace(report, findings=baseline.applied(report.findings, accepted))
