"""Why a clause does what it does with a thing: words, path, productions, law. The command line and the UI show the same lines.

The way leads from the section over limbs and defined terms to the words: ``7.3(i) → “Target Countries” → note 1``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from clausecheck.document import Span
from clausecheck.finding import Report
from clausecheck.knowledge import Citation, Knowledge, basis_of, load, sources_on
from clausecheck.outline import same_term
from clausecheck.ruletree import FAULTS, Clause, Definition, Effect, Exclusion, Node, Reading, Thing, Use

_SECTION = re.compile(r"(?:article|section|§)?\s*([A-Z]?\d+(?:\.\d+)*)\.?", re.IGNORECASE)
_LONGEST = 160
_LAWS = 2
_LOCATOR = 60
_UNSPEAKING = frozenset({"phrase", "sentence", "stray", "series"})
"""Rules of the grammars whose names tell a reader nothing."""

_LIMITS = {
    "end-user": "for these end users only",
    "end-use": "for this end use only",
    "item": "for these products only",
    "national": "for nationals only",
    "ownership": "for owners only",
    "territory": "in this place only",
    "extent": "to this extent only",
    "condition": "on this condition only",
    "exception": "but for",
}
_ANAPHORS = {"such place": "such country", "such list": "such list", "such person": "such person"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of an explanation: its name (of one word or two; "" where it goes on) and what it says."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class _Way:
    """How an effect is reached: the norm and its limbs, the term used there, the definitions, the words at the end."""

    nodes: tuple[Node, ...] = ()
    use: Use | None = None
    definitions: tuple[Definition, ...] = ()
    item: Exclusion | None = None


_SAME = "either way the same things are barred"
_SAME_NARROWED = "either way the same things are barred; only what narrows them differs"


def explained(clause: Clause, effect: Effect, knowledge: Knowledge) -> tuple[Line, ...]:
    """Why `clause` has `effect`, a line for each thing that there is to say; the order is that in which a reader asks."""
    text, way = clause.text, _way(clause, effect)
    lines = [Line(name="words", words=_quoted(effect.quote))]
    if effect.reading == "keyword":
        lines.append(Line(name="by name", words="no rule was read around these words: they are known by their name alone"))
    lines.append(Line(name="path", words=_path(clause, effect, way)))
    lines += [Line(name="norm", words=words) for words in _norms(clause, effect, way)]
    if effect.reading == "parsed" and (way.nodes or effect.productions):
        lines.append(Line(name="productions", words=_productions(effect, way, text)))
    lines += _narrowed(effect, way)
    for name, spans in _qualified(effect, way):
        lines += [Line(name=name, words=_quoted(span.of(text))) for span in spans]
    lines += [
        Line(name="fault", words=FAULTS.get(node.defect, node.defect.replace("-", " "))) for node in way.nodes if node.defect
    ]
    if effect.kept_by:
        lines.append(Line(name="kept by", words=_keepers(effect, knowledge)))
    for reading in _readings(clause, way, effect):
        lines += told(reading, text, knowledge)
    return (*lines, *_law(effect.thing, clause.as_of, knowledge))


def told(reading: Reading, text: str, knowledge: Knowledge) -> Iterator[Line]:
    """An ambiguous modifier of the clause `text` with its readings, the one that is taken first, and why."""
    yield Line(name="readings", words=f"{_quoted(reading.span.of(text))} can be read in {len(reading.choices)} ways")
    for number, choice in enumerate(reading.choices):
        verdicts = reading.verdicts[number] if number < len(reading.verdicts) else ()
        kept = dict(reading.keepers[number]) if number < len(reading.keepers) else {}
        follows = [f"{name_of(thing, knowledge)} {effect}" for thing, effect in verdicts]
        follows += [
            f"{name_of(thing, knowledge)} kept by {_authorities(kept.get(thing, ()), knowledge) or 'nobody named'}"
            for thing in sorted({thing for each in reading.keepers for thing, _ in each})
        ]
        then = "; ".join(follows)
        taken = f" (taken: {reading.reason})" if number == 0 and reading.reason else " (taken)" if number == 0 else ""
        yield Line(name="", words=f"{number + 1}. {choice}" + (f": {then}" if then else "") + taken)
    if not reading.verdicts and not reading.keepers:
        yield Line(name="", words=_SAME_NARROWED if any(reading.rivals) else _SAME)


def knowledge_of(report: Report) -> Knowledge:
    """What `report` was read with, its overlay included. Raises `knowledge.KnowledgeError` where that is no longer there."""
    return load(Path(report.age.overlay) if report.age.overlay else None)


def name_of(thing: Thing, knowledge: Knowledge) -> str:
    """What people call `thing`; its id where the knowledge base has no name for it."""
    entry = knowledge.entry(thing)
    return entry.name if entry is not None else thing.id


# ---------------------------------------------------------------- the way


def _way(clause: Clause, effect: Effect) -> _Way:
    """The first way through the rule tree that ends in the words of `effect`; an empty one where none does."""
    for nodes in _branches(clause.tree.norms, ()):
        labels = tuple(node.label for node in nodes if node.label)
        if effect.limb and labels != effect.limb:
            continue
        if not effect.via:
            for item in nodes[-1].exclusions:
                if item.thing == effect.thing and item.span == effect.span:
                    return _Way(nodes, item=item)
            continue
        for use in nodes[-1].uses:
            if same_term(use.term, effect.via[0]) and (found := _defined(clause, effect)) is not None:
                return _Way(nodes, use, *found)
        # a sentence that only tells what a described group holds: the bar stands on the group
        if effect.via[0] in _ANAPHORS and (found := _defined(clause, effect)) is not None:
            span = nodes[-1].span
            if any(source.span is not None and source.span.overlaps(span) for source in effect.by) and nodes[-1].exclusions:
                return _Way(nodes, None, *found)
    return _Way()


def _branches(nodes: tuple[Node, ...], above: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
    """Every norm and limb with the nodes above it, outermost first."""
    for node in nodes:
        yield (*above, node)
        yield from _branches(node.children, (*above, node))


def _defined(clause: Clause, effect: Effect) -> tuple[tuple[Definition, ...], Exclusion] | None:
    """The definitions that `effect.via` goes through, and what the last of them names."""
    chain: list[Definition] = []
    for step, term in enumerate(effect.via):
        last = step == len(effect.via) - 1
        for definition in clause.tree.definitions:
            if not same_term(definition.term, term):
                continue
            item = next((one for one in definition.things if one.thing == effect.thing and one.span == effect.span), None)
            if last and item is not None:
                return (*chain, definition), item
            if not last:
                chain.append(definition)
                break
    return None


def _path(clause: Clause, effect: Effect, way: _Way) -> str:
    at = way.nodes[0].span.start if way.nodes else effect.span.start
    steps = [_numbered(clause, at, effect.limb)]
    here = {steps[0], _numbered(clause, at, ())}
    for number, term in enumerate(effect.via):
        steps.append(f"“{_ANAPHORS.get(term, term)}”")
        if number < len(way.definitions):
            definition = way.definitions[number]
            home = _quoted(definition.span.of(clause.text)) if definition.implied else _home(clause, definition)
            if home not in here:
                steps.append(home)
    return " → ".join(steps)


def _home(clause: Clause, definition: Definition) -> str:
    """Where a definition stands: "note 1", "section 1.4", "7.3(ii)"."""
    start = definition.span.start
    role, label = _piece(clause, start)
    if role == "note":
        return f"note {label}" if label else "a note"
    if role == "definition":
        section = _SECTION.fullmatch(label)
        return f"section {section[1]}" if section else "the definitions"
    labels: tuple[str, ...] = ()
    for nodes in _branches(clause.tree.norms, ()):
        if nodes[-1].span.start <= start < nodes[-1].span.end:
            labels = tuple(node.label for node in nodes if node.label)
    return _numbered(clause, start, labels)


def _numbered(clause: Clause, at: int, limbs: tuple[str, ...]) -> str:
    """The number of the section at offset `at` with the labels of limbs: "7.3(i)"."""
    number = clause.path[-1] if clause.path else ""
    for piece in clause.located.pieces:
        if piece.span.start > at:
            break
        label = clause.text[piece.span.start : piece.span.start + piece.label].strip()
        if piece.role == "body" and (section := _SECTION.fullmatch(label)) is not None:
            number = section[1]
    for label in limbs:
        bracketed = label.startswith("(")
        number += label if bracketed else f" {label}"
    return number.strip() or "the clause"


def _piece(clause: Clause, at: int) -> tuple[str, str]:
    """Role and label, without brackets, of the piece of the clause that holds offset `at`."""
    for piece in clause.located.pieces:
        if piece.span.start <= at < piece.span.end:
            return piece.role, clause.text[piece.span.start : piece.span.start + piece.label].strip().strip("[]")
    return "body", ""


# ---------------------------------------------------------------- what is said


def _norms(clause: Clause, effect: Effect, way: _Way) -> list[str]:
    """Each norm that does it in its own words: "prohibition: Customer “shall not” resell"."""
    found = []
    for source in effect.by:
        modality = next((node.modality for node in clause.tree.norms if node.span == source.span), "")
        if not modality and way.nodes and way.nodes[0].span == source.span:
            modality = way.nodes[0].modality
        says = " ".join(filter(None, (source.bearer, _quoted(modality) if modality else "", ", ".join(source.acts))))
        found.append(f"{source.norm}: {says}" if says else source.norm)
    return list(dict.fromkeys(found))


def _productions(effect: Effect, way: _Way, text: str) -> str:
    """The rules of the grammars with the words they took: "prohibition “shall not” › limb (i) › recipient “Iran”"."""
    steps = []
    for node in way.nodes:
        words = node.label if node.kind == "limb" else _quoted(node.modality) if node.modality else ""
        steps.append(" ".join(filter(None, (node.kind, words))))
    steps += [_definition(definition, text) for definition in way.definitions]
    rules = [rule for rule in effect.productions if rule not in _UNSPEAKING] or ["words"]
    if way.nodes and rules[0] == way.nodes[0].kind:
        rules = rules[1:]
    *outer, last = rules or ["words"]
    return " › ".join([*steps, *map(_plain, outer), f"{_plain(last)} {_quoted(effect.quote)}"])


def _definition(definition: Definition, text: str) -> str:
    """A definition by its term; a sentence that only tells what a group holds by the words for the group."""
    return f"list behind {_quoted(definition.span.of(text))}" if definition.implied else f"definition “{definition.term}”"


def _plain(rule: str) -> str:
    return rule.replace("_", " ")


def _narrowed(effect: Effect, way: _Way) -> Iterator[Line]:
    if effect.limit is None:
        return
    limits = [limit for held in (way.item, way.use) if held is not None for limit in held.limits]
    limits += [limit for definition in way.definitions for use in definition.terms for limit in use.limits]
    known = {limit.span: limit.kind for limit in limits}
    kind = known.get(effect.limit_span) if effect.limit_span is not None else None
    yield Line(name="narrowed", words=f"{_LIMITS[kind] if kind is not None else 'only'} {_quoted(effect.limit)}")


def _qualified(effect: Effect, way: _Way) -> Iterator[tuple[str, list[Span]]]:
    """What the norm and its limbs say beside the bar: what carves this thing out, or else what opens the bar on it."""
    own = [span for node in way.nodes for span in node.exceptions if way.item is not None and span.overlaps(way.item.span)]
    if effect.effect == "permitted":
        yield "carved out", own
    elif effect.effect in ("barred", "limited", "defective"):
        yield "exception", [span for node in way.nodes for span in node.exceptions if span not in own]
        yield "condition", [span for node in way.nodes for span in node.conditions]
        yield "knowledge", [span for node in way.nodes for span in node.knowledge]


def _keepers(effect: Effect, knowledge: Knowledge) -> str:
    said = _authorities(effect.kept_by, knowledge)
    entry = knowledge.entry(effect.thing)
    if entry is None or not entry.keeper or entry.keeper in effect.kept_by:
        return f"{said}, as the clause says"
    return f"{said}, as the clause says; in law {name_of(Thing(kind='authority', id=entry.keeper), knowledge)}"


def _about(reading: Reading, effect: Effect) -> bool:
    """Whether a reading may touch the effect: where all that differs is who keeps a list, that of those lists alone."""
    return bool(reading.verdicts) or not reading.keepers or any(effect.thing in dict(each) for each in reading.keepers)


def _authorities(ids: tuple[str, ...], knowledge: Knowledge) -> str:
    return ", ".join(name_of(Thing(kind="authority", id=id), knowledge) for id in ids)


def _readings(clause: Clause, way: _Way, effect: Effect) -> list[Reading]:
    """The ambiguous modifiers of the limb through which the effect is reached."""
    if not way.nodes:
        return []
    inner = way.nodes[-1].span
    return [
        reading
        for reading in clause.tree.readings
        if reading.span.overlaps(effect.span) or (inner.start <= reading.span.start < inner.end and _about(reading, effect))
    ]


# ---------------------------------------------------------------- the law


def _law(thing: Thing, as_of: str, knowledge: Knowledge) -> Iterator[Line]:
    """What the law knows of a thing; nothing of an authority, and of words that no law has made its own."""
    entry = knowledge.entry(thing)
    if entry is None or thing.kind == "authority":
        return
    if entry.jurisdiction or entry.measures or entry.keeper:
        place = "; ".join(basis_of(entry, as_of))
        keeper = f"kept by {name_of(Thing(kind='authority', id=entry.keeper), knowledge)}" if entry.keeper else ""
        dull = thing.kind == "territory_group" and not entry.measures  # its members have the dates
        sentence = "" if dull else knowledge.status(entry, as_of).sentence
        dated = f"{sentence} (as of {as_of})" if sentence else ""
        yield Line(name="law", words="; ".join(filter(None, (dated or entry.name, place, keeper))))
    sources = [source for source in sources_on(entry, as_of) if source.tier != "memory"]
    if sources:
        more = f"; and {len(sources) - _LAWS} more" if len(sources) > _LAWS else ""
        yield Line(name="source", words="; ".join(map(_cited, sources[:_LAWS])) + more)


def _cited(source: Citation) -> str:
    address = "/" in source.locator or len(source.locator) > _LOCATOR
    cited = ", ".join(filter(None, (source.title, "" if address else source.locator)))
    return f"{cited} (read {source.read})" if source.read else cited


def _quoted(words: str) -> str:
    flat = " ".join(words.split())
    return f"“{flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1].rstrip() + '…'}”"
