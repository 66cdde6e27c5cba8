"""Numbers that Word computes in fields of the text (LISTNUM, AUTONUM), where it is certain what it shows.

That is so in paragraphs that have no number of their own. Elsewhere the number depends on lists and headings around it in ways
that are not written down: such a field is told of and not shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from clausecheck.word.numerals import numeral

_WORD: Final = re.compile(r'"([^"]*)"|(\S+)')
_NUMBER: Final = (
    ("decimal", "{})"), ("lowerLetter", "{})"), ("lowerRoman", "{})"), ("decimal", "({})"), ("lowerLetter", "({})"),
    ("lowerRoman", "({})"), ("decimal", "{}."), ("lowerLetter", "{}."), ("lowerRoman", "{}."),
)  # fmt: skip
_OUTLINE: Final = (
    ("upperRoman", "{}."), ("upperLetter", "{}."), ("decimal", "{}."), ("lowerLetter", "{})"), ("decimal", "({})"),
    ("lowerLetter", "({})"), ("lowerRoman", "({})"), ("lowerLetter", "({})"), ("lowerRoman", "({})"),
)  # fmt: skip
_LISTS: Final = {"numberdefault": _NUMBER, "outlinedefault": _OUTLINE, "legaldefault": ()}
"""The lists that every document has for LISTNUM: format and text of each level; those of the legal one are "1.", "1.1.", ..."""


@dataclass(slots=True)
class ListFields:
    """The counters of one file; `number` must be asked for each field, in reading order."""

    _counters: dict[str, list[int]] = field(default_factory=dict)
    _paragraphs: int = 0
    _last: object = None

    def number(self, instruction: str, paragraph: object, *, plain: bool) -> str | None:
        """The number of a field with this instruction in `paragraph` (any object of its own), None where it is not certain.

        `plain` says that the paragraph has no number of its own, and no heading stands before or in it.
        """
        words = [quoted or bare for quoted, bare in _WORD.findall(instruction)]
        if not words or not plain:
            return None
        match words[0].upper():
            case "LISTNUM":
                return self._listnum(words[1:])
            case "AUTONUM":
                return self._autonum(words[1:], paragraph)
        return None

    def _listnum(self, words: list[str]) -> str | None:
        name = words[0].casefold() if words and not words[0].startswith("\\") else "numberdefault"
        switches = {one.casefold(): other for one, other in pairwise(words) if one.startswith("\\")}
        stated, start = switches.get("\\l", "1"), switches.get("\\s")
        if name not in _LISTS or not stated.isdecimal() or not 1 <= int(stated) <= 9 or (start and not start.isdecimal()):
            return None
        counters = self._counters.setdefault(name, [])
        level = int(stated)
        counters.extend([0] * (level - len(counters)))
        del counters[level:]
        counters[:] = [max(1, count) for count in counters[:-1]] + counters[-1:]
        counters[-1] = int(start) if start else counters[-1] + 1
        if name == "legaldefault":
            return "".join(f"{count}." for count in counters)
        style, text = _LISTS[name][level - 1]
        return text.format(numeral(counters[-1], style))

    def _autonum(self, words: list[str], paragraph: object) -> str | None:
        if words and words[0].casefold() not in ("\\s", "\\*"):
            return None
        if paragraph is not self._last:  # a paragraph has one number, however often it shows it
            self._paragraphs, self._last = self._paragraphs + 1, paragraph
        stop = words[1] if len(words) > 1 and words[0].casefold() == "\\s" else "."
        return f"{self._paragraphs}{stop}"
