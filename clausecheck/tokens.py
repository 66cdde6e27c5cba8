"""From text to typed terms with exact offsets.

A word regex cuts the text; a trie over words, built from the knowledge base, finds the longest phrase at each word. No
normalised copy of the text is ever made: words are folded one by one (case, dots of abbreviations), hyphens between words
are skipped, possessives swallowed. There is no fuzzy matching: inflections and known misspellings are data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from clausecheck.knowledge import Knowledge
from clausecheck.margins import shouted
from clausecheck.ruletree import Thing, ThingKind
from clausecheck.words import Word, cut
from clausecheck.words import folded as folded  # what the stages above ask of a term's words

TERMINALS: Final[Mapping[ThingKind, str]] = {
    "list": "LIST",
    "territory": "COUNTRY",
    "territory_group": "GROUP",
    "end_use": "USE",
    "end_user": "ENDUSER",
    "instrument": "LAW",
    "authority": "AGENCY",
}
"""The terminal of grammars/chunk.lark for each kind of thing; where two match, the earlier one wins."""

_RANK: Final = {name: rank for rank, name in enumerate(("LIST", "GROUP", "AGENCY", "COUNTRY", "LAW", "ENDUSER", "USE"))}

PUNCTUATION: Final = {
    ",": "COMMA",
    ";": "SEMI",
    ":": "COLON",
    ".": "DOT",
    "?": "DOT",
    "!": "DOT",
    "(": "LPAR",
    ")": "RPAR",
    "[": "LPAR",
    "]": "RPAR",
    "“": "QUOTE",
    "”": "QUOTE",
    '"': "QUOTE",
    "‘": "QUOTE",
    "’": "QUOTE",
    "'": "QUOTE",
    "«": "QUOTE",
    "»": "QUOTE",
    "%": "PERCENT",
    "/": "SLASH",
    "—": "DASH",
    "–": "DASH",
    "-": "HYPHEN",
    "‐": "HYPHEN",
    "‑": "HYPHEN",
    "&": "AND",
}

LONG_NAME: Final = 6
"""Words and marks from which on a name may hold commas."""

_HYPHENS: Final = frozenset("-‐‑\u00ad")
_APOSTROPHES: Final = frozenset("'’‘`")

_SHARE = re.compile(r"\s*+(?:\)\s*+)?(?:%|per\s?cent)", re.IGNORECASE)


@dataclass(slots=True)
class Term:
    """A typed stretch of text: a terminal of the chunk grammar, what it names, and its half-open offsets.

    `senses` are the other terminals that the same words could be; `things` what they name; `size` counts words.
    """

    type: str
    start: int
    end: int
    things: tuple[Thing, ...] = ()
    senses: frozenset[str] = frozenset()
    size: int = 1
    weak: bool = False
    adjective: bool = False
    name: str = ""

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]


@dataclass(slots=True)
class _Sense:
    type: str
    things: tuple[Thing, ...] = ()
    weak: bool = False
    cased: str = ""
    adjective: bool = False


@dataclass(frozen=True, slots=True)
class _Choice:
    """Which of its senses a phrase stands in: what the law knows before what the language knows, weak words last."""

    type: str
    things: tuple[Thing, ...]
    weak: bool
    adjective: bool
    senses: frozenset[str]
    named: bool


@dataclass(slots=True)
class _Trie:
    next: dict[str, _Trie] = field(default_factory=dict)
    later: dict[str, list[_Waiting]] = field(default_factory=dict)
    senses: list[_Sense] = field(default_factory=list)
    cased: bool = False
    choice: _Choice | None = None


_Waiting = int | tuple[str, str]
"""The place of a name in the knowledge base, or a cue with the table in which it stands."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The trie of every phrase of the knowledge base and of the cues.

    `waiting` holds what is not in `root` yet, by first word, and behind a first word `later` by the second: a text has few of
    all first words and fewer of what follows them, and to fold every phrase takes longer than to read a contract.
    """

    root: _Trie
    knowledge: Knowledge | None = None
    waiting: dict[str, list[_Waiting]] = field(default_factory=dict)

    def match(self, words: list[Word], at: int, text: str) -> tuple[int, _Choice] | None:
        """The longest phrase that starts at word `at`: the index behind it and its sense, or None."""
        first = words[at].folded
        if first in self.waiting:
            self._grow(first)
        following = self.root.next.get(first)
        index, best, comma = at, None, False
        while following is not None:
            node, index = following, index + 1
            choice = node.choice or (_choice(node, words, at, index, text) if node.senses else None)
            if choice is not None and (not comma or (index - at >= LONG_NAME and choice.named)):
                best = index, choice
            if not node.next and not node.later:
                break
            index = _skip(words, index)
            if index < len(words) and words[index].raw == "," and index + 1 < len(words):
                # only within long names: "Consolidated List of Persons, Groups and Entities Subject to EU Financial Sanctions"
                index, comma = index + 1, True
            if node.later and index < len(words) and words[index].folded in node.later:
                self._put(node.later.pop(words[index].folded))
            following = node.next.get(words[index].folded) if index < len(words) else None
        return best

    def _grow(self, first: str) -> None:
        """Put the phrases that begin with the word `first` into the trie, those with a plain second word when that follows."""
        at_once: list[_Waiting] = []
        node = self.root.next.setdefault(first, _Trie())
        for one in self.waiting.pop(first):
            second = _plain_second(self._words(one))
            (at_once if second is None else node.later.setdefault(second, [])).append(one)
        self._put(at_once)

    def _words(self, one: _Waiting) -> str:
        if isinstance(one, tuple):
            return one[0]
        assert self.knowledge is not None  # or nothing would be waiting
        return self.knowledge.words(one)

    def _put(self, waiting: list[_Waiting]) -> None:
        """Put phrases into the trie: names in their order, then cues."""
        cues = [(folded(one[0]), one[1]) for one in waiting if isinstance(one, tuple)]
        language = {tuple(words) for words, _ in cues}
        for place in sorted(one for one in waiting if isinstance(one, int)):
            assert self.knowledge is not None
            name = self.knowledge.phrase(place)
            words = folded(name.words)
            if name.weak or name.cased or len(name.words.split()) > 1 or tuple(words) not in language:
                # a plain word of the language names no law, whatever a pattern in the data leaves of it
                things = tuple(Thing(kind=name.kind, id=id) for id in name.ids)
                sense = _Sense(TERMINALS[name.kind], things, name.weak, name.words if name.cased else "", name.adjective)
                _insert(self.root, words, sense)
        for words, table in cues:
            if not table.islower():
                _insert(self.root, words, _Sense(table))


def _plain_second(words: str) -> str | None:
    """The second word of a phrase as a scanner folds it, where it and the first are plain letters; None where they are not."""
    first, second, *_ = (*words.split(" ", 2), "", "")
    return second.lower() if first.isascii() and first.isalpha() and second.isascii() and second.isalpha() else None


def _choice(node: _Trie, words: list[Word], start: int, end: int, text: str) -> _Choice | None:
    """The sense of a phrase; worked out once where the case of its words says nothing."""
    if node.cased:
        senses = _apt(node.senses, words, start, end, text)
        return _chosen(senses) if senses else None
    if node.choice is None:
        node.choice = _chosen(node.senses)
    return node.choice


def _apt(senses: list[_Sense], words: list[Word], start: int, end: int, text: str) -> list[_Sense]:
    """Those of `senses` that the case of the words allows."""
    raw = text[words[start].start : words[end - 1].end]
    return [
        sense
        for sense in senses
        if not sense.cased or sense.cased == raw or sense.cased.replace(".", "") == raw.replace(".", "")
    ]


def _skip(words: list[Word], index: int) -> int:
    """Past a hyphen, an apostrophe or a possessive that stands between two words of a phrase."""
    if index < len(words) and words[index].group == "mark":
        mark = words[index].raw
        if mark in _HYPHENS:
            return index + 1
        if mark in _APOSTROPHES:
            return index + 2 if index + 1 < len(words) and words[index + 1].folded == "s" else index + 1
        if mark == "." and index and words[index - 1].end == words[index].start:
            numbered = words[index - 1].folded == "no" and index + 1 < len(words) and words[index + 1].raw[:1].isdigit()
            if len(words[index - 1].raw) == 1 or numbered:
                return index + 1  # "U.S.", "Executive Order No. 13224"
        if mark in '"“”/()':
            return index + 1
    return index


_BUILT: dict[int, tuple[Knowledge, Vocabulary]] = {}


def _build(knowledge: Knowledge) -> Vocabulary:
    """The shared vocabulary of a knowledge base, one a process."""
    held = _BUILT.get(id(knowledge))
    if held is not None and held[0] is knowledge:
        return held[1]
    waiting: dict[str, list[_Waiting]] = {}
    firsts: dict[str, str] = {}  # many phrases begin with the same word

    def first(words: str) -> str:
        word = words.partition(" ")[0]
        if word not in firsts:
            firsts[word] = next(iter(folded(word)), "")
        return firsts[word] or next(iter(folded(words)), "")

    for word, places in knowledge.first_words.items():
        for place in places if not first(word) else ():
            waiting.setdefault(first(knowledge.words(place)), []).append(place)
        waiting.setdefault(first(word), []).extend(places)
    for terminal, table in knowledge.cues.items():
        for words in table:
            waiting.setdefault(first(words), []).append((words, terminal))
    waiting.pop("", None)
    _BUILT[id(knowledge)] = (knowledge, Vocabulary(_Trie(), knowledge, waiting))
    return _BUILT[id(knowledge)][1]


def _insert(root: _Trie, words: list[str], sense: _Sense) -> None:
    node = root
    for word in words:
        following = node.next.get(word)
        if following is None:
            following = node.next[word] = _Trie()
        node = following
    if words and not any(s.type == sense.type and s.things == sense.things and s.cased == sense.cased for s in node.senses):
        node.senses.append(sense)
        node.cased = node.cased or bool(sense.cased)


def _own(terms: Iterable[tuple[str, str]]) -> Vocabulary:
    """The shared trie is left alone; a clause's own terms are matched first, from a small trie of their own."""
    own = _Trie()
    for phrase, terminal in terms:
        _insert(own, folded(phrase), _Sense(terminal, cased=""))
    return Vocabulary(own)


