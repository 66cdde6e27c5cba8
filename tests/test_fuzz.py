"""Mutated and enormous texts: whatever comes in is answered, with no word lost and every offset right.

500 texts run always; with CLAUSECHECK_FUZZ=20000 as many as it says (`python tests/benchmarks/fuzz.py` prints them).
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from clause_maker import CHECKOUT, SENTENCES, effects, failure, faults, fuzz, read, seeds, unnamed, unread

import clausecheck

ALWAYS = 500
MANY = int(os.environ.get("CLAUSECHECK_FUZZ") or 0)


def failures(texts: list[tuple[int, str]]) -> list[str]:
    return [f"{number}: {found} in {text!r}" for number, text in texts if (found := failure(text))]


def test_mutated_texts_are_answered_without_a_fault() -> None:
    assert failures(list(fuzz(ALWAYS, sources=SENTENCES))) == []  # a clause added to tests/clauses changes none of them


@pytest.mark.slow
@pytest.mark.skipif(not MANY, reason="CLAUSECHECK_FUZZ says how many")
def test_many_mutated_texts_are_answered_without_a_fault() -> None:
    assert failures(list(fuzz(MANY))) == []


def test_the_same_seed_gives_the_same_texts_and_another_seed_others() -> None:
    first, again, other = ([text for _, text in fuzz(40, seed)] for seed in (1, 1, 2))
    assert first == again
    assert sum(one != two for one, two in zip(first, other, strict=True)) > 35


def test_the_seeds_themselves_have_no_fault_and_mutations_change_them() -> None:
    texts = seeds()
    assert len(texts) > 10
    assert [found for text in texts if (found := failure(text))] == []
    assert not {text for _, text in fuzz(50)} & set(texts)


@pytest.mark.parametrize("text", SENTENCES, ids=lambda text: text[:30])
def test_the_own_sentences_name_something_and_are_read(text: str) -> None:
    clause = read(text)
    assert faults(clause) == []
    assert clause.effects
    assert clause.status == "parsed"


def test_a_fault_is_seen() -> None:
    """The measure itself: an answer to another text has the wrong quotes, and lacks the names of this one."""
    from dataclasses import replace

    clause = read("Buyer shall not sell to Iran or Cuba.")
    shifted = replace(clause, located=replace(clause.located, text="Nobody shall ever sell to Syria, Iran or Cuba."))
    assert any("is not what stands" in fault for fault in faults(shifted))
    assert unnamed(replace(clause, effects=clause.effects[:1])) == ["Cuba"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00",
        ".",
        "(",
        "(a)",
        "\u201c",
        "\n" * 500,
        "\u2028(i)\u2028(ii)",
        "\U0001f4a3" * 50,
        "\u0130stanbul, \u0130ran and \u00dfyria",
        "Buyer shall not",
        "means means means",
        "not not not not export to Iran",
        ")))(((]]][[[",
        "(a)(b)(c)(d)(e)(f)(g)(i)(ii)(iii)(1)(2)(3)",
        "\u201cX\u201d means \u201cX\u201d means \u201cX\u201d means Iran",
    ],
    ids=repr,
)
def test_odd_texts_are_answered(text: str) -> None:
    assert failure(text) == ""


# ---------------------------------------------------------------- enormous


def test_ten_thousand_enumerators_are_read_and_what_follows_is_barred() -> None:
    text = "Buyer shall not export the Products " + "(a) (i) (1) (A) " * 2_500 + "to Iran."
    assert effects(text).get("territory:IR") == "barred"
    assert unread(text) == []


def test_ten_thousand_limbs_are_read_and_the_last_is_barred() -> None:
    text = "Buyer shall not export the Products " + "(a) to Cuba; (b) to North Korea; " * 5_000 + "or (c) to Iran."
    assert effects(text) == dict.fromkeys(["territory:CU", "territory:KP", "territory:IR"], "barred")


@pytest.mark.parametrize("count", [900, 1_000, 1_020, 3_000])
def test_a_name_at_the_end_of_a_long_list_is_barred_like_the_first(count: int) -> None:
    text = "Buyer shall not export the Products to " + "Cuba, North Korea, " * (count // 2) + "or Iran."
    assert effects(text) == dict.fromkeys(["territory:CU", "territory:KP", "territory:IR"], "barred")


def test_a_sentence_of_300_kilobytes_is_read_to_its_end() -> None:
    text = "Buyer shall not export " + "the quick brown goods of the season, " * 8_000 + "the other goods to Iran."
    assert len(text) > 290_000
    assert effects(text).get("territory:IR") == "barred"
    assert unread(text) == []


_HOSTILE = {
    "commas in a bracket": "sell (" + ", " * 30 + "to Iran.",
    "conjunctions in a bracket": "sell (" + "and, " * 30 + "to Iran.",
    "spaces behind a figure": "sell 5" + " " * 30_000 + "to Iran.",
    "digits": "sell " + "9" * 60_000 + " to Iran.",
    "abbreviations": "sell " + "a." * 30_000 + "to Iran.",
    "blank lines": "sell A" + "\n" * 60_000 + "to Iran.",
    "open quotes": "sell \u201c" * 8_000 + "to Iran.",
    "open brackets": "sell (" * 8_000 + "to Iran.",
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_no_regular_expression_goes_round_in_a_hostile_text(name: str, tmp_path: Path) -> None:
    """In a process of its own, because a regular expression that goes round cannot be stopped; a minute is for any machine."""
    (tmp_path / "text.txt").write_text(_HOSTILE[name], encoding="utf-8")
    program = f"import sys; sys.path[:0] = {[str(CHECKOUT / 'tests'), str(Path(clausecheck.__file__).parent.parent)]!r}\n"
    program += "from clause_maker import read; print(len(read(open('text.txt', encoding='utf-8', newline='').read()).effects))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == 1
