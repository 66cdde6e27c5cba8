"""``clausecheck serve``: the terminal UI in a browser of this machine."""

from __future__ import annotations

import click

from clausecheck.commands.options import (
    Ground,
    Surroundings,
    against_reference,
    asked_for,
    everywhere,
    grounded,
    settled,
    views,
)
from clausecheck.exits import Exit, Refused


@click.command(name="serve", short_help="The terminal UI in a browser, on this machine only.")
@click.argument("file", required=False)
@click.option("--against", metavar="FILE", help="Show FILE, the older version, beside it.")
@click.option("--port", type=click.IntRange(1, 65535), default=8317, show_default=True, help="The port on 127.0.0.1.")
@against_reference
@grounded
@views
@everywhere
@click.pass_obj
def serve_command(
    surroundings: Surroundings,
    file: str | None,
    against: str | None,
    port: int,
    reference: str,
    requirements: str | None,
    ground: Ground,
    revisions: str,
    as_of: str | None,
    color: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Open FILE, or the opening screen, in a browser of this machine.

    Needs the extra: pip install 'clausecheck[serve]'. There is no password, so it answers 127.0.0.1 alone. Whoever can
    open a page there can read every contract that you can.
    """
    settings = settled(surroundings, as_of=as_of, color=color, quiet=quiet, verbose=verbose)
    if against and not file:
        raise Refused("--against needs two contracts: clausecheck serve NEW.docx --against OLD.docx")
    asked_for(reference, settings.as_of, ground, requirements)
    try:
        from clausecheck.tui import serving
    except ImportError as error:
        raise Refused("serve needs the extra: pip install 'clausecheck[serve]'") from error
    arguments = ["--reference", reference, "--revisions", revisions, "--color", color, "--max-age", str(ground.max_age)]
    for name, value in (
        ("--as-of", as_of),
        ("--against", against),
        ("--requirements", requirements),
        ("--knowledge", str(ground.overlay) if ground.overlay else None),
    ):
        arguments += [name, value] if value else []
    arguments += ["--", file] if file else []
    try:
        serving.serve(arguments, port)
    except OSError as error:
        raise Refused(f"port {port}: {error.strerror or error}; choose another with --port") from error
    return Exit.CLEAN
