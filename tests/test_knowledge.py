"""The knowledge base: every id is there, every name means one thing, every date is read as the law has it."""

from __future__ import annotations

import importlib
import re
from collections import defaultdict
from pathlib import Path

import pytest

from clausecheck.knowledge import Entry, KnowledgeError, Measure, fold, load, measure_status, members, standing
from clausecheck.knowledge.reading import DATA
from clausecheck.knowledge.table import TABLE, encoded, read_table
from clausecheck.ruletree import Thing, ThingKind

KNOWN = load()
EVERYTHING = KNOWN.entries + KNOWN.rules

IDS: dict[ThingKind, str] = {
    "list": """us.ofac.sdn us.ofac.consolidated us.ofac.fse us.ofac.ssi us.ofac.plc us.ofac.capta us.ofac.mbs us.ofac.cmic
        us.bis.dpl us.bis.entity us.bis.uvl us.bis.meu us.state.debarred us.state.nonproliferation us.state.fto us.state.cuba
        us.state.caatsa231 us.dod.1260h us.dhs.uflpa us.fcc.covered us.csl un.sc eu.fsf eu.833 uk.sanctions uk.ofsi
        ca.sanctions au.dfat ch.seco jp.meti cn.unreliable generic.us generic.any""",
    "territory": """ua.crimea ua.sevastopol ua.donetsk ua.luhansk ua.kherson ua.zaporizhzhia af.taliban
        AF AX AL DZ AS AD AO AI AQ AG AR AM AW AU AT AZ BS BH BD BB BY BE BZ BJ BM BT BO BQ BA BW BV BR IO BN BG BF BI CV KH
        CM CA KY CF TD CL CN CX CC CO KM CG CD CK CR CI HR CU CW CY CZ DK DJ DM DO EC EG SV GQ ER EE SZ ET FK FO FJ FI FR GF
        PF TF GA GM GE DE GH GI GR GL GD GP GU GT GG GN GW GY HT HM VA HN HK HU IS IN ID IR IQ IE IM IL IT JM JP JE JO KZ KE
        KI KP KR KW KG LA LV LB LS LR LY LI LT LU MO MG MW MY MV ML MT MH MQ MR MU YT MX FM MD MC MN ME MS MA MZ MM NA NR NP
        NL NC NZ NI NE NG NU NF MK MP NO OM PK PW PS PA PG PY PE PH PN PL PT PR QA RE RO RU RW BL SH KN LC MF PM VC WS SM ST
        SA SN RS SC SL SG SX SK SI SB SO ZA GS SS ES LK SD SR SJ SE CH SY TW TJ TZ TH TL TG TK TO TT TN TR TM TC TV UG UA AE
        GB US UM UY UZ VU VE VN VG VI WF EH YE ZM ZW""",
    "territory_group": """us.embargoed ear.e1 ear.e2 ear.d1 ear.d5 ear.other itar.126.1 us.sst eu.sanctioned uk.sanctioned
        un.sanctioned generic.sanctioned""",
    "end_use": """wmd nuclear nuclear.maritime missile chemical biological military military.intelligence surveillance
        censorship network.disruption human-rights terrorism semiconductor supercomputer torture weapons generic.prohibited""",
    "end_user": "military military.intelligence government terrorist wmd national generic.prohibited",
    "instrument": """us.ear us.itar us.ofac us.ecra us.eaa us.aeca us.ieepa us.twea us.export us.customs us.anti-boycott
        eu.dual-use eu.833 eu.765 eu.sanctions eu.export uk.export uk.sanctions un.sanctions ca.export au.export cn.export
        jp.export wassenaar generic.export generic.sanctions generic.import""",
    "authority": """us.bis us.commerce us.ofac us.treasury us.state us.ddtc us.dod us.dhs us.dea us.gov un.sc eu eu.member
        uk.hmt uk.ofsi uk.gov""",
}


def entry(kind: ThingKind, id: str) -> Entry:
    found = KNOWN.entry(Thing(kind=kind, id=id))
    assert found is not None, f"{kind} {id} is missing"
    return found


def named(alias: str) -> set[str]:
    return {one.id for one in KNOWN.named(alias)}


# ---------------------------------------------------------------- what there is


