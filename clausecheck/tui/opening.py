"""Opening a contract: painted at once, read in another process, read again when the file changes."""

from __future__ import annotations

import contextlib
import gc
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.screen import Screen

from clausecheck.document import Document
from clausecheck.tui.desk import Desk, Laid, Trouble, stamped
from clausecheck.tui.keys_in_turn import KeysInTurn
from clausecheck.tui.opening_screen import OpeningScreen
from clausecheck.tui.pairing import Pair
from clausecheck.tui.preferences import Preferences
from clausecheck.tui.reader import Reader, Reads
from clausecheck.tui.review_screen import ReviewScreen
from clausecheck.tui.searching import SearchedReview
from clausecheck.tui.trouble_screen import TroubleScreen

if TYPE_CHECKING:  # loaded when there is something to compare: the first screen comes sooner
    from clausecheck.tui.compare_screen import CompareScreen

WATCH = 0.5
"""Seconds between two looks at the file that is open."""


class Opening(KeysInTurn):
    """The app as far as it has to do with the file: which one is open, what is being read, what is shown of it."""

    def __init__(
        self,
        desk: Desk,
        path: str | None,
        against: str | None,
        reader: Reads | None,
        preferences: Preferences,
        folder: Path,
        listed: Path | None,
    ) -> None:
        super().__init__()
        self.desk, self.path, self.against, self.folder = desk, path, against, folder
        self._listed = listed
        self.reader: Reads = reader if reader is not None else Reader()
        self.preferences = preferences
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
        self._comparison: CompareScreen | None = None

    def get_default_screen(self) -> Screen[None]:
        """The first screen is the one to work with: a default one beneath it would be styled and laid out for nothing."""
        opening = self.path is None
        if not opening:
            first: Screen[None] = self._review_of(self.path or "")
        elif self._listed is not None:  # whoever names a folder wants what is in it
            first = OpeningScreen(self._listed)
        else:
            first = OpeningScreen(self.folder, self.preferences.recent)
        first._push_result_callback(
            self, None
        )  # Textual takes this from a screen when it is switched, and gives none to this one
        return first

    def start(self) -> None:
        """Read the contract that was named, or ask which; look after the file from now on."""
        self.set_interval(WATCH, self._watch)
        self.set_interval(0.25, self._tick)
        if isinstance(self.screen, ReviewScreen):
            self.call_after_refresh(self._read, self.screen)
        else:
            self.call_after_refresh(_settled)

    def _review_of(self, path: str) -> SearchedReview:
        screen = SearchedReview(path, self.desk.reference)
        screen.fit(self.size)
        return screen

    def on_unmount(self) -> None:
        self.reader.stop()

    def open(self, path: str) -> None:
        """Paint first, then read."""
        self.path, self.pair = path, None
        screen = self._review_of(path)
        self._only(screen)
        self.call_after_refresh(self._read, screen)

    def _only(self, screen: Screen[None]) -> None:
        """Put `screen` in the place of whatever is up."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.switch_screen(screen)

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
            await screen.furnish()
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
        self.call_after_refresh(_settled)
        if laid is None and not keep and not screen.has_class("-blank"):
            screen.stopped()
            return
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
        from clausecheck import accepted  # here: it loads what reads settings

        screen.load(accepted.applied(laid.report, self.folder), laid.pair.old if laid.pair is not None else None, keep=keep)
        if not keep and self.path is not None:
            self.preferences.opened(self.path)
        if laid.beside is not None:
            self.against = None
            self.notify(f"{laid.beside.path}: {laid.beside.problem} {laid.beside.remedy}", severity="error", markup=False)
        self.beside(laid.pair, fresh=not keep or self.wants_beside)
        self.wants_beside = False

    def beside(self, pair: Pair | None, *, fresh: bool) -> None:
        """Show both texts where there are two: anew, or in the comparison that is up."""
        if pair is None:
            return
        if (held := self.comparing) is not None:
            held.load(pair)
        elif fresh:
            from clausecheck.tui.compare_screen import CompareScreen

            self._comparison = CompareScreen(pair)
            self.push_screen(self._comparison)

    @property
    def comparing(self) -> CompareScreen | None:
        """The comparison that is up, or under what is up."""
        return self._comparison if self._comparison in self.screen_stack else None

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

    def action_give_up(self) -> None:
        """Kill the process that reads."""
        if self.reading:
            self.reader.stop()

    def action_choose(self) -> None:
        """The opening screen, in the folder of the file that is open."""
        if self.reading:
            self.reader.stop()
        folder = Path(self.path).parent if self.path and Path(self.path).parent.is_dir() else self.folder
        self._only(OpeningScreen(folder, self.preferences.recent, self.path))

    def action_retry(self) -> None:
        """Read everything anew: a process of its own has also kept the reference and the knowledge."""
        self.reader.stop()
        if self.review is not None and self.review.links is not None:
            self.judge(doing="Reading the file again")
        elif self.path is not None:
            self.open(self.path)


_OFTEN_AND_LITTLE = (4_000, 200, 100)
"""When garbage is looked for: among so few new objects that no key waits for it, and seldom among those that stayed."""


def _settled() -> None:
    """Leave what is loaded now to itself: looking for garbage in a long contract stops the screen for a tenth of a second.

    Only where the app was started so (`run_app`): whoever runs it inside of a program of his own keeps his own ways.
    """
    if gc.isenabled() and not gc.get_freeze_count():
        return
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_OFTEN_AND_LITTLE)
    gc.enable()


def _warm(overlay: Path | None) -> None:
    """Load what the first detail needs, while the contract is being read."""
    from clausecheck import explanation, knowledge

    with contextlib.suppress(knowledge.KnowledgeError):  # the reader says what is wrong with it
        _ = explanation, knowledge.load(overlay)
