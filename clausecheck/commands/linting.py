"""One run of ``check`` over its contracts: settings, reports, acceptances and the baseline, put together into results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from clausecheck.commands.configured import Levels, Settling
from clausecheck.commands.inputs import contracts
from clausecheck.commands.options import Ground, Surroundings, asked_for, refusing
from clausecheck.commands.reviewing import Task, reviewed
from clausecheck.exits import Progress
from clausecheck.finding import Age, Finding, Report
from clausecheck.report import Results, Unread

if TYPE_CHECKING:
    from clausecheck.baseline import Baseline
    from clausecheck.cache import Cache
    from clausecheck.finding import Severity

_OLD = "CC903"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one run is asked for, beside the settings of each file."""

    paths: tuple[str, ...]
    as_of: str
    fail_on: Severity
    baseline: Baseline | None = None
    cache: bool = True
    jobs: int = 1
    quiet: bool = False
    verbose: bool = False


def linted(run: Run, settling: Settling, surroundings: Surroundings) -> Results:
    """The results of a run. Raises Refused where the settings, the knowledge or a reference cannot be used."""
    files, unread = contracts(run.paths, settling)
    tasks = [Task(path=path, as_of=run.as_of, plan=settling.plan(path)) for path in files]
    for reference, requirements, overlay in dict.fromkeys(
        (t.plan.reference, t.plan.requirements, t.plan.overlay) for t in tasks
    ):
        asked_for(reference, run.as_of, Ground(overlay=overlay), str(requirements) if requirements else None)
    store = _store(run, tasks, surroundings)
    progress = Progress(len(tasks), surroundings.timer, quiet=run.quiet)
    overlays = [task.plan.overlay for task in tasks if task.plan.overlay]
    with refusing(Ground(overlay=overlays[0]) if overlays else None):
        reports, failed = reviewed(tasks, store=store, jobs=run.jobs, verbose=run.verbose, progress=progress)
    plans = {task.path: task.plan for task in tasks}
    reports = [_levelled(report, plans[report.document.path].codes, plans[report.document.path].severity) for report in reports]
    reports = _once(reports)
    reports, housekeeping = _accepted(reports, run, settling)
    if run.baseline is not None:
        from clausecheck import baseline

        reports = list(baseline.applied(reports, run.baseline, lambda path: Path(path).exists()))
    return _results(run, reports, [*unread, *failed], housekeeping, Ground(overlay=overlays[0] if overlays else None))


def _store(run: Run, tasks: Sequence[Task], surroundings: Surroundings) -> Cache | None:
    wanted = run.cache and not run.verbose and any(task.path != "-" for task in tasks)
    folder = surroundings.cache_dir() if wanted and surroundings.cache_dir else None
    if folder is None:
        return None
    from clausecheck.cache import Cache

    return Cache(folder)


def _levelled(report: Report, codes: frozenset[str], severity: Levels) -> Report:
    """The report with the checks that were chosen, at the severity that the settings give them."""
    return replace(report, findings=_at_level(report.findings, codes, severity))


def _once(reports: list[Report]) -> list[Report]:
    """The reports with what they all say of the age of the knowledge said by the first alone."""
    said: set[str] = set()
    done = []
    for report in reports:
        findings = [one for one in report.findings if one.code != _OLD or not said]
        said |= {one.message for one in findings if one.code == _OLD}
        done.append(replace(report, findings=tuple(findings)))
    return done


# ---------------------------------------------------------------- acceptances


def _accepted(reports: list[Report], run: Run, settling: Settling) -> tuple[list[Report], tuple[Finding, ...]]:
    """The reports with what was accepted, and what is wrong with the acceptances of the settings."""
    from clausecheck import acceptance, accepted
    from clausecheck.checks import expired_acceptance, unmatched_acceptance

    written = settling.acceptances(report.document.path for report in reports)
    walked = any(Path(path).is_dir() for path in run.paths)
    used: set[str] = set()
    over: set[str] = set()
    meant: set[str] = set()
    done = []
    for report in reports:
        path, plan = report.document.path, settling.plan(report.document.path)
        own, faults = accepted.of_comments(report)
        fitting = [*(one for one in written if settling.fits(one, path)), *own]
        outcome = acceptance.applied(report, fitting, run.as_of)
        used |= {fitting[index].where for index in outcome.used}
        over |= {fitting[index].where for index in outcome.expired}
        meant |= {one.where for one in fitting}
        found = [*faults, *accepted.idle(outcome, fitting)]
        done.append(replace(outcome.report, findings=(*outcome.report.findings, *_chosen(found, plan.codes, plan.severity))))
    housekeeping = []
    for one in written:
        file = one.where.partition(": ")[0]
        if one.where in used:
            continue
        if one.where in over:
            housekeeping.append(expired_acceptance.expired(one, file))
        elif one.where in meant and (one.path or walked):
            housekeeping.append(unmatched_acceptance.unmatched(one, file))
    plans = [settling.plan(report.document.path) for report in reports[:1]]
    return done, tuple(one for plan in plans for one in _chosen(housekeeping, plan.codes, plan.severity))


def _chosen(findings: Sequence[Finding], codes: frozenset[str], severity: Levels) -> tuple[Finding, ...]:
    from clausecheck import baseline

    return baseline.fingerprinted(_at_level(findings, codes, severity), ())


def _at_level(findings: Sequence[Finding], codes: frozenset[str], severity: Levels) -> tuple[Finding, ...]:
    levels = [(one, severity.get(one.code, one.severity)) for one in findings if one.code in codes]
    return tuple(replace(one, severity=level) for one, level in levels if level != "off")


# ---------------------------------------------------------------- results


def _results(
    run: Run, reports: list[Report], unread: Sequence[Unread], housekeeping: tuple[Finding, ...], ground: Ground
) -> Results:
    from clausecheck import __version__
    from clausecheck import run as running

    ages = [report.age for report in reports]
    names = dict.fromkeys(report.reference for report in reports)
    if not ages:
        ground.known()
        ages = [running.age((), as_of=run.as_of, overlay=ground.overlay)]
    return Results(
        version=__version__,
        as_of=run.as_of,
        age=_oldest(ages),
        reports=tuple(reports),
        unread=tuple(unread),
        reference=", ".join(names),
        fail_on=run.fail_on,
        housekeeping=housekeeping,
    )


def _oldest(ages: Sequence[Age]) -> Age:
    """The age of the ground of several reports: the oldest source of all, and every doubt."""
    oldest = min(ages, key=lambda age: (age.oldest_source or "9999", age.knowledge))
    return replace(oldest, doubts=tuple(dict.fromkeys(doubt for age in ages for doubt in age.doubts)))
