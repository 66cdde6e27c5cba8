"""Passages broken into lines of a width: which line shows what, with ghost lines where they belong."""

from __future__ import annotations

import itertools

from clausecheck.tui.passages import ALWAYS, NEVER, SPACED, Passage, gap
from clausecheck.tui.wrapping import narrow, wrap

Row = tuple[int, int, int]
"""A passage, and from where to where the line shows its text; an empty line between passages has -1 for both."""


class Flow:
    """The lines of some passages. `rows` are all of them, `first` is the first line of each passage."""

    def __init__(self, passages: tuple[Passage, ...]) -> None:
        self.passages = passages
        self.rows: list[Row] = []
        self.first: list[int] = []
        # what does not depend on the width is found out once: a window that is dragged is wrapped many times a second
        self._gaps = [NEVER, *itertools.starmap(gap, itertools.pairwise(passages))][: len(passages)]
        self._narrow = [narrow(passage.text) and "\n" not in passage.text for passage in passages]
        self._haunts = _haunts(passages)

    def wrap(self, room: int, *, spaced: bool) -> None:
        """Break the lines anew, none wider than `room` cells; with `spaced` there are empty lines between paragraphs."""
        rows: list[Row] = []
        first: list[int] = []
        gaps = SPACED if spaced else ALWAYS
        put, room = rows.append, max(1, room)
        for at, (passage, before, by_length) in enumerate(zip(self.passages, self._gaps, self._narrow, strict=True)):
            if len(first) > at:  # a ghost line, which stands already
                continue
            if rows and before >= gaps:
                rows.append((at, -1, -1))
            first.append(len(rows))
            if at in self._haunts:
                self._haunted(at, room, rows, first)
            elif by_length:  # as `wrap` does it, here: nearly all are so, and a call and a list for each take twice as long
                text, start = passage.text, 0
                end = len(text)
                while end - start > room:
                    cut = text.rfind(" ", start, start + room + 1)
                    put((at, start, cut if cut > start else start + room))
                    start = cut + 1 if cut > start else start + room
                put((at, start, end))
            else:
                rows += [(at, start, end) for start, end in wrap(passage.text, room)]
        self.rows, self.first = rows, first

    def _haunted(self, at: int, room: int, rows: list[Row], first: list[int]) -> None:
        """A passage and its ghost lines, each on lines of its own where it belongs: the text breaks off and goes on below."""
        text, done = self.passages[at].text, 0
        for ghost in self._haunts[at]:
            behind = self.passages[ghost].behind
            until = len(text) if behind is None else behind
            if until > done:
                rows += [(at, start, end) for start, end in wrap(text, room, start=done, stop=until)]
                done = until
                while done < len(text) and text[done] == " ":
                    done += 1
            first.append(len(rows))
            rows += [(ghost, start, end) for start, end in wrap(self.passages[ghost].text, room)]
        if done < len(text):
            rows += [(at, start, end) for start, end in wrap(text, room, start=done)]

    def row_of(self, at: int, offset: int) -> int:
        """The line that shows character `offset` of passage `at`."""
        row = found = self.first[at]
        while row < len(self.rows) and self.rows[row][1] >= 0:
            owner, start, _ = self.rows[row]
            if owner == at and start <= offset:
                found = row
            elif owner == at or self.passages[owner].block >= 0 or owner < at:
                break
            row += 1
        return found

    def rows_of(self, at: int) -> range:
        """The lines of a passage, with those of the ghost lines within."""
        following = at + 1
        while following < len(self.passages) and self.passages[following].block < 0 <= self.passages[at].block:
            following += 1
        return range(self.first[at], self.first[following] if following < len(self.first) else len(self.rows))


def _haunts(passages: tuple[Passage, ...]) -> dict[int, list[int]]:
    """The passages that ghost lines follow, with these; a first line of all that is one stands alone."""
    found: dict[int, list[int]] = {}
    owner = -1
    for at, passage in enumerate(passages):
        if passage.block >= 0:
            owner = at
        elif owner >= 0:
            found.setdefault(owner, []).append(at)
    return found
