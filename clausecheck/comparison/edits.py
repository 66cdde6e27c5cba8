"""Edits within one sentence that no case shows: a name struck out where another place of the text still bars it, a word for
who belongs to a place, "and" for "or" between what opens a bar, a duty struck out behind a bar, a definition of goods cut down.

Sentence by sentence, and only where nothing was told of these words. What was struck out must be struck out and not put
elsewhere: a sentence told in other words has the same names as before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise

from clausecheck.comparison import sentences
from clausecheck.comparison.alignment import Pair, aligned, words
from clausecheck.comparison.negation import edited
from clausecheck.comparison.sides import Side
from clausecheck.document import Span
from clausecheck.finding import Change, ChangeKind, Place
from clausecheck.knowledge import Knowledge
from clausecheck.outline import same_term
from clausecheck.ruletree import Node, Thing
from clausecheck.scenario import Bar
from clausecheck.scenario.lexicon import lexicon
from clausecheck.scenario.words import content, cue, licence, meant, says

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_USED_IN = re.compile(r"\bus(?:e|ed|age)\s+(?:by\s+\w+\s+)?(?:in|within)\s+(?:the\s+)?$", re.IGNORECASE)
"""Before a place in which something is used, which is another bar than one on what is sent there."""
_NEAR = 40
_FEWEST = 4
"""Words of a duty that is struck out: a verb and what it asks for."""
_NEGATIVE = re.compile(r"\b(?:not|neither|nor|no|none|never)\b", re.IGNORECASE)
_JOINTS = ({"and"}, {"or"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Words that stand in one sentence and not in the other: their place, `gain` where it is the new text's, and whether
    other words stand there in their stead."""

    gain: bool
    span: Span
    replaced: bool


