"""Where sentences end, and which lines are the items of a list that has no enumerators."""

from __future__ import annotations

import re
from collections import deque

from clausecheck.tokens import Term

_ABBREVIATIONS = frozenset(
    [
        "no",
        "nos",
        "inc",
        "ltd",
        "co",
        "corp",
        "seq",
        "art",
        "arts",
        "sec",
        "secs",
        "st",
        "vs",
        "etc",
        "cf",
        "para",
        "paras",
        "reg",
        "regs",
        "dept",
        "llc",
        "et",
        "al",
        "supp",
        "pt",
        "mr",
        "mrs",
        "dr",
        "messrs",
        "e.g",
        "i.e",
        "u.s",
        "approx",
        "sept",
        "jan",
        "feb",
        "aug",
        "oct",
        "nov",
        "dec",
        "fed",
        "stat",
        "pub",
        "app",
        "ch",
        "par",
        "ed",
    ]
)
_OPENERS = frozenset("“\"‘'([•-*–")
_MARGIN = 60
"""Code points from which on a line may be one that the margin cut."""
_BRACKETED = re.compile(r"[(“‘\"']\s?[a-z]")
_NUMBERED = re.compile(r"[Nn]os?\.\s*\d")
_ABOUT, _RAGGED = 700, 12
"""Code points on either side that tell where the margin is, and how far from it a cut line may end."""
_SUBJECTS = frozenset({"SUCH", "DET", "PARTY", "ITEM", "NEITHER"})
_LONGEST_TITLE = 5
_HEADING = re.compile(r"(?:(?:[\dIVX]+\.?)+\s+)?(?:[A-Z][\w-]+\s*){1,2}")
"""A line of one or two words with capitals, with or without a number."""
_HEADS = frozenset({"MODAL", "MAY", "BAR", "VOUCH", "PLEDGE", "NOTE", "NEITHER", "COMPLY", "DONT"})


_DETERMINING = frozenset({"DET", "SUCH", "NO", "TO", "OF", "IN", "ON", "BY", "FROM", "WITH", "PURPOSE", "ACT"})
_CARRYING = frozenset({"EOS", "COMMA", "SEMI", "COLON", "AND", "OR", "DASH"}) | _DETERMINING
_PAGE = re.compile(
    r"^[ \t]*+(?:(?:[-–—][ \t]*+)?\d{1,4}[ \t]*+[-–—]?|[^\n]{0,80}\b[Pp]age\s++\d{1,4}(?:\s*+(?:of|/)\s*+\d{1,4})?"
    r"|\d{1,4}\s*+(?:of|/)\s*+\d{1,4})[ \t]*+$",
    re.MULTILINE,
)
_RUNNING_HEAD = re.compile(
    r"^[ \t]*(?:[A-Z0-9][\w.,’'-]*|of|and|the|[-–—|])(?:[ \t]+(?:[A-Z0-9][\w.,’'-]*|of|and|the|[-–—|]))*[ \t]*$", re.MULTILINE
)


def _furniture(text: str) -> list[tuple[int, int]]:
    """Lines that a page left inside a sentence: page numbers, running heads. The line before breaks off in mid-sentence, the
    line behind goes on."""
    found = []
    for pattern in (_PAGE, _RUNNING_HEAD):
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 200) : match.start()].rstrip()
            after = text[match.end() : match.end() + 40].lstrip()
            if not before or not after or before[-1] in ".;:!?" or len(match.group().split()) > 12:
                continue
            if after[0].islower() or (pattern is _PAGE and (before[-1] == "," or before.split()[-1].islower())):
                found.append(match.span())
    return sorted(found)


def end_sentences(text: str, terms: list[Term]) -> list[Term]:
    """The terms with EOS where a sentence ends: at a full stop that is none of an abbreviation, and at a paragraph's end."""
    out: list[Term] = []
    furniture = deque(_furniture(text) if "\n" in text else [])
    held: list[Term] = []
    for index, term in enumerate(terms):
        while furniture and furniture[0][1] <= term.start:
            furniture.popleft()
        if furniture and furniture[0][0] <= term.start and term.end <= furniture[0][1]:
            held.append(Term("MARK", term.start, term.end, size=term.size))
            continue
        if held:
            out.extend(held)
            held = []
            if term.type != "DOT":
                out.append(term)
                continue
        if out and out[-1].type != "EOS" and "\n" in text[out[-1].end : term.start] and _ends_line(text, out[-1], term):
            at = out[-1].end
            out.append(Term("EOS", at, at, size=0))
        if term.type == "DOT":
            if _full_stop(text, term, terms[index + 1] if index + 1 < len(terms) else None):
                if out and out[-1].type not in ("EOS",):
                    out.append(Term("EOS", term.start, term.end, size=0))
                continue
            term.type = "MARK"
        out.append(term)
    return out


