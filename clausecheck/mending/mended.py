"""One contract from findings to a Word file with tracked changes and comments, handed out only once it is proved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from clausecheck.document import Document, Unreadable
from clausecheck.finding import Finding, Report
from clausecheck.knowledge import Knowledge
from clausecheck.mending.planning import Plan, Trial, faults, planned
from clausecheck.mending.proof import disproved
from clausecheck.mending.remarks import opening, remarks
from clausecheck.mending.words import Wording
from clausecheck.references import Reference
from clausecheck.ruletree import Clause
from clausecheck.word import Edit, Hand, Remark, Unwritable, read_docx, write


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """What came of it: the file, or None and the `problem`; the plan; how many comments were written."""

    plan: Plan
    data: bytes | None = None
    problem: str = ""
    comments: int = 0


_NOTHING = Plan()


def mend(
    source: bytes,
    report: Report,
    reference: Reference,
    model: tuple[Clause, ...],
    knowledge: Knowledge,
    hand: Hand,
    judge: Callable[[Document], Report],
    *,
    comments_only: bool = False,
) -> Mended:
    """The Word file `source` with what its findings lack as tracked changes, and all findings as comments.

    `report` is on `source` in the view ``final``, `model` the clauses of the reference's own text; `judge` reviews a document
    like `report`. A file of which anything could not be proved is not handed out.
    """

    def trial(edits: tuple[Edit, ...]) -> Trial:
        written = write(source, report.document, edits, (), hand)
        if written.refused:
            return Trial(why=written.refused[0].why)
        return Trial(report=judge(read_docx(written.data, report.document.path, "final")))

    try:
        plan = (
            Plan(left=tuple((finding, "") for finding in report.findings))
            if comments_only
            else planned(report, reference, model, knowledge, trial)
        )
        said = remarks(plan, report.document, report.clauses, Wording(reference=reference, model=model, knowledge=knowledge))
        return _proved(source, report, plan, said, hand, judge)
    except Unwritable as error:
        return Mended(plan=_NOTHING, problem=str(error))
    except Unreadable as error:
        return Mended(plan=_NOTHING, problem=f"it could not be read again ({error})")


def _proved(
    source: bytes, report: Report, plan: Plan, said: tuple[Remark, ...], hand: Hand, judge: Callable[[Document], Report]
) -> Mended:
    document, edits = report.document, plan.edits
    written = write(source, document, edits, said, hand)
    homeless = [refusal.what for refusal in written.refused if isinstance(refusal.what, Remark)]
    if homeless:
        # their own words take no comment: they go to the beginning of the contract, and say whose words they are about
        first, last = opening(document)
        moved = tuple(
            replace(one, first=first, last=last, lines=(*one.lines, f"This is about: \u201c{_words(document, one)}\u201d"))
            for one in homeless
        )
        written = write(source, document, edits, (*(one for one in said if one not in homeless), *moved), hand)
    if written.refused:
        return Mended(plan=plan, problem=written.refused[0].why)
    problem = disproved(source, document, written, edits, hand)
    if not problem:
        mended: list[Finding] = [finding for one in plan.mends for finding in one.findings]
        problem = faults(report, judge(read_docx(written.data, document.path, "final")), mended)
    if problem:
        return Mended(plan=plan, problem=problem)
    return Mended(plan=plan, data=written.data, comments=len(said))


def _words(document: Document, remark: Remark) -> str:
    text = document.blocks[remark.first.block].text
    end = remark.last.offset if remark.last.block == remark.first.block else len(text)
    return text[remark.first.offset : end]
