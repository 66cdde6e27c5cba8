"""The command line as users and CI jobs run it: a process, its exit code, its two streams."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parent.parent / "samples"
BAD = "Buyer shall not export the Products to Cuba or to any person on the Specially Designated Nationals List.\n"


def run(*arguments: str, cwd: Path | None = None, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """One run of the installed command, without colour or terminal."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    return subprocess.run(
        [sys.executable, "-P", "-m", "clausecheck", *arguments],
        input=stdin, capture_output=True, text=True, encoding="utf-8", cwd=cwd, check=False,
        env={**inherited, "PYTHONUTF8": "1", **environment},
    )  # fmt: skip


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    path = tmp_path / "contract.txt"
    path.write_text(BAD, encoding="utf-8")
    return path


# ---------------------------------------------------------------- exit codes


def test_a_good_template_exits_0() -> None:
    done = run("check", str(SAMPLES / "template-good.docx"), "--as-of", "2026-11-24")
    assert done.returncode == 0, done.stdout
    assert (
        done.stdout.splitlines()[-1] == "1 contract, 0 clean, 1 stale (0 at or above error), 0 unread"
    )  # Syria changed in 2025


def test_a_stale_contract_exits_1_unless_told_otherwise(contract: Path) -> None:
    assert run("check", str(contract)).returncode == 1
    assert run("check", str(contract), "--exit-zero").returncode == 0
    assert run("check", str(contract), "--select", "CC004").returncode == 0


