"""Word files: .docx, .docm, .dotx and .dotm, read without losing text. Nothing else here knows their XML."""

from __future__ import annotations

from clausecheck.word.contract import read_docx

__all__ = ["read_docx"]
