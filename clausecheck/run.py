"""One contract from file to verdicts: the way that the command line, the terminal UI and the Python functions share."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from clausecheck import __version__, knowledge, reading
from clausecheck.document import Block, Document, View
from clausecheck.finding import MAX_AGE, Age, Report
from clausecheck.knowledge import Knowledge
from clausecheck.report import Asking, Comparison
from clausecheck.ruletree import Clause, Thing, strongest

if TYPE_CHECKING:
    from clausecheck.references import Reference
    from clausecheck.scenario import Case

_TEXT_OR_WORD = frozenset({".docx", ".docm", ".dotx", ".dotm", ".txt", ".md"})
_REQUIRED_ACTS = ("reexport", "in-country-transfer")
"""The acts that a reference made of a file asks for where its clauses have them; every clause speaks of the others."""


def opened(source: Document | str | Path, revisions: View = "final") -> Document:
    """`source` as it is where it is a contract already, else the contract at that path. Raises `document.Unreadable`."""
    return source if isinstance(source, Document) else reading.read(source, revisions)


def parse(document: Document, as_of: str, overlay: Path | None = None) -> tuple[Clause, ...]:
    """The export clauses of a contract, read and resolved at the day `as_of` (YYYY-MM-DD).

    `overlay` is a directory of entries laid over the knowledge. Raises `knowledge.KnowledgeError`.
    """
    # imported here: the commands that only show knowledge load no grammar
    from clausecheck.ambiguity import judged
    from clausecheck.clauses import locate
    from clausecheck.parsing import parse_clause
    from clausecheck.resolve import resolve

    known = knowledge.load(overlay)
    return tuple(
        judged(resolve(located, parse_clause(located, known), known, as_of), known) for located in locate(document, known)
    )


def parsed(
    document: Document,
    *,
    as_of: str,
    overlay: Path | None = None,
    max_age: int = MAX_AGE,
    timer: Callable[[], float] | None = None,
) -> Report:
    """A contract with its clauses alone, judged against nothing; the rest as in `review`."""
    begin = timer() if timer else 0.0
    found = parse(document, as_of, overlay)
    document = _noted(document, found, overlay)
    return Report(
        document=document,
        clauses=found,
        reference="",
        as_of=as_of,
        age=age(found, as_of=as_of, overlay=overlay, max_age=max_age),
        notes=document.notes,
        milliseconds=(timer() - begin) * 1000 if timer else 0.0,
    )


def _noted(document: Document, clauses: tuple[Clause, ...], overlay: Path | None) -> Document:
    """The document with a note where its clause only points elsewhere."""
    from clausecheck import pointing

    if pointing.pointer(document, clauses, knowledge.load(overlay)) is None:
        return document
    return replace(document, notes=(*document.notes, pointing.NOTE))


def review(
    source: Document | str | Path,
    *,
    as_of: str,
    reference: str | Reference = "us",
    requirements: Path | None = None,
    revisions: View = "final",
    overlay: Path | None = None,
    max_age: int = MAX_AGE,
    codes: frozenset[str] | None = None,
    timer: Callable[[], float] | None = None,
) -> Report:
    """One contract with its clauses, its coverage matrix and its findings on the day `as_of`.

    `requirements` is a file that raises, lowers or adds what a reference asks for that is given by its name or path;
    `overlay` a directory of entries laid over the knowledge; `max_age` the days past which the report warns of its age;
    `codes` the checks whose findings count (None: all); `timer`, seconds, fills `Report.milliseconds` with the time from
    blocks to effects. Raises `document.Unreadable`, `references.UnknownReference`, `references.DamagedReference` and
    `knowledge.KnowledgeError`.
    """
    from clausecheck import baseline, checks, comparison  # here: `parse` judges nothing and loads none of them

    known = knowledge.load(overlay)
    document = opened(source, revisions)
    begin = timer() if timer else 0.0
    found = parse(document, as_of, overlay)
    document = _noted(document, found, overlay)
    milliseconds = (timer() - begin) * 1000 if timer else 0.0
    asked = reference_for(reference, as_of, requirements, overlay) if isinstance(reference, str) else reference
    model = reference_clauses(asked, as_of, overlay)
    matrix = comparison.matrix(asked, found, known, as_of, model=model)
    ground = age(found, asked, as_of=as_of, overlay=overlay, max_age=max_age)
    context = checks.Context(
        document=document, clauses=found, reference=asked, model=model, knowledge=known, as_of=as_of, matrix=matrix,
        age_warning=ground.warning,
    )  # fmt: skip
    findings = tuple(one for one in checks.run_checks(context) if codes is None or one.code in codes)
    return Report(
        document=document,
        clauses=found,
        reference=asked.name,
        as_of=as_of,
        age=ground,
        findings=baseline.fingerprinted(findings, found),
        matrix=matrix,
        notes=document.notes,
        milliseconds=milliseconds,
    )


def compare(old: Document, new: Document, *, as_of: str, overlay: Path | None = None, max_age: int = MAX_AGE) -> Comparison:
    """What changed in meaning from `old` to `new`, both seen on the day `as_of`; the rest as in `review`."""
    from clausecheck import comparison

    before, after = parse(old, as_of, overlay), parse(new, as_of, overlay)
    before, after = _with_lost(before, after, old, as_of, overlay), _with_lost(after, before, new, as_of, overlay)
    changes = comparison.compare(before, after, knowledge.load(overlay), old_path=old.path, new_path=new.path)
    if old.sha256 == new.sha256 and old.revisions != new.revisions:
        changes = comparison.attributed(changes, (old, before), (new, after))
    return Comparison(
        version=__version__,
        old=old.path,
        new=new.path,
        as_of=as_of,
        age=age(before + after, as_of=as_of, overlay=overlay, max_age=max_age),
        changes=changes,
        old_clauses=before,
        new_clauses=after,
    )


def _with_lost(
    found: tuple[Clause, ...], others: tuple[Clause, ...], document: Document, as_of: str, overlay: Path | None
) -> tuple[Clause, ...]:
    """`found`, and behind it the paragraphs of `document` that are clauses of the other text, edited until they bar nothing."""
    from clausecheck.ambiguity import judged
    from clausecheck.clauses import counterpart
    from clausecheck.comparison import rows
    from clausecheck.parsing import parse_clause
    from clausecheck.resolve import resolve

    known, held = knowledge.load(overlay), list(found)
    for row in rows(others, found):
        if row.new is not None or row.old is None:
            continue
        taken = frozenset(piece.block for clause in held for piece in clause.located.pieces)
        located = counterpart(others[row.old].located, document, taken, known)
        if located is not None:
            clause = judged(resolve(located, parse_clause(located, known), known, as_of), known)
            if not any(effect.effect in ("barred", "limited") for effect in clause.effects):
                held.append(clause)
    return tuple(held)


def ask(document: Document, case: Case, *, as_of: str, overlay: Path | None = None, max_age: int = MAX_AGE) -> Asking:
    """Whether the contract bars `case`, seen on the day `as_of`; the rest as in `review`."""
    from clausecheck.scenario import Predicate

    found = parse(document, as_of, overlay)
    predicate = Predicate(found, knowledge.load(overlay), as_of)
    return Asking(
        version=__version__,
        document=document.path,
        as_of=as_of,
        age=age(found, as_of=as_of, overlay=overlay, max_age=max_age),
        clauses=found,
        case=case,
        verdict=predicate.verdict(case),
        duties=tuple(bar for bar in predicate.bars if bar.sort == "duty"),
    )


# ---------------------------------------------------------------- references


def reference_for(name_or_path: str, as_of: str, requirements: Path | None = None, overlay: Path | None = None) -> Reference:
    """The reference of that name, or the contract at that path as one: every thing that it bars or limits is required.

    What the file `requirements` says is laid over it; beside a contract, a file of its name that ends in .toml is laid over it
    first. Raises `references.UnknownReference`, `references.DamagedReference` and `document.Unreadable`.
    """
    from clausecheck import references

    path = Path(name_or_path)
    is_file = path.suffix.casefold() in _TEXT_OR_WORD and name_or_path not in references.names()
    reference = _from_file(name_or_path, as_of, overlay) if is_file else references.load(name_or_path, as_of)
    beside = path.with_suffix(".toml")
    for laid in ([beside] if is_file and beside.exists() else []) + ([requirements] if requirements else []):
        reference = references.overlaid(reference, laid, as_of)
        _refuse_unknown(reference, laid, knowledge.load(overlay))
    if is_file and not reference.requirements:
        what = "its export clause bars nothing" if reference.text else "no export clause was found in it"
        raise references.DamagedReference(
            f"{path}: {what}, so every contract would pass: name a template with such a clause, or one of "
            + ", ".join(references.names())
        )
    return reference


def _refuse_unknown(reference: Reference, path: Path, known: Knowledge) -> None:
    """Raises DamagedReference for a thing that the knowledge base does not have: a contract could never bar it."""
    from clausecheck.references import USE_IN, DamagedReference

    for one in reference.requirements:
        key = one.key
        if isinstance(key, str) and key.startswith(USE_IN):
            key = Thing(kind="territory", id=key.removeprefix(USE_IN))
        if isinstance(key, Thing) and known.entry(key) is None:
            raise DamagedReference(
                f"{path}: {key.kind} {key.id}: id: the knowledge base has none of this id; `clausecheck show NAME` finds it, "
                "--knowledge DIR adds it"
            )


def reference_clauses(reference: Reference, as_of: str, overlay: Path | None = None) -> tuple[Clause, ...]:
    """The clauses of the reference's own text, read like any contract's."""
    return _clauses_of(reference.name, reference.text, as_of, overlay)


@cache
def _clauses_of(name: str, text: str, as_of: str, overlay: Path | None) -> tuple[Clause, ...]:
    blocks = tuple(Block(text=line) for line in text.splitlines() if line.strip())
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return parse(Document(path=name, sha256=digest, blocks=blocks), as_of, overlay)


@cache
def _from_file(path: str, as_of: str, overlay: Path | None) -> Reference:
    from clausecheck.references import ELEMENT, USE_IN, Reference, Requirement, elements, provision, used_in

    found = parse(reading.read(path), as_of, overlay)
    requirements = [
        Requirement(key=thing, level="required", wording=_sentence(found[index], effect.span.start))
        for thing, (index, effect) in strongest(found).items()
        if effect.effect in ("barred", "limited")
    ]
    places = [one.key for one in requirements if isinstance(one.key, Thing) and one.key.kind == "territory"]
    if any(clause.ownership for clause in found):
        requirements.append(Requirement(key="ownership", level="required"))
    acts = {act for clause in found for act in clause.actions}
    requirements += [Requirement(key=f"act:{act}", level="required") for act in _REQUIRED_ACTS if act in acts]
    requirements += [
        Requirement(key=f"{USE_IN}{place.id}", level="recommended")
        for place in places
        if any(used_in(clause, {place}) for clause in found)
    ]
    requirements += [
        Requirement(key=f"{ELEMENT}{element.id}", level="recommended", wording=provided)
        for element in elements().values()
        if (provided := next((_sentence(one, at.span.start) for one in found if (at := provision(element, one))), ""))
    ]
    return Reference(
        name=path,
        title=Path(path).stem,
        text="\n".join(clause.text for clause in found),
        requirements=tuple(requirements),
    )


def _sentence(clause: Clause, offset: int) -> str:
    """The sentence around `offset`, as wording to put in."""
    text = clause.text
    begin = max(text.rfind(". ", 0, offset) + 2, text.rfind("\n", 0, offset) + 1, 0) if offset else 0
    ends = [end for mark in (". ", "\n") if (end := text.find(mark, offset)) >= 0]
    return text[begin : min(ends, default=len(text)) + 1].strip()


# ---------------------------------------------------------------- age


def age(
    clauses: Iterable[Clause],
    reference: Reference | None = None,
    *,
    as_of: str,
    overlay: Path | None = None,
    max_age: int = MAX_AGE,
) -> Age:
    """The ground of a report on these clauses: the knowledge version, the day on which its oldest source was read, a warning.

    The warning is there where one of the two days lies more than `max_age` days before `as_of`.
    """
    known = knowledge.load(overlay)
    things = {effect.thing for clause in clauses for effect in clause.effects}
    days = set()
    if reference is not None:
        things |= {requirement.key for requirement in reference.requirements if isinstance(requirement.key, Thing)}
        days = {law.read for requirement in reference.requirements for law in requirement.sources if law.read}
    entries = [entry for thing in things if (entry := known.entry(thing))]
    days |= {source.read for entry in entries for source in entry.sources if source.read}
    oldest = min(days, default="")
    return Age(
        knowledge=known.version,
        oldest_source=oldest,
        overlay=str(overlay) if overlay else "",
        warning=_too_old(known.version, oldest, as_of, max_age),
        doubts=_doubts(reference, as_of, known) if reference is not None else (),
    )


def _doubts(reference: Reference, as_of: str, known: Knowledge) -> tuple[str, ...]:
    """One sentence for each rule that the reference rests on and of which nobody here knows whether it is in force."""
    found = dict.fromkeys(id for requirement in reference.requirements for id in requirement.rules)
    rules = [(rule, known.status(rule, as_of)) for id in found if (rule := known.rule(id))]
    unsure = [(rule, standing.sentence) for rule, standing in rules if standing.status == "unknown"]
    return tuple(f"{sentence.removesuffix(' is not known')} ({rule.id}). {rule.note}" for rule, sentence in unsure)


def _too_old(version: str, oldest: str, as_of: str, max_age: int) -> str:
    since = min(oldest or version, version)
    days = (date.fromisoformat(as_of) - date.fromisoformat(since)).days
    if days <= max_age:
        return ""
    what = f"the knowledge is of {since}" if since == version else f"the oldest source here was read on {since}"
    passed = f"{days} day{'' if days == 1 else 's'}"
    return (
        f"{what}, {passed} before {as_of}, and more than {max_age} days are too many: what the law changed since is not in "
        "this report; update clausecheck, or lay newer entries over it (--knowledge)"
    )
