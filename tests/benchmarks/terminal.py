"""How quick the terminal UI is on 500 pages, in a real terminal (a pty): ``python tests/benchmarks/terminal.py [PAGES]``.

Prints the times in milliseconds from a key press to the last byte that the screen was sent for it, the times from the start of
the command to its first frame (the name of the file, and that it is being read: written before Textual is there), to the first
screen that Textual paints and to a text that scrolls, and the memory of both processes; the bounds stand beside them. The floor
is a Textual app of one line on the same pty: how many times the floor the first paint takes is what two machines share.
Behind each time, the processor time of the screen's process alone: on a machine with other work that is what can be compared.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from long_contract import made

QUIET = 0.08
"""Seconds without output after which the screen counts as done."""
FLOOR = """
from textual.app import App
from textual.widgets import Static


class Floor(App[None]):
    def compose(self):
        yield Static("Document")


Floor().run()
"""
"""As little as Textual can paint: its modules, an app, a screen, one line."""
BOUNDS = {
    "first paint": 600,
    "text on screen": 1500,
    "text scrolls": 1500,
    "PageDown": 50,
    "next finding": 50,
    "resize": 250,
    "memory": 250,
}


class Terminal:
    """A command in a pty."""

    def __init__(self, *command: str, width: int = 160, height: int = 50) -> None:
        self.begin = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            # without compiled modules, which every installed package has, the compiler would be measured
            left = ("NO_COLOR", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")
            held = {name: value for name, value in os.environ.items() if not name.startswith("TEXTUAL") and name not in left}
            with tempfile.TemporaryDirectory() as folder:
                held |= {"TERM": "xterm-256color", "XDG_CONFIG_HOME": folder, "COLORTERM": "truecolor"}
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
                os.execve(command[0], command, held)
        self.seen = b""

    def _read(self, seconds: float) -> bytes:
        if not select.select([self.fd], [], [], seconds)[0]:
            return b""
        data = os.read(self.fd, 1 << 20)
        self.seen += data
        return data

    def until(self, words: bytes, seconds: float = 120) -> float:
        """Milliseconds from the start until some words were sent."""
        while words not in self.seen:
            self._read(0.5)
            if time.perf_counter() - self.begin > seconds:
                raise SystemExit(f"{words!r} did not come; the last was {self.seen[-500:]!r}")
        return (time.perf_counter() - self.begin) * 1000

    def settle(self) -> None:
        while self._read(0.4):
            pass

    def press(self, keys: bytes) -> tuple[float, float]:
        """Milliseconds from the key press to the first and to the last byte that came of it."""
        begin = time.perf_counter()
        os.write(self.fd, keys)
        return self._answered(begin)

    def resize(self, width: int, height: int) -> float:
        begin = time.perf_counter()
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        os.kill(self.pid, signal.SIGWINCH)
        return self._answered(begin, quiet=0.3)[1]

    def _answered(self, begin: float, quiet: float = QUIET) -> tuple[float, float]:
        first = last = 0.0
        while True:
            data = self._read(1.0 if not first else quiet)
            if not data:
                return first, last
            last = (time.perf_counter() - begin) * 1000
            first = first or last

    def spent(self) -> float:
        """Processor time of the screen's process so far, in milliseconds."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    def memory(self) -> dict[str, float]:
        """The most memory that each process had, in MiB."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return {name: _peak(pid) for name, pid in (("screen", str(self.pid)), *(("reader", pid) for pid in children))}

    def close(self) -> None:
        with contextlib.suppress(OSError):
            os.write(self.fd, b"\x11")
        self._read(1)
        with contextlib.suppress(OSError):
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)


def _peak(pid: str) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def started(*asked: tuple[tuple[bytes, ...], tuple[str, ...]]) -> list[tuple[float, float]]:
    """When each of some words came, in milliseconds from the start of its command, and the processor time: the median of seven.

    The commands take turns, so that a machine that is slow for a while is so for all of them; the first round leaves the
    modules compiled and the files at hand, and does not count.
    """
    rounds: list[list[tuple[float, float]]] = []
    for _ in range(8):
        rounds.append([])
        for words, command in asked:
            held = Terminal(*command)
            rounds[-1] += [(held.until(word), held.spent()) for word in words]
            held.settle()
            held.close()
    return [
        (statistics.median(wall for wall, _ in at), statistics.median(own for _, own in at))
        for at in zip(*rounds[1:], strict=True)
    ]


def measured(path: Path) -> dict[str, tuple[float, float]]:
    """All figures, in milliseconds and MiB; behind each time the processor time."""
    command = (str(Path(sys.executable).with_name("clausecheck")), "open", str(path))
    figures: dict[str, tuple[float, float]] = {}
    floor = (b"Document",), (sys.executable, "-P", "-c", FLOOR)
    opening = started(floor, ((path.name.encode(), b"Document", b"Framework agreement"), command))
    figures |= dict(zip(("the floor", "first frame", "first paint", "text on screen"), opening, strict=True))
    held = Terminal(*command)

    def timed(name: str, times: int, act: Callable[[int], float]) -> None:
        held.settle()
        before = held.spent()
        walls = [act(number) for number in range(times)]
        figures[name] = statistics.median(walls), (held.spent() - before) / times
        figures[f"{name}, slowest"] = max(walls), 0.0

    held.until(b"Framework agreement")
    top = len(held.seen)
    while b"Supplier" not in held.seen[top:]:  # the first page is followed by another once it scrolls
        os.write(held.fd, b"\x1b[6~")
        held._read(0.05)
    figures["text scrolls"] = (time.perf_counter() - held.begin) * 1000, held.spent()
    judging = [held.press(b"\x1b[6~")[0] for _ in range(10)]
    figures["PageDown while it is judged"] = statistics.median(judging), 0.0
    figures["judged"] = held.until(b"errors"), held.spent()
    held.settle()
    os.write(held.fd, b"1")
    timed("PageDown", 20, lambda _: held.press(b"\x1b[6~")[1])
    timed("next finding", 60, lambda _: held.press(b"n")[1])
    sizes = ((100, 40), (200, 60), (80, 24), (160, 50)) * 2
    timed("resize", len(sizes), lambda number: held.resize(*sizes[number]))
    memory = held.memory()
    figures["memory"] = memory["screen"], 0.0
    figures["memory of the reader"] = memory.get("reader", 0.0), 0.0
    held.close()
    return figures


def main() -> None:
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.docx"
        path.write_bytes(made(pages))
        figures = measured(path)
        for name, (figure, spent) in figures.items():
            bound = f"   at most {BOUNDS[name]}" if name in BOUNDS else ""
            own = f"{spent:8.0f} ms of processor time" if spent else ""
            print(f"{name:<30}{figure:8.0f} {'MiB' if 'memory' in name else 'ms '}{bound:<16}{own}".rstrip())
        first, floor = figures["first paint"], figures["the floor"]
        print(f"first paint is {first[0] / floor[0]:.2f} times the floor, {first[1] / floor[1]:.2f} times its processor time")


if __name__ == "__main__":
    main()
