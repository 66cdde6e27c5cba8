"""The findings, worst first as the report has them."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from clausecheck.tui.links import Links
from clausecheck.tui.marked_list import MarkedList
from clausecheck.tui.marks import SEVERITY_MARKS, Palette, shortened
from clausecheck.tui.selection import Chosen, Selection
from clausecheck.tui.wrapping import printable

LONGEST = 110
"""Characters of a message in the list: two lines of it; the detail has it all."""


class FindingList(MarkedList):
    """One line a finding: mark, code, message."""

    BORDER_TITLE = "2 Findings"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", "Down", show=False, id="findings.down", tooltip="Next finding in the list"),
        Binding("k", "cursor_up", "Up", show=False, id="findings.up", tooltip="The finding before"),
        Binding("g", "first", "First", show=False, id="findings.first", tooltip="First finding"),
        Binding("G", "last", "Last", show=False, id="findings.last", tooltip="Last finding"),
    ]

    def __init__(self) -> None:
        super().__init__(id="findings", markup=False)
        self.links: Links | None = None

    def load(self, links: Links) -> None:
        """Show the findings of a report; an empty list says so."""
        self.links = links
        palette = Palette(self.app)
        keep = self.highlighted
        options: list[Option] = []
        for index, finding in enumerate(links.report.findings):
            line = Text()
            line.append(f"{SEVERITY_MARKS[finding.severity]} {finding.severity:<8}", palette[finding.severity])
            line.append(f"{finding.code} ", palette["dim"])
            line.append(shortened(printable(links.brief(index) if links.lacks(index) else finding.message), LONGEST))
            if finding.accepted is not None:
                line.append(" (accepted)", palette["dim"])
            options.append(Option(line))
        if not options:
            empty = "✓ No findings." if links.report.clauses else "No clause was found, so there is nothing to check."
            options.append(Option(Text(empty), disabled=True))
        with self.prevent(OptionList.OptionHighlighted):
            self.clear_options()
            self.add_options(options)
            if keep is not None and keep < len(links.report.findings):
                self.highlighted = keep
        total = len(links.report.findings)
        self.border_title = f"{self.BORDER_TITLE} ({total})" if total else self.BORDER_TITLE

    def show(self, selection: Selection) -> None:
        """Move to the finding of the selection; where it has none, to none."""
        if self.links is None or selection.finding == self.highlighted:
            return
        with self.prevent(OptionList.OptionHighlighted):
            self.highlighted = selection.finding

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if self.links is not None and event.option_index == self.highlighted:
            self.post_message(Chosen(self, self.links.of_finding(event.option_index)))

    @on(OptionList.OptionSelected)
    def _entered(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self.links is not None:
            self.post_message(Chosen(self, self.links.of_finding(event.option_index), enter=True))
