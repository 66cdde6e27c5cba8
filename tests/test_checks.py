"""Checks on clauses made by hand: what each finds, where, how bad, and where it stays silent."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import fabric
import pytest

from clausecheck import baseline, checks, comparison, knowledge
from clausecheck.document import Span
from clausecheck.finding import Finding
from clausecheck.references import Reference
from clausecheck.ruletree import Clause, Definition, Node, OwnershipTest, Reading, Thing, Unparsed

SDN = fabric.thing("list", "us.ofac.sdn")
ENTITY = fabric.thing("list", "us.bis.entity")
CUBA = fabric.thing("territory", "CU")
SYRIA = fabric.thing("territory", "SY")
TEXT = "Buyer shall not export the Products to Cuba or to any person on the SDN List or the Entity List kept by the Treasury."


def found(
    *clauses: Clause,
    reference: Reference | None = None,
    model: tuple[Clause, ...] = (),
    notes: tuple[str, ...] = (),
    as_of: str = fabric.AS_OF,
) -> tuple[Finding, ...]:
    """What all checks say about a document of these clauses."""
    known = knowledge.load()
    asked = reference or fabric.reference()
    context = checks.Context(
        document=fabric.document(*clauses, notes=notes),
        clauses=clauses,
        reference=asked,
        model=model,
        knowledge=known,
        as_of=as_of,
        matrix=comparison.matrix(asked, clauses, known, as_of, model=model),
    )
    return checks.run_checks(context)


def codes(findings: Iterable[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def only(findings: Iterable[Finding], code: str) -> Finding:
    one = [finding for finding in findings if finding.code == code]
    assert len(one) == 1, codes(findings)
    return one[0]


def test_codes_names_and_modules_agree() -> None:
    held = [page.META.code for page in checks.CHECKS]
    assert held == sorted(set(held))
    assert len({page.META.name for page in checks.CHECKS}) == len(held)
    for page in checks.CHECKS:
        assert re.fullmatch(r"CC\d{3}", page.META.code)
        assert page.__name__.rpartition(".")[2] == page.META.name.replace("-", "_")  # type: ignore[attr-defined]


@pytest.mark.parametrize(("word", "expected"), [("CC101", 1), ("missing-list", 1), ("cc1", 7), ("CC", len(checks.CHECKS))])
def test_a_check_is_named_by_code_name_or_prefix(word: str, expected: int) -> None:
    assert len(checks.named(word)) == expected


def test_an_unknown_check_is_answered_with_the_nearest() -> None:
    with pytest.raises(checks.UnknownCheck, match="did you mean missing-list"):
        checks.named("mising-list")
    assert checks.chosen(["CC1"], ["missing-list"]) == {"CC102", "CC103", "CC104", "CC105", "CC106", "CC107"}


# ---------------------------------------------------------------- reading


def test_a_contract_without_clause_is_never_clean() -> None:
    assert codes(found()) == ["CC001"]
    assert codes(found(notes=("not-english",))) == ["CC004"]
    assert codes(found(notes=("image-only",))) == ["CC005"]


def test_an_unread_stretch_is_a_note_at_its_words() -> None:
    clause = fabric.clause(TEXT, unparsed=(Unparsed(span=fabric.span(TEXT, "kept by the Treasury")),))
    finding = only(found(clause), "CC002")
    assert (finding.severity, finding.quote) == ("note", "kept by the Treasury")


def test_readings_matter_only_where_verdicts_differ() -> None:
    def reading(*verdicts: tuple[tuple[Thing, str], ...]) -> Reading:
        return Reading(
            span=fabric.span(TEXT, "Cuba"),
            choices=("limits both", "limits one"),
            reason="near",
            verdicts=verdicts,  # type: ignore[arg-type]
        )

    same, other = ((CUBA, "barred"),), ((CUBA, "limited"),)
    assert "CC003" not in codes(found(fabric.clause(TEXT, readings=(reading(same, same),))))
    finding = only(found(fabric.clause(TEXT, readings=(reading(same, other),))), "CC003")
    assert "Cuba" in finding.message
    assert "if it limits both, Cuba is barred outright; if it limits one, Cuba is barred only in part" in finding.message
    assert "The first is taken here (near)" in finding.message


# ---------------------------------------------------------------- coverage


@pytest.mark.parametrize(
    ("effect", "missing"),
    [("barred", False), ("limited", False), ("defective", False), ("mentioned", True), ("permitted", True), ("required", True)],
)
def test_a_list_is_missing_unless_something_bars_it(effect: str, missing: bool) -> None:
    clause = fabric.clause(TEXT, fabric.effect(TEXT, "SDN List", SDN, effect))  # type: ignore[arg-type]
    assert ("CC101" in codes(found(clause, reference=fabric.reference(SDN)))) is missing


@pytest.mark.parametrize(("level", "severity"), [("required", "error"), ("recommended", "warning"), ("optional", "note")])
def test_the_level_of_the_requirement_is_the_severity(level: str, severity: str) -> None:
    finding = only(found(fabric.clause(TEXT), reference=fabric.reference(ENTITY, level=level)), "CC101")
    assert finding.severity == severity
    assert finding.place.span is None
    assert finding.thing == ENTITY
    assert "Entity List" in finding.message
    assert "Bureau of Industry and Security" in finding.message
    assert fabric.AS_OF in finding.message
    assert "Entity List" in (finding.advice or "")
    assert finding.sources


def test_a_group_bars_its_members_but_not_where_it_is_spelt_out() -> None:
    embargoed = fabric.thing("territory_group", "us.embargoed")
    asked = fabric.reference(fabric.thing("territory", "IR"))
    for text, missing in (
        ("Buyer shall not export to embargoed countries.", False),
        ("Buyer shall not export to embargoed countries, including Cuba.", False),
        ("Buyer shall not export to embargoed countries, currently, Cuba and Syria.", True),
        ("Buyer shall not export to embargoed countries (Cuba, Syria).", True),
        ("Buyer shall not export to embargoed countries or to Cuba.", False),
        (f"Buyer shall not export to embargoed countries: {'see our compliance department; ' * 4}also Cuba.", False),
    ):
        effects = [fabric.effect(text, "embargoed countries", embargoed)]
        if "Cuba" in text:
            effects.append(fabric.effect(text, "Cuba", CUBA))
        assert ("CC102" in codes(found(fabric.clause(text, *effects), reference=asked))) is missing, text


def test_acts_and_ownership_are_asked_for() -> None:
    asked = fabric.reference("ownership", "act:reexport", "act:export")
    findings = found(fabric.clause(TEXT), reference=asked)
    assert sorted(codes(findings)) == ["CC105", "CC106"]
    assert only(findings, "CC106").key == "act:reexport"
    test = OwnershipTest(span=Span(start=0, end=5), percent=50, at_least=True)
    full = fabric.clause(TEXT, ownership=(test,), actions=("export", "reexport"))
    assert codes(found(full, reference=asked)) == []


# ---------------------------------------------------------------- currency


def test_an_ended_list_is_reported_from_its_end_on() -> None:
    evaders = fabric.thing("list", "uk.ofsi")
    text = "Buyer shall not export to persons on the OFSI Consolidated List."
    clause = fabric.clause(text, fabric.effect(text, "OFSI Consolidated List", evaders))
    assert "CC201" in codes(found(clause, as_of="2026-11-24"))
    assert "CC201" not in codes(found(clause, as_of="2025-01-01"))


def test_a_territory_with_some_measures_ended_is_changed_not_ended() -> None:
    text = "Buyer shall not export to Syria."
    clause = fabric.clause(text, fabric.effect(text, "Syria", SYRIA))
    finding = only(found(clause, as_of="2026-11-24"), "CC207")
    assert "2025-06-30" in finding.message
    assert "under 15 CFR 746.9" in (finding.advice or "")
    assert "CC203" not in codes(found(clause, as_of="2026-11-24"))
    assert codes(found(clause, as_of="2019-09-09")) == []


@pytest.mark.parametrize(
    ("kept_by", "wrong"),
    [(("us.treasury",), True), (("us.bis",), False), (("us.commerce",), False), ((), False), (("us.bis", "us.ofac"), True)],
)
def test_a_list_is_kept_by_its_keeper_or_those_above(kept_by: tuple[str, ...], wrong: bool) -> None:
    clause = fabric.clause(TEXT, fabric.effect(TEXT, "Entity List", ENTITY, kept_by=kept_by))
    findings = found(clause)
    assert ("CC204" in codes(findings)) is wrong
    if wrong:
        assert "Bureau of Industry and Security" in only(findings, "CC204").message


def test_an_old_name_of_a_list_is_a_note_with_the_new_one() -> None:
    text = "Buyer shall not export to persons on the Table of Denial Orders."
    listed = fabric.thing("list", "us.bis.dpl")
    finding = only(found(fabric.clause(text, fabric.effect(text, "Table of Denial Orders", listed))), "CC202")
    assert finding.severity == "note"
    assert "Denied Persons List" in (finding.advice or "")


# ---------------------------------------------------------------- scope


def test_a_limit_is_a_fault_only_where_the_reference_has_none() -> None:
    text = "Buyer shall not export to government buyers in Cuba."
    limited = fabric.clause(text, fabric.effect(text, "Cuba", CUBA, "limited", limit="government buyers"))
    full = fabric.clause(text, fabric.effect(text, "Cuba", CUBA))
    asked = fabric.reference(CUBA)
    finding = only(found(limited, reference=asked, model=(full,)), "CC301")
    assert "government buyers" in finding.message
    assert finding.place.span == fabric.span(text, "Cuba")
    assert "CC301" not in codes(found(limited, reference=asked, model=(limited,)))
    assert "CC301" not in codes(found(full, reference=asked, model=(full,)))


@pytest.mark.parametrize(
    ("test", "severity"),
    [
        ({"percent": 50.0, "at_least": True, "direct_or_indirect": True, "aggregate": True}, None),
        ({"percent": 25.0, "direct_or_indirect": True, "aggregate": True}, None),
        ({"percent": 50.0, "at_least": True, "direct_or_indirect": True}, "note"),
        ({"percent": 50.0, "at_least": False, "direct_or_indirect": True, "aggregate": True}, "warning"),
        ({"percent": 75.0, "at_least": True, "direct_or_indirect": True, "aggregate": True}, "warning"),
        ({"percent": None, "direct_or_indirect": True, "aggregate": True}, "warning"),
        ({"percent": None, "direct_or_indirect": True, "aggregate": True, "control": True}, "note"),
        (
            {"percent": 50.0, "at_least": True, "direct_or_indirect": True, "aggregate": True, "direction": "owner-of"},
            "warning",
        ),
    ],
)
def test_an_ownership_test_is_measured_by_the_model(test: dict[str, object], severity: str | None) -> None:
    whole = Span(start=0, end=10)
    model = OwnershipTest(span=whole, percent=50, at_least=True, direct_or_indirect=True, aggregate=True)
    clause = fabric.clause(TEXT, ownership=(OwnershipTest(span=whole, **test),))  # type: ignore[arg-type]
    findings = found(clause, reference=fabric.reference("ownership"), model=(fabric.clause(TEXT, ownership=(model,)),))
    assert [finding.severity for finding in findings if finding.code == "CC303"] == ([severity] if severity else [])


def test_a_party_that_vouches_for_itself_bars_nobody() -> None:
    asked = fabric.reference(SDN)
    own = fabric.effect(TEXT, "SDN List", SDN, norm="representation", acts=())
    dealing = fabric.effect(TEXT, "SDN List", SDN, norm="prohibition")
    both = replace(own, by=(*own.by, *dealing.by))
    assert only(found(fabric.clause(TEXT, own), reference=asked), "CC306").severity == "warning"
    assert "CC306" not in codes(found(fabric.clause(TEXT, both), reference=asked))
    assert "CC306" not in codes(found(fabric.clause(TEXT, dealing), reference=asked))


# ---------------------------------------------------------------- drafting


def test_a_lost_not_is_reported_at_its_norm() -> None:
    text = "Buyer shall export the Products to Cuba."
    node = Node(kind="prohibition", span=Span(start=0, end=len(text)), defect="lost-not")
    clause = fabric.clause(text, fabric.effect(text, "Cuba", CUBA, "defective"), norms=(node,))
    finding = only(found(clause), "CC401")
    assert finding.severity == "error"
    assert "Cuba" in finding.message
    assert "not" in finding.message


def test_a_definition_without_use_is_a_note() -> None:
    span = fabric.span(TEXT, "SDN List")
    used, idle = (Definition(term="SDN", span=span, meaning=span, uses=uses) for uses in (1, 0))
    assert "CC402" not in codes(found(fabric.clause(TEXT, definitions=(used,))))
    assert only(found(fabric.clause(TEXT, definitions=(idle,))), "CC402").quote == "SDN List"


def test_the_worst_comes_first() -> None:
    span = fabric.span(TEXT, "SDN List")
    clause = fabric.clause(TEXT, definitions=(Definition(term="SDN", span=span, meaning=span),))
    findings = found(clause, reference=fabric.reference(CUBA, "act:reexport"))
    assert [finding.severity for finding in findings] == ["error", "error", "note"]


# ---------------------------------------------------------------- fingerprints


def _printed(text: str, words: str, *, path: tuple[str, ...] = ("7",), title: str = "Export") -> str:
    definition = Definition(term="SDN", span=fabric.span(text, words), meaning=fabric.span(text, words))
    clause = fabric.clause(text, definitions=(definition,), path=path, title=title)
    (finding,) = (one for one in found(clause) if one.code == "CC402")
    return baseline.fingerprinted([finding], [clause])[0].fingerprint


def test_a_fingerprint_survives_renumbering_and_reformatting() -> None:
    first = _printed("(i) Nobody exports to an SDN. See Section 7.3.", "SDN")
    assert _printed("(iv)  Nobody EXPORTS to an\u00a0SDN. See Section 8.1.", "SDN", path=("9", "9.2")) == first
    assert _printed("First of all, pay. (i) Nobody exports to an SDN. See Section 7.3.", "SDN") == first
    assert _printed("(i) Nobody sells to an SDN. See Section 7.3.", "SDN") != first


def test_fingerprints_of_equal_findings_are_counted() -> None:
    text = "Nobody exports to an SDN."
    twice = (Definition(term="SDN", span=fabric.span(text, "SDN"), meaning=fabric.span(text, "SDN")),) * 2
    clause = fabric.clause(text, definitions=twice)
    prints = [one.fingerprint for one in baseline.fingerprinted(found(clause), [clause]) if one.code == "CC402"]
    assert len(prints) == len(set(prints)) == 2
    assert prints[0] == _printed(text, "SDN")


def test_fingerprints_of_missing_things_tell_them_apart() -> None:
    asked = fabric.reference(SDN, ENTITY, "act:reexport", "act:in-country-transfer")
    clause = fabric.clause(TEXT)
    one = baseline.fingerprinted(found(clause, reference=asked), [clause])
    assert len({finding.fingerprint for finding in one}) == len(one) == 4
    less = baseline.fingerprinted(found(clause, reference=fabric.reference("act:in-country-transfer")), [clause])
    assert less[0].fingerprint in {finding.fingerprint for finding in one}
