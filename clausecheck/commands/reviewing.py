"""Many contracts: what the cache holds is taken from it, the rest is shared out among processes; nothing stops the others."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from clausecheck.commands.configured import Plan
from clausecheck.commands.inputs import fault_words, opened
from clausecheck.document import Unreadable
from clausecheck.exits import Progress
from clausecheck.finding import Report
from clausecheck.report import Unread

if TYPE_CHECKING:
    from clausecheck.cache import Cache

FEW = 8
"""Contracts up to which starting processes costs more than it saves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One contract to be reviewed, and all that its report depends on; plain values, so that any process can do it."""

    path: str
    as_of: str
    plan: Plan

    @property
    def parts(self) -> tuple[object, ...]:
        """What the cache tells reports by, beside the content."""
        plan = self.plan
        used = [Path(part) for part in (plan.reference, plan.requirements, plan.overlay) if part and Path(part).exists()]
        beside = Path(plan.reference).with_suffix(".toml")
        from clausecheck import __version__, cache

        return (
            __version__, self.path, self.as_of, plan.reference, str(plan.requirements or ""), plan.revisions,
            str(plan.overlay or ""), plan.max_age, cache.state([*used, *([beside] if beside.exists() else [])]),
        )  # fmt: skip


def reviewed(
    tasks: Sequence[Task], *, store: Cache | None, jobs: int, verbose: bool, progress: Progress
) -> tuple[list[Report], list[Unread]]:
    """The reports of contracts and those that could not be read, each in the order of `tasks`."""
    done: dict[int, Report | Unread] = {}
    keys: dict[int, str] = {}
    for index, task in enumerate(tasks):
        if store is not None and task.path != "-" and (name := _key(task)):
            keys[index] = name
            if (held := store.get(name)) is not None:
                done[index] = held
                progress.step()
    left = [index for index in range(len(tasks)) if index not in done]
    apart = [index for index in left if tasks[index].path != "-"]
    if jobs > 1 and len(apart) > FEW and not verbose:
        from clausecheck.commands.processes import shared_out  # what starts processes takes longer to load than to read one

        for index, outcome in shared_out([(index, tasks[index]) for index in apart], jobs):
            done[index] = outcome
            _keep(store, keys.get(index), outcome)
            progress.step()
        left = [index for index in left if index not in done]
    for index in left:
        outcome = reviewed_alone(tasks[index], verbose=verbose)
        done[index] = outcome
        _keep(store, keys.get(index), outcome)
        progress.step()
    if store is not None and len(left) + len(apart):
        store.tidy()
    progress.end()
    outcomes = [done[index] for index in range(len(tasks))]
    return [one for one in outcomes if isinstance(one, Report)], [one for one in outcomes if isinstance(one, Unread)]


def reviewed_alone(task: Task, *, verbose: bool = False) -> Report | Unread:
    """The report of one contract, or why there is none."""
    from clausecheck import run

    plan = task.plan
    try:
        return run.review(
            opened(task.path, plan.revisions),
            as_of=task.as_of,
            reference=plan.reference,
            requirements=plan.requirements,
            overlay=plan.overlay,
            max_age=plan.max_age,
        )
    except Unreadable as error:
        return Unread(path=task.path, problem=str(error))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fault:  # a fault of ours in one contract must not hide what the others say
        if verbose or (isinstance(fault, Exception) and _of_the_ground(fault)):
            raise
        return Unread(path=task.path, problem=fault_words(fault))


def _of_the_ground(fault: Exception) -> bool:
    """Whether the knowledge or the reference is at fault, which every contract would tell again."""
    from clausecheck.knowledge import KnowledgeError
    from clausecheck.references import DamagedReference, UnknownReference

    return isinstance(fault, KnowledgeError | DamagedReference | UnknownReference)


def _key(task: Task) -> str | None:
    from clausecheck import cache

    try:
        return cache.key(Path(task.path).read_bytes(), *task.parts)
    except (OSError, ValueError, MemoryError):
        return None


def _keep(store: Cache | None, name: str | None, outcome: Report | Unread) -> None:
    if store is not None and name and isinstance(outcome, Report):
        from clausecheck import cache

        store.put(name, cache.packed(outcome))


def workers() -> int:
    """How many processes this one may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
