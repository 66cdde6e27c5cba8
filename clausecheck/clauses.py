"""Which blocks of a contract make an export clause, and the notes and definitions that it depends on.

A section is judged by what it names, not by its heading: lists, sanctions and export law, the agencies that keep lists, groups
of countries off limits, end uses, acts of exporting. One named list or law is enough; words that other clauses share (an
embargo among strikes and floods, a country of sale) are not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from clausecheck.document import Block, Document, Span
from clausecheck.knowledge import Knowledge
from clausecheck.outline import defined_terms, outline
from clausecheck.ruletree import Located, Piece
from clausecheck.tokens import Term, folded

ENOUGH = 3
"""Weight of evidence from which a section is an export clause."""

SMALL = 8_000
"""Code points up to which a text without headings is taken as one clause: somebody pasted it."""

_STARTS = re.compile(r"^\s*(?:ARTICLE|Article|Section|SECTION|§)?\s*(\d{1,3}(?:\.\d{1,3}){0,4})[.)]?\s+\S")
_LAWLIKE = re.compile(r"\b(?:laws?|regulations?|rules?|controls?|legislation|acts?|programs?|programmes?)\b", re.IGNORECASE)
_EXPORTLIKE = re.compile(
    r"\b(?:laws?|regulations?|rules?|controls?|legislation|acts?|restrictions?|requirements?)\b", re.IGNORECASE
)
_LEGAL = frozenset({"LAW", "LAWWORD", "LICENCE", "VIOLATION", "PROHIBITS"})
_BARRING = frozenset({"BAR", "DONT", "ISNT", "NOT", "NATIONAL", "LOCATED", "NOR", "NO", "NEITHER", "PREVENT"})
_BINDING = frozenset({"COMPLY", "VIOLATION", "SUBJECT", "LICENCE", "BAR", "UNLESS", "PROHIBITS", "NOTE", "ADMIN"})
_NORMATIVE = frozenset(
    {"MODAL", "MAY", "BAR", "NOT", "ISNT", "DONT", "COMPLY", "VOUCH", "PLEDGE", "NOTE", "ENSURE", "SUBJECT", "MIGHT_BAR", "NO"}
)
_SPREADING = frozenset(
    {"use", "export", "reexport", "in-country-transfer", "resell", "sell", "ship", "supply", "divert", "transfer"}
)
_ACTS = frozenset({"export", "reexport", "in-country-transfer"})


@dataclass(slots=True)
class _Section:
    path: tuple[str, ...]
    title: str
    blocks: list[int]


def locate(document: Document, knowledge: Knowledge) -> tuple[Located, ...]:
    """The export clauses of a document in order, each with its notes and the definitions elsewhere that it uses behind it."""
    sections = _sections(document)
    passing: list[tuple[_Section, tuple[str, ...]]] = []
    for section in sections:
        text = "\n".join(document.blocks[index].shown for index in section.blocks)
        evidence = _evidence(text, knowledge)
        if evidence:
            passing.append((section, evidence))
    defining = _defining(document, sections, knowledge)
    merged = _siblings(passing, sections)
    defined = {index for _, blocks in defining for index in blocks}
    operative = [(section, evidence) for section, evidence in merged if not set(section.blocks) <= defined]
    found = [_located(document, section, evidence, defining) for section, evidence in operative or merged]
    taken = {piece.block for clause in found for piece in clause.pieces}
    found += [
        _located(document, s, e, defining)
        for s, e in merged
        if (s, e) not in operative and operative and not set(s.blocks) <= taken
    ]
    return tuple(sorted(found, key=lambda clause: clause.pieces[0].block))


def _siblings(
    passing: list[tuple[_Section, tuple[str, ...]]], sections: list[_Section]
) -> list[tuple[_Section, tuple[str, ...]]]:
    """Export sections of one parent as one clause (7.1, 7.2, 7.3 of section 7), with what stands between them."""
    merged: list[tuple[_Section, tuple[str, ...]]] = []
    spans: list[tuple[int, int]] = []
    for section, evidence in passing:
        at = sections.index(section)
        if merged:
            held, known = merged[-1]
            first, _ = spans[-1]
            parent = section.path[:1]
            if parent and held.path[:1] == parent and len(section.path) > 1:
                blocks = [index for s in sections[first : at + 1] for index in s.blocks]
                path = held.path if section.path[: len(held.path)] == held.path else section.path[:-1]
                title = held.title or next((s.title for s in sections if s.path == path), "")
                merged[-1] = _Section(path, title, blocks), tuple(dict.fromkeys((*known, *evidence)))[:8]
                spans[-1] = (first, at)
                continue
        merged.append((section, evidence))
        spans.append((at, at))
    return [
        (_whole(section, first, last, sections), known) for (section, known), (first, last) in zip(merged, spans, strict=True)
    ]


def _whole(section: _Section, first: int, last: int, sections: list[_Section]) -> _Section:
    """A clause of several sections with what follows them under the same parent: nothing of it may go unread."""
    if last == first:
        return section
    end = last + 1
    while end < len(sections) and len(sections[end].path) > 1 and sections[end].path[:1] == section.path[:1]:
        end += 1
    return _Section(section.path, section.title, [index for held in sections[first:end] for index in held.blocks])


def _sections(document: Document) -> list[_Section]:
    body = [index for index, block in enumerate(document.blocks) if block.kind not in ("note", "header")]
    size = sum(len(document.blocks[index].text) for index in body)
    if size <= SMALL and not any(document.blocks[index].kind == "heading" or document.blocks[index].number for index in body):
        return [_Section(_number(document.blocks[body[0]]), _title(document.blocks[body[0]]), body)] if body else []
    sections: list[_Section] = []
    above: list[tuple[int, str]] = []
    for index in body:
        block = document.blocks[index]
        depth = _depth(block)
        if depth is not None or not sections:
            label = (_number(block) or ("",))[0]
            above = [held for held in above if held[0] < (depth or 1)]
            if label:
                above.append((depth or 1, label))
            sections.append(_Section(tuple(held[1] for held in above), _title(block), [index]))
        else:
            sections[-1].blocks.append(index)
    return sections


def _depth(block: Block) -> int | None:
    """How deep a section that this block opens lies; None where it opens none."""
    number = (_number(block) or ("",))[0]
    dotted = number.count(".") + 1 if re.fullmatch(r"\d+(?:\.\d+)*", number) else None
    if block.kind == "heading":
        return dotted or block.level or 1
    return dotted if dotted is not None and dotted <= 2 and block.row is None else None


def _number(block: Block) -> tuple[str, ...]:
    if block.number:
        bare = block.number.strip().rstrip(".").strip()
        return (bare,) if bare else ()
    match = _STARTS.match(block.text)
    return (match[1],) if match else ()


def _title(block: Block) -> str:
    text = _STARTS.sub(lambda m: m.group()[-1], block.text).strip() if not block.number else block.text.strip()
    if block.kind == "heading" and len(text) <= 160:
        return text
    head = re.match(r"[^.:\n]{3,80}[.:](?=\s|$)", text)
    words = head.group().rstrip(".:") if head else ""
    return words if words and (words.istitle() or words.isupper() or len(words.split()) <= 8) else ""


def _evidence(text: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The words that make a text an export clause, heaviest first; () where they do not suffice."""
    weights: dict[str, int] = {}
    anchored = False
    terms = outline(text, knowledge)
    countries = [term for term in terms if term.type == "COUNTRY" and term.things]
    trading = (
        len(countries) > 3 and sum(_watched(term, knowledge) for term in countries) < len(countries) / 2
    )  # a sales territory
    for index, term in enumerate(terms):
        weight = 0 if trading and term.type == "COUNTRY" else _weight(text, term, terms, index, knowledge)
        words = " ".join(term.of(text).split())
        if weight and words.casefold() not in {held.casefold() for held in weights}:
            # other clauses name these too: they only add a little
            shared = term.type in ("USE", "ENDUSER") or (weight == 1 and term.type == "COUNTRY")
            weights[words] = weight
            barred = (
                term.type in ("USE", "AGENCY")
                and any(t.type in ("BAR", "NOT", "NO", "NEITHER", "ISNT") for t in terms[max(0, index - 40) : index])
                and (term.type == "USE" or _listing(terms, index))
            )
            anchored = anchored or barred or (not shared and term.type != "AGENCY")
    if sum(weights.values()) < ENOUGH or not anchored:
        return ()
    if not any(_watched(term, knowledge) for term in terms) and not {term.type for term in terms} & _NORMATIVE:
        return ()  # a definition of a territory by the law of export is no export clause
    return tuple(sorted(weights, key=lambda words: -weights[words])[:8])


