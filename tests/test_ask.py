"""A case in, a verdict out: the predicate that a rule tree makes, the names people write, and the command."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import fabric
import pytest

from clausecheck import reading
from clausecheck.document import Block, Document
from clausecheck.knowledge import load
from clausecheck.run import parse
from clausecheck.scenario import Case, Predicate, Verdict, naming

SAMPLES = Path(__file__).parent.parent / "samples"
HIKVISION = str(SAMPLES / "hikvision-2019.docx")
KNOWN = load()


def verdict(text: str, *, document: Document | None = None, **said: object) -> Verdict:
    """What the paragraphs of `text`, or `document`, say to a case whose things are given as people write them."""
    kinds = {"to": naming.PLACES, "party": naming.PARTIES, "end_use": naming.USES, "end_user": naming.USERS,
             "national": naming.PLACES, "law": naming.LAWS}  # fmt: skip
    facts = {key: naming.things(str(value), kinds[key], KNOWN) if key in kinds else value for key, value in said.items()}
    blocks = tuple(Block(text=line) for line in text.splitlines())
    clauses = parse(document or Document(path="x.txt", sha256="", blocks=blocks), fabric.AS_OF)
    assert clauses
    return Predicate(clauses, KNOWN, fabric.AS_OF).verdict(Case(**facts))  # type: ignore[arg-type]


GROUP = "Buyer shall not export the Products to Country Group D:5 other than Iraq, or to any person on the Entity List."
OWNED = (
    "Buyer shall not export the Products to any person on the SDN List, or to any entity owned 50 percent or more, "
    "directly or indirectly, by such persons."
)
CONTROLLED = "Buyer shall not sell to any person on the SDN List, or to any entity controlled by such persons."
CONSENT = "Buyer shall not export the Products to Iran without Seller's prior written consent."
LIMBS = "Lessee shall not sublet the Rigs to any firm that (i) is based in Russia and (ii) is listed on the Entity List."
OWNS = "Buyer shall not sell the Products to any company that owns 50% or more of a person on the SDN List."
BOTH = "Neither party shall export the Products to Iran. Orbela shall not export the Products to Cuba."
TWO_THINGS = "Buyer shall not sell the Products to any person that is on the Entity List and located in Iran."
KNOWING = "Buyer shall not knowingly resell the Products to military end users in Belarus, unless licensed by OFAC."
STATUS = "Buyer represents that it is not located in Iran and is not on the SDN List. Buyer shall comply with the EAR."
DEFINED = (
    "“Barred Places” means Cuba and Iran.\nReseller shall not ship any Product to a Barred Place, except for medical devices."
)


@pytest.mark.parametrize(
    ("text", "said", "answer"),
    [
        (GROUP, {"to": "China"}, "barred"),
        (GROUP, {"to": "Iraq"}, "not barred"),
        (GROUP, {"to": "Iraq", "party": "Entity List"}, "barred"),
        (GROUP, {"to": "Germany"}, "not barred"),
        (GROUP, {"to": "China", "act": "use"}, "not barred"),
        (GROUP, {"party": "generic.any"}, "depends"),
        (OWNED, {"party": "SDN List"}, "barred"),
        (OWNED, {"party": "SDN List", "owned": 50.0}, "barred"),
        (OWNED, {"party": "SDN List", "owned": 49.0}, "not barred"),
        (OWNED, {"party": "SDN List", "owned": 60.0, "indirect": True}, "barred"),
        (OWNED, {"party": "SDN List", "owned": 60.0, "aggregate": True}, "depends"),
        (OWNED, {"party": "Entity List", "owned": 100.0}, "not barred"),
        (OWNED, {"party": "SDN List", "owns": 100.0}, "not barred"),
        (OWNS, {"party": "SDN List", "owns": 50.0}, "barred"),
        (OWNS, {"party": "SDN List", "owns": 49.0}, "not barred"),
        (OWNS, {"party": "SDN List", "owned": 100.0}, "not barred"),
        (OWNS, {"party": "SDN List"}, "not barred"),
        (GROUP, {"to": "China", "by": "Buyer"}, "barred"),
        (GROUP, {"to": "China", "by": "the purchaser"}, "barred"),
        (GROUP, {"to": "China", "by": "Seller"}, "not barred"),
        (GROUP, {"to": "China", "by": "affiliate"}, "not barred"),
        (BOTH, {"to": "Iran", "by": "Seller"}, "barred"),
        (BOTH, {"to": "Cuba", "by": "Orbela"}, "barred"),
        (TWO_THINGS, {"party": "Entity List", "to": "Iran"}, "barred"),
        (TWO_THINGS, {"party": "Entity List"}, "not barred"),
        (TWO_THINGS, {"to": "Iran"}, "not barred"),
        (KNOWING, {"to": "Belarus", "end_user": "army"}, "barred"),
        (KNOWING, {"to": "Belarus", "end_user": "army", "knowing": False}, "not barred"),
        (KNOWING, {"to": "Belarus", "end_user": "army", "licence": True}, "not barred"),
        (KNOWING, {"to": "Belarus", "end_user": "hospital"}, "not barred"),
        (KNOWING, {"to": "Belarus", "end_user": "unknown"}, "depends"),
        (STATUS, {"to": "Iran"}, "not barred"),
        (STATUS, {"to": "Iran", "own": True}, "barred"),
        (STATUS, {"party": "SDN List"}, "not barred"),
        (STATUS, {"law": "EAR"}, "barred"),
        (DEFINED, {"to": "Iran"}, "barred"),
        (DEFINED, {"to": "Iran", "item": "medical devices"}, "not barred"),
        (DEFINED, {"to": "Iran", "item": "pumps"}, "barred"),
        ("Buyer should not export the Products to Iran.", {"to": "Iran"}, "depends"),
        ("Buyer shall not sell the Products to Iran.", {"to": "Iran", "act": "resell"}, "depends"),
        ("Buyer shall not export the Products to Iran.", {"to": "Iran", "act": "ship"}, "depends"),
        ("Buyer shall not export the Products to Iran.", {"to": "Iran", "act": "use"}, "not barred"),
        ("Buyer shall not sell, export and re-export the Products to Iran.", {"to": "Iran", "act": "reexport"}, "barred"),
        (
            "The Products shall not be resold or used for chemical weapons.",
            {"end_use": "chemical weapons", "act": "use"},
            "barred",
        ),
        ("The Products shall not be sold in breach of human rights or to Iran.", {"to": "Iran", "act": "sell"}, "barred"),
        ("Buyer shall not export the Products to the Crimea region.", {"to": "Sevastopol"}, "depends"),
        (CONTROLLED, {"party": "SDN List", "owned": 49.0}, "not barred"),
        (CONTROLLED, {"party": "SDN List", "owned": 49.0, "control": True}, "barred"),
        (CONSENT, {"to": "Iran"}, "barred"),
        (CONSENT, {"to": "Iran", "given": ("Seller's prior written consent",)}, "not barred"),
        (LIMBS, {"to": "Russia", "party": "Entity List"}, "barred"),
        (LIMBS, {"party": "Entity List"}, "not barred"),
        ("Buyer shall not export the Products to Iran or to any sanctioned country.", {"to": "Russia"}, "depends"),
        ("Buyer shall not export the Products to Ukraine or to Iran.", {"to": "Crimea"}, "barred"),
        ("Buyer shall not export the Products to Crimea or to Iran.", {"to": "Ukraine"}, "depends"),
        (
            "Buyer shall not export any Product to any person on the Entity List maintained by the U.S. Department of State.",
            {"party": "Entity List"},
            "depends",
        ),
    ],
)
def test_a_case_is_answered_as_a_lawyer_would(text: str, said: dict[str, object], answer: str) -> None:
    assert verdict(text, **said).answer == answer


def asked() -> list[tuple[str, str, str, dict[str, Any]]]:
    """The cases of ``cases/asked.toml``: text, file, answer, and what the case says."""
    tables = tomllib.loads((Path(__file__).parent / "cases" / "asked.toml").read_text(encoding="utf-8"))["asked"]
    return [
        (table.get("text", ""), table.get("file", ""), case["answer"], {key: case[key] for key in case if key != "answer"})
        for table in tables
        for case in table["cases"]
    ]


@pytest.mark.parametrize(("text", "file", "answer", "said"), asked())
def test_a_case_of_the_collection_is_answered_as_a_lawyer_would(
    text: str, file: str, answer: str, said: dict[str, Any]
) -> None:
    document = reading.read(SAMPLES / file) if file else None
    assert verdict(text, document=document, **said).answer == answer


def test_what_decides_is_named_with_its_term_and_its_exact_words() -> None:
    found = verdict(DEFINED, to="Iran", act="ship")
    (ground,) = found.grounds
    assert (ground.bar.quote, ground.bar.via, ground.bar.modality) == ("Iran", ("Barred Place",), "shall not")
    assert [opening.words for opening in ground.bar.openings] == ["except for medical devices"]


def test_what_a_verdict_depends_on_is_said() -> None:
    (ground,) = verdict(OWNED, party="SDN List", owned=60.0, aggregate=True).grounds
    assert ground.undecided == ("whether the shares of several listed persons are added up",)


def test_readings_that_answer_otherwise_make_it_depend() -> None:
    text = (
        "Buyer shall not sell the Products to hospitals in Cuba or to dealers in Iran for use in surveillance, "
        "nor to any person on the Entity List."
    )
    found = verdict(text, to="Cuba")
    others = {(one.answer, one.words) for one in found.readings}
    assert found.answer == ("depends" if others else found.plain)
    for answer, words in others:
        assert answer != found.plain
        assert words in text


@pytest.mark.parametrize(
    ("words", "kinds", "ids"),
    [
        ("Crimea", naming.PLACES, ["ua.crimea"]),
        ("ua.crimea", naming.PLACES, ["ua.crimea"]),
        ("Islamic Republic of Iran", naming.PLACES, ["IR"]),
        ("Cuba; Iran", naming.PLACES, ["CU", "IR"]),
        ("elsewhere", naming.PLACES, []),
        ("Entity List", naming.PARTIES, ["us.bis.entity"]),
        ("SDN", naming.PARTIES, ["us.ofac.sdn"]),
        ("drones", naming.USES, ["missile"]),
        ("military", naming.USERS, ["military"]),
        ("municipal police force", naming.USERS, ["government"]),
        ("private hospital", naming.USERS, []),
        ("EAR", naming.LAWS, ["us.ear"]),
        ("unknown", naming.USES, ["?"]),
    ],
)
def test_names_are_understood_as_people_write_them(words: str, kinds: tuple[naming.ThingKind, ...], ids: list[str]) -> None:
    assert [thing.id for thing in naming.things(words, kinds, KNOWN)] == ids


@pytest.mark.parametrize(("words", "id"), [("re-exporting", "reexport"), ("Re-export", "reexport"), ("resold", "resell")])
def test_acts_are_understood_in_their_forms(words: str, id: str) -> None:
    assert naming.act(words, KNOWN) == id


def ask(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "clausecheck", "ask", *arguments, "--as-of", fabric.AS_OF]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("case", "answer", "limb"),
    [
        (["--act", "resell", "--to", "Iran", "--item", "cameras", "--end-user", "private hospital"], "not barred", None),
        (["--act", "resell", "--to", "Iran", "--item", "cameras", "--end-user", "police force"], "barred", "(i)"),
        (["--act", "resell", "--party", "Entity List", "--owned", "50"], "barred", "(ii)"),
        (["--act", "resell", "--party", "Entity List", "--owned", "49"], "not barred", None),
    ],
)
def test_the_three_cases_of_the_clause_that_all_began_with(case: list[str], answer: str, limb: str | None) -> None:
    done = ask(HIKVISION, *case, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    shape = json.loads(done.stdout)
    assert (shape["schema"], shape["verdict"]) == ("clausecheck.ask/1", answer)
    assert {tuple(ground["limb"]) for ground in shape["by"]} == ({(limb,)} if limb else set())


def test_text_says_the_answer_the_words_and_what_was_taken_for_granted() -> None:
    done = ask(HIKVISION, "--to", "Crimea", "--end-user", "police", "--act", "resold")
    assert done.stdout.startswith("\u2716 barred  resale to Crimea region")
    assert "government buyers" in done.stdout
    assert "7.3 (i)" in done.stdout
    assert "taken as:" in done.stdout
    assert "Export Administration Regulations" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["--to", "Crimeea"], "--to: 'Crimeea' is no place that is known; did you mean 'Crimea'"),
        (["--party", "Entity Lst"], "did you mean 'Entity List'"),
        (["--act", "sellng"], "did you mean 'sell'?"),
        (["--end-use", "survailance"], "did you mean 'surveillance'?"),
        (["--owned", "50"], "--party"),
        (["--owned", "500"], "--owned"),
    ],
)
def test_a_name_that_means_nothing_exits_2_and_says_what_is_near(arguments: list[str], hint: str) -> None:
    done = ask(HIKVISION, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert hint in done.stderr
    assert "Traceback" not in done.stderr


def test_the_exit_code_is_asked_for() -> None:
    barred = [HIKVISION, "--act", "resell", "--party", "Entity List"]
    assert ask(*barred).returncode == 0
    assert ask(*barred, "--exit-code").returncode == 1
    assert ask(HIKVISION, "--to", "Germany", "--exit-code").returncode == 0
    assert ask("missing.docx", "--to", "Iran", "--exit-code").returncode == 2


def test_a_contract_without_a_clause_says_so() -> None:
    done = ask(str(SAMPLES / "office-lease.docx"), "--to", "Iran")
    assert done.returncode == 0
    assert "no export clause" in done.stdout
