"""The contract's text, painted line by line: only what is on screen is ever rendered."""

from __future__ import annotations

import re
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.selection import Selection as TextSelection
from textual.strip import Strip

from clausecheck.finding import SEVERITIES
from clausecheck.tui.flow import Flow
from clausecheck.tui.links import Links
from clausecheck.tui.marks import EFFECT_MARKS, SEVERITY_MARKS
from clausecheck.tui.painting import component, painted
from clausecheck.tui.panes import Chosen
from clausecheck.tui.passages import Passage
from clausecheck.tui.places import block_of, in_blocks
from clausecheck.tui.selection import Selection

GUTTER = 4
_SPACED_FROM = 24
_BARS = {"clause": "▌", "depends": "╎"}
_BETWEEN = rf"\s+[{re.escape(''.join(EFFECT_MARKS.values()))}+−]*"
_STYLES = (
    "barred", "limited", "required", "permitted", "mentioned", "defective", "limit", "ownership", "definition", "unparsed",
    "finding-error", "finding-warning", "finding-note", "heading", "cell", "note", "header", "textbox",
    "ghost-error", "ghost-warning", "ghost-note", "inserted", "deleted", "chosen", "found", "bar", "edge",
)  # fmt: skip


class DocumentView(ScrollView, can_focus=True):
    """Passages of one document; follows and tells the selection."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"document--{name}" for name in _STYLES}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", "Down", show=False, id="document.down", tooltip="Scroll one line down"),
        Binding("k", "scroll_up", "Up", show=False, id="document.up", tooltip="Scroll one line up"),
        Binding("right,l", "thing(1)", "Next thing", show=False, id="document.next", tooltip="To the next marked words"),
        Binding("left,h", "thing(-1)", "Last thing", show=False, id="document.previous", tooltip="To the marked words before"),
        Binding("g,home", "scroll_home", "Start", show=False, id="document.start", tooltip="To the start of the document"),
        Binding("G,end", "scroll_end", "End", show=False, id="document.end", tooltip="To the end of the document"),
        Binding("enter", "detail", "Detail", show=False, id="document.detail", tooltip="All about the selected words"),
    ]

    def __init__(self) -> None:
        super().__init__(id="document")
        self.passages: tuple[Passage, ...] = ()
        self.links: Links | None = None
        self.selection = Selection()
        self.matches: list[tuple[int, int, int]] = []
        self._flow = Flow(())
        self._standing: dict[Selection, int] = {}
        """The first passage in which a selection stands."""
        self._by_block: dict[int, int] = {}
        self._chosen: dict[int, list[tuple[int, int]]] = {}
        self._width = self._height = 0
        self._due = False
        self._held = False
        self._spaced = False
        self._lines: LRUCache[int, Strip] = LRUCache(2048)
        self._component: dict[str, Style] = {}

    # ------------------------------------------------------------ content

    def load(self, passages: tuple[Passage, ...], links: Links | None, *, keep: bool = False) -> bool:
        """Show a document from its start, or with `keep` from the paragraph that is at the top now, wherever it went.

        False where that paragraph is no longer there.
        """
        place = self._top_place() if keep else None
        self.passages, self.links, self.selection, self.matches, self._chosen = passages, links, Selection(), [], {}
        self._by_block = {passage.block: at for at, passage in enumerate(passages) if passage.block >= 0}
        self._flow = Flow(passages)
        marked = ((at, s.selection) for at, passage in enumerate(passages) for s in passage.stretches)
        self._standing = {chosen: at for at, chosen in reversed(list(marked)) if chosen is not None}
        self._reflow(max(20, self.scrollable_content_region.width))
        y = self._row_like(*place) if place is not None else 0
        self.scroll_to(y=y or 0, animate=False, immediate=True)
        return y is not None

    def _top_place(self) -> tuple[int, int, str] | None:
        """Block, offset and text of the first paragraph on screen."""
        at, offset = self.top
        while at < len(self.passages) and self.passages[at].block < 0:
            at, offset = at + 1, 0
        if at >= len(self.passages):
            return None
        return self.passages[at].block, offset, self.passages[at].text

    def _row_like(self, block: int, offset: int, text: str) -> int | None:
        """The line of the paragraph that reads `text`, the nearest to where it was; else of the one in its place."""
        same = [at for at, passage in enumerate(self.passages) if passage.block >= 0 and passage.text == text]
        near = min(same, key=lambda at: abs(self.passages[at].block - block), default=None)
        if near is None and any(passage.block == block and passage.text[:20] == text[:20] for passage in self.passages):
            near = self._by_block.get(block)  # the paragraph itself was edited, or has other marks now
        return self._flow.row_of(near, offset) if near is not None else None

    def _reflow(self, width: int) -> None:
        self._width, self._spaced = width, self.size.height >= _SPACED_FROM
        self._flow.wrap(width - GUTTER - 1, spaced=self._spaced)
        self._lines.clear()
        # the reactive would lay the whole screen out again
        self.set_reactive(DocumentView.virtual_size, Size(width, len(self._flow.rows)))
        self.vertical_scrollbar.window_virtual_size = len(self._flow.rows)
        self.refresh()

    def on_resize(self) -> None:
        width = self.scrollable_content_region.width
        spaced = self.size.height >= _SPACED_FROM
        if width < 10:
            return
        self._due = self._held
        self._height = self.scrollable_content_region.height
        top = self._flow.rows[min(int(self.scroll_y), len(self._flow.rows) - 1)] if self._flow.rows else None
        if (width, spaced) != (self._width, self._spaced):
            self._reflow(width)
        if self._due:
            self.call_after_refresh(self._back_in_view)
        elif top is not None:
            self.scroll_to(y=self._flow.row_of(top[0], max(0, top[1])), animate=False)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        # a smaller screen moves the text too, and more than once: only what its user does counts
        if not self._due and self.size.height and self._height == self.scrollable_content_region.height:
            self._held = self._chosen_in_view()

    def _back_in_view(self) -> None:
        self._due = False
        self._to_chosen()

    # ------------------------------------------------------------ selection

    def show(self, selection: Selection, *, scroll: bool = True) -> None:
        """Scroll to the words, or to the ghost line of what is missing, and mark them."""
        if selection == self.selection:
            return
        before, top = self._chosen, self.scroll_y
        self.selection = selection
        self._chosen = self._places(selection)
        self._held = self._chosen_in_view()
        touched = [row for at in {*before, *self._chosen} for row in self._flow.rows_of(at)]
        for row in touched:
            self._lines.discard(row)
        if scroll and self._chosen:
            self._to_chosen()
        elif scroll and selection.span is None:
            block = block_of(selection, self.links.report) if self.links is not None else selection.block
            if block is not None:
                self.home(block)
        if self.scroll_y != top:
            self.refresh()
        elif touched:
            for row in touched:
                self.refresh_lines(row)

    def _places(self, selection: Selection) -> dict[int, list[tuple[int, int]]]:
        places: dict[int, list[tuple[int, int]]] = {}
        if self.links is None:
            return places
        if selection.span is not None and selection.clause is not None:
            located = self.links.report.clauses[selection.clause].located
            for block, span in in_blocks(located, selection.span):
                if (at := self._by_block.get(block)) is not None:
                    passage = self.passages[at]
                    places.setdefault(at, []).append((passage.starts(span.start), passage.ends(span.end)))
        elif (at := self._standing.get(selection)) is not None:
            places[at] = [(s.start, s.end) for s in self.passages[at].stretches if s.selection == selection]
        return places

    def _to_chosen(self) -> None:
        if not self._chosen:
            return
        at, spans = next(iter(self._chosen.items()))
        first, last = self._flow.row_of(at, spans[0][0]), self._flow.row_of(at, max(spans[0][0], spans[0][1] - 1))
        self._reveal(first, last)

    def _chosen_in_view(self) -> bool:
        """Whether the selected words are on screen."""
        if not self._chosen:
            return False
        at, spans = next(iter(self._chosen.items()))
        top = int(self.scroll_y)
        return top <= self._flow.row_of(at, spans[0][0]) < top + max(1, self._height)

    def _reveal(self, first: int, last: int) -> None:
        """Scroll as little as shows both lines with some context; a far jump puts them at a third of the height."""
        height = max(1, self.scrollable_content_region.height)
        top = int(self.scroll_y)
        context = min(2, height // 4)
        if (first < top + context and top > 0) or last >= top + height - context:
            self.scroll_to(y=max(0, min(first - height // 3, first - context)), animate=False, immediate=True)

    def home(self, block: int) -> None:
        """Put block `block` (a clause's first) at the top."""
        if (at := self._by_block.get(block)) is not None and self._flow.first:
            row = self._flow.first[at]
            heading = at - 1 if at and self.passages[at - 1].style == "heading" else at
            self.scroll_to(y=self._flow.first[heading] if heading != at else row, animate=False, immediate=True)

    def _stops(self) -> list[tuple[int, int, Selection]]:
        """Whatever can be selected, in reading order."""
        stops: dict[tuple[int, int], Selection] = {}
        for at, passage in enumerate(self.passages):
            for stretch in passage.stretches:
                if stretch.selection is not None:
                    stops.setdefault((at, stretch.start), stretch.selection)
        return [(at, start, selection) for (at, start), selection in sorted(stops.items(), key=lambda item: item[0])]

    def action_thing(self, step: int) -> None:
        stops = self._stops()
        if not stops:
            return
        same = [stop[:2] for stop in stops if stop[2] == self.selection]
        if self._chosen_in_view():  # else from what is on screen: whoever has scrolled away is elsewhere
            at, spans = next(iter(self._chosen.items()), (0, [(0, 0)]))
            here = min(same, default=(at, spans[0][0]))
        else:
            at, start, _ = self._flow.rows[min(int(self.scroll_y), len(self._flow.rows) - 1)]
            here = (at, start - 1)
        if step > 0:
            ahead = [stop for stop in stops if stop[:2] > here]
        else:
            ahead = [stop for stop in reversed(stops) if stop[:2] < here]
        if ahead:
            self._choose(ahead[0][2])
        else:
            self.notify(f"No marked words {'further on' if step > 0 else 'before these'}.", timeout=2, markup=False)

    def _choose(self, selection: Selection, *, enter: bool = False) -> None:
        self.show(selection)
        self.post_message(Chosen(self, selection, enter=enter))

    def action_detail(self) -> None:
        if self.selection != Selection():
            self.post_message(Chosen(self, self.selection, enter=True))

    def on_click(self, event: events.Click) -> None:
        row = int(self.scroll_y) + event.y
        if row >= len(self._flow.rows):
            return
        at, start, end = self._flow.rows[row]
        offset = min(start + max(0, event.x - GUTTER), end)
        passage = self.passages[at]
        under = [s for s in passage.stretches if s.selection is not None and s.start <= offset < s.end]
        if under:
            chosen = min(under, key=lambda s: s.end - s.start).selection
            assert chosen is not None
            self._choose(chosen)
        elif passage.selection is not None:
            self._choose(passage.selection)

    # ------------------------------------------------------------ search

    def search(self, words: str) -> int:
        """Mark every place of `words`, whatever their case; how many there are."""
        self.matches = []
        if words:
            pattern = re.compile(_BETWEEN.join(re.escape(word) for word in words.split()) or re.escape(words), re.IGNORECASE)
            for at, passage in enumerate(self.passages):
                self.matches += [(at, *found.span()) for found in pattern.finditer(passage.text)]
        self._lines.clear()
        self.refresh()
        return len(self.matches)

    def to_match(self, index: int) -> None:
        """Scroll to match `index`."""
        at, start, end = self.matches[index]
        self._reveal(self._flow.row_of(at, start), self._flow.row_of(at, end - 1))

    @property
    def top(self) -> tuple[int, int]:
        """Passage and offset of the first line on screen."""
        if not self._flow.rows:
            return 0, 0
        at, start, _ = self._flow.rows[min(int(self.scroll_y), len(self._flow.rows) - 1)]
        return at, max(0, start)

    # ------------------------------------------------------------ painting

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._component.clear()
        self._lines.clear()

    @property
    def _base(self) -> Style:
        style = self._component.get("")
        if style is None:
            style = self._component[""] = self.rich_style
        return style

    def _styled(self, name: str) -> Style:
        style = self._component.get(name)
        if style is None:
            style = self._component[name] = component(self, f"document--{name}")
        return style

    def render_line(self, y: int) -> Strip:
        row = int(self.scroll_y) + y
        width = self.scrollable_content_region.width
        base = self._base
        if row >= len(self._flow.rows):
            return Strip.blank(width, base)
        selecting = self.text_selection
        if selecting is None and (held := self._lines.get(row)) is not None:
            return held
        strip = self._paint(row, width, base, selecting)
        if selecting is None:
            self._lines[row] = strip
        return strip

    def _paint(self, row: int, width: int, base: Style, selecting: TextSelection | None) -> Strip:
        at, start, end = self._flow.rows[row]
        passage = self.passages[at]
        if start < 0:
            return Strip([Segment(" " * width, base)], width)
        if passage.style:
            base += self._styled(passage.style)
        spans = [
            (s.start, s.end, self._styled(s.style)) for s in passage.stretches if s.style and s.start < end and s.end > start
        ]
        spans += [(a, b, self._styled("chosen")) for a, b in self._chosen.get(at, ())]
        spans += [(a, b, self._styled("found")) for p, a, b in self.matches if p == at]
        if selecting is not None and (picked := selecting.get_span(at)) is not None:
            left, right = picked
            shade = self.screen.get_component_rich_style("screen--selection")
            spans.append((left, len(passage.text) if right == -1 else right, shade))
        text = passage.text.replace("\n", " ").replace("\N{NO-BREAK SPACE}", " ")
        body = Strip(painted(text, start, end, base, spans)).apply_offsets(start, at)
        return Strip([*self._gutter(passage, start, end), *body]).adjust_cell_length(width, base)

    def _gutter(self, passage: Passage, start: int, end: int) -> list[Segment]:
        plain = self._base
        bar = Segment(_BARS.get(passage.bar, " "), plain + self._styled("bar"))
        here = [s for offset, s in passage.severity if start <= offset < max(end, start + 1)]
        if not here or passage.block < 0:
            return [bar, Segment("   ", plain)]
        worst = min(here, key=SEVERITIES.index)
        return [bar, Segment(f" {SEVERITY_MARKS[worst]} ", plain + self._styled(f"finding-{worst}"))]

    def get_selection(self, selection: TextSelection) -> tuple[str, str] | None:
        """What the mouse selected, as the contract has it: paragraphs without line breaks, marks and ghost lines of ours."""
        picked = ((passage, selection.get_span(at)) for at, passage in enumerate(self.passages))
        words = [one.words(*span) for one, span in picked if span is not None and one.block >= 0]
        return "\n".join(words).replace("\N{NO-BREAK SPACE}", " "), "\n"

    def selection_updated(self, selection: TextSelection | None) -> None:  # noqa: ARG002
        self._lines.clear()
        self.refresh()
