"""``clausecheck parse``: the rule tree of each export clause."""

from __future__ import annotations

from typing import cast

import click

from clausecheck.commands.options import Ground, Surroundings, everywhere, grounded, refusing, settled, views, warn_of_age
from clausecheck.exits import Exit
from clausecheck.report import FORMATS, Look, Results, rendered


@click.command(name="parse", short_help="The rule tree, for people (tree) or programs (json, jsonl).")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-f", "--format", "form", type=click.Choice(FORMATS["parse"]), default="tree", help="What stdout gets.")
@click.option("--explain", is_flag=True, help="Which grammar productions and words led to each effect.")
@click.option("--reference", hidden=True, help="Accepted everywhere; a rule tree is compared with nothing.")
@grounded
@views
@everywhere
@click.pass_obj
def parse_command(
    surroundings: Surroundings,
    paths: tuple[str, ...],
    form: str,
    explain: bool,
    reference: str | None,  # noqa: ARG001
    ground: Ground,
    revisions: str,
    as_of: str | None,
    color: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Show what each export clause obliges, bars and permits, and what that means for each thing it names.

    Exits 2 where a contract could not be read.
    """
    settings = settled(surroundings, as_of=as_of, color=color, quiet=quiet, verbose=verbose)
    from clausecheck import __version__, run
    from clausecheck.commands.inputs import contracts, each, opened, report_unread
    from clausecheck.document import View
    from clausecheck.finding import Report

    ground.known()
    with refusing(ground):
        files, unread = contracts(paths)

        def parsed(path: str) -> Report:
            document = opened(path, cast("View", revisions))
            return run.parsed(
                document, as_of=settings.as_of, overlay=ground.overlay, max_age=ground.max_age, timer=surroundings.timer
            )

        reports, failed = each(files, parsed, verbose=settings.verbose)
        unread += failed
        report_unread(unread)
        results = Results(
            version=__version__,
            as_of=settings.as_of,
            age=run.age(
                [clause for report in reports for clause in report.clauses],
                as_of=settings.as_of,
                overlay=ground.overlay,
                max_age=ground.max_age,
            ),
            reports=tuple(reports),
            unread=tuple(unread),
        )
    look = Look(width=settings.width, colour=settings.colour, explain=explain, times=settings.verbose, quiet=settings.quiet)
    warn_of_age(results.age, form, settings)
    click.echo(rendered("parse", form, results, look), nl=False, color=settings.colour)
    return Exit.UNTRUSTED if unread else Exit.CLEAN
