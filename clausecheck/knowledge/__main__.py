"""Builds the prebuilt table from the data files: ``python -m clausecheck.knowledge``."""

from __future__ import annotations

from clausecheck.knowledge.table import TABLE, encoded

TABLE.write_bytes(encoded())