@pytest.mark.parametrize(("kind", "id"), [(kind, id) for kind, ids in IDS.items() for id in ids.split()])
def test_every_id_of_the_vocabulary_exists(kind: ThingKind, id: str) -> None:
    assert entry(kind, id).name


@pytest.mark.parametrize("one", EVERYTHING, ids=lambda one: f"{one.kind}:{one.id}")
def test_every_entry_says_where_it_comes_from(one: Entry) -> None:
    assert one.sources
    assert all(source.title and source.locator and re.fullmatch(r"\d{4}-\d\d-\d\d", source.read) for source in one.sources)
    assert one.confidence in ("verified", "remembered")
    if one.keeper:
        assert KNOWN.entry(Thing(kind="authority", id=one.keeper)), f"keeper {one.keeper} is unknown"
    if one.lawmaker:
        assert KNOWN.entry(Thing(kind="authority", id=one.lawmaker)), f"lawmaker {one.lawmaker} is unknown"
    if one.merged_into:
        assert KNOWN.entry(Thing(kind=one.thing.kind, id=one.merged_into))


@pytest.mark.parametrize("one", [e for e in EVERYTHING if e.members], ids=lambda one: one.id)
def test_members_exist(one: Entry) -> None:
    kind: ThingKind = "territory" if one.kind == "territory_group" else "list"
    for member in one.members:
        assert KNOWN.entry(Thing(kind=kind, id=member.id)), f"{one.id}: member {member.id} is unknown"


def test_what_only_exists_from_memory_says_so() -> None:
    for one in EVERYTHING:
        if all(source.tier == "memory" for source in one.sources):
            assert one.confidence == "remembered", f"{one.kind} {one.id} is verified by memory alone"


# ---------------------------------------------------------------- names


@pytest.mark.parametrize("one", KNOWN.entries, ids=lambda one: f"{one.kind}:{one.id}")
def test_examples_and_names_resolve_to_their_entry_and_nothing_else(one: Entry) -> None:
    for words in (one.name, *one.examples):
        assert {(other.kind, other.id) for other in KNOWN.named(words)} == {(one.kind, one.id)}, words


def test_no_name_belongs_to_two_entries_unless_it_is_joint() -> None:
    owners: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for phrase in KNOWN.vocabulary():
        owners[phrase.words if phrase.cased else fold(phrase.words)] |= {(phrase.kind, id) for id in phrase.ids}
    shared = {words: found for words, found in owners.items() if len(found) > 1}
    joint = {frozenset(("ua.donetsk", "ua.luhansk")), frozenset(("ua.kherson", "ua.zaporizhzhia"))}
    joint |= {frozenset(("ua.crimea", "ua.sevastopol")), frozenset(("ear.e1", "ear.e2")), frozenset(("chemical", "biological"))}
    wrong = {words: found for words, found in shared.items() if frozenset(id for _, id in found) not in joint}
    assert not wrong


def test_no_phrase_is_a_place_in_the_law_or_one_common_word() -> None:
    common = {
        "list",
        "lists",
        "country",
        "countries",
        "regulation",
        "regulations",
        "law",
        "of",
        "order",
        "act",
        "use",
        "export",
    }
    for phrase in KNOWN.vocabulary():
        assert fold(phrase.words) not in common, phrase
        assert not re.search(r"\b(?:section|part|article)s? \d|\d+ c\.?f\.?r|\(|§", phrase.words, re.IGNORECASE), phrase


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("Office of Foreign Asset Control", {"us.ofac"}),
        ("Denied Person\u2019s List", {"us.bis.dpl"}),
        ("Table of Deny Orders", {"us.bis.dpl"}),
        ("DENIED PARTIES LIST", {"us.bis.dpl"}),
        ("Specifically Designated Nationals", {"us.ofac.sdn"}),
        ("Specially Designated Nationals and Blocked Person List", {"us.ofac.sdn"}),
        ("International Traffic in Arm Regulations", {"us.itar"}),
        ("Bureau of Export Administration", {"us.bis"}),
        ("BXA", {"us.bis"}),
        ("Office of Export Administration", {"us.bis"}),
        ("Country Group E", {"ear.e1", "ear.e2"}),
        ("Country Groups E:1/E:2", {"ear.e1", "ear.e2"}),
        ("N. Korea", {"KP"}),
        ("D.P.R.K.", {"KP"}),
        ("Democratic People's Republic of Korea", {"KP"}),
        ("Republic of Korea", {"KR"}),
        ("Burma", {"MM"}),
        ("mainland China", {"CN"}),
        ("Republic of China", {"TW"}),
        ("Crimean Peninsula", {"ua.crimea"}),
        ("so-called Donetsk People's Republic", {"ua.donetsk"}),
        ("Donbass", {"ua.donetsk", "ua.luhansk"}),
        ("Donetsk and Luhansk regions", {"ua.donetsk", "ua.luhansk"}),
        ("OFSI Consolidated List", {"uk.ofsi"}),
        ("Export Administration Act of 1979", {"us.eaa"}),
        ("Export Administration Act of 1978", {"us.eaa"}),
        ("15 C.F.R. Parts 730-774", {"us.ear"}),
        ("31 C.F.R. Part 500", {"us.ofac"}),
        ("Regulation (EU) No 833/2014", {"eu.833"}),
        ("Part 561 List", {"us.ofac.capta"}),
        ("unmanned aerial vehicles", {"missile"}),
        ("biological weaponry", {"biological"}),
        ("cyber attacks", {"network.disruption"}),
        ("No such list at all", set()),
    ],
)
def test_names_as_they_stand_in_contracts(words: str, ids: set[str]) -> None:
    assert named(words) == ids


