"""The cascade: total grammars, exact offsets, no word lost, and what careful readers read in short clauses of our own."""

# ruff: noqa: E501 - clauses are kept on one line: where a line breaks is part of the text

from __future__ import annotations

import random
import string
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausecheck.document import Span
from clausecheck.knowledge import load
from clausecheck.outline import outline
from clausecheck.parsing import parse_clause
from clausecheck.parsing.lexer import missing_actions
from clausecheck.resolve import resolve
from clausecheck.ruletree import Clause, Located, Piece
from clausecheck.tokens import scan

KNOWLEDGE = load()
BRACKETS = frozenset({"OPEN", "CLOSE", "ITEM_NO"})

CLAUSE = """Buyer shall not, directly or indirectly, export, re-export or resell the Products (i) to Cuba, Iran or the Crimea region of
Ukraine; (ii) to any person listed on the Entity List or the Denied Persons List maintained by the U.S. Department of Commerce, or
owned fifty percent (50%) or more, individually or in the aggregate, by such persons; or (iii) for use in the development of nuclear,
chemical or biological weapons, unless authorized by the U.S. Government."""


def read(text: str) -> Clause:
    pieces = (Piece(span=Span(start=0, end=len(text)), block=0),)
    located = Located(path=(), title="", evidence=(), text=text, pieces=pieces)
    return resolve(located, parse_clause(located, KNOWLEDGE), KNOWLEDGE, "2026-11-24")


def effects(text: str) -> dict[str, str]:
    return {f"{effect.thing.kind}:{effect.thing.id}": effect.effect for effect in read(text).effects}


@pytest.mark.parametrize(("grammar", "brackets"), [("chunk", BRACKETS), ("rule", frozenset())])
def test_every_state_of_the_table_has_an_action_for_every_terminal(grammar: str, brackets: frozenset[str]) -> None:
    assert missing_actions(grammar, brackets) == {}  # type: ignore[arg-type]


def test_terms_are_sorted_do_not_overlap_and_leave_out_no_word() -> None:
    terms = scan(CLAUSE, KNOWLEDGE)
    end = 0
    for term in terms:
        assert term.start >= end
        assert not any(character.isalnum() for character in CLAUSE[end : term.start])
        end = term.end
    assert not any(character.isalnum() for character in CLAUSE[end:])


def test_outline_keeps_every_word_of_a_clause() -> None:
    covered = [False] * len(CLAUSE)
    for term in outline(CLAUSE, KNOWLEDGE):
        covered[term.start : term.end] = [True] * (term.end - term.start)
    lost = [CLAUSE[at] for at, held in enumerate(covered) if not held and CLAUSE[at].isalnum()]
    assert lost == []


def test_quotes_are_the_words_at_their_offsets() -> None:
    clause = read(CLAUSE)
    assert clause.effects
    for effect in clause.effects:
        assert CLAUSE[effect.span.start : effect.span.end] == effect.quote


def test_the_whole_clause_is_read() -> None:
    clause = read(CLAUSE)
    found = {
        effect.thing.id: effect.effect for effect in clause.effects if effect.thing.kind in ("list", "territory", "end_use")
    }
    assert found == dict.fromkeys(
        ["CU", "IR", "ua.crimea", "us.bis.entity", "us.bis.dpl", "nuclear", "chemical", "biological"], "barred"
    )
    assert {effect.limb for effect in clause.effects if effect.thing.id in ("CU", "us.bis.dpl", "nuclear")} == {
        ("(i)",),
        ("(ii)",),
        ("(iii)",),
    }
    entity = next(effect for effect in clause.effects if effect.thing.id == "us.bis.entity")
    assert entity.kept_by == ("us.commerce",)
    test = clause.ownership[0]
    assert (test.percent, test.at_least, test.aggregate) == (50.0, True, True)
    assert clause.actions == ("export", "reexport", "resell")


