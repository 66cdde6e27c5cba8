"""``clausecheck open``: the terminal UI."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal, cast

import click

from clausecheck.commands.options import (
    DEFAULT,
    Ground,
    Surroundings,
    against_reference,
    asked_for,
    everywhere,
    grounded,
    settled,
    views,
)
from clausecheck.document import View
from clausecheck.exits import Refused

Colour = Literal["auto", "always", "never"]


@click.command(name="open", short_help="The terminal UI: the contract, its rule tree, what it lacks.")
@click.argument("file", required=False)
@click.option("--against", metavar="FILE", help="Show FILE, the older version, beside it.")
@against_reference
@grounded
@views
@everywhere
@click.pass_obj
def open_command(
    surroundings: Surroundings,
    file: str | None,
    against: str | None,
    reference: str,
    requirements: str | None,
    ground: Ground,
    revisions: str,
    as_of: str | None,
    color: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Open FILE, a contract, in the terminal; without FILE, the opening screen.

    The text with the clause and every thing found in it, the rule tree, the coverage matrix and the findings.
    """
    settings = settled(surroundings, as_of=as_of, color=color, quiet=quiet, verbose=verbose)
    if against and not file:
        raise Refused("--against needs two contracts: clausecheck open NEW.docx --against OLD.docx")
    if not surroundings.browser and not (sys.stdout.isatty() and sys.stdin.isatty()):
        raise Refused("the terminal UI needs a terminal; for a report use: clausecheck check FILE")
    view = cast("View", revisions)
    from clausecheck import tui

    if ground.overlay is not None or requirements or reference != DEFAULT:
        # what was asked for is judged before the screen comes up; what comes with clausecheck is judged where it is read
        ground.known()
        asked_for(reference, settings.as_of, ground, requirements)
    return tui.run_app(
        file, as_of=settings.as_of, reference=reference, requirements=Path(requirements) if requirements else None,
        overlay=ground.overlay, max_age=ground.max_age, against=against, revisions=view, color=cast("Colour", color),
        settings=surroundings.settings_folder(), here=surroundings.here, begun=surroundings.begun,
    )  # fmt: skip
