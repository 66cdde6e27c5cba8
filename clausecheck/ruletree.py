"""The rule tree: what a clause obliges, bars, permits or only says, and what follows for each thing it names.

`Located` is a clause that was found, `RuleTree` what the grammars read in it, `Clause` the tree with effects at a date.
Spans are half-open code points into `Located.text`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from clausecheck.document import Span

ThingKind = Literal["list", "territory", "territory_group", "end_use", "end_user", "instrument", "authority"]
THING_KINDS: tuple[ThingKind, ...] = (
    "list", "territory", "territory_group", "end_use", "end_user", "instrument", "authority",
)  # fmt: skip

OFF_LIMITS: tuple[ThingKind, ...] = ("list", "territory", "territory_group", "end_use", "end_user")
"""The kinds of what a clause can bar; the others are to be complied with, or keep something."""

EffectName = Literal["barred", "limited", "defective", "permitted", "required", "mentioned"]
STRENGTH: tuple[EffectName, ...] = ("barred", "limited", "defective", "permitted", "required", "mentioned")
"""From the strongest to the weakest: which effect stands when independent provisions say different things."""

FAULTS: dict[str, str] = {
    "lost-not": "the “not” is missing",
    "either-for-neither": "“either” stands where “neither” is meant",
    "or-between-negatives": "“or” stands between negative limbs where “and” is meant",
    "double-negative": "two negatives cancel each other",
}
"""What each drafting fault of a node is, in words."""

NormKind = Literal["prohibition", "obligation", "representation", "permission", "definition", "acknowledgement", "termination"]


Sense = Literal["against", "for", "allow", "about"]
"""What a norm does to a thing in it: bars it, demands it, permits it, or only speaks of it."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Thing:
    """An entry of the knowledge base: kind and id."""

    kind: ThingKind
    id: str


