"""Marks that are no words of a clause: what programmers put before each line of a comment, and emphasis of Markdown.

A licence at the head of a source file reads " * exported to Cuba, Iraq," on each of its lines. The marks stand in the text and
keep their offsets; the scanner passes over them, or every line would be a sentence and every asterisk an item of a list.
"""

from __future__ import annotations

import re
from string import ascii_lowercase

_COMMENT = re.compile(r"(?m)^[ \t]*(#[ \t]*\*|\*|//+|#+|;+|--|[%!|>])(?=[ \t]|$)")
_EMPHASIS = re.compile(r"\*\*|__")
_FEWEST = 2
_NEAR = 200
"""Code points before a mark that tell whether its line goes on from the one before."""
_ENDS = (".", ";", ":", ",", "!", "?", " or", " and")


def passed_over(text: str) -> frozenset[int]:
    """Offsets, in code points, of the characters of `text` that are marks of comments or of emphasis."""
    spans = [match.span() for match in _EMPHASIS.finditer(text)] if "*" in text or "_" in text else []
    marks = [match.span(1) for match in _COMMENT.finditer(text)] if "\n" in text else []
    if len(marks) >= _FEWEST and _goes_on(text, marks):
        spans += marks
    return frozenset(at for start, end in spans for at in range(start, end))


def _goes_on(text: str, marks: list[tuple[int, int]]) -> bool:
    """Whether most of the marks stand within sentences: the lines before have come to no end, as items of a list have."""
    within = 0
    for start, _ in marks:
        near = text[max(0, start - _NEAR) : start]
        before = near.rstrip()
        within += bool(before) and not before.endswith(_ENDS) and "\n\n" not in near[len(before) :]
    return within * 2 > len(marks)


def shouted(text: str) -> bool:
    """Whether a text is set in capitals."""
    head = text[:2000]
    if 10 * sum(map(head.count, ascii_lowercase)) >= 3 * len(head):
        return False  # most texts, told at once
    letters = sum(map(str.isalpha, head))
    return letters > 0 and sum(map(str.isupper, head)) > 0.7 * letters


def on_its_own_line(text: str, start: int, end: int) -> bool:
    """Whether the words from `start` to `end` are all that their line holds, numbers and marks apart, and a line follows."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    if last < 0:
        return False
    around = text[first:start] + text[end:last]
    return not any(word.isalpha() and len(word) > 1 for word in around.replace(".", " ").split())


def opens_its_line(text: str, start: int, end: int) -> bool:
    """Whether the words [start:end), code points, are a title with its words behind: "4.6 Restricted Activities."."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    numbered = not any(mark.isalpha() and len(mark) > 1 for mark in before.replace(".", " ").split())
    return numbered and text[end : end + 2] == ". " and is_title(text, start, end)


def is_title(text: str, start: int, end: int) -> bool:
    """Whether the words [start:end), code points, are a title over what follows: a few, with capitals but for "and", "of"."""
    words = [word for word in text[start:end].split() if word[0].isalpha()]
    plain = not any(mark in text[start:end] for mark in ",;:")
    named = bool(words) and words[0][0].isupper()
    return named and len(words) <= _LONGEST_TITLE and plain and all(word[0].isupper() or len(word) < 4 for word in words)


_LONGEST_TITLE = 6
