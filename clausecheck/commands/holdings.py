"""``clausecheck lists``, ``territories``, ``references``: what the knowledge base holds on a day."""

from __future__ import annotations

import json
from typing import Any

import click

from clausecheck.commands.options import Surroundings, everywhere, refusing, settled
from clausecheck.exits import Exit
from clausecheck.report.table import drawn

Shape = dict[str, Any]
_FORMAT = click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", help="What stdout gets.")


@click.command(name="lists", short_help="The restricted-party lists that are known, each with its status, source and date.")
@_FORMAT
@everywhere
@click.pass_obj
def lists_command(
    surroundings: Surroundings, form: str, as_of: str | None, color: str, quiet: bool, verbose: bool
) -> int:
    """Show the lists of restricted parties with who keeps them and whether they are in force on the day."""
    return _shown(surroundings, ("list",), form, as_of, color, quiet, verbose)


@click.command(name="territories", short_help="The territories and groups that are known, measure by measure.")
@_FORMAT
@click.option("--all", "every", is_flag=True, help="Those without any measure too.")
@everywhere
@click.pass_obj
def territories_command(
    surroundings: Surroundings, form: str, every: bool, as_of: str | None, color: str, quiet: bool, verbose: bool
) -> int:
    """Show the territories against which there are or were measures, and the groups, as of the day."""
    return _shown(surroundings, ("territory", "territory_group"), form, as_of, color, quiet, verbose, every=every)


@click.command(name="references", short_help="The reference templates that come with clausecheck.")
@_FORMAT
@everywhere
@click.pass_obj
def references_command(
    surroundings: Surroundings, form: str, as_of: str | None, color: str, quiet: bool, verbose: bool
) -> int:
    """Show the reference templates with what each asks for on the day."""
    settings = settled(surroundings, as_of=as_of, color=color, quiet=quiet, verbose=verbose)
    from clausecheck import comparison, knowledge, references
    from clausecheck.report import shapes

    with refusing():
        known = knowledge.load()
        held = [references.load(name, settings.as_of) for name in references.names()]
    if form == "json":
        entries = [
            {
                "id": one.name,
                "kind": "reference",
                "name": one.title,
                "text": one.text,
                "requirements": [
                    {
                        **shapes.key(asked.key),
                        "label": comparison.label(asked.key, known),
                        "level": asked.level,
                        "since": asked.since,
                        "until": asked.until,
                    }
                    for asked in one.requirements
                ],
            }
            for one in held
        ]
        _print_json(entries, settings.as_of, known.version)
        return Exit.CLEAN
    rows = [
        (one.name, one.title, str(sum(asked.level == "required" for asked in one.requirements)), str(len(one.requirements)))
        for one in held
    ]
    click.echo(drawn(("name", "title", "required", "in all"), rows, settings.width), nl=False)
    click.echo(f"as of {settings.as_of}; knowledge {known.version}")
    return Exit.CLEAN


def _shown(
    surroundings: Surroundings,
    kinds: tuple[str, ...],
    form: str,
    as_of: str | None,
    color: str,
    quiet: bool,
    verbose: bool,
    *,
    every: bool = True,
) -> int:
    settings = settled(surroundings, as_of=as_of, color=color, quiet=quiet, verbose=verbose)
    from clausecheck import knowledge

    with refusing():
        known = knowledge.load()
    held = [entry for entry in known.entries if entry.kind in kinds and (every or entry.measures or entry.members)]
    if form == "json":
        _print_json([_entry(entry, settings.as_of) for entry in held], settings.as_of, known.version)
        return Exit.CLEAN
    rows = []
    for entry in held:
        standing = knowledge.standing(entry, settings.as_of)
        read = min((source.read for source in entry.sources if source.read), default="")
        rows.append((entry.id, entry.name, standing.status, standing.since or "", standing.until or "", entry.keeper, read))
    click.echo(drawn(("id", "name", "status", "since", "until", "keeper", "source read"), rows, settings.width), nl=False)
    click.echo(f"as of {settings.as_of}; knowledge {known.version}; {len(rows)} entries. No legal advice.")
    return Exit.CLEAN


def _entry(entry: Any, as_of: str) -> Shape:
    from clausecheck import knowledge

    standing = knowledge.standing(entry, as_of)
    shape: Shape = {
        "id": entry.id,
        "kind": entry.kind,
        "name": entry.name,
        "aliases": list(entry.aliases),
        "keeper": entry.keeper or None,
        "jurisdiction": entry.jurisdiction or None,
        "status": standing.status,
        "since": standing.since,
        "until": standing.until,
        "sentence": standing.sentence,
        "sources": [
            {"title": source.title, "locator": source.locator, "read": source.read, "tier": source.tier}
            for source in entry.sources
        ],
        "confidence": entry.confidence,
        "measures": [
            {"id": measure.id, "name": measure.name, "status": status, "since": measure.since, "until": measure.until}
            for measure, status in standing.measures
        ],
    }
    if entry.members:
        shape["members"] = [{"id": id, "certain": certain} for id, certain in knowledge.members(entry, as_of)]
    return shape


def _print_json(entries: list[Shape], as_of: str, version: str) -> None:
    shape = {"schema": "clausecheck.knowledge/1", "as_of": as_of, "knowledge": version, "entries": entries}
    click.echo(json.dumps(shape, ensure_ascii=False, indent=2))