def _weight(text: str, term: Term, terms: list[Term], index: int, knowledge: Knowledge) -> int:
    if term.type == "LIST" and term.things:
        return 3
    if term.type == "GROUP" and term.things:
        return 2
    if term.type == "LAW" and term.things:
        entries = [entry for thing in term.things if (entry := knowledge.entry(thing)) is not None]
        if any(
            entry.topic in ("export", "sanctions", "terrorism")
            or (not entry.topic and entry.keeper and entry.keeper in _keepers(knowledge))
            for entry in entries
        ):
            if any(not thing.id.startswith("generic.") for thing in term.things):
                return 3
            words = _LAWLIKE if "export" not in term.name.split("|") else _EXPORTLIKE
            binding = _sentence(terms, index) & _BINDING
            return 3 if binding and term.size > 1 and words.search(text[term.start : term.end]) else 1
        return 0
    if term.type == "AGENCY":
        return 2 if any(thing.id in _keepers(knowledge) for thing in term.things) else 0
    if term.type in ("ACT", "TOPIC") and ("export" in text[term.start : term.end].casefold()):
        near = {t.type for t in terms[max(0, index - 10) : index + 11]}
        forbidden = bool(_BARRING & {t.type for t in (*terms[max(0, index - 8) : index], *terms[index + 1 : index + 3])})
        if term.type == "ACT" and forbidden and any(_watched(t, knowledge) for t in terms[max(0, index - 12) : index + 30]):
            return 3
        far = {t.type for t in terms[index : index + 45]}
        if forbidden and far & {"LICENCE", "UNLESS"} and far & {"STATE", "AGENCY"}:
            return 3
        return (
            3
            if near & _LEGAL and near & {"STATE", "AGENCY", "COUNTRY"}
            else 2
            if _licensed(text, terms, index, knowledge) or near & (_LEGAL - {"LICENCE"})
            else 1
        )
    if term.type in ("USE", "ENDUSER") and term.things and not (term.weak and term.type == "ENDUSER"):
        before = terms[max(0, index - 24) : index]
        spread = any(
            (t.type == "ACT" and set(t.name.split("|")) & _SPREADING)
            or (t.type == "PURPOSE" and t.of(text).lower().startswith(("be used", "used")))
            for t in before
        )
        barred = any(t.type in _BARRING for t in (*before, *terms[index + 1 : index + 12]))
        if term.type == "USE" and spread and barred:
            return 2 * len(term.things)
        return 0 if term.weak else 1
    if term.type == "COUNTRY" and term.things:
        acts = any(t.type == "ACT" for t in terms[max(0, index - 12) : index + 16])
        after = [t for t in terms[index + 1 : index + 10] if acts and t.type in ("NOT", "NOR", "BAR")]
        before = [*terms[max(0, index - 20) : index], *after]
        if not any(t.type in _BARRING or (t.type == "ACT" and set(t.name.split("|")) & _ACTS) for t in before):
            return 0
        return 3 if any((entry := knowledge.entry(thing)) is not None and entry.measures for thing in term.things) else 1
    if term.type == "DESC" and index + 1 < len(terms) and terms[index + 1].type in ("PLACEWORD", "PERSONWORD"):
        return 1
    return 0


