"""Several names with one head word: "the Denied Persons, Entity and Unverified Lists", "embargoed or terrorist countries"."""

from __future__ import annotations

from typing import Final

from clausecheck.knowledge import Knowledge
from clausecheck.outline.lawmakers import states
from clausecheck.ruletree import Thing
from clausecheck.tokens import Term, folded

_SEPARATORS: Final = frozenset({"COMMA", "AND", "OR", "SLASH", "NOR", "SEMI"})
_GENERAL_PLACES: Final = Thing(kind="territory_group", id="generic.sanctioned")
_ONE_NOUN: Final = ["DESC", "OR", "DESC", "PLACEWORD"]
_LIST_HEADS: Final = frozenset({"list", "lists"})


def elliptic_lists(text: str, terms: list[Term], knowledge: Knowledge) -> None:
    """Several lists with one head word ("A, B, or C Lists"): a stem in series before a "List(s)" takes that head."""
    for index, term in enumerate(terms):
        if term.type not in ("LIST", "LISTWORD") or folded(term.of(text))[-1:] not in (["list"], ["lists"]):
            continue
        at, gap = index - 1, 0
        while at >= 0 and gap < 4:
            words = tuple(folded(terms[at].of(text)))
            if terms[at].type == "LIST":
                if words[-1:] in (("list",), ("lists",)):
                    break  # what stands before it had its turn
                gap = 0
            elif (
                gap
                and terms[at].type in ("PERSONWORD", "WORD", "ITEM", "USE", "ENDUSER", "DESC")
                and (terms[at].of(text)[:1].isupper() or (term.type == "LIST" and term.of(text)[:1].islower()))
                and words in list_stems(knowledge)
            ):
                terms[at].type, terms[at].things, gap = "LIST", list_stems(knowledge)[words], 0
            elif terms[at].type in _SEPARATORS or terms[at].type == "DET":
                gap += 1
            else:
                break
            at -= 1


def elliptic_groups(text: str, terms: list[Term], knowledge: Knowledge) -> None:
    """ "Any embargoed or terrorist-supporting country": two groups; "U.S. embargoed or restricted country": one, of a state."""
    off_limits = {*knowledge.cues["sanctioning"], *knowledge.cues["off_limits"]}
    for index, term in enumerate(terms[2:], 2):
        described, joint = terms[index - 2], terms[index - 1].type
        types = [other.type for other in terms[max(0, index - 3) : index + 2]]
        if types[:1] in (["COUNTRY"], ["AGENCY"]) and types[1:] in (_ONE_NOUN, [*_ONE_NOUN[:1], "AND", *_ONE_NOUN[2:]]):
            terms[index - 1].type = "GLUE"
            continue
        if term.type != "GROUP" or joint not in ("AND", "OR", "SLASH") or described.type != "DESC":
            continue
        if not off_limits & set(folded(described.of(text))) or folded(term.of(text))[-1] not in knowledge.cues["PLACEWORD"]:
            continue
        maker = terms[index - 3] if index > 2 else None
        codes = states(maker, knowledge) if maker is not None and maker.type in ("COUNTRY", "AGENCY") else []
        made = [thing for code in codes if (thing := knowledge.specific(_GENERAL_PLACES, code)) is not None]
        described.type, described.things = "GROUP", tuple(made) or (_GENERAL_PLACES,)
        if made and term.things == (_GENERAL_PLACES,):
            term.things = described.things


_STEMS: dict[int, tuple[Knowledge, dict[tuple[str, ...], tuple[Thing, ...]]]] = {}


def list_stems(knowledge: Knowledge) -> dict[tuple[str, ...], tuple[Thing, ...]]:
    """The names of lists without their last word: ("entity",) for the Entity List."""
    held = _STEMS.get(id(knowledge))
    if held is None:
        stems: dict[tuple[str, ...], tuple[Thing, ...]] = {}
        for phrase in knowledge.names_of("list"):
            if phrase.weak:
                continue
            words = tuple(folded(phrase.words))
            if len(words) > 1 and words[-1] in _LIST_HEADS:
                stems.setdefault(words[:-1], tuple(Thing(kind="list", id=id) for id in phrase.ids))
        held = _STEMS[id(knowledge)] = (knowledge, stems)
    return held[1]
