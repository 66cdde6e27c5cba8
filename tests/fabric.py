"""Builders for clauses, effects and reports by hand, for tests of what stands above the grammars."""

from __future__ import annotations

from clausecheck.document import Block, Document, Span
from clausecheck.finding import Age, Report
from clausecheck.references import Reference, Requirement
from clausecheck.ruletree import (
    Clause,
    Definition,
    Effect,
    EffectName,
    Located,
    Node,
    NormKind,
    OwnershipTest,
    Piece,
    Reading,
    RuleTree,
    Source,
    Thing,
    ThingKind,
    Unparsed,
)

AS_OF = "2026-11-24"


def thing(kind: ThingKind, id: str) -> Thing:
    return Thing(kind=kind, id=id)


def span(text: str, words: str) -> Span:
    """The first place of `words` in `text`; fails loudly where there is none."""
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def effect(
    text: str,
    words: str,
    about: Thing,
    name: EffectName = "barred",
    *,
    norm: NormKind = "prohibition",
    bearer: str = "Buyer",
    acts: tuple[str, ...] = ("export",),
    limit: str | None = None,
    kept_by: tuple[str, ...] = (),
    limb: tuple[str, ...] = (),
    via: tuple[str, ...] = (),
) -> Effect:
    return Effect(
        thing=about,
        effect=name,
        quote=words,
        span=span(text, words),
        limit=limit,
        limit_span=span(text, limit) if limit else None,
        kept_by=kept_by,
        limb=limb,
        via=via,
        by=(Source(norm=norm, bearer=bearer, acts=acts),),
        productions=("sentence", "prohibition", "list"),
    )


def clause(
    text: str,
    *effects: Effect,
    path: tuple[str, ...] = ("7", "7.3"),
    title: str = "Export",
    norms: tuple[Node, ...] | None = None,
    definitions: tuple[Definition, ...] = (),
    readings: tuple[Reading, ...] = (),
    unparsed: tuple[Unparsed, ...] = (),
    ownership: tuple[OwnershipTest, ...] = (),
    actions: tuple[str, ...] = ("export",),
    as_of: str = AS_OF,
) -> Clause:
    whole = Span(start=0, end=len(text))
    if norms is None:
        norms = (Node(kind="prohibition", span=whole, bearer="Buyer", modality="shall not", acts=actions),)
    return Clause(
        located=Located(path=path, title=title, evidence=("export",), text=text, pieces=(Piece(span=whole, block=0),)),
        tree=RuleTree(norms=norms, definitions=definitions, readings=readings, unparsed=unparsed, coverage=0.9),
        effects=effects,
        ownership=ownership,
        actions=actions,
        as_of=as_of,
    )


def document(*clauses: Clause, path: str = "contract.docx", notes: tuple[str, ...] = ()) -> Document:
    return Document(path=path, sha256="0" * 64, blocks=tuple(Block(text=one.text) for one in clauses), notes=notes)


def reference(*keys: Thing | str, level: str = "required", name: str = "test") -> Reference:
    """A reference that asks for these things and no text of its own."""
    return Reference(
        name=name,
        title=name,
        text="",
        requirements=tuple(
            Requirement(key=key, level=level, since=None, until=None, sources=(), wording="")
            for key in keys  # type: ignore[arg-type]
        ),
    )


def report(*clauses: Clause, path: str = "contract.docx") -> Report:
    return Report(
        document=document(*clauses, path=path),
        clauses=clauses,
        reference="test",
        as_of=AS_OF,
        age=Age(knowledge=AS_OF, oldest_source="2026-02-03"),
    )
