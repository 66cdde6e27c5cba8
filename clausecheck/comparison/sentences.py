"""Changes in one plain sentence each, as a lawyer would write it in the margin."""

from __future__ import annotations

import re
from collections.abc import Iterable

from clausecheck.comparison.coverage import label
from clausecheck.finding import ChangeKind
from clausecheck.knowledge import Knowledge
from clausecheck.ruletree import FAULTS, OwnershipTest, Thing
from clausecheck.scenario import Bar
from clausecheck.scenario.binding import EVERY
from clausecheck.scenario.lexicon import lexicon

_LONGEST = 160
UNSHOWN = " What else stands in the text leaves no case that shows it."


def of_thing(kind: ChangeKind, bar: Bar, knowledge: Knowledge, *, why: str = "", defect: str = "") -> str:
    """What happened to the bar on a thing; `why` says how far it now reaches, or reached, `defect` what is wrong with it."""
    subject = named(bar, knowledge)
    one = subject[:1].upper() + subject[1:]
    lost = kind in ("removed", "inverted")
    if defect and bar.sort == "own":
        return f"The party means to say that it is not {subject}, but the words do not: {FAULTS.get(defect, defect)}."
    if defect:
        return f"{one} {'was' if bar.sort == 'dealing' else 'is'} meant to be barred, but the words bar nothing: " + (
            f"{FAULTS.get(defect, defect)}."
        )
    if bar.sort == "duty":
        return f"{one} is {'no longer' if lost else 'now'} required."
    if bar.sort == "own":
        if kind in ("narrowed", "widened"):
            return (
                f"The party's word that it is not {subject} says {'less' if kind == 'narrowed' else 'more'} now{_because(why)}."
            )
        return f"The party {'no longer says' if lost else 'now also says'} that it is not {subject}."
    match kind:
        case "removed":
            return f"{one} is no longer barred{_because(why)}."
        case "added":
            return f"{one} is now barred{_because(why)}."
        case "narrowed":
            return f"{one} is barred in fewer cases now{_because(why)}."
        case "widened":
            return f"{one} is barred in more cases now{_because(why)}."
    return f"{one} {why}."


def _because(why: str) -> str:
    return f": {why}" if why else ""


def named(bar: Bar, knowledge: Knowledge) -> str:
    """What a bar is about: "re-export to Iran", "sale to a party on the Entity List"; of a party itself, "in Iran"."""
    name = called(bar.thing, knowledge)
    the = "" if bar.thing.id.startswith("generic.") else "the "
    if bar.sort == "duty":
        return f"compliance with {the}{name}"
    if bar.sort == "own":
        return {"list": f"on {the}{name}", "territory": f"in {name}", "territory_group": f"in {name}"}.get(bar.thing.kind, name)
    acts = _either(lexicon().nouns.get(act, act) for act in bar.acts) or "dealing"
    match bar.thing.kind:
        case "list":
            return f"{acts} {_toward(bar.acts, 'by')} a party on {the}{name}"
        case "end_use":
            return f"{acts} for {name}"
        case "end_user":
            return f"{acts} {_toward(bar.acts, 'by')} {name}"
    return f"{acts} {_toward(bar.acts, 'in')} {name}"


_IN_PLACE = frozenset({"use", "download", "access"})


def _toward(acts: tuple[str, ...], within: str) -> str:
    """The preposition that fits the acts: export to, use in (a place) or by (a person), dealing with."""
    if not acts or set(acts) <= {"deal", "finance"}:
        return "with"
    inside = _IN_PLACE & set(acts)
    return "to" if not inside else within if inside == set(acts) else f"to or {within}"


def through(bar: Bar, knowledge: Knowledge) -> str:
    """The words by which a bar reaches what they do not name: "any embargoed country", or what they stand for as well."""
    quote = f"“{_short(bar.quote)}”"
    return f"{quote} ({called(bar.thing, knowledge)})" if bar.thing.id.startswith("generic.") else quote


def called(thing: Thing, knowledge: Knowledge) -> str:
    """How a thing is called within a sentence, with the article that its name asks for: "the Crimea region of Ukraine"."""
    name = label(thing, knowledge)
    if _REGION.match(name):
        return f"the {name}"
    if name[:1].islower() and _ONE.search(name) and not name.startswith(("a ", "an ")):
        return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
    return name


_REGION = re.compile(r"so-called |non-government|\w+ region of |list of |annexes of |countermeasure list ")
_ONE = re.compile(r"\bend (?:user|use)$")


def _are(name: str) -> str:
    return "are" if name.startswith(("countries ", "annexes ", "State Sponsors")) else "is"


