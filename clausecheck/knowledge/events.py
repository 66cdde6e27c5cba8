"""What changed between two days: measures that started, ended or became doubtful, members that joined or left a group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from clausecheck.knowledge.entries import Citation, Entry, Measure, Status
from clausecheck.knowledge.periods import day_before, first_day, turns
from clausecheck.knowledge.standing import measure_status, member_status


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One change of one measure of an entry, or of one member of a group.

    `day` is the first day (YYYY-MM-DD) of the new state; where the data know only the month or the year, it is the first day
    that they leave possible and `written` says what they know ("2020-06"). `member` is the id of what joined or left, "" for
    a measure. A member that joins is "in force", one that left "ended".
    """

    day: str
    written: str
    entry: Entry
    measure: Measure | None
    member: str
    was: Status
    becomes: Status
    sentence: str


def changed_since(entries: Iterable[Entry], since: str, as_of: str) -> tuple[Event, ...]:
    """Every change of the entries after the day `since` up to and with the day `as_of` (YYYY-MM-DD both), oldest first.

    A measure that started and ended in between gives two events. Territories carry their places in groups as measures, groups
    carry the same as members: ask for territories or for groups, or expect both.
    """
    found = [event for entry in entries for event in _of(entry) if since < event.day <= as_of]
    return tuple(sorted(found, key=lambda event: (event.day, event.entry.kind, event.entry.id, event.sentence)))


def sources_of(event: Event) -> tuple[Citation, ...]:
    """The sources that say the change, the best first: of the measure or the member alone, never of the rest of the entry.

    One that is more than a year older than the change cannot speak of it and stands last. Then the law itself comes first, the
    nearest to the day.
    """
    rows = [event.measure] if event.measure else [member for member in event.entry.members if member.id == event.member]
    found = dict.fromkeys(source for row in rows for source in row.sources)
    return tuple(sorted(found, key=lambda source: _rank(source, date.fromisoformat(event.day))))


def _rank(source: Citation, day: date) -> tuple[bool, bool, int]:
    distance = (date.fromisoformat(first_day(source.dated)) - day).days if source.dated else 0
    primary = source.tier == "primary"
    return distance < -366, not primary, abs(distance) if primary else 0


def oldest_reading(entries: Iterable[Entry]) -> Citation | None:
    """The source of the entries that was read the longest ago, of several the one of the oldest date; None for no source."""
    sources = {source for entry in entries for source in entry.sources}
    return min(sources, key=lambda source: (source.read, source.dated or source.read, source.title), default=None)


def _of(entry: Entry) -> Iterator[Event]:
    for measure in entry.measures:
        periods = ((measure.since, measure.until), *measure.gaps, *measure.uncertain, *measure.again)
        for day, written in turns(periods).items():
            was, becomes = measure_status(measure, day_before(day)), measure_status(measure, day)
            if was != becomes:
                yield Event(
                    day=day,
                    written=written,
                    entry=entry,
                    measure=measure,
                    member="",
                    was=was,
                    becomes=becomes,
                    sentence=_sentence(f"the {measure.name}", was, becomes, written, measure.ended_by),
                )
    for id in dict.fromkeys(member.id for member in entry.members):
        rows = [member for member in entry.members if member.id == id]
        for day, written in turns(period for row in rows for period in ((row.since, row.until), *row.uncertain)).items():
            was, becomes = member_status(rows, day_before(day)), member_status(rows, day)
            if was != becomes:
                yield Event(
                    day=day,
                    written=written,
                    entry=entry,
                    measure=None,
                    member=id,
                    was=was,
                    becomes=becomes,
                    sentence=_sentence(f"{id} in the {entry.name}", was, becomes, written, ""),
                )


def _sentence(what: str, was: Status, becomes: Status, written: str, by: str) -> str:
    since = written if written.startswith("after") else f"since {written}"
    if becomes == "unknown":
        return f"{what}: not known from {written} on"
    if becomes == "in force":
        how = {"ended": "in force again", "unknown": "known to be in force"}.get(was, "in force")
        return f"{what}: {how} {since}"
    return f"{what}: over {since}" + (f" ({by})" if by else "")
