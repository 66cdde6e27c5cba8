"""Slips in series of enumerators: a label that is there twice, or one that is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clausecheck.document import Span
from clausecheck.outline.enumerators import label_readings
from clausecheck.tokens import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A label that does not follow the one before it: `span` is where it stands, `before` what stood before."""

    span: Span
    label: str
    before: str
    repeated: bool


@dataclass(slots=True)
class _Series:
    style: str = ""
    number: int = 0
    label: str = ""


def slips(text: str, terms: Iterable[Term]) -> Iterator[Slip]:
    """The slips in the series of an outline, in order of place."""
    stack: list[_Series] = []
    for term in terms:
        if term.type == "OPEN":
            stack.append(_Series())
        elif term.type == "CLOSE":
            if stack:
                stack.pop()
        elif term.type == "ITEM_NO" and stack:
            yield from _next(stack[-1], term, text)


def _next(series: _Series, term: Term, text: str) -> Iterator[Slip]:
    label = term.of(text).strip()
    found = label_readings(label)
    if not found:
        return
    style, number = next((one for one in found if one[0] == series.style), min(found, key=lambda one: one[1]))
    if style == series.style and not style.startswith(("bullet", "note")) and number != series.number + 1:
        span = Span(start=term.end - len(term.of(text).lstrip()), end=term.end)
        yield Slip(span=span, label=label, before=series.label, repeated=number == series.number)
    series.style, series.number, series.label = style, number, label


def labels(text: str, terms: Iterable[Term]) -> frozenset[tuple[str, int]]:
    """Every (style, number) that a label of the outline can be read as."""
    return frozenset(
        one for term in terms if term.type in ("ITEM_NO", "NUMBER") for one in label_readings(term.of(text).strip())
    )
