"""What the screens show is what the commands print: findings, effects, coverage, words and changes, none more, none less."""

from __future__ import annotations

import re

import pytest
from textual.pilot import Pilot
from tui_driving import LARGE, SAMPLES, SMALL, drive, plain_environment, real, settled
from tui_fixture import AS_OF

from clausecheck.cli import main
from clausecheck.tui.compare_screen import CompareScreen
from clausecheck.tui.detail import DetailPane
from clausecheck.tui.document_view import DocumentView
from clausecheck.tui.finding_list import FindingList
from clausecheck.tui.matrix_table import CoverageMatrix
from clausecheck.tui.review_screen import ReviewScreen
from clausecheck.tui.rule_tree import RuleTreeView
from clausecheck.tui.verdict_bar import VerdictBar

__all__ = ["plain_environment"]

on_samples = pytest.mark.parametrize("name", ["hikvision-2019", "distributor-behind", "supply-v2", "office-lease"])
_FINDING = re.compile(r"^- \S+ \*\*(?P<severity>\w+) (?P<code>CC\d+) (?P<name>[\w-]+)\*\*[^:]*: (?P<message>.+)$")


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wide enough for the tables of the commands, whatever runs the tests."""
    monkeypatch.setenv("COLUMNS", "240")


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a command prints."""
    main([*words, "--as-of", AS_OF])
    return capsys.readouterr().out


def flat(words: str) -> str:
    """Some words without how they are broken into lines."""
    return " ".join(words.replace("\\", "").split())


@on_samples
def test_the_findings_are_those_that_check_prints(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = SAMPLES / f"{name}.docx"
    lines = printed(capsys, "check", str(path), "-v", "--format", "markdown").splitlines()
    theirs = [found.groupdict() for line in lines if (found := _FINDING.match(line))]
    advice = [flat(line.partition("Advice: ")[2]) for line in lines if line.startswith("  Advice: ")]  # its first line

    async def script(pilot: Pilot[int]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        assert screen.links is not None
        listed, detail = screen.query_one(FindingList), screen.query_one(DetailPane)
        ours = [listed.get_option_at_index(at).prompt.plain.split()[1:3] for at in range(len(listed.shown))]  # type: ignore[union-attr]
        assert ours == [[one["severity"], one["code"]] for one in theirs], "the list, in the order of the report"
        shown = []
        for number, one in enumerate(theirs):
            screen.select(screen.links.of_finding(number), None)
            text = detail.text.plain
            assert flat(one["message"]) in flat(text)
            assert f"{one['code']} {one['name']}, {one['severity']}" in text
            shown += [flat(line.removeprefix("put in")) for line in text.splitlines() if line.startswith("put in ")]
        assert len(shown) == len(advice)
        assert all(one.startswith(first) for one, first in zip(shown, advice, strict=True)), "the wording to put in"
        bar = screen.query_one(VerdictBar).render().plain
        for severity in ("error", "warning"):
            count = sum(one["severity"] == severity for one in theirs)
            assert not count or f"{count} {severity}" in bar or not screen.links.report.clauses

    drive(real(path), LARGE, script)


@on_samples
def test_the_coverage_is_that_which_check_prints(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = SAMPLES / f"{name}.docx"
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in printed(capsys, "check", str(path), "-v", "--format", "markdown").splitlines()
        if line.startswith("| ") and not line.startswith(("| ---", "| | thing"))
    ]

    async def script(pilot: Pilot[int]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        assert screen.links is not None
        table = screen.query_one(CoverageMatrix)
        assert table.row_count == len(rows)
        for at, (_, thing, asked, reference, contract, law) in enumerate(rows):
            cells = [cell.plain for cell in table.get_row_at(at)]
            assert flat(thing).startswith(cells[0].partition(" (")[0].rstrip("…").strip())
            assert reference in (*cells[1].split(), "not named", ""), "as the reference has it"
            missing = contract == "not named" and asked in ("required", "recommended")
            assert ("missing" if missing else contract.partition(" (")[0]) in cells[2]
            assert law in ("in force", "") or law in cells[0]

    drive(real(path), (240, 80), script)


@on_samples
def test_the_effects_are_those_that_parse_prints(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = SAMPLES / f"{name}.docx"
    out = printed(capsys, "parse", str(path))
    theirs = set(re.findall(r"^\S\s+([a-z]+)\s{2,}([a-z_]+ \S+)", out, re.MULTILINE))

    async def script(pilot: Pilot[int]) -> None:
        tree = pilot.app.screen.query_one(RuleTreeView)
        labels = [str(node.label) for node in tree._branches]
        ours = {(found[1], found[2]) for label in labels if (found := re.match(r"\S ([a-z]+) .*  ([a-z_]+ \S+)$", label))}
        assert ours == theirs

    drive(real(path), LARGE, script)


@on_samples
def test_the_document_has_the_words_that_text_prints(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = SAMPLES / f"{name}.docx"
    main(["text", str(path)])
    theirs = flat(capsys.readouterr().out)

    async def script(pilot: Pilot[int]) -> None:
        view = pilot.app.screen.query_one(DocumentView)
        ours = [re.sub(r"\[\w+\]", "", one.words()) for one in view.passages if one.block >= 0]
        words = re.findall(r"\w+", " ".join(ours))
        assert words == re.findall(r"\w+", re.sub(r"\[\^?\w+\]:?|\|", "", theirs))

    drive(real(path), SMALL, script)


def test_the_changes_are_those_that_diff_prints(capsys: pytest.CaptureFixture[str]) -> None:
    old, new = SAMPLES / "supply-v1.docx", SAMPLES / "supply-v2.docx"
    out = flat(printed(capsys, "diff", str(old), str(new)))

    async def script(pilot: Pilot[int]) -> None:
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, CompareScreen)
        assert len(screen.pair.changes) > 3
        for change in screen.pair.changes:
            assert flat(change.message) in out

    drive(real(new, str(old)), LARGE, script)
