"""The terminal UI: which screen is up, reading contracts in the background, keys that work everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.filter import Monochrome, NoColor
from textual.screen import Screen

from clausecheck.finding import Report
from clausecheck.tui.compare_screen import CompareScreen
from clausecheck.tui.desk import Desk, Trouble, aside
from clausecheck.tui.help_screen import TextScreen, help_text
from clausecheck.tui.marks import Palette
from clausecheck.tui.opening_screen import OpeningScreen
from clausecheck.tui.pairing import Pair
from clausecheck.tui.review_screen import ReviewScreen
from clausecheck.tui.trouble_screen import TroubleScreen


class ClausecheckApp(App[int]):
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
        Binding("q", "quit", "Quit", id="app.quit", tooltip="Leave clausecheck"),
        Binding("question_mark,f1", "help", "Help", id="app.help", tooltip="The keys that work here, and the marks"),
    ]

    def __init__(self, desk: Desk, path: str | None = None, against: str | None = None, *, colour: bool = True) -> None:
        super().__init__()
        self.animation_level = "none"
        self.desk = desk
        self.path = path
        self.against = against
        self.pair: Pair | None = None
        self.failed = False
        if self.no_color or not colour:
            self.no_color = True
            # Textual's own answer to NO_COLOR is shades of grey
            self._filters = [held for held in self._filters if not isinstance(held, Monochrome)] + [NoColor()]

    def on_mount(self) -> None:
        if self.path is None:
            self.push_screen(OpeningScreen(Path(".")))
        else:
            self._open(self.path)

    # ------------------------------------------------------------ opening

    def _open(self, path: str) -> None:
        """Paint first, then read."""
        self.path, self.pair = path, None
        screen = ReviewScreen(path)
        self._only(screen)
        self.call_after_refresh(self._read, screen, path, self.against)

    def _only(self, screen: Screen[None]) -> None:
        """Put `screen` in the place of whatever is up."""
        while len(self.screen_stack) > 2:
            self.pop_screen()
        if len(self.screen_stack) == 2:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    @work(exclusive=True, group="read")
    async def _read(self, screen: ReviewScreen, path: str, against: str | None) -> None:
        report, pair = await aside(lambda: self.desk.laid_out(path, against))
        self._opened(screen, report, pair)

    def _opened(self, screen: ReviewScreen, report: Report | Trouble, pair: Pair | None) -> None:
        if screen not in self.screen_stack:
            return
        self.failed = isinstance(report, Trouble)
        if isinstance(report, Trouble):
            self._only(TroubleScreen(report))
            return
        self.pair = pair
        screen.load(report)
        if pair is not None:
            self.push_screen(CompareScreen(pair))

    @on(OpeningScreen.Picked)
    def _picked(self, event: OpeningScreen.Picked) -> None:
        self.against = None
        self._open(event.path)

    # ------------------------------------------------------------ keys

    def action_choose(self) -> None:
        """The opening screen, in the folder of the file that is open."""
        self._only(OpeningScreen(Path(self.path).parent if self.path and Path(self.path).parent.is_dir() else Path(".")))

    def action_retry(self) -> None:
        if self.path is not None:
            self._open(self.path)

    def action_compare(self) -> None:
        if self.pair is not None and not isinstance(self.screen, CompareScreen):
            self.push_screen(CompareScreen(self.pair))

    def action_help(self) -> None:
        ground = f"clausecheck: as of {self.desk.as_of}, reference {self.desk.reference}, revisions {self.desk.revisions}"
        screen = self.screen
        if isinstance(screen, ReviewScreen) and screen.links is not None:
            age = screen.links.report.age
            ground += f"\nlaw data {age.knowledge}, its oldest source here read {age.oldest_source or 'at an unknown date'}"
        self.push_screen(TextScreen("Help", help_text(screen, Palette(self), ground)))

    async def action_quit(self) -> None:
        self.exit(2 if self.failed else 0)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Comparing needs two texts."""
        return self.pair is not None if action == "compare" else True

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """In the palette: what the keys of this screen do now, and the theme."""
        for active in screen.active_bindings.values():
            binding = active.binding
            if binding.id == "app.quit-always":
                continue
            if active.enabled and binding.tooltip and binding.description and binding.id and not binding.system:
                key = self.get_key_display(binding)

                async def act(action: str = binding.action, node: object = active.node) -> None:
                    await self.run_action(action, node)  # type: ignore[arg-type]

                yield SystemCommand(f"{binding.tooltip} ({key})", f"key {key}", act)
        yield SystemCommand("Theme", "Choose another theme", self.action_change_theme)