def test_an_unreadable_contract_exits_2_and_the_others_are_still_checked(tmp_path: Path, contract: Path) -> None:
    (tmp_path / "broken.docx").write_bytes(b"this is no zip file")
    done = run("check", str(tmp_path / "broken.docx"), str(contract), "--format", "json")
    assert done.returncode == 2
    shape = json.loads(done.stdout)
    assert [skipped["path"] for skipped in shape["skipped"]] == [str(tmp_path / "broken.docx")]
    assert {finding["document"] for finding in shape["findings"]} == {str(contract)}
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_exit_zero_does_not_hide_what_could_not_be_read(tmp_path: Path) -> None:
    assert run("check", str(tmp_path / "missing.docx"), "--exit-zero").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["chekc", "x"], "did you mean 'check'"),
        (["check"], "PATH"),
        (["check", "x.txt", "--as-of", "2019-9-9"], "did you mean 2019-09-09?"),
        (["check", "x.txt", "--as-of", "20190909"], "did you mean 2019-09-09?"),
        (["check", "x.txt", "--as-of", "31/12/2019"], "did you mean 2019-12-31?"),
        (["check", "x.txt", "--as-of", "03/04/2019"], "for example"),
        (["check", "x.txt", "--as-of", "2019-02-30"], "no day of the calendar"),
        (["check", "x.txt", "--select", "mising-list"], "did you mean missing-list?"),
        (["check", "x.txt", "--reference", "usa"], "us"),
        (["check", "x.txt", "--save", "json"], "FORMAT=FILE"),
        (["check", "x.txt", "--format", "xml"], "json"),
        (["check", "x.txt", "--baseline", "none.json"], "none.json"),
        (["diff", "one.txt"], "original..final"),
        (["diff", "a.txt", "b.txt", "--revisions", "first"], "final, original, all"),
        (["explain", "CC999"], "CC"),
        (["show", "Entty List"], "Entity List"),
        (["lists", "--changed-since", "2019-9-9"], "did you mean 2019-09-09?"),
        (["lists", "--changed-since", "2026-01-01", "--as-of", "2025-01-01"], "not before"),
        (["lists", "--knowledge", "nowhere"], "nowhere: is no directory"),
        (["check", "x.txt", "--requirements", "none.toml"], "none.toml: cannot be read"),
        (["check", "x.txt", "--requirements", "x.txt"], "x.txt: not TOML"),
        (["check", "x.txt", "--max-age", "-1"], "--max-age"),
        (["open", "missing.docx"], "terminal"),
        (["contract.pdf"], "terminal"),
    ],
)
def test_a_bad_request_exits_2_and_says_what_to_do(arguments: list[str], hint: str, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(BAD, encoding="utf-8")
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert hint in done.stderr
    assert done.stderr.startswith("clausecheck: ")
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


# ---------------------------------------------------------------- check


def test_check_json_has_the_promised_keys(contract: Path) -> None:
    done = run("check", str(contract), "--format", "json", "--as-of", "2026-11-24")
    shape = json.loads(done.stdout)
    assert shape["schema"] == "clausecheck.check/1"
    assert shape["as_of"] == "2026-11-24"
    assert shape["reference"] == {"name": "us", "as_of": "2026-11-24"}
    assert shape.keys() >= {"version", "knowledge", "findings", "skipped", "coverage"}
    text = BAD.strip()
    for finding in shape["findings"]:
        assert set(finding) == {
            "code", "name", "severity", "confidence", "message", "document", "clause", "start", "end", "quote", "thing",
            "advice", "sources", "fingerprint", "accepted",
        }  # fmt: skip
        if finding["start"] is not None:
            assert text[finding["start"] : finding["end"]] == finding["quote"]
    rows = {(row["kind"], row["id"]): row for row in shape["coverage"]}
    assert rows["territory", "CU"]["contract"] == "barred"
    assert len({finding["fingerprint"] for finding in shape["findings"]}) == len(shape["findings"])


def test_the_same_input_gives_the_same_bytes(contract: Path) -> None:
    for form in ("text", "json", "jsonl", "markdown"):
        first, second = (run("check", str(contract), "-f", form, PYTHONHASHSEED=seed) for seed in ("1", "2"))
        assert first.stdout == second.stdout


def test_stdin_is_text(contract: Path) -> None:
    done = run("check", "-", "--format", "json", stdin=BAD)
    named = json.loads(run("check", str(contract), "--format", "json").stdout)
    piped = json.loads(done.stdout)
    assert done.returncode == 1
    assert {finding["document"] for finding in piped["findings"]} == {"-"}
    assert [finding["code"] for finding in piped["findings"]] == [finding["code"] for finding in named["findings"]]


def test_a_folder_is_walked_in_order_without_lock_files_and_text(tmp_path: Path) -> None:
    good = (SAMPLES / "template-good.docx").read_bytes()
    for name in ("b.docx", "a.docx", "sub/c.DOCX", "~$a.docx", ".hidden/d.docx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(good)
    (tmp_path / "notes.txt").write_text(BAD, encoding="utf-8")
    done = run("parse", str(tmp_path), "--format", "jsonl")
    names = [Path(json.loads(line)["path"]).relative_to(tmp_path).as_posix() for line in done.stdout.splitlines()]
    assert names == ["a.docx", "b.docx", "sub/c.DOCX"]


def test_a_folder_without_contracts_is_not_clean(tmp_path: Path) -> None:
    done = run("check", str(tmp_path))
    assert done.returncode == 2
    assert "no Word file" in done.stderr


def test_the_baseline_accepts_what_was_there(contract: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    first = run("check", str(contract), "--write-baseline", str(baseline))
    assert first.returncode == 1
    again = run("check", str(contract), "--baseline", str(baseline), "--format", "json")
    assert again.returncode == 0
    assert json.loads(again.stdout)["findings"] == []
    shown = run("check", str(contract), "--baseline", str(baseline), "--show-accepted", "--format", "json")
    findings = json.loads(shown.stdout)["findings"]
    assert findings
    assert all(finding["accepted"]["where"] == str(baseline) for finding in findings)
    contract.write_text(BAD.replace("Cuba or to", "Cuba, to government buyers in Iran or to"), encoding="utf-8")
    assert json.loads(run("check", str(contract), "--baseline", str(baseline), "--format", "json").stdout)["findings"]


def test_a_baseline_of_another_make_is_refused(contract: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "baseline.json"
    wrong.write_text('{"schema": "clausecheck.baseline/1", "findings": [], "extra": 1}', encoding="utf-8")
    done = run("check", str(contract), "--baseline", str(wrong))
    assert done.returncode == 2
    assert "extra" in done.stderr


def test_save_writes_another_format_beside_the_screen(contract: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    done = run("check", str(contract), "--save", f"json={target}", "--save", f"markdown={tmp_path / 'out.md'}")
    assert "unread" in done.stdout.splitlines()[-1]
    assert json.loads(target.read_text(encoding="utf-8"))["schema"] == "clausecheck.check/1"
    assert (tmp_path / "out.md").read_text(encoding="utf-8").startswith("# clausecheck")


def test_select_and_ignore_choose_checks(contract: Path) -> None:
    def codes(*arguments: str) -> set[str]:
        done = run("check", str(contract), "--format", "jsonl", *arguments)
        return {json.loads(line)["code"] for line in done.stdout.splitlines()}

    every = codes()
    assert {"CC101", "CC106"} <= every
    assert codes("--select", "missing-list") == {"CC101"}
    assert codes("--select", "CC1", "--ignore", "CC101,missing-act") == {code for code in every if code.startswith("CC1")} - {
        "CC101",
        "CC106",
    }


def test_fail_on_moves_the_threshold(contract: Path) -> None:
    select = ("--select", "CC402,CC002,CC202")
    contract.write_text("Buyer shall not export the Products to any person on the Table of Denial Orders.\n", encoding="utf-8")
    assert run("check", str(contract), *select).returncode == 0
    assert run("check", str(contract), *select, "--fail-on", "note").returncode == 1


def test_another_contract_is_a_reference(contract: Path, tmp_path: Path) -> None:
    template = tmp_path / "template.txt"
    template.write_text("Buyer shall not export the Products to Cuba or Iran.\n", encoding="utf-8")
    done = run("check", str(contract), "--reference", str(template), "--format", "json")
    missing = [finding["thing"]["id"] for finding in json.loads(done.stdout)["findings"] if finding["code"] == "CC102"]
    assert missing == ["IR"]


def test_a_day_outside_the_collected_law_is_warned_about(contract: Path) -> None:
    early = run("check", str(contract), "--as-of", "2010-01-01")
    late = run("check", str(contract), "--as-of", "2031-01-01")
    assert "before 2014" in early.stderr
    assert "after the knowledge base" in late.stderr
    assert run("check", str(contract), "--as-of", "2020-01-01").stderr == ""
    assert run("check", str(contract), "--as-of", "2031-01-01", "-q").stderr == ""


def test_colour_is_off_in_a_pipe_and_on_when_asked(contract: Path) -> None:
    assert "\x1b[" not in run("check", str(contract)).stdout
    assert "\x1b[" in run("check", str(contract), "--color", "always").stdout
    assert "\x1b[" in run("check", str(contract), FORCE_COLOR="1").stdout
    assert "\x1b[" not in run("check", str(contract), "--color", "never", FORCE_COLOR="1").stdout


# ---------------------------------------------------------------- parse


def test_parse_json_holds_its_offsets(contract: Path) -> None:
    done = run("parse", str(contract), "--format", "json", "--as-of", "2026-11-24")
    assert done.returncode == 0
    shape = json.loads(done.stdout)
    assert shape["schema"] == "clausecheck.parse/1"
    (document,) = shape["documents"]
    assert "ms" not in document
    (clause,) = document["clauses"]
    assert clause["text"][clause["start"] : clause["end"]] == clause["text"]
    effects = {(effect["kind"], effect["id"]): effect for effect in clause["effects"]}
    assert effects["territory", "CU"]["effect"] == "barred"
    for effect in clause["effects"]:
        assert clause["text"][effect["start"] : effect["end"]] == effect["quote"]


def test_parse_jsonl_is_one_line_a_document_with_the_head_on_each(contract: Path, tmp_path: Path) -> None:
    empty = tmp_path / "lease.txt"
    empty.write_text("The tenant pays the rent on the first day of each month.\n", encoding="utf-8")
    done = run("-v", "parse", str(contract), str(empty), "--format", "jsonl")
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert (Path(first["path"]).name, Path(second["path"]).name) == ("contract.txt", "lease.txt")
    assert second["clauses"] == []
    for line in (first, second):
        assert line["schema"] == "clausecheck.parse/1"
        assert line["ms"] > 0


def test_parse_tree_explains_productions(contract: Path) -> None:
    plain, explained = run("parse", str(contract)).stdout, run("parse", str(contract), "--explain").stdout
    assert "prohibition" in plain
    assert "because" not in plain
    assert "because" in explained
    assert "productions:" in explained


# ---------------------------------------------------------------- diff


def test_diff_says_what_changed_in_meaning(contract: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(BAD.replace("Cuba or", "Iran or"), encoding="utf-8")
    done = run("diff", str(contract), str(other), "--format", "json", "--exit-code")
    shape = json.loads(done.stdout)
    assert done.returncode == 1
    assert (shape["schema"], shape["meaning_changed"]) == ("clausecheck.diff/1", True)
    kinds = {(change["kind"], change["thing"]["id"]) for change in shape["changes"]}
    assert {("removed", "CU"), ("added", "IR")} <= kinds
    assert run("diff", str(contract), str(other)).returncode == 0


def test_diff_of_a_text_with_itself_is_empty(contract: Path) -> None:
    done = run("diff", str(contract), str(contract), "--exit-code")
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "no change of meaning, 0 of wording or place"


def test_diff_of_two_views_of_one_file() -> None:
    sample = next(path for path in (SAMPLES / "supply-v2.docx", SAMPLES / "supply-v1.docx") if path.exists())
    done = run("diff", str(sample), "--revisions", "original..final", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["meaning_changed"] is True


# ---------------------------------------------------------------- what is known


def test_lists_and_territories_stand_on_the_day() -> None:
    def status(command: str, id: str, day: str) -> str:
        entries = json.loads(run(command, "--format", "json", "--as-of", day).stdout)["entries"]
        found = next(entry for entry in entries if entry["id"] == id)
        assert found["sources"]
        return str(found["status"])

    assert status("territories", "SY", "2019-09-09") == "in force"
    assert status("territories", "SY", "2026-11-24") == "changed"
    assert status("lists", "us.bis.meu", "2019-09-09") == "not yet"
    assert status("lists", "us.bis.meu", "2026-11-24") == "in force"


def test_references_are_listed_with_their_requirements() -> None:
    entries = json.loads(run("references", "--format", "json", "--as-of", "2026-11-24").stdout)["entries"]
    us = next(entry for entry in entries if entry["id"] == "us")
    assert ("list", "us.ofac.sdn") in {(asked["kind"], asked["id"]) for asked in us["requirements"]}


def changes(command: str, *arguments: str) -> list[dict[str, object]]:
    done = run(command, "--format", "json", "--as-of", "2026-11-24", "--changed-since", "2019-09-09", *arguments)
    shape = json.loads(done.stdout)
    assert (shape["schema"], shape["changed_since"]) == ("clausecheck.knowledge/1", "2019-09-09")
    return list(shape["changes"])


def test_what_changed_in_the_lists_since_a_template_was_written() -> None:
    found = changes("lists")
    assert all("2019-09-09" < str(one["date"]) <= "2026-11-24" for one in found)
    assert [one["date"] for one in found] == sorted(one["date"] for one in found)  # type: ignore[type-var]
    meu = next(one for one in found if one["thing"] == {"kind": "list", "id": "us.bis.meu"})
    assert (meu["date"], meu["was"], meu["becomes"]) == ("2020-12-23", "not yet", "in force")
    assert meu["asked"] == {"us": "recommended", "us-eu-uk": "recommended"}
    assert meu["sources"]
    assert "does not reckon with" in str(meu["stale_wording"])
    ofsi = next(one for one in found if one["thing"] == {"kind": "list", "id": "uk.ofsi"})
    assert (ofsi["date"], ofsi["then"], ofsi["now"]) == ("2026-01-28", "in force", "ended")
    text = run("lists", "--changed-since", "2019-09-09", "--as-of", "2026-11-24").stdout
    assert "2020-12-23  Military End-User List (us.bis.meu)" in text
    assert text.splitlines()[-1].startswith(f"{len(found)} changes after 2019-09-09; as of 2026-11-24; knowledge ")


def test_what_changed_in_the_territories_is_told_of_the_territory_and_not_of_its_group_again() -> None:
    found = changes("territories")
    syria = {(one["date"], one["becomes"]) for one in found if one["thing"] == {"kind": "territory", "id": "SY"}}
    assert {("2025-07-01", "ended"), ("2026-08-24", "unknown")} <= syria
    assert not any(one["thing"] == {"kind": "territory_group", "id": "ear.e1"} for one in found)


def test_members_that_join_a_group_at_once_are_told_at_once_by_name() -> None:
    text = " ".join(run("territories", "--changed-since", "2025-01-01", "--as-of", "2025-12-31").stdout.split())
    assert "Iran, North Korea, Macao, Russia, Venezuela in the countries of concern" in text


def test_what_a_reference_asks_for_now_and_did_not_ask_for_then() -> None:
    found = {(one["reference"], one["name"]): one for one in changes("references")}
    assert not {name for name, _ in found} & {"hikvision-2019"}
    remedies = found["eu", "adequate remedies for a breach"]
    assert (remedies["date"], remedies["what"], remedies["becomes"]) == ("2024-03-20", "asked for", "required")
    assert remedies["wording"]
    assert remedies["sources"]
    russia = found["eu", "Russia"]
    assert (russia["what"], russia["was"], russia["becomes"]) == ("raised", "recommended", "required")
    assert found["us", "Sudan"]["what"] == "no longer asked for"
    assert found["us", "Syria"]["what"] == "lowered"
    assert found["eu", "ownership"]["what"] == "worded anew"


@pytest.mark.parametrize("words", [["us.bis.meu"], ["Military End User (MEU) List"], ["military", "end-user", "list"], ["MEU"]])
def test_show_finds_an_entry_by_id_and_by_any_name(words: list[str]) -> None:
    (entry,) = json.loads(run("show", *words, "--format", "json", "--as-of", "2019-09-09").stdout)["entries"]
    assert (entry["id"], entry["status"]) == ("us.bis.meu", "not yet")
    assert entry["asked"] == {}
    text = run("show", *words, "--as-of", "2026-11-24").stdout
    for said in (
        "Military End-User List",
        "in force since 2020-12-23",
        "us (recommended)",
        "Bureau of Industry and Security",
        "read ",
    ):
        assert said in text


def test_show_has_references_rules_and_old_names() -> None:
    assert "liquidated damages" in run("show", "eu", "--as-of", "2026-11-24").stdout
    assert "liquidated damages" not in run("show", "eu", "--as-of", "2019-09-09").stdout
    assert "Art. 12g" in run("show", "cl.eu.12g").stdout
    assert "us.bis" in run("show", "Bureau of Export Administration").stdout
    (entry,) = json.loads(run("show", "uk", "--format", "json").stdout)["entries"]
    assert all(asked["sources"] or asked["kind"] == "list" for asked in entry["requirements"])


# ---------------------------------------------------------------- the law of the European Union


@pytest.mark.parametrize(
    ("sample", "code", "expected"),
    [
        ("complete", 0, []),
        ("russia-only", 1, [("CC102", "error", "BY")]),
        ("no-remedies", 1, [("CC504", "error", None)]),
    ],
)
def test_a_contract_of_the_european_union_lacks_exactly_this(
    sample: str, code: int, expected: list[tuple[str, str, str | None]]
) -> None:
    path = str(SAMPLES / f"eu-supply-{sample}.docx")
    done = run("check", path, "--reference", "eu", "--as-of", "2026-11-24", "--format", "json")
    findings = json.loads(done.stdout)["findings"]
    assert [(one["code"], one["severity"], one["thing"] and one["thing"]["id"]) for one in findings] == expected
    assert done.returncode == code
    assert all(one["advice"] and one["sources"] for one in findings)
    rows = {(row["kind"], row["id"]): row["contract"] for row in json.loads(done.stdout)["coverage"]}
    assert rows["element", "remedies"] == (None if sample == "no-remedies" else "required")
    assert rows["use-in", "RU"] == "barred"
    text = run("check", path, "--reference", "eu", "--as-of", "2026-11-24").stdout
    assert ("not there" in text) == (sample == "no-remedies")


def test_on_a_day_before_the_clause_was_asked_for_it_is_not() -> None:
    for sample in ("complete", "russia-only", "no-remedies"):
        done = run(
            "check", str(SAMPLES / f"eu-supply-{sample}.docx"), "--reference", "eu", "--as-of", "2019-09-09", "-f", "json"
        )
        assert (done.returncode, [one["code"] for one in json.loads(done.stdout)["findings"]]) == (0, ["CC102"])  # Syria


# ---------------------------------------------------------------- a company's own


@pytest.fixture
def company(tmp_path: Path) -> Path:
    folder = tmp_path / "company"
    folder.mkdir()
    (folder / "lists.toml").write_text(
        'kind = "list"\nsources = ["manual"]\n\n[[entry]]\nid = "acme.no-sell"\nname = "Company No-Sell List"\n'
        'since = "2021-01-01"\nexamples = ["Company No-Sell List"]\n',
        encoding="utf-8",
    )
    (folder / "sources.toml").write_text(
        '[manual]\ntitle = "Manual"\nlocator = "chapter 3"\nread = "2026-03-01"\ntier = "primary"\n', encoding="utf-8"
    )
    return folder


def test_knowledge_of_ones_own_works_in_every_command(company: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text(
        "Buyer shall not export the Products to Cuba or to any person on the Company No-Sell List.\n", encoding="utf-8"
    )
    two.write_text("Buyer shall not export the Products to Cuba.\n", encoding="utf-8")
    laid, asked = ("--knowledge", str(company)), tmp_path / "asked.toml"
    asked.write_text('[[requirement]]\nkind = "list"\nid = "acme.no-sell"\nlevel = "required"\n', encoding="utf-8")

    def ids(*arguments: str) -> str:
        done = run(*arguments, "--format", "json")
        assert done.returncode in (0, 1), done.stderr
        return done.stdout

    assert "acme.no-sell" in ids("parse", str(one), *laid)
    assert "acme.no-sell" not in ids("parse", str(one))
    assert "acme.no-sell" in ids("diff", str(one), str(two), *laid)
    assert "acme.no-sell" in ids("lists", *laid)
    assert "acme.no-sell" in ids("show", "Company No-Sell List", *laid)
    shape = json.loads(ids("check", str(two), *laid, "--requirements", str(asked)))
    assert "acme.no-sell" in {finding["thing"]["id"] for finding in shape["findings"] if finding["thing"]}
    assert (shape["overlay"], shape["oldest_source"]) == (str(company), "2026-03-01")
    refused = run("check", str(two), "--requirements", str(asked))
    assert refused.returncode == 2
    assert refused.stderr == (
        f"clausecheck: {asked}: list acme.no-sell: id: the knowledge base has none of this id; "
        "`clausecheck show NAME` finds it, --knowledge DIR adds it\n"
    )


@pytest.mark.parametrize(
    "command", [["check", "x.txt"], ["parse", "x.txt"], ["diff", "x.txt", "x.txt"], ["lists"], ["show", "us"]]
)
def test_a_damaged_file_of_ones_own_is_one_line_with_file_and_key(command: list[str], company: Path, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(BAD, encoding="utf-8")
    path = company / "lists.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("since", "sinse"), encoding="utf-8")
    done = run(*command, "--knowledge", "company", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("clausecheck: --knowledge company: lists.toml: acme.no-sell: ")
    assert "sinse" in done.stderr
    assert done.stderr.count("\n") == 1


def test_every_report_says_its_age_and_warns_of_it(contract: Path) -> None:
    formats = {
        "check": ("text", "json", "jsonl", "markdown", "sarif", "github", "gitlab", "junit", "html"),
        "parse": ("tree", "json", "jsonl"),
        "diff": ("text", "json", "markdown", "html"),
    }
    for command, forms in formats.items():
        for form in forms:
            files = [str(contract)] * (2 if command == "diff" else 1)
            fresh = run(command, *files, "--format", form, "--as-of", "2026-11-24", "--max-age", "3650").stdout
            old = run(command, *files, "--format", form, "--as-of", "2026-11-30", "--max-age", "5").stdout
            assert "2026-11-24" in fresh
            assert "days are too many" not in " ".join(fresh.split()), (command, form)
            assert "days are too many" in " ".join(old.split()), (command, form)
    clean = ("check", str(SAMPLES / "eu-supply-complete.docx"), "--reference", "eu", "--as-of", "2026-11-30", "--max-age", "5")
    lines = run(*clean, "--format", "jsonl")
    assert [json.loads(line)["code"] for line in lines.stdout.splitlines()] == ["CC903"]
    assert "days are too many" in lines.stderr
    assert "days are too many" not in run(*clean).stderr
    assert "days are too many" in run("lists", "--as-of", "2026-11-30", "--max-age", "5").stdout
    assert "days are too many" not in run("lists", "--as-of", "2019-09-09", "--max-age", "0").stdout


@pytest.mark.parametrize("width", ["60", "120"])
def test_tables_keep_to_the_width(width: str) -> None:
    for command in ("lists", "territories", "references"):
        lines = run(command, COLUMNS=width).stdout.splitlines()
        assert max(len(line) for line in lines[:-1]) <= int(width)


def test_explain_prints_the_table_or_the_page() -> None:
    assert run("explain").stdout.splitlines()[0].startswith("CC001  no-clause")
    assert run("explain", "CC101").stdout == run("explain", "missing-list").stdout
    assert run("explain", "CC101").stdout.startswith("# CC101 missing-list")


def test_version_and_help() -> None:
    assert run("--version").stdout == "clausecheck 0.1.0\n"
    assert run().stdout == run("--help").stdout
    for command in ("open", "check", "parse", "diff", "ask", "explain", "lists", "territories", "references", "show"):
        assert command in run("--help").stdout
        assert run(command, "--help").returncode == 0


# ---------------------------------------------------------------- from Python


def test_the_verbs_stay_callable_whatever_was_imported_first() -> None:
    program = (
        "import clausecheck.report, clausecheck.parsing, clausecheck.reading, clausecheck.checks, clausecheck.comparison\n"
        "import clausecheck\n"
        "assert all(callable(getattr(clausecheck, verb)) for verb in clausecheck.__all__ if verb != '__version__')\n"
        "document = clausecheck.read('c.txt')\n"
        "clauses = clausecheck.parse(document, '2026-11-24')\n"
        "report = clausecheck.review('c.txt', as_of='2026-11-24')\n"
        "assert tuple(clauses) == report.clauses and clauses\n"
        "assert clausecheck.check(document, as_of='2026-11-24') == list(report.findings) != []\n"
        "assert clausecheck.compare(document, document, '2026-11-24') == []\n"
    )
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "c.txt").write_text(BAD, encoding="utf-8")
        done = subprocess.run([sys.executable, "-P", "-c", program], capture_output=True, text=True, cwd=folder, check=False)
    assert done.returncode == 0, done.stderr


# ---------------------------------------------------------------- what a run rests on


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("This is a lease of a house.\n", "no export clause was found"),
        ("Buyer shall comply with all export control laws and the Export Administration Regulations.\n", "bars nothing"),
    ],
)
def test_a_reference_that_asks_for_nothing_is_refused(tmp_path: Path, contract: Path, text: str, said: str) -> None:
    template = tmp_path / "lease.txt"
    template.write_text(text, encoding="utf-8")
    done = run("check", str(contract), "--reference", str(template))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"clausecheck: {template}: ")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_hikvision_lacks_no_act_of_its_own_clause() -> None:
    done = run("check", str(SAMPLES / "hikvision-2019.docx"), "--reference", "hikvision-2019", "--as-of", "2019-09-09")
    assert "CC106" not in done.stdout
    assert done.returncode == 0
    done = run("check", str(SAMPLES / "hikvision-2019.docx"), "--reference", "us", "--as-of", "2019-09-09")
    assert "2 acts missing: a clause asks to comply with the law in them, but no provision bars them" in " ".join(
        done.stdout.split()
    )


@pytest.mark.parametrize(("day", "doubt"), [("2026-11-09", False), ("2026-11-24", True)])
def test_a_rule_that_nobody_knows_to_be_in_force_is_said(contract: Path, day: str, doubt: bool) -> None:
    for reference, asks in (("us", True), ("us-eu-uk", True), ("eu", False)):
        done = run("check", str(contract), "--reference", reference, "--as-of", day)
        said = " ".join(done.stdout.split())
        assert ("Not known: whether the BIS Affiliates Rule applies" in said) is (doubt and asks), reference
    shape = json.loads(run("check", str(contract), "--as-of", day, "--format", "json").stdout)
    assert bool(shape["doubts"]) is doubt


def test_the_affiliates_rule_is_found_and_its_changes_are_listed() -> None:
    assert "own.bis.affiliates" in run("show", "Affiliates Rule", "--as-of", "2026-11-24").stdout
    told = run("lists", "--changed-since", "2025-09-01", "--as-of", "2026-11-24").stdout
    for day in ("2025-09-29", "2025-11-10", "2026-11-10"):
        assert f"{day}  BIS Affiliates Rule" in told


def test_every_item_of_us_is_shown_with_what_it_rests_on() -> None:
    shape = json.loads(run("show", "us", "--as-of", "2026-11-24", "--format", "json").stdout)
    assert [one["label"] for one in shape["entries"][0]["requirements"] if not one["sources"]] == []


def test_settings_name_the_overlay_of_a_folder(tmp_path: Path, contract: Path) -> None:
    deep = tmp_path / "deep" / "deeper"
    deep.mkdir(parents=True)
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "lists.toml").write_text(
        'kind = "list"\nsources = ["memory"]\n\n[[entry]]\nid = "own.no-sell"\nname = "Company No-Sell List"\n',
        encoding="utf-8",
    )
    show = ("show", "Company No-Sell List")
    assert run(*show, cwd=deep).returncode == 2
    (tmp_path / "pyproject.toml").write_text('[tool.clausecheck]\nknowledge = ["own"]\n', encoding="utf-8")
    assert run(*show, cwd=deep).returncode == 0
    (tmp_path / "clausecheck.toml").write_text("", encoding="utf-8")  # the nearest alone counts, and of two this one
    assert run(*show, cwd=deep).returncode == 2
    (tmp_path / "clausecheck.toml").write_text('knowlege = ["own"]\n', encoding="utf-8")
    done = run("check", str(contract), cwd=deep)
    assert done.returncode == 2
    assert done.stderr == f"clausecheck: {tmp_path / 'clausecheck.toml'}: knowlege: is no key; did you mean knowledge?\n"
    assert run(*show, "--knowledge", str(tmp_path / "own"), cwd=deep).returncode == 0


def test_whoever_left_the_reference_to_the_default_is_told_of_one_that_fits_better(tmp_path: Path) -> None:
    contract = tmp_path / "eu.txt"
    contract.write_text(
        "Buyer shall not sell to any person on the EU consolidated list of persons subject to financial sanctions.\n"
    )
    told = "names law of the reference eu and none of us"
    assert told in run("check", str(contract), "--no-cache").stderr
    assert told not in run("check", str(contract), "--no-cache", "--reference", "us").stderr
    (tmp_path / "clausecheck.toml").write_text('reference = "us"\n')
    assert told not in run("check", str(contract), "--no-cache").stderr
    contract.write_text("Buyer shall not sell to any person on the Entity List or the EU consolidated list.\n")
    (tmp_path / "clausecheck.toml").unlink()
    assert told not in run("check", str(contract), "--no-cache").stderr


def test_the_settings_of_the_samples_judge_each_by_its_own_law() -> None:
    done = run("check", str(SAMPLES), "--no-cache", "--format", "json", "--as-of", "2026-11-24")
    report = json.loads(done.stdout)
    found = {Path(one["document"]).name: one["code"] for one in report["findings"] if "eu-supply" in one["document"]}
    assert found == {"eu-supply-no-remedies.docx": "CC504", "eu-supply-russia-only.docx": "CC102"}
