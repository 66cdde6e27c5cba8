"""The reference templates: what each asks for on a day, and that its own words say it."""

from __future__ import annotations

import hashlib
import re

import pytest

from clausecheck import knowledge, references
from clausecheck.references import UnknownReference
from clausecheck.ruletree import Thing

TODAY, SEED = "2026-11-24", "2019-09-09"
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
    assert references.names() == ("hikvision-2019", "us")


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
            if name == "us":
                assert knowledge.standing(entry, as_of).status in ("in force", "changed"), (one.key, as_of)
                assert one.wording
        else:
            assert one.key in ("ownership", "act:reexport", "act:in-country-transfer")


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
    lists = {"us.ofac.sdn", "us.ofac.fse", "us.bis.dpl", "us.bis.entity"}
    assert asked("us", SEED, "list", "required") == lists
    assert asked("us", TODAY, "list", "required") == lists | {"us.bis.meu"}
    assert {"us.ofac.ssi", "us.bis.uvl", "us.state.debarred", "us.state.nonproliferation"} == asked(
        "us", SEED, "list", "recommended"
    )
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
        ("list", "us.bis.meu", "2020-12-22", None, "2020-12-23", "required"),
        ("list", "us.ofac.fse", "2014-02-05", None, "2014-02-06", "required"),
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
