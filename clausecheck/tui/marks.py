"""Marks and words for effects, severities and changes: every colour on screen has one of these beside it."""

from __future__ import annotations

from typing import Any

from rich.style import Style
from rich.text import Text
from textual.app import App
from textual.color import Color, ColorParseError

EFFECT_MARKS = {
    "barred": "●",
    "limited": "◐",
    "required": "◆",
    "permitted": "◇",
    "mentioned": "○",
    "defective": "!",
    "missing": "✗",
}
SEVERITY_MARKS = {"error": "✗", "warning": "▲", "note": "·"}
CHANGE_MARKS = {
    "added": "+",
    "removed": "−",
    "narrowed": "▼",
    "widened": "▲",
    "inverted": "!",
    "reworded": "~",
    "moved": "↕",
    "renumbered": "#",
}
EXPLAINED = {
    "barred": "the clause bars it",
    "limited": "barred only under a further condition",
    "required": "compliance with it is required",
    "permitted": "carved out of a bar",
    "mentioned": "named, neither barred nor required",
    "defective": "read literally the words bar nothing",
    "missing": "the reference asks for it, the contract does not name it",
}
NOTES = {
    "not-english": "The text is not in English: its clauses were not read.",
    "image-only": "The document is made of pictures: there is no text to judge.",
    "by-reference": "The clause only points elsewhere: what it points to was not judged.",
    "unreadable-part": "A part of the file could not be read: what it says was not judged.",
}
"""What keeps a document from being judged, in words."""

_COLOURS = {
    "barred": "text-success",
    "required": "text-success",
    "limited": "text-warning",
    "mentioned": "text-secondary",
    "permitted": "text-accent",
    "missing": "text-error",
    "defective": "text-error",
    "error": "text-error",
    "warning": "text-warning",
    "note": "text-secondary",
    "added": "text-success",
    "widened": "text-success",
    "removed": "text-error",
    "narrowed": "text-warning",
    "inverted": "text-error",
    "title": "text-primary",
}


class Palette:
    """Rich styles for marks, from the colours of the theme in use; unknown names give an empty style."""

    def __init__(self, app: App[Any]) -> None:
        self._variables = app.theme_variables

    def __getitem__(self, name: str) -> Style:
        if name == "dim":
            return Style(dim=True)
        if name == "strong":
            return Style(bold=True)
        value = self._variables.get(_COLOURS.get(name, ""))
        if value is None:
            return Style()
        try:
            return Style(color=Color.parse(value).rich_color, bold=True)
        except ColorParseError:
            return Style(bold=True)


def inked(words: str, style: Style, *, no_wrap: bool = False) -> Text:
    """A line that begins with `words` in `style`; what is appended to it is plain (the style of a `Text` covers all)."""
    text = Text(no_wrap=no_wrap)
    text.append(words, style)
    return text


def gist(message: str) -> str:
    """The head of a message, for where there is one line for it: up to the first colon or semicolon but one at its start."""
    flat = " ".join(message.split())
    ends = [end for mark in (": ", "; ") if (end := flat.find(mark, 12)) > 0]
    return flat[: min(ends)] if ends else flat


def counted(number: int, word: str) -> str:
    """``1 error``, ``5 errors``."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def shortened(words: str, length: int) -> str:
    """`words` on one line, at most `length` characters, an ellipsis where something was cut."""
    flat = " ".join(words.split())
    return flat if len(flat) <= length else flat[: max(0, length - 1)].rstrip() + "…"
