"""Whose a described instrument is and what it is about: "... of the United States", "... relating to exports"."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from clausecheck.knowledge import Knowledge
from clausecheck.ruletree import Thing
from clausecheck.tokens import Term, folded

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
        "ENUM",
    ]
)

_LIKEWISE = frozenset(["INCLUDING", "SUCH", "ADMIN", "KEPT", "BY"])
"""What may stand between makers: "(a) the United States, including those administered by OFAC, or (b) the European Union"."""

_MAKING = frozenset(["OF", "ADMIN", "KEPT", "BY"])

_BETWEEN = frozenset(["ENUM", "COMMA", "AND", "OR", "HEREBY", "CURRENTLY", "DET", "SUCH", "WORD"])

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

EXPORTS = frozenset({"export", "reexport", "in-country-transfer"})

TOPIC_WORDS = {
    "export": ("export", "exports", "exporting", "exportation", "reexport", "re"),
    "import": ("import", "imports", "importation"),
    "customs": ("customs",),
    "sanctions": ("sanction", "sanctions", "embargo", "embargoes", "embargos"),
    "boycott": ("boycott", "antiboycott"),
}
"""Which words in such a group make it about what: words of the language, no names of law."""

_TRADE = (
    ("trade", "control"),
    ("trade", "controls"),
    ("trade", "compliance"),
    ("foreign", "trade"),
    ("trade", "regulation"),
    ("trade", "regulations"),
    ("trade", "law"),
    ("trade", "laws"),
)

OTHERS = frozenset(
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
class Behind:
    """What stands behind a group: whose law it is, what it is about, and whether others' laws are meant too."""

    makers: tuple[Term, ...] = ()
    topics: tuple[str, ...] = ()
    others: bool = False


def topics_of(text: str, group: list[Term]) -> list[str]:
    words = [word for part in group for word in folded(part.of(text))]
    pairs = set(pairwise(words))
    found = [topic for topic, known in TOPIC_WORDS.items() if any(word in known for word in words)]
    if "export" not in found and any(pair in pairs for pair in _TRADE):
        found.insert(0, "export")
    held = [topic for part in group if part.name.startswith("|") for topic in part.name.split("|")[1:]]
    if any(part.type == "ACT" and EXPORTS & set(part.name.split("|")) for part in group):
        held.append("export")  # "laws regarding technical data exported from"
    return list(dict.fromkeys([*found, *held]))


def behind_it(text: str, terms: list[Term], index: int, knowledge: Knowledge) -> Behind:
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
        if at + 1 < len(terms) and states(terms[at], knowledge) and terms[at + 1].type == "LAWWORD":
            return Behind((terms[at],))  # "export restrictions under U.S. law"
    if at < len(terms) and terms[at].type in _MAKING:
        start = at
        while at < len(terms) and at < start + 8 and terms[at].type in _MAKING | _BETWEEN:
            at += 1
        others = any(OTHERS & set(folded(term.of(text))) for term in terms[start:at] if term.type in ("DET", "WORD"))
        gap = 0
        while (
            at < len(terms)
            and gap < 5
            and (terms[at].type in _SERIES or (makers and terms[at].type in _LIKEWISE))
            and "\n\n" not in text[terms[at - 1].end : terms[at].start]
        ):
            if states(terms[at], knowledge):
                makers.append(terms[at])
                gap = 0
            else:
                gap += 1
                more = bool(makers) and terms[at].type in ("DET", "WORD", "PLACEWORD")
                more = more and bool(OTHERS & set(folded(terms[at].of(text))))
                own = at + 1 < len(terms) and bool(states(terms[at + 1], knowledge))  # "other United States agencies"
                others = others or (more and not own)
            at += 1
        if not makers:
            at = start
    about = goods = counted = False
    for place, later in enumerate(terms[at : at + 16], at):
        if later.type == "ABOUT" or (later.type == "ON" and _exported(terms[place + 1 : place + 3])):
            about = True
        elif about and topics and later.type == "FROM":
            made = place + 1 + (place + 1 < len(terms) and terms[place + 1].type == "DET")
            if made < len(terms) and not makers and states(terms[made], knowledge):
                makers.append(terms[made])  # "restrictions concerning the export of goods from the United States"
                others = any(OTHERS & set(folded(term.of(text))) for term in terms[made + 1 : made + 4])
            break
        elif about and (later.type == "COLON" or (counted and later.type == "SEMI")):
            counted = True  # "with regard to: economic sanctions; export controls; and trade embargoes"
        elif later.type not in _PASSING and not (about and later.type == "LAW"):
            break
        elif goods:
            continue  # "... of goods or technical information": whose they are, or where from, may follow
        elif about and later.type in ("ACT", "TOPIC", "EMBARGO", "LAWWORD", "LAW"):
            topics += topics_of(text, [later])
        elif about and later.type == "USE":
            later.type, later.things = "WORD", ()  # "laws relating to terrorism" bars no end use
        elif about and topics and later.type == "OF":
            goods = True
        elif about and topics and later.type not in ("AND", "OR", "COMMA", "DET"):
            break
    return Behind(tuple(makers), tuple(topics), others)


def _exported(terms: list[Term]) -> bool:
    """ "Restrictions on the export": what is exported from a state stands behind."""
    nouns = [term for term in terms if term.type != "DET"]
    return bool(nouns) and nouns[0].type in ("ACT", "TOPIC") and bool(EXPORTS & set(nouns[0].name.split("|")))


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
            found.extend(_of_state(topic, jurisdictions, knowledge))  # "the customs laws of the United States"
            continue
        specific = [thing for code in jurisdictions if (thing := knowledge.specific(general, code)) is not None]
        found.extend(specific or ([general] if not jurisdictions else []))
        if others:
            found.append(general)
    return list(dict.fromkeys(found))


def _of_state(topic: str, jurisdictions: list[str], knowledge: Knowledge) -> list[Thing]:
    """The described instruments for a topic that has no general one."""
    described = [e for e in knowledge.entries if e.kind == "instrument" and e.described and e.topic == topic]
    return [entry.thing for entry in described if entry.jurisdiction in jurisdictions]
