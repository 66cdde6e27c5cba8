"""Findings as comments: what each says, and on which words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from clausecheck.document import Document, Span
from clausecheck.finding import Finding
from clausecheck.mending.places import spot
from clausecheck.mending.planning import Mend, Plan
from clausecheck.mending.words import Wording
from clausecheck.ruletree import Clause
from clausecheck.word import Addition, Edit, Insertion, Remark, Replacement, Spot, Unwritable

_OPENING = 60
"""Code points of a clause's beginning that a comment on something missing stands on."""
_LAST_WORD = re.compile(r"\S+\s*$")


def remarks(plan: Plan, document: Document, clauses: tuple[Clause, ...], wording: Wording) -> tuple[Remark, ...]:
    """A comment for each place where something is put in, and for each finding that is left, in the order of the text."""
    found = [one for mend in plan.mends for one in _on_mend(mend, document, wording)]
    found += [remark(finding, document, clauses, why) for finding, why in plan.left]
    return tuple(sorted(found, key=lambda one: (one.first.block, one.first.offset)))


def remark(finding: Finding, document: Document, clauses: tuple[Clause, ...], why: str = "") -> Remark:
    """A comment on the words of a finding, or on the beginning of its clause where something is missing."""
    said = [*_said(finding)]
    if why:
        said.append(f"Not put in: {why}.")
    if finding.advice:
        said.append(f"Wording: {finding.advice}")
    first, last = _words(finding, document, clauses)
    header = document.blocks[first.block].kind == "header"
    if header or document.blocks[last.block].kind == "header":
        said.append(f"This is about a header or footer: \u201c{finding.quote}\u201d")
        first, last = opening(document)
    return Remark(first=first, last=last, lines=(*said, *_law([finding])))


def at_marks(said: Sequence[Remark], document: Document) -> tuple[Remark, ...]:
    """The comments, those on a note's words moved to the word before the note's mark; they say which words they are about."""
    marks = {
        mark.note: Spot(block=index, offset=max(1, mark.offset))
        for index, block in reversed(list(enumerate(document.blocks)))
        if block.text
        for mark in block.marks
    }
    moved = []
    for one in said:
        mark = marks.get(document.blocks[one.first.block].story)
        if mark is None:
            moved.append(one)
            continue
        word = _LAST_WORD.search(document.blocks[mark.block].text, 0, mark.offset)
        first = Spot(block=mark.block, offset=word.start() if word else mark.offset - 1)
        moved.append(Remark(first=first, last=mark, lines=(*one.lines, about(one, document))))
    return tuple(moved)


def about(one: Remark, document: Document) -> str:
    """Whose words a comment is about that does not stand on them."""
    text = document.blocks[one.first.block].text
    end = one.last.offset if one.last.block == one.first.block else len(text)
    return f"This is about: \u201c{text[one.first.offset : end]}\u201d"


def opening(document: Document) -> tuple[Spot, Spot]:
    """The first words of the contract's body, where a comment goes that has no other place; of a text box where it has no body.

    Raises Unwritable where there are none.
    """
    held = [(index, block) for index, block in enumerate(document.blocks) if block.text.strip() and block.homes]
    places = [one for one in held if one[1].story == "body"] or [one for one in held if one[1].kind != "header"]
    if not places:
        raise Unwritable("it has no words that a comment could stand on")
    index, block = places[0]
    return _beginning(index, block.text)


def _on_mend(mend: Mend, document: Document, wording: Wording) -> Iterable[Remark]:
    for edit in mend.edits:
        if isinstance(edit, Replacement) and edit.text == "; or":
            continue  # the full stop that gives way to one more limb
        about = [one for one in mend.findings if one.thing is not None and wording.item(one.thing) in edit.text]
        said: list[str] = []
        head = ""
        for finding in about or mend.findings:
            first_line, *rest = _said(finding)
            said += rest if first_line == head else [first_line, *rest]
            head = first_line
        said.append(
            f"Put in: \u201c{edit.text.strip()}\u201d"
            if not isinstance(edit, Replacement)
            else f"Struck, and in its place: \u201c{edit.text}\u201d"
        )
        first, last = _at(edit, document)
        lines = (*said, *_law(about or mend.findings))
        yield Remark(first=first, last=last, lines=lines, changes=True)


def _at(edit: Edit, document: Document) -> tuple[Spot, Spot]:
    """The word before what is put in, or the words that are struck."""
    text = document.blocks[edit.block].text
    if isinstance(edit, Replacement):
        span = edit.span
    else:
        end = len(text.rstrip()) if isinstance(edit, Addition) else edit.offset
        word = _LAST_WORD.search(text, 0, end)
        span = Span(start=word.start() if word else 0, end=max(end, 1 if isinstance(edit, Insertion) else end))
    return Spot(block=edit.block, offset=span.start), Spot(block=edit.block, offset=span.end)


def _words(finding: Finding, document: Document, clauses: tuple[Clause, ...]) -> tuple[Spot, Spot]:
    index, span = finding.place.clause, finding.place.span
    if index is None:
        return opening(document)
    clause = clauses[index]
    if span is not None:
        starts = (spot(clause, at) for at in range(span.start, span.end))
        ends = (spot(clause, at) for at in range(span.end, span.start, -1))
        first, last = next((one for one in starts if one), None), next((one for one in ends if one), None)
        if first is not None and last is not None and first != last:
            if document.blocks[first.block].story != document.blocks[last.block].story:
                last = Spot(block=first.block, offset=len(document.blocks[first.block].text))
            return first, last
    for piece in clause.located.pieces:
        text = document.blocks[piece.block].text
        if text.strip():
            return _beginning(piece.block, text)
    return opening(document)


def _beginning(block: int, text: str) -> tuple[Spot, Spot]:
    end = len(text) if len(text) <= _OPENING else text.rfind(" ", 0, _OPENING)
    return Spot(block=block, offset=0), Spot(block=block, offset=end if end > 0 else min(len(text), _OPENING))


def _said(finding: Finding) -> list[str]:
    head = f"{finding.code} {finding.name} ({finding.severity}, confidence {finding.confidence})"
    accepted = [f"Accepted: {finding.accepted.reason}"] if finding.accepted else []
    return [head, finding.message, *accepted]


def _law(findings: Sequence[Finding]) -> list[str]:
    laws = dict.fromkeys(law for finding in findings for law in finding.sources)
    return [
        f"Law: {law.title}" + (f", {law.locator}" if law.locator else "") + (f" (read {law.read})" if law.read else "")
        for law in laws
    ]
