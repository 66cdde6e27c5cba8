"""Fingerprints that survive renumbering, reordering and reformatting, and the file of findings that were there before."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from clausecheck.document import Span
from clausecheck.finding import Acceptance, Finding, Report
from clausecheck.ruletree import Clause, Node

SCHEMA = "clausecheck.baseline/1"
_ENUMERATOR = re.compile(r"\((?:[ivxlcdm]+|[a-z]|\d+)\)|^\s*(?:\d+(?:\.\d+)*[.)]?|[a-z][.)])\s", re.IGNORECASE)
_SECTION_NUMBER = re.compile(r"\b\d+(?:\.\d+)+\b|\b(?:section|clause|article|paragraph)s?\s+\d+\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;]\s|\n")


class BaselineError(Exception):
    """A baseline file that cannot be used; `str()` is one line."""


class _Held(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    fingerprint: str
    code: str = ""
    document: str = ""
    message: str = ""


class _File(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    schema: str
    findings: list[_Held]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A finding that was there before: its fingerprint, its code, the contract, and its words then."""

    fingerprint: str
    code: str = ""
    document: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The findings that were there before, and the file that says so."""

    path: str
    entries: tuple[Entry, ...]


# ---------------------------------------------------------------- fingerprints


def fingerprinted(findings: Iterable[Finding], clauses: Sequence[Clause]) -> tuple[Finding, ...]:
    """The findings of one contract with their fingerprints, unique among them.

    A fingerprint is a hash of code, thing and the normalised limb or sentence that holds the quote; for something missing,
    of code, thing and the clause's title. Numbers of sections, paths, offsets and message wording do not enter.
    """
    seen: Counter[str] = Counter()
    done = []
    for finding in findings:
        body = "\x1f".join((finding.code, _subject(finding), _ground(finding, clauses)))
        seen[body] += 1
        if seen[body] > 1:
            body += f"\x1f{seen[body]}"
        done.append(replace(finding, fingerprint=hashlib.sha256(body.encode("utf-8")).hexdigest()[:24]))
    return tuple(done)


def _subject(finding: Finding) -> str:
    return f"{finding.thing.kind}:{finding.thing.id}" if finding.thing else finding.key


def _ground(finding: Finding, clauses: Sequence[Clause]) -> str:
    span, index = finding.place.span, finding.place.clause
    if span is None or index is None:
        return normalised(finding.place.title)
    return normalised(holding(clauses[index], span))


def holding(clause: Clause, span: Span) -> str:
    """The words of the innermost limb or norm that holds `span`, narrowed to the sentence around it."""
    stretch = _innermost(clause.tree.norms, span) or Span(start=0, end=len(clause.text))
    begin, end = stretch.start, stretch.end
    for stop in _SENTENCE_END.finditer(clause.text, stretch.start, stretch.end):
        if stop.end() <= span.start:
            begin = stop.end()
        elif stop.start() >= span.end:
            end = stop.start()
            break
    return clause.text[begin:end]


def _innermost(nodes: Iterable[Node], span: Span) -> Span | None:
    for node in nodes:
        if node.span.start <= span.start and span.end <= node.span.end:
            return _innermost(node.children, span) or node.span
    return None


def normalised(text: str) -> str:
    """`text` without case, punctuation, enumerators and section numbers, its words one space apart."""
    plain = _SECTION_NUMBER.sub(" ", _ENUMERATOR.sub(" ", text))
    return " ".join(re.findall(r"\w+", plain.casefold()))


# ---------------------------------------------------------------- the file


def load(path: Path) -> Baseline:
    """The baseline in the file at `path`. Raises BaselineError."""
    try:
        held = msgspec.json.decode(path.read_bytes(), type=_File)
    except OSError as error:
        raise BaselineError(f"{path}: cannot be read: {error.strerror}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BaselineError(f"{path}: no baseline: {error}; write one with --write-baseline") from error
    if held.schema != SCHEMA:
        raise BaselineError(f"{path}: schema {held.schema!r} is not {SCHEMA!r}; write it anew with --write-baseline")
    entries = (Entry(fingerprint=o.fingerprint, code=o.code, document=o.document, message=o.message) for o in held.findings)
    return Baseline(path=str(path), entries=tuple(entries))


def applied(reports: Sequence[Report], baseline: Baseline, there: Callable[[str], bool]) -> tuple[Report, ...]:
    """The reports with the findings that the baseline holds marked as accepted.

    A fingerprint counts in the contract that it was written for. What stands there for contracts that are gone (`there` says
    whether a path still leads to one) counts once each in whatever contract has it: the file was renamed. A copy of a faulty
    contract is a new one.
    """
    checked = {report.document.path for report in reports}
    own = {(one.document, one.fingerprint) for one in baseline.entries}
    moved = Counter(
        one.fingerprint
        for one in baseline.entries
        if one.document not in checked and not (one.document and there(one.document))
    )
    acceptance = Acceptance(reason="was there when the baseline was written", where=baseline.path)
    done = []
    for report in reports:
        findings = []
        for one in report.findings:
            known = (report.document.path, one.fingerprint) in own
            if not known and moved[one.fingerprint] > 0:
                moved[one.fingerprint] -= 1
                known = True
            findings.append(replace(one, accepted=acceptance) if known and not one.accepted else one)
        done.append(replace(report, findings=tuple(findings)))
    return tuple(done)


def written(reports: Iterable[Report], before: Baseline | None = None, there: Callable[[str], bool] = bool) -> str:
    """The text of a baseline that holds what the reports find: sorted, so that two runs write the same bytes.

    What `before` holds of contracts that are there and were not checked stays; the rest of it is left out.
    """
    reports = tuple(reports)
    checked = {report.document.path for report in reports}
    rows = {
        (one.place.document, one.code, one.fingerprint, one.message)
        for report in reports
        for one in report.findings
        if one.fingerprint and (one.accepted is None or before is None or one.accepted.where == before.path)
    }
    for entry in before.entries if before else ():
        if entry.document not in checked and there(entry.document):
            rows.add((entry.document, entry.code, entry.fingerprint, entry.message))
    held = [
        {"fingerprint": fingerprint, "code": code, "document": document, "message": message}
        for document, code, fingerprint, message in sorted(rows)
    ]
    return json.dumps({"schema": SCHEMA, "findings": held}, ensure_ascii=False, indent=2) + "\n"
