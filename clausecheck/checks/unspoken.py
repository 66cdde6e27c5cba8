"""What a contract does not speak of at all: a sort of thing that it leaves to the law, or exports as such.

A clause that names some lists and misses others is stale. One that names none, and asks to comply with the law that keeps them,
was written so: what is missing there is less severe. A contract that sends nothing anywhere (a loan, a platform's terms) has no
place for acts, uses and users of goods.
"""

from __future__ import annotations

from collections.abc import Sequence

from clausecheck.checks.context import LESS, Context
from clausecheck.finding import Severity
from clausecheck.knowledge import Entry, pattern
from clausecheck.ruletree import Thing, ThingKind, acts_barred

_SORTS: tuple[tuple[ThingKind, ...], ...] = (("list",), ("territory", "territory_group"), ("end_use",), ("end_user",))
"""The kinds that a clause names beside one another."""
_PERSONS: tuple[ThingKind, ...] = ("list", "end_user")
_ON_GOODS: tuple[ThingKind, ...] = ("end_use", "end_user")
_TRADE = ("export", "sanctions")
"""The topics of laws that keep lists, bar places and ask for licences."""
_UNNAMED = "generic."
_NATIONAL = "national"
"""The kind of end user that says where somebody is from, not what he is."""


def lessened(context: Context, thing: Thing | None, severity: Severity) -> tuple[Severity, str]:
    """How bad it is to lack a thing (None: an act) of a sort that the contract names none of, with the reason to tell; or as
    it was, and "".
    """
    goods = thing is None or thing.kind in _ON_GOODS
    if not speaks_of_exports(context):
        return "note" if goods else LESS[severity], "the contract speaks of no exports"
    duty = "" if _names_the_sort(context, thing) else left_to(context, thing)
    return (LESS[severity], f"only the duty to comply with \u201c{duty}\u201d could reach it") if duty else (severity, "")


def speaks_of_exports(context: Context) -> bool:
    """Whether any clause says so, or is about an act by which goods, software or services leave somebody's hands."""
    acts = {act for clause in context.clauses for act in clause.actions}
    said = pattern(context.knowledge.cues["of_exports"])
    return bool(acts - set(context.knowledge.cues["no_sending"])) or any(said.search(one.text) for one in context.clauses)


def persons_barred(context: Context) -> str | None:
    """The words for persons without a name that are barred, "" where a list is named, None where nobody is barred.

    Whose subsidiaries are meant is a question of who is barred; whom the law bars itself, it bars with their subsidiaries.
    """
    bars = [one for one in context.bars(*_PERSONS) if one[1].thing.id != _NATIONAL]
    if any(effect.thing.kind == "list" and _is_named(effect.thing) for _, effect in bars):
        return ""
    return bars[0][1].quote if bars else None


def left_to(context: Context, thing: Thing | None) -> str:
    """The words for a law that the contract asks to obey and that rules on a thing (None: on acts); "" where there is none."""
    entry = context.entry(thing) if thing is not None else None
    states = (entry.jurisdiction,) if entry is not None and entry.jurisdiction else context.reference.jurisdictions
    for _, effect in context.effects("instrument"):
        law = context.entry(effect.thing)
        if law is not None and effect.effect in ("required", "barred") and _rules(law, states):
            return " ".join(effect.quote.split())
    return ""


def _rules(law: Entry, states: Sequence[str]) -> bool:
    """Whether a law is one on exports or sanctions, of one of these states or of any ("all applicable export laws")."""
    return law.topic in _TRADE if not law.jurisdiction else law.jurisdiction in states and law.topic in ("", *_TRADE)


def _names_the_sort(context: Context, thing: Thing | None) -> bool:
    """Whether the contract bars, by name, anything of the sort of `thing` (None: any act that sends goods somewhere)."""
    if thing is None:
        return bool(acts_barred(context.clauses) & set(context.knowledge.cues["outward"]))
    sort = next((kinds for kinds in _SORTS if thing.kind in kinds), (thing.kind,))
    return any(_is_named(effect.thing) for _, effect in context.bars(*sort))


def _is_named(thing: Thing) -> bool:
    return not thing.id.startswith(_UNNAMED) and thing.id != _NATIONAL
