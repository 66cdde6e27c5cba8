"""What is selected on a screen."""

from __future__ import annotations

from dataclasses import dataclass

from clausecheck.document import Span
from clausecheck.ruletree import Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """A finding, a thing, a stretch of a clause, a tracked change; whichever of them is known.

    `clause` is an index into the report's clauses, `span` a stretch of that clause's text (None for what is missing), `key`
    a thing or ``ownership`` or ``act:...``, `finding` an index into the report's findings, `block` an index into the blocks
    where the selection is outside of any clause, `revision` an index into that block's tracked changes.
    """

    clause: int | None = None
    span: Span | None = None
    key: Thing | str | None = None
    finding: int | None = None
    block: int | None = None
    revision: int | None = None
