"""The formats, on reports made by hand."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import fabric
import pytest
from rich.cells import cell_len

from clausecheck import run
from clausecheck.document import Span
from clausecheck.explanation import explained, knowledge_of
from clausecheck.finding import Acceptance, Finding, Law, MatrixRow, Place, Report
from clausecheck.knowledge import load
from clausecheck.mending import Mended, Plan
from clausecheck.parsing import parse_clause
from clausecheck.reading import read
from clausecheck.report import FORMATS, Asking, Comparison, Fixing, Look, Results, Unread, rendered, wording
from clausecheck.resolve import resolve
from clausecheck.ruletree import Clause, Exclusion, Located, Node, Piece, ThingKind
from clausecheck.scenario import Case, Verdict

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


def fixing() -> Fixing:
    plan = Plan(left=((finding(), "the stretch where it would stand was not understood"),))
    return Fixing(version="0.1.0", report=fabric.report(), output="out.docx", mended=Mended(plan=plan, data=b"x"))


def asking() -> Asking:
    return Asking(
        version="0.1.0", document="a", as_of=fabric.AS_OF, age=fabric.report().age, clauses=(), case=Case(to=(CUBA,)),
        verdict=Verdict(answer="not barred"),
    )  # fmt: skip


@pytest.mark.parametrize(("command", "form"), [(command, form) for command, forms in FORMATS.items() for form in forms])
def test_every_format_ends_its_last_line_and_carries_its_ground(command: str, form: str) -> None:
    what = {"ask": asking, "diff": comparison, "fix": fixing}.get(command, lambda: results(finding()))()
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
    assert "\u2717 error" in text


def test_the_last_line_counts_clean_stale_and_unread() -> None:
    unread = (Unread(path="b.docx", problem="no zip"),)

    def last(what: Results) -> str:
        return rendered("check", "text", what, Look()).splitlines()[-1]

    assert last(results(finding(), unread=unread)) == "2 contracts, 0 clean, 1 stale, 1 unread"
    assert last(results(finding(severity="warning"))) == "1 contract, 0 clean, 1 stale (0 at or above error), 0 unread"
    assert last(results(finding(severity="note"))) == "1 contract, 1 clean (1 with notes), 0 stale, 0 unread"
    assert last(results(finding(severity="note"), fail_on="note")) == "1 contract, 0 clean, 1 stale, 0 unread"
    assert last(results()) == "1 contract, 1 clean, 0 stale, 0 unread"
    assert last(results(finding(severity="warning"), fail_on="warning")) == "1 contract, 0 clean, 1 stale, 0 unread"
    accepted = finding(accepted=Acceptance(reason="known"))
    assert last(results(accepted)) == "1 contract, 1 clean, 0 stale, 0 unread"


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "markdown"])
def test_accepted_findings_show_only_when_asked(form: str) -> None:
    what = results(finding(accepted=Acceptance(reason="we know that", where="baseline.json")))
    assert "we know that" not in rendered("check", form, what, Look())
    assert "we know that" in rendered("check", form, what, Look(accepted=True))


def test_colour_adds_nothing_but_colour() -> None:
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
    for words in ("territory CU", "7.3(i)", "“Target Countries”", "productions: prohibition › list “Cuba”"):
        assert words in text
    assert "productions" not in rendered("parse", "tree", results(), Look(width=120))


# ---------------------------------------------------------------- why


CHAIN = (
    "7.3 Buyer shall not knowingly export the Products (i) to government buyers in any Closed Country, other than Sudan, or "
    "(ii) to any person on the Entity List kept by the U.S. Department of Commerce, unless authorized by BIS. The Products "
    "are being or will be shipped to Belarus, nor be used in missile projects.\n"
    "1.4 “Closed Country” means any Target Country[1].\n"
    "[1] “Target Country” means Iran or Syria.\n"
    "Embargoed countries currently include Cuba. Buyer may not deal with persons in any such country."
)


@cache
def chain() -> Clause:
    """A real clause with a definition in another section that leads to one in a note, read by the cascade."""
    starts = [0, *(at + 1 for at, char in enumerate(CHAIN) if char == "\n"), len(CHAIN) + 1]
    roles = (("body", 4), ("definition", 4), ("note", 4), ("body", 0))
    pieces = tuple(
        Piece(span=Span(start=start, end=end - 1), block=number, label=label, role=role)  # type: ignore[arg-type]
        for number, ((start, end), (role, label)) in enumerate(zip(pairwise(starts), roles, strict=True))
    )
    located = Located(path=("7", "7.3"), title="", evidence=(), text=CHAIN, pieces=pieces)
    return resolve(located, parse_clause(located, load()), load(), fabric.AS_OF)


def why(kind: ThingKind, id: str) -> dict[str, str]:
    """The lines of the explanation by their names; of several with one name the last."""
    effect = chain().effect(fabric.thing(kind, id))
    assert effect is not None, [each.thing for each in chain().effects]
    return {line.name: line.words for line in explained(chain(), effect, load())}


def test_the_path_leads_over_limb_terms_section_and_note() -> None:
    lines = why("territory", "IR")
    assert lines["path"] == "7.3(i) → “Closed Country” → section 1.4 → “Target Country” → note 1"
    assert lines["words"] == "“Iran”"
    assert lines["norm"] == "prohibition: Buyer “shall not knowingly” export"
    assert lines["narrowed"] == "for these end users only “government buyers”"
    assert lines["knowledge"] == "“knowingly”"
    productions = lines["productions"]
    assert productions.startswith("prohibition “shall not knowingly” › limb (i) › definition “Closed Country” › definition ")
    assert productions.endswith(" “Iran”")


def test_the_path_of_a_thing_in_a_limb_is_its_number() -> None:
    lines = why("list", "us.bis.entity")
    assert lines["path"] == "7.3(ii)"
    assert lines["kept by"] == (
        "United States Department of Commerce, as the clause says; in law Bureau of Industry and Security"
    )
    assert "limb (ii)" in lines["productions"]


def test_such_country_leads_to_the_sentence_that_tells_them() -> None:
    assert why("territory", "CU")["path"] == "7.3 → “such country” → “Embargoed countries”"


def test_a_carve_out_and_a_lost_not_are_named() -> None:
    assert "Sudan" in why("territory", "SD")["carved out"]
    assert why("territory", "BY")["fault"] == "the “not” is missing"


def test_the_law_is_dated_and_has_its_source() -> None:
    lines = why("territory", "SY")
    assert "ended on 2025-06-30" in lines["law"]
    assert "(as of 2026-11-24)" in lines["law"]
    assert "(read 20" in lines["source"]
    assert "law" not in why("authority", "us.commerce")


def test_a_name_outside_any_norm_is_said_to_be_known_by_its_name_alone() -> None:
    clause = clause_of("Embargoes: Iran.")
    (effect,) = (each for each in clause.effects if each.thing.id == "IR")
    lines = {line.name: line.words for line in explained(clause, effect, load())}
    assert "by their name alone" in lines["by name"]
    assert "productions" not in lines


def test_an_ambiguous_modifier_is_told_with_its_readings() -> None:
    clause = clause_of("Buyer shall not resell to buyers in Iran or to any other buyers for use in missile projects.")
    iran = next(each for each in clause.effects if each.thing.id == "IR")
    lines = explained(clause, iran, load())
    at = next(number for number, line in enumerate(lines) if line.name == "readings")
    assert "for use in missile projects" in lines[at].words
    assert [line.name for line in lines[at + 1 : at + 3]] == ["", ""]
    assert lines[at + 1].words.startswith("1. ")
    assert "taken" in lines[at + 1].words
    assert "taken" not in lines[at + 2].words


def clause_of(text: str) -> Clause:
    whole = Piece(span=Span(start=0, end=len(text)), block=0)
    located = Located(path=(), title="", evidence=(), text=text, pieces=(whole,))
    return resolve(located, parse_clause(located, load()), load(), fabric.AS_OF)


def test_the_explanation_of_the_sample_has_a_path_for_every_effect_and_no_internals() -> None:
    document = read(Path(__file__).parent.parent / "samples" / "hikvision-2019.docx")
    (report,) = [run.parsed(document, as_of=fabric.AS_OF)]
    paths = {}
    for clause in report.clauses:
        for effect in clause.effects:
            lines = explained(clause, effect, knowledge_of(report))
            paths[effect.thing.id] = next(line.words for line in lines if line.name == "path")
            said = "\n".join(line.words for line in lines)
            assert effect.quote.split()[0] in said
            assert not re.search(r"\b(?:phrase|stray|series(?!-qualifier)|None|Span|us\.[a-z]+)\b", said), said
    assert paths["CU"] == "7.3(i) → “Target Countries” → note 1"
    assert paths["us.ofac.sdn"] == "7.3(ii)"
    assert paths["wmd"] == "7.3(iii)"
    assert paths["us.ear"] == "7.3"


def test_markdown_escapes_what_it_would_read_as_its_own() -> None:
    text = rendered("check", "markdown", results(finding(message="a | b <script> *c* [d](e)")), Look())
    assert "a \\| b \\<script\\> \\*c\\* \\[d\\](e)" in text
    assert "| ~ | Cuba | required | barred | limited | in force |" in text


@pytest.mark.parametrize("form", ["text", "markdown", "json", "jsonl"])
def test_the_ground_is_said_with_what_is_laid_over_it_and_its_age(form: str) -> None:
    what = results(finding())
    age = replace(what.age, overlay="company", warning="the knowledge is of 2020-01-01")
    text = rendered("check", form, replace(what, age=age), Look(width=300))
    for words in ("company", "the knowledge is of 2020-01-01", what.age.oldest_source, what.age.knowledge):
        assert words in text
    assert "company" not in rendered("check", form, what, Look(width=300))


def test_a_provision_is_there_or_not_and_never_barred() -> None:
    rows = [
        MatrixRow(key="element:remedies", label="remedies", required="required", reference="required", contract=contract)  # type: ignore[arg-type]
        for contract in (None, "required")
    ]
    assert [wording.row_cells(row)[0] for row in rows] == ["\u2212", "+"]
    assert [wording.row_words(row) for row in rows] == ["not there", "provided for"]
    assert {wording.row_cells(row)[3] for row in rows} == {"provided for"}


@pytest.mark.parametrize("words", ["Buyer", "SDN List.", "Products to Cuba", TEXT])
@pytest.mark.parametrize("width", [20, 40, 80, 300])
def test_an_excerpt_holds_its_words(words: str, width: int) -> None:
    cut = wording.excerpt(TEXT, fabric.span(TEXT, words), width)
    assert len(cut.line) <= width + 1
    shown = cut.line[cut.start : cut.end]
    assert shown == words or (len(words) > width - 2 and words.startswith(shown.rstrip("\u2026")))


def test_a_duty_is_to_comply_and_not_to_do_the_acts_it_speaks_of() -> None:
    law, text = fabric.thing("instrument", "us.ear"), "Customer shall comply with the EAR in exporting and selling."
    whole = Span(start=0, end=len(text))
    held = Exclusion(thing=law, span=fabric.span(text, "EAR"))
    duty = Node(kind="obligation", span=whole, bearer="Customer", modality="shall", acts=("export", "sell"), exclusions=(held,))
    assert duty.deed == "comply (export, sell)"
    assert replace(duty, exclusions=()).deed == "(export, sell)"
    assert replace(duty, kind="prohibition").deed == "export, sell"
    assert replace(duty, acts=("comply",)).deed == "comply"
    assert replace(duty, acts=()).deed == ""
