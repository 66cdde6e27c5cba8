"""The rule tree: norms, limbs, what they exclude, definitions, readings, and what could not be read."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.text import Text
from textual import on
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from clausecheck.document import Span
from clausecheck.ruletree import Clause, Exclusion, Node, OwnershipTest
from clausecheck.tui.links import Links
from clausecheck.tui.marks import EFFECT_MARKS, shortened
from clausecheck.tui.palette import Palette, inked
from clausecheck.tui.panes import Chosen, ClickedPane
from clausecheck.tui.selection import Selection
from clausecheck.tui.wrapping import printable

Branch = TreeNode[Selection]


class RuleTreeView(Tree[Selection], ClickedPane):
    """One branch a clause; the cursor follows the selection to the narrowest node around it."""

    BORDER_TITLE = "4 Rule tree"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", "Down", show=False, id="tree.down", tooltip="Next node"),
        Binding("k", "cursor_up", "Up", show=False, id="tree.up", tooltip="The node before"),
        Binding("right,l", "unfold", "Open", show=False, id="tree.open", tooltip="Open the branch"),
        Binding("left,h", "fold", "Close", show=False, id="tree.close", tooltip="Close the branch, or go to the one above"),
        Binding("g", "scroll_home", "First", show=False, id="tree.first", tooltip="First node"),
        Binding("G", "scroll_end", "Last", show=False, id="tree.last", tooltip="Last node"),
    ]

    def __init__(self) -> None:
        super().__init__("clauses", id="tree")
        self.show_root = False
        self.guide_depth = 2
        self.auto_expand = False
        self.links: Links | None = None
        self._branches: list[Branch] = []

    def wait(self) -> None:
        """Say what is going to be here."""
        self.root.expand()
        self.root.add_leaf("… who may not do what, limb by limb, once the clauses are found")

    def load(self, links: Links) -> None:
        """Show the trees of a report's clauses."""
        self.links = links
        palette = Palette(self.app)
        with self.prevent(Tree.NodeHighlighted):
            self.clear()
            self._branches = []
            self.root.expand()
            for index, clause in enumerate(links.report.clauses):
                self._clause(index, clause, links, palette)
            if not links.report.clauses:
                self.root.add_leaf("no export-compliance clause found")

    def _add(self, parent: Branch, label: Text, selection: Selection, *, leaf: bool = False) -> Branch:
        node = parent.add_leaf(label, selection) if leaf else parent.add(label, selection, expand=True)
        self._branches.append(node)
        return node

    def _clause(self, index: int, clause: Clause, links: Links, palette: Palette) -> None:
        path = clause.path[-1] if clause.path else ""
        words = printable(clause.title) or "clause"
        label = inked(f"{path} {words}".strip(), palette["title"], no_wrap=True)
        label.append(f"  {clause.status}, {clause.tree.coverage:.0%} read", palette["dim"])
        top = self._add(self.root, label, Selection(clause=index, span=Span(start=0, end=len(clause.text))))
        for norm in clause.tree.norms:
            self._norm(top, norm, index, links, palette)
        groups: tuple[tuple[str, list[tuple[Text, Span]]], ...] = (
            ("definitions", [(_definition(d.term, d.uses, palette), d.span) for d in clause.tree.definitions]),
            (
                "readings",
                [(_words(clause, r.span, f"? {r.choices[0] if r.choices else ''}: "), r.span) for r in clause.tree.readings],
            ),
            ("named, not read", [(self._excluded(clause, e, palette), e.span) for e in clause.tree.loose]),
            ("not read", [(_words(clause, u.span, "… "), u.span) for u in clause.tree.unparsed]),
        )
        for title, entries in groups:
            if entries:
                first = entries[0][1]
                branch = self._add(top, inked(title, palette["strong"]), Selection(clause=index, span=first))
                for words_, span in entries:
                    self._add(branch, words_, links.of_words(index, span), leaf=True)

    def _norm(self, parent: Branch, norm: Node, index: int, links: Links, palette: Palette) -> None:
        clause = links.report.clauses[index]
        branch = self._add(parent, _node(clause, norm, palette), Selection(clause=index, span=norm.span))
        for exclusion in norm.exclusions:
            chosen = links.of_words(index, exclusion.span, exclusion.thing)
            self._add(branch, self._excluded(clause, exclusion, palette), chosen, leaf=True)
        for use in norm.uses:
            text = Text(f"→ “{printable(use.term)}”", no_wrap=True)
            if use.limits:
                text.append(" limited: ", palette["limited"])
                text.append(shortened(printable(use.limits[0].span.of(clause.text)), 50))
            self._add(branch, text, Selection(clause=index, span=use.span), leaf=True)
        for test in norm.ownership:
            self._add(branch, Text(f"% {owned(test)}", no_wrap=True), links.of_words(index, test.span, "ownership"), leaf=True)
        for word, spans in (("if", norm.conditions), ("except", norm.exceptions), ("knowing", norm.knowledge)):
            for span in spans:
                self._add(branch, _words(clause, span, f"{word}: "), Selection(clause=index, span=span), leaf=True)
        for child in norm.children:
            self._norm(branch, child, index, links, palette)

    @staticmethod
    def _excluded(clause: Clause, exclusion: Exclusion, palette: Palette) -> Text:
        effect = clause.effect(exclusion.thing)
        name = "permitted" if exclusion.excepted else effect.effect if effect else "mentioned"
        text = inked(f"{EFFECT_MARKS[name]} {name} ", palette[name], no_wrap=True)
        text.append(shortened(printable(exclusion.span.of(clause.text)), 44))
        text.append(f"  {exclusion.thing.kind} {exclusion.thing.id}", palette["dim"])
        return text

    # ------------------------------------------------------------ selection

    def render_line(self, y: int) -> Strip:
        """As the tree's; a line that goes on behind the edge says so."""
        strip = super().render_line(y)
        node = self.get_node_at_line(int(self.scroll_y) + y)
        seen = min(strip.cell_length, self.scrollable_content_region.width)  # the rest is behind the scrollbar
        if node is None or seen < 2 or strip.crop(0, seen).text.rstrip().endswith(str(node.label).rstrip()):
            return strip
        held = strip.crop(0, seen - 1)
        style = next((segment.style for segment in reversed(list(held)) if segment.text), None)
        return Strip([*held, Segment("…", style)])

    def show(self, selection: Selection) -> None:
        """Move to the node of the thing, or to the narrowest node that holds the words."""
        node = self._node_for(selection)
        if node is None or node is self.cursor_node:
            return
        with self.prevent(Tree.NodeHighlighted):
            parent = node.parent
            while parent is not None:
                if not parent.is_expanded:
                    parent.expand()
                parent = parent.parent
            self.call_after_refresh(self._quietly, node) if node.line < 0 else self.move_cursor(node)

    def _quietly(self, node: Branch) -> None:
        with self.prevent(Tree.NodeHighlighted):
            self.move_cursor(node)

    def _node_for(self, selection: Selection) -> Branch | None:
        if selection.span is None or selection.clause is None:
            return None
        span = selection.span
        held: list[tuple[tuple[bool, bool, int], Branch]] = []
        for node in self._branches:
            data = node.data
            if data is None or data.span is None or data.clause != selection.clause or not data.span.overlaps(span):
                continue
            same = data.span == span
            if same or (data.span.start <= span.start and span.end <= data.span.end):
                held.append(((data.key != selection.key or data.key is None, not same, data.span.end - data.span.start), node))
        return min(held, key=lambda one: one[0])[1] if held else None

    @on(Tree.NodeHighlighted)
    def _moved(self, event: Tree.NodeHighlighted[Selection]) -> None:
        event.stop()
        if event.node.data is not None and self.has_focus and event.node is self.cursor_node:
            self.post_message(Chosen(self, event.node.data))

    @on(Tree.NodeSelected)
    def _entered(self, event: Tree.NodeSelected[Selection]) -> None:
        event.stop()
        if event.node.data is not None:
            self.post_message(Chosen(self, event.node.data, enter=self.asked_in_full))

    def action_unfold(self) -> None:
        if (node := self.cursor_node) is not None and node.allow_expand and not node.is_expanded:
            node.expand()
        else:
            self.action_cursor_down()

    def action_fold(self) -> None:
        if (node := self.cursor_node) is None:
            return
        if node.allow_expand and node.is_expanded:
            node.collapse()
        elif node.parent is not None and node.parent is not self.root:
            self.move_cursor(node.parent)


