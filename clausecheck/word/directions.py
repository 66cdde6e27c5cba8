"""Comments that speak to clausecheck ("clausecheck: accept[NAME] reason"): what they say and which blocks they stand on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lxml import etree

from clausecheck.document import ADDRESS, Block, Comment
from clausecheck.word.inline import words
from clausecheck.word.names import Element, W
from clausecheck.word.package import Package

_BEGIN, _END, _REFERENCE = W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference"
_ID: Final = W + "id"


def directions(package: Package, comments: Element, blocks: Sequence[Block]) -> tuple[Comment, ...]:
    """The comments that begin with "clausecheck:", each with the indices of the blocks that its marks stand in or around."""
    said = {}
    for comment in comments.iter(W + "comment"):
        text = " ".join(words(comment).split())
        if text.casefold().startswith(ADDRESS):
            said[comment.get(_ID, "")] = (text, comment.get(W + "author", ""), comment.get(W + "date", ""))
    root = package.xml(package.main) if said else None
    if root is None:
        return ()
    homes = _by_paragraph(package.main, blocks)
    marked: dict[str, list[str]] = {}
    open_: set[str] = set()
    for element in root.iter(W + "p", _BEGIN, _END, _REFERENCE):
        if element.tag == W + "p":
            for name in open_:
                marked.setdefault(name, []).append(_path(element))
            continue
        name = element.get(_ID, "")
        if name not in said:
            continue
        if (paragraph := next(element.iterancestors(W + "p"), None)) is not None:
            marked.setdefault(name, []).append(_path(paragraph))
        if element.tag == _BEGIN:
            open_.add(name)
        elif element.tag == _END:
            open_.discard(name)
    return tuple(
        Comment(
            text=text,
            author=author,
            date=date,
            blocks=tuple(dict.fromkeys(index for path in marked.get(name, ()) for index in homes.get(path, ()))),
        )
        for name, (text, author, date) in said.items()
    )


def _by_paragraph(part: str, blocks: Sequence[Block]) -> dict[str, list[int]]:
    """The blocks by every path of an element that holds some of their characters."""
    found: dict[str, list[int]] = {}
    for index, block in enumerate(blocks):
        for home in block.homes[:1]:
            if home.part != part:
                continue
            steps = home.element.split("/")
            for length in range(1, len(steps) + 1):
                found.setdefault("/".join(steps[:length]), []).append(index)
    return found


def _path(element: Element) -> str:
    """The path of an element as `Home.element` has it."""
    steps: list[str] = []
    while (above := element.getparent()) is not None:
        steps.append(str(sum(1 for _ in element.itersiblings(etree.Element, preceding=True))))
        element = above
    return "/".join(reversed(steps))
