"""Mends a contract: plans from the rule tree and the reference what to put in where, tries it, and proves the file.

Pure but for the Word file in memory: nothing here reads or writes a disk, and the judge of a trial is an argument.
"""

from __future__ import annotations

from clausecheck.mending.mended import Mended, mend
from clausecheck.mending.planning import Mend, Plan

__all__ = ["Mend", "Mended", "Plan", "mend"]
