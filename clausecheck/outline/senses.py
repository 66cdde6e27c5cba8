"""A word that can be an act or a noun, and a word that means a thing only in company: which of the two it is here."""

from __future__ import annotations

from typing import Final

from clausecheck.tokens import Term

_VERBAL: Final = frozenset(
    {"MODAL", "MAY", "BAR", "NOT", "ACT", "DIRECTLY", "HEREBY", "KNOWING", "PLEDGE", "BE", "ISNT", "NOR", "DO"}
)
_SEPARATORS: Final = frozenset({"COMMA", "AND", "OR", "SLASH", "NOR", "SEMI"})

_NEAR, _NEAR_USES = 6, 8
"""Terms around a word within which its company stands; end uses come with their nouns."""


def act(term: Term, terms: list[Term], index: int, previous: str, following: str) -> None:
    """An act where a verb can stand; else the noun it also is."""
    senses = {term.type, *term.senses}
    acts = tuple(sorted(sense.removeprefix("ACT.") for sense in senses if sense.startswith("ACT.")))
    if "MAKE" in senses and (
        _makes(terms, index)
        or (previous in ("AND", "OR", "COMMA", "SLASH") and index >= 2 and terms[index - 2].type in ("MAKE",))
        or (following == "OF" and [t.type for t in terms[max(0, index - 3) : index - 1]] == ["MAKE", "COMMA"])
    ):
        term.type = "MAKE"
    elif (
        "USEWORD" in senses
        and previous in ("DESC", "DET", "PURPOSE", "USE", "WORD")
        and not (previous == "DET" and following in ("OF",))
    ):
        term.type = "USEWORD"
    elif "PERSONWORD" in senses and previous in ("DET", "DESC"):
        term.type = "PERSONWORD"
    elif "PURPOSE" in senses and previous in ("BE",):
        term.type = "PURPOSE"
    elif "LOCATED" in senses and previous in ("WHO", "PERSONWORD"):
        term.type = "LOCATED"
    else:
        term.type = "ACT"
    term.name = "|".join(acts) if term.type == "ACT" else ""
    if term.type == "ACT" and following in ("LAWWORD", "LICENCE") and previous not in _VERBAL:
        term.type = "TOPIC"


def _makes(terms: list[Term], index: int) -> bool:
    """Whether a series like "design, development, production or use (of)" stands around."""
    after = index + 1
    while after < len(terms) and after < index + 4 and terms[after].type in _SEPARATORS:
        after += 1
    return after < len(terms) and after > index + 1 and terms[after].type == "MAKE"


def weak(terms: list[Term], index: int) -> None:
    """A word that means the thing only in company keeps its sense beside others of its kind, after a purpose, before a use."""
    term = terms[index]
    near = _NEAR_USES if term.type == "USE" else _NEAR
    window = range(max(0, index - near), min(len(terms), index + near + 1))
    company = {terms[at].type for at in window if at != index}
    if term.type == "USE":
        following = terms[index + 1].type if index + 1 < len(terms) else ""
        makes = {terms[at].type for at in range(max(0, index - 5), index)} & {"MAKE", "USE", "USEWORD"}
        if following == "ITEM" and not makes:
            term.type, term.things = "WORD", ()  # "military items" are a sort of goods
            return
        keeps = bool(company & {"USE", "PURPOSE", "USEWORD", "MAKE", "ENGAGED", "BAR"})
    elif term.type == "ENDUSER":
        placed = (
            index + 2 < len(terms)
            and terms[index + 1].type == "OF"
            and terms[index + 2].type in ("COUNTRY", "DET", "PLACEWORD")
        )
        of_a_state = bool(index) and terms[index - 1].type == "COUNTRY" and terms[index - 1].adjective
        keeps = placed or of_a_state or bool(company & {"PERSONWORD", "ENDUSER", "PURPOSE", "TO", "USE", "LISTED"})
    elif term.type == "LIST":
        sent = bool(index) and terms[index - 1].type == "TO" and term.size == 2  # "or to denied parties"
        keeps = sent or bool(company & {"LIST", "LISTWORD", "LISTED", "AGENCY", "ON"})
    elif term.type == "AGENCY":
        keeps = bool(company & {"AGENCY", "LIST", "LISTWORD", "LAW", "LICENCE", "KEPT", "LAWWORD"})
    else:
        keeps = bool(company & {"LAW", "LAWWORD", "AGENCY", "COUNTRY", "COMPLY", "TO", "LISTED", "PLACEWORD", "IN"})
    if not keeps:
        other = next((sense for sense in sorted(term.senses) if not sense.startswith("ACT.")), "WORD")
        term.type, term.things = ("TOPIC" if other.startswith("TOPIC_") else other), ()
