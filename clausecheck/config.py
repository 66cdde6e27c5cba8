"""The settings of a folder: the nearest ``clausecheck.toml``, or ``[tool.clausecheck]`` of a ``pyproject.toml``, upward."""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

NAMES = ("clausecheck.toml", "pyproject.toml")


class ConfigError(Exception):
    """A settings file that cannot be used; `str()` is one line that names the file, the key, and what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What the settings say, and the file that says it (None: there is none)."""

    file: Path | None = None
    knowledge: Path | None = None


class _File(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    knowledge: list[str] = []


def nearest(start: Path) -> Config:
    """The settings that hold in the folder `start`: the nearest file alone counts. Raises ConfigError."""
    for folder in (start, *start.parents):
        for name in NAMES:
            path = folder / name
            if path.is_file() and (table := _table(path)) is not None:
                return _config(path, table)
    return Config()


def _table(path: Path) -> dict[str, Any] | None:
    """What the file has for clausecheck; None for a ``pyproject.toml`` that has nothing."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        if path.name == "pyproject.toml":
            return None  # another tool's file, and its business
        raise ConfigError(f"{path}: not TOML: {error}") from None
    if path.name != "pyproject.toml":
        return raw
    tool = raw.get("tool")
    table = tool.get("clausecheck") if isinstance(tool, dict) else None
    return table if isinstance(table, dict) else None


def _config(path: Path, table: dict[str, Any]) -> Config:
    try:
        file = msgspec.convert(table, _File)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: {_said(str(error))}") from None
    if len(file.knowledge) > 1:
        raise ConfigError(f"{path}: knowledge: names {len(file.knowledge)} directories; give one, with all the entries in it")
    return Config(file=path, knowledge=path.parent / file.knowledge[0] if file.knowledge else None)


def _said(message: str) -> str:
    """The message with the key in front, and the key that was most likely meant."""
    text, _, place = message.partition(" - at `$.")
    if unknown := re.search(r"unknown field `(.+?)`", text):
        near = difflib.get_close_matches(unknown[1], _File.__struct_fields__, n=1, cutoff=0.5)
        keys = ", ".join(_File.__struct_fields__)
        return f"{unknown[1]}: is no key" + (f"; did you mean {near[0]}?" if near else f"; the keys are: {keys}")
    return f"{place.rstrip('`').split('[')[0]}: {text}" if place else text
