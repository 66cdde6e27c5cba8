"""Accepting a finding: an entry with the reason in the settings of the folder, where the next check finds it."""

from __future__ import annotations

import fnmatch
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT

from clausecheck import config
from clausecheck.finding import Acceptance, Finding, Report


def target(folder: Path) -> Path:
    """The file that an acceptance is written to: the settings that hold in `folder`, or new ones there."""
    whole = folder.resolve()
    try:
        found = config.nearest(whole).file
    except config.ConfigError:
        found = next((path for up in (whole, *whole.parents) if (path := up / config.NAMES[0]).is_file()), None)
    return found or whole / config.NAMES[0]


def companions(report: Report, finding: Finding) -> tuple[Finding, ...]:
    """The findings that one acceptance takes: those of the same check in the same clause."""
    return tuple(
        one for one in report.findings if one.code == finding.code and _clause(one) == _clause(finding) and one.accepted is None
    )


def write(path: Path, finding: Finding, reason: str, until: str = "") -> str:
    """Add the acceptance to the settings at `path`, the rest of which stays as it is; what went wrong, or nothing.

    `until` is a day (YYYY-MM-DD) or empty.
    """
    try:
        held = tomlkit.parse(path.read_text(encoding="utf-8")) if path.exists() else tomlkit.document()
        table = held
        if path.name == "pyproject.toml":
            table = held.setdefault("tool", tomlkit.table(True)).setdefault("clausecheck", tomlkit.table())
        entries = table.get("accept")
        if not isinstance(entries, AoT):
            entries = tomlkit.aot()
            table["accept"] = entries
        entries.append(_entry(path.parent, finding, reason, until))
        path.write_text(tomlkit.dumps(held), encoding="utf-8")
    except OSError as error:
        return f"{path}: not written: {error.strerror}"
    except (UnicodeDecodeError, TOMLKitError) as error:
        return f"{path}: not written: it is no TOML: {' '.join(str(error).split())}"
    return ""


def _entry(folder: Path, finding: Finding, reason: str, until: str) -> tomlkit.items.Table:
    entry = tomlkit.table()
    entry["check"] = finding.name
    if (clause := _clause(finding)) != "":
        entry["clause"] = clause
    contract = Path(finding.place.document).resolve()
    if contract.is_relative_to(folder.resolve()):
        entry["path"] = contract.relative_to(folder.resolve()).as_posix()
    entry["reason"] = reason
    if until:
        entry["until"] = tomlkit.date(until)
    return entry


def _clause(finding: Finding) -> str:
    """What a clause goes by in an acceptance: its number, else its title; nothing where the contract has none."""
    return finding.place.path[-1] if finding.place.path else finding.place.title


def applied(report: Report, folder: Path) -> Report:
    """The report with the findings that the settings of `folder` accept marked so; settings that cannot be used hold none."""
    try:
        entries = getattr(config.nearest(folder.resolve()), "accept", ())
    except config.ConfigError:
        return report
    findings = tuple(_accepted(finding, entries, report) for finding in report.findings)
    return replace(report, findings=findings) if findings != report.findings else report


def _accepted(finding: Finding, entries: Sequence[tuple[Any, Path, str]], report: Report) -> Finding:
    for entry, folder, where in entries:
        until = str(entry.until) if entry.until else ""
        names = (*finding.place.path, finding.place.title)
        contract = Path(finding.place.document).resolve()
        inside = contract.is_relative_to(folder.resolve())
        here = not entry.path or (inside and fnmatch.fnmatch(contract.relative_to(folder.resolve()).as_posix(), entry.path))
        if (
            finding.accepted is None
            and here
            and entry.check in (finding.code, finding.name)
            and (not until or until >= report.as_of)
            and (not entry.clause or any(fnmatch.fnmatchcase(name.casefold(), entry.clause.casefold()) for name in names))
        ):
            return replace(finding, accepted=Acceptance(reason=entry.reason, until=until, where=where))
    return finding
