"""What the panes of a screen are to each other: the message of one that moved, and how the others follow."""

from __future__ import annotations

from typing import Protocol

from textual.message import Message
from textual.widget import Widget

from clausecheck.tui.selection import Selection


class Chosen(Message):
    """A pane's cursor was moved by its user; `enter` asks for the full detail as well."""

    def __init__(self, pane: Widget, selection: Selection, *, enter: bool = False) -> None:
        super().__init__()
        self.pane = pane
        self.selection = selection
        self.enter = enter


class Pane(Protocol):
    """A view of one report that can follow a selection made elsewhere."""

    def show(self, selection: Selection) -> None:
        """Move to `selection` without telling anybody."""
