"""Lists of several makers with one head word, and lists whose name goes on behind brackets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from clausecheck.knowledge import Knowledge
from clausecheck.outline.lawmakers import states
from clausecheck.ruletree import Thing
from clausecheck.tokens import Term, folded, scan

_SEPARATORS = frozenset({"COMMA", "AND", "OR", "SLASH"})
_MAKERS = frozenset({"STATE", "AGENCY"})
GENERAL_LIST = Thing(kind="list", id="generic.any")


def lists_of_makers(text: str, terms: list[Term], knowledge: Knowledge) -> None:
    """ "Any U.S., U.K. or U.N. sanctions list": each maker in the series before the last keeps a list of that name."""
    for index, term in enumerate(terms):
        if term.type not in ("LIST", "LISTWORD"):
            continue
        at = index - 1
        while term.type == "LISTWORD" and at > 0 and (terms[at].type == "DET" or _some_keeper(terms[at])):
            at -= 1  # "any U.S. or other applicable sanctions list", "any U.S. or foreign government list"
        others = {word for other in terms[at + 1 : index] for word in folded(other.of(text))}
        kept = index + 1 < len(terms) and terms[index + 1].type == "KEPT"
        others_too = term.type == "LISTWORD" and bool({"other", "foreign"} & others) and not kept
        named = (term.type == "LIST" and bool(term.things)) or others_too
        if not named or index < 2 or terms[at].type not in _SEPARATORS:
            continue
        tail = " ".join(folded(term.of(text))[1 if term.type == "LIST" else 0 :])
        while tail and at >= 0 and terms[at].type in _SEPARATORS | _MAKERS:
            if terms[at].type in _MAKERS and (things := _list_of(terms[at].of(text), tail, knowledge)):
                terms[at].type, terms[at].things = "LIST", things
            at -= 1


def unnamed_lists(text: str, terms: list[Term], knowledge: Knowledge) -> list[Term]:
    """The terms with who keeps a list, and who stands on it, where neither has a name.

    "Maintained by the U.S. government or agencies or other governments", "any list pursuant to EU regulations", "any
    governmental sanctions or similar list", "sanctioned or denied persons", who are described and on no list of that name.
    """
    out: list[Term] = []
    for index, term in enumerate(terms):
        if out and out[-1].type == "KEPT" and out[-1].end == term.end:
            continue  # the "to" of "pursuant to"
        if term.type not in ("WORD", "PLACEWORD", "EMBARGO", "LIST"):
            out.append(term)
            continue
        following = terms[index + 1] if index + 1 < len(terms) else None
        words = folded(term.of(text))
        if term.type == "WORD" and words[-1:] == ["pursuant"] and following is not None and following.type == "TO":
            if out and out[-1].type in ("LISTWORD", "LIST"):
                out.append(replace(term, type="KEPT", end=following.end, size=term.size + 1))
                continue
        elif term.type in ("WORD", "PLACEWORD") and words[-1:] and words[-1] in knowledge.cues["authorities"]:
            if _beside_a_keeper(out):
                term.type, term.things = "AGENCY", ()
        elif term.type == "EMBARGO" and [t.type for t in terms[index + 1 : index + 4]] == ["OR", "DET", "LISTWORD"]:
            term.type = "DESC"
        elif (
            term.type == "LIST" and term.size == 2 and term.of(text).islower() and [t.type for t in out[-2:]] == ["DESC", "OR"]
        ):
            middle = term.start + len(term.of(text).split()[0])
            out += [Term("DESC", term.start, middle), Term("PERSONWORD", term.end - len(words[-1]), term.end)]
            continue
        out.append(term)
    return out


def named_as_examples(text: str, terms: list[Term], knowledge: Knowledge) -> None:
    """ "Listed by authorities such as the Security Council": by those that are named, as if they stood there alone.

    Changes the terms in place.
    """
    for index, term in enumerate(terms):
        if term.type not in ("BY", "KEPT", "ADMIN") or [t.type for t in terms[index + 2 : index + 3]] != ["INCLUDING"]:
            continue
        whose = terms[index + 1]
        named = next((t.type for t in terms[index + 3 : index + 6] if t.type not in ("DET", "COMMA")), "")
        if whose.things or named not in ("AGENCY", "STATE") or whose.type not in ("WORD", "PLACEWORD", "AGENCY"):
            continue
        if set(folded(whose.of(text))[-1:]) & set(knowledge.cues["authorities"]):
            terms[index + 2].type = whose.type = "DET"


def keepers_without_a_name(text: str, terms: list[Term], knowledge: Knowledge) -> None:
    """ "Any list of any government agency", "a foreign government list", "the lists of those countries": who keeps them.

    A body that is described is an authority of no name; "those countries" are the states named before. Changes the terms
    in place.
    """
    for index, term in enumerate(terms):
        behind = terms[index + 1].type if index + 1 < len(terms) else ""
        if term.type == "LISTWORD" and behind == "LPAR" and (end := _makers_in_brackets(terms, index + 2)):
            terms[index + 1].type, terms[end].type = "KEPT", "MARK"  # "sanctions lists (OFAC, UN, HMT)"
            for maker in terms[index + 2 : end]:
                maker.type = "STATE" if maker.type == "COUNTRY" else maker.type
        if term.type == "ENDUSER" and _governs(term, text, knowledge):
            if behind == "LISTWORD" or _kept_here(terms, index):
                term.type, term.things, term.weak = "AGENCY", (), False
        elif term.type == "WORD" and _kept_here(terms, index) and set(folded(term.of(text))) & {*knowledge.cues["authorities"]}:
            term.type = "AGENCY"
        elif term.type == "PLACEWORD" and not term.name and _kept_here(terms, index):
            before = terms[index - 1]
            if before.type == "SUCH":
                named = dict.fromkeys(t for other in terms[:index] if other.type == "STATE" for t in other.things)
                if named:
                    before.type, term.type, term.things = "DET", "STATE", tuple(named)
            elif not term.of(text).endswith("s") and _any_one(terms[max(0, index - 3) : index], text, knowledge):
                term.type = "AGENCY"  # "any list of any other applicable country": no list of countries


def _makers_in_brackets(terms: list[Term], at: int) -> int:
    """Where brackets end that hold states and authorities alone; 0 where they hold anything else."""
    start = at
    while at < len(terms) and terms[at].type in ("AGENCY", "STATE", "COUNTRY", "COMMA", "AND", "OR", "SLASH", "DET"):
        at += 1
    named = any(term.type in ("AGENCY", "STATE", "COUNTRY") for term in terms[start:at])
    return at if named and at < len(terms) and terms[at].type == "RPAR" else 0


def _any_one(before: list[Term], text: str, knowledge: Knowledge) -> bool:
    """Whether any keeper is meant: "any other", "each"; "a foreign country" may restrict goods in its list."""
    words = {word for term in before if term.type == "DET" for word in folded(term.of(text))}
    return bool(words & {*knowledge.cues["any_list"]})


def _some_keeper(term: Term) -> bool:
    return term.type == "AGENCY" and not term.things


def _governs(term: Term, text: str, knowledge: Knowledge) -> bool:
    return bool(set(folded(term.of(text))) & {*knowledge.cues["authorities"], *knowledge.cues["office"]})


def _kept_here(terms: list[Term], index: int) -> bool:
    """Whether a word for a list, and then that somebody keeps it, stand before: "list of any", "lists published by those"."""
    at = index - 1
    while at > 0 and index - at < 5 and terms[at].type in ("DET", "WORD", "SUCH"):
        at -= 1
    return at > 0 and terms[at].type in ("OF", "BY", "KEPT") and terms[at - 1].type in ("LISTWORD", "KEPT")


def _beside_a_keeper(before: list[Term]) -> bool:
    """Whether "or other governments" follows an authority that keeps something: "maintained by the U.S. government or"."""
    at = len(before) - 1
    while at >= 0 and before[at].type in ("DET", "WORD", "GLUE"):
        at -= 1
    if at < 1 or before[at].type not in ("OR", "AND") or before[at - 1].type != "AGENCY":
        return False
    return any(term.type in ("KEPT", "ADMIN") for term in before[-12:])


def described_lists(terms: list[Term]) -> list[Term]:
    """ "Any U.S. denied or restricted party list": one word for a list, of all that describes who stands on it."""
    out: list[Term] = []
    for term in terms:
        while (
            term.type == "LISTWORD"
            and term.size > 1
            and [t.type for t in out[-2:]] in (["DESC", "OR"], ["DESC", "AND"], ["DESC", "COMMA"])
        ):
            term = replace(term, start=out[-2].start, size=term.size + out[-1].size + out[-2].size)
            del out[-2:]
        out.append(term)
    return out


def _list_of(maker: str, tail: str, knowledge: Knowledge) -> tuple[Thing, ...]:
    """What the list of a maker is ("U.K.", "sanctions list"): by its name, or any list of that state."""
    found = [term for term in scan(f"{maker} {tail}", knowledge) if term.size]
    if len(found) == 1 and found[0].type == "LIST":
        return found[0].things
    if found and found[-1].type == "LISTWORD":
        codes = [code for term in found for code in states(term, knowledge)]
        return tuple(thing for code in codes if (thing := knowledge.specific(GENERAL_LIST, code)) is not None)
    return ()


def named_in_brackets(terms: list[Term]) -> list[Term]:
    """ "The Specially Designated Nationals ("SDN") List": the word behind the brackets is the end of the name."""
    out: list[Term] = []
    for term in terms:
        if term.type == "LISTWORD" and term.size == 1 and [t.type for t in out[-2:]] == ["LIST", "DEFINED"] and out[-2].things:
            out[-1] = replace(out[-1], end=term.end, size=out[-1].size + term.size)
        else:
            out.append(term)
    return out


def named_before(text: str, terms: list[Term], knowledge: Knowledge) -> list[Term]:
    """ "Appearing on it", "shall not resell there", "comply with them": such a list, country or law, where one was named."""
    out: list[Term] = []
    listed = placed = legal = False
    for index, term in enumerate(terms):
        legal = legal or term.type in ("LAW", "LAWWORD")
        listed = listed or term.type in ("LIST", "LISTWORD")
        placed = placed or (term.type in ("COUNTRY", "GROUP") and bool(term.things))
        behind = bool(out) and out[-1].type in ("LISTED", "ON") and _on_a_list(out, len(out) - 1)
        sort = "LISTWORD" if listed and behind and _among(knowledge.cues["on_it"], term, text) else ""
        if placed and term.type == "WORD" and out[-1].type == "ACT" and _among(knowledge.cues["there"], term, text):
            sort = "PLACEWORD"
        if legal and _obeyed(out, terms[index + 1 : index + 2]) and _among(knowledge.cues["them"], term, text):
            sort = "LAWWORD"
        if sort:
            out.append(Term("SUCH", term.start, term.start, size=0))
            term = replace(term, type=sort, things=())
        out.append(term)
    return out


def _among(phrases: Iterable[str], term: Term, text: str) -> bool:
    return " ".join(folded(term.of(text))) in phrases


def _on_a_list(terms: list[Term], index: int) -> bool:
    """Whether the words up to `index` say that somebody stands on something: "appearing", "is on"."""
    return terms[index].type == "LISTED" or (index > 0 and terms[index - 1].type in ("BE", "ISNT", "WHO", "LISTED"))


def _obeyed(before: list[Term], behind: list[Term]) -> bool:
    """Whether a pronoun is what is complied with: "comply with them", "comply with the same"."""
    if not before or before[-1].type not in ("COMPLY", "DET"):
        return False
    at = -2 if before[-1].type == "DET" else -1
    return len(before) >= -at and before[at].type == "COMPLY" and not (behind and behind[0].type in ("LAW", "LAWWORD", "WORD"))
