"""The tables of keys in docs/terminal.md, from the bindings themselves."""

from __future__ import annotations

import re
from pathlib import Path

from clausecheck.tui.app import bindings

PAGE = Path(__file__).parent / "terminal.md"
TITLES = {
    "app": "Everywhere", "review": "Reviewing", "document": "In the document", "findings": "In the findings",
    "matrix": "In the coverage", "tree": "In the rule tree", "outline": "In the outline", "line": "While words are typed",
    "compare": "Comparing", "texts": "In the texts", "changes": "In the changes", "files": "Choosing a contract",
    "path": "Typing a path", "ask": "In a question", "accept": "Accepting", "text": "Reading help or detail",
    "trouble": "A contract that cannot be shown",
}  # fmt: skip
_SIGNS = {
    "slash": "/", "question_mark": "?", "left_square_bracket": "[", "right_square_bracket": "]", "pagedown": "page down",
    "pageup": "page up", "escape": "esc",
}  # fmt: skip


def tables() -> str:
    """A table for each part of the program, in the order of `TITLES`."""
    held: dict[str, list[str]] = {}
    for own in bindings().values():
        for one in own:
            keys = " ".join(f"`{_SIGNS.get(key, key)}`" for key in one.key.split(","))
            held.setdefault((one.id or "").partition(".")[0], []).append(f"| {keys} | {one.tooltip} | `{one.id}` |")
    if unknown := held.keys() - TITLES.keys():
        raise SystemExit(f"{__file__}: TITLES has no {', '.join(sorted(unknown))}")
    parts = [f"### {title}\n\n| key | what it does | name |\n| --- | --- | --- |\n" + "\n".join(held[part])
             for part, title in TITLES.items() if part in held]  # fmt: skip
    return "\n\n".join(parts)


def terminal_page() -> str:
    """The page with its tables as they are now."""
    text = PAGE.read_text(encoding="utf-8")
    return re.sub(r"(<!-- keys -->\n\n).*?(\n\n<!-- /keys -->)", lambda m: m[1] + tables() + m[2], text, flags=re.DOTALL)
