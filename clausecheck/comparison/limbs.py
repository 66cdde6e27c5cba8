"""Limbs that are gone or new, and the "and" or "or" between limbs, where no case tells the two texts apart.

What a limb bars may stand elsewhere in the text too, in words that a case cannot keep apart; a reader still wants to know that
the limb is gone. "Or" between the limbs of a bar makes each of them enough, "and" read strictly wants all of them at once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clausecheck.comparison import sentences
from clausecheck.comparison.alignment import Pair, aligned, words
from clausecheck.comparison.sides import Side
from clausecheck.document import Span
from clausecheck.finding import Change, ChangeKind, Place
from clausecheck.knowledge import Knowledge
from clausecheck.ruletree import Clause, Node, Thing, nodes_of
from clausecheck.scenario.words import content

_LEFT = 0.5
"""The share of the words of a limb that must be left for it to have gone somewhere else."""
_STRUCK = 0.95
"""The share of its words that a text must have lost, each as often as the limb has it, for the limb to be struck out."""
_JOINTS = Counter({"and": 1, "or": 1})
_NEGATIVE = re.compile(r"\b(?:not|neither|nor|no|none|never|cannot)\b", re.IGNORECASE)
_PLEDGE = re.compile(
    r"\b(?:agrees?|undertakes?|covenants?|shall|will|must|represents?|warrants?|certif(?:y|ies))\b", re.IGNORECASE
)
_FIRSTS = (
    (frozenset("0123456789"), ("1",)),
    (frozenset("ivx"), ("i", "a")),
    (frozenset("xyz"), ("x",)),
    (frozenset("abcdefghijklmnopqrstuvwxyz0123456789"), ("a",)),
)
"""The first labels of the series that a label can be of, by the letters of the label."""
_END = re.compile(r"(?<!\b[A-Z])\.\s|\n\s*\n|\n(?=\s*\d)")
"""The end of a sentence, "the U.S. has" left aside."""
_KEPT_BY = re.compile(r"\bby\W*$", re.IGNORECASE)
_NAMING = re.compile(r"\b(?:means?|meaning)\b|\b(?:includ(?:es?|ing)|administered by)\W*$", re.IGNORECASE)
"""In words before limbs that only say what something is."""
_JOINT = re.compile(r"\b(and|or)\s*(\([A-Za-z0-9]{1,4}\))\W*((?:\w+\W+){1,4})", re.IGNORECASE)
_BINDING = frozenset({"prohibition", "obligation", "representation"})


@dataclass(frozen=True, slots=True)
class _Stem:
    """A norm with limbs: its clause, its node, its limbs, and the kind of the norm that it is or stands in."""

    clause: int
    node: Node
    limbs: tuple[Node, ...]
    kind: str


def limbs(old: Side, new: Side, knowledge: Knowledge) -> Iterator[Change]:
    """The changes of limbs between two texts, each without a case."""
    for pair in aligned(old.clauses, new.clauses):
        before, after = old.clauses[pair.old], new.clauses[pair.new]
        if words(before.text) == words(after.text):
            continue
        stems = (list(_stems(before, pair.old)), list(_stems(after, pair.new)))
        yield from _joints(old, new, pair)
        numbers = tuple(sum(len(stem.limbs) for stem in side) for side in stems)
        if numbers[0] > numbers[1]:
            yield from _gone(stems[0], after, old, False, knowledge)
        elif numbers[1] > numbers[0]:
            yield from _gone(stems[1], before, new, True, knowledge)


def _stems(clause: Clause, index: int) -> Iterator[_Stem]:
    def inside(nodes: Iterable[Node], kind: str) -> Iterator[_Stem]:
        for node in nodes:
            own = kind if node.kind == "limb" else node.kind
            labelled = tuple(child for child in node.children if child.label)
            if len(labelled) > 1 and own in _BINDING:
                yield _Stem(index, node, labelled, own)
            yield from inside(node.children, own)

    yield from inside(clause.tree.norms, "")


def _joints(old: Side, new: Side, at: Pair) -> Iterator[Change]:
    """An "and" before a limb that is an "or" now, or the other way round, in what binds or in a definition that a bar uses."""
    texts = old.clauses[at.old].text, new.clauses[at.new].text
    was, now = (_joined(text) for text in texts)
    for key in [key for key in was if key in now]:
        before, after = was[key], now[key]
        if (first := before[1].casefold()) == (joint := after[1].casefold()):
            continue
        start, stem = _stem_before(texts[0], before)
        defining = any(start <= bar.span.start and bar.via for bar in old.predicate.bars if bar.clause == at.old)
        kind = _kind_at(old.clauses[at.old].tree.norms, before.start())
        if _NAMING.search(stem) if kind != "definition" and not defining else _KEPT_BY.search(stem):
            continue
        if kind not in _BINDING and not (kind == "definition" and defining):
            continue
        forbidding = kind == "definition" or (kind == "prohibition" and not _PLEDGE.search(stem))
        negative = forbidding or _NEGATIVE.search(stem) is not None
        gain = (joint == "or") == negative
        yield Change(
            kind="widened" if gain else "narrowed", thing=None, what=f"modality:{joint}", old=first, new=joint,
            severity="note" if gain else "warning", message=sentences.of_joint(negative, joint, before[2]),
            old_quote=" ".join(before.group().split()), new_quote=" ".join(after.group().split()),
            old_place=_placed(old, at.old, _sentence(texts[0], before)),
            new_place=_placed(new, at.new, _sentence(texts[1], after)),
        )  # fmt: skip


def _joined(text: str) -> dict[str, re.Match[str]]:
    """Each "and" or "or" before a limb, by the label and the first words of the limb; none where two are alike."""
    found: dict[str, list[re.Match[str]]] = {}
    for match in _JOINT.finditer(text):
        found.setdefault(" ".join((match[2], *words(match[3]))), []).append(match)
    return {key: several[0] for key, several in found.items() if len(several) == 1}


def _stem_before(text: str, match: re.Match[str]) -> tuple[int, str]:
    """Where the sentence around a joint begins, and its words before the first limb of the joint's series."""
    label = match[2].strip("()").casefold()
    firsts = next(firsts for letters, firsts in _FIRSTS if set(label) <= letters)
    places = (text.rfind(f"({one.upper() if match[2].isupper() else one})", 0, match.start()) for one in firsts)
    first = max((place for place in places if place >= 0), default=match.start())
    ends = [found.end() for found in _END.finditer(text, 0, first)]
    start = ends[-1] if ends else 0
    return start, text[start:first]