def _ends_line(text: str, last: Term, following: Term) -> bool:
    """A line break ends a sentence unless a comma or a conjunction carries it on, or the next line goes on in lower case."""
    opener = text[following.start : following.start + 1]
    if following.type == "ENUM" and opener.isdigit() and "." in following.of(text).strip().rstrip(".") and last.type == "ACT":
        return True  # "9.4 No re-export" over "9.4.1 The Buyer"
    if following.type in ("AND", "OR") and "\n\n" not in text[last.end : following.start]:
        return False
    if last.type == "COLON" and following.type in _SUBJECTS and _titled(text, last.start):
        return True  # "PROHIBITED DESTINATIONS:" over "This software may not"
    if last.type == "ACT" and following.type not in ("ACT", "ENUM") and _heads(text, last.end, following.start):
        return True  # "14. EXPORT" over "Exhibitor shall not"
    if last.type in _CARRYING and (last.type not in _DETERMINING or "\n\n" not in text[last.end : following.start]):
        return False
    if following.type == "ENUM" and opener.isdigit() and text[following.end : following.end + 4].lstrip()[:1].islower():
        return last.type == "EOS" or text[last.end : last.end + 1] in (".", ";")  # "1. to Syria": a limb, no section
    if following.type == "ENUM" and not opener.isdigit():
        return last.type in ("DEFINED", "CITE") and text[last.end : last.end + 1] == "."  # a stem runs on into its limbs
    blank = text[last.end : following.start].count("\n") > 1
    if not blank and opener in _OPENERS and following.type != "ENUM" and _BRACKETED.match(text, following.start):
        return False  # a line that begins with "(including": the sentence goes on
    if not blank and _NUMBERED.match(text, following.start):
        return False  # "General Order / No. 3"
    if not blank and following.type != "ENUM" and opener.isupper() and _wrapped(text, last.end):
        return False
    return following.type == "ENUM" or opener.isupper() or opener in _OPENERS or (blank and opener.isdigit())


def _titled(text: str, end: int) -> bool:
    """Whether the line that ends at `end` is a title: a few words, all with capitals but "and", "of"."""
    words = [word for word in text[text.rfind("\n", 0, end) + 1 : end].split() if word[0].isalpha()]
    return 0 < len(words) <= _LONGEST_TITLE and all(word[0].isupper() or len(word) < 4 for word in words)


def _heads(text: str, end: int, start: int) -> bool:
    """Whether the line that ends at `end` is an act as a heading, over a line that begins at `start` with a capital."""
    begin = text.rfind("\n", 0, end) + 1
    above = text[:begin].rstrip()[-1:]
    return text[start].isupper() and above in ("", ".", ";") and _HEADING.fullmatch(text, begin, end) is not None


def _wrapped(text: str, end: int) -> bool:
    """Whether the line that ends at `end` is prose cut at the margin, not a heading: long, most words small, no stop behind."""
    line = text[text.rfind("\n", 0, end) + 1 : end].strip()
    words = [word for word in line.split() if word[0].isalpha()]
    small = sum(word[0].islower() for word in words)
    behind = text[end : max(end, text.find("\n", end))].strip()
    if _room_left(text, end, len(line)):
        return False
    return len(line) >= _MARGIN and 2 * small >= len(words) and behind in ("", ")", "’s", "'s")


def _room_left(text: str, end: int, length: int) -> bool:
    """Whether the first word of the next line had fitted on the line that ends at `end`, going by the longest line about it."""
    lines = [line.strip() for line in text[max(0, end - _ABOUT) : end + _ABOUT].split("\n")]
    following = text[end : end + _ABOUT].split(None, 1)
    return bool(following) and length + 1 + len(following[0]) < max(map(len, lines)) - _RAGGED


def _full_stop(text: str, dot: Term, following: Term | None) -> bool:
    before = text[max(0, dot.start - 24) : dot.start].rsplit(None, 1)
    last = before[-1].casefold().strip('("“') if before else ""
    if following is None:
        return True
    after = text[dot.end : dot.end + 40]
    opener = after.lstrip()[:1]
    if after[:1] and not after[:1].isspace() and after[:1] not in "”\"'’)":
        return False
    if last in _ABBREVIATIONS and not after.startswith("\n"):
        return (
            opener.isupper()
            and following.type in ("PARTY", "DET", "SUCH", "IF")
            and last not in ("no", "art", "sec", "st", "mr", "dr", "supp")
        )
    return (
        not opener
        or opener.isupper()
        or opener.isdigit()
        or opener in _OPENERS
        or "\n" in after[:2]
        or following.type == "ENUM"
    )


def line_items(text: str, terms: list[Term]) -> list[Term]:
    """The terms with a colon at the end of a line followed by OPEN ITEM_NO ... CLOSE for lines that carry no enumerator.

    Such a list goes on until a line that holds a statement of its own ("may not", "agrees to", ...).
    """
    out: list[Term] = []
    index = 0
    while index < len(terms):
        term = terms[index]
        out.append(term)
        index += 1
        if (
            term.type != "COLON"
            or index >= len(terms)
            or "\n" not in text[term.end : terms[index].start]
            or terms[index].type == "ENUM"
        ):
            continue
        items = _lines(text, terms, index)
        if not items:
            continue
        out.append(Term("OPEN", terms[index].start, terms[index].start, size=0))
        for start, end in items:
            out.append(Term("ITEM_NO", terms[start].start, terms[start].start, size=0))
            out.extend(terms[start:end])
        tail = out.pop() if out[-1].type == "EOS" else None
        out.append(Term("CLOSE", out[-1].end, out[-1].end, size=0))
        if tail is not None:
            out.append(tail)
        index = items[-1][1]
    return out


def _lines(text: str, terms: list[Term], at: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    apart = "\n\n" in text[terms[at - 1].end if at else 0 : terms[at].start]
    while at < len(terms) and len(found) < 400:
        end = at + 1
        indent = _indent(text, terms[at].start)
        while end < len(terms):
            gap = text[terms[end - 1].end : terms[end].start]
            cut = gap.count("\n") == 1 and (apart or _indent(text, terms[end].start) > indent)
            if "\n" in gap and not (cut and text[terms[end].start].islower()):
                break
            end += 1
        line = terms[at:end]
        if any(term.type in _HEADS for term in line) or line[0].type == "ENUM":
            break
        found.append((at, end))
        at = end
    return found if len(found) > 1 else []


def _indent(text: str, start: int) -> int:
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return len(line) - len(line.lstrip())
