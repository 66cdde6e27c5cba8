"""What the law changed since 2014: how each thing stands on the day before and on the day, change by change."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest

from clausecheck.knowledge import Entry, changed_since, load, measure_status, member_status, standing
from clausecheck.ruletree import Thing, ThingKind

HERE = Path(__file__).parent
CHANGES: list[dict[str, Any]] = tomllib.loads((HERE / "law" / "changes.toml").read_text(encoding="utf-8"))["change"]
COLLECTED = HERE.parent.parent / "shared" / "law" / "changes.yaml"
NOT_COVERED = re.compile(r"^\| (\d{4}(?:-\d\d){0,2} [^|]+?) \|", re.MULTILINE)
TURN = re.compile(r"(?P<subject>[^:]+): (?P<was>[a-z ]+?) > (?P<becomes>[a-z ]+?)(?: @ (?P<day>[\d-]{10}))?")
KNOWN = load()


def entry(kind: str, id: str) -> Entry:
    found = KNOWN.rule(id) if kind == "rule" else KNOWN.entry(Thing(kind=kind, id=id)) if kind in get_args(ThingKind) else None
    assert found is not None, f"{kind} {id} is missing"
    return found


def status(subject: str, day: str) -> str:
    """How the subject of a turn stands on a day."""
    kind, id, *more = subject.split()
    if kind == "member":
        rows = [member for member in entry("territory_group", id).members if member.id == more[0]]
        assert rows, f"{more[0]} is no member of {id}"
        return member_status(rows, day)
    found = entry(kind, id)
    if not more:
        return standing(found, day).status
    (measure,) = (measure for measure in found.measures if measure.id == more[0])
    return measure_status(measure, day)


@pytest.mark.parametrize(
    ("id", "turn"), [(change["id"], turn) for change in CHANGES for turn in change["turns"]], ids=lambda value: value
)
def test_before_and_after(id: str, turn: str) -> None:
    parts = TURN.fullmatch(turn)
    assert parts, turn
    day = parts["day"] or f"{id.split()[0]}-01"[:10]
    before = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    assert (status(parts["subject"], before), status(parts["subject"], day)) == (parts["was"], parts["becomes"])


def test_changes_stand_once_in_order_and_each_has_a_turn() -> None:
    ids = [change["id"] for change in CHANGES]
    assert len(set(ids)) == len(ids)
    assert [id.split()[0] for id in ids] == sorted(id.split()[0] for id in ids)
    assert all(change["turns"] and change["what"] for change in CHANGES)


def test_every_change_is_an_event_that_can_be_asked_for() -> None:
    events = changed_since(KNOWN.entries + KNOWN.rules, "2013-12-31", "2026-11-24")
    asked = {(one.entry.kind, one.entry.id, one.measure.id if one.measure else one.member, one.day) for one in events}
    for change in CHANGES:
        for turn in change["turns"]:
            parts = TURN.fullmatch(turn)
            assert parts
            kind, id, *more = parts["subject"].split()
            day = parts["day"] or f"{change['id'].split()[0]}-01"[:10]
            if parts["was"] != parts["becomes"] and more:
                kind = "territory_group" if kind == "member" else kind
                assert (kind, id, more[0], day) in asked, turn


def test_every_change_that_was_collected_is_tested_or_named_as_not_covered() -> None:
    if not COLLECTED.exists():
        pytest.skip("the collection of changes is not beside this checkout")
    rows = re.findall(r"^- date: '?([\d-]+)'?\n  area: (.+)$", COLLECTED.read_text(encoding="utf-8"), re.MULTILINE)
    collected = {f"{day} {area}" for day, area in rows}
    docs = (HERE.parent / "docs" / "knowledge.md").read_text(encoding="utf-8")
    held = {change["id"] for change in CHANGES} | set(NOT_COVERED.findall(docs))
    assert len(collected) == len(rows) > 100
    assert collected - held == set()
    assert {change["id"] for change in CHANGES} - collected == set()
