"""What a user does in the terminal UI, on real files read by the real process."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import docx
import docx_builder as b
import pytest
from hostile_docx import OLE
from textual.pilot import Pilot
from textual.widgets import Input, OptionList
from tui_driving import LARGE, MIDDLE, SAMPLES, SMALL, both_sizes, contract, drive, in_view, opened, real, seen, settled, until

from clausecheck.finding import HARMLESS
from clausecheck.report import FORMATS
from clausecheck.ruletree import Thing
from clausecheck.tui import preferences
from clausecheck.tui.compare_screen import CompareScreen
from clausecheck.tui.compare_view import CompareView
from clausecheck.tui.dialogs import AcceptScreen, AskScreen
from clausecheck.tui.document_view import DocumentView
from clausecheck.tui.finding_list import FindingList
from clausecheck.tui.matrix_table import CoverageMatrix
from clausecheck.tui.opening_screen import OpeningScreen
from clausecheck.tui.outline_list import OutlineList
from clausecheck.tui.reader import Reader
from clausecheck.tui.review_screen import ReviewScreen
from clausecheck.tui.rule_tree import RuleTreeView
from clausecheck.tui.themes import THEMES
from clausecheck.tui.trouble_screen import TroubleScreen

sys.path.insert(0, str(Path(__file__).parent / "benchmarks"))
from long_contract import made

__all__ = ["contract"]

HIKVISION = SAMPLES / "hikvision-2019.docx"
CLAUSE = "Buyer shall not export the Goods to Iran or to any person on the Denied Persons List."
OTHER = "The Seller delivers within thirty days after the order was confirmed in writing."


def text_of(pilot: Pilot[int], name: str) -> str:
    return str(pilot.app.screen.query_one(name).render())  # type: ignore[attr-defined]


def matrix_text(pilot: Pilot[int]) -> str:
    table = pilot.app.screen.query_one(CoverageMatrix)
    return "\n".join(" | ".join(str(cell) for cell in table.get_row_at(at)) for at in range(table.row_count))


def link(pilot: Pilot[int]):  # type: ignore[no-untyped-def]
    screen = pilot.app.screen
    assert isinstance(screen, ReviewScreen)
    assert screen.links is not None
    return screen.links


def link_under(pilot: Pilot[int]):  # type: ignore[no-untyped-def]
    """The links of the review under a dialog."""
    return pilot.app.review.links  # type: ignore[attr-defined]


# ---------------------------------------------------------------- reading in a process


def test_the_contract_is_read_in_another_process_that_ends_with_the_app() -> None:
    app = real(HIKVISION)
    assert isinstance(app.reader, Reader)
    pids: list[int] = []

    async def script(pilot: Pilot[int]) -> None:
        assert app.reader.pid not in (None, os.getpid())  # type: ignore[attr-defined]
        pids.append(app.reader.pid)  # type: ignore[attr-defined]
        assert "errors" in seen(pilot)
        await pilot.press("q")

    assert drive(app, SMALL, script) == 0
    assert app.reader.pid is None
    for _ in range(100):
        try:
            os.kill(pids[0], 0)
        except ProcessLookupError:
            break
        time.sleep(0.05)
    else:
        pytest.fail("the process is still there")


def test_a_long_contract_can_be_read_while_it_is_judged_and_given_up(tmp_path: Path) -> None:
    path = tmp_path / "long.docx"
    path.write_bytes(made(500))
    app = real(path)

    async def script(pilot: Pilot[int]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        document = screen.query_one(DocumentView)
        assert screen.links is None
        assert "Looking for the export clauses" in seen(pilot)
        assert "esc stops" in seen(pilot)
        await pilot.press("pagedown", "pagedown")
        await pilot.pause()
        assert document.scroll_y > 10, "the text is there and scrolls before it is judged"
        pid = app.reader.pid  # type: ignore[attr-defined]
        await pilot.press("escape")
        await until(pilot, lambda: not app.reading)
        assert "Not judged: it was stopped. r judges it" in seen(pilot)
        assert document.scroll_y > 10, "what was read stays on screen"
        assert app.reader.pid != pid  # type: ignore[attr-defined]

    async def run() -> None:
        async with app.run_test(size=SMALL) as pilot:
            screen = pilot.app.screen
            await until(pilot, lambda: not screen.has_class("-blank"), 20)
            await script(pilot)

    import asyncio

    try:
        asyncio.run(run())
    finally:
        app.reader.stop()


def test_a_process_that_dies_is_told(tmp_path: Path) -> None:
    path = tmp_path / "long.docx"
    path.write_bytes(made(150))
    app = real(path)

    async def run() -> None:
        async with app.run_test(size=SMALL) as pilot:
            await until(pilot, lambda: bool(app.reading) and app.reader.pid is not None)  # type: ignore[attr-defined]
            app.reader._process.kill()  # type: ignore[attr-defined]
            await until(pilot, lambda: isinstance(pilot.app.screen, TroubleScreen))
            assert "ended before it was done" in seen(pilot)

    import asyncio

    asyncio.run(run())


# ---------------------------------------------------------------- files that change or cannot be read


def test_a_file_that_changes_is_read_again_in_the_same_place(tmp_path: Path) -> None:
    path = tmp_path / "contract.md"
    filler = "\n\n".join(f"{OTHER} Number {n}." for n in range(60))
    path.write_text(f"{filler}\n\n# Export\n\n{CLAUSE}\n\n{filler}\n")

    async def script(pilot: Pilot[int]) -> None:
        document = pilot.app.screen.query_one(DocumentView)
        await pilot.press("1", "G")
        await pilot.pause()
        top = document.passages[document.top[0]].text
        assert "Number" in top
        before = len(link(pilot).report.document.blocks)
        path.write_text(f"A new first paragraph.\n\n{filler}\n\n# Export\n\n{CLAUSE} Nor to Cuba.\n\n{filler}\n")
        await until(pilot, lambda: len(link(pilot).report.document.blocks) == before + 1)
        await settled(pilot)
        assert document.passages[document.top[0]].text == top
        assert pilot.app.screen.focused is document

        path.unlink()
        await until(pilot, lambda: "contract.md is gone" in seen(pilot))
        assert "Number" in seen(pilot), "what was read stays"
        path.write_text(f"# Export\n\n{CLAUSE}\n")
        await until(pilot, lambda: len(link(pilot).report.document.blocks) == 2)
        assert "is gone" not in seen(pilot)

        path.write_bytes(b"\x00\x00")
        await until(pilot, lambda: "Not read again" in seen(pilot))
        assert CLAUSE[:20] in seen(pilot), "a version that cannot be read does not take away the last one that could"

    drive(real(path), SMALL, script)


BROKEN = {
    "empty.docx": (b"", "The file is empty: 0 bytes"),
    "encrypted.docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted with a password"),
    "picture.docx": (b"\x89PNG\r\n\x1a\n" * 20, "not a zip"),
    "letter.pdf": (b"%PDF-1.7", "PDF is not read"),
    "old.doc": (OLE, "legacy .doc"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_told_with_what_to_do(tmp_path: Path, name: str) -> None:
    data, words = BROKEN[name]
    (tmp_path / name).write_bytes(data)

    async def script(pilot: Pilot[int]) -> None:
        await until(pilot, lambda: isinstance(pilot.app.screen, TroubleScreen))
        text = " ".join(seen(pilot).replace("│", " ").split())
        assert words in text
        assert "open another contract" in text
        assert "Traceback" not in text
        assert "fault of clausecheck" not in text
        await pilot.press("q")

    assert drive(real(tmp_path / name), SMALL, script) == 2


def test_a_file_that_comes_back_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "late.txt"

    async def script(pilot: Pilot[int]) -> None:
        assert isinstance(pilot.app.screen, TroubleScreen)
        path.write_text(CLAUSE)
        await until(pilot, lambda: isinstance(pilot.app.screen, ReviewScreen))
        await settled(pilot)
        assert "Buyer shall not" in seen(pilot)

    drive(real(path), SMALL, script)


@pytest.mark.parametrize(
    ("text", "words"), [("   \n\n", "holds no text"), ("Just a letter.", "no export-compliance clause found")]
)
def test_a_contract_with_nothing_in_it_says_so(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "empty.txt"
    path.write_text(text)

    async def script(pilot: Pilot[int]) -> None:
        assert words in seen(pilot)
        await pilot.press("n", "N", "2", "3", "4", "5", "enter", "escape", "right", "y", "a")

    assert drive(real(path), SMALL, script) is None


# ---------------------------------------------------------------- the outline, what is missing


def test_the_outline_shows_the_clauses_with_their_state_and_moves_the_text() -> None:
    async def script(pilot: Pilot[int]) -> None:
        await pilot.press("5")
        await pilot.pause()
        outline = pilot.app.screen.query_one(OutlineList)
        assert outline.has_focus
        shown = seen(pilot)
        assert "7.1 Anti-bribery" in shown
        assert re.search(r"▌✗\d+ ▲\d+ 7.3 COMPLIANCE", shown)
        await pilot.press("g")
        await pilot.pause()
        document = pilot.app.screen.query_one(DocumentView)
        assert in_view(document, outline.entries[0].title)
        await pilot.press("c")
        await pilot.pause()
        assert in_view(document, "7.3 COMPLIANCE")
        assert outline.entries[outline.highlighted or 0].clause == 0
        await pilot.press("1", "G")
        await pilot.press("5", "j")
        await pilot.pause()
        assert "7.4 Records" in outline.entries[outline.highlighted or 0].title

    drive(real(HIKVISION), LARGE, script)


def test_what_is_missing_stands_behind_the_words_it_belongs_with() -> None:
    async def script(pilot: Pilot[int]) -> None:
        document = pilot.app.screen.query_one(DocumentView)
        at = {passage.text: number for number, passage in enumerate(document.passages)}
        lists = next(text for text in at if text.startswith("┄ missing lists"))
        rows = [row for row, (owner, _, _) in enumerate(document._flow.rows) if owner == at[lists]]
        above = document._flow.rows[rows[0] - 1]
        line = document.passages[above[0]].text[above[1] : above[2]]
        assert line.endswith("Black List(s),"), "behind the limb that names the lists"
        places = next(text for text in at if text.startswith("┄ missing territories"))
        row = document._flow.first[at[places]]
        owner = document._flow.rows[row - 1][0]
        assert document.passages[owner].style == "note", "territories are named in the footnote that defines them"
        assert "Syria" in document.passages[owner].text

        target = next(
            i for i, f in enumerate(link(pilot).report.findings) if f.thing == Thing(kind="territory", id="ua.luhansk")
        )
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        screen.select(link(pilot).of_finding(target), None)
        await pilot.pause()
        assert in_view(document, "Luhansk")

    drive(real(HIKVISION), LARGE, script)


# ---------------------------------------------------------------- the day, the reference, the view


@both_sizes
def test_another_day_changes_the_matrix_and_says_so(size: tuple[int, int]) -> None:
    async def script(pilot: Pilot[int]) -> None:
        now = matrix_text(pilot)
        assert "↻" not in now
        await pilot.press("t")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AskScreen)
        field = pilot.app.screen.query_one(Input)
        field.value = "2019-13-40"
        await pilot.press("enter")
        await pilot.pause()
        assert "is no day of the calendar" in seen(pilot)
        field.value = "2019-09-09"
        await pilot.press("enter")
        await settled(pilot)
        assert "as of 2019-09-09" in seen(pilot)
        then = matrix_text(pilot)
        assert "↻" in then
        told = [one.message for one in pilot.app._notifications]
        assert any("of the matrix changed (↻)" in one and "as of 2019-09-09" in one for one in told), told
        assert "Donetsk" not in then, "in 2019 nobody barred Donetsk"
        await pilot.press("right_square_bracket")
        await settled(pilot)
        assert pilot.app.desk.as_of > "2019-09-09"  # type: ignore[attr-defined]
        await pilot.press("left_square_bracket", "left_square_bracket")
        await settled(pilot)
        assert pilot.app.desk.as_of <= "2019-09-09"  # type: ignore[attr-defined]

    drive(real(HIKVISION), size, script)


def test_the_days_on_which_the_law_changed_can_be_chosen() -> None:
    async def script(pilot: Pilot[int]) -> None:
        await pilot.press("t")
        await pilot.pause()
        shown = seen(pilot)
        assert "the day this began with" in shown
        await pilot.press("down", "enter")
        await settled(pilot)
        day = pilot.app.desk.as_of  # type: ignore[attr-defined]
        assert day < "2026-11-24"
        assert link(pilot).report.as_of == day

    drive(real(HIKVISION), SMALL, script)


def test_another_reference_and_one_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "nothing.txt").write_text("Just a letter.")

    async def script(pilot: Pilot[int]) -> None:
        await pilot.press("R")
        await pilot.pause()
        assert "eu " in seen(pilot)
        await pilot.press(*"eu", "enter")
        await settled(pilot)
        assert link(pilot).report.reference == "eu"
        assert "vs eu" in seen(pilot)
        await pilot.press("R")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = str(tmp_path / "nothing.txt")
        await pilot.press("enter")
        await until(pilot, lambda: "Not read again" in seen(pilot))
        assert link(pilot).report.reference == "eu"
        assert pilot.app.desk.reference == "eu"  # type: ignore[attr-defined]
        await pilot.press("R")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = str(SAMPLES / "template-good.docx")
        await pilot.press("enter")
        await settled(pilot)
        assert link(pilot).report.reference.endswith("template-good.docx")

    drive(real(HIKVISION), SMALL, script)


@pytest.fixture
def tracked(tmp_path: Path) -> Path:
    """A contract in which somebody struck Iran and put in Cuba."""
    path = tmp_path / "tracked.docx"
    start, end = b.run("Buyer shall not export the Goods to "), b.run(" or to any person on the Denied Persons List.")
    body = b.para("Export") + b.para(start + b.change("del", "Iran", 1) + b.change("ins", "Cuba", 2) + end)
    path.write_bytes(b.package(body))
    return path


@both_sizes
def test_tracked_changes_with_who_and_when_in_three_views(tracked: Path, size: tuple[int, int]) -> None:
    async def script(pilot: Pilot[int]) -> None:
        assert "Cuba" in seen(pilot)
        assert "Iran or" not in seen(pilot)
        await pilot.press("v")
        await settled(pilot)
        assert pilot.app.desk.revisions == "all"  # type: ignore[attr-defined]
        await pilot.press("1", "g")
        await pilot.pause()
        assert "−" in seen(pilot)
        assert "Iran" in seen(pilot)
        assert "all changes shown" in seen(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        for _ in range(24):
            await pilot.press("left")
            if screen.selection.revision == 0:
                break
        await pilot.press("enter")
        await pilot.pause()
        text = seen(pilot)
        assert "R. Vane" in text
        assert "2026-03-02" in text
        assert "struck" in text
        await pilot.press("escape", "v")
        await settled(pilot)
        assert pilot.app.desk.revisions == "original"  # type: ignore[attr-defined]
        assert "Iran" in seen(pilot)
        assert "Cuba" not in link(pilot).report.document.blocks[-1].text

    drive(real(tracked), size, script)


def test_the_original_beside_the_final_text(tracked: Path) -> None:
    async def script(pilot: Pilot[int]) -> None:
        await pilot.press("d")
        await pilot.pause()
        await pilot.press(*"original", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CompareScreen))
        text = seen(pilot)
        assert "−Iran" in text
        assert "+Cuba" in text

    drive(real(tracked), LARGE, script)


# ---------------------------------------------------------------- beside another text


@both_sizes
def test_the_reference_stands_beside_the_contract_limb_by_limb(size: tuple[int, int]) -> None:
    async def script(pilot: Pilot[int]) -> None:
        await pilot.press("d")
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CompareScreen), 20)
        view = pilot.app.screen.query_one(CompareView)
        pairs = [(line.old.text, line.new.text) for line in view.pair.lines if line.old and line.new]
        lists = next(new for old, new in pairs if "on the Denied Persons List" in old.replace("−", ""))
        assert "Foreign Sanctions Evaders" in lists
        weapons = next(new for old, new in pairs if "design, development, production" in old)
        assert "nuclear explosive" in weapons
        shown = " ".join(line.new.text for line in view.pair.lines if line.new).replace("+", "")
        clause = " ".join(view.pair.new.clauses[0].text.split()[:40])
        assert clause.removeprefix("7.3 ")[:120] in shown, "no word of the clause is lost"
        assert "reference us" in seen(pilot)
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReviewScreen)

    drive(real(HIKVISION), size, script)


def test_a_moved_clause_stands_beside_where_it_came_from(tmp_path: Path) -> None:
    parts = [f"{n}. {OTHER} This is number {n} of them all." for n in range(1, 9)]
    old = [*parts[:2], f"3. {CLAUSE}", *parts[2:]]
    new = [*parts, f"9. {CLAUSE.replace('Iran', 'Cuba')}"]
    (tmp_path / "old.txt").write_text("\n".join(old))
    (tmp_path / "new.txt").write_text("\n".join(new))

    async def script(pilot: Pilot[int]) -> None:
        view = pilot.app.screen.query_one(CompareView)
        moved = [line for line in view.pair.lines if line.row.kind == "m"]
        assert len(moved) == 1
        assert moved[0].old is not None
        assert "−3. Buyer" in moved[0].old.text.replace("−3", "−3")
        assert "−Iran" in moved[0].old.text
        assert "+Cuba" in moved[0].new.text  # type: ignore[union-attr]
        assert sum(line.row.kind == ">" for line in view.pair.lines) == 1
        assert "↕ moved: 3." in seen(pilot)
        for _ in range(len(view.hunks)):
            await pilot.press("n")
            if view.chosen is not None and view.pair.lines[view.chosen].row.kind == "m":
                break
        else:
            pytest.fail("n does not reach the moved clause")

    drive(real(tmp_path / "new.txt", str(tmp_path / "old.txt")), LARGE, script)


@both_sizes
def test_the_matrix_has_a_column_for_each_contract(size: tuple[int, int]) -> None:
    async def script(pilot: Pilot[int]) -> None:
        assert isinstance(pilot.app.screen, CompareScreen)
        await pilot.press("3")
        await pilot.pause()
        shown = seen(pilot)
        assert "− old" in shown
        assert "+ new" in shown
        await pilot.press("n", "N", "down", "enter", "y", "2", "1")
        await pilot.press("t")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = "2019-09-09"
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CompareScreen)
        assert "as of 2019-09-09" in seen(pilot)

    drive(real(SAMPLES / "supply-v2.docx", str(SAMPLES / "supply-v1.docx")), size, script)


def test_the_version_with_the_nearest_name_is_offered_first() -> None:
    async def script(pilot: Pilot[int]) -> None:
        await pilot.press("d")
        await pilot.pause()
        shown = [str(option.prompt) for option in pilot.app.screen.query_one(OptionList).options]
        assert next(one for one in shown if one.partition(" ")[0].endswith(".docx")).startswith("supply-v1.docx")

    drive(real(SAMPLES / "supply-v2.docx"), SMALL, script)


def test_an_older_version_that_cannot_be_read_leaves_the_review(tmp_path: Path) -> None:
    (tmp_path / "old.docx").write_bytes(b"no zip")

    async def script(pilot: Pilot[int]) -> None:
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert "not a zip" in seen(pilot)

    drive(real(HIKVISION, str(tmp_path / "old.docx")), LARGE, script)


# ---------------------------------------------------------------- filter, search, copy, accept, export


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("error", 3),
        ("warnings", 2),
        ("list", 1),
        ("territory error", 2),
        ("-error", 3),
        ("CC3", 2),
        ("iran", 1),
        ("accepted", 0),
    ],
)
def test_findings_are_filtered(contract: str, words: str, left: int) -> None:
    async def script(pilot: Pilot[int]) -> None:
        await pilot.press("f")
        await pilot.pause()
        pilot.app.screen.query_one("#filter", Input).value = words
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        listed = pilot.app.screen.query_one(FindingList)
        assert len(listed.shown) == left
        if left:
            assert listed.has_focus
            first = listed.finding
            for _ in range(left):
                await pilot.press("n")
            assert listed.finding == first, "n goes round what is left"
        else:
            assert "Nothing fits" in seen(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert len(listed.shown) == 6

    drive(opened(contract), SMALL, script)


def test_matches_are_shown_while_words_are_typed(contract: str) -> None:
    async def script(pilot: Pilot[int]) -> None:
        document = pilot.app.screen.query_one(DocumentView)
        await pilot.press("slash", *"iran")
        await pilot.pause()
        assert len(document.matches) == 1
        assert in_view(document, "Iran")
        await pilot.press("escape")
        await pilot.pause()
        assert document.matches == []

    drive(opened(contract), SMALL, script)


def test_a_finding_and_its_wording_are_copied(contract: str) -> None:
    async def script(pilot: Pilot[int]) -> None:
        await pilot.press("down", "y")
        await pilot.pause()
        copied = pilot.app.clipboard
        assert "Military End-User List is not named" in copied
        assert "Executive Order 14065" in copied
        await pilot.press("Y")
        await pilot.pause()
        assert pilot.app.clipboard == "or located in the Military End-User List"
        assert "Copied the wording" in seen(pilot)

    drive(opened(contract), LARGE, script)


def test_a_finding_is_accepted_with_a_reason(contract: str, tmp_path: Path) -> None:
    (tmp_path / "clausecheck.toml").write_text("# ours\n")

    async def script(pilot: Pilot[int]) -> None:
        await pilot.press("down", "a")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AcceptScreen)
        finding = pilot.app.review.finding  # type: ignore[attr-defined]
        await pilot.press("enter")
        await pilot.pause()
        assert "a reason is required" in seen(pilot)
        await pilot.press(*"sold at home only", "enter", *"2027", "enter")
        await pilot.pause()
        assert "is no day of the calendar" in seen(pilot)
        pilot.app.screen.query_one("#until", Input).value = "2027-06-30"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert "✗ accepted" in seen(pilot)
        assert "2 errors" in seen(pilot).splitlines()[0]
        text = (tmp_path / "clausecheck.toml").read_text()
        assert text.startswith("# ours\n")
        (entry,) = tomllib.loads(text)["accept"]
        assert entry["check"] == "missing-list"
        assert entry["fingerprint"] == finding.fingerprint
        assert "Military End-User List" in text, "for whoever reads the settings"
        assert [one.fingerprint for one in link(pilot).report.findings if one.accepted] == [finding.fingerprint]
        assert entry["path"] == "contract.docx"
        assert entry["reason"] == "sold at home only"
        assert entry["until"].isoformat() == "2027-06-30"
        assert "a" not in {key for key, one in pilot.app.screen.active_bindings.items() if one.enabled}

    drive(opened(contract, folder=tmp_path), LARGE, script)


def test_of_equal_findings_only_the_chosen_one_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "contract.txt").write_text(CLAUSE)

    async def script(pilot: Pilot[int]) -> None:
        chosen = next(i for i, f in enumerate(link(pilot).report.findings) if f.code == "CC101")
        pilot.app.screen.select(link(pilot).of_finding(chosen), None)  # type: ignore[attr-defined]
        await pilot.press("a", *"no list of theirs", "enter", "enter")
        await pilot.pause()
        left = [f.code for f in link(pilot).report.findings if not f.accepted]
        assert left.count("CC101") > 1
        await pilot.press("r")
        await settled(pilot)
        assert [f.code for f in link(pilot).report.findings if f.accepted] == ["CC101"], "it holds when all is read again"

    drive(real(tmp_path / "contract.txt", folder=tmp_path), LARGE, script)
    words = ["check", "contract.txt", "--format", "json", "--show-accepted", "--as-of", "2026-11-24"]
    program = Path(sys.executable).with_name("clausecheck")
    done = subprocess.run([program, *words], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert [f["code"] for f in json.loads(done.stdout)["findings"] if f["accepted"]] == ["CC101"], "for the command line too"


def test_what_comments_of_the_word_file_accept_is_shown_as_accepted(tmp_path: Path) -> None:
    document = docx.Document()
    words = document.add_paragraph("2. " + CLAUSE).runs
    for text in ("clausecheck: accept[missing-ownership] one owner, known to us", "clausecheck: accept[polarity] because"):
        document.add_comment(words, text=text, author="A. Lawyer")
    document.save(str(tmp_path / "contract.docx"))

    async def script(pilot: Pilot[int]) -> None:
        await pilot.press("f", *"accepted", "enter")
        await pilot.pause()
        assert "accepted CC10" in seen(pilot)
        await pilot.press("enter")
        await pilot.pause()
        text = " ".join(seen(pilot).replace("│", " ").split())
        assert "one owner, known to us" in text
        assert "comment of A. Lawyer" in text
        assert any(f.code == "CC901" for f in link_under(pilot).report.findings), "one that accepts nothing is said"

    drive(real(tmp_path / "contract.docx", folder=tmp_path), LARGE, script)


def test_the_head_counts_the_changes_as_the_list_does_and_a_cut_line_of_the_tree_says_so() -> None:
    async def script(pilot: Pilot[int]) -> None:
        await until(pilot, lambda: "of meaning" in seen(pilot))
        assert f"{pilot.app.pair.meaning} changes of meaning" in seen(pilot)
        listed = pilot.app.screen.query_one("#changes", OptionList)
        assert listed.option_count == len(pilot.app.pair.changes)
        assert pilot.app.pair.meaning == sum(change.kind not in HARMLESS for change in pilot.app.pair.changes)
        await pilot.press("escape", "4")
        await pilot.pause()
        tree = pilot.app.screen.query_one(RuleTreeView)
        width = tree.scrollable_content_region.width
        shown = [tree.render_line(y).crop(0, width).text for y in range(tree.size.height)]
        whole = [str(tree.get_node_at_line(int(tree.scroll_y) + y).label) for y in range(tree.size.height)]
        cut = [line for line, label in zip(shown, whole, strict=True) if not line.rstrip().endswith(label)]
        assert cut, "no line of this tree is too long for its pane: choose another contract"
        assert all(line.endswith("…") for line in cut)

    drive(real(SAMPLES / "supply-v2.docx", str(SAMPLES / "supply-v1.docx")), LARGE, script)


@pytest.mark.parametrize("form", FORMATS["check"])
def test_every_format_can_be_saved(tmp_path: Path, form: str) -> None:
    path = tmp_path / "contract.txt"
    path.write_text(CLAUSE)

    async def script(pilot: Pilot[int]) -> None:
        await pilot.press("e")
        await pilot.pause()
        assert seen(pilot).index("html") < seen(pilot).index("json"), "what people read stands first"
        await pilot.press(*form, "enter")
        await pilot.pause()
        target = Path(pilot.app.screen.query_one(Input).value)
        assert target.parent == tmp_path
        await pilot.press("enter")
        await pilot.pause()
        written = target.read_text(encoding="utf-8")
        assert "CC1" in written
        if form == "json":
            assert json.loads(written)["findings"]
        await pilot.press("e")
        await pilot.pause()
        await pilot.press(*form, "enter", "enter")
        await pilot.pause()
        assert "once more overwrites" in seen(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReviewScreen)

    drive(real(path), SMALL, script)


# ---------------------------------------------------------------- settings


def test_theme_and_recent_contracts_are_remembered(tmp_path: Path) -> None:
    folder = tmp_path / "settings"
    folder.mkdir()
    (folder / "settings.toml").write_text("# mine\n")

    async def script(pilot: Pilot[int]) -> None:
        pilot.app.theme = "clausecheck-light"
        await pilot.pause()

    drive(real(HIKVISION, preferences=preferences.load(folder)), SMALL, script)
    held = preferences.load(folder)
    assert held.theme == "clausecheck-light"
    assert held.recent == [str(HIKVISION)]
    assert (folder / "settings.toml").read_text().startswith("# mine\n")

    async def again(pilot: Pilot[int]) -> None:
        assert pilot.app.theme == "clausecheck-light"
        assert isinstance(pilot.app.screen, OpeningScreen)
        assert "opened lately" in seen(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "hikvision-2019.docx" in seen(pilot)

    drive(real(None, preferences=preferences.load(folder), folder=tmp_path), SMALL, again)


def test_keys_are_changed_in_the_settings_and_faults_are_said(contract: str, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(
        'theme = "no-such"\ncolor = 1\n[keys]\n"review.search" = "f3"\n"review.serch" = "f4"\n"app.help" = 3\n'
    )

    async def script(pilot: Pilot[int]) -> None:
        shown = " ".join(seen(pilot).split())
        assert "did you mean" in shown
        said = " ".join(one.message for one in pilot.app._notifications)
        for words in ("did you mean review.search?", "there is no 'no-such'", "color: is no key", "app.help: must name a key"):
            assert words in said
        await pilot.press("f3")
        await pilot.pause()
        assert pilot.app.screen.query_one("#search", Input).has_focus
        await pilot.press("escape", "slash")
        await pilot.pause()
        assert not pilot.app.screen.query_one("#search", Input).has_focus

    drive(opened(contract, preferences=preferences.load(tmp_path)), LARGE, script)


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
def test_every_theme_tells_the_text_from_its_ground(contract: str, theme: str) -> None:
    async def script(pilot: Pilot[int]) -> None:
        pilot.app.theme = theme
        await pilot.pause()
        await pilot.pause()
        low = []
        for strip in pilot.app.screen._compositor.render_strips(pilot.app.size):
            for segment in strip:
                style = segment.style
                if not segment.text.strip() or style is None or style.color is None or style.bgcolor is None:
                    continue
                if segment.text.strip(" │╭╮╰╯─┄▁▂▃▄▅▆▇█▊▎▔├└▌") == "":
                    continue
                ratio = contrast(style.color.get_truecolor(), style.bgcolor.get_truecolor())
                if ratio < (7 if "contrast" in theme else 3):
                    low.append((segment.text, round(ratio, 1)))
        assert not low

    drive(opened(contract), LARGE, script)


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """The contrast ratio of WCAG 2."""

    def luminance(colour: tuple[int, int, int]) -> float:
        parts = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_palette_offers_what_can_be_done_now(contract: str) -> None:
    async def script(pilot: Pilot[int]) -> None:
        await pilot.press("down")
        offered = [command.title for command in pilot.app.get_system_commands(pilot.app.screen)]
        assert any("Accept this finding" in one for one in offered)
        assert not any("Stop reading" in one for one in offered)
        pilot.app.screen.links = None  # type: ignore[attr-defined]
        offered = [command.title for command in pilot.app.get_system_commands(pilot.app.screen)]
        assert not any("law of another day" in one for one in offered)

    drive(opened(contract), MIDDLE, script)


def test_a_path_can_be_typed_on_the_opening_screen(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "one.txt").write_text(CLAUSE)
    (tmp_path / "other.txt").write_text(CLAUSE)

    async def script(pilot: Pilot[int]) -> None:
        await pilot.press("slash", *"nowhere/x.txt", "enter")
        await pilot.pause()
        assert "There is no nowhere/x.txt here" in seen(pilot)
        pilot.app.screen.query_one(Input).value = "oth"
        await pilot.pause()
        assert "sub/" not in seen(pilot)
        pilot.app.screen.query_one(Input).value = "sub/one.txt"
        await pilot.press("enter")
        await settled(pilot)
        assert "one.txt" in seen(pilot)
        assert "Buyer shall not" in seen(pilot)

    drive(real(None, folder=tmp_path), SMALL, script)
