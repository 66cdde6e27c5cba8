"""The themes that come with clausecheck: dark, light, high contrast, and one for eyes that do not tell red from green."""

from __future__ import annotations

from textual.theme import Theme

DEFAULT = "clausecheck-dark"

_CURSOR = {"block-cursor-text-style": "bold"}

THEMES = (
    Theme(
        name=DEFAULT,
        primary="#6ea8dc",
        secondary="#9aa7b4",
        accent="#e0b15e",
        success="#6fb58a",
        warning="#e0b15e",
        error="#e07a72",
        foreground="#d8dee6",
        background="#14181d",
        surface="#191e24",
        panel="#252c35",
        variables=_CURSOR,
    ),
    Theme(
        name="clausecheck-light",
        primary="#1f5f99",
        secondary="#5a6673",
        accent="#8a5a00",
        success="#1e7a45",
        warning="#9a6200",
        error="#b3261e",
        foreground="#1d232a",
        background="#f4f2ee",
        surface="#fbfaf7",
        panel="#e4e1da",
        dark=False,
        variables=_CURSOR,
    ),
    Theme(
        name="clausecheck-high-contrast",
        primary="#66ccff",
        secondary="#ffffff",
        accent="#ffff55",
        success="#55ff77",
        warning="#ffdd33",
        error="#ffa8a8",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1c1c1c",
        text_alpha=1.0,
        variables=_CURSOR,
    ),
    # blue, orange and vermilion of Okabe and Ito: told apart with any of the common kinds of colour vision
    Theme(
        name="clausecheck-colour-blind",
        primary="#56b4e9",
        secondary="#bbbbbb",
        accent="#f0e442",
        success="#56b4e9",
        warning="#e69f00",
        error="#d55e00",
        foreground="#e6e6e6",
        background="#15171a",
        surface="#1b1e22",
        panel="#2a2e34",
        variables=_CURSOR,
    ),
)
