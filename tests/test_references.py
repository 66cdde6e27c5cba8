"""The reference templates: what each asks for on a day, and that its own words say it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import fabric
import pytest

import clausecheck
from clausecheck import knowledge, references, run
from clausecheck.document import Block, Document
from clausecheck.finding import Finding
from clausecheck.references import DamagedReference, UnknownReference
from clausecheck.ruletree import THING_KINDS, Clause, Thing

TODAY, SEED = "2026-11-24", "2019-09-09"
DAYS = ["2014-01-01", SEED, "2022-02-24", "2024-02-22", "2024-03-20", "2024-07-01", "2024-12-26", TODAY]
KEYS = re.compile(r"ownership|act:(reexport|in-country-transfer)|element:[a-z-]+|use-in:(RU|BY)")
EMBARGOED_2019 = {"CU", "IR", "KP", "SY", "ua.crimea"}


def asked(name: str, as_of: str, kind: str, *levels: str) -> set[str]:
    return {
        one.key.id
        for one in references.load(name, as_of).requirements
        if isinstance(one.key, Thing) and one.key.kind == kind and (not levels or one.level in levels)
    }


def level(name: str, as_of: str, key: Thing | str) -> str | None:
    return next((one.level for one in references.load(name, as_of).requirements if one.key == key), None)


def test_the_references_there_are() -> None:
    assert references.names() == ("eu", "hikvision-2019", "uk", "us", "us-eu-uk")


@pytest.mark.parametrize(("name", "near"), [("hikvision", "hikvision-2019"), ("US", "us"), ("nothing like it", "us")])
def test_an_unknown_reference_suggests_the_nearest(name: str, near: str) -> None:
    with pytest.raises(UnknownReference) as caught:
        references.load(name, TODAY)
    assert caught.value.name == name
    assert near in caught.value.suggestions
    assert near in str(caught.value)


@pytest.mark.parametrize("name", references.names())
@pytest.mark.parametrize("as_of", ["2014-01-01", "2014-08-13", "2017-10-11", SEED, "2020-12-23", "2022-02-24", TODAY])
def test_every_thing_asked_for_is_known_once_and_in_force(name: str, as_of: str) -> None:
    known, keys = knowledge.load(), [one.key for one in references.load(name, as_of).requirements]
    assert len(keys) == len(set(keys))
    for one in references.load(name, as_of).requirements:
        assert (one.since or as_of) <= as_of <= (one.until or as_of)
        if isinstance(one.key, Thing):
            entry = known.entry(one.key)
            assert entry is not None, one.key
            if name != "hikvision-2019":
                assert knowledge.standing(entry, as_of).status in ("in force", "changed"), (one.key, as_of)
                assert one.wording
        else:
            assert KEYS.fullmatch(one.key), one.key
            assert name == "hikvision-2019" or one.wording, one.key


@pytest.mark.parametrize("name", ["eu", "uk", "us-eu-uk"])
def test_every_item_of_the_european_references_says_where_it_comes_from(name: str) -> None:
    known = knowledge.load()
    for one in references.load(name, TODAY).requirements:
        entry = known.entry(one.key) if isinstance(one.key, Thing) else None
        assert one.sources or (entry and entry.sources) or one.key in ("act:reexport", "act:in-country-transfer"), one.key
        assert all(
            law.title
            and law.locator
            and (law.read or "from memory" in law.title or "from memory" in law.locator or "not read" in law.locator)
            for law in one.sources
        )


@pytest.mark.parametrize("as_of", ["2014-01-01", SEED, TODAY])
def test_the_text_of_us_names_what_it_requires_and_recommends(as_of: str) -> None:
    reference = references.load("us", as_of)
    assert not re.search(r"[{}]|\bthe the\b|, or \.|on maintained", reference.text)
    text = f" {knowledge.fold(reference.text)} "
    spoken: dict[Thing, list[str]] = {}
    for phrase in knowledge.load().vocabulary():
        for id in phrase.ids:
            spoken.setdefault(Thing(kind=phrase.kind, id=id), []).append(knowledge.fold(phrase.words))
    for one in reference.requirements:
        if isinstance(one.key, Thing) and one.level != "optional":
            assert any(f" {words} " in text for words in spoken[one.key]), one.key


def test_us_on_the_day_of_the_seed_and_today() -> None:
    assert asked("us", SEED, "territory", "required") == EMBARGOED_2019
    assert asked("us", TODAY, "territory", "required") == EMBARGOED_2019 - {"SY"} | {"ua.donetsk", "ua.luhansk"}
    assert asked("us", SEED, "list", "required") == {"us.ofac.sdn", "us.bis.dpl", "us.bis.entity"}
    assert asked("us", TODAY, "list", "required") == {"us.ofac.sdn", "us.bis.dpl", "us.bis.entity"}
    lists = {"us.ofac.fse", "us.ofac.ssi", "us.bis.uvl", "us.state.debarred", "us.state.nonproliferation"}
    assert asked("us", SEED, "list", "recommended") == lists
    assert asked("us", TODAY, "list", "recommended") == lists | {"us.bis.meu"}
    assert asked("us", SEED, "end_use", "required") == {"nuclear", "chemical", "biological", "missile"}
    assert {"ownership", "act:reexport"} <= {one.key for one in references.load("us", SEED).requirements}


@pytest.mark.parametrize(
    ("kind", "id", "before", "was", "after", "becomes"),
    [
        ("territory", "SD", "2017-10-11", "required", "2017-10-12", "recommended"),
        ("territory", "SD", "2021-01-13", "recommended", "2021-01-14", None),
        ("territory", "SY", "2025-06-30", "required", "2025-07-01", "recommended"),
        ("territory", "ua.crimea", "2014-12-18", None, "2014-12-19", "required"),
        ("territory", "ua.donetsk", "2022-02-20", None, "2022-02-21", "required"),
        ("territory", "RU", "2022-02-23", None, "2022-02-24", "recommended"),
        ("territory", "BY", "2022-03-01", None, "2022-03-02", "recommended"),
        ("list", "us.bis.meu", "2020-12-22", None, "2020-12-23", "recommended"),
        ("list", "us.ofac.fse", "2014-02-05", None, "2014-02-06", "recommended"),
        ("list", "us.ofac.cmic", "2021-06-02", None, "2021-06-03", "optional"),
        ("end_use", "military.intelligence", "2021-03-15", None, "2021-03-16", "recommended"),
    ],
)
def test_us_before_and_after(kind: str, id: str, before: str, was: str | None, after: str, becomes: str | None) -> None:
    key = Thing(kind=kind, id=id)  # type: ignore[arg-type]
    assert (level("us", before, key), level("us", after, key)) == (was, becomes)


def test_the_ownership_wording_follows_the_guidance_of_2014() -> None:
    def wording(as_of: str) -> str:
        (found,) = (one.wording for one in references.load("us", as_of).requirements if one.key == "ownership")
        return found

    assert "aggregate" not in wording("2014-08-12")
    assert "in the aggregate" in wording("2014-08-13")


def test_hikvision_asks_for_what_its_clause_bars_on_any_day() -> None:
    assert references.load("hikvision-2019", SEED) == references.load("hikvision-2019", TODAY)
    assert asked("hikvision-2019", TODAY, "list") == {"us.ofac.sdn", "us.ofac.fse", "us.bis.dpl", "us.bis.entity"}
    assert asked("hikvision-2019", TODAY, "territory") == EMBARGOED_2019
    assert asked("hikvision-2019", TODAY, "end_use") == {
        "surveillance", "censorship", "network.disruption", "wmd", "chemical", "biological", "nuclear"
    }  # fmt: skip


def test_hikvision_is_quoted_word_for_word() -> None:
    text = references.load("hikvision-2019", SEED).text
    assert text.startswith("COMPLIANCE WITH IMPORT AND EXPORT REGULATIONS\nCustomer hereby confirms")
    assert text.endswith("currently, the Crimea region, Cuba, Iran, North Korea, and Syria")
    digest = hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
    assert digest == "784b5db2379cbc054929d37ee3f863f977b384bc7a5023f6d0526ec487ddd111"


# ---------------------------------------------------------------- a reference is a clause that clausecheck reads


def reviewed(text: str, name: str, as_of: str) -> tuple[tuple[Clause, ...], list[Finding]]:
    blocks = tuple(Block(text=line) for line in text.splitlines())
    report = run.review(Document(path="clause", sha256="0" * 64, blocks=blocks), as_of=as_of, reference=name)
    return report.clauses, list(report.findings)


@pytest.mark.parametrize("name", ["eu", "uk", "us", "us-eu-uk"])
@pytest.mark.parametrize("as_of", DAYS)
def test_a_reference_is_parsed_whole_and_satisfies_itself(name: str, as_of: str) -> None:
    reference = references.load(name, as_of)
    assert not re.search(r"[{}]|\bthe the\b|, or \.|on maintained|, ;|\n\n", reference.text)
    (clause,), findings = reviewed(reference.text, name, as_of)
    assert (clause.status, clause.tree.unparsed, clause.tree.readings) == ("parsed", (), ())
    assert clause.tree.coverage > 0.85
    assert {effect.reading for effect in clause.effects if effect.effect != "mentioned"} == {"parsed"}
    # what is only an option may be left out of the text, and the law may have left behind a part of what is still asked for
    lacking = [one for one in findings if one.code != "CC207" and one.severity != "note"]
    assert lacking == [], [one.message for one in lacking]


@pytest.mark.parametrize("as_of", DAYS)
@pytest.mark.parametrize("name", ["eu", "uk"])
def test_the_european_references_say_all_they_ask_for(name: str, as_of: str) -> None:
    assert reviewed(references.load(name, as_of).text, name, as_of)[1] == []


def test_the_three_together_ask_for_what_each_asks_for_at_the_strictest_level() -> None:
    for as_of in DAYS:
        parts = [references.load(part, as_of) for part in ("us", "eu", "uk")]
        strictest = {
            key: min((one.level for part in parts for one in part.requirements if one.key == key), key=references.LEVELS.index)
            for key in {one.key for part in parts for one in part.requirements}
        }
        assert {one.key: one.level for one in references.load("us-eu-uk", as_of).requirements} == strictest


@pytest.mark.parametrize(
    ("name", "key", "before", "was", "after", "becomes"),
    [
        ("eu", Thing(kind="territory", id="RU"), "2024-03-19", "recommended", "2024-03-20", "required"),
        ("eu", "use-in:RU", "2023-12-18", None, "2023-12-19", "recommended"),
        ("eu", "use-in:RU", "2024-03-19", "recommended", "2024-03-20", "required"),
        ("eu", "element:remedies", "2024-03-19", "recommended", "2024-03-20", "required"),
        ("eu", "element:notice", "2023-12-18", None, "2023-12-19", "recommended"),
        ("eu", "element:resellers", "2024-02-21", None, "2024-02-22", "recommended"),
        ("eu", Thing(kind="territory", id="BY"), "2024-06-30", "recommended", "2024-07-01", "required"),
        ("eu", "use-in:BY", "2024-06-30", None, "2024-07-01", "required"),
        ("eu", "element:intellectual-property", "2024-12-25", None, "2024-12-26", "optional"),
        ("eu", Thing(kind="territory", id="ua.kherson"), "2022-10-06", None, "2022-10-07", "required"),
        ("eu", Thing(kind="territory", id="SY"), "2025-05-27", "recommended", "2025-05-28", None),
        ("uk", Thing(kind="list", id="uk.ofsi"), "2026-01-27", "required", "2026-01-28", None),
        ("uk", "element:remedies", "2025-01-06", None, "2025-01-07", "recommended"),
    ],
)  # fmt: skip
def test_europe_before_and_after(
    name: str, key: Thing | str, before: str, was: str | None, after: str, becomes: str | None
) -> None:
    assert (level(name, before, key), level(name, after, key)) == (was, becomes)


def test_the_ownership_wording_follows_the_best_practices_of_2024() -> None:
    def wording(as_of: str) -> str:
        (found,) = (one.wording for one in references.load("eu", as_of).requirements if one.key == "ownership")
        return found

    assert "more than 50 percent" in wording("2024-07-02")
    assert "50 percent or more" in wording("2024-07-03")


# ---------------------------------------------------------------- what a clause must provide for

RUSSIA = "Buyer shall not export or re-export the Products to Russia. "


def lacking(text: str, reference: str = "eu") -> set[str]:
    return {one.key for one in reviewed(text, reference, TODAY)[1] if one.code.startswith("CC5")}


@pytest.mark.parametrize(
    "words",
    [
        "Any breach of this section is a material breach, and Seller may terminate this Agreement.",
        "If Buyer violates this section, Seller is entitled to a contractual penalty of 20 percent of the price.",
        "Buyer shall indemnify Seller for all losses that follow from a violation of this section.",
        "Seller may suspend deliveries at once where Buyer fails to comply with this section.",
        "In the event of a breach of this section Seller shall have all remedies available at law.",
    ],
)
def test_remedies_are_found_in_whatever_words(words: str) -> None:
    assert "element:remedies" in lacking(RUSSIA)
    assert "element:remedies" not in lacking(RUSSIA + words)


@pytest.mark.parametrize(
    "words",
    [
        "Violations of these laws may lead to criminal and civil penalties.",
        "Seller shall not be liable for damages in the event of a breach of this section.",
        "Buyer waives all remedies for a breach of this section by Seller.",
        "Seller may terminate this Agreement on thirty days' notice.",
    ],
)
def test_words_that_are_no_remedy_do_not_count(words: str) -> None:
    assert "element:remedies" in lacking(RUSSIA + words)


def test_remedies_far_from_the_breach_do_not_count() -> None:
    gap = "The Products are described in the catalogue of Seller. " * 8
    assert "element:remedies" in lacking(
        f"{RUSSIA}Buyer answers for any breach of this section. {gap}Seller may terminate orders."
    )


@pytest.mark.parametrize(
    ("words", "barred"),
    [
        ("to, or for use in, Russia or Belarus", {"RU", "BY"}),
        ("to Russia or Belarus or for use in either of them", {"RU", "BY"}),
        ("to Russia or for use in Russia, or to Belarus", {"RU"}),
        ("to Belarus, or to Russia for use in a mine", set()),
        ("to Russia or Belarus", set()),
        ("to Russia or Belarus, or used in Russia or Belarus", {"RU", "BY"}),
    ],
)
def test_use_in_a_place_is_another_bar_than_delivery_to_it(words: str, barred: set[str]) -> None:
    text = f"Buyer shall not sell, export or re-export the Products {words}."
    assert {"use-in:RU", "use-in:BY"} - lacking(text) == {f"use-in:{id}" for id in barred}


def test_use_is_found_through_a_defined_term() -> None:
    term = "\u201cBarred Places\u201d means Russia and Belarus. Buyer shall not re-export the Products to {} the Barred Places."
    assert not {"use-in:RU", "use-in:BY"} & lacking(term.format("or for use in"))
    assert {"use-in:RU", "use-in:BY"} <= lacking(term.format(""))


def test_a_place_that_is_not_barred_is_one_finding() -> None:
    findings = reviewed("Buyer shall not re-export the Products to, or for use in, Russia.", "eu", TODAY)[1]
    assert [one.thing.id for one in findings if one.code == "CC102" and one.thing and one.thing.id == "BY"] == ["BY"]
    assert "use-in:BY" not in {one.key for one in findings}


def test_a_ban_on_intellectual_property_must_reach_russia() -> None:
    ban = "Buyer shall not use the intellectual property rights of Seller for goods that are intended for {}."
    assert "element:intellectual-property" not in lacking(RUSSIA + ban.format("export to Russia"))
    assert "element:intellectual-property" in lacking(RUSSIA + ban.format("export to Cuba"))


def test_remedies_outside_the_clause_are_said_to_be_there_and_left_to_a_reader() -> None:
    blocks = [
        Block(text="Export", kind="heading", level=1, number="5"), Block(text=RUSSIA, number="5.1", level=2),
        Block(text="Termination", kind="heading", level=1, number="9"),
        Block(text="Seller may terminate this Agreement for any material breach of it.", number="9.1", level=2),
    ]  # fmt: skip
    report = run.review(Document(path="c", sha256="", blocks=tuple(blocks)), as_of=TODAY, reference="eu")
    (found,) = (one for one in report.findings if one.key == "element:remedies")
    assert "paragraph 9.1" in found.message
    assert (found.severity, found.confidence) == ("warning", "low")
    assert "outside the clause" in found.message
    assert found.sources
    assert found.advice


def test_every_element_finds_its_own_wording_and_no_list_of_words_is_empty() -> None:
    for element in references.elements().values():
        assert all(pattern.pattern for pattern in element.near)
        clause, _ = reviewed(f"{RUSSIA}{element.wording}", "eu", TODAY)
        assert any(references.provision(element, one) for one in clause), element.id
        assert references.provision(element, fabric.clause(RUSSIA)) is None


# ---------------------------------------------------------------- a template of one's own, and what is laid over it


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "template.txt"
    text = "Buyer shall not export or re-export the Products to, or for use in, Cuba or Iran. "
    path.write_text(text + "Seller may terminate this Agreement for any breach of this section.\n", encoding="utf-8")
    return path


def over(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def levels(reference: str, requirements: Path | None = None, overlay: Path | None = None) -> dict[Thing | str, str]:
    return {one.key: one.level for one in run.reference_for(reference, TODAY, requirements, overlay).requirements}


def test_a_template_asks_for_what_it_bars_and_provides(template: Path) -> None:
    cuba, iran = Thing(kind="territory", id="CU"), Thing(kind="territory", id="IR")
    assert levels(str(template)) == {
        cuba: "required", iran: "required", "act:reexport": "required",
        "use-in:CU": "recommended", "use-in:IR": "recommended", "element:remedies": "recommended",
    }  # fmt: skip


OVER = """
[source.policy]
title = "Trade policy"
locator = "section 4"
read = "2026-10-01"

