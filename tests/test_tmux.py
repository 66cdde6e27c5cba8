"""The installed command in a real terminal: open a sample, walk its findings, compare two versions, leave."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

SAMPLES = Path(__file__).resolve().parent.parent / "samples"

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


class Terminal:
    """One tmux server of its own with one window; keys go in, the screen comes out."""

    def __init__(self, width: int, height: int, folder: Path) -> None:
        self.socket = f"clausecheck-{uuid.uuid4().hex[:12]}"
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in {"NO_COLOR", "FORCE_COLOR", "COLORTERM", "TMUX"} and not name.startswith("TEXTUAL")
        }
        environment |= {
            "XDG_CONFIG_HOME": str(folder / "settings"),
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm-256color",
        }
        shell = "/bin/sh"
        command = ["tmux", "-u", "-L", self.socket, "-f", os.devnull, "new-session", "-d", "-x", str(width), "-y", str(height)]
        subprocess.run([*command, "-c", str(folder), shell], env=environment, check=True, timeout=20)

    def _tmux(self, *words: str) -> str:
        done = subprocess.run(
            ["tmux", "-u", "-L", self.socket, *words], capture_output=True, text=True, timeout=20, check=False
        )
        return done.stdout

    def type(self, line: str) -> None:
        self._tmux("send-keys", "-l", line)
        self._tmux("send-keys", "Enter")

    def press(self, *keys: str) -> None:
        self._tmux("send-keys", *keys)

    def screen(self, *, styles: bool = False) -> str:
        return self._tmux("capture-pane", "-p", *(["-e"] if styles else []))

    def wait(self, *words: str, seconds: float = 30.0, gone: bool = False) -> str:
        """The screen once all `words` are on it (or none is, with `gone`); fails with the screen where that does not happen."""
        end = time.monotonic() + seconds
        while True:
            screen = self.screen()
            if all((word in screen) is not gone for word in words):
                return screen
            if time.monotonic() > end:
                pytest.fail(f"waited for {'no ' if gone else ''}{words}, saw:\n{screen}")
            time.sleep(0.05)

    def close(self) -> None:
        self._tmux("kill-server")


@pytest.fixture(params=[(80, 24), (160, 50)], ids=["80x24", "160x50"])
def terminal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Terminal]:
    held = Terminal(*request.param, tmp_path)
    yield held
    held.close()


def command(*words: str) -> str:
    """The installed `clausecheck` beside this Python, with the exit code printed when it has left."""
    program = Path(sys.executable).with_name("clausecheck")
    return " ".join([str(program), *words, "; echo left with $?"])


def test_open_walk_compare_and_leave(terminal: Terminal) -> None:
    terminal.type(command("open", str(SAMPLES / "hikvision-2019.docx"), "--as-of", "2026-11-24"))
    first = terminal.wait("hikvision-2019.docx", "us as of 2026-11-24", "missing: Military End-User List")
    assert "Customer" in first, "the clause is in view"
    assert "Traceback" not in first
    terminal.press("Down", "Down")
    terminal.wait("1 Document")
    for key, words in (("4", "prohibition"), ("3", "barred"), ("2", "CC")):
        terminal.press(key)
        terminal.wait(words)
    terminal.press("Enter")
    terminal.wait("esc closes", "check ")
    terminal.press("Escape")
    terminal.wait("esc closes", gone=True)
    terminal.press("/")
    terminal.wait("esc closes")
    terminal.type("Crimea")
    terminal.wait("esc closes", gone=True)
    terminal.wait("Crimea")
    terminal.press("C-q")
    terminal.wait("left with 0")

    new, old = SAMPLES / "supply-v2.docx", SAMPLES / "supply-v1.docx"
    terminal.type("clear; " + command("open", str(new), "--against", str(old), "--as-of", "2026-11-24"))
    terminal.wait("supply-v1.docx", "supply-v2.docx", "of meaning")
    before = terminal.screen()
    terminal.press("n")
    terminal.wait("−")
    terminal.press("Escape")
    terminal.wait("us as of 2026-11-24", "supply-v2.docx")
    assert terminal.screen() != before
    terminal.press("q")
    assert "Traceback" not in terminal.wait("left with 0")


def test_a_folder_is_opened_from_its_list(terminal: Terminal, tmp_path: Path) -> None:
    shutil.copy(SAMPLES / "template-good.docx", tmp_path / "template.docx")
    terminal.type(command("open"))
    terminal.wait("Which contract", "template.docx")
    terminal.press("Enter")
    terminal.wait("us as of")
    terminal.press("q")
    terminal.wait("left with 0")


def test_a_folder_that_is_named_lists_its_contracts(terminal: Terminal, tmp_path: Path) -> None:
    shutil.copy(SAMPLES / "office-lease.docx", tmp_path / "lately.docx")
    (tmp_path / "templates").mkdir()
    shutil.copy(SAMPLES / "template-good.docx", tmp_path / "templates" / "template.docx")
    terminal.type(command("open", "lately.docx"))
    terminal.wait("no export-compliance clause found")
    terminal.press("q")
    terminal.wait("left with 0")
    terminal.type("clear; " + command("open", "templates"))
    assert "lately.docx" not in terminal.wait("Which contract", "template.docx"), "who names a folder wants what is in it"
    terminal.press("Enter")
    terminal.wait("us as of")
    terminal.press("q")
    terminal.wait("left with 0")


def test_what_is_refused_is_said_in_the_terminal_as_it_was(terminal: Terminal, tmp_path: Path) -> None:
    """The first line of the screen is up before the options are known: it must be gone again when they cannot be."""
    (tmp_path / "clausecheck.toml").write_text("reference = 7\n")
    shutil.copy(SAMPLES / "template-good.docx", tmp_path / "template.docx")
    terminal.type(command("open", "template.docx"))
    assert "Reading the file" not in terminal.wait("left with 2", "clausecheck.toml")
    terminal.type("clear; " + command("open", "template.docx", "--referense", "us"))
    assert "Reading the file" not in terminal.wait("left with 2", "No such option")
    terminal.type("clear; " + command("open", "template.docx", "--help"))
    terminal.wait("left with 0", "Options:")


def test_days_exports_and_a_file_that_changes(terminal: Terminal, tmp_path: Path) -> None:
    """The walk of an evening: another day, the reference beside the contract, a report saved, the file edited meanwhile."""
    contract = tmp_path / "contract.docx"
    shutil.copy(SAMPLES / "distributor-behind.docx", contract)
    terminal.type(command("open", "contract.docx", "--as-of", "2026-11-24"))
    terminal.wait("us as of 2026-11-24", "errors")
    terminal.press("t")
    terminal.wait("Judge by the law of which day?")
    terminal.press("C-u")
    terminal.type("2019-09-09")
    terminal.wait("us as of 2019-09-09")
    terminal.press("d")
    terminal.wait("Compare with what?")
    terminal.press("Enter")
    terminal.wait("reference us", "of meaning")
    terminal.press("Escape")
    terminal.wait("§ 11", "us as of 2019-09-09")  # the place in the contract: a message may name the day over the comparison
    terminal.press("e")
    terminal.wait("in which format?")
    terminal.type("markdown")
    terminal.wait("where?")
    terminal.press("Enter")
    terminal.wait("Written")
    assert "As of 2019-09-09" in (tmp_path / "contract.clausecheck.md").read_text(encoding="utf-8")
    shutil.copy(SAMPLES / "template-good.docx", contract)
    terminal.wait("▲ 1 warning,", seconds=60)
    contract.unlink()
    terminal.wait("is gone")
    terminal.press("q")
    assert "Traceback" not in terminal.wait("left with 0")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [("empty.docx", b"", "0 bytes"), ("wrong.docx", b"no Word file", "not a zip"), ("letter.pdf", b"%PDF-1.7", "PDF")],
)
def test_a_file_that_cannot_be_read(terminal: Terminal, tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    terminal.type(command("open", name))
    assert "Traceback" not in terminal.wait("cannot be shown", words)
    terminal.press("q")
    terminal.wait("left with 2")


def test_no_color_leaves_marks_and_no_colour(terminal: Terminal) -> None:
    terminal.type("NO_COLOR=1 " + command("open", str(SAMPLES / "hikvision-2019.docx"), "--as-of", "2026-11-24"))
    terminal.wait("us as of 2026-11-24", "missing: Military End-User List")
    styled = terminal.screen(styles=True)
    assert not re.search(r"\x1b\[[0-9;]*[34]8;[25];", styled), "neither palette nor true colours"
    assert re.search(r"\x1b\[[0-9;]*7m", styled), "the cursor is seen by reversal"
    terminal.press("q")
    terminal.wait("left with 0")
