"""Painting a line of text with overlapping styles: shared by the document and the comparison."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.widget import Widget


def painted(text: str, start: int, end: int, base: Style, spans: Sequence[tuple[int, int, Style]]) -> list[Segment]:
    """`text[start:end]` in `base`, each of `spans` (offsets into `text`) laid over it in their order."""
    inside = [(max(a, start), min(b, end), style) for a, b, style in spans if a < end and b > start]
    if not inside:
        return [Segment(text[start:end], base)] if end > start else []
    cuts = sorted({start, end, *(a for a, _, _ in inside), *(b for _, b, _ in inside)})
    segments: list[Segment] = []
    for left, right in itertools.pairwise(cuts):
        style = base
        for a, b, over in inside:
            if a <= left and right <= b:
                style += over
        segments.append(Segment(text[left:right], style))
    return segments


def component(widget: Widget, name: str) -> Style:
    """The style of a component class, with only what its rule says: laid over another it leaves the rest as it was."""
    own = widget.get_component_styles(name)
    whole = widget.get_component_rich_style(name)
    style = Style(
        color=whole.color if own.has_rule("color") else None,
        bgcolor=whole.bgcolor if own.has_rule("background") else None,
    )
    return style + own.text_style
