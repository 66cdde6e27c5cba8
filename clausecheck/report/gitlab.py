"""The Code Quality report of GitLab: a list of issues, whose fingerprints differ from contract to contract."""

from __future__ import annotations

import hashlib
import json

from clausecheck.finding import Finding, Report, Severity
from clausecheck.report import Look, Results, wording
from clausecheck.report.places import fingerprint, line, relative

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "note": "info"}


def check(what: Results, look: Look) -> str:
    """One issue a finding; a contract that could not be read is a blocker."""
    issues = [_issue(report, one, what) for report in what.reports for one in what.of(report, look)]
    issues += [_issue(None, one, what) for one in what.housekeeping]
    for unread in what.unread:
        path = relative(unread.path)
        issues.append(
            {
                "description": f"unread: {unread.problem}",
                "check_name": "unread",
                "fingerprint": hashlib.sha256(f"unread\x1f{path}".encode("utf-8", "surrogateescape")).hexdigest(),
                "severity": "blocker",
                "location": {"path": path, "lines": {"begin": 1}},
            }
        )
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _issue(report: Report | None, finding: Finding, what: Results) -> dict[str, object]:
    laws = wording.laws(finding.sources)
    body = (f"Advice: {finding.advice}" if finding.advice else "", laws, wording.ground(what.as_of, what.age, what.reference))
    place = f"{wording.where(finding.place)}: " if finding.place.clause is not None else ""
    return {
        "description": f"{finding.code} {place}{'; '.join(finding.message.splitlines())}",
        "content": {"body": "\n\n".join(filter(None, body))},
        "check_name": f"{finding.code} {finding.name}",
        "fingerprint": fingerprint(finding),
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": relative(finding.place.document), "lines": {"begin": line(report, finding)}},
    }
