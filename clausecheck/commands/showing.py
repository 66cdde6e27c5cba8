"""``clausecheck show``: all that is known of one entry of the knowledge base, or one reference."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import click

from clausecheck.commands.holdings import asked_by_references, head_of, last_line, shown_as
from clausecheck.commands.options import Ground, Surroundings, everywhere, grounded, refusing, settled
from clausecheck.commands.templates import labels_of
from clausecheck.exits import Exit, Refused

if TYPE_CHECKING:
    from clausecheck.knowledge import Entry, Knowledge


@click.command(name="show", short_help="All that is known of one entry: a list, a territory, a reference, ...")
@click.argument("words", nargs=-1, required=True, metavar="ID|NAME")
@shown_as
@grounded
@everywhere
@click.pass_obj
def show_command(
    surroundings: Surroundings,
    words: tuple[str, ...],
    form: str,
    ground: Ground,
    as_of: str | None,
    color: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Show one entry of the knowledge base by its id or any of its names, old and wrong ones too; or one reference.

    Names, keeper, measures with their periods, members, what asks for it, sources. An id of several kinds shows them all.
    """
    settings = settled(surroundings, as_of=as_of, color=color, quiet=quiet, verbose=verbose)
    known, name = ground.known(), " ".join(words)
    from clausecheck import references
    from clausecheck.report import entries

    head = head_of(settings, ground, known)
    found = _found(name, known)
    if name in references.names():
        with refusing(ground):
            reference = references.load(name, settings.as_of)
        labels = labels_of(reference, known)
        shapes = [entries.reference(reference, labels, known, settings.as_of)]
        pages = [entries.reference_page(reference, labels, known, settings.as_of, settings.width)]
    elif found:
        asked = asked_by_references(settings.as_of)
        shapes = [entries.entry(one, settings.as_of, asked) for one in found]
        pages = [entries.page(one, known, settings.as_of, asked, settings.width) for one in found]
    else:
        raise Refused(_nothing(name, known))
    if form == "json":
        click.echo(entries.printed(head, {"entries": shapes}), nl=False)
        return Exit.CLEAN
    click.echo("\n".join(pages) + "\n" + last_line(settings, ground, known))
    return Exit.CLEAN


def _found(name: str, known: Knowledge) -> list[Entry]:
    """The entries of that id, or else of that name."""
    by_id = [one for one in (*known.entries, *known.rules) if one.id.casefold() == name.casefold()]
    words = name.casefold()
    same = [one for one in known.rules if words in map(str.casefold, (one.name, *one.citations))]
    return by_id or list(known.named(name)) or same or [one for one in known.rules if words in one.name.casefold()]


def _nothing(name: str, known: Knowledge) -> str:
    from clausecheck import references

    ids = [*references.names(), *(one.id for one in (*known.entries, *known.rules))]
    names = [one.name for one in known.entries]
    near = difflib.get_close_matches(name, ids, n=2, cutoff=0.6) or difflib.get_close_matches(name, names, n=2, cutoff=0.6)
    hint = f"did you mean {' or '.join(near)}?" if near else "`lists`, `territories` and `references` show what is known"
    return f"nothing is known of {name!r}; {hint}"
