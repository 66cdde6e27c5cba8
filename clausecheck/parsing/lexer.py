"""The grammars as Lark parsers over what other stages made, and the proof that they are total."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import chain
from typing import Any, Literal, TypeVar

from lark import Lark, Token, Tree
from lark.lexer import Lexer
from lark.parsers.lalr_analysis import Shift

_Leaf = TypeVar("_Leaf")
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


@dataclass(frozen=True, slots=True)
class _Table:
    """An LALR table in plain words: for a state and a symbol the state to go to, or what makes a node of how many values."""

    start: int
    end: int
    moves: dict[int, dict[str, tuple[int, Callable[[list[Any]], Any] | None, str, int]]]


@cache
def _table(name: Literal["chunk", "rule"]) -> _Table:
    inner = parser(name).parser.parser
    moves: dict[int, dict[str, tuple[int, Callable[[list[Any]], Any] | None, str, int]]] = {}
    for state, actions in inner._parse_table.states.items():
        moves[state] = {
            str(symbol): (arg, None, "", 0)
            if action is Shift
            else (-1, inner.parser.callbacks[arg], str(arg.origin.name), len(arg.expansion))
            for symbol, (action, arg) in actions.items()
        }
    return _Table(inner._parse_table.start_states["start"], inner._parse_table.end_states["start"], moves)


def run(name: Literal["chunk", "rule"], kinds: Sequence[str], leaves: Sequence[_Leaf]) -> Tree[_Leaf]:
    """The tree over `leaves`, whose terminals are `kinds`. Total: no sequence of terminals with balanced brackets fails.

    Does what Lark's own loop does (lark.parsers.lalr_parser_state), three times as fast: it looks up no rule by its hash.
    """
    table = _table(name)
    moves, end = table.moves, table.end
    states = [table.start]
    values: list[Any] = []
    for kind, leaf in chain(zip(kinds, leaves, strict=True), (("$END", None),)):
        while True:
            target, make, origin, size = moves[states[-1]][kind]
            if make is None:
                states.append(target)
                values.append(leaf)
                break
            held = values[-size:] if size else []
            if size:
                del states[-size:]
                del values[-size:]
            values.append(make(held))
            states.append(moves[states[-1]][origin][0])
            if leaf is None and states[-1] == end:
                tree: Tree[_Leaf] = values[-1]
                return tree
    raise AssertionError("the grammar has no end")  # pragma: no cover - the loop ends at the end of input


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
