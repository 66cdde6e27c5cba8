"""Words put into a sentence, or taken out of it, that open it or make it hang on what somebody knows.

Looked for in the words of both texts, sentence by sentence, whatever was read in them: "shall not, except for medical devices,
allow anybody to export" names nothing that a case can ask about, and says less than it did.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from clausecheck.comparison.negation import edited
from clausecheck.document import Span
from clausecheck.knowledge import Knowledge
from clausecheck.scenario.words import cue, meant

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_BINDING = re.compile(r"\b(?:shall|will|must|may not|agrees?|undertakes?|covenants?|not|neither|no)\b", re.IGNORECASE)
_FEWEST = 2
"""Words of an exception: "except" alone opens nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Insertion:
    """Words that only one of two sentences has: `gain` where it is the old one, so that the new one says more."""

    sort: Literal["exception", "knowledge"]
    gain: bool
    words: str
    old_span: Span
    new_span: Span


def insertions(old: str, new: str, knowledge: Knowledge) -> Iterator[Insertion]:
    """What was put into, or taken out of, the sentences of two clauses that bind."""
    for was, now in edited(old, new, cut=True):
        if not (_BINDING.search(old, was.start, was.end) and _BINDING.search(new, now.start, now.end)):
            continue
        before, after = list(_WORD.finditer(old, was.start, was.end)), list(_WORD.finditer(new, now.start, now.end))
        plain = [[word.group().casefold() for word in side] for side in (before, after)]
        for tag, i, k, j, m in SequenceMatcher(None, plain[0], plain[1], autojunk=False).get_opcodes():
            if tag not in ("insert", "delete"):
                continue
            gain = tag == "delete"
            run, text = (before[i:k], old) if gain else (after[j:m], new)
            sort = _sort(text, run, knowledge)
            whole = new if gain else old
            if sort is not None and not _stands(
                sort, text[run[0].start() : run[-1].end()], whole, now if gain else was, knowledge
            ):
                words = " ".join(text[run[0].start() : run[-1].end()].split())
                yield Insertion(sort=sort, gain=gain, words=words, old_span=was, new_span=now)


def _stands(sort: str, words: str, other: str, sentence: Span, knowledge: Knowledge) -> bool:
    """Whether the other text says the same elsewhere: an exception put first, "knowingly" put last."""
    if sort == "knowledge":
        return cue("KNOWING", knowledge).search(other, sentence.start, sentence.end) is not None
    said = meant(words, knowledge)
    return len(said - meant(sentence.of(other), knowledge)) <= len(said) / 2


def _sort(text: str, run: list[re.Match[str]], knowledge: Knowledge) -> Literal["exception", "knowledge"] | None:
    """What a run of words does, by the words that it begins with."""
    start, end = run[0].start(), run[-1].end()
    opening = cue("EXCEPT", knowledge, "UNLESS").match(text, start, end)
    if opening is not None and len(run) >= _FEWEST and opening.end() < end:
        return "exception"
    return "knowledge" if cue("KNOWING", knowledge).match(text, start, end) is not None else None
