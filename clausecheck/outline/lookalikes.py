"""Words that only look like a thing of the law, and things that only their company names.

An end use in the title of an act, a crime, one "denied party" in lower case; and the other way round an authority of no named
state, a government as a buyer, "military end users or end uses".
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from clausecheck.knowledge import Knowledge
from clausecheck.ruletree import Thing
from clausecheck.tokens import Term, folded, scan

_SEPARATORS = frozenset({"COMMA", "AND", "OR", "SLASH", "NOR", "SEMI"})
_TITLE = re.compile(
    r"(?:[A-Z][\w’'-]*|of|and|the|to|or|in|for|with)(?:,?\s+(?:[A-Z][\w’'-]*|of|and|the|to|or|in|for|with|\d{4}))+"
)
_ACTS_OF_LAW = re.compile(r"\b(?:Acts?|Orders?|Treaty|Convention|Regulations|Law)\b")


def company(text: str, terms: list[Term], knowledge: Knowledge) -> list[Term]:
    """The terms of a clause with every look-alike a plain word, and every thing that is only described a term of its own."""
    titles(text, terms)
    offences(text, terms, frozenset(knowledge.cues["offence"]))
    terms = offices(text, terms, knowledge)
    terms = single_persons(text, terms)
    elliptic_uses(text, terms, knowledge)
    terms = uses_of_more(text, terms, knowledge)
    lists_alone(text, terms)
    lists_of_any(text, terms, knowledge)
    terms = lists_of_persons(text, [term for term in terms if term.type])
    return actual_knowledge(text, terms)


_LISTING = frozenset(
    {
        "LISTWORD",
        "LISTED",
        "AGENCY",
        "ON",
        "DESC",
        "PERSONWORD",
        "KEPT",
        "OWNED",
        "STATE",
        "ENDUSER",
        "LIST",
        "BAR",
        "NOT",
        "ISNT",
    }
)


def lists_alone(text: str, terms: list[Term]) -> None:
    """ "SDN" is also a kind of network, an "entity list" a list of entities: lists only in the company of lists and persons."""
    alike = []
    for term in terms:
        if term.type != "LIST":
            continue
        raw = term.of(text)
        short = raw.isupper() and " " not in raw and len(raw) <= 4
        if short or (raw.islower() and term.size == 2):
            alike.append(term)
    if not alike:
        return
    known = {id(term) for term in alike}
    places = {id(term): index for index, term in enumerate(terms) if id(term) in known}
    for term in alike:
        index = places[id(term)]
        near = terms[max(0, index - 6) : index + 7]
        if not any(t.type in _LISTING and id(t) not in known for t in near):
            term.type, term.things = "WORD", ()


_BEFORE_A_LIST = frozenset(
    {"DET", "PERSONWORD", "PARTY", "AGENCY", "STATE", "EMBARGO", "OR", "AND", "DESC", "COMMA", "WORD", "HYPHEN"}
)


def lists_of_any(text: str, terms: list[Term], knowledge: Knowledge) -> None:
    """ "Any U.S. or other applicable denied-persons list", in small letters: whatever list there is of that sort."""
    determining = set(knowledge.cues["any_list"])
    for index, term in enumerate(terms):
        if term.type != "LIST" or not term.of(text).islower() or len(folded(term.of(text))) < 2:
            continue
        before = index
        words: set[str] = set()
        while before and index - before < 12 and terms[before - 1].type in _BEFORE_A_LIST:
            before -= 1
            words.update(folded(terms[before].of(text)))
        behind = terms[index + 1 : index + 6]
        kept = any(t.type in ("KEPT", "ADMIN", "BY", "OF") for t in behind) and any(
            len(t.things) == 1 and t.type == "AGENCY" and t.things[0].id not in _governments(knowledge) for t in behind
        )
        alone = bool(index) and folded(terms[index - 1].of(text))[-1:] == ["any"]  # "any denied party list"
        if words & determining and not kept and (alone or words & {"or", "government", "applicable", "governmental"}):
            term.type, term.things = "LISTWORD", ()
            for other in terms[before:index]:
                if other.type == "EMBARGO" and terms[index - 1].type in ("OR", "AND") and terms[index - 2] is other:
                    term.start, other.type, terms[index - 1].type = other.start, "", ""  # "sanctions or denied-persons list"
            series = [t.type.replace("PARTY", "PERSONWORD") for t in terms[max(0, index - 3) : index]]
            if series in (["DESC", "PERSONWORD", "OR"], ["DESC", "PERSONWORD", "AND"]):
                term.start, term.size = terms[index - 3].start, term.size + 3  # "restricted party or entity list"
                for other in terms[index - 3 : index]:
                    other.type = ""


@lru_cache(maxsize=8)
def _governments(knowledge: Knowledge) -> frozenset[str]:
    """The ids of the authorities that make the law of a state."""
    return frozenset(entry.lawmaker for entry in knowledge.entries if entry.lawmaker)


_IN_A_LIST = frozenset({"DESC", "PERSONWORD", "COMMA", "OR", "AND", "DET", "LIST", "EMBARGO", "LISTED"})


def lists_of_persons(text: str, terms: list[Term]) -> list[Term]:
    """ "List of sanctioned, prohibited or restricted parties": one word for a list, whoever keeps it."""
    out: list[Term] = []
    index = 0
    while index < len(terms):
        term, end = terms[index], index
        plain = term.type == "LISTWORD" and not term.things and not term.name
        if plain and index + 1 < len(terms) and terms[index + 1].type == "OF":
            at = index + 2
            while at < len(terms) and at < index + 12 and terms[at].type in _IN_A_LIST and not _named_list(text, terms[at]):
                if terms[at].type in ("PERSONWORD", "LIST") and any(
                    t.type in ("DESC", "LIST") for t in terms[index + 2 : at + 1]
                ):
                    end = at
                at += 1
        if end > index:
            size = sum(one.size for one in terms[index : end + 1])
            out.append(Term("LISTWORD", term.start, terms[end].end, size=size))
        else:
            out.append(term)
        index = end + 1
    return out


def _named_list(text: str, term: Term) -> bool:
    return term.type == "LIST" and not term.of(text).islower()


def actual_knowledge(text: str, terms: list[Term]) -> list[Term]:
    """ "To the Issuer's actual knowledge", "to the best of the directors' knowledge": what somebody knows, whoever it is."""
    out: list[Term] = []
    for term in terms:
        if term.type == "WORD" and folded(term.of(text))[-1:] == ["knowledge"]:
            near = len(out) - 6
            first = next(
                (at for at in range(len(out) - 1, max(-1, near - 1), -1) if out[at].type in ("TO", "EOS", "COMMA", "ACT")), -1
            )
            if first >= 0 and out[first].type == "TO":
                size = sum(t.size for t in out[first:]) + term.size
                term = Term("KNOWING", out[first].start, term.end, size=size)
                del out[first:]
        out.append(term)
    return out


def offices(text: str, terms: list[Term], knowledge: Knowledge) -> list[Term]:
    """ "Other governmental authority", "the government of any other country": an authority, of no state that is named."""
    offices = set(knowledge.cues["office"])
    out: list[Term] = []
    index = 0
    while index < len(terms):
        term = terms[index]
        following = terms[index + 1] if index + 1 < len(terms) else None
        size = 0
        if term.type in ("DET", "PLACEWORD", "ENDUSER", "AGENCY") and folded(term.of(text))[:1] in (
            ["government"],
            ["governmental"],
            ["governments"],
        ):
            if (
                following is not None
                and following.type == "WORD"
                and term.type == "DET"
                and following.of(text).lower() in offices
            ):
                size = 2
            elif following is not None and following.type == "OF":
                at = index + 2
                while at < len(terms) and at < index + 4 and terms[at].type == "DET" and "other" in folded(terms[at].of(text)):
                    at += 1
                if at > index + 2 and at < len(terms) and terms[at].type == "PLACEWORD":
                    size = at + 1 - index
        if size:
            last = terms[index + size - 1]
            out.append(Term("AGENCY", term.start, last.end, size=sum(t.size for t in terms[index : index + size])))
            index += size
        else:
            out.append(term)
            index += 1
    return out


def titles(text: str, terms: list[Term]) -> None:
    """An end use in the title of an act or an order ("Nuclear Proliferation Prevention Act of 1994") bars no end use."""
    if not any(term.type == "USE" for term in terms) or text.isupper():
        return
    spans = [m.span() for m in _TITLE.finditer(text) if _ACTS_OF_LAW.search(m.group())]
    place = 0
    for index, term in enumerate(terms):
        previous = terms[index - 1].type if index else ""
        while place < len(spans) and spans[place][1] < term.end:
            place += 1
        if term.type == "USE" and previous not in ("PURPOSE", "MAKE") and place < len(spans) and spans[place][0] <= term.start:
            term.type, term.things = "WORD", ()


def offences(text: str, terms: list[Term], offences: frozenset[str]) -> None:
    """End uses in a series that ends in a word for crimes ("terrorism or money laundering offences") are no uses."""
    for index, term in enumerate(terms):
        if term.type == "WORD" and not offences.isdisjoint(folded(term.of(text))[:1]):
            at = index - 1
            while at >= 0 and index - at < 8 and (terms[at].type == "USE" or terms[at].type in _SEPARATORS):
                if terms[at].type == "USE":
                    terms[at].type, terms[at].things = "WORD", ()
                at -= 1


def elliptic_uses(text: str, terms: list[Term], knowledge: Knowledge) -> None:
    """ "Any military end users or end uses": the second noun shares the adjective of the first."""
    for index in range(len(terms) - 2):
        user, joint, use = terms[index : index + 3]
        if user.type == "ENDUSER" and user.things and joint.type in ("OR", "AND", "SLASH") and use.type == "USEWORD":
            things = tuple(Thing(kind="end_use", id=thing.id) for thing in user.things)
            if "end" in folded(use.of(text)) and all(knowledge.entry(thing) is not None for thing in things):
                use.type, use.things = "USE", things


def uses_of_more(text: str, terms: list[Term], knowledge: Knowledge) -> list[Term]:
    """ "Chemical or biological weapons of mass destruction": the noun and what follows it name one more end use."""
    out: list[Term] = []
    for term in terms:
        if term.type == "WORD" and [t.type for t in out[-2:]] == ["USE", "OF"] and out[-2].things:
            head = folded(out[-2].of(text))[-1]
            more = [t for t in scan(f"{head} of {term.of(text)}", knowledge) if t.size]
            if len(more) == 1 and more[0].type == "USE" and more[0].things:
                out.pop()
                things = tuple(dict.fromkeys((*out[-1].things, *more[0].things)))
                out[-1] = replace(out[-1], end=term.end, things=things, size=out[-1].size + 1 + term.size)
                continue
        out.append(term)
    return out


def single_persons(text: str, terms: list[Term]) -> list[Term]:
    """One "denied party" or "blocked person", uncapitalised, is a person who is off limits; no list is named."""
    out: list[Term] = []
    for index, term in enumerate(terms):
        if term.type != "LIST":
            out.append(term)
            continue
        words = term.of(text).split()
        following = [t.type for t in terms[index + 1 : index + 3]]
        shouted = term.of(text).isupper() and "LISTWORD" in [t.type for t in terms[index + 1 : index + 5]]
        if (
            term.type == "LIST"
            and term.things
            and len(words) == 2
            and (term.of(text).islower() or shouted)
            and words[1].lower() in ("party", "person", "entity")
            and not {"LISTWORD", "LIST"} & set(following[:1])
            and not _in_series_of_lists(terms, index)
        ):
            end = term.start + len(words[0])
            out += [Term("DESC", term.start, end), Term("PERSONWORD", term.end - len(words[1]), term.end)]
        else:
            out.append(term)
    return out


def _in_series_of_lists(terms: list[Term], index: int) -> bool:
    return any(t.type in ("LIST", "LISTWORD") and t.things for t in terms[index + 1 : index + 4])


def government(text: str, terms: list[Term], index: int, knowledge: Knowledge) -> None:
    """ "The government of Venezuela", "any government subscriber": an end user, not a place."""
    term = terms[index]
    following = terms[index + 1] if index + 1 < len(terms) else None
    if following is None:
        return
    owned = {t.type for t in terms[max(0, index - 4) : index]} & {"OWNED", "CONTROLLED"}
    if following.type == "OF":
        after = [t.type for t in terms[index + 2 : index + 5]]
        if not {"COUNTRY", "PLACEWORD", "SUCH"} & set(after) or (
            "BY" in [t.type for t in terms[max(0, index - 2) : index]] and not owned
        ):
            return
    elif index and terms[index - 1].type == "COUNTRY" and terms[index - 1].adjective:
        pass  # "the Iranian government"
    elif not (
        term.type == "DET"
        and folded(term.of(text)) in (["government"], ["governmental"])
        and following.type in ("WORD", "PERSONWORD", "PARTY")
        and text[term.end : following.start] == " "
        and index
        and terms[index - 1].type in ("TO", "DET", "NO", "BY", "WITH", "FOR", "PURPOSE")
        and following.size == 1
        and following.of(text).lower() not in knowledge.cues["office"]
    ):
        return
    term.type, term.things = "ENDUSER", (Thing(kind="end_user", id="government"),)
    if following.type in ("WORD", "PARTY"):
        following.type = "PERSONWORD"


_RULES = (["LAWWORD"], ["LAW"], ["EMBARGO"], ["TOPIC"])


def bare_national(text: str, terms: list[Term], index: int) -> bool:
    """Whether "national" is only an adjective: no state or place follows it close by."""
    if folded(terms[index].of(text)) != ["national"]:
        return False
    previous = terms[index - 1].type if index else ""
    around = terms[max(0, index - 2) : index + 3]
    if any(t.type == "DET" and "foreign" in folded(t.of(text)) for t in around):
        return True  # "national or foreign regulations"
    joined = [t.type for t in terms[index + 1 : index + 4]]
    if joined[:1] in (["AND"], ["OR"]) and (joined[1:2] in _RULES or (joined[1:2] == ["WORD"] and joined[2:] in _RULES)):
        return True  # "national and international laws"
    if joined[:1] in (["ENDUSER"], ["AGENCY"], *_RULES):
        return True  # "other national governments"
    near = terms[index + 1 : index + 6]
    end = next((at for at, t in enumerate(near) if t.type in ("SEMI", "EOS", "ENUM", "COLON")), len(near))
    after = {t.type for t in near[:end]}
    return previous not in ("DET", "NO", "COUNTRY") and not after & {"OF", "COUNTRY", "GROUP", "LOCATED", "PLACEWORD"}
