"""Pairs of texts with what a lawyer says changed between them, and what must hold of every comparison.

The pairs stand in ``diff/``, one table each. `expect` names each change of meaning that must be told, as ``kind thing``, `also`
what may be told beside them; nothing else may. A pair with `today` is still told otherwise, for that reason: the test then
demands that it is, and the key goes with the repair. A pair with `unproved` is told without a case.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import clause_maker
import fabric
import pytest

from clausecheck import comparison
from clausecheck.document import Block, Document
from clausecheck.finding import HARMLESS, Change
from clausecheck.knowledge import load
from clausecheck.ruletree import Clause
from clausecheck.run import compare, parse
from clausecheck.scenario import Predicate, naming

FOLDER = Path(__file__).with_name("diff")
KNOWN = load()
SWAPPED = {"added": "removed", "removed": "added", "narrowed": "widened", "widened": "narrowed", "inverted": "inverted"}
FEWEST = 45


def pairs(name: str) -> dict[str, dict[str, Any]]:
    held = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["pair"]
    return {pair["name"]: pair for pair in held}


HARM_FREE, DANGEROUS = pairs("harmless"), pairs("dangerous")
ALL = {**HARM_FREE, **DANGEROUS}


def document(text: str) -> Document:
    return Document(path="x.txt", sha256="", blocks=tuple(Block(text=line) for line in text.splitlines()))


@cache
def read(text: str) -> tuple[Clause, ...]:
    return parse(document(text), fabric.AS_OF)


@cache
def changes(old: str, new: str) -> tuple[Change, ...]:
    return compare(document(old), document(new), as_of=fabric.AS_OF).changes


def of_meaning(old: str, new: str) -> tuple[Change, ...]:
    return tuple(change for change in changes(old, new) if change.kind not in HARMLESS)


def told(change: Change) -> str:
    about = f"{change.thing.kind}:{change.thing.id}" if change.thing else change.what
    return f"{change.kind} {about}"


def fits(said: str, wanted: str) -> bool:
    """Whether a change is the one that is asked for; "narrowed exception" asks for one about any words."""
    return said == wanted or said.startswith(f"{wanted}:")


def wrong(pair: dict[str, Any]) -> list[str]:
    got = [told(change) for change in of_meaning(pair["old"], pair["new"])]
    expected, also = pair.get("expect", []), pair.get("also", [])
    missing = [f"not told: {one}" for one in expected if not any(fits(said, one) for said in got)]
    return missing + [f"told: {said}" for said in got if not any(fits(said, one) for one in (*expected, *also))]


def test_there_are_pairs_enough_of_both_kinds() -> None:
    assert len(HARM_FREE) >= FEWEST
    assert len(DANGEROUS) >= FEWEST
    assert not any(pair.get("expect") for pair in HARM_FREE.values())
    assert all(pair["expect"] for pair in DANGEROUS.values())


@pytest.mark.parametrize("name", ALL)
def test_a_pair_is_told_as_a_lawyer_tells_it(name: str) -> None:
    pair = ALL[name]
    assert read(pair["old"])
    faults = wrong(pair)
    if "today" in pair:
        assert faults, f"{name}: told rightly now, so take `today` away"
    else:
        assert not faults, f"{pair['old']}\n{pair['new']}"


@pytest.mark.parametrize("name", ALL)
def test_a_text_compared_with_itself_has_no_change(name: str) -> None:
    for side in ("old", "new"):
        assert changes(ALL[name][side], ALL[name][side]) == ()


@pytest.mark.parametrize("name", ALL)
def test_changes_are_turned_round_where_the_sides_are(name: str) -> None:
    def counted(found: tuple[Change, ...]) -> Counter[tuple[str, str]]:
        abouts = (told(one).split()[1] if one.thing else one.what.partition(":")[0] for one in found)
        return Counter(zip((one.kind for one in found), abouts, strict=True))

    pair = ALL[name]
    there, back = counted(of_meaning(pair["old"], pair["new"])), counted(of_meaning(pair["new"], pair["old"]))
    assert Counter({(SWAPPED[kind], about): number for (kind, about), number in there.items()}) == back


@pytest.mark.parametrize("name", DANGEROUS)
def test_a_witness_is_answered_differently_by_the_two_texts(name: str) -> None:
    pair = DANGEROUS[name]
    for change in of_meaning(pair["old"], pair["new"]):
        if pair.get("unproved"):
            assert (change.case, change.old_verdict, change.new_verdict) == ((), "", "")
            continue
        assert change.case, told(change)
        case = naming.case(dict(change.case), KNOWN)  # what `ask` makes of the words of the report
        old, new = (Predicate(read(pair[side]), KNOWN, fabric.AS_OF).verdict(case).answer for side in ("old", "new"))
        assert (old, new) == (change.old_verdict, change.new_verdict)
        assert old != new
        assert "barred" in (old, new), told(change)


@pytest.mark.parametrize("name", DANGEROUS)
def test_what_is_lost_outranks_what_is_won(name: str) -> None:
    found = of_meaning(DANGEROUS[name]["old"], DANGEROUS[name]["new"])
    ranks = [("error", "warning", "note").index(change.severity) for change in found]
    assert ranks == sorted(ranks)
    for change in found:
        assert change.message.endswith(".")
        assert "  " not in change.message
        if not change.case:
            continue
        lost = change.old_verdict == "barred"
        assert (change.severity == "note") != lost or change.kind == "inverted", told(change)


@pytest.mark.parametrize("name", ALL)
def test_quotes_are_words_of_the_texts(name: str) -> None:
    pair = ALL[name]
    for change in of_meaning(pair["old"], pair["new"]):
        assert change.old_quote in pair["old"]
        assert change.new_quote in pair["new"]


# ---------------------------------------------------------------- the command


SAMPLES = Path(__file__).parent.parent / "samples"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "clausecheck", *arguments, "--as-of", fabric.AS_OF]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    folder = tmp_path_factory.mktemp("pair")
    old, new = folder / "old.txt", folder / "new.txt"
    old.write_text("1. Export\nBuyer shall not export the Pumps to Iran, Cuba or Syria.\n", encoding="utf-8")
    new.write_text("1. Export\nBuyer shall not knowingly export the Pumps to Cuba or Syria.\n", encoding="utf-8")
    return str(old), str(new)


def test_text_begins_with_the_changes_and_marks_the_words(two: tuple[str, str]) -> None:
    shown = run("diff", *two).stdout
    told = shown.index("Export to Iran is no longer barred.")
    assert "case: export to Iran: was barred, is not barred" in shown
    assert told < shown.index("[-Iran,-]")
    assert "{+knowingly+}" in shown
    assert shown.splitlines()[-1] == "2 changes of meaning, 0 of wording or place"


def test_what_the_report_calls_a_case_ask_answers_as_it_says(two: tuple[str, str]) -> None:
    shape = json.loads(run("diff", *two, "--format", "json").stdout)
    assert {change["kind"] for change in shape["changes"]} == {"removed", "narrowed"}
    for change in shape["changes"]:
        switches = {"licence", "unknowing", "indirect", "aggregate", "control", "own", "named"}
        case = [
            part for key, value in change["case"].items() for part in ([f"--{key}"] if key in switches else [f"--{key}", value])
        ]
        for path, said in zip(two, (change["old_verdict"], change["new_verdict"]), strict=True):
            answer = json.loads(run("ask", path, *case, "--format", "json").stdout)
            assert answer["verdict"] == said
            assert answer["case"] == change["case"]


def test_markdown_and_html_hold_the_same_changes(two: tuple[str, str]) -> None:
    markdown = run("diff", *two, "--format", "markdown").stdout
    assert "| \u2717 removed | Export to Iran is no longer barred. | export to Iran: was barred, is not barred |" in markdown
    page = run("diff", *two, "--format", "html").stdout
    assert page.startswith("<!DOCTYPE html>")
    assert "Export to Iran is no longer barred." in page
    assert "<del>Iran, </del>" in page
    assert "<ins>knowingly </ins>" in page
    assert "<script" not in page


def test_the_exit_code_counts_changes_of_meaning_alone(two: tuple[str, str], tmp_path: Path) -> None:
    assert run("diff", *two).returncode == 0
    assert run("diff", *two, "--exit-code").returncode == 1
    other = tmp_path / "other.txt"
    other.write_text("2. Export\nBuyer must not export the Pumps to Cuba, Iran or Syria.\n", encoding="utf-8")
    done = run("diff", two[0], str(other), "--exit-code")
    assert done.returncode == 0
    assert "other words, the same meaning" in done.stdout
    assert run("diff", two[0], str(tmp_path / "missing.txt"), "--exit-code").returncode == 2


def test_tracked_changes_say_who_made_the_change() -> None:
    done = run("diff", str(SAMPLES / "supply-v2.docx"), "--revisions", "original..final", "--format", "json")
    found = {(change["kind"], change["thing"]["id"]): change for change in json.loads(done.stdout)["changes"]}
    lost = found["removed", "us.bis.entity"]
    assert (lost["author"], lost["date"]) == ("R. Vane", "2026-03-04T10:00:00Z")
    assert found["narrowed", "CU"]["date"] == "2026-03-03T10:00:00Z"
    assert found["renumbered", "place"]["author"] is None
    apart = run("diff", str(SAMPLES / "supply-v1.docx"), str(SAMPLES / "supply-v2.docx"), "--format", "json")
    assert {change["author"] for change in json.loads(apart.stdout)["changes"]} == {None}


def test_a_reference_is_compared_by_its_name() -> None:
    done = run("diff", "us", str(SAMPLES / "template-good.docx"), "--format", "json")
    shape = json.loads(done.stdout)
    assert (done.returncode, shape["old"]) == (0, "reference us")
    weaker = json.loads(run("diff", "us", str(SAMPLES / "hikvision-2019.docx"), "--format", "json").stdout)
    assert ("removed", "us.bis.uvl") in {(change["kind"], change["thing"]["id"]) for change in weaker["changes"]}


def test_a_contract_against_nothing_is_all_new(two: tuple[str, str]) -> None:
    done = run("diff", "/dev/null", two[0], "--format", "json")
    assert {change["kind"] for change in json.loads(done.stdout)["changes"]} == {"added"}


# ---------------------------------------------------------------- any texts


@pytest.mark.parametrize("seed", range(40))
def test_what_holds_of_the_pairs_holds_of_texts_made_at_random(seed: int) -> None:
    """A text and the same torn apart: nothing with itself, turned round where the sides are, witnesses as they say."""
    chance = random.Random(seed)
    first = chance.choice(clause_maker.seeds()) if seed % 2 else clause_maker.clause_of(chance)
    second = clause_maker.mutated(first, clause_maker.seeds(), chance)
    one, other = (clause_maker.read(text) for text in (first, second))

    def found(old: Clause, new: Clause) -> list[Change]:
        return [change for change in comparison.compare((old,), (new,), KNOWN) if change.kind not in HARMLESS]

    def counted(several: list[Change]) -> Counter[tuple[str, object]]:
        return Counter((change.kind, change.thing or change.what.partition(":")[0]) for change in several)

    assert found(one, one) == []
    there, back = found(one, other), found(other, one)
    assert Counter({(SWAPPED[kind], about): number for (kind, about), number in counted(there).items()}) == counted(back)
    for change in there:
        if change.case:
            case = naming.case(dict(change.case), KNOWN)
            old, new = (Predicate((clause,), KNOWN, fabric.AS_OF).verdict(case).answer for clause in (one, other))
            assert (old, new) == (change.old_verdict, change.new_verdict)
            assert old != new


def test_the_same_change_of_several_things_is_one_for_people_and_each_in_json(tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("Buyer shall not export the Pumps to Iran, Cuba, Syria, Belarus, Russia or North Korea.\n", encoding="utf-8")
    new.write_text("Buyer shall not export the Pumps to Iran.\n", encoding="utf-8")
    said = "Export to Belarus, Cuba, North Korea, Russia and Syria is no longer barred."
    shown = run("diff", str(old), str(new)).stdout
    assert said in " ".join(shown.split())
    assert "case: export to Belarus: was barred, is not barred (and 4 cases more like it)" in " ".join(shown.split())
    assert shown.splitlines()[-1] == "5 changes of meaning, 0 of wording or place"
    assert said in run("diff", str(old), str(new), "--format", "markdown").stdout
    assert run("diff", str(old), str(new), "--format", "html").stdout.count("<li>") == 1
    shape = json.loads(run("diff", str(old), str(new), "--format", "json").stdout)
    assert sorted(change["thing"]["id"] for change in shape["changes"]) == ["BY", "CU", "KP", "RU", "SY"]
    assert all(change["case"]["to"] == change["thing"]["id"] for change in shape["changes"])


def test_what_was_told_as_one_comes_apart_again() -> None:
    found = changes(
        "Buyer shall not export the Pumps to Iran, Cuba or Syria.", "Buyer shall export the Pumps to Iran, and not to Cuba."
    )
    assert Counter(comparison.apart(comparison.grouped(found))) == Counter(found)


def test_both_rule_trees_are_told_node_by_node(two: tuple[str, str]) -> None:
    shown = run("diff", *two, "--trees").stdout
    assert "  -     barred Iran territory IR" in shown
    assert "  +     knowing: knowingly" in shown
    assert "        barred Cuba territory CU" in shown, "what both have is told once, without a mark"
    assert "rule trees" not in run("diff", *two).stdout


def test_the_nodes_of_an_unchanged_clause_are_one_line() -> None:
    text = "Buyer shall not export the Pumps to Iran or Cuba."
    kinds = [row.kind for row in comparison.tree_rows(read(text), read(text))]
    assert kinds == ["=", "…"]
    other = read(text.replace("Iran", "Syria"))
    rows = comparison.tree_rows(read(text), other)
    assert [row.kind for row in rows].count("-") == 1
    assert [row.kind for row in rows].count("+") == 1
    cuba = fabric.thing("territory", "CU")
    at = comparison.row_of(rows, 0, None, cuba, new=True)
    assert at is not None
    assert rows[at].new is not None
    assert rows[at].new.thing == cuba
