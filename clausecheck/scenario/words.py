"""What the words around a bar say where they name no thing: a licence, a mere exhortation, the members of a group."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from clausecheck.document import Span
from clausecheck.knowledge import Knowledge, fold
from clausecheck.scenario.lexicon import lexicon

_END = re.compile(r"[;:.\n](?!\w)|,(?=\s)|\((?=[a-z0-9]{1,4}\))")
_SPELT = 80
"""Code points between a group and its first member within which the one may spell out the other."""


def stretch(text: str, span: Span, within: Span) -> Span:
    """`span` and the words behind it, to the end of the phrase: "except for" as "except for medical devices"."""
    if (found := _END.search(text, span.end, max(within.end, span.end))) is not None:
        return Span(start=span.start, end=max(found.start(), span.end))
    return Span(start=span.start, end=max(within.end, span.end))


@lru_cache(maxsize=4096)
def content(words: str) -> frozenset[str]:
    """The words of `words` that mean something, each in the singular as far as an "s" goes."""
    little = lexicon().words.little
    return frozenset(_singular(word) for word in re.findall(r"\w+", fold(words)) if word not in little)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def licences(words: str, knowledge: Knowledge) -> bool:
    """Whether the words of an exception speak of a licence or a consent, or of what law allows."""
    said = f" {fold(words)} "
    cues = [cue for name in ("LICENCE", "authorised", "party_consent") for cue in knowledge.cues.get(name, ())]
    cues += [cue for cue in knowledge.cues.get("UNLESS", ()) if " " in cue]  # "unless" alone opens anything
    return any(f" {fold(cue)} " in said for cue in cues)


def weak(modality: str, knowledge: Knowledge) -> bool:
    """Whether the verb of a norm only exhorts."""
    said = f" {fold(modality)} "
    return any(f" {fold(cue)} " in said for cue in knowledge.cues.get("weak_modal", ()))


def listed_behind(text: str, group: Span, starts: Iterable[int], knowledge: Knowledge) -> bool:
    """Whether a group's words go on to say which its members are, the first of them at one of `starts`.

    Such a group reaches no member that is not named; one that only gives examples ("including Cuba") does.
    """
    first = min(starts, default=None)
    if first is None or first - group.end > _SPELT:
        return False
    between = text[group.end : first]
    said = f" {fold(between)} "
    if any(f" {fold(cue)} " in said for cue in knowledge.cues.get("INCLUDING", ())):
        return False
    if any(f" {fold(cue)} " in said for cue in knowledge.cues.get("CURRENTLY", ())):
        return True
    return any(mark in between for mark in ":(\u2013\u2014")
