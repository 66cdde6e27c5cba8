"""Exit codes and the error stream: the one module that says what a run came to, and the one that writes to stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import IntEnum


class Exit(IntEnum):
    """What the process returns, the same whatever the format."""

    CLEAN = 0
    """Nothing at or above ``--fail-on``."""
    FINDINGS = 1
    """Findings; with ``diff --exit-code``, changes of meaning."""
    UNTRUSTED = 2
    """The run cannot be trusted: a bad flag, an unreadable contract, a damaged knowledge file."""
    INTERRUPTED = 130
    """Stopped from the keyboard."""


class Refused(Exception):
    """A request that cannot be carried out; `str()` is the sentence for people. Ends the run with `Exit.UNTRUSTED`."""


def say(message: str, *, quiet: bool = False) -> None:
    """Write one message to stderr, unless `quiet`."""
    if not quiet:
        print(message, file=sys.stderr)


def complain(message: str) -> None:
    """Write one error to stderr, under the name of the program."""
    print(f"clausecheck: {message}", file=sys.stderr)


class Progress:
    """Says on stderr how far a long run is: a line that is written over on a screen, one line every ten seconds in a log.

    `timer` gives seconds; nothing is said in the first of them, nor with `quiet`.
    """

    def __init__(self, total: int, timer: Callable[[], float], *, quiet: bool = False) -> None:
        self._total, self._timer, self._quiet = total, timer, quiet or total < 2
        self._screen = sys.stderr is not None and sys.stderr.isatty()
        self._done = 0
        self._next = timer() + (1 if self._screen else 10)
        self._written = False

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        if self._quiet or self._done == self._total or self._timer() < self._next:
            return
        self._next = self._timer() + (0.2 if self._screen else 10)
        self._written = True
        said = f"clausecheck: {self._done} of {self._total} contracts"
        print(f"\r{said}" if self._screen else said, end="" if self._screen else "\n", file=sys.stderr, flush=True)

    def end(self) -> None:
        """All are done: the line goes away again."""
        if self._written and self._screen:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