def phrase_of(words: str) -> list[tuple[str, bool, bool, bool, str]]:
    return [
        (phrase.ids[0], phrase.weak, phrase.cased, phrase.adjective, phrase.age)
        for phrase in KNOWN.vocabulary()
        if phrase.words == words
    ]


def test_marks_on_phrases() -> None:
    assert phrase_of("EAR") == [("us.ear", False, True, False, "alias")]
    assert phrase_of("Georgia") == [("GE", True, False, False, "official")]
    assert phrase_of("nuclear") == [("nuclear", True, False, False, "alias")]
    assert phrase_of("Iranian") == [("IR", False, False, True, "alias")]
    assert phrase_of("Table of Denial Orders") == [("us.bis.dpl", False, False, False, "obsolete")]
    assert phrase_of("Denied Parties List") == [("us.bis.dpl", False, False, False, "wrong")]
    assert phrase_of("Office of Foreign Asset Control") == [("us.ofac", False, False, False, "misspelt")]
    assert phrase_of("Burma") == [("MM", False, False, False, "obsolete")]


def test_last_words_are_singular_and_plural() -> None:
    spoken = {phrase.words for phrase in KNOWN.vocabulary()}
    assert {
        "Entity List",
        "Entity Lists",
        "military end user",
        "military end users",
        "chemical weapons",
        "chemical weapon",
    } <= spoken
    assert {"U.S. Department of Commerce", "United States Department of Commerce", "USA Department of Commerce"} <= spoken


def test_a_description_is_no_phrase_but_has_a_name() -> None:
    assert "a sanctioned country" not in {phrase.words for phrase in KNOWN.vocabulary()}
    assert named("a sanctioned country") == {"generic.sanctioned"}


@pytest.mark.parametrize(
    ("kind", "general", "jurisdiction", "specific"),
    [
        ("list", "generic.any", "US", "generic.us"),
        ("list", "generic.any", "EU", "eu.fsf"),
        ("list", "generic.any", "UN", "un.sc"),
        ("list", "generic.any", "UK", "uk.sanctions"),
        ("territory_group", "generic.sanctioned", "US", "us.embargoed"),
        ("territory_group", "generic.sanctioned", "EU", "eu.sanctioned"),
        ("instrument", "generic.export", "US", "us.export"),
        ("instrument", "generic.sanctions", "US", "us.ofac"),
        ("instrument", "generic.sanctions", "UN", "un.sanctions"),
        ("instrument", "generic.import", "US", "us.customs"),
        ("instrument", "generic.export", "JP", "jp.export"),
        ("instrument", "generic.export", "BR", None),
        ("list", "us.bis.entity", "US", None),
    ],
)
def test_the_general_under_one_jurisdiction(kind: ThingKind, general: str, jurisdiction: str, specific: str | None) -> None:
    found = KNOWN.specific(Thing(kind=kind, id=general), jurisdiction)
    assert (found.id if found else None) == specific


