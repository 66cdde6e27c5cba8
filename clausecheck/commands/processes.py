"""The processes among which many contracts are shared out: each hands back reports as the cache keeps them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from clausecheck import cache
from clausecheck.commands import reviewing
from clausecheck.commands.reviewing import Task
from clausecheck.finding import Report
from clausecheck.report import Unread

_KILLED = "the process that read it was killed, perhaps for want of memory: check this file alone"


def _packed(task: Task) -> bytes | Unread:
    """What a worker hands back: a report in the form in which the cache keeps it."""
    outcome = reviewing.reviewed_alone(task)
    return outcome if isinstance(outcome, Unread) else cache.packed(outcome)


def _opened(answer: bytes | Unread) -> Report | Unread:
    return answer if isinstance(answer, Unread) else cache.unpacked(answer)


def shared_out(tasks: Sequence[tuple[int, Task]], jobs: int) -> Iterator[tuple[int, Report | Unread]]:
    """Outcomes as they come. Where a process is killed, what was under way is done again one by one, each in its own."""
    waiting = dict(tasks)
    while waiting:
        lost: Mapping[int, Task] = {}
        with ProcessPoolExecutor(max_workers=min(jobs, len(waiting)), initializer=_silent) as pool:
            futures: dict[Future[bytes | Unread], int] = {}
            supply = iter(list(waiting.items()))
            try:
                for index, task in supply:
                    futures[pool.submit(_packed, task)] = index
                    if len(futures) < 2 * jobs:
                        continue
                    yield from _collected(futures, waiting)
                while futures:
                    yield from _collected(futures, waiting)
            except BrokenProcessPool:
                lost = {index: waiting[index] for index in futures.values() if index in waiting}
        if not lost and waiting:
            lost = dict(list(waiting.items())[: 2 * jobs])
        for index, task in lost.items():
            del waiting[index]
            yield index, _alone(task)


def _collected(futures: dict[Future[bytes | Unread], int], waiting: dict[int, Task]) -> Iterator[tuple[int, Report | Unread]]:
    finished, _ = wait(futures, return_when=FIRST_COMPLETED)
    for future in finished:
        answer = future.result()
        index = futures.pop(future)
        del waiting[index]
        yield index, _opened(answer)


def _alone(task: Task) -> Report | Unread:
    with ProcessPoolExecutor(max_workers=1, initializer=_silent) as pool:
        try:
            return _opened(pool.submit(_packed, task).result())
        except BrokenProcessPool:
            return Unread(path=task.path, problem=_KILLED)


def _silent() -> None:
    """A worker leaves the keyboard to the process that started it, and has no stdin."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stdin = None