def _sentence(terms: list[Term], index: int) -> set[str]:
    """The terminals of the sentence that the term at `index` stands in, up to 30 terms before it and 16 behind."""
    start = next((at + 1 for at in range(index - 1, max(-1, index - 31), -1) if terms[at].type == "EOS"), max(0, index - 30))
    end = next((at for at in range(index, min(len(terms), index + 16)) if terms[at].type == "EOS"), index + 16)
    return {term.type for term in terms[start:end]}


def _watched(term: Term, knowledge: Knowledge) -> bool:
    """Whether a term names a list, a group, or a territory under measures."""
    if term.type in ("LIST", "GROUP"):
        return bool(term.things)
    if term.name and term.type in ("COUNTRY", "PLACEWORD", "GROUP", "PERSONWORD", "PARTY"):
        return True  # a defined place or person
    return term.type == "COUNTRY" and any(
        (entry := knowledge.entry(thing)) is not None and bool(entry.measures) for thing in term.things
    )


def _licensed(text: str, terms: list[Term], index: int, knowledge: Knowledge) -> bool:
    """Whether a licence stands close by: a consent or a permission may be the other party's."""
    permits = set(knowledge.cues["permit"])
    return any(t.type == "LICENCE" and permits & set(folded(t.of(text))) for t in terms[max(0, index - 10) : index + 11])