def test_who_stands_above_a_keeper() -> None:
    assert KNOWN.keeper_chain("us.ofac") == ("us.ofac", "us.treasury", "us.gov")
    assert KNOWN.keeper_chain(entry("list", "us.bis.entity").keeper) == ("us.bis", "us.commerce", "us.gov")
    assert KNOWN.keeper_chain("nobody") == ("nobody",)


# ---------------------------------------------------------------- dates

CHANGES = [
    # kind, id, measure, day before, status, day after, status
    ("territory", "SD", "us.sudan.ofac", "2017-10-11", "in force", "2017-10-12", "ended"),
    ("territory", "SD", "us.sst", "2020-12-13", "in force", "2020-12-14", "ended"),
    ("territory", "SD", "ear.e1", "2021-01-13", "in force", "2021-01-14", "ended"),
    ("territory", "SD", "us.sudan.cbw", "2025-06-26", "not yet", "2025-06-27", "in force"),
    ("territory", "ua.crimea", "us.crimea", "2014-12-18", "not yet", "2014-12-19", "in force"),
    ("territory", "ua.donetsk", "us.dnr", "2022-02-20", "not yet", "2022-02-21", "in force"),
    ("territory", "ua.luhansk", "us.lnr", "2022-02-20", "not yet", "2022-02-21", "in force"),
    ("territory", "ua.kherson", "eu.ngca.kherson", "2022-10-06", "not yet", "2022-10-07", "in force"),
    ("territory", "ua.zaporizhzhia", "uk.ngca.zaporizhzhia", "2023-06-19", "not yet", "2023-06-20", "in force"),
    ("territory", "SY", "us.syria.ofac", "2025-06-30", "in force", "2025-07-01", "ended"),
    ("territory", "SY", "us.syria.ear", "2025-06-30", "in force", "2026-11-24", "in force"),
    ("territory", "SY", "eu.syria", "2025-05-27", "in force", "2025-05-28", "ended"),
    ("territory", "SY", "us.sst", "2026-08-23", "in force", "2026-08-24", "ended"),
    ("territory", "SY", "ear.e1", "2026-08-23", "in force", "2026-08-24", "unknown"),
    ("territory", "SY", "ear.d5", "2026-09-30", "in force", "2026-10-01", "unknown"),
    ("territory", "SY", "itar.126.1", "2026-09-30", "in force", "2026-10-01", "unknown"),
    ("territory", "CU", "us.sst", "2015-05-28", "in force", "2015-05-29", "ended"),
    ("territory", "CU", "us.sst", "2021-01-11", "ended", "2021-01-12", "in force"),
    ("territory", "CU", "ear.e1", "2015-07-21", "in force", "2015-07-22", "ended"),
    ("territory", "KP", "us.dprk.ofac", "2016-03-14", "not yet", "2016-03-15", "in force"),
    ("territory", "KP", "us.sst", "2017-11-19", "not yet", "2017-11-20", "in force"),
    ("territory", "IR", "un.iran", "2025-09-26", "not yet", "2025-09-27", "in force"),
    ("territory", "IR", "eu.iran", "2025-09-28", "not yet", "2025-09-29", "in force"),
    ("territory", "MM", "us.burma.ofac", "2016-10-07", "in force", "2016-10-08", "ended"),
    ("territory", "MM", "ear.744.21", "2021-03-07", "not yet", "2021-03-08", "in force"),
    ("territory", "RU", "us.russia.ear", "2022-02-23", "not yet", "2022-02-24", "in force"),
    ("territory", "RU", "ear.744.21", "2014-09-16", "not yet", "2014-09-17", "in force"),
    ("territory", "BY", "us.belarus.ear", "2022-03-01", "not yet", "2022-03-02", "in force"),
    ("territory", "VE", "us.venezuela.ofac", "2019-08-04", "not yet", "2019-08-05", "in force"),
    ("territory", "KH", "ear.d5", "2026-02-02", "in force", "2026-02-03", "ended"),
    ("territory", "KH", "itar.126.1", "2025-11-06", "in force", "2025-11-07", "ended"),
    ("territory", "KH", "ear.744.21", "2026-02-02", "in force", "2026-02-03", "in force"),
    ("territory", "NI", "ear.d5", "2024-03-14", "not yet", "2024-03-15", "in force"),
    ("territory", "KG", "eu.kyrgyzstan.12f", "2026-04-23", "not yet", "2026-04-24", "in force"),
    ("list", "us.ofac.fse", "us.ofac.fse", "2014-02-05", "not yet", "2014-02-06", "in force"),
    ("list", "us.ofac.ssi", "us.ofac.ssi", "2014-07-15", "not yet", "2014-07-16", "in force"),
    ("list", "us.ofac.consolidated", "us.ofac.consolidated", "2014-10-09", "not yet", "2014-10-10", "in force"),
    ("list", "us.ofac.capta", "us.ofac.capta", "2019-03-13", "not yet", "2019-03-14", "in force"),
    ("list", "us.ofac.capta", "us.ofac.part561", "2019-03-14", "in force", "2019-03-15", "ended"),
    ("list", "us.ofac.mbs", "us.ofac.mbs", "2020-12-13", "not yet", "2020-12-14", "in force"),
    ("list", "us.ofac.cmic", "us.ofac.cmic", "2021-06-02", "not yet", "2021-06-03", "in force"),
    ("list", "us.ofac.cmic", "us.ofac.ccmc", "2021-06-03", "in force", "2021-06-04", "ended"),
    ("list", "us.ofac.nsisa", "us.ofac.nsisa", "2016-01-16", "in force", "2016-01-17", "ended"),
    ("list", "us.bis.meu", "us.bis.meu", "2020-12-22", "not yet", "2020-12-23", "in force"),
    ("list", "us.state.caatsa231", "us.state.caatsa231", "2017-10-26", "not yet", "2017-10-27", "in force"),
    ("list", "us.state.cuba", "us.state.cuba", "2025-01-15", "in force", "2025-01-16", "ended"),
    ("list", "us.state.cuba", "us.state.cuba", "2025-02-05", "ended", "2025-02-06", "in force"),
    ("list", "us.dod.1260h", "us.dod.1260h", "2021-06-02", "not yet", "2021-06-03", "in force"),
    ("list", "us.dhs.uflpa", "us.dhs.uflpa", "2022-06-20", "not yet", "2022-06-21", "in force"),
    ("list", "uk.ofsi", "uk.ofsi", "2026-01-27", "in force", "2026-01-28", "ended"),
    ("instrument", "us.eaa", "us.eaa", "2018-08-13", "in force", "2018-08-14", "ended"),
    ("instrument", "us.ecra", "us.ecra", "2018-08-12", "not yet", "2018-08-13", "in force"),
    ("instrument", "us.caesar", "us.caesar", "2025-12-17", "in force", "2025-12-18", "ended"),
    ("instrument", "eu.dual-use", "eu.2021.821", "2021-09-08", "not yet", "2021-09-09", "in force"),
    ("authority", "us.bis", "us.bxa", "2002-04-17", "in force", "2002-04-18", "ended"),
    ("authority", "uk.hmt", "uk.hmt", "2022-09-07", "not yet", "2022-09-08", "in force"),
]  # fmt: skip


