"""Reports as plain data: the objects that the JSON formats print, as the interface names them."""

from __future__ import annotations

from typing import Any

from clausecheck.document import Document, Span
from clausecheck.finding import Change, Finding, Law, MatrixRow, Place, Report
from clausecheck.report import Asking, Comparison, Fixing, Look, Results
from clausecheck.ruletree import Clause, Effect, Exclusion, Node, OwnershipTest, Thing
from clausecheck.scenario import Bar, Ground, Spared
from clausecheck.word import Addition, Edit, Insertion, Remark

Shape = dict[str, Any]


def head(schema: str, what: Results | Comparison | Fixing | Asking) -> Shape:
    """What every object begins with: schema, version, knowledge and day, and how old the ground is."""
    return {
        "schema": schema,
        "version": what.version,
        "knowledge": what.age.knowledge,
        "overlay": what.age.overlay or None,
        "as_of": what.as_of,
        "oldest_source": what.age.oldest_source or None,
        "age_warning": what.age.warning or None,
        "doubts": list(what.age.doubts),
    }


# ---------------------------------------------------------------- parse


def document(report: Report, look: Look) -> Shape:
    """One element of ``documents``."""
    shape: Shape = {
        "path": report.document.path,
        "sha256": report.document.sha256,
        "revisions": report.document.revisions,
        "notes": list(report.notes),
        "warnings": list(report.document.warnings),
        "clauses": [clause(one) for one in report.clauses],
    }
    if look.times:
        shape["ms"] = round(report.milliseconds, 3)
    return shape


def clause(one: Clause) -> Shape:
    """A clause with its effects and its rule tree; all offsets are into its own ``text``."""
    text, tree = one.text, one.tree
    return {
        "path": list(one.path),
        "title": one.title,
        "evidence": list(one.located.evidence),
        "start": one.located.start,
        "end": one.located.end,
        "text": text,
        "status": one.status,
        "coverage": round(tree.coverage, 3),
        "effects": [effect(each) for each in one.effects],
        "ownership": [ownership(each, text) for each in one.ownership],
        "actions": list(one.actions),
        "definitions": [
            {"term": each.term, **ends(each.span), "meaning": words(each.meaning, text), "uses": each.uses}
            for each in tree.definitions
        ],
        "norms": [node(each, text) for each in tree.norms],
        "readings": [
            {
                **words(each.span, text, "words"),
                "choices": list(each.choices),
                "reason": each.reason,
                "verdicts": [[{**thing(about), "effect": verdict} for about, verdict in choice] for choice in each.verdicts],
            }
            for each in tree.readings
        ],
        "unparsed": [{**words(each.span, text), "expected": list(each.expected)} for each in tree.unparsed],
    }


def effect(one: Effect) -> Shape:
    """What a clause does with one thing."""
    return {
        **thing(one.thing),
        "effect": one.effect,
        "limit": one.limit,
        "quote": one.quote,
        **ends(one.span),
        "via": list(one.via),
        "kept_by": list(one.kept_by),
        "limb": list(one.limb),
        "reading": one.reading,
        "by": [{"norm": each.norm, "bearer": each.bearer, "acts": list(each.acts)} for each in one.by],
        "status": one.status or None,
        "productions": list(one.productions),
    }


def ownership(one: OwnershipTest, text: str) -> Shape:
    """An ownership test."""
    return {
        "percent": _number(one.percent),
        "at_least": one.at_least if one.percent is not None else None,
        "direct_or_indirect": one.direct_or_indirect,
        "aggregate": one.aggregate,
        "control": one.control,
        "direction": one.direction,
        **words(one.span, text, "quote"),
    }


def node(one: Node, text: str) -> Shape:
    """A norm or a limb with everything inside it: limbs that share its stem apart from the norms it holds."""
    shape: Shape = {"kind": one.kind}
    if one.label:
        shape["label"] = one.label
    if one.defect:
        shape["defect"] = one.defect
    return {
        **shape,
        "bearer": one.bearer,
        "modality": one.modality,
        **ends(one.span),
        "acts": list(one.acts),
        "exclusions": [exclusion(each, text) for each in one.exclusions],
        "uses": [
            {"term": each.term, **ends(each.span), "relation": each.relation, "excepted": each.excepted} for each in one.uses
        ],
        "ownership": [ownership(each, text) for each in one.ownership],
        "conditions": [words(each, text) for each in one.conditions],
        "exceptions": [words(each, text) for each in one.exceptions],
        "knowledge": [words(each, text) for each in one.knowledge],
        "limbs": [node(each, text) for each in one.children if each.kind == "limb"],
        "norms": [node(each, text) for each in one.children if each.kind != "limb"],
    }


def exclusion(one: Exclusion, text: str) -> Shape:
    """A thing that a norm speaks of, where, and what narrows it there."""
    return {
        "thing": thing(one.thing),
        **words(one.span, text, "quote"),
        "relation": one.relation,
        "limits": [{"limits": each.kind, **words(each.span, text)} for each in one.limits],
        "excepted": one.excepted,
        "kept_by": list(one.kept_by),
        "productions": list(one.productions),
    }


# ---------------------------------------------------------------- check


def finding(one: Finding) -> Shape:
    """A finding."""
    return {
        "code": one.code,
        "name": one.name,
        "severity": one.severity,
        "confidence": one.confidence,
        "message": one.message,
        "document": one.place.document,
        "clause": place(one.place),
        "start": one.place.span.start if one.place.span else None,
        "end": one.place.span.end if one.place.span else None,
        "quote": one.quote or None,
        "thing": thing(one.thing) if one.thing else None,
        "advice": one.advice,
        "sources": [law(each) for each in one.sources],
        "fingerprint": one.fingerprint,
        "accepted": {"reason": one.accepted.reason, "until": one.accepted.until or None, "where": one.accepted.where}
        if one.accepted
        else None,
    }


