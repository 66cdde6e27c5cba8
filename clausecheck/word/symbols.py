"""Symbol characters (``w:sym``): the character that a symbol font shows at a code."""

from __future__ import annotations

_SHOWN = {
    ("symbol", 0xB7): "•", ("symbol", 0xA7): "§", ("symbol", 0xD2): "®", ("symbol", 0xE2): "®", ("symbol", 0xD3): "©",
    ("symbol", 0xE3): "©", ("symbol", 0xD4): "™", ("symbol", 0xE4): "™", ("symbol", 0x2D): "−", ("symbol", 0xA3): "≤",
    ("symbol", 0xB3): "≥", ("symbol", 0xB0): "°", ("symbol", 0xB1): "±", ("symbol", 0xB4): "×", ("symbol", 0xAE): "→",
    ("wingdings", 0x6F): "☐", ("wingdings", 0x71): "☐", ("wingdings", 0xA8): "☐", ("wingdings", 0xFC): "✓",
    ("wingdings", 0xFB): "✗", ("wingdings", 0xFD): "☒", ("wingdings", 0xFE): "☑", ("wingdings", 0xE0): "→",
    ("wingdings 2", 0x50): "✓", ("wingdings 2", 0x52): "☑", ("wingdings 2", 0x51): "☒", ("wingdings 2", 0xA3): "☐",
}  # fmt: skip
_PICTURES = ("symbol", "wingdings", "webdings", "marlett")
UNKNOWN = "\ufffc"


def symbol(font: str | None, code: str | None) -> str:
    """The character of a ``w:sym``; `UNKNOWN` (the object replacement character) where the font's sign has no known one."""
    try:
        number = int(code or "", 16)
    except ValueError:
        return UNKNOWN
    family = (font or "").casefold()
    low = number - 0xF000 if 0xF000 <= number <= 0xF0FF else number
    if (family, low) in _SHOWN:
        return _SHOWN[family, low]
    if family.startswith(_PICTURES):
        return UNKNOWN
    return chr(low) if 0x20 <= low < 0xD800 or 0xE000 <= low < 0x110000 else UNKNOWN
