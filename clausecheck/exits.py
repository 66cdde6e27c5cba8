"""Exit codes and the error stream: the one module that says what a run came to, and the one that writes to stderr."""

from __future__ import annotations

import sys
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
