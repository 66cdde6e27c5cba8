"""Findings that somebody accepted, with a reason: in the settings, or in a comment of the Word file.

An acceptance that has expired, and one that accepts nothing, holds back no finding and is reported itself.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from clausecheck.document import ADDRESS, Comment
from clausecheck.finding import Acceptance, Accepting, Finding, Report

_COMMENT = re.compile(rf"{ADDRESS}\s*accept\s*\[(?P<checks>[^\]]*)\]\s*(?P<reason>.*)", re.IGNORECASE | re.DOTALL)
_UNTIL = re.compile(r"[\s(,;]*\buntil\s+(?P<day>\d{4}-\d{2}-\d{2})\)?\s*\.?\s*$", re.IGNORECASE)


class Unaccepted(Exception):
    """A comment that means to accept and cannot; `str()` says why, in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What acceptances did to one contract: its report, and the indices of those that took a finding, or would have in time."""

    report: Report
    used: frozenset[int] = frozenset()
    expired: frozenset[int] = frozenset()


def from_comment(comment: Comment, document: str, codes: Callable[[str], frozenset[str]]) -> Accepting:
    """The acceptance that a comment writes down. Raises Unaccepted, and what `codes` raises for a check that is none."""
    found = _COMMENT.match(comment.text)
    by = f"comment of {comment.author}" if comment.author else "a comment"
    if found is None:
        raise Unaccepted(f"{by} is not \u201cclausecheck: accept[NAME] reason\u201d: \u201c{comment.text[:60]}\u201d")
    words = [word for word in re.split(r"[\s,]+", found["checks"]) if word]
    until = _UNTIL.search(found["reason"])
    reason = (found["reason"][: until.start()] if until else found["reason"]).strip(" .:;,-\u2013\u2014")
    if not words:
        raise Unaccepted(f"{by} names no check: write \u201cclausecheck: accept[NAME] reason\u201d")
    if not reason:
        raise Unaccepted(f"{by} gives no reason: write it behind \u201caccept[{', '.join(words)}]\u201d")
    return Accepting(
        check=", ".join(words),
        codes=frozenset(code for word in words for code in codes(word)),
        reason=reason,
        until=until["day"] if until else "",
        document=document,
        blocks=frozenset(comment.blocks),
        where=f"{document}: {by}" + (f", {comment.date[:10]}" if comment.date else ""),
    )


def applied(report: Report, acceptances: Sequence[Accepting], as_of: str) -> Outcome:
    """The report with what acceptances hold marked as accepted, on the day `as_of`; the first that fits counts."""
    used, expired, findings = set(), set(), []
    for finding in report.findings:
        fits = [index for index, one in enumerate(acceptances) if _fits(one, finding, report)]
        living = [index for index in fits if not _over(acceptances[index], as_of)]
        expired |= set(fits) - set(living)
        used |= set(living)
        if living and finding.accepted is None:
            held = acceptances[living[0]]
            finding = replace(finding, accepted=Acceptance(reason=held.reason, until=held.until, where=held.where))
        findings.append(finding)
    return Outcome(report=replace(report, findings=tuple(findings)), used=frozenset(used), expired=frozenset(expired))


def _over(one: Accepting, as_of: str) -> bool:
    return bool(one.until) and one.until < as_of


def _fits(one: Accepting, finding: Finding, report: Report) -> bool:
    if finding.code not in one.codes or (one.document and one.document != report.document.path):
        return False
    if one.fingerprint and one.fingerprint != finding.fingerprint:
        return False
    if one.blocks:
        return finding.place.clause is None or any(
            piece.block in one.blocks for piece in report.clauses[finding.place.clause].located.pieces
        )
    return not one.clause or _is_clause(one.clause, finding)


def _is_clause(wanted: str, finding: Finding) -> bool:
    """Whether a clause is meant by its number (the whole path, or any step of it) or its title ("*" for anything)."""
    path = finding.place.path
    names: Iterable[str] = (*path, ">".join(path), " > ".join(path), finding.place.title)
    return any(fnmatch.fnmatchcase(name.casefold(), wanted.strip().casefold()) for name in names if name)
