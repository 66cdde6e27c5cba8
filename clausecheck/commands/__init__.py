"""The commands, one module each, loaded when they are called or listed."""

from __future__ import annotations

import difflib
from importlib import import_module
from pathlib import Path

import click

from clausecheck import __version__, kept

COMMANDS: dict[str, str] = {
    "open": "opening",
    "check": "checking",
    "parse": "trees",
    "diff": "differences",
    "ask": "asking",
    "fix": "fixing",
    "explain": "explaining",
    "lists": "holdings",
    "territories": "holdings",
    "references": "templates",
    "show": "showing",
    "text": "texts",
    "init": "starting",
    "config": "configuring",
    "serve": "serving",
}
"""Command to the module of this package that holds it, in the order of the help."""


class Program(click.Group):
    """The commands by name; what is no command but a file is opened."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = getattr(import_module(f"{__name__}.{module}"), f"{cmd_name}_command")
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            if Path(name).suffix or Path(name).exists():
                return super().resolve_command(ctx, ["open", *args])
            near = difflib.get_close_matches(name, COMMANDS, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"the commands are {', '.join(COMMANDS)}."
            raise click.UsageError(f"{name!r} is neither a command nor a file; {hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 clean, 1 findings, 2 the run cannot be trusted, 130 interrupted. Reports are no legal advice.",
)
@click.version_option(__version__, message="clausecheck %(version)s")
@click.option("-q", "--quiet", is_flag=True, help="Nothing on stderr but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say more: times, tracebacks of faults.")
@click.pass_context
def program(ctx: click.Context, quiet: bool, verbose: bool) -> None:
    """Read the export-compliance clauses of contracts: what they bar, what they lack, and what the law has made stale.

    `clausecheck FILE` alone opens the contract in the terminal.
    """
    from dataclasses import replace

    if ctx.obj.cache_dir is not None:
        kept.keep_in(ctx.obj.cache_dir)
    ctx.obj = replace(ctx.obj, quiet=quiet, verbose=verbose)
