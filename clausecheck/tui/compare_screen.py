"""Two versions of a contract side by side, with what changed in meaning."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.theme import Theme
from textual.widgets import OptionList, Static

from clausecheck.tui.change_list import ChangeList, told
from clausecheck.tui.compare_view import CompareView, TreesView
from clausecheck.tui.help_screen import TextScreen
from clausecheck.tui.key_line import KeyLine
from clausecheck.tui.links import Links
from clausecheck.tui.marks import counted, shortened
from clausecheck.tui.matrix_table import CoverageMatrix
from clausecheck.tui.pairing import Pair
from clausecheck.tui.palette import Palette, inked
from clausecheck.tui.panes import Chosen
from clausecheck.tui.places import block_of
from clausecheck.tui.selection import Selection
from clausecheck.tui.settling import SettlingScreen
from clausecheck.tui.wrapping import printable


class CompareScreen(SettlingScreen):
    """Old text left, new text right (one under the other below 100 columns), or their rule trees; the changes beneath."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide"), (190, "-broad")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (40, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "step(1)", "Next change", id="compare.next", tooltip="To the next changed paragraph"),
        Binding("N", "step(-1)", "Change before", show=False, id="compare.previous", tooltip="To the changed paragraph before"),
        Binding("1", "pane('texts')", "Texts", show=False, id="compare.texts", tooltip="The texts"),
        Binding("2", "pane('changes')", "Changes", show=False, id="compare.changes", tooltip="The changes"),
        Binding("3", "pane('matrix')", "Coverage", show=False, id="compare.matrix", tooltip="The coverage of both texts"),
        Binding("4", "pane('trees')", "Rule trees", show=False, id="compare.trees", tooltip="The rule trees of both texts"),
        Binding("tab", "turn(1)", "Pane", id="compare.turn", tooltip="To the next pane"),
        Binding("shift+tab", "turn(-1)", "Pane back", show=False, id="compare.turn-back", tooltip="To the pane before"),
        Binding("enter", "detail", "Detail", show=False, id="compare.detail", tooltip="All about the selected change"),
        Binding("y", "copy", "Copy", show=False, id="compare.copy", tooltip="Copy the selected change"),
        Binding("escape,d", "close", "Review", id="compare.close", tooltip="The new text alone, under review"),
    ]

    def __init__(self, pair: Pair) -> None:
        super().__init__()
        self._take(pair)

    def _take(self, pair: Pair) -> None:
        self.pair = pair
        places = ((number, pair.line_of(change)) for number, change in enumerate(pair.changes))
        self._at = {number: line for number, line in places if line is not None}
        nodes = ((number, pair.node_of(change)) for number, change in enumerate(pair.changes))
        self._in_trees = {number: node for number, node in nodes if node is not None}

    def load(self, pair: Pair) -> None:
        """Show another pair in the place of this one: another day, a file that changed."""
        self._take(pair)
        self._texts.load(pair)
        self._trees.load(pair)
        changes = self.query_one(ChangeList)
        changes.pair = pair
        changes.load()
        self._matrix()
        self._head()
        self._describe()

    @property
    def _texts(self) -> CompareView:
        return self.query_one("#texts", CompareView)

    @property
    def _trees(self) -> TreesView:
        return self.query_one("#trees", TreesView)

    def _matrix(self) -> None:
        matrix = self.query_one(CoverageMatrix)
        matrix.older = None if self.pair.template else self.pair.old
        matrix.load(Links(self.pair.new))

    def compose(self) -> ComposeResult:
        yield Static(id="compare-verdict", markup=False)
        yield CompareView(self.pair)
        yield TreesView(self.pair)
        with Horizontal(id="under"):
            yield ChangeList(self.pair)
            yield Static(id="change", markup=False)
            yield CoverageMatrix()
        yield KeyLine()

    def on_mount(self) -> None:
        self.set_class(True, "-pane-changes")
        self._head()
        self._matrix()
        self.app.theme_changed_signal.subscribe(self, self._themed)
        changes = self.query_one(ChangeList)
        view = self._texts
        if self.pair.changes:
            changes.focus()
            changes.highlighted = 0
        else:
            view.focus()
            self.call_after_refresh(view.step, 1)

    def _head(self) -> None:
        palette = Palette(self.app)
        pair = self.pair
        old, new = (printable(r.document.path).replace("\\", "/").rpartition("/")[2] for r in (pair.old, pair.new))
        meaning, other = pair.meaning, len(pair.changes) - pair.meaning
        verdict = f"✗ {counted(meaning, 'change')} of meaning" if meaning else "✓ same meaning"
        form = f", {other} of form" if other else ""
        ground = f"as of {pair.new.as_of}"
        names = f"− {old}  + {new}"
        for left, middle, right in (
            (names, verdict + form, f"{ground}, law data {pair.new.age.knowledge}"),
            (names, verdict + form, ground),
            (f"− {shortened(old, 14)}  + {shortened(new, 14)}", verdict, ground),
            ("", verdict, ground),
        ):
            text = inked(f"{left}  ".lstrip(), palette["strong"], no_wrap=True)
            text.append(middle, palette["warning" if meaning else "barred"])
            text.append(f"  {right}", palette["dim"])
            if cell_len(text.plain) <= self.app.size.width - 2:
                break
        self.query_one("#compare-verdict", Static).update(text)
        edited = sum(line.row.kind in "~-+m" for line in pair.lines)
        view = self._texts
        view.border_title = f"1 {old} │ {new}"
        view.border_subtitle = (
            f"{counted(edited, 'provision' if pair.template else 'paragraph')} differ"
            if edited > 1
            else "one differs"
            if edited
            else "the words are the same"
        )
        nodes = sum(line.row.kind in "~-+" for line in pair.trees)
        self._trees.border_title = f"4 Rule trees: {old} │ {new}"
        self._trees.border_subtitle = (
            f"{counted(nodes, 'node')} differ" if nodes > 1 else "one differs" if nodes else "the same"
        )

    def _themed(self, _: Theme) -> None:
        self._head()
        self._matrix()
        self._describe()

    def on_resize(self) -> None:
        self._head()

    @on(OptionList.OptionHighlighted, "#changes")
    def _listed(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._describe()
        self._follow()
        if event.option_index == self.query_one(ChangeList).highlighted:
            if (line := self._at.get(event.option_index)) is not None:
                self._texts.show(line)
            if (node := self._in_trees.get(event.option_index)) is not None:
                self._trees.show(node)

    def _describe(self) -> None:
        number = self.query_one(ChangeList).highlighted
        if number is not None and self.pair.changes:
            self.query_one("#change", Static).update(told(self.pair.changes[number], Palette(self.app)))

    @on(OptionList.OptionSelected, "#changes")
    def _entered(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_detail()

    @on(CompareView.Went)
    def _went(self, event: CompareView.Went) -> None:
        event.stop()
        changes = self.query_one(ChangeList)
        mine, other = (self._in_trees, self._at) if event.trees else (self._at, self._in_trees)
        here = next((number for number, line in mine.items() if line == event.at), None)
        if here is not None and mine.get(changes.highlighted if changes.highlighted is not None else -1) != event.at:
            with changes.prevent(OptionList.OptionHighlighted):
                changes.highlighted = here
            if here in other:
                (self._texts if event.trees else self._trees).show(other[here])
            self._describe()
            self._follow()

    def _follow(self) -> None:
        """Move the matrix to what the selected change is about."""
        number = self.query_one(ChangeList).highlighted
        if number is not None and self.pair.changes and (thing := self.pair.changes[number].thing) is not None:
            self.query_one(CoverageMatrix).show(Selection(key=thing))

    @on(Chosen)
    def _chosen(self, event: Chosen) -> None:
        """A row of the matrix: the change that is about it, else where the new text names it."""
        event.stop()
        key = event.selection.key
        number = next(
            (n for n, change in enumerate(self.pair.changes) if key in [one.thing for one in change.more or (change,)]), None
        )
        if number is not None:
            self.query_one(ChangeList).highlighted = number
            return
        block = block_of(event.selection, self.pair.new)
        at = next((at for at, line in enumerate(self.pair.lines) if block is not None and line.row.new == block), None)
        if at is not None:
            self._texts.show(at)

    def action_step(self, step: int) -> None:
        (self._trees if self.has_class("-pane-trees") else self._texts).step(step)

    def action_pane(self, name: str) -> None:
        if name in ("texts", "trees"):
            self.set_class(name == "trees", "-pane-trees")
        else:
            for other in ("changes", "matrix"):
                self.set_class(other == name, f"-pane-{other}")
        self.call_after_refresh(self.query_one(f"#{name}").focus)

    def action_turn(self, step: int) -> None:
        panes = ("texts", "trees", "changes", "matrix")
        here = panes.index(self.focused.id) if self.focused is not None and self.focused.id in panes else 0
        self.action_pane(panes[(here + step) % len(panes)])

    def action_copy(self) -> None:
        """The selected change as plain text."""
        number = self.query_one(ChangeList).highlighted
        if number is not None and self.pair.changes:
            words = told(self.pair.changes[number], Palette(self.app)).plain
            self.app.copy_to_clipboard(words)
            self.notify(f"Copied the change: {counted(len(words), 'character')}.", markup=False)

    def action_detail(self) -> None:
        number = self.query_one(ChangeList).highlighted
        if number is not None and self.pair.changes:
            self.app.push_screen(TextScreen("Change", told(self.pair.changes[number], Palette(self.app))))

    def action_close(self) -> None:
        self.dismiss()
