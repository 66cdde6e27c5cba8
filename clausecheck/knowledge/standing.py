"""How an entry and its measures stand on a day: in force, changed, ended, not yet, or unknown."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from clausecheck.knowledge.entries import Citation, Entry, Measure, Member, Standing, Status
from clausecheck.knowledge.periods import covers

_HEAD = re.compile(r" (?:for|on|of|in|under|among|as|to|and|that)\b")


def measure_status(measure: Measure, as_of: str) -> Status:
    """How one measure stands on the day `as_of`; a measure that is suspended then counts as ended."""
    if any(covers(interval, as_of) for interval in measure.uncertain):
        return "unknown"
    if any(covers(interval, as_of) for interval in measure.again):
        return "in force"
    if measure.since is not None and as_of < measure.since:
        return "not yet"
    if not covers((measure.since, measure.until), as_of):
        return "ended"
    return "ended" if any(covers(interval, as_of) for interval in measure.gaps) else "in force"


def standing(entry: Entry, as_of: str) -> Standing:
    """How `entry` stands on the day `as_of` (YYYY-MM-DD).

    *ended* only where every measure has ended, *changed* where some have and some have not, *unknown* where nothing is
    known to be in force and something may be. An entry without measures is in force as far as the knowledge base goes.
    Amendments are judged, but do not count.
    """
    judged = tuple((measure, measure_status(measure, as_of)) for measure in entry.measures)
    whole = [(measure, status) for measure, status in judged if not measure.amendment]
    counted = [(measure, status) for measure, status in whole if not measure.former or status == "in force"] or whole
    status = _together({status for _, status in counted})
    held = [measure for measure, one in counted if one in ("in force", "unknown")]
    over = [measure for measure, one in counted if one == "ended"]
    coming = [measure for measure, one in counted if one == "not yet"]
    return Standing(
        status=status,
        since=_doubted(held, as_of) if status == "unknown" else _first_day(held or over or coming),
        until=max((end for measure in over if (end := _last_end(measure, as_of))), default=None) if status == "ended" else None,
        measures=judged,
        sentence=_sentence(entry, status, counted, as_of),
    )


def _doubted(measures: Sequence[Measure], as_of: str) -> str | None:
    """The first day of the doubt that covers the day `as_of`; None where it goes back to the beginning."""
    days = [since for measure in measures for since, until in measure.uncertain if covers((since, until), as_of)]
    return min((day for day in days if day), default=None) if all(days) else None


def basis_of(entry: Entry, as_of: str) -> tuple[str, ...]:
    """The legal basis of an entry, or of its measures on the day `as_of`: of those in force, or else of those that ended."""
    return entry.basis or tuple(dict.fromkeys(measure.basis for measure in _held(entry, as_of) if measure.basis))


def sources_on(entry: Entry, as_of: str) -> tuple[Citation, ...]:
    """The sources of a territory's measures on the day `as_of`, of anything else those of the entry."""
    if entry.kind != "territory" or not entry.measures:
        return entry.sources
    return tuple(dict.fromkeys(source for measure in _held(entry, as_of) for source in measure.sources))


def under(entry: Entry, jurisdictions: Collection[str]) -> Entry:
    """A territory with the measures of these jurisdictions alone (none given: all); anything else as it is."""
    if entry.kind != "territory" or not jurisdictions:
        return entry
    return replace(entry, measures=tuple(one for one in entry.measures if one.jurisdiction in jurisdictions))


def _held(entry: Entry, as_of: str) -> tuple[Measure, ...]:
    judged = [(measure, measure_status(measure, as_of)) for measure in entry.measures if not measure.amendment]
    held = [measure for measure, status in judged if status in ("in force", "unknown")]
    return tuple(held or [measure for measure, status in judged if status == "ended"])


def _first_day(measures: Sequence[Measure]) -> str | None:
    """The day on which the first of the measures started; None where that of one is not recorded: it may be the first."""
    days = [measure.since for measure in measures]
    return min((day for day in days if day), default=None) if all(days) else None


def members(entry: Entry, as_of: str) -> tuple[tuple[str, bool], ...]:
    """The ids that belong to a group on the day `as_of`, each with whether that is certain; sorted, each once."""
    rows: dict[str, list[Member]] = {}
    for member in entry.members:
        rows.setdefault(member.id, []).append(member)
    judged = {id: member_status(held, as_of) for id, held in rows.items()}
    return tuple(sorted((id, status == "in force") for id, status in judged.items() if status in ("in force", "unknown")))


