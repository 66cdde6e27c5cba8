"""The same change of many things as one, for people: "Export to Cuba, Iran and 3 more is no longer barred."."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from clausecheck.finding import HARMLESS, Change

_SHOWN = 4
_MARK = "\0"


def grouped(changes: Iterable[Change]) -> tuple[Change, ...]:
    """`changes` with those that say the same of several things as one, where the first of them stood.

    Such a change has the sentence, the words and the place of all, and in `more` each of them as it was.
    """
    held: dict[object, list[Change]] = {}
    for number, change in enumerate(changes):
        held.setdefault(_sameness(change, number), []).append(change)
    return tuple(several[0] if len(several) == 1 else _one(several) for several in held.values())


def apart(changes: Iterable[Change]) -> tuple[Change, ...]:
    """What `grouped` was made of."""
    return tuple(single for change in changes for single in change.more or (change,))


def _sameness(change: Change, number: int) -> object:
    """What changes of several things share that are told as one; of one that stands alone, its number."""
    if change.kind in HARMLESS or not change.name or _sentence(change).count(_MARK) != 1:
        return number
    places = tuple(place and (place.document, place.clause) for place in (change.old_place, change.new_place))
    sort = change.thing.kind if change.thing else change.what.partition(":")[0]
    return (
        change.kind, sort, change.severity, change.old, change.new, _sentence(change), places, change.author, change.date,
        change.old_verdict, change.new_verdict,
    )  # fmt: skip


def _sentence(change: Change) -> str:
    """The sentence with a mark for the name, in the singular; a name that begins it has a capital there."""
    begun = change.name[:1].upper() + change.name[1:]
    message = _MARK + change.message[len(begun) :] if change.message.startswith(begun) else change.message
    sentence = message.replace(change.name, _MARK)
    return sentence.replace(f"{_MARK} are ", f"{_MARK} is ", 1) if sentence.startswith(_MARK) else sentence


def _one(several: list[Change]) -> Change:
    first = several[0]
    names = list(dict.fromkeys(change.name for change in several))
    if first.what.startswith("action:"):  # "Export, re-export and sale are": acts have no capital within a sentence
        names = names[:1] + [name[:1].lower() + name[1:] for name in names[1:]]
    sentence = _sentence(first)
    if sentence.startswith(f"{_MARK} is "):
        sentence = sentence.replace(f"{_MARK} is ", f"{_MARK} are ", 1)
    return replace(
        first,
        message=_begun(sentence.replace(_MARK, _listed(names))),
        old_quote=_joined(change.old_quote for change in several),
        new_quote=_joined(change.new_quote for change in several),
        more=tuple(several),
    )


def _begun(message: str) -> str:
    return message[:1].upper() + message[1:]


def _listed(names: list[str]) -> str:
    if len(names) > _SHOWN + 1:
        return f"{', '.join(names[:_SHOWN])} and {len(names) - _SHOWN} more"
    *front, last = names
    return f"{', '.join(front)} and {last}" if front else last


def _joined(quotes: Iterable[str]) -> str:
    return "\u201d, \u201c".join(dict.fromkeys(filter(None, quotes)))
