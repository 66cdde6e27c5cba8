"""Makes clauses for tests: sentences derived from the grammars, mutated texts, and what must hold of every answer."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from lark import Token
from lark.grammar import Rule

from clausecheck.document import Span
from clausecheck.knowledge import load
from clausecheck.outline import outline
from clausecheck.parsing import parse_clause
from clausecheck.parsing.chunks import Unit, chunk
from clausecheck.parsing.joints import join
from clausecheck.parsing.lexer import parser
from clausecheck.parsing.predicates import find_predicates
from clausecheck.resolve import resolve
from clausecheck.ruletree import Clause, Located, Node, Piece
from clausecheck.tokens import TERMINALS, Term

KNOWLEDGE = load()
AS_OF = "2026-11-24"
CHECKOUT = Path(__file__).parent.parent


def located(text: str) -> Located:
    """A clause that is `text` and nothing else."""
    return Located(path=(), title="", evidence=(), text=text, pieces=(Piece(span=Span(start=0, end=len(text)), block=0),))


def read(text: str) -> Clause:
    """The clause `text`, from text to effects."""
    clause = located(text)
    return resolve(clause, parse_clause(clause, KNOWLEDGE), KNOWLEDGE, AS_OF)


def effects(text: str) -> dict[str, str]:
    """What the clause `text` does: "kind:id" to effect."""
    return {f"{effect.thing.kind}:{effect.thing.id}": effect.effect for effect in read(text).effects}


# ---------------------------------------------------------------- what must hold of every answer


def faults(clause: Clause) -> list[str]:
    """What is wrong with an answer whatever its text is: spans outside the text or its own parts, words that are not there."""
    text, found = clause.text, []

    def inside(what: str, span: Span) -> None:
        if not 0 <= span.start <= span.end <= len(text):
            found.append(f"{what}: {span} lies outside the text of {len(text)}")

    def node(one: Node) -> None:
        inside(one.kind, one.span)
        spans = [item.span for item in one.exclusions] + [use.span for use in one.uses] + [test.span for test in one.ownership]
        spans += [limit.span for item in (*one.exclusions, *one.uses) for limit in item.limits]
        for span in (*spans, *one.conditions, *one.exceptions, *one.knowledge):
            inside(f"in {one.kind}", span)
        for child in one.children:
            node(child)

    for norm in clause.tree.norms:
        node(norm)
    for definition in clause.tree.definitions:
        inside(f"definition {definition.term}", definition.span)
        inside(f"meaning of {definition.term}", definition.meaning)
    for reading in clause.tree.readings:
        inside("reading", reading.span)
    for stretch in clause.tree.unparsed:
        inside("unparsed", stretch.span)
    for effect in clause.effects:
        inside(f"effect on {effect.thing.id}", effect.span)
        if text[effect.span.start : effect.span.end] != effect.quote or not effect.quote.strip():
            found.append(f"effect on {effect.thing.id}: the quote {effect.quote!r} is not what stands at {effect.span}")
        if effect.limit_span is not None and text[effect.limit_span.start : effect.limit_span.end] != effect.limit:
            found.append(f"effect on {effect.thing.id}: the limit {effect.limit!r} is not what stands at {effect.limit_span}")
    if not 0.0 <= clause.tree.coverage <= 1.0:
        found.append(f"coverage {clause.tree.coverage}")
    return (
        found
        + [f"not one term holds {words!r}" for words in unheld(text)]
        + [f"no effect for {words!r}" for words in unnamed(clause)]
    )


def unheld(text: str) -> list[str]:
    """The stretches of letters and digits that no term of the outline holds, and those that two of them hold."""
    end, found = 0, []
    for term in outline(text, KNOWLEDGE):
        found += _wordlike(text[end : term.start])
        found += _wordlike(text[term.start : end])
        end = max(end, term.end)
    return found + _wordlike(text[end:])


def unread(text: str) -> list[str]:
    """The words of terms that the chunks and parts of the grammars leave out."""
    terms = outline(text, KNOWLEDGE)
    held = {(term.start, term.end) for unit in chunk(terms) for term in _terms(unit)}
    return [term.of(text) for term in terms if term.size and (term.start, term.end) not in held and term.type != "EOS"]


def unnamed(clause: Clause) -> list[str]:
    """The words that the outline takes for a thing of the law for which the clause has no effect at all.

    An embargo that only says which countries are meant ("any country subject to a U.S. embargo") is told by their group. A line
    of a few words without a verb may be a heading ("5. Export Laws"), whose general words name nothing.
    """
    known = {effect.thing for effect in clause.effects}
    groups = any(thing.kind == "territory_group" for thing in known)
    return [
        term.of(clause.text)
        for term in outline(clause.text, KNOWLEDGE)
        if term.type in _NAMING and term.things and not known & set(term.things)
        if not (groups and term.type == "LAW" and "sanctions" in term.name.split("|"))
        if not (all(thing.id.startswith("generic.") for thing in term.things) and _heading(clause.text, term))
    ]


def _heading(text: str, term: Term) -> bool:
    start, end = text.rfind("\n", 0, term.start) + 1, text.find("\n", term.end)
    return end >= 0 and len(re.findall(r"[^\W\d_](?:\.?[^\W\d_])*", text[start:end])) <= _HEADING


def unaccounted_sentences(text: str) -> list[str]:
    """The words that stand in no norm, no definition and no stretch marked as not understood, in sentences that name a thing.

    A short sentence without a verb is accounted for where what it names is marked as known by its name alone.
    """
    clause = read(text)
    spans = [node.span for node in _nodes(clause.tree.norms)]
    spans += [span for definition in clause.tree.definitions for span in (definition.span, definition.meaning)]
    spans += [stretch.span for stretch in clause.tree.unparsed]
    by_name = {effect.thing for effect in clause.effects if effect.reading == "keyword"}
    found: list[str] = []
    for unit in chunk(outline(text, KNOWLEDGE)):
        terms = [term for term in _terms(unit) if term.size and term.type not in ("NUMBER", "NOTE_NO")]
        named = {thing for term in terms if term.type in _NAMING for thing in term.things}
        if not named or named <= by_name:
            continue
        found += [term.of(text) for term in terms if not any(s.start <= term.start and term.end <= s.end for s in spans)]
    return found


_NAMING = frozenset({"LIST", "COUNTRY", "GROUP", "USE", "ENDUSER", "LAW"})
_HEADING = 8
"""Words of a line that may be a heading."""


def _nodes(nodes: Iterable[Node]) -> Iterable[Node]:
    for node in nodes:
        yield node
        yield from _nodes(node.children)


def _wordlike(gap: str) -> list[str]:
    return re.findall(r"[^\W_]+", gap)


# ---------------------------------------------------------------- which productions a text goes through


def units(text: str) -> list[Unit]:
    """The sentences and limbs of `text` as chunks, limbs after the sentence that holds them."""
    found: list[Unit] = []

    def add(some: Sequence[Unit]) -> None:
        for unit in some:
            found.append(unit)
            for item in unit.chunks:
                for limb in item.limbs:
                    add(limb.units)

    add(chunk(outline(text, KNOWLEDGE)))
    return found


def _terms(unit: Unit) -> Iterable[Term]:
    """The terms of a unit, its limbs' included."""
    for item in unit.chunks:
        yield from item.terms
        for limb in item.limbs:
            yield limb.label
            for inner in limb.units:
                yield from _terms(inner)


