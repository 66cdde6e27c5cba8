"""Contracts whose export clause only points elsewhere: to a policy, an exhibit, a web page, another agreement."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from clausecheck.document import Document, Span
from clausecheck.knowledge import Knowledge, pattern
from clausecheck.ruletree import Clause, Node

NOTE = "by-reference"
"""What the notes of such a document hold."""
_SENTENCE = re.compile(r"[^.;\n]+(?:\.(?=\S)[^.;\n]*)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """The words that point elsewhere: `span` in the text of block `block` of the document."""

    block: int
    span: Span


def pointer(document: Document, clauses: Iterable[Clause], knowledge: Knowledge) -> Pointer | None:
    """Where the document's export clause points elsewhere and says nothing itself, or None."""
    if any(_says(clause) for clause in clauses):
        return None
    topic, points, at = (pattern(knowledge.cues[name]) for name in ("export_topic", "points", "pointed_at"))
    above = ""
    for index, block in enumerate(document.blocks):
        if block.kind == "heading":
            above = block.text
            continue
        if block.kind in ("note", "header"):
            continue
        for sentence in _SENTENCE.finditer(block.text):
            words = sentence.group()
            spoken = topic.search(words) or topic.search(above) or topic.search(block.text[: sentence.start()])
            if spoken and points.search(words) and (target := at.search(words)):
                first = points.search(words)
                assert first is not None
                start, end = min(first.start(), target.start()), max(first.end(), target.end())
                return Pointer(block=index, span=Span(start=sentence.start() + start, end=sentence.start() + end))
    return None


def _says(clause: Clause) -> bool:
    """Whether a clause bars, demands or permits anything of the law itself."""
    if any(effect.effect not in ("mentioned",) and effect.thing.kind != "authority" for effect in clause.effects):
        return True
    return any(node.kind == "prohibition" for node in _nodes(clause.tree.norms))


def _nodes(nodes: Iterable[Node]) -> Iterable[Node]:
    for node in nodes:
        yield node
        yield from _nodes(node.children)
