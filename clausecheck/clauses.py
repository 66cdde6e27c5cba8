"""Which blocks of a contract make an export clause, and the notes and definitions that it depends on.

A section is judged by what it names (`evidence.py`), not by its heading.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from clausecheck.document import Block, Document, Span
from clausecheck.evidence import evidence_of
from clausecheck.knowledge import Knowledge, pattern
from clausecheck.outline import defined_terms, outline
from clausecheck.ruletree import Located, Piece

SMALL = 8_000
"""Code points up to which a text without headings is taken as one clause: somebody pasted it."""

_SHORT = 4_000
"""Code points up to which what was found in a section is kept, should the section be met again."""

_SAME_CLAUSE = 0.75
"""The share of words in common from which on some blocks are a clause that was edited."""

_STARTS = re.compile(r"^\s*(?:ARTICLE|Article|Section|SECTION|§)?\s*(\d{1,3}(?:\.\d{1,3}){0,4})[.)]?\s+\S")


@dataclass(slots=True)
class _Section:
    path: tuple[str, ...]
    title: str
    blocks: list[int]


def locate(document: Document, knowledge: Knowledge) -> tuple[Located, ...]:
    """The export clauses of a document in order, each with its notes and the definitions elsewhere that it uses behind it."""
    sections = _sections(document)
    passing: list[tuple[_Section, tuple[str, ...]]] = []
    stems = _stems(document, sections)
    for section in sections:
        stem = stems.get(section.blocks[0])
        shown = section.blocks if stem is None else [stem, *section.blocks]
        text = "\n".join(document.blocks[index].shown for index in shown)
        evidence = _evidence(text, knowledge) if len(text) <= _SHORT else evidence_of(text, knowledge)
        if evidence:
            passing.append((section, evidence))
    if not passing:
        return ()
    # a text of one section has all its definitions in it
    defining = _defining(document, sections, knowledge) if len(sections) > 1 else []
    merged = _siblings(passing, sections, knowledge)
    defined = {index for _, blocks in defining for index in blocks}
    operative = [(section, evidence) for section, evidence in merged if not set(section.blocks) <= defined]
    found = [_located(document, section, evidence, defining, stems) for section, evidence in operative or merged]
    taken = {piece.block for clause in found for piece in clause.pieces}
    # a section that was taken has all its blocks among those taken
    found += [_located(document, s, e, defining, stems) for s, e in merged if not set(s.blocks) <= taken]
    return tuple(sorted(found, key=lambda clause: next(p.block for p in clause.pieces if p.role != "stem")))


def _stems(document: Document, sections: list[_Section]) -> dict[int, int]:
    """For the first block of a section the block whose words go on with it, which end in a colon under its parent's heading.

    "The Borrower shall not, directly or indirectly:" over 7.14, 7.15 and 7.16.
    """
    found: dict[int, int] = {}
    opening: dict[tuple[str, ...], int] = {}
    for section in sections:
        parent = section.path[:-1]
        if parent in opening:
            found[section.blocks[0]] = opening[parent]
        last = section.blocks[-1]
        if section.path and document.blocks[last].text.rstrip().endswith(":"):
            opening[section.path] = last
        else:
            opening.pop(section.path, None)
    return found


def counterpart(like: Located, document: Document, taken: frozenset[int], knowledge: Knowledge) -> Located | None:
    """The blocks of `document` that have the words of the clause `like`, though nothing in them makes an export clause now.

    A lost "not" can do that. `taken` are the blocks of the clauses that were found; None where no run of others is so alike.
    """
    size = sum(piece.role == "body" for piece in like.pieces)
    wanted = Counter(word for piece in like.pieces if piece.role == "body" for word in _words(piece.span.of(like.text)))
    free = [i for i, one in enumerate(document.blocks) if i not in taken and one.kind not in ("note", "header")]
    bags = {index: Counter(_words(document.blocks[index].shown)) for index in free}
    best: tuple[float, list[int]] = (_SAME_CLAUSE, [])
    for at in range(len(free) - size + 1):
        run = free[at : at + size]
        bag: Counter[str] = sum((bags[index] for index in run), Counter())
        alike = 2 * (bag & wanted).total() / max(bag.total() + wanted.total(), 1)
        if alike > best[0]:
            best = alike, run
    if not best[1]:
        return None
    sections = _sections(document)
    home = next((one for one in sections if best[1][0] in one.blocks), None)
    section = _Section(home.path if home else (), home.title if home else "", best[1])
    return _located(document, section, (), _defining(document, sections, knowledge), _stems(document, sections))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _siblings(
    passing: list[tuple[_Section, tuple[str, ...]]], sections: list[_Section], knowledge: Knowledge
) -> list[tuple[_Section, tuple[str, ...]]]:
    """Export sections of one parent as one clause (7.1, 7.2, 7.3 of section 7), with what stands between them."""
    merged: list[tuple[_Section, tuple[str, ...]]] = []
    spans: list[tuple[int, int]] = []
    places = {id(section): at for at, section in enumerate(sections)}
    for section, evidence in passing:
        at = places[id(section)]
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
    titled = pattern((*knowledge.cues["export_topic"], *knowledge.cues["of_exports"]))
    return [
        (_whole(section, first, last, sections, titled), known)
        for (section, known), (first, last) in zip(merged, spans, strict=True)
    ]


def _whole(section: _Section, first: int, last: int, sections: list[_Section], titled: re.Pattern[str]) -> _Section:
    """A clause of several sections with what follows them under the same parent: nothing of it may go unread.

    Under a heading that says that it is about exports, all that stands there belongs to the clause, before and behind.
    """
    begin, end, parent = first, last + 1, section.path[:1]
    head = next((one for one in sections if one.path == parent), None) if parent else None
    about = head is not None and len(section.path) > 1 and titled.search(head.title) is not None
    if last == first and not about:
        return section
    while about and len(sections[begin - 1].path) > 1 and begin > 0 and sections[begin - 1].path[:1] == parent:
        begin -= 1
    while end < len(sections) and len(sections[end].path) > 1 and sections[end].path[:1] == parent:
        end += 1
    path, title = section.path, section.title
    if about and head is not None and (begin < first or (last == first and end > last + 1)):
        path, title = head.path, head.title
    return _Section(path, title, [index for held in sections[begin:end] for index in held.blocks])


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


# a contract is judged again and again while it is mended or typed, and most of its sections are as they were
_evidence = lru_cache(maxsize=8192)(evidence_of)
_NAMING = frozenset({"LIST", "COUNTRY", "GROUP", "USE", "ENDUSER", "LAW"})


@lru_cache(maxsize=8192)
def _names_law(text: str, knowledge: Knowledge) -> bool:
    return any(term.things and term.type in _NAMING for term in outline(text, knowledge))


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
            if _names_law(text, knowledge) if len(text) <= _SHORT else _names_law.__wrapped__(text, knowledge):
                found.extend((definition.term, blocks) for definition in terms)
    return found


def _located(
    document: Document,
    section: _Section,
    evidence: tuple[str, ...],
    defining: list[tuple[str, list[int]]],
    stems: dict[int, int],
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
    stem = stems.get(section.blocks[0])
    if stem is not None and stem not in taken:
        add(stem, "stem")
        taken.append(stem)
    for index in section.blocks:
        add(index, "body")
    notes = {mark.note for index in section.blocks for mark in document.blocks[index].marks}
    for index, block in enumerate(document.blocks if notes else ()):
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
