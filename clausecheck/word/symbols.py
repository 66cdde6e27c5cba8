"""Symbol characters (``w:sym``): the character that a symbol font shows at a code."""

from __future__ import annotations

_SYMBOL_FONT = {
    0x20: " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
    0x61: "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    0xA0: "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…",
    0xC0: "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑",
}
"""The Symbol font from a code on, as its maker publishes it."""
_SHOWN = {("symbol", start + index): sign for start, signs in _SYMBOL_FONT.items() for index, sign in enumerate(signs)} | {
    ("wingdings", 0x6C): "●", ("wingdings", 0x6E): "■", ("wingdings", 0x6F): "☐", ("wingdings", 0x71): "☐",
    ("wingdings", 0x76): "❖", ("wingdings", 0x9F): "•", ("wingdings", 0xA7): "▪", ("wingdings", 0xA8): "☐",
    ("wingdings", 0xD8): "➢", ("wingdings", 0xDF): "←", ("wingdings", 0xE0): "→", ("wingdings", 0xE8): "➔",
    ("wingdings", 0xFB): "✗", ("wingdings", 0xFC): "✓", ("wingdings", 0xFD): "☒", ("wingdings", 0xFE): "☑",
    ("wingdings 2", 0x4F): "✗", ("wingdings 2", 0x50): "✓", ("wingdings 2", 0x51): "☒", ("wingdings 2", 0x52): "☑",
    ("wingdings 2", 0xA3): "☐",
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