@pytest.mark.parametrize(
    ("words", "key", "effect"),
    [
        ("Buyer shall not resell the Products to Iran.", "territory:IR", "barred"),
        ("Buyer shall not resell the Products to government buyers in Iran.", "territory:IR", "limited"),
        ("Buyer shall not resell the Products to Iran for any military end use.", "territory:IR", "limited"),
        ("Buyer represents that it is not located in Iran.", "territory:IR", "barred"),
        ("Buyer represents that it is not a national of Iran.", "territory:IR", "limited"),
        ("Buyer may export the Products to Iran.", "territory:IR", "permitted"),
        ("Buyer shall not export the Products to any embargoed country other than Syria.", "territory:SY", "permitted"),
        ("Buyer acknowledges that U.S. law restricts exports to Iran.", "territory:IR", "mentioned"),
        ("Export of the Products to Iran is prohibited.", "territory:IR", "barred"),
        ("Neither Buyer nor any of its affiliates is located in Iran.", "territory:IR", "barred"),
        ("No Product may be exported to Iran.", "territory:IR", "barred"),
        ("None of the Products is being or will be shipped to Iran, nor be used in missile projects.", "territory:IR", "barred"),
        ("The Products are being or will be shipped to Iran, nor be used in missile projects.", "territory:IR", "defective"),
        ("Buyer shall not sell to Iran. Buyer shall use the Products for missile projects.", "end_use:missile", "defective"),
        ("Buyer shall use the Products for missile projects.", "end_use:missile", "mentioned"),
        ("Buyer shall not sell to any government end user in Cuba or in Iran.", "territory:IR", "limited"),
        ("Buyer shall not sell to any person in Cuba or in Iran.", "territory:IR", "barred"),
        ("Buyer shall refrain from exporting the Products to Iran.", "territory:IR", "barred"),
        ("Buyer shall comply with the Export Administration Regulations.", "instrument:us.ear", "required"),
        ("The Products are subject to the Export Administration Regulations.", "instrument:us.ear", "mentioned"),
        ("Buyer is not on the Denied Persons, Entity, or Unverified Lists.", "list:us.bis.entity", "barred"),
        ("Buyer shall not sell to any Listed Party. \u201cListed Party\u201d means any person on the Entity List.", "list:us.bis.entity", "barred"),
        ("\u201cListed Party\u201d means any person on the Entity List.", "list:us.bis.entity", "mentioned"),
    ],
)  # fmt: skip
def test_small_words_change_the_effect(words: str, key: str, effect: str) -> None:
    assert effects(words).get(key) == effect


def test_a_chain_of_definitions_carries_the_bar_and_its_path() -> None:
    text = (
        "Buyer shall not sell to any Barred Person. \u201cBarred Person\u201d means any person in a Closed Country. "
        "\u201cClosed Country\u201d means Cuba or Iran."
    )
    iran = next(effect for effect in read(text).effects if effect.thing.id == "IR")
    assert (iran.effect, iran.via) == ("barred", ("Barred Person", "Closed Country"))


def test_circular_definitions_end() -> None:
    text = "Buyer shall not sell to any Alpha Person. \u201cAlpha Person\u201d means a Beta Person. \u201cBeta Person\u201d means an Alpha Person in Iran."
    assert effects(text)["territory:IR"] == "barred"


def test_an_ambiguous_modifier_has_its_readings() -> None:
    readings = read(
        "Buyer shall not resell the Products to buyers in Iran or to any other buyers for use in missile projects."
    ).tree.readings
    assert len(readings) == 1
    assert len(readings[0].choices) == 2
    assert readings[0].reason


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=string.ascii_letters + string.digits + " .,;:()[]\u201c\u201d'\"-/%\n\u2022", max_size=300))
def test_any_text_is_answered_with_exact_offsets(text: str) -> None:
    clause = read(text)
    for effect in clause.effects:
        assert text[effect.span.start : effect.span.end] == effect.quote


def test_mangled_clauses_are_answered() -> None:
    chance = random.Random(7)
    words = CLAUSE.split(" ")
    for _ in range(150):
        mangled = list(words)
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(mangled))
            action = chance.choice(("drop", "double", "swap", "join"))
            if action == "drop" and len(mangled) > 3:
                del mangled[at]
            elif action == "double":
                mangled.insert(at, mangled[at])
            elif action == "swap":
                other = chance.randrange(len(mangled))
                mangled[at], mangled[other] = mangled[other], mangled[at]
            else:
                mangled[at] = mangled[at] + mangled[chance.randrange(len(mangled))]
        text = " ".join(mangled)
        for effect in read(text).effects:
            assert text[effect.span.start : effect.span.end] == effect.quote


def test_time_grows_with_the_text_not_with_its_square() -> None:
    def seconds(text: str) -> float:
        begin = time.perf_counter()
        read(text)
        return time.perf_counter() - begin

    sentence = "Buyer shall not export the Products to Cuba, Iran or North Korea, "
    read(sentence)
    small, large = seconds(sentence * 40), seconds(sentence * 320)
    assert large < 40 * small


def test_thousands_of_enumerators_nest_no_deeper_than_the_cap() -> None:
    text = "Buyer shall not " + "(a) (i) (1) (A) " * 2500 + "export to Iran."
    assert "territory:IR" in effects(text)
