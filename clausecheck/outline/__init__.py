"""The token stream that the grammars read: sentences, limbs as brackets, inline definitions, separators between like heads.

Every step is one pass over typed terms; offsets stay those of the text. What needs look-ahead is decided here, so that the
grammars can stay LALR(1) and total. In order: `definitions`, `verbs`, `consents`, `homographs` with `countries` and
`lookalikes`, `relatives`, `regulations`, `lawnames` with `lawmakers`, `sentences`, `enumerators`, and last, in this module,
unknown names in series, sentences that are too long, GLUE.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from clausecheck.knowledge import Knowledge
from clausecheck.outline.capitals import in_small_letters
from clausecheck.outline.consents import consents
from clausecheck.outline.definitions import Defined, classes, defined_terms, fold_definitions, same_term, term_key
from clausecheck.outline.enumerators import bracket
from clausecheck.outline.holdings import holdings
from clausecheck.outline.homographs import retag
from clausecheck.outline.lawmakers import states
from clausecheck.outline.lawnames import compose
from clausecheck.outline.listmakers import (
    described_lists,
    keepers_without_a_name,
    lists_of_makers,
    named_as_examples,
    named_before,
    named_in_brackets,
    unnamed_lists,
)
from clausecheck.outline.regulations import fold_citations, name_regulations
from clausecheck.outline.relatives import fold_whose
from clausecheck.outline.sentences import end_sentences, line_items
from clausecheck.outline.tails import free_tails
from clausecheck.outline.verbs import verbs
from clausecheck.tokens import Term, folded, scan

__all__ = ["Defined", "defined_terms", "outline", "same_term", "states", "term_key"]

LONGEST_SENTENCE = 2_000
"""Terms after which a sentence is cut at the next semicolon, comma or word: every window downstream stays bounded."""

_SHORT = 8_000
"""Code points up to which the terms of a text are kept for the next stage that asks for them."""

_CLASS = {
    terminal: name
    for name, terminals in {
        "list": "LIST LISTWORD",
        "place": "COUNTRY GROUP PLACEWORD",
        "person": "PERSONWORD ENDUSER PARTY NATIONAL",
        "use": "USE USEWORD MAKE",
        "law": "LAW LAWWORD",
        "item": "ITEM",
        "act": "ACT",
        "maker": "AGENCY STATE",
        "ownership": "OWNED CONTROLLED PERCENT FIGURE OF_OWNERSHIP AGGREGATE DIRECTLY OVER",
        "licence": "LICENCE",
        "described": "DESC",
    }.items()
    for terminal in terminals.split()
}
_DESCRIBED = frozenset({"PLACEWORD", "PERSONWORD", "USEWORD", "ENDUSER"})
"""Heads of any of these may share one series: "any country, person, entity or end use prohibited by law"."""

_NAMED = frozenset({"AGENCY", "LAW", "LIST", "COUNTRY"})
_SHARES = frozenset({"OWNED", "CONTROLLED", "PERCENT", "OF_OWNERSHIP"})
_SEPARATORS = frozenset({"COMMA", "AND", "OR", "SLASH"})
_FIGURE = re.compile(r"\s*\d{1,3}\s*(?:%|per)")
_LEADING = frozenset({"IN", "TO", "FROM", "NATIONAL", "LOCATED", "EXCEPT"})
_BETWEEN = frozenset({"DET", "SUCH", "HEREBY", "COMPREHENSIVE", "HYPHEN", "EITHER"})


def outline(text: str, knowledge: Knowledge) -> list[Term]:
    """The terms of a clause as grammars/chunk.lark reads them, ending in an EOS. The terms are shared: to be read only."""
    return [*_kept(text, knowledge)] if len(text) <= _SHORT else _outlined(text, knowledge)


def _outlined(text: str, knowledge: Knowledge) -> list[Term]:
    text = in_small_letters(text, knowledge)
    known = defined_terms(text)
    terms = consents(text, verbs(text, scan(text, knowledge, classes(known, text, knowledge)), knowledge), knowledge)
    terms = fold_definitions(terms, known)
    terms = fold_citations(text, _marks(text, terms))
    terms = holdings(text, terms, knowledge)
    terms = named_before(
        text, described_lists(unnamed_lists(text, named_in_brackets(retag(text, terms, knowledge)), knowledge)), knowledge
    )
    named_as_examples(text, terms, knowledge)
    keepers_without_a_name(text, terms, knowledge)
    lists_of_makers(text, terms, knowledge)
    terms = _plain(text, compose(text, name_regulations(text, fold_whose(text, terms, knowledge), knowledge), knowledge))
    terms = end_sentences(text, terms)
    terms = free_tails(text, bracket(text, line_items(text, terms)))
    return _glue(text, _bounded(_unknown_places(text, terms)))


# whether a text is an export clause is asked before it is read: both look at the same terms
_kept = lru_cache(maxsize=128)(_outlined)


def _marks(text: str, terms: list[Term]) -> list[Term]:
    """Quotes around a known name fold into it; agencies of agencies become one; a repeated "including" is one."""
    out: list[Term] = []
    for term in terms:
        last = out[-1] if out else None
        if (
            term.type == "QUOTE"
            and last is not None
            and last.end == term.start
            and last.type in _CLASS
            and len(out) > 1
            and out[-2].type == "QUOTE"
            and out[-2].end == last.start
        ):
            out.pop(-2)
            last.start -= 1
            last.end = term.end
            continue
        if term.type == "INCLUDING" and last is not None:
            if last.type == "INCLUDING":
                last.end, last.size = term.end, last.size + term.size
                continue
            if last.type == "COMMA" and len(out) > 1 and out[-2].type == "INCLUDING":
                out.pop()
                out[-1].end, out[-1].size = term.end, out[-1].size + term.size
                continue
        if (
            term.type == "DESC"
            and last is not None
            and last.type == "HYPHEN"
            and len(out) > 1
            and out[-2].type in ("COUNTRY", "STATE")
        ):
            out.pop()
            out[-1].end = last.end  # "a U.S.-sanctioned country"
        if (
            term.type in ("AND", "OR")
            and last is not None
            and last.type == "HYPHEN"
            and len(out) > 1
            and out[-2].end == last.start
        ):
            out.pop()  # "denied- or restricted-party list"
            out[-1].end = last.end
        if (
            term.type == "WORD"
            and last is not None
            and last.type == "HYPHEN"
            and len(out) > 1
            and out[-2].type == "WORD"
            and out[-2].end == last.start
            and last.end == term.start
        ):
            out.pop()
            out[-1].end, out[-1].size = term.end, out[-1].size + term.size  # "advanced-node"
            continue
        if term.type == "RPAR" and last is not None and last.of(text).count("(") > last.of(text).count(")"):
            last.end = term.end  # "Myanmar (Burma)" is one name
            continue
        if term.type == "HYPHEN" and last is not None and last.type == "DET" and last.of(text).lower() == "non":
            last.end = term.end
            continue
        if (
            term.type == "RPAR"
            and last is not None
            and last.type in _NAMED
            and len(out) > 2
            and out[-2].type == "LPAR"
            and (out[-3].type == last.type or (out[-3].type, last.type) == ("AGENCY", "COUNTRY"))
            and last.size <= 2
            and (last.type != "COUNTRY" or last.things == out[-3].things or out[-3].type == "AGENCY")
        ):
            out[-3].end, out[-3].size = term.end, out[-3].size + last.size  # "Office of Foreign Assets Control (OFAC)"
            del out[-2:]
            continue
        if term.type in ("LPAR", "RPAR") and last is not None and (last.type == "PERCENT" or _figure_next(text, term)):
            last.end, last.size = term.end, last.size
            continue
        if term.type == "COMMA" and last is not None and last.type == "CURRENTLY":
            last.end = term.end
            continue
        out.append(term)
    return out


_LAST = {"to": "TO", "of": "OF", "with": "WITH"}


def _plain(text: str, terms: list[Term]) -> list[Term]:
    """Words that only said what a law is about, as plain words with the preposition they end in."""
    out: list[Term] = []
    for term in terms:
        if term.type != "ABOUT":
            out.append(term)
            continue
        other = next((sense for sense in sorted(term.senses) if not sense.startswith(("ACT.", "TOPIC_"))), "")
        words = term.of(text).split()
        last = _LAST.get(words[-1].lower(), "")
        if out and out[-1].type == "LISTWORD":
            term.type = "KEPT"  # "any list governing exports", "lists relating to sanctions"
            out.append(term)
        elif other or not last or len(words) == 1:
            controlling = other == "CONTROLLED" and out and out[-1].type in ("LAWWORD", "LAW", "EMBARGO", "PROHIBITS")
            term.type = "WORD" if controlling else other or "WORD"
            out.append(term)
        else:
            cut = term.end - len(words[-1])
            out += [
                Term("WORD", term.start, term.start + len(text[term.start : cut].rstrip()), size=len(words) - 1),
                Term(last, cut, term.end),
            ]
    return out


def _figure_next(text: str, term: Term) -> bool:
    """Whether a bracket only repeats a share in figures: "fifty percent (50%)"."""
    return _FIGURE.match(text, term.end) is not None


def _bounded(terms: list[Term]) -> list[Term]:
    out: list[Term] = []
    run = 0
    for index, term in enumerate(terms):
        run = 0 if term.type == "EOS" else run + 1
        out.append(term)
        full = (run > LONGEST_SENTENCE and term.type in ("SEMI", "COMMA")) or run > 2 * LONGEST_SENTENCE
        if full and index + 1 < len(terms) and terms[index + 1].type not in ("EOS", "CLOSE", "ITEM_NO"):
            out.append(Term("EOS", term.end, term.end, size=0, name="cut"))
            run = 0
    if not out or out[-1].type != "EOS":
        end = out[-1].end if out else 0
        out.append(Term("EOS", end, end, size=0))
    return out


def _glue(text: str, terms: list[Term]) -> list[Term]:
    """A run of separators between two heads of one class becomes one GLUE term."""
    out: list[Term] = []
    index = 0
    while index < len(terms):
        term = terms[index]
        if term.type == "COLON" and _these_follow(text, out, terms[index + 1 : index + 3]):
            term = replace(term, type="GLUE")
        if term.type in _SEPARATORS and out:
            end = index
            while end < len(terms) and end < index + 5 and terms[end].type in _SEPARATORS:
                end += 1
            head = _head_before(out)
            at = end
            while at < len(terms) and at < end + 6 and terms[at].type in _BETWEEN:
                at += 1
            if head is not None and head.type == "ACT":
                while at < len(terms) and at < end + 6 and terms[at].type in ("BE", "DIRECTLY", "HEREBY", "KNOWING"):
                    at += 1
            following = _head_after(terms, at)
            if head is not None and following is not None and (_alike(head, following) or _shared(out, head, following)):
                last = end - 1
                if head.type == "ACT":
                    last = at - 1
                out.append(Term("GLUE", term.start, terms[last].end, size=sum(t.size for t in terms[index : last + 1])))
                index = last + 1
                continue
        out.append(term)
        index += 1
    return out


def _these_follow(text: str, before: list[Term], behind: list[Term]) -> bool:
    """ "The government of any of the following countries: Venezuela, Cuba": the colon only leads over to their names."""
    nouns = {"PLACEWORD", "GLUE", "COMMA"}
    at = len(before)
    while at > 0 and before[at - 1].type in nouns:
        at -= 1
    named = next((term.type for term in behind if term.type != "DET"), "")
    told = at < len(before) and at > 0 and "following" in folded(before[at - 1].of(text))
    return told and named == "COUNTRY"


def _head_before(out: list[Term]) -> Term | None:
    for term in reversed(out[-4:]):
        if term.type in _CLASS:
            return term
        if term.type not in ("DEFINED", "QUOTE", "HYPHEN", "CITE"):
            return None
    return None


def _head_after(terms: list[Term], at: int) -> Term | None:
    """The head that a noun run from `at` on ends in: "U.S. Commerce Department's Entity List" is a list."""
    head = None
    for term in terms[at : at + 8]:
        if term.type in _CLASS:
            head = term if head is None or head.type in ("AGENCY", "STATE", "DESC", "ITEM") else head
            if head.type not in ("AGENCY", "STATE", "DESC"):
                return head
        elif term.type not in _BETWEEN and term.type != "QUOTE":
            break
    return head


def _unknown_places(text: str, terms: list[Term]) -> list[Term]:
    """An unknown name between the places of a series is a place too, of no thing: what follows still belongs to the series."""
    for index in range(1, len(terms) - 2):
        term = terms[index]
        if (
            term.type == "WORD"
            and term.size <= 5
            and text[term.start : term.start + 1].isupper()
            and terms[index + 1].type in _SEPARATORS
            and _place_beside(terms, index, 1)
            and (
                terms[index - 1].type in _LEADING or (terms[index - 1].type in _SEPARATORS and _place_beside(terms, index, -1))
            )
        ):
            term.type = "COUNTRY"
    return terms


def _place_beside(terms: list[Term], index: int, step: int) -> bool:
    """Whether the next name of the series on one side is a place."""
    at = index + step
    while 0 <= at < len(terms) and abs(at - index) < 5 and (terms[at].type in _SEPARATORS or terms[at].type in ("DET", "SUCH")):
        at += step
    return 0 <= at < len(terms) and terms[at].type in ("COUNTRY", "GROUP") and bool(terms[at].things or not terms[at].name)


def _shared(out: list[Term], head: Term, following: Term) -> bool:
    """Whether manner words go on within one ownership test: "owned, directly or indirectly, alone or in the aggregate"."""
    if not _CLASS[head.type] == _CLASS[following.type] == "ownership":
        return False
    for term in reversed(out[-12:]):
        if term.type in _SHARES:
            return True
        if term.type != "GLUE" and _CLASS.get(term.type) != "ownership":
            return False
    return False


def _alike(first: Term, second: Term) -> bool:
    if _CLASS[first.type] == _CLASS[second.type] == "ownership":
        return bool({first.type, second.type} & _SHARES)
    if _CLASS[first.type] == _CLASS[second.type]:
        return True
    return first.type in _DESCRIBED and second.type in _DESCRIBED
