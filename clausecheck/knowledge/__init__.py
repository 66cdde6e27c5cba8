"""What clausecheck knows: lists, territories, end uses, instruments, agencies and rules, their names and their dates.

Everything comes from ``data/``; see ``docs/knowledge.md`` for how to add an entry or end one.
"""

from __future__ import annotations

from clausecheck.knowledge.entries import (
    Citation,
    Entry,
    EntryKind,
    Interval,
    KnowledgeError,
    Measure,
    Member,
    Phrase,
    Standing,
    Status,
)
from clausecheck.knowledge.events import Event, changed_since, oldest_reading, sources_of
from clausecheck.knowledge.forms import fold
from clausecheck.knowledge.load import VERSION, Knowledge, load
from clausecheck.knowledge.phrasing import pattern
from clausecheck.knowledge.standing import basis_of, measure_status, member_status, members, sources_on, standing, under

__all__ = [
    "VERSION",
    "Citation",
    "Entry",
    "EntryKind",
    "Event",
    "Interval",
    "Knowledge",
    "KnowledgeError",
    "Measure",
    "Member",
    "Phrase",
    "Standing",
    "Status",
    "basis_of",
    "changed_since",
    "fold",
    "load",
    "measure_status",
    "member_status",
    "members",
    "oldest_reading",
    "pattern",
    "sources_of",
    "sources_on",
    "standing",
    "under",
]
