"""Findings that a lawyer would send back: each rule that keeps one away, and the true finding beside it."""

from __future__ import annotations

import hashlib

from clausecheck import run
from clausecheck.document import Block, Document
from clausecheck.finding import Finding


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
