"""How Word writes a number: the number formats of lists and notes (ST_NumberFormat)."""

from __future__ import annotations

import re
from typing import Final

from clausecheck.word.scripts import in_script

UNWRITTEN: Final = frozenset({"hindiVowels", "hindiConsonants", "hindiCounting", "dollarText"})
"""Formats of Word for which `numeral` gives digits."""
_PADDED = re.compile("0+1")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip


def numeral(number: int, style: str) -> str:
    """`number` in one of Word's formats ("decimal", "lowerRoman", ...); an unknown format is shown in digits.

    "01", "001", ... are the custom formats that pad with zeros.
    """
    match style:
        case "decimal":
            return str(number)
        case "none":
            return ""
        case "decimalZero":
            return f"{number:02d}"
        case "upperRoman":
            return roman(number)
        case "lowerRoman":
            return roman(number).lower()
        case "upperLetter":
            return letters(number)
        case "lowerLetter":
            return letters(number).lower()
        case "ordinal":
            ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
            return f"{number}{ending}"
        case "cardinalText":
            return cardinal(number).capitalize()
        case "ordinalText":
            return ordinal(number).capitalize()
        case "numberInDash":
            return f"- {number} -"
        case "hex":
            return f"{number:X}"
        case "chicago" if 0 < number <= 400:
            return "*†‡§"[(number - 1) % 4] * ((number - 1) // 4 + 1)
        case "decimalEnclosedParen":
            return f"({number})"
        case "decimalEnclosedFullstop":
            return f"{number}."
        case _ if _PADDED.fullmatch(style):
            return str(number).zfill(len(style))
        case _:
            return in_script(number, style) or str(number)


def roman(number: int) -> str:
    """Upper-case Roman numerals; what has none (zero and below, and beyond 32,767) in digits."""
    if not 0 < number <= 32767:
        return str(number)
    shown = ""
    for unit, sign in _ROMAN:
        shown += sign * (number // unit)
        number %= unit
    return shown


def letters(number: int) -> str:
    """A to Z, then AA, BB, ...: Word repeats the letter."""
    if not 0 < number <= 780:
        return str(number) if number else ""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def cardinal(number: int) -> str:
    """The number in words up to 9,999; in digits beyond."""
    if number < 0 or number > 9999:
        return str(number)
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10] + (f"-{_ONES[number % 10]}" if number % 10 else "")
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    rest = f" {cardinal(number % size)}" if number % size else ""
    return f"{cardinal(number // size)} {name}{rest}"


def ordinal(number: int) -> str:
    """The ordinal in words, on the pattern of `cardinal`."""
    words = cardinal(number)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    head, last = words[:cut], words[cut:]
    if last in _ORDINALS:
        return head + _ORDINALS[last]
    return head + (last[:-1] + "ieth" if last.endswith("y") else last + "th")
