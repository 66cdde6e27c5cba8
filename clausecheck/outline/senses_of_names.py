"""What a name of the law, or a word for a party, means where it stands: the rules that `homographs` asks."""

from __future__ import annotations

import re
from typing import Final

from clausecheck.outline.neighbours import Here
from clausecheck.outline.senses import weak
from clausecheck.ruletree import Thing
from clausecheck.tokens import folded

_THOSE: Final = (["such"], ["these"], ["those"])
_DESCRIBED_BY_USE: Final = frozenset({"USEWORD", "ITEM", "WORD", "PERSONWORD", "ENDUSER", "USE", "HYPHEN", "MAKE", "PURPOSE"})


def is_a_number(here: Here) -> bool:
    """ "Supplement No. 1"."""
    end = here.term.end
    if here.text[end : end + 1] != "." or not here.text[end + 1 : end + 4].strip()[:1].isdigit():
        return False
    return here.becomes("WORD")


def is_a_state(here: Here) -> bool:
    """ "The laws of the State of New York"."""
    return here.following == "OF" and here.words == ["state"] and here.names_nothing()


def stands_in_company(here: Here) -> bool:
    """A word that means the thing only in company: settled by what is around it."""
    if here.term.weak:
        weak(here.terms, here.index)
    return here.term.weak


def is_a_licence_of_a_state(here: Here) -> bool:
    """ "A South African Government licence"."""
    return here.term.weak and here.following == "LICENCE" and here.names_nothing()


def is_somebody(here: Here) -> bool:
    """ "Rocket may end this Agreement": a company that goes by a word for arms, wherever the text speaks of it."""
    word = here.term.of(here.text)
    if here.term.size > 1 or not word.istitle() or word.endswith("s") or word.lower() in here.text:
        return False
    verbs = {verb for name in ("MODAL", "MAY") for verb in here.knowledge.cues[name] if verb.isalpha()}
    acting = any(found in verbs for found in re.findall(rf"\b{re.escape(word)} ([a-z]+)", here.text))
    return acting and here.names_nothing()


def is_what_a_law_is_about(here: Here) -> bool:
    """ "Any law relating to terrorism": no use of anything."""
    before = [term.type for term in here.terms[max(0, here.index - 2) : here.index]]
    if before[:1] not in (["LAWWORD"], ["LAW"]) or len(before) < 2:
        return False
    return " ".join(here.words_at(here.index - 1)) in here.knowledge.cues["concerning"] and here.names_nothing()


def is_what_such_uses_take(here: Here) -> bool:
    """ "Missiles capable of delivering such weapons"."""
    return here.previous == "SUCH" and here.words_at(here.index - 1)[-1:] in _THOSE and here.names_nothing()


def is_a_noun_of_uses(here: Here) -> bool:
    """ "Nuclear or chemical materials, facilities or weapons": the last of several nouns behind adjectives for uses."""
    if not here.term.weak:
        return False
    terms, index, at = here.terms, here.index, here.index - 1
    while at >= 0 and index - at < 9 and terms[at].type in ("COMMA", "OR", "AND", "WORD", "ITEM"):
        at -= 1
    nouns = {term.type for term in terms[at + 1 : index]} & {"WORD", "ITEM"}
    last = at >= 0 and bool(nouns) and terms[at].type == "USE" and terms[at].weak and terms[at + 1].type in ("WORD", "ITEM")
    return last and here.names_nothing()


def are_the_goods(here: Here) -> bool:
    """ "The drones are sold for civil purposes": what is sold, where the sentence begins with it."""
    opens = here.index < 2 or here.terms[here.index - 2].type in ("EOS", "DOT")
    the = here.previous == "DET" and here.words_at(here.index - 1) == ["the"]
    if not (here.term.weak and opens and the and here.following in ("BE", "ISNT", "MODAL", "MAY")):
        return False
    here.term.things, here.term.weak = (), False
    return here.becomes("ITEM")


def is_fought(here: Here) -> bool:
    """ "Controlled for Anti-Terrorism", "counter-proliferation": what is fought, not what is done."""
    if here.previous not in ("HYPHEN", "WORD"):
        return False
    before = next((t for t in reversed(here.terms[max(0, here.index - 2) : here.index]) if t.type != "HYPHEN"), None)
    last = folded(before.of(here.text))[-1:] if before is not None else []
    return bool(last) and last[0] in here.knowledge.cues["opposing"] and here.names_nothing()


def is_who_does_it(here: Here) -> bool:
    """ "The Russian military", "for use by military": the user that goes by the name of the use."""
    before = here.terms[here.index - 1] if here.index else None
    of_a_state = here.previous == "COUNTRY" and before is not None and before.adjective
    if of_a_state and here.following in _DESCRIBED_BY_USE:
        return False
    if not of_a_state and not (here.previous == "PURPOSE" and here.words_at(here.index - 1)[-1:] == ["by"]):
        return False
    same = [Thing(kind="end_user", id=thing.id) for thing in here.term.things]
    doers = tuple(thing for thing in same if here.knowledge.entry(thing) is not None)
    if doers and (of_a_state or len(doers) == len(same)):
        here.term.type, here.term.things, here.term.weak = "ENDUSER", doers, False
    return True


def is_a_party(here: Here) -> bool:
    """ "The Buyer" is a party of the contract, "any buyer" is anybody."""
    if "PARTY" not in here.term.senses:
        return False
    some = here.previous == "DET" and here.terms[here.index - 1].of(here.text).lower() not in ("the", "each")
    if here.term.of(here.text)[:1].isupper() and here.previous not in ("DESC", "SUCH") and not some:
        here.term.type = "PARTY"
    return True


def is_anybody(here: Here) -> bool:
    """ "Any such buyer", "they" who are sanctioned: a person, no party of the contract."""
    word = here.term.of(here.text)
    some = "PERSONWORD" in here.term.senses and (not word[:1].isupper() or here.previous == "DESC")
    if not some and not (word.lower() in ("it", "they", "we") and here.following == "DESC"):
        return False
    here.term.type = "PERSONWORD"
    return True
