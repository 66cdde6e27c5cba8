"""A text set in capitals as it would stand in small letters: the same code points, so that every offset holds.

Capitals tell much: where a sentence begins, a name from a description ("Denied Parties" and "denied parties"), the use of a
defined term from the same words by chance. Where all letters are capitals none of it can be seen, so the text is read as if
it were set as others are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from clausecheck.knowledge import Knowledge
from clausecheck.margins import shouted
from clausecheck.outline.definitions import Defined, defined_terms, forms

_WORD = re.compile(r"[^\W\d_]+(?:[.’'\-][^\W\d_]+)*\.?")
_LABEL = re.compile(r"\(\w{1,5}\)|(?m:^[ \t]*\w{1,5}[.)])(?=\s)|(?<![’'])\b(?!A\b)[A-Z](?:[:.]?\d+)?\b(?![.’'])")
_OPENS = re.compile(r"(?:^|[.?!]\s+|\n\s*|[“\"‘])(?=\w)")
_STOPS = re.compile(r"(?<![A-Z]\.[A-Z])[.;]\s|\n", re.IGNORECASE)
_BEGINS = frozenset(
    {
        "a",
        "all",
        "any",
        "each",
        "either",
        "for",
        "if",
        "in",
        "it",
        "no",
        "neither",
        "nothing",
        "such",
        "the",
        "these",
        "this",
        "those",
        "we",
        "you",
    }
)
"""Words that begin a sentence behind an abbreviation: "of the U.S. You shall not"."""
_INTRODUCED = re.compile(
    r"(?:^|(?<=[.;:]\s)|(?<=\n))(?!(?:BY|ALL|ANY|NO|THIS|THAT|SUCH)\b)(?:[A-Z][\w\-/]*\s+){1,5}?"
    r"(?=(?:SHALL\s+|WILL\s+)?MEANS?\b|REFERS\s+TO\b)"
    r"|(?:(?<=[.\s])|^)\*+\s*(?:[A-Z][\w\-/]*\s+){1,5}?(?=(?:IS|ARE|INCLUDES?)\b)"
    r"|^[ \t]*(?:[A-Z][\w\-/]*[ \t]+){1,4}[A-Z][\w\-/]*(?=:[ \t]+(?:ANY|EACH|EVERY|ALL|AN?|THE|THOSE|HAS)\b)"
    r"|(?<=\bCALL )(?:THE )?[A-Z][\w-]*(?:\s+[A-Z][\w-]*){0,4}(?=[.,;)])",
    re.MULTILINE,
)
"""Terms that are defined without quotation marks: what tells them is that they are capitalised."""
_TOWN = re.compile(r"\b(?:IN|TO|AT|FROM|NEAR)\s+(?P<town>[A-Z]+(?:\s[A-Z]+)?),\s+(?P<state>[A-Z]+)\b")
_BEFORE_LIMBS = frozenset(
    {"to", "for", "in", "on", "by", "with", "any", "or", "and", "which", "who", "that", "if", "without", "as"}
)
_SHORT = re.compile(r"\b\w\.\w$|\b(?:NOS?|ART|SEC|INC|CO|LTD|ST|PUB)$")
_ITEM = re.compile(r"(?:^|\s)(?:\d{1,2}|[IVX]{1,4}|[A-H])$")
_BINDS = re.compile(r"\b(?:SHALL|WILL|MAY|MUST|AGREES?|IS|ARE)\b")
_CITED = re.compile(r"\b(?:PARTS?|SECTIONS?|SUPPLEMENTS?|NOS?\.)(?=(?: NO\.)? \d)")
_NAMES = re.compile(r"(?:\bTHE |['’]S |[“\"(])$")
_DOTTED = re.compile(r"(?:[A-Z]\.)+[A-Z]?|CFR|USC|ECCN")
_QUOTED = re.compile(r"[“\"‘][^”\"’\n]{1,60}[”\"’]")
_NEAR = 8
_LONGEST, _MOST = 60, 7
"""Code points, and words, of a name of a list."""
_HEADING = 10
"""Words up to which a line without a stop is a heading, which keeps its capitals."""


def in_small_letters(text: str, knowledge: Knowledge) -> str:
    """`text`, of the same length; where it is set in capitals, with capitals only where another text has them.

    They stay at the start of sentences, in labels of limbs, in headings, in abbreviations that the knowledge holds, and come
    back where a defined term is used.
    """
    return _lowered(text, knowledge) if shouted(text) else text


@lru_cache(maxsize=4)  # the gate and the parser ask one after the other
def _lowered(text: str, knowledge: Knowledge) -> str:
    small = [_small(letter) for letter in text]
    for start, end in _kept(text, knowledge):
        small[start:end] = text[start:end]
    for match in _INTRODUCED.finditer(text):
        name = match.group().strip(" *\t\n")
        for place in re.finditer(rf"\b{re.escape(name)}", text) if " " in name else (match,):
            _title(small, text, place.start(), place.end())
    for start, end in _lists(text, knowledge):
        _title(small, text, start, end)
    places = _places(knowledge)
    for match in _TOWN.finditer(text):
        if match["state"].casefold() in places and match["town"].casefold() not in places:
            _title(small, text, *match.span("town"))  # "in Atlanta, Georgia"
    written = "".join(small)
    for term in defined_terms(written):
        _uses(small, text, written, term)
    return "".join(small)


def _small(letter: str) -> str:
    lowered = letter.lower()
    return lowered if len(lowered) == 1 else letter


def _kept(text: str, knowledge: Knowledge) -> list[tuple[int, int]]:
    """The stretches that stay as they are."""
    short = _abbreviations(knowledge)
    found = [(match.end(), match.end() + 1) for match in _OPENS.finditer(text) if _opens(text, match.start(), match.end())]
    found += [match.span() for match in _LABEL.finditer(text)]
    found += [(match.start(), match.start() + 1) for match in _CITED.finditer(text)]
    for match in _WORD.finditer(text):
        word = match.group().removesuffix(".") if match.group().count(".") < 2 else match.group()
        if word.casefold() in knowledge.cues["pronoun"] and _speaks_of_us(text, match, short):
            continue
        if word.removesuffix("’S").removesuffix("'S") in short or _DOTTED.fullmatch(word):
            found.append((match.start(), match.start() + len(word)))
    found += [line.span() for line in re.finditer(r"[^\n]+", text) if "\n" in text and _heads(text, line.group(), line.start())]
    found += [
        (match.start() + at, match.start() + at + 1) for match in _QUOTED.finditer(text) for at in _initials(match.group())
    ]
    return found


def _speaks_of_us(text: str, match: re.Match[str], short: frozenset[str]) -> bool:
    """ "YOU REPRESENT TO US THAT": no state, which has an article or a noun behind it, or other states beside it."""
    before = re.search(r"(\w+) $", text[: match.start()][-_NEAR:])
    behind = re.match(r"(\W*)(\w*)(\W+\w+)?", text[match.end() :])
    if before is None or before[1] in ("THE", "AND", "OR", "NON") or behind is None:
        return False
    beside = {behind[2], (behind[3] or "").strip(" ,")}
    ends = match.group().endswith(".") or behind[1].strip() != "" or not behind[2]
    return not beside & short and (ends or behind[2].casefold() in _BEFORE_LIMBS)


def _initials(words: str) -> list[int]:
    return [match.start() for match in _WORD.finditer(words) if match.group() not in ("OF", "OR", "AND", "THE")]


def _heads(text: str, line: str, start: int) -> bool:
    """Whether a line of a few words stands alone: nothing runs into it, nothing on from it."""
    if _BINDS.search(line):
        return False
    words, before = line.split(), text[max(0, start - _NEAR) : start].rstrip()
    alone = not before or before[-1] in ".:;!?" or "\n\n" in text[start - _NEAR : start]
    return (
        alone
        and 0 < len(words) <= _HEADING
        and words[-1] not in ("AND", "OR")
        and words[-1][-1] not in ".,;:"
        and line[0] != "("
    )


def _opens(text: str, stop: int, start: int) -> bool:
    """Whether the word at `start` begins something new: not what goes on behind an abbreviation, a label or the margin."""
    before = text[max(0, stop - _NEAR) : stop]
    following = _WORD.match(text, start)
    word = following.group().casefold() if following is not None else ""
    if text[stop : stop + 1] == "." and (label := _ITEM.search(before)) is not None:
        opened = before[: label.start()].rstrip()
        return not (word in _BEFORE_LIMBS or (opened and "\n" not in label.group() and opened[-1] not in ".:"))
    if text[stop : stop + 1] == "." and _SHORT.search(before):
        return word in _BEGINS
    if text[stop : stop + 1].isspace():  # a line
        return "\n" in text[stop:start].strip(" \t").removeprefix("\n") or before[-1:] in ".;:!?"
    return True


def _title(small: list[str], text: str, start: int, end: int) -> None:
    """Give back the capital of each word of a name."""
    for match in _WORD.finditer(text, start, end):
        small[match.start()] = text[match.start()]


def _lists(text: str, knowledge: Knowledge) -> Iterator[tuple[int, int]]:
    """The names of lists that the knowledge holds: "Entity List" is one, an entity list is any."""
    for last in re.finditer(r"\bLISTS?\b", text):
        words = list(_WORD.finditer(text, max(0, last.start() - _LONGEST), last.end()))[-_MOST:]
        for first in words[:-1]:
            name = text[first.start() : last.end()]
            if not _NAMES.search(text, max(0, first.start() - 6), first.start()):
                continue
            if any(entry.kind == "list" and not entry.id.startswith("generic.") for entry in knowledge.named(name)):
                yield first.start(), last.end()
                break


def _uses(small: list[str], text: str, written: str, term: Defined) -> None:
    """Give back the capitals of a defined term where it is used: not in the words that say what it means."""
    first = (
        term.span.start
        if term.how == "means"
        else max((s.end() for s in _STOPS.finditer(written, 0, term.span.start)), default=0)
    )
    last = (
        term.span.end
        if term.how == "inline"
        else next((s.start() for s in _STOPS.finditer(written, term.span.end)), len(written))
    )
    either = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms(term.term))
    for match in re.finditer(rf"\b(?:{either})\b", written, re.IGNORECASE):
        if not first <= match.start() < last:
            _title(small, text, match.start(), match.end())


@lru_cache(maxsize=8)
def _abbreviations(knowledge: Knowledge) -> frozenset[str]:
    """The names of the knowledge that are capitals alone."""
    return frozenset(name for entry in knowledge.entries for name in entry.cased if name.isupper())


@lru_cache(maxsize=8)
def _places(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(entry.name.casefold() for entry in knowledge.entries if entry.kind == "territory")
