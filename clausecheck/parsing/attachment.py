"""Stage 3: the readings of a modifier behind a series of targets, from grammars/attach.lark, bounded."""

from __future__ import annotations

from functools import cache

from lark import Lark, Token, Tree

from clausecheck.document import Span
from clausecheck.parsing.chunks import Chunk
from clausecheck.parsing.drafts import Draft
from clausecheck.parsing.lexer import StreamLexer, grammar_text
from clausecheck.parsing.rules import Part
from clausecheck.ruletree import EffectName, Reading, Thing

MOST_TARGETS = 8
MOST_MODIFIERS = 2
_MODIFIERS = frozenset({"PURPOSE", "WHO", "LOCATED"})
_REASON = "the nearest target takes the modifier unless a comma parts them"
_REASON_COMMA = "a comma parts the modifier from the last target, so it goes with the whole series"


@cache
def _earley() -> Lark:
    return Lark(grammar_text("attach"), parser="earley", lexer=StreamLexer, ambiguity="explicit", start="limb")


def readings(series: list[tuple[Part, Draft]], text: str) -> tuple[Reading, ...]:
    """One `Reading` for each series of two or more targets whose last has a modifier that the earlier ones lack."""
    found = []
    for part, draft in series:
        if len(part.targets) < 2:
            continue
        modifiers = _modifiers(part)
        if not modifiers:
            continue
        last = part.targets[-1]
        span = Span(start=modifiers[0].start, end=last.end)
        if len(part.targets) > MOST_TARGETS:
            found.append(Reading(span=span, choices=("limits only the last of the series",), reason="readings: too many"))
            continue
        ways = _ways(len(part.targets), min(len(modifiers), MOST_MODIFIERS))
        names = [_words(target.chunks[0], text) for target in part.targets]
        choices = {
            "limits_this_target": f"limits only {names[-1]}",
            "limits_the_act": "limits all of them: " + "; ".join(names),
        }
        free = [
            item.thing
            for item in draft.exclusions
            if part.start <= item.span.start < last.start
            and item.thing.kind in ("territory", "territory_group")
            and not item.limits
        ]
        uses = any(term.type == "USE" and term.things for chunk in last.chunks for term in chunk.terms)
        verdicts: tuple[tuple[tuple[Thing, EffectName], ...], ...] = ()
        if free and uses:
            verdicts = (tuple((thing, "barred") for thing in free), tuple((thing, "limited") for thing in free))
        found.append(
            Reading(
                span=span,
                verdicts=verdicts,
                choices=tuple(choices[way] for way in ("limits_this_target", "limits_the_act") if way in ways),
                reason=_REASON,
            )
        )
    return tuple(dict.fromkeys(found))


def _modifiers(part: Part) -> list[Chunk]:
    """The modifiers of the last target; none where an earlier target has one of its own of the same kind."""
    last = part.targets[-1].chunks
    own = [chunk for chunk in last[1:] if chunk.kind in _MODIFIERS]
    earlier = {chunk.kind for target in part.targets[:-1] for chunk in target.chunks[1:]}
    return [chunk for chunk in own if chunk.kind not in earlier][:1]


@cache
def _ways(targets: int, modifiers: int) -> frozenset[str]:
    """The names of the constituents that can take the modifiers, over all derivations."""
    kinds = ["VERB", *["TARGET", "JOINT"] * (targets - 1), "TARGET", *["MODIFIER"] * modifiers]
    tree = _earley().parse(iter([Token(kind, kind.lower()) for kind in kinds]))
    return frozenset(str(node.data) for node in tree.iter_subtrees() if isinstance(node, Tree))


def _words(chunk: Chunk, text: str) -> str:
    return " ".join(text[chunk.start : chunk.end].split())
