"""The direction of imports, and the package that is under test."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import clausecheck

CHECKOUT = Path(__file__).parent.parent


def test_the_import_contracts_hold(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()",
            "--config", str(CHECKOUT / "pyproject.toml"), "--no-cache",
        ],
        capture_output=True, text=True, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(_home())}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def _home() -> Path:
    """The folder that the package under test is imported from, for a subprocess that is not in the checkout."""
    return Path(clausecheck.__file__).parent.parent


@pytest.mark.parametrize("word", ["docx", "lxml", "lark", "textual"])
def test_a_foreign_library_is_named_in_its_own_package_only(word: str) -> None:
    home = {"docx": "word", "lxml": "word", "lark": "parsing", "textual": "tui"}[word]
    package = Path(clausecheck.__file__).parent
    statement = re.compile(rf"^\s*(?:import|from) {word}\b", re.MULTILINE)
    outside = [
        str(path.relative_to(package))
        for path in package.rglob("*.py")
        if path.relative_to(package).parts[0] != home and statement.search(path.read_text(encoding="utf-8"))
    ]
    assert outside == []


def test_the_installed_package_is_the_one_under_test() -> None:
    installed = os.environ.get("CLAUSECHECK_INSTALLED") == "1"
    inside = CHECKOUT in Path(clausecheck.__file__).resolve().parents
    assert not (installed and inside), f"{clausecheck.__file__} lies in the checkout, not in site-packages"
    assert (Path(clausecheck.__file__).parent / "py.typed").exists()


def test_modules_do_not_take_the_names_of_the_verbs() -> None:
    package = Path(clausecheck.__file__).parent
    taken = {"read", "parse", "check", "compare", "review"} & {path.stem for path in package.iterdir()}
    assert taken == set()


def test_no_module_is_longer_than_400_lines() -> None:
    package = Path(clausecheck.__file__).parent
    long = {
        str(path.relative_to(package)): count
        for path in package.rglob("*.py")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}
