"""Which blocks of a contract make a clause, where what binds stands in another block than what is bound."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausecheck import run
from clausecheck.ruletree import Clause

AS_OF = "2026-11-24"
COVENANTS = """# 7. Negative Covenants

So long as any Loan is outstanding, the Borrower {verb}, directly or indirectly:

7.14 Liens. Create or suffer to exist any lien upon its property.

7.15 Sanctions. Use the proceeds of any Loan to fund any business in Iran, or with any person on the SDN List.

7.16 Dividends. Declare or pay any dividend.

# 8. Events of Default

8.1 The following are events of default.
"""


def clauses(folder: Path, text: str) -> tuple[Clause, ...]:
    path = folder / "agreement.md"
    path.write_text(text, encoding="utf-8")
    return run.parse(run.opened(path), AS_OF)


@pytest.mark.parametrize(
    ("verb", "effect"), [("shall not", "barred"), ("will under no circumstances", "barred"), ("may", "mentioned")]
)
def test_a_section_goes_on_with_the_stem_under_its_parent_s_heading(tmp_path: Path, verb: str, effect: str) -> None:
    (clause,) = clauses(tmp_path, COVENANTS.format(verb=verb))
    assert [piece.role for piece in clause.located.pieces] == ["stem", "body"]
    assert clause.located.path[-1] == "7.15"
    effects = {one.thing.id: one.effect for one in clause.effects if one.thing.kind == "territory"}
    assert effects == {"IR": effect}


def test_a_stem_that_ends_otherwise_is_none(tmp_path: Path) -> None:
    text = COVENANTS.format(verb="shall keep its books").replace("directly or indirectly:", "in good order.")
    for clause in clauses(tmp_path, text):
        assert {piece.role for piece in clause.located.pieces} == {"body"}
