"""Instruments that have no name of their own: "all applicable U.S. and foreign export control laws and regulations".

Such a group ends in a word for law (or names sanctions or controls outright). The words before it and behind it say what it is
about and whose it is: "laws of the United States relating to exports", "sanctions imposed by the European Union". It becomes
one ``LAW`` term whose things are composed from topic and jurisdiction.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from clausecheck.knowledge import Knowledge
from clausecheck.outline.lawmakers import EXPORTS, OTHERS, TOPIC_WORDS, Behind, behind_it, composed, states, topics_of
from clausecheck.ruletree import Thing
from clausecheck.tokens import Term, folded

_REACH = 14
_NUMBERED = 2
_SIDE_BY_SIDE = 8
"""Terms between two laws of one series."""
_LONGEST = 60
"""Words of a described instrument after which it takes in no more laws of the same series."""
_INSIDE = frozenset(
    [
        "COMMA",
        "AND",
        "OR",
        "SLASH",
        "DET",
        "STATE",
        "TOPIC",
        "ACT",
        "EMBARGO",
        "LAWWORD",
        "LAW",
        "AGENCY",
        "CONTROLLED",
        "DESC",
        "WORD",
        "SUCH",
        "COMPREHENSIVE",
        "HYPHEN",
        "ITEM",
    ]
)
_LEADING = frozenset(["COMMA", "AND", "OR", "SLASH", "WORD", "DET", "HYPHEN", "DESC", "SUCH", "ITEM", "CONTROLLED", "ABOUT"])
_MAKERS = frozenset(["OF", "DET", "STATE", "AGENCY", "COMMA", "AND", "OR", "PLACEWORD", "COUNTRY", "WORD", "LPAR"])
_CALLED = 12
"""Terms behind laws within which they are given a name."""
_OBEYED = frozenset({"COMPLY", "VIOLATION"})


def compose(text: str, terms: list[Term], knowledge: Knowledge) -> list[Term]:
    """The terms with every described instrument merged into one ``LAW`` term."""
    out: list[Term] = []
    exporting = _exporting(terms)
    for index, term in enumerate(terms):
        if term.type == "SUCH" and (those := _those(text, out, terms, index, knowledge)) is not None:
            out.append(those)
            continue
        if _of_one_more(out, term, knowledge):
            out[-2:] = [_with_one_more(out[-2], term, knowledge)]
            continue
        following = terms[index + 1].type if index + 1 < len(terms) else ""
        defined = term.type == "LAW" and bool(term.name) and not term.name.startswith("|")
        head = (
            term.type == "LAWWORD"
            or defined
            or (term.type == "EMBARGO" and not term.name)
            or _controls(text, term, following, knowledge)
        )
        if not head or term.things or (term.type == "EMBARGO" and following == "LAWWORD"):
            out.append(term)
            continue
        first = _first(text, out, term, knowledge)
        there = _of_a_place_told(terms, index)
        if there:  # "U.S. law and the laws of the country in which it was obtained": two laws
            joints = [at for at in range(first, len(out) - 1) if out[at].type in ("AND", "OR")]
            first = max([first, *(at + 1 for at in joints if out[at + 1].type == "DET")])
        group = [*out[first:], term]
        if defined and not topics_of(text, group[:-1]):
            out.append(term)
            continue  # "the Laws" alone are what the contract says they are; "export and import Laws" are described
        behind = behind_it(text, terms, index, knowledge)
        if any(part.type == "SUCH" for part in out[max(0, first - 1) :]) and term.type == "LAWWORD" and not behind.makers:
            out.append(term)  # "all such laws governing export" are those named before
            continue
        topics = list(dict.fromkeys([*topics_of(text, group), *behind.topics]))
        foreign = {
            b.start for a, b in pairwise([*out[max(0, first - 1) : first], *group]) if folded(a.of(text))[-1:] == ["non"]
        }  # "non-U.S. restrictions"
        lawful = [part for part in (*group, *behind.makers) if part.start not in foreign]
        jurisdictions = [code for part in lawful for code in _jurisdictions(part, knowledge)]
        if not topics and jurisdictions and term.type == "LAWWORD":
            topics = _implied(group, behind, knowledge) or _included(text, terms, index) or _called(text, terms, index)
            topics = topics or (["export"] if exporting[index] else [])
        topics = topics or _likened(text, out, first, term, knowledge, named=bool(jurisdictions), there=there)
        if not topics or _only_embargo(group, following, behind, out[:first]):
            out.append(term)
            continue
        if (
            term.type == "TOPIC"
            and not jurisdictions
            and not set(folded(term.of(text))[-1:]) & set(knowledge.cues["statutory"])
            and not any(part.type in _OBEYED for part in out[max(0, first - 3) : first])
        ):
            out.append(term)
            continue  # "export controls" of nobody, unless they must be obeyed
        if not jurisdictions and _heads(text, group[0].start, term.end):
            out.append(term)
            continue  # "Export Laws." over a section is no law
        others = behind.others or any(
            OTHERS & set(folded(part.of(text))) if part.type in ("DET", "WORD", "SUCH") else _general(part, knowledge)
            for part in group
        )
        things = [
            thing for part in group for thing in part.things if thing.kind == "instrument" and not part.name.startswith("|")
        ]
        things += composed(topics, jurisdictions, knowledge, others=others and bool(jurisdictions))
        if not things:
            out.append(term)  # "import laws of the United States": the knowledge base has no name for them
            continue
        del out[first:]
        out.append(
            Term(
                "LAW",
                group[0].start,
                term.end,
                things=tuple(dict.fromkeys(things)),
                size=sum(p.size for p in group),
                name="|".join(["", *topics]),
            )
        )
    return out


def _likened(
    text: str, out: list[Term], first: int, term: Term, knowledge: Knowledge, *, named: bool, there: bool
) -> list[str]:
    """What the law before is about, where the words are for more of the same: "the EAR or your equivalent local regulations".

    "And other laws" needs a state (`named`), or it may be about anything. `there` is set where the law is that of a country
    told by what happens there: "and the laws of the country in which it is received".
    """
    if term.type != "LAWWORD":
        return []
    words = {word for part in out[max(0, first - 4) :] if part.type in _INSIDE for word in folded(part.of(text))}
    if not words & set(knowledge.cues["alike"]) and not (named and "other" in words) and not there:
        return []
    law = next((part for part in reversed(out[max(0, first - _SIDE_BY_SIDE) :]) if part.type == "LAW" and part.things), None)
    if law is None:
        return []
    names = [word for thing in law.things if (entry := knowledge.entry(thing)) for word in folded(entry.name)]
    return [topic for topic, known in TOPIC_WORDS.items() if set(names) & set(known)]


def _of_a_place_told(terms: list[Term], index: int) -> bool:
    """Whether a law is that of a country told by what happens there: "the laws of any country from which they are shipped"."""
    behind = [term.type for term in terms[index + 1 : index + 6]]
    return behind[:3] == ["OF", "DET", "PLACEWORD"] and "WHO" in behind[3:5] and behind[3] in ("WHO", "FROM", "TO", "IN")


def _general(part: Term, knowledge: Knowledge) -> bool:
    """Whether a group merged before holds the law of some state, and of others."""
    entries = [knowledge.entry(thing) for thing in part.things] if part.name.startswith("|") else []
    whose = {entry.jurisdiction for entry in entries if entry is not None and entry.described}
    return "" in whose and len(whose) > 1


def _of_one_more(out: list[Term], term: Term, knowledge: Knowledge) -> bool:
    """Whether a state stands beside a law that has a name: "a general U.S. or U.N. embargo"."""
    if term.type != "LAW" or not term.things or [t.type for t in out[-2:]] not in (["STATE", "OR"], ["STATE", "AND"]):
        return False
    entries = [knowledge.entry(thing) for thing in term.things]
    return all(entry is not None and entry.described and entry.topic and entry.jurisdiction for entry in entries)


def _with_one_more(state: Term, law: Term, knowledge: Knowledge) -> Term:
    codes = states(state, knowledge)
    things = [thing for one in law.things for code in codes if (thing := knowledge.specific(one, code)) is not None]
    topics = dict.fromkeys(entry.topic for thing in law.things if (entry := knowledge.entry(thing)) is not None)
    name = law.name if law.name.startswith("|") else "|".join(["", *topics])
    return replace(law, start=state.start, things=(*dict.fromkeys(things), *law.things), size=law.size + 2, name=name)


def _heads(text: str, start: int, end: int) -> bool:
    """Whether the words stand alone on their line, behind a word and a number at most ("Article 12 - Export Laws")."""
    line = text.rfind("\n", 0, start) + 1
    before, behind = text[line:start], text[end : end + 3].lstrip(" \t")
    above = text[:line].rstrip(" \t\n")[-1:] if not text[:line].endswith("\n\n") else ""
    runs_on = above.isalnum() or above == ","  # "you agree to comply with" on the line above
    numbered = len(folded(before)) <= _NUMBERED and not runs_on
    return numbered and (behind[:1] in (".", ":", "\n", "") or _runs_in(text, start, end))


def _runs_in(text: str, start: int, end: int) -> bool:
    """Whether a title runs into its text without a stop: "18. Export Controls and Sanctions You may not"."""
    words = text[start:end].split()
    titled = all(word[:1].isupper() or len(word) < _SMALL for word in words) and len(words) > 1
    following = re.match(r" ([A-Z][a-z]*) [a-z]", text[end:])
    return titled and following is not None


_SMALL = 4
"""Letters up to which a word of a title may stand in small ones: "and", "of"."""


def _controls(text: str, term: Term, following: str, knowledge: Knowledge) -> bool:
    """Whether what a law is about ends in a word for law itself: "United States export controls"."""
    if term.type != "TOPIC" or following in ("LAWWORD", "TOPIC", "LAW", "EMBARGO", "ITEM", "LICENCE"):
        return False
    last = folded(term.of(text))[-1:]
    return bool(last) and last[0] in knowledge.cues["LAWWORD"]


def _first(text: str, out: list[Term], term: Term, knowledge: Knowledge) -> int:
    """The index in `out` at which the group that `term` ends begins."""
    first = len(out)
    while first > 0 and len(out) - first < _REACH:
        if out[first - 1].type == "DEFINED" and first > 1 and states(out[first - 2], knowledge):
            first -= 1  # "United States (the "U.S.") law"
        elif (
            _of_another(text, out, first)
            or out[first - 1].type not in _INSIDE
            or _stops(text, out[first - 1], out[first] if first < len(out) else term, knowledge)
        ):
            break
        else:
            first -= 1
    reached = first
    about = set(knowledge.cues["about_law"])
    while first < len(out) and out[first].type in _LEADING and not about & set(folded(out[first].of(text))[-1:]):
        first += 1  # "all applicable", up to "trade laws", "economic or financial sanctions"
    while first > reached and set(folded(out[first - 1].of(text))) <= set(knowledge.cues["whose_law"]):
        first -= 1  # "domestic and international export laws"
        joint = first
        while joint > reached and out[joint - 1].type in ("AND", "OR", "COMMA"):
            joint -= 1
        if joint > reached and joint < first and set(folded(out[joint - 1].of(text))) <= set(knowledge.cues["whose_law"]):
            first = joint
    return first


def _of_another(text: str, out: list[Term], first: int) -> bool:
    """Whether the state before a group made the law before it: "the export laws of the United States and the import laws"."""
    if out[first - 1].type not in ("STATE", "AGENCY") or [term.type for term in out[first : first + 2]] not in (
        ["AND", "DET"],
        ["OR", "DET"],
    ):
        return False
    at = first - 2
    at -= at >= 0 and out[at].type == "DET"
    mark = folded(out[first + 1].of(text))[:1]
    if at >= 0 and out[at].type == "BY" and out[first - 1].type == "AGENCY":
        return mark in (["the"], ["any"], ["all"])  # "prohibited by the Bureau or any export laws"
    return mark == ["the"] and at >= 0 and out[at].type == "OF"


def _jurisdictions(part: Term, knowledge: Knowledge) -> list[str]:
    """Whose law a part of a group makes it: a state's, an authority's, or that of a group merged before."""
    if part.name.startswith("|"):
        entries = [knowledge.entry(thing) for thing in part.things]
        return [entry.jurisdiction for entry in entries if entry is not None and entry.jurisdiction]
    return states(part, knowledge)


def _only_embargo(group: list[Term], following: str, behind: Behind, before: list[Term]) -> bool:
    """ "An embargo or other sanction" is what a country is subject to; "sanctions imposed by", "U.S. sanctions" are law."""
    types = {part.type for part in group}
    if not types <= {"EMBARGO", "COMMA", "AND", "OR", "DET", "SLASH"}:
        return False
    if behind.makers or following in ("ADMIN", "LAW"):
        return (
            any(term.type == "SUBJECT" for term in before[-3:])
            and following != "ADMIN"
            and not any(term.type == "SUCH" for term in before[-3:])
        )
    return not any(term.type in ("COMPLY", "VIOLATION") for term in before[-4:])


def _those(text: str, out: list[Term], terms: list[Term], index: int, knowledge: Knowledge) -> Term | None:
    """ "... sanctions, including those imposed by the United Kingdom": the law named before, of the makers named behind."""
    if (
        terms[index].of(text).lower() not in ("those", "such")
        or index + 1 >= len(terms)
        or terms[index + 1].type not in ("ADMIN", "OF", "KEPT")
    ):
        return None
    earlier = next((t for t in reversed(out[-16:]) if t.type in ("LAW", "EMBARGO", "LISTWORD", "LIST")), None)
    if (
        earlier is None
        or earlier.type in ("LISTWORD", "LIST")
        or not (behind := behind_it(text, terms, index, knowledge)).makers
    ):
        return None
    topics = topics_of(text, [earlier]) or ["sanctions"]
    codes = [code for part in behind.makers for code in states(part, knowledge)]
    things = composed(topics, codes, knowledge)
    return (
        Term("LAW", terms[index].start, terms[index].end, things=tuple(things), name="|".join(["", *topics]))
        if things
        else None
    )


def _implied(group: list[Term], behind: Behind, knowledge: Knowledge) -> list[str]:
    """The topic that an authority's name gives to its rules: "the regulations of the Office of Foreign Assets Control"."""
    for part in (*group, *behind.makers):
        for thing in part.things:
            known = knowledge.entry(thing)
            keeper = thing.id if thing.kind == "authority" and known is not None and known.keeper else ""  # no whole government
            for entry in knowledge.entries:
                if not keeper or entry.kind != "instrument" or not entry.topic:
                    continue
                held = knowledge.entry(Thing(kind="authority", id=entry.keeper)) if entry.keeper else None
                if entry.keeper == keeper or (held is not None and held.keeper == keeper):
                    return [entry.topic]
    return []


