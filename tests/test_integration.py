"""The pipeline around the command: pre-commit for real, what `init` writes, completion, git's textconv, the action."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest

CHECKOUT = Path(__file__).parent.parent
CLAUSE = "Buyer shall not export the Products to Cuba or to any person on the Entity List."
PROGRAM = [sys.executable, "-P", "-m", "clausecheck"]


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        list(command), capture_output=True, text=True, encoding="utf-8", cwd=cwd, check=False, stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
    )  # fmt: skip


def contract(path: Path, text: str = CLAUSE) -> Path:
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    document.save(str(path))
    return path


def repository(folder: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("there is no git here")
    run("git", "init", "-q", cwd=folder)
    run("git", "config", "user.email", "lawyer@example.com", cwd=folder)
    run("git", "config", "user.name", "A. Lawyer", cwd=folder)


def test_pre_commit_runs_the_hook_on_word_files_alone(tmp_path: Path) -> None:
    pytest.importorskip("pre_commit")
    repository(tmp_path)
    hook = (CHECKOUT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    # the hook as it is, run by this interpreter: an environment of its own would have to be built from a registry
    entry = " ".join([*PROGRAM, "check", "--no-cache"])
    local = hook.replace("language: python", "language: system").replace("entry: clausecheck check", f"entry: {entry}")
    assert local.count(entry) == 1
    inside = "".join(f"      {line}\n" for line in local.splitlines())
    (tmp_path / ".pre-commit-config.yaml").write_text(f"repos:\n  - repo: local\n    hooks:\n{inside}", encoding="utf-8")
    contract(tmp_path / "a contract.docx")
    (tmp_path / "~$contract.docx").write_bytes(b"lock")
    (tmp_path / "notes.txt").write_text("nothing")
    run("git", "add", "-A", cwd=tmp_path)
    environment = {"PRE_COMMIT_HOME": str(tmp_path / ".home"), "PRE_COMMIT_COLOR": "never"}
    done = run(sys.executable, "-m", "pre_commit", "run", "--all-files", cwd=tmp_path, **environment)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "a contract.docx" in done.stdout
    assert "1 contract, 0 clean, 1 stale, 0 unread" in done.stdout
    (tmp_path / "clausecheck.toml").write_text('[[accept]]\ncheck = "CC"\nreason = "a sample"\n')
    done = run(sys.executable, "-m", "pre_commit", "run", "--all-files", cwd=tmp_path, **environment)
    assert done.returncode == 0, done.stdout + done.stderr


def test_init_writes_what_works_and_overwrites_nothing(tmp_path: Path) -> None:
    done = run(*PROGRAM, "init", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    written = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert written == [".github/workflows/clausecheck.yml", ".pre-commit-config.yaml", "clausecheck.toml"]
    contract(tmp_path / "a.docx")
    assert run(*PROGRAM, "check", ".", "-q", cwd=tmp_path).returncode == 1
    # every setting that is commented out is one
    text = (tmp_path / "clausecheck.toml").read_text(encoding="utf-8")
    uncommented = re.sub(r"^# (?=[\w\[-]+(?: = |\]\]?$)|\[)", "", text, flags=re.MULTILINE)
    (tmp_path / "clausecheck.toml").write_text(uncommented, encoding="utf-8")
    (tmp_path / "knowledge").mkdir()
    assert uncommented.count("[[accept]]") == 1
    shown = run(*PROGRAM, "config", cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.count("clausecheck.toml: ") >= 7
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    again = run(*PROGRAM, "init", "--ci", "gitlab", cwd=tmp_path)
    assert again.stderr.count("is there already") == 2
    assert "- id: clausecheck" in again.stdout
    assert {path: path.read_bytes() for path in before} == before
    assert (tmp_path / ".gitlab-ci.yml").exists()


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        ("action.yml", "vendor.github-actions"),
        (".github/workflows/clausecheck.yml", "vendor.github-workflows"),
        (".gitlab-ci.yml", "vendor.gitlab-ci"),
    ],
)
def test_what_forges_read_meets_their_published_schemas(tmp_path: Path, file: str, schema: str) -> None:
    pytest.importorskip("check_jsonschema")
    if file == "action.yml":
        shutil.copy(CHECKOUT / file, tmp_path)
    else:
        run(*PROGRAM, "init", "--ci", "gitlab" if "gitlab" in file else "github", cwd=tmp_path)
    done = run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, file, cwd=tmp_path)
    assert done.returncode == 0, done.stdout


def test_the_steps_of_the_action_give_the_real_exit_code(tmp_path: Path) -> None:
    """The shell of the action's check and result steps, run as the runner does."""
    if shutil.which("bash") is None:
        pytest.skip("there is no bash here")
    text = (CHECKOUT / "action.yml").read_text(encoding="utf-8")
    script = re.search(r"run: \|\n((?: {8}.*\n)+)", text)
    assert script
    steps = re.sub(r"^ {8}", "", script[1], flags=re.MULTILINE)
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    (bin_ / "clausecheck").write_text(f'#!/bin/sh\nexec {" ".join(PROGRAM)} "$@"\n')
    (bin_ / "clausecheck").chmod(0o755)
    work = tmp_path / "work"
    work.mkdir()
    contract(work / "a.docx")
    for name, code in (("a.docx", 1), ("missing.docx", 2)):
        output = tmp_path / "output"
        output.write_text("")
        done = run(
            "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", steps, cwd=work, CHECK_PATHS=name, CHECK_ARGS="",
            SARIF_FILE="c.sarif", GITHUB_OUTPUT=str(output), PATH=f"{bin_}:{os.environ['PATH']}",
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert output.read_text() == f"exit-code={code}\n"
        assert (work / "c.sarif").stat().st_size > 1000


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_completes_commands_and_options(tmp_path: Path, shell: str) -> None:
    script = run(*PROGRAM, cwd=tmp_path, _CLAUSECHECK_COMPLETE=f"{shell}_source")
    assert "_CLAUSECHECK_COMPLETE" in script.stdout, script.stderr
    words = {"COMP_WORDS": "clausecheck ch", "COMP_CWORD": "ch" if shell == "fish" else "1"}
    assert "check" in run(*PROGRAM, cwd=tmp_path, _CLAUSECHECK_COMPLETE=f"{shell}_complete", **words).stdout


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_bash_completes_checks_references_and_files(tmp_path: Path) -> None:
    """The script that bash would run at the press of the tab key, run by bash."""
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    program = bin_ / "clausecheck"
    program.write_text(f'#!/bin/sh\nexec {" ".join(PROGRAM)} "$@"\n')
    program.chmod(0o755)

    def completed(*words: str) -> set[str]:
        script = (
            'compopt() { :; }; eval "$(_CLAUSECHECK_COMPLETE=bash_source clausecheck)"\n'  # what only bash itself may call
            f"COMP_WORDS=({' '.join(words)}); COMP_CWORD={len(words) - 1}\n"
            f'_clausecheck_completion clausecheck "{words[-1]}" "{words[-2]}"\necho "${{COMPREPLY[@]}}"\n'
        )
        done = run("bash", "-c", script, cwd=tmp_path, PATH=f"{bin_}:{os.environ['PATH']}")
        assert done.stderr == ""
        return set(done.stdout.split())

    assert completed("clausecheck", "che") == {"check"}
    assert {"missing-list", "missing-act"} <= completed("clausecheck", "explain", "missing-")
    assert completed("clausecheck", "check", "--select", "CC40") == {f"CC40{number}" for number in range(1, 8)}
    assert completed("clausecheck", "check", "--format", "sa") == {"sarif"}
    assert {"us", "us-eu-uk"} <= completed("clausecheck", "check", "--reference", "us")


def test_git_shows_word_files_as_text(tmp_path: Path) -> None:
    repository(tmp_path)
    (tmp_path / ".gitattributes").write_text("*.docx diff=word\n")
    run("git", "config", "diff.word.textconv", " ".join([*PROGRAM, "text"]), cwd=tmp_path)
    contract(tmp_path / "a.docx", "1. Supply\n" + CLAUSE)
    run("git", "add", "-A", cwd=tmp_path)
    run("git", "commit", "-qm", "first", cwd=tmp_path)
    contract(tmp_path / "a.docx", "1. Supply\n" + CLAUSE.replace("shall not", "shall"))
    shown = run("git", "diff", cwd=tmp_path).stdout
    assert f"-{CLAUSE}" in shown
    assert "+Buyer shall export" in shown
    assert "\n 1. Supply" in shown


def test_git_difftool_says_what_changed_in_meaning(tmp_path: Path) -> None:
    repository(tmp_path)
    run("git", "config", "difftool.clausecheck.cmd", " ".join([*PROGRAM, "diff", '"$LOCAL"', '"$REMOTE"']), cwd=tmp_path)
    contract(tmp_path / "a.docx")
    run("git", "add", "-A", cwd=tmp_path)
    run("git", "commit", "-qm", "first", cwd=tmp_path)
    contract(tmp_path / "a.docx", CLAUSE.replace(" or to any person on the Entity List", ""))
    contract(tmp_path / "new.docx", CLAUSE)
    run("git", "add", "-A", cwd=tmp_path)
    shown = run("git", "difftool", "--no-prompt", "--tool=clausecheck", "HEAD", cwd=tmp_path)
    assert "Export to a party on the Entity List is no longer barred." in shown.stdout, shown.stderr
    assert "Export to Cuba is now barred." in shown.stdout  # the new file, which git holds against nothing


def test_the_recipes_of_the_page_are_those_that_were_tried() -> None:
    page = (CHECKOUT / "docs" / "diff.md").read_text(encoding="utf-8")
    assert 'git config difftool.clausecheck.cmd \'clausecheck diff "$LOCAL" "$REMOTE"\'' in page
    assert 'git config diff.word.textconv "clausecheck text"' in page
    assert "*.docx diff=word" in page
    assert "git difftool --no-prompt --tool=clausecheck" in page


def test_lines_of_findings_are_lines_of_the_text(tmp_path: Path) -> None:
    import json

    path = CHECKOUT / "samples" / "hikvision-2019.docx"
    lines = run(*PROGRAM, "text", str(path), cwd=tmp_path).stdout.splitlines()
    held = json.loads(run(*PROGRAM, "check", str(path), "-f", "sarif", cwd=tmp_path).stdout)
    seen = 0
    for one in held["runs"][0]["results"]:
        region = one["locations"][0]["physicalLocation"]["region"]
        if "snippet" in region:
            seen += 1
            assert region["snippet"]["text"].splitlines()[0] in lines[region["startLine"] - 1]
    assert seen > 4
