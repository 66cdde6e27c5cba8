"""Changes of words and place between clauses made by hand, and the matrix; changes of meaning are in ``test_diff.py``."""

from __future__ import annotations

import fabric

from clausecheck import comparison, knowledge
from clausecheck.finding import Change
from clausecheck.ruletree import Clause

TEXT = "Buyer shall not export the Products to government buyers in Cuba."
CUBA = fabric.thing("territory", "CU")


def changes(old: tuple[Clause, ...], new: tuple[Clause, ...]) -> tuple[Change, ...]:
    return comparison.compare(old, new, knowledge.load(), old_path="a.docx", new_path="b.docx")


def test_other_words_with_the_same_effects_are_reworded() -> None:
    other = "Buyer must not export any Products to government buyers in Cuba."
    old = (fabric.clause(TEXT, fabric.effect(TEXT, "Cuba", CUBA)),)
    new = (fabric.clause(other, fabric.effect(other, "Cuba", CUBA)),)
    (change,) = changes(old, new)
    assert (change.kind, change.severity) == ("reworded", "note")
    assert changes(old, (fabric.clause(TEXT.replace(" ", "  "), fabric.effect(TEXT, "Cuba", CUBA)),)) == ()


def test_another_number_is_renumbered_and_another_order_moved() -> None:
    def clauses(*paths: str) -> list[Clause]:
        texts = ("Nobody exports anything to Cuba.", "Everybody pays all duties and import taxes promptly.")
        return [fabric.clause(text, path=(path,), title=text[:5]) for text, path in zip(texts, paths, strict=True)]

    old = tuple(clauses("7", "8"))
    assert [change.kind for change in changes(old, tuple(clauses("9", "10")))] == ["renumbered", "renumbered"]
    swapped = clauses("8", "7")
    assert [change.kind for change in changes(old, tuple(reversed(swapped)))] == ["moved", "moved"]


def test_the_matrix_has_what_is_asked_for_then_what_is_beyond() -> None:
    syria, sdn = fabric.thing("territory", "SY"), fabric.thing("list", "us.ofac.sdn")
    clause = fabric.clause(TEXT, fabric.effect(TEXT, "Cuba", CUBA, "limited"), actions=("export",))
    rows = comparison.matrix(fabric.reference(syria, "act:export", "ownership", sdn), (clause,), knowledge.load(), fabric.AS_OF)
    assert [(row.key, row.contract, row.extra) for row in rows] == [
        (syria, None, False),
        ("act:export", "barred", False),
        ("ownership", None, False),
        (sdn, None, False),
        (CUBA, "limited", True),
    ]
    assert rows[0].status == "changed"