def all_of(names: list[str], most: int = 5) -> str:
    """ "Cuba, Iran and Syria", "Cuba, Iran and 3 more"."""
    shown = [*names[:most], f"{len(names) - most} more"] if len(names) > most else names
    *front, last = shown or [""]
    return f"{', '.join(front)} and {last}" if front else last


def begun(message: str) -> str:
    """A sentence with a capital at its start."""
    return message[:1].upper() + message[1:]


def of_name(gain: bool, name: str, group: str) -> str:
    """A name that came or went beside words (`group`, as `through` has them) that take it in."""
    group = group or "more general words"
    if gain:
        return f"{name} {_are(name)} now barred by name too, whatever becomes of {group}."
    return f"{name} {_are(name)} no longer named: what bars it is {group}, and only as long as that takes it in."


def of_name_here(gain: bool, name: str, words: str) -> str:
    """A name that came or went in one place of a text that names it elsewhere too."""
    if gain:
        return f"{name} is named in one more place: “{_short(words)}”. It was barred elsewhere in the text before."
    return f"{name} is struck out in one place: “{_short(words)}”. It is still barred elsewhere in the text."


def of_law_here(gain: bool, name: str, words: str) -> str:
    """A law that came to be named, or is named no more, in one place of a text that asks for it elsewhere too."""
    if gain:
        return f"The {name} is named in one more place: “{_short(words)}”. Other words of the text asked for it before."
    return f"The {name} is struck out in one place: “{_short(words)}”. Other words of the text still ask for it."


def of_limit_here(gain: bool, name: str, words: str) -> str:
    """A limit on the bar in one place of a text that bars the thing elsewhere too."""
    if gain:
        return f"The bar on {name} holds in more cases in one place: it was only for “{_short(words)}” there."
    return f"The bar on {name} holds in fewer cases in one place: only for “{_short(words)}” there."


def of_tie(gain: bool, name: str, words: str) -> str:
    """A way of belonging to a place that came or went: nationals beside residents."""
    if gain:
        return f"The bar on {name} reaches more people now: “{_short(words)}” has come in."
    return f"The bar on {name} reaches fewer people now: “{_short(words)}” is gone."


def of_choice(gain: bool, words: str) -> str:
    """What opens a bar: both of two things now, or either of them."""
    if gain:
        return f"The exception now holds only where both are met: “{_short(words)}”."
    return f"The exception now holds where either is met: “{_short(words)}”."


def of_indirect(gain: bool) -> str:
    """ "Or indirectly" that came or went."""
    if gain:
        return "The bar now says that it reaches what is done indirectly too."
    return "The bar no longer says that it reaches what is done indirectly."


def of_meaning(gain: bool, term: str, words: str, *, new: bool) -> str:
    """A defined term that takes in more now, or less; `new` where the words have come in."""
    size, what = "more" if gain else "less", "has come in" if new else "is gone"
    return f"The defined term “{term}” takes in {size} now: “{_short(words)}” {what}."


def of_act(act: str, gain: bool, bars: Iterable[Bar], knowledge: Knowledge) -> str:
    """An act that came or went, with what it was barred for."""
    things = list(dict.fromkeys(called(bar.thing, knowledge) for bar in bars))
    shown = ", ".join(things[:4]) + (f" and {len(things) - 4} more" if len(things) > 4 else "")
    return f"{of_noun(act)} is {'now barred too' if gain else 'no longer barred'} ({shown})."


def of_noun(act: str) -> str:
    """What an act is called at the start of a sentence: "Re-export"."""
    noun = lexicon().nouns.get(act, act)
    return noun[:1].upper() + noun[1:]


def joined_acts(acts: Iterable[str]) -> str:
    """Acts in words: "sale or re-export"."""
    return _either(lexicon().nouns.get(act, act) for act in acts)


def of_modality(gain: bool, old: str, new: str) -> str:
    """A verb that binds for one that only exhorts, or the other way round."""
    if gain:
        return f"What was only exhorted (“{old}”) now binds (“{new}”)."
    return f"What was barred (“{old}”) is now only exhorted (“{new}”)."


def of_turn(gain: bool, old: str, new: str) -> str:
    """A "not" that came or went in words that no case can ask about."""
    if gain:
        return f"A “not” has come in: “{_short(new)}” (it was “{_short(old)}”)."
    return f"A “not” is gone: “{_short(new)}” (it was “{_short(old)}”)."


