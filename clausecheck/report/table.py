"""Plain columns for the commands that list what the knowledge base holds."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import zip_longest

_GAP = 2
_NARROWEST = 5


def drawn(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> str:
    """`rows` under `heads`, no wider than `width` columns: cells of the widest columns go on over further lines."""
    columns = [list(column) for column in zip(heads, *rows, strict=True)]
    sizes = [max(len(cell) for cell in column) for column in columns]
    while sum(sizes) + _GAP * (len(sizes) - 1) > width and max(sizes) > _NARROWEST:
        sizes[sizes.index(max(sizes))] -= 1
    lines = []
    for row in (heads, *rows):
        cells = [_wrapped(cell, size) for cell, size in zip(row, sizes, strict=True)]
        for parts in zip_longest(*cells, fillvalue=""):
            lines.append((" " * _GAP).join(part.ljust(size) for part, size in zip(parts, sizes, strict=True)).rstrip())
    return "".join(line + "\n" for line in lines)


def _wrapped(cell: str, size: int) -> list[str]:
    return textwrap.wrap(cell, max(size, 1), break_on_hyphens=False) or [""]
