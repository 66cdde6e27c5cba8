"""The formats, on reports made by hand."""

from __future__ import annotations

import json
from dataclasses import replace

import fabric
import pytest
from rich.cells import cell_len

from clausecheck.document import Span
from clausecheck.finding import Acceptance, Finding, Law, MatrixRow, Place, Report
from clausecheck.report import FORMATS, Comparison, Look, Results, Unread, rendered, wording
from clausecheck.ruletree import Node

TEXT = "Buyer shall not export the Products to Cuba, nor to \u4e2d\u56fd buyers, nor to any person on the SDN List."
CUBA = fabric.thing("territory", "CU")


def finding(words: str | None = "SDN List", severity: str = "error", **fields: object) -> Finding:
    span = fabric.span(TEXT, words) if words else None
    base = Finding(
        code="CC101", name="missing-list", severity=severity, confidence="high", message="something is wrong",  # type: ignore[arg-type]
        place=Place(document="contract.docx", clause=0, path=("7", "7.3"), title="Export", span=span),
        quote=words or "", thing=CUBA, advice="write it anew",
        sources=(Law(title="15 CFR 744", locator="s. 2", read="2026-02-03"),),
        fingerprint="abc",
    )  # fmt: skip
    return replace(base, **fields)  # type: ignore[arg-type]


def results(*findings: Finding, unread: tuple[Unread, ...] = (), fail_on: str = "error", rows: bool = True) -> Results:
    clause = fabric.clause(TEXT, fabric.effect(TEXT, "Cuba", CUBA, limb=("(i)",), via=("Target Countries",)))
    row = MatrixRow(key=CUBA, label="Cuba", required="required", reference="barred", contract="limited", status="in force")
    one: Report = replace(fabric.report(clause), findings=findings, matrix=(row,) if rows else ())
    return Results(
        version="0.1.0", as_of=fabric.AS_OF, age=one.age, reports=(one,), unread=unread, reference="test",
        fail_on=fail_on,  # type: ignore[arg-type]
    )  # fmt: skip


def comparison() -> Comparison:
    return Comparison(version="0.1.0", old="a", new="b", as_of=fabric.AS_OF, age=fabric.report().age, changes=())


@pytest.mark.parametrize(("command", "form"), [(command, form) for command, forms in FORMATS.items() for form in forms])
def test_every_format_ends_its_last_line_and_carries_its_ground(command: str, form: str) -> None:
    what = comparison() if command == "diff" else results(finding())
    text = rendered(command, form, what, Look())
    assert text.endswith("\n")
    assert fabric.AS_OF in text
    if form in ("text", "tree", "markdown"):
        assert "no legal advice" in " ".join(text.split())
        assert "\x1b" not in text


def test_an_unknown_format_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        rendered("diff", "jsonl", comparison(), Look())


@pytest.mark.parametrize("width", [40, 60, 100, 200])
def test_text_underlines_the_words_and_keeps_to_the_width(width: int) -> None:
    lines = rendered("check", "text", results(finding(), rows=False), Look(width=width)).splitlines()
    assert max(cell_len(line) for line in lines) <= width
    at = next(index for index, line in enumerate(lines) if line.lstrip().startswith("| ") and "~~~" in line)
    start, size = lines[at].index("~"), lines[at].count("~")
    shown = lines[at - 1]
    cells = 0
    for index, char in enumerate(shown):
        if cells == start:
            assert shown[index : index + size] == "SDN List"
            break
        cells += cell_len(char)
    else:
        pytest.fail("nothing stands over the underline")


def test_text_names_place_law_and_advice() -> None:
    text = rendered("check", "text", results(finding(confidence="medium")), Look(width=120))
    for words in ("CC101 missing-list", "7.3 Export", "write it anew", "15 CFR 744, s. 2 (read 2026-02-03)", "medium"):
        assert words in text
    assert "\u25b2 error" in text


