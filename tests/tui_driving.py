"""How the tests drive the terminal UI without a terminal."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
import tui_fixture as fixture
from textual.pilot import Pilot

from clausecheck.tui.app import ClausecheckApp
from clausecheck.tui.desk import Desk
from clausecheck.tui.document_view import DocumentView
from clausecheck.tui.preferences import Preferences
from clausecheck.tui.reader import BesideReader, Reader

SMALL, MIDDLE, LARGE = (80, 24), (120, 36), (160, 50)
SAMPLES = Path(__file__).resolve().parent.parent / "samples"
both_sizes = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "160x50"])


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the terminal of whoever runs the tests is set to."""
    for name in list(os.environ):
        if name in {"NO_COLOR", "FORCE_COLOR", "COLORTERM"} or name.startswith("TEXTUAL"):
            monkeypatch.delenv(name)


@pytest.fixture
def contract(tmp_path: Path) -> str:
    """A file that is there; the fixture desk says what is in it."""
    for name in ("contract.docx", "old.docx"):
        (tmp_path / name).write_bytes(b"PK")
    return str(tmp_path / "contract.docx")


def drive(app: ClausecheckApp, size: tuple[int, int], script: Callable[[Pilot[int]], Awaitable[None]]) -> int | None:
    """Run the app without a terminal, wait until it has read its file, hand it to `script`; its exit code."""

    async def run() -> None:
        async with app.run_test(size=size, notifications=True) as pilot:
            await settled(pilot)
            await script(pilot)

    try:
        asyncio.run(run())
    finally:
        app.reader.stop()
    return app.return_value


async def settled(pilot: Pilot[int]) -> None:
    """Wait until the contract is read and everything that follows from it is on screen."""
    await pilot.pause()
    while pilot.app.screen.has_class("-loading") or getattr(pilot.app, "reading", ""):
        await pilot.pause(0.02)
    await pilot.pause()
    await pilot.pause()


async def until(pilot: Pilot[int], true: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until something is the case."""
    for _ in range(int(seconds / 0.05)):
        if true():
            await pilot.pause()
            return
        await pilot.pause(0.05)
    pytest.fail(f"waited {seconds} s, saw:\n{seen(pilot)}")


def seen(pilot: Pilot[int]) -> str:
    """What is on the screen, as text."""
    screen = pilot.app.screen
    return "\n".join(strip.text.rstrip() for strip in screen._compositor.render_strips(pilot.app.size))


def opened(path: str | None, against: str | None = None, **more: object) -> ClausecheckApp:
    """The app on the fixture's reports."""
    desk = fixture.FixtureDesk(as_of=fixture.AS_OF)
    return ClausecheckApp(desk, path, against, reader=BesideReader(), **more)  # type: ignore[arg-type]


def real(path: Path | str | None, against: str | None = None, **more: object) -> ClausecheckApp:
    """The app as it is installed, on a file as it is."""
    more.setdefault("preferences", Preferences())
    return ClausecheckApp(
        Desk(as_of=fixture.AS_OF),
        str(path) if path else None,
        against,
        reader=Reader(),
        **more,  # type: ignore[arg-type]
    )


def in_view(document: DocumentView, words: str) -> bool:
    """Whether some words of the document are among the lines on screen."""
    height = document.scrollable_content_region.height
    return any(words in document.render_line(y).text for y in range(height))
