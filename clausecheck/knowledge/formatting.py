"""The canonical form of the data files: one order of keys, one layout of lists, comments at the head only."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from clausecheck.knowledge.entries import KnowledgeError
from clausecheck.knowledge.schema import EntryFile, KnowledgeFile, MeasureFile, MemberFile, SourceFile, read_toml

WIDTH = 128
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_COMMENT = re.compile(r"^\s*#", re.MULTILINE)


def canonical(path: Path, name: str) -> str:
    """The text of the data file at `path` (entries, or sources.toml) in canonical form; `name` is what errors call it.

    Raises KnowledgeError for what the file should not hold, and for a comment that is not at its head.
    """
    sources = path.name == "sources.toml"
    read_toml(path, dict[str, SourceFile] if sources else KnowledgeFile, name)
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    head = next((number for number, line in enumerate(lines) if line and not line.startswith("#")), len(lines))
    if _COMMENT.search("\n".join(lines[head:])):
        raise KnowledgeError(f"{name}: a comment stands between entries; put it at the head of the file or into a `note`")
    raw = tomllib.loads(text)
    body = _sources(raw) if sources else _entries(raw)
    return "\n".join([*(line for line in lines[:head] if line), *body]).rstrip("\n") + "\n"


def _sources(raw: Mapping[str, Any]) -> Iterator[str]:
    for key, source in raw.items():
        yield ""
        yield f"[{_key(key)}]"
        yield from _pairs(source, SourceFile)


def _entries(raw: Mapping[str, Any]) -> Iterator[str]:
    yield from _pairs({key: value for key, value in raw.items() if key != "entry"}, KnowledgeFile)
    for entry in raw.get("entry", ()):
        yield ""
        yield "[[entry]]"
        yield from _pairs(entry, EntryFile)


def _pairs(table: Mapping[str, Any], shape: type[msgspec.Struct]) -> Iterator[str]:
    for key in shape.__struct_fields__:
        if key in table:
            yield from _pair(key, table[key])


def _pair(key: str, value: Any) -> Iterator[str]:
    line = f"{key} = {_value(key, value)}"
    if len(line) <= WIDTH or not isinstance(value, list):
        yield line
        return
    yield f"{key} = ["
    for one in value:
        yield f"  {_value(key, one)},"
    yield "]"


def _value(key: str, value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_value(key, one) for one in value) + "]"
    if isinstance(value, dict):
        fields = (MeasureFile if key == "measures" else MemberFile).__struct_fields__
        return "{ " + ", ".join(f"{name} = {_value(name, value[name])}" for name in fields if name in value) + " }"
    return json.dumps(value, ensure_ascii=False)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)
