"""From the arguments of a command to contracts: files, folders walked in sorted order, and text from stdin."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from clausecheck.document import Document, Unreadable, View
from clausecheck.exits import complain
from clausecheck.report import Unread

WORD_FAMILY = frozenset({".docx", ".docm", ".dotx", ".dotm"})
"""What a walked folder takes; text files are read only where they are named."""

Outcome = TypeVar("Outcome")


def contracts(paths: Iterable[str]) -> tuple[list[str], list[Unread]]:
    """The files behind `paths` in the order given, folders walked in sorted order, and what could not be walked."""
    found: list[str] = []
    unread: list[Unread] = []
    for path in paths:
        if path == "-" or not os.path.isdir(path):
            found.append(path)
            continue
        inside = _walked(path, unread)
        if not inside and not any(other.path.startswith(path) for other in unread):
            unread.append(Unread(path=path, problem="no Word file in this folder: name a folder that holds .docx files"))
        found.extend(inside)
    return list(dict.fromkeys(found)), unread


def _walked(folder: str, unread: list[Unread]) -> list[str]:
    def refused(error: OSError) -> None:
        problem = f"cannot be listed: {error.strerror}: ask for the right to read it"
        unread.append(Unread(path=str(error.filename), problem=problem))

    found = []
    for here, folders, files in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [
            os.path.join(here, name)
            for name in files
            if Path(name).suffix.casefold() in WORD_FAMILY and not name.startswith("~$")
        ]
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


def fault_words(fault: Exception) -> str:
    """A fault of clausecheck itself in one line, with what to do about it."""
    first = next(iter(str(fault).splitlines()), "")
    return f"fault in clausecheck ({type(fault).__name__}: {first[:200]}): please report it; -v shows where"


def report_unread(unread: Iterable[Unread]) -> None:
    """One line on stderr for each contract that could not be read."""
    for one in unread:
        complain(f"{one.path}: {one.problem}")
