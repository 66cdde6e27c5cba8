"""Settings: where they are found, what they refuse, what they change; acceptances and the baseline through the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import jsonschema
import pytest

from clausecheck import config

CLAUSE = "Buyer shall not export the Products to Cuba or to any person on the Entity List."
DAY = "2026-11-24"


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "clausecheck", *arguments],
        capture_output=True, text=True, encoding="utf-8", cwd=cwd, check=False, stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip


def checked(cwd: Path, *arguments: str) -> dict[str, Any]:
    done = run("check", *arguments, "-f", "json", "--as-of", DAY, cwd=cwd)
    assert done.stdout, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return {**found, "exit": done.returncode, "codes": [one["code"] for one in found["findings"]]}


def contract(path: Path, text: str = CLAUSE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    document.save(str(path))
    return path


def settings(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "clausecheck.toml").write_text(text, encoding="utf-8")


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('refrence = "us"', "refrence: is no key; did you mean reference?"),
        ('[[accept]]\ncheck = "polarity"\nreasn = "x"', "accept[0].reasn: is no key; did you mean reason?"),
        ('[[accept]]\ncheck = "polarity"', "accept[0].reason: is missing"),
        ('[[accept]]\ncheck = "polarity"\nreason = " "', "accept[0].reason: is empty"),
        ('[[accept]]\ncheck = "polarity"\nreason = "x"\nuntil = "2026-13-01"', "accept[0].until: is no day"),
        (
            '[[accept]]\ncheck = "polaritty"\nreason = "x"',
            "accept[0].check: no check is called 'polaritty'; did you mean polarity?",
        ),
        ('fail-on = "eror"', "fail-on: 'eror' is none of error, warning, note"),
        ('[severity]\nplaceholder = "err"', "severity: 'err' is none of error, warning, note, off"),
        ('[severity]\nplaceholdr = "error"', "severity.placeholdr: no check is called 'placeholdr'; did you mean placeholder?"),
        ('select = ["CC999"]', "select: no check is called 'CC999'"),
        ('[[per-path]]\nfiles = ["eu/**"]\nrefernce = "eu"', "per-path[0].refernce: is no key; did you mean reference?"),
        ('[[per-path]]\nfiles = []', "per-path[0].files: names no file"),
        ('extend = "base.toml"', "extend: base.toml is no file"),
        ('extend = "clausecheck.toml"', "leads back to itself"),
        ("max-age = -1", "max-age: -1 is no number of days"),
        ("select = ", "not TOML"),
    ],
)  # fmt: skip
def test_wrong_settings_are_refused_with_file_and_key(tmp_path: Path, text: str, said: str) -> None:
    settings(tmp_path, text)
    contract(tmp_path / "a.docx")
    done = run("check", "a.docx", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("clausecheck: clausecheck.toml: ")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


# ---------------------------------------------------------------- where they are found, and what they change


def test_the_nearest_file_upward_from_the_contract_counts(tmp_path: Path) -> None:
    contract(tmp_path / "eu" / "deep" / "a.docx")
    contract(tmp_path / "b.docx")
    settings(tmp_path, 'reference = "us"')
    settings(tmp_path / "eu", 'reference = "eu"')
    found = checked(tmp_path, ".")
    assert {row["document"]: row["id"] for row in found["coverage"] if row["required"] == "required"} != {}
    named = {one["document"]: one["message"] for one in found["findings"] if one["code"] == "CC101"}
    assert "reference eu" in named[os.path.join(".", "eu", "deep", "a.docx")]
    assert "reference us" in named[os.path.join(".", "b.docx")]
    assert found["reference"]["name"] == "us, eu"


def test_a_pyproject_counts_where_it_speaks_of_clausecheck(tmp_path: Path) -> None:
    contract(tmp_path / "a.docx")
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n[tool.clausecheck]\nselect = ["missing-ownership"]\n')
    assert checked(tmp_path, "a.docx")["codes"] == ["CC105"]
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n')
    assert len(checked(tmp_path, "a.docx")["codes"]) > 5


def test_paths_have_severities_and_checks_of_their_own(tmp_path: Path) -> None:
    contract(tmp_path / "eu" / "a.docx")
    contract(tmp_path / "drafts" / "b.docx")
    settings(
        tmp_path,
        'select = ["CC1"]\nignore = ["CC103"]\n[severity]\nCC1 = "note"\nmissing-ownership = "error"\nmissing-act = "off"\n'
        '[[per-path]]\nfiles = ["drafts/**"]\nseverity = { missing-ownership = "warning" }\n'
        '[[per-path]]\nfiles = ["eu/*.docx"]\nreference = "eu"\nselect = ["missing-ownership"]\n',
    )
    found = checked(tmp_path, ".")
    levels = {(one["document"], one["code"]): one["severity"] for one in found["findings"]}
    here = lambda *parts: os.path.join(".", *parts)  # noqa: E731
    assert levels[here("drafts", "b.docx"), "CC105"] == "warning"
    assert levels[here("drafts", "b.docx"), "CC101"] == "note"
    assert {code for path, code in levels if path == here("eu", "a.docx")} == {"CC105"}
    assert not {"CC103", "CC106"} & set(found["codes"])
    assert run("check", ".", "-q", cwd=tmp_path).returncode == 1
    assert run("check", "drafts", "-q", cwd=tmp_path).returncode == 0
    assert run("check", "drafts", "-q", "--fail-on", "warning", cwd=tmp_path).returncode == 1


def test_settings_build_on_others_and_the_command_line_stands_over_them(tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text('reference = "eu"\nfail-on = "note"\n[severity]\nplaceholder = "error"\n')
    settings(tmp_path / "team", 'extend = "../base.toml"\nfail-on = "error"\n[severity]\npolarity = "note"\n')
    contract(tmp_path / "team" / "a.docx")
    shown = json.loads(run("config", "team", "-f", "json", cwd=tmp_path).stdout)
    assert shown["settings"]["reference"] == {"value": "eu", "from": os.path.join("team", "..", "base.toml") + ": reference"}
    assert shown["settings"]["fail-on"] == {"value": "error", "from": os.path.join("team", "clausecheck.toml") + ": fail-on"}
    assert shown["settings"]["max-age"] == {"value": 180, "from": "default"}
    assert {name: one["value"] for name, one in shown["severity"].items()} == {"placeholder": "error", "polarity": "note"}
    assert "reference eu" in json.dumps(checked(tmp_path, "team")["findings"])
    assert "reference uk" in json.dumps(checked(tmp_path, "team", "--reference", "uk")["findings"])


def test_a_folder_takes_text_where_the_settings_say_so_and_leaves_out_what_they_exclude(tmp_path: Path) -> None:
    contract(tmp_path / "a.docx")
    contract(tmp_path / "old" / "b.docx")
    (tmp_path / "c.md").write_text(CLAUSE)
    assert {one["document"] for one in checked(tmp_path, ".")["findings"]} == {
        os.path.join(".", "a.docx"), os.path.join(".", "old", "b.docx"),
    }  # fmt: skip
    settings(tmp_path, 'include = ["*.md"]\nexclude = ["old/**"]')
    assert {one["document"] for one in checked(tmp_path, ".")["findings"]} == {
        os.path.join(".", "a.docx"), os.path.join(".", "c.md"),
    }  # fmt: skip


def test_config_shows_each_value_with_its_source_as_toml(tmp_path: Path) -> None:
    settings(tmp_path, 'reference = "eu"\n[[accept]]\ncheck = "polarity"\nreason = "x"\nuntil = 2030-01-01\n')
    lines = run("config", cwd=tmp_path).stdout.splitlines()
    assert lines[0] == "# .: clausecheck.toml"
    assert [part.strip() for part in lines[1].split("#")] == ['reference = "eu"', "clausecheck.toml: reference"]
    assert any(line.startswith("[[accept]]") and line.endswith("clausecheck.toml: accept[0]") for line in lines)
    assert 'until = "2030-01-01"' in lines


def test_the_schema_accepts_what_the_program_accepts(tmp_path: Path) -> None:
    schema = json.loads(run("config", "--schema", cwd=tmp_path).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    good = {
        "reference": "us", "fail-on": "error", "severity": {"polarity": "off"}, "max-age": 3,
        "accept": [{"check": "polarity", "reason": "x", "until": "2027-01-01"}], "per-path": [{"files": ["*"]}],
    }  # fmt: skip
    assert list(validator.iter_errors(good)) == []
    for wrong in ({"refrence": "us"}, {"fail-on": "eror"}, {"accept": [{"check": "x"}]}):
        assert list(validator.iter_errors(wrong)), wrong
    held = Path(__file__).parent.parent / "docs" / "clausecheck.schema.json"
    assert json.loads(held.read_text(encoding="utf-8")) == config.schema(), "run `just docs`"


# ---------------------------------------------------------------- acceptances


def test_an_acceptance_holds_back_its_findings_and_no_others(tmp_path: Path) -> None:
    contract(tmp_path / "a.docx", "7.3 Export\n" + CLAUSE)
    contract(tmp_path / "b.docx", "7.3 Export\n" + CLAUSE)
    settings(
        tmp_path, '[[accept]]\ncheck = "missing-ownership"\npath = "a.docx"\nreason = "one owner, known"\nuntil = 2027-01-31\n'
    )
    found = checked(tmp_path, ".", "--show-accepted")
    held = {one["document"]: one["accepted"] for one in found["findings"] if one["code"] == "CC105"}
    where = "clausecheck.toml: accept[0]"
    assert held[os.path.join(".", "a.docx")] == {"reason": "one owner, known", "until": "2027-01-31", "where": where}
    assert held[os.path.join(".", "b.docx")] is None
    assert not {"CC901", "CC902"} & set(found["codes"])
    assert checked(tmp_path, ".")["codes"].count("CC105") == 1


def test_an_acceptance_can_be_for_one_clause(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("7.3 Export\nBuyer shall not export to Cuba.\nAs [●] says.", encoding="utf-8")
    for clause, expected in (("7.3", 0), ("7.4", 1), ("7.*", 0)):
        settings(tmp_path, f'select = ["CC407"]\n[[accept]]\ncheck = "placeholder"\nclause = "{clause}"\nreason = "later"\n')
        assert checked(tmp_path, "a.txt")["codes"].count("CC407") == expected, clause


def test_an_expired_acceptance_fails_open_and_says_so(tmp_path: Path) -> None:
    contract(tmp_path / "a.docx")
    settings(tmp_path, '[[accept]]\ncheck = "missing-ownership"\nreason = "for now"\nuntil = 2026-11-23\n')
    found = checked(tmp_path, "a.docx")
    assert {"CC105", "CC902"} <= set(found["codes"])
    (one,) = (one for one in found["findings"] if one["code"] == "CC902")
    assert one["document"] == "clausecheck.toml"
    assert "for now" in one["message"]
    settings(tmp_path, '[[accept]]\ncheck = "missing-ownership"\nreason = "for now"\nuntil = 2026-11-24\n')
    assert not {"CC105", "CC902"} & set(checked(tmp_path, "a.docx")["codes"])


def test_an_acceptance_of_nothing_is_told_where_it_could_have_been_needed(tmp_path: Path) -> None:
    contract(tmp_path / "a.docx")
    settings(
        tmp_path,
        '[[accept]]\ncheck = "polarity"\nreason = "x"\n[[accept]]\ncheck = "polarity"\npath = "b.docx"\nreason = "y"\n',
    )
    assert checked(tmp_path, ".")["codes"].count("CC901") == 1  # the other is about a file that was not checked
    assert checked(tmp_path, "a.docx")["codes"].count("CC901") == 0  # one file need not have it


def commented(path: Path, *comments: str) -> None:
    document = docx.Document()
    document.add_paragraph("1. Supply of goods")
    paragraph = document.add_paragraph("2. " + CLAUSE)
    for text in comments:
        document.add_comment(paragraph.runs, text=text, author="A. Lawyer")
    document.save(str(path))


def test_a_word_comment_accepts_with_its_reason(tmp_path: Path) -> None:
    commented(
        tmp_path / "a.docx", "clausecheck: accept[missing-ownership, CC106] one owner, known to us until 2027-01-31", "Fine."
    )
    found = checked(tmp_path, "a.docx", "--show-accepted")
    held = [one for one in found["findings"] if one["accepted"]]
    assert {one["code"] for one in held} == {"CC105", "CC106"}
    assert held[0]["accepted"]["reason"] == "one owner, known to us"
    assert held[0]["accepted"]["until"] == "2027-01-31"
    assert held[0]["accepted"]["where"].startswith("a.docx: comment of A. Lawyer")


@pytest.mark.parametrize(
    ("comment", "code", "said"),
    [
        ("clausecheck: accept[missing-ownership]", "CC901", "gives no reason"),
        ("clausecheck: accept[missing-onwership] because", "CC901", "did you mean missing-ownership?"),
        ("clausecheck: acept[missing-ownership] because", "CC901", "is not"),
        ("clausecheck: accept[polarity] because", "CC901", "no finding of polarity"),
        ("clausecheck: accept[missing-ownership] for now, until 2026-01-01", "CC902", "ended on 2026-01-01"),
    ],
)
def test_a_word_comment_that_does_not_accept_is_reported(tmp_path: Path, comment: str, code: str, said: str) -> None:
    commented(tmp_path / "a.docx", comment)
    found = checked(tmp_path, "a.docx")
    assert "CC105" in found["codes"]
    (one,) = (one for one in found["findings"] if one["code"] == code)
    assert said in one["message"]


# ---------------------------------------------------------------- the baseline


def test_a_baseline_ratchets_and_is_pruned(tmp_path: Path) -> None:
    contract(tmp_path / "a.docx", "7. Export\n" + CLAUSE)
    contract(tmp_path / "b.docx", "7. Export\n" + CLAUSE)
    settings(tmp_path, 'baseline = "old.json"')
    assert run("check", ".", "-q", cwd=tmp_path).returncode == 1
    run("check", ".", "-q", "--write-baseline", "old.json", cwd=tmp_path)
    assert run("check", ".", "-q", cwd=tmp_path).returncode == 0
    before = json.loads((tmp_path / "old.json").read_text())["findings"]
    # renumbered and moved within the contract: nothing comes back
    contract(tmp_path / "a.docx", "1. Supply\nSeller sells.\n9. Export\n9.1 " + CLAUSE)
    assert run("check", ".", "-q", cwd=tmp_path).returncode == 0
    # a copy of a faulty contract is a new one; a renamed one is not
    contract(tmp_path / "c.docx", "7. Export\n" + CLAUSE)
    assert run("check", ".", "-q", cwd=tmp_path).returncode == 1
    (tmp_path / "b.docx").unlink()
    assert run("check", ".", "-q", cwd=tmp_path).returncode == 0
    # what was mended leaves the file, what was not looked at stays
    contract(tmp_path / "c.docx", "7. Export\n" + CLAUSE + " Buyer shall not re-export the Products.")
    run("check", "c.docx", "-q", "--write-baseline", "old.json", cwd=tmp_path)
    after = json.loads((tmp_path / "old.json").read_text())["findings"]
    assert {one["document"] for one in after} == {"c.docx"} | {
        one["document"] for one in before if one["document"].endswith("a.docx")
    }
    assert sum(one["code"] == "CC106" and one["document"] == "c.docx" for one in after) == 1
    assert len({(one["document"], one["fingerprint"]) for one in after}) == len(after)
