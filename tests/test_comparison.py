"""Changes of meaning between clauses made by hand."""

from __future__ import annotations

import fabric
import pytest

from clausecheck import comparison, knowledge
from clausecheck.document import Span
from clausecheck.finding import Change
from clausecheck.ruletree import Clause, Node, OwnershipTest

TEXT = "Buyer shall not export the Products to government buyers in Cuba."
CUBA = fabric.thing("territory", "CU")


def changes(old: tuple[Clause, ...], new: tuple[Clause, ...]) -> tuple[Change, ...]:
    return comparison.compare(old, new, knowledge.load(), old_path="a.docx", new_path="b.docx")


def with_effect(name: str | None, norm: str = "prohibition") -> tuple[Clause, ...]:
    acts = ("export",) if norm == "prohibition" else ()
    effects = [fabric.effect(TEXT, "Cuba", CUBA, name, norm=norm, acts=acts)] if name else []  # type: ignore[arg-type]
    return (fabric.clause(TEXT, *effects),)


@pytest.mark.parametrize(
    ("old", "new", "kind", "severity"),
    [
        (None, "barred", "added", "note"),
        ("barred", None, "removed", "error"),
        ("barred", "mentioned", "removed", "error"),
        ("barred", "limited", "narrowed", "error"),
        ("limited", "barred", "widened", "note"),
        ("barred", "permitted", "inverted", "error"),
        ("barred", "defective", "inverted", "error"),
        ("defective", "barred", "inverted", "warning"),
        ("required", None, "removed", "warning"),
        ("required", "barred", "widened", "note"),
        (None, "permitted", "added", "warning"),
    ],
)
def test_a_change_of_effect_has_kind_and_severity(old: str | None, new: str | None, kind: str, severity: str) -> None:
    (change,) = changes(with_effect(old), with_effect(new))
    assert (change.kind, change.severity, change.thing) == (kind, severity, CUBA)
    assert change.message.startswith("Cuba: the old text ")
    assert change.old == (old if old else None)


@pytest.mark.parametrize("effect", [None, "mentioned", "barred", "limited", "required"])
def test_the_same_effect_is_no_change(effect: str | None) -> None:
    assert changes(with_effect(effect), with_effect(effect)) == ()


def test_naming_alone_is_no_meaning() -> None:
    assert changes(with_effect(None), with_effect("mentioned")) == ()


def test_a_bar_that_becomes_a_word_about_oneself_is_narrowed() -> None:
    (change,) = changes(with_effect("barred"), with_effect("barred", "representation"))
    assert (change.kind, change.severity) == ("narrowed", "error")
    assert "a party's word about itself" in change.message


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ({"percent": 50.0, "at_least": True}, {"percent": 50.0, "at_least": False}, "narrowed"),
        ({"percent": 50.0, "at_least": True}, {"percent": 25.0, "at_least": True}, "widened"),
        ({"percent": 25.0}, {"percent": 50.0, "aggregate": True}, "narrowed"),
        ({"percent": 50.0}, None, "removed"),
        (None, {"percent": 50.0}, "added"),
        ({"percent": 50.0}, {"percent": 50.0, "direction": "owner-of"}, "inverted"),
    ],
)
def test_ownership_tests_are_compared_by_reach(old: dict[str, object] | None, new: dict[str, object] | None, kind: str) -> None:
    def side(test: dict[str, object] | None) -> tuple[Clause, ...]:
        tests = (OwnershipTest(span=Span(start=0, end=5), **test),) if test else ()  # type: ignore[arg-type]
        return (fabric.clause(TEXT, ownership=tests),)

    (change,) = changes(side(old), side(new))
    assert (change.kind, change.what) == (kind, "ownership")


def test_acts_come_and_go() -> None:
    both = (fabric.clause(TEXT, actions=("export", "reexport")),)
    one = (fabric.clause(TEXT, actions=("export",)),)
    (lost,), (won,) = changes(both, one), changes(one, both)
    assert (lost.kind, lost.what, lost.severity) == ("removed", "action:reexport", "error")
    assert (won.kind, won.severity) == ("added", "note")
    assert "re-export" in lost.message


def test_a_knowledge_qualifier_narrows() -> None:
    text = "Buyer shall not knowingly export the Products to Cuba."
    whole = Span(start=0, end=len(text))
    plain = fabric.clause(text, norms=(Node(kind="prohibition", span=whole),))
    knowing = fabric.clause(text, norms=(Node(kind="prohibition", span=whole, knowledge=(fabric.span(text, "knowingly"),)),))
    (change,) = changes((plain,), (knowing,))
    assert (change.kind, change.what, change.new_quote) == ("narrowed", "knowledge", "knowingly")


def test_other_words_with_the_same_effects_are_reworded() -> None:
    other = "Buyer must not export any Products to government buyers in Cuba."
    old = (fabric.clause(TEXT, fabric.effect(TEXT, "Cuba", CUBA)),)
    new = (fabric.clause(other, fabric.effect(other, "Cuba", CUBA)),)
    (change,) = changes(old, new)
    assert (change.kind, change.severity) == ("reworded", "note")
    assert changes(old, (fabric.clause(TEXT.replace(" ", "  "), fabric.effect(TEXT, "Cuba", CUBA)),)) == ()


def test_a_reworded_clause_with_a_change_of_meaning_is_not_called_reworded() -> None:
    other = "Buyer must not export any Products to government buyers in Cuba."
    new = (fabric.clause(other, fabric.effect(other, "Cuba", CUBA, "limited")),)
    assert [change.kind for change in changes(with_effect("barred"), new)] == ["narrowed"]


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
