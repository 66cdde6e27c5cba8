"""Instruments that have no name of their own: "all applicable U.S. and foreign export control laws and regulations".

Such a group ends in a word for law (or names sanctions or controls outright). The words before it and behind it say what it is
about and whose it is: "laws of the United States relating to exports", "sanctions imposed by the European Union". It becomes
one ``LAW`` term whose things are composed from topic and jurisdiction.
"""

from __future__ import annotations

from dataclasses import dataclass

from clausecheck.knowledge import Knowledge
from clausecheck.ruletree import Thing
from clausecheck.tokens import Term, folded

_REACH = 14
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
_SERIES = frozenset(
    [
        "DET",
        "STATE",
        "AGENCY",
        "COUNTRY",
        "COMMA",
        "AND",
        "OR",
        "SLASH",
        "PLACEWORD",
        "WORD",
        "OF",
        "HYPHEN",
        "LPAR",
        "RPAR",
        "DEFINED",
        "MARK",
    ]
)
_MAKING = frozenset(["OF", "ADMIN", "KEPT", "BY"])
_BETWEEN = frozenset(["COMMA", "AND", "OR", "HEREBY", "CURRENTLY", "DET", "SUCH", "WORD"])
_PASSING = frozenset(
    [
        "WORD",
        "DET",
        "OF",
        "TO",
        "WITH",
        "ON",
        "AND",
        "OR",
        "COMMA",
        "LAWWORD",
        "AGENCY",
        "STATE",
        "COUNTRY",
        "ITEM",
        "HEREBY",
        "ACT",
        "TOPIC",
        "EMBARGO",
        "ADMIN",
        "BY",
        "ABOUT",
        "CURRENTLY",
        "SLASH",
        "PLACEWORD",
        "HYPHEN",
        "CONTROLLED",
        "USE",
    ]
)
_EXPORTS = frozenset({"export", "reexport", "in-country-transfer"})
_TOPIC_WORDS = {
    "export": ("export", "exports", "exporting", "exportation", "reexport", "re"),
    "import": ("import", "imports", "importation", "customs"),
    "sanctions": ("sanction", "sanctions", "embargo", "embargoes", "embargos"),
    "boycott": ("boycott", "antiboycott"),
}
"""Which words in such a group make it about what: words of the language, no names of law."""
_TRADE = (
    ("trade", "control"),
    ("trade", "controls"),
    ("trade", "compliance"),
    ("foreign", "trade"),
    ("trade", "law"),
    ("trade", "laws"),
)
_OTHERS = frozenset(
    [
        "foreign",
        "other",
        "local",
        "non",
        "national",
        "jurisdiction",
        "country",
        "countries",
        "governments",
        "multilateral",
        "international",
    ]
)


@dataclass(frozen=True, slots=True)
class _Behind:
    """What stands behind a group: whose law it is, what it is about, and whether others' laws are meant too."""

    makers: tuple[Term, ...] = ()
    topics: tuple[str, ...] = ()
    others: bool = False


def compose(text: str, terms: list[Term], knowledge: Knowledge) -> list[Term]:
    """The terms with every described instrument merged into one ``LAW`` term."""
    out: list[Term] = []
    exporting = _exporting(terms)
    for index, term in enumerate(terms):
        if term.type == "SUCH" and (those := _those(text, out, terms, index, knowledge)) is not None:
            out.append(those)
            continue
        following = terms[index + 1].type if index + 1 < len(terms) else ""
        head = term.type == "LAWWORD" or (term.type == "EMBARGO" and not term.name)
        if not head or term.things or (term.type == "EMBARGO" and following == "LAWWORD"):
            out.append(term)
            continue
        first = _first(text, out, term)
        group = [*out[first:], term]
        behind = _behind(text, terms, index, knowledge)
        if any(part.type == "SUCH" for part in out[max(0, first - 1) :]) and term.type == "LAWWORD" and not behind.makers:
            out.append(term)  # "all such laws governing export" are those named before
            continue
        topics = list(dict.fromkeys([*_topics(text, group), *behind.topics]))
        jurisdictions = [code for part in (*group, *behind.makers) for code in _jurisdictions(part, knowledge)]
        if not topics and jurisdictions and term.type == "LAWWORD":
            topics = _implied(group, behind, knowledge) or (["export"] if exporting[index] else [])
        if not topics or _only_embargo(group, following, behind, out[:first]):
            out.append(term)
            continue
        others = behind.others or any(
            _OTHERS & set(folded(part.of(text))) for part in group if part.type in ("DET", "WORD", "SUCH")
        )
        things = [
            thing for part in group for thing in part.things if thing.kind == "instrument" and not part.name.startswith("|")
        ]
        things += composed(topics, jurisdictions, knowledge, others=others and bool(jurisdictions))
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


def _first(text: str, out: list[Term], term: Term) -> int:
    """The index in `out` at which the group that `term` ends begins."""
    first = len(out)
    while (
        first > 0
        and len(out) - first < _REACH
        and (out[first - 1].type in _INSIDE)
        and not _stops(text, out[first - 1], out[first] if first < len(out) else term)
    ):
        first -= 1
    while first < len(out) and out[first].type in _LEADING:
        first += 1
    return first


def _topics(text: str, group: list[Term]) -> list[str]:
    words = [word for part in group for word in folded(part.of(text))]
    pairs = set(zip(words, words[1:], strict=False))
    found = [topic for topic, known in _TOPIC_WORDS.items() if any(word in known for word in words)]
    if "export" not in found and any(pair in pairs for pair in _TRADE):
        found.insert(0, "export")
    held = [topic for part in group if part.name.startswith("|") for topic in part.name.split("|")[1:]]
    return list(dict.fromkeys([*found, *held]))


