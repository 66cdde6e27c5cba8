"""``clausecheck lists`` and ``territories``: what the knowledge base holds on a day, and what changed since another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from clausecheck.commands.options import Day, Ground, Settings, Surroundings, everywhere, grounded, refusing, settled
from clausecheck.exits import Exit, Refused

if TYPE_CHECKING:
    from clausecheck.knowledge import Knowledge
    from clausecheck.report.entries import Asked

Function = TypeVar("Function", bound=Callable[..., Any])


def shown_as(function: Function) -> Function:
    """Add --format text|json to a command that shows knowledge."""
    formats = click.Choice(["text", "json"])
    return click.option("-f", "--format", "form", type=formats, default="text", help="What stdout gets.")(function)


def since_day(function: Function) -> Function:
    """Add --changed-since to a command that shows knowledge."""
    return click.option(
        "--changed-since", type=Day(), default=None, help="Only what changed after this day: what a text of then must change."
    )(function)


@click.command(name="lists", short_help="The restricted-party lists that are known, each with its status, source and date.")
@shown_as
@since_day
@grounded
@everywhere
@click.pass_obj
def lists_command(
    surroundings: Surroundings,
    form: str,
    changed_since: str | None,
    ground: Ground,
    as_of: str | None,
    color: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Show the lists of restricted parties with who keeps them and whether they are in force on the day.

    With --changed-since, the changes between that day and the as-of day, and what each makes stale.
    """
    settings = settled(surroundings, as_of=as_of, color=color, quiet=quiet, verbose=verbose)
    return _shown(settings, ground, ("list",), form, changed_since)


@click.command(name="territories", short_help="The territories and groups that are known, measure by measure.")
@shown_as
@since_day
@click.option("--all", "every", is_flag=True, help="Those without any measure too.")
@grounded
@everywhere
@click.pass_obj
def territories_command(
    surroundings: Surroundings,
    form: str,
    changed_since: str | None,
    every: bool,
    ground: Ground,
    as_of: str | None,
    color: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Show the territories against which there are or were measures, and the groups, as of the day.

    With --changed-since, the changes between that day and the as-of day, and what each makes stale.
    """
    settings = settled(surroundings, as_of=as_of, color=color, quiet=quiet, verbose=verbose)
    return _shown(settings, ground, ("territory", "territory_group"), form, changed_since, every=every)


def _shown(
    settings: Settings, ground: Ground, kinds: tuple[str, ...], form: str, since: str | None, *, every: bool = True
) -> int:
    known = ground.known()
    from clausecheck import knowledge
    from clausecheck.report import entries

    as_of, head = settings.as_of, head_of(settings, ground, known)
    if since is not None:
        refuse_order(since, as_of)
        # belonging to a group is a measure of the territory: told there, and not of the group again
        held = [entry for entry in known.entries if entry.kind in kinds and not entry.membership]
        if "list" in kinds:  # who counts as listed: whom the listed ones own
            held += [rule for rule in known.rules if rule.topic == "ownership"]
        events, asked = knowledge.changed_since(held, since, as_of), asked_by_references(as_of)
        if form == "json":
            rest = {"changed_since": since, "changes": [entries.change(event, since, as_of, asked) for event in events]}
            click.echo(entries.printed(head, rest), nl=False)
            return Exit.CLEAN
        click.echo(entries.changes(events, known, asked, settings.width), nl=False)
        click.echo(f"{len(events)} changes after {since}; {last_line(settings, ground, known)}")
        return Exit.CLEAN
    held = [entry for entry in known.entries if entry.kind in kinds and (every or entry.measures or entry.members)]
    if form == "json":
        click.echo(entries.printed(head, {"entries": [entries.entry(entry, as_of) for entry in held]}), nl=False)
        return Exit.CLEAN
    click.echo(entries.table(held, as_of, settings.width), nl=False)
    click.echo(f"{len(held)} entries; {last_line(settings, ground, known)}")
    return Exit.CLEAN


# ---------------------------------------------------------------- shared with the commands beside it


def head_of(settings: Settings, ground: Ground, known: Knowledge) -> dict[str, object]:
    """The day and the knowledge, as every object of these commands begins."""
    return {
        "as_of": settings.as_of,
        "knowledge": known.version,
        "overlay": str(ground.overlay) if ground.overlay else None,
        "age_warning": _warning(settings, ground) or None,
    }


def last_line(settings: Settings, ground: Ground, known: Knowledge) -> str:
    """The day, the knowledge and, where it is too old, a warning."""
    warning = _warning(settings, ground)
    laid = f" with {ground.overlay}" if ground.overlay else ""
    said = f" Warning: {warning}." if warning else ""
    return f"as of {settings.as_of}; knowledge {known.version}{laid}.{said} No legal advice."


def _warning(settings: Settings, ground: Ground) -> str:
    from clausecheck import run

    return run.age((), as_of=settings.as_of, overlay=ground.overlay, max_age=ground.max_age).warning


def refuse_order(since: str, as_of: str) -> None:
    """Refuse a first day that is not before the last."""
    if since >= as_of:
        raise Refused(f"--changed-since {since} is not before {as_of}: give an earlier day, or a later --as-of")


def asked_by_references(as_of: str) -> Asked:
    """What each reference that comes with clausecheck asks for on the day: its name to key and level."""
    from clausecheck import references

    with refusing():
        return {
            name: {asked.key: asked.level for asked in references.load(name, as_of).requirements} for name in references.names()
        }