def _sentence(text: str, match: re.Match[str]) -> Span:
    """The sentence around a joint, all its limbs with it."""
    start, _ = _stem_before(text, match)
    end = _END.search(text, match.end())
    return Span(start=start, end=end.start() if end is not None else len(text))


def _kind_at(nodes: Iterable[Node], at: int) -> str:
    """The kind of the innermost norm around `at`."""
    kind = ""
    for node in nodes:
        if node.span.start <= at < node.span.end:
            kind = _kind_at(node.children, at) or ("" if node.kind == "limb" else node.kind)
    return kind


def _gone(stems: list[_Stem], other: Clause, side: Side, gain: bool, knowledge: Knowledge) -> Iterator[Change]:
    """Limbs of `side` of whose words the other text has next to none; `gain` where they are the new text's."""
    held = content(other.text)
    lost = Counter(words(side.clauses[stems[0].clause].text)) - Counter(words(other.text)) if stems else Counter[str]()
    for stem in stems:
        text = side.clauses[stem.clause].text
        for limb in stem.limbs:
            said = content(limb.span.of(text).removeprefix(limb.label))
            stands = any(
                words(limb.span.of(text))[1:] == words(one.span.of(other.text))[1:] for one in nodes_of(other.tree.norms)
            )
            bag = Counter(words(limb.span.of(text).removeprefix(limb.label))) - _JOINTS
            struck = (bag & lost).total() >= _STRUCK * bag.total()
            if not said or stands or (len(said & held) > _LEFT * len(said) and not struck):
                continue
            thing = _thing(side, stem.clause, limb)
            kind: ChangeKind = "added" if gain else "removed"
            quote, place = limb.span.of(text).strip(" ;,\n"), _placed(side, stem.clause, limb.span)
            yield Change(
                kind=kind, thing=thing, what=thing.kind if thing else f"modality:{stem.node.modality or stem.kind}",
                old=None if gain else stem.kind, new=stem.kind if gain else None, severity="note" if gain else "warning",
                message=sentences.of_limb(gain, limb.label, quote), name=sentences.called(thing, knowledge) if thing else "",
                old_quote="" if gain else quote, new_quote=quote if gain else "",
                old_place=None if gain else place, new_place=place if gain else None,
            )  # fmt: skip


def _thing(side: Side, clause: int, limb: Node) -> Thing | None:
    """The first thing that a limb bars, by name or through a defined term."""
    bars = (bar for bar in side.predicate.bars if bar.clause == clause and bar.sort != "duty")
    return next((bar.thing for bar in bars if limb.span.start <= bar.at.start < limb.span.end), None)


def _placed(side: Side, index: int, span: Span) -> Place:
    clause = side.clauses[index]
    return Place(document=side.path, clause=index, path=clause.path, title=clause.title, span=span)