def productions(text: str) -> set[str]:
    """The names of the rules of grammars/rule.lark that the sentences and limbs of `text` are read with."""
    names: set[str] = set()
    for unit in units(text):
        chunks = find_predicates(unit.chunks, text, load())
        tree = parser("rule").parse(iter([Token(kind, "x") for kind in join(chunks)]))  # type: ignore[arg-type]
        names |= {str(node.data) for node in tree.iter_subtrees()}
    return names


# ---------------------------------------------------------------- sentences derived from the grammars


@dataclass(slots=True)
class Derivations:
    """Random derivations of one of the grammars, as sequences of its terminals."""

    name: str
    rules: dict[str, list[Rule]] = field(default_factory=dict)
    heights: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for rule in parser(self.name).rules:  # type: ignore[arg-type]
            self.rules.setdefault(str(rule.origin.name), []).append(rule)
        self.heights = _heights(self.rules)

    @property
    def productions(self) -> list[str]:
        """The rules that have a name of their own in the tree, in the order of the grammar."""
        return [name for name in self.rules if not name.startswith("_")]

    def derive(self, start: str, chance: random.Random, depth: int = 12) -> list[str]:
        """The terminals of a random derivation from `start`; below `depth` the shortest way is taken."""
        choices = self.rules[start]
        if depth <= 0:
            least = min(self._height(rule) for rule in choices)
            choices = [rule for rule in choices if self._height(rule) == least]
        found: list[str] = []
        for symbol in chance.choice(choices).expansion:
            found += [str(symbol.name)] if symbol.is_term else self.derive(str(symbol.name), chance, depth - 1)
        return found

    def _height(self, rule: Rule) -> int:
        return max((self.heights[str(s.name)] for s in rule.expansion if not s.is_term), default=0) + 1


