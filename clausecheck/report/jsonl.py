"""JSON lines: one object a contract (`parse`) or a finding (`check`)."""

from __future__ import annotations

import json

from clausecheck.report import Look, Results, shapes


def check(what: Results, look: Look) -> str:
    """One line a finding, then one line for each contract that could not be read."""
    head = {**shapes.head("clausecheck.check/1", what), "reference": {"name": what.reference, "as_of": what.as_of}}
    lines = [{**head, **shapes.finding(finding)} for finding in what.shown(look)]
    lines += [{**head, "skipped": {"path": unread.path, "problem": unread.problem}} for unread in what.unread]
    return _printed(lines)


def parse(what: Results, look: Look) -> str:
    """One line for each element of ``documents``, with schema, day and knowledge on each."""
    head = shapes.head("clausecheck.parse/1", what)
    return _printed([{**head, **shapes.document(report, look)} for report in what.reports])


def _printed(shapes_: list[shapes.Shape]) -> str:
    return "".join(json.dumps(shape, ensure_ascii=False) + "\n" for shape in shapes_)
