"""Searching the document, filtering the findings, and walking through what either left."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from clausecheck.tui.document_view import DocumentView
from clausecheck.tui.filtering import HINT
from clausecheck.tui.finding_list import FindingList
from clausecheck.tui.review_screen import ReviewScreen
from clausecheck.tui.wrapping import printable


class LineBar(Input):
    """Where words to search for, or to filter by, are typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "screen.end", "Close", show=False, id="line.close", tooltip="Close this line"),
        Binding("up", "screen.next(-1)", "Before", show=False, id="line.before", tooltip="The match before"),
        Binding("down", "screen.next(1)", "Next", show=False, id="line.next", tooltip="The next match"),
    ]


class SearchedReview(ReviewScreen):
    """The review, with a line to search the document and one to filter the findings."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "next(1)", "Next", id="review.next", tooltip="Next match of the search, or next finding"),
        Binding("N", "next(-1)", "Previous", show=False, id="review.previous", tooltip="The match or finding before"),
        Binding("slash", "search", "Search", id="review.search", tooltip="Search the document"),
        Binding("f", "filter", "Filter", id="review.filter", tooltip="Show only some of the findings"),
        Binding("escape", "end", "End search", show=False, id="review.end", tooltip="Forget the search, then the filter"),
    ]

    match = -1
    """The match that is shown, as an index into the document's."""

    async def furnish(self) -> None:
        """As the review's, with both lines."""
        if not self.furnished:
            search = LineBar(id="search", placeholder="search the document: enter stays there, esc closes", compact=True)
            await self.mount(search, LineBar(id="filter", placeholder=HINT, compact=True))
        await super().furnish()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "end":
            if not self.furnished:
                return False
            return self.typing or bool(self.query_one(DocumentView).matches or self.query_one(FindingList).filter)
        return super().check_action(action, parameters)

    def action_next(self, step: int) -> None:
        """Next match of a search while there is one, else next finding."""
        document = self.query_one(DocumentView)
        if document.matches:
            self.match = (self.match + step) % len(document.matches)
            document.to_match(self.match)
            self._told()
        elif self.links is not None:
            index = self.query_one(FindingList).step(self.selection.finding, step)
            if index is not None:
                self.select(self.links.of_finding(index), None)

    def action_search(self) -> None:
        self._ask("search")

    def action_filter(self) -> None:
        self._ask("filter", self.query_one(FindingList).filter)

    def _ask(self, name: str, value: str = "") -> None:
        self.remove_class("-asking-search", "-asking-filter")
        self.add_class(f"-asking-{name}")
        bar = self.query_one(f"#{name}", LineBar)
        with bar.prevent(Input.Changed):
            bar.value = value
        bar.focus()

    @on(Input.Changed, "#search")
    def _search(self, event: Input.Changed) -> None:
        """Mark what fits while it is typed, and show the first place from here on."""
        event.stop()
        if self.has_class("-asking-search"):
            self._look_for(event.value)

    def _look_for(self, value: str) -> None:
        document = self.query_one(DocumentView)
        top = document.top
        words = value.strip()
        document.search(words if len(words) > 1 else "")
        document.border_subtitle = ""
        if document.matches:
            self.match = next((i for i, found in enumerate(document.matches) if found[:2] >= top), 0)
            document.to_match(self.match)
            self._told()

    @on(Input.Submitted, "#search")
    def _found(self, event: Input.Submitted) -> None:
        event.stop()
        document = self.query_one(DocumentView)
        words = event.value.strip()
        self._look_for(event.value)  # quick fingers: enter may come before the word of the last letters
        self.remove_class("-asking-search")
        document.focus()
        if words and not document.matches:  # one letter alone is not searched for while it may become more
            document.search(words)
            if not document.matches:
                self.notify(f"“{printable(words)}” does not occur in this document.", severity="warning", markup=False)
                return
            self.match = 0
            document.to_match(0)
            self._told()

    def _told(self) -> None:
        document = self.query_one(DocumentView)
        document.border_subtitle = f"match {self.match + 1} of {len(document.matches)}, n next, esc ends"
        self.notice(f"match {self.match + 1} of {len(document.matches)}, n next, esc ends")

    @on(Input.Changed, "#filter")
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        if self.has_class("-asking-filter"):
            self.query_one(FindingList).narrow(event.value)
            self.tabs()

    @on(Input.Submitted, "#filter")
    def _narrowed(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(FindingList).narrow(event.value)
        self.remove_class("-asking-filter")
        self.action_pane("findings")
        listed = self.query_one(FindingList)
        if self.links is not None and listed.shown and self.selection.finding not in listed.shown:
            self.select(self.links.of_finding(listed.shown[0]), None)

    @property
    def typing(self) -> bool:
        return self.has_class("-asking-filter") or self.has_class("-asking-search")

    def action_end(self) -> None:
        """Close the line; else end the search; else the filter."""
        document, listed = self.query_one(DocumentView), self.query_one(FindingList)
        filtering = self.has_class("-asking-filter") or not document.matches
        typing = self.typing
        self.remove_class("-asking-search", "-asking-filter")
        if filtering and listed.filter:
            listed.narrow("")
        elif not filtering:
            document.search("")
            document.border_subtitle = ""
            self.notice("")
        self.tabs()
        if typing:
            (listed if filtering else document).focus()
