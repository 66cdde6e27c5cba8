"""Checks on scope and drafting, on whole sentences: where they speak, and where a lawyer would not want them to."""

from __future__ import annotations

import pytest

import clausecheck
from clausecheck import reading
from clausecheck.finding import Finding

TODAY = "2026-11-24"
_ABOUT = ("CC006", "CC206", "CC302", "CC304", "CC305", "CC403", "CC404", "CC405", "CC406", "CC407")


def found(text: str) -> list[Finding]:
    """The findings on drafting in a contract of this text."""
    document = reading.read_bytes(text.encode("utf-8"), "contract.txt")
    return [one for one in clausecheck.check(document, as_of=TODAY) if one.code in _ABOUT]


SPEAKS = [
    ("CC302", "Buyer shall not knowingly export the Products to Cuba or Iran.", "knowingly"),
    ("CC302", "To the best of its knowledge, Buyer is not on the Entity List.", "To the best of its knowledge"),
    (
        "CC302",
        "Buyer shall not knowingly: (a) export the Products to Cuba; or (b) sell them to anyone on the Entity List.",
        "knowingly",
    ),
    ("CC304", "Buyer should not export the Products to Cuba or Iran.", "should"),
    ("CC304", "Buyer will try not to export the Products to Iran.", "try not to"),
    (
        "CC304",
        "Buyer shall use commercially reasonable efforts to ensure that the Products are not exported to Iran.",
        "efforts to",
    ),
    ("CC304", "Buyer shall endeavour to comply with the Export Administration Regulations.", "endeavour to"),
    ("CC305", "Buyer shall not export the Products to Iran unless Seller agrees otherwise.", "unless Seller agrees otherwise"),
    (
        "CC305",
        "Buyer shall not export the Products to Iran without the prior written consent of Seller.",
        "without the prior written consent of Seller",
    ),
    (
        "CC305",
        "Buyer shall not export the Products to Iran except in the ordinary course of business.",
        "except in the ordinary course of business",
    ),
    (
        "CC206",
        "Buyer shall not export the Products to any country subject to a U.S. embargo (currently Cuba, Iran and Syria).",
        "currently",
    ),
    (
        "CC206",
        "Buyer shall not sell to any person on the Entity List as of the date of this Agreement.",
        "as of the date of this Agreement",
    ),
    ("CC404", "Buyer shall not export to (i) Cuba, (ii) Iran, (ii) North Korea or (iii) Syria.", "(ii)"),
    ("CC404", "Buyer shall not export:\n(a) to Cuba;\n(b) to Iran;\n(d) to anyone on the Entity List.", "(d)"),
    (
        "CC405",
        "Buyer shall not sell to (a) any person in Cuba; (b) any person on the Entity List; or (c) any company that is "
        "owned 50 percent or more by persons described in paragraph (e).",
        "paragraph (e)",
    ),
    (
        "CC405",
        "1. Supply\nSeller sells.\n2. Price\nBuyer pays.\n3. Export\nBuyer shall not export the Products to Cuba. Section 9.2 "
        "applies to any breach.\n4. Law\nThe laws of Delaware apply.",
        "Section 9.2",
    ),
    ("CC407", "[INSERT NAME] shall not export the Products to Cuba.", "[INSERT NAME]"),
    ("CC407", "Buyer shall not export the Products to Cuba or [●].", "[●]"),
    ("CC407", "Buyer shall not export the Products to Cuba, Iran or ________.", "________"),
    ("CC407", "{{counterparty}} shall not export the Products to Cuba.", "{{counterparty}}"),
    (
        "CC403",
        "1. Supply\nSeller sells.\n2. Export\nBuyer shall comply with the EAR and shall not sell to any Restricted Party.\n"
        "3. Law\nThe laws of Delaware apply.",
        "Restricted Party",
    ),
    ("CC006", "Export Control. The parties shall comply with the Export Policy at https://example.com/export.", ""),
    ("CC006", "1. Price\nBuyer pays.\n2. Sanctions\nThe terms set out in Schedule 4 (Sanctions) apply.\n3. Law\nNone.", ""),
    (
        "CC406",
        "Distributor shall sell the Sensors only to customers that (a) are not located in Iran; or (b) are not named on the "
        "Denied Persons List.",
        "",
    ),
]
SILENT = [
    # the law itself turns on knowledge
    "Buyer shall not sell to anyone that it knows or has reason to know will use the Products in nuclear weapons.",
    # another provision bars the same outright
    "Buyer shall not export the Products to Cuba. Buyer shall not knowingly sell to any person who will ship them to Cuba.",
    # a strong modal takes the place of the weak words
    "Buyer shall use reasonable efforts to inform Seller and shall not export the Products to Iran.",
    "Should Seller so request, Buyer shall certify that it has not exported the Products to Iran.",
    # what the template of the European Commission asks for
    "Buyer shall not export the Products to Russia. Buyer shall undertake its best efforts to ensure that third parties do not "
    "export the Products to Russia.",
    # a licence, whoever else consents
    "Buyer shall not export the Products to Iran without a license of the U.S. Government.",
    "Buyer shall not export the Products to Iran without the prior written consent of Seller and any required license.",
    "Buyer shall not export the Products to Iran without the consent of the Bureau of Industry and Security.",
    "Buyer shall not export the Products to Iran unless otherwise permitted by law.",
    # words that follow the law
    "Buyer shall not export to any country subject to a U.S. embargo (currently including Cuba and Iran).",
    "Buyer shall not export to any country under a U.S. embargo, as amended from time to time (currently Cuba and Iran).",
    "Buyer, currently a resident of Delaware, shall not export the Products to any person on the Entity List.",
    # series, references and brackets that are right
    "Buyer shall not (i) export to Cuba or Iran; (ii) sell to (a) anyone on the Entity List or (b) anyone on the SDN List; or "
    "(iii) use the Products in nuclear weapons.",
    "Buyer shall not sell to persons listed under section 744.16 of the EAR or Section 1(b) of Executive Order 13224.",
    "1. Supply\nSeller sells.\n2. Price\nBuyer pays.\n"
    "3. Export\nBuyer shall not export the Products to Cuba. Section 2 applies.\n"
    "4. Law\nSection 1245 of the National Defense Authorization Act applies, and Section 12 of the Master Agreement.",
    "9.6 Export. Buyer shall not export the Products to Cuba, subject to Section 12.3 and Article 14.",
    "Buyer shall not export the Products [1] to Cuba [***] or Iran [sic].",
    # terms that are defined, known, or nobody's bar
    "Buyer shall not sell to any Denied Persons List party or any Military End User.",
    'Buyer shall not sell to any Restricted Party. "Restricted Party" means any person on the Entity List.',
    "Buyer shall not sell to any Restricted Party (as defined in the Master Agreement) or to anyone on the Entity List.",
    # a clause of its own beside the pointer
    "Buyer shall not export the Products to Cuba and shall comply with the Export Policy at https://example.com/export.",
    "Customer shall comply with all applicable export laws and with the policies at https://example.com.",
]


@pytest.mark.parametrize(("code", "text", "quote"), SPEAKS, ids=lambda value: value[:40] if isinstance(value, str) else "")
def test_a_fault_is_found_once_at_its_words(code: str, text: str, quote: str) -> None:
    said = found(text)
    assert [one.code for one in said] == [code], [(one.code, one.message) for one in said]
    assert quote in said[0].quote
    if said[0].place.span:
        assert said[0].advice


@pytest.mark.parametrize("text", SILENT, ids=lambda text: text[:50])
def test_what_is_right_is_left_alone(text: str) -> None:
    assert [(one.code, one.message) for one in found(text)] == []