def _listing(terms: list[Term], index: int) -> bool:
    """Whether a word for a list, or a list, stands close before an authority: "on any sanctions list maintained by"."""
    return any(t.type in ("LISTWORD", "LIST") for t in terms[max(0, index - 8) : index])


_HELD: dict[int, tuple[Knowledge, frozenset[str]]] = {}


def _keepers(knowledge: Knowledge) -> frozenset[str]:
    """The authorities that keep a list."""
    held = _HELD.get(id(knowledge))
    if held is None:
        keepers = frozenset(
            entry.keeper
            for entry in knowledge.entries
            if entry.kind == "list" and entry.keeper and not entry.id.startswith("generic.")
        )
        general = {entry.keeper for entry in knowledge.entries if entry.id.startswith("generic.")}
        held = _HELD[id(knowledge)] = (knowledge, keepers - general)
    return held[1]


_NAMING = frozenset({"LIST", "COUNTRY", "GROUP", "USE", "ENDUSER", "LAW"})


def _defining(document: Document, sections: list[_Section], knowledge: Knowledge) -> list[tuple[str, list[int]]]:
    """Every term whose definition names something of the law, or a term that does, with the blocks that define it."""
    found: list[tuple[str, list[int]]] = []
    for section in sections:
        for position, index in enumerate(section.blocks):
            block = document.blocks[index]
            if not any(quote in block.text for quote in '“"‘') and "mean" not in block.text:
                continue
            terms = [definition for definition in defined_terms(block.text) if len(definition.term) > 2]
            if not terms:
                continue
            blocks = [index]
            for later in section.blocks[position + 1 :]:
                if _depth(document.blocks[later]) is not None or defined_terms(document.blocks[later].text):
                    break
                blocks.append(later)
            text = "\n".join(document.blocks[at].shown for at in blocks)
            if any(term.things and term.type in _NAMING for term in outline(text, knowledge)):
                found.extend((definition.term, blocks) for definition in terms)
    return found


def _located(
    document: Document, section: _Section, evidence: tuple[str, ...], defining: list[tuple[str, list[int]]]
) -> Located:
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0

    def add(index: int, role: str) -> None:
        nonlocal length
        block = document.blocks[index]
        label = ""
        if role == "note" and block.number:
            label = f"[{block.number.strip('[]')}] "
        elif block.number:
            label = f"{block.number} "
        text = label + block.text
        pieces.append(Piece(span=Span(start=length, end=length + len(text)), block=index, label=len(label), role=role))  # type: ignore[arg-type]
        parts.append(text)
        length += len(text) + 1

    taken = list(section.blocks)
    for index in section.blocks:
        add(index, "body")
    notes = {mark.note for index in section.blocks for mark in document.blocks[index].marks}
    for index, block in enumerate(document.blocks):
        if block.story in notes and block.kind == "note":
            add(index, "note")
            taken.append(index)
    used = "\n".join(parts)
    for _ in range(3):
        more = [
            index
            for term, blocks in defining
            for index in blocks
            if index not in taken
            and re.search(rf"\b{re.escape(term.removesuffix('s').removesuffix('ie').removesuffix('y'))}", used)
        ]
        if not more:
            break
        for index in dict.fromkeys(more):
            add(index, "definition")
            taken.append(index)
        used = "\n".join(parts)
    return Located(path=section.path, title=section.title, evidence=evidence, text="\n".join(parts), pieces=tuple(pieces))
