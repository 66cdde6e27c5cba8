"""From a name as a file spells it to every form in which a contract may have it.

In a name, ``(words)`` may be left out, ``(a|b)`` is one of them or none, ``{a|b}`` one of them. Every word that stands in
`Forms.variants` is any of its variants ("U.S.": "U.S.", "USA", "United States"); the last word is singular and plural where
`Forms.plurals` knows it. There is no other inflection.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

_PART = re.compile(r"\((?P<maybe>[^)]*)\)|\{(?P<one>[^}]*)\}|(?P<word>[^\s(){}]+)")
_QUOTES = re.compile("[\u2018\u2019\u201b\u2032`\u00b4]")
_POSSESSIVE = re.compile(r"'s\b|'(?!\w)|(?<!\w)'")
_WITHIN = re.compile(r"'")
_DOT = re.compile(r"\.(?!\d)")
_BREAK = re.compile(r"[^\w:.&]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """Words that stand for each other, and both numbers of the words that names end in."""

    variants: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, str]


def fold(text: str) -> str:
    """`text` as names are compared: casefolded, without dots of abbreviations and possessives, hyphens as spaces."""
    plain = without_possessives(text).casefold()
    return " ".join(_BREAK.sub(" ", _DOT.sub("", plain)).split())


def without_possessives(text: str) -> str:
    """`text` as a scanner that swallows possessives sees it: "Peoples Republic" is left, "People's Republic" loses its "'s"."""
    return _WITHIN.sub(" ", _POSSESSIVE.sub("", _QUOTES.sub("'", text)))  # "Côte d'Ivoire" is three words


def spellings(name: str, forms: Forms, *, inflect: bool = True) -> tuple[str, ...]:
    """Every form of `name`, the first being the one with nothing left out of its required parts; no duplicates."""
    parts: list[tuple[str, ...]] = []
    for part in _PART.finditer(name):
        if part["word"]:
            parts.append(forms.variants.get(part["word"], (part["word"],)))
            continue
        choices = [
            " ".join(words)
            for choice in (part["maybe"] or part["one"]).split("|")
            for words in product(*(forms.variants.get(word, (word,)) for word in choice.split()))
        ]
        parts.append(("", *choices) if part["maybe"] else tuple(choices))
    found = [" ".join(filter(None, words)) for words in product(*parts)]
    if inflect:
        for words in tuple(found):
            before, _, last = words.rpartition(" ")
            other = forms.numbers.get(last.casefold())
            if other is not None:
                found.append(f"{before} {_like(last, other)}".strip())
    return tuple(dict.fromkeys(found))


def _like(model: str, word: str) -> str:
    """`word` in the case of `model`."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word.capitalize() if model[:1].isupper() else word
