"""Where a clause defines its own terms: ("X"), "X" means, which we call "X", *X is, and what kind of word each term is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from clausecheck.document import Span
from clausecheck.knowledge import Knowledge
from clausecheck.tokens import Term, folded, scan

_OPEN, _SHUT = "“\"‘'«", "”\"’'»"
_NAME = r"[^“”\"()\[\]\n«»]{1,70}?"
_QUOTED = rf"[{_OPEN}](?P<term>{_NAME})(?:\((?i:s|es)\))?[,.]?[{_SHUT}]"
_LEAD = (
    r"[\s,]*+(?:(?:all|each|any|such|together|collectively|individually|jointly|hereinafter|herein|hereafter|hereby|also|both|the|an?|as|or|and|being|"
    r"defined|referred|to|called|known|of|foregoing|which|for|purposes|this|section|clause|with)\b[\s,]*+)*+"
)
_INLINE = re.compile(
    rf"\({_LEAD}{_QUOTED}(?P<more>(?:\s*(?:,|/|or|and|and/or|,\s*or|,\s*and)\s*(?:each\s+)?(?:an?\s+|the\s+)?[{_OPEN}]{_NAME}[{_SHUT}])*)[^()]{{0,40}}\)",
    re.IGNORECASE,
)
_MEANS = re.compile(
    rf"{_QUOTED}\s*(?:\([^()]{{0,60}}\)\s*)?(?:,[^,.]{{0,80}},\s*)?(?P<verb>(?i:(?:shall\s+|will\s+|has\s+the\s+|have\s+the\s+)?(?:means?|meaning)\b)|refers?\s+to\b|(?:is|are)\s+defined\b|"
    r"shall\s+(?:refer\s+to|include)\b|includes?\b|(?:is|are)\s+(?:any|anyone|each|all|the)\b|:(?=\s))",
)
_PLAIN = re.compile(
    r"(?=[*A-Z])(?:^|(?<=[.;:]\s)|(?<=\n)|(?<=\d\s))\*?(?P<term>(?:[A-Z][\w\-/]*\s+){1,5}?)(?P<verb>(?:shall\s+|will\s+)?means?\b|refers\s+to\b|(?:is|are)\s+(?:any|anyone)\b)",
    re.MULTILINE,
)
_COLON = re.compile(
    r"^[ \t]*(?P<term>(?:[A-Z][\w\-/]*[ \t]+){1,4}[A-Z][\w\-/]*)(?P<verb>:)[ \t]+"
    r"(?=(?:any|each|every|all|an?|the|those|has)\b)",
    re.MULTILINE,
)
"""A line of a list of definitions that has no quotation marks: "Sanctioned Person: any person named on"."""
_STARRED = re.compile(
    r"(?:(?<=[.\s])|^)\*+\s*(?P<term>(?:[A-Z][\w\-/]*\s+){1,5}?)(?P<verb>(?:shall\s+)?(?:is|are|means?|include[s]?)\b)",
    re.MULTILINE,
)
_CALLED = re.compile(
    rf"(?:referred\s+to\s+(?:herein\s+|collectively\s+|hereinafter\s+)*as|which\s+we\s+call|(?:herein)?after\s+called|collectively,|together,)\s+(?:the\s+|an?\s+)?{_QUOTED}",
    re.IGNORECASE,
)
_CALLED_PLAINLY = re.compile(
    r"which\s+(?:we|the\s+parties|the\s+Company)\s+calls?\s+(?:the\s+)?(?P<term>[A-Z][\w-]*(?:\s+[A-Z][\w-]*){0,4})"
)
_PATTERNS = (
    (_MEANS, tuple(_SHUT)),
    (_STARRED, ("*",)),
    (_PLAIN, ("mean", "refers", "any")),
    (_COLON, (":",)),
    (_CALLED, tuple(_SHUT)),
    (_CALLED_PLAINLY, ("which",)),
)
"""In the order in which they are asked, each with what a text must have for it to match: most texts define nothing."""
_PRONOUNS = frozenset({"", "this", "that", "it", "which", "these", "those", "we", "us", "our", "you", "your"})
_OURSELVES = re.compile(r"[“\"'‘](?:we|us|our|you|your)[”\"'’]", re.IGNORECASE)
"""A name in one bracket with these is that of a party: '("Example", "we", "our")'."""
"""What is no term though something is said to mean it: "This means that you may not"."""
_MORE = re.compile(rf"[{_OPEN}]({_NAME})[{_SHUT}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Defined:
    """A term where it is defined: `span` covers the words that introduce it, `verb` the verb of a full definition."""

    term: str
    span: Span
    how: Literal["inline", "means"]
    verb: Span | None = None


def defined_terms(text: str) -> tuple[Defined, ...]:
    """Every definition in `text`, in order of place, none overlapping another."""
    found: list[Defined] = []
    for match in _INLINE.finditer(text):
        span = Span(start=match.start(), end=match.end())
        for name in (match["term"], *_MORE.findall(match["more"] or "")):
            found.append(Defined(term=_clean(name), span=span, how="inline"))
    for pattern, needed in _PATTERNS:
        if not any(words in text for words in needed):
            continue
        full = pattern not in (_CALLED, _CALLED_PLAINLY)
        fresh: list[Defined] = []
        taken = _Taken(found)
        for match in pattern.finditer(text):
            span = Span(start=match.start(), end=match.start("verb") if full else match.end())
            if pattern is _COLON and text.count(match["term"]) < 2:
                continue  # a heading, used nowhere else
            if not taken.overlap(span):
                verb = Span(start=match.start("verb"), end=match.end("verb")) if full else None
                fresh.append(Defined(term=_clean(match["term"]), span=span, how="means" if full else "inline", verb=verb))
        found += fresh
    kept = [
        d for d in found if d.term.casefold() not in _PRONOUNS and any(c.isalnum() for c in d.term) and len(d.term.split()) <= 8
    ]
    return tuple(sorted(kept, key=lambda d: (d.span.start, d.term)))


class _Taken:
    """The spans of definitions found already, asked in order of place."""

    def __init__(self, found: list[Defined]) -> None:
        self._spans = sorted({definition.span for definition in found})
        self._at = 0

    def overlap(self, span: Span) -> bool:
        """Whether one of them shares a word with `span`, which starts no earlier than any asked for before."""
        while self._at < len(self._spans) and self._spans[self._at].end <= span.start:
            self._at += 1
        return self._at < len(self._spans) and span.overlaps(self._spans[self._at])


def _clean(term: str) -> str:
    return " ".join(term.strip(" ,.;:*“”\"'’‘").split())


def classes(found: tuple[Defined, ...], text: str, knowledge: Knowledge) -> dict[str, str]:
    """For each defined term the terminal that its uses stand for; terms that the vocabulary knows by name are left out.

    The last word of the term tells ("Target Countries" is places, "Black List" a list); where it does not, what the
    words that define it name.
    """
    terminals: dict[str, str] = {}
    for definition in found:
        inner = [t for t in scan(definition.term, knowledge) if t.size]
        if not inner or (len(inner) == 1 and inner[0].things and not inner[0].weak):
            continue
        if len(inner) == 1 and any(sense.startswith("ACT") for sense in (inner[0].type, *inner[0].senses)):
            continue  # 'export, re-export or release (collectively, "export")': an act stays one
        kind = _BY_HEAD.get(inner[-1].type)
        if kind == "AGENCY" and folded(definition.term)[-1:] in (["state"], ["states"]):
            kind = "COUNTRY"  # "Restricted State": no department
        if kind is None or kind == "ITEM":
            kind = next((_BY_HEAD[s] for s in inner[-1].senses if s in _BY_HEAD), kind)
        if kind is None and _OURSELVES.search(text, definition.span.start, definition.span.end):
            kind = "PARTY"
        if kind is None:
            kind = _by_meaning(definition, text, knowledge)
        for form in forms(definition.term):
            terminals.setdefault(form, kind)
    return terminals


_BY_HEAD = {
    "PLACEWORD": "COUNTRY",
    "COUNTRY": "COUNTRY",
    "GROUP": "COUNTRY",
    "LISTWORD": "LIST",
    "LIST": "LIST",
    "PERSONWORD": "PERSONWORD",
    "NATIONAL": "PERSONWORD",
    "ENDUSER": "PERSONWORD",
    "LAWWORD": "LAW",
    "LAW": "LAW",
    "EMBARGO": "LAW",
    "USEWORD": "USEWORD",
    "USE": "USEWORD",
    "ITEM": "ITEM",
    "PARTY": "PARTY",
    "AGENCY": "AGENCY",
}


def _by_meaning(definition: Defined, text: str, knowledge: Knowledge) -> str:
    if definition.how == "means" and definition.verb is not None:
        window = text[definition.verb.end : definition.verb.end + 400]
        terms = scan(window, knowledge)
    else:
        terms = list(reversed(scan(text[max(0, definition.span.start - 160) : definition.span.start], knowledge)))
    for term in terms:
        if term.type in _BY_HEAD and not term.weak:
            return _BY_HEAD[term.type]
    return "ITEM"


def forms(term: str) -> tuple[str, ...]:
    """The term and its other number; a plural without its s, a singular with one."""
    other = (
        term[:-3] + "y"
        if term.endswith("ies")
        else term[:-1]
        if term.endswith("s")
        else term[:-1] + "ies"
        if term.endswith("y")
        else term + "s"
    )
    return (term, other)


def same_term(first: str, second: str) -> bool:
    """Whether two spellings are one term, in either number."""
    return term_key(first) == term_key(second)


def term_key(term: str) -> tuple[str, ...]:
    """What all spellings of one term share, in either number."""
    return tuple(map(_singular, folded(term)))


def _singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def fold_definitions(terms: list[Term], found: tuple[Defined, ...]) -> list[Term]:
    """The terms with each inline definition as one ``DEFINED`` term and each introduced name as one ``DEFINES``."""
    out: list[Term] = []
    index = 0
    spans = sorted({(d.span.start, d.span.end, d.how) for d in found})
    names: dict[tuple[int, int], list[str]] = {}
    for definition in found:
        names.setdefault((definition.span.start, definition.span.end), []).append(definition.term)
    for start, end, how in spans:
        while index < len(terms) and terms[index].start < start:
            out.append(terms[index])
            index += 1
        first = index
        while index < len(terms) and terms[index].start < end:
            index += 1
        if index == first:
            continue
        size = sum(t.size for t in terms[first:index])
        out.append(
            Term(
                "DEFINED" if how == "inline" else "DEFINES",
                terms[first].start,
                max(end, 0) if how == "inline" else terms[index - 1].end,
                size=size,
                name="|".join(names[start, end]),
            )
        )
    out.extend(terms[index:])
    return out
