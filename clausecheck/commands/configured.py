"""What holds for each file that is checked: the command line over the settings nearest to the file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from clausecheck import config
from clausecheck.exits import Refused

if TYPE_CHECKING:
    from clausecheck.config import Config
    from clausecheck.document import View
    from clausecheck.finding import Accepting, Severity


Levels = Mapping[str, "Severity | Literal['off']"]
"""Code of a check to the severity that the settings give it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the command line said itself; None where it left the word to the settings."""

    reference: str | None = None
    requirements: str | None = None
    revisions: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    overlay: Path | None = None
    max_age: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How one file is checked. `codes` are the checks whose findings count, `severity` what is made of some of them."""

    reference: str
    requirements: Path | None
    revisions: View
    overlay: Path | None
    max_age: int
    codes: frozenset[str]
    severity: Levels = field(default_factory=dict)
    chosen: bool = True
    """Whether somebody chose the reference; else it is the default."""


class Settling:
    """The settings of the files of one run, each file read once. `here` is the working directory, if there is one."""

    def __init__(self, given: Given, here: Path | None, file: Path | None = None) -> None:
        self._given = given
        self._here = here
        self._file = file
        self._nearest: dict[Path, Config] = {}

    def config_for(self, path: str) -> Config:
        """The settings nearest to a file or folder ("-": to the working directory), what they say of its path included."""
        place = self._absolute(path)
        folder = place if path == "-" or place.is_dir() else place.parent
        if folder not in self._nearest:
            try:
                found = config.load(self._file) if self._file else config.nearest(folder)
                self._nearest[folder] = self._as_typed(found)
            except config.ConfigError as error:
                raise Refused(self.shown(str(error))) from error
        return self._nearest[folder].for_file(place)

    def plan(self, path: str) -> Plan:
        """How the file at `path` is checked."""
        given, held = self._given, self.config_for(path)
        requirements = given.requirements or held.get("requirements")
        return Plan(
            reference=self._shown(given.reference or held.get("reference")),
            requirements=Path(requirements) if requirements else None,
            revisions=cast("View", given.revisions or held.get("revisions")),
            overlay=given.overlay or self._near(held.knowledge),
            max_age=held.get("max_age") if given.max_age is None else given.max_age,
            codes=self._codes(held),
            severity=_severities(held),
            chosen=given.reference is not None or "reference" in held.held,
        )

    def excluded(self, path: str) -> bool:
        """Whether a file of a walked folder is left out, as `exclude` says."""
        held = self.config_for(path)
        return held.file is not None and any(
            config.fits(self._absolute(path), pattern, held.file.parent) for pattern in held.get("exclude")
        )

    def included(self, path: str) -> bool:
        """Whether a text file of a walked folder is checked: only where `include` says so."""
        held = self.config_for(path)
        return held.file is not None and any(
            config.fits(self._absolute(path), pattern, held.file.parent) for pattern in held.get("include")
        )

    def acceptances(self, paths: Iterable[str]) -> tuple[Accepting, ...]:
        """The acceptances of the settings of these files, each once."""
        files = {held.file: held for path in paths if (held := self.config_for(path)).file is not None}
        found = {one.where: one for held in files.values() for one in accepting(held)}
        return tuple(found.values())

    def fits(self, one: Accepting, path: str) -> bool:
        """Whether an acceptance of the settings means the file at `path`, and stands in the settings that hold for it."""
        held = self.config_for(path)
        for accept, folder, where in held.accept:
            if where == one.where:
                return not accept.path or config.fits(self._absolute(path), accept.path, folder)
        return False

    def _codes(self, held: Config) -> frozenset[str]:
        from clausecheck import checks

        select = self._given.select or tuple(held.get("select"))
        ignore = (*self._given.ignore, *held.get("ignore"))
        try:
            return checks.chosen(select, ignore)
        except checks.UnknownCheck as error:
            wrong = _where_of(held, str(error))
            raise Refused(f"{wrong}{error}") from error

    def _as_typed(self, found: Config) -> Config:
        """The settings with the places of their keys as people would type them."""
        return replace(
            found,
            held={key: replace(one, where=self.shown(one.where)) for key, one in found.held.items()},
            severity={name: replace(one, where=self.shown(one.where)) for name, one in found.severity.items()},
            per_path=tuple((part, folder, self.shown(where)) for part, folder, where in found.per_path),
            accept=tuple((one, folder, self.shown(where)) for one, folder, where in found.accept),
        )

    def shown(self, where: str) -> str:
        """A place in a settings file as people would type it: from the working directory where the file is below it."""
        return where.removeprefix(f"{self._here}{os.sep}") if self._here else where

    def _absolute(self, path: str) -> Path:
        here = self._here or Path()
        return here if path == "-" else here / path

    def _near(self, path: Path | None) -> Path | None:
        if path is None or self._here is None or not path.is_relative_to(self._here):
            return path
        return path.relative_to(self._here)

    def _shown(self, reference: str) -> str:
        """A reference that is a file below the working directory as people would type it."""
        path = Path(reference)
        return str(self._near(path)) if path.is_absolute() else reference


def accepting(held: Config) -> tuple[Accepting, ...]:
    """The acceptances of a settings file, or a refusal that names the file and the key."""
    from clausecheck import accepted, checks

    try:
        return accepted.of_settings(held)
    except checks.UnknownCheck as error:
        raise Refused(str(error)) from error


def _severities(held: Config) -> Mapping[str, Any]:
    """Code to severity, the more precise word over the wider one ("missing-list" over "CC1"), whatever their order."""
    from clausecheck import checks

    found: list[tuple[int, dict[str, Any]]] = []
    for word, level in held.severity.items():
        try:
            pages = checks.named(word)
        except checks.UnknownCheck as error:
            raise Refused(f"{level.where}: {error}") from error
        found.append((len(pages), {page.META.code: level.value for page in pages}))
    merged: dict[str, Any] = {}
    for _, some in sorted(found, key=lambda one: -one[0]):
        merged |= some
    return merged


def _where_of(held: Config, message: str) -> str:
    """The settings file and key that hold a word which is no check; "" where the command line said it."""
    for key in ("select", "ignore"):
        if key in held.held and any(repr(word) in message for word in held.get(key)):
            return f"{held.held[key].where}: "
    return ""
