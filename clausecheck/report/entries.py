"""Entries of the knowledge base, references and changes of the law: as objects for programs, as lines for people."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence

from clausecheck import knowledge
from clausecheck.finding import Law
from clausecheck.knowledge import Citation, Entry, Event, Knowledge, Measure
from clausecheck.references import Reference, Requirement
from clausecheck.report import shapes
from clausecheck.report.shapes import Shape
from clausecheck.report.table import drawn
from clausecheck.ruletree import Thing

Asked = Mapping[str, Mapping[object, str]]
"""What each reference asks for: the reference's name to key and level."""
NO_ADVICE = "No legal advice."
_LABEL = 15
_MAYBE, _CHOICE = re.compile(r"\([^)]*\)"), re.compile(r"\{([^|}]*)[^}]*\}")


# ---------------------------------------------------------------- for programs


def printed(head: Shape, rest: Shape) -> str:
    """One object of schema ``clausecheck.knowledge/1``."""
    return json.dumps({"schema": "clausecheck.knowledge/1", **head, **rest}, ensure_ascii=False, indent=2) + "\n"


def entry(one: Entry, as_of: str, asked: Asked | None = None) -> Shape:
    """An entry with how it stands on the day, and at what level each reference asks for it."""
    standing = knowledge.standing(one, as_of)
    shape: Shape = {
        "id": one.id,
        "kind": one.kind,
        "name": one.name,
        "aliases": list(one.aliases),
        "obsolete": list(one.obsolete),
        "wrong": list(one.wrong),
        "keeper": one.keeper or None,
        "jurisdiction": one.jurisdiction or None,
        "basis": list(one.basis),
        "status": standing.status,
        "since": standing.since,
        "until": standing.until,
        "sentence": standing.sentence,
        "sources": [
            {"title": source.title, "locator": source.locator, "read": source.read, "tier": source.tier}
            for source in _all_sources(one)
        ],
        "confidence": one.confidence,
        "remembered": list(one.remembered),
        "measures": [
            {
                "id": measure.id, "name": measure.name, "status": status, "since": measure.since, "until": measure.until,
                "jurisdiction": measure.jurisdiction or None, "basis": measure.basis or None,
                "ended_by": measure.ended_by or None, "confidence": measure.confidence,
                "sources": [source.title for source in measure.sources],
            }
            for measure, status in standing.measures
        ],
        "elements": list(one.elements),
        "scope": list(one.scope),
        "exempt": list(one.exempt),
        "note": one.note or None,
    }  # fmt: skip
    if one.members:
        shape["members"] = [{"id": id, "certain": certain} for id, certain in knowledge.members(one, as_of)]
    if asked is not None:
        shape["asked"] = _levels(one, asked)
    return shape


def reference(one: Reference, labels: Mapping[object, str], known: Knowledge, as_of: str) -> Shape:
    """A reference with its text and what it asks for."""
    return {
        "id": one.name,
        "kind": "reference",
        "name": one.title,
        "text": one.text,
        "requirements": [
            {
                **shapes.key(asked.key),
                "label": labels[asked.key],
                "level": asked.level,
                "since": asked.since,
                "until": asked.until,
                "wording": asked.wording or None,
                "sources": [shapes.law(law) for law in _law_of(asked, one, known, as_of)],
            }
            for asked in one.requirements
        ],
    }


def change(one: Event, since: str, as_of: str, asked: Asked) -> Shape:
    """One change of the law, and what a text that was right before says wrongly since."""
    return {
        "date": one.written,
        "thing": {"kind": one.entry.kind, "id": one.entry.id},
        "name": one.entry.name,
        "what": one.sentence,
        "was": one.was,
        "becomes": one.becomes,
        "stale_wording": stale_wording(one),
        "then": knowledge.standing(one.entry, since).status,
        "now": knowledge.standing(one.entry, as_of).status,
        "asked": _levels(one.entry, asked),
        "sources": [
            {"title": source.title, "locator": source.locator, "read": source.read} for source in knowledge.sources_of(one)
        ],
    }


