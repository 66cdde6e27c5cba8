"""SARIF 2.1.0, for code scanning: rules with their pages, results with clause paths and fingerprints of their own."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterable

from clausecheck.checks import CHECKS
from clausecheck.finding import Finding, Report
from clausecheck.gathering import gathered
from clausecheck.report import Look, Results, wording
from clausecheck.report.places import address, fingerprint, line
from clausecheck.report.shapes import Shape

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
MOST = 5_000
"""Results of one run that GitHub keeps: the worst come first."""
_FINGERPRINT = "clausecheck/v1"


def check(what: Results, look: Look) -> str:
    """One run; accepted findings are there as suppressed ones, with the reason."""
    results = [_result(report, finding) for report, finding in _worst_first(what, look)]
    unread = [
        {"level": "error", "message": {"text": f"{one.path}: {one.problem}"}, "locations": [_file(one.path, 1)]}
        for one in what.unread
    ]
    run = {
        "tool": {
            "driver": {
                "name": "clausecheck",
                "semanticVersion": what.version,
                "rules": _rules(),
                "properties": {"knowledge": what.age.knowledge, "oldestSource": what.age.oldest_source or None},
            }
        },
        "invocations": [{"executionSuccessful": not unread, "toolExecutionNotifications": unread}],
        "columnKind": "unicodeCodePoints",
        "results": results if look.accepted else [one for one in results if not one.get("suppressions")],
        "properties": {"asOf": what.as_of, "reference": what.reference, "ground": wording.ground(what.as_of, what.age)},
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _worst_first(what: Results, look: Look) -> list[tuple[Report | None, Finding]]:
    found: list[tuple[Report | None, Finding]] = [
        (report, one) for report in what.reports for one in gathered(report.findings, apart=look.times)
    ]
    found += [(None, one) for one in what.housekeeping]
    return sorted(found, key=lambda held: ("error", "warning", "note").index(held[1].severity))[:MOST]


def _rules() -> list[Shape]:
    rules = []
    for page in CHECKS:
        meta, text = page.META, inspect.cleandoc(page.__doc__ or "")
        rules.append(
            {
                "id": meta.code,
                "name": "".join(word.capitalize() for word in meta.name.split("-")),
                "shortDescription": {"text": meta.summary},
                "fullDescription": {"text": " ".join(text.split("\n\n")[1].split()) if "\n\n" in text else meta.summary},
                "help": {"text": text, "markdown": text},
                "defaultConfiguration": {"level": meta.severity},
                "properties": {"tags": [meta.name]},
            }
        )
    return rules


_INDEX = {page.META.code: number for number, page in enumerate(CHECKS)}


def _result(report: Report | None, finding: Finding) -> Shape:
    place = finding.place
    location = _file(place.document, line(report, finding))
    if finding.quote:
        location["physicalLocation"]["region"]["snippet"] = {"text": finding.quote}
    if place.clause is not None:
        name = " > ".join(filter(None, (*place.path, place.title))) or f"clause {place.clause + 1}"
        location["logicalLocations"] = [{"fullyQualifiedName": name, "kind": "clause"}]
    result: Shape = {
        "ruleId": finding.code,
        "ruleIndex": _INDEX[finding.code],
        "level": finding.severity,
        "message": {"text": _message(finding)},
        "locations": [location],
        "partialFingerprints": {_FINGERPRINT: fingerprint(finding)},
        "properties": {
            "confidence": finding.confidence,
            "thing": f"{finding.thing.kind}:{finding.thing.id}" if finding.thing else None,
            "sources": [wording.law(one) for one in finding.sources],
        },
    }
    if finding.accepted:
        until = f" (until {finding.accepted.until})" if finding.accepted.until else ""
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": finding.accepted.reason + until}]
    return result


def _message(finding: Finding) -> str:
    """What is wrong, in which clause, and what to put in: forges show nothing else of a finding."""
    parts: Iterable[str] = (
        f"{wording.where(finding.place)}: {finding.message}" if finding.place.clause is not None else finding.message,
        f"Advice: {finding.advice}" if finding.advice else "",
    )
    return "\n".join(filter(None, parts))


def _file(path: str, at: int) -> Shape:
    return {"physicalLocation": {"artifactLocation": {"uri": address(path)}, "region": {"startLine": at}}}