def member_status(rows: Sequence[Member], as_of: str) -> Status:
    """How the membership that `rows` (all of one member) describe stands on the day `as_of`."""
    unsure = [any(covers(interval, as_of) for interval in row.uncertain) for row in rows]
    if any(covers((row.since, row.until), as_of) and not doubt for row, doubt in zip(rows, unsure, strict=True)):
        return "in force"
    if any(unsure):
        return "unknown"
    return "not yet" if all(row.since is not None and as_of < row.since for row in rows) else "ended"


def membership(group: Entry, rows: Sequence[Member]) -> Measure:
    """Belonging to `group` in the periods of `rows` (all of one member), as a measure about that member."""
    first, *others = rows
    return Measure(
        id=group.id,
        name=group.membership,
        since=first.since,
        until=first.until,
        uncertain=tuple(interval for row in rows for interval in row.uncertain),
        again=tuple((row.since, row.until) for row in others),
        jurisdiction=group.jurisdiction,
        basis="; ".join(group.basis),
        former=first.former,
        confidence=group.confidence if all(row.sources for row in rows) else "remembered",
        sources=tuple(dict.fromkeys(source for row in rows for source in row.sources)),
    )


def _together(statuses: set[Status]) -> Status:
    if not statuses or statuses == {"in force"}:
        return "in force"
    if "in force" in statuses:
        return "changed" if "ended" in statuses else "in force"
    if "unknown" in statuses:
        return "unknown"
    return "ended" if "ended" in statuses else "not yet"


def _last_end(measure: Measure, as_of: str) -> str | None:
    """The last day before `as_of` on which the measure was in force."""
    ends = [until for _, until in ((measure.since, measure.until), *measure.again) if until and until <= as_of]
    return max(ends, default=None)


def _sentence(entry: Entry, status: Status, counted: Sequence[tuple[Measure, Status]], as_of: str) -> str:
    by: dict[Status, list[Measure]] = {}
    for measure, one in counted:
        by.setdefault(one, []).append(measure)
    if not counted:
        if entry.members:
            return ""  # its members have the dates
        if entry.kind in ("territory", "territory_group"):
            return f"{entry.name}: no measure is recorded"
        return "" if entry.kind in ("end_use", "end_user") else f"the {entry.name} {_verb(entry.name, 'is', 'are')} in force"
    if status == "not yet":
        return "; ".join(f"the {one.name} {_verb(one.name, 'starts', 'start')} {_on(one.since)}" for one in by["not yet"])
    parts = [_ended(one, as_of, by_what=status == "ended") for one in by.get("ended", ())]
    if held := by.get("in force"):
        word = "still " if parts else ""
        parts.append(f"{_listed(held)} {'is' if _single(held) else 'are'} {word}in force{'' if parts else _from(held)}")
    if (unsure := by.get("unknown")) and status != "in force":
        parts.append(f"whether {_listed(unsure)} {'applies' if _single(unsure) else 'apply'} is not known")
    return "; ".join(parts)


def _ended(measure: Measure, as_of: str, *, by_what: bool) -> str:
    for since, until in measure.gaps:
        if covers((since, until), as_of):
            return f"the {measure.name} {_verb(measure.name, 'is', 'are')} suspended from {since} to {until}"
    by = f" ({measure.ended_by})" if measure.ended_by and by_what else ""
    return f"the {measure.name} ended {_on(_last_end(measure, as_of))}{by}"


def _on(date: str | None) -> str:
    return f"{'on' if date and len(date) == 10 else 'in'} {date}"


def _from(held: Sequence[Measure]) -> str:
    return f" since {held[0].since}" if len(held) == 1 and held[0].since else ""


def _listed(measures: Iterable[Measure]) -> str:
    names = [f"the {measure.name}" for measure in measures]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _single(measures: Sequence[Measure]) -> bool:
    return len(measures) == 1 and _verb(measures[0].name, "one", "many") == "one"


def _verb(name: str, one: str, many: str) -> str:
    """The form of a verb that goes with a name: its head is the word before the first preposition."""
    head = _HEAD.split(name, maxsplit=1)[0]
    return many if head.endswith("s") and not head.endswith("ss") else one
