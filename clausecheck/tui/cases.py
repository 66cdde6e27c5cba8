"""Asking the open contract, or both texts of a comparison, whether they bar a case."""

from __future__ import annotations

import shlex

from rich.text import Text

from clausecheck.finding import Change, Report
from clausecheck.tui.asking import Asking
from clausecheck.tui.dialogs import AskScreen, Choice
from clausecheck.tui.help_screen import TextScreen
from clausecheck.tui.pairing import Pair
from clausecheck.tui.palette import Palette, inked
from clausecheck.tui.wrapping import printable

_MARKS = {"barred": "✖", "depends": "?", "not barred": "✓"}
_COLOURS = {"barred": "error", "depends": "warning", "not barred": "added"}


class CaseAsking(Asking):
    """The question of a case; the answer stands over the screen that was there."""

    def action_ask_case(self) -> None:
        """A case typed as `clausecheck ask` takes it; beside an older text, those of the changes are there to choose."""
        if self._report is None:
            return
        pair = self._on_screen
        choices = [
            Choice(value=_options(change), label=change.example, meaning=change.kind)
            for change in (pair.told if pair is not None else ())
            if change.case
        ]
        ask = AskScreen("Would this be barred?", choices, typed="--to Iran --end-user police", check=self._case_fault)
        self.push_screen(ask, self._answered)

    @property
    def _on_screen(self) -> Pair | None:
        """Both texts, where they are what is on screen."""
        held = self.comparing
        return held.pair if held is not None and held is self.screen else None

    def _case_fault(self, line: str) -> str | None:
        from clausecheck.explanation import knowledge_of
        from clausecheck.scenario import naming

        report = self._report
        try:
            if report is not None:
                naming.typed(line, knowledge_of(report))
        except naming.UnknownName as error:
            return str(error)
        return None

    def _answered(self, line: str | None) -> None:
        report = self._report
        if not line or report is None:
            return
        pair = self._on_screen
        sides = [("", report)] if pair is None else [("old text: ", pair.old), ("new text: ", pair.new)]
        text = Text()
        for name, one in sides:
            text.append_text(_answer(line, name, one, Palette(self)))
        self.push_screen(TextScreen("Would this be barred?", text))


def _answer(line: str, name: str, report: Report, palette: Palette) -> Text:
    """What one text says to a case, and why, as `clausecheck ask` says it."""
    from clausecheck.explanation import knowledge_of
    from clausecheck.scenario import Predicate, naming, telling

    known = knowledge_of(report)
    case = naming.typed(line, known)
    verdict = Predicate(report.clauses, known, report.as_of).verdict(case)
    text = inked(f"{_MARKS[verdict.answer]} {name}{verdict.answer}\n", palette[_COLOURS[verdict.answer]])
    text.append(f"{printable(telling.asked(case, known))}\n")
    lines = [*telling.reasons(verdict, report.clauses)]
    if granted := telling.taken_for_granted(case):
        lines.append(telling.Said(name="taken as", words=granted))
    for said in lines:
        text.append(f"  {said.name}: ", palette["dim"]).append(f"{printable(said.words)}\n")
    return text.append("\n")


def _options(change: Change) -> str:
    """The case of a change as options."""
    from clausecheck.scenario.naming import SWITCHES

    parts = []
    for option, value in change.case:
        parts += [f"--{option}"] if option in SWITCHES else [f"--{option}", shlex.quote(value)]
    return " ".join(parts)
