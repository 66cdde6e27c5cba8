"""The terminal UI. Importing this package costs nothing; `run_app` loads Textual."""

from __future__ import annotations

import gc
import os

from clausecheck import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Literal

    from clausecheck.document import View
    from clausecheck.tui.greeting import Greeting
    from clausecheck.tui.reader import Reader


class Begun:
    """What is under way before the options of a command are known: the first line is up, the contract is being read."""

    def __init__(self, greeting: Greeting, reader: Reader) -> None:
        self.greeting, self.reader = greeting, reader

    def take_back(self) -> None:
        """There is not going to be a screen: what is said is said in the terminal as it was."""
        self.greeting.take_back()
        self.reader.stop()


def begin(path: str | None, *, ahead: bool = False) -> Begun:
    """Say that the contract at `path` is opened and start the process that reads; with `ahead` it reads it before it is asked.

    Without a path nothing is said and nothing started.
    """
    from clausecheck.tui.greeting import Greeting

    greeting = Greeting()
    if path is not None:
        greeting.say(path)
    from clausecheck.tui.reader import Reader

    reader = Reader()
    if path is not None:
        reader.start(path if ahead else None)  # it loads what reads contracts while this process loads the screen
    return Begun(greeting, reader)


def run_app(
    path: str | None,
    *,
    as_of: str,
    reference: str = "us",
    requirements: Path | None = None,
    overlay: Path | None = None,
    max_age: int | None = None,
    against: str | None = None,
    revisions: View = "final",
    color: Literal["auto", "always", "never"] = "auto",
    settings: Path | None = None,
    here: Path | None = None,
    begun: Begun | None = None,
) -> int:
    """Open the UI on the contract at `path` and give the exit code when it closes; None, or a folder: what can be chosen there.

    `as_of` is a day (YYYY-MM-DD); `requirements`, `overlay` and `max_age` are those of `clausecheck.run.review` (None: its
    own); with `against`, an older text, both are shown side by side. `settings` is the folder that keeps what the user set,
    `here` the one whose ``clausecheck.toml`` holds; `begun` is what `begin` gave for this path, if it was called already.
    0, or 2 where the last contract could not be read.
    """
    gc.disable()  # until the first contract is on screen: what is loaded till then stays
    listed = path if path is not None and against is None and os.path.isdir(path) else None
    if listed is not None:
        path = None
    if begun is None:
        begun = begin(path)
    reader = begun.reader
    try:
        from pathlib import Path

        from clausecheck.finding import MAX_AGE
        from clausecheck.tui.desk import Desk

        age = MAX_AGE if max_age is None else max_age
        desk = Desk(
            as_of=as_of, reference=reference, requirements=requirements, overlay=overlay, max_age=age, revisions=revisions
        )
        if path is not None:
            reader.ask(desk, path, against)
        from clausecheck.tui import preferences
        from clausecheck.tui.app import ClausecheckApp

        app = ClausecheckApp(
            desk,
            path,
            against,
            colour=color != "never",
            reader=reader,
            preferences=preferences.load(settings),
            folder=here or Path("."),
            listed=Path(listed) if listed is not None else None,
        )
    except BaseException:
        begun.take_back()
        raise
    begun.greeting.hand_over()
    try:
        code = app.run()
    finally:
        reader.stop()
        gc.enable()
    return 0 if code is None else code
