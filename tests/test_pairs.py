"""Minimal pairs: a sentence with one drafting feature and its twin without it, with what a careful lawyer reads in both.

The sentences stand in ``pairs/KIND.toml``, one table a pair. `expect` and `twin_expect` name each thing with its one effect; a
list, territory, group of territories or end use that is found and not named is an error too, unless `also` excuses it. Further
keys, with the prefix ``twin_`` for the twin: `limit` (words that the limit of a thing must hold), `knowledge` and `exceptions`
(words of which half must be recorded, [] for none), `norms` and `without` (kinds of norms that must be there, or must not),
`status_only` (the things for which a party only vouches for itself; check CC306 speaks where there is one).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fabric
import pytest

from clausecheck import checks, comparison
from clausecheck.comparison.coverage import by_status_only
from clausecheck.document import Span
from clausecheck.knowledge import load
from clausecheck.parsing import parse_clause
from clausecheck.resolve import resolve
from clausecheck.ruletree import Clause, Located, Node, Piece, Thing

FOLDER = Path(__file__).with_name("pairs")
KINDS = ("defective", "permitted", "limited", "mentioned-only", "status-only", "licence-exception", "knowledge")
KEYS = {"expect", "limit", "knowledge", "exceptions", "norms", "without", "status_only"}
STRICT = frozenset({"list", "territory", "territory_group", "end_use"})
FEWEST = 22
KNOWLEDGE = load()


def pairs(kind: str) -> list[dict[str, Any]]:
    held: list[dict[str, Any]] = tomllib.loads((FOLDER / f"{kind}.toml").read_text(encoding="utf-8"))["pair"]
    return held


def sentences() -> Iterator[tuple[str, dict[str, Any]]]:
    for kind in KINDS:
        for pair in pairs(kind):
            for side, prefix in (("text", ""), ("twin", "twin_")):
                said = {key: pair[prefix + key] for key in KEYS if prefix + key in pair}
                yield f"{kind}:{pair['name']}:{side}", {"text": pair[side], "also": pair.get("also", []), **said}


CASES = dict(sentences())


def read(text: str) -> Clause:
    pieces = (Piece(span=Span(start=0, end=len(text)), block=0),)
    located = Located(path=(), title="", evidence=(), text=text, pieces=pieces)
    return resolve(located, parse_clause(located, KNOWLEDGE), KNOWLEDGE, fabric.AS_OF)


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from walk(node.children)


def plain(words: str) -> str:
    return " ".join(words.casefold().split())


def recorded(words: str, text: str, spans: list[Span]) -> bool:
    """Whether at least half of the words lie in the spans: where a qualifier ends may be argued, not that it is there."""
    start = text.index(words)
    places = [start + match.start() for match in re.finditer(r"\S+", words)]
    return 2 * sum(any(span.start <= place < span.end for span in spans) for place in places) >= len(places)


def check_codes(clause: Clause) -> set[str]:
    """The checks that speak, with a reference that asks for everything the clause names."""
    asked = fabric.reference(*(effect.thing for effect in clause.effects))
    context = checks.Context(
        document=fabric.document(clause),
        clauses=(clause,),
        reference=asked,
        model=(),
        knowledge=KNOWLEDGE,
        as_of=fabric.AS_OF,
        matrix=comparison.matrix(asked, (clause,), KNOWLEDGE, fabric.AS_OF, model=()),
    )
    return {finding.code for finding in checks.run_checks(context)}


def faults(case: dict[str, Any]) -> list[str]:
    """What the program reads otherwise than the case says, one line each."""
    clause = read(case["text"])
    effects = {f"{effect.thing.kind}:{effect.thing.id}": effect for effect in clause.effects}
    expected: dict[str, str] = case["expect"]
    wrong = []
    for key, wanted in expected.items():
        got = effects[key].effect if key in effects else "nothing"
        if got != wanted:
            wrong.append(f"{key}: expected {wanted}, got {got}")
    for key, effect in effects.items():
        if effect.thing.kind in STRICT and key not in expected and key not in case["also"]:
            wrong.append(f"{key}: not expected, got {effect.effect} ({effect.quote!r})")
    for key, words in case.get("limit", {}).items():
        limit = (effects[key].limit if key in effects else None) or ""
        if plain(words) not in plain(limit):
            wrong.append(f"{key}: expected the limit {words!r}, got {limit!r}")
    nodes = list(walk(clause.tree.norms))
    for name in ("knowledge", "exceptions"):
        if name in case:
            spans = [span for node in nodes for span in getattr(node, name)]
            held = [span.of(case["text"]) for span in spans]
            wrong.extend(
                f"{name}: expected {words!r}, got {held}" for words in case[name] if not recorded(words, case["text"], spans)
            )
            if not case[name] and held:
                wrong.append(f"{name}: expected none, got {held}")
    kinds = {node.kind for node in nodes}
    wrong.extend(f"norm {kind}: expected, got {sorted(kinds)}" for kind in case.get("norms", []) if kind not in kinds)
    wrong.extend(f"norm {kind}: not expected, got {sorted(kinds)}" for kind in case.get("without", []) if kind in kinds)
    if "status_only" in case:
        alone = sorted(key for key in expected if key in effects and by_status_only(effects[key]))
        if alone != sorted(case["status_only"]):
            wrong.append(f"status only: expected {sorted(case['status_only'])}, got {alone}")
        speaks = "CC306" in check_codes(clause)
        if speaks != bool(case["status_only"]):
            wrong.append(f"CC306: expected {bool(case['status_only'])}, got {speaks}")
    return wrong


@pytest.mark.parametrize("name", CASES)
def test_a_sentence_is_read_as_a_careful_lawyer_reads_it(name: str) -> None:
    assert faults(CASES[name]) == []


@pytest.mark.parametrize("kind", KINDS)
def test_pairs_are_many_well_formed_and_different(kind: str) -> None:
    held = pairs(kind)
    assert len(held) >= FEWEST
    names = [pair["name"] for pair in held]
    assert len(set(names)) == len(names)
    known = {"name", "text", "twin", "also"} | KEYS | {f"twin_{key}" for key in KEYS}
    for pair in held:
        assert set(pair) <= known, pair["name"]
        assert pair["text"] != pair["twin"]
        for key in (*pair["expect"], *pair["twin_expect"], *pair.get("also", [])):
            thing = Thing(kind=key.partition(":")[0], id=key.partition(":")[2])  # type: ignore[arg-type]
            assert KNOWLEDGE.entry(thing) is not None, (pair["name"], key)