def _heights(rules: dict[str, list[Rule]]) -> dict[str, int]:
    """The height of the lowest derivation of each rule."""
    heights = dict.fromkeys(rules, 10**6)
    changed = True
    while changed:
        changed = False
        for name, choices in rules.items():
            for rule in choices:
                height = max((heights[str(s.name)] for s in rule.expansion if not s.is_term), default=0) + 1
                if height < heights[name]:
                    heights[name], changed = height, True
    return heights


@cache
def grammar(name: str) -> Derivations:
    """The derivations of ``chunk`` or ``rule``; built once."""
    return Derivations(name)


# Which rule of grammars/chunk.lark makes a chunk of each kind, and the words of the outline that are no cue.
_CHUNK_OF = {
    "RESTRICTS": "prohibits", "ADMINISTERED": "administered", "REFUSAL": "refusal", "OTHER": "other", "STOP": "stop",
    "KEEPER": "keeper", "REFERENCE": "reference",
}  # fmt: skip
_PHRASES = {
    "PERSONS": ("TO", "persons"), "PLACES": ("IN", "places"), "LISTS": ("ON", "lists"), "USES": ("WITH", "uses"),
    "LAWS": ("WITH", "laws"), "AGENCIES": ("BY", "agencies"), "ITEMS": ("", "items"), "LICENCES": ("", "licences"),
    "BY_PERSONS": ("BY", "persons"), "NOUNS": ("", "determiner"),
}  # fmt: skip
_JOINTS = {
    "JOIN": ("or", ", or", "and", ","),
    "ALSO": ("or", "and"),
    "JOIN_LAW": ("and",),
    "SEP": ("and", "or"),
    "PAUSE": (",",),
}
_OWN_WORDS = {
    "COMMA": (",",), "SEMI": (";",), "COLON": (":",), "DASH": ("\u2014",), "SLASH": ("/",), "QUOTE": ("\u201c",),
    "LPAR": ("(",), "RPAR": (")",), "HYPHEN": ("-",), "MARK": ("#", "+", "="), "WORD": ("quince", "lantern post", "thistle"),
    "EOS": (".",),
    "NUMBER": ("\n7. ",), "NOTE_NO": ("[1]",), "CITE": ("22 CFR 120.1", "Section 9.2"), "REF": ("paragraph (a)",),
    "DEFINED": ("(the \u201cMarked Parties\u201d)", "(\u201cMarked Goods\u201d)"), "DEFINES": ("\u201cClosed Lands\u201d",),
    "OPEN": ("",), "CLOSE": ("",), "ITEM_NO": ("(a)",), "GLUE": (", or any", " or "), "STATE": ("U.S.", "German"),
    "MIGHT_BAR": ("may be prohibited from",), "ALLOW_TERMINATION": ("may terminate",),
}  # fmt: skip


@cache
def names(kind: str) -> tuple[str, ...]:
    """Names of things of a kind that are strong, not bound to a case and mean one thing: "Cuba", "Entity List"."""
    kinds = {terminal: thing for thing, terminal in TERMINALS.items()}
    return tuple(
        phrase.words
        for phrase in KNOWLEDGE.vocabulary()
        if phrase.kind == kinds[kind] and phrase.age == "official" and len(phrase.ids) == 1
        and not (phrase.weak or phrase.cased or phrase.adjective) and len(phrase.words) < 40 and phrase.words.isascii()
    )  # fmt: skip


def word_of(terminal: str, chance: random.Random) -> str:
    """A word or phrase of the class that a terminal of grammars/chunk.lark stands for."""
    if terminal in TERMINALS.values():
        return chance.choice(names(terminal))
    if terminal in ("ACT", "TOPIC"):
        terminal = chance.choice([name for name in sorted(KNOWLEDGE.cues) if name.startswith((f"{terminal}.", f"{terminal}_"))])
    if terminal in _OWN_WORDS:
        return chance.choice(_OWN_WORDS[terminal])
    return chance.choice(KNOWLEDGE.cues[terminal])


