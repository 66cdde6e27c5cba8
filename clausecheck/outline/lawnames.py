"""Instruments that have no name of their own: "all applicable U.S. and foreign export control laws and regulations".

Such a group ends in a word for law (or names sanctions or controls outright); the words before it say what it is about and
whose it is. It becomes one ``LAW`` term whose things are composed from topic and jurisdiction.
"""

from __future__ import annotations

from clausecheck.knowledge import Knowledge
from clausecheck.ruletree import Thing
from clausecheck.tokens import Term, folded

_REACH = 14
_INSIDE = frozenset(
    {
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
    }
)
_TOPIC_WORDS = {
    "export": ("export", "exports", "exportation", "reexport", "re", "controls", "trade"),
    "import": ("import", "imports", "importation", "customs"),
    "sanctions": ("sanction", "sanctions", "embargo", "embargoes", "embargos"),
    "anti-boycott": ("boycott", "antiboycott"),
}
"""Which words in such a group make it about what: words of the language, no names of law."""


def compose(text: str, terms: list[Term], knowledge: Knowledge) -> list[Term]:
    """The terms with every described instrument merged into one ``LAW`` term."""
    out: list[Term] = []
    for index, term in enumerate(terms):
        head = term.type == "LAWWORD" or (term.type == "EMBARGO" and not term.name)
        following = terms[index + 1].type if index + 1 < len(terms) else ""
        if not head or term.things:
            out.append(term)
            continue
        first = len(out)
        while (
            first > 0
            and len(out) - first < _REACH
            and out[first - 1].type in _INSIDE
            and not _stops(text, out[first - 1], out[first] if first < len(out) else term)
        ):
            first -= 1
        while first < len(out) and out[first].type in (
            "COMMA",
            "AND",
            "OR",
            "SLASH",
            "WORD",
            "DET",
            "HYPHEN",
            "DESC",
            "SUCH",
            "ITEM",
            "CONTROLLED",
        ):
            first += 1
        group = [*out[first:], term]
        words = [word for part in group for word in folded(part.of(text))]
        topics = [topic for topic, known in _TOPIC_WORDS.items() if any(word in known for word in words)]
        if term.type == "EMBARGO" and following in ("LAWWORD",):
            out.append(term)
            continue
        if not topics or (term.type == "EMBARGO" and len(group) == 1 and following not in ("ADMIN", "LAW")):
            out.append(term)
            continue
        jurisdictions = [code for part in group for code in states(part, knowledge)]
        things = [thing for part in group for thing in part.things if thing.kind == "instrument"]
        things += composed(topics, jurisdictions, knowledge)
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


def _stops(text: str, part: Term, following: Term) -> bool:
    """A group does not reach back over a paragraph break, nor over an act that governs it ("to export ..., laws")."""
    if "\n" in text[part.end : following.start]:
        return True
    if part.type == "WORD" and part.size > 2:
        return True
    return part.type == "LAW" and bool(part.things) and not part.name.startswith("|")


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


def composed(topics: list[str], jurisdictions: list[str], knowledge: Knowledge) -> list[Thing]:
    """The instruments for topics and jurisdictions; the general ones where no jurisdiction is named or known."""
    found: list[Thing] = []
    for topic in topics:
        general = next(
            (e.thing for e in knowledge.entries if e.kind == "instrument" and e.topic == topic and e.jurisdiction == ""), None
        )
        if general is None:
            continue
        specific = [thing for code in jurisdictions if (thing := knowledge.specific(general, code)) is not None]
        found.extend(specific or ([general] if not jurisdictions else []))
    return found
