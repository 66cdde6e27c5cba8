"""Days and periods as the data write them: YYYY, YYYY-MM or YYYY-MM-DD, inclusive, None for open."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date, timedelta

from clausecheck.knowledge.entries import Interval


def covers(interval: Interval, as_of: str) -> bool:
    """Whether the day `as_of` lies in the interval; an end of "2012" means the whole of 2012."""
    since, until = interval
    return (since is None or as_of >= since) and (until is None or as_of[: len(until)] <= until)


def first_day(written: str) -> str:
    """The first day (YYYY-MM-DD) that a written date leaves possible."""
    return f"{written}-01-01"[:10] if len(written) == 4 else f"{written}-01"[:10]


def last_day(written: str) -> str:
    """The last day (YYYY-MM-DD) that a written date leaves possible."""
    if len(written) == 4:
        return f"{written}-12-31"
    if len(written) == 7:
        return f"{written}-{calendar.monthrange(int(written[:4]), int(written[5:]))[1]:02}"
    return written


def day_before(day: str) -> str:
    """The day before `day` (both YYYY-MM-DD)."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def turns(intervals: Iterable[Interval]) -> dict[str, str]:
    """Every day on which one of the intervals starts or is over for the first day, in order, with the date as it is written.

    The day after "2019-03" is written "after 2019-03".
    """
    days: dict[str, str] = {}
    for since, until in intervals:
        if since:
            days[first_day(since)] = since
        if until:
            after = (date.fromisoformat(last_day(until)) + timedelta(days=1)).isoformat()
            days.setdefault(after, after if len(until) == 10 else f"after {until}")
    return dict(sorted(days.items()))