def words_of_chunk(kind: str, chance: random.Random) -> str:
    """The words of a chunk of a kind, a terminal of grammars/rule.lark, derived from grammars/chunk.lark."""
    if kind in _JOINTS:
        return chance.choice(_JOINTS[kind])
    if kind == "LIMBS":
        return "; ".join(f"({label}) {words_of_chunk(chance.choice(('PERSONS', 'PLACES', 'LISTS')), chance)}" for label in "ab")
    chunks = grammar("chunk")
    if kind in _PHRASES:
        preposition, head = _PHRASES[kind]
        before = word_of(preposition, chance) if preposition else ""
        terminals = chunks.derive(head, chance, 2) if head != "determiner" else ["WORD"]
        return " ".join(filter(None, [before, chance.choice(("any", "the", "")), *(word_of(t, chance) for t in terminals)]))
    rule = _CHUNK_OF.get(kind, kind.lower())
    return " ".join(word_of(terminal, chance) for terminal in chunks.derive(rule, chance, 2))


def sentence_of(production: str, chance: random.Random, depth: int = 6) -> str:
    """A sentence that is one derivation of a production of grammars/rule.lark, in words."""
    kinds = grammar("rule").derive(production, chance, depth)
    return tidy(" ".join(words_of_chunk(kind, chance) for kind in kinds[:40]))


def clause_of(chance: random.Random, parts: int = 6) -> str:
    """A sentence of several parts of grammars/rule.lark, at random, with a full stop."""
    rules = grammar("rule")
    kinds = [kind for _ in range(chance.randint(1, parts)) for kind in rules.derive("_part", chance, 5)][:60]
    return tidy("Buyer " + " ".join(words_of_chunk(kind, chance) for kind in kinds)) + "."


def tidy(words: str) -> str:
    """Words put together as they are written: no space before a comma or a full stop."""
    return re.sub(r" +([,.;:)])", r"\1", re.sub(r"[ \t]+", " ", words)).strip()


# ---------------------------------------------------------------- mutated texts

SENTENCES = (
    "Buyer shall not, directly or indirectly, export, re-export or resell the Products (i) to Cuba, Iran or the Crimea "
    "region of Ukraine; (ii) to any person listed on the Entity List or the Denied Persons List maintained by the U.S. "
    "Department of Commerce, or owned fifty percent (50%) or more, in the aggregate, by such persons; or (iii) for use in "
    "the development of nuclear, chemical or biological weapons, unless authorized by the U.S. Government.",
    "Neither Licensee nor any of its affiliates is located in, or a national of, any country in Country Group E:1 (the "
    "\u201cClosed Countries\u201d), nor will it divert the Software to the Closed Countries or to any military end user in "
    "China.",
    "\u201cBarred Person\u201d means any person in a Closed Country. \u201cClosed Country\u201d means Cuba or Iran. Seller "
    "may refuse any order of a Barred Person. Customer represents and warrants that it is not a Barred Person.",
    "YOU MAY NOT USE OR EXPORT THE SOFTWARE EXCEPT AS AUTHORIZED BY UNITED STATES LAW. IN PARTICULAR, THE SOFTWARE MAY NOT "
    "BE EXPORTED (A) INTO ANY U.S. EMBARGOED COUNTRIES OR (B) TO ANYONE ON THE SPECIALLY DESIGNATED NATIONALS LIST.",
    "The Goods shall not be sold to:\n\u2022 any person in North Korea or Syria;\n\u2022 any military end user;\n\u2022 "
    "any person on the Unverified List.\nThis clause survives termination.",
    "7.3 Exports. Distributor shall comply with the Export Administration Regulations (15 CFR 730-774) and shall not "
    "export to any embargoed country other than Syria, or to buyers in Iran or to any other buyers for use in missile "
    "projects.",
)
_INSERTED = (
    "(i) ", "(ii) ", "(a) ", "(b) ", "1. ", "2) ", "\u2022 ", "- ", "[1] ", "iv. ", "(A)(1)", "\n(iii) ", "\n", "\n\n", "\t",
    "\r\n", "(", ")", "[", "]", "((", "))", "\u201c", "\u201d", "\"", "'", "\u2019s", ";", ":", ",", ".", "...", "\u2014",
    "-", "/", "%", "50%", " 50 percent ", " not ", " nor ", " neither ", " or ", " and ", " unless ", " other than ",
    " including ", " means ", " who is ", " such country ", " Cuba ", " Iran ", " the Entity List ", " nuclear weapons ",
    " shall ", " may ", " is ", "\u201cX\u201d means ", " (the \u201cX\u201d) ", "\nPage 4 of 17\n", "\n\u2013 12 \u2013\n",
    "\nCONFIDENTIAL\n", "\x0c", "\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\u2028", "\u200b", "\xad", "\xa0", "\ufeff",
    "\ufffd", "\ud7ff", "\U0001f4a3", "\u0301", "\u202e", "\u0130", "\xdf", "\u4e2d\u56fd", "\u0418\u0440\u0430\u043d",
    "\u0627\u064a\u0631\u0627\u0646", "\ufb01", "\xb2", "\u2167", "\u0e01", "15 CFR 744", "\xa7 9(a)",
    "http://x.example/a(b)", "x" * 80, "9" * 60, "," * 12, " " * 40, "(" * 20, "a." * 15,
)  # fmt: skip


