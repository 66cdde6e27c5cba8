"""Pairs of texts with what a lawyer says changed between them, and what must hold of every comparison.

The pairs stand in ``diff/``, one table each. `expect` names each change of meaning that must be told, as ``kind thing``, `also`
what may be told beside them; nothing else may. A pair with `today` is still told otherwise, for that reason: the test then
demands that it is, and the key goes with the repair.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import fabric
import pytest

from clausecheck.comparison import compare
from clausecheck.document import Block, Document
from clausecheck.finding import HARMLESS, Change
from clausecheck.knowledge import load
from clausecheck.ruletree import Clause
from clausecheck.run import parse
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


@cache
def read(text: str) -> tuple[Clause, ...]:
    blocks = tuple(Block(text=line) for line in text.splitlines())
    return parse(Document(path="x.txt", sha256="", blocks=blocks), fabric.AS_OF)


@cache
def changes(old: str, new: str) -> tuple[Change, ...]:
    return compare(read(old), read(new), KNOWN, old_path="a.txt", new_path="b.txt")


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
    assert read(pair["new"])
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
        lost = change.old_verdict == "barred"
        assert (change.severity == "note") != lost or change.kind == "inverted", told(change)
        assert change.message.endswith(".")
        assert "  " not in change.message


@pytest.mark.parametrize("name", ALL)
def test_quotes_are_words_of_the_texts(name: str) -> None:
    pair = ALL[name]
    for change in of_meaning(pair["old"], pair["new"]):
        assert change.old_quote in pair["old"]
        assert change.new_quote in pair["new"]
