"""Where findings stand for machines: paths as addresses, lines of the plain text that ``clausecheck text`` prints."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from urllib.parse import quote

from clausecheck.finding import Finding, Report


def line(report: Report | None, finding: Finding) -> int:
    """The line, from 1, on which the words of a finding (or the clause that lacks something) begin: a block is a line."""
    place = finding.place
    if report is None or place.clause is None:
        return 1
    pieces = report.clauses[place.clause].located.pieces
    start = place.span.start if place.span else 0
    return next((piece.block for piece in pieces if piece.span.start <= start <= piece.span.end), 0) + 1


def relative(path: str) -> str:
    """A path with forward slashes and nothing before it that only says "here"."""
    return PurePath(path).as_posix()


def address(path: str) -> str:
    """A path as a URI reference."""
    posix = relative(path)
    return ("file://" if posix.startswith("/") else "") + quote(posix.encode("utf-8", "surrogateescape"))


def fingerprint(finding: Finding) -> str:
    """A finding's fingerprint, told apart from the same fault in another contract: forges merge what is equal."""
    said = f"{relative(finding.place.document)}\x1f{finding.fingerprint}"
    return hashlib.sha256(said.encode("utf-8", "surrogateescape")).hexdigest()