def seeds() -> list[str]:
    """The texts that are mutated: own sentences, the samples, the texts of tests/clauses where they are."""
    texts = list(SENTENCES)
    texts += [path.read_text(encoding="utf-8") for path in sorted((CHECKOUT / "samples" / "source").glob("*.markup"))]
    texts += [path.read_text(encoding="utf-8") for path in sorted((CHECKOUT / "tests" / "clauses").rglob("*.txt"))]
    return [text[:3_000] for text in texts if text.strip()]


def mutated(seed: str, others: Sequence[str], chance: random.Random) -> str:
    """`seed` after one to a dozen changes: deleted, doubled, swapped, joined, inserted, cut off, mixed with another text."""
    text = seed
    if len(text) > 800:
        at = chance.randrange(len(text) - 400)
        text = text[at : at + chance.randint(200, 800)]
    for _ in range(chance.randint(1, 12)):
        if not text:
            break
        a, b = sorted((chance.randrange(len(text) + 1), min(len(text), chance.randrange(len(text) + 1))))
        match chance.randrange(10):
            case 0:
                text = text[:a] + text[min(b, a + chance.randint(1, 30)) :]
            case 1:
                text = text[:b] + text[a : min(b, a + 120)] + text[b:]
            case 2:
                words = text.split(" ")
                one, two = chance.randrange(len(words)), chance.randrange(len(words))
                words[one], words[two] = words[two], words[one]
                text = " ".join(words)
            case 3:
                text = text[:a] + text[a:b].replace(" ", "", 3) + text[b:]
            case 4:
                text = text[:a] if chance.random() < 0.5 else text[a:]
            case 5:
                other = chance.choice(others)
                start = chance.randrange(len(other))
                text = text[:a] + other[start : start + chance.randint(5, 120)] + text[a:]
            case 6:
                text = text[:a] + text[a:b].swapcase() + text[b:]
            case 7:
                text = (
                    text[:a]
                    + chr(chance.choice((chance.randrange(32), chance.randrange(0x250), chance.randrange(0xD800))))
                    + text[a:]
                )
            case _:
                text = text[:a] + chance.choice(_INSERTED) + text[a:]
    return text[:2_500]


def fuzz(count: int, seed: int = 1, sources: Sequence[str] = ()) -> Iterable[tuple[int, str]]:
    """`count` mutated texts with their numbers, made of `sources` (`seeds()`); the same `seed` gives the same texts."""
    sources = sources or seeds()
    for number in range(count):
        chance = random.Random(seed * 1_000_003 + number)
        if number % 10 == 9:
            yield number, mutated(clause_of(chance), sources, chance)
        else:
            yield number, mutated(sources[number % len(sources)] if number % 3 else chance.choice(SENTENCES), sources, chance)


def failure(text: str) -> str:
    """What goes wrong with `text`: an exception in one line, or a fault of the answer; "" where nothing does."""
    try:
        found = faults(read(text))
        lost = unread(text)
    except Exception as error:
        return f"{type(error).__name__}: {error}"[:300]
    return "; ".join([*found, *(f"no part holds {word!r}" for word in lost)])[:300]
