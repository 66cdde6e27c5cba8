"""Accuracy on hand-read clauses, where that corpus lies beside the checkout: no figure may fall below its floor."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CORPUS = Path(os.environ.get("CLAUSECHECK_CORPUS") or HERE.parent.parent / "shared" / "corpus")
FLOORS: dict[str, dict[str, list[float]]] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (CORPUS / "score.py").exists(), reason="the corpus of hand-read clauses is not beside the checkout"),
]


@pytest.mark.parametrize("gold", sorted(FLOORS))
def test_no_figure_falls_below_its_floor(gold: str, tmp_path: Path) -> None:
    figures = _figures(gold, tmp_path)
    wrong = {
        name: f"{figures.get(name)} not in {low}..{high}"
        for name, (low, high) in FLOORS[gold].items()
        if not low <= figures.get(name, -1) <= high
    }
    assert wrong == {}, figures


def _figures(gold: str, folder: Path) -> dict[str, float]:
    target = folder / "figures.json"
    command = shlex.join([sys.executable, "-P", "-m", "clausecheck"])
    arguments = [sys.executable, str(CORPUS / "score.py"), str(CORPUS / gold), "--command", command, "--json", str(target)]
    if gold == "dev.jsonl":
        arguments += ["--negatives", str(CORPUS / "negatives.jsonl")]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(target.read_text(encoding="utf-8"))  # type: ignore[no-any-return]