def row(one: MatrixRow) -> Shape:
    """A row of the coverage matrix."""
    return {
        **key(one.key),
        "label": one.label,
        "required": one.required,
        "reference": one.reference,
        "contract": one.contract,
        "by_status_only": one.by_status_only,
        "extra": one.extra,
        "status": one.status or None,
    }


# ---------------------------------------------------------------- diff


def change(one: Change) -> Shape:
    """A change between two texts."""
    return {
        "kind": one.kind,
        "thing": thing(one.thing) if one.thing else labelled(one.what),
        "old": one.old,
        "new": one.new,
        "severity": one.severity,
        "message": one.message,
        "old_quote": one.old_quote or None,
        "new_quote": one.new_quote or None,
        "old_path": list(one.old_place.path) if one.old_place else None,
        "new_path": list(one.new_place.path) if one.new_place else None,
        "case": dict(one.case) or None,
        "example": one.example or None,
        "old_verdict": one.old_verdict or None,
        "new_verdict": one.new_verdict or None,
        "author": one.author or None,
        "date": one.date or None,
    }


# ---------------------------------------------------------------- ask


def asking(one: Asking) -> Shape:
    """The case with its verdict, the bars that decide it, what else would bar it, and the other readings."""
    verdict, clauses = one.verdict, one.clauses
    return {
        "case": dict(one.case.pairs()),
        "verdict": verdict.answer,
        "by": [_ground(ground, clauses) for ground in verdict.grounds],
        "spared": [
            {
                **_bar(each.bar, clauses),
                "why": each.why,
                "words": _sparing(each),
            }
            for each in verdict.spared
        ],
        "readings": [
            {
                "words": reading.words,
                "choice": reading.choice,
                "verdict": reading.answer,
                "by": [_ground(ground, clauses) for ground in reading.grounds],
            }
            for reading in verdict.readings
        ],
        "default_verdict": verdict.plain,
        "laws": [thing(each) for each in dict.fromkeys(bar.thing for bar in one.duties)],
    }


def _sparing(one: Spared) -> str | None:
    """The words that keep a bar from the case, if words do."""
    if one.condition is not None:
        return one.condition.words
    if one.opening is not None:
        return one.opening.words
    return one.release.quote if one.release is not None else None


def _ground(one: Ground, clauses: tuple[Clause, ...]) -> Shape:
    return {**_bar(one.bar, clauses), "depends_on": list(one.undecided)}


def _bar(one: Bar, clauses: tuple[Clause, ...]) -> Shape:
    held = clauses[one.clause]
    return {
        "thing": thing(one.thing),
        "clause": {"index": one.clause, "path": list(held.path), "title": held.title},
        "limb": list(one.limb),
        "via": list(one.via),
        "bearer": one.bearer,
        "modality": one.modality,
        "acts": list(one.acts),
        "quote": one.quote,
        **ends(one.span),
        "norm": words(one.norm, held.text),
        "limits": [words(condition.span, held.text) for condition in one.conditions],
        "exceptions": [words(opening.span, held.text) for opening in one.openings],
        "knowledge": [words(span, held.text) for span in one.knowledge],
        "ownership": words(one.test.span, held.text) if one.test else None,
    }


# ---------------------------------------------------------------- small ones


def thing(one: Thing) -> Shape:
    """Kind and id."""
    return {"kind": one.kind, "id": one.id}


def key(one: Thing | str) -> Shape:
    """The key of a row of the matrix, or of a requirement."""
    return thing(one) if isinstance(one, Thing) else labelled(one)


def labelled(key: str) -> Shape:
    """A key that is no thing as one: ``act:reexport`` is an action, ``ownership`` is its own kind."""
    kind, _, name = key.partition(":")
    return {"kind": "action" if kind == "act" else kind, "id": name or kind}


def place(one: Place) -> Shape | None:
    """Path and title of the clause, or None where the contract has no such clause."""
    return None if one.clause is None else {"index": one.clause, "path": list(one.path), "title": one.title}


def law(one: Law) -> Shape:
    """A source."""
    return {"title": one.title, "locator": one.locator, "read": one.read}


def ends(span: Span) -> Shape:
    """Start and end."""
    return {"start": span.start, "end": span.end}


def words(span: Span, text: str, key: str = "text") -> Shape:
    """Start, end and the words between."""
    return {**ends(span), key: span.of(text)}


def _number(value: float | None) -> float | int | None:
    """A percentage as a whole number where it is one."""
    return int(value) if value is not None and value == int(value) else value


# ---------------------------------------------------------------- fix


def edit(one: Edit, contract: Document) -> Shape:
    """A tracked change: where it stands, what it strikes and what it puts in. Offsets are into the text of the paragraph."""
    block = contract.blocks[one.block]
    shape: Shape = {"story": block.story, "number": block.number or None, "paragraph": block.text}
    if isinstance(one, Insertion):
        return {"kind": "insertion", **shape, "start": one.offset, "end": one.offset, "struck": None, "put_in": one.text}
    if isinstance(one, Addition):
        return {"kind": "paragraph", **shape, "start": None, "end": None, "struck": None, "put_in": one.text}
    return {"kind": "replacement", **shape, **ends(one.span), "struck": one.span.of(block.text), "put_in": one.text}


def remark(one: Remark, contract: Document) -> Shape:
    """A comment: what it says, and the words that it stands on, up to the end of their first paragraph."""
    block = contract.blocks[one.first.block]
    end = one.last.offset if one.last.block == one.first.block else len(block.text)
    stands = Span(start=one.first.offset, end=end)
    return {"story": block.story, "number": block.number or None, **words(stands, block.text, "on"), "lines": list(one.lines)}