[[requirement]]
key = "element:remedies"
level = "required"
sources = ["policy"]

[[requirement]]
kind = "territory"
id = "IR"
level = "none"

[[requirement]]
kind = "territory"
id = "KP"
level = "optional"
wording = "to North Korea"

[[requirement]]
kind = "territory"
id = "SY"
level = "required"
until = "2025-06-30"
"""


def test_what_lies_beside_a_template_raises_lowers_drops_and_adds(template: Path) -> None:
    over(template.with_suffix(".toml"), OVER)
    found = levels(str(template))
    assert found["element:remedies"] == "required"
    assert found[Thing(kind="territory", id="KP")] == "optional"
    assert Thing(kind="territory", id="IR") not in found
    assert Thing(kind="territory", id="SY") not in found
    (remedies,) = (one for one in run.reference_for(str(template), TODAY).requirements if one.key == "element:remedies")
    assert [law.title for law in remedies.sources] == ["Trade policy"]
    assert remedies.wording


def test_a_file_given_by_name_is_laid_over_any_reference(tmp_path: Path) -> None:
    found, plain = levels("us", over(tmp_path / "more.toml", OVER)), levels("us")
    assert found["element:remedies"] == "required"
    assert Thing(kind="territory", id="IR") in plain.keys() - found.keys()
    assert found[Thing(kind="territory", id="KP")] == "optional"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[requirement]]\nkey = 'element:remedy'\nlevel = 'required'", "element:remedy: key"),
        ("[[requirement]]\nkey = 'remedies'\nlevel = 'required'", "remedies: key"),
        ("[[requirement]]\nkey = 'element:remedies'\nlevel = 'must'", "element:remedies: Invalid enum value 'must'"),
        ("[[requirement]]\nkind = 'list'\nid = 'us.bis.nolist'\nlevel = 'required'", "list us.bis.nolist: id"),
        ("[[requirement]]\nkey = 'use-in:XX'\nlevel = 'required'", "territory XX: id"),
        ("[[requirement]]\nkind = 'list'\nlevel = 'required'", "list: give kind and id, or key"),
        ("[[requirement]]\nkey = 'ownership'\nlevel = 'required'\nsince = '2020'", "ownership: since"),
        ("[[requirement]]\nkey = 'ownership'\nlevel = 'required'\nsince = '2020-01-02'\nuntil = '2020-01-01'", "until"),
        ("[[requirement]]\nkey = 'ownership'\nlevel = 'required'\nsources = ['x']", "ownership: sources: 'x'"),
        ("[[requirement]]\nkey = 'ownership'\nlevel = 'required'\nwords = 'x'", "slot and words"),
        ("[[requirements]]\nkey = 'ownership'", "unknown field `requirements`"),
        ("[[requirement]\n", "not TOML"),
    ],
)
def test_a_damaged_file_is_one_line_with_file_and_key(tmp_path: Path, text: str, words: str) -> None:
    path = over(tmp_path / "bad.toml", text)
    with pytest.raises(DamagedReference) as caught:
        run.reference_for("us", TODAY, path)
    assert str(caught.value).startswith(f"{path}: ")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


# ---------------------------------------------------------------- lists and places of one's own

COMPANY = """
kind = "list"
confidence = "verified"
sources = ["manual"]

