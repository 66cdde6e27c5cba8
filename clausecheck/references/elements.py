"""Provisions that a reference can ask for and that are no things: remedies, a duty to inform, a bar on use in a place.

What their words are stands in ``elements.toml``; whether a clause has one is read from its norms and the words in them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from clausecheck.document import Span
from clausecheck.ruletree import THING_KINDS, Clause, Definition, Node, NormKind, Thing

FILE = Path(__file__).parent / "elements.toml"
ELEMENT, USE_IN = "element:", "use-in:"
"""How the keys of the two forms begin: ``element:remedies``, ``use-in:RU`` (the id of a territory)."""
_AGAIN = 120
"""Code points behind a place within which "or for use in either of them" still speaks of it."""
_SERIES = re.compile(r"[\s,;]*(?:(?:and|or|and/or|nor|the|in)[\s,]+)*(?:the\s+)?(?:so-called\s+)?", re.IGNORECASE)
_LINE = re.compile(r"[^\n]+")


class _Written(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    name: str
    reach: int
    norms: list[NormKind]
    near: list[list[str]]
    without: list[str]
    wording: str
    thing: str = ""
    check: str = "remedies-and-notice"


class _UseIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    before: list[str]
    again: list[str]
    check: dict[str, str] = {}


class _File(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    use_in: _UseIn
    element: dict[str, _Written]


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A provision: its name, the words that make it, the norms that can, and wording to put in."""

    id: str
    name: str
    wording: str
    reach: int
    norms: frozenset[str]
    near: tuple[re.Pattern[str], ...]
    without: re.Pattern[str] | None
    thing: Thing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """Where a clause has a provision; `understood` is false where only words in an unparsed stretch say so."""

    span: Span
    understood: bool = True


@cache
def elements() -> Mapping[str, Element]:
    """All elements by id, in the order of the file."""
    return {
        id: Element(
            id=id,
            name=one.name,
            wording=one.wording,
            reach=one.reach,
            norms=frozenset(one.norms),
            near=tuple(_pattern(words) for words in one.near),
            without=_pattern(one.without) if one.without else None,
            thing=_thing(one.thing) if one.thing else None,
        )
        for id, one in _file().element.items()
    }


@cache
def _file() -> _File:
    return msgspec.convert(tomllib.loads(FILE.read_text(encoding="utf-8")), _File)


def check_of(key: str) -> str:
    """The name of the check that speaks of a key (``element:remedies``, ``use-in:RU``); "" for a key of another form."""
    if key.startswith(USE_IN):
        return _file().use_in.check.get(key.removeprefix(USE_IN), "missing-use")
    held = _file().element.get(key.removeprefix(ELEMENT)) if key.startswith(ELEMENT) else None
    return held.check if held else ""


