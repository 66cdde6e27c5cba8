"""Writes docs/checks/NAME.md and docs/checks/README.md from the checks; `--verify` only says whether they are in step."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path

from clausecheck.checks import CHECKS

FOLDER = Path(__file__).parent / "checks"


def pages() -> dict[str, str]:
    """File name to text, for every check and for the table of all."""
    rows = ["| code | name | severity | finds |", "| --- | --- | --- | --- |"]
    written = {}
    for page in CHECKS:
        meta = page.META
        written[f"{meta.name}.md"] = inspect.cleandoc(page.__doc__ or "") + "\n"
        rows.append(f"| {meta.code} | [{meta.name}]({meta.name}.md) | {meta.severity} | {meta.summary} |")
    head = "# Checks\n\nOne page a check; `clausecheck explain NAME` prints the same.\n\n"
    written["README.md"] = head + "\n".join(rows) + "\n"
    return written


def main() -> int:
    """Write the pages, or with ``--verify`` exit 1 where they differ from what would be written."""
    stale = []
    for name, text in pages().items():
        path = FOLDER / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--verify" not in sys.argv:
                path.write_text(text, encoding="utf-8", newline="\n")
    for path in FOLDER.glob("*.md"):
        if path.name not in pages():
            stale.append(path.name)
            if "--verify" not in sys.argv:
                path.unlink()
    if "--verify" in sys.argv and stale:
        print("run `just docs`; out of step: " + ", ".join(sorted(stale)), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
