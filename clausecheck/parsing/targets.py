"""What a target names: the things and defined terms in it, who is said to keep a list, and what narrows it.

A noun that is "embargoed", "prohibited" or "subject to sanctions" is a described thing: a country so described is a group of
territories, a person a restricted party, a use a prohibited end use. Whose rules describe it (the United States, several
states, none named) decides which.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from clausecheck.document import Span
from clausecheck.parsing.chunks import Chunk
from clausecheck.parsing.described import Described
from clausecheck.parsing.listings import Found, relation
from clausecheck.parsing.rules import Target
from clausecheck.ruletree import Exclusion, Limit, Sense, Thing, Use
from clausecheck.tokens import Term, folded

GENERAL_PLACES = Thing(kind="territory_group", id="generic.sanctioned")
GENERAL_PERSONS = Thing(kind="end_user", id="generic.prohibited")
GENERAL_USES = Thing(kind="end_use", id="generic.prohibited")
NATIONALS = Thing(kind="end_user", id="national")

_LEGAL = frozenset({"compliance", "licence", "breach"})
_NAMELESS = frozenset({"LAWWORD", "LISTWORD", "PLACEWORD", "PERSONWORD", "USEWORD"})
"""Nouns that name nothing by themselves, and may in what they stand beside."""
_ONLY = 16
"""Code points beside a place within which a word says that it is the only one."""
_APPLYING = 24
"""Code points behind the words for laws within which they may be said to apply."""


@dataclass(slots=True)
class Reader(Described):
    """Reads targets of one clause. `text` is the clause, `knowledge` what it is read with."""

    taken: set[int] = field(default_factory=set)
    """Where the terms begin that were read as named by something."""
    personal: bool = True
    """Whether the norm may speak of the party itself ("is not subject to sanctions"), not of goods or places in a condition."""
    leaving: bool = False
    """Whether the words before the target say what the goods leave ("from its warehouse")."""
    outward: bool = False
    """Whether the norm bars only acts by which goods leave."""
    antecedent: Chunk | None = None
    """The noun that a relative describes whose words stand apart from it ("countries which are not subject to")."""
    behind: Target | None = None
    """A target behind a further act of the sentence, whose restriction reaches back to the series before that act."""
    described: bool = False
    """Whether the words before the target say what a party is not ("is not otherwise blocked", under some law)."""
    placed: bool = False
    """Whether a territory was named before, which "any such prohibited country" goes back to."""

    def read(
        self,
        chunks: Iterable[Chunk],
        sense: Sense,
        rule: str,
        *,
        restricted_by: Target | None = None,
    ) -> Found:
        """Everything that the chunks of a target name, in order, with `sense`; `rule` is the production they came through.

        `restricted_by` is a later target of the series whose restriction reaches back to this one.
        """
        chunks = list(chunks)
        if self.antecedent is not None and chunks and chunks[0].kind == "SUBJECT":
            chunks = [self.antecedent, *chunks]
        found = Found()
        makers = self._makers(chunks)
        restricted = self._restricted(chunks) or (restricted_by is not None)
        if restricted_by is not None and not makers:
            makers = self._makers(list(restricted_by.chunks))
        keepers = self._keepers(chunks)
        for index, chunk in enumerate(chunks):
            self.taken.update([term.start for term in chunk.terms if term.things])
            path = (rule, chunk.head)
            if chunk.kind == "PLACES" and index and chunks[index - 1].kind == "ADMINISTERED" and "PLACEWORD" in chunk.types():
                continue  # "sanctions administered by any country": who makes them
            if chunk.kind == "LOCATED" and self._resident(chunks, index):
                found.exclusions.append(self._exclusion(NATIONALS, chunk.span, chunk, sense, path))
            if chunk.kind == "NATIONAL":
                found.exclusions.append(self._exclusion(NATIONALS, chunk.span, chunk, sense, path))
            told = sense == "against" or folded(self.text[chunk.start : chunk.end])[-1:] == ["of"]  # "if you are the target of"
            if chunk.kind == "SUBJECT" and told and self.personal and self._oneself(chunks, index):
                found.exclusions.append(self._exclusion(GENERAL_PERSONS, chunk.span, chunk, sense, path))
            legal = sense
            if sense == "against" and chunk.kind == "PLACES" and self._left(chunks, index):
                legal = "about"  # "shall not ship from its warehouse in Turkey": where the goods leave, or pass through
            if chunk.kind == "LAWS" and sense == "against" and index and self._by_law(chunks, index):
                legal = "for"  # "any destination prohibited by the Export Administration Regulations": the law decides
            if chunk.kind == "LISTS" and chunk.preposition == "ON" and index and chunks[index - 1].kind == "PLACES":
                found.exclusions.extend(self._places_listed(chunks, index, sense, path))
            for position, term in enumerate(chunk.terms):
                self._term(
                    found, chunk, position, term, legal, path, makers, restricted, keepers.get(id(term), ()), chunks, index
                )
            if chunk.preposition == "BY" and chunk.kind == "AGENCIES" and index and self._set_apart(chunks, index - 1):
                if any(before.kind == "PLACES" for before in chunks[:index]):
                    continue  # "any jurisdiction sanctioned by the United Nations"
                kept = self.kept_lists([chunk], sense).exclusions  # "anyone sanctioned by" one that keeps a list
                found.exclusions.extend([item for item in kept if not item.thing.id.startswith("generic.")])
        if (singled := self._singled_out(chunks, sense, rule)) is not None:
            found.exclusions = [item for item in found.exclusions if item.thing not in (GENERAL_PERSONS, singled.thing)]
            found.exclusions = [item for item in found.exclusions if not item.kept_by or item.thing.kind != "list"] + [singled]
        if len(chunks) > 1 and any(
            chunk.kind in ("LISTED", "SUBJECT", "NATIONAL") or "DESC" in chunk.types() for chunk in chunks
        ):
            found.exclusions.extend(self._under_order(chunks, sense, rule))
        found.exclusions = self._parents(found.exclusions)
        self.placed = self.placed or any(item.thing.kind in ("territory", "territory_group") for item in found.exclusions)
        return found

    def _places_listed(self, chunks: list[Chunk], index: int, sense: Sense, path: tuple[str, ...]) -> list[Exclusion]:
        """ "In a country on any sanctions list": a country that some list puts off limits."""
        place, words = chunks[index - 1], set(folded(self.text[chunks[index].start : chunks[index].end]))
        listed = words & set(self.knowledge.cues["sanctioning"]) and place.types() <= {"DET", "PLACEWORD", "GLUE", "IN", "TO"}
        return [self._exclusion(GENERAL_PLACES, place.span, place, sense, path)] if listed else []

    def _on_a_list(self, chunks: list[Chunk], index: int) -> bool:
        """ "A denied party on any list": the list is meant, whose parties they are."""
        return index + 1 < len(chunks) and chunks[index + 1].kind == "LISTS" and chunks[index + 1].preposition == "ON"

    def _left(self, chunks: list[Chunk], index: int) -> bool:
        """Whether a place is one that goods leave, or only pass through."""
        chunk = chunks[index]
        way = chunk if chunk.preposition == "FROM" else chunks[index - 1] if index and chunk.preposition == "IN" else None
        if index == 0 and chunk.preposition == "IN" and self.leaving:
            return self.outward  # "from its warehouse in Turkey"
        if way is None or way.preposition != "FROM":
            return False
        passing = set(folded(self.text[way.start : way.end])[:1]) & set(self.knowledge.cues["passing"])
        leaving = folded(self.text[way.start : way.end])[:1] == ["from"]
        return self.outward and (bool(passing) or leaving)  # "shall not transit them through Belarus" bars the way

    def _by_law(self, chunks: list[Chunk], index: int) -> bool:
        before = chunks[index - 1]
        if before.kind == "JOIN" and (chunks[index].preposition == "BY" or chunks[index - 2].preposition == "BY"):
            forbidding = ("LAWS", "AGENCIES")
            first = next((n for n, c in enumerate(chunks[:index]) if c.kind in forbidding and c.preposition == "BY"), 0)
            return bool(first) and self._by_law(chunks, first)  # "prohibited by the EAR or by sanctions"
        if any(chunk.kind == "WHO" for chunk in chunks[:index]) and any(
            chunk.kind == "RESTRICTS" for chunk in chunks[index + 1 :]
        ):
            return True  # "to which the Act, or any similar law, prohibits the export"
        barred = index > 1 and (
            chunks[index - 2].types() in ({"DESC"}, {"DESC", "DET"}) or chunks[index - 2].kind == "RESTRICTS"
        )
        if before.kind == "SUBJECT":
            words = self.text[before.start : before.end].lower()
            return words == "in accordance with" or (barred and words == "under")
        return chunks[index].preposition in ("BY", "IN", "OF") and (
            before.kind in ("RESTRICTS", "LISTED") or "DESC" in before.types() or before.kind == "REFERENCE"
        )

    def _resident(self, chunks: list[Chunk], index: int) -> bool:
        """ "Ordinarily resident in", "organised under the laws of" a place: as a national, not merely "located in" it."""
        own = folded(self.text[chunks[index].start : chunks[index].end])
        words = set(own)
        later = chunks[index + 1 : index + 8]
        # "neither a resident of, nor located in, Cuba", "resident in, or accessing it from, Cuba"
        elliptic = {chunk.kind for chunk in later} <= {"JOIN"} and own[-1:] in (["of"], ["in"])
        return (
            bool(words & set(self.knowledge.cues["resident"]))
            and (elliptic or any(chunk.kind == "PLACES" for chunk in later))
            and not any(chunk.kind == "NATIONAL" for chunk in chunks)
        )

    # ---- one term

    def _term(
        self,
        found: Found,
        chunk: Chunk,
        position: int,
        term: Term,
        sense: Sense,
        path: tuple[str, ...],
        makers: list[str],
        restricted: bool,
        kept_by: tuple[str, ...],
        chunks: list[Chunk],
        index: int,
    ) -> None:
        if not (term.name or term.things or term.type in _NAMELESS):
            return
        span = Span(start=term.start, end=term.end)
        if term.name and term.type != "ACT" and not term.name.startswith("|") and term.type not in ("DEFINED", "DEFINES"):
            only = chunk.kind == "PLACES" and self._only_there(chunk)
            outside = chunk.kind == "PLACES" and folded(self.text[chunk.start : chunk.end])[:1] == ["outside"]
            found.uses.append(
                Use(
                    term=term.name,
                    span=span,
                    relation=relation(chunk),
                    sense="against" if only and sense in ("for", "allow") else sense,
                    outside=outside or (only and sense in ("for", "allow")),
                )
            )
            return
        if term.type == "ENDUSER" and term.weak and {"PERSONWORD", "GLUE"} <= chunk.types() and index + 1 < len(chunks):
            return  # "any company, individual or government entity listed in": whoever is listed, not governments
        if term.things and term.type != "STATE":
            if self._marks_places(chunks, index, term):
                return
            if term.type == "LAW" and sense == "for" and path[0] in _LEGAL and self._applicable(chunk, position, term):
                found.uses.append(Use(term="such law", span=span, relation=relation(chunk), sense=sense))
            for thing in self._those_who(term, chunks, index):
                found.exclusions.append(
                    replace(
                        self._exclusion(thing, span, chunk, sense, path),
                        kept_by=(kept_by or self._named_keepers(thing, term)) if thing.kind == "list" else (),
                    )
                )
            return
        types = chunk.types()
        such = "SUCH" in types and any(t.type == "SUCH" for t in chunk.terms[:position])
        applicable = path[0] in _LEGAL and self._applicable(chunk, position, term)
        own = set(folded(self.text[term.end : term.end + _APPLYING])[:4]) & set(self.knowledge.cues["local"])
        if term.type == "LAWWORD" and (such or (applicable and not own)) and sense == "for":
            found.uses.append(Use(term="such law", span=self._noun(chunk, position), relation=relation(chunk), sense=sense))
            return
        described = "DESC" in types or restricted
        if term.type == "LISTWORD":
            self._listword(found, chunk, term, sense, path, kept_by, such, chunks, index)
        elif term.type == "PLACEWORD":
            if such and ("DESC" not in types or self.placed):
                found.uses.append(
                    Use(term="such place", span=self._noun(chunk, position), relation=relation(chunk), sense=sense)
                )
            elif described and ("DESC" in types or not self._whose_law(chunks, index)):
                found.exclusions.extend(
                    self._exclusion(thing, self._noun(chunk, position), chunk, sense, path)
                    for thing in self._described(GENERAL_PLACES, self._own_makers(chunk, position, makers))
                )
        elif term.type in ("PERSONWORD",):
            if such and "DESC" not in types:
                found.uses.append(
                    Use(term="such person", span=self._noun(chunk, position), relation=relation(chunk), sense=sense)
                )
            elif (
                described and (chunk.kind == "PLACES" or not self._only_located(chunks)) and not self._on_a_list(chunks, index)
            ):
                found.exclusions.append(self._exclusion(GENERAL_PERSONS, self._noun(chunk, position), chunk, sense, path))
        elif (
            term.type == "USEWORD"
            and described
            and not self._merely_unlawful(chunk)
            and not self._named_use(chunk, position)
            and ("DESC" in types or not _done_with(chunks, index))
            and chunk.preposition not in ("ON", "FROM")
            and ("DESC" in types or index + 1 < len(chunks))
        ):
            engaged = self.engaged or any(c.kind == "ENGAGED" for c in chunks[max(0, index - 2) : index])
            person = engaged and (self.engaged or any(c.kind == "PERSONS" for c in chunks[:index]))
            thing = GENERAL_PERSONS if person else GENERAL_USES  # "anyone involved in an activity restricted by"
            found.exclusions.append(self._exclusion(thing, self._noun(chunk, position), chunk, sense, path))

    def _only_there(self, chunk: Chunk) -> bool:
        """ "Shall sell only in the Territory", "within the Territory alone"."""
        near = self.text[max(0, chunk.start - _ONLY) : chunk.start], self.text[chunk.end : chunk.end + _ONLY]
        before, behind = (folded(words) for words in near)
        return bool({*before[-1:], *behind[:1]} & set(self.knowledge.cues["alone"]))

    def _whose_law(self, chunks: list[Chunk], index: int) -> bool:
        """ "Subject to the restrictions of the country in which it is received": who makes them."""
        return bool(index) and chunks[index].preposition == "OF" and chunks[index - 1].kind == "LAWS"

    def _marks_places(self, chunks: list[Chunk], index: int, term: Term) -> bool:
        """ "Any country subject to a U.S. Government embargo": the words say which countries, and name no body of law."""
        if term.type != "LAW" or not term.name.startswith("|") or not index or chunks[index - 1].kind != "SUBJECT":
            return False
        cues = self.knowledge.cues
        laws = set(cues["LAWWORD"]).difference(cues["forbidding"], cues["sanctioning"])
        topics = set(term.name.split("|"))
        if not {"sanctions"} <= topics <= {"", "sanctions", "export"} or set(folded(term.of(self.text))) & laws:
            return False
        made = index + 1 < len(chunks) and chunks[index + 1].kind == "ADMINISTERED"
        return not made and any(chunk.kind == "PLACES" and "PLACEWORD" in chunk.types() for chunk in chunks[:index])

    def _applicable(self, chunk: Chunk, position: int, term: Term) -> bool:
        """ "Comply with all applicable export laws": those named before as well, where no law of its own is named."""
        named = [self.knowledge.entry(thing) for thing in term.things]
        if any(entry is None or entry.jurisdiction or not entry.described for entry in named):
            return False
        before = [folded(t.of(self.text))[-1:] for t in chunk.terms[:position] if t.type == "DET"]
        behind = folded(self.text[term.end : term.end + _APPLYING])[:4]
        applying = {"applicable", *self.knowledge.cues["applying"]}.intersection(behind)
        return ["applicable"] in before or ["relevant"] in before or bool(applying)

    # ---- what stands around it

    def restricted_later(self, targets: Sequence[Target]) -> list[Target | None]:
        """For each target of a series the nearest one behind it that a rule is said to forbid."""
        found: list[Target | None] = []
        nearest = self.behind
        for target in reversed(targets):
            found.append(nearest)
            if len(found) < len(targets) and self._restricted(list(target.chunks)):
                nearest = target
        return found[::-1]

    def _oneself(self, chunks: list[Chunk], index: int) -> bool:
        """ "Is not subject to sanctions": the party itself may be no target of them; where a list says whose, the list is."""
        party = index == 1 and chunks[0].kind == "PERSONS" and "PARTY" in chunks[0].types() and not chunks[0].preposition
        if not party and any(c.kind in ("PERSONS", "PLACES", "ITEMS", "USES", "BY_PERSONS") for c in chunks[:index]):
            return False  # but "nor is the User the target of sanctions"
        if self.text[chunks[index].start : chunks[index].end].lower() == "under" and not self.described:
            return False
        near = chunks[index + 1 : index + 4]
        made = next((at for at, later in enumerate(near) if later.kind == "ADMINISTERED"), len(near))
        near = near[:made]
        return any(self._forbids(later) for later in near) and not any(
            later.kind in ("LISTS", "PLACES", "USES") for later in near
        )


def _done_with(chunks: list[Chunk], index: int) -> bool:
    """ "Business with any Person", "activities of or with a party": what is restricted are those named behind."""
    for chunk in chunks[index + 1 : index + 4]:
        if chunk.kind in ("BY_PERSONS", "PLACES") or (chunk.kind == "PERSONS" and chunk.preposition):
            return True
        if chunk.kind == "NOUNS" and chunk.preposition and len(chunk.terms) == 1:
            return True  # "of or with any Person"
        if chunk.kind not in ("NOUNS", "JOIN"):
            return False
    return False


def limited(found: Found, limit: Limit, kinds: frozenset[str]) -> Found:
    """The same with `limit` on every exclusion of one of `kinds`, and on every use where a place is among them."""
    exclusions = [
        replace(item, limits=(*item.limits, limit)) if item.thing.kind in kinds else item for item in found.exclusions
    ]
    return Found(exclusions, found.uses)
