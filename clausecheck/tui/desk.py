"""What the screens ask of the rest: one contract to a report, two reports to changes, every failure as a message."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from clausecheck.document import Unreadable, View
from clausecheck.finding import MAX_AGE, Change, Report
from clausecheck.tui.pairing import Pair, paired

T = TypeVar("T")
SUFFIXES = (".docx", ".docm", ".dotx", ".dotm", ".txt", ".md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Why a contract cannot be shown, and what to do about it."""

    path: str
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The settings under which contracts are reviewed; `reference` is a name or a file, `as_of` a day (YYYY-MM-DD)."""

    as_of: str
    reference: str = "us"
    requirements: Path | None = None
    overlay: Path | None = None
    max_age: int = MAX_AGE
    revisions: View = "final"

    def review(self, path: str) -> Report:
        """The report on the contract at `path`; raises what `clausecheck.review` raises."""
        from clausecheck import run

        return run.review(
            path,
            as_of=self.as_of,
            reference=self.reference,
            requirements=self.requirements,
            revisions=self.revisions,
            overlay=self.overlay,
            max_age=self.max_age,
        )

    def changes(self, old: Report, new: Report) -> tuple[Change, ...]:
        """What changed between two reviewed texts."""
        from clausecheck import run

        return run.compare(old.document, new.document, as_of=self.as_of, overlay=self.overlay).changes

    def open(self, path: str) -> Report | Trouble:
        """The report on the contract at `path`, or why there is none. Nothing is raised."""
        if (trouble := _seen(path)) is not None:
            return trouble
        try:
            return self.review(path)
        except Exception as error:  # the last line of defence: a traceback helps nobody who reads a contract
            return _told(path, error)

    def laid_out(self, path: str, against: str | None) -> tuple[Report | Trouble, Pair | None]:
        """The report on `path`, and where there is an older text, both side by side. Nothing is raised."""
        report = self.open(path)
        if isinstance(report, Trouble) or against is None:
            return report, None
        old = self.open(against)
        if isinstance(old, Trouble):
            return old, None
        try:
            return report, paired(old, report, self.changes(old, report))
        except Exception as error:  # as above
            return _told(path, error), None


def aside(task: Callable[[], T]) -> asyncio.Future[T]:
    """The result of `task`, run in a thread that leaving the app does not wait for. `task` must raise nothing."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def done(result: T) -> None:
        if not future.done():
            future.set_result(result)

    def run() -> None:
        result = task()
        with contextlib.suppress(RuntimeError):  # the app has left, and its loop with it
            loop.call_soon_threadsafe(done, result)

    threading.Thread(target=run, name="read", daemon=True).start()
    return future


def _told(path: str, error: Exception) -> Trouble:
    """A failure as a message: expected ones in their own words, a fault of ours with a request to report it."""
    from clausecheck.knowledge import KnowledgeError
    from clausecheck.references import DamagedReference, UnknownReference

    words = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, Unreadable):
        return Trouble(path=path, problem=error.problem, remedy=error.remedy or "Open the file in Word and save it as .docx.")
    if isinstance(error, OSError):
        return Trouble(path=path, problem=error.strerror or words, remedy="Check the file and its permissions.")
    if isinstance(error, KnowledgeError | DamagedReference | UnknownReference):
        return Trouble(path=path, problem=words, remedy="“clausecheck check” on the same file says the same.")
    problem = f"{type(error).__name__}: {words}"
    return Trouble(path=path, problem=problem, remedy="This is a fault of clausecheck: please report it with the file.")


def _seen(path: str) -> Trouble | None:
    """What can be told without reading the file."""
    file = Path(path)
    try:
        if not file.exists():
            near = [p.name for p in file.parent.glob("*") if p.suffix.lower() in SUFFIXES and not p.name.startswith("~$")]
            return Trouble(
                path=path,
                problem="There is no such file.",
                remedy=f"In that folder: {', '.join(sorted(near)[:8])}." if near else "Check the name and the folder.",
            )
        if file.is_dir():
            return Trouble(path=path, problem="This is a folder.", remedy="Choose one of the contracts in it (key o).")
    except OSError as error:
        return Trouble(path=path, problem=error.strerror or type(error).__name__, remedy="Check the name and the folder.")
    return None
