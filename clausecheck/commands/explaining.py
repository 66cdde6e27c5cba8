"""``clausecheck explain``: the page of one check, or the table of all."""

from __future__ import annotations

import inspect

import click

from clausecheck.commands.completing import check_names
from clausecheck.commands.options import Surroundings, everywhere, settled
from clausecheck.exits import Exit, Refused


@click.command(name="explain", short_help="The page of one check; without argument the table.")
@click.argument("check", required=False, metavar="[CODE|NAME]", shell_complete=check_names)
@everywhere
@click.pass_obj
def explain_command(
    surroundings: Surroundings, check: str | None, as_of: str | None, color: str, quiet: bool, verbose: bool
) -> int:
    """Say what a check finds and why, with a bad and a good example; without CODE or NAME, list all checks."""
    settled(surroundings, as_of=as_of, color=color, quiet=quiet, verbose=verbose)
    from clausecheck import checks

    if check is None:
        width = max(len(page.META.name) for page in checks.CHECKS)
        for page in checks.CHECKS:
            meta = page.META
            click.echo(f"{meta.code}  {meta.name:<{width}}  {meta.severity:<7}  {meta.summary}")
        return Exit.CLEAN
    try:
        found = checks.named(check)
    except checks.UnknownCheck as error:
        raise Refused(str(error)) from error
    click.echo("\n".join(inspect.cleandoc(page.__doc__ or "") + "\n" for page in found), nl=False)
    return Exit.CLEAN
