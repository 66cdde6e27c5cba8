"""Where the data files stand."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).parent / "data"
SOURCES, FORMS, CUES = "sources.toml", "forms.toml", "cues.toml"