def measure(one: Entry, id: str) -> Measure:
    (found,) = (measure for measure in one.measures if measure.id == id)
    return found


@pytest.mark.parametrize(
    ("kind", "id", "which", "before", "was", "after", "becomes"),
    CHANGES,
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_before_and_after_a_change(
    kind: ThingKind, id: str, which: str, before: str, was: str, after: str, becomes: str
) -> None:
    one = measure(entry(kind, id), which)
    assert (measure_status(one, before), measure_status(one, after)) == (was, becomes)


@pytest.mark.parametrize(
    ("id", "before", "was", "after", "becomes"),
    [
        ("own.ofac.2008", "2014-08-12", "in force", "2014-08-13", "ended"),
        ("own.ofac.2014", "2014-08-12", "not yet", "2014-08-13", "in force"),
        ("own.eu.2024", "2024-07-02", "not yet", "2024-07-03", "in force"),
        ("own.bis.affiliates", "2025-09-28", "not yet", "2025-09-29", "in force"),
        ("own.bis.affiliates", "2025-11-09", "in force", "2025-11-10", "ended"),
        ("own.bis.affiliates", "2026-11-09", "ended", "2026-11-10", "unknown"),
        ("own.bis.distinct", "2025-11-09", "ended", "2025-11-10", "in force"),
        ("cl.eu.12g", "2024-03-19", "not yet", "2024-03-20", "in force"),
        ("cl.eu.8g", "2024-06-30", "not yet", "2024-07-01", "in force"),
        ("cl.eu.12ga", "2024-12-25", "not yet", "2024-12-26", "in force"),
        ("ctl.ear.744.10", "2024-03-20", "in force", "2024-03-21", "ended"),
        ("ctl.ear.744.22", "2021-03-15", "not yet", "2021-03-16", "in force"),
    ],
)
def test_before_and_after_a_change_of_a_rule(id: str, before: str, was: str, after: str, becomes: str) -> None:
    rule = KNOWN.rule(id)
    assert rule is not None
    assert (standing(rule, before).status, standing(rule, after).status) == (was, becomes)


@pytest.mark.parametrize(
    ("kind", "id", "as_of", "status"),
    [
        ("territory", "SY", "2019-09-09", "in force"),
        ("territory", "SY", "2026-11-24", "changed"),
        ("territory", "CU", "2019-09-09", "in force"),
        ("territory", "CU", "2026-11-24", "in force"),
        ("territory", "SD", "2017-10-11", "in force"),
        ("territory", "SD", "2026-11-24", "changed"),
        ("territory", "IQ", "2000-01-01", "in force"),
        ("territory", "ua.donetsk", "2019-09-09", "not yet"),
        ("territory", "FR", "2026-11-24", "in force"),
        ("list", "us.ofac.capta", "2016-01-01", "in force"),
        ("list", "us.ofac.capta", "2026-11-24", "in force"),
        ("list", "us.ofac.cmic", "2026-11-24", "in force"),
        ("list", "us.bis.meu", "2019-09-09", "not yet"),
        ("list", "uk.ofsi", "2026-11-24", "ended"),
        ("list", "us.ofac.sdn", "2014-01-01", "in force"),
        ("instrument", "us.eaa", "2026-11-24", "ended"),
    ],
)
def test_how_a_thing_stands(kind: ThingKind, id: str, as_of: str, status: str) -> None:
    assert KNOWN.status(entry(kind, id), as_of).status == status


def test_a_sentence_says_what_ended_and_what_did_not_and_what_nobody_knows() -> None:
    found = standing(entry("territory", "SY"), "2026-11-24")
    assert "the OFAC Syria programme ended on 2025-06-30" in found.sentence
    assert "the EAR licence requirements for Syria are still in force" in found.sentence
    assert re.search(r"whether the place in EAR Country Group E:1.* is not known", found.sentence)
    assert (found.since, found.until) == ("2004-05-14", None)


def test_sentences_of_lists() -> None:
    assert (
        standing(entry("list", "us.bis.meu"), "2026-11-24").sentence
        == "the Military End-User List is in force since 2020-12-23"
    )
    ended = standing(entry("list", "uk.ofsi"), "2026-11-24")
    assert ended.until == "2026-01-27"
    assert ended.sentence.endswith("ended on 2026-01-27 (closed; the UK Sanctions List stands alone)")


@pytest.mark.parametrize(
    ("group", "as_of", "ids"),
    [
        ("ear.e1", "2014-01-01", "CU IR KP SD SY"),
        ("ear.e1", "2019-09-09", "IR KP SD SY"),
        ("ear.e1", "2026-11-24", "IR KP SY?"),
        ("ear.e2", "2026-11-24", "CU"),
        ("us.sst", "2014-01-01", "CU IR SD SY"),
        ("us.sst", "2019-09-09", "IR KP SD SY"),
        ("us.sst", "2026-11-24", "CU IR KP"),
        ("us.embargoed", "2019-09-09", "CU IR KP SY ua.crimea"),
        ("us.embargoed", "2026-11-24", "CU IR KP ua.crimea ua.donetsk ua.luhansk"),
        ("ear.744.21", "2019-09-09", "CN RU VE"),
        ("ear.744.21", "2026-11-24", "BY CN KH MM NI RU VE"),
    ],
)
def test_members_on_a_day(group: str, as_of: str, ids: str) -> None:
    found = members(entry("territory_group", group), as_of)
    assert " ".join(id + ("" if certain else "?") for id, certain in found) == ids


def test_membership_before_2026_is_uncertain_where_it_was_not_read() -> None:
    found = dict(members(entry("territory_group", "ear.d5"), "2019-09-09"))
    assert (found["CN"], found["SS"]) == (False, True)
    assert dict(members(entry("territory_group", "ear.d5"), "2026-02-03"))["CN"] is True
    assert len(members(entry("territory_group", "ear.d5"), "2026-05-22")) == 22


def test_the_year_or_month_as_a_date() -> None:
    one = Measure(id="x", name="x", since="2012", until="2014-02")
    days = ("2011-12-31", "2012-01-01", "2014-02-28", "2014-03-01")
    assert [measure_status(one, day) for day in days] == ["not yet", "in force", "in force", "ended"]


def test_nothing_ends_before_it_starts() -> None:
    for one in EVERYTHING:
        for held in one.measures:
            for since, until in ((held.since, held.until), *held.gaps, *held.uncertain, *held.again):
                assert since is None or until is None or since[: len(until)] <= until[: len(since)], (one.id, held)


# ---------------------------------------------------------------- files


def test_the_prebuilt_table_is_up_to_date() -> None:
    assert TABLE.read_bytes() == encoded(), "run python -m clausecheck.knowledge"
    assert read_table() is not None


def test_the_table_says_what_the_files_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.import_module("clausecheck.knowledge.load"), "read_table", lambda: None)
    slow = load.__wrapped__()
    assert slow.entries == KNOWN.entries
    assert slow.rules == KNOWN.rules
    assert slow.vocabulary() == KNOWN.vocabulary()
    assert dict(slow.cues) == dict(KNOWN.cues)


