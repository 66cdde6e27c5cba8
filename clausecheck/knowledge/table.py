"""The prebuilt table: all entries, names and their indexes in one file that decodes in a few milliseconds.

It stands beside the data files and carries their digests: where they differ, the data files are read instead, so a table that
is out of date costs time and never truth. `python -m clausecheck.knowledge` builds it; a test compares it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from clausecheck.knowledge.entries import Entry
from clausecheck.knowledge.files import CUES, DATA
from clausecheck.knowledge.names import Key, Names, Row, row_of

TABLE = Path(__file__).parent / "table.json"


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """What the file holds; `digest` is that of all data files but the cues, `cues_digest` that of the cues."""

    digest: str
    cues_digest: str
    cues: dict[str, tuple[str, ...]]
    entries: tuple[Entry, ...]
    rows: tuple[Row, ...]
    first_words: dict[str, tuple[int, ...]]
    cited: dict[str, tuple[Key, ...]]

    def names(self) -> Names:
        """The rows with their indexes."""
        return Names(self.rows, self.entries, self.first_words, self.cited)


def digests(directory: Path = DATA) -> tuple[str, str]:
    """The SHA-256 of the names and bytes of all data files but the cues, and that of the cues."""
    rest, cues = hashlib.sha256(), hashlib.sha256()
    for path in sorted(directory.rglob("*.toml")):
        name = path.relative_to(directory).as_posix()
        into = cues if name == CUES else rest
        into.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return rest.hexdigest(), cues.hexdigest()


def read_table(path: Path = TABLE) -> Table | None:
    """The table, or None where there is none, it cannot be read, or the data files have changed since."""
    try:
        table = msgspec.json.decode(path.read_bytes(), type=Table)
    except (OSError, msgspec.DecodeError):
        return None
    return table if (table.digest, table.cues_digest) == digests() else None


def encoded(directory: Path = DATA) -> bytes:
    """The table of a directory of data files, an entry and a phrase a line."""
    # only whoever builds the table needs the readers of the files
    from clausecheck.knowledge.reading import read_holdings
    from clausecheck.knowledge.vocabulary import phrases

    holdings = read_holdings(directory)
    digest, cues_digest = digests(directory)
    rows = [row_of(phrase) for phrase in phrases(holdings.entries, holdings.forms)]
    names = Names(rows, holdings.entries)
    parts: Mapping[str, bytes] = {
        "digest": msgspec.json.encode(digest),
        "cues_digest": msgspec.json.encode(cues_digest),
        "cues": msgspec.json.encode(dict(sorted(holdings.cues.items()))),
        "entries": _lines([_slim(entry) for entry in holdings.entries]),
        "rows": _lines(rows),
        "first_words": msgspec.json.encode(names.first_words),
        "cited": msgspec.json.encode(names.cited),
    }
    return b"{" + b",\n".join(msgspec.json.encode(key) + b": " + value for key, value in parts.items()) + b"}\n"


def _lines(values: list[Row] | list[dict[str, object]]) -> bytes:
    return b"[\n" + b",\n".join(msgspec.json.encode(value) for value in values) + b"\n]"


def _slim(entry: Entry) -> dict[str, object]:
    """The entry without what is empty."""

    def without_empty(value: object) -> object:
        if isinstance(value, dict):
            return {key: without_empty(one) for key, one in value.items() if one not in (None, "", [], False)}
        return [without_empty(one) for one in value] if isinstance(value, list) else value

    slim: dict[str, object] = msgspec.to_builtins({"entry": entry})["entry"]
    return {key: without_empty(value) for key, value in slim.items() if value not in (None, "", [], False)}