def scan(text: str, knowledge: Knowledge, terms: Mapping[str, str] | None = None) -> list[Term]:
    """Every word and mark of `text` in typed terms, in order, none overlapping.

    `terms` maps the defined terms of the clause to the terminal they stand for; they are matched case-sensitively, before
    everything else. Words that no phrase holds become ``WORD`` terms, one for each run.
    """
    words, shared = cut(text), _build(knowledge)
    own = _own(terms.items()) if terms else None
    spelt: dict[tuple[str, ...], str] = {}
    for term in terms or ():
        spelt.setdefault(tuple(folded(term)), term)
    capitals = bool(spelt) and shouted(text)
    found: list[Term] = []
    index = 0
    while index < len(words):
        word = words[index]
        if word.group == "cite":
            following = words[index + 1] if index + 1 < len(words) else None
            listed = following is not None and following.folded in ("list", "lists")
            end = following.end if following is not None and listed else word.end
            found.append(_citation(text, word.start, end, knowledge))
            index += 2 if listed and found[-1].things else 1
            if not found[-1].things:
                found[-1] = Term("CITE", word.start, word.end, size=len(word.raw.split()))
            continue
        if word.group == "enum":
            found.append(Term("ENUM", word.start, word.end))
            index += 1
            continue
        hit = shared.match(words, index, text)
        mine = own.match(words, index, text) if own is not None else None
        if mine is not None and not (hit is not None and hit[0] > mine[0] and hit[1].type in ("LIST", "LISTWORD")):
            end, choice = mine
            raw = text[word.start : words[end - 1].end]
            name = spelt.get(tuple(folded(raw)), raw)
            if raw[:1].isupper() or raw[:1].isdigit() or capitals or not name[:1].isupper():
                found.append(Term(choice.type, word.start, words[end - 1].end, size=end - index, name=name))
                index = _possessive(words, end, found)
                continue
        if hit is not None:
            end, choice = hit
            found.append(
                Term(
                    choice.type, word.start, words[end - 1].end, choice.things, choice.senses, end - index, choice.weak,
                    choice.adjective,
                )
            )  # fmt: skip
            index = _possessive(words, end, found)
            continue
        if word.group == "mark":
            found.append(Term(PUNCTUATION.get(word.raw, "MARK"), word.start, word.end, size=0))
            index += 1
            continue
        if word.group == "number" and _SHARE.match(text, word.end):
            found.append(Term("FIGURE", word.start, word.end))
            index += 1
            continue
        if found and found[-1].type == "WORD" and text[found[-1].end : word.start].strip(" \t-‐‑'’") == "":
            found[-1].end, found[-1].size = word.end, found[-1].size + 1
        else:
            found.append(Term("WORD", word.start, word.end))
        index += 1
    return found


