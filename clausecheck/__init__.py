"""clausecheck reads the export-compliance clauses of contracts, says what they bar, and compares that with the law of a day.

The verbs below are the public interface; each loads what it needs when it is called. None of them reads the clock: `as_of`
is a day, ``YYYY-MM-DD``. Reports are no legal advice.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as type checkers read it; the module that has it takes longer to load than all that --version needs
if TYPE_CHECKING:
    from pathlib import Path

    from clausecheck.document import Document, View
    from clausecheck.finding import Change, Finding, Report
    from clausecheck.ruletree import Clause

__all__ = ["__version__", "check", "compare", "parse", "read", "review"]
__version__ = "0.1.0"


def read(path: str | Path, revisions: View = "final") -> Document:
    """The contract at `path` as blocks of text. Raises `clausecheck.document.Unreadable`."""
    from clausecheck import reading

    return reading.read(path, revisions)


def parse(document: Document | str | Path, as_of: str, *, overlay: Path | None = None) -> list[Clause]:
    """The export clauses of a contract, each with its rule tree and its effects on the day `as_of`.

    `overlay` is a directory of lists, territories and names of your own, here and below. Raises
    `clausecheck.document.Unreadable` where `document` is a path that cannot be read, `clausecheck.knowledge.KnowledgeError`
    for an overlay that cannot be used.
    """
    from clausecheck import run

    return list(run.parse(run.opened(document), as_of, overlay))


def check(
    document: Document | str | Path,
    *,
    as_of: str,
    reference: str = "us",
    requirements: Path | None = None,
    revisions: View = "final",
    overlay: Path | None = None,
) -> list[Finding]:
    """What is wrong with a contract against a reference (a name, or a path) on the day `as_of`.

    `requirements` is a file that raises, lowers or adds what the reference asks for. Raises
    `clausecheck.document.Unreadable`, `clausecheck.references.UnknownReference` and `clausecheck.references.DamagedReference`.
    """
    from clausecheck import run

    report = run.review(
        document, as_of=as_of, reference=reference, requirements=requirements, revisions=revisions, overlay=overlay
    )
    return list(report.findings)


def compare(old: Document | str | Path, new: Document | str | Path, as_of: str, *, overlay: Path | None = None) -> list[Change]:
    """What changed in meaning from `old` to `new`, seen on the day `as_of`. Raises `clausecheck.document.Unreadable`."""
    from clausecheck import run

    return list(run.compare(run.opened(old), run.opened(new), as_of=as_of, overlay=overlay).changes)


def review(
    path: Document | str | Path,
    *,
    as_of: str,
    reference: str = "us",
    requirements: Path | None = None,
    revisions: View = "final",
    overlay: Path | None = None,
) -> Report:
    """One contract from file to verdicts: its clauses, the coverage matrix and the findings on the day `as_of`.

    `requirements` and what is raised as in `check`.
    """
    from clausecheck import run

    return run.review(path, as_of=as_of, reference=reference, requirements=requirements, revisions=revisions, overlay=overlay)
