"""What the screens ask of the rest: one contract to a report, two reports to changes, every failure as a message.

A desk is handed to the process that reads, so nothing here may know Textual.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from clausecheck.document import Block, Document, Unreadable, View
from clausecheck.finding import MAX_AGE, Change, Report
from clausecheck.tui.marks import sentence
from clausecheck.tui.pairing import Pair, paired

SUFFIXES = (".docx", ".docm", ".dotx", ".dotm", ".txt", ".md")
TEMPLATE: Final = "\0template"
"""In the place of an older version: the text of the reference."""
ORIGINAL: Final = "\0original"
"""In the place of an older version: the same file with its tracked changes rejected."""
Tell = Callable[[str | Document], None]
"""Hears what is being done, and the text of the contract as soon as it is there."""

_HELD: Final = 4
_documents: dict[tuple[str, str, int, int], Document] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Why a contract cannot be shown, and what to do about it."""

    path: str
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A contract ready to be shown, and where there is an older text, both side by side.

    `stamp` is the file's time and size when it was read: a file that has another one was changed since.
    """

    report: Report
    pair: Pair | None = None
    stamp: tuple[int, int] | None = None
    beside: Trouble | None = None
    """Why the older text could not be laid beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The settings under which contracts are reviewed; `reference` is a name or a file, `as_of` a day (YYYY-MM-DD)."""

    as_of: str
    reference: str = "us"
    requirements: Path | None = None
    overlay: Path | None = None
    max_age: int = MAX_AGE
    revisions: View = "final"

    def read(self, path: str) -> Document:
        """The contract at `path`, kept for the next question about the same file. Raises `Unreadable` and `OSError`."""
        from clausecheck import reading

        stamp = stamped(path) or (0, 0)
        key = (path, self.revisions, *stamp)
        if key not in _documents:
            document = reading.read(path, self.revisions)
            while len(_documents) >= _HELD:
                del _documents[next(iter(_documents))]
            _documents[key] = document
        return _documents[key]

    def review(self, path: str) -> Report:
        """The report on the contract at `path`; raises what `clausecheck.review` raises."""
        return self.judged(self.read(path))

    def judged(self, document: Document) -> Report:
        """The report on a contract that was read already."""
        from clausecheck import run

        return run.review(
            document,
            as_of=self.as_of,
            reference=self.reference,
            requirements=self.requirements,
            revisions=self.revisions,
            overlay=self.overlay,
            max_age=self.max_age,
        )

    def template(self) -> Report:
        """The reference's own text under the same eyes as a contract."""
        from clausecheck import run

        asked = run.reference_for(self.reference, self.as_of, self.requirements, self.overlay)
        blocks = tuple(Block(text=line.strip()) for line in asked.text.splitlines() if line.strip())
        return self.judged(Document(path=f"reference {asked.name}", sha256="", blocks=blocks))

    def changes(self, old: Report, new: Report) -> tuple[Change, ...]:
        """What changed between two reviewed texts."""
        from clausecheck import run

        return run.compare(old.document, new.document, as_of=self.as_of, overlay=self.overlay).changes

    def laid_out(self, path: str, against: str | None = None, tell: Tell = lambda _: None) -> Laid | Trouble:
        """The contract at `path`, and where there is an older text, both side by side. Nothing is raised."""
        if (trouble := _seen(path)) is not None:
            return trouble
        try:
            stamp = stamped(path)
            tell("Reading the file")
            document = self.read(path)
            # where characters live in the package is of no use on the screen, and half of what there is to send
            tell(replace(document, blocks=tuple(replace(block, homes=()) for block in document.blocks)))
            tell("Looking for the export clauses")
            laid = Laid(report=self.review(path), stamp=stamp)
        except Exception as error:  # the last line of defence: a traceback helps nobody who reads a contract
            return _told(path, error)
        if against is None:
            return laid
        beside = self._beside(path, laid.report, against, tell)
        return replace(laid, beside=beside) if isinstance(beside, Trouble) else replace(laid, pair=beside)

    def _beside(self, path: str, report: Report, against: str, tell: Tell) -> Pair | Trouble:
        if against not in (TEMPLATE, ORIGINAL) and (trouble := _seen(against)) is not None:
            return trouble
        try:
            tell("Reading what it is compared with")
            if against == ORIGINAL:
                old = replace(self, revisions="original").review(path)
            else:
                old = self.template() if against == TEMPLATE else self.review(against)
            tell("Laying both side by side")
            return paired(old, report, self.changes(old, report), template=against == TEMPLATE)
        except Exception as error:  # as above
            return _told(f"reference {self.reference}" if against == TEMPLATE else against, error)


def stamped(path: str) -> tuple[int, int] | None:
    """Time of change in nanoseconds and size in bytes of the file; None where there is none."""
    try:
        held = Path(path).stat()
    except (OSError, ValueError):
        return None
    return held.st_mtime_ns, held.st_size


def _told(path: str, error: Exception) -> Trouble:
    """A failure as a message: expected ones in their own words, a fault of ours with a request to report it."""
    from clausecheck.knowledge import KnowledgeError
    from clausecheck.references import DamagedReference, UnknownReference

    words = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, Unreadable):
        remedy = error.remedy or "Open the file in Word and save it as .docx."
        return Trouble(path=path, problem=sentence(error.problem), remedy=sentence(remedy))
    if isinstance(error, OSError):
        return Trouble(path=path, problem=error.strerror or words, remedy="Check the file and its permissions.")
    if isinstance(error, MemoryError):
        return Trouble(
            path=path, problem="The file needs more memory than a contract should.", remedy="Do not trust this file."
        )
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
        if not file.is_file():
            return Trouble(path=path, problem="This is no file but a device or a pipe.", remedy="Copy its content into a file.")
        if file.stat().st_size == 0 and file.suffix.lower() in SUFFIXES:
            return Trouble(path=path, problem="The file is empty: 0 bytes.", remedy="Get a fresh copy of it.")
    except (OSError, ValueError) as error:
        words = getattr(error, "strerror", None) or str(error)
        return Trouble(path=path, problem=words, remedy="Check the name and the folder.")
    return None
