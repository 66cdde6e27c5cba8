"""Marks and words for effects, severities and changes: every colour on screen has one of these beside it.

Nothing here knows Textual: what makes texts ready for the screen runs in a process without it.
"""

from __future__ import annotations

import re

from clausecheck.finding import SEVERITY_MARKS as SEVERITY_MARKS

EFFECT_MARKS = {
    "barred": "●",
    "limited": "◐",
    "required": "◆",
    "permitted": "◇",
    "mentioned": "○",
    "defective": "!",
    "missing": "✗",
}
CHANGE_MARKS = {
    "added": "+",
    "removed": "−",
    "narrowed": "▼",
    "widened": "▲",
    "inverted": "!",
    "reworded": "~",
    "moved": "↕",
    "renumbered": "#",
}
EXPLAINED = {
    "barred": "the clause bars it",
    "limited": "barred only under a further condition",
    "required": "compliance with it is required",
    "permitted": "carved out of a bar",
    "mentioned": "named, neither barred nor required",
    "defective": "read literally the words bar nothing",
    "missing": "the reference asks for it, the contract does not name it",
}
_GROUND = re.compile(r" \((?:reference|seen on) [^()]*\)$")
_SAYS = re.compile(r"[“”]| (?:is|are|was|were|has|have|does|do|ended|began|names|bars) ")
"""What a head must have to be a sentence: a name alone says nothing."""
NOTES = {
    "not-english": "The text is not in English: its clauses were not read.",
    "image-only": "The document is made of pictures: there is no text to judge.",
    "by-reference": "The clause only points elsewhere: what it points to was not judged.",
    "unreadable-part": "A part of the file could not be read: what it says was not judged.",
}
"""What keeps a document from being judged, in words."""


def gist(message: str, *, names: bool = False) -> str:
    """The head of a message, for where there is one line for it: its first sentence, without what that rests on.

    With `names` also what stands behind its colon: some messages name what they are about there.
    """
    flat = _GROUND.sub("", " ".join(message.split()))
    ends = [
        end for mark in (("; ",) if names else (": ", "; ")) if (end := flat.find(mark, 12)) > 0 and _SAYS.search(flat[:end])
    ]
    return flat[: min(ends)] if ends else flat


def sentence(words: str) -> str:
    """Some words with a capital at their start and a full stop at their end."""
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "!", "?")) else ".")


def counted(number: int, word: str) -> str:
    """``1 error``, ``5 errors``."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def shortened(words: str, length: int) -> str:
    """`words` on one line, at most `length` characters, an ellipsis where something was cut."""
    flat = " ".join(words.split())
    return flat if len(flat) <= length else flat[: max(0, length - 1)].rstrip() + "…"
