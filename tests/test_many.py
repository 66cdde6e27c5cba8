"""Many contracts in one run: processes, the cache, progress, and files that cannot be read, which never stop the others."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest

from clausecheck.cache import Cache, packed, unpacked
from clausecheck.commands import reviewing
from clausecheck.commands.configured import Plan
from clausecheck.commands.reviewing import Task
from clausecheck.exits import Progress
from clausecheck.report import Unread
from clausecheck.run import review

CLAUSE = "Buyer shall not export the Products to Cuba or to any person on the Entity List."
SAMPLES = Path(__file__).parent.parent / "samples"
DAY = "2026-11-24"


def run(*arguments: str, cwd: Path, before: Sequence[str] = (), **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*before, sys.executable, "-P", "-m", "clausecheck", *arguments, "--as-of", DAY],
        capture_output=True, text=True, encoding="utf-8", cwd=cwd, check=False, stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
    )  # fmt: skip


def contract(path: Path, text: str = CLAUSE) -> Path:
    document = docx.Document()
    document.add_paragraph(text)
    document.save(str(path))
    return path


def tasks(*paths: Path) -> list[Task]:
    from clausecheck import checks

    plan = Plan(
        reference="us", requirements=None, revisions="final", overlay=None, max_age=180, codes=checks.chosen((), ()),
    )  # fmt: skip
    return [Task(path=str(path), as_of=DAY, plan=plan) for path in paths]


def silent(total: int = 1) -> Progress:
    return Progress(total, lambda: 0.0, quiet=True)


# ---------------------------------------------------------------- the cache


def test_a_report_comes_back_from_the_cache_as_it_prints() -> None:
    for name in ("hikvision-2019", "supply-v2", "eu-supply-no-remedies"):
        report = review(str(SAMPLES / f"{name}.docx"), as_of=DAY)
        again = unpacked(packed(report))
        assert (again.findings, again.matrix, again.age, again.notes) == (
            report.findings,
            report.matrix,
            report.age,
            report.notes,
        )
        assert [one.located for one in again.clauses] == [one.located for one in report.clauses]
        assert [one.effects for one in again.clauses] == [one.effects for one in report.clauses]


def test_a_second_run_reads_no_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [contract(tmp_path / f"{name}.docx", f"{name}. {CLAUSE}") for name in "ab"]
    store = Cache(tmp_path / "cache")
    first, _ = reviewing.reviewed(tasks(*paths), store=store, jobs=1, verbose=False, progress=silent())

    def refuse(path: str, _revisions: str) -> None:
        raise AssertionError(f"{path} was read")

    monkeypatch.setattr(reviewing, "opened", refuse)
    second, unread = reviewing.reviewed(tasks(*paths), store=store, jobs=1, verbose=False, progress=silent())
    assert (unread, [one.findings for one in second]) == ([], [one.findings for one in first])
    contract(paths[0], CLAUSE + " Nor to Iran.")
    _, unread = reviewing.reviewed(tasks(*paths), store=store, jobs=1, verbose=False, progress=silent())
    assert [one.path for one in unread] == [str(paths[0])]  # the changed one alone


@pytest.mark.parametrize(
    "change",
    [{"as_of": "2025-01-01"}, {"reference": "eu"}, {"revisions": "original"}, {"max_age": 3}, {"requirements": "r.toml"}],
    ids=lambda change: next(iter(change)),
)
def test_whatever_a_report_depends_on_tells_it_apart(tmp_path: Path, change: dict[str, object]) -> None:
    from dataclasses import replace

    (one,) = tasks(contract(tmp_path / "a.docx"))
    if "as_of" in change:
        other = replace(one, as_of=str(change["as_of"]))
    else:
        other = replace(
            one,
            plan=replace(one.plan, **{**change, **({"requirements": tmp_path / "r.toml"} if "requirements" in change else {})}),
        )  # type: ignore[arg-type]
    assert reviewing._key(one) != reviewing._key(other)
    assert reviewing._key(one) == reviewing._key(tasks(tmp_path / "a.docx")[0])


def test_a_template_or_requirements_that_change_tell_a_report_apart(tmp_path: Path) -> None:
    from dataclasses import replace

    (one,) = tasks(contract(tmp_path / "a.docx"))
    template = tmp_path / "own.txt"
    template.write_text(CLAUSE)
    task = replace(one, plan=replace(one.plan, reference=str(template)))
    before = reviewing._key(task)
    template.write_text(CLAUSE + " And not to Iran.")
    assert reviewing._key(task) != before


def test_a_damaged_or_unwritable_cache_is_as_good_as_none(tmp_path: Path) -> None:
    path = contract(tmp_path / "a.docx")
    cache = tmp_path / "home" / "clausecheck"
    whole = run("check", str(path), "-f", "json", cwd=tmp_path, XDG_CACHE_HOME=str(tmp_path / "home"))
    held = [entry for entry in cache.rglob("*") if entry.is_file()]
    assert sum(entry.suffix != ".table" for entry in held) == 1
    for entry in held:
        entry.write_bytes(entry.read_bytes()[:100])
    assert run("check", str(path), "-f", "json", cwd=tmp_path, XDG_CACHE_HOME=str(tmp_path / "home")).stdout == whole.stdout
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert run("check", str(path), "-f", "json", cwd=tmp_path, XDG_CACHE_HOME=str(blocked)).stdout == whole.stdout
    fresh = run("check", str(path), "-f", "json", "--no-cache", cwd=tmp_path, XDG_CACHE_HOME=str(tmp_path / "none"))
    assert fresh.stdout == whole.stdout
    left = [entry.suffix for entry in (tmp_path / "none").rglob("*") if entry.is_file()]
    assert set(left) <= {".table"}, "the tables of the grammars are no contract's"


# ---------------------------------------------------------------- processes


def test_processes_say_what_one_process_says(tmp_path: Path) -> None:
    for number in range(reviewing.FEW + 4):
        contract(tmp_path / f"{number:02}.docx", f"{number}. {CLAUSE}")
    (tmp_path / "05.docx").write_bytes(b"PK broken")
    alone = run("check", ".", "-f", "json", "--no-cache", "-j", "1", cwd=tmp_path)
    shared = run("check", ".", "-f", "json", "--no-cache", "-j", "2", cwd=tmp_path)
    assert (shared.stdout, shared.stderr, shared.returncode) == (alone.stdout, alone.stderr, 2)
    assert len({one["document"] for one in json.loads(shared.stdout)["findings"]}) == reviewing.FEW + 3


def test_a_killed_process_takes_one_contract_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [contract(tmp_path / f"{number:02}.docx", f"{number}. {CLAUSE}") for number in range(reviewing.FEW + 4)]
    honest = reviewing.reviewed_alone

    def deadly(task: Task, *, verbose: bool = False) -> object:
        if task.path.endswith("03.docx"):
            os._exit(9)
        return honest(task, verbose=verbose)

    monkeypatch.setattr(reviewing, "reviewed_alone", deadly)  # the workers are forked, so they have it too
    if sys.platform != "linux" or sys.version_info >= (3, 14):
        pytest.skip("workers are not forked here")
    reports, unread = reviewing.reviewed(tasks(*paths), store=None, jobs=2, verbose=False, progress=silent())
    assert [Path(one.path).name for one in unread] == ["03.docx"]
    assert "was killed" in unread[0].problem
    assert [Path(one.document.path).name for one in reports] == [path.name for path in paths if path.name != "03.docx"]


def test_progress_is_silent_in_short_runs_and_a_line_in_logs(capsys: pytest.CaptureFixture[str]) -> None:
    now = [0.0]
    progress = Progress(40, lambda: now[0])
    for _ in range(40):
        now[0] += 0.6
        progress.step()
    progress.end()
    out, err = capsys.readouterr()
    assert (out, err.splitlines()) == ("", ["clausecheck: 17 of 40 contracts", "clausecheck: 34 of 40 contracts"])


# ---------------------------------------------------------------- what cannot be read


def _bomb(path: Path, good: Path) -> None:
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        for info in source.infolist():
            if info.filename != "word/document.xml":
                bomb.writestr(info, source.read(info))
        with bomb.open("word/document.xml", "w") as member:
            for _ in range(70):
                member.write(b"<a>" * 350_000)


def test_each_bad_file_has_its_line_and_the_others_are_checked(tmp_path: Path) -> None:
    good = contract(tmp_path / "good.docx")
    data = good.read_bytes()
    (tmp_path / "truncated.docx").write_bytes(data[: len(data) // 2])
    (tmp_path / "empty.docx").write_bytes(b"")
    (tmp_path / "renamed.docx").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    (tmp_path / "encrypted.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    _bomb(tmp_path / "bomb.docx", good)
    (tmp_path / "long.txt").write_text("Buyer shall not export the Products to Cuba, " * 2_300_000)
    nameless = os.path.join(os.fsencode(tmp_path), b"bad\xff.docx")
    Path(os.fsdecode(nameless)).write_bytes(data)
    done = run("check", ".", "long.txt", "missing.docx", "contract.pdf", "-f", "json", cwd=tmp_path)
    lines = done.stderr.splitlines()
    said = {line.split(": ")[1].removeprefix("./"): line for line in lines}
    assert done.returncode == 2
    assert set(said) == {
        "truncated.docx", "empty.docx", "renamed.docx", "encrypted.docx", "bomb.docx", "long.txt", "missing.docx",
        "contract.pdf", "bad\\xff.docx",
    }  # fmt: skip
    assert len(lines) == len(said)
    for name, words in {
        "truncated.docx": "cut off", "empty.docx": "is empty", "renamed.docx": "PDF", "encrypted.docx": "encrypted",
        "bomb.docx": "64 MB", "long.txt": "16 million", "missing.docx": "no such file", "bad\\xff.docx": "UTF-8",
    }.items():  # fmt: skip
        assert words in said[name], said[name]
    found = json.loads(done.stdout)
    assert {one["document"] for one in found["findings"]} == {os.path.join(".", "good.docx")}
    assert len(found["skipped"]) == len(said)


def test_a_folder_without_rights_is_told(tmp_path: Path) -> None:
    setpriv = shutil.which("setpriv")
    if os.geteuid() == 0 and setpriv is None:
        pytest.skip("root may read everything")
    rights = [str(setpriv), "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    contract(tmp_path / "a.docx")
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0)
    try:
        done = run("check", ".", "-q", cwd=tmp_path, before=rights)
    finally:
        closed.chmod(0o700)
    assert done.returncode == 2
    assert "closed: cannot be listed" in done.stderr
    assert done.stdout.startswith("2 contracts")


def test_unread_is_counted_in_the_last_line() -> None:
    assert Unread(path="a", problem="b").problem == "b"
