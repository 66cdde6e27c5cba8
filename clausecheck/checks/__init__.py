"""The checks, in the order of their codes: each is a module whose docstring is its page.

A code is for ever; a name is for people; both are accepted wherever a check is meant.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from clausecheck.checks import (
    ambiguous_scope,
    broken_reference,
    by_reference,
    changed_territory,
    ended_list,
    ended_territory,
    enumerator,
    expired_acceptance,
    frozen_list,
    image_only,
    knowledge_qualifier,
    limited_bar,
    missing_act,
    missing_end_use,
    missing_end_user,
    missing_instrument,
    missing_list,
    missing_ownership,
    missing_territory,
    missing_use,
    no_belarus,
    no_clause,
    no_russia,
    no_russia_ip,
    not_english,
    obsolete_name,
    old_knowledge,
    or_between_negatives,
    placeholder,
    polarity,
    remedies_and_notice,
    renamed_list,
    status_only,
    swallowing_exception,
    undefined_term,
    unmatched_acceptance,
    unparsed,
    unused_definition,
    weak_modality,
    weak_ownership,
    wrong_keeper,
)
from clausecheck.checks.context import Context, Page
from clausecheck.finding import SEVERITIES, Finding

CHECKS: tuple[Page, ...] = (
    no_clause,
    unparsed,
    ambiguous_scope,
    not_english,
    image_only,
    by_reference,
    missing_list,
    missing_territory,
    missing_end_use,
    missing_end_user,
    missing_ownership,
    missing_act,
    missing_instrument,
    ended_list,
    renamed_list,
    ended_territory,
    wrong_keeper,
    obsolete_name,
    frozen_list,
    changed_territory,
    limited_bar,
    knowledge_qualifier,
    weak_ownership,
    weak_modality,
    swallowing_exception,
    status_only,
    polarity,
    unused_definition,
    undefined_term,
    enumerator,
    broken_reference,
    or_between_negatives,
    placeholder,
    no_russia,
    no_belarus,
    no_russia_ip,
    remedies_and_notice,
    missing_use,
    unmatched_acceptance,
    expired_acceptance,
    old_knowledge,
)
"""Every check, in the order of the codes."""

__all__ = ["CHECKS", "Context", "Page", "UnknownCheck", "chosen", "named", "run_checks"]


class UnknownCheck(Exception):
    """A code, name or prefix that stands for no check; `str()` says so and suggests the nearest."""


def run_checks(context: Context) -> tuple[Finding, ...]:
    """What all checks find, the worst first, then in the order of the codes and of the text."""
    found = [finding for page in CHECKS for finding in page.check(context)]
    return tuple(sorted(found, key=_rank))


def _rank(finding: Finding) -> tuple[int, str, int, int]:
    place = finding.place
    clause = -1 if place.clause is None else place.clause
    return SEVERITIES.index(finding.severity), finding.code, clause, place.span.start if place.span else -1


def named(word: str) -> tuple[Page, ...]:
    """The checks that a code, a name or a prefix of codes ("CC1") stands for. Raises UnknownCheck."""
    wanted = word.strip()
    exact = tuple(page for page in CHECKS if wanted.casefold() in (page.META.code.casefold(), page.META.name))
    found = exact or tuple(page for page in CHECKS if wanted and page.META.code.startswith(wanted.upper()))
    if not found:
        known = [word for page in CHECKS for word in (page.META.code, page.META.name)]
        near = difflib.get_close_matches(wanted, known, n=1) or difflib.get_close_matches(wanted.upper(), known, n=1)
        hint = f"; did you mean {near[0]}?" if near else "; `clausecheck explain` lists them"
        raise UnknownCheck(f"no check is called {word!r}{hint}")
    return found


def chosen(select: Iterable[str], ignore: Iterable[str]) -> frozenset[str]:
    """The codes that `select` (none: all) names and `ignore` does not. Raises UnknownCheck."""
    taken = [page for word in select for page in named(word)] or list(CHECKS)
    left = {page.META.code for word in ignore for page in named(word)}
    return frozenset(page.META.code for page in taken) - left
