"""One contract under review: its text, outline, findings, coverage and rule tree, all on the same selection."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message
from textual.widgets import Static

from clausecheck.document import Document
from clausecheck.finding import Acceptance, Finding, Report
from clausecheck.tui.detail import DetailPane, described
from clausecheck.tui.document_view import DocumentView
from clausecheck.tui.finding_list import FindingList
from clausecheck.tui.help_screen import TextScreen
from clausecheck.tui.key_line import KeyLine
from clausecheck.tui.links import Links
from clausecheck.tui.marks import NOTES, counted
from clausecheck.tui.matrix_table import CoverageMatrix, stated
from clausecheck.tui.outline_list import OutlineList
from clausecheck.tui.palette import Palette
from clausecheck.tui.panes import Chosen, Pane
from clausecheck.tui.passages import passages, plain
from clausecheck.tui.places import block_of
from clausecheck.tui.rule_tree import RuleTreeView
from clausecheck.tui.selection import Selection
from clausecheck.tui.settling import SettlingScreen
from clausecheck.tui.verdict_bar import VerdictBar
from clausecheck.tui.wrapping import printable

PANES = ("document", "findings", "matrix", "tree", "outline")
TITLES = {
    "document": "1 Document",
    "findings": "2 Findings",
    "matrix": "3 Coverage",
    "tree": "4 Rule tree",
    "outline": "5 Outline",
}
_EMPTY = "This file holds no text: o opens another contract."


class ReviewScreen(SettlingScreen):
    """Panes beside the document where there is room, one of them under it where there is not."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide"), (190, "-broad")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (40, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "1", "pane('document')", "Document", show=False, id="review.document", tooltip="The document alone, or focus it"
        ),
        Binding("2", "pane('findings')", "Findings", show=False, id="review.findings", tooltip="The findings"),
        Binding("3", "pane('matrix')", "Coverage", show=False, id="review.matrix", tooltip="The coverage matrix"),
        Binding("4", "pane('tree')", "Rule tree", show=False, id="review.tree", tooltip="The rule tree"),
        Binding("5", "pane('outline')", "Outline", show=False, id="review.outline", tooltip="The outline of the document"),
        Binding("tab", "turn(1)", "Pane", id="review.next-pane", tooltip="To the next pane"),
        Binding("shift+tab", "turn(-1)", "Pane back", show=False, id="review.previous-pane", tooltip="To the pane before"),
        Binding("a", "accept", "Accept", show=False, id="review.accept", tooltip="Accept this finding, with a reason"),
        Binding("y", "copy", "Copy", show=False, id="review.copy", tooltip="Copy the finding, or what is selected"),
        Binding(
            "Y", "copy_wording", "Copy wording", show=False, id="review.copy-wording", tooltip="Copy the wording to put in"
        ),
    ]

    class Accept(Message):
        """The user wants a finding accepted."""

        def __init__(self, finding: Finding) -> None:
            super().__init__()
            self.finding = finding

    def __init__(self, path: str, reference: str = "") -> None:
        super().__init__(classes="-loading -blank -pane-findings")
        self.path, self.reference = path, reference
        self.links: Links | None = None
        self.selection = Selection()
        self.shown = "findings"
        self.furnished = False

    def compose(self) -> ComposeResult:
        yield VerdictBar()
        yield Static(id="notice", markup=False)
        with Container(id="body"):
            with Container(id="left"):
                yield DocumentView()
                yield DetailPane()
            with Container(id="right"):
                yield Static(id="tabs", markup=True)
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(VerdictBar).say(Path(self.path).name)
        self.query_one(DocumentView).border_title = TITLES["document"]
        self.tabs()
        self.app.theme_changed_signal.subscribe(self, lambda _: self.reload())

    async def furnish(self) -> None:
        """Mount what has nothing to show before there is a text: the screen comes up sooner without it."""
        if self.furnished:
            return
        with self.app.batch_update():
            await self.query_one("#body").mount(OutlineList(), before=0)
            await self.query_one("#right").mount(FindingList(), CoverageMatrix(), RuleTreeView())
            self.query_one(FindingList).wait()
            self.query_one(CoverageMatrix).wait(self.reference)
            self.query_one(RuleTreeView).wait()
        self.furnished = True

    # ------------------------------------------------------------ the report

    def preview(self, document: Document) -> None:
        """Show the text while it is being judged; nothing is marked yet."""
        if self.links is not None:
            return
        view = self.query_one(DocumentView)
        view.load(plain(document), None)
        self.query_one(OutlineList).preview(document)
        self.query_one(DetailPane).preview(document)
        self.remove_class("-blank")
        self.refresh_bindings()
        view.focus()

    def load(self, report: Report, older: Report | None = None, *, keep: bool = False) -> None:
        """Show a report: the first clause at the top, its first finding selected; with `keep`, where one was before.

        `older` gets a column of its own in the matrix.
        """
        before, held = self.links, self.selection
        document, matrix = self.query_one(DocumentView), self.query_one(CoverageMatrix)
        # who has read on while it was judged stays there; a line or two were only waiting
        moved = before is None and document.scroll_y >= document.scrollable_content_region.height
        self.links = Links(report)
        matrix.older = older
        matrix.before = {}
        if before is not None and (before.report.as_of, before.report.reference) != (report.as_of, report.reference):
            matrix.before = {row.key: stated(row) for row in before.report.matrix}
        self.remove_class("-loading", "-blank")
        self.refresh_bindings()
        if not any(block.text.strip() for block in report.document.blocks):
            self.notice(_EMPTY)
        kept = document.load(passages(report, self.links), self.links, keep=keep or moved)
        self.selection = Selection()
        self.reload()
        if not keep:
            self.query_one(FindingList if report.findings else DocumentView).focus()
            if moved and kept:
                self.notify("Judged: n goes to the first finding.", markup=False)
            elif report.clauses and (pieces := report.clauses[0].located.pieces):
                self.call_after_refresh(document.home, min(p.block for p in pieces if p.role == "body"))
            if report.findings and not (moved and kept):
                self.call_after_refresh(self._first)
        elif not kept and report.clauses:
            document.home(block_of(Selection(clause=0), report) or 0)
        if keep and before is not None and (chosen := self.links.again(before, held)) is not None:
            document.show(chosen, scroll=False)
            self.select(chosen, document)
        old = (report.age.warning,) if report.age.warning and not keep else ()
        for words in (*report.document.warnings, *(NOTES.get(note, note) for note in report.notes), *old) if not keep else ():
            self.notify(printable(words), severity="warning", timeout=8, markup=False)

    def _first(self) -> None:
        """Select the first finding without leaving the start of the clause."""
        if self.links is None or self.selection != Selection():
            return
        document = self.query_one(DocumentView)
        document.show(self.links.of_finding(0), scroll=False)
        self.select(self.links.of_finding(0), document)

    def reload(self) -> None:
        """Fill the panes anew: another report, another theme, another filter."""
        if self.links is None:
            return
        for pane in (
            self.query_one(OutlineList),
            self.query_one(FindingList),
            self.query_one(CoverageMatrix),
            self.query_one(RuleTreeView),
            self.query_one(DetailPane),
        ):
            pane.load(self.links)
        self.query_one(VerdictBar).load(self.links.report)
        self.query_one(DetailPane).show(self.selection)
        self.tabs()

    def notice(self, words: str) -> None:
        """One line under the verdict that stays until it is taken back with an empty one."""
        self.query_one("#notice", Static).update(printable(words))
        self.set_class(bool(words), "-noticed")

    def doing(self, words: str) -> None:
        """What is being done, in the verdict's place; nothing once it is done."""
        self.query_one(VerdictBar).doing(words)

    def stopped(self) -> None:
        """Say that nobody judges the text that is on screen."""
        self.remove_class("-loading")
        self.notice("! Not judged: it was stopped. r judges it, o opens another.")
        self.query_one(FindingList).wait("… not judged: r judges it")

    def accepted(self, taken: Finding, reason: str, until: str, where: str) -> None:
        """Show a finding as accepted from now on."""
        if self.links is None:
            return
        report = self.links.report
        acceptance = Acceptance(reason=reason, until=until, where=where)
        findings = tuple(replace(one, accepted=acceptance) if one == taken else one for one in report.findings)
        self.links = Links(replace(report, findings=findings))
        self.query_one(DocumentView).links = self.links
        self.reload()
        self.refresh_bindings()

    def tabs(self) -> None:
        words, shown = [], len(self.query_one(FindingList).shown) if self.furnished else 0
        for name, title in TITLES.items():
            label = f"{title} ({shown})" if name == "findings" and shown else title
            here = name == self.shown
            words.append(
                f"[@click=screen.pane('{name}')]{'[reverse] ' if here else ' '}{label} {'[/reverse]' if here else ''}[/]"
            )
        self.query_one("#tabs", Static).update("".join(words))

    # ------------------------------------------------------------ selection

    @on(Chosen)
    def _chosen(self, event: Chosen) -> None:
        event.stop()
        self.select(event.selection, event.pane)
        if event.enter:
            self.action_detail()

    def _panes(self) -> tuple[Pane, ...]:
        lists = (self.query_one(FindingList), self.query_one(CoverageMatrix), self.query_one(RuleTreeView))
        return (self.query_one(DocumentView), *lists, self.query_one(OutlineList), self.query_one(DetailPane))

    def select(self, selection: Selection, mover: object) -> None:
        """Move every pane but `mover` to `selection`; the same one twice moves nothing, so panes cannot chase each other."""
        if self.links is None and selection.block is not None:
            self.query_one(DocumentView).home(selection.block)  # the outline is there before the report
        if selection == self.selection or self.links is None:
            return
        self.selection = selection
        for pane in self._panes():
            if pane is not mover:
                pane.show(selection)
        self.query_one(VerdictBar).at(selection.clause)

    @property
    def finding(self) -> Finding | None:
        """The selected finding."""
        at = self.selection.finding
        return self.links.report.findings[at] if self.links is not None and at is not None else None

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
        self.tabs()
        self.call_after_refresh(self.query_one(f"#{name}").focus)

    def action_turn(self, step: int) -> None:
        focused = self.focused.id if self.focused is not None else None
        here = PANES.index(focused) if focused in PANES else PANES.index(self.shown)
        name = PANES[(here + step) % len(PANES)]
        if name == "document":
            self.query_one(DocumentView).focus()
        else:
            self.action_pane(name)

    # ------------------------------------------------------------ doing

    def action_copy(self) -> None:
        """What the mouse selected; else the finding, or what else is selected, with its words and the law, as plain text."""
        if words := self.get_selected_text():
            self._copied(words, "the marked text")
        elif self.links is not None and self.selection != Selection():
            self._copied(described(self.links, self.selection, Palette(self.app)).plain, "the detail")

    def action_copy_wording(self) -> None:
        finding = self.finding
        if finding is not None and finding.advice:
            self._copied(finding.advice, "the wording")

    def _copied(self, words: str, what: str) -> None:
        self.app.copy_to_clipboard(words)
        self.notify(f"Copied {what}: {counted(len(words), 'character')}.", markup=False)

    def action_accept(self) -> None:
        if (finding := self.finding) is not None:
            self.app.post_message(self.Accept(finding))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Only what can be done now: no search before there is a text, no finding to accept where none is selected."""
        blank, loading = self.has_class("-blank"), self.has_class("-loading")
        if action == "accept":
            return self.finding is not None and self.finding.accepted is None
        if action == "copy_wording":
            return self.finding is not None and bool(self.finding.advice)
        if action == "copy":
            return self.selection != Selection() or bool(self.selections)
        if blank:
            return action not in {"pane", "turn", "filter", "detail", "next", "search"}
        return not (loading and action == "detail")