def _thing(written: str) -> Thing:
    kind, _, id = written.partition(" ")
    return Thing(kind=next(one for one in THING_KINDS if one == kind), id=id)


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern of any of the phrases: at word boundaries, whatever the case and the space, "*" for any ending."""
    longest = sorted(words, key=lambda phrase: (-len(phrase), phrase))
    written = ((r"\*", r"\w*"), (r"\-", "[-\u2010\u2011 ]?"), (r"\ ", r"\s+"))
    forms = []
    for phrase in longest:
        form = re.escape(phrase)
        for mark, pattern in written:
            form = form.replace(mark, pattern)
        forms.append(form)
    return re.compile(rf"\b(?:{'|'.join(forms)})\b", re.IGNORECASE)


# ---------------------------------------------------------------- elements


def provision(element: Element, clause: Clause) -> Provision | None:
    """Where `clause` has the element: its words near each other in one provision of the right kind. None where it has not."""
    for block in _blocks(clause):
        span = spoken(element, clause.text, block)
        if span is None:
            continue
        held = [norm for norm in _nodes(clause.tree.norms) if _meet(norm.span, span)]
        if element.thing is not None and not any(
            _reaches(norm, {element.thing}, clause.tree.definitions) for norm in held if norm.kind == "prohibition"
        ):
            continue
        if any(norm.kind in element.norms for norm in held):
            return Provision(span=span)
        if not held or any(_meet(stretch.span, span) for stretch in clause.tree.unparsed):
            return Provision(span=span, understood=False)
    return None


def spoken(element: Element, text: str, within: Span | None = None) -> Span | None:
    """The shortest stretch of `text` (of its part `within`) that holds a word of each group, or None."""
    part = within or Span(start=0, end=len(text))
    said = text[part.start : part.end]
    if element.without is not None:
        said = element.without.sub(lambda found: "\0" * len(found[0]), said)
    groups = [[(found.start(), found.end()) for found in pattern.finditer(said)] for pattern in element.near]
    best: tuple[int, int] | None = None
    for start, end in groups[0]:
        chosen = [(start, end)]
        for others in groups[1:]:
            if not others:
                return None
            chosen.append(min(others, key=lambda one: max(one[1], end) - min(one[0], start)))
        begin, last = min(one[0] for one in chosen), max(one[1] for one in chosen)
        if last - begin <= element.reach and (best is None or last - begin < best[1] - best[0]):
            best = begin, last
    return Span(start=part.start + best[0], end=part.start + best[1]) if best else None


def _blocks(clause: Clause) -> Iterator[Span]:
    """The provisions of a clause: its lines, joined where one norm goes over several; definitions left out."""
    open_: Span | None = None
    norms = [norm.span for norm in clause.tree.norms if norm.kind != "definition"]
    for line in _LINE.finditer(clause.text):
        span = Span(start=line.start(), end=line.end())
        if open_ is not None and any(norm.start < open_.end and norm.end > span.start for norm in norms):
            open_ = Span(start=open_.start, end=span.end)
            continue
        if open_ is not None:
            yield open_
        open_ = span
    if open_ is not None:
        yield open_


# ---------------------------------------------------------------- use in a place


def used_in(clause: Clause, reach: Collection[Thing]) -> Provision | None:
    """Where `clause` bars use in one of the places of `reach` (a territory and the groups that hold it), or None."""
    words = _file().use_in
    before, again = _pattern(words.before), _pattern(words.again)
    text = clause.text
    for norm in _nodes(clause.tree.norms):
        places = [one for one in norm.exclusions if one.thing.kind in ("territory", "territory_group")]
        spans = sorted((one.span for one in places), key=lambda span: span.start)
        wanted = [one.span for one in places if one.sense == "against" and not one.excepted and one.thing in reach]
        wanted += [
            use.span
            for use in norm.uses
            if use.sense == "against" and not use.excepted and _holds(use.term, reach, clause.tree.definitions)
        ]
        for span in wanted:
            start = _series_start(text, span, spans)
            found = list(before.finditer(text, max(norm.span.start, start - 80), start))
            if found and _SERIES.fullmatch(text[found[-1].end() : start].replace("any", "the").replace("a ", "the ")):
                return Provision(span=Span(start=found[-1].start(), end=span.end))
            behind = text[span.end : min(span.end + _AGAIN, norm.span.end)]
            for use in before.finditer(behind):
                if again.match(behind, use.end() + len(behind[use.end() :]) - len(behind[use.end() :].lstrip())):
                    return Provision(span=Span(start=span.start, end=span.end + use.end()))
    return None


def _series_start(text: str, span: Span, places: list[Span]) -> int:
    """Where the series of places that `span` ends starts ("Cuba, Iran or Russia")."""
    start = span.start
    for other in reversed([one for one in places if one.end <= span.start]):
        if not _SERIES.fullmatch(text[other.end : start]):
            break
        start = other.start
    return start


# ---------------------------------------------------------------- norms


def _nodes(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _nodes(node.children)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _reaches(norm: Node, things: Collection[Thing], definitions: tuple[Definition, ...]) -> bool:
    return any(one.thing in things and not one.excepted for one in norm.exclusions) or any(
        _holds(use.term, things, definitions) for use in norm.uses if not use.excepted
    )


def _holds(
    term: str, things: Collection[Thing], definitions: tuple[Definition, ...], seen: frozenset[str] = frozenset()
) -> bool:
    """Whether a defined term reaches one of `things`, through other terms too."""
    if term.casefold() in seen:
        return False
    deeper = seen | {term.casefold()}
    return any(
        any(one.thing in things and not one.excepted for one in definition.things)
        or any(_holds(use.term, things, definitions, deeper) for use in definition.terms)
        for definition in definitions
        if definition.term.casefold() == term.casefold()
    )
