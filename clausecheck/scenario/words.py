"""What the words around a bar say where they name no thing: a licence, a mere exhortation, the members of a group."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from clausecheck.document import Span
from clausecheck.knowledge import Knowledge, fold, pattern
from clausecheck.ruletree import Node
from clausecheck.scenario.lexicon import lexicon
from clausecheck.tokens import scan

_END = re.compile(r"[;:\n](?!\w)|(?<!\b[A-Z])\.(?!\w)|,(?=\s)|\((?=[a-z0-9]{1,4}\))")
"""The end of a phrase: a stop, but that of an initial ("U.S. Department"), a comma, the next limb."""
_STOP = re.compile(r"[;\n]|(?<!\b[A-Z])\.(?!\w)")
_NOT_APPLYING = re.compile(
    r"\b(?:(?:the|this|these|such|its|those)\s+(?:foregoing|above|preceding|\w+)(?:\s+\w+)?|the\s+foregoing"
    r"|(?:this\s+)?(?:section|clause|paragraph|article)\s+[\d.]+)\s+"
    r"(?:(?:does|do|shall|will)\s+not|is\s+not\s+intended\s+to)\s+(?:be\s+deemed\s+to\s+)?"
    r"(?:apply|extend|prevent|prohibit|restrict|preclude)\b\s*"
    r"(?=(?:to|where|if|when|in|for|as|with|from)?\b)",
    re.IGNORECASE,
)
"""A sentence of its own that opens what stands before it: "The foregoing does not apply to samples"."""
_ALTERNATIVE = re.compile(
    r"\s+or\s+(?=(?:for|to|where|when|if|in|with|without)\b|(?:the\s+|a\s+)?(?:prior\s+)?(?:express\s+)?(?:written\s+)?consent\b)",
    re.IGNORECASE,
)
"""Before what opens a bar beside what stands before it."""
_USED = re.compile(r"\b(?P<joined>or|and)\s+(?:be\s+)?used\b|\([a-z0-9]{1,4}\)\s*(?:be\s+)?used\b", re.IGNORECASE)
"""Behind other acts, use as one more; at the start of a limb, as its own act: "used in relation to" also opens an end use."""
_MEANS = re.compile(
    r"\b(?:use\s+(?:of\s+)?(?:the|our|any|its|such)\s+\w+(?:\s+\w+)?|used(?:\s+by\s+\w+)?)\s+to\s+"
    r"(?!(?:any|an?|the|persons?|countr)\b)(?=[a-z])",
    re.IGNORECASE,
)
"""Use that only says by what something else is done: "use the Services to transfer", "be used to export"."""
_BESIDE = 24
"""Code points between the last of other acts and the end of the joint behind it."""
_SPELT = 80
"""Code points between a group and its first member within which the one may spell out the other."""


def stretch(text: str, span: Span, within: Span) -> Span:
    """`span` and the words behind it, to the end of the phrase: "except for" as "except for medical devices"."""
    if (found := _END.search(text, span.end, max(within.end, span.end))) is not None:
        return Span(start=span.start, end=max(found.start(), span.end))
    return Span(start=span.start, end=max(within.end, span.end))


def spread(text: str, span: Span) -> Span:
    """`span` to the end of its sentence: for words that open a bar and say nothing of themselves ("save that it")."""
    found = _STOP.search(text, span.end)
    return Span(start=span.start, end=found.start() if found is not None else len(text))


def scopes(text: str) -> list[Span]:
    """The circumstances in which sentences of their own say that what stands before them does not apply."""
    return [Span(start=found.start(), end=spread(text, Span(start=found.start(), end=found.end())).end)
            for found in _NOT_APPLYING.finditer(text)]  # fmt: skip


def alternatives(text: str, span: Span) -> list[Span]:
    """The parts of an exception that each open the bar alone: "under a licence or for personal use" has two."""
    cuts = [(found.start(), found.end()) for found in _ALTERNATIVE.finditer(text, span.start, span.end)]
    starts, ends = [span.start, *(end for _, end in cuts)], [*(start for start, _ in cuts), span.end]
    return [Span(start=start, end=end) for start, end in zip(starts, ends, strict=True)]


@lru_cache(maxsize=4096)
def content(words: str) -> frozenset[str]:
    """The words of `words` that mean something, each in the singular as far as an "s" goes."""
    little = lexicon().words.little
    return frozenset(_singular(word) for word in re.findall(r"\w+", fold(words)) if word not in little)


@lru_cache(maxsize=256)
def meant(words: str, knowledge: Knowledge) -> frozenset[str]:
    """The content of `words` with what the knowledge base has names for by id: "in breach of the EAR" as "contrary to" it."""
    found: set[str] = set()
    for term in scan(words, knowledge):
        if term.things:
            found |= {f"{thing.kind}:{thing.id}" for thing in term.things}
        elif term.type == "VIOLATION":
            found.add(term.type)
        else:
            found |= content(term.of(words))
    return frozenset(found)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def licence(words: str, knowledge: Knowledge) -> Literal["", "public", "party"]:
    """Whose licence or consent the words of an exception speak of: of whoever makes the law, or of a party; "" for none."""
    said = f" {fold(words)} "

    def has(*classes: str) -> bool:
        return any(f" {fold(cue)} " in said for name in classes for cue in knowledge.cues.get(name, ()))

    by_law = any(f" {fold(cue)} " in said for cue in knowledge.cues.get("UNLESS", ()) if " " in cue)  # "unless" opens anything
    if has("party_consent") and not cue("public_consent", knowledge).search(words):
        return "party"
    return "public" if by_law or has("LICENCE", "authorised", "VIOLATION") else ""


def exhorting(text: str, start: int, end: int, knowledge: Knowledge) -> str:
    """The word that only exhorts, between `start` and `end` of `text`, where none behind it binds; "" for none."""
    window = text[start:end]
    found = list(cue("weak_modal", knowledge).finditer(window))
    if not found or cue("third_parties", knowledge).search(window, found[-1].end()):
        return ""
    behind = window[found[-1].end() :]
    binding = (one.group().casefold() for one in cue("MODAL", knowledge, "BAR").finditer(behind))
    return "" if any(word != "not to" for word in binding) else found[-1].group()


def acts_of(text: str, node: Node, at: Span, knowledge: Knowledge) -> tuple[str, ...]:
    """The acts of `node` that reach the words at `at`: those of its own verbs, where each run of verbs has its own objects.

    "export to Belarus or sell to anybody on the list" bars no sale to Belarus; "export to Belarus, or sell there" does.
    """
    acts = _of_limbs(text, node, at, _of_runs(text, node, at, knowledge), knowledge)
    acts += tuple(act for act in _apart(text, node.span.start, at.start) if act not in acts)
    if "use" in acts and len(acts) > 1 and _only_as_means(text, node.span.start, at.start, knowledge):
        return tuple(act for act in acts if act != "use")
    if not node.acts or "use" in acts:
        return acts
    found = list(_USED.finditer(text, node.span.start, at.start))
    if not found:
        return acts
    used = found[-1]
    if used["joined"]:
        verbs = (
            one.start() for act in acts for one in cue(f"ACT.{act}", knowledge).finditer(text, node.span.start, used.start())
        )
        last = max(verbs, default=0)
        if used.start() - last < _BESIDE:
            return (*acts, "use")
        spans = [one.span for one in node.exclusions] + [one.span for one in node.uses]
        return ("use",) if any(last < span.start < used.start() for span in spans) else acts
    return ("use",)


def _only_as_means(text: str, start: int, end: int, knowledge: Knowledge) -> bool:
    """Whether "use" only says by what something else is done: "use the Services to transfer software to"."""
    means = [found.start() for found in _MEANS.finditer(text, start, end)]
    uses = [found.start() for found in cue("ACT.use", knowledge).finditer(text, start, end)]
    return bool(means) and set(uses) <= set(means)


def _of_limbs(text: str, node: Node, at: Span, acts: tuple[str, ...], knowledge: Knowledge) -> tuple[str, ...]:
    """Those of `acts` that do not stand in another limb alone: "may not be (a) shipped to Cuba or (b) sold to anybody"."""
    limbs = [child.span for child in node.children if child.label]
    if not any(limb.start <= at.start < limb.end for limb in limbs):
        return acts
    others = [limb for limb in limbs if not limb.start <= at.start < limb.end]

    def elsewhere(act: str) -> bool:
        places = [found.start() for found in cue(f"ACT.{act}", knowledge).finditer(text, node.span.start, node.span.end)]
        return bool(places) and all(any(limb.start <= place < limb.end for limb in others) for place in places)

    return tuple(act for act in acts if not elsewhere(act))


def _apart(text: str, start: int, end: int) -> tuple[str, ...]:
    """The acts whose words stand apart between `start` and `end`: "make the Platform available"."""
    return tuple(act for act, words in lexicon().acts_apart.items() if _split(words).search(text, start, end) is not None)


@lru_cache(maxsize=16)
def _split(words: tuple[str, str]) -> re.Pattern[str]:
    first, second = words
    return re.compile(rf"\b(?:{first})\b[^.;:]{{1,60}}?\b(?:{second})\b", re.IGNORECASE)


def says(act: str, text: str, span: Span, knowledge: Knowledge) -> bool:
    """Whether the words at `span` name an act, in one word or in words apart."""
    return cue(f"ACT.{act}", knowledge).search(text, span.start, span.end) is not None or act in _apart(
        text, span.start, span.end
    )


def _of_runs(text: str, node: Node, at: Span, knowledge: Knowledge) -> tuple[str, ...]:
    if len(node.acts) < 2:
        return node.acts
    verbs = sorted(
        (found.start(), act)
        for act in node.acts
        for found in cue(f"ACT.{act}", knowledge).finditer(text, node.span.start, node.span.end)
    )
    objects = sorted([one.span.start for one in node.exclusions] + [one.span.start for one in node.uses])
    runs: list[tuple[int, list[str]]] = []
    for start, act in verbs:
        if not runs or any(runs[-1][0] < one < start for one in objects):
            runs.append((start, []))
        runs[-1][1].append(act)
    own = [acts for start, acts in runs if start < at.start]
    if len(runs) < 2 or not own or not any(one > runs[-1][0] for one in objects):
        return node.acts
    named = {act for _, acts in runs for act in acts}
    return tuple(act for act in node.acts if act in own[-1] or act not in named)


@lru_cache(maxsize=256)
def cue(name: str, knowledge: Knowledge, *more: str) -> re.Pattern[str]:
    """What matches the phrases of these tables of cues."""
    return pattern(tuple(cue for one in (name, *more) for cue in knowledge.cues.get(one, ())))


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
