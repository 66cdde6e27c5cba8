"""Changes from one text to another: in what is barred and how, and, where nothing of that changed, in words and place."""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.comparison.alignment import aligned, words
from clausecheck.comparison.coverage import by_status_only, in_order, label
from clausecheck.finding import Change, ChangeKind, Place, Severity
from clausecheck.knowledge import Knowledge
from clausecheck.ruletree import STRENGTH, Clause, Effect, EffectName, OwnershipTest, Thing, strongest

_BARS = ("barred", "limited")
_PLAIN: dict[EffectName | None, str] = {
    "barred": "bars it",
    "limited": "bars it only in part",
    "defective": "means to bar it, but as written does not",
    "permitted": "permits it",
    "required": "requires compliance with it",
    "mentioned": "only names it",
    None: "does not name it",
}


def compare(
    old: tuple[Clause, ...], new: tuple[Clause, ...], knowledge: Knowledge, *, old_path: str = "", new_path: str = ""
) -> tuple[Change, ...]:
    """The changes from `old` to `new`: things first, then ownership and acts, then what changed no meaning.

    `old_path` and `new_path` are the documents' paths, for the places of the changes.
    """
    sides = _Sides(old, new, old_path, new_path, knowledge)
    meaning = (*sides.things(), *sides.ownership(), *sides.actions(), *sides.qualifiers())
    return (*meaning, *sides.harmless({change.old_place for change in meaning} | {change.new_place for change in meaning}))


class _Sides:
    def __init__(
        self, old: tuple[Clause, ...], new: tuple[Clause, ...], old_path: str, new_path: str, knowledge: Knowledge
    ) -> None:
        self.old, self.new, self.knowledge = old, new, knowledge
        self.old_path, self.new_path = old_path, new_path

    # ------------------------------------------------------------ things

    def things(self) -> Iterator[Change]:
        before, after = strongest(self.old), strongest(self.new)
        for thing in in_order(before.keys() | after.keys()):
            had, has = before.get(thing), after.get(thing)
            change = self._thing(thing, had, has)
            if change is not None:
                yield change

    def _thing(self, thing: Thing, had: tuple[int, Effect] | None, has: tuple[int, Effect] | None) -> Change | None:
        old, new = (had[1] if had else None), (has[1] if has else None)
        verdict = _moved(old, new)
        if verdict is None:
            return None
        kind, severity = verdict
        name = label(thing, self.knowledge)
        message = f"{name}: the old text {_said(old)}; the new one {_said(new)}"
        return Change(
            kind=kind,
            thing=thing,
            what=thing.kind,
            old=old.effect if old else None,
            new=new.effect if new else None,
            severity=severity,
            message=message,
            old_quote=old.quote if old else "",
            new_quote=new.quote if new else "",
            old_place=self._place(self.old, self.old_path, had[0], old) if had and old else None,
            new_place=self._place(self.new, self.new_path, has[0], new) if has and new else None,
        )

    # ------------------------------------------------------------ ownership and acts

    def ownership(self) -> Iterator[Change]:
        had = [(index, test) for index, clause in enumerate(self.old) for test in clause.ownership]
        has = [(index, test) for index, clause in enumerate(self.new) for test in clause.ownership]
        if not had and not has:
            return
        old, new = max(had, key=_reach, default=None), max(has, key=_reach, default=None)
        kind: ChangeKind
        severity: Severity = "error"
        if new is None:
            kind = "removed"
        elif old is None:
            kind, severity = "added", "note"
        elif old[1].direction != new[1].direction:
            kind = "inverted"
        else:
            steps = [after - before for before, after in zip(_reach(old), _reach(new), strict=True)]
            if any(step < 0 for step in steps):
                kind = "narrowed"
            elif any(step > 0 for step in steps):
                kind, severity = "widened", "note"
            else:
                return
        was, now = (described(old[1]) if old else None), (described(new[1]) if new else None)
        yield Change(
            kind=kind,
            thing=None,
            what="ownership",
            old=was,
            new=now,
            severity=severity,
            message=f"ownership: the old text asks {was or 'nothing'}; the new one asks {now or 'nothing'}",
            old_quote=old[1].span.of(self.old[old[0]].text) if old else "",
            new_quote=new[1].span.of(self.new[new[0]].text) if new else "",
            old_place=self._at(self.old, self.old_path, old[0]) if old else None,
            new_place=self._at(self.new, self.new_path, new[0]) if new else None,
        )

    def actions(self) -> Iterator[Change]:
        had = {act: index for index, clause in reversed(list(enumerate(self.old))) for act in clause.actions}
        has = {act: index for index, clause in reversed(list(enumerate(self.new))) for act in clause.actions}
        for act in sorted(had.keys() ^ has.keys()):
            lost = act in had
            name = label(f"act:{act}", self.knowledge)
            verb = "no longer speaks of" if lost else "now speaks of"
            yield Change(
                kind="removed" if lost else "added",
                thing=None,
                what=f"action:{act}",
                old="barred" if lost else None,
                new=None if lost else "barred",
                severity="error" if lost else "note",
                message=f"{name}: the new text {verb} it",
                old_place=self._at(self.old, self.old_path, had[act]) if lost else None,
                new_place=None if lost else self._at(self.new, self.new_path, has[act]),
            )

    # ------------------------------------------------------------ qualifiers

    def qualifiers(self) -> Iterator[Change]:
        """Knowledge qualifiers and exceptions that came or went in norms that bar something."""
        for what, gained, lost in (
            ("knowledge", "the bar now holds only where somebody knows", "the bar no longer depends on what somebody knows"),
            ("exception", "a bar now has an exception", "a bar lost an exception"),
        ):
            had, has = _qualifiers(self.old, what), _qualifiers(self.new, what)
            for key in sorted(has.keys() - had.keys()):
                index, quote = has[key]
                yield Change(
                    kind="narrowed", thing=None, what=what, old=None, new=quote, severity="warning",
                    message=f"{gained}: \u201c{quote}\u201d", new_quote=quote,
                    new_place=self._at(self.new, self.new_path, index),
                )  # fmt: skip
            for key in sorted(had.keys() - has.keys()):
                index, quote = had[key]
                yield Change(
                    kind="widened", thing=None, what=what, old=quote, new=None, severity="note",
                    message=f"{lost}: \u201c{quote}\u201d", old_quote=quote,
                    old_place=self._at(self.old, self.old_path, index),
                )  # fmt: skip

    # ------------------------------------------------------------ words and place

    def harmless(self, touched: set[Place | None]) -> Iterator[Change]:
        """Clauses whose words or place changed: reworded only where none of the changes of meaning stands in them."""
        pairs = aligned(self.old, self.new)
        order = [pair.new for pair in pairs]
        met = {(place.document, place.clause) for place in touched if place is not None}
        for rank, pair in enumerate(pairs):
            was, now = self.old[pair.old], self.new[pair.new]
            old_place = self._at(self.old, self.old_path, pair.old)
            new_place = self._at(self.new, self.new_path, pair.new)
            quiet = not met & {(self.old_path, pair.old), (self.new_path, pair.new)}
            if quiet and words(was.text) != words(now.text):
                yield Change(
                    kind="reworded", thing=None, what="wording", old=None, new=None, severity="note",
                    message=f"{_named(now)}: other words, the same meaning", old_place=old_place, new_place=new_place,
                )  # fmt: skip
            if was.path != now.path:
                in_order = order[rank] == sorted(order)[rank]
                yield Change(
                    kind="renumbered" if in_order else "moved", thing=None, what="place",
                    old=" > ".join(was.path), new=" > ".join(now.path), severity="note",
                    message=f"{_named(was)}: was {_path(was)}, is {_path(now)}", old_place=old_place, new_place=new_place,
                )  # fmt: skip

    # ------------------------------------------------------------ places

    def _at(self, side: tuple[Clause, ...], path: str, index: int) -> Place:
        return Place(document=path, clause=index, path=side[index].path, title=side[index].title)

    def _place(self, side: tuple[Clause, ...], path: str, index: int, effect: Effect) -> Place:
        clause = side[index]
        return Place(document=path, clause=index, path=clause.path, title=clause.title, span=effect.span)