def test_the_last_line_counts_clean_stale_and_unread() -> None:
    unread = (Unread(path="b.docx", problem="no zip"),)

    def last(what: Results) -> str:
        return rendered("check", "text", what, Look()).splitlines()[-1]

    assert last(results(finding(), unread=unread)) == "2 contracts, 0 clean, 1 stale, 1 unread"
    assert last(results(finding(severity="warning"))) == "1 contract, 1 clean, 0 stale, 0 unread"
    assert last(results(finding(severity="warning"), fail_on="warning")) == "1 contract, 0 clean, 1 stale, 0 unread"
    accepted = finding(accepted=Acceptance(reason="known"))
    assert last(results(accepted)) == "1 contract, 1 clean, 0 stale, 0 unread"


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "markdown"])
def test_accepted_findings_show_only_when_asked(form: str) -> None:
    what = results(finding(accepted=Acceptance(reason="we know that", where="baseline.json")))
    assert "we know that" not in rendered("check", form, what, Look())
    assert "we know that" in rendered("check", form, what, Look(accepted=True))


def test_colour_adds_nothing_but_colour() -> None:
    import re

    plain = rendered("check", "text", results(finding()), Look())
    coloured = rendered("check", "text", results(finding()), Look(colour=True))
    assert "\x1b[" in coloured
    stripped = "\n".join(line.rstrip() for line in re.sub(r"\x1b\[[\d;]*m", "", coloured).splitlines()) + "\n"
    assert stripped == plain


def test_quiet_text_is_the_last_line() -> None:
    assert rendered("check", "text", results(finding()), Look(quiet=True)) == "1 contract, 0 clean, 1 stale, 0 unread\n"


def test_json_puts_limbs_apart_from_norms() -> None:
    whole = Span(start=0, end=len(TEXT))
    limb = Node(kind="limb", label="(i)", span=fabric.span(TEXT, "to Cuba"), exceptions=(fabric.span(TEXT, "Cuba"),))
    inner = Node(kind="permission", span=fabric.span(TEXT, "SDN List"))
    norm = Node(kind="prohibition", span=whole, bearer="Buyer", modality="shall not", children=(limb, inner))
    clause = fabric.clause(TEXT, norms=(norm,))
    one = fabric.report(clause)
    what = Results(version="0.1.0", as_of=fabric.AS_OF, age=one.age, reports=(one,))
    (shape,) = json.loads(rendered("parse", "json", what, Look()))["documents"][0]["clauses"][0]["norms"]
    assert [each["label"] for each in shape["limbs"]] == ["(i)"]
    assert [each["kind"] for each in shape["norms"]] == ["permission"]
    assert shape["limbs"][0]["exceptions"] == [{"start": 39, "end": 43, "text": "Cuba"}]
    assert (shape["bearer"], shape["modality"]) == ("Buyer", "shall not")


def test_the_tree_shows_limb_chain_and_explanation() -> None:
    text = rendered("parse", "tree", results(), Look(width=120, explain=True))
    for words in ("territory CU", "(i)", "Target Countries", "productions: sentence > prohibition > list"):
        assert words in text
    assert "productions" not in rendered("parse", "tree", results(), Look(width=120))


def test_markdown_escapes_what_it_would_read_as_its_own() -> None:
    text = rendered("check", "markdown", results(finding(message="a | b <script> *c* [d](e)")), Look())
    assert "a \\| b \\<script\\> \\*c\\* \\[d\\](e)" in text
    assert "| ~ | Cuba | required | barred | limited | in force |" in text


@pytest.mark.parametrize("words", ["Buyer", "SDN List.", "Products to Cuba", TEXT])
@pytest.mark.parametrize("width", [20, 40, 80, 300])
def test_an_excerpt_holds_its_words(words: str, width: int) -> None:
    cut = wording.excerpt(TEXT, fabric.span(TEXT, words), width)
    assert len(cut.line) <= width + 1
    shown = cut.line[cut.start : cut.end]
    assert shown == words or (len(words) > width - 2 and words.startswith(shown.rstrip("\u2026")))
