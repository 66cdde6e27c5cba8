"""Enumerators as brackets: OPEN ITEM_NO ... ITEM_NO ... CLOSE, nested by style, like an indenter for contracts.

A label that follows a word like "paragraph", or that continues no series and starts none, is a reference, not a limb.
Nesting is capped; what lies deeper stays at the deepest level. One pass, with bounded look-ahead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from clausecheck.margins import is_title
from clausecheck.tokens import Term

DEEPEST = 6
_LONGEST_LABEL = 8
"""Terms that a label and a title behind it take at most."""
_ROMAN = {
    numeral: value
    for value, numeral in enumerate(
        [
            "i",
            "ii",
            "iii",
            "iv",
            "v",
            "vi",
            "vii",
            "viii",
            "ix",
            "x",
            "xi",
            "xii",
            "xiii",
            "xiv",
            "xv",
            "xvi",
            "xvii",
            "xviii",
            "xix",
            "xx",
        ],
        1,
    )
}
_X = 24
"""The place of "x" in the alphabet."""
_BULLETS = frozenset("•●▪·*-–o")
_REFERRING = re.compile(
    r"(?:\b(?:paragraphs?|clauses?|sections?|articles?|sub-?(?:sections?|paragraphs?|clauses?)|items?|limbs?|points?|regulations?|parts?|exhibit|schedule|rule|§+|no\.?|in|under|to)\s*"
    r"(?:\(?[a-z0-9.]{1,5}\)\s*+(?:,\s*+)?(?:(?:and/or|and|or|through|to|-)\s*+)?)*|\w\([a-z0-9]{1,4}\)|\d)$",
    re.IGNORECASE,
)
_ONLY_WORDS = re.compile(r"\b(?:in|under|to)\s*$", re.IGNORECASE)


@dataclass(slots=True)
class _Level:
    style: str
    number: int
    paragraph: bool


def label_readings(label: str) -> list[tuple[str, int]]:
    """The (style, number) pairs that a label can be: "(i)" is roman 1 or letter 9."""
    bare = re.sub(r"[\s()\[\].]", "", label)
    wrap = "(" if "(" in label else ")" if ")" in label else "." if "." in label else ""
    if label.strip() in _BULLETS:
        return [("bullet" + label.strip(), 0)]
    if label.strip().startswith("["):
        return [("note", int(bare))] if bare.isdigit() else []
    if "." in label.strip().rstrip("."):
        return [("section", 0)]
    if bare.isdigit():
        return [("digit" + wrap, int(bare))]
    found = []
    if bare.lower() in _ROMAN:
        found.append((("roman" if bare.islower() else "ROMAN") + wrap, _ROMAN[bare.lower()]))
    if len(bare) == 1 and bare.isalpha():
        found.append((("letter" if bare.islower() else "LETTER") + wrap, ord(bare.lower()) - 96))
    elif len(bare) == 2 and bare[0] == bare[1]:
        found.append((("letter" if bare.islower() else "LETTER") + wrap, 26 + ord(bare[0].lower()) - 96))
    return found


def bracket(text: str, terms: list[Term]) -> list[Term]:
    """The terms with their ENUM terms turned into OPEN, ITEM_NO, CLOSE, NOTE_NO, NUMBER or REF."""
    out: list[Term] = []
    stack: list[_Level] = []
    ahead = _continuations(text, terms)

    def close(to: int) -> None:
        while len(stack) > to:
            stack.pop()
            at = out[-1].end if out else 0
            mark = Term("CLOSE", at, at, size=0)
            if out and out[-1].type == "EOS":
                out.insert(len(out) - 1, mark)
            else:
                out.append(mark)

    for index, term in enumerate(terms):
        if term.type == "ENUM":
            label = term.of(text)
            readings = label_readings(label)
            at_line = _starts_line(text, term.start)
            expected = bool(stack) and _continues(stack[-1:], readings) == 0 and _behind_comma(out)
            if not readings or (not at_line and not expected and _refers(text, term.start)) or _inside_brackets(text, term):
                out.append(_as(term, "REF"))
                continue
            if readings[0][0] == "section" and at_line and _item_of_a_stem(out, stack):
                if not stack:
                    stack.append(_Level("section", 0, paragraph=True))
                    out.append(Term("OPEN", term.start, term.start, size=0))
                close(1)
                out.append(_as(term, "ITEM_NO"))
                continue
            if readings[0][0] == "section":
                if at_line:
                    close(0)
                out.append(_as(term, "NUMBER" if at_line else "REF"))
                continue
            if readings[0][0] == "note":
                if _starts_sentence(out):
                    close(0)
                    out.append(_as(term, "NOTE_NO"))
                else:
                    out.append(_as(term, "REF"))
                continue
            level = _continues(stack, readings)
            if level is not None:
                close(level + 1)
                number = next(n for s, n in readings if s == stack[level].style)
                stack[level].number = number
                out.append(_as(term, "ITEM_NO"))
            elif (
                (first := _begins(readings) or (_late(readings) if index in ahead else None)) is not None
                and len(stack) < DEEPEST
                and (index in ahead or not at_line or first[0].startswith("bullet"))
            ):
                if at_line and stack and not stack[-1].paragraph and _starts_sentence(out):
                    close(0)
                stack.append(_Level(first[0], first[1], at_line))
                out.append(Term("OPEN", term.start, term.start, size=0))
                out.append(_as(term, "ITEM_NO"))
            elif at_line or _starts_sentence(out):
                out.append(_as(term, "NUMBER"))
            else:
                out.append(_as(term, "REF"))
        elif term.type == "EOS":
            out.append(term)
            if stack and not _titles_its_item(text, out):
                close(_kept(terms, index, stack, text))
        else:
            out.append(term)
    close(0)
    return out


def _item_of_a_stem(out: list[Term], stack: list[_Level]) -> bool:
    """Whether a section's number goes on with a stem: "the Borrower shall not:" over "7.15 Sanctions.", "7.16 Liens."."""
    if stack:
        return stack[0].style == "section"
    said = [term.type for term in out if term.type != "EOS"]
    since = max((at for at, term in enumerate(out[:-1]) if term.type == "EOS"), default=-1)
    barring = {term.type for term in out[since + 1 :]} & {"NOT", "BAR", "NO", "NEITHER"}
    return said[-1:] == ["COLON"] and bool(barring)