def _citation(text: str, start: int, end: int, knowledge: Knowledge) -> Term:
    """A citation ("15 CFR 744", "Part 561 List"), of something that the knowledge base knows by its number or not."""
    raw = text[start:end]
    things = tuple(entry.thing for entry in knowledge.named(raw))
    kind = TERMINALS[things[0].kind] if things else "CITE"
    return Term(kind, start, end, things=things, size=len(raw.split()))


def _possessive(words: list[Word], index: int, found: list[Term]) -> int:
    """Let the last term swallow a possessive that follows it at once."""
    if index < len(words) and words[index].raw in _APOSTROPHES and words[index].start == found[-1].end:
        if index + 1 < len(words) and words[index + 1].folded == "s" and words[index + 1].start == words[index].end:
            found[-1].end = words[index + 1].end
            return index + 2
        quoted = len(found) > 1 and found[-2].type == "QUOTE" and found[-2].end == found[-1].start
        if words[index].raw in "'’" and found[-1].type not in ("WORD",) and not quoted:
            found[-1].end = words[index].end
            return index + 1
    return index


def _chosen(senses: list[_Sense]) -> _Choice:
    named = [sense for sense in senses if sense.things and not sense.weak]
    ordered = sorted(named, key=lambda s: _RANK[s.type]) or [s for s in senses if not s.things] or senses
    first = ordered[0]
    things = tuple(dict.fromkeys(t for s in senses if s.type == first.type for t in s.things))
    return _Choice(
        type="TOPIC" if first.type.startswith("TOPIC_") else first.type,
        things=things,
        weak=first.weak,
        adjective=first.adjective,
        senses=frozenset(sense.type for sense in senses if sense.type != first.type),
        named=any(sense.things for sense in senses),
    )