# ---------------------------------------------------------------- where a clause stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The part `span` of a clause's text that comes from block `block` of the document, from its offset `offset` on.

    `label` counts the code points at the start of the piece that are the block's automatic number, not its text.
    """

    span: Span
    block: int
    offset: int = 0
    label: int = 0
    role: Literal["stem", "body", "note", "definition"] = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """An export clause found in a document, with its notes and the definitions it depends on behind it.

    `path` holds the numbers of the sections around it ("7", "7.3"); `evidence` the words that made it an export clause.
    """

    path: tuple[str, ...]
    title: str
    evidence: tuple[str, ...]
    text: str
    pieces: tuple[Piece, ...]

    @property
    def start(self) -> int:
        return 0

    @property
    def end(self) -> int:
        return len(self.text)


# ---------------------------------------------------------------- what the grammars read


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """Words that narrow an exclusion: only government buyers, only one end use, only nationals, only some products."""

    kind: Literal["end-user", "end-use", "item", "national", "ownership", "territory", "extent", "condition", "exception"]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """A thing that a norm speaks of.

    `relation` is how it stands there ("to", "by", "on", "for", "in", ...), `limits` what narrows it, `excepted` whether it is
    carved out; `kept_by` the authorities that the words name as keepers of a list; `term` the defined term through which
    it is reached, if any; `productions` the grammar rules that the words went through, outermost first; `defect` a drafting
    fault that empties this one alone.
    """

    thing: Thing
    span: Span
    relation: str = ""
    sense: Sense = "about"
    limits: tuple[Limit, ...] = ()
    excepted: bool = False
    kept_by: tuple[str, ...] = ()
    productions: tuple[str, ...] = ()
    defect: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipTest:
    """ "50 % or more owned, directly or indirectly, in the aggregate": `percent` is None where no figure is stated.

    `direction` is ``owned-by`` where whoever a listed person owns is caught, ``owner-of`` where it is who owns the party.
    """

    span: Span
    percent: float | None = None
    at_least: bool = False
    direct_or_indirect: bool = False
    aggregate: bool = False
    control: bool = False
    direction: Literal["owned-by", "owner-of"] = "owned-by"


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A defined term that a norm uses, where, and narrowed by what.

    `outside` is set where all but the term is meant ("outside the Territory"): what its definition takes out is reached.
    """

    term: str
    span: Span
    relation: str = ""
    sense: Sense = "about"
    limits: tuple[Limit, ...] = ()
    excepted: bool = False
    outside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A norm, or a limb of one (`kind` ``limb``, with its `label`): what it says, and the nodes inside it.

    `defect` names the drafting fault that turns the norm round or empties it ("lost-not", "either-for-neither", ...); `lifts`
    is set where a permission takes out of the bars before it what it names ("the foregoing shall not apply to").
    """

    kind: NormKind | Literal["limb"]
    span: Span
    label: str = ""
    bearer: str = ""
    modality: str = ""
    acts: tuple[str, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    uses: tuple[Use, ...] = ()
    ownership: tuple[OwnershipTest, ...] = ()
    conditions: tuple[Span, ...] = ()
    exceptions: tuple[Span, ...] = ()
    knowledge: tuple[Span, ...] = ()
    defect: str = ""
    lifts: bool = False
    children: tuple[Node, ...] = ()

    @property
    def deed(self) -> str:
        """What the node says of its acts: those it speaks of, but of a duty what is owed in them ("comply (export, sell)")."""
        if self.kind != "obligation" or not self.acts:
            return ", ".join(self.acts)
        acts = ", ".join(act for act in self.acts if act != "comply")
        law = any(one.thing.kind in ("instrument", "authority") for one in self.exclusions)
        words = ("comply" if law or "comply" in self.acts else "", f"({acts})" if acts else "")
        return " ".join(filter(None, words))


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A defined term: where the term stands, where its meaning stands, and how often the clause uses it."""

    term: str
    span: Span
    meaning: Span
    uses: int = 0
    things: tuple[Exclusion, ...] = ()
    terms: tuple[Use, ...] = ()
    implied: bool = False
    """True for a sentence that only tells what a described group holds ("Embargoed countries currently include ...")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An ambiguous modifier: the words, what it may limit, which choice is the default and why.

    `choices` are sentences for people, the default first; `verdicts` holds, for each choice, the effects that would differ,
    and `keepers` the keepers of lists that would; both are empty where nothing does. `rivals` holds, for each choice, the
    things and terms that it has otherwise than the norms, each as that choice has it: what the verdicts are derived from.
    """

    span: Span
    choices: tuple[str, ...]
    reason: str
    verdicts: tuple[tuple[tuple[Thing, EffectName], ...], ...] = ()
    keepers: tuple[tuple[tuple[Thing, tuple[str, ...]], ...], ...] = ()
    rivals: tuple[tuple[Exclusion | Use, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unparsed:
    """A stretch that the grammar could not read, and what it would have expected there."""

    span: Span
    expected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTree:
    """What the grammars read in one clause. `coverage` is the share of its words that are read (0 to 1)."""

    norms: tuple[Node, ...]
    definitions: tuple[Definition, ...] = ()
    readings: tuple[Reading, ...] = ()
    unparsed: tuple[Unparsed, ...] = ()
    loose: tuple[Exclusion, ...] = ()
    coverage: float = 0.0


# ---------------------------------------------------------------- what follows from it


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A norm that does something to a thing: its kind, who it binds and the acts it names."""

    norm: NormKind
    bearer: str = ""
    acts: tuple[str, ...] = ()
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a clause does with one thing.

    `via` is the chain of defined terms (and notes) through which the bar reaches the words; `limb` the labels of the
    limbs, outermost first; `reading` is ``keyword`` where only the vocabulary matched inside an unparsed stretch;
    `by` the norms that do it; `limit` the words that narrow it, `opens` whether they are an exception for some.
    """

    thing: Thing
    effect: EffectName
    quote: str
    span: Span
    limit: str | None = None
    limit_span: Span | None = None
    opens: bool = False
    via: tuple[str, ...] = ()
    kept_by: tuple[str, ...] = ()
    limb: tuple[str, ...] = ()
    reading: Literal["parsed", "keyword"] = "parsed"
    by: tuple[Source, ...] = ()
    productions: tuple[str, ...] = ()
    status: str = ""
    """in force, changed, ended, not yet or unknown at the as-of date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause read and resolved at a date: the public result of `clausecheck.parse`."""

    located: Located
    tree: RuleTree
    effects: tuple[Effect, ...]
    ownership: tuple[OwnershipTest, ...]
    actions: tuple[str, ...]
    as_of: str

    @property
    def text(self) -> str:
        return self.located.text

    @property
    def path(self) -> tuple[str, ...]:
        return self.located.path

    @property
    def title(self) -> str:
        return self.located.title

    @property
    def status(self) -> Literal["parsed", "partial", "unparsed"]:
        """Whether every sentence was read, some, or none."""
        if not self.tree.unparsed:
            return "parsed"
        return "partial" if self.tree.norms else "unparsed"

    def effect(self, thing: Thing) -> Effect | None:
        """What this clause does with `thing`, or None where it does not name it."""
        return next((effect for effect in self.effects if effect.thing == thing), None)


def strongest(clauses: tuple[Clause, ...]) -> dict[Thing, tuple[int, Effect]]:
    """One effect for each thing over the clauses of a document, with the index of the clause that has it."""
    best: dict[Thing, tuple[int, Effect]] = {}
    for index, clause in enumerate(clauses):
        for effect in clause.effects:
            held = best.get(effect.thing)
            if held is None or STRENGTH.index(effect.effect) < STRENGTH.index(held[1].effect):
                best[effect.thing] = (index, effect)
    return best


def acts_barred(clauses: tuple[Clause, ...]) -> frozenset[str]:
    """The acts that are barred: by a prohibition, or by a word that none of it is being done to a person, a place or a use.

    A duty to obey the law in an act bars no such act, though it is among the `actions` of its clause; and dealing is barred
    only with somebody: "who is prohibited from doing business with it" says who is meant.
    """
    told = {act for clause in clauses for node in nodes_of(clause.tree.norms) if node.kind in _BARRING for act in node.acts}
    return frozenset(
        (told - {"deal"}).union(
            act
            for clause in clauses
            for effect in clause.effects
            if effect.thing.kind in OFF_LIMITS and effect.effect in ("barred", "limited", "defective")
            for source in effect.by
            if source.norm in ("prohibition", "representation")
            for act in source.acts
        )
    )


_BARRING = ("prohibition", "limb")


def nodes_of(nodes: Iterable[Node]) -> Iterator[Node]:
    """Every node of a rule tree, a stem before its limbs."""
    for node in nodes:
        yield node
        yield from nodes_of(node.children)
