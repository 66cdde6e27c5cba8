"""Findings that a lawyer would send back: each rule that keeps one away, and the true finding beside it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter

import pytest
from test_accuracy import CORPUS

from clausecheck import run
from clausecheck.document import Block, Document
from clausecheck.finding import Finding
from clausecheck.gathering import gathered


def found(text: str) -> tuple[Finding, ...]:
    """What all checks say about a text against the reference us."""
    blocks = tuple(Block(text=line) for line in text.splitlines())
    digest = hashlib.sha256(text.encode()).hexdigest()
    return run.review(Document(path="a.txt", sha256=digest, blocks=blocks), as_of="2026-11-24").findings


def codes(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.code for finding in findings}


def test_a_heading_is_nothing_that_was_not_understood() -> None:
    text = "Section 9.4 Assets Control Rules of OFAC\nBorrower shall not export the Products to Cuba."
    assert "CC002" not in codes(found(text))


def test_transfer_alone_holds_transfer_within_the_country() -> None:
    def acts(text: str) -> set[str]:
        return {finding.key for finding in found(text) if finding.code == "CC106"}

    assert acts("Buyer shall not export, re-export or transfer the Products to Cuba.") == set()
    assert acts("Buyer shall not export or re-export the Products to Cuba.") == {"act:in-country-transfer"}


def test_control_by_a_country_is_no_ownership_test() -> None:
    by_country = (
        "You are not located in, under the control of, or a national of Cuba. You shall not export the Products to Cuba."
    )
    by_person = "You shall not export the Products to Cuba or to any entity under the control of a person on the Entity List."
    assert codes(found(by_country)) & {"CC105", "CC303"} == {"CC105"}
    assert codes(found(by_person)) & {"CC105", "CC303"} == {"CC303"}


def test_who_is_sanctioned_by_an_authority_is_on_no_ended_list() -> None:
    text = "You shall not export the Products to anyone {}."
    assert "CC201" not in codes(found(text.format("sanctioned by the Office of Financial Sanctions Implementation")))
    assert "CC201" in codes(found(text.format("on the OFSI Consolidated List of Asset Freeze Targets")))


def test_a_row_of_authorities_keeps_no_one_list() -> None:
    text = "Buyer shall not export the Products to any person on the Unverified List maintained by {}."
    assert "CC204" not in codes(found(text.format("the Department of State and the Department of the Treasury")))
    assert "CC204" in codes(found(text.format("the Department of the Treasury")))


def test_a_sentence_that_tells_what_a_group_holds_defines_no_term() -> None:
    text = "Buyer shall not export the Products to an embargoed country. Embargoed countries currently include Cuba and Iran."
    assert "CC402" not in codes(found(text))


def test_what_a_group_narrows_is_told_once() -> None:
    text = "Buyer shall not resell the Products to the government of any country in Country Group E:1."
    limited = [finding for finding in found(text) if finding.code == "CC301"]
    assert len(limited) == 1
    assert "Iran" in limited[0].message
    assert "North Korea" in limited[0].message


def test_own_status_is_told_by_one_check_only() -> None:
    text = "You represent that no person who controls you is on the Specially Designated Nationals List."
    assert codes(found(text)) & {"CC301", "CC306"} == {"CC306"}


def test_what_a_list_without_a_name_could_reach_is_told_as_that() -> None:
    text = (
        "Buyer shall not export the Products to Cuba or to any person on any list of restricted parties of the United States."
    )
    missing = [
        finding for finding in found(text) if finding.code == "CC101" and finding.thing and finding.thing.id == "us.ofac.sdn"
    ]
    assert "could reach it" in missing[0].message
    assert missing[0].confidence == "medium"
    assert not any("could reach it" in finding.message for finding in found("Buyer shall not export the Products to Cuba."))


def test_a_bar_without_a_name_stands_beside_a_word_about_oneself() -> None:
    own = "You represent that you are not located in Cuba. "
    assert "CC306" in codes(found(own))
    assert "CC306" not in codes(found(own + "You shall not export the Products to any sanctioned country."))


def named(findings: tuple[Finding, ...], id: str) -> Finding | None:
    return next((one for one in findings if one.thing is not None and one.thing.id == id), None)


def test_what_general_words_could_reach_is_less_severe() -> None:
    bars = "Buyer shall not export the Products to {}."
    plain = named(found(bars.format("Cuba")), "us.bis.entity")
    lists = named(
        found(bars.format("Cuba or to anyone on any list of restricted parties of the United States")), "us.bis.entity"
    )
    persons = named(found(bars.format("any person prohibited by the laws of the United States")), "us.bis.entity")
    places = named(found(bars.format("any sanctioned country")), "CU")
    uses = named(
        found("Buyer shall not use the Products for any purpose prohibited by the Export Administration Regulations."),
        "missile",
    )
    assert plain is not None and plain.severity == "error"  # noqa: PT018
    for finding in (lists, persons, places, uses):
        assert finding is not None
        assert finding.severity == "warning"
        assert "could reach it" in finding.message
    assert "anyone on any list" not in lists.message  # type: ignore[union-attr]
    assert "\u201cany list of restricted parties of the United States\u201d" in lists.message  # type: ignore[union-attr]


def test_general_words_of_another_authority_or_of_some_places_reach_nothing() -> None:
    for words in (
        "anyone on any other list maintained by the Office of Foreign Assets Control",
        "anyone on any similar list maintained by other countries",
        "anyone sanctioned by the Office of Financial Sanctions Implementation",
    ):
        entity = named(
            found(f"Buyer shall not export the Products to any person on the SDN List or to {words}."), "us.bis.entity"
        )
        assert entity is not None
        assert "could reach" not in entity.message, words
    belarus = named(
        found("Buyer shall not sell the Products in Cuba or Iran. The sanctioned countries above get no support."), "BY"
    )
    assert belarus is not None
    assert "could reach" not in belarus.message


def test_one_limit_is_told_once_with_all_that_it_narrows() -> None:
    limited = [
        one
        for one in found("Buyer shall not resell the Products to government buyers in Cuba, Iran or Syria.")
        if one.code == "CC301"
    ]
    (one,) = limited
    assert one.severity == "error"
    assert one.quote == "government buyers"
    assert "Cuba, Iran and Syria" in one.message
    assert "15 CFR 746.2" in {law.title for law in one.sources}


def test_who_may_not_deal_may_not_reexport() -> None:
    def acts(text: str) -> dict[str, str]:
        return {finding.key: finding.severity for finding in found(text) if finding.code == "CC106"}

    assert acts("Buyer shall not engage in any dealings with any person on the Entity List or with Cuba.") == {}
    assert acts("Buyer shall not provide the Software to any person on the Entity List.") == {
        "act:reexport": "warning",
        "act:in-country-transfer": "note",
    }
    assert (
        acts("Licensee agrees that none of the Software is being or will be shipped, transferred or re-exported to Cuba.") == {}
    )


def test_what_takes_in_a_narrower_use_or_user_holds_it() -> None:
    text = "Buyer shall not export the Products to any military end user or for any nuclear end use."
    assert named(found(text), "military.intelligence") is None or named(found(text), "military.intelligence").code == "CC103"  # type: ignore[union-attr]
    assert named(found(text), "nuclear.maritime") is None
    own = "You represent that you are not a military end user. You shall not export the Products to Cuba."
    assert any(one.code == "CC104" and one.thing and one.thing.id == "military.intelligence" for one in found(own))


def test_a_fault_is_told_once_with_what_other_sentences_say_of_it() -> None:
    text = (
        "Licensee agrees that the Software will be shipped, transferred or re-exported to embargoed countries, nor be used for "
        "missile projects. Countries currently subject to U.S. embargo include: Cuba and Iran."
    )
    assert [one.code for one in found(text)].count("CC401") == 1


def test_a_bar_without_its_not_says_nothing_of_use_in_the_place() -> None:
    text = "Buyer shall use the Goods for military end uses in Russia. Buyer shall not export the Goods to Belarus."
    blocks = tuple(Block(text=line) for line in text.splitlines())
    findings = run.review(Document(path="a.txt", sha256="0", blocks=blocks), as_of="2026-11-24", reference="eu").findings
    assert {"CC401", "CC502"} <= codes(findings)
    assert "CC501" not in codes(findings)


def test_the_plural_of_a_defined_term_uses_it() -> None:
    text = (
        "Buyer shall not export the Products to Cuba or Iran (each, a \u201cSanctioned Country\u201d). "
        "Buyer knows that Seller is restricted in Sanctioned Countries."
    )
    assert "CC402" not in codes(found(text))


def test_shares_are_added_up_by_words_right_behind_the_test() -> None:
    text = (
        "Buyer shall not export the Products to any entity that is directly or indirectly owned fifty percent or more by "
        "any person or group of persons in the aggregate, or a wallet of theirs, on the Entity List."
    )
    assert "CC303" not in codes(found(text))


def test_ones_own_status_by_a_group_is_told_too() -> None:
    text = (
        "You are not located in any country to which export is prohibited by U.S. law. You shall comply with all export laws."
    )
    (one,) = (finding for finding in found(text) if finding.code == "CC306")
    assert "vouches for its own status alone" in one.message


def test_all_that_stands_under_a_heading_on_exports_is_read() -> None:
    filler = "The parties shall cooperate in all that concerns delivery, acceptance and payment. " * 12
    bar, use = "Buyer shall not export the Products to Cuba.", "Buyer shall not use the Products for any nuclear end use."

    def missing(heading: str, *paragraphs: str) -> set[str]:
        head = Block(text="1. Definitions", kind="heading", level=1)
        blocks = (
            head,
            Block(text=filler),
            Block(text=heading, kind="heading", level=1),
            *(Block(text=one) for one in paragraphs),
        )
        findings = run.review(Document(path="a.docx", sha256="0", blocks=blocks), as_of="2026-11-24").findings
        return {one.thing.id for one in findings if one.code == "CC103" and one.thing}

    assert "nuclear" not in missing("7. Export", f"7.1 {bar}", f"7.2 {use}")
    assert "nuclear" not in missing("7. Export control", f"7.1 {use}", f"7.2 {bar}")
    assert "nuclear" in missing("7. Miscellaneous", f"7.1 {bar}", f"7.2 {use}")


def test_a_lost_not_is_one_new_finding() -> None:
    text = "Buyer shall not export the Products to Cuba. Buyer {} use the Products for any nuclear end use."
    before, after = found(text.format("shall not")), found(text.format("shall"))
    new = {one.code for one in after if (one.code, one.thing) not in {(one.code, one.thing) for one in before}}
    assert new == {"CC401"}


def severities(text: str, code: str) -> dict[str, str]:
    """How bad each missing thing of a check is, by its id."""
    return {one.thing.id if one.thing else one.key: one.severity for one in found(text) if one.code == code}


def test_a_sort_that_is_left_to_the_law_is_less_severe() -> None:
    duty = "Buyer shall comply with all applicable export control laws"
    bare, some = severities(f"{duty}.", "CC101"), severities(f"{duty} and shall not sell to anyone on the SDN List.", "CC101")
    assert (bare["us.bis.entity"], bare["us.bis.uvl"]) == ("warning", "note")
    assert (some["us.bis.entity"], some["us.bis.uvl"]) == ("error", "warning")  # who names some seems to name all
    no_duty = severities("Buyer shall not export the Products to Cuba.", "CC101")
    assert no_duty["us.bis.entity"] == "error"
    other = severities("Buyer shall comply with the export control laws of the United Kingdom.", "CC101")
    assert other["us.bis.entity"] == "error"
    (told,) = [one for one in found(f"{duty}.") if one.thing and one.thing.id == "us.bis.entity"]
    assert "no clause names it, and only the duty to comply with \u201cexport control laws\u201d could reach it" in told.message


def test_acts_are_left_to_the_law_only_where_none_is_barred() -> None:
    assert severities("Buyer shall comply with all export control laws.", "CC106")["act:reexport"] == "warning"
    both = "Buyer shall comply with all export control laws and shall not resell the Products to Cuba."
    assert severities(both, "CC106")["act:reexport"] == "error"


def test_a_contract_that_speaks_of_no_exports_lacks_no_acts_and_uses() -> None:
    loan = (
        "Borrower shall not use the proceeds of the Loan to finance any dealings with any person on the Specially Designated "
        "Nationals and Blocked Persons List."
    )
    status = "Borrower is not on the Specially Designated Nationals and Blocked Persons List."
    assert set(severities(status, "CC106").values()) == {"note"}
    assert set(severities(loan, "CC103").values()) == {"note"}
    assert severities(loan, "CC101")["us.bis.entity"] == "warning"
    assert severities(loan, "CC105") == {"ownership": "warning"}
    sale = loan.replace("use the proceeds of the Loan to finance any dealings with", "supply the Products to")
    assert severities(sale, "CC103")["nuclear"] == "error"
    assert severities(sale, "CC101")["us.bis.entity"] == "error"
    assert severities(sale, "CC105") == {"ownership": "error"}


def test_whose_subsidiaries_are_meant_depends_on_who_is_barred() -> None:
    bars = "Buyer shall not export the Products to {}."
    assert severities(bars.format("anyone on the Entity List"), "CC105") == {"ownership": "error"}
    assert severities(bars.format("any person prohibited by the laws of the United States"), "CC105") == {
        "ownership": "warning"
    }
    assert severities(bars.format("Cuba"), "CC105") == {"ownership": "note"}


def test_what_everybody_calls_a_thing_defines_no_term() -> None:
    text = "Buyer shall comply with the Export Administration Regulations ({}) and shall not export the Products to Cuba."
    assert "CC402" not in codes(found(text.format("\u201cEAR\u201d")))
    assert "CC402" in codes(found(text.format("\u201cEXAR\u201d")))
    assert "CC402" in codes(found(text.format("\u201cExport Laws\u201d")))


def test_a_bar_on_dealing_with_the_blocked_stands_beside_a_word_about_oneself() -> None:
    own = "Borrower is not on the Specially Designated Nationals List and shall not export the Products to Cuba."
    assert "CC306" in codes(found(own))
    assert "CC306" not in codes(found(own + " Borrower shall not engage in any dealings with any blocked person."))


def test_control_without_a_figure_is_arguable() -> None:
    text = "Buyer shall not export the Products to anyone on the Entity List or to any entity {} any such person."
    assert severities(text.format("owned or controlled by"), "CC303") == {"ownership": "note"}
    assert severities(text.format("owned by"), "CC303") == {"ownership": "warning"}


def test_what_is_asked_for_and_not_required_is_not_said_to_be_barred_outright() -> None:
    text = "Buyer shall comply with all export control laws. Buyer shall not use the Goods for military end uses in Russia."
    limited = {one.thing.id: one for one in found(text) if one.code == "CC301" and one.thing}
    assert "bar it without that limit, though the law bars it only in part" in limited["RU"].message
    assert not any("2021/821" in law.title for one in limited.values() for law in one.sources)
    assert any(law.title == "15 CFR 744.21" for law in limited["military"].sources)


_MOST = {
    "CC001": 66, "CC002": 2, "CC101": 1129, "CC102": 688, "CC103": 968, "CC104": 192, "CC105": 78, "CC106": 104, "CC107": 30,
    "CC201": 2, "CC202": 4, "CC203": 1, "CC204": 1, "CC205": 6, "CC206": 2, "CC207": 46,
    "CC301": 12, "CC303": 18, "CC306": 20, "CC401": 2, "CC402": 7,
}  # fmt: skip
"""The most findings of each check on the hand-read clauses, all of which were read; of a check that is not here none."""
_MOST_ERRORS = {"CC101": 37, "CC102": 65, "CC103": 74, "CC105": 23, "CC106": 13, "CC301": 6}
"""The most of them that are errors: where nothing of the clause could reach what is missing."""
_MOST_GATHERED, _MOST_OF_ONE = 752, 11
"""The most that a report for people says, of all clauses and of one: what is missing of one sort is one finding."""


@pytest.mark.slow
@pytest.mark.skipif(not (CORPUS / "score.py").exists(), reason="the corpus of hand-read clauses is not beside the checkout")
def test_no_check_says_more_about_the_hand_read_clauses_than_was_read() -> None:
    said: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    shown = []
    for name in ("dev", "core", "negatives"):
        for line in (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            findings = found(json.loads(line)["text"])
            said.update(finding.code for finding in findings)
            errors.update(finding.code for finding in findings if finding.severity == "error")
            shown.append(len(gathered(findings)))
            assert name != "negatives" or codes(findings) == {"CC001"}
    assert {code: count for code, count in said.items() if count > _MOST.get(code, 0)} == {}
    assert sum(shown) <= _MOST_GATHERED
    assert max(shown) <= _MOST_OF_ONE
    assert {code: errors[code] for code, most in _MOST_ERRORS.items() if errors[code] > most} == {}


def test_one_or_more_owners_are_arguably_added_up() -> None:
    def told(owners: str) -> tuple[str, str, str]:
        text = (
            "Buyer shall not sell to anyone on the Entity List, or to any entity owned, directly or indirectly, "
            f"50% or more {owners}."
        )
        (one,) = [one for one in found(text) if one.code == "CC303"]
        return one.severity, one.confidence, one.message

    severity, confidence, message = told("by one or more such persons")
    assert (severity, confidence) == ("note", "medium")
    assert "may be read to add up" in message
    severity, confidence, message = told("by any such person")
    assert (severity, confidence) == ("note", "high")
    assert "does not add up" in message


def test_what_alone_whoever_is_listed_may_not_do_is_quoted() -> None:
    text = (
        "If you are on the U.S. Treasury Department's list of Specially Designated Nationals, you may not engage in commercial "
        "activities on the Site (such as advertising)."
    )
    (one,) = [one for one in found(text) if one.code == "CC301"]
    assert "barred only in part (\u201cmay not engage in commercial activities on the Site\u201d)" in one.message
