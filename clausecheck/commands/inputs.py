"""From the arguments of a command to contracts: files, folders walked in sorted order, and text from stdin."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol, TypeVar

from clausecheck.document import Document, Unreadable, View
from clausecheck.exits import complain
from clausecheck.report import Unread

WORD_FAMILY = frozenset({".docx", ".docm", ".dotx", ".dotm"})
"""What a walked folder takes; text files are read only where they are named."""

TEXT_FAMILY = frozenset({".txt", ".md"})

Outcome = TypeVar("Outcome")


class Choosing(Protocol):
    """Which files of walked folders are contracts, as the settings say."""

    def included(self, path: str) -> bool:
        """Whether a text file is one."""

    def excluded(self, path: str) -> bool:
        """Whether a file is left out."""


def contracts(paths: Iterable[str], choosing: Choosing | None = None) -> tuple[list[str], list[Unread]]:
    """The files behind `paths` in the order given, folders walked in sorted order, and what could not be walked."""
    found: list[str] = []
    unread: list[Unread] = []
    for path in paths:
        if path == "-" or not os.path.isdir(path):
            found.append(path)
            continue
        inside = _walked(path, unread, choosing)
        if not inside and not any(other.path.startswith(path) for other in unread):
            unread.append(Unread(path=path, problem="no Word file in this folder: name a folder that holds .docx files"))
        found.extend(inside)
    nameless = [path for path in found if not _nameable(path)]
    unread += [
        Unread(
            path=os.fsencode(path).decode("utf-8", "backslashreplace"), problem="its name is not UTF-8: give it another name"
        )
        for path in nameless
    ]
    return [path for path in dict.fromkeys(found) if path not in nameless], unread


def _nameable(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _walked(folder: str, unread: list[Unread], choosing: Choosing | None) -> list[str]:
    def refused(error: OSError) -> None:
        problem = f"cannot be listed: {error.strerror}: ask for the right to read it"
        unread.append(Unread(path=str(error.filename), problem=problem))

    found = []
    for here, folders, files in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in files:
            path, suffix = os.path.join(here, name), Path(name).suffix.casefold()
            if name.startswith("~$"):
                continue
            text = suffix in TEXT_FAMILY and choosing is not None and choosing.included(path)
            if (text or suffix in WORD_FAMILY) and not (choosing is not None and choosing.excluded(path)):
                found.append(path)
    return sorted(found)


def opened(path: str, revisions: View) -> Document:
    """The contract at `path`, or the text on stdin for ``-``. Raises Unreadable."""
    from dataclasses import replace

    from clausecheck import reading

    if path != "-":
        return reading.read(path, revisions)
    # the name tells the reader that it is text; reports show the dash that was typed
    return replace(reading.read_bytes(sys.stdin.buffer.read(), "stdin.txt", revisions), path="-")


def each(paths: Iterable[str], work: Callable[[str], Outcome], *, verbose: bool) -> tuple[list[Outcome], list[Unread]]:
    """What `work` makes of each path, and the contracts it could not read; one bad file never stops the others."""
    done: list[Outcome] = []
    unread: list[Unread] = []
    for path in paths:
        try:
            done.append(work(path))
        except Unreadable as error:
            unread.append(Unread(path=path, problem=str(error)))
        except Exception as fault:  # a fault of ours in one contract must not hide what the others say
            if verbose:
                raise
            unread.append(Unread(path=path, problem=fault_words(fault)))
    return done, unread


def fault_words(fault: BaseException) -> str:
    """A fault of clausecheck itself in one line, with what to do about it."""
    first = next(iter(str(fault).splitlines()), "")
    return f"fault in clausecheck ({type(fault).__name__}: {first[:200]}): please report it; -v shows where"


def report_unread(unread: Iterable[Unread]) -> None:
    """One line on stderr for each contract that could not be read."""
    for one in unread:
        complain(f"{one.path}: {one.problem}")
