"""Chooses among the proposals: each is tried on the file, and kept only where its findings are gone and no others have come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from clausecheck.finding import Finding, Report
from clausecheck.knowledge import Knowledge
from clausecheck.mending import words
from clausecheck.mending.proposals import MISSING, Proposer
from clausecheck.mending.words import Wording
from clausecheck.references import Reference
from clausecheck.ruletree import STRENGTH, Clause, Thing, strongest
from clausecheck.word import Addition, Edit, Insertion, Replacement

_ORDER = ("names", "acts", "territories", "lists", "ownership", "uses", "elements")
"""What is put in first: later proposals are tried on top of what was kept."""
_TOGETHER = frozenset({"territories", "lists", "acts", "uses"})
Key = tuple[str, Thing | None, str]
_TRIES = 12
"""Proposals that are tried for one group of findings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What the contract with some edits is judged to be; None and a reason where they cannot be written."""

    report: Report | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """Findings and the edits that mend them."""

    findings: tuple[Finding, ...]
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be written, finding by finding, and why nothing is for the rest ("" where nothing was to be tried)."""

    mends: tuple[Mend, ...] = ()
    left: tuple[tuple[Finding, str], ...] = ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All edits, those at one place made one."""
        return merged(edit for mend in self.mends for edit in mend.edits)


def planned(
    report: Report,
    reference: Reference,
    model: tuple[Clause, ...],
    knowledge: Knowledge,
    trial: Callable[[tuple[Edit, ...]], Trial],
) -> Plan:
    """What to put into the contract of `report` for its findings.

    `model` are the clauses of the reference's own text; `trial` writes edits into the file, reads and judges it again.
    """
    if not report.clauses:
        return Plan(left=tuple((finding, "the contract has no clause to put it into") for finding in report.findings))
    home = max(range(len(report.clauses)), key=lambda index: (len(report.clauses[index].effects), -index))
    proposer = Proposer(
        document=report.document,
        clauses=report.clauses,
        wording=Wording(reference=reference, model=model, knowledge=knowledge),
        knowledge=knowledge,
        names=words.parties(report.document, report.clauses),
        home=home,
    )
    return _Planner(report, proposer, trial).plan()


class _Planner:
    def __init__(self, report: Report, proposer: Proposer, trial: Callable[[tuple[Edit, ...]], Trial]) -> None:
        self._report = report
        self._proposer = proposer
        self._trial = trial
        self._kept: list[Mend] = []
        self._after: Report | None = None
        self._blamed: set[Thing | None] = set()
        self._left: dict[int, str] = {}
        self._gone: set[int] = set()

    def plan(self) -> Plan:
        findings = self._report.findings
        for kind, group in _groups(findings):
            self._mend(kind, group)
        mended = {id(finding) for mend in self._kept for finding in mend.findings}
        left = tuple((one, self._left.get(id(one), "")) for one in findings if id(one) not in mended)
        return Plan(mends=tuple(self._kept), left=left)

    def _mend(self, kind: str, group: Sequence[Finding]) -> None:
        group = [finding for finding in group if id(finding) not in self._gone]
        if not group:
            return
        why = self._try(kind, group)
        if why is None:
            return
        if len(group) == 1:
            self._left[id(group[0])] = why
            return
        # one that cannot be mended must not keep out the others: first without what brought a new finding, then one by one
        blamed = [finding for finding in group if finding.thing in self._blamed]
        rest = [finding for finding in group if finding.thing not in self._blamed]
        if blamed and rest:
            self._mend(kind, rest)
        for finding in blamed if blamed and rest else group:
            self._mend(kind, [finding])

    def _try(self, kind: str, group: Sequence[Finding]) -> str | None:
        """None where the group was mended; else why not."""
        reasons: list[str] = []
        for number, proposal in enumerate(self._proposer.proposals(kind, group)):
            if number == _TRIES:
                break
            if not proposal.edits:
                reasons.append(proposal.why_not)
                continue
            mend = Mend(findings=tuple(group), edits=proposal.edits)
            why = self._judged([*self._kept, mend])
            if not why:
                self._keep(mend)
                return None
            reasons.append(why)
        # what was out of bounds says more than what did not help
        stretches = [reason for reason in reasons if reason.startswith("the stretch")]
        return next(iter(stretches + reasons), "no place for it was found in the clause")

    def _keep(self, mend: Mend) -> None:
        """Keep a mend that was judged good, with the other findings that it did away with ("re-export" in a new sentence)."""
        held = [finding for one in self._kept for finding in one.findings] + list(mend.findings)
        left = Counter(map(_key, self._after.findings)) if self._after else Counter[Key]()
        also = [one for one in self._report.findings if not any(one is other for other in held) and not left[_key(one)]]
        self._kept.append(replace(mend, findings=(*mend.findings, *also)))
        self._gone |= {id(finding) for finding in also}

    def _judged(self, mends: Sequence[Mend]) -> str:
        edits = merged(edit for mend in mends for edit in mend.edits)
        if _collide(edits):
            return "it would stand in words that are changed already"
        trial = self._trial(edits)
        if trial.report is None:
            return trial.why
        self._after = trial.report
        mended = [finding for mend in mends for finding in mend.findings]
        self._blamed |= {finding.thing for finding in come(self._report, trial.report, mended)}
        return faults(self._report, trial.report, mended)


def _groups(findings: Iterable[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    """The findings that can be mended, those that go into one place together."""
    held: dict[str, list[Finding]] = {}
    for finding in findings:
        kind = MISSING.get(finding.code)
        if kind is not None and not finding.accepted and (finding.severity != "note" or not _optional(finding)):
            held.setdefault(kind, []).append(finding)
    for kind in _ORDER:
        group = held.get(kind, [])
        if kind in _TOGETHER and group:
            yield kind, group
        else:
            yield from ((kind, [finding]) for finding in group)


def _optional(finding: Finding) -> bool:
    """Whether the reference does not insist: what matters for some trades only is said, not put in."""
    return finding.place.span is None


def faults(before: Report, after: Report, mended: Iterable[Finding]) -> str:
    """Why `after` is not what mending these findings of `before` should make of it; "" where it is.

    The findings must be gone, none may have come, what could be read must still be, and nothing may be barred less.
    """
    new = come(before, after, mended)
    if new:
        about = new[0].subject or new[0].quote or new[0].key
        return f"with it the contract would have {new[0].code} {new[0].name} ({about})"
    if sum(len(clause.tree.unparsed) for clause in after.clauses) > sum(len(clause.tree.unparsed) for clause in before.clauses):
        return "with it the clause would no longer be understood"
    held = _effects(after)
    for thing, strength in _effects(before).items():
        if held.get(thing, len(STRENGTH)) > strength:
            return f"with it {thing.kind} {thing.id} would be barred less than before"
    return ""


def come(before: Report, after: Report, mended: Iterable[Finding]) -> list[Finding]:
    """The findings of `after` that `before` has not, or that are mended ones which are still there."""
    old, new = Counter(map(_key, before.findings)), Counter(map(_key, after.findings))
    old.subtract(Counter(map(_key, mended)))
    return [finding for finding in after.findings if new[_key(finding)] > max(0, old[_key(finding)])]


def _effects(report: Report) -> dict[Thing, int]:
    kinds = ("list", "territory", "territory_group", "end_use", "end_user")
    return {
        thing: STRENGTH.index(effect.effect) for thing, (_, effect) in strongest(report.clauses).items() if thing.kind in kinds
    }


def _key(finding: Finding) -> Key:
    return finding.code, finding.thing, finding.key


# ---------------------------------------------------------------- edits


def merged(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits with insertions at one place made one, in their order."""
    found: dict[tuple[int, int], Insertion] = {}
    others: list[Edit] = []
    for edit in edits:
        if isinstance(edit, Insertion):
            held = found.get((edit.block, edit.offset))
            text = (held.text if held else "") + edit.text
            found[edit.block, edit.offset] = Insertion(block=edit.block, offset=edit.offset, text=text)
        else:
            others.append(edit)
    return (*others, *found.values())


def _collide(edits: Sequence[Edit]) -> bool:
    """Whether two edits want the same words."""
    struck = sorted((edit.block, edit.span.start, edit.span.end) for edit in edits if isinstance(edit, Replacement))
    if any(one[0] == other[0] and other[1] < one[2] for one, other in pairwise(struck)):
        return True
    if len({edit.block for edit in edits if isinstance(edit, Addition)}) < sum(isinstance(edit, Addition) for edit in edits):
        return True
    return any(
        edit.block == block and start < edit.offset < end
        for edit in edits
        if isinstance(edit, Insertion)
        for block, start, end in struck
    )
