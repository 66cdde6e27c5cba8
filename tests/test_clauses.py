"""Clauses of our own, one a kind of difficulty: the tree is the golden one, the effects are those that a lawyer reads.

`python tests/clauses/regenerate.py` writes the golden trees and the program's side of docs/tricky-cases.md anew.
"""

from __future__ import annotations

import re
from functools import cache

import pytest
from clauses import regenerate
from clauses.regenerate import Case

from clausecheck.ruletree import Clause

CASES = {case.name: case for case in regenerate.cases()}
each = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


@cache
def clauses_of(name: str) -> tuple[Clause, ...]:
    return regenerate.read(CASES[name].text)


@each
def test_the_tree_is_the_golden_one(case: Case) -> None:
    assert regenerate.render(clauses_of(case.name)) == case.tree.read_text(encoding="utf-8")


@each
def test_a_clause_is_read_as_a_lawyer_reads_it(case: Case) -> None:
    """Effects, keepers, paths, ownership, readings; a valid clause in full. `# today: why` marks what is still wrong."""
    faults = regenerate.faults(case, clauses_of(case.name))
    if case.today:
        assert faults, f"{case.name} is read right now: take its line '# today:' away"
    else:
        assert faults == [], case.difficulty


@each
def test_no_word_of_a_clause_is_lost(case: Case) -> None:
    for clause in clauses_of(case.name):
        assert clause.text.split() == case.text.split()


def test_most_words_of_the_valid_clauses_are_typed() -> None:
    valid = [clause for name in CASES if name.startswith("valid/") for clause in clauses_of(name)]
    assert sum(clause.tree.coverage for clause in valid) / len(valid) >= 0.9


@each
def test_no_word_of_an_unparsed_stretch_counts_as_read(case: Case) -> None:
    for clause in clauses_of(case.name):
        unread = [range(one.span.start, one.span.end) for one in clause.tree.unparsed]
        words = [match.start() for match in re.finditer(r"[^\W_]+", clause.text)]
        outside = sum(not any(word in stretch for stretch in unread) for word in words) / len(words)
        assert clause.tree.coverage <= outside + 0.05  # numbers and hyphens make words of their own here
        if unread:
            assert clause.tree.coverage < 1


def test_there_are_enough_of_both_sorts() -> None:
    folders = [case.path.parent.name for case in CASES.values()]
    assert folders.count("valid") >= 165
    assert folders.count("invalid") >= 50


def test_no_two_clauses_have_the_same_text_or_difficulty() -> None:
    for of in (lambda case: " ".join(case.text.split()), lambda case: case.difficulty):
        held: dict[str, str] = {}
        for case in CASES.values():
            assert held.setdefault(of(case), case.name) == case.name


# ---------------------------------------------------------------- docs/tricky-cases.md

PAGE = regenerate.TRICKY.read_text(encoding="utf-8")


def test_the_page_of_tricky_cases_says_what_the_program_says() -> None:
    assert regenerate.tricky(PAGE, {name: (case, clauses_of(name)) for name, case in CASES.items()}) == PAGE


@pytest.mark.parametrize("section", regenerate.sections(PAGE), ids=lambda s: s[0].splitlines()[0].removeprefix("### "))
def test_a_tricky_case_quotes_the_clause_that_it_is_tested_by(section: tuple[str, str]) -> None:
    text, name = section
    assert name in CASES
    assert "clausecheck says: " in text
    quoted = " ".join(re.findall(r"(?m)^> (.*)$", text))
    words = " ".join(CASES[name].text.split())
    for part in filter(None, (part.strip() for part in quoted.split("[...]"))):
        assert part in words
