"""What a case can say in words that the knowledge base does not have: ``cases.toml``, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

FILE = Path(__file__).parent / "cases.toml"


class _Ordinary(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    end_user: frozenset[str]
    end_use: frozenset[str]
    unknown: frozenset[str]
    place: frozenset[str]


class _Words(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    little: frozenset[str]


class Lexicon(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """Which acts, uses and users one word takes in or may take in, ordinary recipients and uses, little words, the parties by
    their side, acts as nouns, acts whose two words may stand apart, and how somebody belongs to a place."""

    acts: Mapping[str, tuple[str, ...]]
    acts_may: Mapping[str, tuple[str, ...]]
    takes_in: Mapping[str, tuple[str, ...]]
    may_take_in: Mapping[str, tuple[str, ...]]
    ordinary: _Ordinary
    words: _Words
    sides: Mapping[str, tuple[str, ...]]
    nouns: Mapping[str, str]
    ties: Mapping[str, tuple[str, ...]]
    acts_apart: Mapping[str, tuple[str, str]]


@cache
def lexicon() -> Lexicon:
    """The file as it is."""
    return msgspec.convert(tomllib.loads(FILE.read_text(encoding="utf-8")), Lexicon)
