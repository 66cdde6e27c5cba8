"""What people write for a case ("Crimea", "Entity List", "police force", "re-exporting") as things and acts."""

from __future__ import annotations

import contextlib
import difflib
import shlex
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from clausecheck.knowledge import Knowledge, fold
from clausecheck.ruletree import Thing, ThingKind
from clausecheck.scenario.case import UNKNOWN, Case
from clausecheck.scenario.lexicon import lexicon

PLACES: tuple[ThingKind, ...] = ("territory", "territory_group")
PARTIES: tuple[ThingKind, ...] = ("list", "end_user")
USES: tuple[ThingKind, ...] = ("end_use",)
USERS: tuple[ThingKind, ...] = ("end_user",)
LAWS: tuple[ThingKind, ...] = ("instrument",)
_KINDS: dict[str, tuple[ThingKind, ...]] = {
    "to": PLACES, "party": PARTIES, "end-use": USES, "end-user": USERS, "national": PLACES, "law": LAWS,
}  # fmt: skip
"""The options of a case whose words name things."""
_PLAIN = ("act", "owned", "owns", "item", "given", "by")
SWITCHES = ("indirect", "aggregate", "control", "licence", "unknowing", "named", "own")
"""The options of a case that stand alone."""
_ACT = "ACT."
_NEAR = 2
_ALSO = {"end_user": "end_use", "end_use": "end_user"}
"""Where one word names a use and a user ("military"): the kind under which the knowledge may have it."""


class UnknownName(ValueError):
    """Words that name nothing that a case can be about; `str()` is one line that says what is near."""


def act(words: str, knowledge: Knowledge) -> str:
    """The act that `words` name, by its id or any of its forms. Raises UnknownName."""
    said = fold(words)
    forms: dict[str, str] = {}
    for key, phrases in knowledge.cues.items():
        if key.startswith(_ACT):
            id = key.removeprefix(_ACT)
            forms |= {fold(phrase): id for phrase in (id, id.replace("-", " "), *phrases)}
    if said in forms:
        return forms[said]
    raise UnknownName(f"{words!r} is no act that clauses speak of; {_hint(said, forms, sorted(set(forms.values())))}")


def things(words: str, kinds: tuple[ThingKind, ...], knowledge: Knowledge) -> tuple[Thing, ...]:
    """The things of `kinds` that `words` name, by id, by name, or by a name within them; () for an ordinary one.

    Several may be given with ";" between them. Raises UnknownName.
    """
    found: list[Thing] = []
    for part in filter(None, (one.strip() for one in words.split(";"))):
        found += _named(part, kinds, knowledge)
    return tuple(dict.fromkeys(found))


def case(said: Mapping[str, str], knowledge: Knowledge) -> Case:
    """The case that the options of `ask` say: {"to": "Crimea", "owned": "50", "unknowing": "yes"}, as `Case.pairs` has them.

    Raises UnknownName, which names the option.
    """
    found: dict[str, Any] = {}
    for option, words in said.items():
        try:
            if option in _KINDS:
                found[option.replace("-", "_")] = things(words, _KINDS[option], knowledge)
            elif option == "act":
                found["act"] = act(words, knowledge) if words else ""
            elif option in ("owned", "owns"):
                found[option] = _share(words)
            elif option == "given":
                found["given"] = tuple(filter(None, (one.strip() for one in words.split(";"))))
            elif option == "unknowing":
                found["knowing"] = False
            else:
                found[option] = words if option in ("item", "by") else bool(words)
        except UnknownName as error:
            raise UnknownName(f"--{option}: {error}") from error
    return Case(**found)


def _share(words: str) -> float:
    try:
        share = float(words.strip(" %"))
    except ValueError:
        share = -1.0
    if not 0 <= share <= 100:
        raise UnknownName(f"{words!r} is no share in percent")
    return share