def _titles_its_item(text: str, out: list[Term]) -> bool:
    """Whether a sentence is only the title of the last item: "(b) Restricted Parties. Sell to any person"."""
    if out[-1].of(text) != "." or not text[out[-1].end : out[-1].end + 2].strip(" "):
        return False
    labels = [at for at in range(max(0, len(out) - _LONGEST_LABEL), len(out)) if out[at].type == "ITEM_NO"]
    return (
        bool(labels) and "\n" not in text[out[-1].end : out[-1].end + 2] and is_title(text, out[labels[-1]].end, out[-1].start)
    )


def _behind_comma(out: list[Term]) -> bool:
    """Whether ", or" or ", and" stands before: "controlled by a person in (a), or (c) identified on" goes on with a limb."""
    return len(out) > 1 and out[-1].type in ("OR", "AND") and out[-2].type in ("COMMA", "SEMI")


def _inside_brackets(text: str, term: Term) -> bool:
    """Whether "1)" only shuts a bracket: "(15 CFR Part 738 Supplement 1)"."""
    label = term.of(text)
    if "(" in label or ")" not in label:
        return False
    before = text[max(0, term.start - 60) : term.start]
    return before.rfind("(") > before.rfind(")")


def _as(term: Term, kind: str) -> Term:
    return Term(kind, term.start, term.end, size=term.size)


def _continues(stack: list[_Level], readings: list[tuple[str, int]]) -> int | None:
    for level in range(len(stack) - 1, -1, -1):
        for style, number in readings:
            if style == stack[level].style and (number == stack[level].number + 1 or style.startswith("bullet")):
                return level
    for level in range(len(stack) - 1, -1, -1):
        for style, number in readings:
            # A skipped or repeated letter ("(a) ... (c)", "(b) ... (b)") is a slip of the drafter, not a new series.
            if style == stack[level].style and number in (stack[level].number, stack[level].number + 2) and number > 1:
                return level
    return None


def _begins(readings: list[tuple[str, int]]) -> tuple[str, int] | None:
    return next(((style, number) for style, number in readings if number <= 1), None)


def _late(readings: list[tuple[str, int]]) -> tuple[str, int] | None:
    """A series that starts late in the alphabet: "(x) ... and (y)"."""
    return next(((style, number) for style, number in readings if number == _X and style.lower().startswith("letter")), None)


def _continuations(text: str, terms: list[Term]) -> set[int]:
    """Indexes of first labels that a second one follows: a lone "1." at the start of a line is a section number."""
    pending: dict[str, int] = {}
    found: set[int] = set()
    for index, term in enumerate(terms):
        if term.type != "ENUM":
            continue
        for style, number in label_readings(term.of(text)):
            if number == 2 and style in pending:
                found.add(pending[style])
            if number == _X + 1 and f"{style}x" in pending:
                found.add(pending[f"{style}x"])
            if number == 1:
                pending[style] = index
            elif number == _X:
                pending[f"{style}x"] = index
    return found


def _kept(terms: list[Term], index: int, stack: list[_Level], text: str) -> int:
    """How many levels stay open over a sentence end: those that an enumerator soon continues."""
    for ahead in range(index + 1, min(len(terms), index + 400)):
        term = terms[ahead]
        if term.type != "ENUM":
            if ahead == index + 1 and not any(level.paragraph for level in stack):
                return 0
            continue
        readings = label_readings(term.of(text))
        at_line = _starts_line(text, term.start)
        level = _continues(stack, readings)
        if level is not None and (ahead == index + 1 or (at_line and stack[level].paragraph)):
            return level + 1
        if ahead == index + 1 and _begins(readings) is not None:
            return len(stack) if any(level.paragraph for level in stack) or not at_line else 0
        if at_line and level is None and _begins(readings) is None:
            return 0
    return 0


def _starts_line(text: str, at: int) -> bool:
    before = text[max(0, at - 12) : at].rstrip(" \t")
    return before.endswith("\n") or (not before and not text[:at].strip())


def _starts_sentence(out: list[Term]) -> bool:
    return not out or out[-1].type in ("EOS", "NUMBER", "CLOSE")


def _refers(text: str, at: int) -> bool:
    before = text[max(0, at - 60) : at]
    match = _REFERRING.search(before)
    return match is not None and not _ONLY_WORDS.search(before)
