"""The process in which contracts are read: questions come in on stdin, what is done and the answer go out on stdout."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import queue
import sys
import threading
from typing import Any

MEMORY = 4 << 30
"""Bytes of address space past which a file is refused rather than the machine brought to its knees."""


def main(ahead: str | None = None) -> None:
    """Read the contract `ahead` before it is asked for, then answer until stdin ends.

    Then whoever asked has gone, and what is being read is of no use to anybody.
    """
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what a library prints must not end up among the answers
    _bounded()
    gc.set_threshold(50_000, 20, 50)  # what is read stays until it is answered: looking through it for garbage is in vain
    questions: queue.Queue[Any] = queue.Queue()
    threading.Thread(target=_hear, args=(questions,), daemon=True).start()

    def say(what: object) -> None:
        pickle.dump(what, out, protocol=5)
        out.flush()

    from clausecheck.tui.desk import Desk

    if ahead is not None:
        with contextlib.suppress(Exception):  # whoever asks for it is told
            Desk(as_of="").read(ahead)
    if questions.empty():  # while the screen is still being painted; else it waits until the text is there
        import clausecheck.reading
        import clausecheck.run  # noqa: F401

    while True:
        desk, path, against = questions.get()
        say(desk.laid_out(path, against, say))


def _hear(questions: queue.Queue[Any]) -> None:
    while True:
        try:
            questions.put(pickle.load(sys.stdin.buffer))
        except EOFError:
            os._exit(0)


def _bounded() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no such bound, some systems a lower one
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard), hard))


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError):
        main(*sys.argv[1:2])
