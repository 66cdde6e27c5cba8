"""Where a word stands: the terms beside it, as the rules on its sense see them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from clausecheck.knowledge import Knowledge
from clausecheck.tokens import Term, folded


@dataclass(slots=True)
class Here:
    """A term and the terminals beside it, "" where the text ends. The rules change the term in place."""

    text: str
    terms: list[Term]
    knowledge: Knowledge
    index: int
    term: Term
    previous: str
    following: str

    @property
    def words(self) -> list[str]:
        return folded(self.term.of(self.text))

    def words_at(self, index: int) -> list[str]:
        return folded(self.terms[index].of(self.text))

    def becomes(self, terminal: str) -> bool:
        """The term is of another terminal and keeps what it names. True."""
        self.term.type = terminal
        return True

    def names_nothing(self) -> bool:
        """The term is a word like any other. True."""
        self.term.type, self.term.things = "WORD", ()
        return True


Rule = Callable[[Here], bool]
"""A rule says whether it has settled the sense of the term: those behind it are not asked then."""
