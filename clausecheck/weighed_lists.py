"""What the words for lists, and for those who keep them, weigh: who may not stand on "any sanctions list"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from clausecheck.knowledge import Knowledge
from clausecheck.tokens import Term, folded

NEGATIVE = frozenset({"BAR", "DONT", "ISNT", "NOT", "NOR", "NO", "NEITHER", "PREVENT"})
REFUSING = NEGATIVE | {"ALLOW_TERMINATION"}
SERIES = frozenset({"AGENCY", "STATE", "COUNTRY", "GLUE", "DET", "COMMA", "OR", "AND"})
TRADING = frozenset({"export", "reexport", "in-country-transfer", "resell", "sell", "ship", "supply", "divert", "transfer"})
_LIST_WORDS = frozenset({"DET", "DESC", "EMBARGO", "COMMA", "OR", "AND", "GLUE", "PERSONWORD", "TOPIC", "STATE", "AGENCY"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence among the terms [start:end), its terminals, and whether it is about something else than exports."""

    start: int
    end: int
    types: frozenset[str]
    elsewhere: bool


class Lists:
    """What the weighing of a text asks about lists. `terms` are those of `text`."""

    text: str
    terms: list[Term]
    knowledge: Knowledge
    sanctioning: frozenset[str]
    off_limits: frozenset[str]

    def _listword(self, index: int, sentence: Sentence) -> int:
        """A list without a name: who may not stand on "any sanctions list", or on one that states publish."""
        words = set(folded(self.terms[index].of(self.text)))
        behind = self.terms[index + 1 : index + 6]
        if behind and behind[0].type == "OF":  # "any list of prohibited or restricted parties"
            words |= {word for term in behind if term.type == "DESC" for word in folded(term.of(self.text))}
        at = index
        while at > sentence.start and self.terms[at - 1].type in _LIST_WORDS:
            at -= 1  # "any government prohibited, denied, sanctions or debarment list"
            words |= set(folded(self.terms[at].of(self.text)))
        standing = self._stands_on(index)
        kept_by = [t.type for t in behind if t.type not in ("DET", "WORD")][:2]
        whose = {word for t in behind[1:3] if t.type == "DET" for word in folded(t.of(self.text))}
        any_one = bool(whose & {*self.knowledge.cues["any_list"]})  # "a list of any government agency"
        governments = any_one and kept_by[-1:] == ["AGENCY"] and kept_by[0] in ("OF", "KEPT", "BY")
        if not (words & self.off_limits or (standing and governments)) or not sentence.types & REFUSING:
            return 0
        kept = {"STATE", "AGENCY"} & {t.type for t in self.terms[max(0, index - 2) : index + 12]}
        traded = any(t.type == "ACT" and set(t.name.split("|")) & TRADING for t in self.terms[sentence.start : sentence.end])
        return 3 if words & self.sanctioning or kept or standing or traded else 2

    def _stands_on(self, index: int) -> bool:
        """Whether somebody stands on the list at `index`: "named on any", "are not on any"."""
        before = [t.type for t in self.terms[max(0, index - 4) : index]]
        there = [at for at, kind in enumerate(before) if kind == "ON" and before[at - 1 : at] in (["BE"], ["ISNT"], ["NOT"])]
        return "LISTED" in before or "SUBJECT" in before or bool(there)

    def _listing(self, index: int) -> bool:
        """Whether a word for a list, or a list, stands close before an authority: "on any sanctions list maintained by"."""
        return any(t.type in ("LISTWORD", "LIST") for t in self.terms[max(0, index - 8) : index])

    def _refused_on_its_list(self, index: int, sentence: Sentence) -> bool:
        """ "Is not on the OFAC list", "on any list published by OFAC": who keeps lists of sanctioned persons and no others."""
        if not any(thing.id in keepers_of_persons(self.knowledge) for thing in self.terms[index].things):
            return False
        behind = [t.type for t in self.terms[index + 1 : index + 4] if t.type not in ("QUOTE", "WORD")]
        before = self.terms[max(sentence.start, index - 6) : index]
        at = next((n for n, t in enumerate(before) if t.type == "LISTWORD"), len(before))
        kept = {t.type for t in before[at + 1 :]} & {"BY", "KEPT", "OF", "ADMIN"}
        return (behind[:1] == ["LISTWORD"] or bool(kept)) and bool(sentence.types & REFUSING)

    def _designates(self, index: int, sentence: Sentence) -> bool:
        """Whether an authority designates those who may not be dealt with: "is not designated by A, B or C"."""
        at = index - 1
        while at > sentence.start and self.terms[at].type in SERIES:
            at -= 1
        if at <= sentence.start or self.terms[at].type != "BY" or self.terms[at - 1].type not in ("LISTED", "DESC"):
            return False
        return bool(NEGATIVE & {t.type for t in self.terms[sentence.start : at]})


@lru_cache(maxsize=4)
def keepers(knowledge: Knowledge) -> frozenset[str]:
    """The authorities that keep a list."""
    keepers = (e.keeper for e in knowledge.entries if e.kind == "list" and e.keeper and not e.id.startswith("generic."))
    return frozenset(keepers) - {e.keeper for e in knowledge.entries if e.id.startswith("generic.")}


@lru_cache(maxsize=4)
def keepers_of_persons(knowledge: Knowledge) -> frozenset[str]:
    """The authorities whose lists, where they are only called theirs, are lists of sanctioned persons."""
    lists = [e for e in knowledge.entries if e.kind == "list" and e.topic and not e.id.startswith("generic.")]
    return frozenset(e.keeper for e in lists if e.topic == "kept lists" or e.effect.startswith("freezes"))
