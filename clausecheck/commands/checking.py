"""``clausecheck check``: lint contracts against a reference."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from clausecheck.commands.completing import check_names, reference_names
from clausecheck.commands.options import Surroundings, everywhere, settled, warn_of_age
from clausecheck.exits import Exit, Refused, say
from clausecheck.report import FORMATS, Look, rendered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clausecheck.baseline import Baseline
    from clausecheck.commands.configured import Settling
    from clausecheck.finding import Report, Severity

_SEVERITIES = ("error", "warning", "note")


@click.command(name="check", short_help="Lint contracts against a reference.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--select", multiple=True, metavar="CODE|NAME|PREFIX", shell_complete=check_names,
    help="Only these checks (repeatable, or with commas).",
)  # fmt: skip
@click.option("--ignore", multiple=True, metavar="CODE|NAME|PREFIX", shell_complete=check_names, help="All but these checks.")
@click.option("--fail-on", type=click.Choice(_SEVERITIES), default=None, help="Exit 1 from this severity up (default: error).")
@click.option("-f", "--format", "form", type=click.Choice(FORMATS["check"]), default="text", help="What stdout gets.")
@click.option("--save", multiple=True, metavar="FORMAT=FILE", help="Write another format to a file too (repeatable).")
@click.option("--baseline", metavar="FILE", help="Accept the findings that FILE holds.")
@click.option("--write-baseline", metavar="FILE", help="Write the findings of this run to FILE; what is gone leaves it.")
@click.option("--show-accepted", is_flag=True, help="Show accepted findings too.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever was found.")
@click.option(
    "--reference", metavar="NAME|FILE", shell_complete=reference_names,
    help="The reference template (default: us; see `references`).",
)  # fmt: skip
@click.option("--requirements", metavar="FILE", help="A .toml file that raises, lowers or adds what the reference asks for.")
@click.option("--config", "config_file", metavar="FILE", help="These settings, not those nearest to each contract.")
@click.option("--no-cache", is_flag=True, help="Read every contract, whatever earlier runs kept.")
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), default=None, help="Processes for many contracts (default: all cores)."
)
@click.option(
    "--max-age",
    type=click.IntRange(min=0),
    default=None,
    metavar="DAYS",
    help="Warn where the knowledge, or its oldest source used, is more days older than the as-of day (default: 180).",
)
@click.option(
    "--knowledge",
    metavar="DIR",
    help="Lay the lists, territories and names of DIR over the knowledge (default: that of the settings).",
)
@click.option(
    "--revisions",
    type=click.Choice(["final", "original", "all"]),
    default=None,
    help="Tracked changes: as accepted (default), as rejected, or both.",
)
@everywhere
@click.pass_obj
def check_command(
    surroundings: Surroundings,
    paths: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    form: str,
    save: tuple[str, ...],
    baseline: str | None,
    write_baseline: str | None,
    show_accepted: bool,
    exit_zero: bool,
    reference: str | None,
    requirements: str | None,
    config_file: str | None,
    no_cache: bool,
    jobs: int | None,
    max_age: int | None,
    knowledge: str | None,
    revisions: str | None,
    as_of: str | None,
    color: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Check contracts against a reference: what they lack, what is stale, what is badly drafted.

    Settings come from the clausecheck.toml nearest to each contract; what is given here stands over them. Exits 1 with findings
    at or above --fail-on, 2 where a contract could not be read.
    """
    from clausecheck.commands.configured import Given, Settling
    from clausecheck.commands.inputs import report_unread
    from clausecheck.commands.linting import Run, linted
    from clausecheck.commands.reviewing import workers

    settings = settled(surroundings, as_of=as_of, color=color, quiet=quiet, verbose=verbose)
    saves = [_save(one) for one in save]
    given = Given(
        reference=reference, requirements=requirements, revisions=revisions, select=_split(select), ignore=_split(ignore),
        overlay=Path(knowledge) if knowledge else None, max_age=max_age,
    )  # fmt: skip
    settling = Settling(given, surroundings.here, Path(config_file) if config_file else None)
    first = settling.config_for(paths[0])
    kept = baseline or (None if write_baseline else _known(first.get("baseline")))
    results = linted(
        Run(
            paths=paths, as_of=settings.as_of, fail_on=cast("Severity", fail_on or first.get("fail_on")),
            baseline=_baseline(kept), cache=not no_cache and first.get("cache"), jobs=jobs or workers(),
            quiet=settings.quiet, verbose=settings.verbose,
        ),
        settling,
        surroundings,
    )  # fmt: skip
    report_unread(results.unread)
    for sentence in _other_law(results.reports, settling, settings.as_of):
        say(f"clausecheck: {sentence}", quiet=settings.quiet)
    look = Look(
        width=settings.width, colour=settings.colour, times=settings.verbose, accepted=show_accepted, quiet=settings.quiet
    )
    warn_of_age(results.age, form, settings)
    click.echo(rendered("check", form, results, look), nl=False, color=settings.colour)
    for kind, target in saves:
        _write(target, rendered("check", kind, results, Look(accepted=show_accepted)))
    if write_baseline:
        from clausecheck import baseline as baselines

        before = _baseline(_known(write_baseline))
        _write(write_baseline, baselines.written(results.reports, before, lambda path: Path(path).exists()))
        say(f"clausecheck: {write_baseline}: the findings of {len(results.reports)} contracts", quiet=settings.quiet)
    if results.unread:
        return Exit.UNTRUSTED
    return Exit.FINDINGS if results.failing and not exit_zero else Exit.CLEAN


def _other_law(reports: Sequence[Report], settling: Settling, as_of: str) -> list[str]:
    """What to tell of contracts that name other law than that of the default reference."""
    unchosen = [report for report in reports if not settling.plan(report.document.path).chosen]
    if not unchosen:
        return []
    from clausecheck.commands.other_law import told

    return told(unchosen, as_of)


def _split(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for one in words for word in one.split(",") if word.strip())


def _known(path: str | None) -> str | None:
    """A baseline that may not have been written yet."""
    return path if path and Path(path).exists() else None


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
