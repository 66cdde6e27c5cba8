"""The grammars as Lark parsers over token streams, and the proof that they are total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any, Literal

from lark import Lark, Token, Tree
from lark.lexer import Lexer

GrammarName = Literal["chunk", "rule", "attach"]


class StreamLexer(Lexer):
    """Hands on tokens that were made elsewhere: the outline and the chunker are the lexers here."""

    def __init__(self, lexer_conf: Any) -> None:
        pass

    def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[Token]:  # noqa: ARG002
        """The tokens themselves; Lark passes its input through unchanged for a custom lexer of this kind."""
        yield from lexer_state


def grammar_text(name: GrammarName) -> str:
    """The text of a grammar, from the wheel (clausecheck/grammars) or from a checkout (grammars beside the package)."""
    package = resources.files("clausecheck")
    inside = package / "grammars" / f"{name}.lark"
    if inside.is_file():
        return inside.read_text(encoding="utf-8")
    return (package / ".." / "grammars" / f"{name}.lark").read_text(encoding="utf-8")


@cache
def parser(name: Literal["chunk", "rule"]) -> Lark:
    """The LALR parser of one stage; built once a process."""
    return Lark(grammar_text(name), parser="lalr", lexer=StreamLexer, keep_all_tokens=True, maybe_placeholders=False)


def run(name: Literal["chunk", "rule"], tokens: Sequence[Token]) -> Tree[Token]:
    """The tree of a token sequence. Total: no sequence of the grammar's terminals with balanced brackets fails."""
    return parser(name).parse(iter(tokens))


def missing_actions(name: Literal["chunk", "rule"], brackets: frozenset[str]) -> dict[int, list[str]]:
    """For each state of the LALR table the terminals that it has no action for, `brackets` apart; empty: the grammar is total.

    States whose every action concerns brackets (they open or close an enumeration) and the accepting state are left out.
    """
    table = parser(name).parser.parser._parse_table
    terminals = {key for actions in table.states.values() for key in actions if key.isupper()} - {"$END"} - brackets
    faults: dict[int, list[str]] = {}
    for state, actions in table.states.items():
        named = {key for key in actions if key.isupper() or key == "$END"}
        if not named or named <= brackets or state in table.end_states.values():
            continue
        lacking = sorted(terminals - named)
        if lacking:
            faults[state] = lacking
    return faults
