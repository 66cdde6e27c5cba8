"""One contract from findings to a Word file with tracked changes and comments, handed out only once it is proved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from clausecheck.document import Document, Unreadable
from clausecheck.finding import Finding, Report
from clausecheck.knowledge import Knowledge
from clausecheck.mending.drafted import drafted
from clausecheck.mending.planning import Plan, Trial, faults, planned
from clausecheck.mending.proof import disproved
from clausecheck.mending.remarks import about, at_marks, opening, remarks
from clausecheck.mending.words import Wording
from clausecheck.reading import read_bytes
from clausecheck.references import Reference
from clausecheck.ruletree import Clause
from clausecheck.word import Addition, Edit, Hand, Insertion, Remark, Replacement, Unwritable, write


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """What came of it: the file, or None and the `problem`; the plan; the comments that were written.

    `warning` is a sentence about the file that whoever opens it in Word must know, or "".
    """

    plan: Plan
    data: bytes | None = None
    problem: str = ""
    warning: str = ""
    remarks: tuple[Remark, ...] = ()


_NOTHING = Plan()
_Place = tuple[object, ...]


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
    notes_at_marks: bool = False,
) -> Mended:
    """The Word file `source` with what its findings lack as tracked changes, and all findings as comments.

    `report` is on `source` in the view ``final``, `model` the clauses of the reference's own text; `judge` reviews a document
    like `report`. With `notes_at_marks`, comments on the words of a note stand at its mark in the text. A file of which
    anything could not be proved is not handed out.
    """
    wording = Wording(reference=reference, model=model, knowledge=knowledge)
    mender = _Mender(source, report, wording, hand, judge, notes_at_marks=notes_at_marks)
    try:
        if comments_only:
            return mender.proved(Plan(left=tuple((finding, "") for finding in report.findings)))
        mended = mender.proved(mender.plan(mender.on_draft))
        # what the text alone promised did not come true, as where a number that Word counts matters: each trial on the file
        return mended if mended.data or not mender.misjudged else mender.proved(mender.plan(mender.on_file))
    except Unwritable as error:
        return Mended(plan=_NOTHING, problem=str(error))
    except Unreadable as error:
        return Mended(plan=_NOTHING, problem=f"it could not be read again ({error})")


class _Mender:
    """Plans, writes and proves one file. `misjudged` says that the written file is not judged as its plan was."""

    def __init__(
        self,
        source: bytes,
        report: Report,
        wording: Wording,
        hand: Hand,
        judge: Callable[[Document], Report],
        *,
        notes_at_marks: bool = False,
    ) -> None:
        self.misjudged = False
        self._source = source
        self._report = report
        self._document = report.document
        self._wording = wording
        self._hand = hand
        self._judge = judge
        self._notes_at_marks = notes_at_marks
        self._refused: dict[_Place, str] = {}
        """Places where the file takes no words, and why."""

    def plan(self, trial: Callable[[tuple[Edit, ...]], Trial]) -> Plan:
        """What `trial` lets pass, all of it where the file takes it: made anew as long as some place turns out to refuse it."""
        wording = self._wording
        while True:
            made = planned(self._report, wording.reference, wording.model, wording.knowledge, trial)
            written = write(self._source, self._document, made.edits, (), self._hand) if made.edits else None
            refused = {_place(one.what): one.why for one in (written.refused if written else ())}
            if not refused.keys() - self._refused.keys():
                return made
            self._refused |= refused

    def on_draft(self, edits: tuple[Edit, ...]) -> Trial:
        """The edits tried on the text alone: fast, and right unless the file has something to say."""
        why = next((why for edit in edits if (why := self._refused.get(_place(edit)))), "")
        return Trial(why=why) if why else Trial(report=self._judge(drafted(self._document, edits)))

    def on_file(self, edits: tuple[Edit, ...]) -> Trial:
        """The edits tried on the file: written, and read again."""
        written = write(self._source, self._document, edits, (), self._hand)
        if written.refused:
            return Trial(why=written.refused[0].why)
        return Trial(report=self._judge(read_bytes(written.data, self._document.path)))

    def proved(self, plan: Plan) -> Mended:
        """The file with the plan and all comments written, if it can be proved."""
        document, edits = self._document, plan.edits
        said = remarks(plan, document, self._report.clauses, self._wording)
        if self._notes_at_marks:
            said = at_marks(said, document)
        written = write(self._source, document, edits, said, self._hand)
        homeless = [refusal.what for refusal in written.refused if isinstance(refusal.what, Remark)]
        if homeless:
            # their own words take no comment: they go to the beginning of the contract, and say whose words they are about
            first, last = opening(document)
            moved = tuple(replace(one, first=first, last=last, lines=(*one.lines, about(one, document))) for one in homeless)
            said = (*moved, *(one for one in said if one not in homeless))
            written = write(self._source, document, edits, said, self._hand)
        if written.refused:
            return Mended(plan=plan, problem=written.refused[0].why)
        final = read_bytes(written.data, document.path)
        problem = disproved(self._source, document, written, final, edits, self._hand)
        if not problem:
            mended: list[Finding] = [finding for one in plan.mends for finding in one.findings]
            problem = faults(self._report, self._judge(final), mended)
            self.misjudged = bool(problem)
        if problem:
            return Mended(plan=plan, problem=problem)
        return Mended(plan=plan, data=written.data, warning=written.warning, remarks=said)


def _place(what: Edit | Remark) -> _Place:
    """Where an edit stands, whatever its words."""
    if isinstance(what, Insertion):
        return "insertion", what.block, what.offset
    if isinstance(what, Replacement):
        return "replacement", what.block, what.span
    return "addition", what.block if isinstance(what, Addition) else what.first.block
