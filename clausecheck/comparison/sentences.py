"""Changes in one plain sentence each, as a lawyer would write it in the margin."""

from __future__ import annotations

from collections.abc import Iterable

from clausecheck.comparison.coverage import label
from clausecheck.finding import ChangeKind
from clausecheck.knowledge import Knowledge
from clausecheck.ruletree import FAULTS, OwnershipTest
from clausecheck.scenario import Bar
from clausecheck.scenario.lexicon import lexicon

_LONGEST = 160


def of_thing(kind: ChangeKind, bar: Bar, knowledge: Knowledge, *, why: str = "", defect: str = "") -> str:
    """What happened to the bar on a thing; `why` says how far it now reaches, or reached, `defect` what is wrong with it."""
    subject = named(bar, knowledge)
    one = subject[:1].upper() + subject[1:]
    if bar.sort == "duty":
        return f"{one} is no longer required." if kind in ("removed", "inverted") else f"{one} is now required."
    if bar.sort == "own":
        return f"{one} is {'gone' if kind in ('removed', 'inverted') else kind if kind != 'added' else 'new'}{_because(why)}."
    match kind:
        case "removed":
            return f"{one} is no longer barred{_because(why)}."
        case "added":
            return f"{one} is now barred{_because(why)}."
        case "narrowed":
            return f"{one} is barred in fewer cases now{_because(why)}."
        case "widened":
            return f"{one} is barred in more cases now{_because(why)}."
    if defect:
        return f"{one} was meant to be barred, but the words bar nothing: {FAULTS.get(defect, defect)}."
    return f"{one} is turned round: it {why}."


def _because(why: str) -> str:
    return f": {why}" if why else ""


def named(bar: Bar, knowledge: Knowledge) -> str:
    """What a bar is about: "export or re-export to Iran", "sale to a party on the Entity List"."""
    name = label(bar.thing, knowledge)
    if bar.sort == "duty":
        return f"compliance with the {name}" if bar.thing.id[:8] != "generic." else f"compliance with {name}"
    if bar.sort == "own":
        return f"the party's word about itself and {name}"
    acts = _either(lexicon().nouns.get(act, act) for act in bar.acts) or "dealing"
    match bar.thing.kind:
        case "list":
            return f"{acts} to a party on the {name}" if bar.thing.id[:8] != "generic." else f"{acts} to a party on {name}"
        case "end_use":
            return f"{acts} for {name}"
        case "end_user":
            return f"{acts} to {name}"
    return f"{acts} {'in' if bar.acts == ('use',) else 'to'} {name}"


def of_act(act: str, gain: bool, bars: Iterable[Bar], knowledge: Knowledge) -> str:
    """An act that came or went, with what it was barred for."""
    noun = lexicon().nouns.get(act, act)
    things = list(dict.fromkeys(label(bar.thing, knowledge) for bar in bars))
    shown = ", ".join(things[:4]) + (f" and {len(things) - 4} more" if len(things) > 4 else "")
    return f"{noun[:1].upper()}{noun[1:]} is {'now barred too' if gain else 'no longer barred'} ({shown})."


def of_modality(gain: bool, old: str, new: str) -> str:
    """A verb that binds for one that only exhorts, or the other way round."""
    if gain:
        return f"What was only exhorted (“{old}”) now binds (“{new}”)."
    return f"What was barred (“{old}”) is now only exhorted (“{new}”)."


def of_knowledge(gain: bool, words: str) -> str:
    """A bar that came to depend on what somebody knows, or no longer does."""
    quoted = f": “{_short(words)}”" if words else ""
    if gain:
        return f"The bar no longer depends on what somebody knows{quoted}."
    return f"The bar now holds only where somebody knows{quoted}."


def of_exception(gain: bool, words: str) -> str:
    """An exception that came, grew, shrank or went."""
    return f"{'An exception is gone or smaller' if gain else 'An exception is new or wider'}: “{_short(words)}”."


def of_carving(gain: bool, name: str, words: str) -> str:
    """A thing that a carve-out takes out of the bar, or no longer does."""
    if gain:
        return f"{name} is no longer carved out of the bar."
    return f"{name} is now carved out of the bar (“{_short(words)}”)."


def of_ownership(kind: ChangeKind, old: OwnershipTest | None, new: OwnershipTest | None) -> str:
    """Which owned companies are reached, before and now."""
    match kind:
        case "removed":
            return (
                f"Companies owned by barred parties are no longer reached (it was: {described(old) if old else 'any share'})."
            )
        case "added":
            return f"Companies owned by barred parties are now reached: {described(new) if new else 'any share'}."
        case "inverted":
            return "The test of ownership is turned round: who owns is asked for, instead of who is owned, or the other way."
    was, now = (described(test) if test else "nothing" for test in (old, new))
    return f"{'Fewer' if kind == 'narrowed' else 'More'} owned companies are reached: it was {was}, and is {now}."


def of_definition(term: str, gain: bool, names: list[str]) -> str:
    """A defined term that nothing uses any more, or that a bar now uses."""
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    if gain:
        return f"The defined term “{term}” is now used by a bar, which brings in {shown}."
    return f"The defined term “{term}” is no longer used by any bar: {shown} fell out with it."


def described(test: OwnershipTest) -> str:
    """An ownership test in words."""
    if test.percent is None:
        size = "ownership, no figure stated"
    else:
        size = f"{'at least' if test.at_least else 'more than'} {test.percent:g} %"
    parts = [size]
    if test.direct_or_indirect:
        parts.append("directly or indirectly")
    if test.aggregate:
        parts.append("in the aggregate")
    if test.control:
        parts.append("or control")
    return ", ".join(parts) + (" (who owns the party)" if test.direction == "owner-of" else "")


def _either(words: Iterable[str]) -> str:
    """ "a", "a or b", "a, b or c"."""
    *front, last = [*words] or [""]
    return f"{', '.join(front)} or {last}" if front else last


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1].rstrip() + "…"
