"""The table of the checks: ``examples.py``, how often each page's Bad raises its check, and how often its Good does."""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from test_docs_checks import _TEMPLATE, examples

import clausecheck
from clausecheck import checks, reading


def main() -> None:
    """Print a line for each check; those whose examples are settings and not texts have none."""
    times: Counter[tuple[str, str]] = Counter()
    shown: Counter[tuple[str, str]] = Counter()
    os.chdir(tempfile.mkdtemp())
    for page in checks.CHECKS:
        for name, template in _TEMPLATE.findall(page.__doc__ or ""):
            Path(name).write_text(template, encoding="utf-8")
    for case in examples():
        code, sort, given, text = case.values
        joined = "\n".join(" ".join(part.split()) for part in text.split("\n\n"))
        document = reading.read_bytes(joined.encode("utf-8"), "example.txt")
        found = clausecheck.check(document, as_of=given.get("as-of", "2026-11-24"), reference=given.get("reference", "us"))
        shown[code, sort] += 1
        times[code, sort] += sum(finding.code == code for finding in found)
    print("| check | severity | Bad: examples, findings | Good: examples, findings |\n| --- | --- | --- | --- |")
    for page in checks.CHECKS:
        meta = page.META
        cells = (
            f"{shown[meta.code, sort]}, {times[meta.code, sort]}" if shown[meta.code, sort] else "-" for sort in ("bad", "good")
        )
        print(f"| {meta.code} {meta.name} | {meta.severity} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
