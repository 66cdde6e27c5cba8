"""One contract under review: its text, findings, coverage and rule tree, all on the same selection."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widgets import Footer, Input, Static

from clausecheck.finding import Report
from clausecheck.tui.detail import DetailPane, described
from clausecheck.tui.document_view import DocumentView
from clausecheck.tui.finding_list import FindingList
from clausecheck.tui.help_screen import TextScreen
from clausecheck.tui.links import Links
from clausecheck.tui.marks import NOTES, Palette
from clausecheck.tui.matrix_table import CoverageMatrix
from clausecheck.tui.passages import passages
from clausecheck.tui.rule_tree import RuleTreeView
from clausecheck.tui.selection import Chosen, Pane, Selection
from clausecheck.tui.verdict_bar import VerdictBar

PANES = ("document", "findings", "matrix", "tree")
TITLES = {"document": "1 Document", "findings": "2 Findings", "matrix": "3 Coverage", "tree": "4 Rule tree"}


class SearchBar(Input):
    """Where the words to search for are typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "screen.end_search", "Close", show=False, id="search.close", tooltip="Close the search"),
    ]


class ReviewScreen(Screen[None]):
    """Panes beside the document where there is room, one of them under it where there is not."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (40, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "1", "pane('document')", "Document", show=False, id="review.document", tooltip="The document alone, or focus it"
        ),
        Binding("2", "pane('findings')", "Findings", show=False, id="review.findings", tooltip="The findings"),
        Binding("3", "pane('matrix')", "Coverage", show=False, id="review.matrix", tooltip="The coverage matrix"),
        Binding("4", "pane('tree')", "Rule tree", show=False, id="review.tree", tooltip="The rule tree"),
        Binding("tab", "turn(1)", "Pane", id="review.next-pane", tooltip="To the next pane"),
        Binding("shift+tab", "turn(-1)", "Pane back", show=False, id="review.previous-pane", tooltip="To the pane before"),
        Binding("n", "next(1)", "Next", id="review.next", tooltip="Next match of the search, or next finding"),
        Binding("N", "next(-1)", "Previous", show=False, id="review.previous", tooltip="The match or finding before"),
        Binding("slash", "search", "Search", id="review.search", tooltip="Search the document"),
        Binding("escape", "end_search", "End search", show=False, id="review.end-search", tooltip="Forget the search"),
        Binding("d", "app.compare", "Compare", id="review.compare", tooltip="The two versions side by side (with --against)"),
        Binding("o", "app.choose", "Open", id="review.open", tooltip="Open another contract"),
        Binding("r", "app.retry", "Reload", show=False, id="review.reload", tooltip="Read the file again"),
    ]

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.links: Links | None = None
        self.selection = Selection()
        self.shown = "findings"
        self.match = -1

    def compose(self) -> ComposeResult:
        yield VerdictBar()
        with Container(id="body"):
            with Container(id="left"):
                yield DocumentView()
                yield DetailPane(id="detail")
            with Container(id="right"):
                yield Static(id="tabs", markup=True)
                yield FindingList()
                yield CoverageMatrix()
                yield RuleTreeView()
        yield SearchBar(id="search", placeholder="search the document: enter finds, esc closes", compact=True)
        yield Footer()

    def on_mount(self) -> None:
        self.query_one(VerdictBar).say(f"Reading {Path(self.path).name} …")
        self.query_one(DocumentView).border_title = TITLES["document"]
        self.set_class(True, "-loading", "-pane-findings")
        self.app.theme_changed_signal.subscribe(self, lambda _: self._reload())

    # ------------------------------------------------------------ the report

    def load(self, report: Report) -> None:
        """Show a report: the first clause at the top, its first finding selected."""
        self.links = Links(report)
        self.remove_class("-loading")
        self.refresh_bindings()
        document = self.query_one(DocumentView)
        document.load(passages(report, self.links), self.links)
        self._reload()
        self.query_one(FindingList if report.findings else DocumentView).focus()
        if report.clauses and (pieces := report.clauses[0].located.pieces):
            self.call_after_refresh(document.home, min(p.block for p in pieces if p.role == "body"))
        if report.findings:
            self.call_after_refresh(self._first)
        old = (report.age.warning,) if report.age.warning else ()
        for words in (*report.document.warnings, *(NOTES.get(note, note) for note in report.notes), *old):
            self.notify(words, severity="warning", timeout=8, markup=False)

    def _first(self) -> None:
        """Select the first finding without leaving the start of the clause."""
        if self.links is None:
            return
        document = self.query_one(DocumentView)
        document.show(self.links.of_finding(0), scroll=False)
        self._select(self.links.of_finding(0), document)

    def _reload(self) -> None:
        if self.links is None:
            return
        for pane in (
            self.query_one(FindingList),
            self.query_one(CoverageMatrix),
            self.query_one(RuleTreeView),
            self.query_one(DetailPane),
        ):
            pane.load(self.links)
        self.query_one(VerdictBar).load(self.links.report)
        self.query_one(DetailPane).show(self.selection)
        self._tabs()

    def _tabs(self) -> None:
        findings = len(self.links.report.findings) if self.links else 0
        words = []
        for name, title in TITLES.items():
            label = f"{title} ({findings})" if name == "findings" and findings else title
            here = name == self.shown
            words.append(
                f"[@click=screen.pane('{name}')]{'[reverse] ' if here else ' '}{label} {'[/reverse]' if here else ''}[/]"
            )
        matches = self.query_one(DocumentView).border_subtitle
        words.append(f" {matches}" if matches else f" law {self.links.report.age.knowledge}" if self.links else "")
        self.query_one("#tabs", Static).update(" ".join(words))

    # ------------------------------------------------------------ selection

    @on(Chosen)
    def _chosen(self, event: Chosen) -> None:
        event.stop()
        self._select(event.selection, event.pane)
        if event.enter:
            self.action_detail()

    def _panes(self) -> tuple[Pane, ...]:
        lists = (self.query_one(FindingList), self.query_one(CoverageMatrix), self.query_one(RuleTreeView))
        return (self.query_one(DocumentView), *lists, self.query_one(DetailPane))

    def _select(self, selection: Selection, mover: object) -> None:
        """Move every pane but `mover` to `selection`; the same one twice moves nothing, so panes cannot chase each other."""
        if selection == self.selection or self.links is None:
            return
        self.selection = selection
        for pane in self._panes():
            if pane is not mover:
                pane.show(selection)
        self.query_one(VerdictBar).at(selection.clause)

    def action_detail(self) -> None:
        """The detail in full, over the screen."""
        if self.links is not None:
            self.app.push_screen(TextScreen("Detail", described(self.links, self.selection, Palette(self.app))))

    # ------------------------------------------------------------ panes

    def action_pane(self, name: str) -> None:
        """Show and focus a pane; `document` on a small screen gives it all the room."""
        self.shown = name
        for other in PANES:
            self.set_class(other == name, f"-pane-{other}")
        self._tabs()
        self.call_after_refresh(self.query_one(f"#{name}").focus)

    def action_turn(self, step: int) -> None:
        focused = self.focused.id if self.focused is not None else None
        here = PANES.index(focused) if focused in PANES else PANES.index(self.shown)
        name = PANES[(here + step) % len(PANES)]
        if name == "document":
            self.query_one(DocumentView).focus()
        else:
            self.action_pane(name)

    def action_next(self, step: int) -> None:
        """Next match of a search while there is one, else next finding."""
        document = self.query_one(DocumentView)
        if document.matches:
            self.match = (self.match + step) % len(document.matches)
            document.to_match(self.match)
            self._told()
        elif self.links is not None and (total := len(self.links.report.findings)):
            here = self.selection.finding
            index = (here + step) % total if here is not None else 0 if step > 0 else total - 1
            self._select(self.links.of_finding(index), None)

    # ------------------------------------------------------------ search

    def action_search(self) -> None:
        bar = self.query_one(SearchBar)
        self.add_class("-searching")
        bar.value = ""
        bar.focus()

    @on(Input.Submitted, "#search")
    def _find(self, event: Input.Submitted) -> None:
        event.stop()
        document = self.query_one(DocumentView)
        words = event.value.strip()
        self.remove_class("-searching")
        document.focus()
        if not document.search(words):
            if words:
                self.notify(f"“{words}” does not occur in this document.", severity="warning", markup=False)
            return
        top = document.top
        self.match = next((i for i, found in enumerate(document.matches) if found[:2] >= top), 0)
        document.to_match(self.match)
        self._told()

    def _told(self) -> None:
        document = self.query_one(DocumentView)
        document.border_subtitle = f"match {self.match + 1} of {len(document.matches)}, esc ends"
        self._tabs()

    def action_end_search(self) -> None:
        document = self.query_one(DocumentView)
        searching = self.has_class("-searching")
        self.remove_class("-searching")
        document.search("")
        document.border_subtitle = ""
        self._tabs()
        if searching:
            document.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Only what can be done now: no search before there is a text."""
        try:
            loading = self.has_class("-loading")
        except NoMatches:
            return True
        return not (loading and action in {"pane", "turn", "next", "search", "detail"})
