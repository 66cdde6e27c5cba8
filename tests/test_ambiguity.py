"""A modifier beside a coordinated group: its readings, the default with its reason, and what each reading would bar."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from clauses import regenerate

from clausecheck.ambiguity import MOST_JUDGED
from clausecheck.parsing.attachment import ways
from clausecheck.ruletree import Clause, Reading

SAMPLE = Path(__file__).parent.parent / "samples" / "hikvision-2019.docx"


def clause_of(text: str) -> Clause:
    (clause,) = regenerate.read(text)
    return clause


def only(text: str) -> Reading:
    (reading,) = clause_of(text).tree.readings
    return reading


def verdicts(reading: Reading) -> list[dict[str, str]]:
    return [{thing.id: effect for thing, effect in choice} for choice in reading.verdicts]


def effects(clause: Clause) -> dict[str, str]:
    return {effect.thing.id: effect.effect for effect in clause.effects}


# ---------------------------------------------------------------- the grammar


@pytest.mark.parametrize("members", [2, 3, 8])
def test_the_grammar_derives_every_constituent_that_can_take_the_modifier(members: int) -> None:
    assert {"limits_the_nearest", "limits_the_group"} <= ways(members)
    assert {"leads_the_nearest", "leads_the_group"} <= ways(members, "before")
    assert not any(name.startswith("leads") for name in ways(members))


# ---------------------------------------------------------------- what differs

NEAREST_FIRST = [
    (
        "Buyer shall not resell the Goods to buyers in Iran or to any other buyers for use in missile projects.",
        "for use in missile projects",
        [{"IR": "barred"}, {"IR": "limited"}],
    ),
    (
        "Buyer shall not export the Cables to Russia or to China for a military end use.",
        "for a military end use",
        [{"RU": "barred"}, {"RU": "limited"}],
    ),
    (
        "Buyer shall not export the Pumps or use them for a nuclear end use or a military end use in China.",
        "in China",
        [{"nuclear": "barred"}, {"nuclear": "limited"}],
    ),
    (
        "Buyer shall not sell the Pumps to a military end user or to a government end user located in China.",
        "located in China",
        [{"military": "barred"}, {"military": "limited"}],
    ),
    (
        "Buyer shall not sell to buyers in Iran, to buyers in Syria or to any other buyers for use in missile projects.",
        "for use in missile projects",
        [{"IR": "barred", "SY": "barred"}, {"IR": "limited", "SY": "limited"}],
    ),
]
GROUP_FIRST = [
    (
        "Buyer shall not export the Cables to persons located in Iran or Syria for nuclear end uses.",
        "for nuclear end uses",
        [{"IR": "limited"}, {"IR": "barred"}],
    ),
    (
        "Buyer shall not export the Studies to the government of Cuba or Iran.",
        "to the government",
        [{"IR": "limited"}, {"IR": "barred"}],
    ),
    (
        "Buyer shall not export the Goods to Cuba or resell them to Iran unless they are in the public domain.",
        "unless they are in the public domain",
        [{"CU": "limited"}, {"CU": "barred"}],
    ),
]


@pytest.mark.parametrize(("text", "words", "expected"), NEAREST_FIRST, ids=[case[1] for case in NEAREST_FIRST])
def test_without_a_comma_the_nearest_takes_it_by_the_last_antecedent_rule(
    text: str, words: str, expected: list[dict[str, str]]
) -> None:
    reading = only(text)
    assert reading.span.of(text) == words
    assert verdicts(reading) == expected
    assert reading.reason.startswith("last-antecedent rule")
    assert reading.choices[0].startswith("limits only ")


@pytest.mark.parametrize(("text", "words", "expected"), GROUP_FIRST, ids=[case[1] for case in GROUP_FIRST])
def test_members_that_share_their_words_take_it_together(text: str, words: str, expected: list[dict[str, str]]) -> None:
    reading = only(text)
    assert reading.span.of(text) == words
    assert verdicts(reading) == expected
    assert reading.reason.startswith("series-qualifier canon")
    assert "all of them" in reading.choices[0]


@pytest.mark.parametrize(("text", "words", "expected"), NEAREST_FIRST + GROUP_FIRST)
def test_the_first_choice_is_what_the_clause_says(text: str, words: str, expected: list[dict[str, str]]) -> None:
    clause = clause_of(text)
    assert expected[0].items() <= effects(clause).items(), words


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("Buyer shall not use the Goods for a nuclear end use, or a military end use, in China.", "nuclear"),
        ("Buyer shall not sell to any customer in Iran, or to any customer in Syria, for use in missile projects.", "IR"),
        ("Buyer shall not export the Cables to Iran, or to China, for a military end use.", "IR"),
    ],
)
def test_a_comma_is_the_sign_for_the_whole_group(text: str, changed: str) -> None:
    clause = clause_of(text)
    (reading,) = clause.tree.readings
    assert "comma" in reading.reason
    assert "series-qualifier canon" in reading.reason
    assert effects(clause)[changed] == "limited"
    assert [choice[changed] for choice in verdicts(reading)] == ["limited", "barred"]


@pytest.mark.parametrize("each", ["in each case for use in missile projects", "in all cases for use in missile projects"])
def test_words_for_each_leave_nothing_to_choose(each: str) -> None:
    clause = clause_of(f"Buyer shall not resell the Goods to customers in Iran, or to other customers, {each}.")
    assert clause.tree.readings == ()
    assert effects(clause)["IR"] == "limited"


def test_the_bar_of_a_definition_is_read_both_ways() -> None:
    reading = only(
        "\u201cBarred Buyer\u201d means a buyer in Iran or any other buyer for use in missile projects. "
        "Seller shall not sell to any Barred Buyer."
    )
    assert verdicts(reading) == [{"IR": "barred"}, {"IR": "limited"}]


def test_a_comma_in_a_definition_carries_into_the_bar() -> None:
    text = (
        "\u201cBarred Buyer\u201d means a buyer in Iran, or a buyer in Syria, for use in missile projects. "
        "Seller shall not sell to any Barred Buyer."
    )
    clause = clause_of(text)
    assert effects(clause)["IR"] == "limited"
    assert [choice["IR"] for choice in verdicts(only(text))] == ["limited", "barred"]


def test_a_bar_elsewhere_leaves_no_difference() -> None:
    reading = only(
        "Buyer shall not export the Cables to Russia or to China for a military end use. Buyer shall not sell to Russia."
    )
    assert reading.verdicts == ()


def test_a_definition_is_followed_from_both_readings() -> None:
    reading = only(
        "Buyer shall not sell to buyers in a Closed Country or to any other buyers for use in missile projects. "
        "\u201cClosed Country\u201d means Cuba or Iran."
    )
    assert verdicts(reading) == [{"CU": "barred", "IR": "barred"}, {"CU": "limited", "IR": "limited"}]


# ---------------------------------------------------------------- what is told and does not differ


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("Buyer shall not supply any distributor or any agent named on the Entity List.", "limits only any agent"),
        (
            "Buyer shall not export the Goods to Cuba or use them for missile development unless licensed by BIS.",
            "qualifies all of them: \u201cexport the Goods to Cuba\u201d; \u201cuse them for missile development\u201d",
        ),
        (
            "Buyer shall not export the Goods to Cuba or resell them to Iran knowing that they are for missile development.",
            "qualifies all of them: \u201cexport the Goods to Cuba\u201d; \u201cresell them to Iran\u201d",
        ),
        (
            "Buyer shall not ship the Goods (a) to Iran; (b) to Syria; or (c) to Cuba without a license from BIS.",
            "qualifies only \u201c(c) to Cuba\u201d",
        ),
        (
            "Buyer shall not ship the Goods (a) to Iran; (b) to Syria; or (c) to Cuba, without a license from BIS.",
            "qualifies all of them: \u201c(a) to Iran\u201d; \u201c(b) to Syria\u201d; \u201c(c) to Cuba\u201d",
        ),
        (
            "Buyer shall not provide the Goods to any sanctioned country or to any sanctioned person in violation of the EAR.",
            "qualifies all of them: \u201cto any sanctioned country\u201d; \u201cto any sanctioned person\u201d",
        ),
    ],
)
def test_readings_that_bar_the_same_are_told_without_verdicts(text: str, choice: str) -> None:
    reading = only(text)
    assert reading.choices[0] == choice
    assert len(reading.choices) == 2
    assert reading.verdicts == ()
    assert reading.reason


def test_the_readings_of_a_keeper_say_which_list_it_keeps() -> None:
    text = "Supplier is not on the SDN List or the Entity List which is maintained by the Department of Commerce."
    reading = only(text)
    assert reading.verdicts == ()
    assert [{thing.id: kept for thing, kept in choice} for choice in reading.keepers] == [
        {"us.ofac.sdn": ("us.commerce",)},
        {"us.ofac.sdn": ()},
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Buyer shall not resell the Goods to customers in China for any military end use.",
        "Buyer shall not sell to any person or entity on the Entity List.",
        "Buyer shall not sell to any person or to any company owned by a person on the SDN List.",
        "Buyer shall not sell to any person on the SDN List or to any agent in Syria.",
        "Buyer shall not use the Goods for nuclear or military end uses in China.",
        "Buyer shall not sell to anyone on the Denied Persons List or the Entity List maintained by the Commerce Department.",
        "Buyer shall not export the Cables to the governments of Cuba or Iran.",
        "Buyer shall not export the Goods to Cuba, Iran or any other country that is subject to U.S. sanctions.",
        "Buyer shall not export, re-export or transfer the Goods to Iran without a license from BIS.",
        "Buyer shall not sell to buyers in Iran for use in surveillance or to buyers in Cuba for use in missile projects.",
    ],
)
def test_nobody_reads_these_apart(text: str) -> None:
    assert clause_of(text).tree.readings == ()


def test_the_sample_reads_both_ways_and_bars_the_same() -> None:
    text_of = regenerate.run.parse(regenerate.reading.read(SAMPLE), regenerate.AS_OF)
    found = [(r, clause) for clause in text_of for r in clause.tree.readings if r.span.of(clause.text).startswith("for use by")]
    ((reading, _),) = found
    assert reading.choices[0].startswith("limits only any other buyers")
    assert reading.verdicts == ()
    assert any(reading.rivals), "what narrows the places differs"


# ---------------------------------------------------------------- the finding, through the command line


def findings(text: str, folder: Path) -> list[dict[str, str]]:
    (folder / "clause.txt").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "clausecheck", "check", "clause.txt", "--select", "CC003", "--format", "json"],
        capture_output=True, text=True, cwd=folder, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    shape = json.loads(done.stdout)
    return [finding for finding in shape["findings"] if finding["code"] == "CC003"]


def test_the_finding_says_both_readings_and_what_each_bars(tmp_path: Path) -> None:
    (finding,) = findings(NEAREST_FIRST[1][0], tmp_path)
    assert finding["quote"] == "for a military end use"
    assert re.search(r"two ways: if it limits only China, .*Russia.* is barred outright; ", finding["message"])
    assert re.search(r"; if it limits all of them: Russia; China, .*Russia.* is barred only in part\.", finding["message"])
    assert "The first is taken here (last-antecedent rule" in finding["message"]


def test_a_keeper_that_is_right_in_one_reading_alone_is_a_finding(tmp_path: Path) -> None:
    (finding,) = findings(
        "Supplier is not on the SDN List or the Entity List which is maintained by the Department of Commerce.", tmp_path
    )
    assert "said to be kept by" in finding["message"]
    assert "kept by nobody" in finding["message"]


@pytest.mark.parametrize(
    "text",
    [
        "Buyer shall not export the Goods to Cuba or use them for missile development unless licensed by BIS.",
        "Buyer shall not supply any distributor or any agent named on the Entity List.",
    ],
)
def test_where_the_same_is_barred_there_is_no_finding(text: str, tmp_path: Path) -> None:
    assert findings(text, tmp_path) == []


# ---------------------------------------------------------------- bounds


def test_a_group_of_many_members_is_told_and_bounded() -> None:
    text = "Buyer shall not resell to " + "buyers in Iran or to " * 60 + "any other buyers for use in missile projects."
    reading = only(text)
    assert "all of them: 61, from buyers in Iran to any other buyers" in reading.choices[0]
    assert reading.reason == "the group is too long to be read twice"


def test_only_so_many_readings_are_resolved_on_their_own() -> None:
    clause = clause_of("Buyer shall not export the Cables to Russia or to China for a military end use. " * (MOST_JUDGED + 4))
    told = [reading.reason for reading in clause.tree.readings]
    assert sum("were not compared" in reason for reason in told) == 4


def test_the_time_grows_with_the_text() -> None:
    def seconds(times: int) -> float:
        text = "Buyer shall not resell the Goods " + "to Russia or China for a military end use or " * times + "to Syria."
        begin = time.perf_counter()
        clause_of(text)
        return time.perf_counter() - begin

    seconds(20)
    assert seconds(1600) < 12 * seconds(400) + 0.5