[[entry]]
id = "acme.no-sell"
name = "Company No-Sell List"
aliases = ["Do Not Sell List"]
since = "2021-01-01"
examples = ["Do Not Sell List"]
"""
MANUAL = '[manual]\ntitle = "Manual"\nlocator = "chapter 3"\nread = "2026-03-01"\ntier = "primary"\n'
NO_SELL = Thing(kind="list", id="acme.no-sell")


@pytest.fixture
def company(tmp_path: Path) -> Path:
    folder = tmp_path / "company"
    folder.mkdir()
    over(folder / "lists.toml", COMPANY)
    over(folder / "sources.toml", MANUAL)
    return folder


def test_a_list_of_ones_own_is_read_and_can_be_asked_for(company: Path, tmp_path: Path) -> None:
    contract = over(
        tmp_path / "c.txt", "Buyer shall not export the Products to any person on the Do Not Sell List or to Cuba.\n"
    )
    asked = over(tmp_path / "asked.toml", "[[requirement]]\nkind = 'list'\nid = 'acme.no-sell'\nlevel = 'required'\n")
    report = clausecheck.review(contract, as_of=TODAY, requirements=asked, overlay=company)
    (row,) = (row for row in report.matrix if row.key == NO_SELL)
    assert (row.required, row.contract, row.label) == ("required", "barred", "Company No-Sell List")
    assert (report.age.overlay, report.age.oldest_source) == (str(company), "2026-03-01")
    assert not any(effect.thing == NO_SELL for clause in clausecheck.parse(contract, TODAY) for effect in clause.effects)
    contract.write_text("Buyer shall not export the Products to Cuba.\n", encoding="utf-8")
    assert NO_SELL in {one.thing for one in clausecheck.check(contract, as_of=TODAY, requirements=asked, overlay=company)}


ENDED = """
kind = "territory"

