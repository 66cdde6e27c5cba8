"""The terminal UI: its keys, its themes, its help; what they act on is in `opening` and `asking`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.filter import Monochrome, NoColor
from textual.screen import ModalScreen, Screen
from textual.theme import Theme
from textual.widget import Widget

from clausecheck.tui.cases import CaseAsking
from clausecheck.tui.desk import Desk
from clausecheck.tui.help_screen import HELP_MARGIN, TextScreen, help_text
from clausecheck.tui.opening_screen import OpeningScreen
from clausecheck.tui.palette import Palette
from clausecheck.tui.preferences import Preferences
from clausecheck.tui.reader import Reads
from clausecheck.tui.review_screen import ReviewScreen
from clausecheck.tui.themes import DEFAULT, THEMES
from clausecheck.tui.trouble_screen import TroubleScreen

_ON_A_CONTRACT = frozenset(
    ("ask_case", "as_of", "step_day", "reference", "revisions", "compare", "compare_with", "export", "retry", "choose")
)  # fmt: skip


class ClausecheckApp(CaseAsking):
    """`path` is the contract, `against` the older text it is laid beside; the app returns an exit code."""

    TITLE = "clausecheck"
    CSS_PATH = "clausecheck.tcss"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+q",
            "quit",
            "Quit",
            show=False,
            priority=True,
            id="app.quit-always",
            tooltip="Leave clausecheck, wherever you are",
        ),
        Binding("d", "compare", "Compare", id="app.compare", tooltip="Beside an older version or the reference's own text"),
        Binding("D", "compare_with", "Compare with", show=False, id="app.compare-with",
                tooltip="Choose what it is compared with"),
        Binding("w", "ask_case", "Ask", show=False, id="app.ask-case", tooltip="Ask whether this contract bars a case"),
        Binding("t", "as_of", "Day", id="app.as-of", tooltip="Judge by the law of another day"),
        Binding("left_square_bracket", "step_day(-1)", "Day before", show=False, id="app.day-before",
                tooltip="The law before its last change"),
        Binding("right_square_bracket", "step_day(1)", "Day after", show=False, id="app.day-after",
                tooltip="The law after its next change"),
        Binding("R", "reference", "Reference", show=False, id="app.reference", tooltip="Judge by another reference"),
        Binding("v", "revisions", "Revisions", show=False, id="app.revisions",
                tooltip="Tracked changes: accepted, rejected, all of them shown"),
        Binding("e", "export", "Export", id="app.export", tooltip="Save this as HTML, Markdown, JSON and more"),
        Binding("o", "choose", "Open", show=False, id="app.open", tooltip="Open another contract"),
        Binding("r", "retry", "Reload", show=False, id="app.reload", tooltip="Read the file again, and whatever it rests on"),
        Binding("question_mark,f1", "help", "Help", id="app.help", tooltip="The keys that work here, and the marks"),
        Binding("ctrl+p", "command_palette", "Commands", show=False, priority=True, id="app.palette",
                tooltip="All that can be done now, by name"),
        Binding("q", "quit", "Quit", id="app.quit", tooltip="Leave clausecheck"),
        Binding("escape", "give_up", "Stop", show=False, id="app.stop", tooltip="Stop reading this file"),
    ]  # fmt: skip

    def __init__(
        self,
        desk: Desk,
        path: str | None = None,
        against: str | None = None,
        *,
        colour: bool = True,
        reader: Reads | None = None,
        preferences: Preferences | None = None,
        folder: Path = Path("."),
        listed: Path | None = None,
    ) -> None:
        """`folder` is where acceptances are written, `listed` (None: the same) the one from which a contract is chosen."""
        super().__init__(desk, path, against, reader, preferences if preferences is not None else Preferences(), folder, listed)
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        if self.no_color or not colour:
            self.no_color = True
            # Textual's own answer to NO_COLOR is shades of grey
            self._filters = [held for held in self._filters if not isinstance(held, Monochrome)] + [NoColor()]
        elif not self.theme.startswith("ansi"):  # TEXTUAL_THEME=ansi-dark: the colours of the terminal
            wanted = self.preferences.theme
            self.theme = wanted if wanted in self.available_themes else DEFAULT
            if wanted and wanted != self.theme:
                self.preferences.faults.append(f"{self.preferences.file}: theme: there is no {wanted!r}")
        self._shown_theme = self.theme
        self._colours = self.get_css_variables()
        self.stylesheet.set_variables(self._colours)

    def refresh_css(self, animate: bool = True) -> None:
        """As Textual's, where there are other colours: at the start it asks once for those that everything was read with."""
        colours = self.get_css_variables()
        if colours != self._colours:
            self._colours = colours
            super().refresh_css(animate)

    def on_mount(self) -> None:
        if self.preferences.keys:  # to name them all, all screens have to be loaded
            self.preferences.check_keys(binding_ids())
        self.set_keymap(self.preferences.keys)
        self.theme_changed_signal.subscribe(self, self._themed)
        self.start()
        for fault in self.preferences.faults:
            self.notify(fault, severity="warning", timeout=10, markup=False)

    def _themed(self, theme: Theme) -> None:
        if theme.name != self._shown_theme:  # what nobody chose is not written down
            self._shown_theme = theme.name
            self.preferences.themed(theme.name)

    def action_help(self) -> None:
        ground = f"clausecheck: as of {self.desk.as_of}, reference {self.desk.reference}, revisions {self.desk.revisions}"
        screen = self.screen
        if isinstance(screen, ReviewScreen) and screen.links is not None:
            age = screen.links.report.age
            ground += f"\nlaw data {age.knowledge}, its oldest source here read {age.oldest_source or 'at an unknown date'}"
        settings = str(self.preferences.file) if self.preferences.file is not None else ""
        self.push_screen(TextScreen("Help", help_text(screen, Palette(self), ground, settings), HELP_MARGIN))

    async def action_quit(self) -> None:
        self.exit(2 if self.failed else 0)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """What is about a contract needs one."""
        if action == "give_up":
            return bool(self.reading)
        if action in _ON_A_CONTRACT:
            if isinstance(self.screen, TroubleScreen):
                return action in ("choose", "retry")
            if isinstance(self.screen, OpeningScreen | ModalScreen):
                return False
            loaded = self.review is not None and self.review.links is not None
            return loaded or action in ("choose", "retry")
        return True

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """In the palette: what the keys of this screen do now, and the theme."""
        for active in screen.active_bindings.values():
            binding = active.binding
            if binding.id in ("app.quit-always", "app.palette"):
                continue
            if active.enabled and binding.tooltip and binding.description and binding.id and not binding.system:
                key = self.get_key_display(binding)

                async def act(action: str = binding.action, node: object = active.node) -> None:
                    await self.run_action(action, node)  # type: ignore[arg-type]

                yield SystemCommand(f"{binding.tooltip} ({key})", "", act)
        yield SystemCommand("Theme: dark, light, high contrast, colour-blind safe", "", self.action_change_theme)


def bindings() -> dict[type, list[Binding]]:
    """All bindings of ours, by the class that has them."""
    from clausecheck.tui import compare_screen  # no screen of it is made before there is something to compare

    _ = compare_screen
    found: dict[type, list[Binding]] = {}
    waiting: list[type] = [Widget, App]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("clausecheck."):
            found[kind] = [one for one in vars(kind).get("BINDINGS", ()) if isinstance(one, Binding)]
    return {kind: held for kind, held in found.items() if held}


def binding_ids() -> set[str]:
    """The names of all bindings, as the settings file knows them."""
    return {one.id for held in bindings().values() for one in held if one.id}
