"""JSON: one object for the whole run."""

from __future__ import annotations

import json

from clausecheck.report import Comparison, Look, Results, shapes


def check(what: Results, look: Look) -> str:
    """Findings, coverage and what could not be read; accepted findings only where `look.accepted`."""
    return _printed(
        {
            **shapes.head("clausecheck.check/1", what),
            "reference": {"name": what.reference, "as_of": what.as_of},
            "findings": [shapes.finding(finding) for finding in what.shown(look)],
            "skipped": [{"path": unread.path, "problem": unread.problem} for unread in what.unread],
            "coverage": [
                {"document": report.document.path, **shapes.row(row)} for report in what.reports for row in report.matrix
            ],
        }
    )


def parse(what: Results, look: Look) -> str:
    """The rule trees."""
    return _printed(
        {
            **shapes.head("clausecheck.parse/1", what),
            "documents": [shapes.document(report, look) for report in what.reports],
            "skipped": [{"path": unread.path, "problem": unread.problem} for unread in what.unread],
        }
    )


def diff(what: Comparison, look: Look) -> str:  # noqa: ARG001
    """The changes."""
    return _printed(
        {
            **shapes.head("clausecheck.diff/1", what),
            "old": what.old,
            "new": what.new,
            "meaning_changed": what.meaning_changed,
            "changes": [shapes.change(change) for change in what.changes],
        }
    )


def _printed(shape: shapes.Shape) -> str:
    return json.dumps(shape, ensure_ascii=False, indent=2) + "\n"
