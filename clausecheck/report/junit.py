"""JUnit XML: a suite for each contract, a case for each finding, which fails at or above ``--fail-on``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from clausecheck.finding import Finding
from clausecheck.report import Look, Results, wording

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def check(what: Results, look: Look) -> str:
    """One ``testsuites``; a contract that could not be read is a case with an error, one without findings passes."""
    root = ElementTree.Element("testsuites", name="clausecheck")
    for report in what.reports:
        _suite(root, report.document.path, what.of(report, look), what)
    if what.housekeeping:
        _suite(root, "settings", what.housekeeping, what)
    for unread in what.unread:
        suite = ElementTree.SubElement(root, "testsuite", name=_clean(unread.path), tests="1", failures="0", errors="1")
        case = ElementTree.SubElement(suite, "testcase", classname=_clean(unread.path), name="unread")
        ElementTree.SubElement(case, "error", message=_clean(unread.problem), type="unread")
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _suite(root: ElementTree.Element, path: str, findings: Sequence[Finding], what: Results) -> None:
    failures = sum(what.fails(one) for one in findings)
    suite = ElementTree.SubElement(
        root, "testsuite", name=_clean(path), tests=str(max(len(findings), 1)), failures=str(failures), errors="0"
    )
    held = ElementTree.SubElement(suite, "properties")
    ground = wording.ground(what.as_of, what.age, what.reference)
    for name, value in (("as-of", what.as_of), ("reference", what.reference), ("ground", ground)):
        ElementTree.SubElement(held, "property", name=name, value=_clean(value))
    if not findings:
        ElementTree.SubElement(suite, "testcase", classname=_clean(path), name="no findings")
    for finding in findings:
        name = " ".join(filter(None, (finding.code, finding.name, finding.subject or finding.quote[:60])))
        place = wording.where(finding.place)
        case = ElementTree.SubElement(suite, "testcase", classname=_clean(path), name=_clean(f"{name} ({place})"))
        text = "\n".join(
            filter(
                None,
                (
                    finding.message,
                    f"\u201c{finding.quote}\u201d" if finding.quote else "",
                    f"Advice: {finding.advice}" if finding.advice else "",
                    wording.laws(finding.sources),
                ),
            )
        )
        if what.fails(finding):
            failure = ElementTree.SubElement(case, "failure", message=_clean(finding.message), type=finding.severity)
            failure.text = _clean(text)
        else:
            ElementTree.SubElement(case, "system-out").text = _clean(f"{finding.severity}: {text}")


def _clean(text: str) -> str:
    """`text` without what XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)
