"""One key after the other: the next is looked at when all that the one before set off has happened.

Textual hands keys on as they come. A letter is taken by the field that has the focus; a key with a binding first climbs through
every widget above it. So quick fingers get “clear the line” after the letters that they typed behind it, and what is typed
before a dialog is up goes to the screen beneath.
"""

from __future__ import annotations

import time
from collections import deque

from textual import events
from textual.app import App
from textual.message import Message

PATIENCE = 1.0
"""Seconds after which the next key is taken in any case: a widget that was removed meanwhile answers nothing."""
_ROUNDS = 2
"""A key, then what it posts (a field its “submitted”, which may close the dialog and open another)."""


class KeysInTurn(App[int]):
    """An app that looks at one key at a time, in the order in which they were typed."""

    class Done(Message):
        """Climbs behind a key through the same widgets; where it arrives, they are through with the key."""

        def __init__(self, rounds: int) -> None:
            super().__init__()
            self.rounds = rounds

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Key | events.Paste] = deque()
        self._since: float | None = None
        """When the key that is under way was taken; None while none is."""

    async def on_event(self, event: events.Event) -> None:
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        self._typed.append(event)
        if self._since is None or time.monotonic() - self._since > PATIENCE:
            await self._take()

    async def _take(self) -> None:
        if not self.screen_stack:  # the app is being left
            return
        self._since = time.monotonic() if self._typed else None
        if self._typed:
            await super().on_event(self._typed.popleft())
            self.set_timer(PATIENCE * 1.1, self._impatient)
            self._follow(_ROUNDS)

    def _follow(self, rounds: int) -> None:
        if not self.screen_stack:
            return
        target = self.focused or self.screen
        if not target.post_message(self.Done(rounds)):
            self.post_message(self.Done(rounds))

    async def on_keys_in_turn_done(self, event: Done) -> None:
        event.stop()
        if event.rounds:
            self._follow(event.rounds - 1)
        else:
            await self._take()

    async def _impatient(self) -> None:
        if self._since is not None and time.monotonic() - self._since > PATIENCE:
            await self._take()
