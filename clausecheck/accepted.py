"""What was accepted for a contract, read from where it is written down: the settings, and the contract's own comments."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from clausecheck import acceptance, checks, config
from clausecheck.checks import expired_acceptance, unmatched_acceptance
from clausecheck.finding import Accepting, Finding, Report


def of_settings(held: config.Config) -> tuple[Accepting, ...]:
    """The acceptances of the settings; raises UnknownCheck, which names the file and the key, for a check that is none."""
    return tuple(_accepting(one, where) for one, _, where in held.accept)


def _accepting(one: config.Accept, where: str) -> Accepting:
    try:
        codes = _codes(one.check)
    except checks.UnknownCheck as error:
        raise checks.UnknownCheck(f"{where}.check: {error}") from error
    return Accepting(
        check=one.check,
        codes=codes,
        reason=one.reason.strip(),
        until=one.until.isoformat() if one.until else "",
        clause=one.clause,
        path=one.path,
        fingerprint=one.fingerprint,
        where=where,
    )


def of_comments(report: Report) -> tuple[list[Accepting], list[Finding]]:
    """The acceptances that the comments of a contract write down, and what is wrong with those that do not."""
    own, faults = [], []
    for comment in report.document.comments:
        try:
            own.append(acceptance.from_comment(comment, report.document.path, _codes))
        except (acceptance.Unaccepted, checks.UnknownCheck) as error:
            faults.append(unmatched_acceptance.misunderstood(report.document.path, str(error)))
    return own, faults


def idle(outcome: acceptance.Outcome, fitting: Sequence[Accepting]) -> list[Finding]:
    """The findings on those comments among `fitting` that accepted nothing, or are over."""
    path = outcome.report.document.path
    return [
        expired_acceptance.expired(one, path) if index in outcome.expired else unmatched_acceptance.unmatched(one, path)
        for index, one in enumerate(fitting)
        if one.document and index not in outcome.used
    ]


def applied(report: Report, folder: Path) -> Report:
    """The report with what its comments and the settings of `folder` accept, and the findings on comments that accept nothing.

    Settings that cannot be used accept nothing.
    """
    contract = Path(report.document.path)
    own, faults = of_comments(report)
    fitting = own
    with suppress(config.ConfigError, checks.UnknownCheck):
        held = config.nearest(folder.resolve())
        meant = zip(of_settings(held), held.accept, strict=True)
        fitting = [*(one for one, (_, base, _) in meant if not one.path or config.fits(contract, one.path, base)), *own]
    outcome = acceptance.applied(report, fitting, report.as_of)
    return replace(outcome.report, findings=(*outcome.report.findings, *faults, *idle(outcome, fitting)))


def _codes(word: str) -> frozenset[str]:
    return frozenset(page.META.code for page in checks.named(word))