def _moved(old: Effect | None, new: Effect | None) -> tuple[ChangeKind, Severity] | None:
    """Which change it is, and how bad; a thing that is only named counts like one that is not."""
    was = old.effect if old and old.effect != "mentioned" else None
    now = new.effect if new and new.effect != "mentioned" else None
    if was == now:
        if was in _BARS and old and new and by_status_only(old) != by_status_only(new):
            return ("narrowed", "error") if by_status_only(new) else ("widened", "note")
        return None
    if was is None:
        return "added", "warning" if now in ("permitted", "defective") else "note"
    if now is None or now == "required":
        return "removed", "error" if was in _BARS else "warning"
    if now in ("defective", "permitted"):
        return "inverted", "error"
    if was in ("defective", "permitted"):
        return "inverted", "warning"
    weaker = STRENGTH.index(now) > STRENGTH.index(was)
    return ("narrowed", "error") if weaker else ("widened", "note")


def _said(effect: Effect | None) -> str:
    """What a text does with a thing, in words, with the words that narrow it."""
    if effect is None:
        return _PLAIN[None]
    said = _PLAIN[effect.effect]
    if effect.effect == "limited" and effect.limit:
        said += f" (\u201c{effect.limit}\u201d)"
    if effect.effect in _BARS and by_status_only(effect):
        said += ", by a party's word about itself"
    return said


def _reach(found: tuple[int, OwnershipTest]) -> tuple[float, int, int, int, int]:
    """How far an ownership test reaches, each part the greater the farther."""
    test = found[1]
    threshold = -test.percent if test.percent is not None else -100.0
    return threshold, int(test.at_least), int(test.direct_or_indirect), int(test.aggregate), int(test.control)


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


def _qualifiers(clauses: tuple[Clause, ...], what: str) -> dict[str, tuple[int, str]]:
    """The knowledge qualifiers or exceptions of norms that bar something: normalised words to (clause, words)."""
    found: dict[str, tuple[int, str]] = {}
    for index, clause in enumerate(clauses):
        nodes = list(clause.tree.norms)
        while nodes:
            node = nodes.pop()
            nodes += node.children
            if node.kind not in ("prohibition", "obligation", "limb"):
                continue
            for span in node.knowledge if what == "knowledge" else node.exceptions:
                quote = span.of(clause.text)
                found.setdefault(" ".join(words(quote)), (index, quote))
    return found


def _named(clause: Clause) -> str:
    return clause.title or (f"clause {clause.path[-1]}" if clause.path else "the clause")


def _path(clause: Clause) -> str:
    return " > ".join(clause.path) or "unnumbered"
