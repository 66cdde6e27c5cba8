"""``clausecheck text``: a contract as plain text, one line a paragraph; what git shows differences of, and what lines mean."""

from __future__ import annotations

from typing import cast

import click

from clausecheck.commands.options import Surroundings, everywhere, settled, views
from clausecheck.document import Unreadable, View
from clausecheck.exits import Exit, Refused


@click.command(name="text", short_help="A contract as plain text, one line a paragraph: for git's textconv.")
@click.argument("file", metavar="FILE")
@views
@everywhere
@click.pass_obj
def text_command(
    surroundings: Surroundings, file: str, revisions: str, as_of: str | None, color: str, quiet: bool, verbose: bool
) -> int:
    """Print a contract as plain text: a line for each paragraph, heading, cell and note, with its automatic number.

    The lines that the formats for forges name are lines of this text.
    """
    settled(surroundings, as_of=as_of, color=color, quiet=quiet, verbose=verbose)
    from clausecheck.commands.inputs import opened

    try:
        document = opened(file, cast("View", revisions))
    except Unreadable as error:
        raise Refused(f"{file}: {error}") from error
    for block in document.blocks:
        click.echo(" ".join(block.shown.splitlines()))
    return Exit.CLEAN