def of_force(gain: bool, old: str, new: str) -> str:
    """A verb that binds for one that leaves it to somebody, in words that no case can ask about; or the other way round."""
    if gain:
        return f"What was left to somebody (“{_short(old)}”) now binds (“{_short(new)}”)."
    return f"What was binding (“{_short(old)}”) is now left to somebody (“{_short(new)}”)."


def of_sentence(gain: bool, kind: str, words: str) -> str:
    """A sentence that came or went and names nothing that a case can ask about."""
    what = "prohibition" if kind == "prohibition" else "duty"
    return f"A {what} is {'new' if gain else 'gone'}: “{_short(words)}”."


def of_joint(negative: bool, joint: str, label: str) -> str:
    """The word before the limb `label` that changed; `negative` where the limbs say what may not be."""
    other = "or" if joint == "and" else "and"
    if joint == "and":
        strictly = "only what is all of them at once is barred" if negative else "all of them are asked for"
    else:
        strictly = "each of them alone is barred" if negative else "one of them is enough"
    return f"“{other}” before limb {label} is now “{joint}”: read strictly, {strictly}."


def of_limb(gain: bool, label: str, words: str) -> str:
    """A limb that came or went and leaves no case that shows it."""
    return f"Limb {label} is {'new' if gain else 'gone'}: “{_short(words)}”.{UNSHOWN}"


def of_knowledge(gain: bool, words: str) -> str:
    """A bar that came to depend on what somebody knows, or no longer does."""
    quoted = f": “{_short(words)}”" if words else ""
    if gain:
        return f"The bar no longer depends on what somebody knows{quoted}."
    return f"The bar now holds only where somebody knows{quoted}."


def of_bearer(gain: bool, who: str, sides: list[str], bars: Iterable[Bar], knowledge: Knowledge) -> str:
    """A party that is bound no more, or now is."""
    things = list(dict.fromkeys(called(bar.thing, knowledge) for bar in bars))
    shown = ", ".join(things[:4]) + (f" and {len(things) - 4} more" if len(things) > 4 else "")
    return f"{of_party(gain, who)} ({shown}): before {sides[0]}, now {sides[1]}."


def of_party(gain: bool, who: str) -> str:
    """ "The seller is no longer bound"."""
    name = _party(who)
    verb = "are" if who in ("you", "we") or name.endswith("s") else "is"
    return f"{name[:1].upper()}{name[1:]} {verb} {'now bound too' if gain else 'no longer bound'}"


def _party(who: str) -> str:
    """A role with its article: "the seller", "affiliates", "you"; a name as it is."""
    sides = lexicon().sides
    if who in sides["beside"]:
        return f"{who[:-1]}ies" if who.endswith("y") else f"{who}s"
    known = any(who in names for names in sides.values()) and who not in ("you", "we")
    return f"the {who}" if known else who


def parties(who: Iterable[str]) -> str:
    """Roles in words: "buyer and affiliate", "every party"."""
    roles = sorted(set(who))
    if EVERY in roles:
        return "every party"
    names = [_party(role) for role in roles]
    *front, last = names or ["nobody by name"]
    return f"{', '.join(front)} and {last}" if front else last


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
            ways = "who owns a barred party", "whom a barred party owns"
            now, was = ways if new is not None and new.direction == "owner-of" else ways[::-1]
            return f"The test of ownership is turned round: it now asks {now}, and no longer {was}."
    was, now = (described(test) if test else "nothing" for test in (old, new))
    return f"{'Fewer' if kind == 'narrowed' else 'More'} owned companies are reached: it was {was}, and is {now}."


def of_definition(term: str, gain: bool, names: list[str]) -> str:
    """A defined term that nothing uses any more, or that a bar now uses."""
    shown = all_of(names)
    if gain:
        return f"The defined term “{term}” is now used by a bar, which brings in {shown}."
    return f"The defined term “{term}” is no longer used by any bar: {shown} fell out with it."


def described(test: OwnershipTest) -> str:
    """An ownership test in words."""
    if test.percent is None:
        size = "any share (no figure is stated)"
    else:
        size = f"{'at least' if test.at_least else 'more than'} {test.percent:g} %"
    parts = [size]
    if test.direct_or_indirect:
        parts.append("directly or indirectly")
    if test.aggregate:
        parts.append("in the aggregate")
    if test.control:
        parts.append("or control")
    return ", ".join(parts) + (", of who owns and not of who is owned" if test.direction == "owner-of" else "")


def _either(words: Iterable[str]) -> str:
    """ "a", "a or b", "a, b or c"."""
    *front, last = [*words] or [""]
    return f"{', '.join(front)} or {last}" if front else last


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1].rstrip() + "…"