[[entry]]
id = "CU"
name = "Cuba"
sources = ["manual"]
measures = [{ id = "us.cuba.ofac", name = "US embargo on Cuba", since = "1962-02-07", until = "2026-11-01" }]
"""


def test_an_overlay_updates_the_law(company: Path, tmp_path: Path) -> None:
    over(company / "update.toml", ENDED)
    cuba = Thing(kind="territory", id="CU")
    entry = knowledge.load(company).entry(cuba)
    assert entry is not None
    (measure,) = (one for one in entry.measures if one.id == "us.cuba.ofac")
    assert knowledge.measure_status(measure, TODAY) == "ended"
    assert [source.title for source in measure.sources] == ["Manual"]
    contract = over(tmp_path / "c.txt", "Buyer shall not export the Products to Cuba.\n")

    def codes(overlay: Path | None) -> set[str]:
        return {one.code for one in clausecheck.check(contract, as_of=TODAY, overlay=overlay) if one.thing == cuba}

    assert codes(None) == set()
    assert codes(company) == {"CC207"}


def test_the_age_of_the_ground_is_warned_about_from_the_day_that_was_chosen(company: Path) -> None:
    def warning(as_of: str, max_age: int, overlay: Path | None = None, text: str = "") -> str:
        document = Document(path="c", sha256="", blocks=(Block(text=text or RUSSIA),))
        return run.parsed(document, as_of=as_of, overlay=overlay, max_age=max_age).age.warning

    assert warning("2019-09-09", 0) == ""
    assert warning("2026-11-24", 0) == ""
    assert warning("2026-11-25", 1) == ""
    assert "2 days before 2026-11-26" in warning("2026-11-26", 1)
    listed = "Buyer shall not export the Products to any person on the Do Not Sell List."
    assert "read on 2026-03-01" in warning(TODAY, 180, company, listed)
    assert warning(TODAY, 365, company, listed) == ""


def test_the_terminal_ui_reviews_on_the_same_ground(company: Path, tmp_path: Path) -> None:
    from clausecheck.tui.desk import Desk, Trouble

    contract = over(tmp_path / "c.txt", "Buyer shall not export the Products to any person on the Do Not Sell List.\n")
    asked = over(tmp_path / "asked.toml", "[[requirement]]\nkind = 'list'\nid = 'acme.no-sell'\nlevel = 'required'\n")
    report = Desk(as_of=TODAY, overlay=company, requirements=asked, max_age=10).review(str(contract))
    assert {row.contract for row in report.matrix if row.key == NO_SELL} == {"barred"}
    assert "read on 2026-03-01" in report.age.warning
    trouble = Desk(as_of=TODAY, requirements=asked).laid_out(str(contract))
    assert isinstance(trouble, Trouble)
    assert "acme.no-sell" in trouble.problem
    assert "fault" not in trouble.remedy


def test_kinds_of_things_in_elements_are_kinds() -> None:
    assert {one.thing.kind for one in references.elements().values() if one.thing} <= set(THING_KINDS)
