"""The first line of the screen, before there is one: loading what paints it takes longer than eyes like to wait.

This module is loaded before all others, and imports next to nothing.
"""

from __future__ import annotations

import os
import sys

_OTHER_SCREEN, _BACK = "\x1b[?1049h\x1b[2J\x1b[H", "\x1b[?1049l"


class Greeting:
    """Says which contract is being opened, where the screen says it a moment later; what goes wrong meanwhile takes it back.

    Textual writes to stderr, and takes the same other screen of the terminal.
    """

    def __init__(self) -> None:
        self._up = False

    def say(self, path: str) -> None:
        """Show the name of the file at `path`; twice, or where nobody looks on, nothing."""
        screen = sys.__stderr__
        if self._up or screen is None or not screen.isatty() or sys.platform == "win32":
            return
        name = "".join(char if char.isprintable() else "·" for char in os.path.basename(path))
        self._up = _write(f"{_OTHER_SCREEN} {name}  Reading the file")

    def take_back(self) -> None:
        """Give the terminal back as it was."""
        if self._up:
            _write(_BACK)
        self._up = False

    def hand_over(self) -> None:
        """Textual has the screen from now on, and gives it back."""
        self._up = False


def _write(words: str) -> bool:
    assert sys.__stderr__ is not None
    try:
        sys.__stderr__.write(words)
        sys.__stderr__.flush()
    except (OSError, UnicodeError):  # a terminal that cannot show it is shown the screen itself
        return False
    return True