def stale_wording(one: Event) -> str:
    """What a text says, or does not say, that was right before the change."""
    name = one.measure.name if one.measure else one.entry.name
    if one.member:
        return f"names the members of the {one.entry.name} one by one"
    if one.becomes == "unknown":
        return f"takes it for certain whether the {name} applies"
    if one.becomes == "ended":
        return f"relies on the {name}"
    if one.was == "unknown":
        return f"leaves open whether the {name} applies"
    return f"does not reckon with the {name}"


def _levels(one: Entry, asked: Asked) -> dict[str, str]:
    if one.kind == "rule":
        return {}
    return {name: keys[one.thing] for name, keys in asked.items() if one.thing in keys}


# ---------------------------------------------------------------- for people


def table(entries: Sequence[Entry], as_of: str, width: int) -> str:
    """Entries as a table: id, name, status, period, keeper, and when the source was read."""
    rows = []
    for one in entries:
        standing = knowledge.standing(one, as_of)
        read = min((source.read for source in one.sources if source.read), default="")
        rows.append((one.id, one.name, standing.status, standing.since or "", standing.until or "", one.keeper, read))
    return drawn(("id", "name", "status", "since", "until", "keeper", "source read"), rows, width)


def changes(events: Sequence[Event], known: Knowledge, asked: Asked, width: int) -> str:
    """Changes of the law, oldest first: the same one of several things, or members of a group, at once is told once."""
    told: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        same = f"{event.entry.kind} {event.entry.id} {event.was} {event.becomes}" if event.member else event.sentence
        told.setdefault((event.written, same), []).append(event)
    parts = []
    for (day, _), several in told.items():
        sentence = several[0].sentence
        if several[0].member:
            members = ", ".join(_member(known, event) for event in several)
            sentence = members + sentence.removeprefix(several[0].member)
        names = ", ".join(dict.fromkeys(f"{event.entry.name} ({event.entry.id})" for event in several))
        parts += _wrapped(f"{day:<10}  ", names, width)
        parts += _wrapped(" " * 12, sentence, width)
        parts += _wrapped(" " * 12, f"stale: a text that {stale_wording(several[0])}", width)
        levels = dict.fromkeys(f"{name} ({level})" for event in several for name, level in _levels(event.entry, asked).items())
        if levels:
            parts += _wrapped(" " * 12, "asked for by " + ", ".join(levels), width)
        parts += [*_wrapped(" " * 12, f"source: {_cited(several)}", width), ""]
    return "".join(line + "\n" for line in parts)


def page(one: Entry, known: Knowledge, as_of: str, asked: Asked, width: int) -> str:
    """All that is known of one entry."""
    standing = known.status(one, as_of)
    lines = [f"{one.name}", ""]

    def say(label: str, *values: str) -> None:
        text = "; ".join(value for value in values if value)
        if text:
            lines.extend(_wrapped(f"{label:<{_LABEL}}", text, width))

    say("id", f"{one.id} ({one.kind.replace('_', ' ')})")
    period = (f"since {standing.since}" if standing.since else "", f"until {standing.until}" if standing.until else "")
    ended = f": in force {' '.join(filter(None, period))}" if standing.status == "ended" and any(period) else ""
    said = f"ended{ended}" if ended else " ".join(filter(None, (standing.status, *period)))
    say("status", f"{said} (as of {as_of})")
    say("", standing.sentence)
    say("kept by", " > ".join(_named(known, authority) for authority in known.keeper_chain(one.keeper)))
    say("jurisdiction", one.jurisdiction)
    say("basis", *one.basis)
    say("effect", one.effect)
    say("must say", *one.elements)
    say("for", *one.scope)
    say("not for", *one.exempt)
    say("also called", *(name for name in (*_plain(one.aliases), *one.cased) if name != one.name))
    say("once called", *_plain(one.obsolete))
    say("wrongly called", *_plain(one.wrong))
    say("merged into", one.merged_into)
    say("asked for by", *(f"{name} ({level})" for name, level in _levels(one, asked).items()))
    say("confidence", one.confidence + (f"; from memory: {', '.join(told)}" if (told := _from_memory(one)) else ""))
    say("note", one.note)
    if one.measures:
        rows = [
            (
                status,
                held.since or "",
                held.until or "",
                held.name,
                "; ".join(filter(None, (held.basis, held.note))),
                _told(held),
            )
            for held, status in standing.measures
        ]
        lines += ["", *drawn(("measure is", "since", "until", "name", "basis", "source"), rows, width).splitlines()]
    if one.members:
        members = [f"{id}{'' if certain else ' (uncertain)'}" for id, certain in knowledge.members(one, as_of)]
        lines += ["", *_wrapped(f"{'members':<{_LABEL}}", ", ".join(members) or "none on this day", width)]
    lines += ["", "sources"]
    for source in _all_sources(one):
        dated = f", of {source.dated}" if source.dated else ""
        lines += _wrapped("  ", f"{source.title}{dated}, read {source.read} ({source.tier}): {source.locator}", width)
    return "".join(line.rstrip() + "\n" for line in lines)


