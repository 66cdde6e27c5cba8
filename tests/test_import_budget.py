"""What a command may load: starting must stay cheap, and Textual is for the terminal UI alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parent.parent / "samples"
_HEAVY = ("lark", "lxml", "docx", "textual", "rich", "click", "msgspec")


def loaded_by(*arguments: str) -> set[str]:
    """The modules that a run of the command line has loaded when it ends."""
    program = (
        "import sys, atexit\n"
        "atexit.register(lambda: print(*sorted(sys.modules), file=sys.stderr))\n"
        "from clausecheck.cli import main\n"
        f"sys.exit(main({list(arguments)!r}))\n"
    )
    command = [sys.executable, "-P", "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode in (0, 1), done.stderr
    return set(done.stderr.splitlines()[-1].split())


def test_version_loads_none_of_the_libraries() -> None:
    assert loaded_by("--version") & set(_HEAVY) == set()


@pytest.mark.parametrize("command", ["check", "parse"])
@pytest.mark.parametrize("form", ["json", "text"])
def test_check_and_parse_never_load_textual(command: str, form: str) -> None:
    form = "tree" if (command, form) == ("parse", "text") else form
    more = ("--no-cache",) if command == "check" else ()
    loaded = loaded_by(command, str(SAMPLES / "hikvision-2019.docx"), "--format", form, *more)
    assert "textual" not in loaded
    assert "clausecheck.parsing.builder" in loaded, "the sample was not parsed at all"
    assert ("rich" in loaded) == (form != "json")


def test_the_table_of_checks_loads_no_grammar_and_no_word_reader() -> None:
    assert loaded_by("explain") & {"lark", "textual"} == set()


def test_version_takes_little_more_than_the_interpreter() -> None:
    resource = pytest.importorskip("resource")

    def seconds(*arguments: str) -> float:
        times = []
        for _ in range(5):
            begin = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, "-P", *arguments], capture_output=True, check=True)
            ended = resource.getrusage(resource.RUSAGE_CHILDREN)  # not the clock: what else runs must fail no build
            times.append(ended.ru_utime + ended.ru_stime - begin.ru_utime - begin.ru_stime)
        return min(times)

    bare, version = seconds("-c", "pass"), seconds("-m", "clausecheck", "--version")
    assert version <= 2 * bare + 0.01, f"--version {version * 1000:.0f} ms, python alone {bare * 1000:.0f} ms"


def test_the_first_screen_loads_nothing_that_judges_or_compares() -> None:
    program = "import sys, clausecheck.tui.app, clausecheck.tui.desk\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    heavy = ("comparison", "scenario", "knowledge", "outline", "parsing", "resolve", "run", "reading", "tui.compare_screen")
    assert "clausecheck.tui.review_screen" in done.stdout.split()
    assert {f"clausecheck.{name}" for name in heavy} & set(done.stdout.split()) == set()
