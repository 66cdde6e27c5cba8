"""``clausecheck config``: the settings in force for a path, and where each came from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clausecheck.commands.options import Surroundings, everywhere, settled
from clausecheck.exits import Exit

if TYPE_CHECKING:
    from clausecheck.config import Config


@click.command(name="config", short_help="The settings in force and where each came from.")
@click.argument("path", required=False, default=".", metavar="[PATH]")
@click.option("--config", "config_file", metavar="FILE", help="These settings, not those nearest to PATH.")
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", help="What stdout gets.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the file instead, for editors.")
@everywhere
@click.pass_obj
def config_command(
    surroundings: Surroundings,
    path: str,
    config_file: str | None,
    form: str,
    schema: bool,
    as_of: str | None,
    color: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Show what holds for a file or folder (default: here): each key with its value and the file and key that set it."""
    settled(surroundings, as_of=as_of, color=color, quiet=quiet, verbose=verbose)
    from clausecheck import config
    from clausecheck.commands.configured import Given, Settling, accepting

    if schema:
        click.echo(json.dumps(config.schema(), indent=2))
        return Exit.CLEAN
    settling = Settling(Given(), surroundings.here, Path(config_file) if config_file else None)
    held = settling.config_for(path)
    settling.plan(path)  # names that are no checks are an error here too
    accepted = accepting(held)
    rows = _rows(held)
    if form == "json":
        shape = {
            "schema": "clausecheck.config/1",
            "path": path,
            "file": settling.shown(str(held.file)) if held.file else None,
            "settings": {key: {"value": value, "from": where} for key, value, where in rows},
            "severity": {
                name: {"value": one.value, "from": one.where} for name, one in held.severity.items()
            },
            "accept": [
                {
                    "check": one.check, "clause": one.clause, "path": one.path, "fingerprint": one.fingerprint,
                    "reason": one.reason, "until": one.until or None,
                    "from": one.where,
                }
                for one in accepted
            ],
        }  # fmt: skip
        click.echo(json.dumps(shape, ensure_ascii=False, indent=2))
        return Exit.CLEAN
    file = settling.shown(str(held.file)) if held.file else "no settings file: all defaults"
    lines = [(f"# {path}: {file}", "")]
    lines += [(f"{key} = {_toml(value)}", where) for key, value, where in rows]
    if held.severity:
        lines += [("", ""), ("[severity]", "")]
        lines += [(f'{_key(name)} = "{one.value}"', one.where) for name, one in held.severity.items()]
    for one in accepted:
        lines += [("", ""), ("[[accept]]", one.where)]
        names = ("check", "clause", "path", "fingerprint", "reason", "until")
        lines += [(f"{key} = {_toml(value)}", "") for key in names if (value := getattr(one, key))]
    width = min(max(len(line) for line, where in lines if where), 60)
    for line, where in lines:
        click.echo(f"{line:<{width}}  # {where}" if where else line)
    return Exit.CLEAN


def _rows(held: Config) -> list[tuple[str, Any, str]]:
    from clausecheck.config import DEFAULTS

    rows = []
    for key in DEFAULTS:
        value = held.get(key)
        where = held.held[key].where if key in held.held else "default"
        rows.append((key.replace("_", "-"), str(value) if isinstance(value, Path) else value, where))
    return rows


def _toml(value: Any) -> str:
    return '""' if value is None else json.dumps(value, ensure_ascii=False)


def _key(name: str) -> str:
    return name if name.replace("-", "").isalnum() else json.dumps(name)
