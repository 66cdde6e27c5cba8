"""The words for what is missing, from the reference and the knowledge: items of a series, phrases for a limb, sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from clausecheck.document import Document
from clausecheck.knowledge import Entry, Knowledge, fold
from clausecheck.mending.places import nodes
from clausecheck.references import Reference
from clausecheck.ruletree import Clause, Thing

_SAME = 8
"""From so many words on, the beginnings of two phrases are said once."""
_NAME = 4
"""The most words of a name that is put in one row with others."""
_TAIL = 4
_ARTICLE = re.compile(r"\bthe\s+(?:so-called\s+)?$", re.IGNORECASE)
_PHRASE = re.compile(r"(?:or\s+)?(?:to|for|in|on|with)\b", re.IGNORECASE)
_LISTED = re.compile(
    r"(?:or )?to any person on (?P<item>the (?:(?! maintained ).)+) maintained by (?P<keeper>the (?:(?! maintained ).)+)"
)
_PLACED = re.compile(r"(?:or )?to, or for use in, (?P<item>[^,;.]+)")
"""How the references word a list and a place."""
_GOODS = ("Products", "Goods", "Items", "Equipment", "Software", "Deliverables", "Materials", "Technology", "Product", "Item")
_SELLERS = ("Seller", "Supplier", "Vendor", "Licensor", "Manufacturer", "Company", "Provider", "Contractor")
_AGREEMENTS = ("Agreement", "agreement", "Contract", "contract", "Terms", "terms", "Order", "order")
_ACTS = "export, re-export, transfer (in-country), sell or resell"
_DETERMINER = re.compile(r"^(?:no|any|all|such|these|the|said)\s+", re.IGNORECASE)
_ACTS_DONE = "exported, re-exported, transferred (in-country), sold or resold"


def series(items: Sequence[str], word: str = "or") -> str:
    """Items in a row: "A", "A or B", "A, B or C"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {word} {items[-1]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Finds words in a reference, the clauses of its own text (`model`) and the knowledge."""

    reference: Reference
    model: tuple[Clause, ...]
    knowledge: Knowledge

    def item(self, thing: Thing) -> str:
        """A thing as an item of a series, with its article: as the reference's text has it, else by its name."""
        asked = self._asked(thing)
        worded = (_LISTED if thing.kind == "list" else _PLACED).fullmatch(asked)
        if worded:
            return worded["item"]
        for clause in self.model:
            effect = clause.effect(thing)
            if effect is not None and effect.reading == "parsed" and not self._shared(clause, effect.span.start, thing):
                article = _ARTICLE.search(clause.text[: effect.span.start])
                return (article[0] if article else "") + effect.quote
        entry = self.knowledge.entry(thing)
        name = entry.name if entry else thing.id
        return f"the {name}" if thing.kind == "list" else name

    def keeper(self, thing: Thing) -> str:
        """The authority that keeps a list, as the reference's wording or the knowledge has it, with its article; or ""."""
        found = _LISTED.fullmatch(self._asked(thing))
        if found:
            return found["keeper"]
        entry = self.knowledge.entry(thing)
        keeper = self.knowledge.entry(Thing(kind="authority", id=entry.keeper)) if entry and entry.keeper else None
        return f"the {keeper.name}" if keeper else ""

    def by_keeper(self, things: Iterable[Thing]) -> dict[str, list[Thing]]:
        """Lists by the authority that keeps them, in their order."""
        found: dict[str, list[Thing]] = {}
        for thing in things:
            found.setdefault(self.keeper(thing), []).append(thing)
        return found

    def phrase(self, things: Sequence[Thing]) -> str:
        """What bars these things of one kind as the rest of a sentence: "to, or for use in, Cuba"."""
        kind = things[0].kind
        if kind in ("territory", "territory_group"):
            return f"to, or for use in, {series([self.item(thing) for thing in things])}"
        if kind == "list":
            groups = [
                series([self.item(thing) for thing in held]) + (f" maintained by {keeper}" if keeper else "")
                for keeper, held in self.by_keeper(things).items()
            ]
            return "to any person on " + ", or on ".join(groups)
        return ", or ".join(self._phrases(things))

    def _phrases(self, things: Sequence[Thing]) -> list[str]:
        said = []
        for thing in things:
            asked = self._asked(thing).removeprefix("or ")
            entry = self.knowledge.entry(thing)
            name = entry.name if entry else thing.id
            general = f"for any end use in connection with {name}" if thing.kind == "end_use" else f"to any {name}"
            said.append(asked if asked and _PHRASE.match(asked) else general)
        return _shortened(said)

    def uses(self, things: Sequence[Thing]) -> tuple[str, ...]:
        """What bars end uses and end users as the rest of a sentence, the briefest way of saying it first."""
        groups = groupby(things, key=lambda thing: thing.kind == "end_user")
        said = [one for _, held in groups for one in self._phrases(list(held))]
        return tuple(dict.fromkeys(", or ".join(phrases) for phrases in (_tails_shared(said), said)))

    def _asked(self, key: Thing | str) -> str:
        return next((one.wording for one in self.reference.requirements if one.key == key), "")

    def _shared(self, clause: Clause, start: int, thing: Thing) -> bool:
        """Whether the words of the reference name other things too, or lack their noun ("chemical or biological weapons")."""
        return any(
            other.thing != thing and other.thing.kind == thing.kind and other.span.start == start for other in clause.effects
        )


def _shortened(phrases: list[str]) -> list[str]:
    """Phrases that begin with the same many words made one, in their order: "for any use of A", "for any use of B"."""
    found: list[tuple[list[str], list[str]]] = []
    for phrase in phrases:
        words = phrase.split()
        if found:
            common, rests = found[-1]
            held = next((at for at, (one, other) in enumerate(zip(common, words, strict=False)) if one != other), len(common))
            if len(rests) == 1 and _SAME <= held < min(len(common), len(words)):
                found[-1] = (words[:held], [" ".join(common[held:]), " ".join(words[held:])])
                continue
            if len(rests) > 1 and held == len(common) < len(words):
                rests.append(" ".join(words[held:]))
                continue
        found.append((words, [""]))
    return [" ".join([*common, series(_flat(rests))]).strip() for common, rests in found]


def _flat(items: list[str]) -> list[str]:
    """Items that are series themselves in one row with the others, where each is a short name."""
    pieces = [piece for item in items for piece in re.split(r", | or ", item)]
    return pieces if len(items) > 1 and all(len(piece.split()) <= _NAME for piece in pieces) else items


def _tails_shared(phrases: list[str]) -> list[str]:
    """Phrases that end in the same many words as one: "for any A, or to any B, in a country to which C applies"."""
    found: list[tuple[list[str], list[str]]] = []
    for words in (phrase.split() for phrase in phrases):
        for heads, tail in found:
            if tail and words[-len(tail) :] == tail:
                heads.append(" ".join(words[: -len(tail)]))
                break
        else:
            at = next(
                (at for at in range(1, len(words) - _TAIL) if words[at] == "in" and "to which" in " ".join(words[at:])), 0
            )
            found.append(([" ".join(words[:at] if at else words)], words[at:] if at else []))
    joined = []
    for heads, tail in found:
        comma = "," if len(heads) > 1 else ""
        joined.append(" ".join([", or ".join(heads) + comma, *tail]) if tail else heads[0])
    return joined


def outdated(quote: str, entry: Entry, knowledge: Knowledge) -> bool:
    """Whether `quote` is a name that the entry no longer has, or never had."""
    said = fold(quote)
    return any(
        phrase.age in ("obsolete", "wrong")
        for phrase in knowledge.vocabulary()
        if phrase.kind == entry.kind and phrase.ids == (entry.id,) and fold(phrase.words) == said
    )


# ---------------------------------------------------------------- sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """What a contract calls the party that is bound, the other one, the goods and itself; "" where that is not clear.

    `barred` is what it calls the goods in a bar that binds nobody by name ("the Products may not be exported").
    """

    bound: str
    modality: str
    other: str
    goods: str
    contract: str
    barred: str = ""


def parties(document: Document, clauses: tuple[Clause, ...]) -> Parties:
    """The names of a contract, from its prohibitions and from what its text has most often."""
    acting = [node for clause in clauses for node in nodes(clause) if node.kind == "prohibition" and node.acts]
    # "the Products may not be exported": what is bound to nothing is no party
    passive = [_DETERMINER.sub("", node.bearer) for node in acting if _of_goods(node.bearer)]
    bars = [node for node in acting if node.bearer and not _of_goods(node.bearer)]
    names = Counter(node.bearer for node in bars if node.bearer[:1].isupper())
    bound = names.most_common(1)[0][0] if names else ""
    text = "\n".join(block.text for block in document.blocks)
    goods = _most(text, _GOODS)
    return Parties(
        bound=bound,
        modality=next((node.modality.split()[0] for node in bars if node.bearer == bound and node.modality), "shall"),
        other=_most(text, [name for name in _SELLERS if name != bound]),
        goods=goods,
        contract=_most(text, _AGREEMENTS),
        barred=passive[0] if passive else goods if acting else "",
    )


def _of_goods(bearer: str) -> bool:
    return bearer.rpartition(" ")[2] in _GOODS


def _most(text: str, names: Iterable[str]) -> str:
    listed = tuple(names)
    counts = Counter(re.findall(rf"\b(?:{'|'.join(map(re.escape, listed))})\b", text))
    best = max(listed, key=lambda name: counts[name], default="")
    return best if counts[best] > 1 else ""


def bar(phrase: str, names: Parties) -> str:
    """A sentence of its own that bars dealings: the phrase says to or for what. "" where the contract's names are not clear."""
    if not names.bound and names.barred:
        return f"The {names.barred} shall not, directly or indirectly, be {_ACTS_DONE} {phrase}."
    if not names.bound or names.modality.casefold() not in ("shall", "will", "must", "may"):
        return ""
    goods = f"the {names.goods}" if names.goods else "any item delivered under this section"
    return f"{names.bound} {names.modality} not, directly or indirectly, {_ACTS} {goods} {phrase}."


def renamed(wording: str, names: Parties) -> str:
    """A sentence of a reference with the contract's names for the parties and for itself; "" where one is not clear."""
    said = wording
    for model, name in (("Buyer", names.bound), ("Customer", names.bound), ("Seller", names.other)):
        if re.search(rf"\b{model}\b", said):
            if not name:
                return ""
            said = re.sub(rf"\b{model}\b", name, said)
    these = "these" if names.contract in ("Terms", "terms") else "this"
    return said.replace("this Agreement", f"{these} {names.contract}") if names.contract else said
