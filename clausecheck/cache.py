"""Reports of earlier runs, kept by what they depend on: content, version, knowledge, reference, day and settings.

What is kept is all that a check prints: findings, matrix, the texts and effects of the clauses; no rule trees and no blocks.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from clausecheck import kept
from clausecheck.document import Comment, Document, View
from clausecheck.finding import Age, Finding, MatrixRow, Report
from clausecheck.ruletree import Clause, Effect, Located, OwnershipTest, RuleTree

MOST = 20_000
"""Entries past which the oldest half is thrown away."""


class _Clause(msgspec.Struct, frozen=True, array_like=True):
    located: Located
    effects: tuple[Effect, ...]
    ownership: tuple[OwnershipTest, ...]
    actions: tuple[str, ...]
    coverage: float


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    path: str
    sha256: str
    revisions: View
    notes: tuple[str, ...]
    warnings: tuple[str, ...]
    comments: tuple[Comment, ...]
    clauses: tuple[_Clause, ...]
    reference: str
    as_of: str
    age: Age
    findings: tuple[Finding, ...]
    matrix: tuple[MatrixRow, ...]
    milliseconds: float


_encoder, _decoder = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(_Kept)


def packed(report: Report) -> bytes:
    """All of a report that a check prints."""
    document = report.document
    return _encoder.encode(
        _Kept(
            path=document.path,
            sha256=document.sha256,
            revisions=document.revisions,
            notes=document.notes,
            warnings=document.warnings,
            comments=document.comments,
            clauses=tuple(
                _Clause(
                    located=one.located,
                    effects=one.effects,
                    ownership=one.ownership,
                    actions=one.actions,
                    coverage=one.tree.coverage,
                )
                for one in report.clauses
            ),
            reference=report.reference,
            as_of=report.as_of,
            age=report.age,
            findings=report.findings,
            matrix=report.matrix,
            milliseconds=report.milliseconds,
        )
    )


def unpacked(data: bytes) -> Report:
    """The report that `packed` was given, without rule trees and blocks. Raises msgspec.DecodeError."""
    kept = _decoder.decode(data)
    return Report(
        document=Document(
            path=kept.path,
            sha256=kept.sha256,
            blocks=(),
            revisions=kept.revisions,
            notes=kept.notes,
            warnings=kept.warnings,
            comments=kept.comments,
        ),
        clauses=tuple(
            Clause(
                located=one.located,
                tree=RuleTree(norms=(), coverage=one.coverage),
                effects=one.effects,
                ownership=one.ownership,
                actions=one.actions,
                as_of=kept.as_of,
            )
            for one in kept.clauses
        ),
        reference=kept.reference,
        as_of=kept.as_of,
        age=kept.age,
        findings=kept.findings,
        matrix=kept.matrix,
        notes=kept.notes,
        milliseconds=kept.milliseconds,
    )


@dataclass(frozen=True, slots=True)
class Cache:
    """Reports in the files of a folder. A folder that cannot be used is as good as an empty one."""

    folder: Path

    def get(self, key: str) -> Report | None:
        """The report kept under `key`, or None."""
        try:
            return unpacked(self._path(key).read_bytes())
        except (OSError, msgspec.DecodeError):
            return None

    def put(self, key: str, data: bytes) -> None:
        """Keep a packed report under `key`; the file is there whole or not at all."""
        kept.write(self._path(key), data)

    def tidy(self) -> None:
        """Throw the older half away where there is too much."""
        with contextlib.suppress(OSError):
            held = sorted((entry.stat().st_mtime, entry) for entry in self.folder.glob("??/*"))
            for _, path in held[: len(held) // 2] if len(held) > MOST else ():
                path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key


def key(content: bytes, *parts: object) -> str:
    """The name under which what follows from `content` and `parts` is kept, by this state of the program's files."""
    said = "\x1f".join((_program(), hashlib.sha256(content).hexdigest(), *map(repr, parts)))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def state(files: Iterable[Path]) -> str:
    """What tells that one of these files (or a file below one of these folders) has changed: names, sizes, times."""
    found = []
    for file in files:
        for path in sorted(file.rglob("*")) if file.is_dir() else [file]:
            if "__pycache__" not in path.parts and path.is_file():
                held = path.stat()
                found.append(f"{path}:{held.st_size}:{held.st_mtime_ns}")
    return hashlib.sha256("\n".join(found).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _program() -> str:
    """The state of the program's own files: a checkout changes under one version."""
    here = Path(__file__).parent
    return state([here, here.parent / "grammars"])
