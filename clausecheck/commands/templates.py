"""``clausecheck references``: the reference templates, what each asks for on a day, and how that changed since another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from clausecheck.commands.holdings import head_of, last_line, refuse_order, shown_as, since_day
from clausecheck.commands.options import Ground, Surroundings, everywhere, grounded, refusing, settled
from clausecheck.exits import Exit

if TYPE_CHECKING:
    from clausecheck.knowledge import Knowledge
    from clausecheck.references import Reference, Requirement
    from clausecheck.report.shapes import Shape


@click.command(name="references", short_help="The reference templates that come with clausecheck.")
@shown_as
@since_day
@grounded
@everywhere
@click.pass_obj
def references_command(
    surroundings: Surroundings,
    form: str,
    changed_since: str | None,
    ground: Ground,
    as_of: str | None,
    color: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Show the reference templates with how much each asks for on the day; `show NAME` has the text and every item.

    With --changed-since, what each asks for now and did not ask for then, or asks for at another level, or no longer.
    """
    settings = settled(surroundings, as_of=as_of, color=color, quiet=quiet, verbose=verbose)
    known = ground.known()
    from clausecheck import references
    from clausecheck.report import entries
    from clausecheck.report.table import drawn

    with refusing(ground):
        held = [references.load(name, settings.as_of) for name in references.names()]
    head = head_of(settings, ground, known)
    if changed_since is not None:
        refuse_order(changed_since, settings.as_of)
        with refusing(ground):
            changes = [change for one in held for change in _changes(references.load(one.name, changed_since), one, known)]
        if form == "json":
            click.echo(entries.printed(head, {"changed_since": changed_since, "changes": changes}), nl=False)
            return Exit.CLEAN
        columns = ("reference", "date", "what", "name", "was", "becomes")
        told = [tuple(str(one[column] or "") for column in columns) for one in changes]
        click.echo(drawn(("reference", "since", "what", "thing", "then", "now"), told, settings.width), nl=False)
        click.echo(f"{len(told)} changes after {changed_since}; {last_line(settings, ground, known)}")
        return Exit.CLEAN
    if form == "json":
        shown = [entries.reference(one, labels_of(one, known), known, settings.as_of) for one in held]
        click.echo(entries.printed(head, {"entries": shown}), nl=False)
        return Exit.CLEAN
    rows = [
        (one.name, one.title, *(str(sum(asked.level == level for asked in one.requirements)) for level in references.LEVELS))
        for one in held
    ]
    click.echo(drawn(("name", "title", *references.LEVELS), rows, settings.width), nl=False)
    click.echo(f"{len(rows)} references; {last_line(settings, ground, known)}")
    return Exit.CLEAN


def labels_of(reference: Reference, known: Knowledge) -> dict[object, str]:
    """What each thing that a reference asks for is called."""
    from clausecheck import comparison

    return {asked.key: comparison.label(asked.key, known) for asked in reference.requirements}


def _changes(then: Reference, now: Reference, known: Knowledge) -> list[Shape]:
    """What a reference asks for on one day and not, or not as strictly, on another; oldest first."""
    from clausecheck import comparison
    from clausecheck.report import shapes

    before = {asked.key: asked for asked in then.requirements}
    after = {asked.key: asked for asked in now.requirements}
    found = []
    for key in {**before, **after}:
        old, new = before.get(key), after.get(key)
        what = _what(old, new)
        if what is None:
            continue
        held = new or old
        assert held is not None
        day = (new.since if new else None) or (f"after {old.until}" if old and old.until else "")
        found.append(
            {
                "reference": now.name,
                "date": day,
                "thing": shapes.key(key),
                "name": comparison.label(key, known),
                "what": what,
                "was": old.level if old else None,
                "becomes": new.level if new else None,
                "stale_wording": _STALE[what],
                "wording": held.wording or None if new else None,
                "sources": [shapes.law(law) for law in held.sources],
            }
        )
    return sorted(found, key=lambda one: (str(one["date"]).removeprefix("after "), str(one["name"])))


_STALE = {
    "asked for": "a text that does not have it",
    "raised": "a text that does not have it",
    "lowered": "a text that bars it without exception may bar more than it must",
    "no longer asked for": "a text that still has it",
    "worded anew": "a text that has it as it was worded then",
}


def _what(old: Requirement | None, new: Requirement | None) -> str | None:
    from clausecheck.references import LEVELS

    if old is None:
        return "asked for"
    if new is None:
        return "no longer asked for"
    if old.level != new.level:
        return "raised" if LEVELS.index(new.level) < LEVELS.index(old.level) else "lowered"
    return "worded anew" if old.wording != new.wording else None
