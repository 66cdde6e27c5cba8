"""How often each defined term of a clause stands outside the words that introduce it, in either number."""

from __future__ import annotations

import re
from bisect import bisect_left

from clausecheck.document import Span
from clausecheck.outline.definitions import same_term

_TOKEN = re.compile(r"\w+")
_ENDINGS = ("", "s", "es", "ies", "y")


class TermUses:
    """The words of one clause by where they stand, asked for one term after another."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: dict[str, list[int]] = {}
        self._starts: dict[str, list[int]] = {}

    def count(self, term: str, introduced: Span) -> int:
        """How often `term` stands in the text, the stretch that introduces it left out."""
        starts = self._starts.get(term)
        if starts is None:
            starts = self._starts[term] = self._find(term)
        return len(starts) - (bisect_left(starts, introduced.end) - bisect_left(starts, introduced.start))

    def _find(self, term: str) -> list[int]:
        stem = term[:-3] if term.endswith("ies") else term.rstrip("s") or term
        pattern = re.compile(rf"\b{re.escape(stem)}(?:s|es|ies|y)?\b")
        found: list[int] = []
        end = 0
        for at in self._candidates(stem):
            match = pattern.match(self._text, at) if at >= end else None
            if match is not None:
                end = match.end()
                if match.group() == term or same_term(match.group(), term):
                    found.append(at)
        return found

    def _candidates(self, stem: str) -> list[int]:
        """Where the stem may stand, in order: by that of its words which is rarest in the text."""
        if not self._places:
            for match in _TOKEN.finditer(self._text):
                self._places.setdefault(match.group(), []).append(match.start())
        best: tuple[int, int, list[list[int]]] | None = None
        for match in _TOKEN.finditer(stem):
            endings = _ENDINGS if match.end() == len(stem) else ("",)
            places = [self._places.get(match.group() + ending, []) for ending in endings]
            count = sum(map(len, places))
            if best is None or count < best[0]:
                best = count, match.start(), places
        _, offset, places = best or (0, 0, [])
        return sorted(at - offset for held in places for at in held if at >= offset)