class _Sentence:
    """A sentence in both texts, and the words in which they differ."""

    def __init__(self, sides: tuple[Side, Side], at: Pair, spans: tuple[Span, Span]) -> None:
        self.sides = sides
        self.clauses = (at.old, at.new)
        self.texts = (sides[0].clauses[at.old].text, sides[1].clauses[at.new].text)
        self.spans = spans

    @cached_property
    def runs(self) -> tuple[_Run, ...]:
        pieces = [list(_WORD.finditer(text, s.start, s.end)) for text, s in zip(self.texts, self.spans, strict=True)]
        plain = [[piece.group().casefold() for piece in side] for side in pieces]
        found = []
        for tag, i, k, j, m in SequenceMatcher(None, plain[0], plain[1], autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            for gain, side, first, last in ((False, pieces[0], i, k), (True, pieces[1], j, m)):
                if first < last:
                    span = Span(start=side[first].start(), end=side[last - 1].end())
                    found.append(_Run(gain=gain, span=span, replaced=tag == "replace"))
        return tuple(found)

    def of(self, run: _Run) -> str:
        return run.span.of(self.texts[run.gain])

    def bars(self, gain: bool) -> list[Bar]:
        """The bars of one text that stand in the sentence."""
        side, clause, span = self.sides[gain], self.clauses[gain], self.spans[gain]
        return [
            bar for bar in side.predicate.bars
            if bar.clause == clause and span.start <= bar.at.start < span.end and not bar.defect
            and (bar.sort != "duty" or (not bar.via and bar.thing.kind == "instrument"))
        ]  # fmt: skip

    def change(
        self, kind: ChangeKind, run: _Run, message: str, *, thing: Thing | None = None, what: str = "", name: str = ""
    ) -> Change:
        """A change without a case; its quote is the run, its place the sentence in both texts."""
        quote = " ".join(self.of(run).split()) if not run.replaced else self.of(run)
        old_place, new_place = (
            Place(document=side.path, clause=at, path=side.clauses[at].path, title=side.clauses[at].title, span=span)
            for side, at, span in zip(self.sides, self.clauses, self.spans, strict=True)
        )
        return Change(
            kind=kind, thing=thing, what=thing.kind if thing else what, old=None if run.gain else quote,
            new=quote if run.gain else None, severity="note" if kind in ("added", "widened") else "warning", message=message,
            old_quote="" if run.gain else self.of(run), new_quote=self.of(run) if run.gain else "",
            old_place=old_place, new_place=new_place, name=name,
        )  # fmt: skip


def edits(old: Side, new: Side, knowledge: Knowledge) -> Iterator[Change]:
    """The edits of single sentences between two texts, each without a case."""
    for pair in aligned(old.clauses, new.clauses):
        before, after = old.clauses[pair.old].text, new.clauses[pair.new].text
        if words(before) == words(after):
            continue
        for spans in edited(before, after, cut=True):
            sentence = _Sentence((old, new), pair, spans)
            yield from _names(sentence, knowledge)
            yield from _limits(sentence, knowledge)
            yield from _acts(sentence, knowledge)
            yield from _ties(sentence, knowledge)
            yield from _joints(sentence, knowledge)
            yield from _openings(sentence, knowledge)
            yield from _indirect(sentence)
            yield from _duties(sentence, knowledge)
            yield from _meanings(sentence, knowledge)


# ---------------------------------------------------------------- names


def _names(sentence: _Sentence, knowledge: Knowledge) -> Iterator[Change]:
    """Things struck out, or put in, in one limb, while the text bars them elsewhere too."""
    for run in sentence.runs:
        mine, other = sentence.bars(run.gain), sentence.bars(not run.gain)
        inside = [bar for bar in mine if run.span.start <= bar.at.start and bar.at.end <= run.span.end]
        for thing in dict.fromkeys(bar.thing for bar in inside):
            if not 0 < _places(sentence.sides[not run.gain], thing) < _places(sentence.sides[run.gain], thing):
                continue
            gone = next(bar for bar in inside if bar.thing == thing)
            left = [bar for bar in other if bar.thing == thing and bar.limb == gone.limb]
            if all(_apart(gone, one, sentence, run.gain) for one in left):
                tell = sentences.of_law_here if gone.sort == "duty" else sentences.of_name_here
                said = tell(run.gain, sentences.called(thing, knowledge), sentence.of(run))
                kind: ChangeKind = "widened" if run.gain else "narrowed"
                yield sentence.change(kind, run, said, thing=thing, name=sentences.called(thing, knowledge))


def _limits(sentence: _Sentence, knowledge: Knowledge) -> Iterator[Change]:
    """Words put in that limit the bar on a thing in one place, or struck out, while it is barred elsewhere with no limit."""
    for run in sentence.runs:
        mine, other = sentence.bars(run.gain), sentence.bars(not run.gain)
        limited = {bar.thing: bar for bar in mine for one in bar.conditions if run.span.start <= one.span.start < run.span.end}
        for thing, bar in limited.items():
            counts = [[one for one in side if one.thing == thing] for side in (mine, other)]
            free = [sum(not one.conditions for one in side) for side in counts]
            if len(counts[0]) == len(counts[1]) and free[0] < free[1]:
                name = sentences.called(thing, knowledge)
                words = next(one.words for one in bar.conditions if one.span.overlaps(run.span))
                kind: ChangeKind = "narrowed" if run.gain else "widened"
                yield sentence.change(kind, run, sentences.of_limit_here(not run.gain, name, words), thing=thing, name=name)


def _acts(sentence: _Sentence, knowledge: Knowledge) -> Iterator[Change]:
    """Acts struck out among others of a bar, or put in, where other words of the text bar them too."""
    for run in sentence.runs:
        clause = sentence.sides[run.gain].clauses[sentence.clauses[run.gain]]
        denied = _NEGATIVE.search(sentence.texts[run.gain], sentence.spans[run.gain].start, run.span.start)
        named = any(run.span.overlaps(bar.at) for bar in sentence.bars(run.gain))
        if run.replaced or named or not (denied or _barring(clause.tree.norms, run.span)):
            continue
        text, span = sentence.texts[not run.gain], sentence.spans[not run.gain]
        for act in sorted(lexicon().nouns):
            if not says(act, sentence.texts[run.gain], run.span, knowledge) or says(act, text, span, knowledge):
                continue
            pattern = cue(f"ACT.{act}", knowledge)
            if len(pattern.findall(text)) >= len(pattern.findall(sentence.texts[run.gain])):
                continue  # said in another sentence now
            if any(says(one, text, span, knowledge) for one in lexicon().nouns if one != act):
                kind: ChangeKind = "added" if run.gain else "removed"
                message = (
                    f"{sentences.of_noun(act)} is {'now barred too' if run.gain else 'no longer barred'} in this sentence."
                )
                yield sentence.change(kind, run, message + sentences.UNSHOWN, what=f"action:{act}", name=sentences.of_noun(act))


def _barring(nodes: Iterable[Node], at: Span) -> bool:
    """Whether a norm that bars, or in which a party says what it does not do, stands around these words."""
    return any(
        node.span.overlaps(at) and (node.kind in ("prohibition", "representation") or _barring(node.children, at))
        for node in nodes
    )


def _places(side: Side, thing: Thing) -> int:
    """In how many places a text bars a thing."""
    return len({(bar.clause, bar.at.start) for bar in side.predicate.bars if bar.thing == thing and bar.test is None})


def _apart(gone: Bar, left: Bar, sentence: _Sentence, gain: bool) -> bool:
    """Whether two places of a sentence that bar one thing bar something else of it: sending there and use there, two uses."""
    if gone.thing.kind == "end_use":
        return bool(content(gone.quote) - content(left.quote))
    texts = sentence.texts[gain], sentence.texts[not gain]
    used = [
        _USED_IN.search(text, max(0, bar.at.start - _NEAR), bar.at.start) for text, bar in zip(texts, (gone, left), strict=True)
    ]
    return (used[0] is None) != (used[1] is None)


def _ties(sentence: _Sentence, knowledge: Knowledge) -> Iterator[Change]:
    """How somebody belongs to a place: "national or resident of" that is "resident of", "organised in" that is gone."""
    for run in sentence.runs:
        if run.replaced:
            continue
        mine, other = (_tied(sentence.texts[g], sentence.spans[g]) for g in (run.gain, not run.gain))
        for sort in sorted(_tied(sentence.texts[run.gain], run.span)):
            names = re.compile(rf"\b(?:{'|'.join(lexicon().ties[sort])})\b", re.IGNORECASE)
            more, fewer = (len(names.findall(sentence.texts[g])) for g in (run.gain, not run.gain))
            if sort not in mine - other or not other or more <= fewer:
                continue
            things = dict.fromkeys(
                bar.thing for bar in sentence.bars(not run.gain) if bar.thing.kind in ("territory", "territory_group")
            )
            kind: ChangeKind = "widened" if run.gain else "narrowed"
            for thing in things:
                name = sentences.called(thing, knowledge)
                yield sentence.change(kind, run, sentences.of_tie(run.gain, name, sentence.of(run)), thing=thing, name=name)


def _tied(text: str, span: Span) -> set[str]:
    """The ways of belonging to a place that the words at `span` name."""
    said = set(re.findall(r"\w+", span.of(text).casefold()))
    return {sort for sort, names in lexicon().ties.items() if said & set(names)}


# ---------------------------------------------------------------- what opens


def _joints(sentence: _Sentence, knowledge: Knowledge) -> Iterator[Change]:
    """ "And" for "or", or the other way round, between what opens a bar or between conditions of it."""
    runs = sentence.runs
    for gone, come in pairwise(runs):
        joints = {sentence.of(gone).casefold()}, {sentence.of(come).casefold()}
        if gone.gain or not come.gain or joints not in (_JOINTS, _JOINTS[::-1]):
            continue
        text, start, end = sentence.texts[1], sentence.spans[1].start, sentence.spans[1].end
        openings = list(cue("EXCEPT", knowledge, "UNLESS").finditer(text, start, come.span.start))
        behind = text[come.span.end : end]
        if not openings or not licence(text[openings[-1].start() : come.span.start], knowledge) or not content(behind):
            continue
        gain = sentence.of(come).casefold() == "and"
        words = " ".join(text[openings[-1].start() : end].split()).strip(" .;,")
        yield sentence.change(
            "widened" if gain else "narrowed", come, sentences.of_choice(gain, words), what=f"exception:{words[:_NEAR]}"
        )


def _openings(sentence: _Sentence, knowledge: Knowledge) -> Iterator[Change]:
    """What an exception names beside what it named: "or agreed by the parties" behind "unless licensed"."""
    for run in sentence.runs:
        text, start = sentence.texts[run.gain], sentence.spans[run.gain].start
        joint = _JOINT.match(sentence.of(run))
        if run.replaced or joint is None or not content(sentence.of(run)):
            continue
        openings = list(cue("EXCEPT", knowledge, "UNLESS").finditer(text, start, run.span.start))
        if not openings or _CLAUSE.search(text, openings[-1].end(), run.span.start):
            continue
        gain = run.gain != (joint.group(1).casefold() == "or")
        words = " ".join(sentence.of(run).split())
        yield sentence.change(
            "widened" if gain else "narrowed", run, sentences.of_exception(gain, words), what=f"exception:{words[:_NEAR]}"
        )


_JOINT = re.compile(r"(or|and)\s", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:]\s|\b(?:shall|must)\b", re.IGNORECASE)
"""Between an exception and words that belong to it no more."""


def _indirect(sentence: _Sentence) -> Iterator[Change]:
    """ "Or indirectly" struck out of a bar, or put in."""
    for run in sentence.runs:
        gone = _INDIRECT.search(sentence.of(run)) is not None
        more, fewer = (len(_INDIRECT.findall(sentence.texts[g])) for g in (run.gain, not run.gain))
        denied = _NEGATIVE.search(sentence.texts[run.gain], sentence.spans[run.gain].start, sentence.spans[run.gain].end)
        if gone and more > fewer and denied is not None:
            kind: ChangeKind = "widened" if run.gain else "narrowed"
            yield sentence.change(kind, run, sentences.of_indirect(run.gain), what="modality:indirectly")


_INDIRECT = re.compile(r"\bindirectly\b", re.IGNORECASE)


# ---------------------------------------------------------------- duties and definitions


def _duties(sentence: _Sentence, knowledge: Knowledge) -> Iterator[Change]:
    """What is asked for behind a bar in the same sentence, and is struck out of it or put into it."""
    verbs = cue("MODAL", knowledge, "PLEDGE")
    for run in sentence.runs:
        said = sentence.of(run)
        found = verbs.search(said)
        more, fewer = (len(verbs.findall(sentence.spans[g].of(sentence.texts[g]))) for g in (run.gain, not run.gain))
        if more <= fewer or found is None or len(_WORD.findall(said[found.start() :])) < _FEWEST:
            continue
        opener = cue("EXCEPT", knowledge, "UNLESS").search(said, 0, found.start() + 1)
        names = any(run.span.overlaps(bar.at) for bar in sentence.bars(run.gain))
        held = content(sentence.texts[not run.gain])
        words = said[found.start() :]
        if 2 * len(content(words) & held) >= len(content(words)):
            continue  # told otherwise there
        behind = cue("EXCEPT", knowledge, "UNLESS").search(
            sentence.texts[run.gain], sentence.spans[run.gain].start, run.span.start
        )
        if (
            opener is not None
            or (behind is not None and _JOINT.match(said))
            or names
            or not verbs.search(sentence.texts[not run.gain], *_ends(sentence.spans[not run.gain]))
        ):
            continue
        barring = re.search(r"\bnot\b|\bno\b", said[found.start() :][: len(found.group()) + 8], re.IGNORECASE) is not None
        yield sentence.change(
            "added" if run.gain else "removed", run,
            sentences.of_sentence(run.gain, "prohibition" if barring else "obligation", words),
            what=f"modality:{found.group().casefold()}",
        )  # fmt: skip


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _meanings(sentence: _Sentence, knowledge: Knowledge) -> Iterator[Change]:
    """A defined term that names nothing a case can ask about, used by what binds, and that takes in less now, or more."""
    terms = [
        [one for one in side.clauses[at].tree.definitions if span.start <= one.span.start < span.end]
        for side, at, span in zip(sentence.sides, sentence.clauses, sentence.spans, strict=True)
    ]
    runs = [run for run in sentence.runs if content(sentence.of(run))]
    sides = {run.gain for run in runs}
    if len(sides) != 1 or any(run.replaced for run in runs):
        return
    run = max(runs, key=lambda one: len(sentence.of(one)))
    text = sentence.texts[run.gain]
    was_said, is_said = (meant(span.of(held), knowledge) for span, held in zip(sentence.spans, sentence.texts, strict=True))
    if not any(word.isalpha() for word in was_said ^ is_said):
        return  # another name of the same, a number
    for was in terms[0]:
        defined = re.compile(rf"{re.escape(was.term)}\W*\s(?:shall\s+|will\s+)?(?:means?|includes?|refers?)\b", re.IGNORECASE)
        if defined.search(text, sentence.spans[run.gain].start, run.span.start) is None:
            continue
        if not any(same_term(was.term, one.term) for one in terms[1]) or not _used(was.term, sentence):
            continue
        if any(
            bar.via and any(same_term(via, was.term) for via in bar.via)
            for side in sentence.sides
            for bar in side.predicate.bars
        ):
            continue
        narrows = _QUALIFIES.match(sentence.of(run)) is not None
        gain = run.gain != narrows
        kind: ChangeKind = "widened" if gain else "narrowed"
        yield sentence.change(
            kind, run, sentences.of_meaning(gain, was.term, sentence.of(run), new=run.gain), what=f"definition:{was.term}"
        )


_QUALIFIES = re.compile(
    r"(?:that|which|who|whom|whose|made|manufactured|supplied|listed|marked|sold|only|solely|exclusively|other than|except"
    r"|excluding|but not|if|where|when|with|without|in so far|to the extent|provided)\b",
    re.IGNORECASE,
)
"""Words that take something away from what stands before them."""


def _used(term: str, sentence: _Sentence) -> bool:
    """Whether both texts use a term outside the sentence that defines it."""

    def outside(texts: Iterable[str], own: str, span: Span) -> bool:
        rest = own[: span.start] + own[span.end :]
        return any(term.casefold() in text.casefold() for text in (rest, *(one for one in texts if one != own)))

    return all(
        outside((clause.text for clause in side.clauses), text, span)
        for side, text, span in zip(sentence.sides, sentence.texts, sentence.spans, strict=True)
    )
