"""From a located clause to its rule tree: outline, chunks, parts, norms. The only package that knows Lark."""

from __future__ import annotations

from clausecheck.document import Span
from clausecheck.knowledge import Knowledge
from clausecheck.outline import outline
from clausecheck.outline.definitions import defined_terms
from clausecheck.parsing.attachment import readings
from clausecheck.parsing.builder import Builder, Meaning
from clausecheck.parsing.chunks import Unit, chunk
from clausecheck.parsing.polarity import find_lost_nots
from clausecheck.parsing.uses import TermUses
from clausecheck.ruletree import Definition, Located, RuleTree, Unparsed
from clausecheck.tokens import Term

__all__ = ["parse_clause"]

_LONGEST_UNREAD = 14
"""Words in a row that no phrase of the vocabulary holds before the stretch counts as unparsed."""


def parse_clause(located: Located, knowledge: Knowledge) -> RuleTree:
    """The rule tree of a clause. Never fails: what could not be read is in `unparsed`, and what was named there in `loose`.

    Spans are half-open code points into `located.text`.
    """
    text = located.text
    defined = defined_terms(text)
    units = chunk(outline(text, knowledge, defined))
    builder = Builder(text, knowledge)
    for unit in units:
        builder.sentence(unit)
    builder.gather(units)
    find_lost_nots(builder.drafts, knowledge)
    terms = [term for unit in units for term in _terms(unit)]
    unread = [term for term in terms if term.type == "WORD"]
    unparsed = sorted(
        [*builder.unparsed, *(Unparsed(span=Span(start=t.start, end=t.end)) for t in unread if t.size > _LONGEST_UNREAD)],
        key=lambda u: u.span,
    )
    words = sum(term.size for term in terms)
    lost = sum(term.size for term in unread)
    return RuleTree(
        norms=tuple(draft.freeze() for draft in builder.drafts),
        definitions=_definitions(text, builder.meanings),
        readings=readings(builder.series, text),
        unparsed=tuple(unparsed),
        loose=tuple(builder.loose),
        coverage=round(1 - lost / words, 3) if words else 0.0,
    )


def _terms(unit: Unit) -> list[Term]:
    found: list[Term] = []
    for item in unit.chunks:
        found.extend(item.terms)
        for limb in item.limbs:
            found.append(limb.label)
            for inner in limb.units:
                found.extend(_terms(inner))
    return found


def _definitions(text: str, meanings: list[Meaning]) -> tuple[Definition, ...]:
    found = []
    terms = TermUses(text)
    for meaning in meanings:
        uses = 0 if meaning.implied else terms.count(meaning.term, meaning.span)
        found.append(
            Definition(
                term=meaning.term,
                span=meaning.span,
                meaning=Span(start=min(meaning.start, meaning.end), end=meaning.end),
                uses=uses,
                things=tuple(meaning.exclusions),
                terms=tuple(meaning.uses),
                implied=meaning.implied,
            )
        )
    return tuple(found)