def reference_page(one: Reference, labels: Mapping[object, str], known: Knowledge, as_of: str, width: int) -> str:
    """A reference: its clause, then what it asks for."""
    lines = [f"{one.title} ({one.name})", ""]
    for line in one.text.splitlines():
        lines += _wrapped("", line, width)
    rows = [
        (asked.level, labels[asked.key], asked.since or "always", asked.until or "", _laws(_law_of(asked, one, known, as_of)))
        for asked in one.requirements
    ]
    lines += ["", *drawn(("asked", "thing", "since", "until", "source"), rows, width).splitlines()]
    return "".join(line.rstrip() + "\n" for line in lines)


def _law_of(asked: Requirement, reference: Reference, known: Knowledge, as_of: str) -> tuple[Law, ...]:
    """What an item of a reference rests on: its own sources, or else the legal basis and the best source of its thing."""
    entry = known.entry(asked.key) if isinstance(asked.key, Thing) else None
    if asked.sources or entry is None:
        return asked.sources
    held = knowledge.under(entry, reference.jurisdictions)
    basis = "; ".join(knowledge.basis_of(held, as_of))
    sources = [Law(title=each.title, locator=each.locator, read=each.read) for each in knowledge.sources_on(held, as_of)[:1]]
    return (*((Law(title=basis),) if basis else ()), *sources)


def _laws(sources: Iterable[Law]) -> str:
    return "; ".join(source.title for source in sources)


def _cited(events: Iterable[Event]) -> str:
    """The best source of one change that several things share, or that it is told from memory."""
    best = next((source for event in events for source in knowledge.sources_of(event)), None)
    return f"{best.title} (read {best.read})" if best else "none was read; from memory"


def _told(one: Measure) -> str:
    return "; ".join(source.title for source in one.sources) or "from memory"


def _all_sources(one: Entry) -> tuple[Citation, ...]:
    """The sources of the entry, then those that only its measures have."""
    return tuple(dict.fromkeys((*one.sources, *(source for measure in one.measures for source in measure.sources))))


def _from_memory(one: Entry) -> tuple[str, ...]:
    """What of a verified entry is from memory, its measures among it."""
    if one.confidence == "remembered":
        return one.remembered
    return (*one.remembered, *(measure.name for measure in one.measures if measure.confidence == "remembered"))


def _member(known: Knowledge, event: Event) -> str:
    """The name of what joined or left: a place in a group of places, an entry of the group's own kind elsewhere."""
    found = [one for one in known.entries if one.id == event.member and one.kind in (event.entry.kind, "territory")]
    return found[0].name if found else event.member


def _named(known: Knowledge, authority: str) -> str:
    found = next((one for one in known.entries if one.kind == "authority" and one.id == authority), None)
    return found.name if found else authority


def _plain(names: Iterable[str]) -> tuple[str, ...]:
    """Names without the marks of what may be left out or be another word."""
    short = (_CHOICE.sub(r"\1", _MAYBE.sub("", name)) for name in names)
    return tuple(dict.fromkeys(" ".join(name.split()) for name in short if name.strip()))


def _wrapped(label: str, text: str, width: int) -> list[str]:
    """`text` behind `label`, further lines under the first."""
    wrapped = textwrap.wrap(text, max(width - len(label), 20), break_long_words=False, break_on_hyphens=False) or [""]
    return [(label if index == 0 else " " * len(label)) + line for index, line in enumerate(wrapped)]