def typed(line: str, knowledge: Knowledge) -> Case:
    """The case that somebody types as options: ``--to Iran --end-user "police force"``.

    Raises UnknownName.
    """
    said: dict[str, str] = {}
    option = ""
    try:
        words = shlex.split(line)
    except ValueError as error:
        raise UnknownName(f"{line!r} cannot be taken apart: {error}") from error
    for word in words:
        if word.startswith("--"):
            option = {"license": "licence"}.get(word[2:], word[2:])
            if option not in _KINDS and option not in _PLAIN and option not in SWITCHES:
                raise UnknownName(f"{word} is nothing that a case can say; {_hint(option, (*_KINDS, *_PLAIN, *SWITCHES), ())}")
            said.setdefault(option, "yes" if option in SWITCHES else "")
        elif not option or option in SWITCHES:
            raise UnknownName(f"{word!r} stands alone: say what it is, for example {_example(word, knowledge)}")
        else:
            said[option] = f"{said[option]} {word}".strip()
    empty = next((option for option, value in said.items() if not value), None)
    if empty is not None:
        raise UnknownName(f"--{empty} says nothing")
    return case(said, knowledge)


def _example(word: str, knowledge: Knowledge) -> str:
    """The option that `word` can be of, with it; else one of each of the commonest."""
    for option in (*_KINDS, "act"):
        with contextlib.suppress(UnknownName):
            if things(word, _KINDS[option], knowledge) if option in _KINDS else act(word, knowledge):
                return f"--{option} {shlex.quote(word)}"
    return "--to Iran, --end-user police or --end-use missiles"


def _named(words: str, kinds: tuple[ThingKind, ...], knowledge: Knowledge) -> Iterable[Thing]:
    said = fold(words)
    ordinary = lexicon().ordinary
    if words.strip().casefold() in ordinary.unknown:
        return [Thing(kind=kinds[0], id=UNKNOWN)]
    by_id = [entry.thing for entry in knowledge.entries if entry.kind in kinds and entry.id.casefold() == words.casefold()]
    if by_id:
        return by_id[:1]
    if found := _by_name(said, kinds, knowledge) or _by_name(f"{said} list", kinds, knowledge):
        return found
    if kinds[0] in PLACES:
        ordinary_words = said in ordinary.place
    else:
        if found := _within(said, kinds, knowledge):
            return found
        plain = ordinary.end_use if kinds == USES else ordinary.end_user
        ordinary_words = kinds != LAWS and bool(plain & set(said.split()))
    if ordinary_words:
        return []
    names = {fold(name): name for entry in knowledge.entries if entry.kind in kinds for name in (entry.name, *entry.aliases)}
    ids = {entry.id: entry.id for entry in knowledge.entries if entry.kind in kinds}
    what = {"territory": "place", "list": "list or kind of party", "end_use": "end use", "end_user": "end user"}
    raise UnknownName(f"{words!r} is no {what.get(kinds[0], 'law')} that is known; {_hint(said, names | ids, sorted(ids))}")


def _by_name(said: str, kinds: tuple[ThingKind, ...], knowledge: Knowledge) -> list[Thing]:
    entries = knowledge.named(said)
    found = [entry.thing for entry in entries if entry.kind in kinds]
    if found or len(kinds) > 1 or kinds[0] not in _ALSO:
        return found
    others = [Thing(kind=kinds[0], id=entry.id) for entry in entries if entry.kind == _ALSO[kinds[0]]]
    return [thing for thing in others if knowledge.entry(thing) is not None]


def _within(said: str, kinds: tuple[ThingKind, ...], knowledge: Knowledge) -> list[Thing]:
    """What the longest name within the words names: the police in "municipal police force of Tehran"."""
    words = said.split()
    for size in range(len(words) - 1, 0, -1):
        for start in range(len(words) - size + 1):
            if found := _by_name(" ".join(words[start : start + size]), kinds, knowledge):
                return found
    return []


def _hint(said: str, names: Iterable[str] | dict[str, str], all_of_them: Sequence[str]) -> str:
    known = names if isinstance(names, dict) else {name: name for name in names}
    near = difflib.get_close_matches(said, known, n=_NEAR, cutoff=0.6)
    if near:
        return f"did you mean {' or '.join(dict.fromkeys(repr(known[one]) for one in near))}?"
    shown = ", ".join(all_of_them[:24]) + (", ..." if len(all_of_them) > 24 else "")
    return f"known are {shown}"
