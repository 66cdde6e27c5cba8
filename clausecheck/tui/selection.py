"""What is selected on a screen, and the message by which one pane tells the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from textual.message import Message
from textual.widget import Widget

from clausecheck.document import Span
from clausecheck.ruletree import Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """A finding, a thing, or a stretch of a clause; whichever of them is known.

    `clause` is an index into the report's clauses, `span` a stretch of that clause's text (None for what is missing), `key`
    a thing or ``ownership`` or ``act:...``, `finding` an index into the report's findings.
    """

    clause: int | None = None
    span: Span | None = None
    key: Thing | str | None = None
    finding: int | None = None


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
