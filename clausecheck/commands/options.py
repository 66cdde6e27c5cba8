"""What all commands share: the options that stand everywhere, and the surroundings that the command line read."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from clausecheck.exits import Refused, say

if TYPE_CHECKING:
    from clausecheck.references import Reference

Function = TypeVar("Function", bound=Callable[..., Any])
_FIRST_DAY = "2014-01-01"
"""The knowledge base begins here: what was in force earlier was never collected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the command line found around it: the day, a clock in seconds, whether the screen takes colour, how wide it is."""

    today: str
    colour: bool
    width: int
    timer: Callable[[], float]
    quiet: bool = False
    verbose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The options that stand everywhere, settled."""

    as_of: str
    colour: bool
    width: int
    quiet: bool
    verbose: bool


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day as YYYY-MM-DD; what looks like another way of writing one is answered with the right way."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = str(value).strip()
        guess = _guess(text)
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            if guess:
                return guess
            raise click.BadParameter(f"as-of date {text!r} is no day of the calendar; write one as YYYY-MM-DD", ctx, param)
        hint = f"; did you mean {guess}?" if guess else ", for example 2026-11-24"
        raise click.BadParameter(f"as-of date {text!r} is not YYYY-MM-DD{hint}", ctx, param)


def _guess(text: str) -> str | None:
    """The day that `text` most likely means. Day-first and month-first forms are guessed only where one of them is a date."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if re.fullmatch(r"\d{8}", text):
        numbers = [int(text[:4]), int(text[4:6]), int(text[6:])]
    if len(numbers) != 3:
        return None
    first, second, third = numbers
    orders = [(first, second, third)] if first > 31 else [(third, second, first), (third, first, second)]
    days = set()
    for year, month, day in orders:
        try:
            days.add(datetime.date(year, month, day).isoformat())
        except ValueError:
            continue
    return days.pop() if len(days) == 1 else None


def everywhere(function: Function) -> Function:
    """Add --as-of, --color, -q and -v to a command; the command gets them as `as_of`, `color`, `quiet`, `verbose`."""
    for option in (
        click.option("-v", "--verbose", is_flag=True, help="Say more: times, tracebacks of faults."),
        click.option("-q", "--quiet", is_flag=True, help="Nothing on stderr but errors."),
        click.option(
            "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour on the screen."
        ),
        click.option("--as-of", type=Day(), default=None, help="Judge by the law of this day (default: today)."),
    ):
        function = option(function)
    return function


def views(function: Function) -> Function:
    """Add --revisions to a command that reads one state of each contract."""
    return click.option(
        "--revisions",
        type=click.Choice(["final", "original", "all"]),
        default="final",
        help="Tracked changes: as accepted (default), as rejected, or both.",
    )(function)


def against_reference(function: Function) -> Function:
    """Add --reference to a command that judges a contract."""
    return click.option(
        "--reference", default="us", metavar="NAME|FILE", help="The reference template (default: us; see `references`)."
    )(function)


def settled(
    surroundings: Surroundings, *, as_of: str | None, color: str, quiet: bool, verbose: bool
) -> Settings:
    """The options with their defaults; warns on stderr about a day that the knowledge base does not cover."""
    settings = Settings(
        as_of=as_of or surroundings.today,
        colour=surroundings.colour if color == "auto" else color == "always",
        width=surroundings.width,
        quiet=quiet or surroundings.quiet,
        verbose=verbose or surroundings.verbose,
    )
    if as_of:
        newest = _knowledge_day()
        if as_of < _FIRST_DAY:
            say(f"clausecheck: warning: the law before {_FIRST_DAY} was not collected; answers for {as_of} are "
                "incomplete", quiet=settings.quiet)  # fmt: skip
        elif as_of > newest:
            say(f"clausecheck: warning: {as_of} is after the knowledge base ({newest}); what changed since is unknown",
                quiet=settings.quiet)  # fmt: skip
    return settings


def _knowledge_day() -> str:
    from clausecheck import knowledge

    with refusing():
        return knowledge.load().version


@contextmanager
def refusing() -> Iterator[None]:
    """Turn the errors of the knowledge base and the references into a refusal with one line for people."""
    from clausecheck.knowledge import KnowledgeError
    from clausecheck.references import DamagedReference

    try:
        yield
    except (KnowledgeError, DamagedReference) as error:
        raise Refused(f"damaged knowledge base: {error}") from error


def asked_for(name: str, as_of: str) -> Reference:
    """The reference of that name or at that path, or a refusal that says what is wrong with it."""
    from clausecheck import run
    from clausecheck.document import Unreadable
    from clausecheck.references import UnknownReference

    try:
        return run.reference_for(name, as_of)
    except UnknownReference as error:
        raise Refused(str(error)) from error
    except Unreadable as error:
        raise Refused(f"reference {name}: {error}") from error
