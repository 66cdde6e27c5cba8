"""The terminal UI: which screen is up, contracts read in another process, keys that work everywhere."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.filter import Monochrome, NoColor
from textual.screen import ModalScreen, Screen
from textual.theme import Theme
from textual.widget import Widget

from clausecheck.document import Document
from clausecheck.tui.asking import Asking
from clausecheck.tui.compare_screen import CompareScreen
from clausecheck.tui.desk import Desk, Laid, Trouble, stamped
from clausecheck.tui.help_screen import TextScreen, help_text
from clausecheck.tui.opening_screen import OpeningScreen
from clausecheck.tui.pairing import Pair
from clausecheck.tui.palette import Palette
from clausecheck.tui.preferences import Preferences
from clausecheck.tui.reader import Reader, Reads
from clausecheck.tui.review_screen import ReviewScreen
from clausecheck.tui.themes import DEFAULT, THEMES
from clausecheck.tui.trouble_screen import TroubleScreen

WATCH = 0.5
"""Seconds between two looks at the file that is open."""
_ON_A_CONTRACT = frozenset(
    ("as_of", "step_day", "reference", "revisions", "compare", "compare_with", "export", "retry", "choose")
)  # fmt: skip


class ClausecheckApp(Asking):
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
    ) -> None:
        super().__init__()
        self.animation_level = "none"
        self.desk, self.path, self.against, self.folder = desk, path, against, folder
        self.reader: Reads = reader if reader is not None else Reader()
        self.preferences = preferences if preferences is not None else Preferences()
        self.first_day = desk.as_of
        self.pair: Pair | None = None
        self.wants_beside = False
        self.former: Desk | None = None
        self.failed = False
        self.reading = ""
        """What is being done; empty while nothing is."""
        self._ticks = 0
        self._stamp: tuple[int, int] | None = None
        self._unsure: tuple[int, int] | None = None
        self._away = 0
        self._warmed = False
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

    def on_mount(self) -> None:
        self.preferences.check_keys(binding_ids())
        self.set_keymap(self.preferences.keys)
        self.theme_changed_signal.subscribe(self, self._themed)
        self.set_interval(WATCH, self._watch)
        self.set_interval(0.25, self._tick)
        if self.path is None:
            self.push_screen(OpeningScreen(self.folder, self.preferences.recent))
        else:
            self.open(self.path)
        for fault in self.preferences.faults:
            self.notify(fault, severity="warning", timeout=10, markup=False)

    def _themed(self, theme: Theme) -> None:
        if theme.name != self._shown_theme:  # what nobody chose is not written down
            self._shown_theme = theme.name
            self.preferences.themed(theme.name)

    def on_unmount(self) -> None:
        self.reader.stop()

    # ------------------------------------------------------------ opening

    def open(self, path: str) -> None:
        """Paint first, then read."""
        self.path, self.pair = path, None
        screen = ReviewScreen(path)
        self._only(screen)
        self.call_after_refresh(self._read, screen)

    def _only(self, screen: Screen[None]) -> None:
        """Put `screen` in the place of whatever is up."""
        while len(self.screen_stack) > 2:
            self.pop_screen()
        if len(self.screen_stack) == 2:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def judge(self, *, doing: str = "Judging again") -> None:
        """Read and judge the open contract again, keeping the place."""
        screen = self.review
        if screen is not None and self.path is not None:
            self._read(screen, keep=screen.links is not None, doing=doing)

    @property
    def review(self) -> ReviewScreen | None:
        """The review that is up, or under what is up."""
        return next((one for one in self.screen_stack if isinstance(one, ReviewScreen)), None)

    @work(exclusive=True, group="read")
    async def _read(self, screen: ReviewScreen, *, keep: bool = False, doing: str = "Reading the file") -> None:
        path = self.path
        if path is None:
            return
        self.reading, self._ticks, self._stamp, self._away = doing, 0, stamped(path), 0
        self._tick()
        try:
            laid = await self.reader.lay_out(self.desk, path, self.against, partial(self._hear, screen))
        finally:
            self.reading = ""
        if screen not in self.screen_stack:
            return
        screen.query_one("VerdictBar").refresh()
        self._opened(screen, laid, keep=keep)

    def _hear(self, screen: ReviewScreen, what: str | Document) -> None:
        """What the reader says on the way."""
        if screen not in self.screen_stack or not self.reading:
            return
        if isinstance(what, Document):
            screen.preview(what)
            if not self._warmed:
                self._warmed = True
                warm = threading.Thread(target=_warm, args=(self.desk.overlay,), daemon=True)
                self.set_timer(0.3, warm.start)
        else:
            self.reading = what
            self._tick()

    def _tick(self) -> None:
        """Say what is being done, and for how long."""
        screen = self.review
        if not self.reading or screen is None or not screen.is_mounted:
            return
        self._ticks += 1
        seconds = self._ticks // 4
        spent = f", {seconds} s" if seconds else ""
        screen.doing(f"{'◐◓◑◒'[self._ticks % 4]} {self.reading}{spent} (esc stops)")

    def _opened(self, screen: ReviewScreen, laid: Laid | Trouble | None, *, keep: bool) -> None:
        screen.doing("")
        if laid is None:
            laid = Trouble(path=self.path or "", problem="Reading was stopped.", remedy="r reads it again, o opens another.")
        if isinstance(laid, Trouble):
            if keep:  # what is on screen is still the last version that could be read
                self.desk, self.former = self.former or self.desk, None
                screen.notice(f"✗ Not read again: {laid.problem} {laid.remedy}")
                return
            self.failed = True
            self._only(TroubleScreen(laid))
            return
        self.failed, self.former = False, None
        self._stamp = laid.stamp
        self.pair = laid.pair
        screen.notice("")
        from clausecheck.tui import acceptance  # here: it loads what writes settings

        screen.load(acceptance.applied(laid.report, self.folder), laid.pair.old if laid.pair is not None else None, keep=keep)
        if not keep and self.path is not None:
            self.preferences.opened(self.path)
        if laid.beside is not None:
            self.against = None
            self.notify(f"{laid.beside.path}: {laid.beside.problem} {laid.beside.remedy}", severity="error", markup=False)
        self.beside(laid.pair, fresh=not keep or self.wants_beside)
        self.wants_beside = False

    def beside(self, pair: Pair | None, *, fresh: bool) -> None:
        """Show both texts where there are two: anew, or in the comparison that is up."""
        held = next((one for one in self.screen_stack if isinstance(one, CompareScreen)), None)
        if held is not None and pair is not None:
            held.load(pair)
        elif pair is not None and fresh:
            self.push_screen(CompareScreen(pair))

    @on(OpeningScreen.Picked)
    def _picked(self, event: OpeningScreen.Picked) -> None:
        self.against = None
        self.open(event.path)

    # ------------------------------------------------------------ the file changes

    def _watch(self) -> None:
        """Read the file again once it was changed and has come to rest."""
        screen = self.review
        if self.path is None or self.reading or isinstance(self.screen, OpeningScreen):
            return
        now = stamped(self.path)
        if isinstance(self.screen, TroubleScreen):
            if now is not None and now not in (self._stamp, self._unsure):
                self._unsure = now
            elif now is not None and now != self._stamp:
                self.open(self.path)
            return
        if screen is None or screen.links is None or now == self._stamp:
            if self._away >= 2 and screen is not None and now is not None:
                screen.notice("")
            self._away = 0
            return
        if now is None:  # programs save by putting another file in its place: for a moment there is none
            self._away += 1
            if self._away == 2:
                screen.notice(f"! {Path(self.path).name} is gone: this is how it was when it was last read.")
        elif now != self._unsure:
            self._unsure = now
        else:
            self.judge(doing="The file has changed: reading it again")

    # ------------------------------------------------------------ keys

    def action_give_up(self) -> None:
        """Kill the process that reads."""
        if self.reading:
            self.reader.stop()

    def action_choose(self) -> None:
        """The opening screen, in the folder of the file that is open."""
        if self.reading:
            self.reader.stop()
        folder = Path(self.path).parent if self.path and Path(self.path).parent.is_dir() else self.folder
        self._only(OpeningScreen(folder, self.preferences.recent))

    def action_retry(self) -> None:
        """Read everything anew: a process of its own has also kept the reference and the knowledge."""
        self.reader.stop()
        if self.review is not None and self.review.links is not None:
            self.judge(doing="Reading the file again")
        elif self.path is not None:
            self.open(self.path)

    def action_help(self) -> None:
        ground = f"clausecheck: as of {self.desk.as_of}, reference {self.desk.reference}, revisions {self.desk.revisions}"
        screen = self.screen
        if isinstance(screen, ReviewScreen) and screen.links is not None:
            age = screen.links.report.age
            ground += f"\nlaw data {age.knowledge}, its oldest source here read {age.oldest_source or 'at an unknown date'}"
        settings = str(self.preferences.file) if self.preferences.file is not None else ""
        self.push_screen(TextScreen("Help", help_text(screen, Palette(self), ground, settings)))

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
            if binding.id == "app.quit-always":
                continue
            if active.enabled and binding.tooltip and binding.description and binding.id and not binding.system:
                key = self.get_key_display(binding)

                async def act(action: str = binding.action, node: object = active.node) -> None:
                    await self.run_action(action, node)  # type: ignore[arg-type]

                yield SystemCommand(f"{binding.tooltip} ({key})", f"key {key}", act)
        yield SystemCommand(
            "Theme", "Choose another theme: dark, light, high contrast, colour-blind safe", self.action_change_theme
        )


def _warm(overlay: Path | None) -> None:
    """Load what the first detail needs, while the contract is being read."""
    from clausecheck import explanation, knowledge

    with contextlib.suppress(knowledge.KnowledgeError):  # the reader says what is wrong with it
        _ = explanation, knowledge.load(overlay)


def binding_ids() -> set[str]:
    """The names of all bindings, as the settings file knows them."""
    found: set[str] = set()
    waiting: list[type] = [Widget, App]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        for one in vars(kind).get("BINDINGS", ()):
            if isinstance(one, Binding) and one.id and kind.__module__.startswith("clausecheck."):
                found.add(one.id)
    return found
