"""Keys: in the order in which they are typed, each with a name and a word on what it does."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from tui_driving import LARGE, MIDDLE, contract, drive, opened, plain_environment, seen, until

from clausecheck.tui.review_screen import ReviewScreen

__all__ = ["contract", "plain_environment"]


def at_once(pilot: Pilot[int], *keys: str) -> None:
    """Keys that are all there before the first is looked at."""
    for key in keys:
        pilot.app.post_message(events.Key(_character_to_key(key), key) if len(key) == 1 else events.Key(key, None))


def test_a_day_typed_before_the_dialog_is_up_counts(contract: str) -> None:
    async def script(pilot: Pilot[int]) -> None:
        at_once(pilot, "t", "ctrl+u", *"2019-09-09", "enter")
        await until(pilot, lambda: pilot.app.desk.as_of == "2019-09-09")  # type: ignore[attr-defined]
        assert isinstance(pilot.app.screen, ReviewScreen)

    drive(opened(contract), LARGE, script)


def test_words_typed_behind_the_search_key_are_searched(contract: str) -> None:
    async def script(pilot: Pilot[int]) -> None:
        at_once(pilot, "slash", *"denied", "enter", "escape", "slash", *"term 1", "ctrl+u", *"iran", "enter")
        await until(pilot, lambda: "match 1 of 1," in seen(pilot))

    drive(opened(contract), LARGE, script)


def test_one_dialog_after_the_other_gets_its_keys(contract: str) -> None:
    target = Path(contract).with_name("x.md")

    async def script(pilot: Pilot[int]) -> None:
        at_once(pilot, "e", *"markdown", "enter", "ctrl+u", *str(target), "enter")
        await until(pilot, target.exists)

    drive(opened(contract), LARGE, script)


def test_an_acceptance_typed_at_once_has_its_reason(contract: str, tmp_path: Path) -> None:
    async def script(pilot: Pilot[int]) -> None:
        at_once(pilot, "down", "a", *"known", "enter", "enter")
        await until(pilot, (tmp_path / "clausecheck.toml").exists)
        assert 'reason = "known"' in (tmp_path / "clausecheck.toml").read_text()

    drive(opened(contract, folder=tmp_path), LARGE, script)


def test_help_names_every_key(contract: str) -> None:
    async def script(pilot: Pilot[int]) -> None:
        await pilot.press("question_mark")
        await pilot.pause()
        text = str(pilot.app.screen.query_one("#text-box Static").render())
        assert "None" not in text
        assert "app.palette" in text

    drive(opened(contract), MIDDLE, script)
