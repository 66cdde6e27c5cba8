"""Plain columns for the commands that list what the knowledge base holds."""

from __future__ import annotations

from collections.abc import Sequence

_GAP = 2
_NARROWEST = 5


def drawn(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> str:
    """`rows` under `heads`, no wider than `width` columns: the widest columns are cut with an ellipsis until it fits."""
    columns = [list(column) for column in zip(heads, *rows, strict=True)]
    sizes = [max(len(cell) for cell in column) for column in columns]
    while sum(sizes) + _GAP * (len(sizes) - 1) > width and max(sizes) > _NARROWEST:
        sizes[sizes.index(max(sizes))] -= 1
    lines = [[_fit(column[line], size) for column, size in zip(columns, sizes, strict=True)] for line in range(len(rows) + 1)]
    return "".join((" " * _GAP).join(line).rstrip() + "\n" for line in lines)


def _fit(cell: str, size: int) -> str:
    return cell.ljust(size) if len(cell) <= size else cell[: size - 1] + "\u2026"
