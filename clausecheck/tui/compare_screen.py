"""Two versions of a contract side by side, with what changed in meaning."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static

from clausecheck.tui.change_list import ChangeList, told
from clausecheck.tui.compare_view import CompareView
from clausecheck.tui.help_screen import TextScreen
from clausecheck.tui.marks import Palette, counted, inked, shortened
from clausecheck.tui.pairing import Pair
from clausecheck.tui.wrapping import printable


class CompareScreen(Screen[None]):
    """Old text left, new text right (one under the other below 100 columns), the changes beneath."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (40, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "step(1)", "Next change", id="compare.next", tooltip="To the next changed paragraph"),
        Binding("N", "step(-1)", "Change before", show=False, id="compare.previous", tooltip="To the changed paragraph before"),
        Binding("tab,shift+tab", "turn", "Pane", id="compare.turn", tooltip="Between the texts and the changes"),
        Binding("enter", "detail", "Detail", show=False, id="compare.detail", tooltip="All about the selected change"),
        Binding("escape,d", "close", "Review", id="compare.close", tooltip="The new text alone, under review"),
        Binding("o", "app.choose", "Open", id="compare.open", tooltip="Open another contract"),
        Binding("r", "app.retry", "Reload", show=False, id="compare.reload", tooltip="Read both files again"),
    ]

    def __init__(self, pair: Pair) -> None:
        super().__init__()
        self.pair = pair
        self._at: dict[int, int] = {}
        for number, change in enumerate(pair.changes):
            line = pair.line_of(change)
            if line is not None:
                self._at[number] = line

    def compose(self) -> ComposeResult:
        yield Static(id="compare-verdict", markup=False)
        yield CompareView(self.pair)
        with Horizontal(id="under"):
            yield ChangeList(self.pair)
            yield Static(id="change", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        self._head()
        self.app.theme_changed_signal.subscribe(self, lambda _: self._head())
        changes = self.query_one(ChangeList)
        view = self.query_one(CompareView)
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
        edited = sum(line.row.kind != "=" for line in pair.lines)
        view = self.query_one(CompareView)
        view.border_title = f"{old} │ {new}"
        view.border_subtitle = f"{counted(edited, 'paragraph')} edited" if edited else "the words are the same"

    def on_resize(self) -> None:
        self._head()

    @on(OptionList.OptionHighlighted, "#changes")
    def _listed(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._describe()
        if (line := self._at.get(event.option_index)) is not None and event.option_index == self.query_one(
            ChangeList
        ).highlighted:
            self.query_one(CompareView).show(line)

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
        here = next((number for number, line in self._at.items() if line == event.at), None)
        if here is not None and self._at.get(changes.highlighted if changes.highlighted is not None else -1) != event.at:
            with changes.prevent(OptionList.OptionHighlighted):
                changes.highlighted = here
            self._describe()

    def action_step(self, step: int) -> None:
        self.query_one(CompareView).step(step)

    def action_turn(self) -> None:
        view, changes = self.query_one(CompareView), self.query_one(ChangeList)
        (view if self.focused is changes else changes).focus()

    def action_detail(self) -> None:
        number = self.query_one(ChangeList).highlighted
        if number is not None and self.pair.changes:
            self.app.push_screen(TextScreen("Change", told(self.pair.changes[number], Palette(self.app))))

    def action_close(self) -> None:
        self.dismiss()
