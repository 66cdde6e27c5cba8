"""A country as a place where goods go, or as the state that makes a law; a look-alike is neither.

"United States" is who makes a law in "laws of the United States", and where goods go in "to the United States". "Georgia" of a
town, "Jordan Street", the end of a company's name are plain words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clausecheck.knowledge import Knowledge
from clausecheck.tokens import Term, folded

_SEPARATORS = frozenset({"COMMA", "AND", "OR", "SLASH", "NOR", "SEMI"})
_IN_SERIES = frozenset({"DET", "COUNTRY", "STATE", "AGENCY"})
_LONGEST_SERIES = 64


def country(text: str, terms: list[Term], index: int, knowledge: Knowledge) -> None:
    """A country that makes a law, or whose adjective stands before an item, is a STATE; a look-alike is a WORD."""
    term = terms[index]
    if term.name:
        return
    previous = terms[index - 1].type if index else ""
    after = _behind_adjectives(terms, index) if term.adjective else index + 1
    following = next((later.type for later in terms[after : after + 2] if later.type != "HYPHEN"), "")
    if (
        previous == "WORD"
        and text[terms[index - 1].end : term.start] == " "
        and text[terms[index - 1].start : terms[index - 1].end].split()[-1][:1].isupper()
        and not any(True for _ in _series(terms, index))
    ):
        term.type, term.things = "WORD", ()  # the end of a company's name
        return
    if (previous == "OF" or _of_series(terms, index)) and _holds_a_part(terms, index):
        term.type, term.things = "WORD", ()  # "the Crimea region of Ukraine" names Crimea
        return
    if (
        not term.adjective
        and folded(text[term.end : term.end + 14])[:1]
        and (
            folded(text[term.end : term.end + 14])[0] in knowledge.cues["street"]
            and text[term.end + 1 : term.end + 2].isupper()
        )
    ):
        term.type, term.things = "WORD", ()  # "its Jordan Street warehouse"
        return
    if term.weak and not term.adjective and (following == "PERSONWORD" or _after_a_town(text, terms, index)):
        term.type, term.things = "WORD", ()  # "a Georgia corporation", "Atlanta, Georgia"
        return
    if previous in ("WORD", "MARK", "DOT") and folded(text[max(0, term.start - 6) : term.start])[-1:] in (
        ["mr"],
        ["mrs"],
        ["ms"],
        ["dr"],
    ):
        term.type, term.things = "WORD", ()  # "Mr. Jordan"
        return
    if _told_in_brackets(text, terms, index):
        term.type, term.things = "WORD", ()  # "Congo (the Democratic Republic of the Congo)": the one in brackets
        return
    entries = [knowledge.entry(thing) for thing in term.things]
    lawmaker = any(entry is not None and entry.lawmaker for entry in entries)
    alone = not any(terms[at].type == "COUNTRY" and not _makes_law(terms[at], knowledge) for at in _series(terms, index))
    watched = any(entry is not None and bool(entry.measures) for entry in entries)
    if (lawmaker and alone and (not _destined(text, terms, index, watched) or following in _LAW_FOLLOWS)) or term.adjective:
        term.type = "STATE"
        governs = after < len(terms) and folded(terms[after].of(text)) in (
            ["government"],
            ["regime"],
            ["authorities"],
            ["military"],
        )
        if (
            term.adjective
            and not _acting(text, terms, index, following)
            and (not lawmaker or (watched and following in ("ENDUSER", "USE")))
            and (following in ("PERSONWORD", "ENDUSER", "NATIONAL", "ITEM", "WORD") or governs)
        ):
            term.type = "COUNTRY"
    elif (
        (_made_by(terms, index) and (lawmaker or not watched))
        or (not watched and _imposing(terms, index))
        or following in ("LAWWORD", "LAW")
        or (following == "ACT" and lawmaker and previous not in ("TO", "IN", "FROM"))
        or _of_law(text, terms, index, knowledge.cues["authorities"])
        or _lays_down(text, terms, index, knowledge.cues["laying_down"])
    ):
        term.type = "STATE"
    elif term.weak and not (alone is False or previous in ("TO", "IN") or any(True for _ in _series(terms, index))):
        term.type = "WORD"
    if term.type == "STATE" and index >= 2 and previous == "OF" and folded(terms[index - 2].of(text))[-1:] == ["state"]:
        term.type = "WORD"


def _told_in_brackets(text: str, terms: list[Term], index: int) -> bool:
    """Whether brackets behind say by its full name which of several countries that share a name is meant."""
    behind = [term for term in terms[index + 1 : index + 5] if term.type != "DET"]
    if [term.type for term in behind[:3]] != ["LPAR", "COUNTRY", "RPAR"] or behind[1].things == terms[index].things:
        return False
    return set(folded(terms[index].of(text))) < set(folded(behind[1].of(text)))


def _acting(text: str, terms: list[Term], index: int, following: str) -> bool:
    """Whether those of a state act or permit, and are no place: "to which South African persons may not contribute"."""
    relative = index and terms[index - 1].type == "WHO" and terms[index - 1].size > 1 and following == "PERSONWORD"
    permitting = index + 2 < len(terms) and terms[index + 2].type == "LICENCE"
    return bool(relative) or (permitting and folded(terms[index + 1].of(text)) == ["government"])


def _behind_adjectives(terms: list[Term], index: int) -> int:
    """Where the noun stands that a series of adjectives describes: "Chinese, Russian, or Venezuelan military"."""
    at = index + 1
    while at < len(terms) and (
        terms[at].type in _SEPARATORS or (terms[at].type in ("COUNTRY", "STATE") and terms[at].adjective)
    ):
        at += 1
    return at if at < len(terms) and terms[at - 1].type in ("COUNTRY", "STATE") else index + 1


def _made_by(terms: list[Term], index: int) -> bool:
    """Whether the series that the country ends hangs on "by": "imposed by the United States, the United Kingdom, or Panama"."""
    at = index - 1
    while (
        at >= 0
        and index - at < 14
        and (terms[at].type in _SEPARATORS or terms[at].type in ("DET", "COUNTRY", "STATE", "AGENCY", "OF"))
    ):
        at -= 1
    return at >= 0 and terms[at].type in ("BY", "ADMIN", "KEPT")


def _of_law(text: str, terms: list[Term], index: int, authorities: Iterable[str]) -> bool:
    """ "The laws of Bangladesh", "the laws of the Bangladesh", "the consent of the authorities of Bangladesh"."""
    before = [t for t in terms[max(0, index - 9) : index] if t.type != "DET"]
    types = [t.type for t in before]
    permitting = "LICENCE" in types and len(before) > 1 and bool(set(folded(before[-2].of(text))[-1:]) & set(authorities))
    if "LOCATED" in types and types[-3:] == ["SUBJECT", "LAWWORD", "OF"] and types[-4] in _SEPARATORS:
        return False  # "incorporated within or subject to the laws of": who is of that state, not what its law says
    right_behind = types[-1:] == ["OF"] and (types[-2:-1] in (["LAWWORD"], ["LAW"]) or permitting)
    return right_behind or _of_laws_of_several(text, terms, index)


_MAKERS_OF_LAWS = frozenset({"DET", "COUNTRY", "STATE", "AGENCY", "COMMA", "AND", "OR"})


def _of_laws_of_several(text: str, terms: list[Term], index: int) -> bool:
    """ "The laws of Pakistan, the United States and", "export laws, including those of": the whole series makes them."""
    at = index - 1
    while at > 0 and index - at < 2 * _LONGEST_SERIES and terms[at].type in _MAKERS_OF_LAWS:
        at -= 1
    if at < 2 or terms[at].type != "OF":
        return False
    head = terms[at - 1]
    if head.type == "SUCH" and folded(head.of(text)) == ["those"]:
        return any(term.type in ("LAWWORD", "LAW", "EMBARGO") for term in terms[max(0, at - 8) : at - 1])
    within = {t.type for t in terms[max(0, at - 8) : at - 1]}
    if {"LOCATED", "SUBJECT"} <= within:
        return False
    return at < index - 2 and head.type in ("LAWWORD", "LAW")


def _lays_down(text: str, terms: list[Term], index: int, verbs: Iterable[str]) -> bool:
    """ "Mexico applies the resolutions", "Norway maintains sanctions": a state that has laws, and no place."""
    behind = terms[index + 1 : index + 5]
    if not behind or not set(folded(behind[0].of(text))[:1]) & set(verbs):
        return False
    return any(term.type in ("LAW", "LAWWORD", "EMBARGO", "LIST", "LISTWORD") for term in behind)


def _imposing(terms: list[Term], index: int) -> bool:
    """Whether the series stands between "to which" and its verb: "to which the United States or the Cayman Islands"."""
    at = index - 1
    while at >= 0 and index - at < 14 and (terms[at].type in _SEPARATORS or terms[at].type in _IN_SERIES):
        at -= 1
    behind = terms[at + 1].type
    return 0 <= at < index - 1 and terms[at].type == "WHO" and terms[at].size > 1 and behind in ("DET", "STATE", "AGENCY")


def _after_a_town(text: str, terms: list[Term], index: int) -> bool:
    """ "Atlanta, Georgia": a capitalised word that is no country stands before, and no series goes on behind."""
    if index < 2 or terms[index - 1].type != "COMMA" or terms[index - 2].type != "WORD":
        return False
    town = terms[index - 2].of(text).split()[-1]
    behind = terms[index + 1].type if index + 1 < len(terms) else ""
    return town[:1].isupper() and behind not in ("AND", "OR") and not _series(terms, index)


def _of_series(terms: list[Term], index: int) -> bool:
    """Whether the series that a country stands in hangs on "of": "areas of Russia and Ukraine"."""
    at = index - 1
    while at >= 0 and index - at < 8 and terms[at].type in ("COUNTRY", "AND", "OR", "COMMA", "DET"):
        at -= 1
    return at >= 0 and at < index - 1 and terms[at].type == "OF"


def _holds_a_part(terms: list[Term], index: int) -> bool:
    """Whether a territory within the one at `index` is named close by."""
    whole = tuple(f"{thing.id.lower()}." for thing in terms[index].things)
    near = terms[max(0, index - 8) : index + 12]
    return any(thing.kind == "territory" and thing.id.startswith(whole) for term in near for thing in term.things)


_LAW_FOLLOWS = frozenset(
    {"LAW", "LAWWORD", "AGENCY", "LIST", "LISTWORD", "EMBARGO", "DESC", "PERSONWORD", "ITEM", "GROUP", "USE"}
)


def _makes_law(term: Term, knowledge: Knowledge) -> bool:
    return any((entry := knowledge.entry(thing)) is not None and bool(entry.lawmaker) for thing in term.things)


def _series(terms: list[Term], index: int) -> Iterator[int]:
    """Indexes of the countries in one series with the one at `index`, itself left out; so many on either side at most."""
    for step in (-1, 1):
        at, gap, found = index + step, 0, 0
        while 0 <= at < len(terms) and gap < 5 and found < _LONGEST_SERIES:
            if terms[at].type in ("COUNTRY", "STATE") and terms[at].things:
                yield at
                gap, found = 0, found + 1
            elif terms[at].type in _SEPARATORS or terms[at].type in ("DET", "TO", "IN", "QUOTE", "LPAR", "RPAR", "PLACEWORD"):
                gap += 1
            else:
                break
            at += step


def _destined(text: str, terms: list[Term], index: int, watched: bool) -> bool:
    """Whether a law-making state stands where goods go: "to" or "into" before it, no "subject to".

    `watched` is a state that itself is under measures: "any person in China" is no place where laws are made.
    """
    at = index - 1
    if at >= 0 and folded(terms[at].of(text)) == ["non"]:
        return False  # "any non-U.S. country"
    while at >= 0 and terms[at].type in ("DET", "WORD") and index - at < 3:
        at -= 1
    if watched and at > 1 and terms[at].type == "COMMA" and terms[at - 1].type == "WORD" and terms[at - 2].type in ("IN", "TO"):
        return terms[at - 1].of(text)[:1].isupper()  # "in Xinjiang, China"
    gap = text[terms[at - 1].end if at > 0 else 0 : terms[at].start] if at >= 0 else ""
    bullet = at >= 0 and terms[at].type in ("HYPHEN", "MARK") and gap.rstrip(" \t").endswith("\n")
    if at >= 0 and (terms[at].type == "ENUM" or bullet) and watched:
        return True  # "- China": an item of a list
    if at >= 0 and terms[at].type == "MEANS" and watched:
        return True  # "Prohibited Destination" means China
    if at > 0 and terms[at].type == "TO" and terms[at - 1].of(text).lower().split()[-1:] in (["pursuant"], ["according"]):
        return False
    if at > 0 and terms[at].type == "IN" and terms[at - 1].type in ("LAWWORD", "LAW", "EMBARGO", "CONTROLLED"):
        return False  # "export controls in China"
    carved = at
    while carved >= 0 and index - carved < 12 and terms[carved].type in ("DET", "COUNTRY", "STATE", "COMMA", "AND", "OR"):
        carved -= 1
    if carved >= 0 and terms[carved].type == "EXCEPT":
        before = [t.type for t in terms[max(0, carved - 4) : carved] if t.type not in ("COMMA", "DET")]
        if watched or before[-2:] in (["TO", "PLACEWORD"], ["IN", "PLACEWORD"]):
            return True  # "to any country, other than Canada"
    return (
        at >= 0
        and (
            terms[at].type in ("TO", "PURPOSE")
            or (terms[at].type in ("LOCATED", "NATIONAL") and (watched or terms[at].type == "NATIONAL" or _denied(terms, at)))
            or (terms[at].type in ("IN", "BY") and watched)
        )
        and terms[at].of(text).lower() not in ("for", "in connection with")
    )


def _denied(terms: list[Term], index: int) -> bool:
    """Whether a negative word stands before in the sentence: "you are not located in the United States"."""
    for term in reversed(terms[max(0, index - 40) : index]):
        if term.type in ("DOT", "EOS"):
            return False
        if term.type in ("ISNT", "NEITHER", "DONT", "PROHIBITS") or (term.type == "BAR" and not term.things):
            return True
    return False