def test_a_table_that_is_out_of_date_or_broken_is_not_used(tmp_path: Path) -> None:
    stale = tmp_path / "table.json"
    stale.write_bytes(TABLE.read_bytes().replace(b'"digest": "', b'"digest": "0', 1))
    assert read_table(stale) is None
    stale.write_bytes(b"{")
    assert read_table(stale) is None
    assert read_table(tmp_path / "none.json") is None


def test_every_data_file_is_in_a_known_folder() -> None:
    folders = {path.parent.name for path in DATA.rglob("*.toml")} - {"data"}
    assert folders == {"lists", "territories", "end_uses", "end_users", "instruments", "agencies", "rules"}


HEAD = 'kind = "list"\nsources = ["memory"]\n\n[[entry]]\nid = "own.no-sell"\nname = "Company No-Sell List"\n'


def overlay(directory: Path, text: str) -> Path:
    (directory / "lists").mkdir()
    (directory / "lists" / "own.toml").write_text(text, encoding="utf-8")
    return directory


def test_an_overlay_adds_entries_and_names(tmp_path: Path) -> None:
    more = HEAD + '\n[[entry]]\nid = "us.bis.entity"\nname = "Entity List"\naliases = ["Black Book of Commerce"]\n'
    known = load(overlay(tmp_path, more))
    assert [one.id for one in known.named("company no-sell lists")] == ["own.no-sell"]
    assert [one.id for one in known.named("Black Book of Commerce")] == ["us.bis.entity"]
    assert [one.id for one in known.named("Entity List")] == ["us.bis.entity"]
    assert named("Company No-Sell List") == set()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEAD + 'keper = "us.bis"\n', ("lists/own.toml", "own.no-sell", "keper")),
        (HEAD + "aliases = 3\n", ("lists/own.toml", "own.no-sell", "aliases")),
        (HEAD + 'since = "2020-13-01"\n', ("lists/own.toml", "own.no-sell", "2020-13-01")),
        (HEAD + 'since = "2020-02-01"\nuntil = "2019"\n', ("own.no-sell", "ends (2019) before it starts (2020-02-01)")),
        (HEAD.replace("memory", "nowhere"), ("lists/own.toml", "own.no-sell", "nowhere", "sources.toml")),
        (HEAD + '\n[[entry]]\nid = "own.no-sell"\nname = "Again"\n', ("own.no-sell", "already stands in lists/own.toml")),
        ("kind = [", ("lists/own.toml", "not TOML")),
        (HEAD.replace('"list"', '"liste"'), ("lists/own.toml", "kind")),
    ],
)
def test_errors_name_the_file_the_entry_and_the_key(tmp_path: Path, text: str, words: tuple[str, ...]) -> None:
    with pytest.raises(KnowledgeError) as caught:
        load(overlay(tmp_path, text))
    message = str(caught.value)
    assert "\n" not in message
    for word in words:
        assert word in message, message


def test_an_overlay_that_is_no_directory(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="is no directory"):
        load(tmp_path / "missing")
