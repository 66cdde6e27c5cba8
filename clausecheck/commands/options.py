"""What all commands share: the options that stand everywhere, and the surroundings that the command line read."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from clausecheck.commands.completing import reference_names
from clausecheck.exits import Refused, say
from clausecheck.finding import MAX_AGE, Age
from clausecheck.settings_files import upward

if TYPE_CHECKING:
    from clausecheck.config import Config
    from clausecheck.knowledge import Knowledge
    from clausecheck.references import Reference
    from clausecheck.tui import Begun

Function = TypeVar("Function", bound=Callable[..., Any])
DEFAULT = "us"
"""The reference where neither the command nor the settings name one."""
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
    cache_dir: Callable[[], Path] | None = None
    """Where reports of earlier runs are kept; None: nowhere."""
    here: Path | None = None
    """The folder from which settings files are looked for, upward; None: nowhere."""
    browser: bool = False
    """Whether the screen is a browser's, at the other end of pipes (`clausecheck serve`)."""
    settings_folder: Callable[[], Path | None] = lambda: None
    """The folder where the platform keeps what a user has set, there or not; None: nothing is kept."""
    begun: Begun | None = None
    """The terminal UI as far as it is under way already: it has said which contract it opens, and reads it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The options that stand everywhere, settled."""

    as_of: str
    colour: bool
    width: int
    quiet: bool
    verbose: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a run stands on: the directory of entries laid over the knowledge, and the age in days from which it warns."""

    overlay: Path | None = None
    max_age: int = MAX_AGE

    def known(self) -> Knowledge:
        """The knowledge with what is laid over it, or a refusal that names the file and the key that are wrong."""
        from clausecheck import knowledge

        with refusing(self):
            knowledge.load()  # first alone: what is wrong then is not the fault of the files laid over it
            return knowledge.load(self.overlay)


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day as YYYY-MM-DD; what looks like another way of writing one is answered with the right way."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = str(value).strip()
        guess = _guess(text)
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            if guess:
                return guess
            raise click.BadParameter(f"date {text!r} is no day of the calendar; write one as YYYY-MM-DD", ctx, param)
        hint = f"; did you mean {guess}?" if guess else ", for example 2026-11-24"
        raise click.BadParameter(f"date {text!r} is not YYYY-MM-DD{hint}", ctx, param)


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
        click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour on the screen."),
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


def grounded(function: Function) -> Function:
    """Add --knowledge and --max-age to a command that uses the knowledge; the command gets both as `ground`.

    Without --knowledge, the directory that the settings of the folder name counts.
    """

    @functools.wraps(function)
    def with_ground(*arguments: Any, knowledge: str | None, max_age: int, **others: Any) -> Any:
        overlay = Path(knowledge) if knowledge else _overlay_of(click.get_current_context().find_object(Surroundings))
        return function(*arguments, ground=Ground(overlay=overlay, max_age=max_age), **others)

    for option in (
        click.option(
            "--max-age", type=click.IntRange(min=0), default=MAX_AGE, show_default=True, metavar="DAYS",
            help="Warn where the knowledge, or its oldest source used, is more days older than the as-of day.",
        ),
        click.option(
            "--knowledge", metavar="DIR",
            help="Lay the lists, territories and names of DIR over the knowledge (default: that of clausecheck.toml).",
        ),
    ):  # fmt: skip
        with_ground = option(with_ground)
    return cast("Function", with_ground)


def _settings_of(surroundings: Surroundings | None) -> Config | None:
    """The settings of the folder, None where it has none, or a refusal that names the file and the key that are wrong."""
    if surroundings is None or surroundings.here is None or next(upward(surroundings.here), None) is None:
        return None
    from clausecheck import config  # here: most folders have no settings, and what reads them is slow to load

    try:
        return config.nearest(surroundings.here)
    except config.ConfigError as error:
        raise Refused(str(error)) from error


def _overlay_of(surroundings: Surroundings | None) -> Path | None:
    """The directory of entries that the settings of the folder name, if any."""
    settings = _settings_of(surroundings)
    found = settings.knowledge if settings else None
    here = surroundings.here if surroundings else None
    return found.relative_to(here) if found and here and found.is_relative_to(here) else found


def against_reference(function: Function) -> Function:
    """Add --reference and --requirements to a command that judges a contract; without them the settings of the folder count."""

    @functools.wraps(function)
    def with_reference(*arguments: Any, reference: str | None, requirements: str | None, **others: Any) -> Any:
        found = _settings_of(click.get_current_context().find_object(Surroundings))
        return function(
            *arguments,
            reference=reference or (found.get("reference") if found else DEFAULT),
            requirements=requirements or (found.get("requirements") if found else None),
            **others,
        )

    for option in (
        click.option(
            "--requirements", metavar="FILE", help="A .toml file that raises, lowers or adds what the reference asks for."
        ),
        click.option(
            "--reference",
            metavar="NAME|FILE",
            shell_complete=reference_names,
            help="The reference template (default: us; see `references`).",
        ),
    ):
        with_reference = option(with_reference)
    return cast("Function", with_reference)


def settled(surroundings: Surroundings, *, as_of: str | None, color: str, quiet: bool, verbose: bool) -> Settings:
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


def warn_of_age(age: Age, form: str, settings: Settings) -> None:
    """Warn on stderr of old ground where stdout gets a format for programs: it holds the warning too, and nobody reads it."""
    if age.warning and form.startswith("json"):
        say(f"clausecheck: warning: {age.warning}", quiet=settings.quiet)


def _knowledge_day() -> str:
    return Ground().known().version


@contextmanager
def refusing(ground: Ground | None = None) -> Iterator[None]:
    """Turn the errors of the knowledge base and the references into a refusal with one line for people."""
    from clausecheck.knowledge import KnowledgeError
    from clausecheck.references import DamagedReference

    try:
        yield
    except (KnowledgeError, DamagedReference) as error:
        raise Refused(_one_line(error, ground)) from error


def _one_line(error: Exception, ground: Ground | None) -> str:
    from clausecheck.references import DATA, DamagedReference

    text = " ".join(str(error).split())
    if isinstance(error, DamagedReference):
        return f"damaged knowledge base: {text}" if text.startswith(f"references/{DATA.name}/") else text
    if ground is None or ground.overlay is None:
        return f"damaged knowledge base: {text}"
    return text if text.startswith(str(ground.overlay)) else f"--knowledge {ground.overlay}: {text}"


def asked_for(name: str, as_of: str, ground: Ground, requirements: str | None = None) -> Reference:
    """The reference of that name or at that path, or a refusal that says what is wrong with it."""
    from clausecheck import run
    from clausecheck.document import Unreadable
    from clausecheck.references import UnknownReference

    try:
        with refusing(ground):
            return run.reference_for(name, as_of, Path(requirements) if requirements else None, ground.overlay)
    except UnknownReference as error:
        raise Refused(str(error)) from error
    except Unreadable as error:
        raise Refused(f"reference {name}: {error}") from error
