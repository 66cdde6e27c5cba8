"""``clausecheck check``: lint contracts against a reference."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from clausecheck.commands.options import (
    Ground,
    Settings,
    Surroundings,
    against_reference,
    asked_for,
    everywhere,
    grounded,
    refusing,
    settled,
    views,
    warn_of_age,
)
from clausecheck.exits import Exit, Refused
from clausecheck.report import FORMATS, Look, Results, rendered

if TYPE_CHECKING:
    from clausecheck.baseline import Baseline
    from clausecheck.document import View
    from clausecheck.finding import Severity


@click.command(name="check", short_help="Lint: findings against a reference. Files, folders, or - for stdin.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--select", multiple=True, metavar="CODE|NAME|PREFIX", help="Only these checks (repeatable, or with commas).")
@click.option("--ignore", multiple=True, metavar="CODE|NAME|PREFIX", help="All but these checks.")
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "note"]), default="error", help="Exit 1 from this severity up."
)
@click.option("-f", "--format", "form", type=click.Choice(FORMATS["check"]), default="text", help="What stdout gets.")
@click.option("--save", multiple=True, metavar="FORMAT=FILE", help="Write another format to a file too (repeatable).")
@click.option("--baseline", metavar="FILE", help="Accept the findings that FILE holds.")
@click.option("--write-baseline", metavar="FILE", help="Write the findings of this run to FILE.")
@click.option("--show-accepted", is_flag=True, help="Show accepted findings too.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever was found.")
@against_reference
@grounded
@views
@everywhere
@click.pass_obj
def check_command(
    surroundings: Surroundings,
    paths: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    form: str,
    save: tuple[str, ...],
    baseline: str | None,
    write_baseline: str | None,
    show_accepted: bool,
    exit_zero: bool,
    reference: str,
    requirements: str | None,
    ground: Ground,
    revisions: str,
    as_of: str | None,
    color: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Check contracts against a reference: what they lack, what is stale, what is badly drafted.

    Exits 1 with findings at or above --fail-on, 2 where a contract could not be read.
    """
    settings = settled(surroundings, as_of=as_of, color=color, quiet=quiet, verbose=verbose)
    saves = [_save(one) for one in save]
    codes = _codes(select, ignore)
    accepted = _baseline(baseline)
    results = _results(
        surroundings, settings, ground, paths, reference=reference, requirements=requirements,
        revisions=cast("View", revisions), codes=codes, accepted=accepted, fail_on=cast("Severity", fail_on),
    )  # fmt: skip
    look = Look(
        width=settings.width, colour=settings.colour, times=settings.verbose, accepted=show_accepted, quiet=settings.quiet
    )
    warn_of_age(results.age, form, settings)
    click.echo(rendered("check", form, results, look), nl=False, color=settings.colour)
    for kind, target in saves:
        _write(target, rendered("check", kind, results, Look(accepted=show_accepted)))
    if write_baseline:
        from clausecheck import baseline as baselines

        _write(write_baseline, baselines.written(finding for report in results.reports for finding in report.findings))
    if results.unread:
        return Exit.UNTRUSTED
    return Exit.FINDINGS if results.stale and not exit_zero else Exit.CLEAN


def _results(
    surroundings: Surroundings,
    settings: Settings,
    ground: Ground,
    paths: tuple[str, ...],
    *,
    reference: str,
    requirements: str | None,
    revisions: View,
    codes: frozenset[str] | None,
    accepted: Baseline | None,
    fail_on: Severity,
) -> Results:
    from clausecheck import __version__, run
    from clausecheck.commands.inputs import contracts, each, opened, report_unread
    from clausecheck.finding import Report

    ground.known()
    asked = asked_for(reference, settings.as_of, ground, requirements)
    with refusing(ground):
        files, unread = contracts(paths)

        def reviewed(path: str) -> Report:
            document = opened(path, revisions)
            report = run.review(
                document, as_of=settings.as_of, reference=asked, overlay=ground.overlay, max_age=ground.max_age, codes=codes,
                timer=surroundings.timer,
            )  # fmt: skip
            return run.with_baseline(report, accepted) if accepted else report

        reports, failed = each(files, reviewed, verbose=settings.verbose)
        unread += failed
        report_unread(unread)
        clauses = [clause for report in reports for clause in report.clauses]
        return Results(
            version=__version__,
            as_of=settings.as_of,
            age=run.age(clauses, asked, as_of=settings.as_of, overlay=ground.overlay, max_age=ground.max_age),
            reports=tuple(reports),
            unread=tuple(unread),
            reference=asked.name,
            fail_on=fail_on,
        )


def _codes(select: tuple[str, ...], ignore: tuple[str, ...]) -> frozenset[str] | None:
    if not select and not ignore:
        return None
    from clausecheck import checks

    try:
        return checks.chosen(_split(select), _split(ignore))
    except checks.UnknownCheck as error:
        raise Refused(str(error)) from error


def _split(words: tuple[str, ...]) -> list[str]:
    return [word for one in words for word in one.split(",") if word.strip()]


def _baseline(path: str | None) -> Baseline | None:
    if path is None:
        return None
    from clausecheck import baseline as baselines

    try:
        return baselines.load(Path(path))
    except baselines.BaselineError as error:
        raise Refused(str(error)) from error


def _save(text: str) -> tuple[str, str]:
    kind, _, target = text.partition("=")
    if kind not in FORMATS["check"] or not target:
        raise Refused(f"--save {text!r} is not FORMAT=FILE; the formats are {', '.join(FORMATS['check'])}")
    return kind, target


def _write(path: str, text: str) -> None:
    try:
        Path(path).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Refused(f"{path}: cannot be written: {error.strerror}") from error
