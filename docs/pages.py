"""Writes docs/checks from the checks, docs/lists and docs/territories from the knowledge base, a README.md in each,
the keys in docs/terminal.md, and the schema of the settings.

`--verify` only says whether they are in step.
"""

from __future__ import annotations

import inspect
import json
import runpy
import sys
from pathlib import Path

from clausecheck import config
from clausecheck.checks import CHECKS

DOCS = Path(__file__).parent
SCHEMA = DOCS / "clausecheck.schema.json"


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


def folders() -> dict[str, dict[str, str]]:
    """Folder of docs to file name to text, for all pages that are made."""
    held: dict[str, dict[str, str]] = runpy.run_path(str(DOCS / "knowledge_pages.py"))["knowledge_pages"]()
    return {"checks": pages(), **held}


def main() -> int:
    """Write the pages, or with ``--verify`` exit 1 where they differ from what would be written."""
    stale = []
    for folder, written in folders().items():
        (DOCS / folder).mkdir(exist_ok=True)
        for path in sorted((DOCS / folder).glob("*.md")):
            if path.name not in written:
                stale.append(f"{folder}/{path.name}")
                if "--verify" not in sys.argv:
                    path.unlink()
        for name, text in written.items():
            path = DOCS / folder / name
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(f"{folder}/{name}")
                if "--verify" not in sys.argv:
                    path.write_text(text, encoding="utf-8", newline="\n")
    schema = json.dumps(config.schema(), indent=2) + "\n"
    if not SCHEMA.exists() or SCHEMA.read_text(encoding="utf-8") != schema:
        stale.append(SCHEMA.name)
        if "--verify" not in sys.argv:
            SCHEMA.write_text(schema, encoding="utf-8", newline="\n")
    terminal = runpy.run_path(str(DOCS / "terminal_keys.py"))
    page: Path = terminal["PAGE"]
    if page.read_text(encoding="utf-8") != (text := terminal["terminal_page"]()):
        stale.append(page.name)
        if "--verify" not in sys.argv:
            page.write_text(text, encoding="utf-8", newline="\n")
    if "--verify" in sys.argv and stale:
        print("run `just docs`; out of step: " + ", ".join(sorted(stale)), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