def _included(text: str, terms: list[Term], index: int) -> list[str]:
    """What laws are about by what they include: "all U.S. and foreign laws (including export control laws)"."""
    behind = terms[index + 1 : index + 9]
    opens = [term.type for term in behind[:2]]
    if "INCLUDING" not in opens or not set(opens[: opens.index("INCLUDING")]) <= {"LPAR", "COMMA"}:
        return []
    laws = next((at for at, term in enumerate(behind) if term.type == "LAWWORD"), None)
    return topics_of(text, behind[:laws]) if laws is not None else []


def _called(text: str, terms: list[Term], index: int) -> list[str]:
    """What laws are about by what they are called: 'all laws of the United States and other countries ("Export Laws")'."""
    behind = terms[index + 1 : index + _CALLED]
    end = next((at for at, term in enumerate(behind) if term.type not in _MAKERS), len(behind))
    return topics_of(text, [term for term in behind[end : end + 1] if term.type == "DEFINED"])


def _exporting(terms: list[Term]) -> list[bool]:
    """For each term whether its sentence speaks of exporting, within 60 terms on either side."""
    flags = [term.type in ("ACT", "TOPIC") and bool(EXPORTS & set(term.name.split("|"))) for term in terms]
    out = [False] * len(terms)
    last = -1_000
    for index, flag in enumerate(flags):
        last = index if flag else last
        out[index] = index - last <= 60
    last = len(terms) + 1_000
    for index in range(len(terms) - 1, -1, -1):
        last = index if flags[index] else last
        out[index] = out[index] or last - index <= 60
    return out


def _stops(text: str, part: Term, following: Term, knowledge: Knowledge) -> bool:
    """A group does not reach back over a paragraph break, nor over an act that governs it ("to export ..., laws")."""
    if "\n" in text[part.end : following.start] and "\n\n" in text[part.end : following.start]:
        return True
    if part.type == "WORD" and part.size > 2:
        return True
    if part.type == "LAW" and part.name.startswith("|"):
        return part.size > _LONGEST
    if part.type != "LAW" or not part.things:
        return False
    entries = [knowledge.entry(thing) for thing in part.things]
    return not all(entry is not None and entry.described and entry.topic in TOPIC_WORDS for entry in entries)