def owned(test: OwnershipTest) -> str:
    """An ownership test in words: ``50 % or more, directly or indirectly, or control``."""
    parts = []
    if test.percent is not None:
        parts.append(f"{test.percent:g} % or more" if test.at_least else f"more than {test.percent:g} %")
    else:
        parts.append("owned, no figure stated")
    if test.direct_or_indirect:
        parts.append("directly or indirectly")
    if test.aggregate:
        parts.append("in the aggregate")
    if test.control:
        parts.append("or controlled")
    return ", ".join(parts) + (", of who owns and not of who is owned" if test.direction == "owner-of" else "")


def _node(clause: Clause, node: Node, palette: Palette) -> Text:
    if node.kind == "limb":
        text = inked(f"{node.label or 'limb'} ", palette["strong"], no_wrap=True)
        text.append(shortened(printable(node.span.of(clause.text)).removeprefix(node.label), 60))
    else:
        text = inked(node.kind, palette["strong"], no_wrap=True)
        said = " ".join(word for word in (node.bearer, node.modality) if word)
        if said or node.acts:
            text.append(f": {printable(said)} {node.deed}".rstrip())
        else:
            text.append(f": {shortened(printable(node.span.of(clause.text)), 60)}")
    if node.defect:
        text.append(f"  ! {node.defect}", palette["defective"])
    return text


def _definition(term: str, uses: int, palette: Palette) -> Text:
    text = Text(f"“{printable(term)}”", no_wrap=True)
    text.append("  never used" if not uses else f"  used {uses}×", palette["limited"] if not uses else palette["dim"])
    return text


def _words(clause: Clause, span: Span, before: str) -> Text:
    return Text(before + shortened(printable(span.of(clause.text)), 70), no_wrap=True)
