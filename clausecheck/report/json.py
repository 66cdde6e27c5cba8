"""JSON: one object for the whole run."""

from __future__ import annotations

import json

from clausecheck.report import Asking, Comparison, Fixing, Look, Results, shapes


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


def ask(what: Asking, look: Look) -> str:  # noqa: ARG001
    """The case, the verdict and what decides it."""
    return _printed({**shapes.head("clausecheck.ask/1", what), "document": what.document, **shapes.asking(what)})


def fix(what: Fixing, look: Look) -> str:  # noqa: ARG001
    """What was put in for which finding, what was only commented on and why, and every comment."""
    document, plan = what.report.document, what.mended.plan
    return _printed(
        {
            **shapes.head("clausecheck.fix/1", what),
            "reference": {"name": what.report.reference, "as_of": what.as_of},
            "document": document.path,
            "output": what.output,
            "warnings": [what.mended.warning] if what.mended.warning else [],
            "mended": [
                {
                    "findings": [shapes.finding(finding) for finding in mend.findings],
                    "edits": [shapes.edit(edit, document) for edit in mend.edits],
                }
                for mend in plan.mends
            ],
            "left": [{"finding": shapes.finding(finding), "why": why or None} for finding, why in plan.left],
            "comments": [shapes.remark(remark, document) for remark in what.mended.remarks],
        }
    )


def _printed(shape: shapes.Shape) -> str:
    return json.dumps(shape, ensure_ascii=False, indent=2) + "\n"