def _jurisdictions(part: Term, knowledge: Knowledge) -> list[str]:
    """Whose law a part of a group makes it: a state's, an authority's, or that of a group merged before."""
    if part.name.startswith("|"):
        entries = [knowledge.entry(thing) for thing in part.things]
        return [entry.jurisdiction for entry in entries if entry is not None and entry.jurisdiction]
    return states(part, knowledge)


def _only_embargo(group: list[Term], following: str, behind: _Behind, before: list[Term]) -> bool:
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


def _behind(text: str, terms: list[Term], index: int, knowledge: Knowledge) -> _Behind:
    """What follows a word for law at `index`: "of the United States", "administered by OFAC", "relating to exports"."""
    makers: list[Term] = []
    topics: list[str] = []
    others = False
    at = index + 1
    while at < len(terms) and at < index + 4 and terms[at].type in ("COMMA", "DEFINED", "LPAR") and not makers:
        at += 1
    if at < len(terms) and at < index + 4 and terms[at].type == "SUBJECT" and terms[at].of(text).lower() == "under":
        while at < len(terms) and at < index + 6 and terms[at].type in ("SUBJECT", "DET", "LAWWORD"):
            at += 1
    if at < len(terms) and terms[at].type in _MAKING:
        start = at
        while at < len(terms) and at < start + 8 and terms[at].type in _MAKING | _BETWEEN:
            at += 1
        others = any(_OTHERS & set(folded(term.of(text))) for term in terms[start:at] if term.type in ("DET", "WORD"))
        gap = 0
        while (
            at < len(terms)
            and gap < 5
            and terms[at].type in _SERIES
            and "\n\n" not in text[terms[at - 1].end : terms[at].start]
        ):
            if states(terms[at], knowledge):
                makers.append(terms[at])
                gap = 0
            else:
                gap += 1
                others = others or (
                    bool(makers)
                    and terms[at].type in ("DET", "WORD", "PLACEWORD")
                    and bool(_OTHERS & set(folded(terms[at].of(text))))
                )
            at += 1
        if not makers:
            at = start
    about = False
    for later in terms[at : at + 14]:
        if later.type == "ABOUT":
            about = True
        elif later.type not in _PASSING:
            break
        elif about and later.type in ("ACT", "TOPIC", "EMBARGO", "LAWWORD", "LAW"):
            topics += _topics(text, [later])
        elif about and later.type == "USE":
            later.type, later.things = "WORD", ()  # "laws relating to terrorism" bars no end use
        elif about and topics and later.type not in ("AND", "OR", "COMMA", "DET"):
            break
    return _Behind(tuple(makers), tuple(topics), others)


def _those(text: str, out: list[Term], terms: list[Term], index: int, knowledge: Knowledge) -> Term | None:
    """ "... sanctions, including those imposed by the United Kingdom": the law named before, of the makers named behind."""
    if (
        terms[index].of(text).lower() not in ("those", "such")
        or index + 1 >= len(terms)
        or terms[index + 1].type not in ("ADMIN", "OF")
    ):
        return None
    earlier = next((t for t in reversed(out[-16:]) if t.type in ("LAW", "EMBARGO", "LISTWORD", "LIST")), None)
    if earlier is None or earlier.type in ("LISTWORD", "LIST") or not (behind := _behind(text, terms, index, knowledge)).makers:
        return None
    topics = _topics(text, [earlier]) or ["sanctions"]
    codes = [code for part in behind.makers for code in states(part, knowledge)]
    things = composed(topics, codes, knowledge)
    return (
        Term("LAW", terms[index].start, terms[index].end, things=tuple(things), name="|".join(["", *topics]))
        if things
        else None
    )


def _implied(group: list[Term], behind: _Behind, knowledge: Knowledge) -> list[str]:
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


def _exporting(terms: list[Term]) -> list[bool]:
    """For each term whether its sentence speaks of exporting, within 60 terms on either side."""
    flags = [term.type in ("ACT", "TOPIC") and bool(_EXPORTS & set(term.name.split("|"))) for term in terms]
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


def _stops(text: str, part: Term, following: Term) -> bool:
    """A group does not reach back over a paragraph break, nor over an act that governs it ("to export ..., laws")."""
    if "\n" in text[part.end : following.start] and "\n\n" in text[part.end : following.start]:
        return True
    if part.type == "WORD" and part.size > 2:
        return True
    if part.type == "LAW" and part.name.startswith("|"):
        return part.size > _LONGEST
    return part.type == "LAW" and bool(part.things)


def states(term: Term, knowledge: Knowledge) -> list[str]:
    """The jurisdictions ("US", "EU") that a state or an authority speaks for."""
    found = []
    for thing in term.things:
        entry = knowledge.entry(thing)
        if entry is None:
            continue
        authority = knowledge.entry(Thing(kind="authority", id=entry.lawmaker)) if entry.lawmaker else None
        code = authority.jurisdiction if authority is not None else entry.jurisdiction if thing.kind == "authority" else ""
        if code:
            found.append(code)
    return list(dict.fromkeys(found))


def composed(topics: list[str], jurisdictions: list[str], knowledge: Knowledge, *, others: bool = False) -> list[Thing]:
    """The instruments for topics and jurisdictions; the general ones where no jurisdiction is named or known.

    With `others`, the general ones as well: "U.S. and foreign export laws".
    """
    found: list[Thing] = []
    for topic in topics:
        general = next(
            (e.thing for e in knowledge.entries if e.kind == "instrument" and e.topic == topic and e.jurisdiction == ""), None
        )
        if general is None:
            continue
        specific = [thing for code in jurisdictions if (thing := knowledge.specific(general, code)) is not None]
        found.extend(specific or ([general] if not jurisdictions else []))
        if others:
            found.append(general)
    return list(dict.fromkeys(found))
