"""A case asked in the terminal UI, of a contract and of both texts of a comparison."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from tui_driving import LARGE, SAMPLES, drive, plain_environment, real, seen, settled, until  # noqa: F401

from clausecheck.knowledge import load
from clausecheck.scenario import naming


def test_a_case_is_typed_and_answered_with_the_words_that_decide() -> None:
    async def script(pilot: Pilot[int]) -> None:
        await pilot.press("w")
        await until(pilot, lambda: "Would this be barred?" in seen(pilot))
        await pilot.press(*"--act resell --to Crimeea", "enter")
        await until(pilot, lambda: "did you mean" in seen(pilot))
        await pilot.press("backspace", "backspace", "a", *" --end-user police", "enter")
        await until(pilot, lambda: "✖ barred" in seen(pilot))
        shown = " ".join(seen(pilot).split())
        assert "resale to Crimea region of Ukraine" in shown
        assert "government buyers" in shown
        await pilot.press("escape")
        await settled(pilot)

    drive(real(SAMPLES / "hikvision-2019.docx"), LARGE, script)


def test_the_cases_of_the_changes_are_there_to_choose_and_asked_of_both_texts() -> None:
    async def script(pilot: Pilot[int]) -> None:
        await until(pilot, lambda: "of meaning" in seen(pilot))
        await pilot.press("w")
        await until(pilot, lambda: "sale, to a person on: Entity List" in seen(pilot))
        await pilot.press("down", "enter")
        await until(pilot, lambda: "old text: barred" in seen(pilot))
        assert "✓ new text: not barred" in seen(pilot)

    drive(real(SAMPLES / "supply-v2.docx", str(SAMPLES / "supply-v1.docx")), LARGE, script)


def test_the_compare_screen_has_the_changes_both_texts_both_trees_and_a_column_of_coverage_each() -> None:
    async def script(pilot: Pilot[int]) -> None:
        await until(pilot, lambda: "of meaning" in seen(pilot))
        shown = seen(pilot)
        assert "− removed    Sale, export, re-export or transfer to a party on the Entity List" in shown
        assert "− (a) to any −person in Cuba" in shown, "the words that went are marked in the old text"
        assert "+ (a) to any +government end user in Cuba" in shown, "and those that came in the new one, beside them"
        await pilot.press("3")
        await until(pilot, lambda: "− old" in seen(pilot))
        row = next(line for line in seen(pilot).splitlines() if "│ Entity List" in line)
        assert row.partition("│ Entity List")[2].split()[:6] == ["●", "barred", "●", "barred", "✗", "missing"]
        await pilot.press("4")
        await until(pilot, lambda: "Rule trees" in seen(pilot))
        assert "−● barred Iran" in seen(pilot)
        assert "+◐ limited Iran" in seen(pilot)

    drive(real(SAMPLES / "supply-v2.docx", str(SAMPLES / "supply-v1.docx")), LARGE, script)


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("Iran", "for example --to Iran"),
        ("missiles", "for example --end-use missiles"),
        ("sell", "for example --act sell"),
        ("Acme", "--to Iran, --end-user police or"),
        ("--too Iran", "did you mean 'to'?"),
        ("--owned half --party SDN", "no share in percent"),
        ("--to", "says nothing"),
        ("--to 'Iran", "cannot be taken apart"),
    ],
)
def test_what_cannot_be_a_case_is_said(line: str, hint: str) -> None:
    with pytest.raises(naming.UnknownName, match=hint):
        naming.typed(line, load())


def test_a_typed_case_is_the_case_of_the_options() -> None:
    case = naming.typed("--to Crimea --party 'Entity List' --owned 50 --indirect --license --end-user police force", load())
    assert case.pairs() == (
        ("to", "ua.crimea"), ("party", "us.bis.entity"), ("owned", "50"), ("indirect", "yes"), ("end-user", "government"),
        ("licence", "yes"),
    )  # fmt: skip
