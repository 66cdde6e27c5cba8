"""Reading contracts in a process of its own: the screen stays quick, and a hostile or endless file can be given up.

This module is loaded before all others, and imports little: the process is to be under way while they are loaded.
"""

from __future__ import annotations

import contextlib
import contextvars
import pickle
import subprocess
import sys
import threading
from typing import IO, TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from clausecheck.document import Document
    from clausecheck.tui.desk import Desk, Laid, Tell, Trouble

    Answer = Callable[[Laid | Trouble | None], None]
    Question = tuple[Desk, str, str | None]


class Reads(Protocol):
    """Whoever lays contracts out beside the screen."""

    def lay_out(self, desk: Desk, path: str, against: str | None, tell: Tell) -> asyncio.Future[Laid | Trouble | None]:
        """The contract at `path`; None where it was given up. `tell` is called on the loop's thread. Nothing is raised."""

    def stop(self) -> None:
        """Give up what is being read."""


class Reader:
    """One process that reads one contract after another; it is killed to give one up, and started again when needed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._future: asyncio.Future[Laid | Trouble | None] | None = None
        self._asked = False
        self._early: Question | None = None

    def start(self, ahead: str | None = None) -> None:
        """Start the process: before Textual is loaded, so that both load at the same time.

        `ahead` is a contract that it reads, final revisions, before it is asked about it.
        """
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                # -P: nothing from the folder of the contract
                [sys.executable, "-P", "-m", "clausecheck.tui.reading_process", *([ahead] if ahead is not None else [])],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )

    @property
    def pid(self) -> int | None:
        """The number of the process; None while there is none."""
        return self._process.pid if self._process is not None else None

    def ask(self, desk: Desk, path: str, against: str | None) -> None:
        """Put the first question before there is a screen to hear the answer: `lay_out` with the same words waits for it."""
        self.start()
        self._early, self._asked = (desk, path, against), True
        with contextlib.suppress(OSError):  # whoever waits for the answer is told
            self._send(self._early)

    def _send(self, question: Question) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        pickle.dump(question, self._process.stdin, protocol=5)
        self._process.stdin.flush()

    def lay_out(self, desk: Desk, path: str, against: str | None, tell: Tell) -> asyncio.Future[Laid | Trouble | None]:
        """As `Reads`; an earlier question that is not answered yet is given up."""
        import asyncio

        question = (desk, path, against)
        early, self._early = self._early == question, None
        if self._asked and not early:  # whether anybody still waits or not: the process has not answered yet
            self.stop()
        self.start()
        process = self._process
        assert process is not None
        assert process.stdout is not None
        loop = asyncio.get_running_loop()
        self._future, self._asked = loop.create_future(), True
        future = self._future
        settle = _answering(loop, future)

        def answer(result: Laid | Trouble | None) -> None:
            if self._process is process:
                self._asked = False
            settle(result)

        listening = (process.stdout, path, _telling(loop, tell), answer)
        threading.Thread(target=_listen, args=listening, name="listen", daemon=True).start()
        try:
            if not early:
                self._send(question)
        except OSError:
            answer(_died(path))
        return future

    def stop(self) -> None:
        """Kill the process; whoever waits for an answer gets None."""
        process, self._process, self._asked, self._early = self._process, None, False, None
        if self._future is not None and not self._future.done():
            self._future.set_result(None)
        if process is not None:
            process.kill()
            with contextlib.suppress(OSError):
                assert process.stdin is not None
                process.stdin.close()  # stdout is the listener's: it ends with the process
            threading.Thread(target=process.wait, daemon=True).start()


class BesideReader:
    """Reads in a thread of this process: for whoever brings a desk that another process could not load."""

    def __init__(self) -> None:
        self._future: asyncio.Future[Laid | Trouble | None] | None = None

    def lay_out(self, desk: Desk, path: str, against: str | None, tell: Tell) -> asyncio.Future[Laid | Trouble | None]:
        """As `Reads`."""
        import asyncio

        loop = asyncio.get_running_loop()
        self._future = future = loop.create_future()
        answer = _answering(loop, future)

        say = _telling(loop, tell)
        threading.Thread(target=lambda: answer(desk.laid_out(path, against, say)), name="read", daemon=True).start()
        return future

    def stop(self) -> None:
        """Give up waiting; the thread runs on."""
        if self._future is not None and not self._future.done():
            self._future.set_result(None)


def _answering(loop: asyncio.AbstractEventLoop, future: asyncio.Future[Laid | Trouble | None]) -> Answer:
    def settle(result: Laid | Trouble | None) -> None:
        if not future.done():
            future.set_result(result)

    def answer(result: Laid | Trouble | None) -> None:
        with contextlib.suppress(RuntimeError):  # the app has left, and its loop with it
            loop.call_soon_threadsafe(settle, result)

    return answer


def _telling(loop: asyncio.AbstractEventLoop, tell: Tell) -> Tell:
    """`tell` for another thread: called on the loop's, in the context of whoever asks now (Textual keeps its app there)."""
    context = contextvars.copy_context()

    def say(what: str | Document) -> None:
        with contextlib.suppress(RuntimeError):  # as above
            loop.call_soon_threadsafe(tell, what, context=context)

    return say


def _listen(replies: IO[bytes], path: str, tell: Tell, answer: Answer) -> None:
    """Hand on what the process says until it has answered."""
    from clausecheck.tui.desk import Laid, Trouble

    while True:
        try:
            what = pickle.load(replies)
        except Exception:  # the process was killed, by us or by the system
            answer(_died(path))
            return
        if isinstance(what, Laid | Trouble):
            answer(what)
            return
        tell(what)


def _died(path: str) -> Trouble:
    from clausecheck.tui.desk import Trouble

    return Trouble(
        path=path,
        problem="The process that read the file has ended before it was done.",
        remedy="The file may need more memory than there is: try again, and do not trust a file that does it twice.",
    )
