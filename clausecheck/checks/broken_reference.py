"""# CC405 broken-reference

The clause refers to a section or a limb of the contract that is not there.

## Why

"The persons described in (d)", and the limbs end at (c): the ownership test reaches nobody. Sections are renumbered, references
typed by hand are not. A number in a statute or in another agreement is never looked at, and a text without numbered sections
of its own has nothing to judge by.

## Bad

```text bad
Buyer shall not export the Products (a) to Cuba; (b) to any person on the Entity List; or (c) to any entity that is owned,
directly or indirectly, 50 percent or more in the aggregate by persons described in paragraph (d).
```

## Good

```text good
Buyer shall not export the Products (a) to Cuba; (b) to any person on the Entity List, as section 744.16 of the Export
Administration Regulations has it; or (c) to any entity that is owned, directly or indirectly, 50 percent or more in the
aggregate by persons described in paragraph (b).
```

## Sources

None: this is about drafting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausecheck.checks.context import Context
from clausecheck.checks.norms import said, sentence
from clausecheck.document import Document, Span
from clausecheck.finding import Check, Finding
from clausecheck.outline import outline
from clausecheck.outline.enumerators import label_readings
from clausecheck.outline.series import labels
from clausecheck.ruletree import Clause

META = Check(
    code="CC405", name="broken-reference", severity="warning", summary="a reference to a section or limb that is not there"
)
_WORD = r"\b(?:sub-?)?(?:sections?|clauses?|articles?|paragraphs?|limbs?|items?|points?)\s+"
_SECTION = re.compile(
    _WORD + r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?![\w\u00a7]|\.\d)(?P<label>\([a-z0-9]{1,4}\))?", re.IGNORECASE
)
_LIMB = re.compile(_WORD + r"(?P<label>\([a-z]{1,4}\)|\(\d{1,2}\))(?!\s*\()", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\s*(?:\([^)]{1,6}\)\s*)*(?:,\s*)?(?:of|in|to|under)\s+(?!this\b|these\b|the\s+(?:agreement|contract|clause)\b)",
    re.IGNORECASE,
)
_BEFORE, _AFTER = 90, 60
"""Code points around a reference in which the name of a law makes it one to that law."""
_NUMBERED = re.compile(r"^\s*(?:ARTICLE|Article|Section|SECTION|Clause|\u00a7)?\s*(\d{1,3}(?:\.\d{1,3}){0,4})(?:[.)]|\s)")
_ENOUGH = 3
"""Numbered sections from which a document is taken to have all of its own."""


def check(context: Context) -> Iterator[Finding]:
    """One finding for each reference within the contract that leads nowhere."""
    numbers = _numbers(context.document)
    for index, clause in enumerate(context.clauses):
        found = [*_sections(context, clause, numbers), *_limbs(context, clause)]
        for span, what in sorted(found):
            quote = span.of(clause.text)
            yield Finding(
                code=META.code,
                name=META.name,
                severity=META.severity,
                confidence="medium",
                message=f"\u201c{' '.join(quote.split())}\u201d leads nowhere: {what}",
                place=context.place(index, span),
                quote=quote,
                key=" ".join(quote.casefold().split()),
                advice="name the section or limb that is meant",
            )


def _sections(context: Context, clause: Clause, numbers: frozenset[str]) -> Iterator[tuple[Span, str]]:
    tops = {number.split(".")[0] for number in numbers}
    if len(tops) < _ENOUGH or not tops & {"1", "2"}:
        return
    for found in _SECTION.finditer(clause.text):
        number, span = found["number"], Span(start=found.start(), end=found.end("number"))
        if _other(context, clause.text, span):
            continue
        top = number.split(".")[0]
        beside = [other for other in numbers if other.startswith(f"{top}.")]
        if top not in tops:
            yield span, f"the contract has no section {top}"
        elif "." in number and len(beside) > 1 and number not in numbers and number.count(".") <= max(map(_dots, beside)):
            yield span, f"section {top} of the contract has no {number}"


def _limbs(context: Context, clause: Clause) -> Iterator[tuple[Span, str]]:
    matches = list(_LIMB.finditer(clause.text))
    if not matches:
        return
    there = labels(clause.text, outline(clause.text, context.knowledge))
    styles = {style for style, number in there if number == 1}
    for found in matches:
        wanted = label_readings(found["label"])
        span = Span(start=found.start(), end=found.end())
        known = [one for one in wanted if one[0] in styles]
        if not known or any(one in there for one in wanted) or _other(context, clause.text, span):
            continue
        yield span, f"this clause has no {found['label']}"


def _other(context: Context, text: str, span: Span) -> bool:
    """Whether a reference is to a law or to another agreement."""
    if _ELSEWHERE.match(text, span.end):
        return True
    whole = sentence(text, span)
    around = text[max(whole.start, span.start - _BEFORE) : min(whole.end, span.end + _AFTER)]
    return bool(said(context, "of_a_statute").search(around))


def _numbers(document: Document) -> frozenset[str]:
    """The numbers of the document's own sections."""
    found = set()
    for block in document.blocks:
        if block.kind in ("note", "header"):
            continue
        match = _NUMBERED.match(block.shown)
        if match:
            found.add(match[1])
    return frozenset(found)


def _dots(number: str) -> int:
    return number.count(".")
